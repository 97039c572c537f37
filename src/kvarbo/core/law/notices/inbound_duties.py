"""Vad som ska göras med en underrättelse: each duty of the board with its day, from what came, how and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.administrative_procedure.document_received import ArrivalChannel, document_received
from kvarbo.core.law.jordabalken.recovery_period import recovery_period
from kvarbo.core.law.notices.notice_duty import NoticeEvent, code_of, notice_duty
from kvarbo.core.law.social_services.child_immediate_safety import child_immediate_safety
from kvarbo.core.law.social_services.child_preliminary_assessment import child_preliminary_assessment
from kvarbo.core.law.social_services.confirm_eviction_time import (
    EvictionMeasure,
    EvictionNotice,
    confirm_eviction_time,
)
from kvarbo.core.law.social_services.open_inquiry import open_inquiry
from kvarbo.core.law.tenant_ownership.recovery_after_late_fee import recovery_after_late_fee


class InboundDutyKind(StrEnum):
    """Vad nämnden ska göra, in the order it is told: what ends by midnight first."""

    CONFIRM_EVICTION_TIME = "confirm_eviction_time"
    CHILD_SAFETY = "child_safety"
    STANDPOINT = "standpoint"
    CHILD_PRELIMINARY_ASSESSMENT = "child_preliminary_assessment"
    WATCH_RECOVERY = "watch_recovery"


SAME_DAY = frozenset({InboundDutyKind.CONFIRM_EVICTION_TIME, InboundDutyKind.CHILD_SAFETY})
OF_KRONOFOGDEN = {
    NoticeEvent.EVICTION_APPLICATION: (EvictionNotice.APPLICATION, EvictionMeasure.EVICTION),
    NoticeEvent.EVICTION_TIME: (EvictionNotice.TIME, EvictionMeasure.EVICTION),
    NoticeEvent.REMOVAL_TIME: (EvictionNotice.TIME, EvictionMeasure.REMOVAL),
}
NOT_SETTLED = Step(
    "Om en underrättelse om en familjs bostad är en anmälan som gäller barn är inte avgjort i det som är inläst. "
    "Bedöm barnets behov av skydd till dess att kommunen har bestämt sig.",
    "tolkning",
)
NO_ONE_KNOWS = Step("Ingen vet ännu om ett barn berörs. Kontrollera det först.", "fakta")
COUNTED_OUT = Step("Kommunen räknar inte en sådan underrättelse som en anmälan som gäller barn.", "kommunens beslut")


class _Days(Protocol):
    """What every rule with a day answers with, whatever else it says."""

    @property
    def protective(self) -> date | None: ...
    @property
    def enforcing(self) -> date | None: ...
    @property
    def not_before(self) -> date | None: ...
    @property
    def missing(self) -> tuple[str, ...]: ...


_DaysT = TypeVar("_DaysT", bound=_Days)


@dataclass(frozen=True, slots=True)
class InboundDuty:
    """En sak att göra. ``applies`` is None where it cannot be said yet; the day is told all the same.

    ``until_midnight``: it is to be done by 24.00 on ``protective``. ``steps`` are the reasons for this duty alone.
    """

    what: InboundDutyKind
    applies: bool | None
    protective: date | None
    enforcing: date | None
    until_midnight: bool
    steps: tuple[Step, ...]
    not_before: date | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InboundDuties:
    """Allt som ska göras med det som kom in: the law's code, the day it came in, and the duties, the same day's first.

    ``code`` is None for what no law requires anybody to send. ``unsure`` names the duties that may not apply.
    """

    code: str | None
    received: date | None
    same_day: tuple[InboundDutyKind, ...]
    later: tuple[InboundDutyKind, ...]
    unsure: tuple[InboundDutyKind, ...]
    duties: tuple[InboundDuty, ...]
    not_before: date | None = None
    missing: tuple[str, ...] = ()


def inbound_duties(
    *,
    event: NoticeEvent,
    channel: ArrivalChannel,
    reached: date | None,
    child_concerned: bool | None,
    child_inquiry_running: bool | None = None,
    counts_as_child_report: bool | None = None,
    posted_registered: date | None = None,
    first_emptying: bool | None = None,
    unlikely_day_before: bool | None = None,
) -> Finding[InboundDuties]:
    """Nämndens skyldigheter när något kommit in: what, by which day, and whether by midnight.

    ``reached`` is the day somebody had it in hand; the day it came in follows by FL 22 §. ``counts_as_child_report`` is
    the municipality's own answer to whether a notice about a family's home is a report about a child.
    """
    came = document_received(
        channel=channel, reached=reached, first_emptying=first_emptying, unlikely_day_before=unlikely_day_before,
        posted=posted_registered,
    )  # fmt: skip
    day = came.value.received
    duties: list[InboundDuty] = []
    told = [*came.steps, *_why_it_was_sent(event, day or posted_registered)]
    if event in OF_KRONOFOGDEN:
        about, measure = OF_KRONOFOGDEN[event]
        answer = confirm_eviction_time(
            about=about, measure=measure, channel=channel, reached=reached, first_emptying=first_emptying,
            unlikely_day_before=unlikely_day_before, posted=posted_registered,
        )  # fmt: skip
        told += answer.steps
        duties += [_duty(InboundDutyKind.CONFIRM_EVICTION_TIME, True, answer)] if answer.value.required else []
    applies, why = _about_a_child(event, child_concerned, counts_as_child_report)
    told += why
    if applies is not False:
        duties += _of_the_child(day, applies, child_inquiry_running, why)
    duties.append(_duty(InboundDutyKind.STANDPOINT, True, open_inquiry(received=day)))
    duties += _of_the_home(event, day, posted_registered)
    return _answer(event, day, duties, told, came.value.not_before, came.value.missing)


def _why_it_was_sent(event: NoticeEvent, day: date | None) -> tuple[Step, ...]:
    """By which paragraph somebody had to tell the board, or that nobody had; nothing when no day is known."""
    return () if day is None else notice_duty(event=event, day=day).steps


def _about_a_child(
    event: NoticeEvent, concerned: bool | None, counts: bool | None
) -> tuple[bool | None, tuple[Step, ...]]:
    """Whether what came in is a report about a child: yes, no, or not known, with what is open."""
    if event is NoticeEvent.MANDATED_CHILD_CONCERN:
        return True, ()
    if concerned is False:
        return False, ()
    unknown = (NO_ONE_KNOWS,) if concerned is None else ()
    if event is NoticeEvent.CONCERN:
        return concerned, unknown
    if counts is False:
        return False, (COUNTED_OUT,)
    if counts is None:
        return None, (*unknown, NOT_SETTLED)
    return concerned, unknown


def _of_the_child(
    day: date | None, applies: bool | None, inquiry_running: bool | None, why: tuple[Step, ...]
) -> list[InboundDuty]:
    safety = child_immediate_safety(received=day)
    duties = [_duty(InboundDutyKind.CHILD_SAFETY, applies, safety, why)]
    assessed = child_preliminary_assessment(received=day, inquiry_running=inquiry_running)
    if assessed.value.decision_needed is not False:
        sure = applies if assessed.value.decision_needed else None
        duties.append(_duty(InboundDutyKind.CHILD_PRELIMINARY_ASSESSMENT, sure, assessed, why))
    return duties


def _of_the_home(event: NoticeEvent, day: date | None, posted: date | None) -> list[InboundDuty]:
    """The weeks to win the home back: the paper tells one of their two events, so no last day, only the safe bound."""
    if event is NoticeEvent.UNPAID_RENT_TERMINATION:
        rent = recovery_period(board_posted_registered=posted, board_received=day)
        return [_duty(InboundDutyKind.WATCH_RECOVERY, True, rent)]
    if event is NoticeEvent.UNPAID_FEE_TERMINATION:
        fee = recovery_after_late_fee(board_posted_registered=posted, board_received=day)
        return [_duty(InboundDutyKind.WATCH_RECOVERY, True, fee)]
    return []


def _duty(
    what: InboundDutyKind, applies: bool | None, answer: Finding[_DaysT], before: tuple[Step, ...] = ()
) -> InboundDuty:
    value = answer.value
    return InboundDuty(
        what=what,
        applies=applies,
        protective=value.protective,
        enforcing=value.enforcing,
        until_midnight=what in SAME_DAY,
        steps=(*before, *answer.steps),
        not_before=value.not_before,
        missing=value.missing,
    )


def _answer(
    event: NoticeEvent,
    day: date | None,
    duties: list[InboundDuty],
    told: list[Step],
    not_before: date | None,
    missing: tuple[str, ...],
) -> Finding[InboundDuties]:
    order = {kind: place for place, kind in enumerate(InboundDutyKind)}
    ordered = tuple(sorted(duties, key=lambda duty: order[duty.what]))
    value = InboundDuties(
        code=code_of(event),
        received=day,
        same_day=tuple(duty.what for duty in ordered if duty.until_midnight),
        later=tuple(duty.what for duty in ordered if not duty.until_midnight),
        unsure=tuple(duty.what for duty in ordered if duty.applies is None),
        duties=ordered,
        not_before=not_before,
        missing=missing,
    )
    reasons = tuple(dict.fromkeys([*told, *(step for duty in ordered for step in duty.steps)]))
    return Finding(value, reasons)
