"""Vem får vilket brev: each person on a lease by themselves, or left out with the reason.

The same is reckoned when the list is shown and when the letters are asked for; when the two differ none is made.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from kvarbo.core import swedish
from kvarbo.core.facts import Facts, Role
from kvarbo.ground.letters.as_data import to_data
from kvarbo.ground.letters.checks import fault_in
from kvarbo.ground.letters.kinds import KINDS, LetterKind
from kvarbo.ground.letters.letter import LetterToSet, Recipient, Sender
from kvarbo.ground.letters.variables import LateRent
from kvarbo.ground.letters.words import Language
from kvarbo.ground.outbox.print_file import Receiver, address_order
from kvarbo.ground.outbox.wording import TextLanguage, language_of
from kvarbo.ground.people.masked import Masked
from kvarbo.ground.people.queries import ShownPerson
from kvarbo.ground.subjects import Subject, subjects
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.bundles.had import Had, had_of
from kvarbo.landlord.bundles.kinds import ABOUT_RENT, must_be_told, said_once
from kvarbo.landlord.letters import UNKNOWN, references_of, variables_known
from kvarbo.landlord.messages.rechecks import rent_in_the_way
from kvarbo.landlord.outreach.queries import known_facts, pauses_on
from kvarbo.landlord.rent.queries import roles_on

HOLDERS = frozenset({Role.TENANT.value, Role.CO_TENANT.value})
PROTECTED = "Skyddade personuppgifter: inget vanligt brev. Den namngivna handläggaren tar kontakten."
NO_HOLDER = "Ingen avtalspart är inskriven på avtalet."
NO_ADDRESS = "Ingen adress är inskriven på avtalet."
NO_NAME = "Inget namn är inskrivet."
ANOTHER_HOME = "Får redan ett brev i bunten, om ett annat hem. Skriv det andra för sig."
CANNOT_FILL = "Rummet vet inte det som ska stå i brevet. Skriv det för sig."
LANGUAGES = {TextLanguage.EN: Language.ENGLISH}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Ett avtal att skriva till: the step that Idag suggests by letter if it does, its month, what it waits for."""

    lease_id: UUID
    step: str
    month: date
    waiting_for: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """Vad som valts för alla. ``language`` None: each person's own. ``again``: also who has had it already."""

    kind: LetterKind
    language: Language | None
    said: Mapping[str, Any]  # what is said once, by the field of the kind's variables
    sender: Sender
    town: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """Ett brev as it will be made."""

    lease_id: UUID
    person_id: UUID
    name: str
    where: str
    letter: LetterToSet
    step: str
    month: date
    period: str
    again: int


@dataclass(frozen=True, slots=True)
class NotWritten:
    """En som inte får något brev, and why; ``had``: because they have had it already."""

    lease_id: UUID
    person_id: UUID | None
    name: str | Masked
    where: str | Masked
    reason: str
    period: str
    had: bool = False


@dataclass(slots=True)
class Plan:
    """Planen; ``closed`` counts chosen rows that this reader may not open."""

    choice: Choice
    planned: list[Planned] = field(default_factory=list)
    left_out: list[NotWritten] = field(default_factory=list)
    closed: int = 0

    @property
    def digest(self) -> str:
        """What exactly would be made, and to whom: shown and made must be the same."""
        rows = [
            [str(one.person_id), one.name, one.where, one.period, one.again, one.letter.language, str(one.letter.on),
             to_data(one.letter.variables)]
            for one in self.planned
        ]  # fmt: skip
        whole = [self.choice.kind, to_data(self.choice.sender), self.choice.town, sorted(rows, key=str)]
        return hashlib.sha256(json.dumps(whole).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Knows:
    """What is read once for all leases of a plan."""

    facts: Mapping[UUID, Facts]
    roles: Mapping[UUID, Mapping[UUID, str]]
    in_the_way: Mapping[UUID, str]
    had: Mapping[UUID, Sequence[Had]]
    references: Mapping[str, str]


def plan(reader: AtWork, wanted: Collection[Wanted], choice: Choice, *, on: date) -> Plan:
    """Who gets which letter on this day. A home that is chosen twice is written to once, for the row that is first."""
    first = {one.lease_id: one for one in reversed(list(wanted))}
    found = subjects(reader, list(first))
    made = Plan(choice, closed=len(first) - len(found))
    ids = list(found)
    people = [person.id for about in found.values() for person in about.people]
    knows = _Knows(
        facts=known_facts(ids),
        roles=roles_on(ids),
        in_the_way=_in_the_way(ids, choice.kind, on),
        had=had_of(people, choice.kind),
        references=references_of(ids),
    )
    for one in dict.fromkeys(wanted):
        if one.lease_id in found and first[one.lease_id] == one:
            _plan_lease(made, one, found[one.lease_id], knows, on)
    made.planned = _in_address_order(made.planned)
    return made


def _in_address_order(planned: Sequence[Planned]) -> list[Planned]:
    """As the print file has them, so that the first letter shown is the first one printed."""
    by_key = {uuid5(one.lease_id, str(one.person_id)): one for one in planned}
    receivers = (Receiver(key, one.name, one.where) for key, one in by_key.items())
    return [by_key[receiver.letter_id] for receiver in address_order(receivers)]


def _in_the_way(leases: Sequence[UUID], kind: LetterKind, on: date) -> dict[UUID, str]:
    """A pause holds every letter; one about the rent is not written when nothing is owed."""
    if kind in ABOUT_RENT:
        return rent_in_the_way(leases, on=on)
    held = pauses_on(leases, on=on)
    return {lease: f"Pausad till och med {swedish.day(row.until_date)}." for lease, row in held.items()}


def _plan_lease(made: Plan, one: Wanted, about: Subject, knows: _Knows, on: date) -> None:
    month = f"{one.month:%Y-%m}"
    if any(person.is_protected for person in about.people):
        made.left_out.extend(
            NotWritten(about.id, person.id, person.name, about.where, PROTECTED, month) for person in about.people
        )
        return
    roles = knows.roles.get(about.id, {})
    holders = [person for person in about.people if roles.get(person.id) in HOLDERS]
    if not holders:
        made.left_out.append(NotWritten(about.id, None, "", about.where, NO_HOLDER, month))
    told, why = _told(made.choice, about, knows, on)
    why = knows.in_the_way.get(about.id, "") or (f"Väntar: {one.waiting_for}" if one.waiting_for else "") or why
    period = f"{told.month:%Y-%m}" if isinstance(told, LateRent) else month
    for person in holders:
        _plan_person(made, one, about, person, told, why, period, knows.had.get(person.id, ()), on)


def _plan_person(
    made: Plan, one: Wanted, about: Subject, person: ShownPerson, told: Any, why: str, period: str,
    had: Sequence[Had], on: date,
) -> None:  # fmt: skip
    where, name = str(about.where).strip(), str(person.name).strip()
    why = why or (NO_ADDRESS if not where else "") or (NO_NAME if not name else "")
    # Somebody with two homes: nobody gets the same letter twice for one period without a person deciding.
    why = why or (ANOTHER_HOME if (person.id, period) in {(one.person_id, one.period) for one in made.planned} else "")
    before = next((row for row in had if row.is_for(period, on)), None)
    if why or (before and not made.choice.again):
        reason = why or before.words if before else why
        made.left_out.append(
            NotWritten(about.id, person.id, person.name, about.where, reason, period, had=bool(before) and not why)
        )
        return
    choice = made.choice
    lines = (where, choice.town) if choice.town else (where,)
    letter = LetterToSet(
        choice.kind, told, choice.language or _own_language(person), choice.sender, Recipient(name, lines), on
    )
    again = sum(row.is_for(period, on) for row in had if row.in_bundle)
    made.planned.append(Planned(about.id, person.id, name, where, letter, one.step, one.month, period, again))


def _own_language(person: ShownPerson) -> Language:
    return LANGUAGES.get(language_of(str(person.language)), Language.SWEDISH)


def _told(choice: Choice, about: Subject, knows: _Knows, on: date) -> tuple[Any, str]:
    """What the letter is told, or why it cannot be written."""
    kind, facts = KINDS[choice.kind], knows.facts[about.id]
    if choice.kind in ABOUT_RENT and facts.known_through is None:
        return None, UNKNOWN
    known, remarks = variables_known(facts, about, choice.kind, on, references=knows.references)
    values = {name: value for name, value in known.items() if name not in said_once(choice.kind)}
    values |= {name: value for name, value in choice.said.items() if name in said_once(choice.kind) and value}
    if not must_be_told(kind) <= set(values):
        return None, next(iter(remarks), CANNOT_FILL) if choice.kind in ABOUT_RENT else CANNOT_FILL
    told = kind.variables(**values)
    return told, fault_in(told, on)
