"""Writes of support and plan: support offered, begun and ended, goals, and the person's word. Each in the trail.

What begins, ends or is agreed also becomes an event of the matter. Whoever calls has opened it for the one who acts.
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
from kvarbo.social.casework.queries import part_of_each
from kvarbo.social.support import guard, owners
from kvarbo.social.support.models import PlanGoal, PlanWord, Support
from kvarbo.social.support.told import held_open
from kvarbo.social.support.words import GoalResult, SupportKind, SupportOutcome

EVENT = "supported"  # the matter's own word for what is told here
DONE_ALREADY = "Stödet är redan avslutat. Skriv in ett nytt om det börjar igen."


def _event(matter: Any, text: str, *, day: date, by: AtWork, key: str) -> None:
    log_event(matter=matter, kind=EVENT, event_date=day, on=clock.today(), by=by, text=text, form_key=key)


def _row(matter: Any, form_key: str, by: AtWork) -> dict[str, Any]:
    return {"matter": matter, "form_key": form_key, "by": by.id, "by_name": by.name, "at": clock.now()}


def offer_support(
    *,
    matter: Any,
    kind: str,
    why: str,
    owner: str,
    organisation: str,
    offered_on: date,
    by: AtWork,
    form_key: str,
    begun_on: date | None = None,
) -> Support:
    """Skriv in ett stöd som är erbjudet, or that has begun already. An offer is allowed in every phase."""
    reason = readable(why)[:200]
    if kind not in SupportKind.values:
        raise CannotDo("Välj vilket stöd det är.", field="kind")
    if not reason:
        raise CannotDo("Skriv varför stödet erbjuds.", field="why")
    if offered_on > clock.today():
        raise CannotDo(NOT_YET, field="offered_on")
    locked = held_open(matter)
    there = Support.objects.filter(matter=locked, form_key=form_key).first()
    if there is not None:
        return there
    who = owners.chosen(locked, owner, organisation)
    made = Support(kind=kind, why=reason, offered_on=offered_on, **who.row, **_row(locked, form_key, by))
    if begun_on is not None:
        _begin(made, begun_on, by=by)
    made.save(force_insert=True)
    record("matter.support_offered", subjects=[locked.id], about={"kind": kind, "begun": begun_on is not None})
    return made


def _begin(support: Support, day: date, *, by: AtWork) -> None:
    """The day it began, held against the day it was offered and the rule; told as an event of the matter."""
    on = clock.today()
    if day > on:
        raise CannotDo(NOT_YET, field="begun_on")
    if day < support.offered_on:
        told = f"Stödet erbjöds {swedish.day(support.offered_on)}. Det kan inte ha börjat före."
        raise CannotDo(told, field="begun_on")
    kind = SupportKind(support.kind)
    guard.check_begun(by, support.matter, kind, day=day, on=on)
    support.begun_on = day
    _event(support.matter, f"Börjar: {kind.label}", day=day, by=by, key=f"stod-{support.pk}-1")


def change_support(
    *,
    matter: Any,
    support: UUID,
    by: AtWork,
    begun_on: date | None = None,
    ended_on: date | None = None,
    outcome: str = "",
) -> None:
    """Skriv in att ett stöd har börjat eller slutat. The same told twice is told once."""
    if outcome and outcome not in SupportOutcome.values:
        raise CannotDo("Välj hur det slutade.", field="outcome")
    if bool(outcome) != (ended_on is not None):
        missing = ("Skriv vilken dag det slutade.", "ended_on") if outcome else ("Välj hur det slutade.", "outcome")
        raise CannotDo(missing[0], field=missing[1])
    locked = held_open(matter)
    found = Support.objects.filter(matter=locked, pk=support).select_related("matter").first()
    if found is None:
        raise CannotDo("Stödet finns inte i ärendet. Öppna sidan på nytt.")
    if found.ended_on:
        if (found.ended_on, found.outcome) == (ended_on, outcome):
            return
        raise CannotDo(DONE_ALREADY)
    if begun_on is None and ended_on is None and found.begun_on is None:
        raise CannotDo("Skriv vilken dag det började eller slutade.", field="begun_on")
    if begun_on is not None and found.begun_on is None:
        _begin(found, begun_on, by=by)
    elif begun_on is not None and begun_on != found.begun_on:
        raise CannotDo(f"Stödet började {swedish.day(found.begun_on)}, och det skrivs inte om.", field="begun_on")
    if ended_on is not None:
        _end(found, ended_on, outcome, by=by)
    found.save(update_fields=["begun_on", "ended_on", "outcome"])
    record("matter.support_changed", subjects=[locked.id], about={"kind": found.kind, "ended": ended_on is not None})


def _end(support: Support, day: date, outcome: str, *, by: AtWork) -> None:
    if day > clock.today():
        raise CannotDo(NOT_YET, field="ended_on")
    first = support.begun_on or support.offered_on
    if day < first:
        raise CannotDo(f"Det kan inte ha slutat före {swedish.day(first)}.", field="ended_on")
    if outcome == SupportOutcome.CARRIED_OUT and support.begun_on is None:
        raise CannotDo("Skriv vilken dag det började. Det som är genomfört har börjat.", field="begun_on")
    support.ended_on, support.outcome = day, outcome
    text = f"{SupportOutcome(outcome).label}: {SupportKind(support.kind).label}"
    _event(support.matter, text, day=day, by=by, key=f"stod-{support.pk}-2")


def set_goal(
    *, matter: Any, text: str, owner: str, organisation: str, due: date, by: AtWork, form_key: str
) -> PlanGoal:
    """Sätt ett mål i planen: what, who, by which day. A plan is made in an inquiry."""
    what = readable(text)[:200]
    if not what:
        raise CannotDo("Skriv vad som ska göras.", field="text")
    if due < clock.today():
        raise CannotDo("Dagen har varit. Välj dagen då det ska vara klart.", field="due")
    locked = held_open(matter)
    there = PlanGoal.objects.filter(matter=locked, form_key=form_key).first()
    if there is not None:
        return there
    guard.check_plan(by, locked, on=clock.today())
    who = owners.chosen(locked, owner, organisation)
    made = PlanGoal.objects.create(text=what, due=due, **who.row, **_row(locked, form_key, by))
    record("matter.goal_set", subjects=[locked.id], about={"due": due.isoformat()})
    return made


def settle_goal(*, matter: Any, goal: UUID, result: str, settled_on: date, by: AtWork) -> None:
    """Skriv in hur det gick med ett mål. The same told twice is told once."""
    if result not in GoalResult.values:
        raise CannotDo("Välj hur det gick.", field="result")
    if settled_on > clock.today():
        raise CannotDo(NOT_YET, field="settled_on")
    locked = held_open(matter)
    found = PlanGoal.objects.filter(matter=locked, pk=goal).first()
    if found is None:
        raise CannotDo("Målet finns inte i ärendet. Öppna sidan på nytt.")
    if found.result == result:
        return
    if found.result:
        raise CannotDo("Det är redan inskrivet hur det gick. Sätt ett nytt mål om något är kvar att göra.")
    if settled_on < clock.day_of(found.at):
        told = f"Målet sattes {swedish.day(clock.day_of(found.at))}. Skriv den dagen eller en senare."
        raise CannotDo(told, field="settled_on")
    found.result, found.settled_on = result, settled_on
    found.save(update_fields=["result", "settled_on"])
    record("matter.goal_settled", subjects=[locked.id], about={"result": result})
    _event(locked, f"Mål, {GoalResult(result).label.lower()}: {found.text}"[:200], day=settled_on, by=by,
           key=f"mal-{found.pk}")  # fmt: skip


def write_word(
    *, matter: Any, agreed: bool, person: UUID | None, on_date: date, text: str, by: AtWork, form_key: str
) -> PlanWord:
    """Skriv in personens ord om planen: who agreed, or why nobody has. The newest word holds."""
    written = readable(text)[:200]
    if on_date > clock.today():
        raise CannotDo(NOT_YET, field="on_date")
    if not agreed and not written:
        raise CannotDo("Skriv varför planen inte är överenskommen.", field="text")
    locked = held_open(matter)
    there = PlanWord.objects.filter(matter=locked, form_key=form_key).first()
    if there is not None:
        return there
    if agreed and person not in part_of_each(locked.id):
        raise CannotDo("Välj vem i hushållet som är med på planen.", field="person")
    if not PlanGoal.objects.filter(matter=locked).exists():
        raise CannotDo("Sätt minst ett mål först. Utan mål finns ingen plan att vara överens om.")
    made = PlanWord.objects.create(
        agreed=agreed, person_id=person if agreed else None, on_date=on_date, text=written,
        **_row(locked, form_key, by),
    )  # fmt: skip
    record("matter.plan_word", subjects=[locked.id], about={"agreed": agreed})
    told = "Planen är överenskommen." if agreed else f"Planen är inte överenskommen: {written}"
    _event(locked, told[:200], day=on_date, by=by, key=f"plan-{made.pk}")
    return made
