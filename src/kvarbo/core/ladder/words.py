"""The Swedish words for what a ladder says: steps, channels and the reasons to be met first."""

from __future__ import annotations

from kvarbo.core.facts import LadderStep
from kvarbo.core.ladder.policy import Channel, Tag

STEP_WORDS: dict[LadderStep, str] = {
    LadderStep.NOTIFY: "sms eller e-post",
    LadderStep.CALL: "samtal",
    LadderStep.LETTER: "brev",
    LadderStep.VISIT: "hembesök",
    LadderStep.REMINDER: "påminnelse",
    LadderStep.COLLECTION_FILE: "ärendet till inkasso",
    LadderStep.COLLECTION_DEMAND: "inkassokrav",
    LadderStep.COOPERATION_MEETING: "samverkansmöte",
    LadderStep.JOINT_MEETING: "gemensamt möte",
    LadderStep.SOCIAL_BOARD_NOTICE: "meddelande till socialnämnden",
    LadderStep.DECIDE_ORDER_TO_PAY: "beslut om betalningsföreläggande",
    LadderStep.ORDER_TO_PAY: "ansökan om betalningsföreläggande",
    LadderStep.WARNING_TO_REMEDY: "rättelseanmaning",
    LadderStep.SUMMONS: "kallelse",
    LadderStep.MONTHLY_LEASE: "1+1-avtal",
    LadderStep.DECIDE_TERMINATION: "beslut om uppsägning",
    LadderStep.TERMINATION: "uppsägning",
    LadderStep.TO_KRONOFOGDEN: "ärendet till Kronofogden",
    LadderStep.REVIEW: "genomgång",
    LadderStep.MANUAL: "eget steg",
}

CHANNEL_WORDS: dict[Channel, str] = {
    Channel.SMS: "sms",
    Channel.EMAIL: "e-post",
    Channel.CALL: "samtal",
    Channel.LETTER: "brev",
    Channel.VISIT: "besök",
    Channel.MEETING: "möte",
}

TAG_WORDS: dict[Tag, str] = {
    Tag.CHILDREN: "barn i hemmet",
    Tag.YOUNG: "ung",
    Tag.OLD: "äldre",
    Tag.FIRST_TIME_LATE: "sen första gången",
    Tag.NEWLY_MOVED_IN: "nyinflyttad",
    Tag.FIRST_LEASE: "första kontraktet",
    Tag.BREAKS_OWN_PATTERN: "bryter sitt mönster",
}
