"""Recording: within ``recorded(...)`` all is one transaction that ends with its rows in the trail, or with nothing.

An action calls ``record("contact.logged", subjects=[lease.id])``; a page that shows people calls ``shown([...])``.
Outside ``recorded`` both raise: nothing happens in a room without somebody who did it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kvarbo.ground.trail import chain
from kvarbo.ground.trail.models import TrailRow
from kvarbo.house.rooms import current


class NobodyActs(LookupError):
    """Something was to be recorded outside ``recorded(...)``, so that nobody would have done it."""

    def __init__(self) -> None:
        super().__init__("Nobody acts: wrap the work in `with recorded(actor):` so that the trail can say who did it.")


@dataclass(slots=True)
class Recorder:
    """Who acts, where, and what has happened so far in this transaction."""

    actor: str
    unit_id: UUID | None = None
    route: str = ""
    rows: list[TrailRow] = field(default_factory=list)

    def add(
        self, act: str, *, subjects: Iterable[Any] = (), about: dict[str, Any] | None = None, refused: bool = False
    ) -> None:
        """Note one event; it is numbered and chained when the transaction ends."""
        self.rows.append(
            TrailRow(
                at=timezone.now(),
                actor=self.actor,
                unit_id=self.unit_id,
                act=act,
                subjects=[str(subject) for subject in subjects],
                about=about or {},
                route=self.route,
                refused=refused,
            )
        )

    def write(self) -> None:
        """Chain and store what has been noted, in a transaction of its own or the one under way."""
        if self.rows:
            with transaction.atomic(using=current().alias):
                chain.append(self.rows)
            self.rows = []


_recorder: ContextVar[Recorder] = ContextVar("kvarbo_recorder")


def recorder() -> Recorder:
    """The recorder at work, or ``NobodyActs``."""
    try:
        return _recorder.get()
    except LookupError:
        raise NobodyActs from None


@contextmanager
def recording(actor: str, *, unit_id: UUID | None = None, route: str = "") -> Iterator[Recorder]:
    """Make a recorder current without opening a transaction: for requests, which end theirs themselves."""
    made = Recorder(actor=actor, unit_id=unit_id, route=route)
    token = _recorder.set(made)
    try:
        yield made
    finally:
        _recorder.reset(token)


@contextmanager
def recorded(actor: str, *, unit_id: UUID | None = None, route: str = "") -> Iterator[Recorder]:
    """One transaction in the room one stands in, with its trail rows as the last thing before commit."""
    with recording(actor, unit_id=unit_id, route=route) as made, transaction.atomic(using=current().alias):
        yield made
        made.write()


def record(act: str, *, subjects: Iterable[Any] = (), about: dict[str, Any] | None = None) -> None:
    """Note a write, by whoever acts now."""
    recorder().add(act, subjects=subjects, about=about)


def shown(subjects: Iterable[Any], *, what: str) -> None:
    """Note that these people's leases or matters are about to be shown; the row is stored before the first byte."""
    ids = list(subjects)
    if ids:
        recorder().add("shown", subjects=ids, about={"what": what})
