"""Lists as a landlord's system prints them, and the same rows in every file form; people are test numbers only."""

from __future__ import annotations

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import xlsxwriter

from kvarbo.landlord.rent.files.reader import read_into
from kvarbo.landlord.rent.files.reading import _reading
from kvarbo.landlord.rent.files.refusal import CannotRead
from kvarbo.landlord.rent.files.rows import FileKind, FileReading
from kvarbo.landlord.rent.files.spool import SpooledRows, lines_of

ON = date(2026, 11, 24)
ANNA, OLLE = "189001019802", "189001039800"

LEDGER = """Avtalsnr;Objekttyp;Adress;Lägenhetsnr;Område;
Avtal från;Avtal till;Månadshyra;Autogiro;Första bostad;
Hyresgäst 1 personnr;Hyresgäst 1 namn;Hyresgäst 1 telefon;Hyresgäst 1 e-post;Hyresgäst 1 skyddad;
Hyresgäst 2 personnr;Hyresgäst 2 namn;Hyresgäst 2 telefon;Hyresgäst 2 e-post;Hyresgäst 2 skyddad;
Antal barn;Språk;Månad;Avgiftsslag;Avinr;OCR;Förfallodag;Belopp;Betaldag;Orderdag;Betalt belopp""".replace(
    "\n", ""
).split(";")
OPEN_ITEMS = """Avtalsnr;Objekttyp;Adress;Hyresgäst;Personnr;Telefon;
Månad;Avgiftsslag;Avinr;Förfallodag;Belopp;Restbelopp""".replace("\n", "").split(";")

_LEASE_1 = ["007", "Bostad", "Provgatan 1", "0901", "Norr", "2015-05-01", "", "8450,00", "Nej", "Nej", ANNA,
            "Åsa Öberg", "070-1740605", "asa@example.org", "Nej", OLLE, "Olle Ek",
            "", "", "Ja", "2", "finska"]  # fmt: skip
_LEASE_2 = ["008", "Lägenhet", "Provgatan 2", "1002", "Norr", "2020-01-01", "", "7000,00", "Ja", "Ja", "", "Björn Ås",
            "070-1740606", "", "", "", "", "", "", "", "", ""]  # fmt: skip
LEDGER_ROWS = [
    [*_LEASE_1, "2026-10", "Hyra", "A1", "17", "2026-09-30", "8450,00", "2026-09-29", "2026-09-28", "4000,00"],
    [*_LEASE_1, "2026-10", "Hyra", "A1", "17", "2026-09-30", "8450,00", "2026-10-05", "2026-10-05", "4450,00"],
    [*_LEASE_1, "2026-11", "Hyra", "A2", "18", "2026-10-30", "8450,00", "", "", ""],
    [*_LEASE_2, "2026-11", "Hyra", "B2", "28", "2026-10-30", "7000,00", "2026-10-30", "", "7000,00"],
    ["009", "Bostad", "Provgatan 3", "1003", *[""] * 27],
    ["G1", "Garage", "Provgatan 1", "", *[""] * 18, "2026-11", "Garage", "G2", "", "2026-10-30", "500,00", "", "", ""],
]
_NOVEMBER = ["2026-11", "Hyra"]
_DUE, _PHONE = "2026-10-30", "070-1740605"
OPEN_ROWS = [
    ["007", "Bostad", "Provgatan 1", "Åsa Öberg", ANNA, _PHONE, *_NOVEMBER, "A2", _DUE, "8450,00", "8450,00"],
    ["008", "Bostad", "Provgatan 2", "Björn Ås", "", "070-1740606", *_NOVEMBER, "B2", _DUE, "7000,00", "−500,00"],
    ["L1", "Lokal", "Provgatan 9", "Provbolaget", "", "", *_NOVEMBER, "L2", _DUE, "900,00", "900,00"],
]  # fmt: skip


def csv_bytes(
    header: Sequence[str], rows: Iterable[Sequence[str]], *, encoding: str = "utf-8", separator: str = ";"
) -> bytes:
    """The list as CSV in an encoding."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows([header, *rows])
    text = out.getvalue()
    return (text.replace("−", "-") if encoding == "cp1252" else text).encode(encoding)


def xlsx_bytes(header: Sequence[str], rows: Iterable[Sequence[Any]], *, above: int = 0, typed: bool = False) -> bytes:
    """The list as a workbook; ``typed`` writes amounts as numbers and dates as dates, as Excel users do."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Lista")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for number, cells in enumerate([header, *rows], start=above):
        for place, cell in enumerate(cells):
            if isinstance(cell, float | int):
                sheet.write_number(number, place, cell)
            elif typed and number > above and cell[4:5] == "-" and len(cell) == 10 and cell[:2] == "20":
                sheet.write_datetime(number, place, date.fromisoformat(cell), day)
            elif typed and number > above and cell.endswith(",00"):
                sheet.write_number(number, place, float(cell.replace(",", ".").replace("−", "-")))
            else:
                sheet.write_string(number, place, cell)
    book.close()
    return out.getvalue()


def workbook_with(sheet_xml: str, **parts: bytes) -> bytes:
    """A workbook made by hand around one sheet's XML."""
    names: dict[str, bytes] = {
        "[Content_Types].xml": _TYPES, "_rels/.rels": _ROOT, "xl/workbook.xml": _BOOK,
        "xl/_rels/workbook.xml.rels": _RELS,
        "xl/worksheets/sheet1.xml": sheet_xml.encode(), **parts,
    }  # fmt: skip
    return zipped(names.items())


def zipped(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip with the entries as they are, also twice the same name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return out.getvalue()


def read_here(content: bytes, **options: Any) -> FileReading:
    """Read in this process, without limits: for tests of content, not of danger."""
    out = tempfile.TemporaryFile()  # noqa: SIM115
    given = {"mapping": {}, "keep": [], "on": ON.isoformat(), "kind": None, **options}
    read_into(lambda: io.BytesIO(content), out, given)
    out.flush()
    *_, last = lines_of(out)
    summary = json.loads(last)
    if "refused" in summary:
        out.close()
        raise CannotRead(summary["refused"])
    rows = SpooledRows(out, FileKind(summary["kind"]), summary["rows_written"])
    return _reading(summary | {"network_closed": False}, rows)


def read_rows(content: bytes, **options: Any) -> list[Any]:
    """The rows of a reading in this process, its spool given back."""
    with read_here(content, **options) as reading:
        return list(reading.rows)


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = f"""{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"
 ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"
 ContentType="application/xml"/></Types>""".encode()
_ROOT = f"""{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"
 Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>""".encode()
_BOOK = f"""{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="Lista" sheetId="1"
 r:id="rId1"/></sheets></workbook>""".encode()
_RELS = f"""{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"
 Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>""".encode()


def sheet_xml(cells: str, *, before: str = "") -> str:
    """A worksheet with rows and cells given as XML."""
    return f'{_XML}{before}<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>'
