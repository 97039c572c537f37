"""Slag av papper: what each tells, who may send and receive it, whether it names anybody, and what it rests on.

What a kind holds field by field stands in its schema; ``fields.py`` reads it from there for forms and screens.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kvarbo.core.law.secrecy.vocabulary import LANDLORDS, KindOfFact, Party


class PaperKind(StrEnum):
    """Papperets slag."""

    EARLY_SIGNAL = "early_signal"
    EARLY_SIGNAL_ANONYMOUS = "early_signal_anonymous"
    NOTICE_UNPAID_RENT = "notice_unpaid_rent"
    NOTICE_DISTURBANCE = "notice_disturbance"
    NOTICE_SERIOUS_DISTURBANCE = "notice_serious_disturbance"
    NOTICE_UNPAID_FEE = "notice_unpaid_fee"
    NOTICE_ASSOCIATION_DISTURBANCE = "notice_association_disturbance"
    NOTICE_ASSOCIATION_SERIOUS_DISTURBANCE = "notice_association_serious_disturbance"
    QUESTION = "question"
    ANSWER = "answer"
    PLANNED_SUPPORT = "planned_support"
    UNDERTAKING = "undertaking"
    EVICTION_TIME = "eviction_time"
    CONFIRMATION = "confirmation"
    JOINT_VISIT = "joint_visit"
    AGENDA_ITEM = "agenda_item"
    AGENDA_ITEM_ANONYMOUS = "agenda_item_anonymous"
    STATUS = "status"
    OUTCOME_PHRASE = "outcome_phrase"
    REFERRAL = "referral"
    RECEIPT = "receipt"
    RECALL = "recall"


class Basis(StrEnum):
    """Vad papperet vilar på: a duty in law, the person's consent, a written test, a right to ask, or that it says
    nothing of anybody. The answer in the single case is always that of the secrecy rules.
    """

    DUTY = "duty"
    CONSENT = "consent"
    TESTED = "tested"
    ASKING = "asking"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Kind:
    """Ett slags papper. ``facts`` is what every paper of it tells, whatever is filled in: ``fields.facts_told`` adds
    what its content tells. ``notice`` is the code in ``core.law.notices`` where it is one. A kind with
    ``Basis.ASKING`` is put to ``may_ask``, every other to ``may_disclose``.
    """

    title: str
    facts: tuple[KindOfFact, ...]
    senders: frozenset[Party]
    receivers: frozenset[Party]
    names_people: bool
    basis: Basis
    notice: str | None = None
    version: int = 1
    may_replace: bool = True

    def may_go(self, sender: Party, receiver: Party) -> bool:
        """Whether this kind goes from the one to the other at all."""
        return sender in self.senders and receiver in self.receivers


_BOARD = frozenset({Party.SOCIAL_BOARD})
_COUNSELLING = frozenset({Party.BUDGET_COUNSELLING})
_RENTING = frozenset({Party.MUNICIPAL_LANDLORD, Party.PRIVATE_LANDLORD})
_ASSOCIATION = frozenset({Party.TENANT_OWNER_ASSOCIATION})
_KRONOFOGDEN = frozenset({Party.KRONOFOGDEN})
_HELPERS = _BOARD | _COUNSELLING
_AT_THE_TABLE = LANDLORDS | _HELPERS | _KRONOFOGDEN
_EVERYBODY = frozenset(Party) - {Party.PERSON, Party.CUSTODIAN, Party.RELATIVE, Party.REPORTER, Party.OWN_UNIT}

_KNOWN = (KindOfFact.KNOWN_HERE,)
_CONTACT = (KindOfFact.CONTACT_DETAILS,)
_NOTHING = (KindOfFact.PAPER_RECEIVED,)
_COUNTS = (KindOfFact.ANONYMOUS_COUNT,)

KINDS: Mapping[PaperKind, Kind] = {
    PaperKind.EARLY_SIGNAL: Kind("Tidig signal", _CONTACT, LANDLORDS, _HELPERS, True, Basis.TESTED),
    PaperKind.EARLY_SIGNAL_ANONYMOUS: Kind("Tidig signal i antal", _COUNTS, LANDLORDS, _HELPERS, False, Basis.NOBODY),
    PaperKind.NOTICE_UNPAID_RENT: Kind(
        "Meddelande om uppsägning för obetald hyra",
        (KindOfFact.NOTICE_UNPAID_RENT,),
        _RENTING,
        _BOARD,
        True,
        Basis.DUTY,
        "N1",
    ),
    PaperKind.NOTICE_DISTURBANCE: Kind(
        "Underrättelse om störningar", (KindOfFact.NOTICE_DISTURBANCE,), _RENTING, _BOARD, True, Basis.DUTY, "N2"
    ),
    PaperKind.NOTICE_SERIOUS_DISTURBANCE: Kind(
        "Uppsägning för särskilt allvarliga störningar",
        (KindOfFact.NOTICE_SERIOUS_DISTURBANCE,),
        _RENTING,
        _BOARD,
        True,
        Basis.DUTY,
        "N3",
    ),
    PaperKind.NOTICE_UNPAID_FEE: Kind(
        "Meddelande om uppsägning för obetald årsavgift",
        (KindOfFact.NOTICE_UNPAID_RENT,),
        _ASSOCIATION,
        _BOARD,
        True,
        Basis.DUTY,
        "N4",
    ),
    PaperKind.NOTICE_ASSOCIATION_DISTURBANCE: Kind(
        "Underrättelse om störningar, bostadsrätt",
        (KindOfFact.NOTICE_DISTURBANCE,),
        _ASSOCIATION,
        _BOARD,
        True,
        Basis.DUTY,
        "N5",
    ),
    PaperKind.NOTICE_ASSOCIATION_SERIOUS_DISTURBANCE: Kind(
        "Uppsägning för särskilt allvarliga störningar, bostadsrätt",
        (KindOfFact.NOTICE_SERIOUS_DISTURBANCE,),
        _ASSOCIATION,
        _BOARD,
        True,
        Basis.DUTY,
        "N6",
    ),
    # What a question asks for is in its content; asking at all shows that the board has the person in mind.
    PaperKind.QUESTION: Kind("Fråga till hyresvärden", (), _BOARD, LANDLORDS, True, Basis.ASKING),
    PaperKind.ANSWER: Kind("Svar från hyresvärden", (), LANDLORDS, _BOARD, True, Basis.TESTED),
    PaperKind.PLANNED_SUPPORT: Kind(
        "Planerade insatser",
        (*_KNOWN, KindOfFact.CASE_CONTENT),
        _HELPERS,
        _AT_THE_TABLE,
        True,
        Basis.CONSENT,
    ),
    # JB 12:44 fourth stycket 1 holds for rented homes alone, so never to an association.
    PaperKind.UNDERTAKING: Kind(
        "Betalningsåtagande", (KindOfFact.PAYMENT_UNDERTAKING,), _BOARD, _RENTING, True, Basis.CONSENT
    ),
    PaperKind.EVICTION_TIME: Kind("Tid för avhysning", (), _KRONOFOGDEN, _BOARD, True, Basis.DUTY),
    PaperKind.CONFIRMATION: Kind(
        "Bekräftelse till Kronofogden",
        (KindOfFact.EVICTION_TIME_RECEIVED,),
        _BOARD,
        _KRONOFOGDEN,
        False,
        Basis.DUTY,
    ),
    PaperKind.JOINT_VISIT: Kind(
        "Gemensamt besök", (*_KNOWN, *_CONTACT), LANDLORDS | _HELPERS, LANDLORDS | _HELPERS, True, Basis.CONSENT
    ),
    PaperKind.AGENDA_ITEM: Kind("Mötespunkt", _KNOWN, _AT_THE_TABLE, _AT_THE_TABLE, True, Basis.CONSENT),
    PaperKind.AGENDA_ITEM_ANONYMOUS: Kind(
        "Mötespunkt utan namn", _COUNTS, _AT_THE_TABLE, _AT_THE_TABLE, False, Basis.NOBODY
    ),
    PaperKind.STATUS: Kind("Läge", (), LANDLORDS, _HELPERS, True, Basis.TESTED),
    PaperKind.OUTCOME_PHRASE: Kind("Svar till hyresvärden", _NOTHING, _HELPERS, LANDLORDS, False, Basis.NOBODY),
    PaperKind.REFERRAL: Kind(
        "Hänvisning till budget- och skuldrådgivning",
        (*_KNOWN, *_CONTACT),
        LANDLORDS | _BOARD | _KRONOFOGDEN,
        _COUNSELLING,
        True,
        Basis.CONSENT,
    ),
    PaperKind.RECEIPT: Kind("Kvitto", _NOTHING, _EVERYBODY, _EVERYBODY, False, Basis.NOBODY, may_replace=False),
    PaperKind.RECALL: Kind("Återkallelse", _NOTHING, _EVERYBODY, _EVERYBODY, False, Basis.NOBODY, may_replace=False),
}


def about(kind: PaperKind) -> Kind:
    """What holds for a kind of paper."""
    return KINDS[kind]


def may_send(sender: Party) -> tuple[PaperKind, ...]:
    """The kinds that such an organisation may send to anybody, in the order they are listed."""
    return tuple(kind for kind in PaperKind if sender in KINDS[kind].senders)
