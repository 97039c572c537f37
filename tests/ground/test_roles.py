"""Roles: nobody gives themselves anything, nobody approves their own, and what is taken away bites at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from kvarbo.ground import clock
from kvarbo.ground.four_eyes import actions as four_eyes
from kvarbo.ground.four_eyes.models import FourEyesRequest
from kvarbo.ground.four_eyes.queries import to_decide, waiting_for
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units import actions
from kvarbo.ground.units.models import Member, MemberRole
from kvarbo.ground.units.queries import member_at_work
from kvarbo.ground.units.queries import staff as everybody
from tests.ground.staff_at_work import Staff

CASE = {"rent_officer", "caretaker", "manager", "protected_handler", "caseworker", "counsellor"}
TWO = {"manager", "protected_handler", "auditor", "administrator"}


@pytest.fixture
def staff(room) -> Staff:
    made = Staff()
    made.take_in("Per", "manager")
    made.take_in("Pia", "manager")
    made.take_in("Ada", "administrator")
    made.take_in("Anna", "rent_officer")
    return made


def refused(work) -> str:
    with pytest.raises(CannotDo) as told, recorded("test"):
        work()
    return told.value.message


def test_a_dangerous_role_takes_two_and_the_second_is_somebody_else(staff):
    message = refused(lambda: actions.give_role(member_id=staff.ids["Anna"], role="manager", by=staff["Per"]))
    assert "två personer" in message
    with recorded("test"):
        asked = actions.ask_for_role(
            member_id=staff.ids["Anna"], role="protected_handler", by=staff["Per"], reason="Ny handläggare"
        )
    assert refused(lambda: four_eyes.approve(asked.pk, by=staff["Per"])) == four_eyes.NOT_YOUR_OWN
    assert "protected_handler" not in staff["Anna"].roles
    assert (to_decide(staff["Pia"]), to_decide(staff["Per"])) == (1, 0)
    assert [one.may_decide for one in waiting_for(staff["Per"])] == [False]
    with recorded("test"):
        four_eyes.approve(asked.pk, by=staff["Pia"])
    assert "protected_handler" in staff["Anna"].roles
    assert refused(lambda: four_eyes.approve(asked.pk, by=staff["Ada"])) == four_eyes.GONE
    given = TrailRow.objects.get(act="role.given")
    assert (given.about["asked_by"], given.about["approved_by"]) == (str(staff.ids["Per"]), str(staff.ids["Pia"]))


def test_nobody_gives_themselves_anything_also_not_by_a_second_account(staff):
    staff.take_in("Per igen", "rent_officer", called="per  ÅKERLUND")
    Member.objects.filter(pk=staff.ids["Per"]).update(name="Per Åkerlund")
    for member in ("Per", "Per igen"):
        assert refused(
            lambda who=member: actions.give_role(member_id=staff.ids[who], role="caretaker", by=staff["Per"])
        )
        assert refused(
            lambda who=member: actions.ask_for_role(
                member_id=staff.ids[who], role="auditor", by=staff["Per"], reason="Behövs"
            )
        )


def test_a_marked_second_account_neither_approves_nor_gains(staff):
    staff.take_in("Pelle", "manager")
    with recorded("test"):
        actions.mark_same_person(member_id=staff.ids["Pelle"], other_id=staff.ids["Per"], by=staff["Ada"])
        asked = actions.ask_for_role(member_id=staff.ids["Anna"], role="manager", by=staff["Per"], reason="Ny chef")
    assert refused(lambda: four_eyes.approve(asked.pk, by=staff["Pelle"])) == four_eyes.NOT_YOUR_OWN
    assert refused(lambda: actions.attest(member_id=staff.ids["Pelle"], by=staff["Per"]))


def test_somebody_made_a_manager_at_my_request_does_not_approve_for_me(staff):
    with recorded("test"):
        first = actions.ask_for_role(member_id=staff.ids["Anna"], role="manager", by=staff["Per"], reason="Ny chef")
        four_eyes.approve(first.pk, by=staff["Pia"])
        bo = staff.take_in("Bo", "caretaker")
        own = actions.ask_for_role(member_id=bo.id, role="administrator", by=staff["Per"], reason="Behövs")
    assert refused(lambda: four_eyes.approve(own.pk, by=staff["Anna"])) == four_eyes.MADE_BY_ASKER


def test_whoever_has_lost_the_right_meanwhile_has_asked_for_nothing(staff):
    with recorded("test"):
        asked = actions.ask_for_role(member_id=staff.ids["Anna"], role="manager", by=staff["Per"], reason="Ny chef")
        actions.let_out(member_id=staff.ids["Per"], by=staff["Pia"])
    assert "inte längre rätt" in refused(lambda: four_eyes.approve(asked.pk, by=staff["Ada"]))
    assert member_at_work(staff.ids["Per"]) is None


def test_whoever_reviews_the_trail_works_with_nobody_here(staff):
    assert (
        refused(
            lambda: actions.ask_for_role(member_id=staff.ids["Anna"], role="auditor", by=staff["Per"], reason="Granska")
        )
        == actions.NOT_BOTH
    )
    with pytest.raises(ValueError, match="granskar loggen"):
        staff.take_in("Nils", "auditor", "caseworker")
    nils = staff.take_in("Nils", "auditor")
    assert refused(lambda: actions.give_role(member_id=nils.id, role="caretaker", by=staff["Per"])) == actions.NOT_BOTH
    assert not nils.meets_people
    assert not staff["Ada"].meets_people


def test_a_role_for_a_time_ends_after_its_last_day(staff, settings):
    on = clock.today()
    with recorded("test"):
        actions.give_role(member_id=staff.ids["Anna"], role="caretaker", until=on, by=staff["Per"])
    assert "caretaker" in staff["Anna"].roles
    settings.KVARBO_TODAY = (on + timedelta(days=1)).isoformat()
    assert staff["Anna"].roles == {"rent_officer"}


def test_roles_are_attested_every_quarter_by_somebody_else(staff, settings):
    settings.KVARBO_TODAY = "2026-11-09"
    assert all(one.needs_attest for one in everybody(on=clock.today()))
    assert refused(lambda: actions.attest(member_id=staff.ids["Per"], by=staff["Per"]))
    with recorded("test"):
        actions.attest(member_id=staff.ids["Per"], by=staff["Pia"])
    assert [one.name for one in everybody(on=clock.today()) if not one.needs_attest] == ["Per"]
    settings.KVARBO_TODAY = "2027-02-10"
    assert all(one.needs_attest for one in everybody(on=clock.today()))


def test_the_last_who_can_give_rights_cannot_be_let_out(staff):
    with recorded("test"):
        actions.let_out(member_id=staff.ids["Pia"], by=staff["Per"])
        actions.let_out(member_id=staff.ids["Ada"], by=staff["Per"])
    assert refused(lambda: actions.let_out(member_id=staff.ids["Per"], by=staff["Per"])) == actions.LAST_ONE
    assert refused(lambda: actions.take_role(member_id=staff.ids["Per"], role="manager", by=staff["Per"]))


def test_the_database_refuses_an_approval_by_whoever_asked(room, staff):
    with pytest.raises(IntegrityError), transaction.atomic(using=room.alias):
        FourEyesRequest.objects.create(
            kind="role.grant", reason="x", asked_by_id=staff.ids["Per"], decided_by_id=staff.ids["Per"],
            state="approved", asked_on=clock.today(), until=clock.today(),
        )  # fmt: skip


NAMES = ("Per", "Pia", "Ada", "Anna", "Bo")
ROLES = (*sorted(TWO), "rent_officer", "caretaker")


class Rights(RuleBasedStateMachine):
    """Everybody asks, gives, takes and decides at random; a model of a few lines says what each then may do."""

    def __init__(self) -> None:
        super().__init__()
        Member.objects.filter(is_active=True).update(is_active=False)
        MemberRole.objects.all().delete()
        self.staff = Staff()
        self.model: dict[str, set[str]] = {}
        for name, roles in (("Per", {"manager"}), ("Pia", {"manager"}), ("Ada", {"administrator"}), ("Anna", set()),
                            ("Bo", {"rent_officer"})):  # fmt: skip
            self.staff.take_in(name, *roles)
            self.model[name] = set(roles)
        self.waiting: list[tuple[object, str, str, str]] = []
        self.made_by: dict[tuple[str, str], str] = {}

    def gives(self, name: str) -> bool:
        return bool(self.model[name] & {"manager", "administrator"})

    def fits(self, name: str, role: str) -> bool:
        held = self.model[name] | {role}
        return "auditor" not in held or not held & CASE

    @rule(by=st.sampled_from(NAMES), to=st.sampled_from(NAMES), role=st.sampled_from(ROLES))
    def give(self, by: str, to: str, role: str) -> None:
        allowed = self.gives(by) and by != to and role not in TWO and self.fits(to, role)
        if self.tried(lambda: actions.give_role(member_id=self.staff.ids[to], role=role, by=self.staff[by])):
            assert allowed
            self.model[to].add(role)
            self.made_by[to, role] = by
        else:
            assert not allowed

    @rule(by=st.sampled_from(NAMES), to=st.sampled_from(NAMES), role=st.sampled_from(sorted(TWO)))
    def ask(self, by: str, to: str, role: str) -> None:
        made = self.tried(
            lambda: actions.ask_for_role(
                member_id=self.staff.ids[to], role=role, by=self.staff[by], reason="Behövs i arbetet"
            )
        )
        assert bool(made) == (self.gives(by) and by != to and self.fits(to, role))
        if made and (made.pk, by, to, role) not in self.waiting:
            self.waiting.append((made.pk, by, to, role))

    @rule(by=st.sampled_from(NAMES), which=st.integers(0, 9))
    def approve(self, by: str, which: int) -> None:
        if not self.waiting:
            return
        chosen = self.waiting[which % len(self.waiting)]
        pk, asker, to, role = chosen
        through = [one for one in ("manager", "administrator") if one in self.model[by]]
        puppet = through and all(self.made_by.get((by, one)) in (asker, to) for one in through)
        allowed = through and not puppet and by not in (asker, to) and self.gives(asker) and self.fits(to, role)
        if self.tried(lambda: four_eyes.approve(pk, by=self.staff[by])):
            assert allowed, (by, chosen)
            self.model[to].add(role)
            self.made_by[to, role] = asker
            self.waiting.remove(chosen)
        else:
            assert not allowed, (by, chosen)

    @rule(by=st.sampled_from(NAMES), to=st.sampled_from(NAMES), role=st.sampled_from(ROLES))
    def take(self, by: str, to: str, role: str) -> None:
        if (
            self.tried(lambda: actions.take_role(member_id=self.staff.ids[to], role=role, by=self.staff[by]))
            is not None
        ):
            assert self.gives(by)
            self.model[to].discard(role)

    def tried(self, work):
        try:
            with recorded("test"):
                return work() or True
        except CannotDo:
            return None

    @invariant()
    def everybody_may_what_the_model_says(self) -> None:
        for name in NAMES:
            assert self.staff[name].roles == self.model[name]
            assert "auditor" not in self.model[name] or not self.model[name] & CASE
        assert any(self.gives(name) for name in NAMES)


def test_whatever_everybody_asks_gives_and_approves_the_rights_are_the_models(room):
    run_state_machine_as_test(
        Rights,
        settings=settings(
            max_examples=6, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
