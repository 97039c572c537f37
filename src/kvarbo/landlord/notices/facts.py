"""Händelserna som reglerna läser dem: built alike from rows and from the worked examples in ``cases/notices``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.law.service_of_documents.service_way import ServiceWay
from kvarbo.landlord.notices.vocabulary import DecisionOutcome, FactKind, Route, WhatServed


@dataclass(frozen=True, slots=True)
class Fact:
    """En händelse. ``person`` is whom it is about where a lease has several tenants.

    The days of a paper are kept apart: handed to the post as a registered letter, received, through a door. ``left``
    and ``told_by_letter`` belong to the ways of service that need them.
    """

    kind: FactKind
    day: date
    person: str = ""
    way: ServiceWay | None = None
    what: WhatServed = WhatServed.BOTH
    by_authority: bool = False
    posted_registered: date | None = None
    received: date | None = None
    refused: date | None = None
    left: date | None = None
    told_by_letter: date | None = None
    through_door: date | None = None
    amount: int | None = None  # öre: what the board's message states
    outcome: DecisionOutcome | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """Ett beslut: its route, whose lease, and what has happened, in the order it was written in."""

    route: Route
    tenants: tuple[str, ...]
    facts: tuple[Fact, ...] = ()
    premises: bool = False
    oldest_month: date | None = None  # the oldest month's rent it is about
    due_date: date | None = None  # that rent's own day

    def all_of(self, *kinds: FactKind) -> tuple[Fact, ...]:
        """The facts of these kinds, in order."""
        return tuple(fact for fact in self.facts if fact.kind in kinds)

    def last(self, *kinds: FactKind) -> Fact | None:
        """The latest fact of these kinds, or none."""
        found = self.all_of(*kinds)
        return found[-1] if found else None

    @property
    def rounds(self) -> tuple[tuple[Fact, ...], ...]:
        """Omgångar: the facts since each time that papers were made; new ones after a part-payment begin another."""
        parts: list[list[Fact]] = [[]]
        for fact in self.facts:
            if fact.kind is FactKind.REISSUED:
                parts.append([])
            parts[-1].append(fact)
        return tuple(tuple(part) for part in parts)

    @property
    def is_approved(self) -> bool:
        """Whether a second person has said yes to the underlag that stands now; written anew it needs a new yes."""
        latest = self.last(FactKind.PREPARED, FactKind.ASKED, FactKind.APPROVED, FactKind.DECLINED)
        return latest is not None and latest.kind is FactKind.APPROVED


@dataclass(frozen=True, slots=True)
class Money:
    """Vad reskontran säger om de månader som beslutet gäller; öre.

    ``paid_ordered``: the day the bank received the last order that paid it all, None when only ``paid_booked`` is
    known. ``disputed`` is money under 54 a § and 55 e §, which starts nothing. ``waiting`` has come in and may
    belong here.
    """

    open_rent: int
    paid_ordered: date | None = None
    paid_booked: date | None = None
    owed_when_sent: int | None = None
    new_rent: int = 0
    disputed: int = 0
    known_through: date | None = None
    is_fresh: bool = True
    waiting: int = 0

    @property
    def paid_on(self) -> date | None:
        """The day it was all paid, at the latest; None when something is open."""
        return self.paid_ordered or self.paid_booked
