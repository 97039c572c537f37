"""A landlord's room with a few who work there, logged in, and pages that can be added to it for a test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client
from django.urls import clear_url_caches, path, set_script_prefix

from kvarbo.ground.access import open_to
from kvarbo.ground.people.models import Person
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.actions import take_in_member
from kvarbo.ground.units.models import Member
from kvarbo.ground.units.roles import RoleName
from kvarbo.house.actions import let_in, make_account
from kvarbo.house.models import Account, Room
from kvarbo.house.rooms import enter
from kvarbo.web.rooms import landlord_urls

HOME = "kvarnbyhem"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WHO = {"anna": [RoleName.RENT_OFFICER], "karl": [RoleName.CARETAKER], "revisor": [RoleName.AUDITOR]}


@dataclass
class House:
    """Who works where, and what stands in their rooms."""

    rooms: dict[str, Room]
    accounts: dict[str, Account] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)

    def client(self, who: str, *, csrf: bool = False) -> Client:
        client = Client(raise_request_exception=False, enforce_csrf_checks=csrf)
        client.force_login(self.accounts[who], backend=BACKEND)
        return client

    def trail(self, slug: str = HOME) -> list[TrailRow]:
        """What the trail has come to hold since everybody was taken in."""
        with enter(self.rooms[slug]):
            return list(TrailRow.objects.exclude(act="member.taken_in").order_by("seq"))

    def people(self, slug: str = HOME) -> list[str]:
        with enter(self.rooms[slug]):
            return list(Person.objects.order_by("name").values_list("name", flat=True))


@pytest.fixture
def house(rooms: dict[str, Any]) -> House:
    """Anna, Karl and an auditor work at Kvarnbyhem; Stina has an account and works nowhere."""
    made = House(rooms)
    for who, roles in WHO.items():
        made.accounts[who] = make_account(email=f"{who}@exempel.example", name=who.title(), password=None)
        let_in(account=made.accounts[who], room=rooms[HOME])
        with enter(rooms[HOME]), recorded("test"):
            made.members[who] = take_in_member(
                account_id=made.accounts[who].pk, name=who.title(), roles=[role.value for role in roles]
            )
    made.accounts["stina"] = make_account(email="stina@exempel.example", name="Stina", password=None)
    return made


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., str]]:
    """Put a page into landlords' rooms for this test; gives its address in Kvarnbyhem."""

    def put(view: Callable[..., Any], *, methods: tuple[str, ...] = ("GET", "POST")) -> str:
        opened = open_to(RoleName.RENT_OFFICER, methods=methods)(view)
        added = path("provsida/", opened, name="provsida")
        monkeypatch.setattr(landlord_urls, "urlpatterns", [*landlord_urls.urlpatterns, added])
        clear_url_caches()
        return f"/r/{HOME}/provsida/"

    set_script_prefix("/")
    yield put
    monkeypatch.undo()
    clear_url_caches()
