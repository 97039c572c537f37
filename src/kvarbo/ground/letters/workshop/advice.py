"""Råd om ord: plainer words to choose, and words that may be misspelt. Advice stops nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import yaml

from kvarbo.ground.letters.kinds import LetterKind
from kvarbo.ground.letters.plain import WORD, running_words
from kvarbo.ground.letters.texts import PLACE
from kvarbo.ground.letters.words import Language

_PAIRS = Path(__file__).with_name("pairs.yaml")


def plainer(text: str) -> list[tuple[str, str]]:
    """Each word of the text that has a plainer one: what is written, and what to say instead."""
    found = {}
    for word in WORD.findall(text):
        say = next((say for pattern, say in pairs() if pattern.fullmatch(word)), "")
        if say:
            found[word.lower()] = say
    return list(found.items())


@lru_cache(maxsize=1)
def pairs() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The plain-language pairs: a pattern of words, and what one can say instead."""
    read = yaml.safe_load(_PAIRS.read_text(encoding="utf-8"))
    return tuple((re.compile(heavy.replace("*", r"\w*"), re.IGNORECASE), plain) for heavy, plain in read)


def new_words(kind: LetterKind, language: Language, texts: Iterable[str]) -> list[str]:
    """The words that Kvarbo's own letter does not hold: those whose spelling is to be looked at."""
    known = {word.lower() for word in WORD.findall(running_words(kind, language))}
    written = (word for text in texts for word in WORD.findall(PLACE.sub(" ", text)))
    return [word for word in dict.fromkeys(written) if len(word) > 1 and word.lower() not in known]


def advice_on(text: str, language: Language, misspelt: Mapping[str, tuple[str, ...]]) -> list[str]:
    """What one could mend in a slot, in Swedish; nothing about English."""
    if language is Language.ENGLISH:
        return []
    told = [f"”{word}”: skriv hellre {say}." for word, say in plainer(text)]
    for word in dict.fromkeys(WORD.findall(PLACE.sub(" ", text))):
        if word in misspelt:
            meant = f" Menar du {' eller '.join(misspelt[word])}?" if misspelt[word] else ""
            told.append(f"”{word}” kan vara felstavat.{meant}")
    return told
