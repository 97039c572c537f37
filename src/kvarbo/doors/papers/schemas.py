"""Scheman: every kind of paper is held to a JSON Schema in ``schemas/``, and what is wrong is said in Swedish."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource

from kvarbo.core.swedish import money
from kvarbo.doors.papers.agreement import disagreements
from kvarbo.doors.papers.kinds import KINDS, PaperKind
from kvarbo.doors.papers.refusal import PaperRefused
from kvarbo.doors.papers.texts import problem_in

FOLDER = Path(__file__).with_name("schemas")
PARTS = "urn:kvarbo:paper:parts"


def problems_in(kind: PaperKind, content: Any) -> tuple[str, ...]:
    """What is wrong with a paper's content, one Swedish sentence each; empty when nothing is."""
    if not isinstance(content, dict):
        return ("Papperet har inget innehåll.",)
    found = tuple(_sentences(_validator(kind.value).iter_errors(content), schema_of(kind)))
    return found or (*_bad_texts(content, schema_of(kind)), *disagreements(kind, content))


def checked(kind: PaperKind, content: Any) -> dict[str, Any]:
    """The content, held to its schema. Raises ``PaperRefused`` with everything that is wrong."""
    problems = problems_in(kind, content)
    if problems:
        raise PaperRefused(*problems)
    return dict(content)


def problems_in_frame(data: Any) -> tuple[str, ...]:
    """What is wrong with a paper around its content: its names, dates, kind and version."""
    if not isinstance(data, dict):
        return ("Filen innehåller inget papper.",)
    kind, version = data.get("kind"), data.get("version")
    if isinstance(kind, str) and kind not in set(PaperKind):
        return (f"Papperet är av ett slag som inte är känt här ({kind[:60]}). Uppdatera Kvarbo och läs det igen.",)
    known = KINDS[PaperKind(kind)].version if isinstance(kind, str) else None
    if known is not None and isinstance(version, int) and not isinstance(version, bool) and version != known:
        return (
            f"Papperet är skrivet enligt version {version} av sitt schema, men här läses version {known}. Uppdatera "
            "Kvarbo, eller be avsändaren skicka papperet på annat sätt.",
        )
    frame = _read("paper")
    found = tuple(_sentences(_validator("paper").iter_errors(data), frame))
    return found or tuple(_bad_texts({name: part for name, part in data.items() if name != "content"}, frame))


def schema_of(kind: PaperKind) -> dict[str, Any]:
    """The kind's schema as it stands in its file."""
    return _read(kind.value)


def resolved(part: Mapping[str, Any]) -> dict[str, Any]:
    """A part of a schema with what it refers to filled in; its own title and hint come before those it refers to."""
    reference = part.get("$ref")
    if reference is None:
        return dict(part)
    name = str(reference).removeprefix(f"{PARTS}#/$defs/")
    return {**resolved(_read("parts")["$defs"][name]), **{key: value for key, value in part.items() if key != "$ref"}}


@cache
def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


@cache
def _validator(name: str) -> Draft202012Validator:
    registry: Registry[Any] = Registry().with_resource(PARTS, Resource.from_contents(_read("parts")))
    return Draft202012Validator(_read(name), registry=registry, format_checker=_FORMATS)


_FORMATS = FormatChecker(())


@_FORMATS.checks("date", ValueError)
def _is_a_day(value: object) -> bool:
    return not isinstance(value, str) or bool(date.fromisoformat(value))


def _sentences(faults: Iterable[ValidationError], schema: Mapping[str, Any]) -> Iterator[str]:
    told: set[str] = set()
    for fault in sorted(faults, key=lambda fault: ([str(step) for step in fault.absolute_path], str(fault.validator))):
        sentence = _sentence(fault, where(schema, fault.absolute_path))
        if sentence not in told:
            told.add(sentence)
            yield sentence


def where(schema: Mapping[str, Any], path: Iterable[str | int]) -> str:
    """A place in a paper as people read it: "Obetald hyra 2, Belopp"."""
    words: list[str] = []
    part = dict(schema)
    for step in path:
        if isinstance(step, int):
            part = resolved(part.get("items", {}))
            words[-1:] = [f"{words[-1]} {step + 1}"] if words else [str(step + 1)]
        else:
            part = resolved(part.get("properties", {}).get(step, {}))
            words.append(part.get("title") or "ett okänt fält")
    return ", ".join(words) or "Papperet"


def _sentence(fault: ValidationError, place: str) -> str:
    rule, limit = fault.validator, fault.validator_value
    if rule == "required":
        inside = resolved(fault.schema) if isinstance(fault.schema, Mapping) else {}
        missing = [name for name in limit if name not in fault.instance]
        labels = [where(inside, [name]) for name in missing]
        return f"{place}: fyll i {', '.join(labels)}."
    if rule == "additionalProperties":
        return f"{place}: det finns ett fält som det här slaget av papper inte har. Ta bort det."
    if rule == "oneOf":
        return f"{place}: {_none_of(fault)}"
    said = {
        "type": "är inte skrivet på rätt sätt.",
        "const": "har ett annat värde än det enda som får stå där.",
        "format": "är ingen dag som finns. Skriv som 2026-11-24.",
        "pattern": f"{_pattern(fault)}",
        "minLength": "är tomt.",
        "maxLength": f"är för långt: högst {limit} tecken.",
        "minimum": f"är för litet: minst {_limit(fault)}.",
        "maximum": f"är för stort: högst {_limit(fault)}.",
        "minItems": "är tomt: skriv minst ett.",
        "maxItems": f"har för många rader: högst {limit}.",
        "uniqueItems": "har samma val två gånger.",
        "minProperties": "är tomt: fyll i minst ett.",
    }
    return f"{place}: {said.get(str(rule), 'stämmer inte med hur papperet ska se ut.')}"


def _none_of(fault: ValidationError) -> str:
    options = [option.get("title") for option in fault.validator_value if "const" in option]
    if options:
        return f"välj något av {', '.join(option for option in options if option)}."
    if all("required" in option for option in fault.validator_value):
        return "skriv antingen adressen eller att den är skyddad."
    return "är inte skrivet på rätt sätt."


def _pattern(fault: ValidationError) -> str:
    shown_as = fault.schema.get("shown_as") if isinstance(fault.schema, Mapping) else None
    return {
        "day": "är ingen dag som finns. Skriv som 2026-11-24.",
        "month": "är ingen månad. Skriv som 2026-11.",
        "clock": "är inget klockslag. Skriv som 09:30.",
    }.get(str(shown_as), "är inte skrivet på rätt sätt. Ta bort mellanslag först och sist, och kontrollera tecknen.")


def _limit(fault: ValidationError) -> str:
    unit = fault.schema.get("unit") if isinstance(fault.schema, Mapping) else None
    return money(fault.validator_value) if unit else str(fault.validator_value)


def _bad_texts(value: Any, schema: Mapping[str, Any], path: tuple[str | int, ...] = ()) -> Iterator[str]:
    if isinstance(value, str):
        problem = problem_in(value)
        if problem:
            yield f"{where(schema, path)} {problem}. Skriv om det utan tecknet."
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _bad_texts(part, schema, (*path, name))
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from _bad_texts(part, schema, (*path, place))
