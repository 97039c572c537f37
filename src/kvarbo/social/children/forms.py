"""What is filled in about children: each field that may be unknown may be left empty."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvarbo.social.casework.forms import NO_SUCH_CHOICE, Choices, choice_field, day_field, text_field
from kvarbo.social.children.handover import LONGEST_NOTE
from kvarbo.social.children.models import (
    ChildStep,
    HandoverGround,
    HandoverKind,
    UnitDecisionKind,
    WhoseWord,
    WhyNotHeard,
)
from kvarbo.social.children.words import ALONG, LETTERS, PARTS

NOTHING = ("", _("Vet inte"))
NOT_WHERE_ELSE = _("Skriv aldrig var barnet bor annars.")
Hidden = forms.HiddenInput


def _key() -> forms.CharField:
    return forms.CharField(widget=Hidden, max_length=64, error_messages={"required": NO_SUCH_CHOICE})


def _maybe(label: Any, choices: Choices, **settings: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=[NOTHING, *choices], required=False, error_messages={"invalid_choice": NO_SUCH_CHOICE},
        **settings,
    )  # fmt: skip


def _number(label: Any, **settings: Any) -> forms.IntegerField:
    messages = {"invalid": _("Skriv ett tal med siffror."), "required": _("Skriv ett tal med siffror.")}
    return forms.IntegerField(label=label, error_messages=messages, **settings)


def _long(label: Any, most: int, **settings: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": 5}), **settings)


class DetailsForm(forms.Form):
    """Hur barnet bor här, och vems ord det är."""

    child = forms.CharField(widget=Hidden, max_length=40)
    part = choice_field(_("Hur bor barnet här?"), PARTS, _("Välj hur barnet bor här."))
    birth_year = _number(_("Födelseår"), required=False, help_text=_("Om personnumret är okänt. Lämna annars tomt."))
    told_by = _maybe(_("Vem har sagt det?"), WhoseWord.choices)
    told_on = day_field(_("Vilken dag?"), required=False)
    other_parent = text_field(_("Den andra föräldern"), 200, help_text=NOT_WHERE_ELSE)
    other_parent_protected = forms.BooleanField(
        label=_("Den andra föräldern har skyddade uppgifter"),
        help_text=_("Skriv då inte ens namnet."),
        required=False,
    )


class FactForm(forms.Form):
    """Något som är gjort för ett barn eller för familjen."""

    field_order = ("step", "child", "fact_date", "why_not", "letter", "text", "form_key")
    step = choice_field(_("Vad har gjorts?"), ChildStep.choices, _("Välj vad som har gjorts."))
    fact_date = day_field(_("Vilken dag?"))
    why_not = _maybe(_("Varför inte?"), WhyNotHeard.choices, help_text=_("Bara när barnet inte har kommit till tals."))
    letter = _maybe(_("Brev som barnet fick"), LETTERS, help_text=_("Bara när barnet har fått information."))
    text = text_field(_("Kort anteckning, eller vad barnet själv vill"), 200, help_text=NOT_WHERE_ELSE)
    form_key = _key()

    def __init__(self, *said: Any, children: Choices, **settings: Any) -> None:
        super().__init__(*said, **settings)
        self.fields["child"] = forms.ChoiceField(
            label=_("Vilket barn?"),
            choices=[("", _("Hela familjen")), *children],
            required=False,
            error_messages={"invalid_choice": NO_SUCH_CHOICE},
        )
        self.order_fields(self.field_order)


class AlongForm(forms.Form):
    """Be barnenheten följa med."""

    where = choice_field(
        _("Vart?"), [(one.value, words) for one, words in ALONG.items()], _("Välj vart barnenheten ska följa med.")
    )
    along_on = day_field(_("Vilken dag?"))
    need = text_field(_("Vilket behov ser ni?"), 200, help_text=_("Behövs vid ett bokat besök utan överlämning."))
    form_key = _key()


def _several(label: Any, choices: Choices, **settings: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=list(choices), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst ett barn."), "invalid_choice": NO_SUCH_CHOICE}, **settings,
    )  # fmt: skip


class HandOverForm(forms.Form):
    """Lämna över till barnenheten."""

    field_order = ("children", "adults", "kind", "ground", "known_on", "why_you", "answer_by", "facts", "form_key")
    kind = choice_field(
        _("Vad är det?"), HandoverKind.choices, _("Välj om det är en orosanmälan eller en intern överlämning.")
    )
    ground = choice_field(_("På vilken grund?"), HandoverGround.choices, _("Välj på vilken grund."))
    known_on = day_field(_("Vilken dag fick ni veta det?"), help_text=_("Barnenhetens tid räknas från den dagen."))
    why_you = _long(
        _("Varför just barnenheten?"), 500, help_text=_("Det här läser också den som har vuxenärendet."),
        error_messages={"required": _("Skriv varför just barnenheten behövs.")},
    )  # fmt: skip
    answer_by = day_field(
        _("När behöver ni svar?"), required=False, help_text=_("Lagens tider gäller ändå. Lämna tomt om ingen annan.")
    )
    facts = _long(
        _("Vad har ni sett eller hört, och av vem?"), LONGEST_NOTE,
        help_text=_("Förseglas. Läses bara av den på barnenheten som får barnets ärende, inte av dig efteråt."),
        error_messages={"required": _("Skriv vad ni har sett eller hört.")},
    )  # fmt: skip
    form_key = _key()

    def __init__(self, *said: Any, children: Choices, adults: Choices, **settings: Any) -> None:
        super().__init__(*said, **settings)
        self.fields["children"] = _several(_("Vilka barn?"), children)
        self.fields["adults"] = _several(_("Vilka vuxna behöver barnenheten nå?"), adults, required=False)
        self.order_fields(self.field_order)


class DecideForm(forms.Form):
    """Barnenhetens bedömning eller beslut."""

    kind = choice_field(
        _("Vad är bedömt eller beslutat?"), UnitDecisionKind.choices, _("Välj vad som är bedömt eller beslutat.")
    )
    decided_on = day_field(_("Vilken dag?"))
    until = day_field(_("Förlängs till"), required=False, help_text=_("Bara när utredningens tid förlängs."))
    reason = _long(_("Skälet"), 500, error_messages={"required": _("Skriv skälet.")})
    form_key = _key()


class NoteForm(forms.Form):
    """En förseglad anteckning."""

    text = _long(_("Anteckning"), LONGEST_NOTE, error_messages={"required": _("Skriv anteckningen.")})
    form_key = _key()


class MeaningForm(forms.Form):
    """Vad samverkan menar med barnfamilj."""

    half_time = forms.BooleanField(label=_("Barn som bor här ibland räknas"), required=False)
    visits = forms.BooleanField(label=_("Barn som kommer hit på umgänge räknas"), required=False)
    partners = forms.BooleanField(label=_("Partnerns barn som bor här räknas"), required=False)
    age_limit = _number(_("Åldersgräns"), help_text=_("Den som har fyllt så många år räknas inte. Lagens gräns är 18."))
    meeting_first = forms.BooleanField(
        label=_("Familjen erbjuds alltid ett personligt möte före andra åtgärder"), required=False
    )
    agreed_with = text_field(
        _("Vilka har kommit överens?"), 200, required=True,
        error_messages={"required": _("Skriv vilka som har kommit överens.")},
    )  # fmt: skip
    agreed_on = day_field(_("Vilken dag kom ni överens?"))
    valid_from = day_field(_("Gäller från"))


class UnitForm(forms.Form):
    """Vilken enhet som är barnenheten."""

    def __init__(self, *said: Any, units: Choices, **settings: Any) -> None:
        super().__init__(*said, **settings)
        self.fields["unit"] = choice_field(_("Barnenheten är"), units, _("Välj en enhet i listan."))
