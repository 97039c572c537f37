"""Vems ärenden som visas: all of one's unit's, one's own, or a colleague's whose day one has taken over."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from kvarbo.ground.standing_in.queries import away_on, stands_in_for
from kvarbo.ground.units.queries import AtWork, colleagues_with
from kvarbo.social.casework.words import CASEWORK


def colleague_asked(said: str) -> UUID | None:
    """The colleague in the address, or none for all; what is no colleague here shows all."""
    try:
        asked = UUID(said)
    except ValueError:
        return None
    return asked if asked in dict(colleagues_with(*CASEWORK)) else None


def of_whom(colleague: UUID | None) -> str:
    """The beginning of an address that keeps the choice."""
    return f"?vem={colleague}&" if colleague else "?"


def whose_work(reader: AtWork, colleague: UUID | None, *, on: date) -> dict[str, Any]:
    """What the list says of whose matters it shows, who is away, and whose work the reader does meanwhile."""
    away, names = away_on(on), dict(colleagues_with(*CASEWORK))
    return {
        "colleagues": [{"id": one, "name": name, "is_me": one == reader.id} for one, name in names.items()],
        "colleague": colleague,
        "colleague_name": names.get(colleague, "") if colleague else "",
        "colleague_away": away.get(colleague) if colleague else None,
        "stands_in_for": stands_in_for(reader.id, on=on),
    }
