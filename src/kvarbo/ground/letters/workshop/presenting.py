"""Verkstaden i ord: the parts of a letter in their order, with what one may want to mend beside each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from kvarbo.ground.letters.forms import LANGUAGES
from kvarbo.ground.letters.kinds import LetterKind
from kvarbo.ground.letters.plain import lix, most_lix, running_words
from kvarbo.ground.letters.slots import Slot, languages_of, outline, own_words
from kvarbo.ground.letters.words import Language
from kvarbo.ground.letters.workshop.advice import advice_on, new_words
from kvarbo.ground.letters.workshop.forms import WordingForm, name_of
from kvarbo.ground.letters.workshop.queries import Texts, Version, WordingState
from kvarbo.ground.letters.workshop.spelling import NotChecked, misspelt

STATES: dict[WordingState, Promise | str] = {
    WordingState.DRAFT: _("Utkast"),
    WordingState.WAITING: _("Väntar på en annan person"),
    WordingState.IN_FORCE: _("Gäller"),
    WordingState.REPLACED: _("Ersatt"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A part of the letter: a slot with its field, else what is locked. ``is_own``: other words than Kvarbo's."""

    text: str
    field: BoundField | None = None
    written: str = ""
    is_own: bool = False
    is_heading: bool = False
    advice: tuple[str, ...] = ()


def address_of(kind: LetterKind, language: Language | None = None, *, version: Version | None = None) -> str:
    """The page of one kind's words, as they are now or as one version has them."""
    asked = {"slag": kind.value}
    if language:
        asked["sprak"] = language.value
    if version:
        asked["version"] = str(version.number)
    return f"{reverse('letter_wording')}?{urlencode(asked)}"


def languages_shown(
    kind: LetterKind, shown: Language, texts: Texts, version: Version | None
) -> list[tuple[Promise | str, str, bool, int]]:
    """The languages of a kind: what each is called, its page, whether it is the one shown, how many own paragraphs."""
    return [
        (LANGUAGES[one], address_of(kind, one, version=version), one is shown, len(own_words(kind, one, texts)))
        for one in languages_of(kind)
    ]


def lix_of(form: WordingForm) -> tuple[int, int] | None:
    """How hard the letter is to read as it is written, and how hard it may be; none in English."""
    most = most_lix(form.kind, form.language)
    if most is None:
        return None
    written = {part.key: str(form[name_of(part.key)].value() or "").strip() or part.text for part in _slots(form)}
    return round(lix(running_words(form.kind, form.language, written))), most


def shown_at(payload: Mapping[str, Any]) -> str:
    """Where whoever decides on a version reads it."""
    return address_of(LetterKind(payload["kind"]))


def state_in_words(version: Version) -> Promise | str:
    """A version's state as it is told."""
    return STATES[version.state]


def rows_of(form: WordingForm) -> tuple[list[Row], str]:
    """The letter in its order, and why the spelling of it has not been looked through (empty when it has)."""
    written = {part: str(form[name_of(part.key)].value() or "") for part in _slots(form)}
    own = {slot: text for slot, text in written.items() if text != slot.text}
    wrong, unchecked = _spelling(form, own)
    rows = [
        Row(
            part.text,
            form[name_of(part.key)],
            written[part],
            part in own,
            advice=tuple(advice_on(own[part], form.language, wrong)) if part in own else (),
        )
        if isinstance(part, Slot)
        else Row(part.text, is_heading=part.is_heading)
        for part in outline(form.kind, form.language)
    ]
    return rows, unchecked


def _slots(form: WordingForm) -> list[Slot]:
    return [part for part in outline(form.kind, form.language) if isinstance(part, Slot)]


def _spelling(form: WordingForm, own: Mapping[Slot, str]) -> tuple[dict[str, tuple[str, ...]], str]:
    if form.language is Language.ENGLISH or not own:
        return {}, ""
    try:
        return misspelt(new_words(form.kind, form.language, own.values())), ""
    except NotChecked as why:
        return {}, str(why)
