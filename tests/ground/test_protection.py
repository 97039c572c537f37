"""Protected people: moved at once, opened by those who are named, ended by two; per person and never by the home."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connections
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from kvarbo.ground import clock
from kvarbo.ground.four_eyes import actions as four_eyes
from kvarbo.ground.people.actions import keep_representative
from kvarbo.ground.people.masked import MASKED
from kvarbo.ground.people.models import Person, ProtectedDetails
from kvarbo.ground.people.queries import closed_people, representatives_of, shown_for_recipient, shown_to
from kvarbo.ground.protection import actions
from kvarbo.ground.protection.models import ProtectedHandler, ProtectionPolicy
from kvarbo.ground.protection.queries import register, stranded
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.models import Member, MemberRole
from kvarbo.landlord.rent.models import Lease, LeaseTenant, ProtectedAddress
from kvarbo.landlord.rent.queries import leases_open_to, shown_leases
from tests.ground.staff_at_work import Staff, person

CANARY = "Kanariefågel"
NUMBER = "070-174 06 05"


@pytest.fixture
def staff(room) -> Staff:
    made = Staff()
    made.take_in("Per", "manager")
    made.take_in("Anna", "rent_officer")
    made.take_in("Hanna", "rent_officer", "protected_handler")
    made.take_in("Helge", "rent_officer", "protected_handler")
    return made


def home(*tenants: Person, key: str = "1") -> Lease:
    lease = Lease.objects.create(
        source_key=key, kind="dwelling", number=f"N-{key}", address=f"{CANARY}vägen 1", flat="1101", district="Norra"
    )
    for place, one in enumerate(tenants, 1):
        LeaseTenant.objects.create(lease=lease, person=one, role="tenant", place=place)
    return lease


def protect(one: Person, by, *handlers: UUID):
    with recorded("test"):
        return actions.protect(one.id, kind="confidentiality_marking", source="the_person", by=by, handlers=handlers)


def end(number: int, *, asked, approved) -> None:
    with recorded("test"):
        request = actions.ask_to_end(number=number, by=asked, reason="Skatteverket har upphävt det")
        four_eyes.approve(request.pk, by=approved)


def everything_open(alias: str) -> str:
    """Every cell of every table but those where protected data belong, the trail's included."""
    said = []
    with connections[alias].cursor() as cursor:
        for table in connections[alias].introspection.table_names(cursor):
            if table in ("ground_protecteddetails", "landlord_protectedaddress", "ground_protectedplace"):
                continue
            cursor.execute(f"select * from {table}")
            said += [str(row) for row in cursor.fetchall()]
    return "\n".join(said)


def test_protecting_moves_everything_at_once_and_ending_it_takes_two(room, staff):
    one = person(f"Åsa {CANARY}", phone=NUMBER, birth_date=date(1980, 1, 1), language="dari")
    lease = home(one)
    kept = protect(one, staff["Anna"], staff.ids["Hanna"])
    assert CANARY not in everything_open(room.alias)
    assert NUMBER not in everything_open(room.alias)
    for who, sees in (("Anna", False), ("Per", False), ("Helge", False), ("Hanna", True)):
        assert leases_open_to(staff[who]).filter(pk=lease.pk).exists() is sees
        shown = shown_to(staff[who], [one.id])[one.id]
        assert (shown.name != MASKED) is sees
        assert (shown_leases(staff[who], [Lease.objects.get()])[lease.pk].address != MASKED) is sees
    assert str(shown_to(staff["Hanna"], [one.id])[one.id].language) == "dari"
    with pytest.raises(CannotDo):
        end(kept.number, asked=staff["Per"], approved=staff["Per"])
    assert Person.objects.get().is_protected
    end(kept.number, asked=staff["Per"], approved=staff["Hanna"])
    back = Person.objects.get()
    assert (back.name, back.phone, back.language, back.is_protected) == (f"Åsa {CANARY}", NUMBER, "dari", False)
    assert Lease.objects.get().address == f"{CANARY}vägen 1"
    assert (ProtectedDetails.objects.count(), ProtectedAddress.objects.count(), ProtectedHandler.objects.count()) == (
        0, 0, 0,
    )  # fmt: skip
    acts = list(TrailRow.objects.filter(subjects__isnull=False).values_list("act", flat=True))
    assert {"protection.begun", "handler.named", "protection.ended"} <= set(acts)


def test_a_file_names_those_who_handle_now_and_nobody_who_comes_later(staff):
    one = Person.objects.create(source_key="f", is_protected=True)
    actions.protected_by_file([one.pk, one.pk])
    staff.take_in("Ny", "protected_handler")
    assert [row.handlers for row in register()] == [("Hanna", "Helge")]
    assert closed_people(staff["Ny"]).exists()
    assert not closed_people(staff["Hanna"]).exists()
    MemberRole.objects.filter(role="protected_handler").delete()
    assert (stranded(), register()[0].is_stranded) == (1, True)


def test_naming_takes_two_and_ends_with_its_day_its_role_and_the_work(staff, settings):
    kept = protect(person(), staff["Anna"])
    assert stranded() == 1
    on = clock.today()
    with recorded("test"):
        asked = actions.ask_to_name(
            number=kept.number, member_id=staff.ids["Hanna"], by=staff["Per"], reason="Handlägger", until=on
        )
    assert closed_people(staff["Hanna"]).exists()
    with pytest.raises(CannotDo), recorded("test"):
        four_eyes.approve(asked.pk, by=staff["Hanna"])
    with pytest.raises(CannotDo), recorded("test"):
        actions.ask_to_name(number=kept.number, member_id=staff.ids["Hanna"], by=staff["Hanna"], reason="Jag själv")
    with recorded("test"):
        four_eyes.approve(asked.pk, by=staff["Helge"])
    assert not closed_people(staff["Hanna"]).exists()
    settings.KVARBO_TODAY = (on + timedelta(days=1)).isoformat()
    assert closed_people(staff["Hanna"]).exists()
    with pytest.raises(CannotDo), recorded("test"):
        actions.ask_to_name(number=kept.number, member_id=staff.ids["Anna"], by=staff["Per"], reason="Ingen roll")


def test_a_small_room_may_let_the_role_suffice_when_two_have_said_so(staff):
    protect(person(), staff["Anna"])
    with recorded("test"):
        waits = actions.keep_rules(
            role_suffices=True, break_glass_opens_protected=False, by=staff["Per"], reason="Vi är tre"
        )
    assert (waits, ProtectionPolicy.objects.get().role_suffices) == (True, False)
    with recorded("test"):
        from kvarbo.ground.four_eyes.queries import waiting

        four_eyes.approve(waiting().get().pk, by=staff["Hanna"])
    assert not closed_people(staff["Helge"]).exists()
    assert closed_people(staff["Per"]).exists()
    with recorded("test"):
        assert not actions.keep_rules(
            role_suffices=False, break_glass_opens_protected=False, by=staff["Per"], reason=""
        )
    assert closed_people(staff["Helge"]).exists()


def test_what_goes_to_a_co_tenant_or_a_guardian_holds_nothing_of_the_protected(staff):
    mother, father, child = person("Mor", phone=NUMBER), person("Far"), person("Barn")
    home(mother, father)
    protect(mother, staff["Anna"], staff.ids["Hanna"])
    letter = shown_for_recipient(staff["Hanna"], recipient=father.id, person_ids=[mother.id, father.id, child.id])
    assert [letter[one.id].name for one in (mother, father, child)] == [MASKED, "Far", "Barn"]
    assert letter[mother.id].phone == MASKED
    own = shown_for_recipient(staff["Hanna"], recipient=mother.id, person_ids=[mother.id, father.id])
    assert [own[one.id].name for one in (mother, father)] == ["Mor", "Far"]
    on = clock.today()
    with recorded("test"):
        for parent in (mother, father):
            keep_representative(
                person_id=child.id, representative_id=parent.id, kind="guardian", valid_from=on, valid_to=None
            )
        actions.keep_apart(person_id=child.id, other_id=father.id)
    assert [one.representative_id for one in representatives_of(child.id)] == [mother.id]
    assert shown_for_recipient(staff["Hanna"], recipient=father.id, person_ids=[child.id])[child.id].name == MASKED


def test_the_former_partner_at_work_here_finds_the_person_nowhere(staff):
    one = person(f"Åsa {CANARY}")
    lease = home(one, person("Grannen"))
    with recorded("test"):
        actions.bar(member_id=staff.ids["Anna"], person_id=one.id, by=staff["Per"])
    assert not leases_open_to(staff["Anna"]).exists()
    seen = shown_leases(staff["Anna"], [lease])[lease.pk]
    assert (seen.may_open, seen.address, seen.tenants[0].name) == (False, MASKED, MASKED)
    assert leases_open_to(staff["Per"]).get() == lease
    protect(one, staff["Per"], staff.ids["Hanna"])
    with recorded("test"):
        actions.bar(member_id=staff.ids["Hanna"], person_id=one.id, by=staff["Hanna"])
    assert closed_people(staff["Hanna"]).exists()  # the bar goes before the name on the list
    with pytest.raises(CannotDo), recorded("test"):
        actions.ask_to_lift(bar_id=staff["Hanna"].id.int % 10**8, by=staff["Per"], reason="Finns inte")


def test_a_bar_is_lifted_by_two_who_are_not_the_barred(staff):
    one = person()
    home(one)
    with recorded("test"):
        actions.bar(member_id=staff.ids["Hanna"], person_id=one.id, by=staff["Per"])
    bar = Member.objects.get(pk=staff.ids["Hanna"]).barred_from.get()
    with pytest.raises(CannotDo), recorded("test"):
        actions.ask_to_lift(bar_id=bar.pk, by=staff["Hanna"], reason="Jag mår bra")
    with recorded("test"):
        asked = actions.ask_to_lift(bar_id=bar.pk, by=staff["Per"], reason="Fel person")
        four_eyes.approve(asked.pk, by=staff["Helge"])
    assert leases_open_to(staff["Hanna"]).exists()


WHO = ("Per", "Hanna", "Helge", "Anna")


class Households(RuleBasedStateMachine):
    """Two homes with three people, protected, named, barred and ended in any order; a model says who sees whom."""

    def __init__(self) -> None:
        super().__init__()
        Member.objects.filter(is_active=True).update(is_active=False)
        LeaseTenant.objects.all().delete()
        Lease.objects.all().delete()
        self.staff = Staff()
        for name, roles in (("Per", ("manager",)), ("Anna", ("rent_officer",)), ("Hanna", ("rent_officer",
                            "protected_handler")), ("Helge", ("rent_officer", "protected_handler"))):  # fmt: skip
            self.staff.take_in(name, *roles)
        mark = clock.now().isoformat()
        self.people = [person(f"{CANARY} {place}", phone=NUMBER) for place in range(3)]
        self.homes = [
            (home(*self.people[:2], key=f"a{mark}"), {0, 1}),
            (home(self.people[2], key=f"b{mark}"), {2}),
        ]
        self.named: dict[int, set[str]] = {}
        self.numbers: dict[int, int] = {}
        self.barred: set[tuple[str, int]] = set()

    def sees(self, who: str, one: int) -> bool:
        return (who, one) not in self.barred and (one not in self.named or who in self.named[one])

    @rule(one=st.integers(0, 2), by=st.sampled_from(WHO), handler=st.sampled_from(("Hanna", "Helge", "")))
    def protect(self, one: int, by: str, handler: str) -> None:
        chosen = [self.staff.ids[handler]] if handler else []
        allowed = self.sees(by, one) and (one in self.named or not handler or self.sees(handler, one))
        try:
            kept = protect(self.people[one], self.staff[by], *chosen)
        except CannotDo:
            assert not allowed
            return
        assert allowed
        if one not in self.named:
            self.named[one], self.numbers[one] = ({handler} if handler else set()), kept.number

    @rule(one=st.integers(0, 2), who=st.sampled_from(("Hanna", "Helge")))
    def name(self, one: int, who: str) -> None:
        other = "Helge" if who == "Hanna" else "Hanna"
        if one not in self.named:
            return
        try:
            with recorded("test"):
                asked = actions.ask_to_name(
                    number=self.numbers[one], member_id=self.staff.ids[who], by=self.staff["Per"], reason="Behövs"
                )
                four_eyes.approve(asked.pk, by=self.staff[other])
        except CannotDo:
            assert (who, one) in self.barred
            return
        self.named[one].add(who)

    @rule(one=st.integers(0, 2))
    def end(self, one: int) -> None:
        if one in self.named:
            end(self.numbers[one], asked=self.staff["Per"], approved=self.staff["Helge"])
            del self.named[one], self.numbers[one]

    @rule(one=st.integers(0, 2), who=st.sampled_from(WHO))
    def bar(self, one: int, who: str) -> None:
        with recorded("test"):
            actions.bar(member_id=self.staff.ids[who], person_id=self.people[one].id, by=self.staff["Per"])
        self.barred.add((who, one))

    @invariant()
    def everybody_sees_exactly_whom_the_model_says(self) -> None:
        for who in WHO:
            reader = self.staff[who]
            shown = shown_to(reader, [one.id for one in self.people])
            for place, one in enumerate(self.people):
                seen = shown[one.id]
                assert (seen.name != MASKED) is (seen.phone != MASKED) is self.sees(who, place)
            opened = set(leases_open_to(reader).values_list("pk", flat=True))
            wanted = {lease.pk for lease, on_it in self.homes if all(self.sees(who, one) for one in on_it)}
            assert opened == wanted

    @invariant()
    def nothing_protected_stands_where_it_does_not_belong(self) -> None:
        for place, one in enumerate(self.people):
            kept = Person.objects.get(pk=one.pk)
            assert kept.is_protected is (place in self.named)
            assert (kept.name == "") is kept.is_protected
        for lease, on_it in self.homes:
            assert (Lease.objects.get(pk=lease.pk).address == "") is bool(on_it & set(self.named))


def test_whatever_is_protected_named_barred_and_ended_everybody_sees_what_the_model_says(room):
    run_state_machine_as_test(
        Households,
        settings=settings(
            max_examples=6, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
