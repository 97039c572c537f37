"""Vad får göras nu, vad är gjort, vad inte ännu och varför: a matter held against a checklist."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from kvarbo.core.calendar import in_words
from kvarbo.core.checklist.facts import Mark, MatterFacts
from kvarbo.core.checklist.gates import FACTS, GATES, PERMISSIONS
from kvarbo.core.checklist.secrecy_gates import Answer
from kvarbo.core.checklist.seen import Done, Seen
from kvarbo.core.checklist.way import Checklist, ChecklistStep, LocalRules
from kvarbo.core.checklist.words import Evidence, Gate, MarkKind, PhaseGround, StepState, WhyNot
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.social_services.open_inquiry import open_inquiry
from kvarbo.core.swedish import day, listed

SHOWN_BY = {
    Evidence.LANDLORD_ASKED: attrgetter("asked_landlord"),
    Evidence.CONSENT_ASKED: attrgetter("consent_asked"),
    Evidence.CONTACT_REACHED: attrgetter("reached"),
    Evidence.ADULT_INQUIRY: attrgetter("adult"),
    Evidence.CHILD_PHASE: attrgetter("child"),
}
NO_CHILD = Step("Inget barn är inskrivet i ärendet. Steget öppnas när ett barn skrivs in.", FACTS)
NOT_AGAIN = "Får inte göras en gång till nu: {}"
WHY_ON = {
    PhaseGround.NO_CONTACT: "det är svårt att få kontakt",
    PhaseGround.RECOVERY_PERIOD: "återvinningsfristen inväntas",
    PhaseGround.MOTIVATING: "några motiverande kontakter behövs",
    PhaseGround.OTHER_REASON: "ett annat skäl som står i ärendet",
}


class AssessedStep(NamedTuple):
    """Ett steg och dess läge. ``why_not`` only when it is not yet; ``day`` and ``by`` when it is done or skipped;
    ``skipped_because`` what was written then.
    """

    step: ChecklistStep
    state: StepState
    reasons: tuple[Step, ...]
    why_not: WhyNot | None = None
    day: date | None = None
    by: str = ""
    skipped_because: str = ""


@dataclass(frozen=True, slots=True)
class OpeningPhase:
    """Aktualiseringen: when it should be over, and whether it has gone on longer without a stated reason.

    ``ended`` is the day an inquiry about an adult was opened, or the matter closed; then there is no benchmark.
    """

    started: date
    benchmark_from: date | None
    benchmark_to: date | None
    ended: date | None
    longer_for: PhaseGround | None
    is_over: bool


def assess(checklist: Checklist, facts: MatterFacts, *, on: date) -> Finding[tuple[AssessedStep, ...]]:
    """Each step of the list in the source's order, with its state on the day and the reasons for it.

    Raises LookupError where the law of that day has not been read.
    """
    work = _Work(checklist, Seen(facts, on))
    told = tuple([work.assessed(step) for step in checklist.steps])
    return Finding(told, (Step(f"{checklist.title}, så som ärendet står {day(on)}.", checklist.source),))


class _Work:
    """One assessment: a gate that several steps share is asked once."""

    __slots__ = ("answers", "checklist", "seen", "settled")

    def __init__(self, checklist: Checklist, seen: Seen) -> None:
        self.checklist, self.seen = checklist, seen
        self.answers: dict[Gate, Answer] = {}
        self.settled: dict[str, AssessedStep | None] = {}

    def assessed(self, step: ChecklistStep) -> AssessedStep:
        settled = self._settled(step)
        if settled is not None:
            return settled
        why_not, reasons = self._opening(step)
        mark = self.seen.marks.get(step.key)
        if mark is not None and mark.text:
            reasons = (_opened_again(mark), *reasons)
        state = StepState.OPEN if why_not is None else StepState.NOT_YET
        return AssessedStep(step, state, reasons + step.standing, why_not)

    def _settled(self, step: ChecklistStep) -> AssessedStep | None:
        """The step when it is done or skipped; asked of a step once, because others may wait for it."""
        key = step.key
        if key in self.settled:
            return self.settled[key]
        seen = self.seen
        if step.evidence is None and not step.same_as and key not in seen.marks and step.shown_by not in seen.shown:
            return None  # nothing tells that it is
        self.settled[key] = found = self._told_again(step) if step.same_as else self._done_or_skipped(step)
        return found

    def _told_again(self, step: ChecklistStep) -> AssessedStep | None:
        """A step of another list: done when all of those are done or skipped, on the last of their days."""
        there = [self._settled(self.checklist.others[key]) for key in step.same_as]
        known = [one for one in there if one is not None]
        if len(known) < len(there):
            return None
        last = max(known, key=lambda one: one.day or date.min)
        skipped = all(one.state is StepState.SKIPPED for one in known)
        state = StepState.SKIPPED if skipped else StepState.DONE
        reasons = (*(reason for one in known for reason in one.reasons[:1]), *step.standing)
        return AssessedStep(step, state, reasons, None, last.day, last.by, last.skipped_because if skipped else "")

    def _done_or_skipped(self, step: ChecklistStep) -> AssessedStep | None:
        mark = self.seen.marks.get(step.key)
        done = _on_its_page(step, self.seen, mark)
        if done is not None:
            reasons = (_shown_on(done.day), *self._not_again(step), *step.standing)
            return AssessedStep(step, StepState.DONE, reasons, None, done.day, done.by)
        if mark is None or mark.kind is MarkKind.OPEN_AGAIN:
            return None
        if mark.kind is MarkKind.SKIPPED:
            told = Step(f"Hoppades över {day(mark.day)}: {mark.text}", FACTS)
            return AssessedStep(step, StepState.SKIPPED, (told, *step.standing), None, mark.day, mark.by, mark.text)
        said = f" {mark.text}" if mark.text else ""
        told = Step(f"Gjort {day(mark.day)}.{said}", FACTS)
        reasons = (told, *self._not_again(step), *step.standing)
        return AssessedStep(step, StepState.DONE, reasons, None, mark.day, mark.by)

    def _not_again(self, step: ChecklistStep) -> tuple[Step, ...]:
        """A permission that has ended since; what is done stays done."""
        for gate in step.gates:
            if gate in PERMISSIONS:
                why_not, reasons = self._answer(gate)
                if why_not is not None:
                    return (Step(NOT_AGAIN.format(reasons[0].text), reasons[0].source), *reasons[1:])
        return ()

    def _opening(self, step: ChecklistStep) -> Answer:
        """Whether the step may be done: children, what comes before it, and its gates, the first no first."""
        if step.when_children and not self.seen.facts.children:
            return Answer(WhyNot.NO_CHILD_KNOWN, (NO_CHILD,))
        start = self.checklist.starts_with
        if start and step.key != start and not self._is_done(start):
            return self._first(step, [start])
        if step.same_as:
            left = [key for key in step.same_as if self._settled(self._step(key)) is None]
            return Answer(None, (Step(f"Återstår i den andra listan: {self._named(left)}.", FACTS),))
        reasons: tuple[Step, ...] = ()
        for gate in step.gates:
            answer = self._answer(gate)
            if answer.why_not is not None:
                return answer
            reasons += answer.reasons
        missing = [key for key in step.requires if not self._is_done(key)]
        missing += [key for key in step.after if self._settled(self._step(key)) is None]
        return self._first(step, missing) if missing else Answer(None, reasons)

    def _first(self, step: ChecklistStep, missing: list[str]) -> Answer:
        return Answer(WhyNot.STEP_FIRST, (Step(f"Först: {self._named(missing)}.", step.standing[0].source),))

    def _answer(self, gate: Gate) -> Answer:
        if gate not in self.answers:
            self.answers[gate] = GATES[gate](self.seen, self.checklist)
        return self.answers[gate]

    def _step(self, key: str) -> ChecklistStep:
        return self.checklist.others[key]

    def _is_done(self, key: str) -> bool:
        settled = self._settled(self._step(key))
        return settled is not None and settled.state is StepState.DONE

    def _named(self, keys: list[str]) -> str:
        return listed(tuple([f"”{self._step(key).title}”" for key in keys]))


@lru_cache(maxsize=1_024)
def _shown_on(done: date) -> Step:
    return Step(f"Gjort {day(done)}, enligt det som står i ärendet.", FACTS)


def _opened_again(mark: Mark) -> Step:
    return Step(f"Öppnades igen {day(mark.day)}: {mark.text}", FACTS)


def _on_its_page(step: ChecklistStep, seen: Seen, mark: Mark | None) -> Done | None:
    """Whether the matter shows that the step is done; somebody may have opened again what one of its pages shows."""
    if step.evidence is not None:
        return _shown_by(step.evidence, seen)
    shown = seen.shown.get(step.shown_by) if step.shown_by is not None else None
    if shown is None:
        return None
    again = mark.day if mark is not None and mark.kind is MarkKind.OPEN_AGAIN else date.min
    first = min((one for one in shown if one.day > again), key=attrgetter("day"), default=None)
    return Done(first.day, first.by) if first is not None else None


def _shown_by(evidence: Evidence, seen: Seen) -> Done | None:
    """Whether the matter itself shows that it is done, since when and by whom."""
    if evidence is Evidence.OPENED:
        return Done(seen.facts.since) if seen.facts.since <= seen.on else None
    if evidence is Evidence.CAME:
        return Done(seen.first_came.day) if seen.first_came is not None else None
    if evidence is Evidence.CLOSED:
        return Done(seen.closed) if seen.closed is not None else None
    found = SHOWN_BY[evidence](seen)
    return Done(found.day, found.by) if found is not None else None


def opening_phase(local: LocalRules, facts: MatterFacts, *, on: date) -> Finding[OpeningPhase]:
    """Aktualiseringen och riktmärket: from which day to which it should be over, and why it may go on.

    Raises LookupError where the law of the day it began has not been read.
    """
    seen = Seen(facts, on)
    ended = seen.adult.day if seen.adult is not None else seen.closed
    at_once = open_inquiry(received=seen.started).steps[0]
    if ended is not None:
        value = OpeningPhase(seen.started, None, None, ended, None, False)
        return Finding(value, (Step(f"Aktualiseringen slutade {day(ended)}.", FACTS), at_once))
    first, last = (seen.started + timedelta(weeks=weeks) for weeks in local.weeks)
    reason = seen.goes_on.ground if seen.goes_on is not None else None
    steps = [
        Step(f"Aktualiseringen började {in_words(seen.started)}.", FACTS),
        Step(f"Riktmärket är {local.weeks[0]} till {local.weeks[1]} veckor: {in_words(first)} till {in_words(last)}.",
             local.weeks_why[0].source),
        *local.weeks_why,
        at_once,
    ]  # fmt: skip
    if seen.goes_on is not None:
        steps.insert(2, Step(f"Går vidare sedan {day(seen.goes_on.day)}: {WHY_ON[seen.goes_on.ground]}.", FACTS))
    return Finding(OpeningPhase(seen.started, first, last, None, reason, on > last and reason is None), tuple(steps))
