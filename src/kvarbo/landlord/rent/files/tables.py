"""CSV and Excel as the same thing: numbered rows of cell texts under a header."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, BinaryIO, Protocol

from kvarbo.landlord.rent.files.decode import encoding_of
from kvarbo.landlord.rent.files.mapping import recognised
from kvarbo.landlord.rent.files.refusal import SAVE_AGAIN, CannotRead, shortened
from kvarbo.landlord.rent.files.workbook_checks import OLE2, ZIP, check_workbook, refuse_old_excel

SEPARATORS = ";\t,|"
HEADER_WITHIN = 40  # rows: titles, print dates and filters above the header
LONGEST_CELL = 32_767

Source = Callable[[], BinaryIO]  # opens the same bytes from their beginning, as often as asked
NumberedRow = tuple[int, list[str]]


class Table(Protocol):
    """Rows that can be gone through more than once; ``line`` counts as a text editor or Excel does."""

    @property
    def format(self) -> str: ...

    @property
    def encoding(self) -> str | None: ...

    @property
    def separator(self) -> str | None: ...

    @property
    def sheet(self) -> str | None: ...

    @property
    def warnings(self) -> tuple[str, ...]: ...

    def rows(self) -> Iterator[NumberedRow]: ...

    def last_merged_line(self) -> int: ...


@dataclass(slots=True)
class CsvTable:
    """A CSV file; its rows are streamed, and each going-through opens the bytes anew."""

    source: Source
    encoding: str
    separator: str
    warnings: tuple[str, ...] = ()
    format: str = "csv"
    sheet: None = None

    def rows(self) -> Iterator[NumberedRow]:
        """Every record with the line where it starts; a stray quotation mark refuses the file at its line."""
        with io.TextIOWrapper(self.source(), encoding=self.encoding, errors="strict", newline="") as lines:
            reader = csv.reader(lines, delimiter=self.separator, strict=True)
            line = 1
            try:
                for record in reader:
                    yield line, record
                    line = reader.line_num + 1
            except csv.Error as fault:
                raise CannotRead(_quote_message(str(fault), line)) from fault
            except UnicodeDecodeError as fault:
                message = f"Efter rad {line} står tecken som inte hör till filens teckenkodning ({self.encoding})."
                raise CannotRead(f"{message} Filen är skadad. {SAVE_AGAIN}") from fault

    def last_merged_line(self) -> int:
        """CSV has no merged cells."""
        return 0


def _quote_message(fault: str, line: int) -> str:
    if "field larger" in fault or "unexpected end" in fault:
        return (
            f'På rad {line} börjar ett citattecken (") som aldrig stängs, eller en cell är för lång. '
            "Filen är avhuggen eller cellen har ett löst citattecken. Rätta raden eller exportera igen."
        )
    return (
        f'På rad {line} står ett citattecken (") mitt i en cell så att raden inte går att läsa. '
        "Ta bort det eller skriv det dubbelt."
    )


@dataclass(slots=True)
class ExcelTable:
    """One sheet of a workbook, already loaded by the spreadsheet reader."""

    loaded: Any
    sheet: str
    warnings: tuple[str, ...] = ()
    format: str = "xlsx"
    encoding: None = None
    separator: None = None

    def rows(self) -> Iterator[NumberedRow]:
        """Every row of the sheet, cells as text in one unambiguous writing."""
        for line, record in enumerate(self.loaded.iter_rows(), start=1):
            yield line, [cell if type(cell) is str else cell_text(cell) for cell in record]

    def last_merged_line(self) -> int:
        """The lowest row that a merge over several rows reaches; 0 without such merges."""
        merges = self.loaded.merged_cell_ranges or ()
        return max((end[0] + 1 for start, end in merges if end[0] > start[0]), default=0)


def cell_text(cell: object) -> str:
    """A typed cell as text: dates ISO, numbers with a point and never exactly three decimals, truth as ja and nej."""
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    if isinstance(cell, float | int):
        return _number_text(float(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ") if cell.time() != cell.time().min else cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _number_text(number: float) -> str:
    if number != number or abs(number) > 1e17:
        return str(number)
    written = f"{number:.6f}".rstrip("0").rstrip(".")
    _, point, decimals = written.partition(".")
    return written + "0" if point and len(decimals) == 3 else written


def open_table(source: Source, chosen: Mapping[str, str] | None = None) -> Table:
    """See what the bytes really are, whatever the name says, and make a table of them."""
    csv.field_size_limit(LONGEST_CELL)
    with source() as stream:
        start = stream.read(8)
        stream.seek(0)
        if start.startswith(OLE2):
            refuse_old_excel(stream)
        if start.startswith((ZIP, b"PK\x05\x06")):
            return _excel(stream, chosen)
        decoding = encoding_of(stream)
    separator = _separator(source, decoding.encoding, chosen)
    return CsvTable(source, decoding.encoding, separator, decoding.warnings)


def _separator(source: Source, encoding: str, chosen: Mapping[str, str] | None) -> str:
    """The separator under which a header row is best recognised; else the one that gives the evenest table."""
    best: tuple[int, int, str] = (0, 0, "")
    for separator in SEPARATORS:
        top = _top_rows(CsvTable(source, encoding, separator))
        known = max((recognised(cells, chosen) for cells in top), default=0)
        widths = Counter(len(cells) for cells in top if len(cells) > 1)
        even = max(widths.values(), default=0)
        if (known, even) > best[:2]:
            best = (known, even, separator)
    if not best[2]:
        raise CannotRead(
            "Filen har inga kolumner: varken semikolon, tabb, komma eller lodstreck skiljer värdena åt. "
            "Exportera listan som CSV med semikolon eller som Excel."
        )
    return best[2]


def _top_rows(table: Table) -> list[list[str]]:
    top: list[list[str]] = []
    rows = table.rows()
    try:
        for _, cells in rows:
            top.append(cells)
            if len(top) >= HEADER_WITHIN:
                break
    except CannotRead:
        pass  # with another separator the quotation marks may be right; the true reading tells the fault
    finally:
        rows.close()  # type: ignore[attr-defined]
    return top


def _excel(stream: BinaryIO, chosen: Mapping[str, str] | None) -> ExcelTable:
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    parts = check_workbook(stream)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(stream.read()))
        names = [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
        ][:50]
        tables = [ExcelTable(workbook.get_sheet_by_name(name), name) for name in names]
    except (CalamineError, ValueError, OSError) as fault:
        raise CannotRead(
            f"Excelfilen går inte att läsa ({shortened(fault, 80)}). Öppna den i Excel och spara igen."
        ) from fault
    tables = [table for table in tables if table.loaded.height]
    if not tables:
        raise CannotRead("Excelfilen har inget synligt ark med innehåll. Kontrollera att rätt fil valdes.")
    return _told(_best_sheet(tables, chosen), tables, parts.extent, parts.external_links)


def _best_sheet(tables: list[ExcelTable], chosen: Mapping[str, str] | None) -> ExcelTable:
    known = [max((recognised(cells, chosen) for cells in _top_rows(table)), default=0) for table in tables]
    best = max(known)
    if best > 3 and known.count(best) > 1:
        same = ", ".join(table.sheet for table, number in zip(tables, known, strict=True) if number == best)
        raise CannotRead(f"Flera ark ser ut som listan: {shortened(same, 120)}. Spara det ark som gäller som egen fil.")
    return tables[known.index(best)]


def _told(table: ExcelTable, tables: list[ExcelTable], extent_of: Any, external_links: bool) -> ExcelTable:
    """Say what was used and what was not; refuse formulas that nobody has computed."""
    extent = extent_of(table.sheet)
    if extent.formulas_without_value:
        raise CannotRead(
            f"Arket har {extent.formulas_without_value} formler utan uträknat värde. Spara filen i Excel igen."
        )
    told = []
    if extent.formulas:
        told.append(f"{extent.formulas} celler är formler: det värde som Excel senast räknade ut har använts.")
    if external_links:
        told.append("Arbetsboken har länkar till andra filer. De har inte följts.")
    unread = [other.sheet for other in tables if other is not table]
    if unread:
        told.append(f"Bara arket ”{shortened(table.sheet)}” är läst, inte {shortened(', '.join(unread), 120)}.")
    table.warnings = tuple(told)
    return table
