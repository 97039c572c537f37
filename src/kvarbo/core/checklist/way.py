"""En kommuns arbetssätt: its checklists as data, with where each step stands in the source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.checklist.words import Evidence, Gate, PhaseGround, ShownBy
from kvarbo.core.finding import Step


@dataclass(frozen=True, slots=True)
class Section:
    """Ett numrerat steg i källan; ``part`` is the heading it stands under, where the list has parts."""

    number: str
    title: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class ChecklistStep:
    """En sak att göra.

    It is done by ``evidence`` in the matter or by a mark, never both; by what one of the matter's own pages shows
    (``shown_by``), and where none does, by a mark; by those in ``same_as`` when it is a step of
    another list told again. ``requires`` must have been done before it, ``after`` done or skipped. ``standing`` are the
    reasons that hold whatever the matter looks like: the quote, its limits, what the law says today. ``needs_text``
    says that a line must be written when it is marked as done, ``skip_only`` when it may be skipped.
    """

    key: str
    section: Section
    title: str
    text: str
    standing: tuple[Step, ...]
    gates: tuple[Gate, ...] = ()
    evidence: Evidence | None = None
    shown_by: ShownBy | None = None
    when_children: bool = False
    requires: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    skip_only: str = ""
    needs_text: bool = False
    is_soft: bool = False


@dataclass(frozen=True, slots=True)
class LocalRules:
    """Kommunens egna värden: the benchmark of the opening phase, how many attempts, and the board's own decision.

    ``weeks`` are when the opening phase should be over, from and to. ``attempts`` in at least ``ways`` ways come before
    an unannounced visit. ``support_decision`` names the board's decision under SoL 11:5; empty when there is none.
    """

    weeks: tuple[int, int]
    weeks_why: tuple[Step, ...]
    go_on_for: tuple[PhaseGround, ...]
    attempts: int
    ways: int
    attempts_why: tuple[Step, ...]
    support_decision: str
    support_why: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """En checklista, in the source's order. ``starts_with`` is the step that nothing else in it comes before.

    ``others`` are all steps of the way, by key, so that a list can tell another's step again.
    """

    key: str
    title: str
    starts_with: str
    steps: tuple[ChecklistStep, ...]
    local: LocalRules
    source: str
    others: dict[str, ChecklistStep]

    def step(self, key: str) -> ChecklistStep | None:
        """One of its own steps."""
        return next((step for step in self.steps if step.key == key), None)


@dataclass(frozen=True, slots=True)
class MunicipalWay:
    """En kommuns arbetssätt, whole."""

    name: str
    title: str
    version: str
    valid_from: date
    source: str
    local: LocalRules
    checklists: tuple[Checklist, ...]

    def checklist(self, key: str) -> Checklist | None:
        """One of the lists."""
        return next((one for one in self.checklists if one.key == key), None)
