"""CSV med kontohändelser ur internetbanken: what came in to the account, with the running balance as the check."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kvarbo.landlord.rent.bank.csv_columns import KNOWN_WORDS, SWEDISH, fields_in, is_header, places_of
from kvarbo.landlord.rent.bank.gathering import SEK, Gathered, OpenSection, Row
from kvarbo.landlord.rent.bank.rows import EntryKind
from kvarbo.landlord.rent.bank.spoken import difference
from kvarbo.landlord.rent.files import values
from kvarbo.landlord.rent.files.cells import FileHabits, Remembering
from kvarbo.landlord.rent.files.refusal import CannotRead, Unreadable, shortened
from kvarbo.landlord.rent.files.tables import HEADER_WITHIN, Source, Table, open_table
from kvarbo.landlord.rent.files.values import NO_HABITS, plain

_PAYMENT = EntryKind.PAYMENT.value
_PENDING = frozenset(map(plain, ("reserverad", "preliminär", "väntande", "pågående", "kommande", "pending")))
_BOOKED = frozenset(map(plain, ("", "bokförd", "klar", "genomförd", "utförd", "booked")))
_SUM_WORDS = tuple(map(plain, ("summa", "totalt", "ingående saldo", "utgående saldo", "saldo")))
_ACCOUNT = re.compile(r"(?:konto(?:nummer|nr)?|bankgiro)\W*((?:SE)?\d[\d ,.-]{4,40}\d)", re.IGNORECASE)
# Which habit of the landlord's lists each column follows: dates and amounts are written one way in the whole file.
_HABIT = {"booked": "booked", "amount": "amount", "paid_in": "paid", "paid_out": "rent", "balance": "remaining"}


class CsvFile:
    """Läser en fil, row by row; the balances are judged when all rows have been seen."""

    def __init__(self, gathered: Gathered) -> None:
        self.gathered = gathered
        self._sections: dict[tuple[str, str], tuple[int, OpenSection]] = {}
        self._balances: dict[tuple[str, str], _Balance] = {}

    def rows(self, source: Source) -> Iterator[Row]:
        """Every payment in; when it has run to its end the balances have been found to follow from the rows."""
        table = open_table(source, KNOWN_WORDS)
        if table.format != "csv":
            raise CannotRead("Filen är en Excelfil. Spara kontohändelserna som CSV och försök igen.")
        self.gathered.encoding = table.encoding or ""
        for message in table.warnings:
            self.gathered.warn(message)
        line, header, above = _header(table)
        columns = _Columns(table, header)
        if not {"account"} & set(columns.places) and not above:
            self.gathered.warn("Filen säger inte vilket konto pengarna kom till.")
        for number, cells in table.rows():
            if number > line and any(cell.strip() for cell in cells):
                row = self._row(number, columns.read(number, cells), above)
                if row:
                    yield row
        for key, balance in self._balances.items():
            balance.judge(key[1])
        for _, section in self._sections.values():
            self.gathered.close(section)

    def _row(self, line: int, told: Mapping[str, Any], above: str) -> Row | None:
        if not told:
            return None
        account = told.get("account") or above
        currency = (told.get("currency") or SEK).upper()
        key = (account, currency)
        number, section = self._sections.setdefault(
            key, (len(self._sections), OpenSection(account=account, currency=currency))
        )
        amount = told["amount"]
        if plain(told.get("status") or "") in _PENDING:
            section.skipped += 1
            return None
        if told.get("balance") is not None:
            self._balances.setdefault(key, _Balance()).see(line, amount, told["balance"])
        if amount <= 0:
            section.skipped += 1
            return None
        section.count(_PAYMENT, amount)
        if currency != SEK:
            return None
        row = (
            number, f"rad {line}", _PAYMENT, amount, told["booked"].toordinal(), 0, told.get("reference") or "", (),
            told.get("text") or "", told.get("payer") or "", _signs(told.get("payer_account") or ""), "",
            told.get("serial") or "", 1,
        )  # fmt: skip
        return (*row[:-1], self.gathered.ordinal(account, row))


class _Columns:
    """Reads the cells of a row under the header's names; the first cell that cannot be read refuses the file."""

    def __init__(self, table: Table, header: Sequence[str]) -> None:
        self.places = places_of(header)
        self._header = header
        habits = FileHabits(table, {_HABIT[name]: at for name, at in self.places.items() if name in _HABIT}, NO_HABITS)
        amount = Remembering(habits.reading(values.amount))
        self._parsers: dict[str, Any] = dict.fromkeys(("amount", "paid_in", "paid_out", "balance"), amount.__getitem__)
        self._parsers["booked"] = Remembering(habits.reading(values.day)).__getitem__
        self._parsers |= dict.fromkeys(("reference", "serial"), values.whole_number_text)
        self._parsers["account"] = lambda cell: _signs(values.whole_number_text(cell))
        self._parsers["status"] = _status

    def read(self, line: int, cells: Sequence[str]) -> dict[str, Any]:
        """Field → value; nothing for a sum row."""
        texts = {name: cells[at] if at < len(cells) else "" for name, at in self.places.items()}
        if not texts["booked"].strip()[:1].isdigit() and plain(next(cell for cell in cells if cell.strip())).startswith(
            _SUM_WORDS
        ):
            return {}
        told = {name: self._value(line, name, text) for name, text in texts.items()}
        if told["booked"] is None:
            raise self._refused(line, "booked", "", "cellen är tom")
        if "amount" not in told:
            told["amount"] = self._in_or_out(line, told)
        if told["amount"] is None:
            raise self._refused(line, "amount", "", "cellen är tom")
        return told

    def _in_or_out(self, line: int, told: Mapping[str, Any]) -> int:
        paid_in, paid_out = told.get("paid_in"), told.get("paid_out")
        if (paid_in or 0) and (paid_out or 0):
            raise self._refused(line, "paid_in", "", "raden har både insättning och uttag")
        if paid_in is None and paid_out is None:
            raise self._refused(line, "paid_in", "", "raden har varken insättning eller uttag")
        return int(paid_in or -abs(paid_out or 0))

    def _value(self, line: int, name: str, text: str) -> Any:
        if not text.strip():
            return None
        try:
            return self._parsers.get(name, values.text)(text)
        except Unreadable as fault:
            raise self._refused(line, name, text, str(fault)) from fault

    def _refused(self, line: int, name: str, text: str, what: str) -> CannotRead:
        column = self._header[self.places[name]] if name in self.places else SWEDISH[name]
        shown = f" (”{shortened(text)}”)" if text else ""
        return CannotRead(f"Rad {line}, kolumnen ”{shortened(column)}”{shown}: {what} Inget är inläst.")


class _Balance:
    """Löpande saldo: each row's balance is the one before it and the row's amount, oldest or newest first."""

    def __init__(self) -> None:
        self._last: tuple[int, int] | None = None  # amount and balance of the row before
        self._faults: dict[str, list[tuple[int, int, int]]] = {"oldest": [], "newest": []}

    def see(self, line: int, amount: int, balance: int) -> None:
        """The next row with a balance."""
        if self._last:
            before, balance_before = self._last
            for way, expected in (("oldest", balance_before + amount), ("newest", balance_before - before)):
                if balance != expected and len(self._faults[way]) < 2:
                    self._faults[way].append((line, balance, expected))
        self._last = amount, balance

    def judge(self, currency: str) -> None:
        """Refuse when the balances follow from the rows in neither order, naming the first row that breaks them."""
        if not all(self._faults.values()):
            return
        line, said, found = max((faults[0] for faults in self._faults.values()), key=lambda fault: fault[0])
        raise CannotRead(
            f"Rad {line}: saldot stämmer inte med raderna: {difference(said, found, currency)}. En rad saknas eller är "
            "ändrad, så inget är inläst. Exportera kontohändelserna på nytt."
        )


def _header(table: Table) -> tuple[int, list[str], str]:
    """The header row, where it stands, and the account that is named above it."""
    above: list[str] = []
    best: tuple[int, int, list[str]] = (0, 0, [])
    rows = table.rows()
    for seen, (number, cells) in enumerate(rows):
        if seen >= HEADER_WITHIN:
            break
        if is_header(cells):
            rows.close()  # type: ignore[attr-defined]
            found = _ACCOUNT.search(" ".join(above))
            return number, [cell.strip() for cell in cells], _signs(found[1]) if found else ""
        if len(fields_in(cells)) > best[0]:
            best = (len(fields_in(cells)), number, [cell.strip() for cell in cells])
        above += cells
    rows.close()  # type: ignore[attr-defined]
    if best[0] >= 2:
        places_of(best[2])  # says what is missing
    raise CannotRead(
        "Filen är inte kontohändelser från banken: ingen rad har kolumnerna bokföringsdag, belopp och referens eller "
        "text. Exportera kontohändelserna med dem."
    )


def _status(cell: str) -> str:
    if plain(cell) not in _PENDING | _BOOKED:
        raise Unreadable("Statusen känns inte igen, så det går inte att veta om pengarna kom.")
    return cell


def _signs(text: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", text).upper()


def read_csv_payments(gathered: Gathered, source: Source) -> Iterator[Row]:
    """The rows of a CSV file; ``gathered`` is complete when they have all been taken."""
    return CsvFile(gathered).rows(source)
