"""The tables of the doors; each activity keeps its own in its folder."""

from kvarbo.doors.consent.models import Consent, ConsentReceiver, ConsentWithdrawal, ReceiverToTell, WithdrawnPart
from kvarbo.doors.organisations.models import Counterpart, Ourselves
from kvarbo.doors.post.models import (
    Delivery,
    EarlySignalTest,
    RecallTask,
    Receipt,
    ReceivedPaper,
    RestsOnConsent,
    SentPaper,
)

__all__ = [
    "Consent",
    "ConsentReceiver",
    "ConsentWithdrawal",
    "Counterpart",
    "Delivery",
    "EarlySignalTest",
    "Ourselves",
    "RecallTask",
    "Receipt",
    "ReceivedPaper",
    "ReceiverToTell",
    "RestsOnConsent",
    "SentPaper",
    "WithdrawnPart",
]
