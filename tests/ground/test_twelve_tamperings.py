"""Twelve ways to tamper with the trail, by somebody with the database but not the key: each is found and named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connections, transaction
from django.utils import timezone

from kvarbo.ground.trail import chain
from kvarbo.ground.trail.anchors import (
    Anchor,
    AnchorRefused,
    anchor_file,
    anchor_if_due,
    anchor_now,
    noted_number,
    read_anchors,
)
from kvarbo.ground.trail.models import TrailRow, TrailSubject
from kvarbo.ground.trail.recorder import record, recorded, recorder
from kvarbo.ground.trail.verifying import Verdict, verify

COPIED = "at, actor, unit_id, act, subjects, about, route, refused, mac"


def happenings(number: int) -> None:
    for turn in range(number):
        with recorded("anna"):
            record("contact.recorded", subjects=[uuid4()], about={"turn": turn})


def anchors() -> list[Anchor]:
    return read_anchors(anchor_file())


def test_1_a_row_is_edited(room, tamper):
    happenings(5)
    tamper("update ground_trailrow set actor = 'bo' where seq = 3")
    found = verify()
    assert (found.rows, found.first_bad) == (2, 3)
    assert found.reason == "Rad 3 har ändrats sedan den skrevs, eller satts in efteråt."


def test_2_a_row_is_deleted(room, tamper):
    happenings(5)
    tamper("delete from ground_trailrow where seq = 2")
    found = verify()
    assert (found.first_bad, found.reason) == (2, "Rad 2 saknas.")


def test_3_a_row_is_inserted_in_the_middle(room, tamper):
    happenings(5)
    moves = [f"update ground_trailrow set seq = {seq + 1} where seq = {seq}" for seq in (5, 4, 3)]
    tamper(*moves, f"insert into ground_trailrow (seq, {COPIED}) select 3, {COPIED} from ground_trailrow where seq = 1")
    found = verify()
    assert found.first_bad == 3
    assert "hör hemma på plats 1" in str(found.reason)


def test_4_rows_change_places(room, tamper):
    happenings(5)
    tamper(
        "update ground_trailrow set seq = 99 where seq = 2",
        "update ground_trailrow set seq = 2 where seq = 4",
        "update ground_trailrow set seq = 4 where seq = 99",
    )
    found = verify()
    assert (found.first_bad, found.reason) == (2, "Rad 2 hör hemma på plats 4: ordningen har ändrats.")


def test_5_the_tail_is_cut(room, tamper):
    happenings(5)
    tamper("delete from ground_trailrow where seq > 3")
    found = verify()
    assert found.first_bad == 4
    assert "Rader efter 3 saknas" in str(found.reason)


def cut_with_the_head(tamper: Callable[..., None], seq: int) -> None:
    tamper(
        f"delete from ground_trailrow where seq > {seq}",
        f"delete from ground_trailsubject where seq > {seq}",
        f"update ground_trailhead set seq = {seq}, mac = (select mac from ground_trailrow where seq = {seq})",
    )


def test_6_the_tail_is_cut_and_the_head_set_back(room, tamper):
    happenings(5)
    anchor_now(by="system:tick")
    cut_with_the_head(tamper, 3)
    assert verify() == Verdict(3, None, None)  # the chain alone cannot see it
    found = verify(anchors())
    assert found.first_bad == 4
    assert "hade 5 rader, nu är de 3" in str(found.reason)


def test_7_an_old_copy_is_restored_and_written_on(room, tamper):
    happenings(3)
    with old_copy_restored(tamper):
        happenings(4)
        anchor_now(by="system:tick")
    happenings(6)
    assert verify() == Verdict(9, None, None)
    found = verify(anchors())
    assert found.first_bad == 7
    assert "har grenat sig" in str(found.reason)


@contextmanager
def old_copy_restored(tamper: Callable[..., None]) -> Iterator[None]:
    """What happens within the block is lost again, as when the database of before is put back."""
    before = TrailRow.objects.count()
    yield
    cut_with_the_head(tamper, before)


def test_8_the_clock_is_set_back(room):
    happenings(2)
    with recorded("anna"):
        record("contact.recorded", subjects=[uuid4()])
        recorder().rows[0].at = timezone.now() - timedelta(days=30)
    happenings(1)
    found = verify()
    assert (found.rows, found.first_bad, found.holds) == (4, None, False)
    assert found.notes == (
        "Rad 3 är daterad före raden innan, med mer än en timme: datorns klocka har ställts tillbaka.",
    )


def test_9_the_guard_is_taken_away_and_a_row_edited(room, tamper):
    happenings(5)
    connection = connections[room.alias]
    with pytest.raises(DatabaseError), transaction.atomic(using=room.alias), connection.cursor() as cursor:
        cursor.execute("update ground_trailrow set about = '{}' where seq = 4")
    tamper("update ground_trailrow set about = '{}' where seq = 4")  # drops the triggers, or is the owner
    assert verify().first_bad == 4


def test_10_a_refusal_is_made_to_look_allowed(room, tamper):
    happenings(2)
    with recorded("anna"):
        recorder().add("refused", about={"status": 404}, refused=True)
    tamper("update ground_trailrow set refused = not refused where seq = 3")
    found = verify()
    assert (found.first_bad, found.reason) == (
        3,
        "Rad 3 har ändrats: den var en avvisning och har gjorts om till tillåten.",
    )


def test_11_everything_is_written_anew_without_the_key(room, tamper):
    happenings(4)
    anchor_now(by="system:tick")
    before, statements = "", []
    for row in TrailRow.objects.order_by("seq"):
        row.actor = "bo"
        before = chain.code(secret=b"guessed", before=before, row=chain.payload(row))
        statements.append(f"update ground_trailrow set actor = 'bo', mac = '{before}' where seq = {row.seq}")
    tamper(*statements, f"update ground_trailhead set mac = '{before}'")
    found = verify(anchors())
    assert found.first_bad == 1
    assert "rummets nyckel" in str(found.reason)


def test_12_the_key_is_swapped(room, monkeypatch):
    happenings(3)
    anchor_now(by="system:tick")
    monkeypatch.setattr(chain, "key", lambda: b"another key")
    found = verify(anchors())
    assert found.first_bad == 1
    assert "nyckeln utbytt" in str(found.reason)
    assert found.notes == ("Ankare 1 har ändrats sedan det skrevs, eller hör till en annan nyckel.",)


def test_and_an_anchor_that_is_lost_or_edited(room):
    for _ in range(3):
        happenings(2)
        anchor_now(by="system:tick")
    assert verify(anchors()).holds
    kept = anchors()
    assert verify([kept[0], kept[2]]).notes == ("Ankare 2 saknas i filen. Spåret säger att 3 ankare har skrivits.",)
    assert verify(kept[:2]).notes == ("Ankare 3 saknas i filen. Spåret säger att 3 ankare har skrivits.",)
    anchor_file().write_text(anchor_file().read_text().replace(f" {kept[1].seq} ", " 1 "), encoding="utf-8")
    assert verify(anchors()).notes == ("Ankare 2 har ändrats sedan det skrevs, eller hör till en annan nyckel.",)


def test_an_anchor_is_made_once_an_hour_and_only_when_something_has_happened(room):
    happenings(1)
    assert anchor_if_due(by="system:tick").number == 1
    assert anchor_if_due(by="system:tick") is None
    assert anchor_now(by="system:tick") is None
    happenings(1)
    assert anchor_now(by="system:tick").seq == 3
    assert noted_number() == 2
    assert verify(anchors()) == Verdict(4, None, None, 2)


def test_a_line_that_is_no_anchor_is_refused_with_its_number(room, tmp_path):
    path = tmp_path / "ankare.txt"
    path.write_text("# utskrivna\n\nkvarbo-ankare kvarnbyhem 1\n", encoding="utf-8")
    with pytest.raises(AnchorRefused, match="Rad 3 i ankarfilen är inget ankare"):
        read_anchors(path)


def test_another_rooms_anchors_are_passed_over(room):
    happenings(1)
    anchor = anchor_now(by="system:tick")
    elsewhere = Anchor("granngarden", anchor.number, 99, anchor.mac, anchor.at, anchor.code)
    assert verify([anchor, elsewhere]) == Verdict(2, None, None, 1)


def test_an_index_that_hides_somebody_is_found_out(room, tamper):
    happenings(3)
    assert TrailSubject.objects.count() == 3
    tamper("delete from ground_trailsubject where seq = 2")
    found = verify()
    assert (found.first_bad, found.holds) == (None, False)
    assert "Sökregistret" in found.notes[0]


@pytest.mark.parametrize("statement", ["update ground_trailsubject set seq = 1", "delete from ground_trailsubject"])
def test_a_room_itself_can_only_add_to_the_index(room, statement):
    happenings(2)
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(using=room.alias),
        connections[room.alias].cursor() as cursor,
    ):
        cursor.execute(statement)
    assert verify().holds
