"""Files as they lie on a rent officer's disk: good ones, odd ones and bad ones. Everybody in them is made up."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

HEADER = ("Avtalsnr", "Objekttyp", "Adress", "Hyresgäst", "Månad", "Avgiftsslag", "Avinr", "Förfallodag", "Belopp",
          "Restbelopp")  # fmt: skip
ODD_HEADER = ("Ref A", "Sort B", "Plats C", "Vem D", "Gäller E", "Vad F", "Löp G", "Dag H", "Summa I", "Öppet J")
ROW = ("9901", "Lägenhet", "Provgränd 1", "Prov Provsson", "2026-11", "Hyra", "9901", "2026-10-30", "7 100,00",
       "7 100,00")  # fmt: skip
MEANS = dict(
    zip(
        ODD_HEADER,
        ("lease_number", "kind", "address", "tenant1_name", "month", "bill_kind", "bill_number", "due_date", "amount",
         "remaining"),
        strict=True,
    )
)  # fmt: skip
# The first bytes of the container that Office puts around an old .xls and around a workbook with a password.
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def csv_list(folder: Path, *rows: Sequence[str], header: Sequence[str] = HEADER, name: str = "restlista.csv") -> Path:
    path = folder / name
    path.write_text("\r\n".join(";".join(row) for row in (header, *rows)) + "\r\n", encoding="utf-8-sig")
    return path


def empty(folder: Path) -> Path:
    path = folder / "tom.csv"
    path.write_bytes(b"")
    return path


def old_excel(folder: Path) -> Path:
    path = folder / "restlista.xls"
    path.write_bytes(OLE + b"\0" * 2040)
    return path


def with_password(folder: Path) -> Path:
    """The container of an encrypted workbook: its directory names the stream EncryptedPackage."""
    path = folder / "hemlig.xlsx"
    path.write_bytes(OLE + b"\0" * 1016 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 4064)
    return path


def far_cell(folder: Path) -> Path:
    """A workbook with a cell in A1 and one in the farthest corner."""
    path = folder / "stor.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Avtalsnr")
        sheet.write(1_048_575, 16_383, "långt bort")
    return path


def cut_off(folder: Path) -> Path:
    whole = folder / "hel.xlsx"
    with xlsxwriter.Workbook(str(whole)) as book:
        book.add_worksheet().write_row(0, 0, HEADER)
    path = folder / "avbruten.xlsx"
    path.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    return path


def bomb(folder: Path) -> Path:
    """A workbook that would unpack to half a gigabyte."""
    path = folder / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/workbook.xml", "<workbook/>")
        with packed.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(512):
                sheet.write(b"0" * 1_048_576)
    return path


def a_picture_called_csv(folder: Path) -> Path:
    path = folder / "bild.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    return path
