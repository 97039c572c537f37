"""Fakta i text: what somebody wrote for a fact, read as the type the rule declares, or refused in Swedish."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

YES = {"ja", "j", "sant", "true", "yes", "1"}
NO = {"nej", "n", "falskt", "false", "no", "0"}
UNKNOWN = {"okänt", "okänd", "null", "none", "?"}
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")

Reader = Callable[[Any, str], Any]


class BadFact(ValueError):
    """A fact that cannot be read; the message says which one, why, and how to write it."""


def is_optional(kind: Any) -> bool:
    """Whether the rule takes "unknown" for this fact."""
    return kind is NoneType or (get_origin(kind) in (Union, UnionType) and NoneType in get_args(kind))


@cache
def reader_of(kind: Any) -> Reader:
    """How facts of a type are read: from text, or from what JSON gives."""
    if is_optional(kind):
        (rest,) = (part for part in get_args(kind) if part is not NoneType)
        return _or_unknown(reader_of(rest))
    if get_origin(kind) is tuple:
        return _several(reader_of(get_args(kind)[0]))
    if isinstance(kind, type):
        if issubclass(kind, StrEnum):
            return _one_of(kind)
        if dataclasses.is_dataclass(kind):
            return _record(kind)
        if kind in _PLAIN:
            return _PLAIN[kind]
    raise TypeError(f"A rule asks for a fact of the type {kind}, which cannot be written as text.")


def how_to_write(kind: Any) -> str:
    """How a fact of the type is written, in Swedish: "datum som 2026-11-22", "ja eller nej"."""
    if is_optional(kind):
        (rest,) = (part for part in get_args(kind) if part is not NoneType)
        return f"{how_to_write(rest)}, tomt om det är okänt"
    if get_origin(kind) is tuple:
        return f"flera, åtskilda med komma: {how_to_write(get_args(kind)[0])}"
    if issubclass(kind, StrEnum):
        return " | ".join(kind)
    if dataclasses.is_dataclass(kind):
        return f"JSON med {', '.join(field.name for field in dataclasses.fields(kind))}"
    return _IN_WORDS[kind]


def _or_unknown(read: Reader) -> Reader:
    def optional(written: Any, name: str) -> Any:
        if written is None or (isinstance(written, str) and written.strip().lower() in UNKNOWN):
            return None
        return read(written, name)

    return optional


def _day(written: Any, name: str) -> date:
    if isinstance(written, date):
        return written
    try:
        return _day_of(written.strip(), name.endswith("month"))
    except (ValueError, AttributeError) as refusal:
        raise BadFact(f"{name}: {refusal if isinstance(refusal, BadFact) else _no_day(written)}") from None


@lru_cache(maxsize=65536)
def _day_of(text: str, is_month: bool) -> date:
    if is_month and MONTH.fullmatch(text):
        text = f"{text}-01"
    if not DAY.fullmatch(text):
        raise BadFact(_no_day(text))
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadFact(f"datumet {text} finns inte. Kontrollera år, månad och dag.") from None


def _no_day(written: Any) -> str:
    return f"{written!r} är inget datum. Skriv det som 2026-11-22."


def _yes_or_no(written: Any, name: str) -> bool:
    if isinstance(written, bool):
        return written
    word = str(written).strip().lower()
    if word in YES or word in NO:
        return word in YES
    raise BadFact(f"{name}: {written!r} är varken ja eller nej. Skriv ja, nej eller lämna tomt om det är okänt.")


def _whole(written: Any, name: str) -> int:
    if isinstance(written, int) and not isinstance(written, bool):
        return written
    text = str(written).strip()
    if not re.fullmatch(r"-?[0-9]{1,15}", text):
        raise BadFact(f"{name}: {written!r} är inget heltal. Belopp skrivs i öre: 8 412 kr är 841200.")
    return int(text)


def _decimal(written: Any, name: str) -> Decimal:
    text = str(written).strip().replace(",", ".")
    if not re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", text):
        raise BadFact(f"{name}: {written!r} är inget tal. Skriv till exempel 2,5.")
    return Decimal(text)


def _words(written: Any, name: str) -> str:
    if not isinstance(written, str) or not written.strip():
        raise BadFact(f"{name}: {written!r} är ingen text. Skriv den i klartext.")
    return written.strip()


def _one_of(kind: type[StrEnum]) -> Reader:
    known = {member.value: member for member in kind}

    def choice(written: Any, name: str) -> StrEnum:
        try:
            return known[str(written).strip()]
        except KeyError:
            raise BadFact(f"{name}: {written!r} finns inte att välja. Skriv något av: {', '.join(known)}.") from None

    return choice


def _several(read: Reader) -> Reader:
    def several(written: Any, name: str) -> tuple[Any, ...]:
        if isinstance(written, str) and written.lstrip().startswith(("[", "{")):
            written = _json(written, name)
        if isinstance(written, str):
            written = [part for part in re.split(r"[,;|]", written) if part.strip()]
        if not isinstance(written, (list, tuple)):
            written = [written]
        return tuple(read(part, f"{name}, nummer {number}") for number, part in enumerate(written, 1))

    return several


def _record(kind: type[Any]) -> Reader:
    hints = get_type_hints(kind)
    fields = {field.name: field for field in dataclasses.fields(kind)}
    readers: dict[str, Reader] = {name: reader_of(hints[name]) for name in fields}

    def record(written: Any, name: str) -> Any:
        content = _json(written, name) if isinstance(written, str) else written
        if isinstance(content, kind):
            return content
        if not isinstance(content, dict):
            raise BadFact(f"{name}: skriv det som JSON med {', '.join(fields)}.")
        if unknown := sorted(set(content) - set(fields)):
            raise BadFact(f"{name}: okänd nyckel {', '.join(unknown)}. Tillåtna: {', '.join(fields)}.")
        read = {part: readers[part](value, f"{name}.{part}") for part, value in content.items()}
        for part, field in fields.items():
            left_out = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
            if part not in read and left_out:
                raise BadFact(f"{name}: {part} saknas. Lägg till {part}: {how_to_write(hints[part])}.")
        return kind(**read)

    return record


def _json(text: str, name: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise BadFact(f"{name}: {text!r} går inte att läsa som JSON. Kontrollera citattecken och klamrar.") from None


_PLAIN: dict[type, Reader] = {date: _day, bool: _yes_or_no, int: _whole, Decimal: _decimal, str: _words}
_IN_WORDS = {
    date: "datum som 2026-11-22",
    bool: "ja eller nej",
    int: "heltal (belopp i öre)",
    Decimal: "tal som 2,5",
    str: "text",
}
