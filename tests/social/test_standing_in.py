"""Taking over a colleague's day, and who receives what comes in; it gives nobody a right they did not have."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta
from typing import Any

import pytest

from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.standing_in import actions
from kvarbo.ground.standing_in.models import Absence, Reception
from kvarbo.ground.standing_in.queries import away_on, receives_on, stands_in_for
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.social.casework.people import NewPerson
from kvarbo.social.casework.queries import my_matters
from tests.social.conftest import CHILDREN, ON

FRIDAY = date(2026, 11, 13)


def away(
    office, who: str = "anna", stand_in: str = "bo", *, by: str = "", first: date = ON, last: date = FRIDAY
) -> Any:
    with recorded("test"):
        return actions.be_away(
            member=office.at_work(who).id, stand_in=office.at_work(stand_in).id, from_day=first, to_day=last,
            by=office.at_work(by or who),
        )  # fmt: skip


def page_of(office, who: str, path: str = "", **said: str) -> str:
    answer = office.client(who).get(f"/r/{office.room.slug}/{path}", said)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode().replace("\u00a0", " "))))


def test_whoever_stands_in_is_told_and_finds_the_others_matters(office):
    office.matter("anna")
    office.matter("bo", NewPerson("Siv Ek", "leaseholder"))
    away(office)
    page = page_of(office, "bo")
    assert "Du ersätter Anna till och med fre 13 november 2026." in page
    annas = page_of(office, "bo", vem=str(office.at_work("anna").id))
    assert "Kent Åberg" in annas
    assert "Siv Ek" not in annas
    assert "Anna är borta till och med fre 13 november 2026 och ersätts av Bo." in annas
    assert "Du ersätter" not in page_of(office, "eva")


def test_standing_in_opens_nothing_that_was_closed(office):
    office.matter("cilla", NewPerson("Ett Barn", "leaseholder"), unit_id=office.unit(CHILDREN))
    office.matter("hanna", NewPerson("Skyddad Person", "leaseholder", is_protected=True))
    for who in ("cilla", "hanna"):
        away(office, who, "bo", by="eva")
        found = my_matters(office.at_work("bo"), on=ON, of=office.at_work(who).id)
        assert found.rows == ()
        page = page_of(office, "bo", vem=str(office.at_work(who).id))
        assert "har inget ärende som du kan öppna" in page
        assert "Ett Barn" not in page
        assert "Skyddad Person" not in page


@pytest.mark.parametrize("said", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_an_address_that_names_no_colleague_shows_all(office, said):
    office.matter("anna")
    assert "Kent Åberg" in page_of(office, "bo", vem=said)


def test_one_writes_in_ones_own_absence_and_only_a_manager_anothers(office):
    with pytest.raises(CannotDo, match="din egen frånvaro"):
        away(office, "anna", "bo", by="bo")
    away(office, "anna", "bo", by="eva")
    assert Absence.objects.get().written_by_name == "Eva"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"stand_in": "anna"}, "någon annan än den som är borta"),
        ({"stand_in": "rut"}, "Välj en ersättare i listan"),
        ({"last": ON - timedelta(days=1)}, "Sista dagen är före den första"),
        ({"first": date(2026, 11, 2), "last": date(2026, 11, 6)}, "Dagarna har varit"),
        ({"last": date(2028, 1, 1)}, "högst ett år"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_written(office, more, said):
    with pytest.raises(CannotDo, match=said):
        away(office, **more)
    assert not Absence.objects.exists()


def test_nobody_is_away_twice_or_stands_in_while_away(office):
    away(office, "anna", "bo")
    with pytest.raises(CannotDo, match="redan en frånvaro"):
        away(office, "anna", "eva", first=FRIDAY, last=FRIDAY)
    with pytest.raises(CannotDo, match="är själv borta"):
        away(office, "bo", "anna")
    assert Absence.objects.count() == 1


def test_coming_back_early_ends_it_the_day_before_and_the_trail_knows(office):
    made = away(office, first=ON - timedelta(days=2))
    with recorded("test"):
        actions.come_back(made.pk, by=office.at_work("anna"))
    assert Absence.objects.get().to_day == ON - timedelta(days=1)
    assert away_on(ON) == {}
    assert stands_in_for(office.at_work("bo").id, on=ON) == []
    coming = away(office, first=FRIDAY)
    with recorded("test"):
        actions.come_back(coming.pk, by=office.at_work("eva"))
    assert Absence.objects.count() == 1
    assert TrailRow.objects.filter(act="absence.ended").count() == 2


def test_the_inbox_says_who_receives_and_who_does_it_instead(office):
    with recorded("test"):
        actions.receive(
            member=office.at_work("anna").id, from_day=ON, to_day=ON, by=office.at_work("eva")
        )  # fmt: skip
    assert "I dag tar emot: Anna" in page_of(office, "bo", "inkorg/")
    away(office)
    assert "Bo (i stället för Anna)" in page_of(office, "eva", "inkorg/")
    with recorded("test"):
        actions.receive_no_more(Reception.objects.get().pk, by=office.at_work("anna"))
    assert receives_on(ON) == []
    assert "I dag tar emot" not in page_of(office, "bo", "inkorg/")


def test_the_page_takes_it_in_says_what_is_wrong_at_its_field_and_takes_it_away(office):
    client, url = office.client("anna"), f"/r/{office.room.slug}/ersattare/"
    anna, bo = str(office.at_work("anna").id), str(office.at_work("bo").id)
    said = {"do": "away", "b-member": anna, "b-from_day": "2026-11-10", "b-to_day": "2026-11-12"}
    assert "Välj en ersättare i listan." in client.post(url, said).content.decode()
    client.post(url, {**said, "b-stand_in": bo})
    assert Absence.objects.get().stand_in_id == office.at_work("bo").id
    others = office.client("bo").post(url, {"do": "back", "row": Absence.objects.get().pk}, follow=True)
    assert "din egen frånvaro" in others.content.decode()
    client.post(url, {"do": "back", "row": Absence.objects.get().pk})
    assert not Absence.objects.exists()
    gone = client.post(url, {"do": "back", "row": anna}, follow=True)
    assert "Raden finns inte längre." in gone.content.decode()
