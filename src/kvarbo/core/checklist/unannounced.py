"""Oanmält hembesök: when one may be weighed at all, what must then be weighed in writing, and how far it may go.

No rule here says that one should be made. A person weighs it, in that case, each time.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kvarbo.core.checklist.facts import MatterFacts
from kvarbo.core.checklist.secrecy_gates import Answer
from kvarbo.core.checklist.seen import Seen
from kvarbo.core.checklist.way import LocalRules
from kvarbo.core.checklist.words import WhyNot
from kvarbo.core.finding import Finding, Step
from kvarbo.core.swedish import day

FACTS = "fakta"
CONSENT = "RF 2:6; JO 1188-2020, 5219-2018, 3986-2013"
PROTECTED = "OSL 21:3, 22:1"
AT_THE_DOOR = Step(
    "Den som bor där bestämmer om ni får komma in. Säg vilka ni är, fråga vid dörren, och gå om svaret är nej.", CONSENT
)
IN_SECRET = Step(
    "Någon i hushållet har skyddade uppgifter. Fråga inte grannar, lämna ingen lapp och visa ingen arbetsplats: ett "
    "besök kan röja var personen bor.",
    PROTECTED,
)
MATTER_CLOSED = "Ärendet är avslutat. Öppna det igen om det finns något nytt."


class Weighed(StrEnum):
    """Det som ska vägas och skrivas ner innan ett oanmält hembesök planeras."""

    WHY = "why"
    ONLY_CONTACT = "only_contact"
    TRIED = "tried"
    SAFETY = "safety"


@dataclass(frozen=True, slots=True)
class UnannouncedVisit:
    """Får ett oanmält besök övervägas? ``why_not`` None: it may be weighed, and ``to_weigh`` says what in writing.

    ``limits`` hold for the visit itself, whatever the weighing says; ``not_counted`` tells what is no attempt, and why.
    """

    why_not: WhyNot | None
    attempts: int
    ways: int
    to_weigh: tuple[Weighed, ...]
    limits: tuple[Step, ...]
    not_counted: tuple[Step, ...] = ()


def several_attempts(seen: Seen, local: LocalRules) -> Answer:
    """Whether the household has been tried often enough, in enough ways, and without anybody being reached."""
    if seen.reached is not None:
        text = f"Hushållet nåddes {day(seen.reached.day)}, så ett oanmält besök har inget syfte kvar."
        return Answer(WhyNot.CONTACT_EXISTS, (Step(text, FACTS), *local.attempts_why))
    ways, tried = len(seen.ways), seen.attempts
    done = Step(f"Hittills: {tried} försök på {ways} sätt utan att någon är nådd.", FACTS)
    if tried < local.attempts or ways < local.ways:
        wanted = f"Först minst {local.attempts} försök på minst {local.ways} sätt: brev, samtal eller aviserat besök."
        return Answer(WhyNot.ATTEMPTS_FIRST, (done, Step(wanted, local.attempts_why[0].source), *local.attempts_why))
    return Answer(None, (done, *local.attempts_why))


def unannounced_visit(
    local: LocalRules, seen: Seen, *, is_protected: bool = False, purpose: str = ""
) -> Finding[UnannouncedVisit]:
    """Whether an unannounced visit may be weighed that day, with the reasons, what to weigh and its limits.

    ``purpose`` is the sentence of the municipality's own way on what the visit may be for, where it has one.
    """
    why_not, reasons = _may_be_weighed(seen, local)
    source = local.attempts_why[0].source
    only = purpose or "Besöket får bara syfta till att få kontakt, informera och erbjuda stöd. Inget utreds."
    limits = [Step(only, source), AT_THE_DOOR]
    if seen.facts.children:
        along = "Barn och unga följer med bara om det finns en anmälan eller en intern överlämning om barnet."
        limits.append(Step(along, source))
    to_weigh = [Weighed.WHY, Weighed.ONLY_CONTACT, Weighed.TRIED]
    if is_protected:
        limits.append(IN_SECRET)
        to_weigh.append(Weighed.SAFETY)
    left = _not_counted(seen, seen.facts, source)
    weighs = tuple(to_weigh) if why_not is None else ()
    value = UnannouncedVisit(why_not, seen.attempts, len(seen.ways), weighs, tuple(limits), left)
    return Finding(value, (*reasons, *left))


def _may_be_weighed(seen: Seen, local: LocalRules) -> Answer:
    if seen.closed is not None:
        return Answer(WhyNot.NOT_ALLOWED, (Step(MATTER_CLOSED, FACTS),))
    if seen.refused is not None and (seen.own_word is None or seen.own_word <= seen.refused):
        text = f"Den enskilde tackade nej {day(seen.refused)}. Då är kontakt redan tagen, och svaret gäller."
        return Answer(WhyNot.ADULT_DECLINES, (Step(text, FACTS), *local.attempts_why))
    return several_attempts(seen, local)


def _not_counted(seen: Seen, facts: MatterFacts, source: str) -> tuple[Step, ...]:
    """What stands in the matter but is no attempt of this round, so that nobody wonders why it was not counted."""
    told = []
    if any(act.routine and facts.since <= act.day <= seen.on for act in facts.acts):
        told.append(Step("Rutinbrev räknas inte: de skickas lika till alla och är ingen personlig kontakt.", source))
    if any(act.day < facts.since and act.reached is not None for act in facts.acts):
        told.append(Step(f"Försök före {day(facts.since)}, då ärendet öppnades igen, räknas inte.", FACTS))
    return tuple(told)
