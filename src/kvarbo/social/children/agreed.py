"""What a manager writes in for the room: what a family with children means, and which unit is the children's."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from kvarbo.core import swedish
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork, units
from kvarbo.ground.written import readable
from kvarbo.social.casework.actions import NOT_YET
from kvarbo.social.casework.refusals import CannotDo
from kvarbo.social.children.models import ChildrensUnit, FamilyMeaning

OLDEST_LIMIT = 21


def agree(
    *, valid_from: date, half_time: bool, visits: bool, partners: bool, age_limit: int, meeting_first: bool,
    agreed_with: str, agreed_on: date, on: date, by: AtWork,
) -> None:  # fmt: skip
    """Skriv in vad samverkan menar med barnfamilj, from a day. What is in force is never rewritten."""
    whom = readable(agreed_with)[:200]
    if not whom:
        raise CannotDo("Skriv vilka som har kommit överens.", field="agreed_with")
    if agreed_on > on:
        raise CannotDo(NOT_YET, field="agreed_on")
    if valid_from < agreed_on:
        raise CannotDo("Det gäller tidigast från dagen då ni kom överens.", field="valid_from")
    if not 1 <= age_limit <= OLDEST_LIMIT:
        raise CannotDo(f"Skriv en ålder mellan 1 och {OLDEST_LIMIT} år.", field="age_limit")
    said = {
        "half_time": half_time, "visits": visits, "partners": partners, "age_limit": age_limit,
        "meeting_first": meeting_first, "agreed_with": whom, "agreed_on": agreed_on,
    }  # fmt: skip
    kept, is_new = FamilyMeaning.objects.get_or_create(valid_from=valid_from, defaults={**said, "by_name": by.name})
    if not is_new and any(getattr(kept, name) != value for name, value in said.items()):
        since = swedish.day(valid_from)
        raise CannotDo(
            f"En överenskommelse gäller redan från {since}, och den skrivs inte om. Välj en annan dag.",
            field="valid_from",
        )
    if is_new:
        record("children.meaning_agreed", about={"valid_from": valid_from.isoformat()})


def choose_unit(*, unit_id: UUID, on: date, by: AtWork) -> None:
    """Välj vilken enhet som är barnenheten, from today; chosen again the same day it is mended."""
    if unit_id not in {one for one, _ in units()}:
        raise CannotDo("Välj en enhet i listan.", field="unit")
    before = ChildrensUnit.objects.filter(valid_from__lte=on).order_by("-valid_from").first()
    if before is not None and before.unit_id == unit_id:
        return
    ChildrensUnit.objects.update_or_create(valid_from=on, defaults={"unit_id": unit_id, "by_name": by.name})
    record("children.unit_chosen", about={"unit": str(unit_id)})
