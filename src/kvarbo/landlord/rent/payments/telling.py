"""Berätta om betalningar: what the bank or the debt collector has told of becomes rows, once each, and counts."""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from kvarbo.ground.bulk import insert_missing, update_rows
from kvarbo.landlord.rent import reckoning
from kvarbo.landlord.rent.numbers import normal
from kvarbo.landlord.rent.payments.models import IncomingPayment, Placement, Remitter, Rule, ToldBy
from kvarbo.landlord.rent.payments.placing import PLACEMENT, place_by_rules, suggest, to_place
from kvarbo.landlord.rent.queries import ledger_state
from kvarbo.landlord.rent.reckoning import parts

INCOMING = (
    "id", "key", "told_by", "account", "booked_date", "order_received_date", "amount", "reference",
    "reference_key", "parts", "text", "payer_name", "payer_account", "payer_identity", "open_amount", "seen_by",
    "is_contradicted", "is_protected", "import_no",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """En betalning som någon har berättat om; ``amount`` in öre. ``key`` is the same whoever tells of it again.

    ``lease`` and ``bill`` where the one who tells also says where it belongs, with ``why`` in one Swedish sentence.
    """

    key: str
    amount: int
    booked: date
    order_received: date | None = None
    reference: str = ""
    parts: tuple[tuple[str, int | None], ...] = ()
    text: str = ""
    account: str = ""
    payer_name: str = ""
    payer_account: str = ""
    payer_identity: str = ""
    lease: UUID | None = None
    bill: int | None = None
    why: str = ""


def add_told(payments: Sequence[Told], *, told_by: ToldBy, import_no: int) -> int:
    """Add those not told of before, and where they belong when that was told too; how many were new.

    With the number of an import under way they are unseen until it is made visible.
    """
    by_key = {told.key: told for told in payments}
    known = _known(by_key)
    new = {key: told for key, told in by_key.items() if key not in known}
    ids = {key: uuid.uuid4() for key in new}
    insert_missing(IncomingPayment, INCOMING, (_row(told, ids[key], told_by, import_no) for key, told in new.items()))
    now = timezone.now()
    placed = [
        (ids[key], told.lease, told.bill, told.amount, False, Rule.MATTER.value, told.why[:300], "", "", now)
        for key, told in new.items()
        if told.lease is not None
    ]
    insert_missing(Placement, PLACEMENT, placed)
    return len(new)


def _known(keys: Collection[str]) -> set[str]:
    known: set[str] = set()
    for part in parts(keys):
        known.update(IncomingPayment.objects.filter(key__in=part).values_list("key", flat=True))
    return known


def _row(told: Told, identity: UUID, told_by: ToldBy, import_no: int) -> tuple[Any, ...]:
    waiting = 0 if told.lease else told.amount
    return (
        identity, told.key, told_by.value, told.account[:60], told.booked, told.order_received, told.amount,
        told.reference[:140], normal(told.reference)[:140], json.dumps(told.parts), told.text[:500],
        told.payer_name[:140], told.payer_account[:60], told.payer_identity[:20], waiting, "", False, False, import_no,
    )  # fmt: skip


def tell_of(payments: Sequence[Told], *, told_by: ToldBy) -> set[UUID]:
    """Payments told of by hand or in a small file: seen at once, in the transaction under way; the leases concerned."""
    visible = ledger_state().visible_import
    add_told(payments, told_by=told_by, import_no=visible)
    keys = [told.key for told in payments]
    placed = Placement.objects.filter(incoming__key__in=keys, lease__isnull=False)
    touched = set(placed.values_list("lease_id", flat=True))
    touched |= place_by_rules(to_place(import_no=visible).filter(key__in=keys), import_no=visible)
    reckon(touched)
    suggest(import_no=visible, only=list(IncomingPayment.objects.filter(key__in=keys).values_list("pk", flat=True)))
    return touched


def reckon(leases: Collection[UUID]) -> None:
    """Work out anew what counts on these leases."""
    reckoning.work_out(leases=leases, import_no=ledger_state().visible_import).put_in_place()


def remember_remitter(*, numbers: Collection[str], name: str) -> set[UUID]:
    """Redovisare: payments from these accounts or organisations are no tenant's once more, also those that came before.

    The leases concerned; called in the transaction under way.
    """
    known = {normal(number) for number in numbers if normal(number)}
    for number in sorted(known):
        Remitter.objects.update_or_create(number=number, defaults={"name": name})
    visible = ledger_state().visible_import
    told = to_place(import_no=visible).values_list("pk", "payer_account", "payer_identity")
    from_them = [pk for pk, *payer in told if known.intersection(map(normal, payer))]
    touched = place_by_rules(IncomingPayment.objects.filter(pk__in=from_them), import_no=visible)
    reckon(touched)
    suggest(import_no=visible)
    return touched


def withdraw(keys: Collection[str]) -> set[UUID]:
    """Ta tillbaka what was told by mistake, in the transaction under way; the leases concerned."""
    told = IncomingPayment.objects.filter(key__in=list(keys))
    touched = set(Placement.objects.filter(incoming__in=told, lease__isnull=False).values_list("lease_id", flat=True))
    told.delete()
    reckon(touched)
    return touched


def set_open(amounts: Sequence[tuple[int, UUID]]) -> None:
    """How much of each payment still waits for a place, öre."""
    update_rows(IncomingPayment, ("open_amount",), amounts)
