"""The room of the ways of working, with contacts and steps written in by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from kvarbo.ground.jobs.running import run_all
from kvarbo.ground.trail.recorder import recorded
from kvarbo.landlord.outreach.models import Contact
from kvarbo.landlord.rent.models import Lease
from kvarbo.landlord.same_chance import actions
from kvarbo.landlord.same_chance.models import ChanceReport, ChanceRow
from kvarbo.landlord.work import NEEDS, WORK
from tests.landlord.ways.conftest import Working, working

__all__ = ["Chances", "chances", "working"]
APRIL = date(2026, 4, 1)  # due on Tuesday 31 March
FILED = date(2026, 4, 10)
FROM, TO = date(2026, 1, 1), date(2026, 11, 9)


@dataclass
class Chances:
    """Homes that never paid for April, and what was done about it."""

    working: Working

    def home(self, key: str, **more: Any) -> Lease:
        return self.working.home(key, late={APRIL: None}, **more)

    def did(self, lease: Lease, day: date, channel: str, outcome: str = "not_reached", **more: Any) -> None:
        Contact.objects.create(
            lease=lease, contact_date=day, channel=channel, outcome=outcome, by=self.working.member("anna").id,
            by_name="Anna", form_key=f"{lease.pk} {day} {channel} {more.get('step', '')}", **more,
        )  # fmt: skip

    def filed(self, lease: Lease, day: date = FILED, month: date | None = APRIL) -> None:
        self.did(lease, day, "", "done", step="collection_file", month=month)

    def whole(self, key: str, **more: Any) -> Lease:
        """Text, call and call, and then the file."""
        lease = self.home(key, **more)
        self.did(lease, date(2026, 4, 2), "sms", "sent", step="notify")
        self.did(lease, date(2026, 4, 2), "call")
        self.did(lease, date(2026, 4, 7), "call")
        self.filed(lease)
        return lease

    def report(self, key: str = "k", step: str = "collection_file") -> ChanceReport:
        asked = actions.Asked(actions.LadderStep(step), FROM, TO)
        with recorded(str(self.working.member("per").id)):
            made = actions.ask_for_report(asked, form_key=key, by=self.working.member("per"))
        run_all(WORK, NEEDS)
        made.refresh_from_db()
        return made

    def row(self, lease: Lease) -> ChanceRow:
        return ChanceRow.objects.get(lease=lease)


@pytest.fixture
def chances(working: Working) -> Chances:
    return Chances(working)
