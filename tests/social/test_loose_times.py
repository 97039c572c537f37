"""A time for eviction that stands in no matter passes nobody unseen (JO 1683-2017): day by day, and who is alarmed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kvarbo.doors.post.models import ReceivedPaper
from kvarbo.social.casework.people import NewPerson
from tests.social.conftest import ON
from tests.social.test_inbox import REFUSED, TIME, day, decide, page_of, register

EVICTION = date(2026, 11, 20)
TOLD = "Avhysning fre 20 november 2026 utan ärende: Signe O&#x27;Neill."


@pytest.fixture
def time(office) -> ReceivedPaper:
    """The first that ever came about her: the time, confirmed to Kronofogden and decided without an inquiry."""
    paper = register(office, **TIME)
    office.post("anna", f"inkorg/{paper.pk}/gjort/", duty="confirm_eviction_time", text="Ringde Kronofogden.")
    assert decide(office, paper, **REFUSED).status_code == 302
    return paper


def loose(office, who="bo") -> list:
    return [row["id"] for row in office.get(who, "inkorg/").context["loose"]]


def first_page(office, who="bo") -> str:
    return office.get(who, "").content.decode().replace("\u00a0", " ")


def test_everybody_sees_it_every_day_until_a_manager_has_seen_how_it_went(office, settings, time):
    for later in range((EVICTION - ON).days + 1):
        day(settings, ON + timedelta(days=later))
        assert office.get("bo", "inkorg/").context["rows"] == []  # nothing else is left to do
        assert loose(office) == loose(office, "eva") == [time.pk]
        assert TOLD in first_page(office)
        assert TOLD in first_page(office, "eva")
        assert office.get("eva", "inkorg/").context["to_see"] == [] or ON + timedelta(days=later) >= EVICTION
    assert "Tiden står inte i något ärende" in page_of(office, time)
    for later in (1, 30, 365):  # homeless for a year, and somebody is asked about it every day of it
        day(settings, EVICTION + timedelta(days=later))
        assert loose(office) == [time.pk]
        assert "dagen har varit: hur gick det?" in office.get("bo", "inkorg/").content.decode()
        assert [row["id"] for row in office.get("eva", "inkorg/").context["to_see"]] == [time.pk]
    assert "Jag har sett det" not in page_of(office, time)
    assert "Jag har sett det" in page_of(office, time, "eva")
    assert office.post("anna", f"inkorg/{time.pk}/sett/").status_code == 403
    office.post("eva", f"inkorg/{time.pk}/sett/")
    assert loose(office) == loose(office, "eva") == []
    assert TOLD not in first_page(office)


def test_who_saw_it_before_the_day_is_asked_again_when_it_has_been(office, settings, time):
    office.post("eva", f"inkorg/{time.pk}/sett/")
    assert loose(office) == [time.pk]
    day(settings, EVICTION)
    assert [row["id"] for row in office.get("eva", "inkorg/").context["to_see"]] == [time.pk]
    office.post("eva", f"inkorg/{time.pk}/sett/")
    assert loose(office) == []


@pytest.mark.parametrize("kind", ["inquiry", "contact_first"])
def test_one_that_is_put_in_a_matter_is_counted_down_there(office, settings, time, kind):
    assert decide(office, time, kind=kind, reason="Vi tar det ändå.", form_key="nytt").status_code == 302
    assert loose(office) == []
    assert TOLD not in first_page(office)
    (row,) = office.get("bo", "").context["rows"]
    assert [clock.day for clock in row["clocks"] if "Avhysning" in clock.text] == [EVICTION]


def test_what_is_passed_on_is_watched_too(office, time):
    told = {"kind": "passed_on", "passed_to": "Socialnämnden i Åby", "reason": "Hon bor i Åby.", "form_key": "vidare"}
    assert decide(office, time, **told).status_code == 302
    assert loose(office) == [time.pk]


def test_one_that_kronofogden_takes_back_is_no_time(office, time):
    ReceivedPaper.objects.filter(pk=time.pk).update(recalled_at=time.taken_in_at)
    assert loose(office) == []


def test_what_is_about_somebody_protected_is_watched_by_handlers_alone(office):
    office.matter("hanna", NewPerson("Signe O'Neill", "leaseholder", "19540101-7875", is_protected=True))
    paper = register(office, who="hanna", **{**TIME, "form_key": "skyddad"})
    office.post("hanna", f"inkorg/{paper.pk}/gjort/", duty="confirm_eviction_time", text="Ringde Kronofogden.")
    assert decide(office, paper, who="hanna", **REFUSED).status_code == 302
    assert loose(office, "hanna") == [paper.pk]
    assert loose(office) == []
    assert "Signe" not in first_page(office)
