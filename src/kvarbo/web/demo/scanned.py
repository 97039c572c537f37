"""Ett skannat papper: a PDF of one page, small enough to be written by hand, that says what it stands for."""

from __future__ import annotations

from datetime import date

from kvarbo.core.swedish import day

A4 = (595, 842)


def scanned_notice(*, posted: date) -> bytes:
    """A notice from a landlord on paper, as it looks when it has been scanned."""
    return one_page(
        "Underrättelse till socialnämnden",
        "Hyran är inte betald. Hyresgästen har fått veta hur bostaden kan återfås.",
        f"Postad {day(posted)}.",
        "Påhittad handling i Kvarbos demostad.",
    )


def one_page(*lines: str) -> bytes:
    """A PDF with these lines of text."""
    text = b" T* ".join(b"(" + _escaped(line) + b") Tj" for line in lines)
    drawn = b"BT /F1 12 Tf 18 TL 72 740 Td " + text + b" ET"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>" % A4,
        b"<< /Length %d >>\nstream\n" % len(drawn) + drawn + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    written, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    begins = len(written)
    count = len(objects) + 1
    return written + (
        b"xref\n0 %d\n0000000000 65535 f \n" % count
        + table
        + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, begins)
    )


def _escaped(line: str) -> bytes:
    return line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
