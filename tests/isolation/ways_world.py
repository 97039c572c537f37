"""What a manager has written, tried and asked about in the landlord's room, with canaries in every home's reasons."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any
from uuid import UUID

from kvarbo.core.ladder.loading import LANDLORDS
from kvarbo.landlord.outreach.models import PolicyInForce
from kvarbo.landlord.rent.models import Lease
from kvarbo.landlord.same_chance.models import AfterReason, ChanceReport, ChanceRow
from kvarbo.landlord.ways.models import TrialDifference, WayDraft, WayTrial
from kvarbo.landlord.ways.sums import Sums

DRAFT, TRIAL, COMING = UUID(int=0xD4AF70), UUID(int=0x74140), UUID(int=0xC0317)
CHANCES, CHANCE_ROW = UUID(int=0xC4A1CE), UUID(int=0xC4A1CE1)
MADE = date(2026, 10, 8)
TRIED_FROM, TRIED_TO = date(2026, 11, 1), date(2026, 11, 5)


def with_ways(world: Any) -> None:
    """What a manager has written and tried, before anybody became protected."""
    text = (LANDLORDS / "timrabo.yaml").read_text(encoding="utf-8")
    WayDraft.objects.create(
        id=DRAFT, name="Hösten", text=text, started_from="Timråbo", form_key="kopian", made_on=MADE, by_name="Anna",
        changed_on=MADE, changed_by_name="Anna",
    )  # fmt: skip
    PolicyInForce.objects.create(id=COMING, name="Timråbo, nästa år", text=text, valid_from=date(2027, 9, 1), by="Anna")
    leases = list(Lease.objects.order_by("source_key"))
    trial = WayTrial.objects.create(
        id=TRIAL, form_key="provet", asked_on=MADE, by=uuid.uuid4(), by_name="Anna", from_day=date(2025, 10, 1),
        to_day=date(2026, 9, 30), names=["Det ena", "Det andra"], texts=[text, text], leases=len(leases),
        differ=len(leases), sums=[Sums().as_data(), Sums().as_data()],
    )  # fmt: skip
    for lease in leases:
        line = {"on": "2026-03-02", "step": "call", "channel": "call", "month": "2026-03-01"}
        why = [{"text": f"Hyran för {lease.source_key} är obetald.", "source": "fakta"}]
        sides = [{"that_day": [{**line, "why": why}], "next": None}, {"that_day": [], "next": {**line, "why": []}}]
        TrialDifference.objects.create(trial=trial, lease=lease, first_day=date(2026, 3, 2), steps=sides, counts=[1, 1])
    _same_chance(leases)


def _same_chance(leases: list[Lease]) -> None:
    report = ChanceReport.objects.create(
        id=CHANCES, form_key="rapporten", asked_on=MADE, by=uuid.uuid4(), by_name="Anna", step="collection_file",
        from_day=date(2025, 10, 1), to_day=date(2026, 9, 30), steps=len(leases),
    )  # fmt: skip
    for number, lease in enumerate(leases):
        why = f"Arbetssättet bad om det för {lease.source_key}."
        measure = {"rule": "dag-7-samtal", "words": "Samtal, dag 7", "given": "missing", "why": why, "source": "fakta"}
        ChanceRow.objects.create(
            id=CHANCE_ROW if number == 0 else uuid.uuid4(), report=report, lease=lease, month=date(2026, 3, 1),
            taken_on=date(2026, 3, 9), policy_name="Hemma", chance="missing", number_given=0, groups=["young"],
            groups_unknown=["children"], measures=[measure],
        )  # fmt: skip
        AfterReason.objects.create(
            lease=lease, step="collection_file", month=date(2026, 3, 1), rule="dag-7-samtal", reason="no_time",
            written_on=MADE, by=uuid.uuid4(), by_name=f"Anna {lease.source_key}",
        )  # fmt: skip
