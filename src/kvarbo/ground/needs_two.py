"""What of the ground's own needs two people, with who may ask and who may decide."""

from __future__ import annotations

from kvarbo.ground.four_eyes.kinds import Kind, register
from kvarbo.ground.letters.workshop.actions import carry_out_wording
from kvarbo.ground.letters.workshop.presenting import shown_at
from kvarbo.ground.letters.workshop.queries import WORDING
from kvarbo.ground.protection import actions as protection
from kvarbo.ground.units import actions as units
from kvarbo.ground.units.roles import RoleName

HANDLING = frozenset({RoleName.MANAGER.value, RoleName.PROTECTED_HANDLER.value})
MANAGES = frozenset({RoleName.MANAGER.value})


def register_kinds() -> None:
    """Called once, when the application starts."""
    register(units.GRANT, Kind("Ge en roll", units.GIVES_ROLES, units.GIVES_ROLES, units.carry_out_grant))
    register(protection.NAME_HANDLER, Kind("Namnge en handläggare", HANDLING, HANDLING, protection.carry_out_naming))
    register(protection.END, Kind("Avsluta ett skydd", HANDLING, HANDLING, protection.carry_out_end))
    register(protection.LIFT_BAR, Kind("Häva en spärr för jäv", HANDLING, HANDLING, protection.carry_out_lift))
    register(protection.LOOSEN, Kind("Vidga reglerna", HANDLING, HANDLING, protection.carry_out_loosening))
    register(WORDING, Kind("Egna ord i ett brev som lagen kräver", MANAGES, MANAGES, carry_out_wording, shown_at))
