"""Writes: the lists that the room follows, a step marked, a phase decided. Each has its row in the trail.

Whoever calls has opened the matter for the one who acts. A step that may not be done yet is refused with its reason.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from kvarbo.core import swedish
from kvarbo.core.checklist.assessing import AssessedStep, assess
from kvarbo.core.checklist.loading import text_of_way, way_from_yaml
from kvarbo.core.checklist.way import Checklist, ChecklistStep, MunicipalWay
from kvarbo.core.checklist.words import ActKind, Evidence, Gate, MarkKind, PhaseGround, StepState, WhyNot
from kvarbo.core.law.secrecy.vocabulary import CasePhase
from kvarbo.core.yaml_fields import YamlRefused
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork
from kvarbo.ground.written import readable
from kvarbo.social.casework import actions as casework
from kvarbo.social.casework.queries import held, round_began
from kvarbo.social.casework.refusals import CannotDo
from kvarbo.social.checklist.models import ChecklistInForce, ChecklistMark, MatterPhase
from kvarbo.social.checklist.queries import facts_of, way_for
from kvarbo.social.checklist.words import DECISIONS, NEEDS_TEXT, Decision

NO_LIST = "Enheten följer ingen checklista ännu. En chef väljer den."
HAPPENED = "Har det ändå hänt, skriv in det som en händelse i ärendet och säg till en chef."
WRITTEN_BY_MARKING = {
    Evidence.LANDLORD_ASKED: ActKind.ASKED_LANDLORD,
    Evidence.CONSENT_ASKED: ActKind.CONSENT_ASKED,
}


def follow_way(*, name: str, valid_from: date, by_name: str) -> ChecklistInForce:
    """Följ en kommuns checklistor from a day. What is in force is never rewritten: a later day takes over."""
    try:
        text = text_of_way(name)
        way = way_from_yaml(text, where=f"{name}.yaml")
    except YamlRefused as refused:
        raise CannotDo(str(refused), field="way") from None
    kept, is_new = ChecklistInForce.objects.get_or_create(
        valid_from=valid_from, defaults={"name": way.title[:60], "text": text, "by_name": by_name}
    )
    if not is_new and kept.text != text:
        since = swedish.day(valid_from)
        raise CannotDo(f"{kept.name} gäller redan från {since}, och det skrivs inte om. Välj en annan dag.")
    if is_new:
        record("checklist.put_in_force", about={"way": name, "valid_from": valid_from.isoformat()})
    return kept


def mark_step(*, matter: Any, step: str, mark: str, day: date, on: date, by: AtWork, text: str = "") -> None:
    """Markera ett steg as done that day, skipped for a reason, or open again; sent twice it is kept once."""
    locked, kind = held(matter), _kind(mark)
    way = _way(locked, on=on)
    checklist, found = _found(way, step)
    written = readable(text)[:200]
    _check_day(locked, day, on)
    if kind is not MarkKind.DONE and not written:
        raise CannotDo("Skriv varför.", field="text")
    now = _as_it_stands(checklist, found, locked, by, day=day, on=on)
    if kind is MarkKind.DONE:
        _may_be_done(found, now, written)
    else:
        _may_be_moved(kind, found, now)
    if kind is MarkKind.DONE and found.evidence in WRITTEN_BY_MARKING:
        act = WRITTEN_BY_MARKING[found.evidence].value
        casework.log_event(matter=locked, kind=act, event_date=day, on=on, by=by, text=written)
        return
    said = {"kind": kind.value, "mark_date": day, "text": written}
    before = ChecklistMark.objects.filter(matter=locked, step=step).order_by("-pk").values(*said).first()
    if before == said:
        return
    ChecklistMark.objects.create(matter=locked, checklist=checklist.key, step=step, by=by.id, by_name=by.name, **said)
    record("matter.checklist_marked", subjects=[locked.id], about={"step": step, "mark": kind.value})


def _kind(mark: str) -> MarkKind:
    if mark not in {one.value for one in MarkKind}:
        raise CannotDo("Välj om steget är gjort eller hoppas över.")
    return MarkKind(mark)


def _way(matter: Any, *, on: date) -> MunicipalWay:
    way = way_for(matter, on=on)
    if way is None:
        raise CannotDo(NO_LIST)
    return way


def _found(way: MunicipalWay, key: str) -> tuple[Checklist, ChecklistStep]:
    for checklist in way.checklists:
        step = checklist.step(key)
        if step is not None:
            return checklist, step
    raise CannotDo("Steget finns inte i checklistan. Öppna sidan på nytt.")


def _check_day(matter: Any, day: date, on: date) -> None:
    if day > on:
        raise CannotDo(casework.NOT_YET, field="day")
    if matter.closed_on and day > matter.closed_on:
        raise CannotDo(casework.CLOSED)
    began = round_began(matter)
    if day < began:
        raise CannotDo(f"Ärendet öppnades {swedish.day(began)}. Skriv den dagen eller en senare.", field="day")


def _as_it_stands(
    checklist: Checklist, step: ChecklistStep, matter: Any, by: AtWork, *, day: date, on: date
) -> AssessedStep:
    """The step on the day it was done: what became allowed later does not make it allowed then."""
    try:
        told = assess(checklist, facts_of(by, matter, on=on, to_act_on=True), on=day).value
    except LookupError as unread:
        raise CannotDo(str(unread), field="day") from None
    return next(one for one in told if one.step.key == step.key)


def _may_be_done(step: ChecklistStep, now: AssessedStep, text: str) -> None:
    if step.same_as or (step.evidence is not None and step.evidence not in WRITTEN_BY_MARKING):
        raise CannotDo("Steget blir gjort när det är inskrivet i ärendet. Det markeras inte här.")
    if now.why_not is not None:
        raise CannotDo(f"Steget får inte göras ännu. {now.reasons[0].text} {HAPPENED}")
    if now.state is StepState.DONE:
        raise CannotDo("Steget är redan gjort. Öppna sidan på nytt.")
    if step.needs_text and not text:
        raise CannotDo("Skriv hur ni har vägt det.", field="text")


def _may_be_moved(kind: MarkKind, step: ChecklistStep, now: AssessedStep) -> None:
    """Skip what is not done, and open again what a person has marked."""
    settled = now.state in (StepState.DONE, StepState.SKIPPED)
    if step.same_as:
        raise CannotDo("Steget står i den andra listan. Markera det där.")
    if kind is MarkKind.SKIPPED and now.state is StepState.DONE:
        raise CannotDo("Steget är redan gjort och kan inte hoppas över.")
    if kind is MarkKind.OPEN_AGAIN and not settled:
        raise CannotDo("Steget är redan öppet.")
    if kind is MarkKind.OPEN_AGAIN and step.evidence is not None and now.state is StepState.DONE:
        raise CannotDo("Det som visar att steget är gjort står i ärendet, och ändras där.")


def decide_phase(*, matter: Any, decision: str, day: date, on: date, by: AtWork, text: str = "") -> None:
    """Skriv in ett skede: an inquiry with the day it was opened, or the opening phase going on for a stated reason.

    An adult's inquiry is not opened against that person's will; only compulsory care is an exception, and says why.
    """
    chosen = next((one for one in DECISIONS if one.value == decision), None)
    if chosen is None:
        raise CannotDo("Välj vad som är beslutat.", field="decision")
    locked, written = held(matter), readable(text)[:200]
    way = _way(locked, on=on)
    _check_day(locked, day, on)
    if chosen.ground in NEEDS_TEXT and not written:
        raise CannotDo("Skriv skälet.", field="text")
    _check_phase(way, chosen, locked, by, day=day, on=on)
    said = {"phase": chosen.phase.value, "ground": chosen.ground.value, "from_date": day, "text": written}
    if MatterPhase.objects.filter(matter=locked, **said).exists():
        return
    MatterPhase.objects.create(matter=locked, by=by.id, by_name=by.name, **said)
    about = {"phase": chosen.phase.value, "ground": chosen.ground.value}
    record("matter.phase_decided", subjects=[locked.id], about=about)


def _check_phase(way: MunicipalWay, chosen: Decision, matter: Any, by: AtWork, *, day: date, on: date) -> None:
    facts = facts_of(by, matter, on=on, with_consents=False)
    opened = [one for one in facts.phases if one.phase is CasePhase.ADULT_INQUIRY and one.day >= facts.since]
    if chosen.phase in (CasePhase.ADULT_INQUIRY, CasePhase.PRELIMINARY) and opened:
        raise CannotDo(f"En utredning om en vuxen inleddes redan {swedish.day(opened[0].day)}.")
    if chosen.phase is CasePhase.PRELIMINARY and chosen.ground not in way.local.go_on_for:
        raise CannotDo("Det skälet finns inte i checklistan som ärendet följer.", field="decision")
    if chosen.ground is PhaseGround.CHILD and not facts.children:
        raise CannotDo("Skriv in barnet i ärendet först.")
    if chosen.ground is PhaseGround.WANTED:
        _check_will(way, matter, by, day=day, on=on)


def _check_will(way: MunicipalWay, matter: Any, by: AtWork, *, day: date, on: date) -> None:
    """Nobody has been reached: then nobody has said that they want it. A no may have become a yes."""
    for checklist in way.checklists:
        for step in checklist.steps:
            if Gate.ADULT_WILL in step.gates:
                now = _as_it_stands(checklist, step, matter, by, day=day, on=on)
                if now.why_not is WhyNot.CONTACT_FIRST:
                    told = " ".join(reason.text for reason in now.reasons[:2])
                    raise CannotDo(f"{told} Skriv in kontakten i ärendet först.", field="decision")
