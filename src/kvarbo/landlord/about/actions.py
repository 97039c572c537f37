"""Writes: keep and take away the numbers that staff call."""

from __future__ import annotations

from kvarbo.ground.help import numbers
from kvarbo.ground.refusals import CannotDo
from kvarbo.landlord.about.models import HelpContact

__all__ = ["CannotDo", "keep_help_contact", "remove_help_contact"]


def keep_help_contact(*, kind: str, name: str, phone: str) -> None:
    """Skriv in ett nummer; the same name again changes its number."""
    numbers.keep(HelpContact, kind=kind, name=name, phone=phone)


def remove_help_contact(*, identity: int) -> None:
    """Ta bort ett nummer; one that is gone already is no fault."""
    numbers.remove(HelpContact, identity=identity)
