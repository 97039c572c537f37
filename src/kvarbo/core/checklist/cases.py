"""Arbetade exempel: a matter's facts in YAML that a caseworker can read, and which steps are open, done and not yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kvarbo.core.checklist.facts import Act, Came, Leaseholder, Mark, MatterFacts, PhaseChange, Shown
from kvarbo.core.checklist.words import ActKind, MarkKind, PhaseGround, ShownBy
from kvarbo.core.facts_yaml import load_yaml
from kvarbo.core.law.secrecy.consent import Consent, ConsentDirection
from kvarbo.core.law.secrecy.vocabulary import CasePhase, KindOfFact, MatterOrigin, Party
from kvarbo.core.yaml_fields import Fields


@dataclass(frozen=True, slots=True)
class ChecklistCase:
    """One worked example. ``expect`` is a step's state, with the code of why not yet after a colon."""

    title: str
    way: str
    checklist: str
    day: date
    board_has_decided: bool
    facts: MatterFacts
    expect: dict[str, str]
    done_on: dict[str, date]
    because: dict[str, str]
    opening: dict[str, Any]


def load_cases(path: Path) -> tuple[ChecklistCase, ...]:
    """The examples of a file; a misspelt key or an unknown word is refused, so that nothing is silently not asked."""
    fields = Fields(load_yaml(path.read_text(encoding="utf-8"), where=path.name), path.name)
    way = fields.required("way", fields.text("way"))
    checklist = fields.required("checklist", fields.text("checklist"))
    cases = tuple(_case(item, way, checklist) for item in fields.items("cases"))
    fields.nothing_else()
    return cases


def _case(fields: Fields, way: str, checklist: str) -> ChecklistCase:
    case = ChecklistCase(
        title=fields.required("title", fields.text("title")),
        way=way,
        checklist=checklist,
        day=fields.required("day", fields.day("day")),
        board_has_decided=fields.yes_no("board_has_decided") or False,
        facts=facts_from(fields.mapping("facts")),
        expect=fields.required("expect", fields.take("expect")),
        done_on=fields.take("done_on") or {},
        because=fields.take("because") or {},
        opening=fields.take("opening") or {},
    )
    fields.nothing_else()
    return case


def facts_from(fields: Fields) -> MatterFacts:
    """What is known of a matter, as a worked example writes it."""
    opened = fields.required("opened", fields.day("opened"))
    facts = MatterFacts(
        opened=opened,
        since=fields.day("reopened") or opened,
        closed=fields.day("closed"),
        came=tuple(_came(item) for item in fields.items("came")),
        children=fields.whole("children") or 0,
        leaseholders=tuple(_leaseholder(item) for item in fields.items("leaseholders")),
        phases=tuple(_phase(item) for item in fields.items("phases")),
        acts=tuple(_act(item) for item in fields.items("events")),
        marks=tuple(_mark(item) for item in fields.items("marks")),
        shown=tuple(_shown(item) for item in fields.items("shown")),
    )
    fields.nothing_else()
    return facts


def _came(fields: Fields) -> Came:
    came = Came(
        fields.required("origin", fields.choice("origin", MatterOrigin)), fields.required("day", fields.day("day"))
    )
    fields.nothing_else()
    return came


def _leaseholder(fields: Fields) -> Leaseholder:
    somebody = Leaseholder(fields.day("born"), tuple(_consent(item) for item in fields.items("consents")))
    fields.nothing_else()
    return somebody


def _consent(fields: Fields) -> Consent:
    consent = Consent(
        given=fields.required("given", fields.day("given")),
        holder=fields.required("holder", fields.choice("holder", Party)),
        other=fields.required("other", fields.choice("other", Party)),
        facts=tuple(KindOfFact(word) for word in fields.several_of("facts", list(KindOfFact))),
        direction=fields.required("direction", fields.choice("direction", ConsentDirection)),
        until=fields.day("until"),
        withdrawn=fields.day("withdrawn"),
    )
    fields.nothing_else()
    return consent


def _phase(fields: Fields) -> PhaseChange:
    change = PhaseChange(
        phase=fields.required("phase", fields.choice("phase", CasePhase)),
        day=fields.required("day", fields.day("day")),
        ground=fields.required("ground", fields.choice("ground", PhaseGround)),
    )
    fields.nothing_else()
    return change


def _act(fields: Fields) -> Act:
    act = Act(
        kind=fields.required("kind", fields.choice("kind", ActKind)),
        day=fields.required("day", fields.day("day")),
        reached=fields.yes_no("reached"),
        incoming=fields.yes_no("incoming") or False,
        routine=fields.yes_no("routine") or False,
    )
    fields.nothing_else()
    return act


def _mark(fields: Fields) -> Mark:
    mark = Mark(
        step=fields.required("step", fields.text("step")),
        kind=fields.required("mark", fields.choice("mark", MarkKind)),
        day=fields.required("day", fields.day("day")),
        text=fields.text("text") or "",
    )
    if mark.kind is MarkKind.SKIPPED and not mark.text:
        fields.refuse("text", "ett steg som hoppas över måste säga varför.")
    fields.nothing_else()
    return mark


def _shown(fields: Fields) -> Shown:
    shown = Shown(fields.required("what", fields.choice("what", ShownBy)), fields.required("day", fields.day("day")))
    fields.nothing_else()
    return shown
