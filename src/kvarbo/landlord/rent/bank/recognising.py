"""Which kind of payment file the bytes are, whatever the name says; and whether they are one at all."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from kvarbo.landlord.rent.bank.rows import BankFormat
from kvarbo.landlord.rent.files.refusal import CannotRead
from kvarbo.landlord.rent.files.tables import Source

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
    found = _format_of(start)
    if not found:
        raise CannotRead(_UNKNOWN if start.strip() else "Filen är tom. Kontrollera att rätt fil valdes.")
    return found


def _format_of(start: bytes) -> BankFormat | None:
    text = first_text(start)
    if text.lstrip().startswith("<"):
        return BankFormat.CAMT_054
    if _BGMAX.match(text.lstrip()):
        return BankFormat.BGMAX
    return None


def first_text(start: bytes) -> str:
    """The beginning as text, for looking at only: never what is read in."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return start.decode("utf-16", "replace")
    for zeros, encoding in ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")):
        if start.startswith(zeros):
            return start.decode(encoding, "replace")
    return start.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def is_bank_file(path: Path) -> bool:
    """Whether to read the file as payments rather than as a list; looks at its beginning only, and never fails."""
    try:
        with path.open("rb") as stream:
            start = stream.read(LOOKED_AT)
    except OSError:
        return False
    text = first_text(start)
    return bool(_ISO_20022.search(text)) or _format_of(start) is BankFormat.BGMAX
