"""A landlord's room that works together with others, and what tests of consents do in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from django.urls import set_urlconf

from kvarbo.core.law.secrecy.vocabulary import KindOfFact, Party
from kvarbo.doors.consent import actions
from kvarbo.doors.consent.models import Consent, ConsentWithdrawal
from kvarbo.doors.consent.queries import KeptConsent, consent_of, consents_of
from kvarbo.doors.organisations.actions import keep_counterpart, say_who_we_are
from kvarbo.doors.organisations.models import Counterpart
from kvarbo.ground.subjects import Subject, subject
from kvarbo.ground.trail.recorder import recorded
from kvarbo.house.rooms import enter
from kvarbo.landlord.rent.models import Lease
from tests.landlord.outreach.conftest import ON, PEOPLE, Landlord

UNTIL = date(2027, 5, 9)
FORM_KEYS = count(1)


@pytest.fixture(autouse=True)
def on_the_day(settings: Any) -> None:
    settings.KVARBO_TODAY = ON.isoformat()


class Consenting(Landlord):
    """A landlord with two it works together with."""

    board: Counterpart
    counselling: Counterpart

    def about(self, lease: Lease, who: str = "anna") -> Subject:
        set_urlconf("kvarbo.web.rooms.landlord_urls")  # as the middleware does
        found = subject(self.member(who), lease.id)
        assert found is not None
        return found

    def said(self, lease: Lease, **said: Any) -> dict[str, Any]:
        """An oral consent to tell the board about the debt, unless something else was said."""
        usual = {
            "person": self.about(lease).people[0].id,
            "giver": "tenant",
            "direction": "tell",
            "receivers": [self.board.pk],
            "facts": ["arrears"],
            "purpose": "För att få hjälp med skulden.",
            "how_given": "oral",
            "heard_by": "Anna",
            "given_on": ON,
            "until": UNTIL,
        }
        return {**usual, **said}

    def give(self, lease: Lease, *, on: date = ON, key: str = "", **said: Any) -> Consent:
        with recorded("test"):
            return actions.give(
                subject=self.about(lease),
                said=actions.Given(**self.said(lease, **said)),
                on=on,
                by=self.member("anna"),
                form_key=key or f"nyckel {next(FORM_KEYS)}",
            )

    def withdraw(
        self, consent: Consent, *parts: tuple[UUID, KindOfFact], on: date = ON, key: str = "", **said: Any
    ) -> ConsentWithdrawal:
        """Take back these parts, or all that is left."""
        lease = Lease.objects.get(pk=consent.subject_id)
        usual = {"withdrawn_on": on, "withdrawn_by": "Åsa Öberg", "told_how": "phone"}
        with recorded("test"):
            return actions.withdraw(
                subject=self.about(lease),
                consent=consent.pk,
                parts=list(parts) or None,
                on=on,
                by=self.member("anna"),
                form_key=key or f"nyckel {next(FORM_KEYS)}",
                **{**usual, **said},
            )

    def kept(self, consent: Consent) -> KeptConsent:
        found = consent_of(consent.subject_id, consent.pk)
        assert found is not None
        return found

    def consents(self, lease: Lease, towards: Counterpart | None = None) -> Any:
        person = self.about(lease).people[0].id
        return consents_of(person, subject=lease.id, counterpart=(towards or self.board).pk)


def make(rooms: dict[str, Any]) -> Consenting:
    """Kvarnbyhem, which one has entered, its members and its counterparts."""
    from kvarbo.ground.units.actions import take_in_member
    from kvarbo.house.actions import let_in, make_account

    accounts = {}
    for who, (roles, unit) in PEOPLE.items():
        accounts[who] = make_account(email=f"{who}@kvarnbyhem.example", name=who.title(), password=None)
        let_in(account=accounts[who], room=rooms["kvarnbyhem"])
        with recorded("test"):
            take_in_member(
                account_id=accounts[who].pk, name=who.title(), roles=[role.value for role in roles], unit=unit
            )
    made = Consenting(rooms["kvarnbyhem"], accounts)
    with recorded("test"):
        say_who_we_are(name="Kvarnbyhem AB", party=Party.MUNICIPAL_LANDLORD.value)
        made.board = keep_counterpart(
            name="Socialtjänsten i Kvarnby", party=Party.SOCIAL_BOARD.value, transport="letter"
        )
        made.counselling = keep_counterpart(
            name="Budgetrådgivningen", party=Party.BUDGET_COUNSELLING.value, transport="letter"
        )
    return made


@pytest.fixture
def consenting(rooms: dict[str, Any]) -> Iterator[Consenting]:
    with enter(rooms["kvarnbyhem"]):
        yield make(rooms)
    set_urlconf(None)
