"""A landlord's room in which letters are written."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from kvarbo.doors.organisations.actions import say_who_we_are
from kvarbo.ground.trail.recorder import recorded
from tests.landlord.outreach.conftest import Landlord, landlord, on_the_day

__all__ = ["landlord", "on_the_day"]


class Writing:
    """Writes letters as somebody would: opens the form, changes what is said, and sends it."""

    def __init__(self, landlord: Landlord) -> None:
        self.landlord = landlord

    def form(self, lease: Any, kind: str, who: str = "anna") -> Any:
        return self.landlord.client(who).get(self.landlord.url(f"brev/{lease.id}/skriv/"), {"slag": kind})

    def send(self, lease: Any, kind: str, who: str = "anna", do: str = "keep", **said: Any) -> Any:
        """What the form begins with, and what is said beside; the address is always completed."""
        begun = self.form(lease, kind, who).context["form"]
        sent = {bound.html_name: bound.value() for bound in begun if bound.value() is not None}
        sent |= {"slag": kind, "do": do, "phone": "070-174 06 06", "address": "Kvarngränd 1 lgh 1101\n123 45 Kvarnby"}
        sent |= {"v_pay_to": "bankgiro 160-9908", "form_key": str(uuid.uuid4()), **said}
        return self.landlord.client(who).post(self.landlord.url(f"brev/{lease.id}/skriv/"), sent)


@pytest.fixture
def writing(landlord: Landlord) -> Writing:
    with recorded("test"):
        say_who_we_are(name="Kvarnbyhem", party="municipal_landlord", address="Torget 1\n123 45 Kvarnby")
    return Writing(landlord)
