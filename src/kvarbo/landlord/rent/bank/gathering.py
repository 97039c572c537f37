"""What a reader of any format hands over while it goes through a file: rows, sections, totals and warnings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kvarbo.landlord.rent.bank.rows import BankFormat, EntryKind, Section

SEK = "SEK"
MOST_WARNINGS = 60
_DEDUCTION = EntryKind.DEDUCTION.value

# section, place, kind, amount, booked and order day (day numbers, 0 unknown), reference, parts, text, payer's name,
# account and identity, serial, ordinal: a plain tuple, because a file may hold hundreds of thousands of them.
Row = tuple[Any, ...]


@dataclass(slots=True)
class OpenSection:
    """Avsnitt under läsning: what the file says of it, and what has been counted so far."""

    account: str = ""
    account_kind: str = "konto"
    currency: str = ""
    day: date | None = None
    through: date | None = None
    number: str = ""
    payments: int = 0
    deductions: int = 0
    total: int = 0
    skipped: int = 0

    def count(self, kind: str, amount: int) -> None:
        """One row of the section."""
        if kind == _DEDUCTION:
            self.deductions += 1
        else:
            self.payments += 1
        self.total += amount

    def closed(self) -> Section:
        """The section as it is told of."""
        return Section(
            self.account, self.account_kind, self.currency, self.day, self.through, self.number,
            self.payments, self.deductions, self.total, self.skipped,
        )  # fmt: skip


@dataclass(slots=True)
class Gathered:
    """Det som har lästs hittills. The rows themselves go past; they are not kept here."""

    format: BankFormat
    version: str = ""
    encoding: str = ""
    made: str = ""
    sections: list[Section] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    _alike: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    def warn(self, message: str) -> None:
        """Something the person should know about the whole file; told once."""
        if message not in self.warnings and len(self.warnings) < MOST_WARNINGS:
            self.warnings.append(message)

    def close(self, section: OpenSection) -> None:
        """A section is complete. Other currencies than kronor are told of, and their payments are no rows."""
        self.sections.append(section.closed())
        if section.currency != SEK and (section.payments or section.deductions):
            self.warn(
                f"Avsnitt {len(self.sections)} är i {section.currency or 'okänd valuta'}: "
                f"{section.payments + section.deductions} poster är inte med, eftersom Kvarbo inte växlar valuta."
            )

    def ordinal(self, account: str, row: Row) -> int:
        """Tells alike payments apart; with one serial number and amount, only when what they say differs."""
        serial = row[12]
        if not serial:
            key: tuple[Any, ...] = (account, row[4], row[3], row[6], row[10] or row[9])
            number: int = self._alike.get(key, 0) + 1
            self._alike[key] = number
            return number
        content = hash(row[6:12])
        key = (account, row[4], serial, row[3])
        first = self._alike.setdefault(key, content)
        return 1 if first == content else self._other_with_same_serial(key, content, serial)

    def _other_with_same_serial(self, key: tuple[Any, ...], content: int, serial: str) -> int:
        self.warn(f"Bankens serienummer {serial} står på flera lika stora betalningar. De räknas var för sig.")
        others: list[int] = self._alike.setdefault((*key, "others"), [])
        if content not in others:
            others.append(content)
        return others.index(content) + 2

    @property
    def payments(self) -> int:
        """Payments and reversals in kronor."""
        return sum(section.payments for section in self._in_kronor())

    @property
    def deductions(self) -> int:
        """Deductions in kronor."""
        return sum(section.deductions for section in self._in_kronor())

    @property
    def total(self) -> int:
        """Öre, everything in kronor."""
        return sum(section.total for section in self._in_kronor())

    def through(self) -> date | None:
        """The last day that every account of the file tells the whole of, where the file says so."""
        by_account: dict[str, date] = {}
        for section in self.sections:
            if section.through:
                by_account[section.account] = max(section.through, by_account.get(section.account, section.through))
        return min(by_account.values(), default=None)

    def _in_kronor(self) -> Iterator[Section]:
        return (section for section in self.sections if section.currency == SEK)
