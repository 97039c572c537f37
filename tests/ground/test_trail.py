"""Spåret: whatever is done is in it, nothing is done without it, and what is changed in it is found."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import DatabaseError, connections, transaction

from kvarbo.ground.people.models import Person
from kvarbo.ground.trail import chain
from kvarbo.ground.trail.models import TrailHead, TrailRow
from kvarbo.ground.trail.recorder import NobodyActs, record, recorded, recording, shown
from kvarbo.ground.trail.verifying import Verdict, verify
from kvarbo.house.rooms import enter

COLUMNS = "at, actor, unit_id, act, subjects, about, route, refused"


def happenings(number: int) -> None:
    for turn in range(number):
        with recorded("anna"):
            record("contact.recorded", subjects=[uuid4()], about={"turn": turn})


def add_person() -> None:
    Person.objects.create(source_key="1", name="Åsa")
    record("person.added")


def test_an_untouched_trail_holds(room):
    assert verify() == Verdict(0, None, None)
    happenings(5)
    assert verify() == Verdict(5, None, None)


TAMPERED = {
    "edited": (["update ground_trailrow set actor = 'bo' where seq = 3"], 3, "har ändrats"),
    "edited subjects": (["update ground_trailrow set subjects = '[]' where seq = 2"], 2, "har ändrats"),
    "refusal made to look allowed": (["update ground_trailrow set refused = not refused where seq = 4"], 4, "ändrats"),
    "deleted": (["delete from ground_trailrow where seq = 2"], 2, "Rad 2 saknas"),
    "first deleted": (["delete from ground_trailrow where seq = 1"], 1, "Rad 1 saknas"),
    "inserted": (
        [f"insert into ground_trailrow (seq, {COLUMNS}, mac) "
         f"select 6, {COLUMNS}, mac from ground_trailrow where seq = 1"],
        6,
        "har ändrats",
    ),
    "reordered": (
        ["update ground_trailrow set seq = 99 where seq = 2",
         "update ground_trailrow set seq = 2 where seq = 3",
         "update ground_trailrow set seq = 3 where seq = 99"],
        2,
        "har ändrats",
    ),
    "tail cut": (["delete from ground_trailrow where seq > 3"], 4, "Rader efter 3 saknas"),
    "all deleted": (["delete from ground_trailrow"], 1, "Rader efter 0 saknas"),
    "head set back": (["update ground_trailhead set seq = 2"], 6, "Rader efter 5 saknas"),
    "clock set back": (["update ground_trailrow set at = '2020-01-01 00:00:00+00:00' where seq = 5"], 5, "har ändrats"),
    "copied over": (
        ["update ground_trailrow set subjects = (select subjects from ground_trailrow where seq = 1), "
         "mac = (select mac from ground_trailrow where seq = 1) where seq = 4"],
        4,
        "har ändrats",
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", TAMPERED)
def test_tampering_is_found_and_the_first_row_that_does_not_hold_is_named(room, tamper, how):
    happenings(5)
    statements, first_bad, reason = TAMPERED[how]
    tamper(*statements)
    found = verify()
    assert found.first_bad == first_bad
    assert reason in str(found.reason)


def test_a_row_written_anew_without_the_key_does_not_hold(room, tamper):
    happenings(3)
    row = TrailRow.objects.get(seq=3)
    row.actor = "bo"
    before = TrailRow.objects.get(seq=2).mac
    forged = chain.code(secret=b"guessed", before=before, row=chain.payload(row))
    tamper(
        f"update ground_trailrow set actor = 'bo', mac = '{forged}' where seq = 3",
        f"update ground_trailhead set mac = '{forged}'",
    )
    assert verify().first_bad == 3


def test_another_rooms_key_does_not_fit(rooms, room, monkeypatch):
    happenings(2)
    monkeypatch.setattr(chain, "key", lambda: b"another room's")
    assert verify().first_bad == 1


def test_each_room_has_a_chain_of_its_own(rooms):
    for slug in ("kvarnbyhem", "granngarden"):
        with enter(rooms[slug]):
            happenings(2)
            assert list(TrailRow.objects.order_by("seq").values_list("seq", flat=True)) == [1, 2]
            assert verify().first_bad is None


@pytest.mark.parametrize(
    "statement",
    [
        "update ground_trailrow set actor = 'bo'",
        "delete from ground_trailrow",
        "delete from ground_trailrow where seq = 1",
    ],
)
def test_a_room_itself_can_only_add_to_its_trail(room, statement):
    happenings(2)
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(using=room.alias),
        connections[room.alias].cursor() as cursor,
    ):
        cursor.execute(statement)
    assert verify() == Verdict(2, None, None)


def test_a_row_cannot_be_put_in_place_of_another(room):
    happenings(2)
    connection = connections[room.alias]
    replacing = "insert or replace" if connection.vendor == "sqlite" else "insert"
    ending = "" if connection.vendor == "sqlite" else " on conflict (seq) do update set actor = excluded.actor"
    with pytest.raises(DatabaseError), transaction.atomic(using=room.alias), connection.cursor() as cursor:
        cursor.execute(
            f"{replacing} into ground_trailrow (seq, {COLUMNS}, mac) "
            f"select seq, {COLUMNS}, mac from ground_trailrow where seq = 2{ending}"
        )
    assert verify() == Verdict(2, None, None)


def test_nothing_is_recorded_when_nobody_acts(room):
    for act in (lambda: record("contact.recorded"), lambda: shown([uuid4()], what="today")):
        with pytest.raises(NobodyActs):
            act()
    assert not TrailRow.objects.exists()


def test_what_fails_leaves_neither_its_write_nor_its_row(room):
    def fail() -> None:
        with recorded("anna"):
            add_person()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not Person.objects.exists()
    assert not TrailRow.objects.exists()
    assert verify() == Verdict(0, None, None)


def test_a_write_whose_trail_cannot_be_written_is_not_done(room, monkeypatch):
    def broken(rows):
        raise DatabaseError

    monkeypatch.setattr(chain, "append", broken)
    with pytest.raises(DatabaseError), recorded("anna"):
        add_person()
    assert not Person.objects.exists()


def test_without_its_key_a_room_writes_nothing(room, settings, tmp_path: Path):
    settings.KVARBO_KEYS = str(tmp_path / "nowhere")
    with pytest.raises(FileNotFoundError), recorded("anna"):
        add_person()
    assert not Person.objects.exists()


def test_showing_nobody_leaves_no_row_and_showing_somebody_leaves_ids_only(room):
    lease = uuid4()
    with recorded("anna", route="GET today"):
        shown([], what="today")
        shown([lease], what="today")
    row = TrailRow.objects.get()
    assert (row.actor, row.act, row.subjects, row.about, row.route) == (
        "anna", "shown", [str(lease)], {"what": "today"}, "GET today",
    )  # fmt: skip


def test_recording_alone_opens_no_transaction_and_writes_only_when_told(room):
    with recording("anna") as recorder:
        record("contact.recorded")
        assert not TrailRow.objects.exists()
        recorder.write()
        recorder.write()
    assert TrailRow.objects.count() == 1


def test_what_the_chain_vouches_for_is_every_column_of_a_row():
    said = set(chain.payload(TrailRow(seq=1, at=datetime(2026, 1, 1, tzinfo=UTC))))
    columns = {field.name for field in TrailRow._meta.get_fields()}
    assert said | {"mac"} == (columns - {"unit_id"}) | {"unit"}


def test_the_head_and_the_last_row_say_the_same(room):
    happenings(3)
    head, last = TrailHead.objects.get(), TrailRow.objects.order_by("-seq").first()
    assert last is not None
    assert (head.seq, head.mac) == (last.seq, last.mac)
    assert json.dumps(last.about) == '{"turn": 2}'
