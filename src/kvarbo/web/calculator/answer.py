"""Svaret på sidan: both readings of the recovery period, what is missing, and when eviction can first be decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kvarbo.core.finding import Step
from kvarbo.core.law.jordabalken.eviction_decision_earliest import eviction_decision_earliest
from kvarbo.core.law.jordabalken.recovery_period import recovery_period
from kvarbo.core.law.tenant_ownership.eviction_decision_third_vardag import eviction_decision_third_vardag
from kvarbo.core.law.tenant_ownership.recovery_after_late_fee import recovery_after_late_fee


class Home(StrEnum):
    """Vad fristen gäller."""

    DWELLING = "dwelling"
    PREMISES = "premises"
    TENANT_OWNED = "tenant_owned"


@dataclass(frozen=True, slots=True)
class Events:
    """The days one knows; None is unknown."""

    home: Home
    served: date | None = None
    posted: date | None = None
    received: date | None = None
    door: date | None = None
    repeated: bool = False

    def board(self) -> date | None:
        """The first day on which the board's message can count; premises have none."""
        if self.home is Home.PREMISES:
            return None
        return min((day for day in (self.posted, self.received, self.door) if day), default=None)


@dataclass(frozen=True, slots=True)
class Clock:
    """``pay_by`` is the safe day for whoever pays, ``legal_end`` the law's last day counted from the earliest events,
    ``waits_through`` the day the landlord waits out. ``decision_from`` is when eviction can first be decided, and
    ``decision_gate`` that day as the landlord has to count. Where a day is missing they are None, ``missing`` says
    which, and the period runs at least through ``not_before``.
    """

    pay_by: date | None
    legal_end: date | None
    waits_through: date | None
    decision_from: date | None
    decision_gate: date | None
    not_before: date | None
    missing: tuple[str, ...]
    steps: tuple[Step, ...]
    decision_steps: tuple[Step, ...]
    gate_steps: tuple[Step, ...]  # only where the landlord has to count from another day


@dataclass(frozen=True, slots=True)
class _Period:
    protective: date | None
    enforcing: date | None
    not_before: date | None
    missing: tuple[str, ...]
    steps: tuple[Step, ...]


def count(events: Events) -> Clock:
    """Both clocks for what is known; raises ValueError or LookupError in Swedish for days the law is not known for."""
    full = _period(events)
    if full.enforcing is None:
        return Clock(None, None, None, None, None, full.not_before, full.missing, full.steps, (), ())
    # The board's earliest day alone: what the law says, before any caution of the landlord's.
    board = events.board()
    earliest = Events(events.home, served=events.served, received=board, repeated=events.repeated)
    legal_end = _period(earliest).enforcing
    assert legal_end is not None
    decide = eviction_decision_third_vardag if events.home is Home.TENANT_OWNED else eviction_decision_earliest
    first, gate = decide(recovery_end=legal_end), decide(recovery_end=full.enforcing)
    return Clock(
        pay_by=full.protective,
        legal_end=legal_end,
        waits_through=full.enforcing,
        decision_from=first.value.protective,
        decision_gate=gate.value.enforcing,
        not_before=None,
        missing=(),
        steps=full.steps,
        decision_steps=first.steps,
        gate_steps=gate.steps if full.enforcing != legal_end else (),
    )


def _period(events: Events) -> _Period:
    if events.home is Home.TENANT_OWNED:
        owned = recovery_after_late_fee(
            holder_served=events.served,
            board_posted_registered=events.posted,
            board_received=events.received,
            board_through_door=events.door,
            repeated_lateness_claimed=events.repeated,
        )
        day = owned.value
        return _Period(day.protective, day.enforcing, day.not_before, day.missing, owned.steps)
    premises = events.home is Home.PREMISES
    rented = recovery_period(
        premises=premises,
        tenant_served=events.served,
        board_posted_registered=None if premises else events.posted,
        board_received=None if premises else events.received,
        board_through_door=None if premises else events.door,
    )
    deadline = rented.value
    return _Period(deadline.protective, deadline.enforcing, deadline.not_before, deadline.missing, rented.steps)
