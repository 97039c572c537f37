"""Kuvert: a signed paper as one file that can be carried, sent and read by another system (docs/how-to/papers.md)."""

from __future__ import annotations

from kvarbo.doors.papers.canonical import NOT_CANONICAL, as_data, canonical, from_data, read_strictly, written
from kvarbo.doors.papers.refusal import PaperRefused
from kvarbo.doors.papers.schemas import problems_in_frame
from kvarbo.doors.papers.signing import SignedPaper

FORMAT = "kvarbo-paper"
FORMAT_VERSION = 1
_PARTS = {"format", "format_version", "paper", "public_key", "signature"}
_NOT_OURS = (
    "Filen är inget papper från Kvarbo eller ett system som skriver samma form. Kontrollera att det är rätt fil."
)


def to_file(signed: SignedPaper) -> bytes:
    """The file's bytes, always the same for the same paper and signature."""
    canonical(signed.paper)
    return written(
        {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "paper": as_data(signed.paper),
            "public_key": signed.public_key_hex,
            "signature": signed.signature_hex,
        }
    )


def from_file(data: bytes) -> SignedPaper:
    """The paper in a file, not yet verified. Raises ``PaperRefused`` for one that is not exactly as it is written."""
    read = read_strictly(data)
    if not isinstance(read, dict) or read.get("format") != FORMAT:
        raise PaperRefused(_NOT_OURS)
    if read.get("format_version") != FORMAT_VERSION or isinstance(read["format_version"], bool):
        raise PaperRefused(
            f"Filen är skriven i en annan version av formatet än den som läses här ({FORMAT_VERSION}). Uppdatera "
            "Kvarbo, eller be avsändaren skicka papperet på annat sätt."
        )
    if set(read) != _PARTS or not all(isinstance(read[name], str) for name in ("public_key", "signature")):
        raise PaperRefused(_NOT_OURS)
    faults = problems_in_frame(read["paper"])
    if faults:
        raise PaperRefused(*faults)
    signed = SignedPaper(from_data(read["paper"]), read["signature"], read["public_key"])
    if to_file(signed) != data:
        raise PaperRefused(NOT_CANONICAL)
    return signed
