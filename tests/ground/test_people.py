"""People: a protected person's details are in a table of their own, and a mask shows nothing wherever it ends up."""

from __future__ import annotations

import json
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.template import engines

from kvarbo.ground.people.actions import change_people, forget_people, remove_unseen
from kvarbo.ground.people.masked import MASKED, Masked
from kvarbo.ground.people.models import Person, ProtectedDetails
from kvarbo.ground.people.queries import ShownPerson, shown_to
from kvarbo.ground.protection.actions import protected_by_file
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.actions import take_in_member
from kvarbo.ground.units.queries import AtWork, at_work

DETAILS = {
    "name": "Åsa Öberg",
    "identity": "påhittat",
    "birth_date": date(1980, 1, 1),
    "phone": "070-174 06 05",
    "email": "asa@exempel.example",
}
OPEN_FIELDS = ("name", "identity", "phone", "email", "birth_date")


def reader(*roles: str) -> AtWork:
    return AtWork(uuid4(), uuid4(), "Anna", None, frozenset(roles))


def protected() -> Person:
    person = Person.objects.create(source_key="p", is_protected=True)
    ProtectedDetails.objects.create(person=person, **DETAILS)
    return person


@pytest.mark.parametrize(
    "written",
    [
        lambda: str(MASKED),
        lambda: repr(MASKED),
        lambda: f"{MASKED:>30}",
        lambda: "%s" % MASKED,  # noqa: UP031
        lambda: ", ".join(map(str, (MASKED,))),
        lambda: engines["django"].from_string("{{ who }}").render({"who": MASKED}),
        lambda: engines["django"].from_string("{{ who|join:', ' }}").render({"who": [MASKED]}),
        lambda: engines["django"].from_string("{{ who|default:'ingen'|upper|lower }}").render({"who": MASKED}),
    ],
)
def test_a_mask_prints_as_the_mask_and_nothing_else(written):
    assert written().strip().lower() == "skyddad uppgift"


def test_a_mask_has_no_order_no_length_and_nothing_inside():
    with pytest.raises(TypeError):
        sorted([MASKED, MASKED])
    with pytest.raises(TypeError):
        len(MASKED)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        json.dumps(MASKED)
    with pytest.raises(AttributeError):
        MASKED.value = "x"  # type: ignore[attr-defined]
    assert Masked() == MASKED
    assert MASKED != "Skyddad uppgift"
    assert len({MASKED, Masked()}) == 1


def test_only_a_named_handler_is_shown_a_protected_person(room):
    person = protected()
    with recorded("test"):
        member = take_in_member(account_id=uuid4(), name="Hanna", roles=["protected_handler"])
    for other in (reader("rent_officer", "manager", "administrator"), reader("protected_handler")):
        hidden = shown_to(other, [person.id])[person.id]
        assert [getattr(hidden, name) for name in OPEN_FIELDS] == [MASKED] * len(OPEN_FIELDS)
        assert hidden.language == MASKED
    protected_by_file([person.id])
    seen = shown_to(at_work(account_id=member.account_id), [person.id])[person.id]
    assert {name: getattr(seen, name) for name in OPEN_FIELDS} == DETAILS


def test_whom_the_details_of_are_missing_stays_masked_also_for_a_handler(room):
    person = Person.objects.create(source_key="p", is_protected=True)
    seen = shown_to(reader("protected_handler"), [person.id])[person.id]
    assert seen == ShownPerson(person.id, MASKED, MASKED, MASKED, MASKED, MASKED, MASKED, True)


def test_a_person_without_protection_is_shown_whole(room):
    person = Person.objects.create(source_key="1", language="somaliska", **DETAILS)
    seen = shown_to(reader("rent_officer"), [person.id])[person.id]
    assert {name: getattr(seen, name) for name in OPEN_FIELDS} == DETAILS
    assert (seen.language, seen.is_protected) == ("somaliska", False)


def test_somebody_who_is_nowhere_is_not_there(room):
    assert shown_to(reader("rent_officer"), [uuid4()]) == {}


@pytest.mark.parametrize("field", ["name", "identity", "phone", "email", "language"])
def test_the_database_refuses_details_of_somebody_protected_outside_their_own_table(room, field):
    with pytest.raises(IntegrityError), transaction.atomic(using=room.alias):
        Person.objects.create(source_key="1", is_protected=True, **{field: "x"})


def test_protecting_somebody_without_moving_their_details_is_refused(room):
    person = Person.objects.create(source_key="1", **DETAILS)
    with pytest.raises(IntegrityError), transaction.atomic(using=room.alias):
        change_people([("Åsa", "", None, "", "", "", True, person.id)])
    person.refresh_from_db()
    assert not person.is_protected


def test_a_person_and_their_details_print_as_an_id_only(room):
    person = protected()
    assert str(person) == str(person.id)
    assert str(person.protected_details) == str(person.id)


def test_people_of_an_unfinished_import_are_taken_away_also_where_other_kinds_of_rooms_point_at_people(room):
    Person.objects.create(source_key="kept", name="Åsa", import_no=3)
    unseen = Person.objects.create(source_key="unseen", is_protected=True, import_no=4)
    ProtectedDetails.objects.create(person=unseen, **DETAILS)
    remove_unseen(after=3)
    assert list(Person.objects.values_list("source_key", flat=True)) == ["kept"]
    assert not ProtectedDetails.objects.exists()


def test_somebody_written_in_by_mistake_is_forgotten_and_the_id_leads_to_nobody(room):
    plain, hidden = Person.objects.create(source_key="a", name="Åsa", identity="påhittat"), protected()
    forget_people([plain.id, hidden.id])
    shown = shown_to(reader("protected_handler"), [plain.id, hidden.id])
    assert {(one.name, one.identity) for one in shown.values()} == {("", ""), (MASKED, MASKED)}
    assert not ProtectedDetails.objects.exists()
