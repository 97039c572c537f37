"""Skäl som är lika för många steg: the day of a rule, and what is known of the lease."""

from __future__ import annotations

from datetime import date

from kvarbo.core import swedish
from kvarbo.core.facts import Facts
from kvarbo.core.finding import Step
from kvarbo.core.ladder.open_months import RuleDay
from kvarbo.core.ladder.policy import CountedIn, Rule


def day_reason(rule: Rule, day: RuleDay) -> Step:
    """Which day the rule falls on, and where it is moved."""
    words = rule.day_words[0].upper() + rule.day_words[1:]
    moved = f" och flyttas till {swedish.day(day.due_on)}" if day.due_on != day.counted else ""
    after = "" if rule.counted_in is CountedIn.MONTH else " efter förfallodagen"
    return Step(f"{words}{after} är {swedish.day(day.counted)}{moved}.", "almanackan")


def shared_reasons(facts: Facts, on: date) -> tuple[Step, ...]:
    """What holds for every step of the lease that day: how far payments are known, autogiro, protection."""
    steps = []
    if facts.known_through is not None:
        steps.append(Step(f"Betalningar är kända till och med {swedish.day(facts.known_through)}.", "fakta"))
    if facts.lease.autogiro:
        text = "Hyran betalas med autogiro: fråga först om dragningen nekades eller gick tillbaka."
        steps.append(Step(text, "fakta"))
    if any(person.protected for person in facts.people):
        text = "Någon i hemmet har skyddade personuppgifter: bara den som har behörighet tar hand om steget."
        steps.append(Step(text, "fakta"))
    return tuple(steps)
