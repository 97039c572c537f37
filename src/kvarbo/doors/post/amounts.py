"""Belopp, datum och antal as people write them in a form, and as a paper holds them."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

AMOUNT = re.compile(r"(\d+)(?:[,.](\d{1,2}))?", re.ASCII)
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)
CLOCK = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)", re.ASCII)
FEWER_THAN_FIVE = "fewer_than_5"
SPACES = str.maketrans("", "", " \u00a0\u202f\u2009")


class DayField(forms.DateField):
    """En dag, as the browser's date field sends it or written 2026-11-05."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("input_formats", ["%Y-%m-%d"])
        settings.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        settings["error_messages"] = {
            "invalid": _("Datumet går inte att läsa. Skriv år, månad och dag, till exempel 2026-11-05."),
            "required": _("Skriv en dag."),
        }
        super().__init__(**settings)


class AmountField(forms.CharField):
    """Ett belopp i kronor; öre inside, None when nothing was written."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("max_length", 20)
        settings.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "data-short": "1"}))
        super().__init__(**settings)

    def clean(self, value: Any) -> int | None:
        written = super().clean(value).translate(SPACES).removesuffix("kr").removesuffix(":-")
        if not written:
            return None
        found = AMOUNT.fullmatch(written)
        if not found:
            raise forms.ValidationError(
                _("Beloppet går inte att läsa. Skriv kronor, till exempel 8 450 eller 8450,50.")
            )
        return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


class MonthField(forms.CharField):
    """En månad, written 2026-11."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("widget", forms.TextInput(attrs={"type": "month", "data-short": "1"}))
        super().__init__(**settings)

    def clean(self, value: Any) -> str:
        written: str = super().clean(value)
        if written and not MONTH.fullmatch(written):
            raise forms.ValidationError(_("Månaden går inte att läsa. Skriv år och månad, till exempel 2026-11."))
        return written


class ClockField(forms.CharField):
    """Ett klockslag, written 09:30."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("widget", forms.TextInput(attrs={"type": "time", "data-short": "1"}))
        super().__init__(**settings)

    def clean(self, value: Any) -> str:
        written: str = super().clean(value)
        if not written:
            return ""
        found = CLOCK.fullmatch(written)
        if not found:
            raise forms.ValidationError(_("Klockslaget går inte att läsa. Skriv till exempel 09:30."))
        return f"{int(found[1]):02d}:{found[2]}"


class CountField(forms.IntegerField):
    """Ett antal; one to four become *färre än 5*, so that nobody can be told."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("min_value", 0)
        settings.setdefault("max_value", 1_000_000)
        super().__init__(**settings)

    def clean(self, value: Any) -> int | str | None:
        number: int | None = super().clean(value)
        return FEWER_THAN_FIVE if number is not None and 0 < number < 5 else number
