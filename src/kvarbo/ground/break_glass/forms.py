"""What is filled in to open by nödöppning."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class BreakGlassForm(forms.Form):
    """Nödöppna: what, exactly as it is called, and why now."""

    sought = forms.CharField(
        label=_("Nummer"),
        help_text=_("Avtalets eller ärendets nummer, exakt som det är skrivet. Hos socialtjänsten även personnummer."),
        max_length=60,
        error_messages={"required": _("Skriv numret.")},
    )
    reason = forms.CharField(
        label=_("Varför det inte kan vänta"),
        help_text=_("Läses av din chef och av loggranskaren. Skriv inga uppgifter om hälsa eller familj."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        error_messages={"required": _("Skriv varför det är bråttom.")},
    )
