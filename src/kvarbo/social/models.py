"""The social services' tables; each activity keeps its own in its folder."""

from kvarbo.social.casework.models import (
    Matter,
    MatterEvent,
    MatterNumber,
    MatterPerson,
    MatterSource,
    ProtectedMatterAddress,
)

__all__ = ["Matter", "MatterEvent", "MatterNumber", "MatterPerson", "MatterSource", "ProtectedMatterAddress"]
