"""What a person writes in the workshop: the words of each slot, and what is wrong with them where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from kvarbo.ground.letters.kinds import LetterKind
from kvarbo.ground.letters.labels import LABELS
from kvarbo.ground.letters.slots import slots_of
from kvarbo.ground.letters.words import Language
from kvarbo.ground.letters.workshop.rules import LONGEST, WHOLE_LETTER, faults_in
from kvarbo.ground.written import readable

_OF_EVERY_LETTER = {
    "name": gettext_lazy("Mottagarens namn"),
    "contact": gettext_lazy("Den som skriver"),
    "phone": gettext_lazy("Direktnumret"),
}
_MOST_READ = LONGEST * 5  # what is longer is not even looked through


def name_of(key: str) -> str:
    """What the field of a slot is called."""
    return f"s_{key}"


def _place_in_words(place: str) -> str:
    """A fact as it is written in a text, and what it is called where it is filled in."""
    label = LABELS.get(place) or _OF_EVERY_LETTER.get(place)
    return f"{{{place}}} ({label})" if label else f"{{{place}}}"


class WordingForm(forms.Form):
    """Egna ord in one language: a field for each slot. An error says what, and stands where it is."""

    def __init__(
        self, said: Mapping[str, Any] | None = None, *, kind: LetterKind, language: Language, texts: Mapping[str, str]
    ) -> None:
        """``texts`` are what stands in each slot before anything is changed."""
        super().__init__(said, initial={name_of(key): text for key, text in texts.items()})
        self.kind, self.language = kind, language
        for number, slot in enumerate(slots_of(kind, language), start=1):
            places = ", ".join(_place_in_words(place) for place in slot.places)
            self.fields[name_of(slot.key)] = forms.CharField(
                label=gettext("Stycke %(number)s") % {"number": number},
                help_text=gettext("Ska stå med: %(places)s") % {"places": places} if places else "",
                required=False,
                max_length=_MOST_READ,
                widget=forms.Textarea(attrs={"rows": 2 + len(slot.text) // 60, "autocomplete": "off"}),
                error_messages={"max_length": gettext_lazy("Texten är alldeles för lång. Korta den.")},
            )

    @property
    def texts(self) -> dict[str, str]:
        """What is written in each slot, on one line each."""
        return {
            slot.key: readable(self.cleaned_data.get(name_of(slot.key), ""))
            for slot in slots_of(self.kind, self.language)
        }

    def clean(self) -> None:
        """Hold the words against the rules."""
        if self.errors:
            return
        for key, faults in faults_in(self.kind, self.language, self.texts).items():
            self.add_error(None if key == WHOLE_LETTER else name_of(key), faults)
