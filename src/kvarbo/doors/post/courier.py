"""Budet: carries what waits, from every room. Killed anywhere it goes on: whoever receives knows a paper by its number.

Each step is a transaction of its own room. A paper is first taken in by the receiver, and only then marked as carried
by the sender; a courier that dies between the two carries it again, and the receiver sees that it is there. What rests
on a consent is let go before that, in a transaction that holds the consent: taken back earlier, it stops.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from kvarbo.doors.organisations.queries import Transport
from kvarbo.doors.post import receiving, resting, sending
from kvarbo.doors.post.files_out import Undeliverable, leave_file
from kvarbo.doors.post.models import Delivery, SentPaper
from kvarbo.doors.post.words import CameBy, PostState
from kvarbo.ground import clock
from kvarbo.ground.trail.recorder import record, recorded
from kvarbo.house.queries import NoSuchRoom, all_rooms, room_called
from kvarbo.house.rooms import enter

COURIER = "system:courier"
BY_ITSELF = (Transport.ROOM, Transport.FILE)
AT_A_TIME = 500
ROUNDS = 4  # a paper there, its receipt back, and what either sets going
TRY_AGAIN_AFTER = timedelta(minutes=1)
TELL_AGAIN_AFTER = timedelta(hours=1)


class _Came(Enum):
    """What came of one paper."""

    LEFT = auto()
    STUCK = auto()
    STOPPED = auto()


@dataclass(frozen=True, slots=True)
class Carried:
    """How many papers were left where they should, how many could not be, and how many were stopped."""

    left: int
    stuck: int
    stopped: int = 0


def carry_all(*, at_once: bool = False) -> Carried:
    """Carry what waits in every room; ``at_once`` tries also what failed a moment ago."""
    came = Counter[_Came]()
    for round_no in range(ROUNDS):
        before = came[_Came.LEFT]
        for room in all_rooms():
            if round_no == 0:
                _take_files_away(room)
            came.update(_carry(room, paper_id) for paper_id in _waiting_in(room, at_once=at_once and round_no == 0))
        if came[_Came.LEFT] == before:
            break
    return Carried(came[_Came.LEFT], came[_Came.STUCK], came[_Came.STOPPED])


def _waiting_in(room: Any, *, at_once: bool) -> list[UUID]:
    with enter(room):
        waiting = SentPaper.objects.filter(state=PostState.WAITING, transport__in=BY_ITSELF, recalled_at=None)
        if not at_once:
            failed = Delivery.objects.filter(done=False, at__gt=clock.now() - TRY_AGAIN_AFTER)
            waiting = waiting.exclude(pk__in=failed.values("paper"))
        return list(waiting.order_by("sent_at", "pk").values_list("pk", flat=True)[:AT_A_TIME])


def _take_files_away(room: Any) -> None:
    with enter(room):
        for paper_id in resting.files_to_take_away(on=clock.today()):
            with recorded(COURIER, route="post"):
                resting.take_file_away(paper_id)


def _carry(room: Any, paper_id: UUID) -> _Came:
    try:
        with enter(room):
            if not _let_go(paper_id):
                return _Came.STOPPED
            letter = sending.letter(paper_id)
        if letter is None:  # another courier was first, or it was recalled
            return _Came.LEFT
        if letter.transport == Transport.ROOM:
            _into_room(room, letter)
        else:
            with enter(room):
                leave_file(letter.place, paper_id, letter.envelope)
    except Undeliverable as fault:
        with enter(room), recorded(COURIER, route="post"):
            _note_failure(paper_id, str(fault))
        return _Came.STUCK
    with enter(room), recorded(COURIER, route="post"):
        _mark_carried(paper_id)
    return _Came.LEFT


def _let_go(paper_id: UUID) -> bool:
    """Whether the paper may leave now."""
    if not resting.is_asked_again(paper_id):
        return True
    with recorded(COURIER, route="post"):
        return resting.let_go(paper_id)


def _into_room(room: Any, letter: sending.Letter) -> None:
    try:
        other = room_called(letter.place)
    except NoSuchRoom:
        raise Undeliverable(
            gettext("Det finns inget rum med det namnet här. Rätta motpartens rum under Motparter.")
        ) from None
    if other.slug == room.slug:
        raise Undeliverable(gettext("Motparten är inskriven med vårt eget rum. Rätta det under Motparter."))
    with enter(other), recorded(COURIER, route="post"):
        receiving.take_in(letter.envelope, came_by=CameBy.ROOM)


def _mark_carried(paper_id: UUID) -> None:
    """Note that the paper is left; once, whoever else carries it at the same time."""
    paper = SentPaper.objects.select_for_update().get(pk=paper_id)
    if paper.state != PostState.WAITING:
        return
    Delivery.objects.create(paper=paper, at=clock.now(), transport=paper.transport, done=True, by_name="Kvarbo")
    paper.state = PostState.CARRIED
    paper.save(update_fields=["state"])
    record("paper.carried", subjects=[paper.subject_id] if paper.subject_id else [], about={"paper": str(paper_id)})


def _note_failure(paper_id: UUID, text: str) -> None:
    """Note why it could not be left; the same trouble again within the hour is told once."""
    lately = Delivery.objects.filter(paper=paper_id, done=False, at__gt=clock.now() - TELL_AGAIN_AFTER)
    if not lately.filter(text=text).exists():
        paper = SentPaper.objects.get(pk=paper_id)
        Delivery.objects.create(
            paper=paper, at=clock.now(), transport=paper.transport, done=False, text=text[:300], by_name="Kvarbo"
        )
        record("paper.stuck", about={"paper": str(paper_id)})
