"""Spärrar om sekretess: whom one may ask and tell in a matter, as ``may_ask`` and ``may_disclose`` answer."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from kvarbo.core.checklist.seen import Seen
from kvarbo.core.checklist.words import WhyNot
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.secrecy.consent import Consent
from kvarbo.core.law.secrecy.may_ask import may_ask
from kvarbo.core.law.secrecy.may_disclose import may_disclose
from kvarbo.core.law.secrecy.permission import Permission
from kvarbo.core.law.secrecy.vocabulary import Allowed, CasePhase, KindOfFact, MatterOrigin, Party

# What a landlord is asked about, in the order of the handbook's six questions.
QUESTIONS = (
    KindOfFact.ARREARS,
    KindOfFact.LATE_PAYMENT,
    KindOfFact.DISTURBANCE,
    KindOfFact.HOUSEHOLD,
    KindOfFact.SUSPECTED_BREACH,
)
IN_WORDS = {
    KindOfFact.ARREARS: "skulden",
    KindOfFact.LATE_PAYMENT: "sena betalningar",
    KindOfFact.DISTURBANCE: "störningar och skötsamhet",
    KindOfFact.HOUSEHOLD: "vilka som bor där",
    KindOfFact.SUSPECTED_BREACH: "uthyrning i andra hand",
    KindOfFact.KNOWN_HERE: "om personen är aktuell",
    KindOfFact.CASE_CONTENT: "det som står i ärendet",
}
Consents = tuple[tuple[Consent, ...], ...]


class Answer(NamedTuple):
    """Spärrens svar: open when ``why_not`` is None, and the reasons either way."""

    why_not: WhyNot | None
    reasons: tuple[Step, ...]


def ask_landlord(seen: Seen) -> Answer:
    """Får hyresvärden tillfrågas? An open inquiry about a child has its own right to ask."""
    answer = _asked(seen, seen.facts.landlord, QUESTIONS, seen.phase)
    if answer.why_not is not None and seen.child is not None and seen.child.phase is CasePhase.CHILD_INQUIRY:
        return _asked(seen, seen.facts.landlord, QUESTIONS, CasePhase.CHILD_INQUIRY)
    return answer


def ask_own_unit(seen: Seen) -> Answer:
    """Får den egna förvaltningen tillfrågas om personen är aktuell?"""
    return _asked(seen, Party.OWN_UNIT, (KindOfFact.KNOWN_HERE,), seen.phase)


def ask_other_administration(seen: Seen) -> Answer:
    """Får en annan förvaltning tillfrågas?"""
    return _asked(seen, Party.OTHER_ADMINISTRATION, (KindOfFact.KNOWN_HERE, KindOfFact.CASE_CONTENT), seen.phase)


def tell_landlord(seen: Seen) -> Answer:
    """Får hyresvärden få veta något om det som står i ärendet?"""
    return _told(seen, seen.facts.landlord, KindOfFact.CASE_CONTENT)


def tell_other_administration(seen: Seen) -> Answer:
    """Får en annan förvaltning få veta något?"""
    return _told(seen, Party.OTHER_ADMINISTRATION, KindOfFact.CASE_CONTENT)


def tell_kronofogden(seen: Seen) -> Answer:
    """Får Kronofogden få veta mer än bekräftelsen?"""
    return _told(seen, Party.KRONOFOGDEN, KindOfFact.CASE_CONTENT)


def childrens_unit(seen: Seen) -> Answer:
    """Får enheten för barn och unga dras in?"""
    return _told(seen, Party.OWN_UNIT, KindOfFact.CASE_CONTENT)


def _asked(seen: Seen, asked: Party, facts: tuple[KindOfFact, ...], phase: CasePhase) -> Answer:
    return _may_ask(seen.on, seen.facts.holder, asked, facts, seen.origins, phase, seen.consents)


def _told(seen: Seen, receiver: Party, fact: KindOfFact) -> Answer:
    return _may_tell(seen.on, seen.facts.holder, receiver, fact, seen.origins, seen.consents)


# The law answers the same question in the same way; a room asks few different ones in a day.
@lru_cache(maxsize=4_096)
def _may_ask(
    on: date,
    asker: Party,
    asked: Party,
    facts: tuple[KindOfFact, ...],
    origins: tuple[MatterOrigin, ...],
    phase: CasePhase,
    consents: Consents,
) -> Answer:
    return _of_everybody(
        [
            (fact, [
                may_ask(on=on, asker=asker, asked=asked, fact=fact, origins=origins, phase=phase, consents=given)
                for given in consents
            ])
            for fact in facts
        ]
    )  # fmt: skip


@lru_cache(maxsize=4_096)
def _may_tell(
    on: date,
    holder: Party,
    receiver: Party,
    fact: KindOfFact,
    origins: tuple[MatterOrigin, ...],
    consents: Consents,
) -> Answer:
    answers = [
        may_disclose(on=on, holder=holder, receiver=receiver, fact=fact, origins=origins, consents=given)
        for given in consents
    ]
    return _of_everybody([(fact, answers)])


def _of_everybody(asked: list[tuple[KindOfFact, list[Finding[Permission]]]]) -> Answer:
    """The law's answers about everybody on the contract: two people are two consents, and each kind of fact counts."""
    allowed: list[tuple[KindOfFact, Finding[Permission]]] = []
    refused: list[tuple[KindOfFact, Finding[Permission]]] = []
    only_some = False
    for fact, answers in asked:
        no = next((one for one in answers if one.value.allowed is not Allowed.YES), None)
        only_some = only_some or (no is not None and any(one.value.allowed is Allowed.YES for one in answers))
        (allowed if no is None else refused).append((fact, answers[0] if no is None else no))
    if allowed:
        return Answer(None, (*_reasons(allowed[0][1]), *_but_not(refused)))
    first = refused[0][1]
    needs = first.value.allowed is Allowed.NEEDS
    two = (_two_people(first),) if only_some else ()
    return Answer(WhyNot.NEEDS_CONSENT if needs else WhyNot.NOT_ALLOWED, (*two, *_reasons(first)))


def _reasons(finding: Finding[Permission]) -> tuple[Step, ...]:
    ground = finding.value.ground
    return (*finding.steps, *(Step(condition, ground) for condition in finding.value.conditions))


def _but_not(refused: list[tuple[KindOfFact, Finding[Permission]]]) -> tuple[Step, ...]:
    if not refused:
        return ()
    listed = ", ".join(IN_WORDS[fact] for fact, _ in refused)
    return (Step(f"Ännu inte om: {listed}. Det omfattas inte av något samtycke.", refused[0][1].value.ground),)


def _two_people(first: Finding[Permission]) -> Step:
    return Step("Två som står på kontraktet är två samtycken: alla har inte samtyckt.", first.value.ground)


def forget() -> None:
    """Forget the answers given so far, so that the next one is worked out anew (for measuring)."""
    _may_ask.cache_clear()
    _may_tell.cache_clear()
