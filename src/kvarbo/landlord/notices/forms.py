"""What people fill in about a decision. Free text is short and asked to say nothing about health or family."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kvarbo.landlord.notices.actions import ToldFact
from kvarbo.landlord.notices.vocabulary import FactKind, Proof
from kvarbo.landlord.notices.words import FACTS, OUTCOMES, PROOFS, ROUTES, WAYS, WHAT
from kvarbo.landlord.outreach.forms import NO_SUCH_CHOICE, DayField, KronorField

CHOOSE = ("", _("Välj"))
NOT_ABOUT_HEALTH = _("Skriv kort, och inget om hälsa eller familj.")
PROVEN = ("proof", "registered_number", "attachment", "text")
FIELDS: dict[FactKind, tuple[str, ...]] = {
    FactKind.APPLIED: ("day", "applicant", *PROVEN),
    FactKind.TOLD_TO_STOP: ("day", "posted_registered", "received", *PROVEN),
    FactKind.BOARD_TOLD: ("day", "amount", "posted_registered", "received", *PROVEN),
    FactKind.SERVED: (
        *("day", "person", "what", "way", "by_authority", "forwarded", "received", "refused", "posted_registered"),
        *("left", "told_by_letter", *PROVEN),
    ),
    FactKind.REISSUED: ("day", "text"),
    FactKind.KEPT: ("day", "text"),
    FactKind.UNDERTAKING: ("day", "posted_registered", "received", *PROVEN),
    FactKind.OBJECTED: ("day", "text"),
    FactKind.VERDICT: ("day", "text"),
    FactKind.HEARD: ("day", "text"),
    FactKind.EVICTION_TIME: ("day", "text"),
    FactKind.ENDED: ("outcome", "day", "text"),
}
DAY_LABELS: dict[FactKind, Any] = {
    FactKind.EVICTION_TIME: _("Dagen för avhysningen"),
    FactKind.SERVED: _("Dagen för delgivningen eller försöket"),
    FactKind.ENDED: _("Dagen det slutade"),
}


def _choice(label: Any, choices: Iterable[tuple[str, Any]], *, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[CHOOSE, *choices],
        required=required,
        error_messages={"required": _("Välj i listan."), "invalid_choice": NO_SUCH_CHOICE},
    )


def _text(label: Any, *, required: bool = False, most: int = 500, rows: int = 0) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(
        label=label,
        required=required,
        max_length=most,
        widget=widget,
        help_text=NOT_ABOUT_HEALTH,
        error_messages={"required": _("Skriv något här.")},
    )


def _words(vocabulary: dict[Any, Any]) -> list[tuple[str, Any]]:
    return [(one.value, word) for one, word in vocabulary.items()]


class DecideForm(forms.Form):
    """Ett beslut: which way, and why."""

    route = forms.ChoiceField(
        label=_("Vilken väg?"),
        choices=_words(ROUTES),
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj en väg."), "invalid_choice": NO_SUCH_CHOICE},
    )
    demand_last_day = DayField(label=_("Sista dag att betala enligt inkassokravet"), required=False)
    reason = _text(_("Varför beslutas det här nu?"), required=True, rows=3)
    form_key = forms.CharField(max_length=64, widget=forms.HiddenInput)


class FactForm(forms.Form):
    """En händelse av ett slag: what the law asks of it, and what proves it."""

    day = DayField(label=_("Dag"))
    person = _choice(_("Vem delgavs?"), ())
    what = _choice(_("Vad delgavs?"), _words(WHAT))
    way = _choice(_("Hur?"), _words(WAYS))
    by_authority = forms.BooleanField(label=_("En myndighet delgav, till exempel Kronofogden"), required=False)
    forwarded = forms.BooleanField(
        label=_("Sänt i dubbla kuvert genom förmedlingskontoret, så att adressen inte syns"), required=False
    )
    outcome = _choice(_("Hur slutade det?"), _words(OUTCOMES))
    applicant = _choice(_("Vem ansökte?"), (("own", _("Vi själva")), ("agency", _("Inkassobolaget"))))
    amount = KronorField(label=_("Belopp i meddelandet, i kronor"), required=False)
    posted_registered = DayField(label=_("Lämnat till posten som rekommenderat brev"), required=False)
    received = DayField(label=_("Mottaget"), required=False)
    refused = DayField(label=_("Vägrade ta emot, inför stämningsman"), required=False)
    left = DayField(label=_("Lämnat i hemmet eller hos en vuxen i hushållet"), required=False)
    told_by_letter = DayField(label=_("Brev skickat om att det är lämnat"), required=False)
    proof = _choice(_("Vad visar det?"), [one for one in _words(PROOFS) if one[0] != Proof.ON_FILE.value])
    registered_number = forms.CharField(label=_("Brevets nummer"), required=False, max_length=40)
    attachment = _choice(_("Inskannad handling"), (), required=False)
    text = _text(_("Anteckning"))
    corrects = _choice(_("Rättar en händelse som blev fel"), (), required=False)
    form_key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *said: Any,
        kind: FactKind,
        people: Iterable[tuple[str, str]],
        attachments: Iterable[tuple[str, str]] = (),
        corrects: Iterable[tuple[str, str]] = (),
        **settings: Any,
    ) -> None:
        super().__init__(*said, auto_id=f"{kind.value}_%s", **settings)
        self.kind = kind
        wanted = FIELDS[kind]
        self.fields = {name: self.fields[name] for name in (*wanted, "corrects", "form_key")}
        self.fields["day"].label = DAY_LABELS.get(kind, self.fields["day"].label)
        choices = {"person": list(people), "attachment": list(attachments), "corrects": list(corrects)}
        for name, of in choices.items():
            if name in self.fields:
                self.fields[name].choices = [CHOOSE, *of]  # type: ignore[attr-defined]
                if not of and name != "person":
                    del self.fields[name]

    @property
    def title(self) -> Any:
        """What is written in."""
        return FACTS[self.kind]

    def told(self) -> ToldFact:
        """The fact that the form tells of; only asked when the form is valid."""
        said = dict(self.cleaned_data)
        person, attachment = said.pop("person", ""), said.pop("attachment", "")
        applicant, corrects = said.pop("applicant", ""), said.pop("corrects", "")
        return ToldFact(
            kind=self.kind,
            person=UUID(person) if person else None,
            attachment=UUID(attachment) if attachment else None,
            corrects=int(corrects) if corrects else None,
            told={"applicant": applicant} if applicant else None,
            **{name: value for name, value in said.items() if value not in (None, "")},
        )


class PrepareForm(forms.Form):
    """Underlaget: what the law and decency ask about before a home is taken away."""

    missing = _text(_("Vad har inte prövats, och varför?"), required=True, rows=3)
    children = _choice(
        _("Barn i hemmet"),
        (
            ("offered", _("Ja, och de har erbjudits ett eget möte")),
            ("not_offered", _("Ja, men de har inte erbjudits ett möte än")),
            ("none", _("Inga barn är kända")),
            ("unknown", _("Vi vet inte")),
        ),
    )
    said = _text(_("Vad har hyresgästen sagt?"), required=True, rows=3)
    spouse = _choice(
        _("Make, maka eller sambo"),
        (
            ("asked", _("Finns, och har fått veta")),
            ("not_asked", _("Finns, men har inte fått veta än")),
            ("none", _("Ingen är känd")),
            ("unknown", _("Vi vet inte")),
        ),
    )
    costs = _text(_("Vad har det kostat hittills, och vad kostar nästa steg?"))
    form_key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)


class AskForm(forms.Form):
    """Frågan till en annan person."""

    text = _text(_("Varför behövs det nu?"), required=True)


class PaperForm(forms.Form):
    """Ett formulär att skriva ut: whose it is, and the amount as it was shown when the form was opened."""

    paper = forms.ChoiceField(
        label=_("Formulär"),
        choices=(),
        error_messages={"required": _("Välj i listan."), "invalid_choice": NO_SUCH_CHOICE},
    )
    phone = forms.CharField(
        label=_("Vårt telefonnummer"), max_length=40, error_messages={"required": _("Skriv numret att ringa.")}
    )
    how_to_pay = forms.CharField(
        label=_("Bankgiro, plusgiro eller annan anvisning"),
        max_length=120,
        error_messages={"required": _("Skriv hur hyran ska betalas.")},
    )
    reference = forms.CharField(label=_("Betalningsreferens"), required=False, max_length=40)
    interest = KronorField(label=_("Ränta som fordras, i kronor; tomt om ingen fordras"), required=False)
    board = forms.CharField(label=_("Socialnämndens namn, för formulär 3"), required=False, max_length=120)
    rooms = forms.IntegerField(label=_("Antal rum, om det är känt"), required=False, min_value=1, max_value=30)
    amount = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *said: Any, papers: Iterable[tuple[str, Any]], **settings: Any) -> None:
        super().__init__(*said, auto_id="paper_%s", **settings)
        self.fields["paper"].choices = [CHOOSE, *papers]  # type: ignore[attr-defined]
