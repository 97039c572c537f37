"""Writes about an eviction time: a respite asked for and answered, who attends, the day's list, and how it ended.

Each has its row in the trail. Whoever calls has opened the matter for the one who acts.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from kvarbo.core import swedish
from kvarbo.ground import clock
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork
from kvarbo.ground.written import readable
from kvarbo.social.casework.queries import held
from kvarbo.social.evictions.left import OVER
from kvarbo.social.evictions.models import (
    Attendance,
    DayCheck,
    DayItem,
    EvictionEnd,
    EvictionOutcome,
    FollowUp,
    ItemState,
    Respite,
    RespiteAnswer,
    RespiteGround,
    RespiteReply,
)
from kvarbo.social.evictions.queries import Prepared, time_in

NOT_YET = "Dagen har inte varit ännu. Skriv dagen då det hände."
ENDED = "Det är redan inskrivet hur det gick. Har Kronofogden satt en ny tid registreras den i inkorgen."


def _held(matter: Any, paper_id: UUID, *, open_only: bool = True) -> tuple[Any, Prepared]:
    """The matter, held, and the time in it. A time that is over takes nothing more but its outcome."""
    locked = held(matter)
    found = time_in(locked.id, paper_id)
    if found is None:
        raise CannotDo("Tiden finns inte i ärendet. Öppna sidan på nytt.")
    if open_only and found.is_over:
        raise CannotDo(ENDED)
    return locked, found


def _kept(model: Any, *, matter: Any, time: Prepared, act: str, by: AtWork, form_key: str, **said: Any) -> Any:
    """One row, once for each form that was sent."""
    there = model.objects.filter(form_key=form_key).first()
    if there is not None:
        return there
    made = model.objects.create(
        matter=matter, paper_id=time.id, form_key=form_key, by=by.id, by_name=by.name, at=clock.now(), **said
    )
    record(act, subjects=[matter.id], about={"received": str(time.id)})
    return made


def ask_for_respite(
    *,
    matter: Any,
    paper_id: UUID,
    asked_on: date,
    grounds: Sequence[str],
    by: AtWork,
    form_key: str,
    text: str = "",
    documents_complete: date | None = None,
    heard: date | None = None,
    exceptional_reasons: bool | None = None,
    compensation_paid: bool | None = None,
) -> Respite:
    """Skriv in att anstånd är begärt hos Kronofogden, on at least one ground. Kronofogden decides."""
    chosen = [one.value for one in RespiteGround if one.value in set(grounds)]
    if not chosen:
        raise CannotDo("Kryssa i minst ett skäl för anstånd.", field="grounds")
    if asked_on > clock.today():
        raise CannotDo(NOT_YET, field="asked_on")
    locked, time = _held(matter, paper_id)
    if asked_on > time.day:
        day = swedish.day(time.day)
        raise CannotDo(f"Avhysningen var satt till {day}. Efter den dagen finns inget anstånd att be om.", "asked_on")
    kept: Respite = _kept(
        Respite, matter=locked, time=time, act="matter.respite_asked", by=by, form_key=form_key, asked_on=asked_on,
        grounds=chosen, text=readable(text)[:500], documents_complete=documents_complete, heard=heard,
        exceptional_reasons=exceptional_reasons, compensation_paid=compensation_paid,
    )  # fmt: skip
    return kept


def answer_respite(
    *, matter: Any, paper_id: UUID, answer: str, answered_on: date, until: date | None, by: AtWork, form_key: str
) -> RespiteReply:
    """Skriv in Kronofogdens svar. A respite that was given has a day."""
    if answer not in RespiteAnswer.values:
        raise CannotDo("Välj vad Kronofogden svarade.", field="answer")
    if answered_on > clock.today():
        raise CannotDo(NOT_YET, field="answered_on")
    given = answer == RespiteAnswer.GRANTED
    if given and until is None:
        raise CannotDo("Skriv till vilken dag anståndet gäller.", field="until")
    locked, time = _held(matter, paper_id)
    if time.respite is None:
        raise CannotDo("Skriv först in att anstånd är begärt.")
    if answered_on < time.respite.asked_on:
        asked = swedish.day(time.respite.asked_on)
        raise CannotDo(f"Anstånd begärdes {asked}. Svaret kan inte ha kommit före.", field="answered_on")
    kept: RespiteReply = _kept(
        RespiteReply, matter=locked, time=time, act="matter.respite_answered", by=by, form_key=form_key,
        answer=answer, answered_on=answered_on, until=until if given else None,
    )  # fmt: skip
    return kept


def plan_attendance(
    *,
    matter: Any,
    paper_id: UUID,
    attends: bool,
    by: AtWork,
    form_key: str,
    who: str = "",
    childrens_unit: bool | None = None,
    reason: str = "",
    consulted_on: date | None = None,
) -> Attendance:
    """Skriv in vem som är med, or why nobody is and when Kronofogden was asked about it."""
    written, why = readable(who)[:200], readable(reason)[:200]
    if attends and not written:
        raise CannotDo("Skriv vem som är med.", field="who")
    if not attends:
        _check_absence(why, consulted_on)
    locked, time = _held(matter, paper_id)
    kept: Attendance = _kept(
        Attendance, matter=locked, time=time, act="matter.eviction_attendance", by=by, form_key=form_key,
        attends=attends, who=written if attends else "", childrens_unit=childrens_unit,
        reason="" if attends else why, consulted_on=None if attends else consulted_on,
    )  # fmt: skip
    return kept


def _check_absence(why: str, consulted_on: date | None) -> None:
    if not why:
        raise CannotDo("Skriv varför ingen är med. Utgångspunkten är att socialtjänsten är där.", field="reason")
    if consulted_on is None:
        told = "Tala med Kronofogden innan ni bestämmer att ingen är med, och skriv vilken dag ni gjorde det."
        raise CannotDo(told, field="consulted_on")
    if consulted_on > clock.today():
        raise CannotDo(NOT_YET, field="consulted_on")


def check_item(
    *, matter: Any, paper_id: UUID, item: str, state: str, by: AtWork, form_key: str, text: str = ""
) -> DayCheck:
    """Bocka av en sak i dagens lista, or open it again."""
    if item not in DayItem.values or state not in ItemState.values:
        raise CannotDo("Valet finns inte. Öppna sidan på nytt och välj igen.")
    locked, time = _held(matter, paper_id)
    kept: DayCheck = _kept(
        DayCheck, matter=locked, time=time, act="matter.eviction_list", by=by, form_key=form_key, item=item,
        state=state, text=readable(text)[:200],
    )  # fmt: skip
    return kept


def keep_outcome(
    *,
    matter: Any,
    paper_id: UUID,
    end: str,
    on_date: date,
    by: AtWork,
    form_key: str,
    text: str = "",
    follow_up: str = "",
) -> EvictionOutcome:
    """Skriv in hur det gick. A later row mends an earlier, such as when the answer about a follow-up came."""
    if end not in EvictionEnd.values:
        raise CannotDo("Välj hur det gick.", field="end")
    if follow_up and follow_up not in FollowUp.values:
        raise CannotDo("Valet finns inte. Öppna sidan på nytt och välj igen.", field="follow_up")
    if on_date > clock.today():
        raise CannotDo(NOT_YET, field="on_date")
    locked, time = _held(matter, paper_id, open_only=False)
    if end == EvictionEnd.CARRIED_OUT and on_date < time.day:
        day = swedish.day(time.day)
        raise CannotDo(f"Tiden är {day}. En avhysning genomförs inte före sin dag.", field="on_date")
    kept: EvictionOutcome = _kept(
        EvictionOutcome, matter=locked, time=time, act="matter.eviction_outcome", by=by, form_key=form_key, end=end,
        on_date=on_date, text=readable(text)[:200], follow_up=follow_up if end in OVER else "",
    )  # fmt: skip
    return kept
