"""Vad ett steg väntar på: pauses, promises, payments not yet known, contacts nobody has filled in, the law, the day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from kvarbo.core import swedish
from kvarbo.core.calendar import corresponding_day, holiday_name, is_arbetsdag, next_vardag
from kvarbo.core.facts import AGREEMENT, Event, EventKind, Facts, LadderStep
from kvarbo.core.finding import Step
from kvarbo.core.ladder.follow_up import Kept, follow_up
from kvarbo.core.ladder.open_months import OpenMonth, cover_day
from kvarbo.core.ladder.policy import HARSH_STEPS, INSIDE_STEPS, NonWorkingDay, Policy, Requirement, Rule
from kvarbo.core.ladder.terms import MeetingFirst
from kvarbo.core.ladder.words import STEP_WORDS


class WaitingOn(StrEnum):
    """What a waiting step waits for."""

    PAUSE = "pause"
    PROMISE = "promise"
    DEFERRAL = "deferral"
    PAYMENTS = "payments"
    CONTACT = "contact"  # någon måste skriva in om hyresgästen nåddes
    QUEUE = "queue"  # en inbetalning som kan vara hyresgästens är inte placerad
    AGENCY = "agency"  # inkassobolagets läge är för gammalt, eller säger att någon annan har ärendet i hand
    LAW = "law"
    PLAN = "plan"  # en avbetalningsplan som följs
    MEETING = "meeting"  # ett personligt möte som ska erbjudas först
    DAY = "day"  # nästa arbetsdag


@dataclass(frozen=True, slots=True)
class Hold:
    """Skälet att ett steg väntar."""

    on: WaitingOn
    text: str


def hold_of_month(policy: Policy, facts: Facts, month: OpenMonth, events: Iterable[Event], on: date) -> Hold | None:
    """A pause, promise, agreement or deferral that holds all the month's steps; the longest is told."""
    pause: Hold | None = None
    promise: tuple[date, Hold] | None = None
    for event in events:
        if event.month is not None and event.month != month.month:
            continue
        if event.kind is EventKind.PAUSE:
            pause = _pause(event, on) or pause
            continue
        until = promised_until(policy, event)
        if until is None or until < month.due_date or (promise is not None and promise[0] >= until):
            continue
        known = facts.known_through
        if on <= until or known is None or known < cover_day(until, policy.payments_margin):
            promise = (until, _promise(event, until, on, policy))
    return pause or (promise[1] if promise else None)


def promised_until(policy: Policy, event: Event) -> date | None:
    """The day a promise, an agreement or a deferral runs to; one without a day runs as long as the policy says."""
    agreed = event.kind is EventKind.CONTACT and event.outcome == AGREEMENT and event.reached
    if event.kind not in (EventKind.PROMISE, EventKind.DEFERRAL) and not agreed:
        return None
    return event.until or event.date + timedelta(days=policy.agreement_days)


def _pause(event: Event, on: date) -> Hold | None:
    if event.until is None:
        return Hold(
            WaitingOn.PAUSE, f"Pausat sedan {swedish.day(event.date)} utan slutdag. Avsluta pausen när den är över."
        )
    if on <= event.until:
        return Hold(WaitingOn.PAUSE, f"Pausat till och med {swedish.day(event.until)}.")
    return None


def _promise(event: Event, until: date, on: date, policy: Policy) -> Hold:
    deferred = event.kind is EventKind.DEFERRAL
    word = "Anstånd" if deferred else "Löfte att betala" if event.kind is EventKind.PROMISE else "Överenskommelse"
    waiting = WaitingOn.DEFERRAL if deferred else WaitingOn.PROMISE
    if on <= until:
        by = f", beviljat av {event.by}" if deferred and event.by else ""
        return Hold(waiting, f"{word} till och med {swedish.day(until)}{by}.")
    cover = swedish.day(cover_day(until, policy.payments_margin))
    ended = f"{word} gick ut {swedish.day(until)}, och pengar kan vara på väg."
    text = f"{ended} Betalningar måste vara kända till och med {cover}."
    return Hold(waiting, text)


def broken_promises(policy: Policy, facts: Facts, month: OpenMonth, events: Iterable[Event], on: date) -> list[Step]:
    """Promises and deferrals that ran out without the money being in by their day, as reasons; the unknown is none."""
    told: set[tuple[date, str]] = set()
    for event in events:
        until = promised_until(policy, event)
        if until is None or event.month not in (None, month.month) or not month.due_date <= until < on:
            continue
        followed = follow_up(
            facts=facts,
            given=event.date,
            until=until,
            on=on,
            amount=event.amount,
            months=(event.month,) if event.month else (),
            bank_days=policy.payments_margin,
            order=policy.line_order,
        )
        if followed.value.standing is Kept.NOT_KEPT:
            told.add((until, _ran_out(event, until)))
    return [Step(text, "fakta") for _, text in sorted(told)]


def _ran_out(event: Event, until: date) -> str:
    if event.kind is EventKind.DEFERRAL:
        return f"Anståndet till {swedish.day(until)} gick ut utan full betalning."
    return f"Löftet eller överenskommelsen till {swedish.day(until)} gav ingen full betalning."


def payments_hold(policy: Policy, facts: Facts, rule: Rule, month: OpenMonth) -> Hold | None:
    """A step that reaches somebody outside the house waits until payments are known far enough."""
    if rule.step in INSIDE_STEPS:
        return None
    cover = cover_day(month.due_date, policy.payments_margin)
    known = facts.known_through
    if known is not None and known >= cover:
        return None
    needed = f"måste vara kända till och med {swedish.day(cover)}."
    if known is None:
        return Hold(WaitingOn.PAYMENTS, f"Det är okänt hur långt betalningar är kända; de {needed}")
    return Hold(WaitingOn.PAYMENTS, f"Betalningar är kända till och med {swedish.day(known)} och {needed}")


def queue_hold(facts: Facts, rule: Rule, on: date) -> Hold | None:
    """Nobody is asked for money that may already lie unplaced with the landlord: a person places it first."""
    if rule.step in INSIDE_STEPS:
        return None
    waiting = [payment for payment in facts.waiting_payments if payment.booked <= on and payment.amount > 0]
    if not waiting:
        return None
    first = min(waiting, key=lambda payment: (payment.booked, payment.id))
    text = f"En inbetalning på {swedish.money(first.amount)}, bokförd {swedish.day(first.booked)}, kan höra hit."
    return Hold(WaitingOn.QUEUE, f"{text} Placera den först under Inbetalningar.")


def _fulfils(event: Event, requirement: Requirement, month: OpenMonth, on: date) -> bool:
    if requirement.within_months is not None:
        return event.date <= on < corresponding_day(event.date, months=requirement.within_months)
    return event.month in (None, month.month) and event.date > month.due_date


_OFFERED = frozenset({LadderStep.SUMMONS, LadderStep.JOINT_MEETING})


def meeting_hold(first: MeetingFirst, rule: Rule, month: OpenMonth, events: Iterable[Event]) -> Hold | None:
    """A step against the tenant waits until a personal meeting has been offered since the rent fell due."""
    if rule.step not in HARSH_STEPS:
        return None
    for event in events:
        if event.date > month.due_date and event.kind is not EventKind.REMOVED:
            own = event.kind is EventKind.CONTACT and event.channel in ("meeting", "visit")
            if own or event.step in _OFFERED:
                return None
    return Hold(WaitingOn.MEETING, f"{first.text} Det är inte antecknat: kallelse eller möte.")


def law_hold(rule: Rule, month: OpenMonth, events: Iterable[Event], on: date) -> Hold | None:
    """A step against the tenant waits until what the law asks for has been done, and its time has run out."""
    if rule.gate is None:
        return None
    for requirement in rule.gate.requires:
        taken = [
            event.date
            for event in events
            if event.kind is not EventKind.REMOVED
            and event.step == requirement.step
            and _fulfils(event, requirement, month, on)
        ]
        word = STEP_WORDS[requirement.step]
        if not taken:
            return Hold(WaitingOn.LAW, f"{requirement.why} Det är inte antecknat: {word}.")
        ends = max(taken) + timedelta(days=requirement.days)
        if requirement.days and on <= ends:
            return Hold(WaitingOn.LAW, f"{requirement.why} Tiden går ut {swedish.day(ends)}.")
    return None


def day_hold(rule: Rule, on: date) -> Hold | None:
    """Human work waits for the next arbetsdag."""
    return None if rule.on_non_working_day is NonWorkingDay.SAME else _day_off(on)


@lru_cache(maxsize=1024)
def _day_off(on: date) -> Hold | None:
    if is_arbetsdag(on):
        return None
    name = holiday_name(on) or "lördag"
    return Hold(WaitingOn.DAY, f"I dag är det {name}. Nästa arbetsdag är {swedish.day(next_vardag(on))}.")
