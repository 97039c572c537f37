"""Every answer carries its reasons: a rule returns a Finding, never a bare value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, NoReturn, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Step:
    """One reason: a Swedish sentence for the screen, and where it comes from.

    ``source`` is a paragraph ("JB 12:20"), a place in a policy ("Hemma, dag 7") or "fakta".
    """

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Finding(Generic[T]):
    """A value with the steps that led to it, in reading order."""

    value: T
    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        if not self.steps:
            raise ValueError("A finding must say why: give at least one step.")

    def __bool__(self) -> NoReturn:
        raise TypeError("A finding is not a yes or a no: read its .value and show its .steps.")


def steps_of(findings: Iterable[Finding[T]]) -> tuple[Step, ...]:
    """All steps of several findings in order, each told once."""
    return tuple(dict.fromkeys(step for finding in findings for step in finding.steps))
