"""What is filled in to protect somebody."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvarbo.ground.protection.models import ProtectionKind, ProtectionSource


class ProtectForm(forms.Form):
    """Skydda: who on the home or in the matter, which protection, and who goes on opening them."""

    person = forms.TypedChoiceField(
        label=_("Vem"), widget=forms.RadioSelect, error_messages={"required": _("Välj vem.")}
    )
    kind = forms.ChoiceField(label=_("Vilket skydd"), choices=ProtectionKind.choices)
    source = forms.ChoiceField(label=_("Varifrån ni vet det"), choices=ProtectionSource.choices)
    look_again = forms.DateField(
        label=_("När skyddet ska ses över, om ni vet det"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Skriv dagen som åååå-mm-dd.")},
    )
    handlers = forms.MultipleChoiceField(
        label=_("Vem som ska kunna öppna"),
        help_text=_("Ingen annan ser personen härefter. Väljer du ingen måste två personer namnge någon."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    never_by_break_glass = forms.BooleanField(label=_("Får aldrig nödöppnas"), required=False)

    def __init__(self, *given: Any, people: list[tuple[str, str]], members: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["person"].choices = people  # type: ignore[attr-defined]
        self.fields["handlers"].choices = members  # type: ignore[attr-defined]
