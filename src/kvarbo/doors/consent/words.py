"""Plain words of a consent, as whoever signs it reads them; the law's own words are in ``core/law/secrecy``."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kvarbo.core.law.secrecy.consent import ConsentDirection
from kvarbo.core.law.secrecy.vocabulary import KindOfFact
from kvarbo.doors.consent.models import ConsentGiver, HowGiven, ToldHow
from kvarbo.doors.consent.status import ConsentStatus
from kvarbo.house.kinds import RoomKind

Words = str | Promise

FACTS: dict[KindOfFact, Words] = {
    KindOfFact.KNOWN_HERE: _("att jag har kontakt med er"),
    KindOfFact.ARREARS: _("hur stor min hyresskuld är"),
    KindOfFact.LATE_PAYMENT: _("om hyran har kommit i tid"),
    KindOfFact.PAYMENT_UNDERTAKING: _("om någon har lovat att betala hyran"),
    KindOfFact.DISTURBANCE: _("klagomål om störningar"),
    KindOfFact.HOUSEHOLD: _("vilka som bor i hemmet"),
    KindOfFact.CONTACT_DETAILS: _("hur man når mig"),
    KindOfFact.EVICTION_TIME: _("tid för en vräkning"),
    KindOfFact.CASE_CONTENT: _("vilken hjälp jag får"),
    KindOfFact.BENEFITS: _("pengar som jag får från det allmänna"),
    KindOfFact.HEALTH: _("min hälsa"),
    KindOfFact.SUPPORT_TO_ELDERLY_OR_DISABLED: _("stöd för äldre eller för personer med funktionsnedsättning"),
}
# A landlord keeps nothing about health, benefits or the work of the social services, and so fetches nothing of it.
OF_THE_TENANCY = (
    KindOfFact.ARREARS,
    KindOfFact.LATE_PAYMENT,
    KindOfFact.PAYMENT_UNDERTAKING,
    KindOfFact.DISTURBANCE,
    KindOfFact.HOUSEHOLD,
    KindOfFact.CONTACT_DETAILS,
    KindOfFact.EVICTION_TIME,
)
FACTS_OF: dict[str, tuple[KindOfFact, ...]] = {
    RoomKind.LANDLORD.value: OF_THE_TENANCY,
    RoomKind.SOCIAL.value: tuple(FACTS),
    RoomKind.COUNSELLING.value: tuple(FACTS),
}
GIVERS: dict[str, Words] = {
    ConsentGiver.TENANT.value: _("Hyresgästen själv"),
    ConsentGiver.CO_TENANT.value: _("Medhyresgästen själv"),
    ConsentGiver.HOUSEHOLD_MEMBER.value: _("Annan i hushållet, för egen del"),
    ConsentGiver.CUSTODIAN.value: _("Vårdnadshavare för ett barn"),
    ConsentGiver.GOD_MAN.value: _("God man"),
    ConsentGiver.ADMINISTRATOR.value: _("Förvaltare"),
}
DIRECTIONS: dict[str, Words] = {
    ConsentDirection.TELL.value: _("Vi får berätta för mottagaren"),
    ConsentDirection.FETCH.value: _("Vi får hämta uppgifter från mottagaren"),
}
HOW_GIVEN: dict[str, Words] = {
    HowGiven.WRITTEN.value: _("Skriftligt, på blanketten"),
    HowGiven.ORAL.value: _("Muntligt"),
}
TOLD_HOW: dict[str, Words] = {
    ToldHow.PHONE.value: _("Samtal i telefon"),
    ToldHow.MEETING.value: _("Vid ett möte"),
    ToldHow.LETTER.value: _("Brev"),
    ToldHow.MESSAGE.value: _("E-post, sms eller e-tjänst"),
}
STATUSES: dict[ConsentStatus, Words] = {
    ConsentStatus.COMING: _("Har inte börjat gälla"),
    ConsentStatus.IN_FORCE: _("Gäller"),
    ConsentStatus.PARTLY_WITHDRAWN: _("Gäller, men en del är tillbakatagen"),
    ConsentStatus.WITHDRAWN: _("Tillbakataget"),
    ConsentStatus.EXPIRED: _("Har gått ut"),
}
# The same facts as the staff say them of somebody else.
OF_THEM: dict[KindOfFact, Words] = {
    KindOfFact.KNOWN_HERE: _("att personen har kontakt med oss"),
    KindOfFact.ARREARS: _("hur stor hyresskulden är"),
    KindOfFact.LATE_PAYMENT: _("om hyran har kommit i tid"),
    KindOfFact.PAYMENT_UNDERTAKING: _("om någon har lovat att betala hyran"),
    KindOfFact.DISTURBANCE: _("klagomål om störningar"),
    KindOfFact.HOUSEHOLD: _("vilka som bor i hemmet"),
    KindOfFact.CONTACT_DETAILS: _("hur man når personen"),
    KindOfFact.EVICTION_TIME: _("tid för en vräkning"),
    KindOfFact.CASE_CONTENT: _("vilken hjälp som ges"),
    KindOfFact.BENEFITS: _("pengar från det allmänna"),
    KindOfFact.HEALTH: _("hälsa"),
    KindOfFact.SUPPORT_TO_ELDERLY_OR_DISABLED: _("stöd för äldre eller för personer med funktionsnedsättning"),
}


def opens(direction: str, receiver: str, facts: Sequence[KindOfFact]) -> str:
    """Vad samtycket öppnar towards one receiver, in a sentence."""
    told = joined([str(OF_THEM[fact]) for fact in facts])
    if direction == ConsentDirection.TELL.value:
        return gettext("Vi får berätta för %(receiver)s: %(facts)s.") % {"receiver": receiver, "facts": told}
    return gettext("Vi får fråga %(receiver)s om: %(facts)s.") % {"receiver": receiver, "facts": told}


def joined(words: Sequence[str]) -> str:
    """ "a, b och c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {gettext('och')} {words[-1]}"
