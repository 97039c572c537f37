"""Svaret på en sekretessfråga: never a bare yes, always with its ground, its conditions and what it waits for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.secrecy.grounds import Ground, cite
from kvarbo.core.law.secrecy.vocabulary import Allowed


@dataclass(frozen=True, slots=True)
class Permission:
    """``ground`` is the paragraph the answer rests on, ``needs`` what must be in place first (only when allowed is
    "needs"), ``conditions`` what holds when it is done.
    """

    allowed: Allowed
    ground: str
    needs: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.allowed is Allowed.NEEDS) != bool(self.needs):
            raise ValueError("An answer that needs something must name it, and no other answer may.")


def yes(on: date, ground: Ground, text: str, *conditions: str, also: tuple[Step, ...] = ()) -> Finding[Permission]:
    """It may be done, on this ground and with these conditions."""
    cited = cite(ground, on)
    return Finding(Permission(Allowed.YES, cited, (), conditions), (Step(text, cited), *also))


def no(on: date, ground: Ground, text: str, *conditions: str, also: tuple[Step, ...] = ()) -> Finding[Permission]:
    """It may not be done; ``conditions`` say what remains possible."""
    cited = cite(ground, on)
    return Finding(Permission(Allowed.NO, cited, (), conditions), (Step(text, cited), *also))


def needs(
    on: date, ground: Ground, what: tuple[str, ...], text: str, *conditions: str, also: tuple[Step, ...] = ()
) -> Finding[Permission]:
    """It may be done when ``what`` is in place, and not before."""
    cited = cite(ground, on)
    return Finding(Permission(Allowed.NEEDS, cited, what, conditions), (Step(text, cited), *also))
