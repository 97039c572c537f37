"""Writes between the units: a child handed over to the children's unit, what it decides, and its sealed notes.

A handover opens a matter of the unit's own for each child, with the child and those adults it must reach. Nothing of
the rest comes along, and nobody who handed over can open it. What was told of the worry is sealed there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from kvarbo.core import swedish
from kvarbo.core.law.secrecy.vocabulary import CasePhase, MatterOrigin
from kvarbo.ground.people.queries import ShownPerson, shown_to
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork, members_with
from kvarbo.ground.units.roles import RoleName
from kvarbo.ground.written import readable
from kvarbo.social.casework import actions as casework
from kvarbo.social.casework.people import NewPerson
from kvarbo.social.casework.queries import CHILDREN, held, part_of_each
from kvarbo.social.casework.refusals import CannotDo
from kvarbo.social.checklist import actions as checklist
from kvarbo.social.checklist.queries import phases_of, way_for
from kvarbo.social.children.actions import NOT_A_CHILD
from kvarbo.social.children.clocks import ABOUT_INQUIRY, PROTECTION, clocks_of, newest
from kvarbo.social.children.models import (
    ChildDetails,
    Handover,
    HandoverGround,
    HandoverKind,
    NoteKind,
    SealedNote,
    UnitDecision,
    UnitDecisionKind,
)
from kvarbo.social.children.queries import Child, children_in, childrens_unit_on, may_read_sealed

LONGEST_NOTE = 4000
NO_UNIT = "Ingen har sagt vilken enhet som är barnenheten. En chef väljer den. Är det bråttom: ring barnenheten nu."
NO_HANDLER = (
    "Någon av dem har skyddade uppgifter, och på barnenheten är ingen utsedd att ta hand om sådana. Ring barnenheten "
    "nu, och be en chef utse en handläggare där. Lämna sedan över här."
)
ORIGIN_OF = {
    HandoverGround.DUTY_TO_REPORT.value: MatterOrigin.OTHER_AUTHORITY,
    HandoverGround.ANYBODY.value: MatterOrigin.OTHER_PERSON,
    HandoverGround.KNOWN_TO_THE_BOARD.value: MatterOrigin.OWN_OBSERVATION,
}
NOT_YOURS = "Bara barnenhetens handläggare som är tilldelade barnets ärende skriver här."
OF_INTERNAL = {HandoverGround.KNOWN_TO_THE_BOARD.value}


@dataclass(frozen=True, slots=True)
class Note:
    """Det som skrivs till barnenheten. ``facts`` are sealed; ``why_you`` is the note itself: why you, by when."""

    kind: str
    ground: str
    known_on: date
    why_you: str
    facts: str
    answer_by: date | None = None


def hand_over(
    *, matter: Any, children: Sequence[UUID], adults: Sequence[UUID], note: Note, on: date, by: AtWork, form_key: str
) -> list[Handover]:
    """Lämna över barn till barnenheten, the same day as the board learnt of it; the same form sent twice is one."""
    unit = childrens_unit_on(on)
    if unit is None:
        raise CannotDo(NO_UNIT)
    locked, key = held(matter), form_key[:50]
    before = list(Handover.objects.filter(matter=locked, form_key=key))
    if before:
        return before
    if locked.unit_id == unit.unit_id:
        raise CannotDo("Ärendet är redan barnenhetens eget.")
    _check(note, on)
    chosen = _chosen(locked, children, by, on)
    people = _adults(locked, adults, by)
    if any(one.is_protected for one in (*people, *(child.person for child in chosen))) and not members_with(
        RoleName.PROTECTED_HANDLER, unit_id=unit.unit_id
    ):
        raise CannotDo(NO_HANDLER)
    made = [_one(locked, child, people, note, unit.unit_id, on, by, key) for child in chosen]
    _assessment_begins(locked, on=on, by=by)
    return made


def _check(note: Note, on: date) -> None:
    if note.kind not in HandoverKind.values:
        raise CannotDo("Välj om det är en orosanmälan eller en intern överlämning.", field="kind")
    if note.ground not in HandoverGround.values:
        raise CannotDo("Välj på vilken grund.", field="ground")
    if (note.kind == HandoverKind.INTERNAL) != (note.ground in OF_INTERNAL):
        raise CannotDo("Grunden passar inte: en anmälan har en anmälare. Det nämnden själv vet lämnas över internt.",
                       field="ground")  # fmt: skip
    if note.known_on > on:
        raise CannotDo(casework.NOT_YET, field="known_on")
    if not readable(note.why_you):
        raise CannotDo("Skriv varför just barnenheten behövs.", field="why_you")
    if note.answer_by is not None and note.answer_by < on:
        raise CannotDo("Dagen har redan varit. Skriv i dag eller en senare dag.", field="answer_by")
    if not note.facts.strip():
        raise CannotDo("Skriv vad ni har sett eller hört. Det läses bara av den som får barnets ärende.", field="facts")


def _chosen(matter: Any, wanted: Sequence[UUID], by: AtWork, on: date) -> list[Child]:
    known = {child.id: child for child in children_in(by, matter.id, on=on)}
    if not wanted:
        raise CannotDo("Välj vilket barn det gäller.", field="children")
    if any(one not in known for one in wanted):
        raise CannotDo(NOT_A_CHILD, field="children")
    already = Handover.objects.filter(matter=matter, person_id__in=list(wanted)).prefetch_related("decisions")
    for one in already:
        if newest(one, ABOUT_INQUIRY) is None:
            raise CannotDo(
                f"Barnet lämnades över {swedish.day(one.handed_on)} och barnenheten har inte beslutat ännu. "
                "Ring barnenheten om det har hänt något nytt.",
                field="children",
            )
    return [known[one] for one in dict.fromkeys(wanted)]


def _adults(matter: Any, wanted: Sequence[UUID], by: AtWork) -> list[ShownPerson]:
    there = part_of_each(matter.id)
    if any(there.get(one) is None or there[one] in CHILDREN for one in wanted):
        raise CannotDo("Personen finns inte i ärendet. Öppna sidan på nytt.", field="adults")
    return list(shown_to(by, list(dict.fromkeys(wanted))).values())


def _one(
    matter: Any, child: Child, adults: Sequence[ShownPerson], note: Note, unit_id: UUID, on: date, by: AtWork, key: str
) -> Handover:
    """One child: a matter of the unit's own, the handover, and the facts sealed in it.

    Where anybody is protected no address goes along: whoever is named for them knows where to ask.
    """
    parts = part_of_each(matter.id)
    people = [_as_new(child.person, child.lives.value), *(_as_new(one, parts[one.id]) for one in adults)]
    is_protected = matter.is_protected or any(one.is_protected for one in people)
    opened = casework.open_matter(
        people=people, origin=ORIGIN_OF[note.ground].value, on=on, by=by, unit_id=unit_id, source_date=note.known_on,
        address="" if is_protected else matter.address, to_work_in=False,
    )  # fmt: skip
    if child.details is not None:
        _copy_details(opened, child.details)
    made = Handover.objects.create(
        matter=matter, child_matter=opened, person_id=child.id, unit_id=unit_id, kind=note.kind, ground=note.ground,
        known_on=note.known_on, handed_on=on, why_you=readable(note.why_you)[:500], answer_by=note.answer_by,
        by=by.id, by_name=by.name, form_key=key,
    )  # fmt: skip
    try:
        clocks_of(made)
    except LookupError as unread:
        raise CannotDo(str(unread), field="known_on") from None
    SealedNote.objects.create(
        matter=opened, kind=NoteKind.HANDED_OVER, text=note.facts.strip()[:LONGEST_NOTE], note_date=on, by=by.id,
        by_name=by.name, form_key=key,
    )  # fmt: skip
    about = {"kind": note.kind, "ground": note.ground, "child_matter": str(opened.id), "person": str(child.id)}
    record("matter.child_handed_over", subjects=[matter.id], about=about)
    return made


def _as_new(person: ShownPerson, part: str) -> NewPerson:
    return NewPerson(
        str(person.name), part, str(person.identity or ""), str(person.phone or ""), str(person.email or ""),
        person.is_protected,
    )  # fmt: skip


def _copy_details(opened: Any, known: ChildDetails) -> None:
    """What is known of the child goes along; the child is written in first of the people."""
    person = next(iter(part_of_each(opened.id)))
    ChildDetails.objects.create(
        matter=opened, person_id=person, birth_year=known.birth_year, told_by=known.told_by, told_on=known.told_on,
        other_parent=known.other_parent, other_parent_protected=known.other_parent_protected, by=known.by,
        by_name=known.by_name,
    )  # fmt: skip


def _assessment_begins(matter: Any, *, on: date, by: AtWork) -> None:
    """Skriv in skedet i ärendet, so that its checklist knows: nothing is written twice."""
    begun = any(one.phase in (CasePhase.CHILD_ASSESSMENT, CasePhase.CHILD_INQUIRY) for one in phases_of(matter.id))
    if way_for(matter, on=on) is not None and not begun:
        checklist.decide_phase(matter=matter, decision="child_assessment:child", day=on, on=on, by=by)


def decide(
    *, handover: Handover, kind: str, decided_on: date, reason: str, on: date, by: AtWork, form_key: str,
    until: date | None = None,
) -> None:  # fmt: skip
    """Skriv in barnenhetens bedömning eller beslut, with its reason; it fixes the next clock."""
    matter, key, why = held(handover.child_matter), form_key[:64], readable(reason)[:500]
    if UnitDecision.objects.filter(handover=handover, form_key=key).exists():
        return
    if kind not in UnitDecisionKind.values:
        raise CannotDo("Välj vad som är bedömt eller beslutat.", field="kind")
    if not why:
        raise CannotDo("Skriv skälet.", field="reason")
    if decided_on > on:
        raise CannotDo(casework.NOT_YET, field="decided_on")
    if decided_on < handover.known_on:
        since = swedish.day(handover.known_on)
        raise CannotDo(f"Nämnden fick veta det {since}. Skriv den dagen eller en senare.", field="decided_on")
    fresh = Handover.objects.prefetch_related("decisions").get(pk=handover.pk)
    _check_order(fresh, kind, decided_on, until)
    UnitDecision.objects.create(
        handover=handover, kind=kind, decided_on=decided_on, reason=why, by=by.id, by_name=by.name, form_key=key,
        until=until if kind == UnitDecisionKind.EXTENDED else None,
    )  # fmt: skip
    record("matter.child_decided", subjects=[matter.id], about={"kind": kind})


def _check_order(handover: Handover, kind: str, decided_on: date, until: date | None) -> None:
    """A decision that is made already is not made again, and an inquiry ends after it has begun."""
    about, opened = newest(handover, ABOUT_INQUIRY), newest(handover, {UnitDecisionKind.OPENED.value})
    if kind in ABOUT_INQUIRY and about is not None:
        raise CannotDo(
            f"Det är redan beslutat, {swedish.day(about.decided_on)}: {about.get_kind_display()}.", field="kind"
        )
    if kind in PROTECTION:
        return
    if kind not in ABOUT_INQUIRY and opened is None:
        raise CannotDo("Ingen utredning är inledd här.", field="kind")
    if kind not in ABOUT_INQUIRY and newest(handover, {UnitDecisionKind.FINISHED.value}) is not None:
        raise CannotDo("Utredningen är redan avslutad.", field="kind")
    if opened is not None and decided_on < opened.decided_on:
        since = swedish.day(opened.decided_on)
        raise CannotDo(f"Utredningen inleddes {since}. Skriv den dagen eller en senare.", field="decided_on")
    if kind == UnitDecisionKind.EXTENDED and (until is None or until <= decided_on):
        raise CannotDo("Skriv till vilken dag utredningens tid förlängs.", field="until")


def write_note(*, matter: Any, text: str, on: date, by: AtWork, form_key: str) -> None:
    """Skriv en förseglad anteckning; it is never changed."""
    if not may_read_sealed(by, matter):
        raise CannotDo(NOT_YOURS)
    written = text.replace("\0", "").strip()[:LONGEST_NOTE]
    if not written:
        raise CannotDo("Skriv anteckningen.", field="text")
    locked, key = held(matter), form_key[:64]
    if SealedNote.objects.filter(matter=locked, form_key=key).exists():
        return
    SealedNote.objects.create(
        matter=locked, kind=NoteKind.OWN, text=written, note_date=on, by=by.id, by_name=by.name, form_key=key
    )
    record("matter.sealed_note", subjects=[locked.id])
