"""From what is kept of support and plan to what their two pages ask for."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.core.checklist.words import Gate
from kvarbo.ground import clock
from kvarbo.ground.asked import new_form_key
from kvarbo.ground.people.queries import shown_to
from kvarbo.ground.units.queries import AtWork
from kvarbo.social.casework.queries import people_choices, shown_matters
from kvarbo.social.support import guard, owners, queries
from kvarbo.social.support.budget import Picture
from kvarbo.social.support.forms import (
    BudgetForm,
    CausesForm,
    ChangeForm,
    GoalForm,
    ResultForm,
    SupportForm,
    WordForm,
)
from kvarbo.social.support.models import Budget, CauseTold, PlanGoal, PlanWord, Support

WRITES = ("causes", "cause_strike", "budget", "offer", "change", "goal", "result", "word")
Errors = dict[str, Form]


def page(reader: AtWork, matter: Any, *, on: date, with_errors: Errors) -> dict[str, Any]:
    """Stöd och plan. ``with_errors``: forms that came back, by name, for one support or goal by its id."""
    goals, supports = queries.goals_of(matter.id), queries.supports_of(matter.id)
    names = owners.names_of(reader, [*goals, *supports])
    told = queries.budget_of(matter.id)
    return {
        **head(reader, matter, on=on),
        "closed": matter.closed_on,
        "plan_url": reverse("support_plan", args=[matter.id]),
        "paper_url": f"{reverse('hand_over', args=[matter.id])}?slag=planned_support",
        "consents_url": reverse("consents", args=[matter.id]),
        "checklist_url": reverse("checklist", args=[matter.id]),
        "opening": _opening(reader, matter, on),
        "causes": [_cause(one) for one in queries.causes_of(matter.id)],
        "budget": _budget(*told) if told else None,
        "supports": [_support(one, names, with_errors) for one in supports],
        "goals": [_goal(one, names, on, with_errors) for one in goals],
        "word": _word(reader, matter, goals),
        "forms": {} if matter.closed_on else _forms(reader, matter, on, told, with_errors),
        "error_form": next(iter(with_errors.values()), None),
        **{f"{name}_url": reverse(f"support_{name}", args=[matter.id]) for name in WRITES},
    }


def head(reader: AtWork, matter: Any, *, on: date) -> dict[str, Any]:
    """What both pages begin with."""
    shown = shown_matters(reader, [matter])[0]
    return {
        "on": on,
        "number": matter.number,
        "who": shown.who,
        "where": shown.where,
        "caseworkers": [name for _, name in shown.assigned],
        "matter_url": reverse("matter", args=[matter.id]),
        "support_url": reverse("support", args=[matter.id]),
    }


def _opening(reader: AtWork, matter: Any, on: date) -> dict[str, Any] | None:
    """Why neither plan nor support fitted to one person may begin yet; None when they may."""
    support = guard.asked(reader, matter, Gate.INDIVIDUAL_SUPPORT, day=on, on=on)
    plan = guard.asked(reader, matter, Gate.INQUIRY, day=on, on=on)
    if support.why_not is None and plan.why_not is None:
        return None
    return {
        "support": support.why_not is not None,
        "plan": plan.why_not is not None,
        "steps": (*support.reasons, *plan.reasons),
    }


def _cause(one: CauseTold) -> dict[str, Any]:
    return {
        "id": one.id,
        "label": one.get_cause_display(),
        "said_by": one.get_said_by_display(),
        "said_on": one.said_on,
        "by": one.by_name,
        "struck_on": one.struck_on,
        "struck_by": one.struck_by_name,
    }


def _budget(told: Budget, picture: Picture) -> dict[str, Any]:
    return {
        "told_on": told.told_on,
        "by": told.by_name,
        "sides": [
            {"title": gettext("Kommer in"), "sum": picture.income, "posts": _posts(picture.incomes)},
            {"title": gettext("Går ut"), "sum": picture.cost, "posts": _posts(picture.costs)},
        ],
        "remains": picture.remains,
        "is_whole": picture.is_whole,
        "unknown": len(picture.unknown),
    }


def _posts(rows: Any) -> list[dict[str, Any]]:
    """What is known or not; a post that is nothing says no more."""
    return [{"label": kind.label, "amount": amount} for kind, amount in rows if amount != 0]


def _support(one: Support, names: dict[UUID, str], with_errors: Errors) -> dict[str, Any]:
    form = with_errors.get(str(one.id)) or ChangeForm(
        auto_id=f"s{one.id.hex[:8]}_%s", initial={"support": one.id, "begun_on": one.begun_on}
    )
    return {
        "id": one.id,
        "label": one.get_kind_display(),
        "why": one.why,
        "owner": owners.name_of(one, names),
        "offered_on": one.offered_on,
        "begun_on": one.begun_on,
        "ended_on": one.ended_on,
        "outcome": one.get_outcome_display(),
        "form": None if one.ended_on or one.matter.closed_on else form,
    }


def _goal(one: PlanGoal, names: dict[UUID, str], on: date, with_errors: Errors) -> dict[str, Any]:
    form = with_errors.get(str(one.id)) or ResultForm(
        auto_id=f"g{one.id.hex[:8]}_%s", initial={"goal": one.id, "settled_on": on}
    )
    return {
        "id": one.id,
        "text": one.text,
        "owner": owners.name_of(one, names),
        "due": one.due,
        "is_late": not one.result and one.due < on,
        "result": one.get_result_display(),
        "settled_on": one.settled_on,
        "form": None if one.result or one.matter.closed_on else form,
    }


def _word(reader: AtWork, matter: Any, goals: list[PlanGoal]) -> dict[str, Any] | None:
    """The newest word on the plan, and how many goals have been set since it was written."""
    word = queries.word_of(matter.id)
    if word is None:
        return None
    return {
        "agreed": word.agreed,
        "who": _name(reader, word),
        "on_date": word.on_date,
        "text": word.text,
        "by": word.by_name,
        "new_goals": sum(goal.at > word.at for goal in goals),
    }


def _name(reader: AtWork, word: PlanWord) -> Any:
    if word.person_id is None:
        return ""
    people = shown_to(reader, [word.person_id])
    return people[word.person_id].name if word.person_id in people else ""


def _forms(reader: AtWork, matter: Any, on: date, told: Any, with_errors: Errors) -> dict[str, Form]:
    who = owners.choices_of(reader, matter)
    return {
        "causes": with_errors.get("causes") or CausesForm(auto_id="cause_%s", initial=_start(said_on=on)),
        "budget": with_errors.get("budget") or _budget_form(told, on),
        "offer": with_errors.get("offer") or SupportForm(owners=who, auto_id="offer_%s", initial=_start(offered_on=on)),
        "goal": with_errors.get("goal") or GoalForm(owners=who, auto_id="goal_%s", initial=_start()),
        "word": with_errors.get("word")
        or WordForm(people=people_choices(reader, matter), auto_id="word_%s", initial=_start(on_date=on)),
    }


def _start(**values: Any) -> dict[str, Any]:
    return {"form_key": new_form_key(), **values}


def _budget_form(told: Any, on: date) -> BudgetForm:
    """The form begun with what was told last, so that only what has changed is written."""
    start = _start(told_on=on)
    if told is not None:
        picture: Picture = told[1]
        start |= {kind.value: kronor(amount) for kind, amount in (*picture.incomes, *picture.costs)}
    return BudgetForm(auto_id="budget_%s", initial=start)


def kronor(ore: int | None) -> str:
    """Öre as a form shows them: "8412" or "8412,50"; empty when unknown."""
    if ore is None:
        return ""
    whole, rest = divmod(ore, 100)
    return f"{whole},{rest:02d}" if rest else str(whole)


def plan(reader: AtWork, matter: Any, *, on: date) -> dict[str, Any]:
    """Din plan, on one page for the person: what is agreed, who does what by when, and the support that is given."""
    goals, supports = queries.goals_of(matter.id), queries.supports_of(matter.id)
    goals = [one for one in goals if one.result != "dropped"]
    supports = [one for one in supports if not one.ended_on]
    names = owners.names_of(reader, [*goals, *supports])
    return {
        **head(reader, matter, on=on),
        "made": clock.day_of(max(one.at for one in goals)) if goals else None,
        "goals": [_goal(one, names, on, {}) for one in goals],
        "supports": [_support(one, names, {}) for one in supports],
        "word": _word(reader, matter, goals),
    }
