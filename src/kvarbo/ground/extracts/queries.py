"""Reads: the requests there are, and the extract itself, worked out anew from the log each time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from kvarbo.ground import clock
from kvarbo.ground.clock import STOCKHOLM
from kvarbo.ground.extracts.models import ExtractRequest
from kvarbo.ground.extracts.policy import policy_on
from kvarbo.ground.log_review.words import told
from kvarbo.ground.people.queries import protected_among
from kvarbo.ground.ties import subjects_of, ties_of
from kvarbo.ground.trail.queries import Event, events_about
from kvarbo.ground.units.queries import StaffMember, everybody_by_id
from kvarbo.ground.units.roles import RoleName

SHOWN = 2_000  # rows on one paper; a longer extract is asked for in shorter spans
COLLEAGUE = "En medarbetare"
SYSTEM = "Kvarbo självt, som en del av rutinen"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the extract: when, by whom in words, what happened, how many times in a row that day."""

    at: datetime
    who: str
    what: str
    times: int


@dataclass(frozen=True, slots=True)
class Extract:
    """Logguppgift; ``is_cut``: there is more than fits."""

    lines: tuple[Line, ...]
    is_cut: bool


def requests() -> list[ExtractRequest]:
    """The newest requests."""
    return list(ExtractRequest.objects.all()[:50])


def request_by_id(identity: UUID) -> ExtractRequest | None:
    """One request, or none."""
    return ExtractRequest.objects.filter(pk=identity).first()


def may_be_shown(request: ExtractRequest) -> bool:
    """Whether everybody who is needed has said yes."""
    return not request.needs_two or request.approved_by is not None


def extract(request: ExtractRequest) -> Extract:
    """Who has looked at and changed what about the person in the asked span, newest first.

    What was shown of a lease or a matter is theirs too, but not where somebody else in it is protected: then only
    rows about the person alone are told, and not which unit, since either can lead to where the other one is.
    """
    subjects, is_careful = _subjects(request.person)
    people = everybody_by_id()
    lines: list[Line] = []
    for event in _events(subjects, request):
        line = Line(event.at.astimezone(STOCKHOLM), _who(event.actor, people, is_careful), told(event), 1)
        if lines and _is_same(lines[-1], line):
            lines[-1] = Line(line.at, line.who, line.what, lines[-1].times + 1)
        elif len(lines) == SHOWN:
            return Extract(tuple(lines), True)
        else:
            lines.append(line)
    return Extract(tuple(lines), False)


def _subjects(person: UUID) -> tuple[list[UUID], bool]:
    own = {subject for _, subject in subjects_of([person])}
    ties = ties_of(own)
    others = {one for found in ties.values() for one in found.people if one != person}
    protected = protected_among(others)
    told_of = [one for one in own if protected.isdisjoint(ties[one].people)] if protected else list(own)
    return [person, *told_of], bool(protected)


def _events(subjects: list[UUID], request: ExtractRequest) -> Iterator[Event]:
    since = datetime.combine(request.from_date, time(), STOCKHOLM).astimezone(UTC)
    before = datetime.combine(request.through_date + timedelta(days=1), time(), STOCKHOLM).astimezone(UTC)
    seen: set[int] = set()
    for event, _ in events_about(subjects, since=since, before=before):
        if event.seq not in seen:
            seen.add(event.seq)
            yield event


def _who(actor: str, people: dict[str, StaffMember], is_careful: bool) -> str:
    if actor.startswith("system:"):
        return SYSTEM
    member = people.get(actor)
    if member is None or is_careful:
        return COLLEAGUE
    roles = ", ".join(RoleName(role).label for role in sorted(member.roles)).lower()
    words = [member.name] if policy_on(clock.today()).names_staff else []
    return ", ".join([*words, *([roles] if roles else []), *([member.unit] if member.unit else [])]) or COLLEAGUE


def _is_same(before: Line, line: Line) -> bool:
    return (clock.day_of(before.at), before.who, before.what) == (clock.day_of(line.at), line.who, line.what)
