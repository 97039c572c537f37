"""Det som har kommit in och ska tas ställning till: notices and what was registered by hand, for the room's own inbox.

Answers, receipts and phrases belong to what was asked, and are no news of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from kvarbo.core.law.secrecy.vocabulary import Party
from kvarbo.doors.papers.canonical import paper_from
from kvarbo.doors.papers.kinds import KINDS, PaperKind
from kvarbo.doors.papers.refusal import PaperRefused
from kvarbo.doors.post.models import PersonInPaper, ReceivedPaper
from kvarbo.doors.post.protection import people_in
from kvarbo.doors.post.queries import may_open, opened_in_chunks, title_of
from kvarbo.doors.post.register import name_key, people_told
from kvarbo.doors.post.words import CameBy, Checked, PlainKind
from kvarbo.ground.subjects import Subject, subjects
from kvarbo.ground.units.queries import AtWork

# What is written where no name is known: two of them are not the same person.
NOT_NAMES = frozenset({"okänd", "okänd person", "okänt", "anonym", "namn okänt", "vet inte"})
ASKS_FOR_A_STANDPOINT = (
    *(kind.value for kind, about in KINDS.items() if about.notice is not None),
    *(PaperKind.EARLY_SIGNAL.value, PaperKind.EVICTION_TIME.value, PaperKind.REFERRAL.value),
)


@dataclass(frozen=True, slots=True)
class Named:
    """Någon som det gäller, as the paper says: ``identity`` and ``address`` are empty where it does not."""

    name: str
    identity: str = ""
    address: str = ""
    is_protected: bool = False


@dataclass(frozen=True, slots=True)
class Struck:
    """Makulerat: registered by mistake or twice. It keeps its number."""

    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """Något som kom in. The three days are kept apart; ``content`` is what a paper through a door says, field by field.

    ``party`` is None for a sender that is no counterpart of ours.
    """

    id: UUID
    number: str
    kind: str
    plain: PlainKind
    title: str
    from_name: str
    party: Party | None
    came_by: CameBy
    posted: date | None
    received: date | None
    through_door: date | None
    taken_in: datetime
    people: tuple[Named, ...]
    content: dict[str, Any]
    subject: Subject | None
    holds_protected: bool
    is_recalled: bool
    note: str
    kept_where: str
    registered_by: str
    by_hand: bool = False
    call_back: str = ""
    registered_number: str = ""
    struck: Struck | None = None

    @property
    def reached(self) -> date | None:
        """The day it was in somebody's hand here, whichever way it came; None when only its posting day is known."""
        return self.received or self.through_door

    @property
    def who(self) -> str:
        """Whom it is about, in the paper's own words."""
        return ", ".join(one.name for one in self.people if one.name)


def _all() -> QuerySet[ReceivedPaper]:
    by_hand = Q(checked=Checked.BY_HAND, answers=None)
    through_door = Q(checked=Checked.GOOD, kind__in=ASKS_FOR_A_STANDPOINT)
    return ReceivedPaper.objects.filter(by_hand | through_door).select_related("counterpart")


def waiting(reader: AtWork, *, dealt_with: Any, most: int) -> list[Incoming]:
    """What came in and is not among ``dealt_with`` (ids, or a query of them), the oldest first; at most ``most``."""
    found = _all().filter(recalled_at=None, struck_at=None).exclude(pk__in=dealt_with).order_by("taken_in_at", "pk")
    opened: list[Incoming] = []
    for paper, subject in opened_in_chunks(reader, found):
        opened.append(_told(paper, subject))
        if len(opened) == most:
            break
    return opened


def newest_among(reader: AtWork, ids: Collection[UUID], *, most: int) -> list[Incoming]:
    """Those of these that still stand and that the reader may open, the newest first; at most ``most``."""
    found = _all().filter(pk__in=list(ids), recalled_at=None, struck_at=None).order_by("-taken_in_at", "pk")
    return [_told(*one) for one in islice(opened_in_chunks(reader, found), most)]


def newest(reader: AtWork, *, start: int, most: int) -> list[Incoming]:
    """Everything that came in, the newest first, from the place ``start`` among what the reader may open."""
    found = _all().order_by("-taken_in_at", "pk")
    opened: list[Incoming] = []
    for place, (paper, subject) in enumerate(opened_in_chunks(reader, found)):
        if place >= start:
            opened.append(_told(paper, subject))
        if len(opened) == most:
            break
    return opened


def about(reader: AtWork, subject_id: UUID) -> list[Incoming]:
    """What came in about one lease or matter, the newest first; nothing when the reader may not open it."""
    found = _all().filter(subject_id=subject_id).order_by("-taken_in_at", "pk")
    return [_told(paper, subject) for paper, subject in opened_in_chunks(reader, found)]


def of_ids(reader: AtWork, ids: Collection[UUID]) -> dict[UUID, Incoming]:
    """Those of these papers that came in and that the reader may open."""
    papers = list(_all().filter(pk__in=list(ids)))
    known = subjects(reader, {paper.subject_id for paper in papers if paper.subject_id})
    return {
        paper.pk: _told(paper, known.get(paper.subject_id))
        for paper in papers
        if may_open(reader, paper, known.get(paper.subject_id))
    }


@dataclass(frozen=True, slots=True)
class Days:
    """När och hur ett papper kom, without what it says beyond its kind."""

    kind: str
    came_by: CameBy
    from_name: str
    posted: date | None
    reached: date | None
    is_recalled: bool


def days_of(ids: Any) -> dict[UUID, Days]:
    """The days of these papers (ids, or a query of them), for whoever has opened what they stand in."""
    names = ("pk", "kind", "came_by", "from_name", "posted_date", "received_date", "door_date", "recalled_at")
    return {
        pk: Days(kind, CameBy(came_by), from_name, posted, received or door, recalled is not None)
        for pk, kind, came_by, from_name, posted, received, door, recalled in ReceivedPaper.objects.filter(
            pk__in=ids
        ).values_list(*names)
    }


def recalled_among(ids: Collection[UUID]) -> set[UUID]:
    """Those of these papers that their sender has taken back."""
    return set(ReceivedPaper.objects.filter(pk__in=list(ids), recalled_at__isnull=False).values_list("pk", flat=True))


def came_before(reader: AtWork, those: Sequence[Incoming]) -> dict[UUID, list[Incoming]]:
    """For each, what has come in earlier about anybody with the same number or, where a number lacks, the same name.

    Only what the reader may open, and nothing that is struck; a name alone may be another person, which whoever shows
    it says.
    """
    mine = _keys_of([one.id for one in those if one.struck is None])
    numbers = {number for keys in mine.values() for number, _ in keys if number}
    names = {name for keys in mine.values() for _, name in keys if is_a_name(name)}
    rows = PersonInPaper.objects.filter(Q(identity__in=numbers) | Q(name_key__in=names)).values_list(
        "paper_id", "identity", "name_key"
    )
    others = list(rows)
    opened = of_ids(reader, {paper for paper, _, _ in others})
    return {
        one.id: sorted(
            (
                opened[paper]
                for paper in {paper for paper, number, name in others if _same(mine[one.id], number, name)}
                if paper in opened
                and paper != one.id
                and opened[paper].taken_in <= one.taken_in
                and opened[paper].struck is None
            ),
            key=lambda earlier: (earlier.taken_in, str(earlier.id)),
        )
        for one in those
    }


def found(reader: AtWork, *, number: str = "", name: str = "", identity: str = "", most: int) -> list[Incoming]:
    """What came in by its number in the register, by a name or by a personal number, newest first; ``most`` at most.

    What the reader may not open is passed over as if it were not there, also one that stands in no matter.
    """
    papers = _all()
    if number:
        papers = papers.filter(register_number__iexact=number)
    if identity:
        papers = papers.filter(pk__in=PersonInPaper.objects.filter(identity=identity).values("paper_id"))
    if name:
        parts = name_key(name).split()
        named = PersonInPaper.objects.all() if parts else PersonInPaper.objects.none()
        for part in parts:
            named = named.filter(name_key__contains=part)
        papers = papers.filter(pk__in=named.values("paper_id"))
    opened = opened_in_chunks(reader, papers.order_by("-taken_in_at", "pk"))
    return [_told(paper, subject) for paper, subject in islice(opened, most)]


def _keys_of(ids: Collection[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    keys: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for paper, number, name in PersonInPaper.objects.filter(paper_id__in=list(ids)).values_list(
        "paper_id", "identity", "name_key"
    ):
        keys[paper].append((number, name))
    return keys


def _same(keys: Iterable[tuple[str, str]], number: str, name: str) -> bool:
    """Two numbers decide; where one of them lacks, the name does."""
    return any((number == mine if number and mine else is_a_name(name) and name == called) for mine, called in keys)


def is_a_name(written: str) -> bool:
    """Whether it names anybody. Two whom nobody could name are not the same."""
    return bool(written) and written.strip(" .?-–").casefold() not in NOT_NAMES


def of_plain(paper_ids: Iterable[UUID], plain: PlainKind) -> set[UUID]:
    """Which of these were registered with this plain word and are not taken back."""
    found = ReceivedPaper.objects.filter(pk__in=list(paper_ids), plain=plain.value, recalled_at=None)
    return set(found.values_list("pk", flat=True))


def unpaid_in(paper_id: UUID) -> dict[str, int]:
    """What a notice that came through a door says is unpaid: öre by month ("2026-10"); nothing for one by hand."""
    paper = ReceivedPaper.objects.filter(pk=paper_id).first()
    rows = _content(paper).get("unpaid", ()) if paper is not None else ()
    return {str(row["month"]): int(row["amount"]) for row in rows}


def _told(paper: ReceivedPaper, subject: Subject | None) -> Incoming:
    content = _content(paper)
    return Incoming(
        id=paper.pk,
        number=paper.register_number or "",
        kind=paper.kind,
        plain=PlainKind(paper.plain),
        title=title_of(paper.kind, paper.plain),
        from_name=paper.from_name,
        party=Party(paper.counterpart.party) if paper.counterpart else None,
        came_by=CameBy(paper.came_by),
        posted=paper.posted_date,
        received=paper.received_date,
        through_door=paper.door_date,
        taken_in=paper.taken_in_at,
        people=_people(paper, content),
        content=content,
        subject=subject,
        holds_protected=paper.holds_protected,
        is_recalled=paper.recalled_at is not None,
        note=paper.told.get("note", ""),
        kept_where=paper.told.get("kept_where", ""),
        registered_by=paper.by_name,
        by_hand=paper.checked == Checked.BY_HAND,
        call_back=paper.told.get("call_back", ""),
        registered_number=paper.registered_number,
        struck=Struck(paper.struck_at, paper.struck_by_name, paper.struck_reason) if paper.struck_at else None,
    )


def _content(paper: ReceivedPaper) -> dict[str, Any]:
    if paper.canonical is None:
        return {}
    try:
        return paper_from(bytes(paper.canonical)).content
    except PaperRefused:  # its page says what is wrong with it
        return {}


def _people(paper: ReceivedPaper, content: dict[str, Any]) -> tuple[Named, ...]:
    if paper.canonical is None:
        first, *rest = people_told(paper.told)
        return (Named(*first, paper.told.get("about_address", "")), *(Named(*one) for one in rest))
    return tuple(
        Named(
            row.get("name", ""),
            row.get("identity", ""),
            content.get("dwelling") or _in_a_line(row.get("address") or {}),
            bool(row.get("address_protected")),
        )
        for row in people_in(content)
    )


def _in_a_line(address: dict[str, str]) -> str:
    town = " ".join(part for part in (address.get("postcode"), address.get("town")) if part)
    return ", ".join(part for part in (address.get("street"), town) if part)
