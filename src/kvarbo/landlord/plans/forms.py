"""What people fill in about a plan. Free text is short and asked to say nothing about health or family."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kvarbo.core import facts
from kvarbo.core.instalments import instalments
from kvarbo.ground.letters import variables as v
from kvarbo.ground.letters.fields import TypedField
from kvarbo.landlord.outreach.forms import NO_SUCH_CHOICE, DayField
from kvarbo.landlord.plans.actions import MOST_PARTS, ToldPlan
from kvarbo.landlord.plans.words import ENDS, KEEPERS, KeptBy, PlanEnd

NOT_ABOUT_HEALTH = _("Skriv kort, och inget om hälsa eller familj.")
PARTS = tuple[v.Instalment, ...]


def choose(label: Any, choices: Iterable[tuple[str, Any]], message: Any, **settings: Any) -> forms.ChoiceField:
    """One of a few, as radio buttons."""
    return forms.ChoiceField(
        label=label, choices=list(choices), widget=forms.RadioSelect,
        error_messages={"required": message, "invalid_choice": NO_SUCH_CHOICE}, **settings,
    )  # fmt: skip


def choose_several(label: Any, message: Any) -> forms.MultipleChoiceField:
    """Some of several, as boxes; what can be chosen is told when the form is made."""
    return forms.MultipleChoiceField(
        label=label, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": message, "invalid_choice": NO_SUCH_CHOICE},
    )  # fmt: skip


class PlanForm(forms.Form):
    """En plan: which rent, how it is divided, who keeps it, and with whom it is agreed."""

    months = choose_several(_("Vilken hyra gäller planen?"), _("Välj vilken hyra planen gäller."))
    number = forms.IntegerField(
        label=_("Antal lika delar, en i månaden"), required=False, min_value=1, max_value=MOST_PARTS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "data-short": "1", "autocomplete": "off"}),
        error_messages={
            "invalid": _("Skriv antalet delar med siffror, till exempel 3."),
            "min_value": _("Skriv minst en del."),
            "max_value": _("En plan har högst 36 delar. Skriv färre."),
        },
    )  # fmt: skip
    first = DayField(
        label=_("Den första delen senast"), required=False,
        help_text=_("Är det den sista dagen i en månad blir de andra också den sista dagen i sin månad."),
    )  # fmt: skip
    parts = TypedField(
        PARTS, label=_("Egna delar, i stället för lika delar"), required=False, strip=False, max_length=2_000,
        help_text=_("En rad för varje del: dag; belopp. Till exempel: 2027-01-25; 2804."),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )  # fmt: skip
    kept_by = choose(_("Vem håller planen?"), ((one.value, word) for one, word in KEEPERS.items()), _("Välj vem."))
    agreed_with = choose_several(_("Vem har ni kommit överens med?"), _("Välj vem ni har kommit överens med."))
    agreed = DayField(label=_("Vilken dag kom ni överens?"))
    reason = forms.CharField(
        label=_("Varför, om planen går utanför arbetssättet"), required=False, max_length=300,
        help_text=NOT_ABOUT_HEALTH, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("Skriv högst 300 tecken.")},
    )  # fmt: skip
    form_key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(
        self, *said: Any, months: Sequence[tuple[str, Any]], people: Sequence[tuple[str, Any]], **settings: Any
    ) -> None:
        super().__init__(*said, **settings)
        self.fields["months"].choices = list(months)  # type: ignore[attr-defined]
        self.fields["agreed_with"].choices = list(people)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Lika delar or egna, never both and never neither."""
        said = super().clean() or {}
        own = bool(said.get("parts")) or "parts" in self.errors
        if own and said.get("number"):
            self.add_error("parts", gettext("Skriv antal lika delar eller egna delar, inte båda."))
        elif not own and "number" not in self.errors and not said.get("number"):
            self.add_error("number", gettext("Skriv hur många delar, eller skriv egna delar."))
        if not own and said.get("number") and said.get("first") is None and "first" not in self.errors:
            self.add_error("first", gettext("Skriv dagen för den första delen."))
        return said

    def told(self, amounts: dict[date, int]) -> ToldPlan:
        """What is agreed; ``amounts``: what is unpaid of each month, which equal parts divide."""
        said = self.cleaned_data
        months = tuple(sorted(date.fromisoformat(one) for one in said["months"]))
        if said.get("parts"):
            parts = tuple(facts.Instalment(part.due, int(part.amount)) for part in said["parts"])
        else:
            whole = sum(amounts.get(month, 0) for month in months)
            number = min(said["number"], max(whole, 1))
            parts = instalments(amount=max(whole, number), first=said["first"], months=number)
        people = tuple(UUID(one) for one in said["agreed_with"])
        return ToldPlan(said["agreed"], months, KeptBy(said["kept_by"]), people, parts, said["reason"])


class EndPlanForm(forms.Form):
    """Varför planen avslutas."""

    plan = forms.UUIDField(widget=forms.HiddenInput)
    why = choose(_("Varför avslutas planen?"), ((one.value, word) for one, word in ENDS.items()), _("Välj varför."))

    def said(self) -> PlanEnd:
        """The reason that was chosen."""
        return PlanEnd(self.cleaned_data["why"])
