"""Hyresvärdens utlämnande: a municipal landlord by OSL 26:11, a private one and an association by the GDPR."""

from __future__ import annotations

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.secrecy.grounds import Ground
from kvarbo.core.law.secrecy.permission import Permission, needs, no, yes
from kvarbo.core.law.secrecy.question import Question
from kvarbo.core.law.secrecy.vocabulary import IN_WORDS, SOCIAL_SERVICES, KindOfFact, Party
from kvarbo.core.swedish import day

CLAIM_RECEIVERS = frozenset({Party.KRONOFOGDEN, Party.RENT_TRIBUNAL, Party.DEBT_COLLECTOR})
CLAIM_FACTS = frozenset(
    {KindOfFact.ARREARS, KindOfFact.LATE_PAYMENT, KindOfFact.DISTURBANCE, KindOfFact.CONTACT_DETAILS}
)
EARLY_FACTS = frozenset(
    {
        KindOfFact.ARREARS,
        KindOfFact.LATE_PAYMENT,
        KindOfFact.DISTURBANCE,
        KindOfFact.CONTACT_DETAILS,
        KindOfFact.HOUSEHOLD,
    }
)
CONSENT = "hyresgästens samtycke till just den här uppgiften och mottagaren"
TENANTS_TOLD = "att hyresgästerna har fått veta att sådana uppgifter kan lämnas"
ANONYMOUS = "Utan det: tala bara om antal, så att ingen går att känna igen."
DOCUMENTED = "Anteckna vad som lämnades, till vem, när och på vilken grund."


def landlord_may_tell(question: Question) -> Finding[Permission]:
    """What a landlord may tell: with consent, for its own claim, or early with a test and tenants who know."""
    for ground in (_consent, _own_claim, _processor, _sensitive, _early):
        found = ground(question)
        if found is not None:
            return found
    return _needs_consent(question)


def _is_municipal(question: Question) -> bool:
    return question.holder is Party.MUNICIPAL_LANDLORD


def _regime(question: Question) -> Ground:
    return Ground.MUNICIPAL_LETTING if _is_municipal(question) else Ground.GDPR_INTEREST


def _consent(question: Question) -> Finding[Permission] | None:
    consent, _ = question.consent()
    if consent is None:
        return None
    text = f"Hyresgästen samtyckte {day(consent.given)} till att uppgiften lämnas till {IN_WORDS[question.receiver]}."
    ground = Ground.CONSENT if _is_municipal(question) else Ground.GDPR_CONSENT
    return yes(question.on, ground, text, "Bara det som samtycket nämner.", DOCUMENTED)


def _own_claim(question: Question) -> Finding[Permission] | None:
    if question.receiver not in CLAIM_RECEIVERS or question.fact not in CLAIM_FACTS:
        return None
    text = f"För att driva sitt eget krav får hyresvärden ge {IN_WORDS[question.receiver]} det som målet kräver."
    ground = Ground.NECESSARY if _is_municipal(question) else Ground.GDPR_INTEREST
    return yes(question.on, ground, text, "Bara det som kravet eller ansökan kräver, aldrig mer om hushållet.")


def _processor(question: Question) -> Finding[Permission] | None:
    if question.receiver is not Party.DATA_PROCESSOR:
        return None
    text = "Den som behandlar uppgifterna för hyresvärdens räkning får ha dem enligt avtal och instruktion."
    # Storing is processing too (GDPR 4.2, 28.3): that the receiver only stores spares nobody the agreement.
    return needs(
        question.on, Ground.GDPR_PROCESSOR, ("ett biträdesavtal",), text, "Bara enligt hyresvärdens instruktion."
    )


def _sensitive(question: Question) -> Finding[Permission] | None:
    also = _refused(question)
    if question.fact is KindOfFact.HEALTH:
        text = "Uppgifter om hälsa lämnar en hyresvärd bara med hyresgästens uttryckliga samtycke."
        ground = Ground.MUNICIPAL_LETTING if _is_municipal(question) else Ground.GDPR_SENSITIVE
        return needs(question.on, ground, (CONSENT,), text, also=also)
    if question.fact is KindOfFact.CRIME and not _is_municipal(question):
        text = "Uppgifter om brott får en privat hyresvärd bara behandla för ett rättsligt anspråk eller en skyldighet."
        return no(question.on, Ground.GDPR_CRIME, text, "Ring polisen om ett brott pågår.", also=also)
    return None


def _early(question: Question) -> Finding[Permission] | None:
    """Before any notice, to the social services or the counsellors: off until a test is written and tenants know."""
    if question.receiver not in SOCIAL_SERVICES or question.fact not in EARLY_FACTS:
        return None
    return _early_municipal(question) if _is_municipal(question) else _early_private(question)


def _early_municipal(question: Question) -> Finding[Permission]:
    known, on = question.circumstances, question.on
    told = () if known.tenants_told else (TENANTS_TOLD,)
    if known.harm_assumed is None:
        text = "Före uppsägning finns ingen skyldighet; uppgiften är hemlig om det kan antas att någon lider men."
        tested = ("en skriven menprövning enligt OSL 26:11", *told)
        return needs(on, Ground.MUNICIPAL_LETTING, tested, text, ANONYMOUS, also=_refused(question))
    if known.harm_assumed and not known.general_clause_weighed:
        text = "Det kan antas att hyresgästen lider men; då krävs samtycke eller att intressena vägs."
        weighed = (f"{CONSENT}, eller en avvägning enligt OSL 10:27", *told)
        return needs(on, Ground.MUNICIPAL_LETTING, weighed, text, ANONYMOUS, also=_refused(question))
    ground = Ground.GENERAL_CLAUSE if known.harm_assumed else Ground.MUNICIPAL_LETTING
    text = (
        "Det är uppenbart att intresset av att uppgiften lämnas väger tyngre än sekretessen i uthyrningen."
        if known.harm_assumed
        else "Menprövningen visar att det inte kan antas att hyresgästen lider men."
    )
    if told:
        return needs(on, ground, told, f"{text} Men hyresgästerna ska veta om det först.", ANONYMOUS)
    equal = Step("Ett bolag som kommunen bestämmer över jämställs med en myndighet.", "OSL 2:3")
    return yes(on, ground, text, "Bara namn, adress och vad det gäller.", DOCUMENTED, also=(equal,))


def _early_private(question: Question) -> Finding[Permission]:
    known = question.circumstances
    text = "Före uppsägning finns ingen skyldighet; intresset måste vägas mot hyresgästens och hyresgästen veta om det."
    lacking = (
        *(() if known.balancing_on_file else ("en skriven intresseavvägning",)),
        *(() if known.tenants_told else (TENANTS_TOLD,)),
    )
    if lacking:
        either = (*lacking, f"eller {CONSENT}")
        return needs(question.on, Ground.GDPR_INTEREST, either, text, ANONYMOUS, also=_refused(question))
    text = "Hyresvärdens skrivna avvägning bär, och hyresgästerna vet att uppgiften kan lämnas."
    return yes(question.on, Ground.GDPR_INTEREST, text, "Bara namn, adress och vad det gäller.", DOCUMENTED)


def _needs_consent(question: Question) -> Finding[Permission]:
    text = f"Ingen skyldighet och inget eget krav gör att uppgiften får lämnas till {IN_WORDS[question.receiver]}."
    return needs(question.on, _regime(question), (CONSENT,), text, also=_refused(question))


def _refused(question: Question) -> tuple[Step, ...]:
    _, refused = question.consent()
    if _is_municipal(question):
        return (*refused, Step("Bolagets handlingar är allmänna handlingar.", "OSL 2:3"))
    collecting = "Driver ni in krav åt någon annan gäller dessutom tystnadsplikt."
    return (*refused, Step(collecting, "Lag (1974:182) 11 §"))
