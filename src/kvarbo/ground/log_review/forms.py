"""What a reviewer sends in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kvarbo.ground.log_review.models import Judgement


class JudgementForm(forms.Form):
    """Bedömning: what the reviewer found, and a few words."""

    judgement = forms.ChoiceField(
        label=_("Vad kom du fram till?"),
        choices=Judgement.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj vad du kom fram till.")},
    )
    note = forms.CharField(
        label=_("Anteckning"),
        help_text=_("Behövs inte när allt är i sin ordning. Skriv inga uppgifter om den läsningen gällde."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class OpeningForm(forms.Form):
    """Öppna beteckningen: why the reviewer has to know whom it is about."""

    reason = forms.CharField(
        label=_("Varför du behöver veta vem det gäller"),
        help_text=_("Skälet sparas, och att du har öppnat står i loggen. Namnen visas i en timme."),
        max_length=500,
        error_messages={"required": _("Skriv varför du behöver veta vem posten gäller.")},
    )
