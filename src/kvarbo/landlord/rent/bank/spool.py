"""The payments of a reading on their way from the limited process: lines of JSON, as for the landlord's own lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

from kvarbo.landlord.rent.bank.gathering import Row
from kvarbo.landlord.rent.bank.rows import BankPayment, EntryKind, Part, SectionedPayment
from kvarbo.landlord.rent.files.spool import CHUNK, Dates, Spool, write_line

_KINDS = {kind.value: kind for kind in EntryKind}


def write_payments(out: BinaryIO, rows: Iterable[Row]) -> int:
    """Write the rows in chunks; how many it was."""
    number, pending = 0, iter(rows)
    while chunk := list(islice(pending, CHUNK)):
        number += len(chunk)
        write_line(out, {"chunk": chunk})
    return number


class SpooledPayments(Spool[SectionedPayment]):
    """The payments of a file, in its order."""

    def __iter__(self) -> Iterator[SectionedPayment]:
        dates: Any = Dates()
        for content in self._lines():
            for row in content.get("chunk", ()):
                yield payment_of(row, dates)


def payment_of(row: Row | list[Any], dates: Any) -> SectionedPayment:
    """A row as what it tells of."""
    section, place, kind, amount, booked, ordered, reference, parts, text, name, account, identity, serial, ordinal = (
        row
    )
    return SectionedPayment(
        section,
        BankPayment(
            place, _KINDS[kind], amount, dates[booked], dates[ordered] if ordered else None, reference,
            tuple(Part(*part) for part in parts), text, name, account, identity, serial, ordinal,
        ),
    )  # fmt: skip
