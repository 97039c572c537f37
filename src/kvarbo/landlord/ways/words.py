"""Ord på sidorna om arbetssättet: what steps, conditions and money are called there."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kvarbo.core.facts import BillKind, LadderStep
from kvarbo.core.ladder.policy import Channel, Condition, Tag

STEPS = {
    LadderStep.NOTIFY: _("Sms eller e-post"),
    LadderStep.CALL: _("Samtal"),
    LadderStep.LETTER: _("Brev"),
    LadderStep.VISIT: _("Hembesök"),
    LadderStep.REMINDER: _("Påminnelse"),
    LadderStep.COLLECTION_FILE: _("Ärendet till inkasso"),
    LadderStep.COLLECTION_DEMAND: _("Inkassokrav"),
    LadderStep.COOPERATION_MEETING: _("Samverkansmöte"),
    LadderStep.JOINT_MEETING: _("Gemensamt möte"),
    LadderStep.SUMMONS: _("Kallelse"),
    LadderStep.SOCIAL_BOARD_NOTICE: _("Meddelande till socialnämnden"),
    LadderStep.WARNING_TO_REMEDY: _("Rättelseanmaning"),
    LadderStep.MONTHLY_LEASE: _("1+1-avtal"),
    LadderStep.DECIDE_ORDER_TO_PAY: _("Beslut om betalningsföreläggande"),
    LadderStep.ORDER_TO_PAY: _("Ansökan om betalningsföreläggande"),
    LadderStep.DECIDE_TERMINATION: _("Beslut om uppsägning"),
    LadderStep.TERMINATION: _("Uppsägning"),
    LadderStep.TO_KRONOFOGDEN: _("Ärendet till Kronofogden"),
    LadderStep.REVIEW: _("Genomgång"),
    LadderStep.MANUAL: _("Eget steg"),
}  # in the order in which they are told
CHANNELS = {
    Channel.SMS: _("sms"),
    Channel.EMAIL: _("e-post"),
    Channel.CALL: _("samtal"),
    Channel.LETTER: _("brev"),
    Channel.VISIT: _("besök"),
    Channel.MEETING: _("möte"),
}
CONDITIONS = {
    Condition.ALL_UNPAID: _("alla som inte har betalat hyran"),
    Condition.NOT_REACHED: _("den som ingen har nått sedan hyran förföll"),
    Condition.NEVER_REACHED: _("den som ingen har fått kontakt med sedan den äldsta obetalda hyran förföll"),
    Condition.REPEATED: _("den som har betalat sent flera gånger"),
}
TAGS = {
    Tag.CHILDREN: _("hem med barn"),
    Tag.YOUNG: _("unga"),
    Tag.OLD: _("äldre"),
    Tag.FIRST_TIME_LATE: _("de som är sena för första gången"),
    Tag.NEWLY_MOVED_IN: _("nyinflyttade"),
    Tag.FIRST_LEASE: _("de som har sitt första kontrakt"),
    Tag.BREAKS_OWN_PATTERN: _("de som annars alltid betalar i tid"),
}
MONEY = {
    BillKind.RENT: _("hyra"),
    BillKind.METER: _("mätning av el, vatten eller värme"),
    BillKind.INSURANCE: _("hemförsäkring"),
    BillKind.GARAGE: _("garage"),
    BillKind.OTHER: _("övrigt"),
    BillKind.COST: _("kostnader"),
    BillKind.INTEREST: _("ränta"),
    BillKind.FEE: _("avgifter"),
}
WEEKDAYS = (
    _("Måndag"), _("Tisdag"), _("Onsdag"), _("Torsdag"), _("Fredag"), _("Lördag"), _("Söndag"),
)  # fmt: skip
