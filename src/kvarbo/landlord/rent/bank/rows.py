"""What comes out of a payment file: sections with payments, and everything that was found on the way.

Money is whole öre; dates are Swedish local dates; ``None`` and "" always mean that the file does not say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Protocol


class BankFormat(StrEnum):
    """Betalningsfilens format."""

    CAMT_054 = "camt.054"  # kontohändelser (ISO 20022), den vanliga filen
    CAMT_053 = "camt.053"  # kontoutdrag (ISO 20022)
    BGMAX = "BgMax"  # Bankgirots fil, som bankerna slutade skicka 2026-11-27
    CSV = "csv"  # kontohändelser ur internetbanken


class EntryKind(StrEnum):
    """Vad en post är: only payments and reversals of them concern tenants."""

    PAYMENT = "payment"  # inbetalning
    DEDUCTION = "deduction"  # avdrag, till exempel en kreditfaktura (BgMax 21)
    REVERSAL = "reversal"  # återförd inbetalning


@dataclass(frozen=True, slots=True)
class Part:
    """En av flera referenser under samma betalning; ``amount`` in öre when the file says how much of it."""

    reference: str
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class BankPayment:
    """En bankhändelse. ``amount`` in öre: money in is above zero, a reversal or a deduction below.

    ``booked`` is the day it was booked, ``order_received`` the day the bank got the payer's order, when the file says.
    ``reference`` is the one reference the payer gave (OCR, or a structured reference), ``text`` what they wrote beside.
    ``serial`` is the bank's own number for this payment; together with the section's account, the booked day and the
    amount it is the same in every file that tells of the payment. ``ordinal`` tells payments without a serial apart
    that are alike in everything, and those with one that share it and the amount but say different things.
    """

    place: str  # where it stands in the file, for a person: "rad 14", "notifiering 2, post 5, betalning 3"
    kind: EntryKind
    amount: int
    booked: date
    order_received: date | None = None
    reference: str = ""
    parts: tuple[Part, ...] = ()
    text: str = ""
    payer_name: str = ""
    payer_account: str = ""  # bankgiro, IBAN or account number, digits and letters only
    payer_identity: str = ""  # organisationsnummer or personnummer when the file has it
    serial: str = ""
    ordinal: int = 1


@dataclass(frozen=True, slots=True)
class Section:
    """Ett avsnitt: one account's day or statement. Totals are what the file says of itself, checked while reading."""

    account: str  # mottagarens bankgiro, plusgiro eller konto, digits and letters only
    account_kind: str  # "bankgiro", "plusgiro", "iban", "konto"
    currency: str
    day: date | None  # the day it was booked or made
    through: date | None  # the last day whose payments it holds, when it says so
    number: str  # the bank's serial number of the section, "" when it has none
    payments: int  # how many payments and reversals
    deductions: int
    total: int  # öre: everything in the section added together
    skipped: int = 0  # pending entries, and money out, that were left out


@dataclass(frozen=True, slots=True)
class SectionedPayment:
    """A payment with the section it stands in (its place in ``BankReading.sections``)."""

    section: int
    payment: BankPayment


class BankRows(Protocol):
    """The payments in the file's order, read afresh at every iteration: memory stays flat however long the file is."""

    def __iter__(self) -> Iterator[SectionedPayment]: ...

    def __len__(self) -> int: ...

    def chunks(self, size: int = 2000) -> Iterator[tuple[SectionedPayment, ...]]:
        """The same in tuples of at most ``size``."""
        ...

    def keep_at(self, path: Path) -> None:
        """A copy of the reading that can be opened again, so that what was shown is what is read in."""
        ...


@dataclass(frozen=True, slots=True)
class BankReading:
    """Everything a reading of one payment file gave. Free the spool with ``close()`` or use it in a ``with``.

    A payment file is read whole or not at all: money that is left out would make somebody look late.
    """

    format: BankFormat
    version: str  # "02", "08"; "01" for BgMax; "" for CSV
    encoding: str
    made: str  # the file's own time stamp and number, as text
    sections: tuple[Section, ...]
    rows: BankRows
    payments: int
    deductions: int
    total: int  # öre, all sections in SEK
    latest_booked: date | None
    through: date | None  # the last day whose payments the file holds: said by the file, else the latest booked day
    warnings: tuple[str, ...] = ()

    def close(self) -> None:
        """Give back the spool, which holds personal data."""
        close = getattr(self.rows, "close", None)
        if close is not None:
            close()

    def __enter__(self) -> BankReading:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
