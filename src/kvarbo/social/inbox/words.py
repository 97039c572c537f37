"""Orden i inkorgen: what the law's events are called in plain words, and what each sender means for the matter."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kvarbo.core.law.administrative_procedure.document_received import ArrivalChannel
from kvarbo.core.law.notices.inbound_duties import InboundDutyKind
from kvarbo.core.law.notices.notice_duty import NoticeEvent
from kvarbo.core.law.notices.repeated_notices import EscalationReason
from kvarbo.core.law.secrecy.vocabulary import MatterOrigin, Party
from kvarbo.doors.post.words import CameBy, PlainKind
from kvarbo.social.inbox.models import Sender

EVENTS: dict[NoticeEvent, Any] = {
    NoticeEvent.UNPAID_RENT_TERMINATION: _("Uppsägning för obetald hyra"),
    NoticeEvent.UNPAID_FEE_TERMINATION: _("Uppsägning för obetald avgift i bostadsrätt"),
    NoticeEvent.REMINDER: _("Påminnelse, eller besked att hyran är sen"),
    NoticeEvent.COLLECTION_DEMAND: _("Inkassokrav"),
    NoticeEvent.ORDER_TO_PAY_ONLY: _("Betalningsföreläggande utan avhysning"),
    NoticeEvent.LATE_PAYER_LIST: _("Lista över sena betalare"),
    NoticeEvent.TERMINATION_WITHDRAWN: _("Uppsägningen tas tillbaka, eller hyran är betald"),
    NoticeEvent.DISTURBANCE_WARNING: _("Störningar, hyresgästen har fått en tillsägelse"),
    NoticeEvent.SERIOUS_DISTURBANCE_TERMINATION: _("Uppsägning för särskilt allvarliga störningar"),
    NoticeEvent.COOPERATIVE_DISTURBANCE: _("Störningar i bostadsrätt"),
    NoticeEvent.COOPERATIVE_SERIOUS_DISTURBANCE: _("Uppsägning i bostadsrätt för allvarliga störningar"),
    NoticeEvent.NEGLECT: _("Vanvård"),
    NoticeEvent.UNLAWFUL_SUBLET: _("Olovlig andrahandsuthyrning"),
    NoticeEvent.EVICTION_APPLICATION: _("Ansökan om avhysning"),
    NoticeEvent.EVICTION_TIME: _("Tid för avhysning"),
    NoticeEvent.REMOVAL_TIME: _("Tid för avlägsnande"),
    NoticeEvent.EVICTION_CANCELLED: _("Avhysningen är inställd"),
    NoticeEvent.TRIBUNAL_DISPUTE: _("Tvist om förlängning i hyresnämnden"),
    NoticeEvent.ORDINARY_TERMINATION: _("Vanlig uppsägning"),
    NoticeEvent.CONCERN: _("Oro för någon"),
    NoticeEvent.MANDATED_CHILD_CONCERN: _("Orosanmälan för barn från någon som måste anmäla"),
}
OF_PLAIN: dict[PlainKind, tuple[NoticeEvent, ...]] = {
    PlainKind.RENT: tuple(list(EVENTS)[:7]),
    PlainKind.DISTURBANCE: tuple(list(EVENTS)[7:13]),
    PlainKind.EVICTION: tuple(list(EVENTS)[13:17]),
    PlainKind.TRIBUNAL: tuple(list(EVENTS)[17:19]),
    PlainKind.WORRY: tuple(list(EVENTS)[19:]),
}
# What the plain word means when nothing more is said. Eviction has none: only the time has an hour to keep.
USUAL: dict[PlainKind, NoticeEvent] = {
    PlainKind.RENT: NoticeEvent.UNPAID_RENT_TERMINATION,
    PlainKind.DISTURBANCE: NoticeEvent.DISTURBANCE_WARNING,
    PlainKind.TRIBUNAL: NoticeEvent.TRIBUNAL_DISPUTE,
    PlainKind.WORRY: NoticeEvent.CONCERN,
}
OF_PAPER: dict[str, NoticeEvent] = {
    "notice_unpaid_rent": NoticeEvent.UNPAID_RENT_TERMINATION,
    "notice_unpaid_fee": NoticeEvent.UNPAID_FEE_TERMINATION,
    "notice_disturbance": NoticeEvent.DISTURBANCE_WARNING,
    "notice_serious_disturbance": NoticeEvent.SERIOUS_DISTURBANCE_TERMINATION,
    "notice_association_disturbance": NoticeEvent.COOPERATIVE_DISTURBANCE,
    "notice_association_serious_disturbance": NoticeEvent.COOPERATIVE_SERIOUS_DISTURBANCE,
    "eviction_time": NoticeEvent.EVICTION_TIME,
}
KIND_OF_EVENT: dict[NoticeEvent, str] = {event: kind for kind, event in OF_PAPER.items() if kind != "eviction_time"}
BY_LAW = frozenset(
    {
        NoticeEvent.UNPAID_RENT_TERMINATION, NoticeEvent.UNPAID_FEE_TERMINATION, NoticeEvent.DISTURBANCE_WARNING,
        NoticeEvent.SERIOUS_DISTURBANCE_TERMINATION, NoticeEvent.COOPERATIVE_DISTURBANCE,
        NoticeEvent.COOPERATIVE_SERIOUS_DISTURBANCE,
    }
)  # fmt: skip
# Whose plain word is the law's notice. Unpaid rent told by the tenant herself or a neighbour is no termination.
OF_THE_HOME = frozenset({Sender.LANDLORD, Sender.AGENT, Sender.DISTURBANCE_UNIT})
# Whose copy of a landlord's notice is no notice to the board; an office may hand the landlord's own on.
PEOPLE = frozenset({Sender.PERSON, Sender.RELATIVE, Sender.NEIGHBOUR, Sender.ANONYMOUS})
OF_PARTY: dict[Party, Sender] = {
    Party.MUNICIPAL_LANDLORD: Sender.LANDLORD,
    Party.PRIVATE_LANDLORD: Sender.LANDLORD,
    Party.TENANT_OWNER_ASSOCIATION: Sender.LANDLORD,
    Party.DEBT_COLLECTOR: Sender.AGENT,
    Party.KRONOFOGDEN: Sender.KRONOFOGDEN,
    Party.RENT_TRIBUNAL: Sender.RENT_TRIBUNAL,
    Party.HEALTH_CARE: Sender.CARE,
    Party.POLICE: Sender.POLICE,
    Party.OWN_UNIT: Sender.OWN_SECTION,
    Party.SOCIAL_BOARD: Sender.OWN_SECTION,
    Party.BUDGET_COUNSELLING: Sender.OTHER_ADMINISTRATION,
    Party.SAME_MUNICIPALITY_BOARD: Sender.OTHER_ADMINISTRATION,
    Party.OTHER_ADMINISTRATION: Sender.OTHER_ADMINISTRATION,
}
_ORIGINS: dict[Sender, MatterOrigin] = {
    Sender.KRONOFOGDEN: MatterOrigin.KRONOFOGDEN,
    Sender.RENT_TRIBUNAL: MatterOrigin.RENT_TRIBUNAL,
    Sender.PERSON: MatterOrigin.PERSON,
    Sender.RELATIVE: MatterOrigin.RELATIVE,
    Sender.NEIGHBOUR: MatterOrigin.OTHER_PERSON,
    Sender.ANONYMOUS: MatterOrigin.ANONYMOUS,
    Sender.POLICE: MatterOrigin.OTHER_AUTHORITY,
    Sender.CARE: MatterOrigin.OTHER_AUTHORITY,
    Sender.SCHOOL: MatterOrigin.OTHER_ADMINISTRATION,
    Sender.OTHER_AUTHORITY: MatterOrigin.OTHER_AUTHORITY,
    Sender.OTHER_ADMINISTRATION: MatterOrigin.OTHER_ADMINISTRATION,
    Sender.OWN_SECTION: MatterOrigin.OWN_OBSERVATION,
}
CHANNELS: dict[CameBy, ArrivalChannel] = {
    CameBy.ROOM: ArrivalChannel.EMAIL,
    CameBy.FILE: ArrivalChannel.EMAIL,
    CameBy.E_MAIL: ArrivalChannel.EMAIL,
    CameBy.E_SERVICE: ArrivalChannel.EMAIL,
    CameBy.REGISTERED: ArrivalChannel.POST,
    CameBy.LETTER: ArrivalChannel.POST,
    CameBy.LETTER_BOX: ArrivalChannel.LETTER_BOX,
    CameBy.HANDED_OVER: ArrivalChannel.BY_HAND,
    CameBy.PHONE: ArrivalChannel.BY_HAND,
    CameBy.VISIT: ArrivalChannel.BY_HAND,
    CameBy.WITHIN: ArrivalChannel.BY_HAND,
}
DUTIES: dict[InboundDutyKind, Any] = {
    InboundDutyKind.CONFIRM_EVICTION_TIME: _("Bekräfta till Kronofogden"),
    InboundDutyKind.CHILD_SAFETY: _("Bedöm om barnet behöver skydd nu"),
    InboundDutyKind.STANDPOINT: _("Ta ställning"),
    InboundDutyKind.CHILD_PRELIMINARY_ASSESSMENT: _("Besluta om barnets utredning"),
    InboundDutyKind.WATCH_RECOVERY: _("Bevaka tiden för att vinna tillbaka hyresrätten"),
}
# What a person marks as done here. The standpoint is taken, and the recovery period ends by itself.
MARKED = frozenset(
    {
        InboundDutyKind.CONFIRM_EVICTION_TIME,
        InboundDutyKind.CHILD_SAFETY,
        InboundDutyKind.CHILD_PRELIMINARY_ASSESSMENT,
    }
)
# What the rules call a fact that only the landlord can tell; the rest of what is missing comes in words.
MISSING: dict[str, Any] = {
    "tenant_served": _("dagen då hyresgästen delgavs"),
    "holder_served": _("dagen då bostadsrättshavaren delgavs"),
    "social_board_notified": _("dagen då nämnden fick meddelandet"),
}
ESCALATED: dict[EscalationReason, Any] = {
    EscalationReason.EVICTION_WITHOUT_INQUIRY: _("Avhysning, och ingen utredning är känd"),
    EscalationReason.AGAIN_WITHOUT_INQUIRY: _("Har kommit förut utan att en utredning är känd"),
    EscalationReason.LARGER_DEBT: _("Större skuld än förut"),
}

# What a field of the form is called when it is told that it was mended.
FIELDS: dict[str, Any] = {
    "sender": _("från vem"),
    "from_name": _("avsändarens namn"),
    "about_name": _("vem det handlar om"),
    "about_identity": _("personnumret"),
    "other_name": _("den andra personen"),
    "other_identity": _("den andra personens personnummer"),
    "came_by": _("hur det kom"),
    "received": _("dagen det kom"),
    "posted": _("dagen det postades"),
    "registered_number": _("brevets nummer"),
    "event": _("vad det är närmare"),
    "child_concerned": _("om ett barn berörs"),
    "child_inquiry_running": _("om barnets utredning"),
    "address": _("adressen"),
    "debt": _("skulden"),
    "first_emptying": _("om brevlådan"),
    "eviction_date": _("dagen för avhysningen"),
    "eviction_clock": _("klockslaget"),
    "note": _("vad som sades eller står"),
    "call_back": _("numret att ringa tillbaka på"),
    "kept_where": _("var handlingen finns"),
}


def origin_of(sender: Sender, event: NoticeEvent | None) -> MatterOrigin:
    """Where a matter comes from when it is opened on something from this sender.

    A landlord's notice that the law demands is one thing, a landlord who calls early another: what may be asked
    differs.
    """
    if sender in OF_THE_HOME:
        return MatterOrigin.LANDLORD_NOTICE if event in BY_LAW else MatterOrigin.LANDLORD_EARLY
    return _ORIGINS[sender]
