"""A matter when somebody in it becomes protected, and when the protection has been ended by two people."""

from __future__ import annotations

from uuid import UUID

from kvarbo.ground.protection.actions import put_away_place, take_back_place
from kvarbo.social.casework.models import Matter, MatterPerson


def hide(person_id: UUID) -> None:
    """Put away the address of every matter the person is in."""
    for matter in Matter.objects.select_for_update().filter(matter_people__person_id=person_id).exclude(address=""):
        put_away_place(matter.pk, matter.address)
        Matter.objects.filter(pk=matter.pk).update(address="")


def bring_back(person_id: UUID) -> None:
    """Bring back the addresses of the person's matters, except where somebody else is protected still."""
    still = MatterPerson.objects.filter(person__is_protected=True).exclude(person_id=person_id).values("matter_id")
    for matter in Matter.objects.filter(matter_people__person_id=person_id).exclude(pk__in=still):
        address = take_back_place(matter.pk)
        if address:
            Matter.objects.filter(pk=matter.pk).update(address=address)
