"""From rows to the bytes that an agency's system reads: columns, writing of dates and amounts by its mapping."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kvarbo.ground.exports.workbook import workbook
from kvarbo.landlord.collection.mapping import AmountStyle, DateStyle, FileOut, OutField, OutFormat

Value = str | int | date | None  # int is öre


@dataclass(frozen=True, slots=True)
class OutRow:
    """En rad i underlaget: one bill, with what any agency may ask for. Amounts in öre; rent and other apart."""

    reference: str
    lease_number: str
    names: tuple[str, ...]
    identities: tuple[str, ...]
    address: str
    flat: str
    phone: str
    email: str
    bill_number: str
    ocr: str
    month: date
    due_date: date
    capital_rent: int
    capital_other: int
    sent_date: date

    def value(self, field: OutField) -> Value:
        """What stands in a column."""
        if field is OutField.CAPITAL:
            return self.capital_rent + self.capital_other
        if field in (OutField.NAME, OutField.NAME_2):
            return _nth(self.names, field is OutField.NAME_2)
        if field in (OutField.IDENTITY, OutField.IDENTITY_2):
            return _nth(self.identities, field is OutField.IDENTITY_2)
        if field is OutField.MONTH:
            return f"{self.month:%Y-%m}"
        found: Value = getattr(self, field.value)
        return found


def _nth(of: tuple[str, ...], place: int) -> str:
    return of[place] if place < len(of) else ""


def can_be_written(row: OutRow, out: FileOut) -> bool:
    """Whether every sign of the row fits the agency's encoding; nothing is written with signs lost."""
    if out.format is OutFormat.XLSX:
        return True
    try:
        ";".join(_text(row.value(column.field), out) for column in out.columns).encode(out.encoding)
    except UnicodeEncodeError:
        return False
    return True


def written(rows: Sequence[OutRow], out: FileOut) -> bytes:
    """The whole file."""
    header = [column.header for column in out.columns]
    cells = [[_text(row.value(column.field), out) for column in out.columns] for row in rows]
    return workbook([header, *cells], sheet="Underlag") if out.format is OutFormat.XLSX else _csv(header, cells, out)


def _text(value: Value, out: FileOut) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.strftime({DateStyle.ISO: "%Y-%m-%d", DateStyle.COMPACT: "%Y%m%d"}.get(out.dates, "%d.%m.%Y"))
    if isinstance(value, int):
        return _amount(value, out.amounts)
    return " ".join(value.split())


def _amount(ore: int, style: AmountStyle) -> str:
    if style is AmountStyle.ORE:
        return str(ore)
    sign = "-" if ore < 0 else ""
    mark = "," if style is AmountStyle.COMMA else "."
    return f"{sign}{abs(ore) // 100}{mark}{abs(ore) % 100:02d}"


def _csv(header: list[str], cells: list[list[str]], out: FileOut) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter="\t" if out.separator == "tab" else out.separator, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(cells)
    return text.getvalue().encode(out.encoding)
