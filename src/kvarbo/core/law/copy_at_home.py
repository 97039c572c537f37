"""Brev och kopia i hemmet: the substitute way when nobody was met at home."""

from __future__ import annotations

from datetime import date

from kvarbo.core.calendar import in_words
from kvarbo.core.finding import Step


def letter_and_copy(
    *, not_met_at_home: bool | None, posted_registered: date | None, left: date | None, law: str
) -> tuple[bool | None, date | None, tuple[str, ...], tuple[Step, ...]]:
    """Whether the way counts, the day it is complete, what is missing, and why.

    A registered letter to the usual address and one copy left with an adult in the household, otherwise in the
    letterbox; complete when both are done, and only for somebody who was first looked for at home.
    """
    rule = Step(
        "Påträffas mottagaren inte hemma får brevet sändas rekommenderat, och ett exemplar lämnas till en vuxen i "
        "hushållet eller i brevlådan. Det har skett när båda är gjorda.",
        law,
    )
    if not_met_at_home is False:
        return False, None, (), (rule, Step("Mottagaren påträffades hemma: då ska hen delges.", "fakta"))
    facts = (
        ("not_met_at_home", not_met_at_home is None),
        ("posted_registered", posted_registered is None),
        ("left", left is None),
    )
    missing = tuple(name for name, is_unknown in facts if is_unknown)
    if posted_registered is None or left is None or missing:
        return None, None, missing, (rule, Step("Det går inte att säga: uppgifter saknas.", "fakta"))
    done = max(posted_registered, left)
    return True, done, (), (rule, Step(f"Båda är gjorda {in_words(done)}.", "fakta"))
