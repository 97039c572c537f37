"""Demostaden: who lives there, what they owe and what has been paid, seen on one day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from kvarbo.core.calendar import last_arbetsdag
from kvarbo.web.demo.accounts import Account, SeenBill, account_of, due_date_of
from kvarbo.web.demo.choices import (
    DEFAULT_HOMES,
    DEFAULT_MONTH,
    DEFAULT_MONTHS,
    DEFAULT_SEED,
    MONTHS_TO_COME,
    MOST_HOMES,
    MOST_MONTHS,
)
from kvarbo.web.demo.leases import DemoLease, ObjectKind, month_before
from kvarbo.web.demo.moving_in import MovingIn
from kvarbo.web.demo.stages import latest_month


class CannotBuildTown(ValueError):
    """The size or the month asked for cannot be built; the message says why."""


@dataclass(frozen=True, slots=True)
class Town:
    """Staden on the day ``today``. Accounts are worked out when asked for: a large town fits in little memory."""

    seed: int
    homes: int
    window: tuple[date, ...]  # every month that is billed, those to come included
    anchor: date  # the month that rents and habits are told from
    today: date
    leases: tuple[DemoLease, ...]

    @property
    def months(self) -> tuple[date, ...]:
        """The months up to the anchor, and those after it that have fallen due before today."""
        return tuple(month for month in self.window if month <= self.anchor or due_date_of(month) < self.today)

    @property
    def anchors_due_date(self) -> date:
        """The day the anchor month fell due, from which the town's days are counted."""
        return due_date_of(self.anchor)

    @property
    def known_through(self) -> date:
        """Betalningar kända till och med: the last bank day before today."""
        return last_arbetsdag(self.today - timedelta(days=1))

    def account(self, lease: DemoLease) -> Account:
        """The whole truth about one lease, payments of days to come included."""
        return account_of(lease, window=self.window, latest=self.anchor, seed=str(self.seed))

    def accounts(self) -> Iterator[Account]:
        """Every account, one at a time."""
        return map(self.account, self.leases)

    def seen(self, account: Account) -> tuple[SeenBill, ...]:
        """The bills and payments of an account that a file made today shows."""
        return account.seen_on(self.today, self.known_through)

    def on(self, day: date) -> Town:
        """The same town on another day: same people and payments, other knowledge."""
        return replace(self, today=day)

    def of_the_month(self) -> Town:
        """The town without bills of months to come, as the landlord's system prints it."""
        return replace(self, window=self.months)

    def homes_let(self) -> Iterator[DemoLease]:
        """The leases of homes, those that have ended included."""
        return (lease for lease in self.leases if lease.kind is ObjectKind.HOME)


def demo_town(*, today: date, seed: int, homes: int) -> Town:
    """The town of ``kvarbo demo``: the same people whichever day it stands on, with months to come to play."""
    return build_town(today=today, seed=seed, homes=homes, anchor_month=DEFAULT_MONTH, months_to_come=MONTHS_TO_COME)


def build_town(
    *,
    today: date,
    seed: int = DEFAULT_SEED,
    homes: int = DEFAULT_HOMES,
    months: int = DEFAULT_MONTHS,
    anchor_month: date | None = None,
    months_to_come: int = 0,
) -> Town:
    """The town with ``months`` months of rents up to ``anchor_month``, by default the latest one fallen due."""
    if not 1 <= homes <= MOST_HOMES:
        raise CannotBuildTown(f"Antalet lägenheter måste vara mellan 1 och {MOST_HOMES}, inte {homes}.")
    if not 1 <= months <= MOST_MONTHS:
        raise CannotBuildTown(f"Antalet månader måste vara mellan 1 och {MOST_MONTHS}, inte {months}.")
    anchor = (anchor_month or latest_month(today)).replace(day=1)
    window = tuple(month_before(anchor, count) for count in range(months - 1, -1, -1))
    try:
        leases = MovingIn(rng=Random(f"{seed}"), homes=homes, window=window).settle()
    except ValueError as error:
        raise CannotBuildTown(str(error)) from None
    billed = (*window, *(month_before(anchor, -count) for count in range(1, months_to_come + 1)))
    return Town(seed=seed, homes=homes, window=billed, anchor=anchor, today=today, leases=leases)
