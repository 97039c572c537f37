"""Writing in the reference rate of a half-year, and withdrawing one that was wrong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from kvarbo.core.swedish import day as in_swedish
from kvarbo.ground import clock
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork
from kvarbo.house.rooms import current
from kvarbo.landlord.rates.models import OwnRate
from kvarbo.landlord.rates.queries import first_unknown, may_be_set, own_rates

HALF = Decimal("0.5")
HIGHEST = Decimal(25)  # above this somebody has written the interest, or a comma too few


def keep_rate(*, start: date, rate: Decimal, source: str, form_key: str, by: AtWork) -> None:
    """Skriv in referensräntan of the half-year that is to be looked up next; the same form twice is one."""
    if OwnRate.objects.filter(form_key=form_key).exists():
        return
    if start != first_unknown():
        raise CannotDo("Räntan för det halvåret är redan inskriven. Öppna sidan på nytt.", field="rate")
    if not may_be_set(start, on=clock.today()):
        raise CannotDo(
            f"Referensräntan från {in_swedish(start)} är inte bestämd än. Skriv in den när Riksbanken har satt den.",
            field="rate",
        )
    if not 0 <= rate <= HIGHEST or rate % HALF:
        raise CannotDo(
            "Referensräntan sätts i hela och halva procent, till exempel 2 eller 2,5. Skriv den som Riksbanken har "
            "satt, utan lagens tillägg på 8 procentenheter.",
            field="rate",
        )
    try:
        with transaction.atomic(using=current().alias):
            OwnRate.objects.create(
                start=start, rate=rate, source=source.strip(), form_key=form_key, signed_on=clock.today(), by=by.id,
                by_name=by.name,
            )  # fmt: skip
    except IntegrityError:
        raise CannotDo("Någon annan har just skrivit in räntan. Öppna sidan på nytt.", field="rate") from None
    record("reference_rate.kept", about={"start": start.isoformat(), "rate": str(rate), "source": source.strip()})


def withdraw_rate(*, start: date, why: str, by: AtWork) -> None:
    """Ta tillbaka en felaktig referensränta, the last one first. What it has been counted with already stays."""
    rows = own_rates()
    if not rows or rows[-1].start != start:
        raise CannotDo("Bara den senaste räntan som ni har skrivit in kan tas tillbaka. Öppna sidan på nytt.")
    if not why.strip():
        raise CannotDo("Skriv varför räntan tas tillbaka.", field="why")
    OwnRate.objects.filter(pk=rows[-1].pk, withdrawn_on=None).update(
        withdrawn_on=clock.today(), withdrawn_why=why.strip(), withdrawn_by_name=by.name
    )
    record("reference_rate.withdrawn", about={"start": start.isoformat(), "why": why.strip()})
