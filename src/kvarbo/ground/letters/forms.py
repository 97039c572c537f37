"""What a person fills in when a letter is written: to whom, from whom, and what the kind must be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kvarbo.ground.letters.fields import LONGEST, DayField, field_for
from kvarbo.ground.letters.kinds import About, Audience, Layout
from kvarbo.ground.letters.letter import LetterToSet, Recipient, Sender
from kvarbo.ground.letters.words import Language, field_types
from kvarbo.ground.people.queries import ShownPerson
from kvarbo.ground.written import readable

LANGUAGES = {Language.SWEDISH: _("Svenska"), Language.EASY: _("Lättläst svenska"), Language.ENGLISH: _("Engelska")}
TO_OTHERS = (Audience.AUTHORITY, Audience.LANDLORD)
SENDER = ("contact", "phone", "contact_title", "email", "organisation", "organisation_address")
_CHOICE = _("Valet finns inte. Öppna sidan på nytt och välj igen.")


def _text(label: Any, *, required: bool = True, help_text: Any = "", lines: int = 1) -> forms.CharField:
    attributes = {"autocomplete": "off"}
    widget = forms.Textarea(attrs={**attributes, "rows": lines}) if lines > 1 else forms.TextInput(attrs=attributes)
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=LONGEST * lines,
        widget=widget,
        error_messages={"required": _("Fyll i det här, så att brevet kan skrivas.")},
    )


class LetterForm(forms.Form):
    """Ett brev: built for its kind. Fields of the kind's variables are called ``v_<name>``."""

    def __init__(self, *said: Any, about: About, people: Sequence[ShownPerson], **settings: Any) -> None:
        super().__init__(*said, **settings)
        self.about = about
        self._people = {str(one.id): one for one in people}
        self._add_recipient()
        for name in field_types(about.variables):
            self.fields[f"v_{name}"] = field_for(name, about.variables)
        self._add_sender()
        self.fields["form_key"] = forms.UUIDField(widget=forms.HiddenInput)

    def _add_recipient(self) -> None:
        if self.about.audience in TO_OTHERS:
            self.fields["to_name"] = _text(_("Till"), help_text=_("Mottagarens namn, som det ska stå på brevet."))
        else:
            choices = [(identity, str(one.name)) for identity, one in self._people.items()]
            self.fields["person"] = forms.ChoiceField(
                label=_("Till"),
                choices=choices,
                widget=forms.RadioSelect,
                error_messages={"required": _("Välj vem brevet är till."), "invalid_choice": _CHOICE},
            )
        if self.about.layout is Layout.WINDOW:
            help_text = _("En rad för varje del, till exempel gata och lägenhet, sedan postnummer och ort.")
            self.fields["address"] = _text(_("Adress"), help_text=help_text, lines=3)
        if len(self.about.languages) > 1:
            offered = [(one.value, words) for one, words in LANGUAGES.items() if one in self.about.languages]
            self.fields["language"] = forms.ChoiceField(
                label=_("Språk"), choices=offered, error_messages={"invalid_choice": _CHOICE, "required": _CHOICE}
            )

    def _add_sender(self) -> None:
        self.fields["contact"] = _text(_("Ditt namn"))
        self.fields["phone"] = _text(_("Ditt direktnummer"), help_text=_("Numret som går till dig, inte till växeln."))
        self.fields["contact_title"] = _text(_("Din titel"), required=False)
        self.fields["email"] = _text(_("Din e-post"), required=False)
        self.fields["organisation"] = _text(_("Organisation"))
        self.fields["organisation_address"] = _text(_("Organisationens adress"), lines=3)

    @property
    def told(self) -> list[forms.BoundField]:
        """The fields of what the letter is to say."""
        return [self[name] for name in self.fields if name.startswith("v_")]

    @property
    def to(self) -> list[forms.BoundField]:
        """The fields of to whom it is."""
        return [self[name] for name in ("person", "to_name", "address", "language") if name in self.fields]

    @property
    def sender(self) -> list[forms.BoundField]:
        """The fields of from whom it is."""
        return [self[name] for name in SENDER]

    @property
    def person_id(self) -> UUID | None:
        """Whom the letter is to, when it is to one of the subject's people."""
        chosen = self.cleaned_data.get("person")
        return UUID(chosen) if chosen else None

    def letter(self, *, on: date) -> LetterToSet:
        """What was filled in, as a letter; whether it may be made is for the action."""
        said = self.cleaned_data
        chosen = self._people.get(said.get("person", ""))
        return LetterToSet(
            kind=self.about.kind,
            variables=self._variables(),
            language=Language(said.get("language") or Language.SWEDISH),
            sender=Sender(
                name=readable(said["organisation"]),
                address=_lines(said["organisation_address"]),
                contact=readable(said["contact"]),
                phone=readable(said["phone"]),
                title=readable(said["contact_title"]),
                email=readable(said["email"]),
            ),
            recipient=Recipient(chosen.name if chosen else readable(said["to_name"]), _lines(said.get("address", ""))),
            on=on,
        )

    def _variables(self) -> Any:
        said = {name: self.cleaned_data[f"v_{name}"] for name in field_types(self.about.variables)}
        return self.about.variables(**{name: value for name, value in said.items() if value not in (None, "")})


def sender_initial(last: Mapping[str, Any]) -> dict[str, Any]:
    """The sender's fields as they were filled in last time."""
    if not last:
        return {}
    return {
        **{name: last.get(name, "") for name in ("contact", "phone", "email")},
        "contact_title": last.get("title", ""),
        "organisation": last.get("name", ""),
        "organisation_address": "\n".join(last.get("address", [])),
    }


class PostedForm(forms.Form):
    """Postat: which day."""

    posted_date = DayField(label=_("Postat den"))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in (readable(line) for line in text.splitlines()) if line)
