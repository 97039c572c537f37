"""The tables of the doors; each activity keeps its own in its folder."""

from kvarbo.doors.organisations.models import Counterpart, Ourselves

__all__ = ["Counterpart", "Ourselves"]
