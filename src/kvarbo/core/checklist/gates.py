"""Spärrar: named questions that a step waits for. Each asks the rules of law; none holds law of its own.

What no paragraph decides is the municipality's own way, and is told with the place in its source.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from kvarbo.core.checklist import secrecy_gates
from kvarbo.core.checklist.secrecy_gates import Answer
from kvarbo.core.checklist.seen import Seen
from kvarbo.core.checklist.unannounced import several_attempts
from kvarbo.core.checklist.way import Checklist
from kvarbo.core.checklist.words import Gate, ShownBy, WhyNot
from kvarbo.core.finding import Step
from kvarbo.core.law.administrative_procedure.document_received import ArrivalChannel
from kvarbo.core.law.social_services.child_preliminary_assessment import child_preliminary_assessment
from kvarbo.core.law.social_services.confirm_eviction_time import (
    EvictionMeasure,
    EvictionNotice,
    confirm_eviction_time,
)
from kvarbo.core.law.social_services.support_without_assessment import SupportMeasure, support_without_assessment
from kvarbo.core.swedish import day

FACTS = "fakta"
OPEN_INQUIRY = "SoL 14:2"
AGAINST_WILL = "En utredning inleds som huvudregel inte mot en vuxen persons vilja, om inte tvångsvård kan bli aktuell."
AN_APPLICATION_OPENS = "Säg att hushållet kan ansöka. En ansökan leder genast till en utredning."
# Pure rules of a day: the answer for the same day is the same answer.
_time_to_confirm = lru_cache(maxsize=1_024)(confirm_eviction_time)
_time_for_the_child = lru_cache(maxsize=1_024)(child_preliminary_assessment)
_support = lru_cache(maxsize=1_024)(support_without_assessment)


NOT_REACHED = Step("Ingen i hushållet är nådd ännu.", FACTS)
NOT_FROM_KRONOFOGDEN = Step("Ärendet har inte kommit från Kronofogden. Skriv in det när det gör det.", FACTS)


@lru_cache(maxsize=64)
def _not_against_will(source: str) -> Step:
    return Step(AGAINST_WILL, f"{source}; {OPEN_INQUIRY}")


@lru_cache(maxsize=64)
def _only_opened(source: str) -> Answer:
    text = Step("Aktualiseringen är ingen utredning: inga utredningsåtgärder görs i den.", source)
    return Answer(WhyNot.OPENING_PHASE, (text, Step(AN_APPLICATION_OPENS, OPEN_INQUIRY)))


def _contact(seen: Seen, checklist: Checklist) -> Answer:
    if seen.reached is None:
        return Answer(WhyNot.CONTACT_FIRST, (NOT_REACHED,))
    return Answer(None, (Step(f"Hushållet nåddes {day(seen.reached.day)}.", FACTS),))


def _several_attempts(seen: Seen, checklist: Checklist) -> Answer:
    return several_attempts(seen, checklist.local)


def _adult_will(seen: Seen, checklist: Checklist) -> Answer:
    rule = _not_against_will(checklist.source)
    if seen.refused is not None and (seen.own_word is None or seen.own_word <= seen.refused):
        return Answer(WhyNot.ADULT_DECLINES, (Step(f"Den enskilde tackade nej {day(seen.refused)}.", FACTS), rule))
    if seen.own_word is not None:
        text = f"Den enskilde hörde själv av sig {day(seen.own_word)}. Skriv in beslutet när hen vill ha en utredning."
        return Answer(None, (Step(text, FACTS), rule))
    if seen.reached is None:
        return Answer(WhyNot.CONTACT_FIRST, (NOT_REACHED, rule))
    return Answer(None, (Step("Hushållet är nått. Fråga om den enskilde vill ha en utredning.", FACTS), rule))


def _inquiry_is_open(seen: Seen) -> Answer | None:
    if seen.adult is None:
        return None
    return Answer(None, (Step(f"En utredning är inledd {day(seen.adult.day)}.", FACTS),))


def _inquiry(seen: Seen, checklist: Checklist) -> Answer:
    return _inquiry_is_open(seen) or _only_opened(checklist.source)


def _individual_support(seen: Seen, checklist: Checklist) -> Answer:
    """Under an inquiry; or before it, where the board has decided so (SoL 11:5) for everybody on the contract."""
    opened = _inquiry_is_open(seen)
    if opened is not None:
        return opened
    decision, people = checklist.local.support_decision, seen.facts.leaseholders
    for born in [one.born for one in people] or [None]:
        found = _support(
            day=seen.on,
            measure=SupportMeasure.HOME_VISIT,
            decided_by_board=bool(decision),
            age=_age(born, seen.on),
        )
        if found.value.allowed is not True:
            return Answer(WhyNot.OPENING_PHASE, (*found.steps, *checklist.local.support_why))
    return Answer(None, (*found.steps, Step(f"Beslutet: {decision}.", "SoL 11:5 första stycket")))


def _financial_aid(seen: Seen, checklist: Checklist) -> Answer:
    opened = _inquiry_is_open(seen)
    if opened is not None:
        return opened
    found = _support(day=seen.on, measure=SupportMeasure.FINANCIAL_AID, decided_by_board=None, age=None)
    return Answer(WhyNot.OPENING_PHASE, (*found.steps, Step(AN_APPLICATION_OPENS, OPEN_INQUIRY)))


def _child_concern(seen: Seen, checklist: Checklist) -> Answer:
    if seen.child is not None:
        return Answer(None, (Step(f"Barnets situation bedöms sedan {day(seen.child.day)}.", FACTS),))
    found = _time_for_the_child(received=seen.started, inquiry_running=False)
    about = Step("Om det som kom in är en anmälan som gäller barnet räknas tiden så här.", found.steps[0].source)
    return Answer(None, (about, *found.steps))


def _from_kronofogden(seen: Seen, checklist: Checklist) -> Answer:
    if seen.kronofogden is None:
        return Answer(WhyNot.NOT_FROM_KRONOFOGDEN, (NOT_FROM_KRONOFOGDEN,))
    return Answer(None, (Step(f"Kronofogden hörde av sig {day(seen.kronofogden)}.", FACTS),))


def _confirm_same_day(seen: Seen, checklist: Checklist) -> Answer:
    """The same day as the time came in: as the inbox has it, else the day the list's first step was marked with."""
    shown = seen.shown.get(ShownBy.EVICTION_TIME_CAME)
    came = shown[-1] if shown else seen.marks.get(checklist.starts_with)
    found = _time_to_confirm(
        about=EvictionNotice.TIME,
        measure=EvictionMeasure.EVICTION,
        channel=ArrivalChannel.EMAIL,
        reached=came.day if came is not None else None,
    )
    last = found.value.protective
    if last is None or seen.on <= last:
        return Answer(None, found.steps)
    late = Step("Dagen har gått. Skicka bekräftelsen genast och anteckna varför den är sen.", found.steps[-1].source)
    return Answer(None, (late, *found.steps))


def _age(born: date | None, on: date) -> int | None:
    return None if born is None else on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _without_list(ask: Callable[[Seen], Answer]) -> Callable[[Seen, Checklist], Answer]:
    return lambda seen, checklist: ask(seen)


GATES: dict[Gate, Callable[[Seen, Checklist], Answer]] = {
    Gate.ASK_LANDLORD: _without_list(secrecy_gates.ask_landlord),
    Gate.TELL_LANDLORD: _without_list(secrecy_gates.tell_landlord),
    Gate.ASK_OWN_UNIT: _without_list(secrecy_gates.ask_own_unit),
    Gate.CHILDRENS_UNIT: _without_list(secrecy_gates.childrens_unit),
    Gate.ASK_OTHER_ADMINISTRATION: _without_list(secrecy_gates.ask_other_administration),
    Gate.TELL_OTHER_ADMINISTRATION: _without_list(secrecy_gates.tell_other_administration),
    Gate.TELL_KRONOFOGDEN: _without_list(secrecy_gates.tell_kronofogden),
    Gate.CONTACT: _contact,
    Gate.SEVERAL_ATTEMPTS: _several_attempts,
    Gate.ADULT_WILL: _adult_will,
    Gate.CHILD_CONCERN: _child_concern,
    Gate.INQUIRY: _inquiry,
    Gate.INDIVIDUAL_SUPPORT: _individual_support,
    Gate.FINANCIAL_AID: _financial_aid,
    Gate.FROM_KRONOFOGDEN: _from_kronofogden,
    Gate.CONFIRM_SAME_DAY: _confirm_same_day,
}
# What is asked anew also of a step that is done: it may have been right then and be closed now.
PERMISSIONS = frozenset(
    {Gate.ASK_LANDLORD, Gate.TELL_LANDLORD, Gate.ASK_OTHER_ADMINISTRATION, Gate.TELL_OTHER_ADMINISTRATION,
     Gate.TELL_KRONOFOGDEN}
)  # fmt: skip
