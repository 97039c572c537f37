"""What people fill in to write to tenants. No field takes free text about a person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvarbo.ground.outbox.wording import LONGEST_SLOT, text_kinds
from kvarbo.ground.outbox.words import WishKind
from kvarbo.landlord.outreach.forms import NO_SUCH_CHOICE, DayField

LANGUAGES = (
    ("", _("Personens eget, annars svenska")),
    ("sv", _("Svenska")),
    ("sv_easy", _("Lätt svenska")),
    ("en", _("Engelska")),
)
CHANNELS = (("", _("Som personen helst vill, annars som föreslås")), ("sms", _("Sms")), ("email", _("E-post")))
_INVALID: Any = {"invalid_choice": NO_SUCH_CHOICE, "required": _("Välj vad du vill skicka.")}


class MessageForm(forms.Form):
    """Vad som ska skickas: the same for everybody chosen."""

    kind = forms.ChoiceField(label=_("Vad vill du skicka?"), widget=forms.RadioSelect, error_messages=_INVALID)
    channel = forms.ChoiceField(label=_("Hur"), choices=CHANNELS, required=False, error_messages=_INVALID)
    language = forms.ChoiceField(label=_("Språk"), choices=LANGUAGES, required=False, error_messages=_INVALID)
    day = forms.CharField(
        label=_("Dag för bokad tid"),
        required=False,
        max_length=LONGEST_SLOT,
        help_text=_("Till exempel: torsdag 12 november"),
    )
    time = forms.CharField(label=_("Klockslag för bokad tid"), required=False, max_length=LONGEST_SLOT)
    place = forms.CharField(label=_("Plats för bokad tid"), required=False, max_length=LONGEST_SLOT)

    def __init__(self, *said: Any, **settings: Any) -> None:
        super().__init__(*said, **settings)
        choice: Any = self.fields["kind"]
        choice.choices = [(key, kind.title) for key, kind in text_kinds().items()]

    def clean(self) -> dict[str, Any]:
        """Control signs are left where they are: the text refuses them with words that say where."""
        return self.cleaned_data


class SenderForm(forms.Form):
    """Avsändarens egna uppgifter."""

    phone = forms.CharField(
        label=_("Ditt direktnummer"), max_length=40,
        help_text=_("Står i varje meddelande, så att svaret når just dig."),
        error_messages={"required": _("Skriv ditt direktnummer.")},
    )  # fmt: skip
    mailbox = forms.CharField(
        label=_("Din e-postadress för svar"), max_length=254, required=False,
        help_text=_("Lämna tomt om svar ska gå till hyresvärdens adress."),
    )  # fmt: skip


class WishForm(forms.Form):
    """Önskemål om kontakt."""

    person = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("Önskemål"),
        required=False,
        choices=[("", _("Inget särskilt")), *WishKind.choices],
        error_messages=_INVALID,
    )


def _hour(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=24, widget=forms.NumberInput(attrs={"data-short": "1"}),
        error_messages={
            "invalid": _("Skriv timmen med siffror, till exempel 20."), "required": _("Skriv en timme."),
            "min_value": _("Skriv en timme mellan 0 och 24."), "max_value": _("Skriv en timme mellan 0 och 24."),
        },
    )  # fmt: skip


def _ceiling(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=1, max_value=99,
        error_messages={
            "invalid": _("Skriv antalet med siffror."), "required": _("Skriv ett antal."),
            "min_value": _("Skriv minst 1."), "max_value": _("Skriv ett lägre antal."),
        },
    )  # fmt: skip


class RulesForm(forms.Form):
    """Rummets regler för utskick."""

    valid_from = DayField(label=_("Gäller från"))
    quiet_from = _hour(_("Tyst från klockan"))
    quiet_until = _hour(_("Tyst till klockan"))
    quiet_holidays = forms.BooleanField(label=_("Tyst hela söndagar och helgdagar"), required=False)
    most_per_day = _ceiling(_("Högst så många meddelanden till samma person på en dag"))
    most_per_week = _ceiling(_("Högst så många på en vecka"))
