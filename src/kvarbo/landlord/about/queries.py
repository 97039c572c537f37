"""Reads: whom to call, for the page that is shown when somebody may come to harm."""

from __future__ import annotations

from typing import Any

from kvarbo.landlord.about.models import HelpContact, HelpKind


def help_contacts() -> dict[str, Any]:
    """Numbers by kind: one for social services by day and one at night, several inside the organisation."""
    found: dict[str, list[dict[str, str]]] = {kind: [] for kind in HelpKind.values}
    for contact in HelpContact.objects.all():
        found[contact.kind].append({"name": contact.name, "phone": contact.phone, "role": contact.get_kind_display()})
    return {
        "social_emergency": next(iter(found[HelpKind.SOCIAL_EMERGENCY]), None),
        "social_services": next(iter(found[HelpKind.SOCIAL_SERVICES]), None),
        "inside": found[HelpKind.INSIDE],
    }


def all_help_contacts() -> list[HelpContact]:
    """Every number, for the page where they are kept."""
    return list(HelpContact.objects.all())
