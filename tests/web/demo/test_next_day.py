"""Spela nästa dag: the town goes on, both rooms stand on the same day, and what happened is told. Only in the demo."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import Any

import pytest
from django.urls import NoReverseMatch, reverse

from kvarbo.ground import clock
from kvarbo.landlord.outreach.actions import record_contact
from kvarbo.landlord.outreach.queries import last_contact
from kvarbo.landlord.rent.queries import leases_by_key, ledger_state
from kvarbo.social.casework.queries import my_matters
from kvarbo.social.contacts.queries import not_back, round_of
from kvarbo.web.demo import next_day
from kvarbo.web.demo.cast import HOME_KEPT
from kvarbo.web.demo.events import events_of
from kvarbo.web.demo.next_day import LOCK, NOT_A_TOWN, CannotPlay, last_played, play_next_day
from kvarbo.web.demo.staff import INGRID, KARIN
from kvarbo.web.demo.standing import at_the_desk
from kvarbo.web.demo.town import Town
from tests.browser.serving import plain_environment

ASK_SETTINGS = (
    "from kvarbo.web.starting import start_django; start_django();"
    "from django.conf import settings; from django.urls import get_resolver;"
    "print(settings.KVARBO_DAYS_PLAYED, 'next_day' in get_resolver().reverse_dict)"
)


def test_the_next_day_comes_in_both_rooms_with_its_file_its_night_and_what_happens(standing: Town) -> None:
    played = play_next_day()
    day = standing.today + timedelta(days=1)
    assert played.day == clock.today() == day == date(2026, 11, 6)
    with at_the_desk(KARIN):
        state = ledger_state()
        assert (state.assessed_on, state.known_through) == (day, standing.on(day).known_through)
    with at_the_desk(INGRID) as by:
        opened = {str(row.who[0]): row.matter.opened_on for row in my_matters(by, on=clock.today()).rows}
    assert opened[HOME_KEPT] == day
    told = " ".join(played.told)
    assert "Filen är inläst" in told
    assert "steg att ta ställning till på Idag" in told
    assert f"{HOME_KEPT}: Socialtjänsten öppnar ett ärende" in told
    assert last_played() == played


def test_what_the_staff_would_have_done_is_written_in_once_and_not_where_somebody_has_been(standing: Town) -> None:
    tomorrow = standing.on(date(2026, 11, 7))
    theirs = {event.lease_number for event in events_of(tomorrow) if event.date == date(2026, 11, 6)}
    assert len(theirs) > 2
    play_next_day()
    with at_the_desk(KARIN) as by:
        leases = leases_by_key()
        mine = next(number for number in sorted(theirs) if not leases[number].is_protected)
        record_contact(
            lease=leases[mine], on=clock.today(), by=by, channel="sms", outcome="sent", form_key="by-hand", step=""
        )
    play_next_day()
    with at_the_desk(KARIN):
        met = {number: last_contact(leases[number].pk) for number in theirs}
    assert met[mine].form_key == "by-hand"
    assert {contact.contact_date for contact in met.values() if contact} == {date(2026, 11, 6)}


def test_whoever_was_out_on_a_visit_is_back_the_next_morning(standing: Town) -> None:
    with at_the_desk(INGRID) as by:
        assert [one for one in round_of(by, standing.today) if one.visit.went_out_at and not one.visit.came_back_at]
    told = play_next_day().told
    with at_the_desk(INGRID) as by:
        assert not_back(by, clock.now()) == []
        assert [one.visit.outcome for one in round_of(by, standing.today) if one.visit.went_out_at] == ["met"]
    assert [one for one in told if "alla är tillbaka" in one]


def test_a_day_that_stopped_in_the_middle_goes_on_where_it_stopped(standing: Town, monkeypatch: Any) -> None:
    def stops(_: Town) -> list[str]:
        raise RuntimeError("strömmen gick")

    with monkeypatch.context() as patched:
        patched.setitem(next_day.PARTS, "households", stops)
        with pytest.raises(RuntimeError):
            play_next_day()
    assert clock.today() == date(2026, 11, 6)
    with monkeypatch.context() as patched:
        patched.setitem(next_day.PARTS, "ledger", stops)  # done already, and not done again
        played = play_next_day()
    assert played.day == clock.today() == date(2026, 11, 6)
    assert [one for one in played.told if one.startswith(HOME_KEPT)]
    assert [one for one in played.told if "Filen är inläst" in one]


def test_two_who_press_at_once_play_one_day(standing: Town, settings: Any) -> None:
    with (settings.KVARBO_VAR / LOCK).open("w") as lock:
        flock(lock, LOCK_EX)
        with pytest.raises(CannotPlay, match="Någon annan spelar en dag just nu"):
            play_next_day()
    assert clock.today() == standing.today


def test_after_the_last_day_the_town_says_how_to_begin_again(standing: Town, settings: Any) -> None:
    settings.KVARBO_TODAY = "2027-02-26"
    with pytest.raises(CannotPlay, match=r"till fre(dag)? 26 februari 2027.*--rebuild"):
        play_next_day()
    assert clock.today() == date(2027, 2, 26)


def test_outside_the_demo_no_day_is_played_and_there_is_no_address() -> None:
    with pytest.raises(CannotPlay, match="Bara en demostad"):
        play_next_day()
    with pytest.raises(NoReverseMatch):
        reverse("next_day")
    assert NOT_A_TOWN.endswith("kvarbo demo.")


@pytest.mark.parametrize(
    ("mode", "today", "there"),
    [("demo", "2026-11-06", True), ("demo", "", False), ("test", "2026-11-06", False), ("production", "", False)],
)
def test_only_a_demo_that_stands_on_a_day_has_the_file_and_the_address(
    mode: str, today: str, there: bool, tmp_path: Path
) -> None:
    said = {"KVARBO_MODE": mode, "KVARBO_TODAY": today, "KVARBO_VAR": str(tmp_path), "KVARBO_SECRET_KEY": "x" * 60}
    done = subprocess.run(
        [sys.executable, "-c", ASK_SETTINGS], env=plain_environment(**said, KVARBO_HOSTS="k.example"), text=True,
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ([str(tmp_path / "days-played"), "True"] if there else ["None", "False"])
