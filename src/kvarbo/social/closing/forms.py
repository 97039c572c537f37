"""What is filled in when a matter is closed, and afterwards."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvarbo.core import swedish
from kvarbo.social.casework.forms import NO_SUCH_CHOICE, choice_field, day_field, text_field
from kvarbo.social.closing.words import ClosingOutcome, RentSource, RentState
from kvarbo.social.contacts.queries import who_may_go


def closing_fields(matter: Any) -> dict[str, forms.Field]:
    """What the form that closes a matter asks for besides why."""
    return {
        "outcome": choice_field(_("Hur blev det?"), ClosingOutcome.choices, _("Välj hur det blev.")),
        "follow_up": choice_field(
            _("Ska ni följa upp?"), [("yes", _("Ja")), ("no", _("Nej"))], _("Välj om ni ska följa upp.")
        ),
        "assessment": text_field(
            _("Bedömning"), 200, required=True,
            help_text=_("Vad ni ska göra och fråga om, eller varför ingen uppföljning behövs."),
            error_messages={"required": _("Skriv vad ni ska göra, eller varför ingen uppföljning behövs.")},
        ),
        "wanted": forms.BooleanField(
            label=_("Den enskilde vill att vi följer upp"), required=False,
            help_text=_("En vuxen följs upp bara med samtycke."),
        ),
        "member": forms.ChoiceField(
            label=_("Vem följer upp?"), required=False, choices=[("", _("Ingen")), *who_may_go(matter)],
            error_messages={"invalid_choice": NO_SUCH_CHOICE},
        ),
        "due": day_field(_("Vilken dag hör ni av er igen?"), required=False),
    }  # fmt: skip


class DoneForm(forms.Form):
    """Uppföljningen är gjord."""

    done_on = day_field(_("Vilken dag?"))
    text = text_field(
        _("Hur går det?"), 200, required=True, help_text=_("En rad. Resten hör hemma i akten."),
        error_messages={"required": _("Skriv kort hur det går.")},
    )  # fmt: skip
    again_on = day_field(_("Ny dag att höra av sig"), required=False, help_text=_("Tomt om det var sista gången."))


class RentForm(forms.Form):
    """Hyran en månad."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *said: Any, months: list[date], **settings: Any) -> None:
        super().__init__(*said, **settings)
        choices = [(one.isoformat(), swedish.month(one)) for one in months]
        self.fields["month"] = choice_field(_("Vilken månads hyra?"), choices, _("Välj en månad."))
        self.fields["state"] = choice_field(_("Hur betalades den?"), RentState.choices, _("Välj hur hyran betalades."))
        self.fields["source"] = choice_field(_("Vem säger det?"), RentSource.choices, _("Välj vem som har sagt det."))
