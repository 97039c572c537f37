"""What people fill in around a paper: to whom and of what kind, how it was left, why it is taken back, and by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvarbo.core.identity import Kind, check
from kvarbo.core.law.secrecy.vocabulary import IN_WORDS, Party
from kvarbo.doors.organisations.queries import Transport
from kvarbo.doors.papers.fields import fields_of
from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.doors.post.amounts import DayField
from kvarbo.doors.post.files_out import FOLDER_NAME
from kvarbo.doors.post.words import THROUGH_A_DOOR, CameBy, PlainKind, RecallOutcome
from kvarbo.ground import clock

KEY = re.compile(r"[0-9a-f]{64}", re.ASCII)
CHOOSE = ("", _("Välj"))
NOT_ORGANISATIONS = {Party.PERSON, Party.CUSTODIAN, Party.RELATIVE, Party.REPORTER, Party.OWN_UNIT}
PARTIES = [(party.value, IN_WORDS[party]) for party in Party if party not in NOT_ORGANISATIONS]
NO_SUCH_CHOICE = _("Valet finns inte. Öppna sidan på nytt och välj igen.")


def _choice(label: Any, choices: Iterable[tuple[str, Any]], *, required: bool = True, **more: Any) -> forms.ChoiceField:
    messages = {"required": _("Välj i listan."), "invalid_choice": NO_SUCH_CHOICE}
    return forms.ChoiceField(label=label, choices=list(choices), required=required, error_messages=messages, **more)


def _text(label: Any, *, required: bool = False, most: int = 200, **more: Any) -> forms.CharField:
    messages = {"required": _("Fyll i det här.")}
    return forms.CharField(label=label, required=required, max_length=most, error_messages=messages, **more)


class ChooseForm(forms.Form):
    """Vad som ska lämnas, till vem, om vem och hur."""

    counterpart = _choice(_("Till vem?"), [])
    kind = _choice(_("Vad för slags papper?"), [])
    people = forms.MultipleChoiceField(
        label=_("Vem handlar det om?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": NO_SUCH_CHOICE},
    )
    transport = _choice(
        _("Hur lämnas det?"),
        [("", _("Så som motparten brukar få papper")), *Transport.choices],
        required=False,
    )

    def __init__(self, *said: Any, counterparts: Any, kinds: Any, people: Any, **settings: Any) -> None:
        super().__init__(*said, **settings)
        self.fields["counterpart"].choices = [CHOOSE, *counterparts]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [CHOOSE, *kinds]  # type: ignore[attr-defined]
        if people:
            self.fields["people"].choices = people  # type: ignore[attr-defined]
        else:
            del self.fields["people"]


class RegisteredForm(forms.Form):
    """När det rekommenderade brevet lämnades till posten."""

    posted = DayField(label=_("Postat som rekommenderat brev"))
    registered_number = _text(_("Brevets nummer"), required=True, most=40)


class HandedForm(forms.Form):
    """När papperet lämnades på annat sätt."""

    handed = DayField(label=_("Lämnat"))
    handed_to = _text(_("Till vem"))
    reference = _text(_("Nummer eller referens, om det finns"), most=100)


class RecallForm(forms.Form):
    """Varför papperet tas tillbaka och vad mottagaren ombeds göra."""

    def __init__(self, *said: Any, **settings: Any) -> None:
        super().__init__(*said, **settings)
        asked = {field.name: field for field in fields_of(PaperKind.RECALL)}
        for name, kept in (("reason", "reason"), ("wanted", "do")):
            self.fields[name] = _choice(asked[kept].label, asked[kept].choices, widget=forms.RadioSelect)


class RecallTaskForm(forms.Form):
    """Vad som blev av kopian."""

    outcome = _choice(_("Vad blev det av kopian?"), RecallOutcome.choices, widget=forms.RadioSelect)


class FileForm(forms.Form):
    """En fil från en annan installation."""

    file = forms.FileField(
        label=_("Fil från motparten"),
        error_messages={
            "required": _("Välj filen."),
            "empty": _("Filen är tom. Be avsändaren skicka den igen."),
            "invalid": _("Välj filen."),
        },
    )


class ByHandForm(forms.Form):
    """En handling som kom på papper eller i ord: what is needed to find it and to count its days, and nothing more."""

    plain = _choice(_("Vad gäller det?"), PlainKind.choices, widget=forms.RadioSelect)
    counterpart = _choice(_("Från vem?"), [], required=False)
    from_name = _text(_("Eller någon annan: vem?"))
    about_name = _text(_("Vem handlar det om? Namn"), required=True)
    about_identity = _text(_("Personnummer, om det står"), most=20)
    came_by = _choice(_("Hur kom det?"), [one for one in CameBy.choices if one[0] not in THROUGH_A_DOOR])
    received = DayField(label=_("Kom till oss"), required=False)
    posted = DayField(
        label=_("Postat som rekommenderat brev"),
        required=False,
        help_text=_("Bara för rekommenderat brev: dagen på postens kvitto. Den räknas inte ut från någon annan dag."),
    )
    registered_number = _text(_("Brevets nummer"), most=40)
    kept_where = _text(_("Var handlingen finns"), help_text=_("Till exempel diariets nummer eller pärmen."))
    form_key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *said: Any, counterparts: Iterable[tuple[str, str]], **settings: Any) -> None:
        super().__init__(*said, **settings)
        self.fields["counterpart"].choices = [("", _("Någon annan")), *counterparts]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if not said.get("counterpart") and not (said.get("from_name") or "").strip():
            self.add_error("from_name", _("Skriv vem det kom från, eller välj en motpart."))
        if not said.get("received") and not said.get("posted"):
            self.add_error("received", _("Skriv dagen det kom till er."))
        return said


class OurselvesForm(forms.Form):
    """Vilka vi är."""

    name = _text(_("Organisationens namn"), required=True)
    party = _choice(_("Vad är ni?"), [CHOOSE, *PARTIES])
    organisation_number = _text(_("Organisationsnummer"), most=20)
    address = forms.CharField(
        label=_("Postadress"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_organisation_number(self) -> str:
        return _number(self.cleaned_data["organisation_number"])


class CounterpartForm(forms.Form):
    """En motpart: who they are, how papers reach them and by which key their papers are known."""

    name = _text(_("Motpartens namn"), required=True, help_text=_("Samma namn igen ändrar det som är inskrivet."))
    party = _choice(_("Vad är de?"), [CHOOSE, *PARTIES])
    organisation_number = _text(_("Organisationsnummer"), most=20)
    transport = _choice(_("Hur får de papper?"), [CHOOSE, *Transport.choices])
    place = _text(
        _("Vart?"),
        most=500,
        help_text=_("Rummets namn i adressen, mappens namn, postadressen eller e-tjänstens namn."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    public_key = _text(
        _("Motpartens nyckel"),
        most=100,
        help_text=_("64 tecken. Jämför den med dem på telefon innan du sparar. Utan nyckel tas inga papper in."),
    )
    is_active = forms.BooleanField(label=_("Papper går dit och kommer därifrån"), required=False, initial=True)

    def clean_organisation_number(self) -> str:
        return _number(self.cleaned_data["organisation_number"])

    def clean_public_key(self) -> str:
        key: str = "".join(self.cleaned_data["public_key"].split()).lower()
        if key and not KEY.fullmatch(key):
            raise forms.ValidationError(_("Nyckeln är inte hel: den är 64 tecken, siffror och bokstäverna a till f."))
        return key

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        place = (said.get("place") or "").strip()
        if said.get("transport") == Transport.ROOM and not place:
            self.add_error("place", _("Skriv rummets namn i adressen."))
        if said.get("transport") == Transport.FILE and not FOLDER_NAME.fullmatch(place):
            self.add_error("place", _("Skriv mappens namn med små bokstäver, siffror och bindestreck."))
        return said


class EarlyForm(forms.Form):
    """Prövningen inför tidig signal."""

    text = forms.CharField(
        label=_("Hur ni har vägt"),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=5000,
        help_text=_("Varför signalen behövs, vad som talar emot, vilka uppgifter som räcker och när ni låter bli."),
        error_messages={"required": _("Skriv hur ni har vägt.")},
    )
    harm_assumed = _choice(
        _("Kan det antas att någon lider men av att uppgiften lämnas?"),
        [("no", _("Nej")), ("yes", _("Ja"))],
        required=False,
        widget=forms.RadioSelect,
    )
    told_since = DayField(label=_("Hyresgästerna vet om det sedan"), required=False)
    told_how = _text(_("Hur de fick veta"), most=300)


def _number(written: str) -> str:
    if not written.strip():
        return ""
    found = check(written, on=clock.today())
    if not found.valid or found.kind is not Kind.ORGANISATIONSNUMMER:
        raise forms.ValidationError(_("Organisationsnumret stämmer inte. Skriv tio siffror, till exempel 556036-0793."))
    return f"{(found.normal or '')[:6]}-{(found.normal or '')[6:]}"
