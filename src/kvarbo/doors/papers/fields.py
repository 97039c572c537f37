"""Fält: what a kind of paper holds, in order and with Swedish labels, read from its schema for forms and screens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kvarbo.core.law.secrecy.vocabulary import KindOfFact
from kvarbo.doors.papers.kinds import PaperKind, about
from kvarbo.doors.papers.schemas import resolved, schema_of


@dataclass(frozen=True, slots=True)
class Field:
    """Ett fält. ``shown_as`` says how it is written and shown: text · note · day · month · clock · amount (öre) · count
    · number · choice · fixed · paper (another paper's id) · group · list. ``choices`` are (value, label) pairs; a fixed
    field has its only value in ``value`` and its words in ``told``. ``fields`` are those of a group, or of each row of
    a list of groups; ``row`` is what each row of a list is. ``tells`` is what filling it in tells.
    """

    name: str
    label: str
    shown_as: str
    required: bool
    hint: str = ""
    longest: int | None = None
    choices: tuple[tuple[str, str], ...] = ()
    choice_tells: tuple[tuple[str, tuple[KindOfFact, ...]], ...] = ()
    value: Any = None
    told: str = ""
    fields: tuple[Field, ...] = ()
    row: Field | None = None
    most: int | None = None
    tells: tuple[KindOfFact, ...] = ()


@cache
def fields_of(kind: PaperKind) -> tuple[Field, ...]:
    """The kind's fields, in the order they are filled in and read."""
    return _fields(schema_of(kind))


def facts_told(kind: PaperKind, content: Mapping[str, Any]) -> tuple[KindOfFact, ...]:
    """Slag av uppgift som papperet berättar, each once: ``may_disclose`` is asked for every one of them."""
    told = [*about(kind).facts, *_told(fields_of(kind), content)]
    return tuple(dict.fromkeys(told))


def people_in(content: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """The people that a paper names, each with ``name`` and what else of them stands there; empty for one about nobody.

    The secrecy rules are asked for each of them, with that person's own consents.
    """
    return tuple(content.get("residents") or content.get("people") or ())


def _told(fields: tuple[Field, ...], content: Mapping[str, Any]) -> Iterator[KindOfFact]:
    for field in fields:
        if field.name in content:
            yield from _told_by(field, content[field.name])


def _told_by(field: Field, value: Any) -> Iterator[KindOfFact]:
    yield from field.tells
    if field.shown_as == "choice":
        yield from dict(field.choice_tells).get(value, ())
    elif field.shown_as == "group":
        yield from _told(field.fields, value)
    elif field.shown_as == "list" and field.row is not None:
        for part in value:
            yield from _told_by(field.row, part)


def _fields(group: Mapping[str, Any]) -> tuple[Field, ...]:
    required = group.get("required", ())
    return tuple(_field(name, part, name in required) for name, part in group["properties"].items())


def _field(name: str, part: Mapping[str, Any], required: bool) -> Field:
    whole = resolved(part)
    shown_as = _shown_as(whole)
    options = whole["oneOf"] if shown_as in ("choice", "count") else []
    row = _field("", whole["items"], True) if shown_as == "list" else None
    return Field(
        name=name,
        label=whole.get("title", ""),
        shown_as=shown_as,
        required=required,
        hint=whole.get("description", ""),
        longest=whole.get("maxLength"),
        choices=tuple((str(option["const"]), option["title"]) for option in options if "const" in option),
        choice_tells=tuple((option["const"], _facts(option)) for option in options if "tells" in option),
        value=whole.get("const"),
        told=whole.get("told", ""),
        fields=_fields(whole) if shown_as == "group" else (row.fields if row else ()),
        row=row,
        most=whole.get("maxItems"),
        tells=_facts(whole),
    )


def _shown_as(whole: Mapping[str, Any]) -> str:
    if whole.get("type") == "array":
        return "list"
    return "group" if whole.get("type") == "object" else str(whole["shown_as"])


def _facts(part: Mapping[str, Any]) -> tuple[KindOfFact, ...]:
    return tuple(KindOfFact(fact) for fact in part.get("tells", ()))
