"""Frist i två läsningar: what every rule that ends in a day answers with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Deadline:
    """``protective`` is the earliest reading, shown to tenant and social services; ``enforcing`` the latest, which
    gates the landlord. Where an event is not known both are None, ``missing`` names it, and ``not_before`` is the
    safe bound from what is known: the period does not end before that day. Never a guess.
    """

    protective: date | None
    enforcing: date | None
    not_before: date | None = None
    missing: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.protective and self.enforcing and self.protective > self.enforcing:
            raise ValueError(f"The protective day {self.protective} is later than the enforcing {self.enforcing}.")
        if (self.protective is None or self.enforcing is None) and not self.missing:
            raise ValueError("A deadline without a day must name what is missing.")
