"""Överlämna: what exactly would go, to whom, on which ground and why; and then just that, or nothing.

What is shown and what is sent are worked out by the same function. The one who hands over confirms a fingerprint of the
paper to the byte and of the law's answer; when either has changed meanwhile nothing is sent.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from kvarbo.core.law.secrecy.question import Circumstances
from kvarbo.core.law.secrecy.vocabulary import MatterOrigin, Party
from kvarbo.doors.organisations.queries import Counterpart, own_party
from kvarbo.doors.papers.canonical import canonical
from kvarbo.doors.papers.fields import facts_told
from kvarbo.doors.papers.kinds import Basis, PaperKind, about
from kvarbo.doors.papers.paper import Paper
from kvarbo.doors.post import checks, early
from kvarbo.doors.post.models import ReceivedPaper, RestsOnConsent, SentPaper
from kvarbo.doors.post.permission import Answer, AskedPerson, Between, ask, consents_of
from kvarbo.doors.post.protection import whereabouts_in
from kvarbo.doors.post.refusals import CannotDo
from kvarbo.doors.post.sending import Decision, put_in_the_post
from kvarbo.doors.post.slips import as_organisation, ourselves
from kvarbo.ground.people.queries import ShownPerson
from kvarbo.ground.subjects import Subject
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork
from kvarbo.house.kinds import RoomKind
from kvarbo.house.rooms import current

LONGEST_GROUND = 120
ITSELF = frozenset({PaperKind.RECEIPT, PaperKind.RECALL})  # what the post writes by itself
EARLY = frozenset({PaperKind.EARLY_SIGNAL.value, PaperKind.STATUS.value})


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody has chosen to hand over: about whom, of what kind, to whom and how."""

    subject: Subject | None
    counterpart: Counterpart
    kind: PaperKind
    people: tuple[ShownPerson, ...]
    transport: str
    paper_id: UUID
    replaces: UUID | None = None
    answers: UUID | None = None

    @property
    def hides(self) -> bool:
        """Whether whereabouts are left out: somebody in the home is protected, whoever the paper names."""
        everybody = (*self.people, *(self.subject.people if self.subject else ()))
        return any(person.is_protected for person in everybody)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is shown before anything is handed over, and what its fingerprint vouches for."""

    paper: Paper
    answer: Answer
    fingerprint: str


def kinds_between(own: Party, other: Party) -> list[PaperKind]:
    """The kinds of paper that may go from one to the other at all, in the order they are listed."""
    return [kind for kind in PaperKind if kind not in ITSELF and about(kind).may_go(own, other)]


def seen(chosen: Chosen, content: dict[str, Any], *, on: date, to_act_on: bool = False) -> Seen:
    """The paper as it would be handed over and what the law says of it. Raises ``PaperRefused`` and ``CannotDo``.

    ``to_act_on`` holds the consents it rests on until the transaction ends.
    """
    _check(chosen, content, on=on)
    answer = _asked(chosen, content, on=on, to_act_on=to_act_on)
    paper = Paper(
        id=chosen.paper_id, kind=chosen.kind, version=about(chosen.kind).version, sender=ourselves(),
        receiver=as_organisation(chosen.counterpart), written=on, ground=_short(answer.ground),
        replaces=chosen.replaces, answers=chosen.answers, content=content,
    )  # fmt: skip
    return Seen(paper, answer, _fingerprint(paper, answer, chosen.transport))


def hand_over(chosen: Chosen, content: dict[str, Any], *, fingerprint: str, by: AtWork, on: date) -> SentPaper:
    """Lämna över just det som visades, in the decision's own transaction. The same form again sends nothing new.

    Raises ``CannotDo`` when the text or the law's answer is no longer what was shown, or was no yes.
    """
    before = SentPaper.objects.filter(pk=chosen.paper_id).first()
    subject_id = chosen.subject.id if chosen.subject else None
    if before is not None:
        if before.subject_id != subject_id or before.by != by.id:
            raise CannotDo(gettext("Formuläret hör till ett annat papper. Börja om."))
        return before
    now = seen(chosen, content, on=on, to_act_on=True)
    if now.fingerprint != fingerprint:
        raise CannotDo(
            gettext(
                "Ingenting är skickat: texten eller lagens svar har ändrats sedan du såg dem. Läs igenom på nytt och "
                "lämna över därefter."
            )
        )
    if not now.answer.may_go:
        raise CannotDo(gettext("Ingenting är skickat: det får inte lämnas så som det är nu. Skälen står nedan."))
    decision = Decision(subject_id, now.answer.kept(), by.id, by.name, holds_protected=chosen.hides)
    sent = put_in_the_post(now.paper, decision, counterpart=chosen.counterpart, transport=chosen.transport)
    RestsOnConsent.objects.bulk_create(
        RestsOnConsent(paper=sent, consent_id=UUID(reference)) for reference in now.answer.consents
    )
    record(
        "paper.handed_over",
        subjects=[subject_id] if subject_id else [],
        about={
            "paper": str(sent.pk),
            "kind": sent.kind,
            "counterpart": str(chosen.counterpart.pk),
            "ground": sent.ground,
            "transport": chosen.transport,
        },
    )
    return sent


def note_stopped(chosen: Chosen, why: str) -> None:
    """Note in the trail that somebody tried and that nothing went."""
    record(
        "paper.stopped",
        subjects=[chosen.subject.id] if chosen.subject else [],
        about={"kind": chosen.kind.value, "counterpart": str(chosen.counterpart.pk), "ground": why},
    )


def _check(chosen: Chosen, content: dict[str, Any], *, on: date) -> None:
    if chosen.kind in ITSELF or not about(chosen.kind).may_go(own_party(), Party(chosen.counterpart.party)):
        raise CannotDo(gettext("Ett sådant papper går inte mellan de här två. Välj ett annat slag."), field="kind")
    if about(chosen.kind).names_people and not chosen.people:
        raise CannotDo(gettext("Välj vem papperet handlar om."), field="people")
    where = str(chosen.subject.where) if chosen.subject else ""
    everybody = chosen.subject.people if chosen.subject else chosen.people
    if whereabouts_in(content, everybody, where):
        raise CannotDo(
            gettext(
                "Någon i hemmet har skyddade personuppgifter, och texten innehåller adress, telefon eller e-post. Ta "
                "bort det: sådant lämnas aldrig i ett papper."
            )
        )
    if why := checks.stopped(chosen.subject, chosen.kind, content, on=on):
        raise CannotDo(why)


def _asked(chosen: Chosen, content: dict[str, Any], *, on: date, to_act_on: bool) -> Answer:
    kind = about(chosen.kind)
    between = Between(
        on=on,
        holder=own_party(),
        receiver=Party(chosen.counterpart.party),
        circumstances=_circumstances(chosen, on=on),
        origins=_origins(chosen),
        is_question=kind.basis is Basis.ASKING,
    )
    people = chosen.people if kind.names_people else ()
    return ask(
        between,
        facts_told(chosen.kind, content),
        [_with_consents(chosen, person, to_act_on=to_act_on) for person in people],
    )


def _with_consents(chosen: Chosen, person: ShownPerson, *, to_act_on: bool) -> AskedPerson:
    subject = chosen.subject.id if chosen.subject else person.id
    consents = consents_of(person.id, subject=subject, counterpart=chosen.counterpart.pk, to_act_on=to_act_on)
    return AskedPerson(person.id, str(person.name), consents)


def _circumstances(chosen: Chosen, *, on: date) -> Circumstances:
    known = early.circumstances(on=on) if current().kind == RoomKind.LANDLORD else Circumstances()
    return replace(known, requested=True) if chosen.answers else known


def _origins(chosen: Chosen) -> tuple[MatterOrigin, ...]:
    """Through what this very counterpart has told us of the household: only then may it be asked about it."""
    if chosen.subject is None:
        return ()
    came = ReceivedPaper.objects.filter(
        subject_id=chosen.subject.id, counterpart=chosen.counterpart, recalled_at=None, struck_at=None
    ).values_list("kind", "checked")
    return tuple(dict.fromkeys(_origin(kind, Party(chosen.counterpart.party)) for kind, _ in came))


def _origin(kind: str, party: Party) -> MatterOrigin:
    if party is Party.KRONOFOGDEN:
        return MatterOrigin.KRONOFOGDEN
    return MatterOrigin.LANDLORD_EARLY if kind in EARLY or not kind else MatterOrigin.LANDLORD_NOTICE


def _short(ground: str) -> str:
    """The paragraphs, as many as the paper has room for."""
    kept = ""
    for paragraph in ground.split("; "):
        longer = f"{kept}; {paragraph}" if kept else paragraph
        if len(longer) > LONGEST_GROUND:
            break
        kept = longer
    return kept or "-"


def _fingerprint(paper: Paper, answer: Answer, transport: str) -> str:
    """What the one who hands over has seen: the paper to the byte, the law's answers, and how it goes."""
    told = json.dumps([answer.kept(), transport], sort_keys=True, ensure_ascii=False).encode()
    return hashlib.sha256(canonical(paper) + b"\n" + told).hexdigest()


def people_chosen(everybody: Iterable[ShownPerson], ids: Iterable[str]) -> tuple[ShownPerson, ...]:
    """The people of a subject that a form names; others' ids are nobody."""
    wanted = set(ids)
    return tuple(person for person in everybody if str(person.id) in wanted)
