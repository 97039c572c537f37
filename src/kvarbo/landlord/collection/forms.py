"""What people fill in about debt collection. Free text is short and asked to say nothing about health or family."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvarbo.landlord.collection.models import Agency, Decision
from kvarbo.landlord.collection.words import PAPERS, PROPOSALS, STATUSES
from kvarbo.landlord.outreach.forms import NO_SUCH_CHOICE, DayField, KronorField

CHOOSE = ("", _("Välj"))
NOT_ABOUT_HEALTH = _("Skriv kort, och inget om hälsa eller familj.")


def _choice(label: Any, choices: Iterable[tuple[str, Any]], *, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[CHOOSE, *choices],
        required=required,
        error_messages={"required": _("Välj i listan."), "invalid_choice": NO_SUCH_CHOICE},
    )


def _text(label: Any, *, required: bool = False, most: int = 200) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=most,
        help_text=NOT_ABOUT_HEALTH,
        error_messages={"required": _("Skriv varför.")},
    )


class AboutMatterForm(forms.Form):
    """What every form about a matter asks first: which month's."""

    def __init__(self, *said: Any, matters: Iterable[tuple[str, str]], **settings: Any) -> None:
        super().__init__(*said, **settings)
        choices = list(matters)
        field = _choice(_("Hyran för"), choices)
        if len(choices) == 1:
            field.initial = choices[0][0]
        self.fields = {"matter": field, **self.fields}


class StatusForm(AboutMatterForm):
    """Ett läge, perhaps instead of one that was wrong."""

    status = _choice(_("Läge"), STATUSES.items())
    status_date = DayField(label=_("Lägets egen dag"))
    text = _text(_("Anteckning"))

    def __init__(self, *said: Any, corrects: Iterable[tuple[str, str]] = (), **settings: Any) -> None:
        super().__init__(*said, **settings)
        choices = list(corrects)
        if choices:
            self.fields["corrects"] = _choice(_("Rättar ett läge som var fel"), choices, required=False)


class PaymentForm(AboutMatterForm):
    """En betalning till inkassobolaget."""

    amount = KronorField(label=_("Belopp i kronor"), error_messages={"required": _("Skriv beloppet.")})
    paid = DayField(label=_("Dagen då hyresgästen betalade"))
    more_is_right = forms.BooleanField(label=_("Beloppet är mer än hela skulden, och det stämmer"), required=False)
    remitted = DayField(label=_("Redovisningsdag, om den är känd"), required=False)
    number = forms.CharField(label=_("Bolagets nummer på betalningen, om det är känt"), required=False, max_length=60)


class PaperForm(AboutMatterForm):
    """En handling som inkassobolaget har skickat eller lämnat in."""

    kind = _choice(_("Handling"), PAPERS.items())
    posted = DayField(label=_("Postad eller inlämnad"), required=False)
    received = DayField(label=_("Mottagen"), required=False)
    served = DayField(label=_("Delgiven"), required=False)
    registered = forms.BooleanField(label=_("Skickad som rekommenderat brev"), required=False)


class ProposalForm(AboutMatterForm):
    """Ett förslag från inkassobolaget."""

    kind = _choice(_("Bolaget föreslår"), PROPOSALS.items())
    day = DayField(label=_("Förslagets dag"))
    text = _text(_("Anteckning"))


class DecisionForm(forms.Form):
    """Beslut om ett förslag."""

    decision = forms.ChoiceField(
        label=_("Beslut"),
        choices=[(Decision.ACCEPTED.value, _("Ja")), (Decision.DECLINED.value, _("Nej"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj ja eller nej."), "invalid_choice": NO_SUCH_CHOICE},
    )
    reason = _text(_("Varför?"), required=True)


class BeginForm(forms.Form):
    """Ett ärende som lämnades vid sidan av Kvarbo."""

    month = _choice(_("Hyran för"), ())
    agency = _choice(_("Inkassobolag"), ())
    sent = DayField(label=_("Lämnat den"))
    number = forms.CharField(label=_("Bolagets ärendenummer, om det är känt"), required=False, max_length=40)

    def __init__(
        self, *said: Any, months: Iterable[tuple[str, str]], agencies: Iterable[Agency], **settings: Any
    ) -> None:
        super().__init__(*said, **settings)
        self.fields["month"].choices = [CHOOSE, *months]  # type: ignore[attr-defined]
        self.fields["agency"].choices = [CHOOSE, *((str(one.id), one.name) for one in agencies)]  # type: ignore[attr-defined]


class AgencyForm(forms.Form):
    """Ett inkassobolag."""

    name = forms.CharField(label=_("Namn"), max_length=100, error_messages={"required": _("Skriv bolagets namn.")})
    organisation_number = forms.CharField(
        label=_("Organisationsnummer"),
        max_length=20,
        help_text=_("Det känns igen i bankens fil, så att en redovisning inte ser ut som en hyresgästs betalning."),
        error_messages={"required": _("Skriv organisationsnumret.")},
    )
    bankgiro = forms.CharField(label=_("Bankgiro som bolaget redovisar från"), max_length=20, required=False)
    mapping_text = forms.CharField(
        label=_("Kolumnbeskrivning"),
        help_text=_("Börja från ett av exemplen och byt kolumnnamnen mot dem i bolagets egen filbeskrivning."),
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"}),
        max_length=20_000,
        error_messages={"required": _("Skriv hur bolagets filer ser ut.")},
    )
    is_active = forms.BooleanField(label=_("Ärenden lämnas till bolaget"), required=False, initial=True)


class AgencyFileForm(forms.Form):
    """En fil från inkassobolaget."""

    agency = _choice(_("Inkassobolag"), ())
    file = forms.FileField(
        label=_("Fil"),
        error_messages={"required": _("Välj en fil."), "empty": _("Filen är tom. Hämta den igen och välj den.")},
    )

    def __init__(self, *said: Any, agencies: Iterable[Agency], **settings: Any) -> None:
        super().__init__(*said, **settings)
        choices = [(str(one.id), one.name) for one in agencies]
        self.fields["agency"].choices = choices if len(choices) == 1 else [CHOOSE, *choices]  # type: ignore[attr-defined]
