"""The tables of the doors; each activity keeps its own in its folder."""

from kvarbo.doors.organisations.models import Counterpart, Ourselves
from kvarbo.doors.post.models import Delivery, EarlySignalTest, RecallTask, Receipt, ReceivedPaper, SentPaper

__all__ = [
    "Counterpart",
    "Delivery",
    "EarlySignalTest",
    "Ourselves",
    "RecallTask",
    "Receipt",
    "ReceivedPaper",
    "SentPaper",
]
