"""What a person can send in about the same chance."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvarbo.landlord.outreach.forms import NO_SUCH_CHOICE, DayField
from kvarbo.landlord.same_chance.words import STEPS, Afterwards

MOST = 20


class ReportForm(forms.Form):
    """En ny rapport."""

    step = forms.ChoiceField(
        label=_("Före vilket steg"), choices=[(step.value, words) for step, words in STEPS.items()],
        error_messages={"required": _("Välj ett steg."), "invalid_choice": NO_SUCH_CHOICE},
    )  # fmt: skip
    from_day = DayField(label=_("Från och med"))
    to_day = DayField(label=_("Till och med"))
    form_key = forms.CharField(max_length=64, widget=forms.HiddenInput)


class GoalForm(forms.Form):
    """Målet: so many measures to all before the step."""

    minst = forms.IntegerField(
        label=_("Minst så många åtgärder"), required=False, min_value=0, max_value=MOST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("Skriv ett tal, 0 till 20.")),
    )  # fmt: skip

    @property
    def least(self) -> int | None:
        """The number asked for, or none; what cannot be read asks for nothing."""
        number: Any = self.cleaned_data.get("minst") if self.is_bound and self.is_valid() else None
        return number if isinstance(number, int) else None


class ReasonForm(forms.Form):
    """Varför en åtgärd saknas."""

    row = forms.UUIDField(widget=forms.HiddenInput)
    rule = forms.CharField(max_length=80, widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        label=_("Skäl"), choices=Afterwards.choices,
        error_messages={"required": _("Välj ett skäl."), "invalid_choice": NO_SUCH_CHOICE},
    )  # fmt: skip
