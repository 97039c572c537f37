"""Numren i ett rum: read and kept, whichever floor's table they stand in."""

from __future__ import annotations

import re
from typing import Any

from kvarbo.ground.help.contact import HelpContactFields, HelpKind
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.recorder import record

PHONE = re.compile(r"^\+?[0-9][0-9 \-]{1,30}$")


def kept(table: type[HelpContactFields]) -> list[HelpContactFields]:
    """Every number, for the page where they are kept."""
    return list(table._default_manager.all())


def to_call(table: type[HelpContactFields]) -> dict[str, Any]:
    """Numbers by kind: one for social services by day and one at night, several inside the organisation."""
    found: dict[str, list[dict[str, str]]] = {kind: [] for kind in HelpKind.values}
    for contact in kept(table):
        role = HelpKind(contact.kind).label
        found[contact.kind].append({"name": contact.name, "phone": contact.phone, "role": str(role)})
    return {
        "social_emergency": next(iter(found[HelpKind.SOCIAL_EMERGENCY]), None),
        "social_services": next(iter(found[HelpKind.SOCIAL_SERVICES]), None),
        "inside": found[HelpKind.INSIDE],
    }


def keep(table: type[HelpContactFields], *, kind: str, name: str, phone: str) -> HelpContactFields:
    """Skriv in ett nummer; the same name again changes its number."""
    if kind not in HelpKind.values:
        raise CannotDo("Välj vilket slags hjälp det är.", field="kind")
    if not name.strip():
        raise CannotDo("Skriv vem som svarar.", field="name")
    if not PHONE.match(phone.strip()):
        raise CannotDo("Skriv numret med siffror, till exempel 060-16 30 00.", field="phone")
    said = {"phone": phone.strip()}
    contact, _ = table._default_manager.update_or_create(kind=kind, name=name.strip(), defaults=said)
    record("help_contact.kept", about={"kind": kind})
    return contact


def remove(table: type[HelpContactFields], *, identity: int) -> None:
    """Ta bort ett nummer; one that is gone already is no fault."""
    table._default_manager.filter(pk=identity).delete()
    record("help_contact.removed")
