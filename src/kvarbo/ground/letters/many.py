"""Brev till många: letters set together in one limited process, each an answer of its own. Nothing is kept here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from kvarbo.ground.letters.actions import MadeLetter, refuse
from kvarbo.ground.letters.kinds import LetterKind
from kvarbo.ground.letters.letter import LetterRefused, LetterToSet, set_letters, told
from kvarbo.ground.letters.setting import CannotSet
from kvarbo.ground.letters.slots import own_words
from kvarbo.ground.letters.workshop.queries import InForce, wording_in_force
from kvarbo.ground.subjects import Subject
from kvarbo.ground.units.queries import AtWork


@dataclass(frozen=True, slots=True)
class Asked:
    """Ett brev bland många: what it is to say, the home or matter it is about, and whom it is to."""

    letter: LetterToSet
    about: Subject
    person_id: UUID


def make_letters(asked: Sequence[Asked], *, by: AtWork) -> list[MadeLetter | str]:
    """An answer for each, in order: the letter, or why it is not made (Swedish). The same is asked as of one alone."""
    answers: dict[int, MadeLetter | str] = {}
    to_set: list[tuple[int, LetterToSet, int]] = []
    words: dict[LetterKind, InForce] = {}
    for place, one in enumerate(asked):
        kind = one.letter.kind
        if kind not in words:
            words[kind] = wording_in_force(kind)
        own = own_words(kind, one.letter.language, words[kind].texts)
        letter = replace(one.letter, own_words=own)
        why = _why_not(letter, one, by)
        if why:
            answers[place] = why
        else:
            to_set.append((place, letter, words[kind].number))
    for (place, letter, number), answer in zip(to_set, set_letters(one for _, one, _ in to_set), strict=True):
        answers[place] = str(answer) if isinstance(answer, CannotSet) else MadeLetter(letter, answer, number)
    return [answers[place] for place in range(len(asked))]


def _why_not(letter: LetterToSet, one: Asked, by: AtWork) -> str:
    try:
        refuse(letter, about=one.about, person_id=one.person_id, by=by)
        told(letter)
    except LetterRefused as refusal:
        return refusal.message
    return ""
