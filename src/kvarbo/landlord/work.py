"""The long work of a landlord's room, by the name its jobs carry."""

from __future__ import annotations

from typing import Any

from kvarbo.ground import clock
from kvarbo.ground.jobs.running import Progress, Work
from kvarbo.ground.units.roles import RoleName
from kvarbo.landlord.bundles.making import make_bundle
from kvarbo.landlord.outreach.actions import assess_all
from kvarbo.landlord.rent import reading_in as lists
from kvarbo.landlord.rent.bank.reading import is_bank_file
from kvarbo.landlord.rent.payments import reading_in as bank_files
from kvarbo.landlord.rent.queries import BANK, import_by_id
from kvarbo.landlord.rent.staging import file_path
from kvarbo.landlord.same_chance.working_out import same_chance
from kvarbo.landlord.ways.trying import try_ways


def go_through(arguments: dict[str, Any], progress: Progress) -> None:
    """Gå igenom en fil: one of the landlord's own lists, or payments from the bank, whichever the file itself shows."""
    received = import_by_id(arguments["import"])
    from_bank = is_bank_file(file_path(received)) and not received.mapping
    (bank_files if from_bank else lists).go_through(arguments["import"], progress=progress)


def read_in(arguments: dict[str, Any], progress: Progress) -> None:
    """Läs in en fil, and then work out anew whom to reach."""
    from_bank = import_by_id(arguments["import"]).kind == BANK
    (bank_files if from_bank else lists).read_in(arguments["import"], progress=progress)
    progress("Räknar ut vilka som ska nås i dag", 0, 1)
    assess_all(on=clock.today(), actor="system:read_in")


WORK: dict[str, Work] = {
    "go_through": go_through,
    "read_in": read_in,
    "make_letters": make_bundle,
    "try_ways": try_ways,
    "same_chance": same_chance,
}
NEEDS: dict[str, frozenset[str]] = {
    **dict.fromkeys(WORK, frozenset({RoleName.RENT_OFFICER.value, RoleName.MANAGER.value})),
    "try_ways": frozenset({RoleName.MANAGER.value}),
}  # whose work it is to read files in and write letters; asked about again when the job is run
