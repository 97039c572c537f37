"""Får det lämnas? The law is asked once for each person and each kind of fact that a paper tells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.secrecy.consent import Consent, ConsentDirection, covering
from kvarbo.core.law.secrecy.grounds import Ground
from kvarbo.core.law.secrecy.may_ask import may_ask
from kvarbo.core.law.secrecy.may_disclose import may_disclose
from kvarbo.core.law.secrecy.permission import Permission
from kvarbo.core.law.secrecy.question import Circumstances
from kvarbo.core.law.secrecy.vocabulary import Allowed, KindOfFact, MatterOrigin, Party
from kvarbo.doors.consent import queries

CONSENT_GROUNDS = (Ground.CONSENT.value, Ground.GDPR_CONSENT.value)


@dataclass(frozen=True, slots=True)
class AskedPerson:
    """A person a paper tells of, with the consents that are theirs at this moment."""

    id: UUID
    name: str
    consents: tuple[Consent, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to the law and its answer; ``who`` is empty for what is about nobody, ``consent`` the reference of
    the consent that the answer rests on.
    """

    who: str
    person: UUID | None
    fact: KindOfFact
    finding: Finding[Permission]
    consent: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """All the answers about one paper. It may go only when every one of them is a yes."""

    asked: tuple[Asked, ...]

    @property
    def may_go(self) -> bool:
        """Whether every question was answered with a yes; no questions is no yes."""
        return bool(self.asked) and all(one.finding.value.allowed is Allowed.YES for one in self.asked)

    @property
    def is_no(self) -> bool:
        """Whether some answer is a no that nothing can mend."""
        return any(one.finding.value.allowed is Allowed.NO for one in self.asked)

    @property
    def ground(self) -> str:
        """The paragraphs the answers rest on, each once."""
        return "; ".join(dict.fromkeys(one.finding.value.ground for one in self.asked))

    @property
    def needs(self) -> tuple[str, ...]:
        """What must be in place first, each once."""
        return tuple(dict.fromkeys(what for one in self.asked for what in one.finding.value.needs))

    @property
    def conditions(self) -> tuple[str, ...]:
        """What holds when it is done, each once."""
        return tuple(dict.fromkeys(what for one in self.asked for what in one.finding.value.conditions))

    @property
    def steps(self) -> tuple[Step, ...]:
        """Why, each reason once."""
        return tuple(dict.fromkeys(step for one in self.asked for step in one.finding.steps))

    @property
    def consents(self) -> tuple[str, ...]:
        """References of the consents that the answers rest on, each once."""
        return tuple(dict.fromkeys(one.consent for one in self.asked if one.consent))

    def kept(self) -> list[dict[str, Any]]:
        """What is kept with a paper that was handed over: ids and answers, no names."""
        return [
            {
                "person": str(one.person) if one.person else None,
                "fact": one.fact.value,
                "consent": one.consent,
                "allowed": one.finding.value.allowed.value,
                "ground": one.finding.value.ground,
                "needs": list(one.finding.value.needs),
                "conditions": list(one.finding.value.conditions),
                "steps": [{"text": step.text, "source": step.source} for step in one.finding.steps],
            }
            for one in self.asked
        ]


@dataclass(frozen=True, slots=True)
class Between:
    """Who tells whom, that day, and what is known of the case. ``is_question``: the paper asks and tells nothing."""

    on: date
    holder: Party
    receiver: Party
    circumstances: Circumstances
    origins: tuple[MatterOrigin, ...] = ()
    is_question: bool = False


def ask(between: Between, facts: Iterable[KindOfFact], people: Iterable[AskedPerson]) -> Answer:
    """Ask for every fact about every person; with nobody named, once for every fact."""
    asked = list(facts)
    about = [(one.name, one.id, one.consents) for one in people] or [("", None, ())]
    return Answer(
        tuple(
            Asked(who, person, fact, finding, _rests_on(between, fact, consents, finding.value))
            for who, person, consents in about
            for fact in asked
            for finding in (_asked(between, fact, consents),)
        )
    )


def _rests_on(between: Between, fact: KindOfFact, consents: tuple[Consent, ...], answer: Permission) -> str:
    """The reference of the consent that lets it go, when the answer is a yes for that reason."""
    if answer.allowed is not Allowed.YES or answer.ground not in CONSENT_GROUNDS:
        return ""
    direction = ConsentDirection.FETCH if between.is_question else ConsentDirection.TELL
    found, _ = covering(
        consents, on=between.on, holder=between.holder, other=between.receiver, fact=fact, direction=direction
    )
    return found.reference if found else ""


def _asked(between: Between, fact: KindOfFact, consents: tuple[Consent, ...]) -> Finding[Permission]:
    if between.is_question:
        return may_ask(
            on=between.on,
            asker=between.holder,
            asked=between.receiver,
            fact=fact,
            origins=between.origins,
            consents=consents,
        )
    return may_disclose(
        on=between.on,
        holder=between.holder,
        receiver=between.receiver,
        fact=fact,
        origins=between.origins,
        consents=consents,
        circumstances=between.circumstances,
    )


def consents_of(person_id: UUID, *, subject: UUID, counterpart: UUID, to_act_on: bool = False) -> tuple[Consent, ...]:
    """The person's consents towards a counterpart now; ``to_act_on`` holds them until the transaction ends."""
    return queries.consents_of(person_id, subject=subject, counterpart=counterpart, to_act_on=to_act_on)
