"""The same money told of twice counts once: what the bank told of explains what the landlord's own sources say.

The landlord's ledger and lists are never contradicted silently. Bank money that they show too is counted as they have
it, with the bank's day where theirs is unknown. Bank money that they do not show counts on top: it came, and nobody is
asked for rent that has come. When the landlord's own sources should have shown it by now, that is told to a person.
Works from the sources alone, so the order in which files were read means nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

BOOKED_BEFORE: Final = timedelta(days=3)  # a landlord's system may date the money by the order
BOOKED_AFTER: Final = timedelta(days=14)  # or book it later
ON_A_LIST_WITHIN: Final = timedelta(days=60)  # money not meant for a bill explains what left a list within this time
SHOULD_SHOW_AFTER: Final = timedelta(days=10)  # the landlord's own sources hold what was booked so long before them


@dataclass(frozen=True, slots=True)
class Money:
    """Pengar från banken till ett avtal, öre; ``bill`` where they were meant for one. ``id`` orders what is alike."""

    id: str
    amount: int
    booked: date
    ordered: date | None = None
    reference: str = ""
    bill: int | None = None
    confirmed: bool = False  # a person has placed it, so nobody need be asked about it
    for_rent: bool = False  # the payer said that it is for the rent alone


@dataclass(frozen=True, slots=True)
class OwnPayment:
    """En betalning i hyresvärdens egen reskontra, öre."""

    id: int
    amount: int
    booked: date
    reference: str = ""
    bill: int | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """Vad en restlista visar som reglerat på en avi, öre (below zero: it came back); ``day`` is the list's.

    ``told_of``: the lease's bills of which the same list tells how they stand: it held them, or they were overdue and
    gone from it.
    """

    bill: int
    day: date
    amount: int
    told_of: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Share:
    """En del av bankens pengar på en avi (None: på avtalet)."""

    money: Money
    amount: int
    bill: int | None


@dataclass(slots=True)
class Explained:
    """What came of it: ``counted`` bank money, and what lists still say without a cause (``unknown``).

    Of the ledger's own rows: the day of the order, and which of them the payer meant for the rent alone.

    ``in_ledger`` and ``on_lists`` are the ids of bank money that the landlord's own sources show, whole or in part.
    """

    counted: list[Share] = field(default_factory=list)
    unknown: list[Settled] = field(default_factory=list)
    ordered: dict[int, date] = field(default_factory=dict)
    for_rent: set[int] = field(default_factory=set)
    in_ledger: set[str] = field(default_factory=set)
    on_lists: set[str] = field(default_factory=set)
    contradicted: set[str] = field(default_factory=set)


def explained(
    incoming: Sequence[Money], own: Sequence[OwnPayment], settled: Sequence[Settled], *, own_through: date | None
) -> Explained:
    """Pair a lease's bank money with what its ledger and lists say. ``own_through``: the day they are known through."""
    result = Explained()
    left = {money.id: money.amount for money in incoming}
    ordered = sorted(incoming, key=lambda money: (money.booked, money.id))
    _pair_with_ledger(ordered, sorted(own, key=lambda paid: (paid.booked, paid.id)), left, result)
    _pair_with_lists(ordered, sorted(settled, key=lambda s: (s.day, s.bill, s.amount)), left, result)
    for money in ordered:
        if left[money.id]:
            result.counted.append(Share(money, left[money.id], money.bill))
            overdue = own_through is not None and money.booked + SHOULD_SHOW_AFTER <= own_through
            if overdue and not money.confirmed:
                result.contradicted.add(money.id)
    return result


def _pair_with_ledger(
    incoming: Sequence[Money], own: Sequence[OwnPayment], left: dict[str, int], result: Explained
) -> None:
    """Surest first: same reference and amount, same bill, same day; then what was split or added together there."""
    unpaired = {paid.id: paid.amount for paid in own}
    # The very day before a day near it; without the same reference or bill only the very day tells.
    for alike in (_by_reference, _by_bill_and_day, _by_bill, _by_day):
        for money, paid in _alike(incoming, own, alike):
            whole = left[money.id] == money.amount and unpaired[paid.id] == paid.amount
            if whole and money.amount == paid.amount:
                _pair(money, paid, money.amount, left, unpaired, result)
    for alike in (_by_reference, _by_day):
        for money, paid in _alike(incoming, own, alike):
            shared = _shared(left[money.id], unpaired[paid.id])
            if shared:
                _pair(money, paid, shared, left, unpaired, result)


def _alike(
    incoming: Sequence[Money], own: Sequence[OwnPayment], alike: Callable[[Money | OwnPayment], Hashable]
) -> Iterator[tuple[Money, OwnPayment]]:
    """Pairs that have this in common, near in time, in the order of the bank's days."""
    found: dict[Hashable, list[OwnPayment]] = {}
    for paid in own:
        found.setdefault(alike(paid), []).append(paid)
    for money in incoming:
        if alike(money):
            for paid in found.get(alike(money), ()):
                if money.booked - BOOKED_BEFORE <= paid.booked <= money.booked + BOOKED_AFTER:
                    yield money, paid


def _by_reference(told: Money | OwnPayment) -> Hashable:
    return told.reference


def _by_bill_and_day(told: Money | OwnPayment) -> Hashable:
    return told.bill and (told.bill, told.booked)


def _by_bill(told: Money | OwnPayment) -> Hashable:
    return told.bill


def _by_day(told: Money | OwnPayment) -> Hashable:
    return told.booked


def _pair(
    money: Money, paid: OwnPayment, amount: int, left: dict[str, int], unpaired: dict[int, int], result: Explained
) -> None:
    left[money.id] -= amount
    unpaired[paid.id] -= amount
    result.in_ledger.add(money.id)
    if money.for_rent:
        result.for_rent.add(paid.id)
    if money.ordered is not None:  # several orders behind one row: the last of them, never too early
        result.ordered[paid.id] = max(money.ordered, result.ordered.get(paid.id, money.ordered))


def _pair_with_lists(
    incoming: Sequence[Money], settled: Sequence[Settled], left: dict[str, int], result: Explained
) -> None:
    """What a list shows as settled is explained by money for that bill, then by money for no bill in particular.

    Last: the same amount, or the same rest of it, meant for another bill, which the very same list still holds or
    shows as paid by other money (tenants use last month's number again). Then the landlord has booked the money here,
    and its matching is not contradicted.
    """
    unknown = [item.amount for item in settled]
    for for_that_bill in (True, False):
        found: dict[int | None, list[Money]] = {}
        for money in incoming:
            if (money.bill is not None) is for_that_bill:
                found.setdefault(money.bill, []).append(money)
        for place, item in enumerate(settled):
            earliest = date.min if for_that_bill else item.day - ON_A_LIST_WITHIN
            for money in found.get(item.bill if for_that_bill else None, ()):
                shared = _shared(left[money.id], unknown[place]) if earliest <= money.booked <= item.day else 0
                if shared:
                    left[money.id] -= shared
                    unknown[place] -= shared
                    result.counted.append(Share(money, shared, item.bill))
                    result.on_lists.add(money.id)
    for place, item in enumerate(settled):
        for money in incoming:
            same = left[money.id] == unknown[place] != 0
            if same and money.bill in item.told_of and item.day - ON_A_LIST_WITHIN <= money.booked <= item.day:
                result.counted.append(Share(money, left[money.id], item.bill))
                left[money.id] = unknown[place] = 0
                result.on_lists.add(money.id)
                break
    result.unknown = [Settled(item.bill, item.day, rest) for item, rest in zip(settled, unknown, strict=True) if rest]


def _shared(one: int, other: int) -> int:
    """What two amounts of the same sign have in common; nothing when their signs differ."""
    if one > 0 and other > 0:
        return min(one, other)
    return max(one, other) if one < 0 and other < 0 else 0
