"""What whoever opens the post fills in: six plain words first, and nothing that is not needed to count the days."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kvarbo.core import swedish
from kvarbo.core.calendar import is_arbetsdag
from kvarbo.doors.post.actions import wrong_days
from kvarbo.doors.post.words import THROUGH_A_DOOR, CameBy, PlainKind
from kvarbo.ground import clock
from kvarbo.ground.attachments.held import KeepsItsFile
from kvarbo.ground.refusals import CannotDo
from kvarbo.social.casework.forms import CHOOSE, NO_SUCH_CHOICE, day_field
from kvarbo.social.inbox.actions import Facts, number_that_holds
from kvarbo.social.inbox.models import Sender, StandpointKind
from kvarbo.social.inbox.words import EVENTS, OF_PLAIN, OF_THE_HOME

YES_NO = [("", _("Vet inte")), ("yes", _("Ja")), ("no", _("Nej"))]
ANSWERS = {"yes": True, "no": False, "": None}
MOST_KRONOR = 10_000_000
CALENDAR = (date(1990, 1, 1), date(2199, 12, 31))  # the years that days can be counted in
UNREADABLE = _("Beloppet går inte att läsa. Skriv det som 8412 eller 8412,50.")
WRONG_YEAR = _("Året kan inte stämma. Kontrollera det.")


def _choice(label: Any, choices: Any, *, required: bool = True, **more: Any) -> forms.ChoiceField:
    messages = {"required": _("Välj i listan."), "invalid_choice": NO_SUCH_CHOICE}
    return forms.ChoiceField(label=label, choices=choices, required=required, error_messages=messages, **more)


def _text(label: Any, most: int = 200, *, required: Any = None, **more: Any) -> forms.CharField:
    messages = {"required": required} if required else {}
    return forms.CharField(label=label, max_length=most, required=bool(required), error_messages=messages, **more)


def _day(label: Any, **more: Any) -> forms.DateField:
    years = [MinValueValidator(CALENDAR[0], WRONG_YEAR), MaxValueValidator(CALENDAR[1], WRONG_YEAR)]
    return day_field(label, required=False, validators=years, **more)


def _events() -> list[Any]:
    groups = [(plain.label, [(event.value, EVENTS[event]) for event in events]) for plain, events in OF_PLAIN.items()]
    return [("", _("Välj, om det går att se")), *groups]


class DebtField(forms.DecimalField):
    """Ett belopp, as it stands in letters: 18 400 kr, 18.400:- and 18400,00 are the same."""

    def to_python(self, value: Any) -> Any:
        """Without what Swedish letters write around the figures.

        A point before three figures parts thousands, for no amount has thousandths; öre may stand after a colon.
        """
        written = re.sub(r"\s|kr(onor)?\.?$", "", (value or "").strip(), flags=re.IGNORECASE)
        written = re.sub(r"[:,][-–]$", "", written)
        if re.fullmatch(r"\d{1,3}(\.\d{3})+([,:]\d{1,2})?", written):
            written = written.replace(".", "")
        return super().to_python(re.sub(r":(\d{1,2})$", r",\1", written))


class FactsForm(forms.Form):
    """Vad som är känt om det som kom in, utöver handlingen själv."""

    event = _choice(_("Vad är det närmare?"), [], required=False)
    eviction_date = _day(_("Dag för avhysningen"), help_text=_("Om Kronofogden har bestämt en tid."))
    eviction_clock = forms.TimeField(
        label=_("Klockslag"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": _("Klockslaget går inte att läsa. Skriv det som 09:30.")},
    )
    child_concerned = _choice(_("Berörs något barn?"), YES_NO, required=False)
    child_inquiry_running = _choice(_("Pågår en utredning om barnet?"), YES_NO, required=False)
    address = _text(_("Adress"), help_text=_("Skriv den inte om någon har skyddade personuppgifter."))
    debt = DebtField(
        label=_("Skulden i kronor"),
        required=False,
        min_value=0,
        max_value=MOST_KRONOR,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={
            **dict.fromkeys(("invalid", "max_decimal_places", "max_digits", "max_whole_digits"), UNREADABLE),
            "min_value": _("Skulden kan inte vara mindre än noll."),
            "max_value": _("Beloppet är för stort. Kontrollera antalet siffror."),
        },
    )
    first_emptying = _choice(
        _("Låg det i vår brevlåda när den tömdes första gången den dagen?"),
        YES_NO,
        required=False,
        help_text=_("Bara när det lagts i vår egen brevlåda: utan svar går dagarna inte att räkna."),
    )

    def __init__(self, *said: Any, **settings: Any) -> None:
        super().__init__(*said, **settings)
        self.fields["event"].choices = _events()  # type: ignore[attr-defined]

    def clean_eviction_clock(self) -> Any:
        """An hour says nothing without its day, and it is the day that is counted from."""
        hour = self.cleaned_data["eviction_clock"]
        if hour is not None and "eviction_date" in self.cleaned_data and not self.cleaned_data["eviction_date"]:
            self.add_error("eviction_date", _("Skriv dagen också, inte bara klockslaget."))
        return hour

    def facts(self, sender: str) -> Facts:
        """What was filled in, as the actions take it."""
        said = self.cleaned_data
        return Facts(
            sender=sender,
            event=said["event"],
            address=said["address"],
            child_concerned=ANSWERS[said["child_concerned"]],
            child_inquiry_running=ANSWERS[said["child_inquiry_running"]],
            first_emptying=ANSWERS[said["first_emptying"]],
            debt=None if said["debt"] is None else int(said["debt"] * 100),
            eviction_date=said["eviction_date"],
            eviction_clock=said["eviction_clock"],
        )


TWO_PEOPLE = _("Det ser ut som två personer. Skriv den ena här och den andra i ”En person till”, så hittas båda.")
# What joins two names also stands in the names of companies, estates and associations.
ORGANISED = re.compile(r"\b(ab|hb|kb|co|brf|dödsbo\w*|förening\w*|stiftelse\w*|bolag\w*)\b", re.IGNORECASE)


def two_people(name: str) -> bool:
    """Whether a field for one person holds two: Emma och Jens Lund."""
    return bool(re.search(r"\w\s+(och|&|samt)\s+\w", name, re.IGNORECASE)) and not ORGANISED.search(name)


class PaperForm(forms.Form):
    """Det som läses i handlingen eller sägs, when it is registered by hand."""

    from_name = _text(
        _("Avsändarens namn"),
        help_text=_(
            "Lämna tomt för den som är anonym, och när avsändaren ovanför säger allt, till exempel Kronofogden."
        ),
        widget=forms.TextInput(attrs={"list": "motparter"}),
    )
    about_name = _text(_("Vem handlar det om?"), required=_("Skriv namnet, eller ”okänd” om det inte står."))
    about_identity = _text(_("Personnummer, om det står"), 20)
    other_name = _text(_("En person till"), help_text=_("När två står på avtalet: skriv en person i varje fält."))
    other_identity = _text(_("Den personens personnummer"), 20)
    came_by = _choice(_("Hur kom det?"), [one for one in CameBy.choices if one[0] not in THROUGH_A_DOOR])
    received = _day(_("Kom till oss"))
    posted = _day(
        _("Postat som rekommenderat brev"),
        help_text=_("Bara för rekommenderat brev: dagen på postens kvitto. Den räknas inte ut från någon annan dag."),
    )
    registered_number = _text(_("Brevets nummer"), 40)
    note = _text(
        _("Vad som sades eller står, kort"),
        300,
        help_text=_("Skriv inte mer än som behövs."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    call_back = _text(_("Nummer att ringa tillbaka på"), 40)
    kept_where = _text(_("Var handlingen finns"), help_text=_("Till exempel diariets nummer eller pärmen."))

    def clean(self) -> dict[str, Any]:
        """All that is wrong at once: whoever mends one field should not then be told of the next."""
        said: dict[str, Any] = super().clean() or {}
        if "about_name" not in self.fields:
            return said
        if not said.get("received") and not said.get("posted") and not {"received", "posted"} & self.errors.keys():
            self.add_error("received", _("Skriv dagen det kom till er."))
        if two_people(said.get("about_name", "")) and not said.get("other_name"):
            self.add_error("about_name", TWO_PEOPLE)
        for field in ("about_identity", "other_identity"):
            try:
                number_that_holds(said.get(field, ""), field=field)
            except CannotDo as refusal:
                self.add_error(field, refusal.message)
        if not {"came_by", "received", "posted"} & self.errors.keys():
            for field, message in wrong_days(said, on=clock.today()):
                self.add_error(field, message)
        return said

    def said(self) -> dict[str, Any]:
        """What was filled in, as the actions take it."""
        return {name: self.cleaned_data[name] for name in PaperForm.base_fields}


class MendForm(PaperForm, FactsForm):
    """Rätta uppgifterna. What was typed at registering only where it was typed: ``by_hand``."""

    sender = _choice(_("Från vem?"), [CHOOSE, *Sender.choices])
    field_order = (
        "sender", "from_name", "about_name", "about_identity", "other_name", "other_identity", "came_by", "received",
        "posted", "registered_number", "event",
    )  # fmt: skip

    def __init__(self, *said: Any, by_hand: bool, **settings: Any) -> None:
        super().__init__(*said, **settings)
        self.mends_paper = by_hand and (not self.is_bound or "about_name" in self.data)
        if not self.mends_paper:  # a form that never asked for them leaves them as they are
            for name in PaperForm.base_fields:
                del self.fields[name]


class StrikeForm(forms.Form):
    """Makulera."""

    reason = _text(
        _("Varför makuleras det?"),
        300,
        required=_("Skriv varför det makuleras, till exempel att det registrerades två gånger."),
        help_text=_("Det står kvar i registret med numret och skälet."),
    )


class SearchForm(forms.Form):
    """Sök bland det som kommit."""

    sought = _text(
        _("Nummer i registret, namn eller personnummer"),
        required=_("Skriv vem eller vilket nummer du söker."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


NO_EVENT = _(
    "Välj vad det är. En uppsägning räknar tiden att vinna tillbaka hemmet; en påminnelse eller ett inkassokrav gör "
    "det inte. Går det inte att veta, välj uppsägning: då bevakas tiden."
)


class RegisterForm(KeepsItsFile, PaperForm, FactsForm):
    """Registrera det som kom: what is needed to find it again and to count its days."""

    FIRST = (
        "plain", "event", "sender", "from_name", "about_name", "about_identity", "address", "debt", "child_concerned",
        "came_by", "received", "posted", "registered_number", "file",
    )  # fmt: skip
    plain = _choice(_("Vad gäller det?"), PlainKind.choices, widget=forms.RadioSelect)
    sender = _choice(_("Från vem?"), [CHOOSE, *Sender.choices])
    file = forms.FileField(
        label=_("Handlingen som fil"),
        required=False,
        help_text=_("PDF, JPEG, PNG eller ren text, högst 15 MB."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.txt"}),
        allow_empty_file=True,
        error_messages={"invalid": _("Välj filen.")},
    )
    form_key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    day_holds = forms.BooleanField(label=_("Ja, dagen för avhysningen stämmer"), required=False)
    field_order = (*FIRST, "other_name", "other_identity", "note", "call_back")

    def __init__(self, *said: Any, **settings: Any) -> None:
        super().__init__(*said, **settings)
        self.fields["event"].widget.attrs["data-narrowed-by"] = "plain"
        for name in ("posted", "registered_number"):
            self.fields[name].widget.attrs["data-only-when"] = f"came_by={CameBy.REGISTERED.value}"

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        doubt = _doubt(said.get("eviction_date"))
        if doubt and not said.get("day_holds"):
            self.add_error("eviction_date", doubt)
            self.add_error("day_holds", _("Kryssa i rutan om dagen stämmer, eller rätta den."))
        if said.get("plain") == PlainKind.RENT and said.get("sender") in OF_THE_HOME and not said.get("event"):
            self.add_error("event", NO_EVENT)
        return said

    def first_fields(self) -> list[Any]:
        """Those that most post needs."""
        return [self[name] for name in self.FIRST]

    def more_fields(self) -> list[Any]:
        """The rest, folded; whether the day holds is asked only where there is a doubt."""
        doubted = self.is_bound and ("day_holds" in self.errors or bool(self["day_holds"].value()))
        left_out = set(self.FIRST) if doubted else {*self.FIRST, "day_holds"}
        return [field for field in self.visible_fields() if field.name not in left_out]


def _doubt(day: date | None) -> str:
    """What may be mistyped in a day for an eviction: one that has been, or one when nobody works."""
    if day is None or not CALENDAR[0] <= day <= CALENDAR[1]:
        return ""
    if day < clock.today():
        return gettext("%(day)s har varit. Stämmer dagen?") % {"day": swedish.day(day).capitalize()}
    if not is_arbetsdag(day):
        return gettext("%(day)s är ingen arbetsdag. Stämmer dagen?") % {"day": swedish.day(day).capitalize()}
    return ""


NEW = "new"


class StandpointForm(forms.Form):
    """Ta ställning."""

    kind = _choice(_("Vad görs?"), StandpointKind.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Varför?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv varför. Ett ställningstagande utan skäl går inte att följa upp.")},
    )
    matter = _choice(_("Vilket ärende?"), [], required=False)
    matter_number = _text(_("Ärendets nummer"), 20, help_text=_("När det hör till ett ärende som inte står här."))
    another = forms.BooleanField(
        label=_("Ja, det hör till det ärendet"),
        required=False,
        help_text=_("Bara när ingen i ärendet har samma nummer eller namn som i handlingen."),
    )
    unit = _choice(_("Vilken enhet, om ett nytt ärende öppnas?"), [], required=False)
    passed_to = _text(_("Vart lämnas det?"), help_text=_("Bara när det lämnas över."))
    form_key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(
        self, *said: Any, matters: Iterable[tuple[UUID, str]], units: Iterable[tuple[UUID, str]], **settings: Any
    ) -> None:
        super().__init__(*said, **settings)
        known = [(str(identity), name) for identity, name in matters]
        self.fields["matter"].choices = [CHOOSE, *known, (NEW, _("Ett nytt ärende"))]  # type: ignore[attr-defined]
        if not known:
            del self.fields["matter"]
        if not self.data.get("matter_number", "").strip():
            del self.fields["another"]  # asked only of whoever has written a number
        self.fields["unit"].choices = [  # type: ignore[attr-defined]
            ("", _("Den egna enheten")), *[(str(identity), name) for identity, name in units]
        ]  # fmt: skip


class DoneForm(forms.Form):
    """Det är gjort."""

    duty = forms.CharField(max_length=40, widget=forms.HiddenInput)
    day = _day(_("Vilken dag, om det inte var i dag"))
    text = _text(_("Hur, och till vem?"), help_text=_("Till exempel med e-post till handläggaren på Kronofogden."))
