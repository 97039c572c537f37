"""What other activities add to a matter: what waits there, what is told of the household, a word before assigning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from kvarbo.core.finding import Step
from kvarbo.ground.units.queries import AtWork

if TYPE_CHECKING:
    from kvarbo.social.casework.models import Matter


@dataclass(frozen=True, slots=True)
class Household:
    """Något om hushållet, with why."""

    title: str
    answer: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Added:
    """Det som läggs till på ärendets sida. ``waiting``: whole sentences, each with its source."""

    waiting: tuple[str, ...] = ()
    household: Household | None = None


_tellers: dict[str, Callable[[AtWork, Matter, date], Added]] = {}
_asked_first: dict[str, Callable[[Matter, UUID], None]] = {}


def register(
    name: str, *, tell: Callable[[AtWork, Matter, date], Added], before_assigning: Callable[[Matter, UUID], None]
) -> None:
    """Add to matters under this name; called once, when the application starts.

    ``before_assigning`` raises ``CannotDo`` where that member may not be brought into the matter yet.
    """
    _tellers[name], _asked_first[name] = tell, before_assigning


def told_of(reader: AtWork, matter: Matter, *, on: date) -> Added:
    """What all activities add to a matter that the reader has opened."""
    found = [_tellers[name](reader, matter, on) for name in sorted(_tellers)]
    waiting = tuple(sentence for one in found for sentence in one.waiting)
    return Added(waiting, next((one.household for one in found if one.household), None))


def ask_before_assigning(matter: Matter, member_id: UUID) -> None:
    """Ask every activity whether this member may be brought into the matter."""
    for name in sorted(_asked_first):
        _asked_first[name](matter, member_id)
