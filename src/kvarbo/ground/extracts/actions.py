"""Writes: take in a request for an extract, and say yes to another's where two are needed."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone

from kvarbo.core.identity import check
from kvarbo.ground import clock
from kvarbo.ground.extracts.models import ExtractRequest, IdentityCheck
from kvarbo.ground.people.queries import person_with, protected_among
from kvarbo.ground.second_person import SamePerson, second_person
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork


class CannotGive(ValueError):
    """The request is refused; ``field`` is where in the form, the message is Swedish."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        super().__init__(message)


def ask_for_extract(
    *, identity: str, from_date: date, through_date: date, reason: str, identity_check: str, by: AtWork
) -> ExtractRequest:
    """Ta emot en begäran. The number is 10 or 12 digits; for somebody protected a second person must say yes."""
    if from_date > through_date:
        raise CannotGive("from_date", "Den första dagen kan inte vara efter den sista.")
    if through_date > clock.today() and through_date > clock.day_of(timezone.now()):
        raise CannotGive("through_date", "Den sista dagen har inte varit än.")
    if identity_check not in IdentityCheck.values:
        raise CannotGive("identity_check", "Välj hur den som frågar visade vem hen är.")
    number = check(identity, on=clock.today())
    if not number.valid or number.normal is None:
        raise CannotGive("identity", number.reason or "Skriv numret med tio eller tolv siffror.")
    person = person_with(number.normal)
    if person is None:
        raise CannotGive("identity", "Ingen i rummet har det numret. Se efter siffrorna en gång till.")
    made = ExtractRequest.objects.create(
        person=person,
        from_date=from_date,
        through_date=through_date,
        reason=reason.strip(),
        identity_check=identity_check,
        needs_two=bool(protected_among([person])) or identity_check == IdentityCheck.REPRESENTATIVE,
        asked_by=by.id,
        asked_by_name=by.name,
        asked_at=timezone.now(),
    )
    record("extract.asked", subjects=[person], about={"request": str(made.id), "identity_check": identity_check})
    return made


def approve_extract(*, identity: UUID, by: AtWork) -> ExtractRequest:
    """Säg ja som andra person; the one who took in the request may not."""
    found = ExtractRequest.objects.select_for_update().filter(pk=identity).first()
    if found is None or not found.needs_two or found.approved_by:
        raise CannotGive("", "Begäran väntar inte på en andra person.")
    try:
        second_person(asked_by=found.asked_by, by=by)
    except SamePerson as refusal:
        raise CannotGive("", str(refusal)) from None
    found.approved_by, found.approved_by_name, found.approved_at = by.id, by.name, timezone.now()
    found.save()
    record("extract.approved", subjects=[found.person], about={"request": str(found.id)})
    return found
