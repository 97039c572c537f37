"""Det som kommit in i ett ärende, told to the matter's own pages: times for eviction, terminations, and about children.

What counts is where the newest standpoint put a paper, and what came after it in the same matter.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, time
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from kvarbo.core.finding import Step
from kvarbo.core.law.administrative_procedure.document_received import document_received
from kvarbo.core.law.notices.inbound_duties import InboundDutyKind
from kvarbo.core.law.notices.notice_duty import NoticeEvent
from kvarbo.core.law.social_services.child_preliminary_assessment import child_preliminary_assessment
from kvarbo.doors.post import incoming
from kvarbo.social.inbox.models import DutyDone, NoticeFacts, Standpoint
from kvarbo.social.inbox.words import CHANNELS, OF_PAPER, PEOPLE

TIMES = (NoticeEvent.EVICTION_TIME, NoticeEvent.REMOVAL_TIME)
TERMINATIONS = (NoticeEvent.UNPAID_RENT_TERMINATION, NoticeEvent.UNPAID_FEE_TERMINATION)
# Pure rules: many papers of a long list came on the same days.
_received = lru_cache(maxsize=4_096)(document_received)
_for_the_child = lru_cache(maxsize=4_096)(child_preliminary_assessment)


@dataclass(frozen=True, slots=True)
class ToldTime:
    """En tid för avhysning eller avlägsnande that came in and was put in a matter."""

    paper_id: UUID
    matter_id: UUID
    is_removal: bool
    day: date
    clock: time | None
    confirmed: bool  # whether somebody has marked the confirmation to Kronofogden as done
    cancelled: bool = False  # it has been told since, in the same matter, that it will not be carried out


def times_told(matter_ids: Collection[UUID]) -> list[ToldTime]:
    """The times told in matters that the caller has opened, by their newest standpoint; not those taken back."""
    papers = _papers_put_in(matter_ids)
    rows = NoticeFacts.objects.filter(paper_id__in=papers).filter(
        Q(event__in=TIMES, eviction_date__isnull=False) | Q(event=NoticeEvent.EVICTION_CANCELLED)
    )
    facts = {row[0]: row[1:] for row in rows.values_list("paper_id", "event", "eviction_date", "eviction_clock")}
    if not facts:
        return []
    gone = incoming.recalled_among(facts)
    done = DutyDone.objects.filter(paper_id__in=papers, duty=InboundDutyKind.CONFIRM_EVICTION_TIME)
    confirmed = set(done.values_list("paper_id", flat=True))
    found: list[ToldTime] = []
    for paper, matter in _placed_in(matter_ids):
        if paper not in facts or paper in gone:
            continue
        event, day, hour = facts[paper]
        if event == NoticeEvent.EVICTION_CANCELLED:
            found = [replace(one, cancelled=True) if one.matter_id == matter else one for one in found]
        else:
            found.append(ToldTime(paper, matter, event == NoticeEvent.REMOVAL_TIME, day, hour, paper in confirmed))
    return found


@dataclass(frozen=True, slots=True)
class ToldTermination:
    """En uppsägning för obetald hyra eller avgift that came in and was put in a matter. ``debt`` in öre.

    ``received`` is the day it counts as received by the board; None where nobody can say.
    """

    paper_id: UUID
    matter_id: UUID
    is_fee: bool
    from_name: str
    posted: date | None
    received: date | None
    debt: int | None
    came: date | None = None  # the day it was in somebody's hand here, or was posted
    is_the_boards: bool = True  # False: a copy that a person shows, which begins no period
    taken_back: date | None = None  # the day word came, in the same matter, that it is taken back or the rent paid


def terminations_told(matter_ids: Collection[UUID]) -> list[ToldTermination]:
    """Terminations told in matters that the caller has opened, by their newest standpoint; none that was recalled.

    A copy that a person shows is no message to the board (JB 12:44): it stands without days, and not at all beside the
    landlord's own.
    """
    papers = _papers_put_in(matter_ids)
    events = ("", *TERMINATIONS, NoticeEvent.TERMINATION_WITHDRAWN)
    rows = NoticeFacts.objects.filter(paper_id__in=papers, event__in=events)
    facts = {row[0]: row[1:] for row in rows.values_list("paper_id", "event", "sender", "first_emptying", "debt")}
    days = incoming.days_of(rows.values("paper_id"))
    found: list[ToldTermination] = []
    for paper, matter in _placed_in(matter_ids):
        came, about = days.get(paper), facts.get(paper)
        if came is None or came.is_recalled or about is None:
            continue
        written, sender, first_emptying, debt = about
        event = NoticeEvent(written) if written else OF_PAPER.get(came.kind)
        if event is NoticeEvent.TERMINATION_WITHDRAWN:
            word = came.reached or came.posted
            found = [replace(one, taken_back=word) if one.matter_id == matter else one for one in found]
        elif event in TERMINATIONS:
            is_fee, is_message = event is NoticeEvent.UNPAID_FEE_TERMINATION, sender not in PEOPLE
            told = ToldTermination(
                paper, matter, is_fee, came.from_name, None, None, debt, came=came.reached or came.posted,
                is_the_boards=is_message,
            )  # fmt: skip
            if is_message:
                received = _received(
                    channel=CHANNELS[came.came_by], reached=came.reached, first_emptying=first_emptying,
                    posted=came.posted,
                )  # fmt: skip
                told = replace(told, posted=came.posted, received=received.value.received)
            found.append(told)
    with_the_boards = {(one.matter_id, one.is_fee) for one in found if one.is_the_boards}
    return [one for one in found if one.is_the_boards or (one.matter_id, one.is_fee) not in with_the_boards]


def _placed_in(matter_ids: Any) -> list[tuple[UUID, UUID]]:
    """The papers whose newest standpoint puts them in one of these matters, with the matter, as they were put there."""
    placed = newest_of_each().filter(matter_id__in=matter_ids).order_by("pk")
    return list(placed.values_list("paper_id", "matter_id"))


def _papers_put_in(matter_ids: Any) -> QuerySet[Any]:
    """A query of the papers that have at some time been put in these matters: a short question, for others to ask in.

    Those that a newer standpoint has moved are among them too, and are left out by ``_placed_in``.
    """
    return Standpoint.objects.filter(matter_id__in=matter_ids).order_by().values("paper_id")


def newest_of_each() -> QuerySet[Standpoint]:
    """The standpoint that holds on each paper."""
    later = Standpoint.objects.filter(paper_id=OuterRef("paper_id"), pk__gt=OuterRef("pk"))
    return Standpoint.objects.exclude(Exists(later))


@dataclass(frozen=True, slots=True)
class ToldChild:
    """Något som kom in och rör ett barn: the last workday to decide whether an inquiry is opened, with why.

    ``came`` is the day it reached somebody here; ``last`` is None where the day it counts as received is not known.
    """

    paper_id: UUID
    matter_id: UUID
    came: date | None
    last: date | None
    steps: tuple[Step, ...]


def children_told(matter_ids: Collection[UUID]) -> list[ToldChild]:
    """What came in about a child, in these matters, and nobody has said is decided or was decided before."""
    of_a_child = NoticeFacts.objects.filter(child_concerned=True).exclude(child_inquiry_running=True)
    if not of_a_child.exists():  # a short question spares a long one where nothing is
        return []
    papers = _papers_put_in(matter_ids)
    done = DutyDone.objects.filter(paper_id__in=papers, duty=InboundDutyKind.CHILD_PRELIMINARY_ASSESSMENT)
    rows = of_a_child.filter(paper_id__in=papers).exclude(paper_id__in=done.values("paper_id"))
    emptied = dict(rows.values_list("paper_id", "first_emptying"))
    if not emptied:
        return []
    days = incoming.days_of(rows.values("paper_id"))
    found = []
    for paper, matter in _placed_in(matter_ids):
        came = days.get(paper)
        if came is None or paper not in emptied or came.is_recalled:
            continue
        received = _received(
            channel=CHANNELS[came.came_by], reached=came.reached, first_emptying=emptied[paper], posted=came.posted
        ).value.received
        if received is None:
            found.append(ToldChild(paper, matter, came.reached, None, ()))
        else:
            assessed = _for_the_child(received=received, inquiry_running=False)
            found.append(ToldChild(paper, matter, came.reached, assessed.value.protective, assessed.steps))
    return found
