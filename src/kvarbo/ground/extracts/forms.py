"""What is written down when somebody asks who has looked at what about them."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kvarbo.ground.extracts.models import IdentityCheck


class ExtractForm(forms.Form):
    """Begäran om logguppgift."""

    identity = forms.CharField(
        label=_("Personnummer eller samordningsnummer"),
        help_text=_("Numret på den som uppgifterna handlar om. Tio eller tolv siffror."),
        max_length=20,
        error_messages={"required": _("Skriv numret.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "data-short": "1"}),
    )
    identity_check = forms.ChoiceField(
        label=_("Hur visade den som frågar vem hen är?"),
        choices=IdentityCheck.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj hur den som frågar visade vem hen är.")},
    )
    from_date = forms.DateField(
        label=_("Från och med"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Skriv första dagen."), "invalid": _("Skriv dagen som 2026-11-05.")},
    )
    through_date = forms.DateField(
        label=_("Till och med"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Skriv sista dagen."), "invalid": _("Skriv dagen som 2026-11-05.")},
    )
    reason = forms.CharField(
        label=_("Vad begäran gäller"),
        help_text=_("Till exempel: begäran om registerutdrag den 5 november. Skriv inga namn."),
        max_length=500,
        error_messages={"required": _("Skriv vad begäran gäller.")},
    )
