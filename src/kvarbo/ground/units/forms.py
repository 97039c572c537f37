"""What a manager fills in of a new colleague."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kvarbo.ground.units.roles import NEEDS_TWO, RoleName


class TakeInForm(forms.Form):
    """Ta in en medarbetare; roles that need two people are asked for afterwards."""

    name = forms.CharField(label=_("Namn"), max_length=200, error_messages={"required": _("Skriv medarbetarens namn.")})
    email = forms.EmailField(
        label=_("E-post"),
        error_messages={"required": _("Skriv e-postadressen."), "invalid": _("Skriv en hel e-postadress.")},
    )
    unit = forms.CharField(label=_("Enhet eller distrikt"), max_length=100, required=False)
    role = forms.ChoiceField(
        label=_("Första rollen"), choices=[(one.value, one.label) for one in RoleName if one.value not in NEEDS_TWO]
    )
