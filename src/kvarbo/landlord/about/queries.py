"""Reads: whom to call, for the page that is shown when somebody may come to harm."""

from __future__ import annotations

from typing import Any

from kvarbo.ground.help import numbers
from kvarbo.ground.help.contact import HelpContactFields
from kvarbo.landlord.about.models import HelpContact


def help_contacts() -> dict[str, Any]:
    """Numbers by kind: one for social services by day and one at night, several inside the organisation."""
    return numbers.to_call(HelpContact)


def all_help_contacts() -> list[HelpContactFields]:
    """Every number, for the page where they are kept."""
    return numbers.kept(HelpContact)
