"""The tables of the doors; each activity keeps its own in its folder."""

from kvarbo.doors.consent.models import Consent, ConsentReceiver, ConsentWithdrawal, ReceiverToTell, WithdrawnPart
from kvarbo.doors.organisations.models import Counterpart, Ourselves

__all__ = [
    "Consent",
    "ConsentReceiver",
    "ConsentWithdrawal",
    "Counterpart",
    "Ourselves",
    "ReceiverToTell",
    "WithdrawnPart",
]
