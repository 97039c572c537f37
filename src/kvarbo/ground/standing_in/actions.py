"""Writes: be away with somebody in one's place, come back, receive what comes in. One's own; a manager anybody's."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from kvarbo.core import swedish
from kvarbo.ground import clock
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.standing_in.models import Absence, Reception
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork, members_by_id, same_person, works_with_people
from kvarbo.ground.units.roles import RoleName

LONGEST = timedelta(days=366)
ONLY_ONES_OWN = "Du kan skriva in din egen frånvaro och mottagning. En chef kan skriva in andras."
GONE = "Raden finns inte längre. Läs sidan på nytt."


def be_away(*, member: UUID, stand_in: UUID, from_day: date, to_day: date, by: AtWork) -> Absence:
    """Skriv in en frånvaro. Whoever stands in must be there meanwhile, and nobody is away twice at once."""
    _may_write(member, by)
    _check_period(from_day, to_day)
    colleagues = dict(works_with_people())
    if member not in colleagues:
        raise CannotDo("Välj en medarbetare i listan.", "member")
    if stand_in not in colleagues:
        raise CannotDo("Välj en ersättare i listan.", "stand_in")
    if same_person(member, stand_in):
        raise CannotDo("Ersättaren ska vara någon annan än den som är borta.", "stand_in")
    _not_twice(member, from_day, to_day, "Det finns redan en frånvaro {days}. Ta bort den först.", "from_day")
    busy = f"{colleagues[stand_in]} är själv borta {{days}}. Välj någon annan."
    _not_twice(stand_in, from_day, to_day, busy, "stand_in")
    made = Absence.objects.create(
        member_id=member, stand_in_id=stand_in, from_day=from_day, to_day=to_day, written_by_name=by.name
    )
    about = {"member": str(member), "stand_in": str(stand_in), **_days(from_day, to_day)}
    record("absence.written", about=about)
    return made


def _not_twice(member: UUID, from_day: date, to_day: date, said: str, field: str) -> None:
    other = Absence.objects.filter(member_id=member, from_day__lte=to_day, to_day__gte=from_day).first()
    if other is not None:
        raise CannotDo(said.format(days=f"{swedish.day(other.from_day)} till {swedish.day(other.to_day)}"), field)


def come_back(absence: UUID, *, by: AtWork) -> None:
    """Tillbaka: what has not begun is taken away, what runs ends the day before."""
    found = Absence.objects.select_for_update().filter(pk=absence).first()
    if found is None:
        raise CannotDo(GONE)
    _may_write(found.member_id, by)
    today = clock.today()
    record("absence.ended", about={"member": str(found.member_id), **_days(found.from_day, found.to_day)})
    if found.from_day >= today:
        found.delete()
    elif found.to_day >= today:
        found.to_day = today - timedelta(days=1)
        found.save(update_fields=["to_day"])


def receive(*, member: UUID, from_day: date, to_day: date, by: AtWork) -> Reception:
    """Skriv in vem som tar emot. Several may receive the same day."""
    _may_write(member, by)
    _check_period(from_day, to_day)
    if member not in dict(works_with_people()):
        raise CannotDo("Välj en medarbetare i listan.", "member")
    made, is_new = Reception.objects.get_or_create(
        member_id=member, from_day=from_day, to_day=to_day, defaults={"written_by_name": by.name}
    )
    if is_new:
        record("reception.written", about={"member": str(member), **_days(from_day, to_day)})
    return made


def receive_no_more(reception: UUID, *, by: AtWork) -> None:
    """Ta bort en mottagning."""
    found = Reception.objects.select_for_update().filter(pk=reception).first()
    if found is None:
        raise CannotDo(GONE)
    _may_write(found.member_id, by)
    record("reception.ended", about={"member": str(found.member_id), **_days(found.from_day, found.to_day)})
    found.delete()


def _may_write(member: UUID, by: AtWork) -> None:
    if member not in members_by_id([member]):
        raise CannotDo("Välj en medarbetare i listan.", "member")
    if member != by.id and not by.has(RoleName.MANAGER.value):
        raise CannotDo(ONLY_ONES_OWN, "member")


def _check_period(from_day: date, to_day: date) -> None:
    today = clock.today()
    if to_day < from_day:
        raise CannotDo("Sista dagen är före den första. Rätta en av dem.", "to_day")
    if to_day < today:
        raise CannotDo("Dagarna har varit. Välj dagar från i dag.", "to_day")
    if to_day - from_day > LONGEST:
        raise CannotDo("Välj högst ett år.", "to_day")


def _days(from_day: date, to_day: date) -> dict[str, str]:
    return {"from": from_day.isoformat(), "to": to_day.isoformat()}
