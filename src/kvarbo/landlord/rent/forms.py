"""What a person fills in about files."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class FileForm(forms.Form):
    """Släpp en fil: the list, and until when it shows payments."""

    file = forms.FileField(
        label=_("Fil"),
        error_messages={"required": _("Välj en fil."), "empty": _("Filen är tom. Ta ut listan igen och välj den.")},
    )
    known_through = forms.DateField(
        label=_("Betalningar kända till och med"),
        required=False,
        help_text=_(
            "Sista dagen vars betalningar finns med i listan, till exempel gårdagen. "  # one sentence a line
            "Lämna tomt om filen själv visar betaldagar."
        ),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Skriv dagen som 2026-11-05.")},
    )


def posted_mapping(posted: Any, header: list[str]) -> dict[str, str]:
    """Field → column from the mapping page's selects, which are named after the column's place."""
    chosen: dict[str, str] = {}
    for place, name in enumerate(header):
        field = posted.get(f"column-{place}", "")
        if field:
            chosen[field] = name
    return chosen
