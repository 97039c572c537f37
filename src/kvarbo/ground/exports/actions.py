"""Writes: take a file out of the room, ask for more than one may take, say yes or no to another's asking."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Sum
from django.utils import timezone

from kvarbo.ground import clock
from kvarbo.ground.exports.limits import limits_on
from kvarbo.ground.exports.models import Export, ExportState
from kvarbo.ground.second_person import SamePerson, second_person
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork

NEEDS_REASON = "Skriv varför du behöver filen. Den har uppgifter om fler än {limit}."
WAITS = (
    "Filen har uppgifter om {count}, och det är mer än en person får ta ut på egen hand. En chef, en annan än du, har "
    "fått frågan under Uttag. Hämta filen igen när svaret har kommit."
)
DECLINED = "En chef har sagt nej till det här uttaget. Tala med {who}."


class ExportStopped(ValueError):
    """The file may not be taken out now; the message is Swedish and says what to do."""


def export_allowed(
    member: AtWork, count: int, reason: str, *, what: str, about: str, subjects: Collection[Any] = ()
) -> None:
    """Får filen hämtas? Every export asks here, in the request that sends the file; raises ``ExportStopped`` if not.

    ``what`` is the kind of file, ``about`` the id of what it is made of: a second person's yes holds for that file,
    that member and so many people, once. Above the limits a request is left for a second person: the caller must let
    it be kept, so the answer has to be an ordinary one.
    """
    limits = limits_on(clock.today())
    if count > limits.reason_above and not reason.strip():
        raise ExportStopped(NEEDS_REASON.format(limit=limits.reason_above))
    taken = taken_today(member)
    if count <= limits.at_once and taken + count <= limits.a_day:
        made = _export(member, count, reason, what, about, ExportState.ALLOWED)
        _taken(made, subjects)
        return
    asked = Export.objects.filter(member_id=member.id, what=what, about=about).exclude(state=ExportState.ALLOWED)
    latest = asked.select_for_update().first()
    if latest and latest.state == ExportState.APPROVED and latest.count >= count:
        latest.state = ExportState.ALLOWED.value
        latest.save(update_fields=["state"])
        _taken(latest, subjects)
        return
    if latest and latest.state == ExportState.DECLINED and latest.day == clock.today():
        raise ExportStopped(DECLINED.format(who=latest.decided_by_name))
    if not latest or latest.state != ExportState.WAITING:
        made = _export(member, count, reason, what, about, ExportState.WAITING)
        record("export.asked", about={"export": str(made.id), "what": what, "count": count})
    raise ExportStopped(WAITS.format(count=count))


def taken_today(member: AtWork) -> int:
    """How many people's data this member has taken out today."""
    today = Export.objects.filter(member_id=member.id, day=clock.today(), state=ExportState.ALLOWED)
    return today.aggregate(sum=Sum("count"))["sum"] or 0


def _export(member: AtWork, count: int, reason: str, what: str, about: str, state: ExportState) -> Export:
    return Export.objects.create(
        what=what,
        about=about,
        count=count,
        reason=reason.strip()[:500],
        state=state.value,
        member_id=member.id,
        member_name=member.name,
        asked_at=timezone.now(),
        day=clock.today(),
    )


def _taken(export: Export, subjects: Collection[Any]) -> None:
    record(
        "export.taken",
        subjects=subjects,
        about={"export": str(export.id), "what": export.what, "count": export.count},
    )


def decide(*, identity: UUID, approve: bool, by: AtWork) -> Export:
    """Säg ja eller nej to another's asking; what is decided already stays so."""
    found = Export.objects.select_for_update().filter(pk=identity).first()
    if found is None or found.state != ExportState.WAITING:
        raise ExportStopped("Uttaget väntar inte på svar längre.")
    try:
        second_person(asked_by=found.member_id, by=by)
    except SamePerson as refusal:
        raise ExportStopped(str(refusal)) from None
    found.state = (ExportState.APPROVED if approve else ExportState.DECLINED).value
    found.decided_by, found.decided_by_name, found.decided_at = by.id, by.name, timezone.now()
    found.save()
    record(f"export.{found.state}", about={"export": str(found.id), "count": found.count})
    return found
