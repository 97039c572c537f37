"""What people type or a file is called, before it is kept: signs that nobody sees are taken away."""

from __future__ import annotations

import unicodedata

APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u2018\u02bc\u00b4\u0060", "'"))
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


def straight(text: str) -> str:
    """The text with every apostrophe written straight, for a name is the same whichever was typed."""
    return text.translate(APOSTROPHES)


def with_either_apostrophe(name: str) -> set[str]:
    """The ways a name may be kept: as it is written, with straight apostrophes and with curly ones."""
    plain = straight(name)
    return {name, plain, plain.replace("'", "\u2019")}
