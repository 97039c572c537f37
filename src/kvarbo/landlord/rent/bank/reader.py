"""The reading process for payment files: as for the landlord's lists, one hostile file on standard input.

Run as ``python -m kvarbo.landlord.rent.bank.reader OPTIONS`` with OPTIONS as JSON.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import astuple
from datetime import date
from typing import Any, BinaryIO

from kvarbo.landlord.rent.bank.bgmax import read_bgmax
from kvarbo.landlord.rent.bank.camt import read_camt
from kvarbo.landlord.rent.bank.csv_payments import read_csv_payments
from kvarbo.landlord.rent.bank.gathering import Gathered, Row
from kvarbo.landlord.rent.bank.recognising import format_of
from kvarbo.landlord.rent.bank.rows import BankFormat
from kvarbo.landlord.rent.bank.spool import write_payments
from kvarbo.landlord.rent.files.reader import main
from kvarbo.landlord.rent.files.refusal import CannotRead
from kvarbo.landlord.rent.files.tables import Source

KIND = "payments"  # tells this summary from a list's

Reader = Callable[[Gathered, Source, dict[str, Any]], Iterator[Row]]

_READERS: dict[BankFormat, Reader] = {
    BankFormat.CAMT_054: lambda gathered, source, _: read_camt(gathered, source),
    BankFormat.BGMAX: lambda gathered, source, options: read_bgmax(
        gathered, source, accept_test=options["accept_test"]
    ),
    BankFormat.CSV: lambda gathered, source, _: read_csv_payments(gathered, source),
}


def read_payments(source: Source, out: BinaryIO, options: dict[str, Any]) -> dict[str, Any]:
    """Write the payments of one file and answer with everything else it says."""
    gathered = Gathered(format_of(source))
    rows = _READERS[gathered.format](gathered, source, options)
    days = _Days(date.fromisoformat(options["on"]))
    written = write_payments(out, days.passing(rows))
    return {
        "kind": KIND, "format": gathered.format.value, "version": gathered.version, "encoding": gathered.encoding,
        "made": gathered.made, "rows_written": written, "payments": gathered.payments,
        "deductions": gathered.deductions, "total": gathered.total, "latest_booked": days.latest,
        "through": _ordinal(gathered.through()) or days.latest, "warnings": gathered.warnings,
        "sections": [
            [_ordinal(value) if isinstance(value, date) else value for value in astuple(section)]
            for section in gathered.sections
        ],
    }  # fmt: skip


class _Days:
    """Looks at the booked days going past: the latest is told, and none may lie after the day of reading."""

    def __init__(self, on: date) -> None:
        self.on, self.latest = on, 0

    def passing(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The rows as they are."""
        last = self.on.toordinal()
        for row in rows:
            if row[4] > self.latest:
                self.latest = row[4]
                if row[4] > last:
                    raise CannotRead(
                        f"{row[1].capitalize()}: bokföringsdagen {date.fromordinal(row[4])} ligger efter dagen då "
                        f"filen läses ({self.on}). Kontrollera att rätt fil valdes; inget är inläst."
                    )
            yield row


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], read_payments))
