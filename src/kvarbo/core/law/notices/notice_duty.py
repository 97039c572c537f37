"""Skyldighet att underrätta socialnämnden: what has happened, and who must tell the board."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.notices.inbound_notices import notice_in_force
from kvarbo.core.law.old_law.old_reference import ReferredAct, old_reference

NO_DUTY = "Lag (1970:994) 12 kap., lag (1973:188) och förordning (1981:981) 16 kap."
LISTS_OF_PEOPLE = "Dataskyddsförordningen artikel 5 och 6"


class NoticeEvent(StrEnum):
    """What has happened in the tenancy or at an authority (händelse)."""

    UNPAID_RENT_TERMINATION = "unpaid_rent_termination"
    DISTURBANCE_WARNING = "disturbance_warning"
    SERIOUS_DISTURBANCE_TERMINATION = "serious_disturbance_termination"
    UNPAID_FEE_TERMINATION = "unpaid_fee_termination"  # bostadsrätt
    COOPERATIVE_DISTURBANCE = "cooperative_disturbance"
    COOPERATIVE_SERIOUS_DISTURBANCE = "cooperative_serious_disturbance"
    TRIBUNAL_DISPUTE = "tribunal_dispute"
    EVICTION_APPLICATION = "eviction_application"
    EVICTION_TIME = "eviction_time"
    REMOVAL_TIME = "removal_time"
    CONCERN = "concern"
    MANDATED_CHILD_CONCERN = "mandated_child_concern"
    REMINDER = "reminder"
    COLLECTION_DEMAND = "collection_demand"
    LATE_PAYER_LIST = "late_payer_list"
    UNLAWFUL_SUBLET = "unlawful_sublet"
    NEGLECT = "neglect"  # vanvård i övrigt
    ORDINARY_TERMINATION = "ordinary_termination"
    ORDER_TO_PAY_ONLY = "order_to_pay_only"
    TERMINATION_WITHDRAWN = "termination_withdrawn"  # återtagen, eller hyran betald
    EVICTION_CANCELLED = "eviction_cancelled"  # avhysningen är inställd


_CODES = {
    NoticeEvent.UNPAID_RENT_TERMINATION: "N1",
    NoticeEvent.DISTURBANCE_WARNING: "N2",
    NoticeEvent.SERIOUS_DISTURBANCE_TERMINATION: "N3",
    NoticeEvent.UNPAID_FEE_TERMINATION: "N4",
    NoticeEvent.COOPERATIVE_DISTURBANCE: "N5",
    NoticeEvent.COOPERATIVE_SERIOUS_DISTURBANCE: "N6",
    NoticeEvent.TRIBUNAL_DISPUTE: "N7",
    NoticeEvent.EVICTION_APPLICATION: "N8",
    NoticeEvent.EVICTION_TIME: "N9",
    NoticeEvent.REMOVAL_TIME: "N10",
    NoticeEvent.CONCERN: "N11",
    NoticeEvent.MANDATED_CHILD_CONCERN: "N11",
}
_NO_DUTY_BECAUSE = {
    NoticeEvent.REMINDER: "En påminnelse ska inte anmälas till socialnämnden.",
    NoticeEvent.COLLECTION_DEMAND: "Ett inkassokrav ska inte anmälas till socialnämnden, fast det ibland sägs.",
    NoticeEvent.UNLAWFUL_SUBLET: "En olovlig andrahandsuthyrning ska inte anmälas till socialnämnden.",
    NoticeEvent.NEGLECT: "Vanvård utöver bristande skötsamhet och störningar ska inte anmälas till socialnämnden.",
    NoticeEvent.ORDINARY_TERMINATION: "Vid en vanlig uppsägning är det hyresnämnden som underrättar, vid en tvist.",
    NoticeEvent.ORDER_TO_PAY_ONLY: "Betalning utan avhysning är ingen uppsägning och inget meddelande enligt JB 12:44.",
    NoticeEvent.TERMINATION_WITHDRAWN: "Att en uppsägning tagits tillbaka ska inte anmälas till socialnämnden.",
    NoticeEvent.EVICTION_CANCELLED: "Att en avhysning ställts in står det inget om i det som är inläst.",
    NoticeEvent.LATE_PAYER_LIST: "En lista över sena betalare kräver samtycke, anonyma tal eller en vägd grund.",
}


@dataclass(frozen=True, slots=True)
class NoticeDuty:
    """Om någon måste underrätta nämnden: the code, who, the ground and the form; all None when nobody must."""

    duty: bool
    code: str | None
    who: str | None
    ground: str | None
    form: str | None
    confirm_same_day: bool = False


def code_of(event: NoticeEvent) -> str | None:
    """The law's code for what has happened, N1 to N11; None where no law requires anybody to tell the board."""
    return _CODES.get(event)


def notice_duty(*, event: NoticeEvent, day: date) -> Finding[NoticeDuty]:
    """Underrättelseskyldighet till socialnämnden för en händelse, som lagen lydde den dagen."""
    if event not in _CODES:
        source = LISTS_OF_PEOPLE if event is NoticeEvent.LATE_PAYER_LIST else NO_DUTY
        step = Step(f"{_NO_DUTY_BECAUSE[event]} Ingen lagstadgad skyldighet.", source)
        return Finding(NoticeDuty(False, None, None, None, None), (step, _anyone_may(day)))
    notice = notice_in_force(_CODES[event], day)
    if event is NoticeEvent.CONCERN:
        steps = (
            Step("Var och en får underrätta; nämnden ska pröva det som kommer in.", notice.ground),
            _anyone_may(day),
        )
        return Finding(NoticeDuty(False, notice.code, notice.who, notice.ground, notice.form), steps)
    if event is NoticeEvent.MANDATED_CHILD_CONCERN:
        text = "Den som omfattas av anmälningsskyldigheten ska genast anmäla att ett barn kan fara illa."
        who = "myndigheter och yrkesverksamma med anmälningsskyldighet"
        ground = old_reference(act=ReferredAct.SOL_2025, paragraph="19:1", day=day).value.in_force
        return Finding(NoticeDuty(True, notice.code, who, ground, None), (Step(text, ground),))
    duty = NoticeDuty(True, notice.code, notice.who, notice.ground, notice.form, notice.confirm_same_day)
    return Finding(duty, _steps(notice.when, duty))


def _steps(when: str, duty: NoticeDuty) -> tuple[Step, ...]:
    assert duty.who is not None
    assert duty.ground is not None
    steps = [Step(f"{duty.who[0].upper()}{duty.who[1:]} ska underrätta socialnämnden {when}.", duty.ground)]
    if duty.form:
        steps.append(
            Step(f"Form: {duty.form}. Uppgifterna ska stämma med hyresreskontran den dag det sänds.", duty.ground)
        )
    if duty.confirm_same_day:
        steps.append(Step("Nämnden bekräftar till Kronofogden samma dag.", "SoF 11:3"))
    return tuple(steps)


def _anyone_may(day: date) -> Step:
    ground = old_reference(act=ReferredAct.SOL_2025, paragraph="19:4", day=day).value.in_force
    return Step("Var och en som misstänker att ett barn far illa bör ändå anmäla det.", ground)
