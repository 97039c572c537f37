"""Var hör pengarna hemma: exact rules that place a payment, or suggestions with reasons for a person. Never a guess.

A rule places only when exactly one lease fits. What it looks at never depends on what has been paid, so files that come
in another order give the same placements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from kvarbo.landlord.rent.numbers import normal
from kvarbo.landlord.rent.payments.models import Rule

SHORTEST_REFERENCE: Final = 4
SHORTEST_IN_TEXT: Final = 6  # shorter numbers in a message may be a month, an amount or a flat
PAID_BEFORE: Final = timedelta(days=35)  # a bill is paid at most so long before it is due …
PAID_AFTER: Final = timedelta(days=60)  # … or after, for the payer's rule
_TOKEN = re.compile(r"[0-9A-Za-zÅÄÖåäö]+(?:[-/][0-9A-Za-z]+)*")


@dataclass(frozen=True, slots=True)
class Target:
    """Avi eller avtal som ett nummer hör till; ``amount`` öre and ``due`` of the bill."""

    lease: UUID
    bill: int | None = None
    amount: int = 0
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Unplaced:
    """En betalning som ska placeras, öre."""

    amount: int
    booked: date
    reference: str = ""
    parts: tuple[tuple[str, int | None], ...] = ()
    text: str = ""
    payer_account: str = ""
    payer_name: str = ""
    payer_identity: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """Placeringen: how much belongs where, by which rule, and why in one Swedish sentence."""

    rule: Rule
    why: str
    shares: tuple[tuple[UUID | None, int | None, int], ...]  # lease (None: no tenant's), bill or None, öre


def numbers_of(payment: Unplaced) -> frozenset[str]:
    """Every number the payer has given, as it is compared."""
    given = [payment.reference, *(reference for reference, _ in payment.parts), *_tokens(payment)]
    return frozenset(number for number in map(normal, given) if len(number) >= SHORTEST_REFERENCE)


def placed_by_rule(
    payment: Unplaced, *, by_number: Mapping[str, Sequence[Target]], paid_before: Sequence[Target]
) -> Placed | None:
    """The placement a rule gives, the surest first; ``paid_before`` holds the bills of leases the account has paid."""
    return _by_parts(payment, by_number) or _by_reference(payment, by_number) or _by_text(payment, by_number) or (
        _by_payer(payment, paid_before)
    )  # fmt: skip


def placed_as_remittance(payment: Unplaced, remitters: Mapping[str, str]) -> Placed | None:
    """A payment from whoever hands on many tenants' money is nobody's rent once more; ``remitters`` by number."""
    name = remitters.get(normal(payment.payer_account)) or remitters.get(normal(payment.payer_identity))
    if not name or payment.amount <= 0:
        return None
    why = f"Kommer från {name}, som redan har berättat vilka hyresgäster pengarna är från."
    return Placed(Rule.REMITTANCE, why, ((None, None, payment.amount),))


def _by_parts(payment: Unplaced, by_number: Mapping[str, Sequence[Target]]) -> Placed | None:
    """Several references under one payment: each on its own bill when the file says how much, else on their lease."""
    if not payment.parts:
        return None
    found = [_one_lease(by_number.get(normal(reference), ())) for reference, _ in payment.parts]
    if any(target is None for target in found):
        return None
    targets = [target for target in found if target is not None]
    amounts = [amount for _, amount in payment.parts]
    why = f"Betalningen har {len(targets)} referenser som alla är avier eller avtal hos er."
    if all(amounts) and sum(amount or 0 for amount in amounts) == payment.amount:
        shares = tuple((t.lease, t.bill, amount or 0) for t, amount in zip(targets, amounts, strict=True))
        return Placed(Rule.REFERENCE, why, shares)
    if len({target.lease for target in targets}) == 1:
        return Placed(Rule.REFERENCE, why, ((targets[0].lease, None, payment.amount),))
    return None


def _by_reference(payment: Unplaced, by_number: Mapping[str, Sequence[Target]]) -> Placed | None:
    reference = normal(payment.reference)
    if len(reference) < SHORTEST_REFERENCE:
        return None
    target = _one_lease(by_number.get(reference, ()))
    return target and Placed(
        Rule.REFERENCE, f"Referensen {payment.reference} är {_what(target)}.", _whole(payment, target)
    )


def _by_text(payment: Unplaced, by_number: Mapping[str, Sequence[Target]]) -> Placed | None:
    """Numbers in the payer's own words; all of them must be of one lease."""
    named = {
        token: by_number[normal(token)]
        for token in _tokens(payment)
        if len(normal(token)) >= SHORTEST_IN_TEXT and normal(token) in by_number
    }
    target = _one_lease([target for targets in named.values() for target in targets])
    return target and Placed(
        Rule.TEXT, f"Meddelandet nämner {', '.join(named)}, som är {_what(target)}.", _whole(payment, target)
    )


def _by_payer(payment: Unplaced, paid_before: Sequence[Target]) -> Placed | None:
    if not payment.payer_account or len({target.lease for target in paid_before}) != 1:
        return None
    same = [t for t in paid_before if t.amount == payment.amount and t.due is not None and _near(payment, t.due)]
    if not same:
        return None
    why = "Samma konto har betalat det här avtalet förut, och beloppet är avins."
    return Placed(Rule.PAYER, why, ((same[0].lease, None, payment.amount),))


def _near(payment: Unplaced, due: date) -> bool:
    return due - PAID_BEFORE <= payment.booked <= due + PAID_AFTER


def _tokens(payment: Unplaced) -> list[str]:
    """Words with a digit in the message; a reference of several words is a message too."""
    written = payment.text if " " not in payment.reference.strip() else f"{payment.reference} {payment.text}"
    return [token for token in dict.fromkeys(_TOKEN.findall(written)) if any(sign.isdigit() for sign in token)]


def _one_lease(targets: Sequence[Target]) -> Target | None:
    """The bill, or the lease when several of its bills fit; nothing when several leases do."""
    if len({target.lease for target in targets}) != 1:
        return None
    bills = {target.bill for target in targets}
    return targets[0] if len(bills) == 1 else Target(targets[0].lease)


def _whole(payment: Unplaced, target: Target) -> tuple[tuple[UUID, int | None, int], ...]:
    return ((target.lease, target.bill, payment.amount),)


def _what(target: Target) -> str:
    return "avtalets, på flera avier" if target.bill is None else "en avis nummer"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Förslag: a lease a waiting payment may belong to, with every reason as a Swedish sentence."""

    lease: UUID
    bill: int | None
    reasons: tuple[str, ...]


MOST_SUGGESTED: Final = 5
AS_MANY_WITH_AMOUNT: Final = 5  # an amount that more leases owe tells nothing


def suggestions(
    payment: Unplaced,
    *,
    paid_before: Iterable[UUID],
    same_name: Iterable[UUID],
    near_reference: Iterable[Target],
    same_amount: Sequence[Target],
) -> tuple[Suggestion, ...]:
    """Leases it may belong to, with all reasons of each. A suggestion is no placement."""
    reasons: dict[UUID, list[str]] = {}
    bills: dict[UUID, int | None] = {}

    def add(lease: UUID, reason: str, bill: int | None = None) -> None:
        reasons.setdefault(lease, []).append(reason)
        bills[lease] = bills.get(lease) or bill

    for lease in paid_before:
        add(lease, "Samma konto har betalat för det här avtalet förut.")
    for target in near_reference:
        add(target.lease, f"Referensen {payment.reference} skiljer sig i ett tecken från avins.", target.bill)
    for lease in same_name:
        add(lease, "Avsändaren heter som en hyresgäst på avtalet.")
    if len({target.lease for target in same_amount}) <= AS_MANY_WITH_AMOUNT:
        for target in same_amount:
            add(target.lease, "Beloppet är exakt det som är obetalt på en avi.", target.bill)
    return tuple(Suggestion(lease, bills[lease], tuple(told)) for lease, told in reasons.items())


def named_address(found: Suggestion, text: str, address: str) -> Suggestion:
    """The suggestion with one reason more when the payer wrote its address."""
    if not address or address.casefold() not in text.casefold():
        return found
    return replace(found, reasons=(*found.reasons, f"Meddelandet nämner adressen {address}."))


def most_reasons_first(found: Sequence[Suggestion], numbers: Mapping[UUID, str]) -> tuple[Suggestion, ...]:
    """A few of the suggestions: those with most reasons, then by the lease's own number: always the same few."""
    order = sorted(found, key=lambda one: (-len(one.reasons), numbers[one.lease]))
    return tuple(order[:MOST_SUGGESTED])


def near_numbers(number: str) -> frozenset[str]:
    """Numbers one slip away: one sign wrong, one missing or twice, or two that changed places."""
    digits = "0123456789"
    made = {number[:i] + d + number[i + 1 :] for i in range(len(number)) for d in digits}
    made |= {number[:i] + number[i + 1 :] for i in range(len(number))}
    made |= {number[:i] + d + number[i:] for i in range(len(number) + 1) for d in digits}
    made |= {number[:i] + number[i + 1] + number[i] + number[i + 2 :] for i in range(len(number) - 1)}
    return frozenset(made - {number})


def name_key(name: str) -> frozenset[str]:
    """A name as it is compared: its words in any order and any case. Åke-Örjan O'Neill is O'NEILL ÅKE ÖRJAN."""
    return frozenset(re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*", name.casefold().replace("’", "'")))
