"""What comes out of a rent officer's file: typed, checked rows and everything that was found on the way.

Money is whole öre; dates are Swedish local dates; ``None`` always means that the file does not say.
Rows of one lease share one ``LeaseRow`` object, so an importer may compare with ``is`` before comparing fields.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from kvarbo.core.facts import BillKind, BillLine, LeaseKind


class FileKind(StrEnum):
    """The two lists a property system prints."""

    OPEN_ITEMS = "open_items"  # restlista: who owes what today
    LEDGER = "ledger"  # hyresreskontra: leases, bills and payments


@dataclass(frozen=True, slots=True)
class TenantRow:
    """Hyresgäst as the file names them. ``identity`` is twelve digits, ten for an organisation, or an interim number.

    A number that did not hold is left out (None) and told among the errors; the row stays.
    """

    identity: str | None = None
    name: str = ""
    phone: str | None = None
    email: str | None = None
    protected: bool | None = None
    born: date | None = None


@dataclass(frozen=True, slots=True)
class LeaseRow:
    """Hyresavtal as the file describes it; ``rent`` in öre a month, ``flat`` as text with its leading zeros."""

    number: str
    kind: LeaseKind = LeaseKind.DWELLING
    address: str = ""
    flat: str = ""
    district: str = ""
    start: date | None = None
    end: date | None = None
    rent: int | None = None
    autogiro: bool | None = None
    first_lease: bool | None = None
    tenants: tuple[TenantRow, ...] = ()
    children: int | None = None  # only where the landlord has a recorded purpose
    language: str | None = None  # only where the landlord has a recorded purpose


@dataclass(frozen=True, slots=True)
class BillRow:
    """Hyresavi in a ledger; ``month`` is the first day of the month the money is for; ``lines`` sum to ``amount``."""

    number: str
    ocr: str
    month: date
    kind: BillKind
    due_date: date
    amount: int
    lines: tuple[BillLine, ...] = ()


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """Inbetalning that the landlord's own system has matched to the bill on the same row."""

    booked: date
    amount: int
    order_received: date | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One row of a ledger: a lease, with a bill, with one payment of that bill. Several rows may repeat the bill."""

    line: int
    lease: LeaseRow
    bill: BillRow | None = None
    payment: PaymentRow | None = None


@dataclass(frozen=True, slots=True)
class OpenItemRow:
    """One row of an open-items list (restlista); ``amount`` is what was billed, ``remaining`` what is still open."""

    line: int
    lease: LeaseRow
    remaining: int
    due_date: date
    kind: BillKind = BillKind.RENT
    month: date | None = None
    number: str = ""
    ocr: str = ""
    amount: int | None = None


Row = LedgerRow | OpenItemRow


@dataclass(frozen=True, slots=True)
class RowError:
    """A fault in the file: where, what was there, what to do. ``refused`` says whether the whole row was left out."""

    line: int
    column: str
    value: str
    message: str
    refused: bool = True


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts and sums (öre) of what was read; a bill on several rows is counted once."""

    rows: int = 0
    leases: int = 0
    tenants: int = 0
    bills: int = 0
    payments: int = 0
    billed: int = 0
    paid: int = 0
    remaining: int = 0
    latest_booked: date | None = None
    latest_due: date | None = None


class Rows(Protocol):
    """The rows, read afresh from the spool at every iteration: memory stays flat however long the file is."""

    def __iter__(self) -> Iterator[Row]: ...

    def __len__(self) -> int: ...

    def chunks(self, size: int = 2000) -> Iterator[tuple[Row, ...]]:
        """The same rows in tuples of at most ``size``, for writing in short batches."""
        ...

    def keep_at(self, path: Path) -> None:
        """A copy of the reading that can be opened again, so that what was shown is what is read in."""
        ...


@dataclass(frozen=True, slots=True)
class FileReading:
    """Everything a reading of one file gave. Free the spool with ``close()`` or use it in a ``with``."""

    kind: FileKind
    format: str  # "csv" or "xlsx"
    encoding: str | None
    separator: str | None
    sheet: str | None
    header_line: int
    header: tuple[str, ...]
    mapping: Mapping[str, str]  # field → column name; remember it per sender and pass it in again
    reasons: Mapping[str, str]  # field → why that column was chosen, in Swedish
    unused: tuple[str, ...]  # columns that were not read
    rows: Rows
    errors: tuple[RowError, ...]
    error_count: int  # may be more than len(errors): only the first 10,000 are kept
    refused_rows: int
    refused_leases: frozenset[str]  # leases with a refused row: never take them as settled
    refused_unnamed: int  # refused rows where not even the lease number could be read
    skipped: Mapping[str, int]  # LeaseKind value → rows left out because they are not dwellings
    totals: Totals = field(default_factory=Totals)
    warnings: tuple[str, ...] = ()
    patterns: tuple[tuple[str, ...], ...] = ()  # the shape of the first rows' cells, never the cells
    network_closed: bool = False  # whether the reading process had its network taken away

    def close(self) -> None:
        """Give back the spool, which holds personal data and exists only as an unnamed file."""
        close = getattr(self.rows, "close", None)
        if close is not None:
            close()

    def __enter__(self) -> FileReading:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
