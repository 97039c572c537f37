"""Ändrat belopp: what the papers say is not what is owed, for one of three reasons that mean different things.

Wrong from the start: new papers are needed, as eviction may be refused (RH 1995:34, seen in a summary and not read).
Paid in part since: the papers were right when they were sent, and new ones are caution. New rent has fallen due: it
needs papers of its own and changes nothing in the old. With new papers the tenant keeps the first papers' day, and only
the landlord waits for the new papers' day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.jordabalken.recovery_period import recovery_period
from kvarbo.core.swedish import money

WRONG_AMOUNT = "JB 12:44 första stycket 1; RH 1995:34"
STILL_FIRST_DAY = Step(
    "Hyresgästen får ändå veta den första dagen: att betala senast då är säkert. Hyresvärden väntar till den senare.",
    "försiktighet",
)


@dataclass(frozen=True, slots=True)
class AmountChanged:
    """Whether new papers are needed; ``protective`` is counted from the first papers, ``enforcing`` from the new.

    ``wrong_from_start``: the papers were wrong when they were sent, None when that is not known. ``paid_in_full``: all
    the rent that the papers were sent for is paid, whatever has fallen due since.
    """

    reissue: bool
    paid_in_full: bool
    wrong_from_start: bool | None
    protective: date | None
    enforcing: date | None
    not_before: date | None
    missing: tuple[str, ...] = ()


def amount_changed(
    *,
    stated: int,
    open_rent: int,
    owed_when_sent: int | None = None,
    new_rent: int = 0,
    tenant_served: date | None = None,
    social_board_notified: date | None = None,
    tenant_served_again: date | None = None,
    social_board_notified_again: date | None = None,
) -> Finding[AmountChanged]:
    """Beloppet stämmer inte (JB 12:44, RH 1995:34): wrong from the start, paid in part since, or new rent has come.

    All in öre. ``stated`` is the amount in the message to the social board (form 3 item 4: what must be paid to win the
    lease back); forms 1 and 2, to the tenant, state no amount. ``owed_when_sent`` is the rent that was unpaid when the
    papers were sent, ``open_rent`` what is unpaid of that rent now, and ``new_rent`` rent that has fallen due since,
    never part of ``open_rent``. For dwellings only: for premises no message goes to the board.
    """
    _check(stated, open_rent, owed_when_sent, new_rent)
    wrong = None if owed_when_sent is None else stated != owed_when_sent
    first = recovery_period(tenant_served=tenant_served, social_board_notified=social_board_notified)
    why = _reasons(stated, open_rent, owed_when_sent, new_rent)
    if open_rent == 0 or (not wrong and stated == open_rent):
        was = first.value
        missing = (*_not_told(owed_when_sent, open_rent), *was.missing)
        kept = AmountChanged(False, open_rent == 0, wrong, was.protective, was.enforcing, was.not_before, missing)
        return Finding(kept, (*why, *first.steps))
    again = recovery_period(tenant_served=tenant_served_again, social_board_notified=social_board_notified_again)
    steps = (
        *why,
        *first.steps,
        Step("Med nya papper börjar tiden om för hyresvärden.", WRONG_AMOUNT if wrong else "försiktighet"),
        STILL_FIRST_DAY,
        *again.steps,
    )
    restarted = _restarted(first.value, again.value, wrong, _not_told(owed_when_sent, open_rent))
    return Finding(restarted, tuple(dict.fromkeys(steps)))


def _check(stated: int, open_rent: int, owed_when_sent: int | None, new_rent: int) -> None:
    given = {"stated": stated, "open_rent": open_rent, "owed_when_sent": owed_when_sent or 0, "new_rent": new_rent}
    if wrong := [name for name, amount in given.items() if amount < 0]:
        raise ValueError(f"Beloppen ska vara noll eller mer, i öre. Kontrollera {', '.join(wrong)}.")
    if owed_when_sent is not None and open_rent > owed_when_sent:
        raise ValueError(
            f"Nu är {money(open_rent)} obetalt av en hyra som var {money(owed_when_sent)} när papperen sändes. "
            "Ange hyra som förfallit senare i new_rent, inte i open_rent."
        )


def _not_told(owed_when_sent: int | None, open_rent: int) -> tuple[str, ...]:
    return ("owed_when_sent",) if owed_when_sent is None and open_rent else ()


def _reasons(stated: int, open_rent: int, owed: int | None, new_rent: int) -> tuple[Step, ...]:
    """Which of the three it is, each said for itself; several can be true at once."""
    steps = []
    if open_rent == 0:
        steps.append(Step("Hela hyran som papperen gäller är betald.", "fakta"))
    elif owed is None:
        steps.append(_unknown(stated, open_rent))
    elif stated != owed:
        text = f"Papperen säger {money(stated)} men obetald hyra var {money(owed)} när de sändes: fel från början."
        steps.append(Step(text, "fakta"))
        steps.append(
            Step("Fel belopp i meddelandet till socialnämnden kan stoppa avhysningen: sänd nya papper.", WRONG_AMOUNT)
        )
    elif open_rent < stated:
        text = f"Papperen var rätta, {money(stated)}. Sedan har en del betalats och {money(open_rent)} är kvar."
        steps.append(Step(text, "fakta"))
        text = "Om en delbetalning gör papperen fel är inte avgjort i det vi har läst. Sänd nya för säkerhets skull."
        steps.append(Step(text, "försiktighet"))
    else:
        steps.append(Step(f"Beloppet i papperen stämmer: {money(stated)}.", "fakta"))
    if new_rent:
        text = (
            f"Ny hyra, {money(new_rent)}, har förfallit sedan papperen sändes. Papperen gäller inte den: blir den för "
            "sen kräver den egen uppsägning och egna papper."
        )
        steps.append(Step(text, "vår tolkning av JB 12:44"))
    return tuple(steps)


def _unknown(stated: int, open_rent: int) -> Step:
    if stated == open_rent:
        text = f"Beloppet i papperen är vad som är obetalt nu, {money(stated)}, men om det stämde då är inte känt."
    else:
        text = (
            f"Papperen säger {money(stated)} men obetald hyra är {money(open_rent)}. Det är inte känt om beloppet var "
            "fel från början eller om en del har betalats sedan: sänd nya papper."
        )
    return Step(text, "fakta")


def _restarted(first: Deadline, again: Deadline, wrong: bool | None, unknown: tuple[str, ...]) -> AmountChanged:
    missing = (*unknown, *first.missing, *(f"{fact}_again" for fact in again.missing))
    enforcing = None
    if first.enforcing and again.enforcing:
        enforcing = max(first.enforcing, again.enforcing)
    return AmountChanged(True, False, wrong, first.protective, enforcing, again.not_before, missing)
