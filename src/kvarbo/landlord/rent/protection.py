"""A home when somebody on it becomes protected, and when the protection has been ended by two people."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from kvarbo.ground.bulk import update_rows
from kvarbo.ground.people.masked import MASKED
from kvarbo.landlord.bundles.actions import forget_protected
from kvarbo.landlord.outreach.search import in_any_case
from kvarbo.landlord.rent.models import Lease, LeaseTenant, ProtectedAddress
from kvarbo.landlord.rent.payments.matching import name_key
from kvarbo.landlord.rent.payments.models import IncomingPayment, PossibleLease

WHERE = ("number", "address", "flat", "district")
UNNAMED = f"Förslaget gällde en {MASKED.TEXT.lower()}."


def hide(person_id: UUID) -> None:
    """Put away the addresses of every home the person is on, also one that a file has not finished bringing."""
    for lease in Lease.objects.select_for_update().filter(lease_tenants__person_id=person_id, is_protected=False):
        ProtectedAddress.objects.update_or_create(lease=lease, defaults={name: getattr(lease, name) for name in WHERE})
        Lease.objects.filter(pk=lease.pk).update(is_protected=True, **dict.fromkeys(WHERE, ""))
    homes = LeaseTenant.objects.filter(person_id=person_id).values("lease_id")
    PossibleLease.objects.filter(lease_id__in=homes).update(reasons=[UNNAMED])  # the reasons may tell an address
    forget_protected(homes.values_list("lease_id", flat=True))
    _mark_payments(person_id)


def bring_back(person_id: UUID) -> None:
    """Bring back the addresses of the person's homes, except where somebody else is protected still."""
    still = LeaseTenant.objects.filter(person__is_protected=True).exclude(person_id=person_id).values("lease_id")
    homes = Lease.objects.select_for_update().filter(lease_tenants__person_id=person_id, is_protected=True)
    for lease in homes.exclude(pk__in=still):
        kept = ProtectedAddress.objects.filter(lease=lease).first()
        where = {name: getattr(kept, name) for name in WHERE} if kept else {}
        Lease.objects.filter(pk=lease.pk).update(is_protected=False, **where)
        ProtectedAddress.objects.filter(lease=lease).delete()


def _mark_payments(person_id: UUID) -> None:
    """Payments whose payer is called as the person are from now on masked for those who may not open them."""
    tied = LeaseTenant.objects.filter(person_id=person_id).values_list("person__protected_details__name", flat=True)
    name = next((one for one in tied if one), "")
    if not name:
        return
    word = max(name.split(), key=len)
    fits = Q(is_protected=False) & in_any_case("payer_name", word)
    rows = IncomingPayment.objects.filter(fits).values_list("pk", "payer_name")
    update_rows(
        IncomingPayment, ("is_protected",), [(True, pk) for pk, payer in rows if name_key(payer) == name_key(name)]
    )
