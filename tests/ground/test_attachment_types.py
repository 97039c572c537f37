"""What a file is, is told by its content: four types are taken, and all that pretends, hides or runs is refused."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from datetime import date
from uuid import UUID

import pytest

from kvarbo.ground.attachments.file_types import FileType, recognised
from kvarbo.ground.attachments.names import LONGEST, cleaned, download_name
from kvarbo.ground.attachments.refusals import AttachmentRefused

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + b"\x11" * 40 + b"\xff\xd9"
TEXT = "Hej Åsa!\r\nDin hyra är sen.\n".encode()


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(b"\x00\x00"))
    + chunk(b"IEND", b"")
)


def zipped(*names: str) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name in names:
            archive.writestr(name, "innehåll")
    return kept.getvalue()


def pdf_with(inside: bytes) -> bytes:
    return PDF.replace(b"endobj", inside + b"\nendobj", 1)


def packed(objects: bytes) -> bytes:
    """Objects as modern writers keep them: in a packed list."""
    body = zlib.compress(objects)
    return pdf_with(b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n" % len(body) + body)


@pytest.mark.parametrize(
    ("content", "name", "found"),
    [
        (PDF, "underrättelse.pdf", FileType.PDF),
        (PDF, "UNDERRÄTTELSE.PDF", FileType.PDF),
        (PDF, "skannat utan ändelse", FileType.PDF),
        (pdf_with(b"(A text about /JS and scripts)"), "a.pdf", FileType.PDF),
        (packed(b"1 0 << /Type /Page >>"), "a.pdf", FileType.PDF),
        (JPEG, "foto.jpg", FileType.JPEG),
        (JPEG + b"a phone's own trailer", "foto.jpeg", FileType.JPEG),
        (PNG, "bild.png", FileType.PNG),
        (TEXT, "anteckning.txt", FileType.TEXT),
        ("Åke-Örjan O’Neill".encode("cp1252"), "anteckning.txt", FileType.TEXT),
        (b"\xef\xbb\xbfmed BOM", "anteckning.txt", FileType.TEXT),
        ("سلام\u200c عليكم".encode(), "anteckning.txt", FileType.TEXT),
        (b"3 < 5 och 7 > 2", "anteckning.txt", FileType.TEXT),
    ],
)
def test_what_people_scan_photograph_and_write_is_taken(content: bytes, name: str, found: FileType) -> None:
    assert recognised(content, name) is found


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "tom.pdf", "Filen är tom"),
        (PDF, "bild.jpg", "Filen heter .jpg men innehållet är en PDF"),
        (PDF, "faktura.pdf.exe", "Filen heter .exe"),
        (TEXT, "lista.csv", "Filen heter .csv"),
        (JPEG, "bild.png", "en JPEG-bild"),
        (TEXT, "brev.pdf", "innehållet är en textfil"),
        (zipped("a.txt"), "a.zip", "arkiv (zip)"),
        (zipped("a.txt"), "a.pdf", "arkiv (zip)"),
        (zipped("[Content_Types].xml", "word/document.xml"), "brev.docx", "Office-dokument"),
        (zipped("[Content_Types].xml", "word/vbaProject.bin"), "brev.docx", "makron"),
        (zipped("[Content_Types].xml"), "blad.xlsm", "makron"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "brev.doc", "äldre Office-dokument"),
        (b"{\\rtf1 hej}", "brev.rtf", "RTF"),
        (b"Rar!\x1a\x07\x00", "a.rar", "arkiv"),
        (b"7z\xbc\xaf\x27\x1c", "a.7z", "arkiv"),
        (b"\x1f\x8b\x08\x00", "a.gz", "packad fil"),
        (b"a" * 257 + b"ustar\x00", "a.tar", "arkiv"),
        (b"MZ\x90\x00", "a.pdf", "program"),
        (b"\x7fELF\x02", "a.txt", "program"),
        (b"#!/bin/sh\nrm x", "a.txt", "program"),
        (b"GIF89a", "a.gif", "GIF"),
        (b"II*\x00\x08", "a.tif", "TIFF"),
        (b"\x00\x00\x00\x18ftypheic", "IMG_1.HEIC", "HEIC"),
        (b"<!DOCTYPE html><html><body>hej", "a.html", "webbsida"),
        (b"  \n<html>", "a.txt", "webbsida"),
        (b"\xef\xbb\xbf<script>x</script>", "a.txt", "webbsida"),
        (b"Hej <ScRiPt >x</script>", "a.txt", "webbsida"),
        (b"<?xml version='1.0'?><svg onload='x'/>", "a.svg", "SVG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.txt", "SVG"),
        (b"<?php system('x');", "a.txt", "webbsida"),
        (PDF[:-7], "a.pdf", "slutet saknas"),
        (b"GIF89a" + PDF, "a.pdf", "GIF"),
        (PDF + zipped("a.exe"), "a.pdf", "ett arkiv gömt i sig"),
        (JPEG + zipped("a.exe"), "a.jpg", "ett arkiv gömt i sig"),
        (JPEG[:20] + b"<script>alert(1)</script>" + JPEG[20:], "a.jpg", "en webbsida gömd i sig"),
        (JPEG[:30] + PDF + JPEG[30:], "a.jpg", "något annat också"),
        (JPEG[:-2], "a.jpg", "avbruten"),
        (PNG + b"<html>", "a.png", "en webbsida gömd i sig"),
        (PNG + PDF, "a.png", "något annat också"),
        (PNG[:-4], "a.png", "avbruten"),
        (TEXT + zipped("a.exe"), "a.txt", "flera saker"),
        (b"hej\n%PDF-1.4\n", "a.txt", "flera saker"),
        (b"\x00\x01\x02okand", "a.txt", "går inte att känna igen"),
        (b"hej\x1b[31m", "a.txt", "går inte att känna igen"),
        (bytes(range(128, 256)), "a.txt", "går inte att känna igen"),
        (pdf_with(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), "a.pdf", "något som kan köras"),
        (pdf_with(b"/S /J#61vaScript"), "a.pdf", "något som kan köras"),
        (pdf_with(b"/S /Launch /F (cmd.exe)"), "a.pdf", "något som kan köras"),
        (pdf_with(b"/Names << /EmbeddedFiles 3 0 R >>"), "a.pdf", "andra filer i sig"),
        (pdf_with(b"/AcroForm << /XFA [ 1 0 R ] >>"), "a.pdf", "något som kan köras"),
        (packed(b"1 0 << /S /JavaScript >>"), "a.pdf", "något som kan köras"),
        (packed(b"\x00" * 30_000_000), "a.pdf", "packar upp sig"),
        (pdf_with(b"/Encrypt 5 0 R"), "a.pdf", "låst med lösenord"),
    ],
)
def test_what_pretends_hides_or_runs_is_refused_with_a_reason(content: bytes, name: str, says: str) -> None:
    with pytest.raises(AttachmentRefused) as refusal:
        recognised(content, name)
    assert says in refusal.value.message


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("underrättelse.pdf", "underrättelse.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Anna\\Skrivbord\\brev.pdf", "brev.pdf"),
        ("hyra\u202efdp.exe", "hyrafdp.exe"),
        ("a\r\nContent-Type: text/html.pdf", "html.pdf"),
        ("  brev\t 1 .pdf ", "brev 1 .pdf"),
        ("A\u030ake.pdf", "Åke.pdf"),
        ("\x00\x07.pdf", "pdf"),
        ("...", "namnlös fil"),
        ("", "namnlös fil"),
        ("فاطمه\u200cزهرا.pdf", "فاطمه\u200cزهرا.pdf"),
    ],
)
def test_a_name_is_cleaned_of_folders_and_of_signs_that_nobody_sees(written: str, kept: str) -> None:
    assert cleaned(written) == kept


def test_a_long_name_keeps_its_ending_and_a_download_is_named_by_nobody() -> None:
    long = cleaned("ö" * 300 + ".pdf")
    assert (len(long), long[-5:]) == (LONGEST, "ö.pdf")
    assert len(cleaned("x" * 300 + "." + "y" * 300)) == LONGEST
    name = download_name("consent_form", date(2026, 11, 6), UUID(int=0xABCDEF12 << 96), "pdf")
    assert name == "consent-form-2026-11-06-abcdef12.pdf"
