"""What people fill in to write letters to many. Nothing is told of one person: the room knows that by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvarbo.ground.letters.fields import LONGEST, DayField
from kvarbo.ground.letters.forms import LANGUAGES
from kvarbo.ground.letters.kinds import About, LetterKind
from kvarbo.ground.letters.letter import Sender
from kvarbo.ground.letters.words import Language
from kvarbo.ground.written import readable
from kvarbo.landlord.bundles.kinds import must_be_told
from kvarbo.landlord.bundles.words import WhyTakenOut
from kvarbo.landlord.outreach.forms import NO_SUCH_CHOICE
from kvarbo.landlord.outreach.words import GROUPS

_FILL_IN = _("Fyll i det här, så att brevet kan skrivas.")
_INVALID: Any = {"invalid_choice": NO_SUCH_CHOICE, "required": _("Välj vilket brev du vill skriva.")}
SENDER = ("contact", "phone", "contact_title", "email", "organisation", "organisation_address")


def _text(label: Any, *, required: bool = True, help_text: Any = "", lines: int = 1) -> forms.CharField:
    attributes = {"autocomplete": "off"}
    return forms.CharField(
        label=label, required=required, help_text=help_text, max_length=LONGEST * lines,
        widget=forms.Textarea(attrs={**attributes, "rows": lines}) if lines > 1 else forms.TextInput(attrs=attributes),
        error_messages={"required": _FILL_IN},
    )  # fmt: skip


class BulkLetterForm(forms.Form):
    """Breven: the same for everybody chosen."""

    kind = forms.ChoiceField(label=_("Vilket brev?"), widget=forms.RadioSelect, error_messages=_INVALID)
    language = forms.ChoiceField(
        label=_("Språk"),
        required=False,
        choices=[("", _("Personens eget, annars svenska")), *((one.value, words) for one, words in LANGUAGES.items())],
        error_messages=_INVALID,
    )
    reply_by = DayField(label=_("Svar önskas senast"), required=False)
    hours = _text(
        _("När telefonen besvaras"), required=False, help_text=_("Till exempel: vardagar klockan 8–16"),
    )  # fmt: skip
    pay_to = _text(
        _("Hyran betalas till"), required=False,
        help_text=_("Behövs i brev som säger vad som ska betalas. Till exempel: bankgiro 160-9908"),
    )  # fmt: skip
    town = _text(
        _("Postnummer och ort"), required=False,
        help_text=_("Samma för alla breven. Lämna tomt om ni själva lägger breven i brevlådorna."),
    )  # fmt: skip
    contact = _text(_("Ditt namn"))
    phone = _text(_("Ditt direktnummer"), help_text=_("Numret som går till dig, inte till växeln."))
    contact_title = _text(_("Din titel"), required=False)
    email = _text(_("Din e-post"), required=False)
    organisation = _text(_("Organisation"))
    organisation_address = _text(_("Organisationens adress"), lines=3)

    def __init__(self, *said: Any, kinds: Sequence[About], **settings: Any) -> None:
        super().__init__(*said, **settings)
        self._kinds = {about.kind.value: about for about in kinds}
        choice: Any = self.fields["kind"]
        choice.choices = [(about.kind.value, about.title) for about in kinds]

    def clean(self) -> dict[str, Any]:
        """What the chosen kind must be told."""
        about = self._kinds.get(self.cleaned_data.get("kind", ""))
        for name in ("reply_by", "pay_to") if about else ():
            if about and name in must_be_told(about) and not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, _FILL_IN)
        return self.cleaned_data

    @property
    def letter_fields(self) -> list[forms.BoundField]:
        """What the letters are to say."""
        return [self[name] for name in self.fields if name not in SENDER]

    @property
    def sender_fields(self) -> list[forms.BoundField]:
        """From whom they are."""
        return [self[name] for name in SENDER]

    @property
    def chosen_kind(self) -> LetterKind:
        """The kind, when the form is valid."""
        return LetterKind(self.cleaned_data["kind"])

    @property
    def chosen_language(self) -> Language | None:
        """The language, or none for each person's own."""
        said = self.cleaned_data["language"]
        return Language(said) if said else None

    @property
    def said(self) -> dict[str, Any]:
        """What is said once, as the letters take it."""
        found = self.cleaned_data
        return {"reply_by": found["reply_by"], "hours": readable(found["hours"]), "pay_to": readable(found["pay_to"])}

    @property
    def sender(self) -> Sender:
        """Who writes."""
        said = self.cleaned_data
        lines = (readable(line) for line in said["organisation_address"].splitlines())
        return Sender(
            name=readable(said["organisation"]),
            address=tuple(line for line in lines if line),
            contact=readable(said["contact"]),
            phone=readable(said["phone"]),
            title=readable(said["contact_title"]),
            email=readable(said["email"]),
        )


class SelectionForm(forms.Form):
    """Urvalet: whom Idag names, by what there is to do and by district."""

    group = forms.ChoiceField(
        label=_("Att göra"), required=False, choices=[("", _("Allt på Idag")), *GROUPS.items()], error_messages=_INVALID
    )
    district = forms.CharField(
        label=_("Område"), required=False, max_length=100, help_text=_("Lämna tomt för alla områden.")
    )


class AllPostedForm(forms.Form):
    """Alla är postade: which day, and how many were seen."""

    posted_date = DayField(label=_("Postade den"))
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class TakeOutForm(forms.Form):
    """Ta ut ett brev: which, and why."""

    letter = forms.UUIDField(widget=forms.HiddenInput)
    why = forms.ChoiceField(
        label=_("Varför?"),
        choices=[("", _("Välj")), *WhyTakenOut.choices],
        error_messages={"required": _("Välj varför brevet tas ut."), "invalid_choice": NO_SUCH_CHOICE},
    )
