"""What a command reads: the text of a file or of standard input, decoded before anybody parses it."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

STANDARD_INPUT = "-"


class CannotOpen(Exception):
    """The input cannot be read as text; the message says which file, why and what to do."""


def read_text(name: str) -> str:
    """The whole text of a file, or of standard input for ``-``; a byte order mark is taken away."""
    from kvarbo.landlord.rent.files.decode import encoding_of
    from kvarbo.landlord.rent.files.refusal import CannotRead

    shown = "standard input" if name == STANDARD_INPUT else name
    try:
        content = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
    except FileNotFoundError:
        raise CannotOpen(f"Filen {name} finns inte. Kontrollera namnet och mappen.") from None
    except OSError as error:
        raise CannotOpen(f"Filen {name} går inte att läsa: {error.strerror}.") from None
    try:
        decoding = encoding_of(BytesIO(content))
    except CannotRead as refusal:
        raise CannotOpen(f"{shown}: {refusal}") from None
    for warning in decoding.warnings:
        sys.stderr.write(f"{shown}: {warning}\n")
    return content.decode(decoding.encoding).removeprefix("\ufeff")
