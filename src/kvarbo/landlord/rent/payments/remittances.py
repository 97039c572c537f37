"""Redovisningar: what the bank tells has come from a debt collector's own accounts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kvarbo.landlord.rent.payments.models import IncomingPayment, ToldBy
from kvarbo.landlord.rent.queries import ledger_state


@dataclass(frozen=True, slots=True)
class Received:
    """Pengar som har kommit från ett inkassobolag; ``amount`` in öre."""

    booked: date
    amount: int
    payer_account: str
    payer_identity: str
    reference: str


def received_from(*, accounts: Collection[str], identities: Collection[str]) -> tuple[Received, ...]:
    """What the bank has told of from these accounts or organisation numbers (digits alone), newest first."""
    asked = Q(payer_account__in=list(accounts)) | Q(payer_identity__in=list(identities))
    found = IncomingPayment.objects.filter(asked, told_by=ToldBy.BANK, import_no__lte=ledger_state().visible_import)
    columns = ("booked_date", "amount", "payer_account", "payer_identity", "reference")
    return tuple(Received(*row) for row in found.order_by("-booked_date", "pk").values_list(*columns))
