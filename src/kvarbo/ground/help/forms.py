"""What a manager fills in: a number to call when somebody may come to harm."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kvarbo.ground.help.contact import HelpKind


class HelpContactForm(forms.Form):
    """Ett nummer att ringa när någon kan fara illa."""

    kind = forms.ChoiceField(label=_("Slags hjälp"), choices=HelpKind.choices)
    name = forms.CharField(
        label=_("Vem som svarar"), max_length=100, error_messages={"required": _("Skriv vem som svarar.")}
    )
    phone = forms.CharField(label=_("Telefon"), max_length=40, error_messages={"required": _("Skriv numret.")})
