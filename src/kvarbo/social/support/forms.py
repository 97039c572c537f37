"""What a caseworker fills in about causes, the budget, support and the plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvarbo.social.casework.forms import NO_SUCH_CHOICE, Choices, choice_field, day_field, text_field
from kvarbo.social.support.owners import CHOOSE as CHOOSE_OWNER
from kvarbo.social.support.words import (
    COSTS,
    INCOMES,
    BudgetKind,
    CauseSource,
    DebtCause,
    GoalResult,
    SupportKind,
    SupportOutcome,
)
from kvarbo.social.undertakings.forms import in_ore, kronor_field

LESS = _("Beloppet kan inte vara mindre än noll.")
SHORT = _("En rad. Resten hör hemma i akten.")


class _Once(forms.Form):
    """The key that makes the same form sent twice one act."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=64)


class CausesForm(_Once):
    """Vad skulden beror på."""

    causes = forms.MultipleChoiceField(
        label=_("Vad beror skulden på?"),
        choices=DebtCause.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kryssa i allt som sägs. Vet ingen: kryssa i Okänd."),
        error_messages={
            "required": _("Kryssa i minst en orsak. Vet ingen varför: kryssa i Okänd."),
            "invalid_choice": NO_SUCH_CHOICE,
        },
    )
    said_by = choice_field(_("Vem säger det?"), CauseSource.choices, _("Välj vem som har sagt det."))
    said_on = day_field(_("Vilken dag?"))


class BudgetForm(_Once):
    """Budgeten en månad: an empty post is unknown, unless it is said that what is empty is nothing."""

    told_on = day_field(_("Dagen då ni gick igenom den"))

    def __init__(self, *said: Any, **settings: Any) -> None:
        super().__init__(*said, **settings)
        for kind in BudgetKind:
            self.fields[kind.value] = kronor_field(_(kind.label))
            self.fields[kind.value].error_messages["min_value"] = LESS
        self.fields["rest_is_nothing"] = forms.BooleanField(
            label=_("Det som är tomt finns inte"),
            help_text=_("Kryssa i när ni har gått igenom allt. Annars räknas det tomma som okänt."),
            required=False,
        )

    def income_fields(self) -> list[forms.BoundField]:
        """The fields of what comes in."""
        return [self[kind.value] for kind in INCOMES]

    def cost_fields(self) -> list[forms.BoundField]:
        """The fields of what goes out."""
        return [self[kind.value] for kind in COSTS]

    def amounts(self) -> dict[str, int | None]:
        """The posts in öre; None where nobody knows."""
        nothing = 0 if self.cleaned_data["rest_is_nothing"] else None
        told = {kind.value: in_ore(self.cleaned_data[kind.value]) for kind in BudgetKind}
        return {kind: nothing if amount is None else amount for kind, amount in told.items()}


class OwnedForm(_Once):
    """Who does it: somebody in the matter, one of us, or another organisation by name."""

    organisation = text_field(_("Vilken organisation"), 200, help_text=_("Bara om en annan organisation gör det."))

    def __init__(self, *said: Any, owners: Choices, **settings: Any) -> None:
        super().__init__(*said, **settings)
        self.fields["owner"] = choice_field(_("Vem gör det?"), owners, CHOOSE_OWNER)
        self.order_fields(self.field_order)


class SupportForm(OwnedForm):
    """Ett stöd som erbjuds eller ges."""

    field_order = ("kind", "why", "owner", "organisation", "offered_on", "begun_on")
    kind = choice_field(_("Vilket stöd?"), SupportKind.choices, _("Välj vilket stöd det är."))
    why = text_field(
        _("Varför?"), 200, required=True, help_text=SHORT,
        error_messages={"required": _("Skriv varför stödet erbjuds.")},
    )  # fmt: skip
    offered_on = day_field(_("Dagen då det erbjöds"))
    begun_on = day_field(_("Dagen då det började"), required=False, help_text=_("Tomt om det inte har börjat."))


class ChangeForm(forms.Form):
    """Ett stöd har börjat eller slutat."""

    support = forms.UUIDField(widget=forms.HiddenInput)
    begun_on = day_field(_("Dagen då det började"), required=False)
    ended_on = day_field(_("Dagen då det slutade"), required=False)
    outcome = forms.ChoiceField(
        label=_("Hur slutade det?"),
        choices=[("", _("Det pågår")), *SupportOutcome.choices],
        required=False,
        error_messages={"invalid_choice": NO_SUCH_CHOICE},
    )


class GoalForm(OwnedForm):
    """Ett mål i planen."""

    field_order = ("text", "owner", "organisation", "due")
    text = text_field(
        _("Vad ska göras?"), 200, required=True, help_text=_("Ett mål i taget, så att alla förstår det."),
        error_messages={"required": _("Skriv vad som ska göras.")},
    )  # fmt: skip
    due = day_field(_("Klart senast"))


class ResultForm(forms.Form):
    """Hur det gick med ett mål."""

    goal = forms.UUIDField(widget=forms.HiddenInput)
    result = choice_field(_("Hur gick det?"), GoalResult.choices, _("Välj hur det gick."))
    settled_on = day_field(_("Vilken dag?"))


class WordForm(_Once):
    """Personens ord om planen."""

    agreed = choice_field(
        _("Är planen överenskommen?"), [("yes", _("Ja")), ("no", _("Nej"))], _("Välj om planen är överenskommen.")
    )
    on_date = day_field(_("Vilken dag?"))
    text = text_field(_("Om inte: varför"), 200)

    def __init__(self, *said: Any, people: Choices, **settings: Any) -> None:
        super().__init__(*said, **settings)
        self.fields["person"] = forms.ChoiceField(
            label=_("Med vem?"), choices=[("", _("Ingen")), *people], required=False,
            error_messages={"invalid_choice": NO_SUCH_CHOICE},
        )  # fmt: skip
        self.order_fields(("agreed", "person", "on_date", "text"))


class StrikeForm(forms.Form):
    """Which cause is struck."""

    cause = forms.UUIDField(widget=forms.HiddenInput, error_messages={"invalid": NO_SUCH_CHOICE})
