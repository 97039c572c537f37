"""Writes of what somebody has told: causes of the debt, and the budget of a month. Each has its row in the trail.

Whoever calls has opened the matter for the one who acts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from kvarbo.ground import clock
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork
from kvarbo.social.casework.actions import CLOSED, NOT_YET
from kvarbo.social.casework.queries import held
from kvarbo.social.support.models import Budget, BudgetPost, CauseTold
from kvarbo.social.support.words import BudgetKind, CauseSource, DebtCause

UNKNOWN_ALONE = "Okänd kan inte väljas tillsammans med en känd orsak. Välj det ena eller det andra."
NO_SUCH_CHOICE = "Valet finns inte. Öppna sidan på nytt och välj igen."


def held_open(matter: Any) -> Any:
    """The matter, held; nothing more is written in one that is closed."""
    locked = held(matter)
    if locked.closed_on:
        raise CannotDo(CLOSED)
    return locked


def tell_causes(
    *, matter: Any, causes: Sequence[str], said_by: str, said_on: date, by: AtWork, form_key: str
) -> list[CauseTold]:
    """Skriv in orsaker till skulden, one or several that were told at the same time by the same."""
    wanted = [one for one in DebtCause.values if one in set(causes)]
    if not wanted:
        raise CannotDo("Kryssa i minst en orsak. Vet ingen varför: kryssa i Okänd.", field="causes")
    if DebtCause.UNKNOWN in wanted and len(wanted) > 1:
        raise CannotDo(UNKNOWN_ALONE, field="causes")
    if said_by not in CauseSource.values:
        raise CannotDo("Välj vem som har sagt det.", field="said_by")
    if said_on > clock.today():
        raise CannotDo(NOT_YET, field="said_on")
    locked = held_open(matter)
    there = list(CauseTold.objects.filter(matter=locked, form_key=form_key))
    if there:
        return there
    made = [
        CauseTold.objects.create(
            matter=locked, cause=cause, said_by=said_by, said_on=said_on, form_key=form_key, by=by.id,
            by_name=by.name, at=clock.now(),
        )
        for cause in wanted
    ]  # fmt: skip
    record("matter.causes_told", subjects=[locked.id], about={"count": len(made)})
    return made


def strike_cause(*, matter: Any, cause: UUID, by: AtWork) -> None:
    """Stryk en orsak som visade sig vara fel: it stays, with who struck it and when."""
    locked = held_open(matter)
    found = CauseTold.objects.filter(matter=locked, pk=cause).first()
    if found is None:
        raise CannotDo("Orsaken finns inte i ärendet. Öppna sidan på nytt.")
    if found.struck_on:
        return
    found.struck_on, found.struck_by_name = clock.today(), by.name
    found.save(update_fields=["struck_on", "struck_by_name"])
    record("matter.cause_struck", subjects=[locked.id])


def tell_budget(
    *, matter: Any, amounts: Mapping[str, int | None], told_on: date, by: AtWork, form_key: str
) -> Budget:  # fmt: skip
    """Skriv in budgeten en månad, in öre by kind. None is unknown; the newest holds, and the earlier stay."""
    unheard = set(amounts) - set(BudgetKind.values)
    if unheard:
        raise CannotDo(NO_SUCH_CHOICE)
    if told_on > clock.today():
        raise CannotDo(NOT_YET, field="told_on")
    if all(amount is None for amount in amounts.values()):
        raise CannotDo("Skriv minst ett belopp. Det som inte är känt lämnas tomt.", field="told_on")
    less = next((kind for kind, amount in amounts.items() if amount is not None and amount < 0), None)
    if less is not None:
        raise CannotDo("En post kan inte vara mindre än noll.", field=less)
    locked = held_open(matter)
    there = Budget.objects.filter(matter=locked, form_key=form_key).first()
    if there is not None:
        return there
    made = Budget.objects.create(
        matter=locked, told_on=told_on, form_key=form_key, by=by.id, by_name=by.name, at=clock.now()
    )
    BudgetPost.objects.bulk_create(
        [BudgetPost(budget=made, kind=kind, amount=amounts.get(kind)) for kind in BudgetKind.values]
    )
    record("matter.budget_told", subjects=[locked.id])
    return made
