"""A social services room with staff, matters and people, and two who review the log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import set_script_prefix

from kvarbo.ground.people.models import Person, ProtectedDetails
from kvarbo.ground.trail.recorder import recorded, shown
from kvarbo.ground.units.actions import take_in_member
from kvarbo.ground.units.models import Member, Unit
from kvarbo.ground.units.queries import AtWork, at_work
from kvarbo.house.actions import let_in, make_account
from kvarbo.house.rooms import enter
from kvarbo.social.casework.models import Matter, MatterPerson

ROOM = "kvarnby-social"
STAFF = {
    "ingrid": ("Ingrid Dahl", ["caseworker"], "Boende"),
    "yusuf": ("Yusuf Ali", ["caseworker"], "Ekonomi"),
    "nils": ("Nils Ek", ["auditor"], "Ledning"),
    "stina": ("Stina Öst", ["auditor"], "Ekonomi"),  # worked with people before she became an auditor
    "maria": ("Maria Ström", ["manager"], "Boende"),
}


@dataclass
class Office:
    """Who works there, and a matter with its people."""

    members: dict[str, AtWork]
    accounts: dict[str, Any]
    matters: list[Matter]
    people: list[Person]

    def reads(self, who: str, matter: Matter, times: int = 1) -> None:
        member = self.members[who]
        for _ in range(times):
            with recorded(str(member.id), unit_id=member.unit_id, route="GET matter"):
                shown([matter.pk], what="matter")

    def client(self, who: str) -> Client:
        set_script_prefix("/")
        client = Client()
        client.force_login(self.accounts[who], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client


@pytest.fixture
def office(rooms: dict[str, Any]) -> Iterator[Office]:
    """Entered; ten matters at Boende, the last with somebody protected in it."""
    accounts = {}
    with enter(rooms[ROOM]):
        for key, (name, roles, unit) in STAFF.items():
            accounts[key] = make_account(email=f"{key}@exempel.example", name=name, password=None)
            let_in(account=accounts[key], room=rooms[ROOM])
            with recorded("test"):
                take_in_member(account_id=accounts[key].pk, name=name, roles=roles, unit=unit)
        members = {key: at_work(account_id=account.pk) for key, account in accounts.items()}
        unit = Unit.objects.get(name="Boende")
        matters, people = [], []
        for number in range(10):
            matter = Matter.objects.create(
                number=f"2026-{number:04}", unit=unit, origin="person", opened_on=date(2026, 1, 1)
            )
            person = Person.objects.create(
                source_key=str(number), name=f"Åke-Örjan O'Neill{number}", identity=f"19800101{number:04}"
            )
            MatterPerson.objects.create(matter=matter, person=person, part="leaseholder")
            matters.append(matter)
            people.append(person)
        hidden = Person.objects.create(source_key="skyddad", is_protected=True)
        ProtectedDetails.objects.create(person=hidden, name="Disa Hemlig", identity="198505059999")
        MatterPerson.objects.create(matter=matters[9], person=hidden, part="partner")
        people.append(hidden)
        assert Member.objects.count() == len(STAFF)
        yield Office(members, accounts, matters, people)  # type: ignore[arg-type]
