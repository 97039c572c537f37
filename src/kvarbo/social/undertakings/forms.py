"""What a caseworker fills in about a termination and the board's undertaking, and a manager about who may sign."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kvarbo.social.casework.forms import NO_SUCH_CHOICE, choice_field, day_field, text_field
from kvarbo.social.inbox.forms import DebtField
from kvarbo.social.undertakings.models import SentHow, Settled

MOST_KRONOR = 10_000_000
FILL_IN = {"required": _("Fyll i namn, titel och beslut.")}


def kronor_field(label: Any, *, required: bool = False, **settings: Any) -> DebtField:
    """An amount in kronor as it stands in letters."""
    return DebtField(
        label=label,
        required=required,
        min_value=0,
        max_value=MOST_KRONOR,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={
            "required": _("Skriv beloppet."),
            "invalid": _("Beloppet går inte att läsa. Skriv det som 8412 eller 8412,50."),
            "min_value": _("Skulden kan inte vara mindre än noll."),
            "max_value": _("Beloppet är för stort. Kontrollera antalet siffror."),
        },
        **settings,
    )


def in_ore(kronor: Any) -> int | None:
    """Kronor as öre; None stays None."""
    return None if kronor is None else int(kronor * 100)


class OfTerminationForm(forms.Form):
    """Which termination the form is about, and the key that makes the same form sent twice one act."""

    paper = forms.UUIDField(widget=forms.HiddenInput)
    form_key = forms.CharField(widget=forms.HiddenInput, max_length=64)


class FactsForm(OfTerminationForm):
    """Det som är känt om uppsägningen."""

    tenant_served = day_field(
        _("Dagen då hyresgästen delgavs uppsägningen"),
        required=False,
        help_text=_("Hyresvärden eller Kronofogden vet. Tomt betyder okänt."),
    )
    rent = kronor_field(_("Obetald hyra i kronor"), help_text=_("Bara hyran, utan kostnader och ränta."))
    costs = kronor_field(_("Kostnader och ränta i kronor"))
    settled = forms.ChoiceField(
        label=_("Är det löst?"),
        choices=[("", _("Nej, tiden bevakas")), *Settled.choices],
        required=False,
        error_messages={"invalid_choice": NO_SUCH_CHOICE},
    )
    settled_on = day_field(_("Dagen då det löstes"), required=False)


class UndertakingForm(OfTerminationForm):
    """Nämndens åtagande."""

    field_order = ("amount", "months", "decided_on", "signed_by", "sent_how", "registered_number", "sent_on")
    amount = kronor_field(_("Belopp i kronor"), required=True)
    months = text_field(
        _("Vilka månaders hyra"), 200, required=True, help_text=_("År och månad, till exempel 2026-09, 2026-10."),
        error_messages={"required": _("Skriv vilka månaders hyra åtagandet gäller, till exempel 2026-09.")},
    )  # fmt: skip
    decided_on = day_field(_("Dagen för beslutet"))
    sent_how = choice_field(_("Hur lämnas det?"), SentHow.choices, _("Välj hur det lämnades."))
    registered_number = text_field(_("Nummer på det rekommenderade brevet"), 40)
    sent_on = day_field(_("Dagen då det postades eller lämnades"), required=False)
    reached_on = day_field(
        _("Dagen då det kom fram till hyresvärden"),
        required=False,
        help_text=_("Ett vanligt brev räknas den dag det kom fram. Tomt betyder okänt."),
    )
    warned = forms.BooleanField(label=_("Jag har läst varningen om tiden"), required=False)

    def __init__(self, *said: Any, rights: Iterable[tuple[UUID, str]], warns: bool = False, **settings: Any) -> None:
        super().__init__(*said, **settings)
        self.fields["signed_by"] = choice_field(
            _("Vem har skrivit under?"), rights, _("Välj vem som har skrivit under."),
            help_text=_("Bara den som har rätt enligt delegation står i listan."),
        )  # fmt: skip
        self.order_fields(self.field_order)
        if not warns:
            del self.fields["warned"]

    def clean_months(self) -> list[str]:
        """The months as they were written, apart."""
        return [one for one in re.split(r"[\s,;]+", self.cleaned_data["months"]) if one]


class RightForm(forms.Form):
    """En rätt att skriva under åtaganden."""

    name = text_field(_("Namn"), 200, required=True, error_messages=FILL_IN)
    title = text_field(_("Titel"), 200, required=True, error_messages=FILL_IN)
    delegation = text_field(
        _("Beslut som ger rätten"),
        200,
        required=True,
        help_text=_("Till exempel delegationsordningen, punkt och dag."),
        error_messages=FILL_IN,
    )
    valid_from = day_field(_("Gäller från"))


class RightEndForm(forms.Form):
    """En rätt upphör."""

    right = forms.UUIDField(widget=forms.HiddenInput)
    valid_to = day_field(_("Sista dagen"))
