"""Which kind of payment file the bytes are, whatever the name says; and whether they are one at all."""

from __future__ import annotations

import codecs
import csv
import re
from pathlib import Path

from kvarbo.landlord.rent.bank.csv_columns import is_header
from kvarbo.landlord.rent.bank.rows import BankFormat
from kvarbo.landlord.rent.files.refusal import CannotRead
from kvarbo.landlord.rent.files.tables import HEADER_WITHIN, SEPARATORS, Source

LOOKED_AT = 1 << 16
_ISO_20022 = re.compile(r"<[^>]*iso:std:iso:20022|<(?:\w+:)?BkToCstmr")
_BGMAX = re.compile(r"01BGMAX\b", re.IGNORECASE)
_UNKNOWN = (
    "Filen är inte en betalningsfil som Kvarbo känner: camt.054 eller camt.053 (ISO 20022), BgMax, eller CSV med "
    "kontohändelser. Hämta någon av dem från banken."
)


def format_of(source: Source) -> BankFormat:
    """The format by the first bytes; camt.053 and camt.054 are told apart while reading."""
    with source() as stream:
        start = stream.read(LOOKED_AT)
    if not start.strip():
        raise CannotRead("Filen är tom. Kontrollera att rätt fil valdes.")
    return _format_of(start) or _text_or_refused(start)


def _text_or_refused(start: bytes) -> BankFormat:
    """Text with columns is read as CSV, which then says what is missing; everything else is refused here."""
    text = first_text(start)
    if not text.startswith(("PK", "%PDF")) and "\0" not in text and any(sign in text for sign in SEPARATORS):
        return BankFormat.CSV
    raise CannotRead(_UNKNOWN)


def _format_of(start: bytes) -> BankFormat | None:
    text = first_text(start)
    if text.lstrip().startswith("<"):
        return BankFormat.CAMT_054
    if _BGMAX.match(text.lstrip()):
        return BankFormat.BGMAX
    return BankFormat.CSV if _heads_events(text) else None


def _heads_events(text: str) -> bool:
    """Whether one of the first lines heads a list of account events, whatever separates its columns."""
    lines = text.splitlines()[:HEADER_WITHIN]
    try:
        return any(
            is_header(cells)
            for separator in SEPARATORS
            for cells in csv.reader(lines, delimiter=separator)
            if len(cells) > 2
        )
    except csv.Error:
        return False


def first_text(start: bytes) -> str:
    """The beginning as text, for looking at only: never what is read in."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return start.decode("utf-16", "replace")
    for zeros, encoding in ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")):
        if start.startswith(zeros):
            return start.decode(encoding, "replace")
    start = start.removeprefix(codecs.BOM_UTF8)
    try:
        return start.rpartition(b"\n")[0].decode("utf-8") if len(start) == LOOKED_AT else start.decode("utf-8")
    except UnicodeDecodeError:
        return start.decode("cp1252", "replace")


def is_bank_file(path: Path) -> bool:
    """Whether to read the file as payments rather than as a list; looks at its beginning only, and never fails."""
    try:
        with path.open("rb") as stream:
            start = stream.read(LOOKED_AT)
    except OSError:
        return False
    text = first_text(start)
    if text.lstrip().startswith("<"):
        return bool(_ISO_20022.search(text))  # a web page that calls itself Excel is a list's matter
    return _format_of(start) is not None
