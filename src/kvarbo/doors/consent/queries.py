"""Reads of consents: what holds now, and what was said. Who acts on a consent asks at that moment, never from a copy.

A hand-over calls ``consents_of(…, to_act_on=True)`` in the transaction that sends: whoever takes the consent back at
the same time waits for it, or has been first and is seen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from kvarbo.core.law.secrecy import consent as law
from kvarbo.core.law.secrecy.consent import ConsentDirection
from kvarbo.core.law.secrecy.vocabulary import KindOfFact, Party
from kvarbo.doors.consent.models import Consent, ConsentReceiver, ConsentWithdrawal, ReceiverToTell, WithdrawnPart
from kvarbo.doors.consent.status import LIVE, ConsentStatus, Part, Said, left, status
from kvarbo.doors.organisations.queries import own_party


@dataclass(frozen=True, slots=True)
class Receiver:
    """Mottagare: a counterpart as a consent names it."""

    row: int
    counterpart_id: UUID
    name: str
    party: Party


@dataclass(frozen=True, slots=True)
class KeptConsent:
    """Ett samtycke med allt som har sagts om det; the rows of one consent, read together."""

    row: Consent
    receivers: tuple[Receiver, ...]
    withdrawals: tuple[ConsentWithdrawal, ...]
    withdrawn: dict[Part, ConsentWithdrawal]

    @property
    def facts(self) -> tuple[KindOfFact, ...]:
        """The kinds of fact, in the vocabulary's order."""
        return tuple(fact for fact in KindOfFact if fact.value in self.row.facts)

    @property
    def said(self) -> Said:
        """What status is worked out from."""
        return Said(
            valid_from=self.row.valid_from,
            until=self.row.until,
            parts=frozenset((one.counterpart_id, fact) for one in self.receivers for fact in self.facts),
            withdrawn={part: withdrawal.withdrawn_on for part, withdrawal in self.withdrawn.items()},
        )

    def status(self, *, on: date) -> ConsentStatus:
        """Läget den dagen."""
        return status(self.said, on=on)

    def left(self, *, on: date) -> frozenset[Part]:
        """What has not been taken back that day."""
        return left(self.said, on=on)


@dataclass(frozen=True, slots=True)
class Covers:
    """Ett samtycke som gäller: which, and what must follow with what is told."""

    consent_id: UUID
    until: date
    has_reservation: bool


class Rest(NamedTuple):
    """Det ett papper vilar på: one kind of fact towards one receiver, by one consent."""

    consent_id: UUID
    counterpart_id: UUID
    fact: KindOfFact


@dataclass(frozen=True, slots=True)
class Lost:
    """Det som inte längre bär: taken back that day, or past its last day; no day when the consent is not here."""

    on: date | None
    taken_back: bool


def kept_consents(consents: Iterable[Consent]) -> list[KeptConsent]:
    """These consents with receivers and withdrawals, in three queries however many they are."""
    rows = list(consents)
    ids = [row.pk for row in rows]
    receivers: dict[UUID, list[Receiver]] = defaultdict(list)
    part_of: dict[int, UUID] = {}
    for one in ConsentReceiver.objects.filter(consent_id__in=ids).select_related("counterpart").order_by("pk"):
        about = one.counterpart
        receivers[one.consent_id].append(Receiver(one.pk, about.pk, about.name, Party(about.party)))
        part_of[one.pk] = about.pk
    withdrawals: dict[UUID, list[ConsentWithdrawal]] = defaultdict(list)
    for withdrawal in ConsentWithdrawal.objects.filter(consent_id__in=ids):
        withdrawals[withdrawal.consent_id].append(withdrawal)
    withdrawn: dict[UUID, dict[Part, ConsentWithdrawal]] = defaultdict(dict)
    for part in WithdrawnPart.objects.filter(consent_id__in=ids).select_related("withdrawal"):
        withdrawn[part.consent_id][part_of[part.receiver_id], KindOfFact(part.fact)] = part.withdrawal
    return [KeptConsent(row, tuple(receivers[row.pk]), tuple(withdrawals[row.pk]), withdrawn[row.pk]) for row in rows]


def consents_about(subject_id: UUID) -> list[KeptConsent]:
    """Every consent given in this lease or matter, newest first; the caller has asked who may open it."""
    return kept_consents(Consent.objects.filter(subject_id=subject_id))


def consent_of(subject_id: UUID, consent_id: UUID) -> KeptConsent | None:
    """One consent of this lease or matter."""
    return next(iter(kept_consents(Consent.objects.filter(subject_id=subject_id, pk=consent_id))), None)


def consents_of(
    person_id: UUID, *, subject: UUID, counterpart: UUID, to_act_on: bool = False
) -> tuple[law.Consent, ...]:
    """The person's consents towards one counterpart, as ``may_disclose`` and ``may_ask`` read them.

    One for each day that parts of it were taken back, so that a partial withdrawal holds; ``reference`` is the
    consent's id here. ``to_act_on`` holds the consents until the transaction ends.
    """
    rows = Consent.objects.filter(person_id=person_id, subject_id=subject, receivers__counterpart_id=counterpart)
    if to_act_on:
        hold(person_id=person_id, subject=subject)
    holder = own_party()
    return tuple(flat for kept in kept_consents(rows.order_by("pk")) for flat in _flattened(kept, counterpart, holder))


def consents_by_person(subject_id: UUID, *, to_act_on: bool = False) -> dict[UUID, tuple[law.Consent, ...]]:
    """Every consent in this lease or matter as the rules read them, by who gave it; whom each is about, the rules ask.

    For what a page tells may be done; whoever hands something over asks ``consents_of`` about the one counterpart.
    ``to_act_on`` holds the consents until the transaction ends.
    """
    holder = own_party()
    found: dict[UUID, list[law.Consent]] = defaultdict(list)
    rows = Consent.objects.filter(subject_id=subject_id).order_by("pk")
    if to_act_on:
        list(rows.select_for_update().values_list("pk", flat=True))
    for kept in kept_consents(rows):
        for receiver in kept.receivers:
            found[kept.row.person_id].extend(_flattened(kept, receiver.counterpart_id, holder))
    return {person: tuple(given) for person, given in found.items()}


def _flattened(kept: KeptConsent, counterpart: UUID, holder: Party) -> Iterable[law.Consent]:
    other = next(one for one in kept.receivers if one.counterpart_id == counterpart)
    by_day: dict[date | None, list[KindOfFact]] = defaultdict(list)
    for fact in kept.facts:
        taken_back = kept.withdrawn.get((counterpart, fact))
        by_day[taken_back.withdrawn_on if taken_back else None].append(fact)
    for withdrawn, facts in by_day.items():
        yield law.Consent(
            given=kept.row.valid_from,
            holder=holder,
            other=other.party,
            facts=tuple(facts),
            direction=ConsentDirection(kept.row.direction),
            until=kept.row.until,
            withdrawn=withdrawn,
            onward_allowed=not kept.row.has_reservation,
            reference=str(kept.row.pk),
        )


def hold(*, person_id: UUID, subject: UUID) -> None:
    """Håll the person's consents in this subject until the transaction ends: who takes one back waits."""
    held = Consent.objects.select_for_update().filter(person_id=person_id, subject_id=subject)
    list(held.order_by("pk").values_list("pk", flat=True))


def lost_among(rests: Collection[Rest], *, on: date, to_act_on: bool = False) -> dict[Rest, Lost]:
    """Those of these that no longer hold, in as many queries however many they are.

    ``to_act_on`` holds the consents until the transaction ends, as ``consents_of`` does.
    """
    wanted = {rest.consent_id for rest in rests}
    if not wanted:
        return {}
    rows = Consent.objects.filter(pk__in=wanted)
    if to_act_on:
        list(rows.select_for_update().order_by("pk").values_list("pk", flat=True))
    kept = {one.row.pk: one for one in kept_consents(rows)}
    found = {rest: _lost(kept.get(rest.consent_id), rest, on) for rest in rests}
    return {rest: lost for rest, lost in found.items() if lost is not None}


def _lost(kept: KeptConsent | None, rest: Rest, on: date) -> Lost | None:
    if kept is None:
        return Lost(None, taken_back=False)
    withdrawal = kept.withdrawn.get((rest.counterpart_id, rest.fact))
    if withdrawal is not None:
        return Lost(withdrawal.withdrawn_on, taken_back=True)
    return Lost(kept.row.until, taken_back=False) if on > kept.row.until else None


def covers(
    person_id: UUID, *, subject: UUID, counterpart: UUID, fact: KindOfFact, direction: ConsentDirection, on: date
) -> Covers | None:
    """The consent that lets this be told or fetched now, or none; read anew each time it is asked."""
    rows = Consent.objects.filter(
        person_id=person_id, subject_id=subject, direction=direction.value, receivers__counterpart_id=counterpart
    )
    for kept in kept_consents(rows.order_by("until", "pk")):
        if kept.status(on=on) in LIVE and (counterpart, fact) in kept.left(on=on):
            return Covers(kept.row.pk, kept.row.until, kept.row.has_reservation)
    return None


def consents_expiring(*, on: date, through: date) -> list[KeptConsent]:
    """Consents that hold now and whose last day comes by ``through``, the nearest first."""
    rows = Consent.objects.filter(valid_from__lte=on, until__gte=on, until__lte=through).order_by("until", "pk")
    return [kept for kept in kept_consents(rows) if kept.status(on=on) in LIVE]


def receivers_to_tell(subject_ids: Collection[UUID] | None = None) -> list[ReceiverToTell]:
    """Receivers that have yet to be told of a withdrawal, the oldest first."""
    waiting = ReceiverToTell.objects.filter(told_on=None).select_related(
        "consent", "withdrawal", "receiver__counterpart"
    )
    if subject_ids is not None:
        waiting = waiting.filter(consent__subject_id__in=list(subject_ids))
    return list(waiting.order_by("withdrawal__written_at", "pk"))
