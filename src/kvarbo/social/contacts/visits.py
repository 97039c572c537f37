"""Besök: planned, set off on, come back from, told of. Each write has its row in the trail.

Whoever calls has opened the matter for the one who acts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from kvarbo.core.checklist.contacts import ContactWay
from kvarbo.core.checklist.unannounced import Weighed
from kvarbo.ground import clock as clocks
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork
from kvarbo.ground.written import readable
from kvarbo.social.casework.actions import CLOSED
from kvarbo.social.casework.queries import held, protected_addresses
from kvarbo.social.casework.refusals import CannotDo
from kvarbo.social.contacts import guard
from kvarbo.social.contacts.attempts import Said, record_contact
from kvarbo.social.contacts.models import ContactDetail, Visit
from kvarbo.social.contacts.queries import who_may_go
from kvarbo.social.contacts.words import MET_SOMEBODY, AnnouncedBy, ContactOutcome, VisitOutcome, VisitPlace

GONE = "Besöket finns inte i ärendet. Öppna sidan på nytt."
NEEDED = {
    Weighed.WHY: ("weighed_why", "Skriv varför ett oanmält besök är rätt i det här fallet."),
    Weighed.ONLY_CONTACT: ("only_contact", "Intyga att syftet bara är att få kontakt."),
    Weighed.TRIED: ("weighed_tried", "Skriv vad som har prövats."),
    Weighed.SAFETY: ("weighed_safety", "Skriv hur besöket görs utan att röja var personen bor."),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """Ett besök som planeras. ``announced_by`` empty: unannounced, and then it must be weighed."""

    visit_date: date
    clock: time
    back_by: time
    place: str
    lead: UUID
    second: UUID | None = None
    alone_reason: str = ""
    announced_by: str = ""
    announced_date: date | None = None
    weighed_why: str = ""
    weighed_tried: str = ""
    weighed_safety: str = ""
    only_contact: bool = False


def plan_visit(*, matter: Any, plan: Plan, on: date, by: AtWork, form_key: str = "") -> Visit:
    """Planera ett besök by a pair, or one alone for a reason; an unannounced one only as the rule and a weighing allow.

    What announces it is itself a contact, and is written in as one where it does not stand there already.
    """
    locked = held(matter)
    before = Visit.objects.filter(matter=locked, form_key=form_key[:64]).first() if form_key else None
    if before is not None:
        return before
    if locked.closed_on:
        raise CannotDo(CLOSED)
    _check_hours(plan, on=on)
    _check_pair(locked, plan)
    _check_place(locked, plan)
    is_announced = bool(plan.announced_by)
    if is_announced:
        _check_announced(plan, on=on)
    else:
        _check_unannounced(locked, plan, on=on, by=by)
    visit = Visit.objects.create(
        matter=locked, visit_date=plan.visit_date, planned_date=on, clock=plan.clock, back_by=plan.back_by,
        place=plan.place,
        lead_id=plan.lead, second_id=plan.second, alone_reason="" if plan.second else readable(plan.alone_reason)[:200],
        announced_by=plan.announced_by, announced_date=plan.announced_date if is_announced else None,
        form_key=form_key[:64], by=by.id, by_name=by.name, **({} if is_announced else _weighed(plan)),
    )  # fmt: skip
    if (
        is_announced and plan.announced_by != AnnouncedBy.AUTHORITY
    ):  # there nothing has been said to the person: the visit is Kronofogden's
        _write_in_the_announcement(locked, plan, visit, on=on, by=by)
    record("matter.visit_planned", subjects=[locked.id], about={"announced": is_announced, "place": plan.place})
    return visit


def _weighed(plan: Plan) -> dict[str, str]:
    return {name: readable(getattr(plan, name))[:500] for name in ("weighed_why", "weighed_tried", "weighed_safety")}


def _check_hours(plan: Plan, *, on: date) -> None:
    if plan.visit_date < on:
        raise CannotDo("Dagen har varit. Skriv in ett besök som är gjort under Kontakter.", field="visit_date")
    if plan.back_by <= plan.clock:
        raise CannotDo("Ni ska vara tillbaka efter att besöket börjar, samma dag.", field="back_by")


def _check_pair(matter: Any, plan: Plan) -> None:
    may_go = {identity for identity, _ in who_may_go(matter)}
    if plan.lead not in may_go:
        raise CannotDo("Välj någon som får öppna ärendet.", field="lead")
    if plan.second is None and not readable(plan.alone_reason):
        raise CannotDo("Välj vem som följer med, eller skriv varför en går ensam.", field="second")
    if plan.second is not None and plan.second not in may_go:
        raise CannotDo("Den som följer med måste få öppna ärendet. Tilldela först.", field="second")
    if plan.second == plan.lead:
        raise CannotDo("Ett par är två. Välj någon annan, eller skriv varför en går ensam.", field="second")


def _check_place(matter: Any, plan: Plan) -> None:
    if plan.place not in VisitPlace.values:
        raise CannotDo("Välj var besöket är.", field="place")
    address = matter.address or protected_addresses([matter.id]).get(matter.id, "")
    if plan.place == VisitPlace.HOME and not address:
        raise CannotDo("Adressen är inte inskriven. Skriv in den i ärendet först.", field="place")


def _check_announced(plan: Plan, *, on: date) -> None:
    if plan.announced_by not in AnnouncedBy.values:
        raise CannotDo("Välj hur besöket aviserades.", field="announced_by")
    if plan.announced_by == AnnouncedBy.AUTHORITY and plan.place != VisitPlace.HOME:
        raise CannotDo("Kronofogden delger i hemmet. Välj det som plats.", field="place")
    if plan.announced_date is None:
        raise CannotDo("Skriv vilken dag besöket aviserades.", field="announced_date")
    if plan.announced_date > on:
        raise CannotDo("Avisera först, och planera besöket sedan.", field="announced_date")


def _check_unannounced(matter: Any, plan: Plan, *, on: date, by: AtWork) -> None:
    if plan.place != VisitPlace.HOME:
        raise CannotDo("Ett besök hos er är bokat med personen. Välj hur det bokades.", field="announced_by")
    answer = guard.check(by, matter, on=on)
    for one in answer.to_weigh:
        name, missing = NEEDED[one]
        said = getattr(plan, name)
        if not (said if isinstance(said, bool) else readable(said)):
            raise CannotDo(missing, field=name)


def _write_in_the_announcement(matter: Any, plan: Plan, visit: Visit, *, on: date, by: AtWork) -> None:
    day, channel = plan.announced_date, plan.announced_by
    assert day is not None
    there = ContactDetail.objects.filter(matter=matter, channel=channel, event__event_date=day, is_incoming=False)
    if there.exists():
        return
    outcome = ContactOutcome.REACHED if channel == ContactWay.CALL else ContactOutcome.NOT_REACHED
    said = Said(channel=channel, day=day, outcome=outcome.value, text="Aviserade ett besök.")
    record_contact(matter=matter, said=said, on=on, by=by, form_key=f"aviserat-{visit.id}")


def _one(matter: Any, visit: UUID) -> tuple[Any, Visit]:
    locked = held(matter)
    found = Visit.objects.filter(matter=locked, pk=visit).first()
    if found is None:
        raise CannotDo(GONE)
    if found.cancelled_date:
        raise CannotDo("Besöket är inställt.")
    return locked, found


def go_out(*, matter: Any, visit: UUID, on: date, by: AtWork) -> None:
    """Checka ut: the pair sets off. An unannounced visit is asked of anew: somebody may have called since."""
    locked, found = _one(matter, visit)
    if found.went_out_at:
        return
    if found.visit_date != on:
        raise CannotDo("Besöket är en annan dag. Ändra genom att ställa in det och planera ett nytt.")
    if found.outcome:
        raise CannotDo("Det står redan hur besöket gick.")
    if not found.announced_by:
        guard.check(by, locked, on=on)
    found.went_out_at = clocks.now()
    found.save(update_fields=["went_out_at"])
    record("matter.visit_out", subjects=[locked.id])


def come_back(*, matter: Any, visit: UUID) -> None:
    """Checka in: the pair is back, or has called to say that all is well and they are on their way home."""
    locked, found = _one(matter, visit)
    if not found.went_out_at:
        raise CannotDo("Besöket är inte utcheckat.")
    if found.came_back_at:
        return
    now: datetime = clocks.now()
    found.came_back_at = max(now, found.went_out_at)
    found.save(update_fields=["came_back_at"])
    record("matter.visit_back", subjects=[locked.id])


def tell_outcome(
    *, matter: Any, visit: UUID, outcome: str, on: date, by: AtWork, text: str = "", children_seen: str = "",
    note_left: bool = False,
) -> None:  # fmt: skip
    """Skriv in hur besöket gick: it becomes the matter's event, once."""
    locked, found = _one(matter, visit)
    if outcome not in VisitOutcome.values:
        raise CannotDo("Välj hur besöket gick.", field="outcome")
    if found.visit_date > on:
        raise CannotDo("Besöket har inte varit ännu.", field="outcome")
    if found.event_id:
        if found.outcome == outcome:
            return
        raise CannotDo("Hur besöket gick är redan inskrivet.", field="outcome")
    if note_left and locked.is_protected:
        raise CannotDo("Lämna ingen lapp där någon har skyddade uppgifter.", field="note_left")
    home = found.place == VisitPlace.HOME
    went = ContactOutcome.REACHED if outcome in MET_SOMEBODY else ContactOutcome.NOT_REACHED
    said = Said(
        channel=(ContactWay.HOME_VISIT if home else ContactWay.UNIT_VISIT).value, day=found.visit_date, clock=None,
        outcome=went.value, text=f"{VisitOutcome(outcome).label}. {readable(text)}".strip(),
    )  # fmt: skip
    event = record_contact(matter=locked, said=said, on=on, by=by, form_key=f"besok-{found.id}")
    ContactDetail.objects.filter(event=event).update(clock=found.clock)
    found.event, found.outcome, found.note_left = event, outcome, note_left
    found.children_seen = readable(children_seen)[:200]
    found.save(update_fields=["event", "outcome", "note_left", "children_seen"])
    record("matter.visit_told", subjects=[locked.id], about={"outcome": outcome})


def cancel_visit(*, matter: Any, visit: UUID, reason: str, on: date) -> None:
    """Ställ in ett besök, with why; one that somebody is out on cannot be."""
    locked, found = _one(matter, visit)
    written = readable(reason)[:200]
    if not written:
        raise CannotDo("Skriv varför besöket ställs in.", field="reason")
    if found.went_out_at and not found.came_back_at:
        raise CannotDo("Paret är ute. Checka in dem först.")
    if found.outcome:
        raise CannotDo("Det står redan hur besöket gick.")
    found.cancelled_date, found.cancel_reason = on, written
    found.save(update_fields=["cancelled_date", "cancel_reason"])
    record("matter.visit_cancelled", subjects=[locked.id])
