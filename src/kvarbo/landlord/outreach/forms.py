"""What people fill in. No field takes free text about a person: nothing that can hurt is stored."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from kvarbo.landlord.outreach.models import Channel, Outcome
from kvarbo.landlord.outreach.words import CALL_BUTTONS, DEFERRAL_REASONS, PARTS_OF_DAY, PAUSE_REASONS
from kvarbo.landlord.rent.files.refusal import TwoReadings, Unreadable
from kvarbo.landlord.rent.files.values import amount as read_amount

NO_SUCH_CHOICE = "Valet finns inte. Öppna sidan på nytt och välj igen."
CALL_OUTCOMES = [*(Outcome(button.key) for button in CALL_BUTTONS), Outcome.NEEDS_SUPPORT]
CONTACT_OUTCOMES = [outcome for outcome in Outcome if outcome is not Outcome.DONE]


class DayField(forms.DateField):
    """En dag, as the browser's date field sends it or written 2026-11-05."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("input_formats", ["%Y-%m-%d"])
        settings.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        settings["error_messages"] = {
            "invalid": "Datumet går inte att läsa. Skriv år, månad och dag, till exempel 2026-11-05.",
            "required": "Skriv en dag.",
        }
        super().__init__(**settings)


class KronorField(forms.CharField):
    """Ett belopp i kronor, as people write it; öre inside."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("max_length", 20)
        settings.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "data-short": "1"}))
        super().__init__(**settings)

    def clean(self, value: Any) -> int | None:
        """Öre, or None when nothing was written."""
        written = super().clean(value)
        if not written:
            return None
        try:
            return read_amount(written)
        except (Unreadable, TwoReadings) as refusal:
            raise forms.ValidationError(str(refusal)) from None


def _radios(label: str, choices: list[tuple[str, str]], *, required: bool, message: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=required,
        widget=forms.RadioSelect,
        error_messages={"required": message, "invalid_choice": NO_SUCH_CHOICE},
    )


class ContactForm(forms.Form):
    """En kontakt, with what was agreed: a promise, a pause (only the office pauses), or nothing."""

    outcome = _radios(
        "Hur gick det?",
        [(outcome.value, str(outcome.label)) for outcome in CONTACT_OUTCOMES],
        required=True,
        message="Välj hur det gick.",
    )
    channel = forms.ChoiceField(
        label="Hur?",
        choices=[(channel.value, str(channel.label)) for channel in Channel],
        error_messages={"required": "Välj hur kontakten togs.", "invalid_choice": NO_SUCH_CHOICE},
    )
    contact_date = DayField(label="Vilken dag?")
    part_of_day = _radios("När på dagen?", list(PARTS_OF_DAY.items()), required=False)
    promise_until = DayField(label="Betalar senast", required=False)
    promise_amount = KronorField(label="Belopp i kronor, om det sades", required=False)
    pause_until = DayField(label="Paus till och med", required=False)
    pause_reason = _radios("Varför paus?", list(PAUSE_REASONS.items()), required=False)
    incoming = forms.BooleanField(required=False, widget=forms.HiddenInput)
    form_key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *said: Any, may_pause: bool, **settings: Any) -> None:
        super().__init__(*said, **settings)
        if not may_pause:
            del self.fields["pause_until"], self.fields["pause_reason"]

    def for_a_call(self) -> ContactForm:
        """The same form on the call script: how is known, and only what can come of a call is asked."""
        self.fields["channel"].widget = forms.HiddenInput()
        self.fields["outcome"].choices = [(outcome.value, str(outcome.label)) for outcome in CALL_OUTCOMES]  # type: ignore[attr-defined]
        return self


class PauseForm(forms.Form):
    """En paus: until when, and why."""

    until = DayField(label="Paus till och med")
    reason = _radios("Varför?", list(PAUSE_REASONS.items()), required=True, message="Välj varför ärendet pausas.")


class PromiseForm(forms.Form):
    """Ett löfte om betalning."""

    until = DayField(label="Betalar senast")
    amount = KronorField(label="Belopp i kronor, om det sades", required=False)


class DeferralForm(forms.Form):
    """Ett anstånd: until when, with how much, and why."""

    until = DayField(label="Anstånd till och med")
    amount = KronorField(label="Belopp i kronor, tomt om det gäller allt", required=False)
    reason = _radios("Varför?", list(DEFERRAL_REASONS.items()), required=True, message="Välj varför anståndet ges.")


class SearchForm(forms.Form):
    """Sök den som ringer."""

    sought = forms.CharField(
        label="Telefon, lägenhet eller namn",
        max_length=100,
        error_messages={"required": "Skriv ett telefonnummer, en adress eller ett namn."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
    )


def contact_start(*, on: date, form_key: str, channel: str = Channel.CALL.value) -> dict[str, Any]:
    """What a new contact form says before anybody has written in it."""
    return {"channel": channel, "contact_date": on, "form_key": form_key}
