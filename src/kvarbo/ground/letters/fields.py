"""Fält för ett brevs uppgifter: from the type of a field in ``variables`` to what a person fills in, and back."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvarbo.ground.letters.as_data import plain_type, row_type
from kvarbo.ground.letters.labels import HINTS, LABELS
from kvarbo.ground.letters.variables import Month, Ore
from kvarbo.ground.letters.words import field_types
from kvarbo.ground.written import readable

LONGEST, LONGEST_LIST, MOST_ROWS = 200, 6_000, 60
REQUIRED = _("Fyll i det här, så att brevet kan skrivas.")
_AMOUNT = re.compile(r"(\d{1,9})(?:[,.](\d{1,2}))?")


class DayField(forms.DateField):
    """En dag, as the browser's date field sends it or written 2026-11-05."""

    def __init__(self, **settings: Any) -> None:
        settings["input_formats"] = ["%Y-%m-%d"]
        settings["widget"] = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        invalid = _("Datumet går inte att läsa. Skriv år, månad och dag, till exempel 2026-11-05.")
        settings["error_messages"] = {"invalid": invalid, "required": REQUIRED}
        super().__init__(**settings)


class TypedField(forms.CharField):
    """Ett fält that reads what was written as money, a month or rows, and says what is wrong with it."""

    def __init__(self, hint: Any, **settings: Any) -> None:
        self.hint = hint
        settings.setdefault("max_length", LONGEST)
        settings.setdefault("error_messages", {"required": REQUIRED})
        super().__init__(**settings)

    def clean(self, value: Any) -> Any:
        """The typed value; None or the empty tuple when nothing was written."""
        text = super().clean(value)
        row, line = row_type(self.hint), readable(text)
        try:
            if row:
                return _rows(row, text)
            return read(self.hint, line) if line else None
        except ValueError as fault:
            raise forms.ValidationError(str(fault)) from None

    def prepare_value(self, value: Any) -> Any:
        """What the control shows of a value that is known already."""
        return value if isinstance(value, str) or value is None else written(value, self.hint)


def field_for(name: str, of: type) -> forms.Field:
    """The field of a form for one field of a dataclass."""
    hint = plain_type(field_types(of)[name])
    (kept,) = (one for one in dataclasses.fields(of) if one.name == name)
    said: dict[str, Any] = {
        "label": LABELS[name],
        "help_text": HINTS.get(name, ""),
        "required": kept.default is dataclasses.MISSING and hint is not bool,
    }
    if hint is bool:
        return forms.BooleanField(**said)
    if hint is date:
        return DayField(**said)
    if row_type(hint):
        rows = forms.Textarea(attrs={"rows": 4, "autocomplete": "off"})
        return TypedField(hint, widget=rows, max_length=LONGEST_LIST, strip=False, **said)
    short = {"data-short": "1"} if hint in (Ore, Month) else {}
    return TypedField(hint, widget=forms.TextInput(attrs={"autocomplete": "off", **short}), **said)


def read(hint: Any, text: str) -> Any:
    """What was written as its type; raises ``ValueError`` in Swedish."""
    hint = plain_type(hint)
    if hint is Ore:
        return _amount(text)
    if hint is Month:
        if not re.fullmatch(r"\d{4}-\d{2}", text):
            raise ValueError(f"{text[:30]} är ingen månad. Skriv år och månad, till exempel 2026-12.")
        return Month(_day(f"{text}-01"))
    return _day(text) if hint is date else text


def written(value: Any, hint: Any) -> str:
    """A typed value as somebody would write it in the form; the opposite of ``read``."""
    hint = plain_type(hint)
    row = row_type(hint)
    if row is str:
        return "\n".join(value)
    if row:
        return "\n".join(_row_written(one, row) for one in value)
    if value is None:
        return ""
    if hint is Ore:
        kronor, rest = divmod(value, 100)
        return f"{kronor},{rest:02d}" if rest else str(kronor)
    if hint is Month:
        return f"{value:%Y-%m}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _row_written(one: Any, row: type) -> str:
    return "; ".join(written(getattr(one, name), hint) for name, hint in field_types(row).items()).rstrip("; ")


def _amount(text: str) -> Ore:
    found = _AMOUNT.fullmatch(re.sub(r"\s|kr$", "", text))
    if found is None:
        raise ValueError(f"{text[:30]} är inget belopp. Skriv kronor, till exempel 8412 eller 8412,50.")
    return Ore(int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0")))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text[:30]} är ingen dag. Skriv år, månad och dag, till exempel 2026-12-10.") from None


def _rows(row: Any, text: str) -> tuple[Any, ...]:
    lines = [readable(line) for line in text.splitlines()]
    lines = [line for line in lines if line]
    if len(lines) > MOST_ROWS:
        raise ValueError(f"Det är fler än {MOST_ROWS} rader. Skriv färre.")
    return tuple(line if row is str else _row(row, line, number) for number, line in enumerate(lines, start=1))


def _row(row: type, line: str, number: int) -> Any:
    hints = field_types(row)
    needed = sum(one.default is dataclasses.MISSING for one in dataclasses.fields(row))
    cells: Sequence[str] = [cell.strip() for cell in line.split(";")]
    if not needed <= len(cells) <= len(hints) or not all(cells[:needed]):
        raise ValueError(f"Rad {number}: det ska stå {needed} uppgifter med semikolon emellan.")
    try:
        said = {name: read(hint, cell) for (name, hint), cell in zip(hints.items(), cells, strict=False) if cell}
    except ValueError as fault:
        raise ValueError(f"Rad {number}: {fault}") from None
    return row(**said)
