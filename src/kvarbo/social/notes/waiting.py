"""What waits in matters: days that have passed and are not carried over to the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import ngettext

from kvarbo.ground import clock
from kvarbo.social.notes.queries import days_left


def waiting(people: Mapping[UUID, Sequence[Any]]) -> dict[UUID, list[str]]:
    """One sentence for each of these matters with days that are not carried over; today is still being written."""
    today = clock.today()
    left = Counter(one.matter_id for one in days_left(list(people)) if one.day < today)
    return {matter: [_sentence(count)] for matter, count in left.items()}


def _sentence(count: int) -> str:
    told = ngettext(
        "%(n)s dag är inte förd till akten.", "%(n)s dagar är inte förda till akten.", count
    )  # fmt: skip
    return told % {"n": count}
