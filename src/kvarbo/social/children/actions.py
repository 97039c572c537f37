"""Writes about the children of a matter: how they live and whose word it is, what has been done, who comes along.

Each has its row in the trail. Whoever calls has opened the matter for the one who acts.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from kvarbo.core.children.along import Along, childrens_unit_along
from kvarbo.core.children.family import ChildLives
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork, member_at_work
from kvarbo.ground.written import readable
from kvarbo.social.casework.actions import CLOSED, NOT_YET
from kvarbo.social.casework.people import change_part
from kvarbo.social.casework.queries import held
from kvarbo.social.casework.refusals import CannotDo
from kvarbo.social.children.models import (
    ChildDetails,
    ChildFact,
    ChildStep,
    Handover,
    UnitAlong,
    WhoseWord,
    WhyNotHeard,
)
from kvarbo.social.children.queries import Child, children_in, childrens_unit_on
from kvarbo.social.children.words import LETTERS

OLDEST = 25  # years back that a year of birth is taken for a child's
NOT_A_CHILD = "Barnet finns inte i ärendet. Öppna sidan på nytt."
NOTHING_OF_A_PROTECTED_PARENT = (
    "Skriv ingenting om en förälder med skyddade uppgifter här, inte ens namnet. Den som är utsedd för föräldern vet."
)


def child_called(reader: AtWork, matter: Any, person_id: UUID, *, on: date) -> Child:
    """The child in the matter; another's and nobody's are refused alike."""
    found = next((one for one in children_in(reader, matter.id, on=on) if one.id == person_id), None)
    if found is None:
        raise CannotDo(NOT_A_CHILD, field="child")
    return found


def keep_details(
    *,
    matter: Any,
    person_id: UUID,
    part: str,
    told_by: str,
    told_on: date | None,
    on: date,
    by: AtWork,
    birth_year: int | None = None,
    other_parent: str = "",
    other_parent_protected: bool = False,
) -> None:
    """Skriv in hur barnet bor här och vems ord det är. What is empty is unknown, and shown so."""
    locked = held(matter)
    child = child_called(by, locked, person_id, on=on)
    if part not in {one.value for one in ChildLives}:
        raise CannotDo("Välj hur barnet bor här.", field="part")
    _check_told(told_by, told_on, on)
    if birth_year is not None and not on.year - OLDEST <= birth_year <= on.year:
        raise CannotDo(f"Skriv ett år mellan {on.year - OLDEST} och {on.year}, eller lämna tomt.", field="birth_year")
    if isinstance(child.person.birth_date, date):
        birth_year = None  # the number says more
    parent = readable(other_parent)[:200]
    if other_parent_protected and parent:
        raise CannotDo(NOTHING_OF_A_PROTECTED_PARENT, field="other_parent")
    change_part(matter=locked, person_id=person_id, part=part)
    said = {
        "matter": locked, "birth_year": birth_year, "told_by": told_by, "told_on": told_on, "other_parent": parent,
        "other_parent_protected": other_parent_protected, "by": by.id, "by_name": by.name,
    }  # fmt: skip
    ChildDetails.objects.update_or_create(person_id=person_id, defaults=said)
    record("matter.child_kept", subjects=[locked.id], about={"person": str(person_id), "part": part})


def _check_told(told_by: str, told_on: date | None, on: date) -> None:
    if told_by and told_by not in WhoseWord.values:
        raise CannotDo("Välj vem som har sagt det.", field="told_by")
    if told_by and told_on is None:
        raise CannotDo("Skriv vilken dag det sades.", field="told_on")
    if told_on is not None and not told_by:
        raise CannotDo("Välj vem som har sagt det.", field="told_by")
    if told_on is not None and told_on > on:
        raise CannotDo(NOT_YET, field="told_on")


def note_fact(
    *,
    matter: Any,
    step: str,
    person_id: UUID | None,
    fact_date: date,
    on: date,
    by: AtWork,
    form_key: str,
    why_not: str = "",
    letter: str = "",
    text: str = "",
) -> None:
    """Skriv in något som är gjort för ett barn, or for the whole family; sent twice it is kept once."""
    if step not in ChildStep.values:
        raise CannotDo("Välj vad som har gjorts.", field="step")
    if fact_date > on:
        raise CannotDo(NOT_YET, field="fact_date")
    locked = held(matter)
    if locked.closed_on and fact_date > locked.closed_on:
        raise CannotDo(CLOSED)
    if ChildFact.objects.filter(matter=locked, form_key=form_key[:64]).exists():
        return
    of_family = step == ChildStep.FAMILY_MEETING
    if not of_family and person_id is None:
        raise CannotDo("Välj vilket barn det gäller.", field="child")
    if person_id is not None and not of_family:
        child_called(by, locked, person_id, on=on)
    not_heard = step == ChildStep.NOT_HEARD
    if not_heard and why_not not in WhyNotHeard.values:
        raise CannotDo("Välj varför barnet inte har kommit till tals.", field="why_not")
    if letter and letter not in dict(LETTERS):
        raise CannotDo("Välj ett brev i listan.", field="letter")
    ChildFact.objects.create(
        matter=locked, step=step, person_id=None if of_family else person_id, fact_date=fact_date,
        why_not=why_not if not_heard else "", letter=letter if step == ChildStep.INFORMED else "",
        text=readable(text)[:200], by=by.id, by_name=by.name, form_key=form_key[:64],
    )  # fmt: skip
    record("matter.child_step", subjects=[locked.id], about={"step": step})


def bring_along(*, matter: Any, where: str, along_on: date, need: str, on: date, by: AtWork, form_key: str) -> None:
    """Be barnenheten följa med: refused with its reason where a report or a handover comes first."""
    if where not in {Along.BOOKED_VISIT.value, Along.UNANNOUNCED_VISIT.value, Along.EVICTION.value}:
        raise CannotDo("Välj vart barnenheten ska följa med.", field="where")
    if childrens_unit_on(on) is None:
        raise CannotDo("Ingen har sagt vilken enhet som är barnenheten. En chef väljer den.")
    locked, written = held(matter), readable(need)[:200]
    if UnitAlong.objects.filter(matter=locked, form_key=form_key[:64]).exists():
        return
    if not children_in(by, locked.id, on=on):
        raise CannotDo("Inget barn är inskrivet i ärendet. Skriv in barnet först.")
    refuse_unless_handed_over(locked, Along(where), need=written)
    UnitAlong.objects.create(
        matter=locked, where=where, along_on=along_on, need=written, by=by.id, by_name=by.name, form_key=form_key[:64]
    )
    record("matter.childrens_unit_along", subjects=[locked.id], about={"where": where})


def refuse_unless_handed_over(matter: Any, where: Along, *, need: str = "") -> None:
    """Raise ``CannotDo`` with the rule's own words where the children's unit may not come along yet."""
    handed_over = (
        Handover.objects.filter(matter=matter).exists() or Handover.objects.filter(child_matter=matter).exists()
    )
    found = childrens_unit_along(where=where, handed_over=handed_over, need_stated=bool(need))
    if not found.value:
        told = " ".join(f"{step.text} ({step.source})" for step in found.steps)
        raise CannotDo(told, field="need" if where is Along.BOOKED_VISIT else "where")


def before_assigning(matter: Any, member_id: UUID, *, on: date) -> None:
    """Into a matter of another unit the children's unit comes after a report or a handover, and not before."""
    chosen, member = childrens_unit_on(on), member_at_work(member_id)
    if chosen is None or member is None or member.unit_id != chosen.unit_id or matter.unit_id == chosen.unit_id:
        return
    try:
        refuse_unless_handed_over(matter, Along.INTO_THE_MATTER)
    except CannotDo as refusal:
        raise CannotDo(refusal.message, field="member") from None
