"""In whatever order consents are given, taken back and run out: nothing may be told without one that lives."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from kvarbo.core.law.secrecy.consent import ConsentDirection
from kvarbo.core.law.secrecy.may_ask import may_ask
from kvarbo.core.law.secrecy.may_disclose import may_disclose
from kvarbo.core.law.secrecy.vocabulary import Allowed, KindOfFact, Party
from kvarbo.doors.consent.models import WithdrawnPart
from kvarbo.doors.consent.queries import consents_of, covers
from kvarbo.doors.consent.refusals import CannotDo
from kvarbo.house.rooms import current
from tests.doors.consent.conftest import ON, Consenting

EXAMPLES = 15
FACTS = ("household", "contact_details", "disturbance")
PEOPLE = ("Åsa Öberg", "Bo O'Neill")
RECEIVERS = ("board", "counselling")
SPEAKS = {"giver": "god_man", "giver_name": "Eva Ek", "basis": "Förordnande 2026-03-01"}


class Forgetful:
    """Remembers nothing that was taken back."""

    objects = WithdrawnPart.objects.none()


@dataclass
class Promise:
    """What the model remembers of a consent: triples that it opens, between two days."""

    first: date
    last: date
    opens: set[tuple[str, str, str]] = field(default_factory=set)  # receiver, fact, direction


class EveryOrder(RuleBasedStateMachine):
    """Kvarbo beside a model that knows only triples and days, and drops a triple the moment it is taken back."""

    consenting: Consenting

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic(using=current().alias)
        self.undo.__enter__()
        self.on = ON
        self.leases = [self.consenting.lease(str(number), name=name) for number, name in enumerate(PEOPLE)]
        self.people = [self.consenting.about(lease).people[0].id for lease in self.leases]
        self.given: list[tuple[int, Any, Promise]] = []  # whose, the consent, what the model holds of it
        self.gone: set[tuple[int, int, str, str, str]] = set()

    def teardown(self) -> None:
        transaction.set_rollback(True, using=current().alias)
        self.undo.__exit__(None, None, None)

    @rule(
        whose=st.sampled_from([0, 1]),
        facts=st.sets(st.sampled_from(FACTS), min_size=1),
        receivers=st.sets(st.sampled_from(RECEIVERS), min_size=1),
        direction=st.sampled_from(["tell", "fetch"]),
        by_representative=st.booleans(),
        waits=st.integers(0, 3),
        days=st.integers(0, 20),
    )
    def give(
        self, whose: int, facts: set[str], receivers: set[str], direction: str, by_representative: bool, waits: int,
        days: int,
    ) -> None:  # fmt: skip
        first = self.on + timedelta(days=waits)
        last = first + timedelta(days=days)
        consent = self.consenting.give(
            self.leases[whose], on=self.on, facts=sorted(facts), direction=direction, given_on=self.on,
            receivers=[getattr(self.consenting, name).pk for name in sorted(receivers)], valid_from=first, until=last,
            **(SPEAKS if by_representative else {}),
        )  # fmt: skip
        opens = {(receiver, fact, direction) for receiver in receivers for fact in facts}
        self.given.append((whose, consent, Promise(first, last, opens)))

    @precondition(lambda self: self.given)
    @rule(data=st.data(), whole=st.booleans(), days_ago=st.integers(0, 2))
    def withdraw(self, data: st.DataObject, whole: bool, days_ago: int) -> None:
        place = data.draw(st.integers(0, len(self.given) - 1))
        whose, consent, promise = self.given[place]
        said = max(consent.given_on, self.on - timedelta(days=days_ago))
        if not promise.opens:
            try:
                self.consenting.withdraw(consent, on=self.on, withdrawn_on=said)
            except CannotDo:
                return
            raise AssertionError("what is taken back whole was taken back again")
        triples = sorted(promise.opens)
        taken = set(triples) if whole else data.draw(st.sets(st.sampled_from(triples), min_size=1))
        parts = [(getattr(self.consenting, receiver).pk, KindOfFact(fact)) for receiver, fact, _ in sorted(taken)]
        self.consenting.withdraw(consent, *([] if whole else parts), on=self.on, withdrawn_on=said)
        promise.opens -= taken
        self.gone |= {(place, whose, *triple) for triple in taken}

    @rule(days=st.integers(1, 12))
    def days_pass(self, days: int) -> None:
        self.on += timedelta(days=days)

    @invariant()
    def nothing_is_told_or_fetched_without_a_consent_that_lives(self) -> None:
        for whose, lease in enumerate(self.leases):
            for name in RECEIVERS:
                receiver = getattr(self.consenting, name)
                consents = consents_of(self.people[whose], subject=lease.id, counterpart=receiver.pk)
                for fact in FACTS:
                    told = may_disclose(
                        on=self.on, holder=Party.MUNICIPAL_LANDLORD, receiver=Party(receiver.party),
                        fact=KindOfFact(fact), consents=consents,
                    ).value.allowed is Allowed.YES  # fmt: skip
                    assert told == self._lives(whose, name, fact, "tell")
                    fetched = may_ask(
                        on=self.on, asker=Party.MUNICIPAL_LANDLORD, asked=Party(receiver.party),
                        fact=KindOfFact(fact), consents=consents,
                    ).value.allowed is Allowed.YES  # fmt: skip
                    assert fetched == self._lives(whose, name, fact, "fetch")

    def _lives(self, whose: int, receiver: str, fact: str, direction: str) -> bool:
        return any(
            owner == whose and promise.first <= self.on <= promise.last and (receiver, fact, direction) in promise.opens
            for owner, _, promise in self.given
        )

    @invariant()
    def who_asks_for_the_consent_itself_is_given_one_that_lives(self) -> None:
        for place, whose, receiver, fact, direction in self.gone:
            found = covers(
                self.people[whose], subject=self.leases[whose].id, on=self.on,
                counterpart=getattr(self.consenting, receiver).pk, fact=KindOfFact(fact),
                direction=ConsentDirection(direction),
            )  # fmt: skip
            assert (found is not None) == self._lives(whose, receiver, fact, direction)
            assert found is None or found.consent_id != self.given[place][1].pk


def test_no_order_tells_without_a_consent_that_lives(consenting: Consenting) -> None:
    class Here(EveryOrder):
        pass

    Here.consenting = consenting
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def test_the_model_finds_out_a_withdrawal_that_is_forgotten(consenting: Consenting, monkeypatch: Any) -> None:
    class Here(EveryOrder):
        pass

    Here.consenting = consenting
    monkeypatch.setattr("kvarbo.doors.consent.queries.WithdrawnPart", Forgetful)
    with pytest.raises((AssertionError, IntegrityError, BaseExceptionGroup)):
        run_state_machine_as_test(
            Here,
            settings=settings(
                max_examples=40, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck),
                database=None, phases=[Phase.generate],
            ),
        )  # fmt: skip
