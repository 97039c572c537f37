"""Reads of eviction times: what came in tells the time, and the newest row of each kind what is prepared for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, TypeVar
from uuid import UUID

from kvarbo.core.finding import Finding
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.enforcement_code.respite_end import respite_end
from kvarbo.core.law.enforcement_code.stored_goods import StoredGoods, stored_goods
from kvarbo.social.casework.queries import children_in
from kvarbo.social.evictions.left import OVER, Left, TimeFacts, left_to_do
from kvarbo.social.evictions.models import (
    Attendance,
    DayCheck,
    DayItem,
    EvictionEnd,
    EvictionOutcome,
    ItemState,
    Respite,
    RespiteAnswer,
    RespiteReply,
)
from kvarbo.social.inbox.told import ToldTime, times_told

RowT = TypeVar("RowT", Respite, RespiteReply, Attendance, EvictionOutcome)


@dataclass(frozen=True, slots=True)
class Prepared:
    """En tid och allt som är inskrivet om den; None: nothing is written."""

    told: ToldTime
    has_children: bool
    respite: Respite | None = None
    reply: RespiteReply | None = None
    attendance: Attendance | None = None
    outcome: EvictionOutcome | None = None
    checks: dict[str, DayCheck] = field(default_factory=dict)

    @property
    def id(self) -> UUID:
        """The id of the paper that told the time."""
        return self.told.paper_id

    @property
    def day(self) -> date:
        """The day that Kronofogden has set, whatever came of it since."""
        return self.told.day

    @property
    def respite_until(self) -> date | None:
        """Through which day a respite holds that was given past the day; none when it is that day."""
        facts = self.facts()
        return facts.respite_until if facts.respite_holds else None

    @property
    def clock(self) -> time | None:
        """The hour, where it was told."""
        return self.told.clock

    @property
    def is_over(self) -> bool:
        """Whether somebody has written how it ended."""
        return self.outcome is not None

    @property
    def list_open(self) -> int:
        """How many things in the day's list nobody has settled; what only children need counts where there are any."""
        settled = {item for item, row in self.checks.items() if row.state != ItemState.OPEN}
        return sum(1 for item in self.items if item.value not in settled)

    @property
    def items(self) -> tuple[DayItem, ...]:
        """The day's list for this household."""
        return tuple(one for one in DayItem if self.has_children or one is not DayItem.CHILDREN_THINGS)

    def facts(self) -> TimeFacts:
        """What ``left_to_do`` asks for."""
        return TimeFacts(
            day=self.day,
            confirmed=self.told.confirmed,
            respite_asked=self.respite is not None,
            respite_until=self.reply.until if self.reply else None,
            attends=self.attendance.attends if self.attendance else None,
            has_children=self.has_children,
            childrens_unit=self.attendance.childrens_unit if self.attendance else None,
            list_open=self.list_open,
            end=self.outcome.end if self.outcome else "",
            follow_up=self.outcome.follow_up if self.outcome else "",
            cancelled=self.told.cancelled,
            has_hour=self.told.clock is not None,
        )

    def left(self, *, on: date) -> tuple[Left, ...]:
        """Kvar att göra."""
        return left_to_do(self.facts(), on=on)

    def longest_respite(self) -> Finding[Deadline] | None:
        """Anståndets längsta tid, once somebody has asked for one."""
        if self.respite is None:
            return None
        return respite_end(
            documents_complete=self.respite.documents_complete,
            exceptional_reasons=self.respite.exceptional_reasons,
            compensation_paid=self.respite.compensation_paid,
            heard=self.respite.heard,
        )

    def goods(self) -> Finding[StoredGoods] | None:
        """Egendom i förvar, when the eviction was carried out."""
        if self.outcome is None or self.outcome.end != EvictionEnd.CARRIED_OUT:
            return None
        return stored_goods(evicted=self.outcome.on_date, asked_to_collect=None)


def times_in(matter_ids: Collection[UUID]) -> dict[UUID, list[Prepared]]:
    """The times told in matters that the caller has opened, the nearest that is not over first."""
    told = times_told(matter_ids)
    found: dict[UUID, list[Prepared]] = defaultdict(list)
    if not told:
        return {}
    matters = {one.matter_id for one in told}
    with_children, checks = children_in(matters), _checks(matters)
    respites, replies = _newest(Respite, matters), _newest(RespiteReply, matters)
    attendances, outcomes = _newest(Attendance, matters), _newest(EvictionOutcome, matters)
    for one in told:
        key = (one.matter_id, one.paper_id)
        found[one.matter_id].append(
            Prepared(
                told=one, has_children=one.matter_id in with_children, respite=respites.get(key),
                reply=_reply_to(respites.get(key), replies.get(key)), attendance=attendances.get(key),
                outcome=outcomes.get(key), checks=checks.get(key, {}),
            )
        )  # fmt: skip
    return {matter: sorted(times, key=lambda one: (one.is_over, one.day)) for matter, times in found.items()}


def _newest(model: type[RowT], matter_ids: Collection[UUID]) -> dict[tuple[UUID, UUID], RowT]:
    rows: Sequence[Any] = model.objects.filter(matter_id__in=matter_ids).order_by("pk")
    return {(row.matter_id, row.paper_id): row for row in rows}


def _reply_to(respite: Respite | None, reply: RespiteReply | None) -> RespiteReply | None:
    """The answer to the newest request; an answer from before it was to another."""
    return reply if respite is not None and reply is not None and reply.at >= respite.at else None


def _checks(matter_ids: Collection[UUID]) -> dict[tuple[UUID, UUID], dict[str, DayCheck]]:
    found: dict[tuple[UUID, UUID], dict[str, DayCheck]] = defaultdict(dict)
    for row in DayCheck.objects.filter(matter_id__in=matter_ids).order_by("pk"):
        found[(row.matter_id, row.paper_id)][row.item] = row
    return found


def time_in(matter_id: UUID, paper_id: UUID | None) -> Prepared | None:
    """That time in the matter; by default the nearest that is not over, else the last."""
    times = times_in([matter_id]).get(matter_id, [])
    if paper_id is None:
        return times[0] if times else None
    return next((one for one in times if one.id == paper_id), None)


def is_granted(reply: RespiteReply | None) -> bool:
    """Whether Kronofogden gave the respite."""
    return reply is not None and reply.answer == RespiteAnswer.GRANTED


__all__ = ["OVER", "Prepared", "is_granted", "time_in", "times_in"]
