"""Förhinder: who could not pay in time because of illness or the like may keep the home; one reading, two acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.calendar import in_words
from kvarbo.core.finding import Finding, Step


@dataclass(frozen=True, slots=True)
class PreventedByIllness:
    """``may_save``: whether the rule can be tried, None when not known; ``latest``: the last day to pay, if known."""

    may_save: bool | None
    latest: date | None
    missing: tuple[str, ...] = ()


def prevented_by_illness(
    *, law: Step, what: str, prevented: bool | None, paid: tuple[str, date | None], decided: date | None
) -> Finding[PreventedByIllness]:
    """Whether the hindrance can be tried: ``what`` was to be paid ("Hyran"), ``paid`` is the fact's name and its day.

    Whether the hindrance was enough, and whether it was paid soon enough, is for the court.
    """
    name, day = paid
    facts = (("prevented", prevented), (name, day), ("first_instance_decided", decided))
    missing = tuple(fact for fact, told in facts if told is None)
    may_save, step = _tried(law, what, prevented, day, decided)
    return Finding(PreventedByIllness(may_save, decided, missing), (law, step))


def _tried(
    law: Step, what: str, prevented: bool | None, day: date | None, decided: date | None
) -> tuple[bool | None, Step]:
    if prevented is False:
        return False, Step("Inget sådant hinder fanns.", "fakta")
    if day is not None and decided is not None and day > decided:
        text = f"{what} betalades {in_words(day)}, efter att tvisten avgjorts {in_words(decided)}."
        return False, Step(text, "fakta")
    if prevented and day is not None:
        text = f"{what} betalades {in_words(day)}. Om det var så snart som möjligt avgör domstolen."
        return True, Step(text, law.source)
    return None, Step("Det går inte att säga än: fakta saknas.", "fakta")
