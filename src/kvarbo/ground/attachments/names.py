"""File names: what a file was called is cleaned before anybody reads it, and is never what a download is called."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from kvarbo.ground.written import readable

LONGEST = 120
LONGEST_ENDING = 8
NAMELESS = "namnlös fil"


def cleaned(name: str) -> str:
    """The name without folders, control signs and marks that turn the reading direction; at most ``LONGEST`` signs."""
    last = readable(name).replace("\\", "/").rpartition("/")[2].lstrip(". ")
    if not last:
        return NAMELESS
    if len(last) <= LONGEST:
        return last
    ending = ending_of(last)
    kept = f".{ending}" if ending and len(ending) <= LONGEST_ENDING else ""
    return last[: LONGEST - len(kept)].rstrip() + kept


def ending_of(name: str) -> str:
    """What stands after the last point, in lower case; empty when there is no point."""
    return name.rpartition(".")[2].strip().lower() if "." in name else ""


def download_name(kind: str, kept: date, identity: UUID, ending: str) -> str:
    """What the file is called when it is fetched: its kind, day and number, never a person's name."""
    return f"{kind.replace('_', '-')}-{kept.isoformat()}-{identity.hex[:8]}.{ending}"
