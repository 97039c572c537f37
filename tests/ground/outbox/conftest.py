"""A social services' room with somebody at work, people to write to, and a clock that the tests set."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from kvarbo.ground import clock
from kvarbo.ground.outbox import actions, sending
from kvarbo.ground.outbox.messages import MessageChannel
from kvarbo.ground.outbox.models import OutgoingMessage
from kvarbo.ground.outbox.wording import written
from kvarbo.ground.people.models import Person
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.queries import AtWork
from kvarbo.house.rooms import EnteredRoom, enter
from tests.ground.outbox.local_servers import SHORT, Took, sms_server, smtp_server
from tests.ground.staff_at_work import Staff, person

MONDAY_NOON = datetime(2026, 11, 9, 12, tzinfo=clock.STOCKHOLM)
SLOTS = {
    "name": "Anna Berg", "phone": "070-174 06 05", "landlord": "Kvarnbyhem", "day": "torsdag 12 november",
    "time": "10.00", "place": "Torget 1",
}  # fmt: skip


@dataclass
class Outbox:
    """The room's outbox, and what tests do with it."""

    room: EnteredRoom
    by: AtWork
    staff: Staff
    at: datetime = MONDAY_NOON
    receivers: list[Person] = field(default_factory=list)

    def receiver(self, number: int = 5, **said: Any) -> Person:
        found = person(**({"phone": f"070-174 06 {number:02d}", "email": f"mottagare{number}@kvarnby.example"} | said))
        self.receivers.append(found)
        return found

    def line(self, to: Person, channel: str = "sms", *, step: str = "notify", again: bool = False, **more: Any) -> Any:
        way = MessageChannel(channel)
        text = written(kind=more.pop("kind", "call_me"), language="sv", channel=way, slots=SLOTS)
        period = more.pop("period", "2026-11")
        return actions.Line(uuid.uuid4(), to.pk, way, step, period, text, again=again)

    def put(self, to: Person, channel: str = "sms", **more: Any) -> OutgoingMessage:
        by_hand = more.pop("by_hand", False)
        with recorded("test"):
            made = actions.put_in_outbox([self.line(to, channel, **more)], by=self.by, by_hand=by_hand)
        return OutgoingMessage.objects.get(pk=made[0])

    def send(self) -> int:
        return sending.send_all(at_once=True)

    def decide(self, message: OutgoingMessage, decision: str) -> None:
        with recorded("test"):
            actions.decide(message_id=message.pk, decision=decision, by=self.by)

    def later(self, **by: float) -> None:
        self.at += timedelta(**by)


@pytest.fixture
def outbox(rooms: dict[str, Any], monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> Iterator[Outbox]:
    """The room, entered at noon on a Monday, with Sara at work."""
    settings.KVARBO_FILES = str(tmp_path / "files")
    settings.KVARBO_SEND_SECONDS = SHORT
    with enter(rooms["kvarnby-social"]) as entered:
        staff = Staff()
        made = Outbox(entered, staff.take_in("Sara", "caseworker"), staff)
        monkeypatch.setattr(clock, "now", lambda: made.at)
        monkeypatch.setattr(clock, "today", lambda: date(made.at.year, made.at.month, made.at.day))
        yield made


@pytest.fixture
def sms(settings: Any) -> Iterator[Took]:
    """A text message provider on this machine, chosen in the settings."""
    with sms_server() as took:
        settings.KVARBO_SMS, settings.KVARBO_SMS_URL = "http", f"http://127.0.0.1:{took.port}/a1/sms"
        settings.KVARBO_SMS_USER, settings.KVARBO_SMS_PASSWORD = "u1", "hemligt"
        yield took


@pytest.fixture
def mail(settings: Any) -> Iterator[Took]:
    """A mail server on this machine, chosen in the settings."""
    with smtp_server() as took:
        settings.KVARBO_MAIL, settings.KVARBO_MAIL_FROM = "smtp", "hyra@kvarnby.example"
        settings.KVARBO_SMTP_HOST, settings.KVARBO_SMTP_PORT = "127.0.0.1", took.port
        settings.KVARBO_SMTP_TLS, settings.KVARBO_SMTP_USER = "none", ""
        yield took
