"""From how a matter stands to what the page of its checklist asks for."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import groupby
from typing import Any

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.core.checklist.assessing import AssessedStep, OpeningPhase
from kvarbo.core.checklist.facts import PhaseChange
from kvarbo.core.checklist.loading import load_named_way, named_ways
from kvarbo.core.checklist.way import Checklist, ChecklistStep
from kvarbo.core.checklist.words import Evidence, PhaseGround, StepState
from kvarbo.core.finding import Finding
from kvarbo.core.law.secrecy.vocabulary import CasePhase
from kvarbo.ground.units.queries import AtWork
from kvarbo.ground.units.roles import RoleName
from kvarbo.social.casework.presenting import page_of
from kvarbo.social.casework.queries import shown_matters
from kvarbo.social.checklist.actions import WRITTEN_BY_MARKING
from kvarbo.social.checklist.forms import AgainForm, FollowForm, MarkForm, PhaseForm
from kvarbo.social.checklist.queries import facts_of, followed_since, phase_rows, stands, way_for
from kvarbo.social.checklist.words import GROUNDS, PHASES, STATES, WHY_NOT, WRITTEN_IN

OF_THEMSELVES = frozenset({Evidence.CAME, Evidence.OPENED})  # done by the matter being there: nobody skips them


def ways_to_follow() -> list[tuple[str, str]]:
    """The municipalities' lists that a manager chooses among."""
    return [(name, load_named_way(name).title) for name in named_ways()]


def page(reader: AtWork, matter: Any, *, on: date, with_errors: dict[str, Form]) -> dict[str, Any]:
    """The page of a matter's checklists. ``with_errors``: forms that came back, by step key or "decision"."""
    as_shown = shown_matters(reader, [matter])[0]
    context = {
        "on": on,
        "number": matter.number,
        "who": as_shown.who,
        "where": as_shown.where,
        "matter_url": reverse("matter", args=[matter.id]),
        "mark_url": reverse("checklist_mark", args=[matter.id]),
    }
    way = way_for(matter, on=on)
    context |= _followed(reader, matter, on, with_errors)
    if way is None:
        return {**context, "way": ""}
    facts = facts_of(reader, matter, on=on)
    try:
        how = stands(way, facts, on=on)
    except LookupError as unread:
        return {**context, "way": way.title, "unread": str(unread)}
    return {
        **context,
        "way": way.title,
        "lists": [_list(matter, one, told, on, with_errors) for one, told in how.told],
        "phase": _phase(how.phase, [_decided(row) for row in phase_rows(matter.id)], facts.phases),
        "phase_form": with_errors.get("decision")
        or PhaseForm(local=way.local, auto_id="phase_%s", initial={"day": on}),
        "phase_url": reverse("checklist_phase", args=[matter.id]),
    }


def _followed(reader: AtWork, matter: Any, on: date, with_errors: dict[str, Form]) -> dict[str, Any]:
    """What the room follows, and for a manager the form that chooses it."""
    chooses, followed = reader.has(RoleName.MANAGER), followed_since(on=on)
    form = with_errors.get("follow") or FollowForm(ways=ways_to_follow(), auto_id="follow_%s")
    return {
        "followed": followed[0] if followed else "",
        "followed_since": followed[1] if followed else None,
        "follow_form": form if chooses else None,
        "follow_url": reverse("checklist_follow", args=[matter.id]),
    }


def _list(
    matter: Any,
    checklist: Checklist,
    told: Finding[tuple[AssessedStep, ...]],
    on: date,
    with_errors: dict[str, Form],
) -> dict[str, Any]:
    counts = Counter(one.state for one in told.value)
    first = told.value[0]
    return {
        "key": checklist.key,
        "title": checklist.title,
        "waits": bool(checklist.starts_with) and first.state is StepState.NOT_YET,
        "counts": {state.value: counts[state] for state in StepState},
        "open": [{"key": one.step.key, "title": one.step.title} for one in told.value if one.state is StepState.OPEN],
        "sections": [
            {
                "number": section.number,
                "title": section.title,
                "part": section.part,
                "steps": [_step(matter, one, on, with_errors.get(one.step.key)) for one in steps],
            }
            for section, steps in groupby(told.value, key=lambda one: one.step.section)
        ],
    }


def _step(matter: Any, one: AssessedStep, on: date, with_errors: Form | None) -> dict[str, Any]:
    step = one.step
    settled = one.state in (StepState.DONE, StepState.SKIPPED)
    return {
        "key": step.key,
        "title": step.title,
        "text": step.text,
        "questions": step.questions,
        "state": one.state.value,
        "state_words": STATES[one.state],
        "why_not": WHY_NOT[one.why_not] if one.why_not else "",
        "day": one.day,
        "by": one.by,
        "skipped_because": one.skipped_because,
        "steps": one.reasons,
        "where": _where(step, one) if not settled else "",
        "shown_on": page_of(matter.id, WRITTEN_IN[step.shown_by]) if step.shown_by and not settled else None,
        "may_mark": _may_mark(step) and one.state is StepState.OPEN,
        "may_skip": not settled and not step.same_as and step.evidence not in OF_THEMSELVES,
        "form": None if settled else _mark_form(step, on, with_errors),
        "again_form": _again_form(step, with_errors) if settled and _may_open_again(step, one) else None,
    }


def _mark_form(step: ChecklistStep, on: date, with_errors: Form | None) -> Form:
    if isinstance(with_errors, MarkForm):
        return with_errors
    return MarkForm(auto_id=f"{step.key}_%s", initial={"day": on, "step": step.key}, help_text=step.skip_only)


def _again_form(step: ChecklistStep, with_errors: Form | None) -> Form:
    if isinstance(with_errors, AgainForm):
        return with_errors
    return AgainForm(auto_id=f"{step.key}_%s", initial={"step": step.key})


def _may_mark(step: ChecklistStep) -> bool:
    return not step.same_as and (step.evidence is None or step.evidence in WRITTEN_BY_MARKING)


def _may_open_again(step: ChecklistStep, one: AssessedStep) -> bool:
    return not step.same_as and (step.evidence is None or one.state is StepState.SKIPPED)


def _where(step: ChecklistStep, one: AssessedStep) -> str:
    """Where a step that is not marked here is written in: "matter", "phase", or nothing."""
    if one.state is not StepState.OPEN or _may_mark(step) or step.same_as:
        return ""
    return "phase" if step.evidence in (Evidence.ADULT_INQUIRY, Evidence.CHILD_PHASE) else "matter"


def _phase(
    found: Finding[OpeningPhase], decided: list[dict[str, Any]], phases: tuple[PhaseChange, ...]
) -> dict[str, Any]:
    value = found.value
    return {
        "started": value.started,
        "benchmark_from": value.benchmark_from,
        "benchmark_to": value.benchmark_to,
        "ended": value.ended,
        "longer_for": GROUNDS[value.longer_for] if value.longer_for else "",
        "is_over": value.is_over,
        "steps": found.steps,
        "decided": decided,
        "has_inquiry": any(one.phase is CasePhase.ADULT_INQUIRY for one in phases),
    }


def _decided(row: Any) -> dict[str, Any]:
    goes_on = row.phase == CasePhase.PRELIMINARY.value
    return {
        "date": row.from_date,
        "what": gettext("Aktualiseringen går vidare") if goes_on else PHASES[CasePhase(row.phase)],
        "ground": GROUNDS[PhaseGround(row.ground)],
        "text": row.text,
        "by": row.by_name,
    }
