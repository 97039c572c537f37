"""Forms for a reference rate and for withdrawing one."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

WRITE = _("Skriv räntan i procent, till exempel 2,5.")


class PercentField(forms.CharField):
    """Procent som människor skriver dem: "2,5", "2.5" or "2,5 %"; cleaned to a Decimal."""

    def clean(self, value: Any) -> Decimal:
        """The percent, or a refusal that says how to write it."""
        written = super().clean(value).replace("%", "").replace("\u00a0", "").replace(" ", "").replace(",", ".")
        try:
            found = Decimal(written)
        except InvalidOperation:
            raise forms.ValidationError(gettext("Skriv räntan i procent, till exempel 2,5.")) from None
        if not found.is_finite() or abs(found) >= 100 or found != round(found, 2):
            raise forms.ValidationError(gettext("Skriv räntan i procent, till exempel 2,5."))
        return found


class RateForm(forms.Form):
    """Referensräntan för ett halvår."""

    start = forms.DateField(widget=forms.HiddenInput)
    form_key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    rate = PercentField(
        label=_("Referensränta, procent"), max_length=12, error_messages={"required": WRITE},
        help_text=_("Den som Riksbanken har satt, utan tillägget på 8 procentenheter."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "data-short": "1", "autocomplete": "off"}),
    )  # fmt: skip
    source = forms.CharField(
        label=_("Var den står"), max_length=100,
        help_text=_("Till exempel SFS-numret på Riksbankens tillkännagivande."),
        error_messages={
            "required": _("Skriv var räntan står, så att någon annan kan se efter."),
            "max_length": _("Skriv högst 100 tecken."),
        },
    )  # fmt: skip


class WithdrawForm(forms.Form):
    """Varför en inskriven ränta tas tillbaka."""

    start = forms.DateField(widget=forms.HiddenInput)
    why = forms.CharField(
        label=_("Varför?"), max_length=200,
        error_messages={
            "required": _("Skriv varför räntan tas tillbaka."), "max_length": _("Skriv högst 200 tecken."),
        },
    )  # fmt: skip
