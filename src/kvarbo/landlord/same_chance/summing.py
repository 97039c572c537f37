"""Summorna: how the homes of each group fared, and how each measure was given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext

from kvarbo.core.ladder.policy import Tag
from kvarbo.landlord.same_chance.queries import Counted
from kvarbo.landlord.same_chance.words import CHANCES, GIVEN
from kvarbo.landlord.ways.words import TAGS

Line = dict[str, Any]
OUTSIDE = "utanfor"  # homes that belong to no group


def by_group(rows: Sequence[Counted], *, least: int | None) -> list[Line]:
    """One line for all, one for each group that somebody belongs to, and one for those outside every group."""
    lines = [_line("", gettext("Alla"), rows, rows, least)]
    for tag in Tag:
        those = [row for row in rows if tag.value in row.groups]
        unknown = sum(tag.value in row.groups_unknown for row in rows)
        if those or unknown:
            lines.append({**_line(tag.value, _title(tag), those, rows, least), "unknown": unknown})
    outside = [row for row in rows if not row.groups and not row.groups_unknown]
    if outside and len(lines) > 1:
        lines.append(_line(OUTSIDE, gettext("Ingen av grupperna"), outside, rows, least))
    return lines


def _title(tag: Tag) -> str:
    words = str(TAGS[tag])
    return words[0].upper() + words[1:]


def _line(
    key: str, title: str, those: Iterable[Counted], every: Sequence[Counted], least: int | None
) -> dict[str, Any]:
    number = Counter(row.chance for row in those)
    return {
        "key": key, "title": title, "steps": len(those), "chances": [number[chance] for chance in shown_chances(every)],
        "enough": sum(row.number_given >= least for row in those) if least is not None else None, "unknown": 0,
    }  # fmt: skip


def shown_chances(rows: Iterable[Counted]) -> list[str]:
    """The columns: every outcome that anybody has, in their order; the first and what is missing always."""
    found = {row.chance for row in rows}
    return [chance for chance in CHANCES if chance in found or chance in ("whole", "reasons", "missing", "unknown")]


def by_measure(rows: Iterable[Counted]) -> list[Line]:
    """One line for each measure that was to come before the step, in the order in which it is met."""
    numbers: dict[str, Counter[str]] = {}
    for row in rows:
        for _, words, given in row.measures:
            numbers.setdefault(words, Counter())[given] += 1
    return [{"words": words, "numbers": [of[given] for given in GIVEN]} for words, of in numbers.items()]
