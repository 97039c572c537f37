"""Klockor i ett ärende: the days that run in it. Each activity tells its own; Mina ärenden shows the nearest first.

No day is kept: each is asked of the rule that counts it whenever the list is shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Clock:
    """En dag att hålla: what, until when (``day`` is the safe one), where it is said, and the page where it is met.

    ``is_known`` False: the last day cannot be counted yet, and ``day`` is the day before which it does not end.
    """

    day: date
    text: Any  # in words, put in the reader's language when they are shown
    source: str
    url: Any  # an address, made when it is shown
    is_known: bool = True


Teller = Callable[[Any, date], dict[UUID, list[Clock]]]
_tellers: dict[str, Teller] = {}


def register(name: str, teller: Teller) -> None:
    """Tell the days of matters under this name; called once, when the application starts."""
    _tellers[name] = teller


def clocks_of(matter_ids: Any, *, on: date) -> dict[UUID, list[Clock]]:
    """The days that run in these matters (ids, or a query of them), the nearest first, in a constant number of queries.

    For a long list a query spares sending every id to the database again and again.
    """
    found: dict[UUID, list[Clock]] = defaultdict(list)
    for name in sorted(_tellers):
        for matter, clocks in _tellers[name](matter_ids, on).items():
            found[matter].extend(clocks)
    return {matter: sorted(clocks, key=lambda clock: (clock.day, clock.text)) for matter, clocks in found.items()}
