"""Words on the screen: what a step, a group of work, an outcome and a reason for a pause are called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kvarbo.core.facts import LadderStep, LeaseKind, Role
from kvarbo.landlord.outreach.models import Channel, Outcome

GROUPS: dict[str, str] = {
    "ring": "Ring",
    "skicka": "Skicka",
    "besok": "Besök",
    "mote": "Möte",
    "besluta": "Besluta",
    "granska": "Granska",
}

GROUP_OF: dict[LadderStep, str] = {
    LadderStep.CALL: "ring",
    LadderStep.NOTIFY: "skicka",
    LadderStep.LETTER: "skicka",
    LadderStep.REMINDER: "skicka",
    LadderStep.COLLECTION_FILE: "skicka",
    LadderStep.COLLECTION_DEMAND: "skicka",
    LadderStep.SOCIAL_BOARD_NOTICE: "skicka",
    LadderStep.WARNING_TO_REMEDY: "skicka",
    LadderStep.SUMMONS: "skicka",
    LadderStep.VISIT: "besok",
    LadderStep.COOPERATION_MEETING: "mote",
    LadderStep.JOINT_MEETING: "mote",
    LadderStep.DECIDE_ORDER_TO_PAY: "besluta",
    LadderStep.DECIDE_TERMINATION: "besluta",
    LadderStep.ORDER_TO_PAY: "besluta",
    LadderStep.TERMINATION: "besluta",
    LadderStep.TO_KRONOFOGDEN: "besluta",
    LadderStep.MONTHLY_LEASE: "besluta",
    LadderStep.REVIEW: "granska",
    LadderStep.MANUAL: "granska",
}

STEP_TITLES: dict[LadderStep, str] = {
    LadderStep.NOTIFY: "Sms eller e-post",
    LadderStep.CALL: "Ring",
    LadderStep.LETTER: "Brev",
    LadderStep.VISIT: "Besök hemma",
    LadderStep.REMINDER: "Påminnelse",
    LadderStep.COLLECTION_FILE: "Underlag till inkasso",
    LadderStep.COLLECTION_DEMAND: "Inkassokrav",
    LadderStep.COOPERATION_MEETING: "Ta upp på samverkansmötet",
    LadderStep.JOINT_MEETING: "Boka gemensamt möte",
    LadderStep.SOCIAL_BOARD_NOTICE: "Meddelande till socialnämnden",
    LadderStep.DECIDE_ORDER_TO_PAY: "Besluta om betalningsföreläggande",
    LadderStep.ORDER_TO_PAY: "Ansök om betalningsföreläggande",
    LadderStep.WARNING_TO_REMEDY: "Rättelseanmaning",
    LadderStep.SUMMONS: "Kallelse",
    LadderStep.MONTHLY_LEASE: "1+1-avtal",
    LadderStep.DECIDE_TERMINATION: "Besluta om uppsägning",
    LadderStep.TERMINATION: "Uppsägning",
    LadderStep.TO_KRONOFOGDEN: "Beslut: lämna till Kronofogden",
    LadderStep.REVIEW: "Gå igenom",
    LadderStep.MANUAL: "Bedöm själv",
}

# Steps whose title already says how: "Ring" needs no "Samtal" beside it.
SAYS_HOW = frozenset(
    {
        LadderStep.NOTIFY,
        LadderStep.CALL,
        LadderStep.LETTER,
        LadderStep.VISIT,
        LadderStep.COOPERATION_MEETING,
        LadderStep.JOINT_MEETING,
    }
)

PARTS_OF_DAY: dict[str, str] = {"morning": "Förmiddag", "afternoon": "Eftermiddag", "evening": "Kväll"}

# Reasons one may choose among: nothing about health or family is written down in a landlord's room.
PAUSE_REASONS: dict[str, str] = {
    "agreed": "Vi har kommit överens",
    "checking": "Vi kontrollerar en betalning eller avi",
    "disputed": "Hyresgästen anser att kravet är fel",
    "help": "Hyresgästen har sökt hjälp och väntar på svar",
    "unreachable": "Hyresgästen har meddelat frånvaro",
}

# Why the landlord says yes to a later day; a reason is chosen, never written, so that nothing that can hurt is kept.
DEFERRAL_REASONS: dict[str, str] = {
    "money_coming": "Pengar kommer en viss dag",
    "help": "Hyresgästen har sökt hjälp och väntar på svar",
    "respite": "Lösningen är nära och behöver lite mer tid",
    "our_mistake": "Felet är vårt: avin eller betalningen blev fel hos oss",
}

ROLES: dict[Role, str] = {
    Role.TENANT: "Hyresgäst",
    Role.CO_TENANT: "Medhyresgäst",
    Role.SPOUSE: "Make, maka eller sambo",
    Role.CHILD: "Barn i hushållet",
}

LEASE_KINDS: dict[LeaseKind, str] = {
    LeaseKind.DWELLING: "Bostad",
    LeaseKind.PREMISES: "Lokal",
    LeaseKind.GARAGE: "Garage eller p-plats",
    LeaseKind.STORAGE: "Förråd",
    LeaseKind.OTHER: "Annat",
}


@dataclass(frozen=True, slots=True)
class Button:
    """En knapp: an outcome as it stands in a row, with the key that presses it."""

    key: str
    label: str
    shortcut: str = ""


def _buttons(outcomes: Iterable[Outcome], *, keys: bool = True) -> tuple[Button, ...]:
    return tuple(
        Button(outcome.value, str(outcome.label), str(place) if keys else "")
        for place, outcome in enumerate(outcomes, 1)
    )


CALL_BUTTONS = _buttons(
    (
        Outcome.SPOKE,
        Outcome.PROMISED,
        Outcome.PAID,
        Outcome.NOT_REACHED,
        Outcome.VOICEMAIL,
        Outcome.RELATIVE,
        Outcome.CALL_BACK,
        Outcome.WRONG_NUMBER,
    )
)
SENT_BUTTONS = _buttons((Outcome.SENT,))
VISIT_BUTTONS = _buttons((Outcome.SPOKE, Outcome.PROMISED, Outcome.PAID, Outcome.NOTE_LEFT, Outcome.RELATIVE))
DONE_BUTTONS = _buttons((Outcome.DONE,))
CALLED_US_BUTTONS = _buttons(
    (Outcome.SPOKE, Outcome.PROMISED, Outcome.PAID, Outcome.CALL_BACK, Outcome.NEEDS_SUPPORT), keys=False
)

BUTTONS_OF: dict[str, tuple[Button, ...]] = {
    Channel.CALL.value: CALL_BUTTONS,
    Channel.VISIT.value: VISIT_BUTTONS,
    Channel.SMS.value: SENT_BUTTONS,
    Channel.EMAIL.value: SENT_BUTTONS,
    Channel.LETTER.value: SENT_BUTTONS,
}


def buttons_for(channel: str) -> tuple[Button, ...]:
    """The outcomes that fit how a step is carried out; work without a channel is done or not done."""
    return BUTTONS_OF.get(channel, DONE_BUTTONS)


def channel_word(channel: str) -> str:
    """The channel in words, empty for work that reaches nobody."""
    return str(Channel(channel).label) if channel else ""
