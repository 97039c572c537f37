"""Ett papper på sidan: its text, the answers it went on, its days, and what can be done with it now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.jordabalken.recovery_period import recovery_period
from kvarbo.doors.organisations.queries import Transport
from kvarbo.doors.papers.canonical import paper_from
from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.doors.papers.readable import Line, lines_of
from kvarbo.doors.papers.refusal import PaperRefused
from kvarbo.doors.post import queries, resting
from kvarbo.doors.post.models import Delivery, RecallTask, ReceivedPaper, SentPaper
from kvarbo.doors.post.register import people_told
from kvarbo.doors.post.words import HELD, CameBy, PlainKind, PostState
from kvarbo.ground import clock
from kvarbo.ground.people.queries import people_named, people_with_number
from kvarbo.ground.subjects import Subject, met_through, subjects
from kvarbo.ground.units.queries import AtWork
from kvarbo.house.kinds import RoomKind
from kvarbo.house.rooms import current


@dataclass(frozen=True, slots=True)
class Linked:
    """Another paper of the same thread: the address of its page."""

    url: str


@dataclass(frozen=True, slots=True)
class SentOnPage:
    """A paper we sent."""

    row: SentPaper
    subject: Subject | None
    title: str
    lines: tuple[Line, ...]
    not_whole: str
    steps: tuple[Step, ...]
    conditions: tuple[str, ...]
    state: str
    transport: str
    deliveries: tuple[Delivery, ...]
    task: RecallTask | None
    waits_for_person: bool
    carried_by_itself: bool
    lost: str  # what no longer lets it go, in a sentence; empty when all does
    has_left: bool
    consents_url: str | None
    replaced_by: str | None
    replaces: str | None
    answers: str | None
    clock: Finding[Deadline] | None


@dataclass(frozen=True, slots=True)
class ReceivedOnPage:
    """A paper that came in."""

    row: ReceivedPaper
    subject: Subject | None
    title: str
    plain: str
    came_by: str
    lines: tuple[Line, ...]
    says_it_is_from: str
    is_held: bool
    may_belong_to: tuple[Subject, ...]
    replaced_by: str | None
    replaces: str | None
    answers: str | None
    is_question: bool
    clock: Finding[Deadline] | None


def sent_on_page(sent: SentPaper, found: Subject | None) -> SentOnPage:
    """What the page of a sent paper shows."""
    lines, fault = _lines(bytes(sent.canonical))
    asked: list[dict[str, Any]] = sent.asked
    steps = (Step(step["text"], step["source"]) for one in asked for step in one["steps"])
    deliveries = tuple(queries.deliveries_of(sent))
    by_itself = sent.transport in queries.BY_ITSELF
    lost = resting.lost_of(sent, on=clock.today())
    return SentOnPage(
        row=sent, subject=found, title=queries.title_of(sent.kind), lines=lines, not_whole=fault,
        steps=tuple(dict.fromkeys(steps)),
        conditions=tuple(dict.fromkeys(what for one in asked for what in one["conditions"])),
        state=str(PostState(sent.state).label), transport=str(Transport(sent.transport).label), deliveries=deliveries,
        task=queries.task_of(sent), carried_by_itself=by_itself,
        waits_for_person=sent.state == PostState.WAITING and not by_itself and sent.recalled_at is None and not lost,
        lost=resting.why(lost) if lost else resting.why_kept(sent, on=clock.today()), has_left=resting.has_left(sent),
        consents_url=reverse("consents", args=[sent.subject_id]) if lost and found else None,
        replaced_by=_url(queries.replaced_by(sent.pk, sent=True)),
        replaces=_url(queries.page_of(sent.replaces, sent=True)),
        answers=_url(queries.page_of(sent.answers, sent=False)), clock=_clock_of_sent(sent, deliveries),
    )  # fmt: skip


def received_on_page(reader: AtWork, came: ReceivedPaper, found: Subject | None) -> ReceivedOnPage:
    """What the page of a paper that came in shows; ``may_belong_to`` is where its people are met here."""
    held = came.checked in HELD
    lines, says, numbers, names = _of_received(came, held=held)
    belongs = () if found or held else _may_belong(reader, numbers, names)
    return ReceivedOnPage(
        row=came, subject=found, title=queries.title_of(came.kind, came.plain), plain=str(PlainKind(came.plain).label),
        came_by=str(CameBy(came.came_by).label), lines=lines, says_it_is_from=says, is_held=held, may_belong_to=belongs,
        replaced_by=_url(queries.replaced_by(came.paper_id, sent=False)),
        replaces=_url(queries.page_of(came.replaces, sent=False)),
        answers=_url(queries.page_of(came.answers, sent=True)),
        is_question=came.kind == PaperKind.QUESTION, clock=_clock_of_received(came),
    )  # fmt: skip


def _of_received(came: ReceivedPaper, *, held: bool) -> tuple[tuple[Line, ...], str, tuple[str, ...], tuple[str, ...]]:
    """The text of a paper, whom it says that it is from, and the numbers and the names of the people in it."""
    if held or came.canonical is None:
        named = people_told(came.told)
        return (), "", tuple(number for _, number in named), tuple(name for name, _ in named)
    paper = paper_from(bytes(came.canonical))
    rows = [row for name in ("residents", "people") for row in paper.content.get(name, ())]
    numbers = tuple(row["identity"] for row in rows if row.get("identity"))
    says = paper.sender.name if paper.sender.name != came.from_name else ""
    return tuple(lines_of(paper)), says, numbers, tuple(row.get("name", "") for row in rows)


def _may_belong(reader: AtWork, numbers: tuple[str, ...], names: tuple[str, ...]) -> tuple[Subject, ...]:
    """Where the people in the paper are met, by number or by name: a suggestion, which the reader judges."""
    met = met_through(reader, [*people_with_number(numbers), *people_named(names)])
    return tuple(subjects(reader, set(met.values())).values())


def _lines(canonical: bytes) -> tuple[tuple[Line, ...], str]:
    try:
        return tuple(lines_of(paper_from(canonical))), ""
    except PaperRefused as fault:
        return (), str(fault)


def _url(paper: UUID | None) -> str | None:
    return reverse("paper", args=[paper]) if paper else None


def _clock_of_received(came: ReceivedPaper) -> Finding[Deadline] | None:
    """The recovery period as far as this paper tells it: service on the tenant is another day (JB 12:44)."""
    if (
        came.struck_at is not None
        or came.plain != PlainKind.RENT
        or current().kind != RoomKind.SOCIAL
        or came.kind == PaperKind.NOTICE_UNPAID_FEE
    ):
        return None
    return recovery_period(**queries.given_days(came))


def _clock_of_sent(sent: SentPaper, deliveries: tuple[Delivery, ...]) -> Finding[Deadline] | None:
    if sent.kind != PaperKind.NOTICE_UNPAID_RENT:
        return None
    posted = [one.posted_date for one in deliveries if one.done and not one.corrected_by.exists()]
    receipt = getattr(sent, "receipt", None)
    return recovery_period(
        board_posted_registered=posted[-1] if posted else None,
        board_through_door=receipt.came_in_date if receipt else None,
    )
