"""Writes: decide, write in what has happened, ask a second person. Each step is asked of the law again when it is done.

The same form twice is one row. What others have done (Kronofogden, the court, the board) is written in as it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from kvarbo.core import swedish
from kvarbo.core.facts import LeaseKind
from kvarbo.core.law.service_of_documents.service_way import ServiceWay
from kvarbo.ground.attachments.queries import attachments_of
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork
from kvarbo.house.rooms import current
from kvarbo.landlord.notices.lawful import possible
from kvarbo.landlord.notices.ledger import late_rent
from kvarbo.landlord.notices.models import DecisionFact, LeaseDecision
from kvarbo.landlord.notices.queries import Whole, open_decision, whole
from kvarbo.landlord.notices.standing import PAID
from kvarbo.landlord.notices.vocabulary import FOR_RENT, DecisionOutcome, FactKind, NextStep, Proof, Route
from kvarbo.landlord.outreach.assessment import assess
from kvarbo.landlord.outreach.queries import known_facts
from kvarbo.landlord.outreach.refusals import CannotDo
from kvarbo.landlord.rent.queries import Lease, protected_on

NEEDS_PROOF = frozenset({FactKind.SERVED, FactKind.BOARD_TOLD, FactKind.TOLD_TO_STOP, FactKind.APPLIED})
STEP_OF: dict[FactKind, NextStep] = {
    FactKind.PREPARED: NextStep.PREPARE,
    FactKind.APPLIED: NextStep.APPLY,
    FactKind.TOLD_TO_STOP: NextStep.TELL_TO_STOP,
    FactKind.BOARD_TOLD: NextStep.TELL_BOARD,
    FactKind.SERVED: NextStep.SERVE,
    FactKind.REISSUED: NextStep.REISSUE,
    FactKind.KEPT: NextStep.REISSUE,
}
AHEAD = frozenset({FactKind.EVICTION_TIME})  # told before its day
BY_POST = frozenset({ServiceWay.ORDINARY, ServiceWay.REGISTERED_LETTER, ServiceWay.LETTER_AND_COPY_AT_HOME})
PROTECTED = (
    "Någon i hemmet har skyddade personuppgifter: papperet går inte den vanliga vägen, eftersom kuvert och kvitto "
    "visar adressen. Låt Kronofogden eller en stämningsman delge, eller sänd i dubbla kuvert med försättsblad genom "
    "förmedlingskontoret och kryssa i det."
)


@dataclass(frozen=True, slots=True)
class ToldFact:
    """Vad någon skriver in om en händelse; days and öre as the form read them."""

    kind: FactKind
    day: date
    person: UUID | None = None
    way: str = ""
    what: str = ""
    by_authority: bool = False
    forwarded: bool = False  # sent so that the address does not show
    posted_registered: date | None = None
    received: date | None = None
    refused: date | None = None
    left: date | None = None
    told_by_letter: date | None = None
    amount: int | None = None
    outcome: str = ""
    proof: str = ""
    registered_number: str = ""
    attachment: UUID | None = None
    text: str = ""
    told: dict[str, Any] | None = None
    corrects: int | None = None
    form_key: str = ""


def decide(
    *, lease: Lease, route: Route, demand_last_day: date | None, reason: str, form_key: str, on: date, by: AtWork
) -> LeaseDecision:
    """Besluta: from here on papers may be made. The same form again gives the first decision back."""
    before = LeaseDecision.objects.filter(form_key=form_key).first()
    if before is not None and before.lease_id == lease.id:
        return before
    if before is not None or not form_key:
        raise CannotDo("Formuläret hör till något annat. Öppna sidan på nytt.")
    if not reason.strip():
        raise CannotDo("Skriv varför ni beslutar det här, så att det går att läsa i efterhand.", field="reason")
    if open_decision(lease.id) is not None:
        raise CannotDo("Det finns redan ett beslut som gäller. Avsluta det först, om det inte ska gälla längre.")
    told = known_facts([lease.id])[lease.id]
    months = sorted({bill.bill.month for bill in late_rent(told, on=on)})
    if route in FOR_RENT and not months:
        raise CannotDo("Ingen hyra är obetald och förfallen. Det finns inget att besluta om.", field="route")
    values = {
        "lease": lease, "route": route.value, "decided_date": on, "reason": reason.strip()[:500],
        "months": [month.isoformat() for month in months] if route in FOR_RENT else [],
        "tenants": tenants_of(lease), "is_premises": lease.kind == LeaseKind.PREMISES, "by": by.id, "by_name": by.name,
        "demand_last_date": demand_last_day, "form_key": form_key,
    }  # fmt: skip
    try:
        with transaction.atomic(using=current().alias):
            made = LeaseDecision.objects.create(**values)
    except IntegrityError:
        raise CannotDo("Någon annan beslutade om samma avtal nyss. Öppna sidan på nytt.") from None
    DecisionFact.objects.create(decision=made, kind=FactKind.DECIDED.value, fact_date=on, by=by.id, by_name=by.name)
    record("lease.decided", subjects=[lease.id], about={"decision": str(made.pk), "route": route.value})
    assess(on=on, leases=[lease.id])
    return made


def tenants_of(lease: Lease) -> list[str]:
    """Ids of those on the contract, who each get papers of their own; when nobody is marked so, everybody there."""
    ties = list(lease.lease_tenants.order_by("place").values_list("person_id", "role"))
    on_contract = [str(person) for person, role in ties if role in ("tenant", "co_tenant")]
    return on_contract or [str(person) for person, _ in ties]


def add_fact(*, lease: Lease, said: ToldFact, on: date, by: AtWork) -> DecisionFact:
    """Skriv in en händelse. Raises ``CannotDo`` for a step that the law forbids, with its paragraph."""
    decision = locked(lease)
    if said.form_key:
        before = DecisionFact.objects.filter(form_key=said.form_key).first()
        if before is not None and before.decision_id == decision.pk:
            return before
        if before is not None:
            raise CannotDo("Formuläret hör till något annat. Öppna sidan på nytt.")
    _check(decision, said, on=on)
    known = whole(decision, known_facts([lease.id])[lease.id], on=min(said.day, on))
    _check_lawful(known, said)
    return keep(decision, said, on=on, by=by)


def locked(lease: Lease) -> LeaseDecision:
    """The lease's open decision, held until the transaction ends; two who act at once take turns."""
    found = LeaseDecision.objects.select_for_update().filter(lease=lease, ended_date=None).first()
    if found is None:
        raise CannotDo("Det finns inget beslut som gäller. Besluta först: inget skickas innan det är beslutat.")
    return found


def keep(decision: LeaseDecision, said: ToldFact, *, on: date, by: AtWork, request: UUID | None = None) -> DecisionFact:
    """Write a fact that has been tried, its trail row, and work out anew what is suggested."""
    made = DecisionFact.objects.create(
        decision=decision, kind=said.kind.value, fact_date=said.day, person_id=said.person, way=said.way,
        what=said.what, by_authority=said.by_authority, posted_registered_date=said.posted_registered,
        received_date=said.received, refused_date=said.refused, left_date=said.left,
        told_by_letter_date=said.told_by_letter, amount=said.amount, outcome=said.outcome, proof=said.proof,
        registered_number=said.registered_number.strip()[:40], attachment_id=said.attachment,
        text=said.text.strip()[:500], told=said.told or {}, corrects_id=said.corrects, request=request,
        form_key=said.form_key or None, by=by.id, by_name=by.name,
    )  # fmt: skip
    if said.kind is FactKind.ENDED:
        LeaseDecision.objects.filter(pk=decision.pk).update(ended_date=said.day)
    record(
        "lease.decision_fact",
        subjects=[decision.lease_id],
        about={"decision": str(decision.pk), "kind": said.kind.value, "fact": made.pk},
    )
    assess(on=on, leases=[decision.lease_id])
    return made


def _check(decision: LeaseDecision, said: ToldFact, *, on: date) -> None:
    if said.day > on and said.kind not in AHEAD:
        raise CannotDo(
            f"{swedish.day(said.day).capitalize()} har inte varit än. Skriv dagen då det hände.", field="day"
        )
    days = (said.posted_registered, said.received, said.refused, said.left, said.told_by_letter)
    if any(day is not None and day > on for day in days):
        raise CannotDo("En av dagarna har inte varit än. Skriv bara dagar som har varit.")
    if said.kind is FactKind.SERVED and str(said.person) not in decision.tenants:
        raise CannotDo("Välj vem som delgavs: var och en på avtalet ska få sina egna papper.", field="person")
    if said.kind is FactKind.ENDED and not said.outcome:
        raise CannotDo("Välj hur det slutade.", field="outcome")
    if said.kind is FactKind.ENDED and said.outcome == DecisionOutcome.WITHDRAWN_OTHER and not said.text.strip():
        raise CannotDo("Skriv varför beslutet återkallas.", field="text")
    if said.kind is FactKind.KEPT and not said.text.strip():
        raise CannotDo("Skriv varför papperen behålls trots delbetalningen.", field="text")
    _check_proof(decision, said)
    _check_correction(decision, said)


def _check_proof(decision: LeaseDecision, said: ToldFact) -> None:
    """A fact has a proof, or says that it has none."""
    if said.kind in NEEDS_PROOF and not said.proof:
        raise CannotDo("Välj vad som visar att det har hänt, eller att det inte finns något bevis.", field="proof")
    if said.proof == Proof.REGISTERED and not (said.registered_number.strip() and said.posted_registered):
        raise CannotDo("Skriv brevets nummer och dagen då det lämnades till posten.", field="registered_number")
    if said.proof == Proof.WITNESS and not said.text.strip():
        raise CannotDo("Skriv vem som var med.", field="text")
    attached = {one.id for one in attachments_of(decision.lease_id)} if said.attachment else set()
    if said.proof == Proof.SCAN and said.attachment not in attached:
        raise CannotDo("Välj den inskannade handlingen. Lägg den först bland bilagorna.", field="attachment")
    if said.attachment and said.attachment not in attached:
        raise CannotDo("Bilagan finns inte på det här avtalet.", field="attachment")


def _check_correction(decision: LeaseDecision, said: ToldFact) -> None:
    if said.corrects is None:
        return
    wrong = DecisionFact.objects.filter(
        pk=said.corrects, decision=decision, kind=said.kind.value, corrected_by=None
    ).first()
    if wrong is None:
        raise CannotDo("Händelsen som skulle rättas finns inte, eller är redan rättad.", field="corrects")


def _check_lawful(known: Whole, said: ToldFact) -> None:
    """Only the landlord's own steps are refused; and no paper of ours shows where a protected person lives."""
    lease_id = known.decision.lease_id
    if said.kind is FactKind.SERVED and not said.by_authority:
        if said.way in BY_POST and not said.forwarded and protected_on([lease_id]):
            raise CannotDo(PROTECTED, field="way")
        if known.case.route is Route.ORDER_TO_PAY:
            raise CannotDo(
                "På den här vägen är det Kronofogden som delger (lag (1990:746) 29 §). Kryssa i att en myndighet har "
                "delgett, eller besluta om en egen uppsägning.",
                field="by_authority",
            )
    _check_outcome(known, said)
    ours = said.kind in STEP_OF and not said.by_authority
    if ours and said.day < known.decision.decided_date:
        day = swedish.day(known.decision.decided_date)
        raise CannotDo(f"Beslutet fattades {day}. Inget får göras före det.", field="day")
    step = STEP_OF.get(said.kind)
    if step is None or said.corrects is not None or (said.kind is FactKind.SERVED and said.by_authority):
        return
    answer = possible(known.asked, step)
    if not answer.allowed:
        raise CannotDo(" ".join(f"{why.text} ({why.source})" for why in answer.why))


def _check_outcome(known: Whole, said: ToldFact) -> None:
    """A lease is not called saved on rent that the ledger shows unpaid, nor an eviction done that must not be."""
    if said.kind is not FactKind.ENDED or known.case.route not in FOR_RENT:
        return
    if said.outcome in (DecisionOutcome.CURED, DecisionOutcome.RECOVERED) and known.standing.stage not in PAID:
        owed = swedish.money(known.money.open_rent)
        raise CannotDo(
            f"Reskontran visar {owed} obetald hyra, och nämnden har inte tagit över den. Läs in betalningen först, "
            "eller välj varför beslutet återkallas.",
            field="outcome",
        )
    if said.outcome == DecisionOutcome.EVICTED:
        answer = possible(known.asked, NextStep.EVICT)
        if not answer.allowed:
            raise CannotDo(" ".join(f"{why.text} ({why.source})" for why in answer.why), field="outcome")
