"""Reads of the trail: its events one after the other, a person's own rows, and when it was last checked."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connections
from django.db.models import Min
from django.utils import timezone

from kvarbo.ground.trail.models import TrailCheck, TrailHead, TrailRow, TrailSubject
from kvarbo.house.rooms import current

AT_A_TIME = 5_000


class Event(NamedTuple):
    """One row of the trail as others may use it; ``at`` is UTC, ``subjects`` ids as text."""

    seq: int
    at: datetime
    actor: str
    act: str
    subjects: list[str]
    about: dict[str, Any]
    refused: bool


def head_of_the_trail() -> tuple[int, str]:
    """The last row's number and its code."""
    head = TrailHead.objects.get(pk=1)
    return head.seq, head.mac


def first_row_since(moment: datetime) -> int | None:
    """The number of the first row at or after a moment, or none."""
    found: int | None = TrailRow.objects.filter(at__gte=moment).aggregate(first=Min("seq"))["first"]
    return found


def first_moment() -> datetime | None:
    """When the trail begins."""
    return TrailRow.objects.order_by("seq").values_list("at", flat=True).first()


def events(first: int, last: int) -> Iterator[Event]:
    """The rows from ``first`` through ``last``, read past Django's fields so that a year takes seconds."""
    connection = connections[current().alias]
    table = TrailRow._meta.db_table
    # Table and column names are our own; the numbers are parameters.
    sql = (
        "SELECT seq, at, actor, act, cast(subjects as text), cast(about as text), refused "  # noqa: S608
        f"FROM {table} WHERE seq BETWEEN %s AND %s ORDER BY seq"
    )
    load = json.loads
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, [first, last])
        while rows := cursor.fetchmany(AT_A_TIME):
            for seq, at, actor, act, subjects, about, refused in rows:
                when = at if at.tzinfo else at.replace(tzinfo=UTC)
                yield Event(seq, when, actor, act, load(subjects), load(about), bool(refused))


def rows_by_number(seqs: Collection[int]) -> list[Event]:
    """These rows, oldest first."""
    found = TrailRow.objects.filter(seq__in=list(seqs)).order_by("seq")
    return [Event(row.seq, row.at, row.actor, row.act, row.subjects, row.about, row.refused) for row in found]


def events_about(subjects: Collection[UUID], *, since: datetime, before: datetime) -> Iterator[tuple[Event, UUID]]:
    """Every row about any of these, newest first, with the subject it is about; by the index, so it does not wait.

    A row about several of them comes once for each. The reading ends a day before ``since``: rows lie in the order they
    were kept, and none is kept a day late.
    """
    index = TrailSubject.objects.filter(subject__in=list(subjects)).order_by("-seq").values_list("seq", "subject")
    waiting: list[tuple[int, UUID]] = []
    for pair in index.iterator(chunk_size=AT_A_TIME):
        waiting.append(pair)
        if len(waiting) == 500:
            yield from _told(waiting, since, before)
            if TrailRow.objects.filter(pk=waiting[-1][0], at__lt=since - timedelta(days=1)).exists():
                return
            waiting = []
    yield from _told(waiting, since, before)


def _told(pairs: list[tuple[int, UUID]], since: datetime, before: datetime) -> Iterator[tuple[Event, UUID]]:
    rows = {event.seq: event for event in rows_by_number({seq for seq, _ in pairs})}
    for seq, subject in pairs:
        if since <= rows[seq].at < before:
            yield rows[seq], subject


def seen_within_the_hour() -> dict[str, int]:
    """How many different subjects each member has been shown in the last hour, lists and all."""
    since = timezone.now() - timedelta(hours=1)
    seen: dict[str, set[str]] = defaultdict(set)
    for actor, subjects in TrailRow.objects.filter(at__gte=since, act="shown").values_list("actor", "subjects"):
        seen[actor].update(subjects)
    return {actor: len(several) for actor, several in seen.items()}


@dataclass(frozen=True, slots=True)
class Checked:
    """The newest check of the chain; ``reason`` is empty when all is well."""

    at: datetime
    rows: int
    reason: str
    anchors: int


def last_check() -> Checked | None:
    """When the whole chain was last read and what was found, or none."""
    found = TrailCheck.objects.first()
    return Checked(found.at, found.rows, found.reason, found.anchors) if found else None
