"""Stavning: asks hunspell and its Swedish dictionary, when they are installed, in a limited process."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from difflib import get_close_matches

from kvarbo.ground.limited.limits import Limits
from kvarbo.ground.limited.process import BrokenOff, run_limited

SPELLER = "kvarbo.ground.letters.workshop.speller"
LIMITS = Limits(cpu_seconds=8, wall_seconds=10, output=1_000_000, input=100_000)
_MOST_MEANT, _CLOSE = 3, 0.8  # for a long compound hunspell also offers words that are quite others
_BANNER = "@(#)"
NOT_INSTALLED = (
    "Stavningen är inte kontrollerad: hunspell och den svenska ordlistan finns inte på servern. Den som sköter Kvarbo "
    "installerar Debians paket hunspell och hunspell-sv."
)
BROKEN_OFF = "Stavningen är inte kontrollerad: kontrollen avbröts. Spara, och försök igen om en stund."


class NotChecked(Exception):
    """Nothing has been looked up; the message is Swedish and says why and what to do."""


def misspelt(words: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The words that the dictionary does not have, each with what may be meant, the likeliest first.

    Raises :class:`NotChecked` where there is no hunspell, and where it takes too long. No words need none.
    """
    if not words:
        return {}
    program = shutil.which("hunspell")
    if program is None:
        raise NotChecked(NOT_INSTALLED)
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out:
        given.write("".join(f"^{word}\n" for word in words).encode())  # ^: a word, whatever it begins with
        given.seek(0)
        try:
            run_limited(SPELLER, {"program": program}, given=given, out=out, limits=LIMITS)
        except BrokenOff as fault:
            raise NotChecked(BROKEN_OFF if fault.slow or fault.memory or fault.output else NOT_INSTALLED) from fault
        out.seek(0)
        return _answers(out.read().decode("utf-8", "replace"))


def _answers(text: str) -> dict[str, tuple[str, ...]]:
    """Hunspell's answers: "& word count offset: meant, meant" and "# word offset"; what is right is left out."""
    if not text.startswith(_BANNER):
        raise NotChecked(NOT_INSTALLED)
    found = {}
    for line in text.splitlines():
        if line[:2] in ("& ", "# "):
            told, _, meant = line[2:].partition(": ")
            word = told.split(" ")[0]
            found[word] = tuple(get_close_matches(word, meant.split(", "), n=_MOST_MEANT, cutoff=_CLOSE))
    return found
