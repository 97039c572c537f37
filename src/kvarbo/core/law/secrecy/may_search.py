"""Sökning: which terms one may search and make lists by (2001:637 15 §, 2001:454 7 a §)."""

from __future__ import annotations

from datetime import date

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.secrecy.grounds import OSL_FIRST_DAY, Ground, LawNotRead
from kvarbo.core.law.secrecy.permission import Permission, needs, no, yes
from kvarbo.core.law.secrecy.vocabulary import IN_WORDS as WHO
from kvarbo.core.law.secrecy.vocabulary import LANDLORDS, SOCIAL_SERVICES, Party, SearchPurpose, SearchTerm
from kvarbo.core.swedish import listed

LAWFUL = frozenset(
    {SearchTerm.NAME, SearchTerm.PERSONAL_NUMBER, SearchTerm.COORDINATION_NUMBER, SearchTerm.CASE_NUMBER}
)
WORK_LIST = LAWFUL | {SearchTerm.CASE_WORKER, SearchTerm.DEADLINE}
INCOMING = LAWFUL | {SearchTerm.ADDRESS, SearchTerm.LANDLORD}
SENSITIVE = frozenset({SearchTerm.DIAGNOSIS, SearchTerm.ORIGIN, SearchTerm.CRIME})
NEEDS_PURPOSE = frozenset({SearchTerm.CHILDREN, SearchTerm.BIRTH_YEAR, SearchTerm.FREE_TEXT})
LOGGED = "Sökningen antecknas: vem, när och efter vad."

IN_WORDS: dict[SearchTerm, str] = {
    SearchTerm.NAME: "namn",
    SearchTerm.PERSONAL_NUMBER: "personnummer",
    SearchTerm.COORDINATION_NUMBER: "samordningsnummer",
    SearchTerm.CASE_NUMBER: "ärendenummer",
    SearchTerm.CASE_WORKER: "handläggare",
    SearchTerm.DEADLINE: "bevakningsdag",
    SearchTerm.ADDRESS: "adress",
    SearchTerm.LANDLORD: "hyresvärd",
    SearchTerm.LEASE: "hyresavtal",
    SearchTerm.PHONE: "telefonnummer",
    SearchTerm.BIRTH_YEAR: "födelseår",
    SearchTerm.CHILDREN: "barn i hushållet",
    SearchTerm.DIAGNOSIS: "diagnos eller hälsa",
    SearchTerm.ORIGIN: "etniskt ursprung",
    SearchTerm.CRIME: "brott",
    SearchTerm.FREE_TEXT: "fri text",
    SearchTerm.USER: "användare",
}


class NothingToSearchBy(ValueError):
    """A search without a term; everybody at once is no search."""

    def __init__(self) -> None:
        super().__init__("Inget sökbegrepp är angivet. Ange minst ett, till exempel personal_number.")


class NoRuleForSearch(LookupError):
    """Kvarbo has no rule for that holder's searches."""

    def __init__(self, holder: Party) -> None:
        super().__init__(
            f"Kvarbo har ingen regel för hur {WHO[holder]} får söka: regeln finns för socialtjänst och hyresvärdar. "
            "Fråga den som ansvarar för registret."
        )


def may_search(
    *,
    on: date,
    holder: Party,
    purpose: SearchPurpose,
    terms: tuple[SearchTerm, ...],
    sensitive_in_list: bool | None = None,
) -> Finding[Permission]:
    """Får man söka eller göra en lista efter detta? ``sensitive_in_list``: the list would show sensitive facts.

    In casework a municipal authority has four terms and no other; follow-up is freer, and a landlord has the GDPR.
    """
    if on < OSL_FIRST_DAY:
        raise LawNotRead("reglerna om sökning", on, OSL_FIRST_DAY)
    if not terms:
        raise NothingToSearchBy()
    if purpose is SearchPurpose.LOG_REVIEW:
        text = "Den som ansvarar för uppgifterna ska återkommande kontrollera vem som har tagit del av dem."
        return yes(on, Ground.LOG_REVIEW, text, "Bara i loggen, av den som har uppdraget.", LOGGED)
    if holder in SOCIAL_SERVICES:
        return _social_services(on, purpose, terms, sensitive_in_list)
    if holder in LANDLORDS:
        return _landlord(on, holder, terms)
    raise NoRuleForSearch(holder)


def _social_services(
    on: date, purpose: SearchPurpose, terms: tuple[SearchTerm, ...], sensitive_in_list: bool | None
) -> Finding[Permission]:
    if purpose is SearchPurpose.FOLLOW_UP:
        text = "Begränsningen av sökbegrepp gäller inte uppföljning, utvärdering och kvalitetssäkring."
        exempt = Step(
            "Uppföljning är undantagen också från förbudet mot känsliga listor.", Ground.NO_SENSITIVE_LISTS.value
        )
        return yes(on, Ground.SEARCH_TERMS, text, "Resultatet lämnar rummet bara som antal.", LOGGED, also=(exempt,))
    allowed = {SearchPurpose.REGISTRATION: INCOMING, SearchPurpose.OWN_WORK_LIST: WORK_LIST}.get(purpose, LAWFUL)
    outside = [term for term in terms if term not in allowed]
    if outside:
        return _not_allowed(on, purpose, outside)
    if sensitive_in_list:
        text = "I sammanställningar får det inte stå känsliga uppgifter, bara fattade beslut och deras lagrum."
        return no(on, Ground.NO_SENSITIVE_LISTS, text, "Gör listan utan dem.")
    return _allowed(on, purpose, terms)


def _not_allowed(on: date, purpose: SearchPurpose, outside: list[SearchTerm]) -> Finding[Permission]:
    words = listed(tuple(IN_WORDS[term] for term in outside))
    text = (
        f"I handläggning får socialtjänsten bara söka på namn, person-, samordnings- eller ärendenummer, inte {words}."
    )
    also: tuple[Step, ...] = ()
    if purpose is SearchPurpose.CHILD_CONCERN:
        ours = "Orosanmälningar nämns inte i paragrafen; Kvarbo håller samma gräns där tills en jurist har svarat."
        also = (Step(ours, Ground.SEARCH_TERMS.value),)
    return no(on, Ground.SEARCH_TERMS, text, "Statistik görs som uppföljning, och lämnar rummet som antal.", also=also)


def _allowed(on: date, purpose: SearchPurpose, terms: tuple[SearchTerm, ...]) -> Finding[Permission]:
    words = listed(tuple(IN_WORDS[term] for term in terms))
    if purpose is SearchPurpose.REGISTRATION:
        text = f"Inkommande handlingar registreras och fördelas före personakten, och får då ordnas efter {words}."
        return yes(on, Ground.REGISTER, text, "Bara i det inkommande, aldrig bland personakter.", LOGGED)
    if {SearchTerm.CASE_WORKER, SearchTerm.DEADLINE} & set(terms):
        text = "En handläggares egna ärenden och bevakningar är en lista efter ärendenummer (vår läsning)."
        return yes(on, Ground.SEARCH_TERMS, text, "Fråga kommunens dataskyddsombud en gång.", LOGGED)
    text = f"Socialtjänsten får söka på {words} i handläggningen."
    return yes(on, Ground.SEARCH_TERMS, text, "Skyddade personer visas bara för utsedda handläggare.", LOGGED)


def _landlord(on: date, holder: Party, terms: tuple[SearchTerm, ...]) -> Finding[Permission]:
    sensitive = [term for term in terms if term in SENSITIVE]
    if sensitive:
        words = listed(tuple(IN_WORDS[term] for term in sensitive))
        ground = Ground.NO_SELECTION if holder is Party.MUNICIPAL_LANDLORD else Ground.GDPR_SENSITIVE
        return no(on, ground, f"En hyresvärd får inte välja ut människor efter {words}.", "Sök på avtal eller namn.")
    weighed = [term for term in terms if term in NEEDS_PURPOSE]
    if weighed:
        words = listed(tuple(IN_WORDS[term] for term in weighed))
        text = f"Att söka efter {words} kräver ett bestämt ändamål som hyresgästerna har fått veta."
        purpose = ("ett antecknat ändamål som hyresgästerna känner till",)
        return needs(on, Ground.GDPR_INTEREST, purpose, text, LOGGED)
    text = f"Hyresvärden får söka på {listed(tuple(IN_WORDS[term] for term in terms))} bland sina egna hyresavtal."
    return yes(on, Ground.GDPR_CONTRACT, text, "Skyddade personer visas inte i listor.")
