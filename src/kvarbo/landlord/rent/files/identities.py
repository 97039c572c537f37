"""Personnummer as files write them, put to the rule core; here is only what spreadsheets do to them."""

from __future__ import annotations

import re
from datetime import date

from kvarbo.core.identity import check
from kvarbo.landlord.rent.files.refusal import Unreadable
from kvarbo.landlord.rent.files.values import whole_number_text

LOST_ZEROS = "personnummer hade tappat sina inledande nollor i ett kalkylark och har fått tillbaka dem"

_ROW_STAYS = "Raden läses in utan numret."


def read_identity(cell: str, *, on: date) -> tuple[str | None, date | None, str | None]:
    """Stored form, date of birth and a note to tell; nothing for an empty cell. An invalid number is ``Unreadable``."""
    written = whole_number_text(cell)
    if not written:
        return None, None, None
    found = check(written, on=on)
    if found.valid:
        return found.normal, found.birth_date, None
    if re.fullmatch(r"\d{8,9}", written):
        padded = check(written.zfill(10), on=on)
        if padded.valid:
            return padded.normal, padded.birth_date, LOST_ZEROS
    raise Unreadable(f"{found.reason} {_ROW_STAYS}")
