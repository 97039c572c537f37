"""A rule's answer as columns of a table and as JSON, worked out from the type that the rule promises."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from kvarbo.core.finding import Finding
from kvarbo.core.law.catalogue import Rule

BOUND = ("not_before", "missing")
STEPS = "steps"

Cells = Callable[[Finding[Any]], list[str]]


def columns_of(rule: Rule) -> dict[str, tuple[str, ...]]:
    """Each column an answer adds, and the way to it through the answer's fields; () is the answer itself."""
    columns = _fields(rule.answer, ())
    together = {"_".join(way) or "value": way for way in columns}
    # A table of any rule can be read for what was missing, also where a rule never misses anything.
    return together | {name: () for name in BOUND if name not in together}


def _fields(kind: Any, way: tuple[str, ...]) -> list[tuple[str, ...]]:
    kind = _known(kind)
    if not (isinstance(kind, type) and dataclasses.is_dataclass(kind)):
        return [way]
    hints = get_type_hints(kind)
    return [found for field in dataclasses.fields(kind) for found in _fields(hints[field.name], (*way, field.name))]


def _known(kind: Any) -> Any:
    """The type without its "or unknown", when that leaves one type."""
    if get_origin(kind) in (Union, UnionType):
        parts = [part for part in get_args(kind) if part is not NoneType]
        return parts[0] if len(parts) == 1 else kind
    return kind


def row_of(finding: Finding[Any], columns: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The answer's cells, and last its steps."""
    plain = finding.value
    cells = [
        "" if not way and name in BOUND else cell(plain if not way else _at(plain, way))
        for name, way in columns.items()
    ]
    return [*cells, " | ".join([f"{step.text} ({step.source})" for step in finding.steps])]


def _at(value: Any, way: tuple[str, ...]) -> Any:
    for name in way:
        value = None if value is None else getattr(value, name)
    return value


def cell(value: Any) -> str:
    """A value as a cell: days as 2026-11-22, unknown as nothing, several with semicolons."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, (str, int, date, Decimal)):
        return str(value)
    if isinstance(value, tuple) and all(isinstance(part, (str, int, date)) for part in value):
        return "; ".join(map(str, value))
    return json.dumps(plain(value), ensure_ascii=False)


def plain(value: Any) -> Any:
    """A value as JSON writes it; money is öre, days are text."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, (tuple, list, frozenset)):
        return [plain(part) for part in value]
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, (date, Decimal)) else value


def as_json(finding: Finding[Any]) -> dict[str, Any]:
    """An answer and its steps; an answer that is no record stands under ``value``."""
    answer = plain(finding.value)
    steps = [{"text": step.text, "source": step.source} for step in finding.steps]
    return {**(answer if isinstance(answer, dict) else {"value": answer}), STEPS: steps}
