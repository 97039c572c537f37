"""The social services' room with two units and those who work there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.actions import take_in_member
from kvarbo.ground.units.queries import AtWork, at_work, units
from kvarbo.house.actions import let_in, make_account
from kvarbo.house.models import Account
from kvarbo.house.rooms import enter
from kvarbo.social.casework import actions
from kvarbo.social.casework.models import Matter
from kvarbo.social.casework.people import NewPerson

ON = date(2026, 11, 9)
HOMES, CHILDREN = "Boendeenheten", "Barnenheten"
STAFF = {
    "anna": (("caseworker",), HOMES),
    "bo": (("caseworker",), HOMES),
    "cilla": (("caseworker",), CHILDREN),
    "eva": (("manager",), HOMES),
    "hanna": (("caseworker", "protected_handler"), HOMES),
    "adam": (("administrator",), HOMES),
    "rut": (("auditor",), HOMES),
}
CLOSING = {"reason": "home_kept", "outcome": "debt_paid", "follow_up": "no", "assessment": "Allt är löst."}
KENT = NewPerson("Kent Åberg", "leaseholder", "19760623-2390", "070-174 06 10")


@pytest.fixture(autouse=True)
def on_the_day(settings) -> None:
    settings.KVARBO_TODAY = ON.isoformat()


@dataclass
class Office:
    """The room, entered, with what tests do in it."""

    room: Any
    accounts: dict[str, Account] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)

    def at_work(self, who: str) -> AtWork:
        found = at_work(account_id=self.accounts[who].pk)
        assert found is not None
        return found

    def unit(self, name: str) -> UUID:
        return next(identity for identity, called in units() if called == name)

    def matter(self, who: str = "anna", *people: NewPerson, **values: Any) -> Matter:
        with recorded(str(self.at_work(who).id)):
            return actions.open_matter(
                people=people or [KENT], by=self.at_work(who),
                **{"origin": "landlord_notice", "on": ON, "address": "Kvarngränd 1", **values},
            )  # fmt: skip

    def client(self, who: str) -> Client:
        if who not in self.clients:
            self.clients[who] = Client()
            backend = "allauth.account.auth_backends.AuthenticationBackend"
            self.clients[who].force_login(self.accounts[who], backend=backend)
        return self.clients[who]

    def url(self, path: str = "") -> str:
        return f"/r/{self.room.slug}/{path}"

    def get(self, who: str, path: str = "") -> Any:
        return self.client(who).get(self.url(path))

    def post(self, who: str, path: str, **form: Any) -> Any:
        return self.client(who).post(self.url(path), form)


@pytest.fixture
def office(rooms: dict[str, Any]) -> Iterator[Office]:
    """Socialtjänsten i Kvarnby, entered."""
    made = Office(rooms["kvarnby-social"])
    for name in STAFF:
        made.accounts[name] = make_account(email=f"{name}@exempel.example", name=name.title(), password=None)
        let_in(account=made.accounts[name], room=made.room)
    with enter(made.room):
        with recorded("test"):
            for name, (roles, unit) in STAFF.items():
                take_in_member(account_id=made.accounts[name].pk, name=name.title(), roles=list(roles), unit=unit)
        yield made
