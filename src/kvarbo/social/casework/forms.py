"""What a caseworker fills in. One short line is the only text about a person that is kept here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kvarbo.social.casework.models import ClosingReason, MatterEventKind, PersonPart, ReopeningReason
from kvarbo.social.casework.words import ORIGINS, WRITTEN_IN

NO_SUCH_CHOICE = _("Valet finns inte. Öppna sidan på nytt och välj igen.")
CHOOSE = ("", _("Välj"))
Choices = Iterable[tuple[Any, Any]]


def choice_field(label: Any, choices: Choices, message: Any, **settings: Any) -> forms.ChoiceField:
    """A choice that says what to do when nothing was chosen."""
    return forms.ChoiceField(
        label=label,
        choices=[CHOOSE, *choices],
        error_messages={"required": message, "invalid_choice": NO_SUCH_CHOICE},
        **settings,
    )


def day_field(label: Any, **settings: Any) -> forms.DateField:
    """A day, with what to write when it cannot be read."""
    return forms.DateField(
        label=label,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "invalid": _("Datumet går inte att läsa. Skriv år, månad och dag, till exempel 2026-11-05."),
            "required": _("Skriv en dag."),
        },
        **settings,
    )


def text_field(label: Any, most: int, **settings: Any) -> forms.CharField:
    """One line of at most so many characters, by default not required."""
    settings.setdefault("required", False)
    return forms.CharField(label=label, max_length=most, **settings)


ORIGIN_CHOICES = [(origin.value, _(words)) for origin, words in ORIGINS.items()]


class PersonForm(forms.Form):
    """En person i ärendet."""

    name = text_field(_("Namn"), 200, required=True, error_messages={"required": _("Skriv personens namn.")})
    identity = text_field(
        _("Person- eller samordningsnummer"), 20, help_text=_("Reservnummer går bra. Lämna tomt om det är okänt.")
    )
    part = choice_field(_("Del i ärendet"), PersonPart.choices, _("Välj vilken del personen har i ärendet."))
    phone = text_field(_("Telefon"), 40, widget=forms.TextInput(attrs={"type": "tel"}))
    email = text_field(_("E-post"), 200)
    is_protected = forms.BooleanField(
        label=_("Skyddade personuppgifter"),
        help_text=_("Ärendet visas då bara för dem som tar hand om skyddade personuppgifter."),
        required=False,
    )


class NewMatterForm(PersonForm):
    """Ett nytt ärende: where it came from, and the first person in it."""

    field_order = ("origin", "source_date", "name", "identity", "part", "phone", "email", "is_protected", "address")
    origin = choice_field(_("Var kommer ärendet ifrån?"), ORIGIN_CHOICES, _("Välj var ärendet kommer ifrån."))
    source_date = day_field(_("Dagen då det kom"))
    address = text_field(_("Adress"), 200)
    outside_reference = text_field(_("Beteckning i verksamhetssystemet, om den finns"), 60)
    form_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *said: Any, units: Choices, **settings: Any) -> None:
        super().__init__(*said, **settings)
        self.fields["part"].initial = PersonPart.LEASEHOLDER.value
        self.fields["unit"] = choice_field(_("Enhet"), units, _("Välj vilken enhet som ska ha ärendet."))


class DetailsForm(forms.Form):
    """Ärendets uppgifter."""

    outside_reference = text_field(_("Beteckning i verksamhetssystemet"), 60)
    address = text_field(_("Adress"), 200)


class SourceForm(forms.Form):
    """Ärendet har kommit en gång till."""

    origin = choice_field(_("Från vem?"), ORIGIN_CHOICES, _("Välj var ärendet kommer ifrån."))
    source_date = day_field(_("Dagen då det kom"))


class AssignForm(forms.Form):
    """Tilldela en handläggare."""

    def __init__(self, *said: Any, members: Iterable[tuple[UUID, str]], **settings: Any) -> None:
        super().__init__(*said, **settings)
        self.fields["member"] = choice_field(_("Handläggare"), members, _("Välj en handläggare i listan."))


class MoveForm(forms.Form):
    """Flytta ärendet till en annan enhet."""

    def __init__(self, *said: Any, units: Choices, **settings: Any) -> None:
        super().__init__(*said, **settings)
        self.fields["unit"] = choice_field(_("Ny enhet"), units, _("Välj vilken enhet som ska ha ärendet."))


class EventForm(forms.Form):
    """Något som har gjorts."""

    kind = choice_field(
        _("Vad har gjorts?"),
        [(kind.value, kind.label) for kind in MatterEventKind if kind in WRITTEN_IN],
        _("Välj vad som har gjorts."),
    )
    event_date = day_field(_("Vilken dag?"))
    reached = forms.ChoiceField(
        label=_("Nådde du någon?"),
        help_text=_("Bara för besök, samtal och brev."),
        choices=[("yes", _("Ja")), ("no", _("Nej"))],
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": NO_SUCH_CHOICE},
    )
    text = text_field(_("Kort anteckning"), 200, help_text=_("En rad. Resten hör hemma i akten."))
    form_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class CloseForm(forms.Form):
    """Avsluta ärendet."""

    reason = choice_field(_("Varför avslutas det?"), ClosingReason.choices, _("Välj varför ärendet avslutas."))

    def __init__(self, *said: Any, more: Mapping[str, forms.Field], **settings: Any) -> None:
        super().__init__(*said, **settings)
        self.fields.update(more)  # what other activities ask for


class ReopenForm(forms.Form):
    """Öppna ärendet igen."""

    reason = choice_field(_("Varför öppnas det igen?"), ReopeningReason.choices, _("Välj varför ärendet öppnas igen."))


class SearchForm(forms.Form):
    """Sök: one field, and what is written decides which of the four lawful terms it is."""

    sought = forms.CharField(
        label=_("Namn, personnummer, samordningsnummer eller ärendenummer"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Skriv vem eller vilket ärende du söker.")},
    )
