"""What people type or a file is called, before it is kept: signs that nobody sees are taken away."""

from __future__ import annotations

import unicodedata

UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}  # control signs, direction marks, private, unassigned
JOINERS = {"\u200c", "\u200d"}  # unseen, but part of how Persian and many Indic names are written


def readable(text: str) -> str:
    """One line in composed form, without control signs and marks that turn the reading direction."""
    signs = (
        " " if sign.isspace() else sign
        for sign in text
        if sign.isspace() or sign in JOINERS or unicodedata.category(sign) not in UNSEEN
    )
    return " ".join(unicodedata.normalize("NFC", "".join(signs)).split())
