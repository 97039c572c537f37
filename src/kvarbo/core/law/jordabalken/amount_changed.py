"""Ändrat belopp: a wrong amount in the papers means new papers, and the recovery period starts again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.jordabalken.recovery_period import recovery_period
from kvarbo.core.swedish import money

WRONG_AMOUNT = "JB 12:44 första stycket 1; RH 1995:34"


@dataclass(frozen=True, slots=True)
class AmountChanged:
    """Whether new papers are needed; ``protective`` is counted from the first papers, ``enforcing`` from the new."""

    reissue: bool
    paid_in_full: bool
    protective: date | None
    enforcing: date | None
    not_before: date | None
    missing: tuple[str, ...] = ()


def amount_changed(
    *,
    stated: int,
    open_rent: int,
    tenant_served: date | None = None,
    social_board_notified: date | None = None,
    tenant_served_again: date | None = None,
    social_board_notified_again: date | None = None,
) -> Finding[AmountChanged]:
    """Beloppet stämmer inte längre (RH 1995:34): compare what the papers say with the unpaid rent, both in öre.

    The case was seen, not read. A tenant is told the first papers' day; the landlord waits for the new papers' day.
    """
    if stated < 0 or open_rent < 0:
        raise ValueError("Beloppen ska vara noll eller mer, i öre. Kontrollera stated och open_rent.")
    first = recovery_period(tenant_served=tenant_served, social_board_notified=social_board_notified)
    if open_rent == 0 or stated == open_rent:
        text = "Hela hyran är betald." if open_rent == 0 else f"Beloppet i papperen stämmer: {money(stated)}."
        was = first.value
        kept = AmountChanged(False, open_rent == 0, was.protective, was.enforcing, was.not_before, was.missing)
        return Finding(kept, (Step(text, "fakta"), *first.steps))
    again = recovery_period(tenant_served=tenant_served_again, social_board_notified=social_board_notified_again)
    steps = (
        Step(f"Papperen säger {money(stated)} men obetald hyra är {money(open_rent)}.", "fakta"),
        Step("Fel belopp i meddelandet till socialnämnden kan stoppa avhysningen: sänd nya papper.", WRONG_AMOUNT),
        *first.steps,
        Step("Med nya papper börjar tiden om. Hyresgästen hör ändå den första dagen.", "försiktighet"),
        *again.steps,
    )
    return Finding(_restarted(first.value, again.value), tuple(dict.fromkeys(steps)))


def _restarted(first: Deadline, again: Deadline) -> AmountChanged:
    missing = (*first.missing, *(f"{fact}_again" for fact in again.missing))
    enforcing = None
    if first.enforcing and again.enforcing:
        enforcing = max(first.enforcing, again.enforcing)
    return AmountChanged(True, False, first.protective, enforcing, again.not_before, missing)
