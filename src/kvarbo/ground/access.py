"""Every page in a room says who may open it. A page that does not say so cannot be opened, and fails the build."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from kvarbo.ground.units.roles import RoleName

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Access:
    """Which roles may open a page, and what the ids in its address name ("lease", "import", or nothing)."""

    roles: frozenset[str]
    names: str | None
    methods: tuple[str, ...]


def open_to(*roles: RoleName, names: str | None = None, methods: tuple[str, ...] = ("GET",)) -> Callable[[View], View]:
    """Declare who may open a page and by which methods; HEAD goes with GET."""

    def declare(view: View) -> View:
        view.access = Access(  # type: ignore[attr-defined]
            roles=frozenset(str(role.value) for role in roles), names=names, methods=methods
        )
        return view

    return declare


def access_of(view: Callable[..., Any]) -> Access | None:
    """What a page has declared, or none."""
    declared: Access | None = getattr(view, "access", None)
    return declared
