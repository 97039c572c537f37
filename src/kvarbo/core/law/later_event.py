"""Den senare av två händelser: the period that starts when both the tenant and the social board have been told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.calendar import in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.counting import counted
from kvarbo.core.law.deadline import Deadline

BOARD_NOTIFIED = "social_board_notified"


@dataclass(frozen=True, slots=True)
class RecoveryLaw:
    """The words of one act for its recovery period."""

    served_fact: str  # the name of the fact that is missing when nobody has been served
    person: str  # "Hyresgästen"
    value: str  # the dated value with the length of the period
    paragraph: str


def recovery_clock(*, law: RecoveryLaw, served: date | None, board: Finding[Deadline] | None) -> Finding[Deadline]:
    """Återvinningsfrist in both readings; ``board`` is None where the social board is not told (premises).

    ``protective`` is the last arbetsdag on or before the day counted from the later event. ``enforcing`` is the next
    arbetsdag on or after it; where the board's paper has several dates it is counted from the last of them, and that
    part of the wait is caution, not law. ``not_before`` is told when one of two events is known: the period does not
    end before that day in either reading, and it is no last day.
    """
    first = second = served
    steps: list[Step] = []
    missing: list[str] = []
    if served is not None:
        steps.append(Step(f"{law.person} delgavs underrättelsen {in_words(served)}.", "fakta"))
    else:
        missing.append(law.served_fact)
    if board is not None:
        steps += board.steps if board.value.protective else ()
        if board.value.protective is None or board.value.enforcing is None:
            missing.append(BOARD_NOTIFIED)
        elif served is not None:
            first, second = max(served, board.value.protective), max(served, board.value.enforcing)
        else:
            first = board.value.protective
    if missing:
        return _not_started(law, first, tuple(missing), steps)
    assert first is not None
    assert second is not None
    if board is not None:
        steps.append(Step(f"Tiden räknas från den senare av de två händelserna: {in_words(first)}.", law.paragraph))
    return _both_readings(law, first, second, steps)


def _both_readings(law: RecoveryLaw, first: date, second: date, steps: list[Step]) -> Finding[Deadline]:
    end = counted(first, law.value)
    steps += end.steps
    enforcing = end.value.last_day
    if second != first:
        later = counted(second, law.value)
        enforcing = later.value.last_day
        text = f"Den som vill gå vidare mot {law.person.lower()} räknar från {in_words(second)}."
        steps += (Step(text, "försiktighet"), *later.steps)
    return Finding(Deadline(end.value.protective, enforcing), tuple(dict.fromkeys(steps)))


def _not_started(
    law: RecoveryLaw, known: date | None, missing: tuple[str, ...], steps: list[Step]
) -> Finding[Deadline]:
    not_before = None
    told = []
    if law.served_fact in missing:
        told.append(f"{law.person.lower()} delgetts underrättelsen")
    if BOARD_NOTIFIED in missing:
        told.append("meddelandet har lämnats till socialnämnden")
    when = " och ".join(told)
    if known is None:
        steps.append(Step(f"Tiden har inte börjat. Den räknas från att {when}.", law.paragraph))
    else:
        end = counted(known, law.value)
        not_before = end.value.protective
        # The value and the plain count only: no last day is told before the period has begun.
        steps += end.steps[:2]
        text = (
            f"Tiden börjar räknas när {when}. Den slutar tidigast {in_words(not_before)}: räkna inte med den dagen som "
            "sista dag, den kan bli senare, och vänta inte med att betala."
        )
        steps.append(Step(text, law.paragraph))
    return Finding(Deadline(None, None, not_before=not_before, missing=missing), tuple(steps))
