"""What people fill in about a 1+1-tillägg and its review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kvarbo.landlord.outreach.forms import DayField
from kvarbo.landlord.plans.addenda import ToldAddendum
from kvarbo.landlord.plans.forms import choose, choose_several
from kvarbo.landlord.plans.words import OUTCOMES, SPOUSE, ReviewOutcome, SpouseSays


class AddendumForm(forms.Form):
    """Ett tillägg: from when, with whom, whether a spouse has accepted it, and when it is reviewed."""

    from_date = DayField(label=_("Gäller från"))
    agreed_with = choose_several(_("Vem har ni kommit överens med?"), _("Välj vem ni har kommit överens med."))
    spouse = choose(
        _("Har make, maka eller sambo godtagit tillägget?"), ((one.value, word) for one, word in SPOUSE.items()),
        _("Fråga, och välj svaret. Vet ni inte, välj det."),
    )  # fmt: skip
    review = DayField(label=_("Omprövas"), help_text=_("Dagen då ni ser efter om tillägget behövs längre."))
    form_key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *said: Any, people: Sequence[tuple[str, Any]], **settings: Any) -> None:
        super().__init__(*said, **settings)
        self.fields["agreed_with"].choices = list(people)  # type: ignore[attr-defined]

    def told(self) -> ToldAddendum:
        """What is agreed."""
        said = self.cleaned_data
        people = tuple(UUID(one) for one in said["agreed_with"])
        return ToldAddendum(said["from_date"], said["review"], people, SpouseSays(said["spouse"]))


class ReviewForm(forms.Form):
    """Vad omprövningen ledde till."""

    review = forms.IntegerField(widget=forms.HiddenInput)
    outcome = choose(
        _("Vad ledde omprövningen till?"), ((one.value, word) for one, word in OUTCOMES.items()),
        _("Välj hur det blev."),
    )  # fmt: skip
    again = DayField(label=_("Nästa omprövning, om tillägget löper vidare"), required=False)

    def said(self) -> dict[str, Any]:
        """The review, what came of it, and when the next one is."""
        said = self.cleaned_data
        return {"review": said["review"], "outcome": ReviewOutcome(said["outcome"]), "again": said["again"]}
