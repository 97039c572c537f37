"""Vem får vad: each person on a lease by themselves, with the exact text, or left out with the reason.

The same is reckoned when the list is shown and when it is sent; when the two differ nothing is sent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from kvarbo.core.facts import Role
from kvarbo.ground.outbox.actions import LeftOut, Line
from kvarbo.ground.outbox.checks import stands_in_the_way
from kvarbo.ground.outbox.messages import MessageChannel
from kvarbo.ground.outbox.queries import why_not, wish_of
from kvarbo.ground.outbox.rules import opens_at, rules_at, waits_words
from kvarbo.ground.outbox.segments import Counted, count
from kvarbo.ground.outbox.wording import Written, language_of, text_kinds, written
from kvarbo.ground.outbox.words import WishKind
from kvarbo.ground.people.masked import Masked
from kvarbo.ground.people.queries import ShownPerson
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.messages.rechecks import rent_in_the_way
from kvarbo.landlord.rent.queries import Lease, ShownLease, leases_open_to, shown_leases

LEASEHOLDERS = frozenset({Role.TENANT.value, Role.CO_TENANT.value})
PREFERRED = {WishKind.PREFERS_SMS.value: MessageChannel.SMS, WishKind.PREFERS_EMAIL.value: MessageChannel.EMAIL}
OTHER = {MessageChannel.SMS: MessageChannel.EMAIL, MessageChannel.EMAIL: MessageChannel.SMS}
CLOSED = "Skyddade personuppgifter eller spärr: tas om hand av en namngiven handläggare."


@dataclass(frozen=True, slots=True)
class Wanted:
    """Ett avtal att skriva till, with the step that it carries out and for which month or day."""

    lease_id: UUID
    step: str
    period: str
    channel: MessageChannel


@dataclass(frozen=True, slots=True)
class Choice:
    """Vad som valts för alla: sort of text, language (empty: each person's own), channel (empty: as suggested)."""

    kind: str
    language: str
    channel: str
    slots: Mapping[str, str]
    again: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """Ett meddelande as it will go, with to whom, in how many parts, and why it waits if it does."""

    lease_id: UUID
    where: str | Masked
    name: str | Masked
    to: str | Masked
    line: Line
    counted: Counted | None
    waits_for: str


@dataclass(frozen=True, slots=True)
class NotSent:
    """En som inte får något, and why; ``had``: because they have had it already."""

    lease_id: UUID
    person_id: UUID | None
    where: str | Masked
    name: str | Masked
    reason: str
    had: bool = False


@dataclass(slots=True)
class Plan:
    """Planen; ``closed`` counts chosen rows that this reader may not open."""

    planned: list[Planned] = field(default_factory=list)
    left_out: list[NotSent] = field(default_factory=list)
    closed: int = 0

    @property
    def digest(self) -> str:
        """What exactly would be sent, to whom and how: shown and sent must be the same."""
        lines = sorted(
            f"{one.line.person_id} {one.to} {one.line.channel} {one.line.step} {one.line.period} {one.line.written}"
            for one in self.planned
        )
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    @property
    def lines(self) -> list[Line]:
        """What is put in the outbox."""
        return [one.line for one in self.planned]

    @property
    def nobody(self) -> list[LeftOut]:
        """Who is left out, as the outbox keeps it."""
        return [LeftOut(one.lease_id, one.person_id, one.reason) for one in self.left_out]


def plan(reader: AtWork, wanted: Collection[Wanted], choice: Choice, *, at: datetime) -> Plan:
    """Who gets what at this time. Raises ``CannotDo`` when the text cannot be filled in."""
    made = Plan()
    leases = {lease.id: lease for lease in leases_open_to(reader).filter(pk__in={one.lease_id for one in wanted})}
    made.closed = sum(1 for one in wanted if one.lease_id not in leases)
    shown = shown_leases(reader, list(leases.values()))
    kind = text_kinds().get(choice.kind)
    in_the_way = rent_in_the_way(sorted(leases), on=at.date()) if leases and kind and kind.about_rent else {}
    for one in wanted:
        if one.lease_id in leases:
            _plan_lease(made, one, leases[one.lease_id], shown[one.lease_id], choice, at, in_the_way)
    return made


def _plan_lease(
    made: Plan, one: Wanted, lease: Lease, shown: ShownLease, choice: Choice, at: datetime,
    in_the_way: Mapping[UUID, str],
) -> None:  # fmt: skip
    roles = dict(lease.lease_tenants.values_list("person_id", "role"))
    holders = [person for person in shown.tenants if roles.get(person.id) in LEASEHOLDERS]
    if not holders:
        made.left_out.append(NotSent(lease.id, None, shown.where, "", "Ingen avtalspart är inskriven på avtalet."))
    for person in holders:
        channel = _channel(person, one, choice)
        why, had = in_the_way.get(lease.id, "") or stands_in_the_way(person.id, channel), False
        if not why:
            why, had = why_not(person.id, step=one.step, period=one.period, at=at)
        if why and not (had and choice.again):
            made.left_out.append(NotSent(lease.id, person.id, shown.where, person.name, why, had))
            continue
        made.planned.append(_planned(one, shown, person, channel, choice, at, again=had))


def _channel(person: ShownPerson, one: Wanted, choice: Choice) -> MessageChannel:
    """As the sender chose; else as the person prefers; else as suggested, or the other way where that cannot be."""
    if choice.channel:
        return MessageChannel(choice.channel)
    wished = PREFERRED.get(wish_of(person.id), one.channel)
    other = OTHER[wished]
    return other if stands_in_the_way(person.id, wished) and not stands_in_the_way(person.id, other) else wished


def _planned(
    one: Wanted, shown: ShownLease, person: ShownPerson, channel: MessageChannel, choice: Choice, at: datetime,
    *, again: bool,
) -> Planned:  # fmt: skip
    text: Written = written(
        kind=choice.kind, language=choice.language or language_of(str(person.language)), channel=channel,
        slots=choice.slots,
    )  # fmt: skip
    is_sms = channel is MessageChannel.SMS
    opens = opens_at(at, rules_at(at))
    return Planned(
        lease_id=shown.id,
        where=shown.where,
        name=person.name,
        to=person.phone if is_sms else person.email,
        line=Line(shown.id, person.id, channel, one.step, one.period, text, again=again),
        counted=count(text.text) if is_sms else None,
        waits_for=waits_words(opens) if opens else "",
    )
