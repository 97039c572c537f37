"""Egna ord: the paragraphs and points of a letter that an organisation may word itself; all else is locked.

Free are the paragraphs and points that ``texts/<kind>.yaml`` holds for that kind alone. Headings, facts, tables, framed
lines, what the law has decided, what says ``locked: true``, lines to sign on and the pieces that several kinds share
(who helps, whom to call when it feels too heavy, an interpreter) stand as Kvarbo wrote them.

A slot is known by a print of Kvarbo's own words in it. When Kvarbo changes a paragraph, words written for the old one
are for a slot that is no more, and Kvarbo's new words hold there until somebody words it anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kvarbo.ground.letters.kinds import KINDS, LetterKind
from kvarbo.ground.letters.texts import PLACE, Text, shared, text_of, written_in
from kvarbo.ground.letters.words import Language

# Their words are the act itself: what somebody consents to, or what an authority answers for.
LOCKED = frozenset({LetterKind.CONSENT_FORM, LetterKind.EVICTION_CONFIRMED, LetterKind.UNDERTAKING})
_POINTS = ("list", "steps")


@dataclass(frozen=True, slots=True)
class Slot:
    """En ruta: Kvarbo's words in it, and the facts ("month", "due") that stand in them."""

    key: str
    text: str

    @property
    def places(self) -> tuple[str, ...]:
        """The facts that whatever stands here must tell, each once, in their order."""
        return tuple(dict.fromkeys(PLACE.findall(self.text)))


@dataclass(frozen=True, slots=True)
class LockedPart:
    """En låst del, as it stands in the letter's order."""

    text: str
    is_heading: bool = False


def key_of(text: str) -> str:
    """What a slot is known by."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def languages_of(kind: LetterKind) -> tuple[Language, ...]:
    """The languages in which the kind has words of its own; none for a kind that is locked."""
    if kind in LOCKED:
        return ()
    return tuple(one for one in KINDS[kind].languages if written_in(kind, one) is one)


def outline(kind: LetterKind, language: Language) -> list[Slot | LockedPart]:
    """The whole letter in its order. The same words twice are one slot, shown the first time."""
    text, seen, found = text_of(kind, language), set(), []
    for part in (LockedPart(text.heading, is_heading=True), *_parts(text.parts, language)):
        if isinstance(part, Slot):
            if part.key in seen:
                continue
            seen.add(part.key)
        found.append(part)
    return found


def slots_of(kind: LetterKind, language: Language) -> tuple[Slot, ...]:
    """What may be worded in one language, in order."""
    return () if kind in LOCKED else tuple(one for one in outline(kind, language) if isinstance(one, Slot))


def own_words(kind: LetterKind, language: Language, texts: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Of what an organisation has written, by language and slot: what holds today in a letter in this language."""
    mine = texts.get(written_in(kind, language).value, {})
    return {slot.key: mine[slot.key] for slot in slots_of(kind, language) if slot.key in mine}


def worded(text: Text, own: Mapping[str, str]) -> Text:
    """The text with an organisation's own words in its slots."""
    return Text(text.heading, tuple(_worded(part, own) for part in text.parts)) if own else text


def _worded(part: Any, own: Mapping[str, str]) -> Any:
    if isinstance(part, str):
        return own.get(key_of(part), part)
    if part.get("locked"):
        return part
    if "text" in part:
        return {**part, "text": _worded(part["text"], own)}
    points = {name: [_worded_point(point, own) for point in part[name]] for name in _POINTS if name in part}
    return {**part, **points}


def _worded_point(point: Any, own: Mapping[str, str]) -> Any:
    return _worded(point, own) if isinstance(point, str) else {**point, "item": _worded(point["item"], own)}


def _parts(parts: Sequence[Any], language: Language, *, are_free: bool = True) -> Iterator[Slot | LockedPart]:
    for part in parts:
        if isinstance(part, str):
            part = {"text": part}
        if "use" in part:
            yield from _parts(shared(language)["pieces"][part["use"]], language, are_free=False)
            continue
        is_free = are_free and not part.get("locked")
        words = [part["text"]] if "text" in part else list(_points(part))
        yield from (Slot(key_of(one), one) if is_free else LockedPart(one) for one in words)
        yield from _locked(part)


def _points(part: Mapping[str, Any]) -> Iterator[str]:
    for name in _POINTS:
        yield from (point if isinstance(point, str) else point["item"] for point in part.get(name, ()))


def _locked(part: Mapping[str, Any]) -> Iterator[LockedPart]:
    if "h" in part:
        yield LockedPart(part["h"], is_heading=True)
    for name in ("important", "statute", "swedish"):
        if name in part:
            yield LockedPart(part[name])
    pairs: Iterable[Any] = part.get("facts", ())
    yield from (LockedPart(": ".join(row["item"] if isinstance(row, Mapping) else row)) for row in pairs)
    if "rows" in part:
        yield LockedPart(" · ".join(part["columns"]))
    yield from (LockedPart(line) for line in part.get("sign", ()))
