"""A matter when somebody in it becomes protected, and when the protection has been ended by two people."""

from __future__ import annotations

from uuid import UUID

from kvarbo.social.casework.models import Matter, MatterPerson, ProtectedMatterAddress
from kvarbo.social.casework.people import hide_address


def hide(person_id: UUID) -> None:
    """Put away the address of every matter the person is in."""
    for matter in Matter.objects.select_for_update().filter(matter_people__person_id=person_id, is_protected=False):
        hide_address(matter)


def bring_back(person_id: UUID) -> None:
    """Bring back the addresses of the person's matters, except where somebody else is protected still."""
    still = MatterPerson.objects.filter(person__is_protected=True).exclude(person_id=person_id).values("matter_id")
    matters = Matter.objects.select_for_update().filter(matter_people__person_id=person_id, is_protected=True)
    for matter in matters.exclude(pk__in=still):
        kept = ProtectedMatterAddress.objects.filter(matter=matter).first()
        Matter.objects.filter(pk=matter.pk).update(is_protected=False, address=kept.address if kept else "")
        ProtectedMatterAddress.objects.filter(matter=matter).delete()
