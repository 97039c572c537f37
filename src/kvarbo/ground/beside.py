"""What hangs on a subject beside its own page: attachments, papers, consents. Each says itself what it has there."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Link:
    """En väg vidare from a lease or a matter; ``told`` is a short sentence on what is there, or empty."""

    label: str
    url: str
    told: str = ""


_makers: dict[str, Callable[[UUID], Link]] = {}


def register(name: str, maker: Callable[[UUID], Link]) -> None:
    """Say what hangs on a subject under this name; called once, when the application starts."""
    _makers[name] = maker


def links_of(subject_id: UUID, *, but: Collection[str] = ()) -> list[Link]:
    """The ways on from a subject that the reader has opened, in the order of their names.

    ``but`` names those that the page shows in its own way.
    """
    return [_makers[name](subject_id) for name in sorted(_makers) if name not in but]
