"""Who opens the post: the office of a landlord, caseworkers, counsellors, their managers and named handlers."""

from __future__ import annotations

from kvarbo.ground.units.roles import RoleName

AT_THE_POST = (
    RoleName.RENT_OFFICER,
    RoleName.MANAGER,
    RoleName.PROTECTED_HANDLER,
    RoleName.CASEWORKER,
    RoleName.COUNSELLOR,
)
