"""The records of a BgMax file by Bankgirot's manual (november 2019): positions, counted from 1, and their order."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kvarbo.landlord.rent.bank.spoken import CALL_THE_BANK
from kvarbo.landlord.rent.files.refusal import CannotRead, shortened
from kvarbo.landlord.rent.files.tables import Source

LENGTH = 80
START, OPENING, DEPOSIT, END = "01", "05", "15", "70"
PAYMENT, DEDUCTION = "20", "21"
EXTRA, EXTRA_NEGATIVE = "22", "23"
INFORMATION, NAME, ADDRESS, TOWN, ORGANISATION = "25", "26", "27", "28", "29"

NAMES = {
    START: "startpost", OPENING: "öppningspost", PAYMENT: "betalningspost", DEDUCTION: "avdragspost",
    EXTRA: "extra referensnummerpost", EXTRA_NEGATIVE: "extra referensnummerpost", INFORMATION: "informationspost",
    NAME: "namnpost", ADDRESS: "adresspost 1", TOWN: "adresspost 2", ORGANISATION: "organisationsnummerpost",
    DEPOSIT: "insättningspost", END: "slutpost",
}  # fmt: skip

# Records that belong to a payment, in the order they must come; those after 25 at most once.
DETAILS = {EXTRA: 1, EXTRA_NEGATIVE: 1, INFORMATION: 2, NAME: 3, ADDRESS: 4, TOWN: 5, ORGANISATION: 6}
REPEATED = frozenset((1, 2))


@dataclass(frozen=True, slots=True)
class Record:
    """En rad: its number in the file and its text, blanks restored."""

    line: int
    text: str

    @property
    def code(self) -> str:
        """The transaction code."""
        return self.text[:2]

    def field(self, first: int, last: int) -> str:
        """The text in these positions, without blanks around it."""
        return self.text[first - 1 : last].strip()

    def number(self, first: int, last: int, what: str) -> int:
        """A field that must be figures, filled with zeros."""
        digits = self.text[first - 1 : last]
        if not (digits.isascii() and digits.isdigit()):
            raise self.refused(f"{what} (position {first}–{last}) är inte siffror: ”{shortened(digits)}”")
        return int(digits)

    def day(self, first: int, last: int, what: str) -> date:
        """A day as ÅÅÅÅMMDD."""
        digits = f"{self.number(first, last, what):08}"
        try:
            return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        except ValueError as fault:
            raise self.refused(f"{what} {digits} finns inte i kalendern") from fault

    def refused(self, what: str, section: str = "") -> CannotRead:
        """A refusal that names the record, with its section when it stands in one."""
        where = f"{NAMES.get(self.code, f'posttyp {self.code}')} på rad {self.line}"
        where = f"{section}, {where}" if section else where[:1].upper() + where[1:]
        return CannotRead(f"{where}: {what}. {CALL_THE_BANK}")


def records(source: Source, encoding: str) -> Iterator[Record]:
    """The records with their line numbers. Stripped blanks at the end of a line are put back, tabs are widened."""
    with io.TextIOWrapper(source(), encoding=encoding, errors="strict", newline=None) as lines:
        try:
            for number, line in enumerate(lines, start=1):
                text = line.rstrip("\r\n\x1a").expandtabs(8)
                if not text.strip():
                    continue
                yield _record(number, text)
        except UnicodeDecodeError as fault:
            raise CannotRead(f"Filen har tecken som inte hör till dess teckenkodning. {CALL_THE_BANK}") from fault


def _record(number: int, text: str) -> Record:
    if len(text.rstrip()) > LENGTH:
        raise CannotRead(f"Rad {number} är längre än {LENGTH} tecken, som en post i BgMax har. {CALL_THE_BANK}")
    if not (text[:2].isascii() and text[:2].isdigit()):
        raise CannotRead(f"Rad {number} börjar inte med en posttyp av två siffror. {CALL_THE_BANK}")
    return Record(number, text[:LENGTH].ljust(LENGTH))
