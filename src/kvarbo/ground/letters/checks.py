"""Går brevet ihop? What a kind must fulfil before it is made: sums that agree, days in their order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from kvarbo.core.calendar import in_words
from kvarbo.core.law.inkassolagen.inkasso_response import inkasso_response
from kvarbo.core.swedish import money
from kvarbo.ground.letters import variables as v
from kvarbo.ground.letters.as_data import to_data


def fault_in(told: Any, on: date) -> str:
    """What does not agree, in Swedish with what to do; empty when all does."""
    check = _CHECKS.get(type(told))
    return check(told, on) if check else _asked_before(told, on)


def another_named(told: Any, *, to: str, others: Iterable[str]) -> str:
    """Why a letter to one person holds another's name, in Swedish; empty when it holds the one's alone.

    A consent names its receivers, so there it is the one who consents that must be the one who gets it.
    """
    if isinstance(told, v.ConsentForm):
        if told.person == to:
            return ""
        return f"Samtycket gäller {told.person}, men blanketten är till {to}. Ett samtycke är en enda persons."
    written = " ".join(_strings(to_data(told)))
    for name in others:
        if name not in to and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", written, re.IGNORECASE):
            return f"Brevet till {to} nämner {name}. Ett brev håller bara en persons uppgifter: ta bort namnet."
    return ""


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part)


def _asked_before(told: Any, on: date) -> str:
    for name in ("reply_by", "day", "respond_by"):
        asked = getattr(told, name, None)
        if asked is not None and asked < on:
            return f"Dagen {in_words(asked)} har redan varit. Skriv en dag som kommer."
    return ""


def _time(told: v.Warning | v.MissedVisit | v.AfterEviction, on: date) -> str:
    if told.day is not None and not (told.clock and told.place):
        return "Tiden hos er behöver både klockslag och plats. Fyll i dem, eller ta bort dagen."
    return _asked_before(told, on)


def _plan(told: v.PaymentPlan, on: date) -> str:
    total = sum(part.amount for part in told.instalments)
    if total != told.debt + told.fee:
        return (
            f"Delarna blir tillsammans {money(total)}, men planen gäller {money(told.debt)} och avgiften "
            f"{money(told.fee)}. Ändra delarna så att de blir lika mycket som båda tillsammans."
        )
    days = [part.due for part in told.instalments]
    if days != sorted(set(days)) or days[0] < on:
        return "Delarnas dagar ska komma i ordning, en gång var, och ingen får redan ha varit. Ändra dagarna."
    return ""


def _demand(told: v.CollectionDemand, on: date) -> str:
    lines, interest = sum(one.amount for one in told.lines), sum(one.amount for one in told.interest_lines)
    if lines != told.capital:
        return f"Fordringarna blir {money(lines)}, men kapitalet är {money(told.capital)}. De ska vara lika."
    if interest != told.interest:
        return f"Ränteposterna blir {money(interest)}, men räntan är {money(told.interest)}. De ska vara lika."
    if told.capital + told.interest + told.costs != told.to_pay:
        return "Kapital, ränta och kostnader blir inte summan att betala. Räkna om dem."
    earliest = inkasso_response(sent=on).value.enforcing
    if earliest is not None and told.respond_by < earliest:
        return (
            f"Tiden att betala eller svara är för kort: ange tidigast {in_words(earliest)} (inkassolagen 5 § tredje "
            "stycket)."
        )
    return ""


def _undertaking(told: v.Undertaking, on: date) -> str:
    months = sum(one.amount for one in told.months)
    if months != told.total:
        return f"Hyrorna blir {money(months)}, men summan är {money(told.total)}. De ska vara lika."
    return "" if told.decided <= on else "Beslutet kan inte ha fattats efter i dag. Rätta dagen."


_CHECKS: dict[type, Callable[[Any, date], str]] = {
    v.Warning: _time,
    v.MissedVisit: _time,
    v.AfterEviction: _time,
    v.PaymentPlan: _plan,
    v.CollectionDemand: _demand,
    v.Undertaking: _undertaking,
}
