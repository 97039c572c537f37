"""Kontaktförsök: what has been tried when, what has not, which ways are open next, and what is still to be told.

Facts and ways on, each with its source; never a count that ranks anybody. A person chooses.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from kvarbo.core.checklist.facts import Act
from kvarbo.core.checklist.words import ActKind
from kvarbo.core.finding import Finding, Step
from kvarbo.core.swedish import day

FACTS = "fakta"
HANDBOOK = "Göteborgs handbok, Ta kontakt med hyresgästen"
MALMO = "Hemma, Malmös process"
OLD = 65
NOON, EVENING = time(12), time(17)


class ContactWay(StrEnum):
    """Kontaktväg."""

    CALL = "call"
    SMS = "sms"
    E_MAIL = "e_mail"
    LETTER = "letter"
    ROUTINE_LETTER = "routine_letter"
    UNIT_VISIT = "unit_visit"
    HOME_VISIT = "home_visit"


class PartOfDay(StrEnum):
    """Tid på dagen: an hour that nobody wrote down is no part of it."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class NextWay(StrEnum):
    """Väg vidare till kontakt."""

    CALL = "call"
    CALL_AT_ANOTHER_HOUR = "call_at_another_hour"
    VISIT_LETTER = "visit_letter"
    HOME_VISIT = "home_visit"
    HOME_VISIT_LETTER = "home_visit_letter"
    LETTERBOX_NOTE = "letterbox_note"


KIND_OF = {
    ContactWay.CALL: ActKind.CALLED,
    ContactWay.SMS: ActKind.WROTE,
    ContactWay.E_MAIL: ActKind.WROTE,
    ContactWay.LETTER: ActKind.WROTE,
    ContactWay.ROUTINE_LETTER: ActKind.WROTE,
    ContactWay.UNIT_VISIT: ActKind.VISITED,
    ContactWay.HOME_VISIT: ActKind.VISITED,
}
UNKNOWN_HOUR = {
    ActKind.CALLED: "För något samtal är klockslaget okänt.",
    ActKind.VISITED: "För något besök är klockslaget okänt.",
}
# Each pair: what is so, and what can be said when the hour of some call or visit was never written down.
NOBODY_CALLED = {
    PartOfDay.MORNING: ("Ingen har ringt på förmiddagen.", "Inget samtal är inskrivet på förmiddagen."),
    PartOfDay.AFTERNOON: ("Ingen har ringt på eftermiddagen.", "Inget samtal är inskrivet på eftermiddagen."),
    PartOfDay.EVENING: ("Ingen har ringt på kvällen.", "Inget samtal är inskrivet på kvällen."),
}
NOBODY_VISITED = {
    PartOfDay.MORNING: ("Ingen har gjort hembesök på förmiddagen.", "Inget hembesök är inskrivet på förmiddagen."),
    PartOfDay.AFTERNOON: (
        "Ingen har gjort hembesök på eftermiddagen.",
        "Inget hembesök är inskrivet på eftermiddagen.",
    ),
    PartOfDay.EVENING: ("Ingen har gjort hembesök på kvällen.", "Inget hembesök är inskrivet på kvällen."),
}
NOT_AT_THAT_HOUR = frozenset(sentence for pair in NOBODY_CALLED.values() for sentence in pair)


@dataclass(frozen=True, slots=True)
class Try:
    """Ett försök eller en kontakt. ``channel`` None: only its kind is known, as ``kind`` says."""

    kind: ActKind
    day: date
    reached: bool
    channel: ContactWay | None = None
    clock: time | None = None
    incoming: bool = False
    note_left: bool = False


@dataclass(frozen=True, slots=True)
class Household:
    """Hushållet, as far as it bears on how it is reached. ``oldest`` None: nobody's age is known."""

    children: int = 0
    oldest: int | None = None
    is_protected: bool = False


def part_of_day(clock: time) -> PartOfDay:
    """Förmiddag before noon, kväll from five o'clock."""
    if clock < NOON:
        return PartOfDay.MORNING
    return PartOfDay.AFTERNOON if clock < EVENING else PartOfDay.EVENING


def hours_not_tried(tries: Sequence[Try]) -> tuple[str, ...]:
    """The hours at which nobody has called or been at the home, in words; nothing of a way that has not been used."""
    told: list[str] = []
    for kind, words in ((ActKind.CALLED, NOBODY_CALLED), (ActKind.VISITED, NOBODY_VISITED)):
        ours = [
            one for one in tries if one.kind is kind and not one.incoming and one.channel is not ContactWay.UNIT_VISIT
        ]
        if not ours:
            continue
        some_unknown = any(one.clock is None for one in ours)
        if some_unknown:
            told.append(UNKNOWN_HOUR[kind])
        seen = {part_of_day(one.clock) for one in ours if one.clock is not None}
        told.extend(words[part][some_unknown] for part in PartOfDay if part not in seen)
    return tuple(told)


def _is_at_theirs(one: Try) -> bool:
    """A call that we made, or a visit at the home: not what came in, nor a visit at our own office."""
    return not one.incoming and one.channel is not ContactWay.UNIT_VISIT


def next_ways(tries: Sequence[Try], household: Household) -> tuple[Finding[NextWay], ...]:
    """Ways on to a household that nobody has reached, each with why; none when somebody has been."""
    if any(one.reached for one in tries):
        return ()
    found = [*_by_telephone(tries), *_by_visit(tries, household)]
    at_home = [one for one in tries if one.kind is ActKind.VISITED and one.channel is not ContactWay.UNIT_VISIT]
    if at_home and not at_home[-1].note_left and not household.is_protected:
        why = Step(f"Ingen öppnade {day(at_home[-1].day)}. Den som inte är hemma får ett brev i brevlådan.", MALMO)
        found.append(Finding(NextWay.LETTERBOX_NOTE, (why,)))
    return tuple(found)


def _by_telephone(tries: Sequence[Try]) -> list[Finding[NextWay]]:
    if not any(one.kind is ActKind.CALLED for one in tries):
        first = Step("Ingen har ringt ännu.", FACTS)
        personal = Step("Personlig kontakt är att ringa, skicka sms, boka tid eller göra hembesök.", HANDBOOK)
        letter = Step("Ett rutinbrev är ingen personlig kontakt.", HANDBOOK)
        only_letters = any(one.channel is ContactWay.ROUTINE_LETTER for one in tries)
        return [Finding(NextWay.CALL, (first, personal, *((letter,) if only_letters else ())))]
    left = [one for one in hours_not_tried(tries) if one in NOT_AT_THAT_HOUR]
    return [Finding(NextWay.CALL_AT_ANOTHER_HOUR, tuple(Step(one, FACTS) for one in left))] if left else []


def _by_visit(tries: Sequence[Try], household: Household) -> list[Finding[NextWay]]:
    visits = [one for one in tries if one.kind is ActKind.VISITED]
    if household.children:
        again = "En familj med barn får en ny tid för hembesök." if visits else "En familj med barn får tid för besök."
        return [Finding(NextWay.HOME_VISIT, (Step(again, MALMO), Step("Hembesöket aviseras först.", HANDBOOK)))]
    if household.oldest is not None and household.oldest >= OLD:
        return [Finding(NextWay.HOME_VISIT_LETTER, (Step("Den som är 65 eller äldre får brev om hembesök.", MALMO),))]
    if visits or not tries:
        return []
    why = Step("Nästa sätt är en tid för besök hos er eller ett aviserat hembesök.", HANDBOOK)
    unknown = (Step("Ingen ålder är känd: är någon 65 eller äldre gäller brev om hembesök.", FACTS),)
    return [Finding(NextWay.VISIT_LETTER, (why, *(unknown if household.oldest is None else ())))]


def talks_not_told(acts: Sequence[Act], *, excused: Collection[int] = ()) -> Finding[tuple[int, ...]]:
    """Samtal med hyresvärden som personen inte har fått veta om: their places among ``acts``, oldest first.

    A contact that reached somebody after the talk tells of it; a reason that was written (``excused``) settles it.
    """
    told_until = max((place for place, act in enumerate(acts) if act.reached), default=-1)
    waiting = tuple(
        place
        for place, act in enumerate(acts)
        if act.kind is ActKind.ASKED_LANDLORD and place > told_until and place not in excused
    )
    rule = Step("Efter samtal med hyresvärden får personen veta vad som sades, helst på telefon eller e-post.", MALMO)
    return Finding(waiting, (rule,))
