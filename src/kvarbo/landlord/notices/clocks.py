"""Klockorna i ett beslut: when the notice was given, when the recovery period runs out, when eviction may be decided.

Pure: facts in, findings out. Every day is worked out by the rules of ``core.law``; here is only said which facts each
rule is asked with, and how the answers for several tenants and several rounds of papers are put together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kvarbo.core.finding import Finding, Step, steps_of
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.jordabalken.eviction_decision_earliest import eviction_decision_earliest
from kvarbo.core.law.jordabalken.message_given import message_given
from kvarbo.core.law.jordabalken.recovery_period import recovery_period
from kvarbo.core.law.jordabalken.service_of_termination import service_of_termination
from kvarbo.core.law.payment_orders.application_as_notice import application_as_notice
from kvarbo.core.law.service_of_documents.service_way import ServiceWay
from kvarbo.core.law.service_of_documents.when_served import when_served
from kvarbo.landlord.notices.facts import Case, Fact
from kvarbo.landlord.notices.vocabulary import FOR_RENT, FactKind, Route, WhatServed

EVERY_TENANT = "JB 12:44 första stycket 1; JB 12:8"


@dataclass(frozen=True, slots=True)
class Given:
    """Uppsägningen är gjord: the day it was given to the last tenant; None while somebody is left."""

    on: date | None
    missing: tuple[str, ...] = ()


def notice_given(case: Case) -> Finding[Given]:
    """Dagen då uppsägningen är gjord mot alla (JB 12:8): the application served, or the notice served by 8:8."""
    if case.route is Route.ORDER_TO_PAY:
        applied, days = case.last(FactKind.APPLIED), _served_days(case, case.facts, notice=True)
        served = max(days.values()) if len(days) == len(case.tenants) else None  # type: ignore[type-var]
        answer = application_as_notice(
            seeks_eviction=True, application_received=applied.day if applied else None, served=served
        )
        return Finding(Given(answer.value.given_on, answer.value.missing), answer.steps)
    findings = [
        (fact, service_of_termination(on_forfeiture=True, not_met_at_home=True, **_days_of(fact, notice=True)))
        for fact in case.all_of(FactKind.SERVED)
        if fact.what is not WhatServed.FORM
    ]
    found: dict[str, date] = {}
    for fact, finding in findings:
        if finding.value.valid and finding.value.served:
            _earliest(found, fact.person or case.tenants[0], finding.value.served)
    missing = tuple(tenant for tenant in case.tenants if tenant not in found)
    steps = steps_of([finding for _, finding in findings])
    if missing:
        text = "Uppsägningen är inte gjord mot alla hyresgäster än: var och en ska delges."
        return Finding(Given(None, missing), (*steps, Step(text, "JB 12:8 tredje stycket")))
    return Finding(Given(max(found.values())), steps)


def served_with_form(case: Case, facts: Sequence[Fact]) -> dict[str, date]:
    """The day each tenant was served with the underrättelse, by delgivningslagen; who was not is left out."""
    return _served_days(case, facts, notice=False)


def why_not_served(case: Case) -> tuple[Step, ...]:
    """What the rules say of every service of the underrättelse that was tried."""
    tried = [when_served(**_form_days(fact)) for fact in case.all_of(FactKind.SERVED) if _holds_form(fact)]
    return steps_of(tried)


def _served_days(case: Case, facts: Iterable[Fact], *, notice: bool) -> dict[str, date]:
    found: dict[str, date] = {}
    for fact in facts:
        if fact.kind is not FactKind.SERVED or not (notice or _holds_form(fact)):
            continue
        answer = when_served(**_form_days(fact)).value
        if answer.counts and answer.served:
            _earliest(found, fact.person or case.tenants[0], answer.served)
    return found


def _earliest(found: dict[str, date], person: str, day: date) -> None:
    found[person] = min(day, found.get(person, day))


def _holds_form(fact: Fact) -> bool:
    return fact.what is not WhatServed.NOTICE


def _form_days(fact: Fact) -> dict[str, object]:
    return {**_days_of(fact, notice=False), "by_authority": fact.by_authority}


def _days_of(fact: Fact, *, notice: bool) -> dict[str, object]:
    """What a fact of service tells, as the two rules on service ask for it."""
    days: dict[str, object] = {
        "way": fact.way or ServiceWay.ORDINARY,
        "received": fact.received,
        "refused": fact.refused,
        "posted_registered": fact.posted_registered,
        "left": fact.left,
        "told_by_letter": fact.told_by_letter,
    }
    return days


def board_days(facts: Iterable[Fact]) -> dict[str, date | None]:
    """The days of the message to the board, each the earliest known of its kind, as ``recovery_period`` asks."""
    told = [fact for fact in facts if fact.kind is FactKind.BOARD_TOLD]

    def first(name: str) -> date | None:
        return min((day for fact in told if (day := getattr(fact, name)) is not None), default=None)

    return {
        "board_posted_registered": first("posted_registered"),
        "board_received": first("received"),
        "board_through_door": first("through_door"),
    }


def board_told_on(case: Case) -> date | None:
    """The first day on which the board surely had its message, in any round; None when no day is known."""
    days = board_days(case.facts)
    return message_given(
        posted_registered=days["board_posted_registered"],
        received=days["board_received"],
        through_door=days["board_through_door"],
    ).value.protective


def recovery_clock(case: Case) -> Finding[Deadline] | None:
    """Återvinningsfristen för hela hushållet (JB 12:44), or None where the notice is for something else than rent.

    For one tenant, and one round of papers, it is what ``recovery_period`` says. With several tenants the early reading
    starts with the first of them who was served, and the landlord waits for the last. With new papers the early reading
    keeps the first papers' day, and the landlord waits for the new ones' day (``amount_changed`` says why).
    """
    if case.route not in FOR_RENT:
        return None
    clocks = [_of_round(case, facts) for facts in case.rounds]
    if len(clocks) == 1:
        return clocks[0]
    last = clocks[-1].value
    protective = min((clock.value.protective for clock in clocks if clock.value.protective), default=None)
    known = [clock.value.enforcing for clock in clocks if clock.value.enforcing]
    enforcing = max(known) if last.enforcing else None
    missing = tuple(f"{fact}_again" for fact in last.missing)
    bounds = [clock.value.not_before for clock in clocks if clock.value.not_before]
    not_before = last.not_before or (min(bounds) if protective is None and bounds else None)
    text = "Nya papper har gjorts: hyresgästen får ändå veta den första dagen, och hyresvärden räknar från de nya."
    steps = (*steps_of(clocks), Step(text, "försiktighet"))
    return Finding(Deadline(protective, enforcing, not_before, missing), tuple(dict.fromkeys(steps)))


def _of_round(case: Case, facts: Sequence[Fact]) -> Finding[Deadline]:
    served = served_with_form(case, facts)
    board = {} if case.premises else board_days(facts)
    each = [
        recovery_period(premises=case.premises, tenant_served=served.get(tenant), **board) for tenant in case.tenants
    ]
    if len(each) == 1:
        return each[0]
    return _of_all(each)


def _of_all(each: Sequence[Finding[Deadline]]) -> Finding[Deadline]:
    """One answer for several tenants: the first one's early day, the last one's late day."""
    values = [one.value for one in each]
    protective = min((one.protective for one in values if one.protective), default=None)
    ends = [one.enforcing for one in values]
    enforcing = max(end for end in ends if end) if all(ends) else None
    bounds = [one.not_before for one in values if one.not_before]
    missing = tuple(dict.fromkeys(fact for one in values for fact in one.missing))
    text = "Flera står på avtalet: den tidiga läsningen räknar från den som delgavs först, hyresvärden från den sista."
    steps = (*steps_of(each), Step(text, EVERY_TENANT))
    not_before = min(bounds) if bounds and enforcing is None else None
    return Finding(Deadline(protective, enforcing, not_before, missing), tuple(dict.fromkeys(steps)))


def decision_earliest(clock: Finding[Deadline] | None) -> Finding[Deadline] | None:
    """Tidigaste beslut om avhysning (JB 12:44 andra stycket), counted from the late end; None before it is known."""
    if clock is None or clock.value.enforcing is None:
        return None
    return eviction_decision_earliest(recovery_end=clock.value.enforcing)
