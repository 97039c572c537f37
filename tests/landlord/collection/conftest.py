"""A landlord's room with an agency, and what tests of debt collection do in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pytest

from kvarbo.core.ladder.loading import LANDLORDS
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.actions import take_in_member
from kvarbo.ground.units.models import RoleName
from kvarbo.house.actions import let_in, make_account
from kvarbo.house.rooms import enter
from kvarbo.landlord.collection import reading_in, reports, sending
from kvarbo.landlord.collection.agencies import keep_agency
from kvarbo.landlord.collection.mapping import shipped_text
from kvarbo.landlord.collection.models import Agency, AgencyFile, Matter, ToldIn
from kvarbo.landlord.outreach.actions import follow_policy
from kvarbo.landlord.outreach.models import Suggestion
from kvarbo.landlord.rent.models import Bill, Lease, LedgerState
from tests.landlord.outreach.conftest import DUE, MONTH, ON, PEOPLE, Landlord

ORGANISATION, BANKGIRO = "556036-0793", "5805-6201"


@pytest.fixture(autouse=True)
def on_the_day(settings: Any, tmp_path: Any) -> None:
    settings.KVARBO_TODAY = ON.isoformat()


class Collecting(Landlord):
    """A landlord with an agency."""

    agency: Agency

    def owing(self, key: str = "1", *, ocr: str = "", **about: Any) -> Lease:
        """A lease whose rent for November is unpaid, with numbers on its bill."""
        lease = self.lease(key, **about)
        lease.bills.update(ocr=ocr or f"900{key}", number=f"F-{key}")
        return lease

    def send(self, *leases: Lease, on: date = ON, who: str = "anna", key: str = "nyckel") -> sending.Made:
        """Send these leases' rent for November to the agency."""
        chosen = [(lease.id, MONTH) for lease in leases]
        with recorded("test"):
            return sending.make_file(agency=self.agency.id, chosen=chosen, on=on, by=self.member(who), form_key=key)

    def matter(self, lease: Lease, month: date = MONTH) -> Matter:
        return Matter.objects.select_related("agency").get(lease=lease, month=month)

    def source(self, on: date = ON) -> reports.Source:
        return reports.Source(told_in=ToldIn.HAND, on=on, by_name="Anna")

    def status(self, lease: Lease, status: str, day: date, *, on: date | None = None, **about: Any) -> bool:
        """A status typed in, and what is suggested worked out anew."""
        known = on or day
        with recorded("test"):
            new = reports.add_status(self.source(known), self.matter(lease), status=status, day=day, **about)
            reports.count((), on=known, leases=[lease.id])
        return new

    def paid_to_agency(self, lease: Lease, amount: int, paid: date, *, on: date, **about: Any) -> bool:
        """A payment to the agency typed in."""
        with recorded("test"):
            told = reports.add_payment(self.source(on), self.matter(lease), amount=amount, paid=paid, **about)
            reports.count([told], on=on, leases=[lease.id])
        return told is not None

    def file(self, text: str, *, on: date = ON, name: str = "fil.csv") -> AgencyFile:
        """A file from the agency, gone through."""
        with recorded("test"):
            return reading_in.receive(
                agency=self.agency, name=name, content=BytesIO(text.encode()), on=on, by=self.member("anna")
            )

    def accept(self, file: AgencyFile, *, on: date = ON) -> dict[str, int]:
        with recorded("test"):
            return dict(reading_in.accept(received=file, on=on, by=self.member("anna")))

    def steps(self, lease: Lease) -> list[tuple[str, bool]]:
        """What is suggested now: step, and whether it waits."""
        rows = Suggestion.objects.filter(lease=lease).order_by("step")
        return [(row.step, bool(row.waiting_for)) for row in rows]


def bill(lease: Lease, month: date, due: date, *, ocr: str, amount: int = 845_000) -> Bill:
    return Bill.objects.create(
        lease=lease, key=f"{month:%Y-%m} rent", month=month, kind="rent", due_date=due, amount=amount, ocr=ocr
    )


@pytest.fixture
def collecting(rooms: dict[str, Any]) -> Iterator[Collecting]:
    """Kvarnbyhem, entered, with Hemma's month and the first of the made-up agencies."""
    people = {**PEOPLE, "maria": ([RoleName.MANAGER], None)}
    accounts = {}
    for who in people:
        accounts[who] = make_account(email=f"{who}@kvarnbyhem.example", name=who.title(), password=None)
        let_in(account=accounts[who], room=rooms["kvarnbyhem"])
    with enter(rooms["kvarnbyhem"]):
        with recorded("test"):
            for who, (roles, unit) in people.items():
                take_in_member(
                    account_id=accounts[who].pk, name=who.title(), roles=[role.value for role in roles], unit=unit
                )
            text = (LANDLORDS / "hemma.yaml").read_text(encoding="utf-8")
            follow_policy(text=text, valid_from=date(2026, 1, 1), by="test")
        LedgerState.objects.filter(pk=1).update(known_through=date(2026, 11, 8))
        made = Collecting(rooms["kvarnbyhem"], accounts)
        with recorded("test"):
            made.agency = keep_agency(
                name="Exempelinkasso",
                organisation_number=ORGANISATION,
                bankgiro=BANKGIRO,
                mapping_text=shipped_text("exempelinkasso"),
                by=made.member("maria"),
                on=ON,
            )
        yield made


__all__ = ["BANKGIRO", "DUE", "MONTH", "ON", "ORGANISATION", "Collecting", "bill", "collecting"]
