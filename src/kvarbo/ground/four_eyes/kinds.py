"""What needs two people, and what is done when the second has said yes. Each activity registers its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kvarbo.ground.four_eyes.models import FourEyesRequest
from kvarbo.ground.units.queries import AtWork


@dataclass(frozen=True, slots=True)
class Kind:
    """Ett slags begäran: who may ask, who may decide, and what carries it out, within the approval's transaction.

    ``shown_at`` answers, from the payload, the address where one reads what is asked for before deciding.
    """

    title: str
    asked_by: frozenset[str]
    decided_by: frozenset[str]
    carry_out: Callable[[FourEyesRequest, AtWork], None]
    shown_at: Callable[[Mapping[str, Any]], str] | None = None


_kinds: dict[str, Kind] = {}


def register(key: str, kind: Kind) -> None:
    """Say how one kind of request works; called once, when the application starts."""
    _kinds[key] = kind


def kind_of(key: str) -> Kind:
    """The kind by its word; raises ``KeyError`` for one that nobody has registered."""
    return _kinds[key]


def kinds_decided_by(reader: AtWork) -> list[str]:
    """The kinds a reader may decide on."""
    return sorted(key for key, kind in _kinds.items() if reader.has(*kind.decided_by))


def kinds_asked_by(reader: AtWork) -> list[str]:
    """The kinds a reader may ask for."""
    return sorted(key for key, kind in _kinds.items() if reader.has(*kind.asked_by))
