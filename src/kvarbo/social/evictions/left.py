"""Vad som är kvar att göra inför och efter en avhysningsdag, in order and with where it is said. Pure: no room is read.

The day itself is Kronofogden's. What the board must do the same day is law; the rest is how Göteborg works when a time
has come (its list "Tid för avhysning från Kronofogden"), which most municipalities do in some form.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from kvarbo.core import swedish
from kvarbo.social.evictions.models import EvictionEnd

CONFIRM = "SoF 11:3"
WAY = "Göteborgs handbok, Tid för avhysning"
RESPITE = "UB 16:4"
OVER = frozenset({EvictionEnd.CARRIED_OUT.value, EvictionEnd.MOVED_BEFORE.value})


@dataclass(frozen=True, slots=True)
class TimeFacts:
    """Det som är känt om en tid. None: not known, or nobody has said. ``list_open`` counts what nobody has ticked."""

    day: date
    confirmed: bool
    respite_asked: bool
    respite_until: date | None
    attends: bool | None
    has_children: bool
    childrens_unit: bool | None
    list_open: int
    end: str
    follow_up: str
    cancelled: bool = False  # Kronofogden has told that it will not be carried out
    has_hour: bool = True

    @property
    def respite_holds(self) -> bool:
        """Whether a respite was given past the day: then it is not that day any longer."""
        return self.respite_until is not None and self.respite_until >= self.day


@dataclass(frozen=True, slots=True)
class Left:
    """En sak kvar att göra: what, by which day at the latest (None: as soon as possible), and where it is said."""

    text: str
    by: date | None
    source: str


def left_to_do(facts: TimeFacts, *, on: date) -> tuple[Left, ...]:
    """Kvar att göra, what the law wants first. Nothing is left once it is ended and a follow-up was offered."""
    if facts.end:
        asks = facts.end in OVER and not facts.follow_up
        return (Left(gettext("Erbjud uppföljning. Skriv in vad personen svarar."), None, WAY),) if asks else ()
    if facts.cancelled:
        told = gettext("Det har kommit att avhysningen är inställd. Skriv in hur det gick.")
        return (Left(told, None, WAY),)
    if facts.respite_holds:
        return (*_confirm(facts), _under_respite(facts, on))
    if on > facts.day:
        return (Left(gettext("Dagen har varit. Skriv in hur det gick."), None, WAY),)
    before = [
        *_confirm(facts),
        *_hour(facts),
        *_respite(facts),
        *_attendance(facts),
    ]
    if facts.list_open:
        one, many = "En sak i dagens lista är inte klar.", "%(n)s saker i dagens lista är inte klara."
        told = ngettext(one, many, facts.list_open)
        before.append(Left(told % {"n": facts.list_open}, facts.day, WAY))
    return tuple(before)


def _confirm(facts: TimeFacts) -> list[Left]:
    if facts.confirmed:
        return []
    text = gettext("Bekräfta tiden till Kronofogden samma dag som den kom, och skicka en kopia till den det gäller.")
    return [Left(text, None, CONFIRM)]


def _hour(facts: TimeFacts) -> list[Left]:
    if facts.has_hour:
        return []
    text = gettext("Fråga Kronofogden vilket klockslag, och skriv in det under Rätta uppgifterna där tiden kom in.")
    return [Left(text, facts.day, WAY)]


def _respite(facts: TimeFacts) -> list[Left]:
    if facts.respite_asked:
        return []
    text = gettext("Ta ställning till om ni ska be om anstånd. Kronofogden avgör, och ju tidigare ni ber desto bättre.")
    return [Left(text, facts.day, RESPITE)]


def _under_respite(facts: TimeFacts, on: date) -> Left:
    """Nobody knows the new day until Kronofogden has set it, and it may come the day after the respite."""
    assert facts.respite_until is not None
    if on > facts.respite_until:
        return Left(gettext("Anståndet har gått ut. Ta reda på om Kronofogden har bestämt en ny tid."), None, RESPITE)
    text = gettext("Anstånd är givet. Ta reda på vilken tid som gäller sedan.")
    return Left(text, facts.respite_until, RESPITE)


def _attendance(facts: TimeFacts) -> list[Left]:
    if facts.attends is None:
        text = gettext("Skriv in vem som är med på dagen, eller varför ingen är det.")
        return [Left(text, facts.day, WAY)]
    if facts.attends and facts.has_children and not facts.childrens_unit:
        return [Left(gettext("Barn berörs. Barnenheten ska också vara med på dagen."), facts.day, WAY)]
    return []


def how_long(day: date, respite_until: date | None, *, on: date) -> str:
    """Hur långt det är kvar; with a respite that was given, until when, since the day that was set does not hold."""
    if respite_until is None:
        return countdown(day, on=on)
    return gettext("Anstånd till och med %(day)s: tiden gäller inte längre") % {"day": swedish.day(respite_until)}


def countdown(day: date, *, on: date) -> str:
    """Hur långt det är kvar, in words."""
    days = (day - on).days
    if days < 0:
        return gettext("Dagen har varit")
    if days < 2:
        return (gettext("I dag"), gettext("I morgon"))[days]
    return gettext("Om %(n)s dagar") % {"n": days}
