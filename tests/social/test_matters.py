"""Matters: opened, given to somebody, moved, closed and opened again; each unit seals its own."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connections
from django.test.utils import CaptureQueriesContext

from kvarbo.core.law.secrecy.vocabulary import MatterOrigin
from kvarbo.ground.people.models import Person, ProtectedDetails
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.social.casework import actions, people
from kvarbo.social.casework.models import Matter, MatterEvent, MatterPerson, MatterSource, ProtectedMatterAddress
from kvarbo.social.casework.people import NewPerson
from kvarbo.social.casework.queries import matters_open_to, my_matters, origins_of, shown_matters
from kvarbo.social.casework.refusals import CannotDo
from tests.social.conftest import CHILDREN, HOMES, KENT, ON

SAMORDNING = "19600061-2389"


def acts(matter: Matter) -> list[str]:
    rows = TrailRow.objects.order_by("seq")
    return [row.act for row in rows if str(matter.id) in row.subjects and row.act != "shown"]


def opened_by(office, who: str) -> set[str]:
    return set(matters_open_to(office.at_work(who)).values_list("number", flat=True))


def test_a_matter_gets_the_years_next_number_and_is_assigned_to_the_one_who_opens_it(office):
    first, second = office.matter(), office.matter("bo", NewPerson("Bo", "other"))
    assert (first.number, second.number) == ("2026-0001", "2026-0002")
    assert office.matter(on=date(2027, 1, 1)).number == "2027-0001"
    assert acts(first) == ["matter.opened", "matter.assigned"]
    shown = shown_matters(office.at_work("eva"), [first])[0]
    assert ([name for _, name in shown.assigned], shown.unit) == (["Anna"], HOMES)


def test_a_form_that_is_sent_twice_opens_one_matter(office):
    assert office.matter(form_key="nyckel") == office.matter(form_key="nyckel")
    assert office.matter("bo", form_key="nyckel").number == "2026-0002"
    assert Person.objects.count() == 2


@pytest.mark.parametrize(
    ("written", "kept", "born"),
    [
        ("19760623-2390", "197606232390", date(1976, 6, 23)),
        ("760623–2390", "197606232390", date(1976, 6, 23)),
        ("", "", None),
        ("19760623-R239", "19760623R239", None),
    ],
)
def test_numbers_are_kept_in_one_form_and_a_reserve_number_as_it_is(office, written, kept, born):
    office.matter("anna", NewPerson("Åke-Örjan O’Neill", "leaseholder", written))
    person = Person.objects.get()
    assert (person.identity, person.birth_date, person.name) == (kept, born, "Åke-Örjan O’Neill")


@pytest.mark.parametrize(
    ("person", "says", "field"),
    [
        (NewPerson("", "leaseholder"), "Skriv personens namn", "name"),
        (NewPerson("\u202e\u200b ", "leaseholder"), "Skriv personens namn", "name"),
        (NewPerson("Bo", "granne"), "vilken del", "part"),
        (NewPerson("Bo", "child", "19760623-2391"), "Kontrollsiffran", "identity"),
        (NewPerson("Bo", "child", "556036-0793"), "organisationsnummer", "identity"),
        (NewPerson("Bo", "child", "vet inte"), "tecken som inte hör till", "identity"),
    ],
)
def test_what_cannot_be_kept_is_told_of_where_it_stands(office, person, says, field):
    with pytest.raises(CannotDo) as refusal:
        office.matter("anna", person)
    assert says in refusal.value.message
    assert refusal.value.field == field
    assert not Matter.objects.exists()


def test_signs_that_turn_the_reading_direction_are_taken_out_of_names(office):
    office.matter("anna", NewPerson("Anna\u202e\x07  Ek\n", "leaseholder"))
    assert Person.objects.get().name == "Anna Ek"


def test_each_unit_finds_its_own_and_those_assigned_to_it(office):
    mine, theirs = office.matter("anna"), office.matter("cilla")
    assert opened_by(office, "anna") == opened_by(office, "bo") == opened_by(office, "eva") == {mine.number}
    assert opened_by(office, "cilla") == {theirs.number}
    assert opened_by(office, "adam") == opened_by(office, "rut") == set()
    with recorded("a"):
        actions.assign(matter=theirs, member_id=office.at_work("bo").id, on=ON)
    assert opened_by(office, "bo") == {mine.number, theirs.number}
    with recorded("a"):
        actions.unassign(matter=theirs, member_id=office.at_work("bo").id, on=ON)
    assert opened_by(office, "bo") == {mine.number}
    assert acts(theirs)[-2:] == ["matter.assigned", "matter.unassigned"]


def test_a_moved_matter_is_found_by_its_new_unit_and_no_longer_by_the_old(office):
    matter = office.matter("anna")
    with recorded("a"):
        actions.move_to_unit(matter=matter, unit_id=office.unit(CHILDREN), on=ON, by=office.at_work("anna"))
    assert (opened_by(office, "bo"), opened_by(office, "cilla")) == (set(), {matter.number})
    assert opened_by(office, "anna") == {matter.number}  # still assigned
    row = TrailRow.objects.get(act="matter.moved")
    assert row.about == {"from": str(office.unit(HOMES)), "to": str(office.unit(CHILDREN))}
    with recorded("a"), pytest.raises(CannotDo, match="redan hos den enheten"):
        actions.move_to_unit(matter=matter, unit_id=office.unit(CHILDREN), on=ON, by=office.at_work("anna"))


def test_the_same_person_in_two_units_is_written_in_twice_and_neither_shows_in_the_other(office):
    office.matter("anna")
    office.matter("cilla", NewPerson("Kent Åberg", "leaseholder", KENT.identity, "070-174 06 99"))
    phones = {row.people[0].phone for row in my_matters(office.at_work("bo"), on=ON).rows}
    assert phones == {"070-174 06 10"}
    assert Person.objects.filter(identity="197606232390").count() == 2


def test_somebody_protected_is_written_in_by_named_handlers_only_and_closes_the_matter_to_others(office):
    hidden = NewPerson("Sofia Kanariefågel", "leaseholder", SAMORDNING, "070-174 06 11", is_protected=True)
    with pytest.raises(CannotDo, match="Lämna över till Hanna"):
        office.matter("anna", hidden)
    matter = office.matter("hanna", hidden, address="Kanariegränd 7")
    assert (matter.address, matter.is_protected) == ("", True)
    assert ProtectedMatterAddress.objects.get().address == "Kanariegränd 7"
    assert Person.objects.get().name == ""
    assert (opened_by(office, "bo"), opened_by(office, "eva"), opened_by(office, "hanna")) == (
        set(), set(), {matter.number},
    )  # fmt: skip
    assert shown_matters(office.at_work("hanna"), [matter])[0].where == "Kanariegränd 7"
    assert str(shown_matters(office.at_work("anna"), [matter])[0].where) == "Skyddad uppgift"


def test_a_protected_child_hides_the_address_of_a_matter_that_was_open(office):
    matter = office.matter("hanna")
    with recorded("a"):
        people.add_person(
            matter=matter, person=NewPerson("Elsa", "child", is_protected=True), by=office.at_work("hanna"), on=ON
        )
    matter.refresh_from_db()
    assert (matter.address, matter.is_protected, opened_by(office, "bo")) == ("", True, set())
    with recorded("a"):
        people.remove_person(matter=matter, person_id=ProtectedDetails.objects.get().person_id)
    assert opened_by(office, "bo") == set()  # the mark is not lifted by taking out a row
    assert not ProtectedDetails.objects.exists()


def test_a_number_that_is_protected_in_one_unit_is_protected_in_every_unit(office):
    office.matter("hanna", NewPerson("Sofia", "leaseholder", SAMORDNING, is_protected=True))
    unmarked = NewPerson("Sofia", "leaseholder", SAMORDNING)
    with pytest.raises(CannotDo, match="kan inte skrivas in här"):
        office.matter("cilla", unmarked)
    assert office.matter("hanna", unmarked).is_protected


def test_people_are_written_in_once_and_taken_out_but_not_the_last(office):
    matter, anna = office.matter(), office.at_work("anna")
    with recorded("a"):
        child = people.add_person(matter=matter, person=NewPerson("Ella", "child_half_time"), by=anna, on=ON)
        with pytest.raises(CannotDo, match="finns redan i ärendet"):
            people.add_person(matter=matter, person=KENT, by=anna, on=ON)
        people.remove_person(matter=matter, person_id=child)
    with recorded("a"), pytest.raises(CannotDo, match="minst en person"):
        people.remove_person(matter=matter, person_id=MatterPerson.objects.get().person_id)
    with recorded("a"), pytest.raises(CannotDo, match="finns inte i ärendet"):
        people.remove_person(matter=matter, person_id=child)
    assert Person.objects.get(pk=child).name == ""
    assert acts(matter)[-2:] == ["matter.person_added", "matter.person_removed"]


def test_every_way_a_matter_has_come_is_kept_with_its_day(office):
    matter, anna = office.matter(origin="relative", source_date=ON - timedelta(days=3)), office.at_work("anna")
    assert origins_of(matter.id) == (MatterOrigin.RELATIVE,)
    with recorded("a"):
        for _ in range(2):
            actions.add_source(matter=matter, origin="landlord_notice", source_date=ON, on=ON, by=anna)
    assert origins_of(matter.id) == (MatterOrigin.RELATIVE, MatterOrigin.LANDLORD_NOTICE)
    assert MatterSource.objects.count() == 2
    with recorded("a"), pytest.raises(CannotDo, match="har inte varit ännu"):
        actions.add_source(matter=matter, origin="person", source_date=ON + timedelta(days=1), on=ON, by=anna)


def test_twelve_kinds_of_act_are_played_in_one_matter(office):
    matter, anna = office.matter(), office.at_work("anna")
    with recorded("a"):
        for kind in ("visited", "called", "wrote"):
            actions.log_event(matter=matter, kind=kind, event_date=ON, on=ON, by=anna, reached=False)
        for kind in ("asked_landlord", "consent_asked", "assessed", "refused", "supported"):
            actions.log_event(matter=matter, kind=kind, event_date=ON, on=ON, by=anna)
        actions.close(matter=matter, reason="declined", on=ON, by=anna)
        actions.reopen(matter=matter, reason="asked_again", on=ON, by=anna)
        actions.move_to_unit(matter=matter, unit_id=office.unit(CHILDREN), on=ON, by=anna)
    kinds = list(MatterEvent.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == [
        "opened", "visited", "called", "wrote", "asked_landlord", "consent_asked", "assessed", "refused", "supported",
        "closed", "reopened", "moved_unit",
    ]  # fmt: skip
    assert {event.by_name for event in MatterEvent.objects.all()} == {"Anna"}


def test_what_waits_is_said_of_open_matters_and_starts_anew_when_one_is_reopened(office):
    matter, anna = office.matter(), office.at_work("anna")

    def waiting() -> tuple[str, ...]:
        return my_matters(anna, on=ON).rows[0].waiting

    assert waiting() == ("Ingen kontakt är tagen ännu.",)
    with recorded("a"):
        for kind in ("called", "visited"):
            actions.log_event(matter=matter, kind=kind, event_date=ON, on=ON, by=anna, reached=False)
    assert waiting() == ("2 försök har inte nått någon.",)
    with recorded("a"):
        actions.log_event(matter=matter, kind="called", event_date=ON, on=ON, by=anna, reached=True)
        actions.unassign(matter=matter, member_id=anna.id, on=ON)
    assert waiting() == ("Ingen handläggare är tilldelad.",)
    with recorded("a"):
        actions.close(matter=matter, reason="moved", on=ON, by=anna)
    assert waiting() == ()
    with recorded("a"):
        actions.reopen(matter=matter, reason="new_notice", on=ON, by=anna)
    assert waiting() == ("Ingen handläggare är tilldelad.", "Ingen kontakt är tagen ännu.")


def test_what_is_open_and_mine_stands_first(office):
    numbers = [office.matter(who).number for who in ("bo", "anna", "anna")]
    with recorded("a"):
        actions.close(matter=Matter.objects.get(number=numbers[1]), reason="moved", on=ON, by=office.at_work("anna"))
    found = [row.matter.number for row in my_matters(office.at_work("anna"), on=ON).rows]
    assert found == [numbers[2], numbers[0], numbers[1]]


def test_a_list_of_matters_asks_the_database_as_often_for_many_as_for_few(office):
    asked = []
    for _ in range(2):
        for _ in range(4):
            office.matter()
        with CaptureQueriesContext(connections[f"room:{office.room.slug}"]) as queries:
            my_matters(office.at_work("bo"), on=ON)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 26


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda matter, by: actions.close(matter=matter, reason="", on=ON, by=by), "varför"),
        (lambda matter, by: actions.reopen(matter=matter, reason="asked_again", on=ON, by=by), "redan öppet"),
        (lambda matter, by: actions.log_event(matter=matter, kind="closed", event_date=ON, on=ON, by=by), "Välj vad"),
        (lambda matter, by: actions.log_event(matter=matter, kind="called", event_date=ON, on=ON, by=by), "nådde"),
        (lambda matter, by: actions.assign(matter=matter, member_id=matter.id, on=ON), "i listan"),
        (lambda matter, by: actions.add_source(matter=matter, origin="x", source_date=ON, on=ON, by=by), "ifrån"),
    ],
)
def test_what_cannot_be_done_says_so_and_leaves_no_event(office, act, says):
    matter = office.matter()
    with recorded("a"), pytest.raises(CannotDo, match=says):
        act(matter, office.at_work("anna"))
    assert MatterEvent.objects.count() == 1


def test_nothing_is_done_in_a_matter_after_it_was_closed(office):
    matter, anna = office.matter(on=ON - timedelta(days=9)), office.at_work("anna")
    closed = ON - timedelta(days=2)
    with recorded("a"):
        actions.close(matter=matter, reason="home_kept", on=closed, by=anna)
        actions.log_event(matter=matter, kind="supported", event_date=closed, on=ON, by=anna)
        with pytest.raises(CannotDo, match="avslutat"):
            actions.log_event(matter=matter, kind="supported", event_date=ON, on=ON, by=anna)
        with pytest.raises(CannotDo, match="redan avslutat"):
            actions.close(matter=matter, reason="moved", on=ON, by=anna)


@pytest.mark.parametrize("values", [{"is_protected": True, "address": "Torget 1"}, {"closed_on": date(2026, 1, 1)}])
def test_the_database_itself_holds_what_must_be_true(office, values):
    matter = office.matter()
    with pytest.raises(IntegrityError), recorded("a"):
        Matter.objects.filter(pk=matter.pk).update(**values)


def test_what_is_written_in_text_reaches_neither_trail_nor_address(office):
    matter = office.matter("anna", NewPerson("Kanariefågel", "leaseholder"))
    with recorded("a"):
        actions.log_event(
            matter=matter, kind="supported", event_date=ON, on=ON, by=office.at_work("anna"), text="Kanariefågel"
        )
    assert all("Kanarie" not in f"{row.about} {row.subjects} {row.route}" for row in TrailRow.objects.all())
