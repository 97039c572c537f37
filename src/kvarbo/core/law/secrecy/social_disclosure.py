"""Socialtjänstens utlämnande: out of the social services nothing goes by default (OSL 26:1)."""

from __future__ import annotations

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.secrecy.consent import Consent
from kvarbo.core.law.secrecy.grounds import Ground, cite, in_force
from kvarbo.core.law.secrecy.permission import Permission, needs, no, yes
from kvarbo.core.law.secrecy.question import Question
from kvarbo.core.law.secrecy.vocabulary import (
    AUTHORITIES,
    IN_WORDS,
    LANDLORDS,
    SOCIAL_SERVICES,
    KindOfFact,
    MatterOrigin,
    Party,
)
from kvarbo.core.swedish import day

CARE_RECEIVERS = (SOCIAL_SERVICES - {Party.BUDGET_COUNSELLING}) | {Party.HEALTH_CARE}
DOCUMENTED = "Anteckna vad som lämnades, till vem, när och på vilken grund."
ONLY_WHAT_IS_NEEDED = "Lämna bara det som behövs."
CONSENT = "den enskildes samtycke till just den här uppgiften och mottagaren"


def social_services_may_tell(question: Question) -> Finding[Permission]:
    """What may leave the social services: each ground tried in turn, and nothing where none holds."""
    for ground in (_within, _care, _elderly, _reporter_told, _consent, _necessary, _technical, _breach, _no_harm):
        found = ground(question)
        if found is not None:
            return found
    return _nothing_leaves(question)


def _within(question: Question) -> Finding[Permission] | None:
    inside = question.receiver is Party.OWN_UNIT or (
        question.receiver is Party.BUDGET_COUNSELLING and question.circumstances.same_branch
    )
    if not inside:
        return None
    text = "Inom samma verksamhetsgren är det inget utlämnande, men bara den som behöver uppgiften får ta del av den."
    logged = Step("Åtkomsten begränsas till vad var och en behöver och kan kontrolleras.", Ground.LOG_REVIEW.value)
    return yes(question.on, Ground.OWN_BRANCH, text, ONLY_WHAT_IS_NEEDED, also=(logged,))


def _care(question: Question) -> Finding[Permission] | None:
    known = question.circumstances
    if (
        question.receiver not in CARE_RECEIVERS
        or known.care_need is None
        or question.fact is KindOfFact.REPORTER_IDENTITY
    ):
        return None
    if not known.needed_for_support:
        text = "I de fyra fallen i paragrafen får uppgiften lämnas, men bara om stödet kräver det."
        return needs(question.on, Ground.CARE, ("en bedömning att nödvändigt stöd kräver uppgiften",), text, DOCUMENTED)
    text = f"Uppgiften behövs för nödvändig vård eller stöd och får därför lämnas till {IN_WORDS[question.receiver]}."
    return yes(question.on, Ground.CARE, text, ONLY_WHAT_IS_NEEDED, DOCUMENTED)


def _elderly(question: Question) -> Finding[Permission] | None:
    if (
        question.fact is not KindOfFact.SUPPORT_TO_ELDERLY_OR_DISABLED
        or question.receiver is not Party.SAME_MUNICIPALITY_BOARD
    ):
        return None
    text = "Uppgifter om stöd till äldre och personer med funktionsnedsättning får gå mellan kommunens socialnämnder."
    return yes(question.on, Ground.ELDERLY_OR_DISABLED, text, "Bara det som gäller insatsen.", DOCUMENTED)


def _reporter_told(question: Question) -> Finding[Permission] | None:
    if question.fact is not KindOfFact.CHILD_DECISION or question.receiver is not Party.REPORTER:
        return None
    text = "Den som enligt lag har anmält oro får veta om utredning har inletts, inte har inletts eller redan pågår."
    return yes(question.on, Ground.REPORTER_TOLD, text, "Inte om det är olämpligt i det enskilda fallet.", DOCUMENTED)


def _consent(question: Question) -> Finding[Permission] | None:
    consent, _ = question.consent()
    if consent is None:
        return None
    return yes(question.on, Ground.CONSENT, _consented(consent), *_proviso(question, consent))


def _consented(consent: Consent) -> str:
    until = f" till och med {day(consent.until)}" if consent.until else ""
    return f"Den enskilde samtyckte {day(consent.given)} till att uppgiften lämnas{until}."


def _proviso(question: Question, consent: Consent) -> tuple[str, ...]:
    private = question.receiver not in AUTHORITIES
    held = ("Gör förbehåll: mottagaren får inte föra uppgiften vidare (OSL 12:2 andra stycket).",)
    return (
        "Bara de uppgifter och den mottagare som samtycket nämner.",
        DOCUMENTED,
        *(held if private and not consent.onward_allowed else ()),
    )


def _necessary(question: Question) -> Finding[Permission] | None:
    known = question.circumstances
    if not known.needed_for_own_work:
        return None
    text = "Det är nödvändigt för att nämnden ska kunna fullgöra sin egen verksamhet; undantaget är snävt."
    if known.second_person_approved:
        return yes(question.on, Ground.NECESSARY, text, ONLY_WHAT_IS_NEEDED, DOCUMENTED)
    approved = ("skriftliga skäl och en andra persons godkännande",)
    return needs(question.on, Ground.NECESSARY, approved, text, ONLY_WHAT_IS_NEEDED)


def _technical(question: Question) -> Finding[Permission] | None:
    if question.receiver is not Party.DATA_PROCESSOR or not in_force(Ground.TECHNICAL, question.on):
        return None
    text = "Den som bara tekniskt bearbetar eller lagrar för nämnden får ha uppgiften om det inte är olämpligt."
    if question.circumstances.technical_only:
        contract = Step("Ett biträdesavtal ska finnas.", Ground.GDPR_PROCESSOR.value)
        return yes(question.on, Ground.TECHNICAL, text, "Bara enligt nämndens instruktion.", also=(contract,))
    return needs(question.on, Ground.TECHNICAL, ("ett uppdrag som bara är tekniskt, med biträdesavtal",), text)


def _breach(question: Question) -> Finding[Permission] | None:
    known = question.circumstances
    if question.fact is not KindOfFact.SUSPECTED_BREACH or not known.manager_approved:
        return None
    if question.receiver not in AUTHORITIES or not in_force(Ground.CRIME_AND_BREACH, question.on):
        return None
    text = "En chef har vägt intressena och funnit att uppgiften får lämnas mot brott, fusk eller avtalsbrott."
    never = "Aldrig som ett led i vräkningsförebyggande arbete."
    return yes(question.on, Ground.CRIME_AND_BREACH, text, never, ONLY_WHAT_IS_NEEDED, DOCUMENTED)


def _no_harm(question: Question) -> Finding[Permission] | None:
    """The harm test is not offered towards a landlord: that somebody is known here is itself harm there (ours)."""
    outside = question.receiver in LANDLORDS or question.fact is KindOfFact.REPORTER_IDENTITY
    if outside or not question.circumstances.harm_excluded:
        return None
    text = "Prövningen i det enskilda fallet visar klart att varken den enskilde eller någon närstående lider men."
    return yes(question.on, Ground.SECRECY, text, "Prövningen är gjord av behörig person och antecknad.", DOCUMENTED)


def _nothing_leaves(question: Question) -> Finding[Permission]:
    _, refused = question.consent()
    to = IN_WORDS[question.receiver]
    text = f"Socialtjänsten lämnar inget till {to} om det inte står klart att ingen lider men; utan grund stannar det."
    also = (*refused, *_why_no_other_way(question))
    if question.fact is KindOfFact.REPORTER_IDENTITY:
        return no(question.on, Ground.REPORTER_PROTECTED, "Vem som har anmält lämnas inte till andra.", also=also)
    if any(consent.withdrawn_about(question.receiver, question.fact, question.on) for consent in question.consents):
        again = "Ett nytt samtycke måste ges innan något lämnas."
        return no(question.on, Ground.SECRECY, text, again, _meanwhile(question), also=also)
    return needs(question.on, Ground.SECRECY, (CONSENT,), text, _meanwhile(question), also=also)


def _meanwhile(question: Question) -> str:
    if question.receiver in LANDLORDS:
        return "Till dess: bekräfta inte ens att personen är känd hos socialtjänsten."
    return "Till dess: säg inget som visar att personen är känd hos socialtjänsten."


def _why_no_other_way(question: Question) -> tuple[Step, ...]:
    on, steps = question.on, []
    told = {MatterOrigin.LANDLORD_NOTICE, MatterOrigin.LANDLORD_EARLY} & set(question.origins)
    if question.receiver in LANDLORDS and told:
        text = "Att hyresvärden har underrättat nämnden bryter inte nämndens sekretess mot hyresvärden."
        steps.append(Step(text, Ground.SECRECY.value))
    if question.fact is KindOfFact.PAYMENT_UNDERTAKING:
        text = "Åtagandet är till den enskildes fördel: hinner samtycke inte inhämtas kan två personer pröva OSL 10:2."
        steps.append(Step(text, Ground.NECESSARY.value))
    if question.receiver in AUTHORITIES:
        text = "Sekretessen gäller också mot andra myndigheter och mellan självständiga grenar."
        steps.append(Step(text, Ground.OTHER_AUTHORITIES.value))
        text = "Generalklausulen gäller aldrig för socialtjänstens sekretess."
        steps.append(Step(text, cite(Ground.GENERAL_CLAUSE, on)))
        if in_force(Ground.CRIME_AND_BREACH, on):
            text = "Regeln om brott och fusk är ingen grund för förebyggande arbete och är avstängd utan chefs beslut."
            steps.append(Step(text, Ground.CRIME_AND_BREACH.value))
    return tuple(steps)
