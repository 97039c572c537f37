"""The social services' tables; each activity keeps its own in its folder."""

from kvarbo.social.casework.models import Matter, MatterPerson

__all__ = ["Matter", "MatterPerson"]
