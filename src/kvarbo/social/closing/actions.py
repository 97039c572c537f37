"""Writes of closing with a follow-up: the assessment, that it was made, and the rent of a month. Each in the trail.

Whoever calls has opened the matter for the one who acts.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from kvarbo.core import swedish
from kvarbo.ground import clock
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork
from kvarbo.ground.written import readable
from kvarbo.social.casework.actions import NOT_YET, log_event
from kvarbo.social.casework.queries import held
from kvarbo.social.closing import consented
from kvarbo.social.closing.models import FollowUpAssessment, RentAfter
from kvarbo.social.closing.queries import left_in, months_after
from kvarbo.social.closing.words import ClosingOutcome, RentSource, RentState
from kvarbo.social.contacts.queries import who_may_go

EVENT = "assessed"  # the matter's own word for an assessment
STILL_OPEN = "Ärendet är öppet. Hyran efteråt skrivs in när det är avslutat."


def _row(by: AtWork) -> dict[str, Any]:
    return {"by": by.id, "by_name": by.name, "at": clock.now()}


def assess(
    *,
    matter: Any,
    outcome: str,
    text: str,
    by: AtWork,
    on: date,
    follow_up: bool,
    wanted: bool = False,
    member: UUID | None = None,
    due: date | None = None,
) -> FollowUpAssessment:
    """Skriv in bedömningen av uppföljning when the matter is closed. An adult is followed up only if they want it."""
    if outcome not in ClosingOutcome.values:
        raise CannotDo("Välj hur det blev.", field="outcome")
    written = readable(text)[:200]
    if not written:
        told = "Skriv vad ni ska göra och fråga om." if follow_up else "Skriv varför ingen uppföljning behövs."
        raise CannotDo(told, field="assessment")
    if follow_up:
        _check(matter, wanted=wanted, member=member, due=due, on=on)
    made = FollowUpAssessment.objects.create(
        matter=matter, outcome=outcome, text=written, member_id=member if follow_up else None,
        due=due if follow_up else None, **_row(by),
    )  # fmt: skip
    record("matter.follow_up_assessed", subjects=[matter.id], about={"outcome": outcome, "follow_up": follow_up})
    what = f"Uppföljning {swedish.day(due)}: {written}" if follow_up and due else f"Ingen uppföljning: {written}"
    log_event(matter=matter, kind=EVENT, event_date=on, on=on, by=by, text=what[:200])
    return made


def _check(matter: Any, *, wanted: bool, member: UUID | None, due: date | None, on: date) -> None:
    if not wanted:
        told = "Uppföljning görs bara om den enskilde vill. Fråga först, eller välj Nej och skriv varför."
        raise CannotDo(told, field="wanted")
    if member not in {one for one, _ in who_may_go(matter)}:
        raise CannotDo("Välj vem som följer upp.", field="member")
    if due is None or due <= on:
        raise CannotDo("Skriv vilken dag ni hör av er igen. Den ska vara senare än i dag.", field="due")


def tell_follow_up(*, matter: Any, done_on: date, text: str, by: AtWork, again_on: date | None = None) -> None:
    """Skriv in att uppföljningen är gjord, and when to look again where that is agreed."""
    written = readable(text)[:200]
    if not written:
        raise CannotDo("Skriv kort hur det går.", field="text")
    if done_on > clock.today():
        raise CannotDo(NOT_YET, field="done_on")
    if again_on is not None and again_on <= clock.today():
        raise CannotDo("Välj en senare dag, eller lämna tomt.", field="again_on")
    locked = held(matter)
    found = left_in(locked)
    if found is None:
        raise CannotDo("Det finns ingen uppföljning att göra. Den kan redan vara inskriven.")
    if locked.closed_on and done_on < locked.closed_on:
        raise CannotDo(
            f"Ärendet avslutades {swedish.day(locked.closed_on)}. Skriv den dagen eller en senare.", "done_on"
        )
    FollowUpAssessment.objects.filter(matter=locked, done_on=None).exclude(due=None).update(
        done_on=done_on, done_text=written, done_by_name=by.name
    )
    if again_on is not None:
        FollowUpAssessment.objects.create(
            matter=locked, outcome=found.outcome, text=found.text, member_id=found.member_id, due=again_on, **_row(by)
        )
    record("matter.follow_up_done", subjects=[locked.id], about={"again": again_on is not None})


def tell_rent(*, matter: Any, month: date, state: str, source: str, by: AtWork, form_key: str) -> RentAfter:
    """Skriv in hur hyran betalades en månad efter avslutet, on the person's word or by consent on the landlord's."""
    if state not in RentState.values:
        raise CannotDo("Välj hur hyran betalades.", field="state")
    if source not in RentSource.values:
        raise CannotDo("Välj vem som har sagt det.", field="source")
    locked = held(matter)
    if locked.closed_on is None:
        raise CannotDo(STILL_OPEN)
    if month not in months_after(locked.closed_on) or month > clock.today():
        raise CannotDo(
            "Välj en månad i listan: högst sex månader efter avslutet, och ingen som inte har börjat.", "month"
        )
    there = RentAfter.objects.filter(matter=locked, form_key=form_key).first()
    if there is not None:
        return there
    if source == RentSource.LANDLORD:
        consented.check_landlords_word(by, locked, RentState(state), on=clock.today())
    made = RentAfter.objects.create(
        matter=locked, month=month, state=state, source=source, form_key=form_key, **_row(by)
    )  # fmt: skip
    record("matter.rent_after", subjects=[locked.id], about={"month": month.isoformat(), "source": source})
    return made
