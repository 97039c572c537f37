"""Avbetalningsplaner: who may have one and why, and how the ones that run are kept. Worked out when asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kvarbo.core import swedish
from kvarbo.core.allocation import DISPUTED, RENT_FIRST, allocate
from kvarbo.core.calendar import corresponding_day
from kvarbo.core.debt import open_bills
from kvarbo.core.facts import BillKind, Facts, Instalment, Plan
from kvarbo.core.finding import Finding, Step
from kvarbo.core.ladder.follow_up import Kept, follow_up
from kvarbo.core.ladder.holds import Hold, WaitingOn
from kvarbo.core.ladder.open_months import OpenMonth, open_months
from kvarbo.core.ladder.policy import Policy
from kvarbo.core.ladder.terms import PlanWay
from kvarbo.core.ladder.who_first import KNOWN_LATE, rent_history
from kvarbo.core.payment_history import SLACK_BANK_DAYS, MonthPaid, MonthState

KEEPERS = {"landlord": "hyresvärden", "agency": "inkassobolaget"}


@dataclass(frozen=True, slots=True)
class PlanOffer:
    """Svar på frågan om en plan: ``may`` is None when something needed is not known."""

    may: bool | None
    kept_by: str | None
    at_most_months: int | None


@dataclass(frozen=True, slots=True)
class PartStanding:
    """Delens läge on a day; ``came_late``: it was not in by its day, and is in now."""

    part: Instalment
    standing: Kept
    came_late: bool


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """Planens läge: the part that decides it; after the last part that is the last."""

    standing: Kept
    part: Instalment


def plan_offer(*, policy: Policy, facts: Facts, on: date) -> Finding[PlanOffer]:
    """Whether the policy gives this home a plan on the day, who keeps it, and every reason."""
    way = policy.plans
    if way is None:
        return Finding(PlanOffer(None, None, None), (Step("Arbetssättet säger inget om planer.", policy.title),))
    opening = (
        Step(way.text, policy.title_and_version),
        Step(f"Källan: ”{way.quote}”", f"{policy.title}, {way.place}"),
    )
    if not way.offered:
        return Finding(PlanOffer(False, None, None), opening)
    months, _ = open_months(policy=policy, facts=facts, on=on)
    history = rent_history(policy=policy, facts=facts, on=on)
    answers = [
        _one_at_a_time(way, facts, on),
        _in_time(way, facts, history, months, on),
        _other_debt(way, policy, facts, on),
    ]
    told = tuple(step for answer in answers if answer is not None for step in answer[1])
    held = [answer[0] for answer in answers if answer is not None]
    may = False if False in held else None if None in held else True
    if may is False:
        return Finding(PlanOffer(False, None, None), (*opening, *told))
    kept_by, why = _kept_by(way, months)
    return Finding(PlanOffer(may, kept_by, way.at_most_months), (*opening, *told, why))


Answer = tuple[bool | None, tuple[Step, ...]]


def _one_at_a_time(way: PlanWay, facts: Facts, on: date) -> Answer | None:
    if way.one_in_months is None:
        return None
    earlier = [
        plan.agreed
        for plan in facts.plans
        if plan.agreed <= on < corresponding_day(plan.agreed, months=way.one_in_months)
    ]
    if earlier:
        text = f"En plan avtalades {swedish.day(max(earlier))}; det får gå {way.one_in_months} månader mellan dem."
        return False, (Step(text, "fakta"),)
    return True, (Step(f"Ingen plan är antecknad de senaste {way.one_in_months} månaderna.", "fakta"),)


def _in_time(
    way: PlanWay, facts: Facts, history: tuple[MonthPaid, ...], months: tuple[OpenMonth, ...], on: date
) -> Answer | None:
    """The rents before the newest open one: known late is no, not known is not known."""
    wanted = way.paid_in_time_months
    if wanted is None:
        return None
    newest = months[-1].month if months else None
    before = [row for row in history if row.month != newest][-wanted:]
    late = [row for row in before if row.state in KNOWN_LATE or row.state is MonthState.LATE_AT_MOST]
    if late:
        words = swedish.listed(tuple(swedish.month(row.month) for row in late))
        return False, (Step(f"Hyran har inte kommit i tid för {words}.", "fakta"),)
    start = facts.lease.start
    if start is not None and on < corresponding_day(start, months=wanted):
        return False, (Step(f"Hyresgästen har bott här kortare tid än {wanted} månader.", "fakta"),)
    if len(before) < wanted or any(row.state is MonthState.UNKNOWN for row in before):
        return None, (Step(f"Det är inte känt om de senaste {wanted} hyrorna kom i tid.", "fakta"),)
    return True, (Step(f"De senaste {wanted} hyrorna kom i tid.", "fakta"),)


def _other_debt(way: PlanWay, policy: Policy, facts: Facts, on: date) -> Answer | None:
    """Anything open but the newest rent."""
    if not way.no_other_debt:
        return None
    bills = open_bills(facts.bills, facts.payments, on=on, order=policy.line_order)
    rents = [item for item in bills if item.of((BillKind.RENT,))]
    newest = max((item.bill.month for item in rents), default=None)
    other = sum(
        amount
        for item in bills
        for kind, amount in item.by_kind
        if not (kind is BillKind.RENT and item.bill.month == newest)
    )
    if other >= max(policy.ignore_below, 1):
        return False, (Step(f"Det finns en annan skuld: {swedish.money(other)}.", "fakta"),)
    return True, (Step("Ingen annan skuld är känd.", "fakta"),)


def _kept_by(way: PlanWay, months: tuple[OpenMonth, ...]) -> tuple[str | None, Step]:
    if not months and way.kept_by_before_due is not None:
        return way.kept_by_before_due, Step("Inget är förfallet: hyresgästen hör av sig före förfallodagen.", "fakta")
    if way.more_unpaid_than is not None and len(months) > way.more_unpaid_than:
        return "agency", Step(f"{len(months)} hyror är obetalda: planen görs hos inkassobolaget.", "fakta")
    words = "1 hyra är obetald." if len(months) == 1 else f"{len(months)} hyror är obetalda."
    return way.kept_by, Step(words, "fakta")


def departs(*, offer: PlanOffer, kept_by: str, instalments: Sequence[Instalment]) -> Finding[bool | None]:
    """Avsteg: whether such a plan goes against what the policy gives; None when the policy cannot say.

    Months are counted as the calendar names them, from that of the first part to that of the last.
    """
    told: list[Step] = []
    if offer.may is False:
        told.append(Step("Arbetssättet ger ingen plan här.", "arbetssättet"))
    months = months_between(instalments[0].due, instalments[-1].due)
    if offer.at_most_months is not None and months > offer.at_most_months:
        text = f"Planen går över {months} månader; arbetssättet ger högst {offer.at_most_months}."
        told.append(Step(text, "arbetssättet"))
    if offer.kept_by is not None and kept_by != offer.kept_by:
        text = f"Planen hålls av {KEEPERS[kept_by]}; enligt arbetssättet hålls den av {KEEPERS[offer.kept_by]}."
        told.append(Step(text, "arbetssättet"))
    if told:
        return Finding(True, tuple(told))
    if offer.may is None:
        return Finding(None, (Step("Arbetssättet kan inte svara på om planen ges.", "arbetssättet"),))
    return Finding(False, (Step("Planen är som arbetssättet ger den.", "arbetssättet"),))


def months_between(first: date, last: date) -> int:
    """How many calendar months the days touch, both ends counted."""
    return (last.year - first.year) * 12 + last.month - first.month + 1


def open_in_months(*, facts: Facts, months: Collection[date], on: date, order: Sequence[BillKind] = RENT_FIRST) -> int:
    """Öre that a plan of these months may be about: all that is unpaid of them, due or not, save what is disputed."""
    bills = [bill for bill in facts.bills if bill.amount > 0 and bill.month in months]
    spread = allocate(facts.bills, facts.payments, on=on, order=order)
    return sum(left for bill in bills for kind, left in spread.kinds_of(bill, order) if kind not in DISPUTED)


def tolerance_of(policy: Policy | None) -> timedelta:
    """How long past its day a part is waited for; no time where the policy says nothing."""
    return timedelta(days=policy.plans.tolerance_days if policy is not None and policy.plans else 0)


def follow_parts(*, policy: Policy | None, facts: Facts, plan: Plan, on: date) -> tuple[PartStanding, ...]:
    """Each part on the evening of the day: money counts on the parts in their order, with the policy's tolerance."""
    tolerance = tolerance_of(policy)
    found: list[PartStanding] = []
    together = 0

    def asked(until: date) -> Kept:
        return follow_up(
            facts=facts,
            given=plan.agreed,
            until=until,
            on=on,
            amount=together,
            months=plan.months,
            bank_days=policy.payments_margin if policy else SLACK_BANK_DAYS,
            order=policy.line_order if policy else RENT_FIRST,
        ).value.standing

    for part in plan.instalments:
        together += part.amount
        standing = asked(part.due + tolerance)
        came_late = standing is Kept.NOT_KEPT and asked(on) is Kept.KEPT
        found.append(PartStanding(part, standing, came_late))
    return tuple(found)


def follow_plan(*, policy: Policy | None, facts: Facts, plan: Plan, on: date) -> PlanStanding:
    """How a plan stands on the evening of the day: the first part that did not come, is not known, or is to come.

    A part that came too late but is in now breaks nothing any more; whether it ends the plan a person decides.
    """
    return standing_of(follow_parts(policy=policy, facts=facts, plan=plan, on=on))


def standing_of(parts: Sequence[PartStanding]) -> PlanStanding:
    """The plan's standing, of how its parts stand."""
    for found in parts:
        if found.standing is not Kept.KEPT and not found.came_late:
            return PlanStanding(found.standing, found.part)
    return PlanStanding(Kept.KEPT, parts[-1].part)


def months_held(*, policy: Policy | None, facts: Facts, on: date) -> frozenset[date]:
    """Months whose rent is in a plan that is followed, or of which it is not known yet that it is broken."""
    followed = (
        plan.months
        for plan in facts.plans
        if plan.runs(on)
        and follow_plan(policy=policy, facts=facts, plan=plan, on=on).standing in (Kept.UNDER_WAY, Kept.UNKNOWN)
    )
    return frozenset(month for months in followed for month in months)


def plan_of_month(policy: Policy, facts: Facts, month: OpenMonth, on: date) -> tuple[Hold | None, tuple[Step, ...]]:
    """A plan that is followed holds the month's steps; one that is broken is told and holds nothing."""
    plans = [plan for plan in facts.plans if month.month in plan.months and plan.runs(on)]
    if not plans:
        return None, ()
    now = follow_plan(policy=policy, facts=facts, plan=max(plans, key=lambda plan: plan.agreed), on=on)
    what = f"{swedish.money(now.part.amount)} senast {swedish.day(now.part.due)}"
    if now.standing is Kept.UNDER_WAY:
        return Hold(WaitingOn.PLAN, f"Avbetalningsplanen följs: nästa del är {what}."), ()
    if now.standing is Kept.UNKNOWN:
        return Hold(WaitingOn.PLAN, f"Avbetalningsplanen: det är inte känt än om delen på {what} kom."), ()
    if now.standing is Kept.NOT_KEPT:
        return None, (Step(f"Avbetalningsplanen bröts: delen på {what} kom inte.", "fakta"),)
    return None, ()
