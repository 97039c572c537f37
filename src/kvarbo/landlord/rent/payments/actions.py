"""Writes: a person says where a payment belongs, that it is no tenant's, or takes a placement back.

Each is one transaction with one event in the trail; what counts and what is suggested today is worked out anew in it.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from kvarbo.core import swedish
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.outreach.assessment import assess
from kvarbo.landlord.outreach.refusals import CannotDo
from kvarbo.landlord.rent.models import Bill, Lease
from kvarbo.landlord.rent.payments.models import (
    BY_PERSON,
    IncomingPayment,
    LeftToPerson,
    Placement,
    PossibleLease,
)
from kvarbo.landlord.rent.payments.placing import place_by_rules, suggest
from kvarbo.landlord.rent.payments.queries import closed_names, may_be_of_closed
from kvarbo.landlord.rent.payments.telling import reckon, set_open
from kvarbo.landlord.rent.payments.words import NOT_A_TENANTS
from kvarbo.landlord.rent.queries import leases_open_to, ledger_state

GONE = "Betalningen finns inte kvar: Öppna Inbetalningar på nytt."
TAKEN = "Någon annan har redan placerat betalningen. Se efter var den ligger innan du ändrar."
FOR_HANDLERS = (
    "Betalningen kan höra till någon med skyddade personuppgifter. Lämna den till den som handlägger sådana uppgifter."
)
NOT_OPEN = "Avtalet finns inte bland dem du kan välja. Sök fram det igen."


def place(
    *,
    payment: UUID,
    lease: UUID,
    bill: int | None,
    amount: int | None,
    by: AtWork,
    on: date,
    for_rent: bool = False,
) -> Placement:
    """Placera: this part of the payment (all that waits, when ``amount`` in öre is None) belongs to the lease.

    ``for_rent``: the payer said that it is for the rent alone, which decides what of a bill it pays.
    """
    found = _locked(payment)
    part = found.open_amount if amount is None else amount
    if not found.open_amount:
        raise CannotDo(TAKEN)
    if not 0 < part * (1 if found.open_amount > 0 else -1) <= abs(found.open_amount):
        raise CannotDo(
            f"Skriv ett belopp från 0,01 kr till {swedish.money(abs(found.open_amount))}: så mycket väntar.",
            field="amount",
        )
    _only_for_handlers(found, by)
    home = leases_open_to(by).filter(pk=lease).first()
    if home is None:
        raise CannotDo(NOT_OPEN, field="target")
    if bill is not None and not Bill.objects.filter(pk=bill, lease=home).exists():
        raise CannotDo("Avin finns inte på avtalet. Välj en av avtalets avier.", field="target")
    made = _placed(found, home, bill, part, by, for_rent)
    record("payment.placed", subjects=[home.id], about={"payment": str(found.id), "amount": part})
    _worked_out(found, {home.id}, on=on)
    return made


def _placed(found: IncomingPayment, home: Lease, bill: int | None, part: int, by: AtWork, for_rent: bool) -> Placement:
    made = Placement.objects.create(
        incoming=found, lease=home, bill_id=bill, amount=part, rule=BY_PERSON, is_for_rent=for_rent,
        why=f"Placerad av {by.name}.", by=by.id, by_name=by.name,
    )  # fmt: skip
    set_open([(found.open_amount - part, found.id)])
    return made


def confirm(*, payment: UUID, by: AtWork, on: date) -> None:
    """Det stämmer: a person has looked at what the bank shows and the landlord's own lists do not, and stands by it."""
    found = _locked(payment)
    placed = list(found.placements.filter(lease__isnull=False))
    if not placed or found.open_amount:
        raise CannotDo(GONE)
    if leases_open_to(by).filter(pk__in=[one.lease_id for one in placed]).count() < len({o.lease_id for o in placed}):
        raise CannotDo(NOT_OPEN)
    leases = {one.lease_id for one in placed if one.lease_id}
    found.placements.update(rule=BY_PERSON, why=f"Kontrollerad av {by.name}.", by=by.id, by_name=by.name)
    record("payment.confirmed", subjects=sorted(leases), about={"payment": str(found.id)})
    _worked_out(found, leases, on=on)


def set_aside(*, payment: UUID, reason: str, by: AtWork) -> None:
    """Ingen hyresgästs: the part that waits is something else, with one of the reasons there are."""
    found = _locked(payment)
    if reason not in NOT_A_TENANTS:
        raise CannotDo("Välj vad pengarna är.", field="reason")
    if not found.open_amount:
        raise CannotDo(TAKEN)
    _only_for_handlers(found, by)
    Placement.objects.create(
        incoming=found, amount=found.open_amount, rule=BY_PERSON, reason=reason, why=NOT_A_TENANTS[reason],
        by=by.id, by_name=by.name,
    )  # fmt: skip
    set_open([(0, found.id)])
    PossibleLease.objects.filter(incoming=found).delete()
    record("payment.set_aside", about={"payment": str(found.id), "reason": reason})


def take_back(*, payment: UUID, by: AtWork, on: date) -> None:
    """Ångra: the payment waits again. What a rule placed is left to a person from now on."""
    found = _locked(payment)
    placed = list(found.placements.all())
    if not placed:
        raise CannotDo("Betalningen är inte placerad, så det finns inget att ångra.")
    leases = {one.lease_id for one in placed if one.lease_id}
    if leases_open_to(by).filter(pk__in=leases).count() < len(leases):
        raise CannotDo(NOT_OPEN)
    by_person = any(one.rule == BY_PERSON for one in placed)
    found.placements.all().delete()
    IncomingPayment.objects.filter(pk=found.pk).update(open_amount=found.amount, seen_by="", is_contradicted=False)
    visible = ledger_state().visible_import
    if by_person:
        leases |= place_by_rules(IncomingPayment.objects.filter(pk=found.pk, left_to_person=None), import_no=visible)
    else:
        LeftToPerson.objects.get_or_create(incoming=found, defaults={"by_name": by.name})
    record("payment.taken_back", subjects=sorted(leases), about={"payment": str(found.id)})
    _worked_out(found, leases, on=on)


def _locked(payment: UUID) -> IncomingPayment:
    """The payment, held until the transaction ends, so that two people do not place the same money."""
    visible = ledger_state().visible_import
    found = IncomingPayment.objects.select_for_update().filter(pk=payment, import_no__lte=visible).first()
    if found is None:
        raise CannotDo(GONE)
    return found


def _only_for_handlers(found: IncomingPayment, by: AtWork) -> None:
    """What may be of somebody with protected data is placed, or set aside, only by those who may open that home."""
    possible = PossibleLease.objects.filter(incoming=found)
    if may_be_of_closed(found, closed_names(by)) or possible.exclude(lease__in=leases_open_to(by)).exists():
        raise CannotDo(FOR_HANDLERS)


def _worked_out(found: IncomingPayment, leases: set[UUID], *, on: date) -> None:
    """Whoever was held because the money might be theirs is looked at again too."""
    held = set(PossibleLease.objects.filter(incoming=found).values_list("lease_id", flat=True))
    visible = ledger_state().visible_import
    if found.payer_account:  # what the payer's account pays is known better now
        others = IncomingPayment.objects.exclude(open_amount=0).filter(
            payer_account=found.payer_account, import_no__lte=visible, left_to_person=None, placements=None
        )
        leases |= place_by_rules(others, import_no=visible)
    reckon(leases)
    suggest(import_no=visible, only=[found.pk])
    held |= set(PossibleLease.objects.filter(incoming=found).values_list("lease_id", flat=True))
    assess(on=on, leases=leases | held)
