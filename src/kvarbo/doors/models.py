"""The tables of the doors; each activity keeps its own in its folder."""

from kvarbo.doors.consent.models import Consent, ConsentReceiver, ConsentWithdrawal, ReceiverToTell, WithdrawnPart
from kvarbo.doors.organisations.models import Counterpart, Ourselves
from kvarbo.doors.post.models import (
    Delivery,
    EarlySignalTest,
    PersonInPaper,
    RecallTask,
    Receipt,
    ReceivedPaper,
    RegisterNumber,
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
    "PersonInPaper",
    "RecallTask",
    "Receipt",
    "ReceivedPaper",
    "ReceiverToTell",
    "RegisterNumber",
    "RestsOnConsent",
    "SentPaper",
    "WithdrawnPart",
]
