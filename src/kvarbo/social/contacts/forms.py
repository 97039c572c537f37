"""What a caseworker fills in about contacts and visits."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kvarbo.social.casework.forms import NO_SUCH_CHOICE, choice_field, day_field, text_field
from kvarbo.social.contacts.words import CHANNEL_CHOICES, AnnouncedBy, ContactOutcome, VisitOutcome, VisitPlace

Named = list[tuple[UUID, Any]]
LONG = 500


def hour_field(label: Any, **settings: Any) -> forms.TimeField:
    """A time of day, with what to write when it cannot be read."""
    return forms.TimeField(
        label=label,
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "data-short": "1"}),
        error_messages={"invalid": _("Skriv klockslaget som 14:30."), "required": _("Skriv ett klockslag.")},
        **settings,
    )


def _long(label: Any, **settings: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 3}), **settings
    )


def _hidden(most: int = 64) -> forms.CharField:
    return forms.CharField(widget=forms.HiddenInput, required=False, max_length=most)


class ContactForm(forms.Form):
    """Ett försök eller en kontakt."""

    field_order = ("channel", "is_incoming", "day", "clock", "person", "outcome", "text")
    channel = choice_field(_("Hur?"), CHANNEL_CHOICES, _("Välj hur ni försökte nå hushållet."))
    is_incoming = forms.BooleanField(label=_("De hörde av sig till oss"), required=False)
    day = day_field(_("Vilken dag?"))
    clock = hour_field(_("Klockan"), required=False, help_text=_("Lämna tomt om klockslaget är okänt."))
    outcome = forms.ChoiceField(
        label=_("Hur gick det?"),
        choices=ContactOutcome.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Ett brev eller sms har nått personen först när någon har svarat."),
        error_messages={"invalid_choice": NO_SUCH_CHOICE},
    )
    text = text_field(_("Kort anteckning"), 200, help_text=_("En rad. Resten hör hemma i akten."))
    form_key = _hidden()

    def __init__(self, *said: Any, people: Named, **settings: Any) -> None:
        super().__init__(*said, **settings)
        self.fields["person"] = forms.ChoiceField(
            label=_("Vem?"),
            choices=[("", _("Hushållet, ingen särskild")), *((str(one), name) for one, name in people)],
            required=False,
            error_messages={"invalid_choice": NO_SUCH_CHOICE},
        )
        self.order_fields(self.field_order)


class NotToldForm(forms.Form):
    """Skäl att personen inte får veta vad som sades."""

    reason = text_field(_("Varför får personen inte veta?"), 200)
    event = forms.IntegerField(widget=forms.HiddenInput)


class VisitForm(forms.Form):
    """Vad varje planerat besök behöver."""

    visit_date = day_field(_("Vilken dag?"))
    clock = hour_field(_("Klockan"))
    back_by = hour_field(_("Tillbaka senast"), help_text=_("En kvart senare syns det på första sidan."))
    alone_reason = text_field(_("Varför en går ensam"), 200, help_text=_("Bara om ingen följer med."))
    form_key = _hidden()

    def __init__(self, *said: Any, staff: Named, **settings: Any) -> None:
        super().__init__(*said, **settings)
        named = [(str(one), name) for one, name in staff]
        self.fields["lead"] = choice_field(_("Vem går?"), named, _("Välj vem som går."))
        self.fields["second"] = forms.ChoiceField(
            label=_("Vem följer med?"),
            choices=[("", _("Ingen")), *named],
            required=False,
            error_messages={"invalid_choice": NO_SUCH_CHOICE},
        )
        self.order_fields(self.field_order)


class AnnouncedForm(VisitForm):
    """Ett aviserat besök."""

    field_order = (
        *("visit_date", "clock", "back_by", "place", "lead", "second", "alone_reason", "announced_by"),
        "announced_date",
    )
    place = choice_field(_("Var?"), VisitPlace.choices, _("Välj var besöket är."))
    announced_by = choice_field(_("Hur aviserades det?"), AnnouncedBy.choices, _("Välj hur besöket aviserades."))
    announced_date = day_field(_("Vilken dag aviserades det?"))


class UnannouncedForm(VisitForm):
    """Ett oanmält hembesök, with what must be weighed."""

    field_order = (
        *("weighed_tried", "weighed_why", "weighed_safety", "only_contact", "visit_date", "clock", "back_by", "lead"),
        *("second", "alone_reason"),
    )
    weighed_tried = _long(_("Vad har prövats, och vad hände?"))
    weighed_why = _long(
        _("Varför är ett oanmält besök rätt i det här fallet?"),
        help_text=_("Det upplevs som ett intrång. Väg det mot vad som händer om ni inte får kontakt."),
    )
    weighed_safety = _long(_("Hur görs besöket utan att röja var personen bor?"))
    only_contact = forms.BooleanField(
        label=_("Syftet är bara att få kontakt, informera och erbjuda stöd"), required=False
    )

    def __init__(self, *said: Any, is_protected: bool, **settings: Any) -> None:
        super().__init__(*said, **settings)
        if not is_protected:
            del self.fields["weighed_safety"]


class OutcomeForm(forms.Form):
    """Hur besöket gick."""

    outcome = forms.ChoiceField(
        label=_("Hur gick besöket?"),
        choices=VisitOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj hur besöket gick."), "invalid_choice": NO_SUCH_CHOICE},
    )
    children_seen = text_field(
        _("Barn som sågs"), 200, help_text=_("Bara vad du såg och hörde, till exempel två barn åt frukost. Döm inte.")
    )
    note_left = forms.BooleanField(label=_("Ett brev lämnades i brevlådan"), required=False)
    text = text_field(_("Kort anteckning"), 150, help_text=_("En rad. Resten hör hemma i akten."))
    visit = forms.UUIDField(widget=forms.HiddenInput)


class CancelForm(forms.Form):
    """Ställ in ett besök."""

    reason = text_field(_("Varför ställs besöket in?"), 200)
    visit = forms.UUIDField(widget=forms.HiddenInput)
