"""Det som dagens sida visar för checklistan, of the time that holds: one called off shows nothing more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from kvarbo.core.checklist.facts import Shown
from kvarbo.core.checklist.words import ShownBy
from kvarbo.core.law.notices.inbound_duties import InboundDutyKind
from kvarbo.doors.post.incoming import days_of
from kvarbo.ground.units.queries import AtWork
from kvarbo.social.evictions.models import EvictionEnd, FollowUp
from kvarbo.social.evictions.queries import Prepared, times_in
from kvarbo.social.inbox.queries import done_of

OFFERED = (FollowUp.WANTED, FollowUp.DECLINED)


def shown(reader: AtWork, matter: Any, on: date) -> Sequence[Shown]:
    """Of the nearest time that is not over, else of the last: when it came, and what has been done about it."""
    times = [one for one in times_in([matter.id]).get(matter.id, []) if not one.told.cancelled]
    nearest = next((one for one in times if not one.is_over), times[-1] if times else None)
    return [] if nearest is None else [*_what_came(nearest), *_prepared(nearest), *_afterwards(nearest)]


def _what_came(time: Prepared) -> list[Shown]:
    came = days_of([time.id]).get(time.id)
    found = [Shown(ShownBy.EVICTION_TIME_CAME, came.reached)] if came is not None and came.reached else []
    confirmed = done_of(time.id).get(InboundDutyKind.CONFIRM_EVICTION_TIME.value)
    if confirmed is not None:
        found.append(Shown(ShownBy.EVICTION_TIME_CONFIRMED, confirmed.day, confirmed.by_name))
    return found


def _prepared(time: Prepared) -> list[Shown]:
    respite = time.respite
    return [] if respite is None else [Shown(ShownBy.RESPITE_ASKED, respite.asked_on, respite.by_name)]


def _afterwards(time: Prepared) -> list[Shown]:
    """Who went along is known when it is over: until then it is a plan."""
    outcome, attendance = time.outcome, time.attendance
    if outcome is None:
        return []
    found: list[Shown] = []
    if outcome.end == EvictionEnd.CARRIED_OUT and attendance is not None and attendance.attends:
        found.append(Shown(ShownBy.ATTENDED, outcome.on_date, attendance.who))
        if attendance.childrens_unit:
            found.append(Shown(ShownBy.CHILDRENS_UNIT_ATTENDED, outcome.on_date))
    if outcome.follow_up in OFFERED:
        found.append(Shown(ShownBy.FOLLOW_UP_OFFERED, outcome.on_date, outcome.by_name))
    return found
