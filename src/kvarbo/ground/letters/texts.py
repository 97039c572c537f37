"""Brevens ord: reads ``texts/<kind>.yaml`` and puts what a letter must be told into them, as plain text.

A text is a heading and a list of parts. A part is a sentence or more (a paragraph), or one of:

- ``h: …`` a heading · ``list: [...]`` · ``steps: [...]`` (numbered) · ``important: …`` (framed)
- ``facts: [[label, value], …]`` · ``rows: <field>`` with ``columns`` and ``cells`` (a table, one row for each)
- ``each: <field>`` a list of what the field holds · ``statute: …`` words that the law decides
- ``swedish: …`` the statutory sentence itself, in a letter of another language
- ``use: <name>`` a piece from ``texts/shared.yaml`` · ``sign: [...]`` lines to sign on by hand

Any part, item or row of facts can be left out: ``when: <field>`` keeps it if the field says something, ``unless:
<field>`` if it does not. ``locked: true`` keeps an organisation from wording a part (see ``slots``). ``{field}`` is
replaced by the field in words; what it holds is never read as anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from kvarbo.ground.letters.kinds import KINDS, LetterKind
from kvarbo.ground.letters.words import Language, in_text, told

FOLDER = Path(__file__).parent / "texts"
PLACE = re.compile(r"\{([a-z_]+)\}")
_BESIDE = ("when", "unless", "locked")  # what a part may say beside what it is


@dataclass(frozen=True, slots=True)
class Text:
    """A kind's words in one language, before anything is put into them."""

    heading: str
    parts: tuple[Any, ...]


@lru_cache(maxsize=256)
def text_of(kind: LetterKind, language: Language) -> Text:
    """The words of a kind; what is written easily for everybody already is its own easy Swedish."""
    if language not in KINDS[kind].languages:
        raise KeyError(f"{kind} is not written in {language}")
    found = _read(kind.value)[written_in(kind, language).value]
    return Text(found["heading"], tuple(found["text"]))


def written_in(kind: LetterKind, language: Language) -> Language:
    """The language whose words are used: another than asked for where the file says so ("lättläst: sv")."""
    found = _read(kind.value)[language.value]
    return Language(found) if isinstance(found, str) else language


@lru_cache(maxsize=8)
def shared(language: Language) -> Mapping[str, Any]:
    """Labels and pieces that several kinds use."""
    found: Mapping[str, Any] = _read("shared")[language.value]
    return found


@lru_cache(maxsize=64)
def _read(name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


class Composer:
    """Puts a letter's own words and facts into a text, part by part."""

    def __init__(self, variables: Any, language: Language, more: Mapping[str, str]) -> None:
        """``more`` are words that every letter knows: the names and numbers of sender and recipient."""
        self._variables, self._language = variables, language
        self._words = {**in_text(variables, language), **more}
        self._told = told(variables) | {name for name, value in more.items() if value}

    def filled(self, text: str) -> str:
        """The text with its places filled. A place that is no field raises KeyError: the text is wrong."""
        return _filled(text, self._words)

    def parts(self, parts: Sequence[Any]) -> Iterator[dict[str, Any]]:
        """What is to be set, in order."""
        for part in parts:
            if isinstance(part, str):
                yield {"is": "text", "text": self.filled(part)}
            elif self._keeps(part):
                yield from self._part(part)

    def _part(self, part: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        if "use" in part:
            yield from self.parts(shared(self._language)["pieces"][part["use"]])
        elif "rows" in part:
            yield self._table(part)
        elif "facts" in part:
            rows = [[self.filled(label), self.filled(value)] for label, value in self._kept(part["facts"])]
            yield {"is": "facts", "rows": rows, "header": list(shared(self._language)["facts"])}
        else:
            (name,) = (name for name in part if name not in _BESIDE)
            if name in ("text", "statute"):
                yield {"is": "text", "text": self.filled(part[name])}
            elif name == "swedish":
                yield {"is": "text", "text": self.filled(part[name]), "lang": Language.SWEDISH.tag}
            elif name in ("h", "important"):
                yield {"is": name, "text": self.filled(part[name])}
            elif name == "each":
                yield {"is": "list", "items": list(getattr(self._variables, part["each"]))}
            else:
                yield {"is": name, "items": [self.filled(item) for item in self._kept(part[name])]}

    def _table(self, part: Mapping[str, Any]) -> dict[str, Any]:
        rows = []
        for row in getattr(self._variables, part["rows"]):
            words = {**self._words, **in_text(row, self._language)}
            blank = {name: words[name] or part.get("blank", "") for name in words}
            rows.append([_filled(cell, blank) for cell in part["cells"]])
        return {"is": "table", "columns": list(part["columns"]), "rows": rows, "numbers": part.get("numbers", [])}

    def _kept(self, items: Sequence[Any]) -> Iterator[Any]:
        for item in items:
            if not isinstance(item, Mapping):
                yield item
            elif self._keeps(item):
                yield item["item"]

    def _keeps(self, part: Mapping[str, Any]) -> bool:
        if "when" in part and part["when"] not in self._told:
            return False
        return "unless" not in part or part["unless"] not in self._told


def _filled(text: str, words: Mapping[str, str]) -> str:
    return PLACE.sub(lambda found: words[found[1]], text)
