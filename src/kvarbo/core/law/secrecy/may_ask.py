"""Frågerätt: may somebody ask somebody else about a person, when the question itself tells something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.secrecy.consent import Consent, ConsentDirection, covering
from kvarbo.core.law.secrecy.grounds import OSL_FIRST_DAY, Ground, LawNotRead, cite
from kvarbo.core.law.secrecy.permission import Permission, needs, no, yes
from kvarbo.core.law.secrecy.vocabulary import (
    IN_WORDS,
    LANDLORDS,
    SOCIAL_SERVICES,
    CasePhase,
    KindOfFact,
    MatterOrigin,
    Party,
)
from kvarbo.core.swedish import day

BOARDS = frozenset({Party.SAME_MUNICIPALITY_BOARD, Party.SOCIAL_BOARD})
LANDLORD_TOLD = frozenset({MatterOrigin.LANDLORD_NOTICE, MatterOrigin.LANDLORD_EARLY})
RIGHT_TO_KNOW = {
    Party.SOCIAL_INSURANCE_AGENCY: (Ground.BENEFITS, "Nämnden har rätt att få veta vilka förmåner en person har."),
    Party.EMPLOYMENT_AGENCY: (Ground.EMPLOYMENT, "Nämnden har rätt att ta del av uppgifter hos Arbetsförmedlingen."),
    Party.TAX_AGENCY: (Ground.TAX, "Nämnden har rätt att ta del av vissa uppgifter hos Skatteverket."),
}
SAY_NOTHING = "Fråga bara; svara inte på om personen är känd, vad nämnden gör eller vilket stöd som ges."
ONLY_COMPLETING = "Bara frågor som kompletterar det som har kommit in: inga utredningsåtgärder före utredning."
CONSENT = "den enskildes samtycke till att uppgiften hämtas in"


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks whom about what, and all that is known of the matter."""

    on: date
    asker: Party
    asked: Party
    fact: KindOfFact
    origins: tuple[MatterOrigin, ...]
    phase: CasePhase | None
    consents: tuple[Consent, ...]

    def consent(self) -> tuple[Consent | None, tuple[Step, ...]]:
        """The consent to fetch that covers the question, or None and why each of the others does not."""
        return covering(
            self.consents,
            on=self.on,
            holder=self.asker,
            other=self.asked,
            fact=self.fact,
            direction=ConsentDirection.FETCH,
        )


def may_ask(
    *,
    on: date,
    asker: Party,
    asked: Party,
    fact: KindOfFact,
    origins: tuple[MatterOrigin, ...] = (),
    phase: CasePhase | None = None,
    consents: tuple[Consent, ...] = (),
) -> Finding[Permission]:
    """Får frågan ställas? A question shows that the asker has the person in mind, so it needs a ground of its own.

    The social services may ask a landlord that has itself told them of the household; where the matter came from a
    relative or anybody else, the person must consent first.
    """
    if on < OSL_FIRST_DAY:
        raise LawNotRead("offentlighets- och sekretesslagen", on, OSL_FIRST_DAY)
    asking = Asking(on, asker, asked, fact, origins, phase, consents)
    if asked is Party.PERSON:
        text = "Den enskilde själv får alltid frågas, och får låta bli att svara."
        return yes(on, Ground.PERSON_THEMSELVES, text, "Fråga först om det går bra att prata nu.")
    if fact is KindOfFact.ANONYMOUS_COUNT:
        return yes(on, Ground.SECRECY, "En fråga om antal röjer ingen.", "Nämn ingen person eller adress.")
    if asker in SOCIAL_SERVICES:
        return _social_services(asking)
    return _landlord(asking) if asker in LANDLORDS else _anybody_else(asking)


def _social_services(asking: Asking) -> Finding[Permission]:
    for ground in (_child_inquiry, _same_municipality, _right_to_know, _consent, _landlord_that_told, _kronofogden):
        found = ground(asking)
        if found is not None:
            return found
    return _needs_consent(asking)


def _child_inquiry(asking: Asking) -> Finding[Permission] | None:
    if asking.phase is not CasePhase.CHILD_INQUIRY:
        return None
    text = "I en utredning om ett barns skydd eller stöd får nämnden ta de kontakter som behövs, också utan samtycke."
    harmless = "Ingen får utsättas för mer skada eller besvär än nödvändigt."
    return yes(asking.on, Ground.CHILD_CONTACTS, text, harmless, "Bara det som har betydelse för barnet.")


def _same_municipality(asking: Asking) -> Finding[Permission] | None:
    if asking.asked is Party.OWN_UNIT:
        text = "Inom samma verksamhetsgren får den fråga som behöver uppgiften i sitt arbete."
        return yes(asking.on, Ground.OWN_BRANCH, text, "Bara det som behövs för arbetsuppgiften.")
    if asking.asked not in BOARDS or asking.fact is not KindOfFact.KNOWN_HERE:
        return None
    text = "Kommunens socialnämnder ska på begäran säga till varandra att en person är aktuell."
    return yes(asking.on, Ground.CURRENT_IN_A_CASE, text, "Fråga bara om personen är aktuell.")


def _right_to_know(asking: Asking) -> Finding[Permission] | None:
    if asking.asked not in RIGHT_TO_KNOW or asking.fact is not KindOfFact.BENEFITS:
        return None
    ground, text = RIGHT_TO_KNOW[asking.asked]
    return yes(asking.on, ground, text, "Bara det som behövs i ärendet, och den enskilde ska veta om det.")


def _consent(asking: Asking) -> Finding[Permission] | None:
    consent, _ = asking.consent()
    if consent is None:
        return None
    until = f" till och med {day(consent.until)}" if consent.until else ""
    text = f"Den enskilde samtyckte {day(consent.given)} till att uppgiften hämtas in{until}."
    return yes(asking.on, Ground.CONSENT, text, "Bara det som samtycket nämner.", "Att fråga ger ingen rätt att svara.")


def _landlord_that_told(asking: Asking) -> Finding[Permission] | None:
    if asking.asked not in LANDLORDS or not LANDLORD_TOLD & set(asking.origins):
        return None
    text = "Hyresvärden har själv berättat om hushållet, så nämnden röjer inget genom att fråga vidare om det."
    limits = (SAY_NOTHING, ONLY_COMPLETING) if asking.phase in (None, CasePhase.PRELIMINARY) else (SAY_NOTHING,)
    same = "Gäller den hyresvärd som underrättade, inte någon annan."
    if MatterOrigin.LANDLORD_NOTICE not in asking.origins:
        limits = (*limits, "Utan formell underrättelse: håll frågan till det hyresvärden själv tog upp.")
    return yes(asking.on, Ground.SECRECY, text, *limits, same)


def _kronofogden(asking: Asking) -> Finding[Permission] | None:
    if asking.asked is not Party.KRONOFOGDEN or MatterOrigin.KRONOFOGDEN not in asking.origins:
        return None
    text = "Kronofogden har själv underrättat nämnden, så nämnden röjer inget genom att fråga vidare om avhysningen."
    open_case = Step("Skulden i ett pågående mål är inte hemlig hos Kronofogden.", cite(Ground.KRONOFOGDEN, asking.on))
    return yes(asking.on, Ground.SECRECY, text, SAY_NOTHING, also=(open_case,))


def _needs_consent(asking: Asking) -> Finding[Permission]:
    _, refused = asking.consent()
    who = IN_WORDS[asking.asked]
    text = f"Frågan visar {who} att personen har med {IN_WORDS[asking.asker]} att göra, och kräver därför samtycke."
    if asking.asked in LANDLORDS and asking.asker in SOCIAL_SERVICES:
        text = "Hyresvärden har inte själv underrättat nämnden: frågan skulle röja att personen är känd."
    ground = Ground.SECRECY if asking.asker in SOCIAL_SERVICES else Ground.CONSENT
    return needs(asking.on, ground, (CONSENT,), text, "Kontakta den enskilde själv först.", also=refused)


def _anybody_else(asking: Asking) -> Finding[Permission]:
    consent = _consent(asking)
    return _needs_consent(asking) if consent is None else consent


def _landlord(asking: Asking) -> Finding[Permission]:
    consent = _consent(asking)
    if consent is not None:
        return consent
    if asking.asked in SOCIAL_SERVICES:
        text = "Socialtjänsten får inte svara, inte ens på om hyresgästen är känd där, utan den enskildes samtycke."
        instead = "Lämna i stället det ni vet, om ni får, och fråga hyresgästen själv."
        return no(asking.on, Ground.SECRECY, text, instead)
    if asking.asked is Party.KRONOFOGDEN and asking.fact is KindOfFact.CLAIM_IN_PENDING_CASE:
        text = "Skulden i ett pågående mål är inte hemlig hos Kronofogden."
        return yes(asking.on, Ground.KRONOFOGDEN, text, "Bara för ett eget, bestämt behov.")
    text = f"Frågan skulle röja hyresgästens förhållanden för {IN_WORDS[asking.asked]}."
    _, refused = asking.consent()
    municipal = asking.asker is Party.MUNICIPAL_LANDLORD
    ground = Ground.MUNICIPAL_LETTING if municipal else Ground.GDPR_CONSENT
    neutral = "Utan det: be bara att hyresgästen hör av sig, utan att säga varför."
    return needs(asking.on, ground, ("hyresgästens samtycke",), text, neutral, also=refused)
