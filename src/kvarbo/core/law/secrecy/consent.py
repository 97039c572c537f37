"""Samtycke: from whom to whom, about what, why, from when, until when, and whether it was taken back (OSL 12:2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kvarbo.core.finding import Step
from kvarbo.core.law.secrecy.grounds import Ground
from kvarbo.core.law.secrecy.vocabulary import IN_WORDS, KindOfFact, Party
from kvarbo.core.swedish import day


class ConsentDirection(StrEnum):
    """Riktning: telling and fetching are two consents, even between the same two."""

    TELL = "tell"
    FETCH = "fetch"


@dataclass(frozen=True, slots=True)
class Consent:
    """One consent, by one person. ``until`` is the last day it holds; ``withdrawn`` the day it was taken back.
    ``onward_allowed`` False means that the person asked for a reservation (förbehåll) towards a private receiver.
    ``reference`` is what whoever keeps the consent knows it by; no rule reads it.
    """

    given: date
    holder: Party
    other: Party
    facts: tuple[KindOfFact, ...]
    direction: ConsentDirection
    until: date | None = None
    withdrawn: date | None = None
    documented: bool = True
    onward_allowed: bool = True
    reference: str = ""

    def withdrawn_about(self, other: Party, fact: KindOfFact, on: date) -> bool:
        """Whether the person has taken back just this: then it is a no, not something that has yet to be asked."""
        return self.other is other and fact in self.facts and self.withdrawn is not None and self.withdrawn <= on


def why_not(
    consent: Consent, *, on: date, holder: Party, other: Party, fact: KindOfFact, direction: ConsentDirection
) -> str | None:
    """Why a consent does not cover the question, in a Swedish sentence; None when it does."""
    if consent.withdrawn is not None and consent.withdrawn <= on:
        return f"Samtycket togs tillbaka {day(consent.withdrawn)} och gäller inte längre."
    if consent.given > on:
        return f"Samtycket gavs först {day(consent.given)} och gäller inte bakåt i tiden."
    if consent.until is not None and consent.until < on:
        return f"Samtycket gällde till och med {day(consent.until)}."
    if not consent.documented:
        return "Samtycket är inte antecknat: även ett muntligt samtycke ska dokumenteras innan det används."
    if consent.holder is not holder or consent.other is not other:
        return f"Samtycket gäller {IN_WORDS[consent.holder]} och {IN_WORDS[consent.other]}, inte de här två."
    if consent.direction is not direction:
        asked = (
            "berätta, inte att hämta in" if consent.direction is ConsentDirection.TELL else "hämta in, inte att berätta"
        )
        return f"Samtycket gäller att {asked}."
    if fact not in consent.facts:
        return "Samtycket omfattar inte den här uppgiften."
    return None


def covering(
    consents: tuple[Consent, ...],
    *,
    on: date,
    holder: Party,
    other: Party,
    fact: KindOfFact,
    direction: ConsentDirection,
) -> tuple[Consent | None, tuple[Step, ...]]:
    """The consent that covers the question, or None with a step for each that does not."""
    refused: list[Step] = []
    for consent in consents:
        reason = why_not(consent, on=on, holder=holder, other=other, fact=fact, direction=direction)
        if reason is None:
            return consent, ()
        refused.append(Step(reason, Ground.CONSENT.value))
    return None, tuple(refused)
