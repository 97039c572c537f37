"""Text i ett papper: what may stand in it, so that it reads alike on every screen, in every program and on paper."""

from __future__ import annotations

import unicodedata

LONGEST = 2_000  # far above any field of any schema; what is longer is no paper

# Two invisible characters that Persian, Arabic and Indic names need to be spelled right.
_SPELLING = frozenset({"\u200c", "\u200d"})
_REFUSED = {
    "Cc": "ett styrtecken (till exempel radbrytning eller tabb)",
    "Cf": "ett osynligt tecken som kan ändra hur texten läses",
    "Cs": "ett halvt tecken som inte går att skriva",
    "Co": "ett tecken utan bestämd betydelse",
    "Zl": "en radbrytning",
    "Zp": "en styckebrytning",
}


def problem_in(text: str) -> str | None:
    """What may not stand in a text, as a Swedish clause; None when nothing is wrong.

    Letters that no Unicode version has given a meaning are let through: what one installation knows another may not.
    """
    if len(text) > LONGEST:
        return f"är längre än {LONGEST} tecken"
    for place, character in enumerate(text, start=1):
        kind = unicodedata.category(character)
        noncharacter = (ord(character) & 0xFFFE) == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
        if (kind in _REFUSED and character not in _SPELLING) or noncharacter:
            what = _REFUSED.get(kind, _REFUSED["Co"])
            return f"innehåller {what} på plats {place} (U+{ord(character):04X})"
    return None


def tidied(text: str) -> str:
    """What somebody wrote in a form, as it may stand in a paper: one line, composed letters, no double spaces.

    Marks that turn the reading direction and other invisible characters are left in, for ``problem_in`` to name.
    """
    return unicodedata.normalize("NFC", " ".join(text.split()))
