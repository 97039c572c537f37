"""Rader: how the landlord's system prints its two lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kvarbo.web.demo.accounts import Account, DemoPayment, SeenBill
from kvarbo.web.demo.leases import DemoLease
from kvarbo.web.demo.people import Person

_TENANT = ("personnr", "namn", "telefon", "e-post", "skyddad")
TENANT_HEADERS = tuple(f"Hyresgäst {number} {part}" for number in (1, 2) for part in _TENANT)
OBJECT_HEADERS = ("Avtalsnr", "Objekttyp", "Adress", "Lägenhetsnr", "Område")
LEDGER_HEADERS = (
    *OBJECT_HEADERS,
    *("Avtal från", "Avtal till", "Månadshyra", "Autogiro", "Första bostad"),
    *TENANT_HEADERS,
    *("Antal barn", "Språk"),
    *("Månad", "Avgiftsslag", "Avinr", "OCR", "Förfallodag", "Belopp", "Betaldag", "Orderdag", "Betalt belopp"),
)
OPEN_ITEM_HEADERS = (
    *OBJECT_HEADERS,
    *TENANT_HEADERS,
    *("Månad", "Avgiftsslag", "Avinr", "Förfallodag", "Belopp", "Restbelopp"),
)
_NO_BILL = ("",) * 9


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Öppen post: a bill with something left on it, or too much."""

    lease: DemoLease
    seen: SeenBill


@lru_cache(maxsize=65536)
def money(amount: int) -> str:
    """Öre as the system prints kronor: 8 412,00 with a space between the thousands."""
    kronor, ore = divmod(abs(amount), 100)
    return f"{'-' if amount < 0 else ''}{kronor:,}".replace(",", " ") + f",{ore:02d}"


@lru_cache(maxsize=4096)
def month_as_printed(month: date) -> str:
    """2026-11."""
    return f"{month.year}-{month.month:02d}"


def ledger_rows(account: Account, seen: tuple[SeenBill, ...]) -> Iterator[tuple[str, ...]]:
    """One row for each bill and payment; a lease without bills has one row."""
    lease = _ledger_lease(account.lease)
    if not seen:
        yield (*lease, *_NO_BILL)
    for item in seen:
        yield from _bill_rows(lease, item)


def _bill_rows(lease: tuple[str, ...], seen: SeenBill) -> Iterator[tuple[str, ...]]:
    bill = seen.bill
    printed = (
        *lease,
        month_as_printed(bill.month),
        bill.charge.value,
        bill.number,
        bill.ocr,
        bill.due_date.isoformat(),
        money(bill.amount),
    )
    if not seen.payments:
        yield (*printed, "", "", "")
    for payment in seen.payments:
        yield (*printed, *_payment(payment))


def open_item_row(item: OpenItem) -> tuple[str, ...]:
    """One row of the open-items list."""
    bill = item.seen.bill
    return (
        *_object(item.lease),
        *_tenants(item.lease),
        month_as_printed(bill.month),
        bill.charge.value,
        bill.number,
        bill.due_date.isoformat(),
        money(bill.amount),
        money(item.seen.remaining),
    )


def sum_row(items: list[OpenItem]) -> tuple[str, ...]:
    """The last row of the open-items list: the word Summa and the sums of the two amounts."""
    billed = sum(item.seen.bill.amount for item in items)
    remaining = sum(item.seen.remaining for item in items)
    return ("Summa", *("",) * (len(OPEN_ITEM_HEADERS) - 3), money(billed), money(remaining))


def _payment(payment: DemoPayment) -> tuple[str, str, str]:
    ordered = payment.ordered.isoformat() if payment.ordered else ""
    return payment.booked.isoformat(), ordered, money(payment.amount)


def _object(lease: DemoLease) -> tuple[str, ...]:
    return lease.number, lease.kind.value, lease.address, lease.flat, lease.district


def _tenants(lease: DemoLease) -> tuple[str, ...]:
    first, second = (*(_person(tenant) for tenant in lease.tenants[:2]), ("",) * 5)[:2]
    return (*first, *second)


def _person(person: Person) -> tuple[str, ...]:
    return person.number_as_printed, person.name, person.phone, person.email, "Ja" if person.protected else "Nej"


def _ledger_lease(lease: DemoLease) -> tuple[str, ...]:
    return (
        *_object(lease),
        lease.start.isoformat(),
        lease.end.isoformat() if lease.end else "",
        money(lease.rent),
        "Ja" if lease.habit.pays_by_autogiro else "Nej",
        "Ja" if lease.first_home else "",
        *_tenants(lease),
        "" if lease.children is None else str(lease.children),
        lease.language,
    )
