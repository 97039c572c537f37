"""What the pages of consents show, from the rows: each consent in plain words, and what is left to do about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from kvarbo.core.law.secrecy.consent import ConsentDirection
from kvarbo.core.law.secrecy.vocabulary import KindOfFact
from kvarbo.doors.consent.actions import USUAL_MONTHS, months_after
from kvarbo.doors.consent.forms import GiveForm, WithdrawForm
from kvarbo.doors.consent.handed import HandedOver, handed_over_on
from kvarbo.doors.consent.models import ReceiverToTell
from kvarbo.doors.consent.queries import KeptConsent
from kvarbo.doors.consent.status import LIVE, ConsentStatus, Part
from kvarbo.doors.consent.words import DIRECTIONS, GIVERS, HOW_GIVEN, OF_THEM, STATUSES, TOLD_HOW, joined, opens
from kvarbo.ground import clock
from kvarbo.ground.asked import new_form_key
from kvarbo.ground.people.masked import MASKED, Masked
from kvarbo.ground.subjects import Subject

OPEN_STATUSES = LIVE | {ConsentStatus.COMING}


@dataclass(frozen=True, slots=True)
class WithdrawalShown:
    """En återkallelse, as the history tells it."""

    on: date
    by_whom: str
    how: str
    written_by: str
    written_on: date
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConsentShown:
    """Ett samtycke, as its page shows it."""

    kept: KeptConsent
    who: str | Masked
    giver: str
    status: str
    is_live: bool
    opens: tuple[str, ...]
    said: tuple[str, ...]
    how_given: str
    direction: str
    withdrawals: tuple[WithdrawalShown, ...]
    form: WithdrawForm | None


def give_form(subject: Subject, *, on: date, by: str, said: tuple[Any, ...] = ()) -> GiveForm:
    """The form for a new consent, filled with what is usual."""
    start = {
        "given_on": on,
        "until": months_after(on, USUAL_MONTHS),
        "heard_by": by,
        "direction": ConsentDirection.TELL.value,
        "form_key": new_form_key(),
    }
    people = [(person.id, str(person.name)) for person in subject.people]
    return GiveForm(*said, people=people, initial=start, auto_id="give_%s")


def withdraw_form(kept: KeptConsent, *, on: date, said: Any = None) -> WithdrawForm:
    """The form for taking this consent back."""
    start = {"consent": kept.row.pk, "withdrawn_on": on, "how_much": "whole", "form_key": new_form_key()}
    names = {one.counterpart_id: one.name for one in kept.receivers}
    remaining = kept.said.parts - set(kept.withdrawn)
    return WithdrawForm(said, parts=remaining, receivers=names, initial=start, auto_id=f"w{kept.row.pk.hex[:8]}_%s")


def shown_consent(kept: KeptConsent, subject: Subject, *, on: date, form: WithdrawForm | None = None) -> ConsentShown:
    """One consent of this subject; who it is about is masked as the reader sees that person."""
    who = next((person.name for person in subject.people if person.id == kept.row.person_id), MASKED)
    status = kept.status(on=on)
    may_withdraw = status in OPEN_STATUSES
    return ConsentShown(
        kept=kept,
        who=who,
        giver=_giver(kept),
        status=str(STATUSES[status]),
        is_live=status in LIVE,
        opens=_sentences(kept, kept.left(on=on)) if may_withdraw else (),
        said=_sentences(kept, kept.said.parts),
        how_given=str(HOW_GIVEN[kept.row.how_given]),
        direction=str(DIRECTIONS[kept.row.direction]),
        withdrawals=tuple(_withdrawals(kept)),
        form=(form or withdraw_form(kept, on=on)) if may_withdraw else None,
    )


def _giver(kept: KeptConsent) -> str:
    word = str(GIVERS[kept.row.giver])
    return f"{word}: {kept.row.giver_name}" if kept.row.giver_name else word


def _sentences(kept: KeptConsent, parts: Iterable[Part]) -> tuple[str, ...]:
    there = set(parts)
    facts = {one.name: [fact for fact in kept.facts if (one.counterpart_id, fact) in there] for one in kept.receivers}
    return tuple(opens(kept.row.direction, name, found) for name, found in facts.items() if found)


def _withdrawals(kept: KeptConsent) -> Iterable[WithdrawalShown]:
    names = {one.counterpart_id: one.name for one in kept.receivers}
    for withdrawal in kept.withdrawals:
        by_receiver: dict[UUID, list[KindOfFact]] = defaultdict(list)
        for (counterpart, fact), of in kept.withdrawn.items():
            if of.pk == withdrawal.pk:
                by_receiver[counterpart].append(fact)
        yield WithdrawalShown(
            on=withdrawal.withdrawn_on,
            by_whom=withdrawal.withdrawn_by,
            how=str(TOLD_HOW[withdrawal.told_how]),
            written_by=withdrawal.by_name,
            written_on=clock.day_of(withdrawal.written_at),
            parts=tuple(
                f"{names[counterpart]}: {joined([str(OF_THEM[fact]) for fact in facts])}"
                for counterpart, facts in by_receiver.items()
            ),
        )


@dataclass(frozen=True, slots=True)
class ToTellShown:
    """En mottagare att underrätta, with the papers it has had on the consent."""

    task: int
    subject_id: UUID
    receiver: str
    parts: str
    withdrawn_on: date
    papers: tuple[HandedOver, ...]  # those that rest on just what was taken back
    stopped: tuple[HandedOver, ...]


def shown_to_tell(waiting: list[ReceiverToTell], kept: dict[UUID, KeptConsent]) -> list[ToTellShown]:
    """The recall list: whom to tell of a withdrawal, and what each has had."""
    papers = handed_over_on({task.consent_id for task in waiting})
    lost = {
        task.pk: [
            fact
            for (counterpart, fact), of in kept[task.consent_id].withdrawn.items()
            if of.pk == task.withdrawal_id and counterpart == task.receiver.counterpart_id
        ]
        for task in waiting
    }
    about = {
        task.pk: [
            paper
            for paper in papers
            if paper.consent_id == task.consent_id
            and paper.counterpart_id == task.receiver.counterpart_id
            and not paper.facts.isdisjoint(lost[task.pk])
        ]
        for task in waiting
    }
    return [
        ToTellShown(
            task=task.pk,
            subject_id=task.consent.subject_id,
            receiver=task.receiver.counterpart.name,
            parts=joined([str(OF_THEM[fact]) for fact in lost[task.pk]]),
            withdrawn_on=task.withdrawal.withdrawn_on,
            papers=tuple(paper for paper in about[task.pk] if paper.has_left),
            stopped=tuple(paper for paper in about[task.pk] if not paper.has_left),
        )
        for task in waiting
    ]
