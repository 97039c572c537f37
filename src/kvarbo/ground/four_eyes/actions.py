"""Writes: ask for what needs two people, and decide on what another has asked for.

Nobody decides on their own request, nor on one that they gain by, nor as another account of the same human being, nor
by a right that the asker or the one who gains once asked for on their behalf.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from kvarbo.ground import clock
from kvarbo.ground.four_eyes.kinds import Kind, kind_of
from kvarbo.ground.four_eyes.models import FourEyesRequest, RequestState
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork, given_by, member_at_work, same_person

STANDS = timedelta(days=14)
NOT_YOURSELF = "Ingen kan begära något åt sig själv, inte heller genom ett annat konto. Be en kollega."
NOT_YOUR_OWN = "Du kan inte besluta om det du själv har begärt eller får något av. Be en annan person."
MADE_BY_ASKER = (
    "Du har fått din behörighet på begäran av den som frågar eller av den som skulle få något. Be en annan person."
)
GONE = "Begäran finns inte, eller är redan avgjord."


def ask(
    kind: str,
    *,
    payload: dict[str, Any],
    by: AtWork,
    reason: str,
    gains: UUID | None = None,
    subjects: Iterable[UUID] = (),
) -> FourEyesRequest:
    """Begär. ``payload`` holds ids and words only. The same request that waits already is not made twice."""
    rule = kind_of(kind)
    if not by.has(*rule.asked_by):
        raise CannotDo("Din roll får inte begära detta.")
    if gains is not None and same_person(by.id, gains):
        raise CannotDo(NOT_YOURSELF)
    if not reason.strip():
        raise CannotDo("Skriv varför, så att den som ska besluta kan ta ställning.", "reason")
    on = clock.today()
    waiting = FourEyesRequest.objects.filter(
        kind=kind, payload=payload, state=RequestState.WAITING, until__gte=on, asked_by_id=by.id
    ).first()
    if waiting is not None:
        return waiting
    made = FourEyesRequest.objects.create(
        kind=kind, payload=payload, subjects=[str(one) for one in subjects], reason=reason.strip()[:500],
        asked_by_id=by.id, gains_id=gains, asked_on=on, until=on + STANDS,
    )  # fmt: skip
    record("four_eyes.asked", subjects=made.subjects, about={"request": str(made.pk), "kind": kind})
    return made


def approve(request: UUID, *, by: AtWork) -> FourEyesRequest:
    """Godkänn, and carry it out in the same transaction; raises ``CannotDo`` when ``by`` may not."""
    found, rule = _waiting(request, by)
    asker = member_at_work(found.asked_by_id)
    if asker is None or not asker.has(*rule.asked_by):
        raise CannotDo("Den som begärde detta har inte längre rätt att göra det. Avslå, och låt någon annan begära.")
    if _made_by(found, rule, by):
        raise CannotDo(MADE_BY_ASKER)
    rule.carry_out(found, by)
    return _decided(found, RequestState.APPROVED, by)


def decline(request: UUID, *, by: AtWork) -> FourEyesRequest:
    """Avslå. Whoever asked may take their own request back."""
    found = _locked(request)
    if found.asked_by_id != by.id:
        found, _ = _waiting(request, by)
    return _decided(found, RequestState.DECLINED, by)


def _locked(request: UUID) -> FourEyesRequest:
    found = FourEyesRequest.objects.select_for_update().filter(
        pk=request, state=RequestState.WAITING, until__gte=clock.today()
    )
    first = found.first()
    if first is None:
        raise CannotDo(GONE)
    return first


def _waiting(request: UUID, by: AtWork) -> tuple[FourEyesRequest, Kind]:
    """A request that waits and that ``by`` may decide on."""
    found = _locked(request)
    rule = kind_of(found.kind)
    if not by.has(*rule.decided_by):
        raise CannotDo(GONE)  # another role's requests are as nowhere
    if any(same_person(by.id, one) for one in (found.asked_by_id, found.gains_id) if one):
        raise CannotDo(NOT_YOUR_OWN)
    return found, rule


def _made_by(found: FourEyesRequest, rule: Kind, by: AtWork) -> bool:
    """Whether every role that lets ``by`` decide was asked for by the asker or by the one who gains."""
    givers = given_by(by.id, rule.decided_by)
    makers = [one for one in (found.asked_by_id, found.gains_id) if one]
    return bool(givers) and all(
        giver is not None and any(same_person(giver, maker) for maker in makers) for giver in givers
    )


def _decided(found: FourEyesRequest, state: RequestState, by: AtWork) -> FourEyesRequest:
    found.state, found.decided_by_id, found.decided_on = state.value, by.id, clock.today()
    found.save(update_fields=["state", "decided_by", "decided_on"])
    record(f"four_eyes.{state.value}", subjects=found.subjects, about={"request": str(found.pk), "kind": found.kind})
    return found
