"""Frist i två läsningar: what every rule that ends in a day answers with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Deadline:
    """Two last days for the same act: ``protective`` is surely in time; after ``enforcing`` all readings call it late.

    ``protective`` is the last arbetsdag on or before the counted day, never the free day itself. Three weeks from
    3 December 2026 are counted to Thursday 24 December, julafton: ``protective`` is Wednesday 23 December, the last
    arbetsdag on or before it, and ``enforcing`` Monday 28 December, the next arbetsdag.

    Who goes by which day: whoever has to act within the time goes by ``protective``. For the tenant's or the board's
    time that is the tenant and the board, and the landlord takes no step against the tenant until ``enforcing`` has
    passed. For a landlord's own time (``termination_window``, ``notice_latest_fixed_term``, ``refer_to_tribunal``) it
    is the landlord: there too the safe day is ``protective``.

    ``enforcing`` lies later for one of three reasons, and the steps say which: the law itself moves a free day (lag
    1930:173 2 §), so acting on the moved day is in time by law; the law can be read in two ways; or it is caution
    (source "försiktighet"), such as waiting for a later receipt, and then the law's own last day is the earlier one.

    Where an event is not known both are None, ``missing`` names it, and ``not_before`` is the safe bound from what is
    known: the period does not end before that day. Never a guess. A rule that answers with an earliest day (a decision,
    a step) or with the day of an event says so itself.
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
