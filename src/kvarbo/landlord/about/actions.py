"""Writes: keep and take away the numbers that staff call."""

from __future__ import annotations

import re

from kvarbo.ground.trail.recorder import record
from kvarbo.landlord.about.models import HelpContact, HelpKind

PHONE = re.compile(r"^\+?[0-9][0-9 \-]{1,30}$")


class CannotDo(ValueError):
    """The action is refused; the message is Swedish and says what to do."""


def keep_help_contact(*, kind: str, name: str, phone: str) -> HelpContact:
    """Skriv in ett nummer; the same name again changes its number."""
    if kind not in HelpKind.values:
        raise CannotDo("Välj vilket slags hjälp det är.")
    if not name.strip():
        raise CannotDo("Skriv vem som svarar.")
    if not PHONE.match(phone.strip()):
        raise CannotDo("Skriv numret med siffror, till exempel 060-16 30 00.")
    contact, _ = HelpContact.objects.update_or_create(kind=kind, name=name.strip(), defaults={"phone": phone.strip()})
    record("help_contact.kept", about={"kind": kind})
    return contact


def remove_help_contact(*, identity: int) -> None:
    """Ta bort ett nummer; one that is gone already is no fault."""
    HelpContact.objects.filter(pk=identity).delete()
    record("help_contact.removed")
