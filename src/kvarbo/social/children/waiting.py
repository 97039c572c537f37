"""What waits for the children of a matter, and the days that run for them: only where a rule, the checklist or the
agreement says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse_lazy
from django.utils.translation import gettext, gettext_lazy, ngettext

from kvarbo.core.children.rights import ChildRight, OfAChild, place_of, waits_for
from kvarbo.ground import clock
from kvarbo.ground.units.queries import AtWork
from kvarbo.social.casework.added import Added, Household
from kvarbo.social.casework.clocks import Clock
from kvarbo.social.checklist.queries import childs_inquiries, way_for
from kvarbo.social.children import actions
from kvarbo.social.children.clocks import clocks_of
from kvarbo.social.children.models import ChildFact, ChildStep, Handover
from kvarbo.social.children.queries import (
    Child,
    by_child,
    came_to,
    children_in,
    counts_as_family,
    facts_in,
    is_grown,
    meaning_on,
)
from kvarbo.social.inbox.told import children_told

# The steps of a municipality's list that say what is done for children.
PARENTS_STEP, UNIT_STEP = "foraldrar", "barn-och-unga"
COUNTS = {True: "Räknas som barnfamilj.", False: "Räknas inte som barnfamilj.", None: "Okänt om det är en barnfamilj."}


def tell(reader: AtWork, matter: Any, on: date) -> Added:
    """What the page of a matter says of its children: what waits, and whether the household counts as a family."""
    children = children_in(reader, matter.id, on=on)
    if not children:
        return Added()
    finding = counts_as_family(children, on=on)
    household = Household(gettext("Barnfamilj"), gettext(COUNTS[finding.value]), finding.steps)
    return Added(() if matter.closed_on else tuple(sentences(matter, children, on=on)), household)


def sentences(matter: Any, children: list[Child], *, on: date) -> list[str]:
    """What waits, in whole sentences, each with its source."""
    under_age = [child for child in children if not is_grown(child)]
    if not under_age:
        return []
    facts = by_child(facts_in(matter.id))
    came = came_to(matter)
    told = [] if came is not None else _of_the_list(matter, under_age, facts, on)  # there the unit's own days run
    told += _of_the_agreement(facts, on)
    missing = [waits_for(_of(child, facts), on=on).value for child in under_age]
    for right in ChildRight:
        count = sum(right in one for one in missing)
        if count:
            told.append(f"{_RIGHTS[right](count) % {'count': count}} ({place_of(right)})")
    return told


_RIGHTS: dict[ChildRight, Callable[[int], str]] = {
    ChildRight.INFORMATION: lambda count: ngettext(
        "Barnet har inte fått information om det som händer.",
        "%(count)s barn har inte fått information om det som händer.",
        count,
    ),
    ChildRight.HEARD: lambda count: ngettext(
        "Barnet har inte fått komma till tals.", "%(count)s barn har inte fått komma till tals.", count
    ),
}


def _of(child: Child, facts: dict[UUID | None, list[ChildFact]]) -> OfAChild:
    steps = {fact.step for fact in facts.get(child.id, [])}
    return OfAChild(
        age=child.youngest,
        informed=ChildStep.INFORMED in steps,
        heard=ChildStep.HEARD in steps,
        why_not_heard=ChildStep.NOT_HEARD in steps,
    )


def _of_the_list(matter: Any, children: list[Child], facts: dict[UUID | None, list[ChildFact]], on: date) -> list[str]:
    """What the matter's own checklist asks for: parents are spoken with about the child, the children's unit told."""
    way = way_for(matter, on=on)
    places = {step.key: step.standing[0].source for one in way.checklists for step in one.steps} if way else {}
    told: list[str] = []
    spoken = {whose for whose, rows in facts.items() if any(row.step == ChildStep.PARENTS_SPOKEN for row in rows)}
    if PARENTS_STEP in places and any(child.id not in spoken for child in children):
        told.append(f"{gettext('Ingen har talat med föräldrarna om barnet ännu.')} ({places[PARENTS_STEP]})")
    if UNIT_STEP in places and not Handover.objects.filter(matter=matter).exists():
        told.append(f"{gettext('Barnenheten vet inte om barnet ännu.')} ({places[UNIT_STEP]})")
    return told


def _of_the_agreement(facts: dict[UUID | None, list[ChildFact]], on: date) -> list[str]:
    agreed = meaning_on(on)
    offered = any(row.step == ChildStep.FAMILY_MEETING for row in facts.get(None, []))
    if agreed is None or not agreed.meeting_first or offered:
        return []
    source = gettext("överenskommet med %(whom)s") % {"whom": agreed.agreed_with}
    return [f"{gettext('Familjen är inte erbjuden ett personligt möte.')} ({source})"]


def clocks_told(matter_ids: Any, on: date) -> dict[UUID, list[Clock]]:
    """The days of children that were handed over, in the unit's own matters, and of what came in about a child: each
    until it is decided.
    """
    found: dict[UUID, list[Clock]] = defaultdict(list)
    for came in Handover.objects.filter(child_matter_id__in=matter_ids).prefetch_related("decisions"):
        url = reverse_lazy("child_work", args=[came.child_matter_id])
        for one in clocks_of(came):
            day = one.target or one.last
            if one.done is None and day is not None:
                found[came.child_matter_id].append(Clock(day, gettext(_CLOCKS[one.what]), one.steps[-1].source, url))
    for matter, clock_told in _of_what_came(matter_ids):
        found[matter].append(clock_told)
    return found


def _of_what_came(matter_ids: Any) -> list[tuple[UUID, Clock]]:
    """What came in about a child and is neither handed over to the unit since, where its own days run, nor decided."""
    told = children_told(matter_ids)
    if not told:
        return []
    matters = {one.matter_id for one in told}
    opened = childs_inquiries(matters)
    handed = dict(
        Handover.objects.filter(matter_id__in=matters).order_by("handed_on").values_list("matter_id", "handed_on")
    )
    found = []
    for one in told:
        url, day = reverse_lazy("notice", args=[one.paper_id]), one.last or one.came
        if day is None:
            continue
        since = max(opened.get(one.matter_id, date.min), handed.get(one.matter_id, date.min))
        if one.came is None or since < one.came:  # what was done before it came settles nothing of it
            source = one.steps[-1].source if one.steps else "SoL 20:2"
            found.append((one.matter_id, Clock(day, DECIDE, source, url, is_known=one.last is not None)))
    return found


DECIDE = gettext_lazy("Besluta om en utredning om barnet ska inledas.")


_CLOCKS = {
    "protection": "Ingen har skrivit om barnet behöver omedelbart skydd.",
    "preliminary": "Det är inte beslutat om en utredning inleds.",
    "inquiry": "Utredningen om barnet pågår.",
}


def before_assigning(matter: Any, member_id: UUID) -> None:
    """The children's unit is brought into a matter only after a report or a handover."""
    actions.before_assigning(matter, member_id, on=clock.today())
