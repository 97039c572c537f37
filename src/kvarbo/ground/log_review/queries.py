"""Reads for the reviewer: the months, what there is to look at in one, and one item with its rows."""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from kvarbo.ground.clock import STOCKHOLM
from kvarbo.ground.jobs.queries import is_waiting
from kvarbo.ground.log_review.models import LogItem, LogJudgement, LogOpening, LogReview
from kvarbo.ground.log_review.rules import TITLES, RuleName, Rules, rules_on
from kvarbo.ground.people.queries import ShownPerson, shown_to
from kvarbo.ground.ties import ties_of
from kvarbo.ground.trail import chain
from kvarbo.ground.trail.queries import Event, first_moment, rows_by_number
from kvarbo.ground.units.queries import AtWork, StaffMember, everybody_by_id

OPEN_FOR = timedelta(hours=1)  # how long a reviewer is told whom an item is about, once the reason is given
LEFT = "Någon som inte längre finns i rummet"


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month on the first page: what there is and what is left."""

    month: date
    parts: int
    items: int
    left: int
    is_over: bool
    is_reviewed: bool  # made after the month ended, so that nothing of it is left to pick

    @property
    def is_done(self) -> bool:
        return self.is_reviewed and self.left == 0


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item as it is listed: who, about whom by an opaque reference, when, why and what was found."""

    item: LogItem
    who: str
    unit: str
    title: str
    why: str
    reference: str
    judgement: LogJudgement | None
    is_own: bool


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """A rule and what it picked."""

    title: str
    why: str
    rows: tuple[ItemRow, ...]


def this_month() -> date:
    """The first day of the month the trail is now in; the trail keeps the machine's own time."""
    return timezone.now().astimezone(STOCKHOLM).date().replace(day=1)


def months() -> list[MonthRow]:
    """Every month the trail knows, newest first."""
    began = first_moment()
    if began is None:
        return []
    parts: dict[date, list[LogReview]] = defaultdict(list)
    for review in LogReview.objects.all():
        parts[review.month].append(review)
    items = Counter(LogItem.objects.values_list("month", flat=True))
    left = Counter(LogItem.objects.filter(judgements=None).values_list("month", flat=True))
    now, month = this_month(), began.astimezone(STOCKHOLM).date().replace(day=1)
    rows = []
    while month <= now:
        made = parts[month]
        done = any(one.ends_month for one in made)
        rows.append(MonthRow(month, len(made), items[month], left[month], month < now, done))
        month = (month + timedelta(days=32)).replace(day=1)
    return rows[::-1]


def parts_of(month: date) -> list[LogReview]:
    """The reviews made of a month, the first part first."""
    return list(LogReview.objects.filter(month=month).order_by("part"))


def is_being_made(month: date) -> bool:
    """Whether a review of the month has been asked for and is not done."""
    return is_waiting(key_starts=f"log_review {month:%Y-%m}")


def items_of(reader: AtWork, month: date) -> list[RuleGroup]:
    """What there is to review in a month, rule by rule, in the order rules are listed."""
    people = everybody_by_id()
    found: dict[str, list[ItemRow]] = defaultdict(list)
    for item in _items().filter(month=month):
        found[item.rule].append(_row(reader, item, people))
    rules = rules_on(month)
    return [
        RuleGroup(TITLES[rule], rules.sentence(rule), tuple(found[rule.value]))
        for rule in RuleName
        if rule.value in found
    ]


def item_by_id(identity: UUID) -> LogItem | None:
    """An item, or none."""
    return _items().filter(pk=identity).first()


def _items() -> QuerySet[LogItem]:
    return LogItem.objects.select_related("review").prefetch_related("judgements")


def _row(reader: AtWork, item: LogItem, people: dict[str, StaffMember]) -> ItemRow:
    who = people.get(item.actor)
    rule = RuleName(item.rule)
    judged = list(item.judgements.all())
    return ItemRow(
        item=item,
        who=who.name if who else LEFT,
        unit=who.unit if who else "",
        title=TITLES[rule],
        why=_version(item).sentence(rule),
        reference=reference(item.subject) if item.subject else "",
        judgement=judged[0] if judged else None,
        is_own=item.actor == str(reader.id),
    )


def _version(item: LogItem) -> Rules:
    return rules_on(item.review.rules_from if item.review else item.month)


def reference(subject: UUID) -> str:
    """Beteckning: the same for the same subject, and nothing to find it by without the room's key."""
    code = hmac.digest(chain.key(), f"reference\n{subject}".encode(), hashlib.sha256).hex()[:8].upper()
    return f"{code[:4]}-{code[4:]}"


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item: its row, the rows of the log behind it, all judgements, and the people when opened for a reason."""

    row: ItemRow
    events: tuple[Event, ...]
    judgements: tuple[LogJudgement, ...]
    openings: tuple[LogOpening, ...]
    people: tuple[ShownPerson, ...] | None


def item_view(reader: AtWork, item: LogItem) -> ItemView:
    """What a reviewer sees of an item; whom it is about only for an hour after they have said why."""
    openings = tuple(item.openings.all())
    return ItemView(
        row=_row(reader, item, everybody_by_id()),
        events=tuple(rows_by_number(item.seqs)),
        judgements=tuple(item.judgements.all()),
        openings=openings,
        people=_people(reader, item) if _is_open(reader, openings) else None,
    )


def _is_open(reader: AtWork, openings: tuple[LogOpening, ...]) -> bool:
    since: datetime = timezone.now() - OPEN_FOR
    return any(one.by == reader.id and one.at >= since for one in openings)


def _people(reader: AtWork, item: LogItem) -> tuple[ShownPerson, ...]:
    if item.subject is None:
        return ()
    ties = ties_of([item.subject]).get(item.subject)
    return tuple(shown_to(reader, ties.people if ties else [item.subject]).values())
