"""Utlämnande: may this fact about one person go from the holder to the receiver, on which ground, with what proviso."""

from __future__ import annotations

from datetime import date

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.secrecy.consent import Consent
from kvarbo.core.law.secrecy.duties import MUST_REPORT, child_concern, duty_to_tell
from kvarbo.core.law.secrecy.grounds import OSL_FIRST_DAY, Ground, LawNotRead, cite
from kvarbo.core.law.secrecy.landlord_disclosure import landlord_may_tell
from kvarbo.core.law.secrecy.permission import Permission, needs, yes
from kvarbo.core.law.secrecy.question import Circumstances, Question
from kvarbo.core.law.secrecy.social_disclosure import social_services_may_tell
from kvarbo.core.law.secrecy.vocabulary import IN_WORDS, LANDLORDS, SOCIAL_SERVICES, KindOfFact, MatterOrigin, Party


class NoRuleForHolder(LookupError):
    """Kvarbo has no rule for what that holder may tell."""

    def __init__(self, holder: Party) -> None:
        super().__init__(
            f"Kvarbo har ingen regel för vad {IN_WORDS[holder]} får lämna ut: det prövas där uppgiften finns. "
            "Fråga den som har uppgiften, eller ta in den enskildes samtycke."
        )


def may_disclose(
    *,
    on: date,
    holder: Party,
    receiver: Party,
    fact: KindOfFact,
    origins: tuple[MatterOrigin, ...] = (),
    consents: tuple[Consent, ...] = (),
    circumstances: Circumstances | None = None,
) -> Finding[Permission]:
    """Får uppgiften lämnas ut? The ground in OSL or its neighbours, and what it needs or must be coupled with.

    The question is about one person and one kind of fact: ask once for each. ``consents`` are that person's own; two
    people on a form are two consents.
    """
    if on < OSL_FIRST_DAY:
        raise LawNotRead("offentlighets- och sekretesslagen", on, OSL_FIRST_DAY)
    question = Question(on, holder, receiver, fact, origins, consents, circumstances or Circumstances())
    for ground in (_always, _duty):
        found = ground(question)
        if found is not None:
            return found
    return _by_holder(question)


def _always(question: Question) -> Finding[Permission] | None:
    """What says nothing of anybody, and what is told to the person it is about."""
    if question.fact is KindOfFact.ANONYMOUS_COUNT:
        text = "Sekretessen gäller enskildas personliga förhållanden; ett antal visar inte vem någon är."
        return yes(question.on, Ground.SECRECY, text, "Dölj små tal, så att ingen går att känna igen.")
    if question.fact is KindOfFact.PAPER_RECEIVED:
        text = "Att en handling har kommit fram säger inget om personen som avsändaren inte redan vet."
        return yes(question.on, Ground.SECRECY, text, "Säg inget om vad som händer sedan.")
    if question.receiver is Party.PERSON:
        return _to_the_person(question)
    if question.receiver is Party.CUSTODIAN and question.holder in SOCIAL_SERVICES:
        text = "Sekretess till skydd för ett barn gäller mot vårdnadshavaren om barnet annars lider betydande men."
        tested = ("en prövning att barnet inte lider betydande men av det",)
        return needs(question.on, Ground.CUSTODIAN, tested, text, "Väg in barnets ålder och mognad.")
    return None


def _to_the_person(question: Question) -> Finding[Permission]:
    if question.holder not in SOCIAL_SERVICES:
        text = "Den enskilde har rätt att få veta vad som finns om honom eller henne."
        own = Ground.GDPR_OWN_DATA if question.holder in LANDLORDS else Ground.PERSON_THEMSELVES
        return yes(question.on, own, text, "Inte andras uppgifter.")
    if question.fact is KindOfFact.REPORTER_IDENTITY:
        text = "Vem som har anmält är hemligt för den det gäller om det kan antas leda till våld eller allvarligt men."
        tested = ("en prövning av faran för den som har anmält",)
        return needs(question.on, Ground.REPORTER_PROTECTED, tested, text)
    text = "Sekretess till skydd för en enskild gäller inte mot den enskilde själv."
    return yes(question.on, Ground.PERSON_THEMSELVES, text, "Inte andras uppgifter i samma ärende.")


def _duty(question: Question) -> Finding[Permission] | None:
    on, known = question.on, question.circumstances
    if question.fact is KindOfFact.CHILD_CONCERN and question.receiver in (
        Party.SOCIAL_BOARD,
        Party.SAME_MUNICIPALITY_BOARD,
    ):
        return child_concern(on=on, holder=question.holder)
    if question.fact is KindOfFact.CHILD_INQUIRY_FACTS and question.receiver in SOCIAL_SERVICES:
        return _to_a_child_inquiry(question)
    return duty_to_tell(
        on=on, holder=question.holder, receiver=question.receiver, fact=question.fact, requested=known.requested
    )


def _to_a_child_inquiry(question: Question) -> Finding[Permission] | None:
    if question.holder not in MUST_REPORT:
        return None
    text = (
        "När en utredning om ett barns skydd är beslutad ska den som har uppgifter av betydelse lämna dem till nämnden."
    )
    if not question.circumstances.inquiry_opened:
        return needs(question.on, Ground.CHILD_INQUIRY, ("ett beslut om utredning som gäller barnet",), text)
    broken = Step("Sekretess hindrar inte att en uppgift lämnas när lag kräver det.", cite(Ground.DUTY, question.on))
    return yes(question.on, Ground.CHILD_INQUIRY, text, "Bara det som kan ha betydelse.", also=(broken,))


def _by_holder(question: Question) -> Finding[Permission]:
    if question.holder in SOCIAL_SERVICES:
        return social_services_may_tell(question)
    if question.holder in LANDLORDS:
        return landlord_may_tell(question)
    if question.holder is Party.KRONOFOGDEN:
        return _kronofogden(question)
    raise NoRuleForHolder(question.holder)


def _kronofogden(question: Question) -> Finding[Permission]:
    if question.fact is KindOfFact.CLAIM_IN_PENDING_CASE:
        text = "Hos Kronofogden är skulden i ett pågående mål inte hemlig."
        return yes(question.on, Ground.KRONOFOGDEN, text, "Bara förpliktelsen och beslut, inget annat om personen.")
    consent, refused = question.consent()
    if consent is not None:
        return yes(question.on, Ground.CONSENT, "Den enskilde har samtyckt.", "Bara det som samtycket nämner.")
    text = "Hos Kronofogden är enskildas förhållanden hemliga om det inte står klart att ingen lider skada eller men."
    asked = ("den enskildes samtycke, eller Kronofogdens egen prövning",)
    return needs(question.on, Ground.KRONOFOGDEN, asked, text, also=refused)
