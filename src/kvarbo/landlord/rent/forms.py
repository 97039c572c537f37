"""What a person fills in about files."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kvarbo.core import swedish
from kvarbo.core.calendar import last_arbetsdag


class FileForm(forms.Form):
    """Släpp en fil: the list, and until when it shows payments."""

    file = forms.FileField(
        label=_("Fil"),
        error_messages={"required": _("Välj en fil."), "empty": _("Filen är tom. Ta ut listan igen och välj den.")},
    )
    known_through = forms.DateField(
        label=_("Betalningar kända till och med"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Skriv dagen som 2026-11-05.")},
    )

    def __init__(self, *said: Any, on: date, **settings: Any) -> None:
        super().__init__(*said, **settings)
        self.fields["known_through"].help_text = gettext(
            "Sista dagen vars betalningar finns med i listan, till exempel %(day)s. "  # one sentence a line
            "Lämna tomt om filen själv visar betaldagar."
        ) % {"day": swedish.day(last_arbetsdag(on - timedelta(days=1)))}


def posted_mapping(posted: Any, header: list[str]) -> dict[str, str]:
    """Field → column from the mapping page's selects, which are named after the column's place."""
    chosen: dict[str, str] = {}
    for place, name in enumerate(header):
        field = posted.get(f"column-{place}", "")
        if field:
            chosen[field] = name
    return chosen
