"""The long work of a landlord's room, by the name its jobs carry."""

from __future__ import annotations

from typing import Any

from kvarbo.ground import clock
from kvarbo.ground.jobs.running import Progress, Work
from kvarbo.landlord.outreach.actions import assess_all
from kvarbo.landlord.rent import reading_in


def go_through(arguments: dict[str, Any], progress: Progress) -> None:
    """Gå igenom en fil."""
    reading_in.go_through(arguments["import"], progress=progress)


def read_in(arguments: dict[str, Any], progress: Progress) -> None:
    """Läs in en fil, and then work out anew whom to reach."""
    reading_in.read_in(arguments["import"], progress=progress)
    progress("Räknar ut vilka som ska nås i dag", 0, 1)
    assess_all(on=clock.today(), actor="system:read_in")


WORK: dict[str, Work] = {"go_through": go_through, "read_in": read_in}
