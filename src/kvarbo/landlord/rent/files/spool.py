"""The way from the limited reading process to its caller: lines of JSON in an unnamed file, never one giant object.

The reading process has seen hostile bytes, so nothing it hands over may run code here: JSON, not pickle.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Generic, TypeVar

from kvarbo.core.facts import BillKind, BillLine, LeaseKind
from kvarbo.landlord.rent.files.leases import KnownLease
from kvarbo.landlord.rent.files.rows import (
    BillRow,
    FileKind,
    LeaseRow,
    LedgerRow,
    OpenItemRow,
    PaymentRow,
    Row,
    TenantRow,
)

CHUNK = 2_000

Row_co = TypeVar("Row_co", covariant=True)


def write_chunks(
    out: BinaryIO, rows: Iterable[tuple[Any, ...]], new_leases: list[KnownLease], keep: frozenset[str]
) -> int:
    """Write rows in chunks, each with the leases that it is the first to name; how many rows it was."""
    number, pending = 0, iter(rows)
    while chunk := list(islice(pending, CHUNK)):
        number += len(chunk)
        leases = [[known.index, *_lease_out(known.lease, keep)] for known in new_leases]
        new_leases.clear()
        write_line(out, {"leases": leases, "rows": chunk})
    return number


def write_line(out: BinaryIO, content: dict[str, Any]) -> None:
    """One line of the spool; the last tells what was found beside the rows, or why the file was refused."""
    out.write(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())
    out.write(b"\n")


def _lease_out(lease: LeaseRow, keep: frozenset[str]) -> list[Any]:
    tenants = [
        [tenant.identity, tenant.name, tenant.phone, tenant.email, tenant.protected, _ordinal(tenant.born)]
        for tenant in lease.tenants
    ]
    return [
        lease.number, lease.kind.value, lease.address, lease.flat, lease.district, _ordinal(lease.start),
        _ordinal(lease.end), lease.rent, lease.autogiro, lease.first_lease, tenants,
        lease.children if "children" in keep else None, lease.language if "language" in keep else None,
    ]  # fmt: skip


def _ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


class Dates(dict[int | None, date | None]):
    """Ordinals to dates, each made once."""

    def __missing__(self, ordinal: int | None) -> date | None:
        self[ordinal] = found = None if ordinal is None else date.fromordinal(ordinal)
        return found


class Spool(Generic[Row_co]):
    """The rows of a reading; every iteration reads the spool again from its start."""

    def __init__(self, spool: BinaryIO, count: int) -> None:
        self._spool, self._count = spool, count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Row_co]:
        raise NotImplementedError

    def chunks(self, size: int = CHUNK) -> Iterator[tuple[Row_co, ...]]:
        """The rows in tuples of at most ``size``."""
        rows = iter(self)
        while chunk := tuple(islice(rows, size)):
            yield chunk

    def keep_at(self, path: Path) -> None:
        """Write a copy that outlives the spool: readable by its owner only, whole or not at all."""
        half = path.with_name(path.name + ".half")
        descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as copy:
            place = 0
            while block := os.pread(self._spool.fileno(), 1 << 20, place):
                place += len(block)
                copy.write(block)
        half.replace(path)

    def close(self) -> None:
        """Give the spool back; what it held is gone."""
        self._spool.close()

    def _lines(self) -> Iterator[dict[str, Any]]:
        return (json.loads(line) for line in lines_of(self._spool))


class SpooledRows(Spool[Row]):
    """The rows of a landlord's list."""

    def __init__(self, spool: BinaryIO, kind: FileKind, count: int) -> None:
        super().__init__(spool, count)
        self._kind = kind

    def __iter__(self) -> Iterator[Row]:
        dates: Any = Dates()
        leases: dict[int, LeaseRow] = {}
        make = _ledger_row if self._kind is FileKind.LEDGER else _open_item_row
        for content in self._lines():
            for index, *lease in content.get("leases", ()):
                leases[index] = _lease_in(lease, dates)
            for row in content.get("rows", ()):
                yield make(row, leases, dates)


def lines_of(spool: BinaryIO) -> Iterator[bytes]:
    """Every line of the spool, read at explicit places so that several readers do not disturb each other."""
    place, rest = 0, b""
    while block := os.pread(spool.fileno(), 1 << 20, place):
        place += len(block)
        *lines, rest = (rest + block).split(b"\n")
        yield from lines
    if rest:
        yield rest


def _lease_in(cells: list[Any], dates: Any) -> LeaseRow:
    number, kind, address, flat, district, start, end, rent, autogiro, first, tenants, children, language = cells
    people = tuple(
        TenantRow(identity, name, phone, email, protected, dates[born])
        for identity, name, phone, email, protected, born in tenants
    )
    return LeaseRow(
        number, LeaseKind(kind), address, flat, district, dates[start], dates[end], rent, autogiro, first, people,
        children, language,
    )  # fmt: skip


_KINDS = {kind.value: kind for kind in BillKind}


def _ledger_row(row: list[Any], leases: dict[int, LeaseRow], dates: Any) -> LedgerRow:
    line, lease, bill, payment = row
    billed = paid = None
    if bill:
        number, ocr, month, kind, due, amount, lines = bill
        parts = tuple(BillLine(_KINDS[word], ore) for word, ore in lines) if lines else ()
        billed = BillRow(number, ocr, dates[month], _KINDS[kind], dates[due], amount, parts)
    if payment:
        booked, amount, order, reference = payment
        paid = PaymentRow(dates[booked], amount, dates[order], reference)
    return LedgerRow(line, leases[lease], billed, paid)


def _open_item_row(row: list[Any], leases: dict[int, LeaseRow], dates: Any) -> OpenItemRow:
    line, lease, remaining, due, kind, month, number, ocr, amount = row
    return OpenItemRow(line, leases[lease], remaining, dates[due], _KINDS[kind], dates[month], number, ocr, amount)
