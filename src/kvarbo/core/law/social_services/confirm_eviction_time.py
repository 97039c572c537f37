"""Bekräftelse till Kronofogden: the same day, when the notice is about the time of an eviction or a removal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kvarbo.core.calendar import STATUTORY_TIME_2, in_words, next_vardag
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.administrative_procedure.document_received import ArrivalChannel, Received, document_received
from kvarbo.core.law.in_force import require_in_force
from kvarbo.core.law.old_law.old_reference import ReferredAct, old_reference

CONFIRMATION_READ_FROM = date(2017, 7, 1)  # förordning (2017:472); dessförinnan bara avhysning, i en annan lydelse


class EvictionNotice(StrEnum):
    """What Kronofogden tells the board (underrättelsen gäller)."""

    TIME = "time"  # tiden för förrättningen
    APPLICATION = "application"  # att ansökan om avhysning har gjorts


class EvictionMeasure(StrEnum):
    """What Kronofogden will do (förrättning)."""

    EVICTION = "eviction"  # avhysning
    REMOVAL = "removal"  # avlägsnande


@dataclass(frozen=True, slots=True)
class ConfirmEvictionTime:
    """Bekräftelsen: the day it came in, the day to confirm in both readings, and whether the person gets a copy."""

    required: bool
    received: date | None
    protective: date | None
    enforcing: date | None
    copy_to_person: bool
    not_before: date | None = None
    missing: tuple[str, ...] = ()


def confirm_eviction_time(
    *,
    about: EvictionNotice,
    measure: EvictionMeasure,
    channel: ArrivalChannel,
    reached: date | None,
    first_emptying: bool | None = None,
    unlikely_day_before: bool | None = None,
    posted: date | None = None,
) -> Finding[ConfirmEvictionTime]:
    """Bekräftelse samma dag (SoF 11:3): received, who is responsible, and at an eviction a copy to the person.

    ``protective`` is the day it came in, weekends included; ``enforcing`` the next vardag by lag (1930:173) 2 §.
    """
    came = document_received(
        channel=channel, reached=reached, first_emptying=first_emptying, unlikely_day_before=unlikely_day_before,
        posted=posted,
    )  # fmt: skip
    if about is EvictionNotice.APPLICATION:
        return _not_required(came)
    copy = measure is EvictionMeasure.EVICTION
    day = came.value.received
    if day is None:
        value = ConfirmEvictionTime(True, None, None, None, copy, came.value.not_before, came.value.missing)
        return Finding(value, came.steps)
    require_in_force("SoF 11:3", day, CONFIRMATION_READ_FROM)
    place = old_reference(act=ReferredAct.SOF_2025, paragraph="11:3", day=day).value.in_force
    enforcing = next_vardag(day)
    steps = [*came.steps, Step(f"Bekräfta till Kronofogden samma dag, senast {in_words(day)} kl. 24.", place)]
    if enforcing != day:
        text = f"Ingen helg undantas i texten, men lag (1930:173) kan ge till {in_words(enforcing)}."
        steps.append(Step(text, f"{place}; {STATUTORY_TIME_2}"))
    if reached is not None and reached > enforcing:
        found = f"Den hittades först {in_words(reached)}, så bekräftelsen är redan sen."
        text = f"{found} Skicka den genast och anteckna skälet."
        steps.append(Step(text, place))
    steps.append(Step("Skriv att underrättelsen tagits emot och vem som är ansvarig handläggare.", place))
    if copy:
        steps.append(Step("En kopia av bekräftelsen skickas till den som avhysningen gäller.", place))
    return Finding(ConfirmEvictionTime(True, day, day, enforcing, copy), tuple(steps))


def _not_required(came: Finding[Received]) -> Finding[ConfirmEvictionTime]:
    text = "Underrättelsen om att ansökan gjorts kräver ingen bekräftelse. Skicka gärna en ändå."
    steps = (*came.steps, Step(text, "UF 16:2 första stycket första meningen"))
    value = ConfirmEvictionTime(
        False, came.value.received, None, None, False, came.value.not_before, came.value.missing
    )
    return Finding(value, steps)
