"""Reads: papers in and out that a reader may open, and how each one stands.

A paper follows what it is about: whoever may not open the lease or matter does not find the paper. One that belongs
nowhere yet is met by those who open the post, and by named handlers only when it tells of somebody protected.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.doors.consent.handed import HandedOver
from kvarbo.doors.consent.queries import Lost
from kvarbo.doors.organisations.queries import Counterpart, Ourselves, Transport
from kvarbo.doors.papers.kinds import PaperKind, about
from kvarbo.doors.post.models import Delivery, RecallTask, ReceivedPaper, RestsOnConsent, SentPaper
from kvarbo.doors.post.resting import has_left, lost_by, rests_of, why
from kvarbo.doors.post.words import HELD, PlainKind, PostState
from kvarbo.ground import clock
from kvarbo.ground.people.masked import Masked
from kvarbo.ground.subjects import Subject, subjects
from kvarbo.ground.units.queries import AtWork

SLIPS = (PaperKind.RECEIPT.value, PaperKind.RECALL.value)
BY_ITSELF = (Transport.ROOM.value, Transport.FILE.value)
CHUNK = 200
PAGE = 25
Pairs = Sequence[tuple[Any, Subject | None]]  # papers, each with what it is about


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One row of a list: what, about whom, with whom, when, and whether a person must do something."""

    id: UUID
    is_incoming: bool
    title: str
    who: tuple[str | Masked, ...]
    counterpart: str
    at: datetime
    state: str
    waits: bool
    is_recalled: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of a list, and whether more follow."""

    rows: tuple[PaperRow, ...]
    subject_ids: tuple[UUID, ...]
    more: bool


def title_of(kind: str, plain: str = "") -> str:
    """What a paper is called; a plain word when its kind is not known."""
    if kind:
        return about(PaperKind(kind)).title
    return str(PlainKind(plain).label) if plain else ""


def papers_sent(reader: AtWork, *, waiting: bool = False, page: int = 1) -> Listed:
    """Papers out, those that a person must do something about first."""
    found = SentPaper.objects.exclude(kind__in=SLIPS).select_related("counterpart")
    by_hand = found.filter(state=PostState.WAITING, recalled_at=None).exclude(transport__in=BY_ITSELF)
    open_tasks = found.filter(recall_task__done_date=None, recall_task__isnull=False)
    replaced = SentPaper.objects.exclude(replaces=None).values("replaces")
    to_write_anew = found.filter(state=PostState.STOPPED, rests_on=None, recalled_at=None).exclude(pk__in=replaced)
    waits = by_hand.values("pk").union(open_tasks.values("pk"), to_write_anew.values("pk"))
    ids = {row["pk"] for row in waits}
    if waiting:
        found = found.filter(pk__in=ids)
    # With none that wait it would be "ORDER BY 1", which to PostgreSQL is the first column and not a constant.
    first = [Case(When(pk__in=ids, then=Value(0)), default=Value(1))] if ids else []
    ordered = found.order_by(*first, "-sent_at", "pk")
    return _page(reader, ordered, page, lambda pairs: _sent_rows(pairs, waiting=ids))


def papers_received(reader: AtWork, *, waiting: bool = False, page: int = 1) -> Listed:
    """Papers in, those that nobody has dealt with first."""
    found = ReceivedPaper.objects.exclude(kind__in=SLIPS)
    if waiting:
        found = found.filter(done_at=None, recalled_at=None)
    last = Case(When(done_at=None, recalled_at=None, then=Value(0)), default=Value(1))
    return _page(reader, found.alias(last=last).order_by("last", "-taken_in_at", "pk"), page, _received_rows)


def papers_of(reader: AtWork, subject_id: UUID) -> list[PaperRow]:
    """Everything in and out about one lease or matter, newest first; nothing when the reader may not open it."""
    found = subjects(reader, [subject_id]).get(subject_id)
    if found is None:
        return []
    sent = SentPaper.objects.filter(subject_id=subject_id).exclude(kind__in=SLIPS).select_related("counterpart")
    came = ReceivedPaper.objects.filter(subject_id=subject_id).exclude(kind__in=SLIPS)
    rows = [
        *_sent_rows([(one, found) for one in sent if may_open(reader, one, found)], waiting=()),
        *_received_rows([(one, found) for one in came if may_open(reader, one, found)]),
    ]
    return sorted(rows, key=lambda row: row.at, reverse=True)


def how_many(subject_id: UUID) -> int:
    """How many papers there are in and out about one that the caller has opened for the reader."""
    sent = SentPaper.objects.filter(subject_id=subject_id).exclude(kind__in=SLIPS).count()
    return sent + ReceivedPaper.objects.filter(subject_id=subject_id).exclude(kind__in=SLIPS).count()


def handed_over_about(subject_ids: Collection[UUID], kind: PaperKind) -> set[UUID]:
    """Which of these the room has handed over such a paper about, one that was neither stopped nor taken back."""
    found = SentPaper.objects.filter(subject_id__in=list(subject_ids), kind=kind.value, recalled_at=None)
    return set(found.exclude(state=PostState.STOPPED).values_list("subject_id", flat=True))


def sent_paper(reader: AtWork, identity: UUID) -> tuple[SentPaper, Subject | None] | None:
    """A paper out with what it is about, if the reader may open it."""
    return _one(reader, SentPaper.objects.exclude(kind__in=SLIPS).select_related("counterpart"), identity)


def received_paper(reader: AtWork, identity: UUID) -> tuple[ReceivedPaper, Subject | None] | None:
    """A paper in with what it is about, if the reader may open it."""
    return _one(reader, ReceivedPaper.objects.exclude(kind__in=SLIPS).select_related("counterpart"), identity)


def handed_over_on(consent_ids: Collection[UUID]) -> list[HandedOver]:
    """The papers that went on any of these consents, the oldest first."""
    rows = RestsOnConsent.objects.filter(consent_id__in=list(consent_ids)).select_related("paper")
    return [
        HandedOver(
            consent_id=row.consent_id, counterpart_id=row.paper.counterpart_id, on=clock.day_of(row.paper.sent_at),
            title=title_of(row.paper.kind), url=reverse("paper", args=[row.paper_id]),
            facts=frozenset(rest.fact for rest in rests_of(row.paper) if rest.consent_id == row.consent_id),
            has_left=has_left(row.paper),
        )
        for row in rows.order_by("paper__sent_at", "pk")
    ]  # fmt: skip


def deliveries_of(sent: SentPaper) -> list[Delivery]:
    """How it was left, and every time it could not be, oldest first."""
    return list(Delivery.objects.filter(paper=sent).prefetch_related("corrected_by").order_by("pk"))


def task_of(sent: SentPaper) -> RecallTask | None:
    """What is to be done about copies of a paper taken back, or none."""
    return RecallTask.objects.filter(paper=sent).first()


def replaced_by(paper_id: UUID | None, *, sent: bool) -> UUID | None:
    """The id of the page of the paper that came instead of this one, or none."""
    if paper_id is None:
        return None
    if sent:
        return SentPaper.objects.filter(replaces=paper_id).values_list("pk", flat=True).first()
    return ReceivedPaper.objects.filter(replaces=paper_id, checked="good").values_list("pk", flat=True).first()


def page_of(paper_id: UUID | None, *, sent: bool) -> UUID | None:
    """The id of the page where our copy of a paper stands, by the paper's own number; or none."""
    if paper_id is None:
        return None
    if sent:
        return SentPaper.objects.filter(pk=paper_id).values_list("pk", flat=True).first()
    return ReceivedPaper.objects.filter(paper_id=paper_id, checked="good").values_list("pk", flat=True).first()


def register_number(paper_id: UUID) -> str:
    """The number in the register of what was registered here: to write on the paper, also by who may not open it."""
    return ReceivedPaper.objects.filter(pk=paper_id).values_list("register_number", flat=True).first() or ""


def ourselves_written() -> Ourselves | None:
    """Who we have said that we are, or none."""
    return Ourselves.objects.filter(pk=1).first()


def every_counterpart() -> list[Counterpart]:
    """All counterparts, those in use first."""
    return list(Counterpart.objects.order_by("-is_active", "name"))


def counterpart_called(name: str) -> Counterpart:
    """The counterpart with this name; raises when there is none."""
    return Counterpart.objects.get(name=name)


# --- whom a paper may be shown to ---


def may_open(reader: AtWork, paper: Any, found: Subject | None) -> bool:
    """Whether a paper may be opened by a reader who may open ``found`` (what it is about)."""
    if paper.holds_protected and not reader.may_see_protected:
        return False
    return paper.subject_id is None or found is not None


def _one(reader: AtWork, papers: QuerySet[Any], identity: UUID) -> tuple[Any, Subject | None] | None:
    paper = papers.filter(pk=identity).first()
    if paper is None:
        return None
    found = subjects(reader, _subject_ids([paper])).get(paper.subject_id)
    return (paper, found) if may_open(reader, paper, found) else None


def _subject_ids(papers: Collection[Any]) -> set[UUID]:
    return {paper.subject_id for paper in papers if paper.subject_id}


def _page(reader: AtWork, papers: QuerySet[Any], page: int, rows_of: Callable[[Pairs], list[PaperRow]]) -> Listed:
    """The page's rows: what the reader may not open is passed over, so that no page has holes to count."""
    first = (max(page, 1) - 1) * PAGE
    rows: list[Any] = []
    more = False
    for place, (paper, found) in enumerate(opened_in_chunks(reader, papers)):
        if place < first:
            continue
        if len(rows) == PAGE:
            more = True
            break
        rows.append((paper, found))
    return Listed(tuple(rows_of(rows)), tuple(paper.subject_id or paper.pk for paper, _ in rows), more)


def opened_in_chunks(reader: AtWork, papers: QuerySet[Any]) -> Iterator[tuple[Any, Subject | None]]:
    """Papers that the reader may open, with what each is about, read a chunk at a time as they are asked for."""
    chunk: list[Any] = []
    for paper in papers.iterator(chunk_size=CHUNK):
        chunk.append(paper)
        if len(chunk) == CHUNK:
            yield from open_among(reader, chunk)
            chunk = []
    yield from open_among(reader, chunk)


def open_among(reader: AtWork, papers: Collection[Any]) -> Iterator[tuple[Any, Subject | None]]:
    """Those of the papers that the reader may open, each with what it is about, in the order given."""
    known = subjects(reader, _subject_ids(papers))
    for paper in papers:
        found = known.get(paper.subject_id)
        if may_open(reader, paper, found):
            yield paper, found


def _names(found: Subject | None) -> tuple[str | Masked, ...]:
    return tuple(person.name for person in found.people) if found else ()


def _sent_rows(pairs: Pairs, *, waiting: Collection[UUID]) -> list[PaperRow]:
    """Rows of sent papers; one whose consent was taken back says so in the place of its state."""
    lost = lost_by([sent for sent, _ in pairs], on=clock.today())
    return [_sent_row(sent, found, waits=sent.pk in waiting, lost=lost.get(sent.pk)) for sent, found in pairs]


def _sent_row(sent: SentPaper, found: Subject | None, *, waits: bool, lost: Lost | None) -> PaperRow:
    state = str(PostState(sent.state).label)
    return PaperRow(
        id=sent.pk, is_incoming=False, title=title_of(sent.kind), who=_names(found), counterpart=sent.counterpart.name,
        at=sent.sent_at, state=f"{state}. {why(lost)}" if lost else state, waits=waits,
        is_recalled=sent.recalled_at is not None,
    )  # fmt: skip


def _received_rows(pairs: Pairs) -> list[PaperRow]:
    return [_received_row(came, found) for came, found in pairs]


def _received_row(came: ReceivedPaper, found: Subject | None) -> PaperRow:
    held = came.checked in HELD
    state = str(came.get_checked_display()) if held else gettext("Klart") if came.done_at else gettext("Nytt")
    state = gettext("Makulerad") if came.struck_at else state
    title = gettext("Papper som inte är intaget") if held else title_of(came.kind, came.plain)
    named = (came.told["about_name"],) if not found and came.told.get("about_name") else _names(found)
    return PaperRow(
        id=came.pk, is_incoming=True, title=title,
        who=named, counterpart=came.from_name or gettext("okänd avsändare"), at=came.taken_in_at, state=state,
        waits=came.done_at is None and came.recalled_at is None, is_recalled=came.recalled_at is not None,
    )  # fmt: skip


def given_days(came: ReceivedPaper) -> dict[str, date | None]:
    """The three days of a paper that came in, kept apart, as the rules on notices ask for them."""
    return {
        "board_posted_registered": came.posted_date,
        "board_received": came.received_date,
        "board_through_door": came.door_date,
    }
