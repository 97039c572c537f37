"""Writes: agree a plan, end it, write in an addendum and its review. A person decides; the policy's answer is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from kvarbo.core import swedish
from kvarbo.core.facts import Facts, Instalment
from kvarbo.core.finding import Step
from kvarbo.core.ladder.plans import departs, open_in_months
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork
from kvarbo.house.rooms import current
from kvarbo.landlord.outreach.assessment import assess
from kvarbo.landlord.outreach.queries import known_facts, policy_on
from kvarbo.landlord.outreach.refusals import CannotDo
from kvarbo.landlord.plans.models import PaymentPlan, PlanMonth
from kvarbo.landlord.plans.offering import offer_on
from kvarbo.landlord.plans.queries import months_in_plans
from kvarbo.landlord.plans.words import KeptBy, PlanEnd
from kvarbo.landlord.rent.queries import Lease, tenants_on

EARLIEST_DAYS_BACK = 60
MOST_PARTS = 36
ANOTHER_FORM = "Formuläret hör till något annat. Öppna sidan på nytt."
JUST_AGREED = "Någon annan avtalade nyss en plan om samma hyra. Öppna sidan på nytt."


@dataclass(frozen=True, slots=True)
class ToldPlan:
    """Vad som är överenskommet, as the form read it; days and öre."""

    agreed: date
    months: tuple[date, ...]
    kept_by: KeptBy
    agreed_with: tuple[UUID, ...]
    parts: tuple[Instalment, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Planen prövad: of how much it is, and what the way of working says of it; ``departs`` None is cannot say."""

    amount: int
    open_amount: int
    departs: bool | None
    why: tuple[Step, ...]
    policy: str


def weigh(*, lease: Lease, said: ToldPlan, on: date, facts: Facts | None = None) -> Weighed:
    """Pröva en plan before it is agreed: refused where it cannot be, and told where it goes against the policy."""
    known = facts or known_facts([lease.id])[lease.id]
    policy = policy_on(on)
    _check_days(said, on=on)
    _check_people(lease, said)
    taken = sorted(months_in_plans(lease.id) & set(said.months))
    if taken:
        raise CannotDo(
            f"Det finns redan en plan om {_listed(taken)}. Avsluta den först, om den ska bytas mot en ny.",
            field="months",
        )
    amount = sum(part.amount for part in said.parts)
    order = {"order": policy.line_order} if policy else {}
    owed = open_in_months(facts=known, months=said.months, on=on, **order)
    if not owed:
        raise CannotDo(f"Inget är obetalt för {_listed(said.months)}. Välj en annan månad.", field="months")
    if amount > owed:
        raise CannotDo(
            f"Delarna blir {swedish.money(amount)}, men för {_listed(said.months)} är {swedish.money(owed)} obetalt. "
            "Ändra delarna.",
            field="parts",
        )
    offer = offer_on(known, on=said.agreed, policy=policy)
    found = departs(offer=offer.value, kept_by=said.kept_by.value, instalments=said.parts)
    title = policy.title_and_version[:60] if policy else ""
    return Weighed(amount, owed, found.value, (*found.steps, *offer.steps), title)


def _listed(months: tuple[date, ...] | list[date]) -> str:
    return swedish.listed(tuple(swedish.month(month) for month in months))


def _check_days(said: ToldPlan, *, on: date) -> None:
    if not said.months:
        raise CannotDo("Välj vilken hyra planen gäller.", field="months")
    if said.agreed > on:
        raise CannotDo("Dagen har inte varit än. Skriv dagen då ni kom överens.", field="agreed")
    if said.agreed < on - timedelta(days=EARLIEST_DAYS_BACK):
        raise CannotDo(f"Dagen är mer än {EARLIEST_DAYS_BACK} dagar sedan. Kontrollera datumet.", field="agreed")
    if not 1 <= len(said.parts) <= MOST_PARTS:
        raise CannotDo(f"En plan har minst en och högst {MOST_PARTS} delar. Ändra antalet.", field="parts")
    days = [part.due for part in said.parts]
    if days != sorted(set(days)):
        raise CannotDo("Delarnas dagar ska komma i ordning, en gång var. Ändra dagarna.", field="parts")
    if days[0] < said.agreed:
        raise CannotDo(
            f"Den första delen är {swedish.day(days[0])}, före dagen då ni kom överens. Ändra den ena.", field="first"
        )
    if any(part.amount <= 0 for part in said.parts):
        raise CannotDo("Varje del ska vara mer än noll kronor. Ändra delarna.", field="parts")


def _check_people(lease: Lease, said: ToldPlan) -> None:
    if not said.agreed_with:
        raise CannotDo("Välj vem ni har kommit överens med.", field="agreed_with")
    if not set(said.agreed_with) <= set(tenants_on(lease.id)):
        raise CannotDo("Någon av dem står inte på avtalet. Välj bland dem som står där.", field="agreed_with")


def agree(*, lease: Lease, said: ToldPlan, form_key: str, on: date, by: AtWork) -> PaymentPlan:
    """Avtala en plan. The same form again gives the first plan back; of two about the same rent only one stands."""
    before = PaymentPlan.objects.filter(form_key=form_key).first()
    if before is not None and before.lease_id == lease.id:
        return before
    if before is not None or not form_key:
        raise CannotDo(ANOTHER_FORM)
    weighed = weigh(lease=lease, said=said, on=on)
    reason = said.reason.strip()[:300]
    if weighed.departs and not reason:
        raise CannotDo(
            "Planen går utanför arbetssättet. Det kan ni bestämma, men skriv varför, så att det går att läsa efteråt.",
            field="reason",
        )
    made = PaymentPlan(
        lease=lease, agreed_date=said.agreed, kept_by=said.kept_by.value,
        parts=[[part.due.isoformat(), part.amount] for part in said.parts],
        agreed_with=[str(person) for person in said.agreed_with], policy=weighed.policy, departs=weighed.departs,
        why=[{"text": step.text, "source": step.source} for step in weighed.why], reason=reason, form_key=form_key,
        by=by.id, by_name=by.name,
    )  # fmt: skip
    try:
        with transaction.atomic(using=current().alias):
            made.save(force_insert=True)
            PlanMonth.objects.bulk_create([PlanMonth(plan=made, lease=lease, month=month) for month in said.months])
    except IntegrityError:
        raise CannotDo(JUST_AGREED) from None
    about = {"plan": str(made.pk), "parts": len(said.parts), "departs": weighed.departs}
    record("plan.agreed", subjects=[lease.id], about=about)
    assess(on=on, leases=[lease.id])
    return made


def end(*, lease: Lease, plan: UUID, why: PlanEnd, on: date, by: AtWork) -> None:
    """Avsluta planen: from today it holds no steps. One that was written in wrongly is as if it had not been."""
    ended = PaymentPlan.objects.filter(pk=plan, lease=lease, ended_date=None)
    if not ended.update(ended_date=on, ended_why=why.value, ended_by_name=by.name):
        raise CannotDo("Planen är redan avslutad. Öppna sidan på nytt.")
    PlanMonth.objects.filter(plan_id=plan).update(is_running=False)
    record("plan.ended", subjects=[lease.id], about={"plan": str(plan), "why": why.value})
    assess(on=on, leases=[lease.id])
