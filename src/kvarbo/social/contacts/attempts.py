"""Skriv in en kontakt, and why somebody was not told: each contact is one event of the matter and how it was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Any
from uuid import UUID

from kvarbo.core.checklist.contacts import KIND_OF, ContactWay
from kvarbo.ground import clock as clocks
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork
from kvarbo.ground.written import readable
from kvarbo.social.casework.actions import NOT_YET, log_event
from kvarbo.social.casework.queries import held, part_of_each, talk_with_landlord
from kvarbo.social.casework.refusals import CannotDo
from kvarbo.social.contacts.models import ContactDetail, NotTold
from kvarbo.social.contacts.words import INCOMING, ContactOutcome

if TYPE_CHECKING:
    from kvarbo.social.casework.models import MatterEvent

LEFT_WORD_BY = (ContactWay.CALL, ContactWay.HOME_VISIT, ContactWay.UNIT_VISIT)


@dataclass(frozen=True, slots=True)
class Said:
    """Det som skrivs in om en kontakt. ``clock`` None: the hour is unknown; ``person`` None: nobody in particular."""

    channel: str
    day: date
    outcome: str
    clock: time | None = None
    person: UUID | None = None
    is_incoming: bool = False
    text: str = ""


def record_contact(*, matter: Any, said: Said, on: date, by: AtWork, form_key: str = "") -> MatterEvent:
    """Skriv in ett försök eller en kontakt as the matter's event and its way; sent twice it is one."""
    channel = _checked(said, on=on)
    locked = held(matter)
    if said.person is not None and said.person not in part_of_each(locked.id):
        raise CannotDo("Välj någon som är inskriven i ärendet.", field="person")
    event = log_event(
        matter=locked, kind=KIND_OF[channel].value, event_date=said.day, on=on, by=by, text=said.text,
        reached=said.is_incoming or said.outcome == ContactOutcome.REACHED, form_key=form_key,
    )  # fmt: skip
    how = {
        "matter": locked, "channel": channel.value, "clock": said.clock, "person_id": said.person,
        "is_incoming": said.is_incoming, "left_word": said.outcome == ContactOutcome.LEFT_WORD and not said.is_incoming,
    }  # fmt: skip
    ContactDetail.objects.get_or_create(event=event, defaults=how)
    return event


def _checked(said: Said, *, on: date) -> ContactWay:
    if said.channel not in {one.value for one in ContactWay}:
        raise CannotDo("Välj hur ni försökte nå hushållet.", field="channel")
    channel = ContactWay(said.channel)
    if said.is_incoming:
        if channel not in INCOMING:
            raise CannotDo("Det sättet kan bara ni ta. Välj hur de hörde av sig.", field="channel")
    elif said.outcome not in ContactOutcome.values:
        raise CannotDo("Välj hur det gick.", field="outcome")
    elif said.outcome == ContactOutcome.LEFT_WORD and channel not in LEFT_WORD_BY:
        raise CannotDo("Besked lämnas i samtal och vid besök. Välj om meddelandet har besvarats.", field="outcome")
    elif channel is ContactWay.ROUTINE_LETTER and said.outcome != ContactOutcome.NOT_REACHED:
        raise CannotDo("Har de svarat på ett rutinbrev, skriv in svaret som att de hörde av sig.", field="outcome")
    now = clocks.now()
    if said.day > on or (said.day == now.date() and said.clock is not None and said.clock > now.time()):
        raise CannotDo(NOT_YET, field="day")
    return channel


def not_told(*, matter: Any, event: int, reason: str, on: date, by: AtWork) -> None:
    """Skriv varför personen inte får veta vad som sades med hyresvärden; it settles that talk alone."""
    locked, written = held(matter), readable(reason)[:200]
    talk = talk_with_landlord(locked, event)
    if talk is None:
        raise CannotDo("Samtalet finns inte i ärendet. Öppna sidan på nytt.")
    if not written:
        raise CannotDo("Skriv varför personen inte får veta.", field="reason")
    _, is_new = NotTold.objects.get_or_create(
        event=talk,
        defaults={"matter": locked, "reason": written, "written_date": on, "by": by.id, "by_name": by.name},
    )
    if is_new:
        record("matter.not_told", subjects=[locked.id])
