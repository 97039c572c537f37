"""Reads: who we are, and the counterparts that papers go to."""

from __future__ import annotations

from kvarbo.core.law.secrecy.vocabulary import Party
from kvarbo.doors.organisations.models import Counterpart, Ourselves, Transport
from kvarbo.house.kinds import RoomKind
from kvarbo.house.rooms import current

__all__ = ["Counterpart", "Ourselves", "Transport", "counterparts", "own_party"]
# Until the room has said who it is: the kind of organisation that may tell least.
CAUTIOUS = {
    RoomKind.LANDLORD.value: Party.PRIVATE_LANDLORD,
    RoomKind.SOCIAL.value: Party.SOCIAL_BOARD,
    RoomKind.COUNSELLING.value: Party.BUDGET_COUNSELLING,
}


def own_party() -> Party:
    """What the organisation of this room is, as the secrecy rules name it."""
    kept = Ourselves.objects.filter(pk=1).values_list("party", flat=True).first()
    return Party(kept) if kept else CAUTIOUS[current().kind]


def counterparts() -> list[Counterpart]:
    """The counterparts in use, by name."""
    return list(Counterpart.objects.filter(is_active=True))
