"""Files made to harm: each gets a clear Swedish answer, and the process that asked lives."""

import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvarbo.ground.limited import process
from kvarbo.ground.limited.limits import Limits
from kvarbo.landlord.rent.files.reading import read_file
from kvarbo.landlord.rent.files.refusal import CannotRead
from tests.landlord.rent.files.lists import (
    LEDGER,
    LEDGER_ROWS,
    ON,
    OPEN_ITEMS,
    OPEN_ROWS,
    csv_bytes,
    read_here,
    sheet_xml,
    workbook_with,
    xlsx_bytes,
    zipped,
)

OPEN_XLSX = xlsx_bytes(OPEN_ITEMS, OPEN_ROWS)
FAR_CELL = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
UNPLACED_CELLS = "<row>" + "<c/>" * 600 + "</row>"
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'
OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")


def with_entry(content: bytes, name: str, data: bytes = b"x", mode: int = 0) -> bytes:
    """The workbook with one more entry; a mode makes it a link."""
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as archive:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = mode << 16
        archive.writestr(entry, data)
    return out.getvalue()


def encrypted(content: bytes) -> bytes:
    """The workbook with every entry marked as encrypted, in both headers."""
    marked = bytearray(content)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = marked.find(signature)
        while place >= 0:
            marked[place + offset] |= 1
            place = marked.find(signature, place + 4)
    return bytes(marked)


def doubled_part() -> bytes:
    """A workbook with the same part twice."""
    with pytest.warns(UserWarning, match="Duplicate"):
        return with_entry(OPEN_XLSX, "xl/workbook.xml")


HOSTILE = [
    ("empty", b"", "Filen är tom"),
    ("only blanks", b" \r\n \r\n", "Filen är tom"),
    ("NUL", b"Avtalsnr;Restbelopp\r\n1\x00;2\r\n", "NUL-tecken"),
    ("UTF-16 without mark", "Avtalsnr;Rest".encode("utf-16-le"), "NUL-tecken"),
    ("cut UTF-16", csv_bytes(OPEN_ITEMS, OPEN_ROWS, encoding="utf-16")[:-1], "avhuggen eller skadad"),
    (
        "EBCDIC",
        csv_bytes(OPEN_ITEMS, OPEN_ROWS[:1]).decode().encode("cp037", "replace"),
        "inte text|styrtecken|kolumner",
    ),
    ("DOS", "Avtalsnr;Namn;Restbelopp\r\n1;Gärd Höög;2\r\n".encode("cp850"), "äldre teckenkodning"),
    ("endless line", b"Avtalsnr;" + b"x" * 10_000_000, "miljon tecken"),
    ("PDF", b"%PDF-1.7 ...", "PDF"),
    ("a web page called xls", b"<html><table><tr><td>Avtalsnr", "webbsida"),
    ("old Excel", OLE2 + b"\0" * 600, "gamla Excelformatet"),
    ("password", OLE2 + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "lösenord"),
    ("encrypted zip", encrypted(OPEN_XLSX), "lösenord"),
    ("far cell", workbook_with(sheet_xml(FAR_CELL)), "sträcker sig till cell XFD1048576"),
    ("far unplaced cells", workbook_with(sheet_xml(UNPLACED_CELLS)), "sträcker sig"),
    ("bomb", workbook_with(sheet_xml(CELL + " " * 30_000_000)), "packar upp sig orimligt"),
    ("entities", workbook_with(sheet_xml(CELL, before=LAUGHS)), "DOCTYPE"),
    ("macros", with_entry(OPEN_XLSX, "xl/vbaProject.bin"), "makron"),
    ("path out", with_entry(OPEN_XLSX, "../../etc/x"), "sökväg utanför"),
    ("link", with_entry(OPEN_XLSX, "xl/link.xml", b"/etc/passwd", 0o120777), "länk i stället"),
    ("binary workbook", zipped([("xl/workbook.bin", b"x")]), "xlsb"),
    ("LibreOffice", zipped([("content.xml", b"<a/>")]), "LibreOffice"),
    ("plain zip", zipped([("lista.csv", b"a;b")]), "zip-fil utan Excelark"),
    ("too many parts", zipped((f"x{number}", b"") for number in range(2001)), "orimligt många"),
    ("cut workbook", OPEN_XLSX[: len(OPEN_XLSX) // 2], "skadad eller avhuggen"),
    ("broken markup", workbook_with("<worksheet><row>"), "skadad eller avhuggen"),
    (
        "uncomputed formula",
        workbook_with(sheet_xml('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>1+1</f></c></row>')),
        "utan uträknat värde",
    ),
    ("empty workbook", workbook_with(sheet_xml("")), "inget synligt ark"),
    ("open quote", b'Avtalsnr;Restbelopp;F\xc3\xb6rfallodag\r\n1;"2;3\r\n', "aldrig stängs"),
    ("stray quote", b'Avtalsnr;Restbelopp;F\xc3\xb6rfallodag\r\n1;"2"x;3\r\n', "mitt i en cell"),
    ("one column", b"Hej\r\nhopp\r\n", "inga kolumner"),
]


@pytest.mark.parametrize(("content", "message"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE])
def test_a_hostile_file_is_refused_with_a_reason(content, message):
    with pytest.raises(CannotRead, match=message):
        read_here(content)


def test_a_workbook_with_the_same_part_twice_is_refused():
    with pytest.raises(CannotRead, match="samma del två gånger"):
        read_here(doubled_part())


def test_computed_formulas_external_links_and_unread_sheets_are_told():
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    book.add_worksheet("Annat").write_string(0, 0, "Hej")
    sheet = book.add_worksheet("Lista")
    for number, cells in enumerate([OPEN_ITEMS, *OPEN_ROWS]):
        for place, cell in enumerate(cells):
            sheet.write_string(number, place, cell)
    sheet.write_formula(1, OPEN_ITEMS.index("Restbelopp"), "=1+1", None, 8450)
    book.close()
    with read_here(with_entry(out.getvalue(), "xl/externalLinks/externalLink1.xml", b"<a/>")) as reading:
        assert next(iter(reading.rows)).remaining == 845000
    assert reading.sheet == "Lista"
    assert reading.warnings == (
        "1 celler är formler: det värde som Excel senast räknade ut har använts.",
        "Arbetsboken har länkar till andra filer. De har inte följts.",
        "Bara arket ”Lista” är läst, inte Annat.",
    )


def test_cells_merged_over_several_rows_are_refused():
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("Lista")
    for number, cells in enumerate([OPEN_ITEMS, *OPEN_ROWS]):
        for place, cell in enumerate(cells):
            sheet.write_string(number, place, cell)
    sheet.merge_range(1, 3, 2, 3, "Åsa Öberg")
    book.close()
    with pytest.raises(CannotRead, match="sammanslagna över flera rader"):
        read_here(out.getvalue())


def test_the_limited_process_gives_the_same_rows_and_answers_refusals(tmp_path):
    path = tmp_path / "lista.csv"
    path.write_bytes(csv_bytes(LEDGER, LEDGER_ROWS))
    with read_file(path, on=ON) as reading, read_here(path.read_bytes()) as here:
        assert list(reading.rows) == list(here.rows)
        assert [len(chunk) for chunk in reading.rows.chunks(2)] == [2, 2, 1]
    with pytest.raises(CannotRead, match="XFD1048576"):
        read_file(io.BytesIO(workbook_with(sheet_xml(FAR_CELL))), on=ON)
    with pytest.raises(CannotRead, match="går inte att öppna"):
        read_file(tmp_path / "saknas.csv", on=ON)


OPEN_CSV = csv_bytes(OPEN_ITEMS, OPEN_ROWS)


@given(
    whole=st.sampled_from([OPEN_CSV, OPEN_XLSX]),
    cut=st.integers(0, 12_000),
    changes=st.lists(st.tuples(st.integers(0, 12_000), st.integers(0, 255)), max_size=4),
)
@settings(max_examples=150, deadline=None)
def test_a_file_damaged_anywhere_is_read_or_refused_in_words(whole, cut, changes):
    damaged = bytearray(whole if cut >= len(whole) else whole[:cut])
    for place, byte in changes:
        if damaged:
            damaged[place % len(damaged)] = byte
    try:
        with read_here(bytes(damaged)) as reading:
            told = len(list(reading.rows)) + reading.error_count + sum(reading.skipped.values()) + len(reading.warnings)
    except CannotRead as fault:
        told = len(str(fault))
    assert told > 0


def many_leases(number: int) -> bytes:
    """A ledger whose every row is a lease of its own."""
    row = LEDGER_ROWS[0]
    return csv_bytes(LEDGER, ([str(lease), *row[1:]] for lease in range(number)))


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        ({"memory": 90_000_000}, "mer minne"),
        ({"cpu_seconds": 1}, "för lång tid"),
        ({"wall_seconds": 1}, "för lång tid"),
        ({"output": 200_000}, "Filen är för stor"),
        ({"input": 1000}, "större än"),
    ],
)
def test_a_reading_beyond_its_limits_is_ended_and_the_caller_lives(limits, message):
    content = many_leases(40_000)
    with pytest.raises(CannotRead, match=message):
        read_file(io.BytesIO(content), on=ON, limits=replace(Limits(), **limits))


def test_a_killed_reading_process_is_told_and_leaves_nothing(monkeypatch):
    class Killed(subprocess.Popen):
        def wait(self, timeout=None):
            self.kill()
            return super().wait(timeout)

    monkeypatch.setattr(process.subprocess, "Popen", Killed)
    before = os.listdir("/proc/self/fd") if os.path.isdir("/proc/self/fd") else []
    with pytest.raises(CannotRead, match="signal 9"):
        read_file(io.BytesIO(csv_bytes(LEDGER, LEDGER_ROWS)), on=ON)
    assert len(os.listdir("/proc/self/fd") if before else []) <= len(before)


def test_the_reading_process_gets_no_secrets_of_the_installation(monkeypatch):
    monkeypatch.setenv("KVARBO_SECRET", "hemlig")
    assert sorted(process._environment()) == ["LANG", "PYTHONDONTWRITEBYTECODE", "PYTHONPATH"]


def test_whether_the_network_can_be_closed_is_known_and_told():
    with read_file(io.BytesIO(csv_bytes(LEDGER, LEDGER_ROWS)), on=ON) as reading:
        assert reading.network_closed is process.network_can_be_closed()


def test_reading_files_needs_no_django():
    modules = "kvarbo.landlord.rent.files.reading, kvarbo.landlord.rent.files.reader"
    probe = f"import sys, {modules}; print('django' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert answer.stdout == "False\n"
