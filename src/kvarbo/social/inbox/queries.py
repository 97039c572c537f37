"""Reads of the inbox: what came in as the reader may see it, what waits first, and what came before about the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse_lazy

from kvarbo.core.finding import Finding
from kvarbo.core.law.notices.inbound_duties import InboundDuties, InboundDuty, InboundDutyKind
from kvarbo.core.law.notices.repeated_notices import RepeatedNotices
from kvarbo.doors.post import incoming, mending
from kvarbo.doors.post.incoming import Incoming, is_a_name
from kvarbo.doors.post.queries import ourselves_written
from kvarbo.doors.post.words import PlainKind
from kvarbo.ground import clock
from kvarbo.ground.people.queries import people_named, people_with_number, protected_called
from kvarbo.ground.subjects import Subject
from kvarbo.ground.units.queries import AtWork
from kvarbo.social.casework.queries import ShownMatter, matters_with
from kvarbo.social.casework.words import CASEWORK
from kvarbo.social.checklist.queries import in_inquiry
from kvarbo.social.inbox.duties import Seen, duties_of, opened_an_inquiry, repeated, undone
from kvarbo.social.inbox.models import DutyDone, EscalationSeen, NoticeFacts, NoticeMended, Standpoint, StandpointKind
from kvarbo.social.inbox.told import TIMES, newest_of_each, times_told

MOST_WAITING = 300
PAGE = 25
LATEST = date.max


@dataclass(frozen=True, slots=True)
class Row:
    """En rad i inkorgen, with what the rules say of it."""

    seen: Seen
    duties: Finding[InboundDuties]
    undone: tuple[InboundDuty, ...]
    repeated: Finding[RepeatedNotices]
    seen_day: date | None  # when a manager last noted that they had seen it
    is_cancelled: bool = False  # a time for eviction that later word in the same matter has called off

    @property
    def today_first(self) -> tuple[date, date, bool, date, str]:
        """The order of the list: what surely ends at midnight and the nearest eviction of it, what is lifted, then by
        the day for a standpoint. A day that cannot be counted is taken as the day it came, so that it is not last.
        """
        at_midnight = [one.protective or self.seen.day for one in self.undone if one.until_midnight and one.applies]
        if self.seen.time_unsaid and self.seen.standpoint is None:
            at_midnight.append(self.seen.day)
        until = [one.enforcing or self.seen.day for one in self.undone if one.what is InboundDutyKind.STANDPOINT]
        eviction = self.seen.eviction[0] if self.seen.eviction and not self.is_cancelled else LATEST
        return (
            min(at_midnight, default=LATEST), eviction, not self.repeated.value.escalate, min(until, default=LATEST),
            str(self.seen.id),
        )  # fmt: skip

    @property
    def is_loose(self) -> bool:
        """Whether it is a time for eviction that stands in no matter, so that nothing else counts down to it.

        It is so until a manager has seen how it went, on the day or later; or until it is put in a matter.
        """
        seen, stand = self.seen, self.seen.standpoint
        if stand is None or stand.matter_id is not None or seen.came.is_recalled or seen.came.struck is not None:
            return False
        if seen.event not in TIMES or seen.eviction is None:
            return False
        return self.seen_day is None or self.seen_day < seen.eviction[0]

    @property
    def manager_should_see(self) -> bool:
        """Whether it was lifted, and no inquiry was opened on it, and no manager has seen that; or how a time went."""
        stand = self.seen.standpoint if self.seen.came.struck is None else None
        lifted = self.repeated.value.escalate and stand is not None and not self.seen.opened_inquiry
        went = self.is_loose and self.seen.eviction is not None and self.seen.eviction[0] <= clock.today()
        return went or (lifted and self.seen_day is None)


def waiting(reader: AtWork) -> tuple[list[Row], bool]:
    """What nobody has taken a standpoint on, or whose same-day duty is not done, those of today first; and if there
    are more than are read at once.
    """
    if not reader.has(*CASEWORK):
        return [], False
    dealt_with, to_find_out = _dealt_with()
    found = incoming.waiting(reader, dealt_with=dealt_with | to_find_out, most=MOST_WAITING + 1)
    # What has its standpoint and only lacks an answer takes the room that is left, so that it hides nothing new.
    room = MOST_WAITING - len(found)
    asked = incoming.newest_among(reader, to_find_out, most=room) if room > 0 and to_find_out else []
    rows = sorted(rows_of(reader, [*found[:MOST_WAITING], *asked]), key=lambda row: row.today_first)
    return [row for row in rows if row.undone or row.seen.time_unsaid], len(found) > MOST_WAITING


def _dealt_with() -> tuple[set[UUID], set[UUID]]:
    """Papers with a standpoint and nothing left of the same day; and those where somebody must only find out whether
    there is: if a child is concerned, if a time is set.
    """
    with_standpoint = set(Standpoint.objects.values_list("paper_id", flat=True))
    facts = NoticeFacts.objects.filter(paper_id__in=with_standpoint)
    still_open = {
        paper
        for duty, concerned in (
            (InboundDutyKind.CONFIRM_EVICTION_TIME, facts.filter(event__in=TIMES)),
            (InboundDutyKind.CHILD_SAFETY, facts.filter(child_concerned=True)),
            (InboundDutyKind.CHILD_PRELIMINARY_ASSESSMENT, _childs_in_no_matter(facts)),
        )
        for paper in concerned.exclude(paper_id__in=DutyDone.objects.filter(duty=duty).values("paper_id")).values_list(
            "paper_id", flat=True
        )
    }
    unsaid = incoming.of_plain(facts.filter(event="").values_list("paper_id", flat=True), PlainKind.EVICTION)
    done = DutyDone.objects.filter(duty=InboundDutyKind.CHILD_SAFETY).values("paper_id")
    children = facts.filter(child_concerned=None).exclude(paper_id__in=done).values_list("paper_id", flat=True)
    to_find_out = (unsaid | set(children)) - still_open
    return with_standpoint - still_open - to_find_out, to_find_out


def _childs_in_no_matter(facts: QuerySet[NoticeFacts]) -> QuerySet[NoticeFacts]:
    """What is about a child and stands in no matter, where nothing else counts down to the decision of an inquiry."""
    outside = newest_of_each().filter(matter=None).values("paper_id")
    return facts.filter(child_concerned=True, paper_id__in=outside).exclude(child_inquiry_running=True)


def to_be_seen_by_a_manager(reader: AtWork) -> list[Row]:
    """What came again, was decided without an inquiry, and no manager has seen, newest first; before it times for
    eviction that have been and stood in no matter. A page of them.
    """
    decided = Standpoint.objects.exclude(kind=StandpointKind.INQUIRY).exclude(
        paper_id__in=EscalationSeen.objects.values("paper_id")
    )
    ids = list(decided.order_by("-pk").values_list("paper_id", flat=True)[:MOST_WAITING])
    opened = incoming.of_ids(reader, ids)
    rows = rows_of(reader, [opened[one] for one in dict.fromkeys(ids) if one in opened])
    went = [row for row in loose_times(reader) if row.manager_should_see]
    told = {row.seen.id for row in went}
    return [*went, *(row for row in rows if row.manager_should_see and row.seen.id not in told)][:PAGE]


def loose_times(reader: AtWork) -> list[Row]:
    """Times for eviction that stand in no matter, the nearest first (JO 1683-2017)."""
    if not reader.has(*CASEWORK):
        return []
    outside = newest_of_each().filter(matter=None).values("paper_id")
    facts = NoticeFacts.objects.filter(paper_id__in=outside, event__in=TIMES).exclude(eviction_date=None)
    ids = list(facts.order_by("eviction_date", "pk").values_list("paper_id", flat=True))
    if not ids:
        return []
    opened = incoming.of_ids(reader, ids)
    return [row for row in rows_of(reader, [opened[one] for one in ids if one in opened]) if row.is_loose]


def everything(reader: AtWork, *, page: int) -> tuple[list[Row], bool]:
    """All that came in, the newest first, one page; and whether more follow."""
    if not reader.has(*CASEWORK):
        return [], False
    found = incoming.newest(reader, start=(page - 1) * PAGE, most=PAGE + 1)
    return rows_of(reader, found[:PAGE]), len(found) > PAGE


def of_matter(reader: AtWork, matter_id: UUID) -> list[Row]:
    """What came in about a matter that the caller has opened for the reader, the newest first."""
    return rows_of(reader, incoming.about(reader, matter_id))


def one(reader: AtWork, identity: UUID) -> Row | None:
    """One thing that came in, or none when it is another's or nowhere."""
    found = incoming.of_ids(reader, [identity]).get(identity) if reader.has(*CASEWORK) else None
    return rows_of(reader, [found])[0] if found else None


def earlier_of(reader: AtWork, row: Row) -> list[Seen]:
    """What came before about the same, the oldest first."""
    return _seen(incoming.came_before(reader, [row.seen.came])[row.seen.id])


def rows_of(reader: AtWork, came: Sequence[Incoming]) -> list[Row]:
    """Rows with their duties, in a constant number of queries."""
    before = incoming.came_before(reader, came)
    seen = {one.id: one for one in _seen([*came, *(one for several in before.values() for one in several)])}
    by_manager = {
        paper: clock.day_of(at)
        for paper, at in EscalationSeen.objects.filter(paper_id__in=[one.id for one in came]).values_list(
            "paper_id", "at"
        )
    }
    off = _called_off([seen[one.id] for one in came])
    rows = []
    for one in came:
        mine = seen[one.id]
        duties = duties_of(mine)
        lifted = repeated(mine, [seen[earlier.id] for earlier in before[one.id]])
        waits = tuple(undone(mine, duties.value)) if one.struck is None else ()  # nothing is to be done about it
        if one.id in off:
            waits = tuple(duty for duty in waits if duty.what is not InboundDutyKind.CONFIRM_EVICTION_TIME)
        rows.append(Row(mine, duties, waits, lifted, by_manager.get(one.id), one.id in off))
    return rows


def _called_off(seen: Sequence[Seen]) -> set[UUID]:
    """The papers whose time for eviction has been called off since, in the matter they stand in."""
    with_times = [one for one in seen if one.eviction is not None and one.standpoint is not None]
    matters = {one.standpoint.matter_id for one in with_times if one.standpoint and one.standpoint.matter_id}
    return {one.paper_id for one in times_told(matters) if one.cancelled} if matters else set()


def _seen(came: Sequence[Incoming]) -> list[Seen]:
    ids = list({one.id for one in came})
    facts = {one.paper_id: one for one in NoticeFacts.objects.filter(paper_id__in=ids)}
    standpoints: dict[UUID, list[Standpoint]] = defaultdict(list)
    for stand in Standpoint.objects.filter(paper_id__in=ids):
        standpoints[stand.paper_id].append(stand)
    done: dict[UUID, set[InboundDutyKind]] = defaultdict(set)
    for paper, duty in DutyDone.objects.filter(paper_id__in=ids).values_list("paper_id", "duty"):
        done[paper].add(InboundDutyKind(duty))
    matters = {stand.matter_id for several in standpoints.values() for stand in several if stand.matter_id}
    inquiries = Standpoint.objects.filter(matter_id__in=matters, kind=StandpointKind.INQUIRY)
    with_inquiry = frozenset(inquiries.values_list("matter_id", flat=True)) | in_inquiry(matters)
    return [
        Seen(
            came=one,
            facts=facts.get(one.id),
            standpoints=tuple(standpoints[one.id]),
            done=frozenset(done[one.id]),
            opened_inquiry=opened_an_inquiry(standpoints[one.id], with_inquiry),
        )
        for one in came
    ]


def matters_that_may_be_meant(reader: AtWork, row: Row) -> list[ShownMatter]:
    """Matters the reader may open with somebody of the same number or name in them; a person judges which is meant."""
    named = row.seen.came.people
    numbers, names = [one.identity for one in named if one.identity], [one.name for one in named if is_a_name(one.name)]
    people = [*people_with_number(numbers), *people_named(names)]
    if reader.may_see_protected:  # the matter itself is still opened only by its named handlers
        people += protected_called(numbers, names)
    return matters_with(reader, people, most=PAGE)


def holds_files(reader: AtWork, identity: UUID) -> Subject | None:
    """What came in and has no matter yet, so that its file can hang on it; its people are in it, not in the room."""
    found = incoming.of_ids(reader, [identity]).get(identity) if reader.has(*CASEWORK) else None
    if found is None or found.subject is not None:
        return None
    return Subject(found.id, people=(), where="", reference=found.number, url=reverse_lazy("notice", args=[found.id]))


def as_registered(seen: Seen) -> dict[str, Any]:
    """What was typed when it was registered by hand; empty for what came through a door."""
    typed = mending.as_registered(seen.id)
    if seen.sender is not None and typed.get("from_name") == str(seen.sender.label):
        typed["from_name"] = ""  # nobody wrote a name: it follows from the sender
    return typed


def mended(paper_id: UUID) -> list[NoticeMended]:
    """Each time somebody mended what is written about it, the latest first."""
    return list(NoticeMended.objects.filter(paper_id=paper_id))


def done_of(paper_id: UUID) -> dict[str, DutyDone]:
    """What has been marked as done, by the duty."""
    return {one.duty: one for one in DutyDone.objects.filter(paper_id=paper_id)}


def until_midnight(rows: Sequence[Row]) -> int:
    """How many things wait that end at midnight, or should already be done."""
    return sum(1 for row in rows if any(one.until_midnight and one.applies for one in row.undone))


def notices_of(matter_id: UUID) -> list[UUID]:
    """The papers that a matter's standpoints were taken on."""
    return list(dict.fromkeys(Standpoint.objects.filter(matter_id=matter_id).values_list("paper_id", flat=True)))


def ourselves() -> str:
    """What the board has said that it is called, or empty."""
    written = ourselves_written()
    return written.name if written else ""
