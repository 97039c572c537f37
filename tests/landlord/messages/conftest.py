"""The landlord's room of outreach at noon on its Monday, with a text message provider on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from kvarbo.core.facts import LadderStep
from kvarbo.ground import clock
from kvarbo.ground.outbox.actions import keep_sender
from kvarbo.ground.people.models import Person
from kvarbo.ground.trail.recorder import recorded
from kvarbo.landlord.outreach.models import Suggestion
from kvarbo.landlord.rent.models import Lease, LeaseTenant
from tests.ground.outbox.local_servers import Took, sms_server
from tests.landlord.outreach.conftest import MONTH, ON, landlord, on_the_day

__all__ = ["landlord", "on_the_day"]


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> dict[str, datetime]:
    """The hour, which a test may move."""
    hour = {"at": datetime(ON.year, ON.month, ON.day, 12, tzinfo=clock.STOCKHOLM)}
    monkeypatch.setattr(clock, "now", lambda: hour["at"])
    return hour


@pytest.fixture
def sms(settings: Any) -> Iterator[Took]:
    """A provider on this machine."""
    with sms_server() as took:
        settings.KVARBO_SMS, settings.KVARBO_SMS_URL = "http", f"http://127.0.0.1:{took.port}/"
        yield took


@pytest.fixture
def ready(landlord: Any, sms: Took) -> Any:
    """The landlord's room, where Anna has written in her number."""
    with recorded("test"):
        keep_sender(by=landlord.member("anna"), phone="070-174 06 99", mailbox="")
    return landlord


def suggest(lease: Lease, channel: str = "sms", **said: Any) -> Suggestion:
    """The step to write to this home, as Idag has it on day two."""
    values = {
        "group": "skicka", "rule": "sms", "step": LadderStep.NOTIFY.value, "channel": channel, "month": MONTH,
        "due_on": ON, "days_late": 10, "amount": 845_000, "place": 1,
    }  # fmt: skip
    return Suggestion.objects.create(lease=lease, **(values | said))


def move_in(lease: Lease, name: str, phone: str, role: str = "co_tenant", **said: Any) -> Person:
    """One more on the lease."""
    made = Person.objects.create(source_key=f"{lease.source_key}-{name}", name=name, phone=phone, **said)
    LeaseTenant.objects.create(lease=lease, person=made, role=role, place=2)
    return made
