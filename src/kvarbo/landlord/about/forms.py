"""What a manager fills in about the room."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class PurposeForm(forms.Form):
    """Ändamål: why the landlord keeps the number of children or the language; the tenants are told too."""

    kind = forms.ChoiceField(
        label=_("Uppgift"), choices=[("children", _("Antal barn i hushållet")), ("language", _("Språk"))]
    )
    purpose = forms.CharField(
        label=_("Varför ni behöver den"),
        help_text=_("Skriv så att en hyresgäst förstår. Utan ändamål läses kolumnen aldrig ur era filer."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": _("Skriv varför ni behöver uppgiften.")},
    )
