"""Det som är gjort för barnen, as the checklist asks for it: of every child in the matter, never of some."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from kvarbo.core.checklist.facts import Shown
from kvarbo.core.checklist.words import ShownBy
from kvarbo.ground.units.queries import AtWork
from kvarbo.social.children.models import ChildFact, ChildStep
from kvarbo.social.children.queries import by_child, children_in, facts_in, handed_over_from, is_grown

ANSWERED = (ChildStep.HEARD, ChildStep.NOT_HEARD)  # a child who was not heard, with why, has been asked about


def shown(reader: AtWork, matter: Any, on: date) -> Sequence[Shown]:
    """Parents spoken with about each child, each informed and heard, and the children's unit told."""
    found = [Shown(ShownBy.CHILDRENS_UNIT_TOLD, one.handed_on, one.by_name) for one in handed_over_from(matter.id)]
    children = [child.id for child in children_in(reader, matter.id, on=on) if not is_grown(child)]
    facts = by_child(facts_in(matter.id))
    spoken = [_first(facts.get(child, []), (ChildStep.PARENTS_SPOKEN,)) for child in children]
    told = [_first(facts.get(child, []), steps) for child in children for steps in ((ChildStep.INFORMED,), ANSWERED)]
    for what, rows in ((ShownBy.PARENTS_SPOKEN, spoken), (ShownBy.CHILDREN_HEARD, told)):
        known = [row for row in rows if row is not None]
        if known and len(known) == len(rows):  # of the last child: until then it is not done
            last = max(known, key=lambda row: row.fact_date)
            found.append(Shown(what, last.fact_date, last.by_name))
    return found


def _first(facts: Sequence[ChildFact], steps: Sequence[ChildStep]) -> ChildFact | None:
    return next((fact for fact in facts if fact.step in steps), None)
