"""Brevens uppgifter som data: dataclasses to JSON and back, so that what a letter was told is kept and read again."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, Union, get_args, get_origin

from kvarbo.ground.letters.variables import Month, Ore
from kvarbo.ground.letters.words import field_types


def to_data(value: Any) -> Any:
    """A dataclass of variables as JSON: days as ISO dates, money as whole öre."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: to_data(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [to_data(one) for one in value]
    return value


def from_data(of: type, data: Mapping[str, Any]) -> Any:
    """The dataclass again; the opposite of ``to_data``."""
    return of(**{name: _value(hint, data[name]) for name, hint in field_types(of).items() if name in data})


def plain_type(hint: Any) -> Any:
    """The type without its None: ``date | None`` is ``date``."""
    if get_origin(hint) in (Union, types.UnionType):
        return next(part for part in get_args(hint) if part is not type(None))
    return hint


def row_type(hint: Any) -> Any:
    """What a tuple holds, or None for what is no tuple."""
    return get_args(hint)[0] if get_origin(hint) is tuple else None


def _value(hint: Any, value: Any) -> Any:
    hint = plain_type(hint)
    if value is None:
        return None
    row = row_type(hint)
    if row is not None:
        return tuple(from_data(row, one) if is_dataclass(row) and isinstance(row, type) else one for one in value)
    if hint in (date, Month):
        return date.fromisoformat(value)
    return Ore(value) if hint is Ore else value
