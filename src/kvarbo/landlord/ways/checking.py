"""Kontrollera en text: the loader's checks, and where in the text that which cannot be meant stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta

import yaml

from kvarbo.core.facts import Bill, BillKind, Event, EventKind, Facts, Lease
from kvarbo.core.ladder.loading import policy_from_yaml
from kvarbo.core.ladder.policy import Policy
from kvarbo.core.ladder.try_on import try_on
from kvarbo.core.yaml_fields import YamlRefused

LONGEST = 60_000  # characters; the longest that comes with Kvarbo is a third of it
LARGEST = 1_200  # days, months or times; a hundred years of months
TOO_LARGE = "Ett tal är så stort att dagen inte går att räkna ut. Leta efter ett orimligt antal dagar eller månader."
WHERE = "arbetssättet"
_AROUND = 2  # lines shown before and after
_PART = re.compile(r"([a-zåäö_]+)(?:\[(\d+)\])?")
_TRIED_FROM = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Line:
    """En rad i texten; ``is_it`` where the fault is."""

    number: int
    text: str
    is_it: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """Ett fel: what, and the lines about it, when the place is known; ``others`` is what else is wrong, downwards."""

    message: str
    lines: tuple[Line, ...] = ()
    others: tuple[Fault, ...] = ()


def checked(text: str) -> Policy | Fault:
    """The policy that the text means, or what in it cannot be meant, downwards."""
    if not text.strip():
        return Fault("Texten är tom. Skriv arbetssättet, eller börja om från en kopia.")
    if len(text) > LONGEST:
        return Fault(f"Texten är {len(text)} tecken lång. Den får vara högst {LONGEST}.")
    try:
        policy = policy_from_yaml(text, where=WHERE)
        if any(number > LARGEST for number in _numbers(replace(policy, ignore_below=0))):
            return Fault(TOO_LARGE)
        _try_it(policy)
    except YamlRefused as refused:
        return _downwards([Fault(_shown(message), _lines(text, message)) for message in refused.messages])
    except RecursionError:
        return Fault("Texten har för många nivåer i varandra. Ta bort klamrar och indrag som inte behövs.")
    except (OverflowError, ValueError):
        return Fault(TOO_LARGE)
    return policy


def _downwards(faults: list[Fault]) -> Fault:
    """The first in the text, with the others after it; what has no place comes last."""
    first, *others = sorted(faults, key=lambda one: next((line.number for line in one.lines if line.is_it), LONGEST))
    return replace(first, others=tuple(others))


def _numbers(value: object) -> Iterator[int]:
    """Every whole number that the policy holds, however deep."""
    if isinstance(value, int):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _numbers(part)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _numbers(getattr(value, one.name))


def _try_it(policy: Policy) -> None:
    """Played on a home that owes: a number of days that no almanac holds shows here, not at night."""
    bills = tuple(
        Bill(f"{month}", date(2026, month, 1), BillKind.RENT, date(2026, month, 1) - timedelta(days=1), 500_000)
        for month in (1, 2, 3)
    )
    counted = policy.warnings.counted if policy.warnings else ()
    events = tuple(
        Event(date(2026, month, 9), EventKind.STEP_DONE, step=step.value, month=date(2026, month, 1))
        for month in (1, 2, 3)
        for step in counted
    )
    facts = Facts(Lease(start=date(2020, 1, 1)), (), bills, (), events, date(2026, 5, 1))
    known = replace(policy, valid_from=min(policy.valid_from, _TRIED_FROM))
    try_on(policy=known, facts=facts, from_day=_TRIED_FROM, to_day=date(2026, 4, 30))


def _shown(message: str) -> str:
    """Without the name of the text, which is the one on the page."""
    plain = message.removeprefix(f"{WHERE}, ").removeprefix(f"{WHERE}: ")
    plain = re.sub(r"^rules\[(\d+)\] \(([^)]+)\)", r"Regeln \2", plain)
    plain = re.sub(r"^rules\[(\d+)\]", r"Regel nummer \1", plain)
    plain = re.sub(r"^rules \(([^)]+)\)", r"Regeln \1", plain).replace("rules: ", "Reglerna: ", 1)
    plain = re.sub(r"^(Regel[^.:]*)\.", r"\1, raden ", plain)
    return plain[:1].upper() + plain[1:] if plain.startswith(("rad ", "nyckeln", "filen")) else plain


def _lines(text: str, message: str) -> tuple[Line, ...]:
    """The lines around each place that the refusal tells of: a line number, a path, or rules by their names."""
    written = text.split("\n")
    at = sorted({number for number in _places(text, written, message) if 1 <= number <= len(written)})
    shown: dict[int, Line] = {}
    for number in at:
        for near in range(max(1, number - _AROUND), min(len(written), number + _AROUND) + 1):
            shown[near] = Line(near, written[near - 1].rstrip()[:200], near in at)
    return tuple(shown[number] for number in sorted(shown))


def _places(text: str, written: list[str], message: str) -> list[int]:
    by_line = re.match(rf"{WHERE}, rad (\d+)", message)
    if by_line:
        return [int(by_line[1])]
    named = [_line_of_rule(written, key) for key in re.findall(r"”([^”\n]{1,80})”", message)]
    of_rule = re.match(rf"{WHERE}, rules \(([^)]+)\)", message)
    if of_rule:
        named.insert(0, _line_of_rule(written, of_rule[1]))
    found = [number for number in named if number]
    unknown = re.search(r"nyckeln ”([^”]+)” är okänd", message)
    path = message.split(": ", 1)[0].removeprefix(f"{WHERE}, ").removeprefix(WHERE)
    deepest = _line_of_path(text, re.sub(r" \([^)]*\)", "", path), unknown[1] if unknown else None)
    return found if found and "[" not in path else [deepest] if deepest else found


def _line_of_rule(written: list[str], key: str) -> int | None:
    pattern = re.compile(rf"\s*(?:-\s+)?key:\s*[\"']?{re.escape(key)}[\"']?\s*(?:#.*)?$")
    return next((number for number, line in enumerate(written, start=1) if pattern.match(line)), None)


def _line_of_path(text: str, path: str, key: str | None) -> int | None:
    """The line of the deepest part of a path such as ``rules[3].gate.requires[1].step`` that the text has."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return None
    line: int | None = None
    for name, number in [*_PART.findall(path), *([(key, "")] if key else [])]:
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        pair = next((pair for pair in pairs if getattr(pair[0], "value", None) == name), None)
        if pair is None:
            break
        line, node = pair[0].start_mark.line + 1, pair[1]
        items = node.value if isinstance(node, yaml.SequenceNode) else []
        if number and 0 < int(number) <= len(items):
            node = items[int(number) - 1]
            line = node.start_mark.line + 1
    return line
