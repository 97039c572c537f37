"""What the room's other activities have to say of matters. Casework asks here and knows none of them.

Each activity registers once, when the application starts, and gives only what it has: something urgent for the first
page, sentences on what waits in many matters at once, what stands where a person is met, what one matter's page tells,
what the matter's pages show as done for the checklist, and a word before somebody is assigned. The days that run are
told in ``clocks``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from kvarbo.core.checklist.facts import Shown
from kvarbo.core.finding import Step
from kvarbo.ground.people.queries import ShownPerson
from kvarbo.ground.units.queries import AtWork

if TYPE_CHECKING:
    from kvarbo.social.casework.models import Matter

People = Mapping[UUID, Sequence[ShownPerson]]


@dataclass(frozen=True, slots=True)
class Urgent:
    """Något brådskande på första sidan: a sentence, what to do, and where; ``url`` empty when it may not be opened.

    ``link`` are the words of the way there, ``is_calm`` says that nobody is in danger.
    """

    text: str
    to_do: str
    url: str = ""
    link: str = ""
    is_calm: bool = False


@dataclass(frozen=True, slots=True)
class Household:
    """Något om hushållet, with why."""

    title: str
    answer: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Added:
    """Det som läggs till på ärendets sida. ``waiting``: sentences, each with its source; ``known``: what to know."""

    waiting: tuple[str, ...] = ()
    household: Household | None = None
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Closing:
    """Det en verksamhet frågar om när ett ärende avslutas: fields of the form, and what is done with the answers.

    ``closed`` is called in the act that closes; where it raises ``CannotDo`` the matter stays open.
    """

    fields: Callable[[Matter], Mapping[str, Any]]
    closed: Callable[[Matter, dict[str, Any], AtWork, date], None]


@dataclass(frozen=True, slots=True)
class Activity:
    """Vad en verksamhet har att säga. ``before_assigning`` raises ``CannotDo`` where a member may not come in yet."""

    urgent: Callable[[AtWork], Sequence[Urgent]] | None = None
    waiting: Callable[[People], Mapping[UUID, Sequence[str]]] | None = None
    met: Callable[[], dict[str, Any]] | None = None
    tell: Callable[[AtWork, Matter, date], Added] | None = None
    shown: Callable[[AtWork, Matter, date], Sequence[Shown]] | None = None
    before_assigning: Callable[[Matter, UUID], None] | None = None
    closing: Closing | None = None


_activities: dict[str, Activity] = {}


def register(name: str, activity: Activity) -> None:
    """Add to matters under this name; called once, when the application starts."""
    _activities[name] = activity


def _all() -> list[Activity]:
    return [_activities[name] for name in sorted(_activities)]


def urgent_for(reader: AtWork) -> list[Urgent]:
    """Everything urgent, for the first page."""
    return [one for activity in _all() if activity.urgent for one in activity.urgent(reader)]


def waiting_in(people: People) -> dict[UUID, tuple[str, ...]]:
    """Sentences on what waits in each of these open matters, given those in them as the reader sees them."""
    told: dict[UUID, tuple[str, ...]] = {}
    for activity in _all():
        for matter_id, sentences in (activity.waiting(people) if activity.waiting else {}).items():
            told[matter_id] = (*told.get(matter_id, ()), *sentences)
    return told


def where_met() -> dict[str, Any]:
    """What every page has where a person is met, as context of its template."""
    return {name: value for activity in _all() if activity.met for name, value in activity.met().items()}


def told_of(reader: AtWork, matter: Matter, *, on: date) -> Added:
    """What all activities add to a matter that the reader has opened."""
    found = [activity.tell(reader, matter, on) for activity in _all() if activity.tell]
    waiting = tuple(sentence for one in found for sentence in one.waiting)
    known = tuple(sentence for one in found for sentence in one.known)
    return Added(waiting, next((one.household for one in found if one.household), None), known)


def shown_in(reader: AtWork, matter: Matter, *, on: date) -> tuple[Shown, ...]:
    """What the pages of a matter that the reader has opened show as done, for its checklist."""
    return tuple(one for activity in _all() if activity.shown for one in activity.shown(reader, matter, on))


def ask_before_assigning(matter: Matter, member_id: UUID) -> None:
    """Ask every activity whether this member may be brought into the matter."""
    for activity in _all():
        if activity.before_assigning:
            activity.before_assigning(matter, member_id)


def closing_fields(matter: Matter) -> dict[str, Any]:
    """What the form that closes a matter asks for besides why, by the fields' names."""
    found = [activity.closing.fields(matter) for activity in _all() if activity.closing]
    return {name: field for fields in found for name, field in fields.items()}


def tell_closed(matter: Matter, said: dict[str, Any], *, by: AtWork, on: date) -> None:
    """Give every activity what it asked for, now that the matter is closed."""
    for activity in _all():
        if activity.closing:
            activity.closing.closed(matter, said, by, on)
