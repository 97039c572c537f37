"""What is filled in about representatives, payers and who was told of their rights."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvarbo.social.casework.forms import NO_SUCH_CHOICE, Choices, choice_field, day_field, text_field
from kvarbo.social.representatives.words import DutyPart, RentPayerKind, RepresentativeRole, RightsToldHow


class _Keyed(forms.Form):
    """The key that makes the same form sent twice one act."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=64)


class RepresentativeForm(_Keyed):
    """En företrädare."""

    kind = choice_field(_("Vad för företrädare?"), RepresentativeRole.choices, _("Välj vad det är för företrädare."))
    name = text_field(_("Företrädarens namn"), 200)
    phone = text_field(_("Telefon"), 40, widget=forms.TextInput(attrs={"type": "tel"}))
    email = text_field(_("E-post"), 200)
    scopes = forms.MultipleChoiceField(
        label=_("Vad uppdraget omfattar"),
        choices=DutyPart.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": NO_SUCH_CHOICE},
        help_text=_("För god man och förvaltare. Det står i beslutet."),
    )
    basis = text_field(
        _("Beslut eller fullmakt, med dag"), 200, help_text=_("Till exempel tingsrättens beslut 2026-03-02.")
    )

    def __init__(self, *said: Any, people: Choices, **settings: Any) -> None:
        super().__init__(*said, **settings)
        self.fields["person"] = choice_field(_("Vem företräds?"), people, _("Välj vem som företräds."))
        self.order_fields(("person", "kind", "name", "phone", "email", "scopes", "basis"))


class EndForm(forms.Form):
    """Uppdraget har upphört."""

    representative = forms.UUIDField(widget=forms.HiddenInput, error_messages={"invalid": NO_SUCH_CHOICE})
    ended_on = day_field(_("Sista dagen"))


class PayerForm(_Keyed):
    """Vem som betalar hyran."""

    kind = choice_field(_("Vem betalar hyran?"), RentPayerKind.choices, _("Välj vem som betalar hyran."))
    name = text_field(_("Namn, om det är någon annan än hushållet"), 200)
    from_date = day_field(_("Från vilken dag?"))


class RightsForm(_Keyed):
    """Någon har fått veta sin rätt."""

    on_date = day_field(_("Vilken dag?"))
    how = choice_field(_("Hur fick personen veta det?"), RightsToldHow.choices, _("Välj hur personen fick veta det."))

    def __init__(self, *said: Any, people: Choices, **settings: Any) -> None:
        super().__init__(*said, **settings)
        self.fields["person"] = choice_field(_("Vem fick veta?"), people, _("Välj vem som fick veta det."))
        self.order_fields(("person", "on_date", "how"))
