"""Words on the screen: how children live, which letter an age has, and what the children's unit is asked."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kvarbo.core.children.along import Along
from kvarbo.core.children.family import ChildLives
from kvarbo.ground.letters.kinds import KINDS, LetterKind
from kvarbo.social.casework.words import PARTS as ALL_PARTS

PARTS = [(one.value, ALL_PARTS[one.value]) for one in ChildLives]
ALONG = {
    Along.BOOKED_VISIT: _("Ett bokat besök"),
    Along.UNANNOUNCED_VISIT: _("Ett oanmält hembesök"),
    Along.EVICTION: _("Avhysningen"),
}
# From and to which age each letter is written for; under four one speaks with the parents.
LETTER_AGES = (
    (4, 6, LetterKind.TO_SMALL_CHILD),
    (7, 12, LetterKind.TO_SCHOOL_CHILD),
    (13, 17, LetterKind.TO_TEENAGER),
)
LETTERS = [(kind.value, KINDS[kind].title) for _from, _to, kind in LETTER_AGES]
QUESTIONS = (
    _("Behöver barnet omedelbart skydd? Det bedöms samma dag."),
    _("Ska en utredning inledas eller inte?"),
)


def letters_for(youngest: int | None, oldest: int | None) -> list[tuple[str, str]]:
    """The letters that fit an age, by kind and title: all of them where the age is unknown."""
    if youngest is None or oldest is None:
        return [(kind, str(title)) for kind, title in LETTERS]
    fitting = [kind for first, last, kind in LETTER_AGES if first <= oldest and youngest <= last]
    return [(kind.value, str(KINDS[kind].title)) for kind in fitting]
