"""Planer på sidan: how each stands part by part, whether another can be given, and the list of those that run."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.core import swedish
from kvarbo.core.facts import Facts, Instalment, LadderStep
from kvarbo.core.finding import Finding
from kvarbo.core.ladder.follow_up import Kept
from kvarbo.core.ladder.plans import PartStanding, PlanStanding, follow_parts, follow_plan, standing_of, tolerance_of
from kvarbo.core.ladder.policy import Policy
from kvarbo.core.law.jordabalken.waiver_of_prolongation import Waiver, waiver_of_prolongation
from kvarbo.ground.people.masked import MASKED, Masked
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.outreach.queries import AT_A_TIME, known_facts, policy_on, suggested_in
from kvarbo.landlord.outreach.words import STEP_TITLES
from kvarbo.landlord.plans.actions import ToldPlan, Weighed
from kvarbo.landlord.plans.models import Addendum, AddendumReview, PaymentPlan
from kvarbo.landlord.plans.queries import as_fact, reviews_to_come
from kvarbo.landlord.plans.words import (
    CAME_LATE,
    ENDED_BEFORE,
    ENDS,
    KEEPERS,
    OUTCOMES,
    PART_STANDS,
    PLAN_STANDS,
    SPOUSE,
    KeptBy,
    PlanEnd,
    ReviewOutcome,
    SpouseSays,
)
from kvarbo.landlord.rent.queries import ShownLease, leases_listed_for, shown_leases

SOON = timedelta(days=31)
LIVED_THERE = {SpouseSays.YES: True, SpouseSays.NO: True, SpouseSays.UNKNOWN: None, SpouseSays.NOBODY: False}
ACCEPTED = {SpouseSays.YES: True, SpouseSays.NO: False, SpouseSays.UNKNOWN: None, SpouseSays.NOBODY: None}
ORDER = (Kept.NOT_KEPT, Kept.UNKNOWN, Kept.UNDER_WAY, Kept.KEPT)


@dataclass(frozen=True, slots=True)
class PartRow:
    """En del på sidan."""

    due: date
    amount: int
    word: Any
    waits_until: date | None  # past its day and not in, but still within the tolerance


@dataclass(frozen=True, slots=True)
class PlanShown:
    """En plan på sidan, with how it stands today."""

    plan: PaymentPlan
    months: tuple[date, ...]
    amount: int
    keeper: Any
    agreed_with: tuple[str | Masked, ...]
    parts: tuple[PartRow, ...]
    standing: Any
    is_broken: bool
    is_done: bool
    ended_why: Any


@dataclass(frozen=True, slots=True)
class PlanRow:
    """En plan i listan."""

    lease_id: UUID
    who: tuple[str | Masked, ...]
    where: str | Masked
    url: str | None
    months: tuple[date, ...]
    keeper: Any
    standing: Any
    part: Instalment
    said_next: tuple[str, ...]
    ended: date | None
    ended_why: Any


def plan_shown(plan: PaymentPlan, facts: Facts, who: ShownLease, *, policy: Policy | None, on: date) -> PlanShown:
    """One plan as its page shows it; an ended one is followed to the day it ended."""
    fact = as_fact(plan)
    day = min(on, fact.ended) if fact.ended else on
    found = follow_parts(policy=policy, facts=facts, plan=fact, on=day)
    now = standing_of(found)
    ended = ENDS[PlanEnd(plan.ended_why)] if plan.ended_why else ""
    return PlanShown(
        plan=plan,
        months=fact.months,
        amount=sum(part.amount for part in fact.instalments),
        keeper=KEEPERS[KeptBy(plan.kept_by)],
        agreed_with=_names(plan.agreed_with, who),
        parts=tuple(_part(one, policy, day, ended=fact.ended is not None) for one in found),
        standing=PLAN_STANDS[now.standing],
        is_broken=now.standing is Kept.NOT_KEPT,
        is_done=now.standing is Kept.KEPT,
        ended_why=ended,
    )


def _part(found: PartStanding, policy: Policy | None, on: date, *, ended: bool) -> PartRow:
    word = CAME_LATE if found.came_late else PART_STANDS[found.standing]
    to_come = found.standing is Kept.UNDER_WAY
    waits = to_come and not ended and found.part.due < on
    return PartRow(
        found.part.due,
        found.part.amount,
        ENDED_BEFORE if ended and to_come else word,
        found.part.due + tolerance_of(policy) if waits else None,
    )


@dataclass(frozen=True, slots=True)
class Followed:
    """En plan och hur den står today, or on the day it ended; without saying who it is about."""

    plan: PaymentPlan
    months: tuple[date, ...]
    now: PlanStanding

    @property
    def is_done(self) -> bool:
        """All its parts are in, and nobody has ended it."""
        return self.now.standing is Kept.KEPT and self.plan.ended_date is None


def followed(plans: Sequence[PaymentPlan], *, on: date) -> list[Followed]:
    """How plans stand, those that need somebody first, then the part whose day comes first."""
    policy, ids = policy_on(on), list(dict.fromkeys(plan.lease_id for plan in plans))
    told: dict[UUID, Facts] = {}
    for start in range(0, len(ids), AT_A_TIME):
        told |= known_facts(ids[start : start + AT_A_TIME])
    found = []
    for plan in plans:
        if plan.lease_id in told:
            fact, facts = as_fact(plan), told[plan.lease_id]
            day = min(on, fact.ended) if fact.ended else on
            found.append(Followed(plan, fact.months, follow_plan(policy=policy, facts=facts, plan=fact, on=day)))
    return sorted(found, key=lambda one: (ORDER.index(one.now.standing), one.now.part.due, str(one.plan.pk)))


def rows(reader: AtWork, found: Sequence[Followed]) -> list[PlanRow]:
    """Plans as the list shows them, in their order; what the reader may not open is masked."""
    leases = {one.plan.lease_id: one.plan.lease for one in found}
    shown, says = shown_leases(reader, list(leases.values())), _said_next(reader, list(leases))
    return [_row(one, shown[one.plan.lease_id], says.get(one.plan.lease_id, ())) for one in found]


def _row(one: Followed, who: ShownLease, says: tuple[str, ...]) -> PlanRow:
    plan = one.plan
    return PlanRow(
        lease_id=plan.lease_id,
        who=tuple(tenant.name for tenant in who.tenants) if who.may_open else (MASKED,),
        where=who.where,
        url=reverse("plan", args=[plan.lease_id]) if who.may_open else None,
        months=one.months,
        keeper=KEEPERS[KeptBy(plan.kept_by)],
        standing=PLAN_STANDS[one.now.standing],
        part=one.now.part,
        said_next=says,
        ended=plan.ended_date,
        ended_why=ENDS[PlanEnd(plan.ended_why)] if plan.ended_why else "",
    )


def _said_next(reader: AtWork, leases: Sequence[UUID]) -> dict[UUID, tuple[str, ...]]:
    """What the way of working suggests now for each home, as Idag last worked it out, or that the steps wait."""
    found: dict[UUID, list[str]] = {}
    waiting: set[UUID] = set()
    for start in range(0, len(leases), AT_A_TIME):
        of_leases = leases_listed_for(reader).filter(pk__in=leases[start : start + AT_A_TIME])
        for row in suggested_in(group="", district="", leases=of_leases):
            title = STEP_TITLES[LadderStep(row.step)]
            if row.waiting_for:
                waiting.add(row.lease_id)
            elif title not in found.setdefault(row.lease_id, []):
                found[row.lease_id].append(title)
    told = {lease: tuple(says) for lease, says in found.items()}
    return {**dict.fromkeys(waiting, (gettext("Stegen väntar"),)), **told}


def with_agency(facts: Facts, months: Sequence[date]) -> tuple[date, ...]:
    """Months of a plan that the debt collector has."""
    return tuple(sorted({matter.month for matter in facts.collection} & set(months)))


@dataclass(frozen=True, slots=True)
class AddendumShown:
    """Ett tillägg på sidan: with its reviews, and the one that is to come."""

    addendum: Addendum
    agreed_with: tuple[str | Masked, ...]
    spouse: Any
    done: tuple[dict[str, Any], ...]
    to_come: AddendumReview | None
    law: Finding[Waiver]


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """En omprövning i listan."""

    lease_id: UUID
    who: tuple[str | Masked, ...]
    where: str | Masked
    url: str | None
    due: date


def addendum_shown(addendum: Addendum, who: ShownLease, *, began: date | None) -> AddendumShown:
    """One addendum as its page shows it, and whom it binds by the law as far as that is known."""
    said = SpouseSays(addendum.spouse)
    reviews = list(addendum.reviews.all())
    done = (
        {"done_date": one.done_date, "by_name": one.by_name, "word": OUTCOMES[ReviewOutcome(one.outcome)]}
        for one in reviews
        if one.done_date is not None
    )
    return AddendumShown(
        addendum=addendum,
        agreed_with=_names(addendum.agreed_with, who),
        spouse=SPOUSE[said],
        done=tuple(done),
        to_come=next((one for one in reviews if one.done_date is None), None),
        law=waiver_of_prolongation(
            tenancy_began=began,
            agreed=addendum.from_date,
            spouse_or_cohabitant_lived_there=LIVED_THERE[said],
            spouse_or_cohabitant_accepted=ACCEPTED[said],
        ),
    )


def review_rows(reader: AtWork, *, on: date) -> list[ReviewRow]:
    """Reviews that are due within a month, or should have been done, the first due first."""
    found = reviews_to_come(leases_listed_for(reader), until=on + SOON)
    shown = shown_leases(reader, list({one.addendum.lease_id: one.addendum.lease for one in found}.values()))
    return [_review_row(one, shown[one.addendum.lease_id]) for one in found]


def _review_row(review: AddendumReview, who: ShownLease) -> ReviewRow:
    names = tuple(tenant.name for tenant in who.tenants) if who.may_open else (MASKED,)
    url = reverse("addendum", args=[who.id]) if who.may_open else None
    return ReviewRow(who.id, names, who.where, url, review.due_date)


def _names(ids: Sequence[str], who: ShownLease) -> tuple[str | Masked, ...]:
    names = {str(person.id): person.name for person in who.tenants}
    return tuple(names.get(one, gettext("någon som inte står på avtalet längre")) for one in ids)


def seen(said: ToldPlan, weighed: Weighed) -> str:
    """What was shown, so that what is agreed is what was seen."""
    told = (
        *(said.agreed, said.months, said.kept_by.value, sorted(map(str, said.agreed_with)), said.parts),
        *(weighed.open_amount, weighed.departs, [step.text for step in weighed.why]),
    )
    return hashlib.sha256(repr(told).encode()).hexdigest()


def month_choices(payable: Sequence[Any]) -> list[tuple[str, str]]:
    """The months that a plan can be about, with what is unpaid."""
    return [(one.month.isoformat(), _month_choice(one)) for one in payable]


def _month_choice(one: Any) -> str:
    said = {"month": swedish.month(one.month), "amount": swedish.money(one.amount), "day": swedish.day(one.due_date)}
    if one.is_due:
        return gettext("%(month)s: %(amount)s, förföll %(day)s") % said
    return gettext("%(month)s: %(amount)s, förfaller %(day)s") % said
