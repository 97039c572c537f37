"""Excel files looked at from outside before any spreadsheet reader may open them.

A workbook is a zip of XML. A reader that trusts it can be made to ask for hundreds of gigabytes by one cell far away,
or by a part that unpacks a thousandfold; so sizes, names, markup and cell extents are measured first, streaming.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, BinaryIO
from xml.parsers import expat

from kvarbo.landlord.rent.files.refusal import SAVE_AGAIN, CannotRead

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
MOST_PARTS = 2_000
MOST_BYTES = 600_000_000  # unpacked
MOST_RATIO = 200
MOST_CELLS = 6_000_000  # rows × columns of one sheet: about 180,000 rows of a full ledger
MOST_COLUMNS = 500

_TOO_LARGE = (
    "Arket sträcker sig till cell {cell}, mer än Kvarbo läser ur Excel. Ta bort innehåll långt utanför tabellen, "
    "eller spara som CSV om listan verkligen är så stor."
)
_DAMAGED = f"Excelfilen är skadad eller avhuggen. {SAVE_AGAIN}"


@dataclass(slots=True)
class SheetExtent:
    """How far the cells of a sheet reach, and what its formulas carry."""

    rows: int = 0
    columns: int = 0
    formulas: int = 0
    formulas_without_value: int = 0


@dataclass(slots=True)
class WorkbookParts:
    """What the scan found in the workbook."""

    extents: dict[str, SheetExtent] = field(default_factory=dict)  # part name → extent
    sheet_ids: dict[str, str] = field(default_factory=dict)  # sheet name → relationship id
    targets: dict[str, str] = field(default_factory=dict)  # relationship id → part name
    external_links: bool = False

    def extent(self, sheet: str) -> SheetExtent:
        """The measured extent of the sheet with that name."""
        return self.extents.get(self.targets.get(self.sheet_ids.get(sheet, ""), ""), SheetExtent())


def refuse_old_excel(stream: BinaryIO) -> None:
    """OLE2 files: an encrypted workbook, or the Excel format from before 2007 whatever its name says."""
    content = stream.read(1 << 20)
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise CannotRead("Excelfilen är skyddad med lösenord. Ta bort lösenordet (Spara som, Verktyg) och försök igen.")
    raise CannotRead(f"Filen är i det gamla Excelformatet (.xls), även om namnet kan säga något annat. {SAVE_AGAIN}")


def check_workbook(stream: BinaryIO) -> WorkbookParts:
    """Measure a workbook without trusting it; refuse what is not an ordinary .xlsx."""
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
            _check_entries(entries)
            return _scan_parts(archive, entries)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, LookupError, ValueError, RuntimeError) as fault:
        raise CannotRead(_DAMAGED) from fault
    finally:
        stream.seek(0)


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_PARTS:
        raise CannotRead(f"Excelfilen innehåller {len(entries)} delar, orimligt många. {SAVE_AGAIN}")
    if len({name.lower() for name in names}) != len(names):
        raise CannotRead(f"Excelfilen innehåller samma del två gånger: den är skadad eller manipulerad. {SAVE_AGAIN}")
    for entry in entries:
        _check_entry(entry)
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise CannotRead("Excelfilen blir för stor när den packas upp. Spara listan som CSV i stället.")
    _check_kind(set(names))


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name or "\0" in name:
        raise CannotRead(f"Excelfilen innehåller en sökväg utanför sig själv: den är manipulerad. {SAVE_AGAIN}")
    if (entry.external_attr >> 16) & 0o170000 == 0o120000:
        raise CannotRead(f"Excelfilen innehåller en länk i stället för en del: den är manipulerad. {SAVE_AGAIN}")
    if entry.flag_bits & 0x1:
        raise CannotRead("Filen är skyddad med lösenord. Ta bort lösenordet och försök igen.")
    if entry.file_size > 1_000_000 and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
        raise CannotRead(f"Excelfilen packar upp sig orimligt mycket: den är skadad eller manipulerad. {SAVE_AGAIN}")


def _check_kind(names: set[str]) -> None:
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise CannotRead("Excelfilen innehåller makron. Spara den som vanlig .xlsx utan makron och försök igen.")
    if "xl/workbook.bin" in names:
        raise CannotRead(f"Filen är i det binära Excelformatet (.xlsb). {SAVE_AGAIN}")
    if "xl/workbook.xml" in names:
        return
    if "content.xml" in names:
        raise CannotRead(f"Filen är ett kalkylark från LibreOffice (.ods). {SAVE_AGAIN}")
    if "word/document.xml" in names:
        raise CannotRead(f"Filen är ett Worddokument, inte en lista. {SAVE_AGAIN}")
    raise CannotRead("Filen är en zip-fil utan Excelark. Packa upp den och ta in listan som ligger i den.")


def _scan_parts(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> WorkbookParts:
    found = WorkbookParts()
    for entry in entries:
        name = entry.filename
        found.external_links = found.external_links or name.startswith("xl/externalLinks/")
        with archive.open(entry) as part:
            start = part.read(256)
            if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or start[:2] in (b"\xff\xfe", b"\xfe\xff"):
                _scan_markup(name, _blocks(start, part), found)
            else:
                for _ in _blocks(start, part):  # reads to the end, so that the checksum is verified
                    pass
    return found


def _blocks(start: bytes, part: IO[bytes]) -> Iterator[bytes]:
    yield start
    while block := part.read(1 << 18):
        yield block


def _scan_markup(name: str, blocks: Iterator[bytes], found: WorkbookParts) -> None:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    scan = _MarkupScan(name, found)
    parser.StartElementHandler = scan.start
    try:
        for block in blocks:
            parser.Parse(block, False)
        parser.Parse(b"", True)
    except expat.ExpatError as fault:
        raise CannotRead(_DAMAGED) from fault
    scan.finish()


def _refuse_doctype(*_: object) -> None:
    raise CannotRead(f"Excelfilen innehåller egna definitioner (DOCTYPE), som inte hör hemma där. {SAVE_AGAIN}")


class _LocalNames(dict[str, str]):
    """Element names without their prefix, each worked out once."""

    def __missing__(self, name: str) -> str:
        self[name] = local = name.rpartition(":")[2]
        return local


class _ColumnNumbers(dict[str, int]):
    """``A`` → 1, ``XFD`` → 16384, each worked out once."""

    def __missing__(self, letters: str) -> int:
        number = 0
        for letter in letters.upper()[:4]:
            number = number * 26 + max(ord(letter) - 64, 0)
        self[letters] = number
        return number


class _MarkupScan:
    """Counts cells, rows and formulas of one part; collects sheet names and their targets from the workbook's own."""

    def __init__(self, name: str, found: WorkbookParts) -> None:
        self.found, self.name = found, name
        self.extent = SheetExtent()
        self.local, self.columns = _LocalNames(), _ColumnNumbers()
        self.row = self.column = 0
        self.open_formula = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """One start tag; the busiest function of the scan."""
        local = self.local[name]
        if local == "c":
            self._cell(attributes.get("r"))
        elif local == "v":
            self.open_formula = False
        elif local == "row":
            self.row = int(attributes.get("r") or self.row + 1)
            self.column = 0
        elif local == "f":
            self.extent.formulas += 1
            self.open_formula = True
        elif local == "sheet" and self.name == "xl/workbook.xml":
            identity = next((value for key, value in attributes.items() if self.local[key] == "id" and ":" in key), "")
            self.found.sheet_ids[attributes.get("name", "")] = identity
        elif local == "Relationship" and self.name == "xl/_rels/workbook.xml.rels":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
            self.found.targets[attributes.get("Id", "")] = path

    def _cell(self, reference: str | None) -> None:
        self._settle_formula()
        if reference is None:
            self.column += 1
            row = self.row
        else:
            letters = reference.rstrip("0123456789")
            self.column = self.columns[letters]
            row = int(reference[len(letters) :] or 0)
        extent = self.extent
        if row > extent.rows or self.column > extent.columns:
            extent.rows, extent.columns = max(row, extent.rows), max(self.column, extent.columns)
            if extent.columns > MOST_COLUMNS or extent.rows * extent.columns > MOST_CELLS:
                raise CannotRead(_TOO_LARGE.format(cell=(reference or f"{self.column}:{row}")[:12]))

    def _settle_formula(self) -> None:
        if self.open_formula:
            self.extent.formulas_without_value += 1
            self.open_formula = False

    def finish(self) -> None:
        """The part is at its end: keep what was measured."""
        self._settle_formula()
        if self.extent.rows:
            self.found.extents[self.name] = self.extent
