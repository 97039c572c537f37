"""Placera: find where payments belong by exact rules, and whom a waiting one may come from. A person's word stands."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from kvarbo.ground.bulk import insert_missing, update_rows
from kvarbo.ground.people.queries import protected_names
from kvarbo.landlord.rent.models import Bill, Lease, LeaseTenant, Payment
from kvarbo.landlord.rent.numbers import normal
from kvarbo.landlord.rent.payments.matching import (
    PAID_AFTER,
    PAID_BEFORE,
    Placed,
    Suggestion,
    Target,
    Unplaced,
    most_reasons_first,
    name_key,
    named_address,
    near_numbers,
    numbers_of,
    placed_as_remittance,
    placed_by_rule,
    suggestions,
)
from kvarbo.landlord.rent.payments.models import (
    BY_PERSON,
    IncomingPayment,
    Placement,
    PossibleLease,
    Remitter,
    Rule,
    SeenBy,
)
from kvarbo.landlord.rent.reckoning import parts

# A person's word, and what the debt collector says of its own matters, no rule changes.
BY_RULE = (Rule.REFERENCE, Rule.TEXT, Rule.PAYER, Rule.REMITTANCE)
SURE = (Rule.REFERENCE, Rule.TEXT, BY_PERSON)
PLACEMENT = ("incoming", "lease", "bill", "amount", "is_for_rent", "rule", "why", "reason", "by_name", "decided_at")
UNPLACED = ("amount", "booked_date", "reference", "parts", "text", "payer_account", "payer_name", "payer_identity")


def to_place(*, import_no: int, new_bills_from: int | None = None) -> QuerySet[IncomingPayment]:
    """Payments whose place may have changed: new ones, those that wait, those placed by a message or the payer's habit.

    ``new_bills_from``: an import that brought bills, so that payments with their numbers are looked at again.
    """
    again = Q(import_no=import_no) | ~Q(open_amount=0) | Q(placements__rule__in=(Rule.PAYER, Rule.TEXT))
    if new_bills_from is not None:
        brought = Bill.objects.filter(import_no=new_bills_from)
        again |= Q(reference_key__in=brought.exclude(ocr_key="").values("ocr_key"))
        again |= Q(reference_key__in=brought.exclude(number_key="").values("number_key"))
    found = IncomingPayment.objects.filter(again, import_no__lte=import_no)
    by_others = Placement.objects.exclude(rule__in=BY_RULE)
    return found.exclude(pk__in=by_others.values("incoming_id")).filter(left_to_person=None).distinct()


def place_by_rules(payments: QuerySet[IncomingPayment], *, import_no: int, are_new: bool = False) -> set[UUID]:
    """Place what a rule can place, and take back what no rule places any more; the leases whose money changed.

    ``are_new``: none of them has been placed before.
    """
    touched: set[UUID] = set()
    without: dict[UUID, Unplaced] = {}
    remitters = dict(Remitter.objects.values_list("number", "name"))
    for part in parts(payments.values_list("pk", *UNPLACED)):
        unplaced = {row[0]: _unplaced(row[1:]) for row in part}
        by_number = targets_by_number({n for one in unplaced.values() for n in numbers_of(one)}, import_no=import_no)
        found = {
            pk: placed_as_remittance(one, remitters) or placed_by_rule(one, by_number=by_number, paid_before=())
            for pk, one in unplaced.items()
        }
        without |= {pk: unplaced[pk] for pk, placed in found.items() if placed is None}
        touched |= _write({pk: placed for pk, placed in found.items() if placed}, unplaced, are_new=are_new)
    # Only now is it known which accounts have paid which leases.
    for part in parts(without):
        unplaced = {pk: without[pk] for pk in part}
        paid = bills_of_payers({one.payer_account for one in unplaced.values()}, import_no=import_no)
        habits = {
            pk: placed_by_rule(one, by_number={}, paid_before=paid.get(one.payer_account, ()))
            for pk, one in unplaced.items()
        }
        touched |= _write(habits, unplaced, are_new=are_new)
    return touched


def _unplaced(values: Sequence[Any]) -> Unplaced:
    amount, booked, reference, given, *payer = values
    return Unplaced(amount, booked, reference, tuple((r, a) for r, a in given), *payer)


def _write(found: Mapping[UUID, Placed | None], unplaced: Mapping[UUID, Unplaced], *, are_new: bool) -> set[UUID]:
    """Put the rules' placements in place of those there were; the leases concerned before and after."""
    there: dict[UUID, set[tuple[Any, ...]]] = defaultdict(set)
    if not are_new:
        old = Placement.objects.filter(incoming_id__in=list(found))
        for incoming, *share, rule in old.values_list("incoming_id", "lease_id", "bill_id", "amount", "rule"):
            there[incoming].add((*share, rule))
    wanted = {
        pk: {(*share, placed.rule) for share in placed.shares} if placed else set() for pk, placed in found.items()
    }
    changed = {pk for pk in found if there[pk] != wanted[pk]}
    if there:
        Placement.objects.filter(incoming_id__in=[pk for pk in changed if there[pk]]).delete()
    now = timezone.now()
    rows: list[tuple[Any, ...]] = []
    for pk in changed:
        placed = found[pk]
        if placed:
            rows += [(pk, *share, False, placed.rule.value, placed.why[:300], "", "", now) for share in placed.shares]
    insert_missing(Placement, PLACEMENT, rows)
    opened = ((0 if found[pk] else unplaced[pk].amount, pk) for pk in changed)
    update_rows(IncomingPayment, ("open_amount",), opened)
    return {share[0] for pk in changed for share in there[pk] | wanted[pk] if share[0]}


def targets_by_number(numbers: Collection[str], *, import_no: int) -> dict[str, list[Target]]:
    """Bills and leases by their OCR and numbers, as numbers are compared; ``numbers`` are normal already."""
    found: dict[str, list[Target]] = defaultdict(list)
    for part in parts(sorted(numbers)):
        bills = Bill.objects.filter(
            Q(ocr_key__in=part) | Q(number_key__in=part), import_no__lte=import_no, amount__gt=0
        )
        for pk, lease, amount, due, *keys in bills.values_list(
            "pk", "lease_id", "amount", "due_date", "ocr_key", "number_key"
        ):
            for key in {key for key in keys if key}:
                found[key].append(Target(lease, pk, amount, due))
    leases = Lease.objects.filter(import_no__lte=import_no) if numbers else Lease.objects.none()
    for pk, number in leases.values_list("pk", "source_key"):
        if (key := normal(number)) in numbers:
            found[key].append(Target(pk))
    return found


def bills_of_payers(accounts: Collection[str], *, import_no: int) -> dict[str, list[Target]]:
    """By payer's account: the bills of every lease it has surely paid for."""
    leases: dict[str, set[UUID]] = defaultdict(set)
    for part in parts(sorted(accounts - {""})):
        paid = Placement.objects.filter(
            incoming__payer_account__in=part, incoming__import_no__lte=import_no, rule__in=SURE, lease__isnull=False
        )
        for account, lease in paid.values_list("incoming__payer_account", "lease_id").distinct():
            leases[account].add(lease)
    bills: dict[UUID, list[Target]] = defaultdict(list)
    for part in parts(sorted({lease for of in leases.values() for lease in of})):
        of_lease = Bill.objects.filter(lease_id__in=part, import_no__lte=import_no, amount__gt=0)
        for pk, lease, amount, due in of_lease.values_list("pk", "lease_id", "amount", "due_date"):
            bills[lease].append(Target(lease, pk, amount, due))
    return {
        account: [target for lease in sorted(of) for target in bills[lease] or [Target(lease)]]
        for account, of in leases.items()
    }


@dataclass(slots=True)
class _Looked:
    """What is looked up once for all waiting payments."""

    by_name: dict[frozenset[str], set[UUID]] = field(default_factory=dict)
    protected: set[frozenset[str]] = field(default_factory=set)
    open_bills: dict[int, list[Target]] = field(default_factory=dict)
    by_number: dict[str, list[Target]] = field(default_factory=dict)
    payers: dict[str, list[Target]] = field(default_factory=dict)


def suggest(*, import_no: int, only: Collection[UUID] | None = None) -> None:
    """Work out anew whom waiting payments may come from, and mark those of people with protected data."""
    old, waiting = PossibleLease.objects.all(), IncomingPayment.objects.filter(import_no__lte=import_no)
    if only is not None:
        old, waiting = old.filter(incoming_id__in=only), waiting.filter(pk__in=only)
    waiting = waiting.exclude(open_amount=0)
    rows = {row[0]: _unplaced(row[1:]) for row in waiting.order_by("key").values_list("pk", *UNPLACED)}
    if only is None:
        _leave_to_the_ledger(rows, import_no)
    looked = _look_up(rows.values(), import_no)
    found: dict[UUID, tuple[Suggestion, ...]] = {}
    marked: list[tuple[bool, UUID]] = []
    for pk, one in rows.items():
        found[pk] = suggestions(
            one,
            paid_before=dict.fromkeys(target.lease for target in looked.payers.get(one.payer_account, ())),
            same_name=sorted(looked.by_name.get(name_key(one.payer_name), ())) if one.payer_name else (),
            near_reference=_near(one, looked),
            same_amount=[t for t in looked.open_bills.get(one.amount, ()) if t.due and _in_time(one, t)],
        )
        marked.append((bool(one.payer_name) and name_key(one.payer_name) in looked.protected, pk))
    homes = _homes({one.lease for of in found.values() for one in of})
    numbers = {lease: number for lease, (number, _) in homes.items()}
    made = [
        (pk, one.lease, one.bill, json.dumps(one.reasons, ensure_ascii=False), place)
        for pk, of in found.items()
        for place, one in enumerate(
            most_reasons_first([named_address(one, rows[pk].text, homes[one.lease][1]) for one in of], numbers), 1
        )
    ]
    old.delete()
    insert_missing(PossibleLease, ("incoming", "lease", "bill", "reasons", "place"), made)
    update_rows(IncomingPayment, ("is_protected",), marked)


def _leave_to_the_ledger(rows: dict[UUID, Unplaced], import_no: int) -> None:
    """Take out what the landlord's own ledger has as many times, the same amount on the same day: it is placed there.

    Which of them is whose need not be known. Where the ledger has fewer, all of them wait for a person.
    """
    alike: dict[tuple[int, date], list[UUID]] = defaultdict(list)
    for pk, one in rows.items():
        alike[one.amount, one.booked].append(pk)
    days = {day for _, day in alike}
    ledger = Payment.objects.filter(
        booked_date__in=days, import_no__lte=import_no, cause_unknown=False, incoming=None
    ).values_list("amount", "booked_date")
    known = IncomingPayment.objects.filter(
        booked_date__in=days, import_no__lte=import_no, seen_by=SeenBy.LEDGER, open_amount=0
    ).values_list("amount", "booked_date")
    left = Counter(ledger)
    left.subtract(Counter(known))
    booked = {pk for place, of in alike.items() if left[place] >= len(of) for pk in of}
    update_rows(IncomingPayment, ("seen_by",), [(SeenBy.LEDGER if pk in booked else "", pk) for pk in rows])
    for pk in booked:
        del rows[pk]


def _homes(leases: Collection[UUID]) -> dict[UUID, tuple[str, str]]:
    """The number and the address of each lease; a protected one has no address here."""
    found: dict[UUID, tuple[str, str]] = {}
    for part in parts(leases):
        told = Lease.objects.filter(pk__in=part).values_list("pk", "source_key", "address")
        found.update({pk: (number, address) for pk, number, address in told})
    return found


def _look_up(payments: Collection[Unplaced], import_no: int) -> _Looked:
    near = {n for one in payments for n in near_numbers(normal(one.reference)) if len(normal(one.reference)) > 4}
    return _Looked(
        by_name=_leases_by_name(import_no) if any(one.payer_name for one in payments) else {},
        protected={name_key(name) for name in protected_names()} if payments else set(),
        open_bills=_open_bills({one.amount for one in payments}, import_no),
        by_number=targets_by_number(near, import_no=import_no),
        payers=bills_of_payers({one.payer_account for one in payments}, import_no=import_no),
    )


def _near(one: Unplaced, looked: _Looked) -> Iterator[Target]:
    seen = set()
    for number in sorted(near_numbers(normal(one.reference))) if len(normal(one.reference)) > 4 else ():
        for target in looked.by_number.get(number, ()):
            if target.lease not in seen:
                seen.add(target.lease)
                yield target


def _in_time(one: Unplaced, target: Target) -> bool:
    return target.due is not None and target.due - PAID_BEFORE <= one.booked <= target.due + PAID_AFTER


def _leases_by_name(import_no: int) -> dict[frozenset[str], set[UUID]]:
    """Leases by the names on them; protected people's names are in a table of their own and never suggested by."""
    found: dict[frozenset[str], set[UUID]] = defaultdict(set)
    named = LeaseTenant.objects.filter(import_no__lte=import_no).exclude(person__name="")
    for name, lease in named.values_list("person__name", "lease_id").iterator(chunk_size=5_000):
        found[name_key(name)].add(lease)
    return found


def _open_bills(amounts: Iterable[int], import_no: int) -> dict[int, list[Target]]:
    found: dict[int, list[Target]] = defaultdict(list)
    for part in parts(sorted({amount for amount in amounts if amount > 0})):
        bills = Bill.objects.filter(amount__in=part, import_no__lte=import_no)
        still_open = bills.annotate(paid=Coalesce(Sum("payments__amount"), 0)).filter(paid__lt=F("amount"), paid__lte=0)
        for pk, lease, amount, due in still_open.order_by("pk").values_list("pk", "lease_id", "amount", "due_date"):
            found[amount].append(Target(lease, pk, amount, due))
    return found
