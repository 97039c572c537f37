"""The inputs a rule is asked with: its worked examples, and what lies around each of them.

One fact at a time and two at a time are moved; unknown is tried for each; days are tried around every day on which
a wording or a value of the law begins or ends.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import combinations, product
from typing import Any, get_args, get_origin, get_type_hints

from tests.mutation.examples import examples
from tests.mutation.modules import CORE

DAY = timedelta(days=1)
A_MONDAY = date(2026, 11, 23)
NEAR = (*range(-45, 46), *range(-1461, 1462, 41), -91, -92, 91, 92, -365, 365, 366, -183, 183)
TOGETHER = range(-1, 800)
APART = (-31, -30, -15, -14, -8, -7, -6, -3, -2, -1, 0, 1, 2, 3, 6, 7, 8, 14, 15, 21, 22, 28, 30, 31, 60, 90)
WHOLE = (-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 18, 20, 21, 30, 60, 1000, 9999, 10_000, 900_000)
MOST, PER_SEED, SEEDS = 9000, 2500, 30
Given = dict[str, Any]


@cache
def turning_days() -> tuple[date, ...]:
    """Every day on which a value or a wording that the rules know begins or ends, and the days beside it."""
    import re

    from kvarbo.core.values import all_values

    days = {day for entry in all_values().values() for period in entry.periods for day in (period.start, period.to)}
    for file in (CORE / "law").rglob("*.py"):
        for year, month, day in re.findall(r"date\((\d{4}), (\d+), (\d+)\)", file.read_text(encoding="utf-8")):
            days.add(date(int(year), int(month), int(day)))
    beside = {day + number * DAY for day in days if day and day.year > 1990 for number in (-1, 0, 1)}
    return tuple(sorted(beside))


def inputs(rule: Any) -> list[Given]:
    """What a rule of the catalogue is asked with; the same list each time."""
    seeds = [example.given for example in examples() if example.rule == rule.full_name]
    kinds = {fact.name: fact.kind for fact in rule.facts}
    draw = random.Random(rule.full_name)
    chosen = seeds if len(seeds) <= SEEDS else draw.sample(seeds, SEEDS)
    found: dict[str, Given] = {repr(given): given for given in ({}, *seeds)}
    share = max(MOST // max(len(chosen), 1), 200)
    for seed in chosen:
        around = [*_singles(seed, kinds), *_together(seed), *_pairs(seed, kinds)]
        if len(around) > min(share, PER_SEED):
            around = draw.sample(around, min(share, PER_SEED))
        found |= {repr(given): given for given in around}
    return list(found.values())


def _singles(seed: Given, kinds: dict[str, Any]) -> Iterator[Given]:
    for name, kind in kinds.items():
        for value in other_values(kind, seed.get(name), seed):
            yield seed | {name: value}
        if name in seed:
            yield {key: value for key, value in seed.items() if key != name}


def _together(seed: Given) -> Iterator[Given]:
    """All days of an example moved at once: another weekday, another season, another wording."""
    days = [name for name, value in seed.items() if isinstance(value, date)]
    if days:
        moves = [*TOGETHER, *((day - seed[name]).days for name in days for day in turning_days())]
        for move in moves:
            yield seed | {name: seed[name] + move * DAY for name in days}


def _pairs(seed: Given, kinds: dict[str, Any]) -> Iterator[Given]:
    """Two facts at once: days that fall near each other, and every two choices."""
    days = [name for name, kind in kinds.items() if _bare(kind) is date]
    for one, other in combinations(days, 2):
        start = _day(seed.get(one)) or _day(seed.get(other)) or A_MONDAY
        for apart, move in product(APART, (0, 1, 4, 5, 6)):
            yield seed | {one: start + move * DAY, other: start + (move + apart) * DAY}
    choices = {name: few_values(kind) for name, kind in kinds.items() if _bare(kind) is not date}
    for one, other in combinations(choices, 2):
        for first, second in product(choices[one], choices[other]):
            yield seed | {one: first, other: second}
    for one, other in product(choices, days):
        start = _day(seed.get(other)) or A_MONDAY
        for first, move in product(choices[one], (None, -1, 0, 1, 5, 6)):
            yield seed | {one: first, other: None if move is None else start + move * DAY}


def _day(written: Any) -> date | None:
    return written if isinstance(written, date) else None


def _bare(kind: Any) -> Any:
    rest = [part for part in get_args(kind) if part is not type(None)]
    return rest[0] if len(rest) == 1 and get_origin(kind) is not tuple else kind


def few_values(kind: Any) -> list[Any]:
    """Every choice of a kind that has few; none for days, texts and lists."""
    bare = _bare(kind)
    unknown = [None] if bare is not kind else []
    if bare is bool:
        return [True, False, *unknown]
    if isinstance(bare, type) and issubclass(bare, StrEnum):
        return [*(member.value for member in bare), *unknown]
    if bare is int:
        return [*WHOLE[:14], *unknown]
    return []


def other_values(kind: Any, now: Any, seed: Given) -> list[Any]:
    """What one fact may be instead of what it is."""
    bare = _bare(kind)
    if bare is date:
        return _days(now, seed)
    if bare is int:
        near = [now - 1, now + 1, 2 * now, -now] if isinstance(now, int) else []
        return [*near, *WHOLE]
    if bare is Decimal:
        return [str(Decimal(str(now or 0)) + step) for step in (-1, 0, 1)] + ["0", "0.5", "0.499"]
    if get_origin(bare) is tuple:
        return _lists(get_args(bare)[0], list(now or []), seed)
    if dataclasses.is_dataclass(bare):
        return _records(bare, now or {}, seed)
    return few_values(kind)


def _days(now: Any, seed: Given) -> list[date]:
    others = [value for value in seed.values() if isinstance(value, date)]
    starts = [now] if isinstance(now, date) else (others or [A_MONDAY])
    near = [start + move * DAY for start in starts for move in (NEAR if isinstance(now, date) else APART)]
    return [*near, *turning_days()]


def _lists(kind: Any, now: list[Any], seed: Given) -> list[Any]:
    shorter = [now[:place] + now[place + 1 :] for place in range(len(now))]
    swapped = [now[::-1], now + now[:1]] if now else []
    made = [[value] for value in few_values(kind)] + [[*now, value] for value in few_values(kind)]
    inner = [
        [*now[:place], value, *now[place + 1 :]]
        for place, part in enumerate(now)
        for value in other_values(kind, part, seed)
    ]
    return [*shorter, *swapped, *made, *inner, []]


def _records(kind: Any, now: Given, seed: Given) -> list[Given]:
    hints = get_type_hints(kind)
    if not isinstance(now, dict):
        return []
    moved = [now | {name: value} for name, hint in hints.items() for value in other_values(hint, now.get(name), seed)]
    choices = {name: few_values(hint) for name, hint in hints.items()}
    two = [
        now | {one: first, other: second}
        for one, other in combinations(choices, 2)
        for first, second in product(choices[one], choices[other])
    ]
    return [*moved, *two]
