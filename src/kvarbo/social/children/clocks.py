"""Barnenhetens tider för ett barn: every day comes from the rules of law, and a decision fixes the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.finding import Step
from kvarbo.core.law.social_services.child_immediate_safety import child_immediate_safety
from kvarbo.core.law.social_services.child_investigation import child_investigation
from kvarbo.core.law.social_services.child_preliminary_assessment import child_preliminary_assessment
from kvarbo.social.children.models import Handover, HandoverKind, UnitDecision, UnitDecisionKind

PROTECTION = frozenset({UnitDecisionKind.PROTECTION_NEEDED.value, UnitDecisionKind.PROTECTION_NOT_NEEDED.value})
ABOUT_INQUIRY = frozenset(
    {UnitDecisionKind.OPENED.value, UnitDecisionKind.NOT_OPENED.value, UnitDecisionKind.ALREADY_RUNNING.value}
)
COUNTED_ALIKE = "En intern överlämning räknas här som en anmälan. Lagen säger inte hur; så blir ingen dag för sen."
OURS = "Vår tolkning"


@dataclass(frozen=True, slots=True)
class Clock:
    """En tid: ``target`` is the last workday, ``last`` the law's own day; ``done`` the decision that settled it."""

    what: str
    target: date | None
    last: date | None
    steps: tuple[Step, ...]
    done: UnitDecision | None = None

    def is_late(self, on: date) -> bool:
        """Whether the law's day has passed, and nothing is decided."""
        return self.done is None and self.last is not None and self.last < on


def newest(handover: Handover, kinds: frozenset[str] | set[str]) -> UnitDecision | None:
    """The newest decision of these kinds."""
    found = [one for one in handover.decisions.all() if one.kind in kinds]
    return found[-1] if found else None


def clocks_of(handover: Handover) -> list[Clock]:
    """Every clock of a child that was handed over, in the order they end."""
    alike = () if handover.kind == HandoverKind.REPORT else (Step(COUNTED_ALIKE, OURS),)
    safety = child_immediate_safety(received=handover.known_on)
    about = newest(handover, ABOUT_INQUIRY)
    running = True if about is not None and about.kind == UnitDecisionKind.ALREADY_RUNNING else None
    assessed = child_preliminary_assessment(received=handover.known_on, inquiry_running=running)
    found = [
        Clock(
            "protection", safety.value.protective, safety.value.enforcing, (*alike, *safety.steps),
            newest(handover, PROTECTION),
        ),
        Clock(
            "preliminary", assessed.value.protective, assessed.value.enforcing, (*alike, *assessed.steps), about
        ),
    ]  # fmt: skip
    opened = newest(handover, {UnitDecisionKind.OPENED.value})
    if opened is not None:
        longer = newest(handover, {UnitDecisionKind.EXTENDED.value})
        inquiry = child_investigation(opened=opened.decided_on, extended_to=longer.until if longer else None)
        finished = newest(handover, {UnitDecisionKind.FINISHED.value})
        found.append(Clock("inquiry", inquiry.value.protective, inquiry.value.enforcing, inquiry.steps, finished))
    return found


def next_clock(handover: Handover) -> Clock | None:
    """The clock that ends first of those that still run."""
    running = [one for one in clocks_of(handover) if one.done is None and one.last is not None]
    return min(running, key=lambda one: one.last or date.max) if running else None


def phase_words(handover: Handover) -> str:
    """What the unit has decided about an inquiry, as one of its own words; empty when nothing."""
    later = newest(handover, ABOUT_INQUIRY | {UnitDecisionKind.FINISHED.value})
    return str(later.get_kind_display()) if later else ""
