"""What a caseworker fills in at the checklist: a step marked, a phase decided, and which lists the room follows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvarbo.core.checklist.way import LocalRules
from kvarbo.core.law.secrecy.vocabulary import CasePhase
from kvarbo.social.casework.forms import choice_field, day_field, text_field
from kvarbo.social.checklist.words import DECISIONS


class MarkForm(forms.Form):
    """Markera ett steg; which button was pressed says how."""

    day = day_field(_("Vilken dag?"))
    text = text_field(_("Kort anteckning"), 200)
    step = forms.CharField(widget=forms.HiddenInput, max_length=60)

    def __init__(self, *said: Any, help_text: Any = "", **settings: Any) -> None:
        super().__init__(*said, **settings)
        self.fields["text"].help_text = help_text or _("En rad. Skriv varför när du hoppar över steget.")


class AgainForm(forms.Form):
    """Öppna ett steg igen."""

    text = text_field(_("Varför öppnas det igen?"), 200)
    step = forms.CharField(widget=forms.HiddenInput, max_length=60)


class PhaseForm(forms.Form):
    """Skriv in ett beslut om skede."""

    field_order = ("decision", "day", "text")
    day = day_field(_("Dagen för beslutet"))
    text = text_field(_("Skälet, kort"), 200, help_text=_("Behövs vid tvångsvård och annat skäl."))

    def __init__(self, *said: Any, local: LocalRules, **settings: Any) -> None:
        super().__init__(*said, **settings)
        self.fields["decision"] = choice_field(
            _("Vad är beslutat?"),
            [
                (one.value, words)
                for one, words in DECISIONS.items()
                if one.phase is not CasePhase.PRELIMINARY or one.ground in local.go_on_for
            ],
            _("Välj vad som är beslutat."),
        )


class FollowForm(forms.Form):
    """Välj vilken kommuns checklistor rummet följer."""

    def __init__(self, *said: Any, ways: list[tuple[str, str]], **settings: Any) -> None:
        super().__init__(*said, **settings)
        self.fields["way"] = choice_field(_("Checklistor"), ways, _("Välj vilka checklistor ni följer."))
