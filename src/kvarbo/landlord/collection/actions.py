"""Writes about a matter here: leave a month out, take that back, begin a matter by hand, decide on a proposal."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from kvarbo.core import swedish
from kvarbo.core.debt import open_bills
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork
from kvarbo.house.rooms import current
from kvarbo.landlord.collection.models import Agency, Decision, LeaveOutReason, LeftOut, Matter, Proposal
from kvarbo.landlord.collection.sending import capital_of
from kvarbo.landlord.outreach.assessment import assess
from kvarbo.landlord.outreach.queries import known_facts, policy_on
from kvarbo.landlord.outreach.refusals import NO_POLICY, CannotDo
from kvarbo.landlord.rent.queries import Lease

NEEDS_WORDS = "Skriv varför raden tas bort. Skriv inget om hälsa eller familj."


def leave_out(*, lease: Lease, month: date, reason: str, text: str, on: date, by: AtWork) -> LeftOut:
    """Ta bort ur underlaget for this month only. Already left out: the first stands, whoever was first."""
    if reason not in LeaveOutReason.values:
        raise CannotDo("Välj varför raden tas bort.", field="reason")
    if reason == LeaveOutReason.OTHER and not text.strip():
        raise CannotDo(NEEDS_WORDS, field="text")
    if Matter.objects.filter(lease=lease, month=month).exists():
        raise CannotDo("Ärendet är redan lämnat till inkassobolaget. Be bolaget avsluta det i stället.")
    values = {"left_out_date": on, "reason": reason, "text": text.strip()[:200], "by": by.id, "by_name": by.name}
    kept, is_new = LeftOut.objects.get_or_create(lease=lease, month=month, taken_back_date=None, defaults=values)
    if is_new:
        record(
            "collection.left_out",
            subjects=[lease.id],
            about={"month": month.isoformat(), "reason": reason},
        )
        assess(on=on, leases=[lease.id])
    return kept


def take_back(*, lease: Lease, month: date, on: date) -> None:
    """Lägg tillbaka in the list what was left out; what is not left out any more is no fault."""
    changed = LeftOut.objects.filter(lease=lease, month=month, taken_back_date=None).update(taken_back_date=on)
    if changed:
        record("collection.taken_back", subjects=[lease.id], about={"month": month.isoformat()})
        assess(on=on, leases=[lease.id])


def begin_matter(*, lease: Lease, month: date, agency: UUID, sent: date, number: str, on: date, by: AtWork) -> Matter:
    """Skriv in ett ärende that was given to the agency beside Kvarbo. The same month again gives the first back."""
    kept = Agency.objects.filter(pk=agency, is_active=True).first()
    if kept is None:
        raise CannotDo("Välj ett av de inskrivna inkassobolagen.", field="agency")
    if sent > on:
        raise CannotDo(
            f"{swedish.day(sent).capitalize()} har inte varit än. Skriv dagen då ärendet lämnades.", field="sent"
        )
    policy = policy_on(on)
    if policy is None:
        raise CannotDo(NO_POLICY)
    facts = known_facts([lease.id])[lease.id]
    bills = [bill for bill in open_bills(facts.bills, facts.payments, on=on) if bill.bill.month == month]
    if not any(bill.month == month for bill in facts.bills):
        raise CannotDo("Det finns ingen avi för den månaden. Kontrollera månaden.", field="month")
    capital = [capital_of(policy, bill) for bill in bills]
    values = {
        "agency": kept, "sent_date": sent, "agency_number": number.strip()[:40], "by_name": by.name,
        "capital_rent": sum(rent for rent, _ in capital), "capital_other": sum(other for _, other in capital),
    }  # fmt: skip
    try:
        with transaction.atomic(using=current().alias):
            made, is_new = Matter.objects.get_or_create(lease=lease, month=month, defaults=values)
    except IntegrityError:
        raise CannotDo("Någon annan skrev in samma ärende nyss. Öppna sidan på nytt.") from None
    if is_new:
        record("collection.begun", subjects=[lease.id], about={"matter": str(made.id)})
        assess(on=on, leases=[lease.id])
    return made


def decide(*, proposal: Proposal, decision: str, reason: str, on: date, by: AtWork) -> Proposal:
    """Besluta om ett förslag: yes or no, with the reason. The first decision stands; another one is refused."""
    if decision not in (Decision.ACCEPTED, Decision.DECLINED):
        raise CannotDo("Välj ja eller nej.", field="decision")
    if not reason.strip():
        raise CannotDo("Skriv varför. Skriv inget om hälsa eller familj.", field="reason")
    kept = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if kept.decision:
        if kept.decision == decision and kept.decided_by == by.id:
            return kept
        raise CannotDo(f"{kept.decided_by_name} har redan beslutat: {Decision(kept.decision).label}.")
    kept.decision, kept.decision_reason = decision, reason.strip()[:200]
    kept.decided_by, kept.decided_by_name, kept.decided_date = by.id, by.name, on
    kept.save()
    record("proposal.decided", subjects=[kept.lease_id], about={"proposal": kept.pk, "decision": decision})
    return kept
