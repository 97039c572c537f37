"""What a person can send in about ways of working."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvarbo.core.facts import LadderStep
from kvarbo.landlord.outreach.forms import NO_SUCH_CHOICE, DayField
from kvarbo.landlord.ways.sums import MINUTES
from kvarbo.landlord.ways.words import STEPS

_CHOOSE: Any = {"required": _("Välj ett arbetssätt."), "invalid_choice": NO_SUCH_CHOICE}


class CopyForm(forms.Form):
    """En ny kopia."""

    start = forms.ChoiceField(label=_("Utgå från"), error_messages=_CHOOSE)
    name = forms.CharField(
        label=_("Vad kopian ska heta"), max_length=80,
        error_messages={
            "required": _("Skriv vad kopian ska heta, så att du hittar den."),
            "max_length": _("Skriv högst 80 tecken."),
        },
    )  # fmt: skip
    form_key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["start"].choices = choices  # type: ignore[attr-defined]


class DraftForm(forms.Form):
    """Kopians text."""

    text = forms.CharField(
        label=_("Arbetssättet som text"), required=False, strip=False,
        widget=forms.Textarea(
            attrs={"rows": 30, "spellcheck": "false", "autocapitalize": "off", "autocomplete": "off", "wrap": "off"}
        ),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ForceForm(forms.Form):
    """Från vilken dag."""

    valid_from = DayField(label=_("I kraft från"))
    seen = forms.IntegerField(widget=forms.HiddenInput)


class TrialForm(forms.Form):
    """Vad som ska provas."""

    one = forms.ChoiceField(label=_("Det ena"), error_messages=_CHOOSE)
    other = forms.ChoiceField(label=_("Det andra"), error_messages=_CHOOSE)
    from_day = DayField(label=_("Från och med"))
    to_day = DayField(label=_("Till och med"))
    form_key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        for name in ("one", "other"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class MinutesForm(forms.Form):
    """Hur lång tid varje steg tar: an assumption that whoever reads may change. What cannot be read is as it was."""

    def __init__(self, *args: Any, steps: list[LadderStep], **more: Any) -> None:
        super().__init__(*args, **more)
        for step in steps:
            self.fields[f"m_{step.value}"] = forms.IntegerField(
                label=STEPS[step], min_value=0, max_value=600, initial=MINUTES[step],
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                error_messages=dict.fromkeys(
                    ("required", "invalid", "min_value", "max_value"), _("Skriv minuter, 0 till 600.")
                ),
            )  # fmt: skip

    def minutes(self) -> dict[LadderStep, int]:
        """By step; the assumption where nothing else was written."""
        said = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return {step: said.get(f"m_{step.value}", MINUTES[step]) for step in LadderStep}
