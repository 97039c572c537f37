"""What is filled in when a consent is given, or taken back. Free text is short and asked to say only what is needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kvarbo.core.law.secrecy.vocabulary import KindOfFact
from kvarbo.doors.consent.models import HowGiven
from kvarbo.doors.consent.status import Part
from kvarbo.doors.consent.words import DIRECTIONS, FACTS_OF, GIVERS, HOW_GIVEN, OF_THEM, TOLD_HOW
from kvarbo.doors.organisations.queries import counterparts
from kvarbo.house.rooms import current

NO_SUCH_CHOICE = _("Valet finns inte. Öppna sidan på nytt och välj igen.")
WHOLE, SOME = "whole", "part"


class DayField(forms.DateField):
    """En dag, as the browser's date field sends it or written 2026-11-05."""

    def __init__(self, **settings: Any) -> None:
        settings["input_formats"] = ["%Y-%m-%d"]
        settings["widget"] = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        settings["error_messages"] = {
            "invalid": _("Datumet går inte att läsa. Skriv år, månad och dag, till exempel 2026-11-05."),
            "required": _("Skriv en dag."),
        }
        super().__init__(**settings)


def _messages(required: Any) -> dict[str, Any]:
    return {"required": required, "invalid_choice": NO_SUCH_CHOICE}


def _radios(label: Any, choices: Iterable[tuple[str, Any]], required: Any, **settings: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=list(choices), widget=forms.RadioSelect, error_messages=_messages(required), **settings
    )


def _boxes(label: Any, missing: Any, **settings: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, widget=forms.CheckboxSelectMultiple, error_messages=_messages(missing), **settings
    )


def _text(label: Any, most: int, help_text: Any = "", **settings: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        required=False,
        help_text=help_text,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        **settings,
    )


class GiveForm(forms.Form):
    """Ett samtycke: one person's. What belongs together is judged by ``actions.give``."""

    person = _radios(_("Vem gäller samtycket?"), (), _("Välj vem samtycket gäller."))
    giver = _radios(_("Vem samtycker?"), GIVERS.items(), _("Välj vem som samtycker."))
    giver_name = _text(
        _("Företrädarens namn"), 200, _("Bara när en vårdnadshavare, god man eller förvaltare samtycker.")
    )
    basis = _text(
        _("Vad rätten att företräda bygger på"),
        300,
        _(
            "Till exempel ett beslut från överförmyndaren, med dag. Har ett barn två vårdnadshavare ska båda säga ja: "
            "skriv in ett samtycke från var och en."
        ),
    )
    direction = _radios(_("Vad får ni göra?"), DIRECTIONS.items(), _("Välj om ni får berätta eller hämta uppgifter."))
    receivers = _boxes(_("Mottagare"), _("Välj minst en mottagare."))
    facts = _boxes(_("Vilka uppgifter?"), _("Välj minst ett slag av uppgift."))
    purpose = _text(_("Varför?"), 500, _("Skriv det som personen fick höra, med enkla ord."))
    how_given = _radios(_("Hur lämnades samtycket?"), HOW_GIVEN.items(), _("Välj skriftligt eller muntligt."))
    file = forms.FileField(
        label=_("Den undertecknade blanketten"),
        required=False,
        help_text=_("PDF, PNG eller JPEG, högst 10 MB. Bara för ett skriftligt samtycke."),
        error_messages={"empty": _("Filen är tom. Skanna blanketten igen och välj den nya filen.")},
    )
    kept_where = _text(_("Eller: var pappret förvaras"), 200)
    heard_by = _text(_("Vem hörde samtycket?"), 200, _("Bara för ett muntligt samtycke."))
    given_on = DayField(label=_("Vilken dag lämnades det?"))
    valid_from = DayField(label=_("Gäller från, om det är en senare dag"), required=False)
    until = DayField(
        label=_("Sista dagen det gäller"), help_text=_("Så kort tid som räcker, som längst ett år. Fråga hellre igen.")
    )
    has_reservation = forms.BooleanField(
        label=_("Personen vill att mottagaren inte berättar vidare"),
        help_text=_("Då lämnas uppgifterna med ett förbehåll (OSL 10:14 och 12:2)."),
        required=False,
    )
    form_key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *said: Any, people: Iterable[tuple[UUID, str]], **settings: Any) -> None:
        super().__init__(*said, **settings)
        who = [(str(identity), name) for identity, name in people]
        self._choose("person", who)
        if len(who) == 1:
            self.fields["person"].initial = who[0][0]
        self._choose("receivers", [(str(one.pk), one.name) for one in counterparts()])
        self._choose("facts", [(fact.value, OF_THEM[fact]) for fact in FACTS_OF[current().kind]])

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """What was filled in, as ``actions.Given`` takes it."""
        cleaned = {name: value for name, value in self.cleaned_data.items() if name != "form_key"}
        cleaned["person"] = UUID(cleaned["person"])
        cleaned["receivers"] = [UUID(one) for one in cleaned["receivers"]]
        if cleaned["how_given"] != HowGiven.WRITTEN:
            cleaned["file"] = None
        return cleaned


class WithdrawForm(forms.Form):
    """Ett samtycke tas tillbaka, helt eller till en del."""

    how_much = _radios(
        _("Vad tas tillbaka?"),
        [(WHOLE, _("Allt som är kvar av samtycket")), (SOME, _("En del, välj nedan"))],
        _("Välj om allt eller en del tas tillbaka."),
    )
    parts = _boxes(_("Delar"), "", required=False)
    withdrawn_by = _text(_("Vem tog tillbaka det?"), 200)
    told_how = _radios(_("Hur fick ni veta det?"), TOLD_HOW.items(), _("Välj hur ni fick veta det."))
    withdrawn_on = DayField(label=_("Vilken dag sades det?"))
    consent = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": NO_SUCH_CHOICE})
    form_key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *said: Any, parts: Iterable[Part], receivers: Mapping[UUID, str], **settings: Any) -> None:
        super().__init__(*said, **settings)
        there = set(parts)
        self.fields["parts"].choices = [  # type: ignore[attr-defined]
            (f"{counterpart}:{fact.value}", f"{name}: {OF_THEM[fact]}")
            for counterpart, name in receivers.items()
            for fact in KindOfFact
            if (counterpart, fact) in there
        ]

    def chosen(self) -> list[Part] | None:
        """The parts named, or None for all that is left."""
        if self.cleaned_data["how_much"] == WHOLE:
            return None
        pairs = (value.split(":") for value in self.cleaned_data["parts"])
        return [(UUID(counterpart), KindOfFact(fact)) for counterpart, fact in pairs]


class TellForm(forms.Form):
    """Mottagaren är underrättad."""

    task = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**53)
    told_how = forms.ChoiceField(choices=list(TOLD_HOW.items()), error_messages=_messages(NO_SUCH_CHOICE))
