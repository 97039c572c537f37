"""From what is known of the children to what the page Barnen asks for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.core.children.along import Along
from kvarbo.core.children.family import ChildLives
from kvarbo.ground.letters.kinds import KINDS, LetterKind
from kvarbo.ground.units.queries import AtWork
from kvarbo.ground.units.roles import RoleName
from kvarbo.social.casework.queries import CHILDREN, part_of_each, shown_matters
from kvarbo.social.casework.words import PARTS
from kvarbo.social.children import clocks, queries, waiting
from kvarbo.social.children.forms import AlongForm, DetailsForm, FactForm, HandOverForm
from kvarbo.social.children.models import ChildFact, ChildStep, Handover
from kvarbo.social.children.queries import Child
from kvarbo.social.children.words import ALONG, letters_for

# What is shown of each child, done or not: never counted together.
OF_EACH = (
    (ChildStep.PARENTS_SPOKEN, (ChildStep.PARENTS_SPOKEN,)),
    (ChildStep.INFORMED, (ChildStep.INFORMED,)),
    (ChildStep.HEARD, (ChildStep.HEARD, ChildStep.NOT_HEARD)),
    (ChildStep.OWN_MEETING, (ChildStep.OWN_MEETING,)),
)


def page(reader: AtWork, matter: Any, *, on: date, form_key: str, with_errors: dict[str, Form]) -> dict[str, Any]:
    """The page Barnen of a matter. ``with_errors``: forms that came back, by name or by the child's id."""
    as_shown = shown_matters(reader, [matter])[0]
    children = queries.children_in(reader, matter.id, on=on)
    facts = queries.by_child(queries.facts_in(matter.id))
    handovers = queries.handed_over_from(matter.id)
    unit = queries.childrens_unit_on(on)
    came = queries.came_to(matter)
    choices = [(str(child.id), str(child.person.name)) for child in children]
    is_the_units = unit is not None and unit.unit_id == matter.unit_id
    return {
        "on": on,
        "number": matter.number,
        "who": as_shown.who,
        "where": as_shown.where,
        "is_protected": matter.is_protected,
        "matter_url": reverse("matter", args=[matter.id]),
        "children": [
            _child(child, facts.get(child.id, []), handovers, matter, with_errors.get(str(child.id)))
            for child in children
        ],
        "waiting": waiting.sentences(matter, children, on=on) if not matter.closed_on else [],
        "family": _family(reader, children, on),
        "family_facts": [_fact(fact) for fact in facts.get(None, [])],
        "unit_name": unit.unit.name if unit else "",
        "is_the_units": is_the_units,
        "came_url": reverse("child_work", args=[matter.id]) if came else "",
        "along": [_along(one) for one in queries.along_in(matter.id)],
        "fact_form": with_errors.get("fact") or _fact_form(choices, on, form_key),
        "along_form": with_errors.get("along") or AlongForm(
            auto_id="along_%s", initial={"along_on": on, "form_key": form_key}
        ),
        "hand_over_form": with_errors.get("hand_over") or (
            None if is_the_units or not children else hand_over_form(reader, matter, on=on, form_key=form_key)
        ),
        **{
            f"{name}_url": reverse(f"children_{name}", args=[matter.id])
            for name in ("details", "fact", "along", "hand_over")
        },
    }  # fmt: skip


def _fact_form(choices: list[tuple[str, str]], on: date, form_key: str) -> FactForm:
    only = choices[0][0] if len(choices) == 1 else ""
    return FactForm(auto_id="fact_%s", children=choices, initial={"fact_date": on, "form_key": form_key, "child": only})


def child_choices(reader: AtWork, matter: Any, *, on: date) -> list[tuple[str, str]]:
    """The children of a matter, as a form offers them."""
    return [(str(one.id), str(one.person.name)) for one in queries.children_in(reader, matter.id, on=on)]


def adult_choices(reader: AtWork, matter: Any) -> list[tuple[str, str]]:
    """The adults of a matter, as a form offers them."""
    parts = {person: part for person, part in part_of_each(matter.id).items() if part not in CHILDREN}
    people = shown_matters(reader, [matter])[0].people
    return [(str(one.id), f"{one.name}, {str(PARTS[parts[one.id]]).lower()}") for one in people if one.id in parts]


def hand_over_form(reader: AtWork, matter: Any, *, on: date, form_key: str = "", data: Any = None) -> HandOverForm:
    """The form of a handover, empty or as it was sent."""
    children, adults = child_choices(reader, matter, on=on), adult_choices(reader, matter)
    start = {"known_on": on, "form_key": form_key}
    if len(children) == 1:
        start["children"] = [children[0][0]]
    settings: dict[str, Any] = {"auto_id": "hand_%s", "children": children, "adults": adults}
    return HandOverForm(data, **settings) if data is not None else HandOverForm(**settings, initial=start)


def _family(reader: AtWork, children: list[Child], on: date) -> dict[str, Any]:
    finding = queries.counts_as_family(children, on=on)
    return {
        "answer": gettext(waiting.COUNTS[finding.value]),
        "steps": finding.steps,
        "url": reverse("family_meaning") if reader.has(RoleName.MANAGER) else "",
    }


def _child(
    child: Child, facts: list[ChildFact], handovers: list[Handover], matter: Any, with_errors: Form | None
) -> dict[str, Any]:
    details = child.details
    return {
        "id": child.id,
        "name": child.person.name,
        "part": PARTS[child.lives.value],
        "is_half_time": child.lives is ChildLives.CHILD_HALF_TIME,
        "identity": child.person.identity,
        "age": age_words(child),
        "is_grown": queries.is_grown(child),
        "is_protected": child.person.is_protected,
        "told_by": details.get_told_by_display() if details and details.told_by else "",
        "told_on": details.told_on if details else None,
        "other_parent": details.other_parent if details else "",
        "other_parent_protected": bool(details and details.other_parent_protected),
        "done": [
            {"label": step.label, "facts": [_fact(fact) for fact in facts if fact.step in steps]}
            for step, steps in OF_EACH
        ],
        "letters": [
            {"title": title, "url": f"{reverse('letter_write', args=[matter.id])}?slag={kind}"}
            for kind, title in letters_for(child.youngest, child.oldest)
        ],
        "handovers": [_handover(one) for one in handovers if one.person_id == child.id],
        "form": with_errors or details_form(child),
    }


def age_words(child: Child) -> str:
    """The age as exactly as it is known: "7 år", "född 2017", or unknown."""
    if child.youngest is None:
        return gettext("okänd")
    if child.birth_year is not None:
        return gettext("född %(year)s") % {"year": child.birth_year}
    return gettext("%(age)s år") % {"age": child.youngest}


def details_form(child: Child) -> DetailsForm:
    """What is known of a child, to mend."""
    known = child.details
    start: dict[str, Any] = {"child": child.id, "part": child.lives.value}
    if known is not None:
        names = ("birth_year", "told_by", "told_on", "other_parent", "other_parent_protected")
        start |= {name: getattr(known, name) for name in names}
    form = DetailsForm(auto_id=f"c{child.id.hex[:8]}_%s", initial=start)
    if isinstance(child.person.birth_date, date):
        del form.fields["birth_year"]
    return form


def _fact(fact: ChildFact) -> dict[str, Any]:
    return {
        "what": fact.get_step_display(),
        "not_heard": fact.step == ChildStep.NOT_HEARD,
        "date": fact.fact_date,
        "why_not": fact.get_why_not_display() if fact.why_not else "",
        "letter": KINDS[LetterKind(fact.letter)].title if fact.letter else "",
        "text": fact.text,
        "by": fact.by_name,
    }


def _handover(one: Handover) -> dict[str, Any]:
    """As the one who handed over sees it: what was asked, and what the unit has decided, never why."""
    return {
        "kind": one.get_kind_display(),
        "ground": one.get_ground_display(),
        "unit": one.unit.name,
        "handed_on": one.handed_on,
        "known_on": one.known_on if one.known_on != one.handed_on else None,
        "why_you": one.why_you,
        "answer_by": one.answer_by,
        "decided": clocks.phase_words(one),
        "by": one.by_name,
    }


def _along(one: Any) -> dict[str, Any]:
    return {"where": ALONG[Along(one.where)], "date": one.along_on, "need": one.need, "by": one.by_name}
