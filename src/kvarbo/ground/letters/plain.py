"""Klarspråk: how hard a letter is to read, and whether a discreet one tells of a debt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kvarbo.ground.letters.kinds import KINDS, LetterKind
from kvarbo.ground.letters.slots import worded
from kvarbo.ground.letters.texts import PLACE, shared, text_of, written_in
from kvarbo.ground.letters.words import Language

MOST_LIX, MOST_LIX_EASY = 40, 32
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_END = re.compile(r"[.!?:]+(?=\s|$)")
_LONG = 6  # letters; a word with more is a long one
_FACTS = {"name": "Åke Ek", "contact": "Eva Lind", "phone": "070-174 06 05"}  # the others are one word
_DEBT = ("skuld", "obetal", "betala", "kronofogd", "uppsäg", "vräk", "debt", "unpaid", "evict", "terminat")
_WELCOMES = (LetterKind.NEW_TENANT, LetterKind.FIRST_HOME)  # they tell how the rent is paid, and owe nothing yet


def lix(text: str) -> float:
    """Läsbarhetsindex: words per sentence, and how many in a hundred are longer than six letters."""
    found = WORD.findall(text)
    if not found:
        return 0.0
    ends = len(_END.findall(text)) or 1
    return len(found) / ends + 100 * sum(len(word) > _LONG for word in found) / len(found)


def most_lix(kind: LetterKind, language: Language) -> int | None:
    """The highest LIX that a text may have; none in English, which LIX was not made for.

    Words that also serve as the easy text must be as easy as that.
    """
    if language is Language.ENGLISH:
        return None
    serves = [one for one in KINDS[kind].languages if written_in(kind, one) is written_in(kind, language)]
    return MOST_LIX_EASY if Language.EASY in serves else MOST_LIX


def running_words(kind: LetterKind, language: Language, own: Mapping[str, str] | None = None) -> str:
    """All of a letter that is read as running words, with made-up facts, and a full stop after each part.

    What the law has decided is left out. ``own`` are an organisation's own words by slot.
    """
    text = worded(text_of(kind, language), own or {})
    said = [
        PLACE.sub(lambda at: _FACTS.get(at[1], "torsdag"), one)
        for one in (text.heading, *_sentences(text.parts, language))
    ]
    return " ".join(one if one[-1] in ".!?:" else f"{one}." for one in said)


def hardest(texts: list[str], *, most: int = 3) -> list[str]:
    """The sentences that are hardest to read, the hardest first."""
    sentences = [part.strip() for text in texts for part in re.split(r"(?<=[.!?:])\s+", text) if part.strip()]
    return sorted(dict.fromkeys(sentences), key=lix, reverse=True)[:most]


def debt_told(kind: LetterKind, text: str) -> str:
    """A word by which a discreet letter would tell of a debt to whoever opens it; empty when there is none."""
    if not KINDS[kind].discreet:
        return ""
    words = ("obetal", "unpaid") if kind in _WELCOMES else _DEBT
    return next((word for word in words if word in text.lower()), "")


def _sentences(parts: tuple[Any, ...], language: Language) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        elif "use" in part:
            yield from _sentences(tuple(shared(language)["pieces"][part["use"]]), language)
        else:
            yield from (part[name] for name in ("text", "h", "important") if name in part)
            for name in ("list", "steps"):
                yield from (item if isinstance(item, str) else item["item"] for item in part.get(name, ()))
