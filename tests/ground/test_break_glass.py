"""Nödöppning: one home, one hour, a reason, seen, reviewed by another; and nothing to learn by trying."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from kvarbo.ground.break_glass import actions
from kvarbo.ground.break_glass.models import BreakGlass
from kvarbo.ground.break_glass.queries import MOST_A_MONTH, to_review
from kvarbo.ground.people.models import Person
from kvarbo.ground.protection.actions import bar, protect
from kvarbo.ground.protection.models import Protection, ProtectionPolicy
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.models import Member
from kvarbo.house.rooms import enter
from kvarbo.landlord.rent.models import Lease, LeaseTenant
from kvarbo.landlord.rent.queries import leases_open_to
from kvarbo.social.casework.models import Matter, MatterPerson
from kvarbo.social.casework.queries import matters_open_to
from tests.ground.staff_at_work import Staff, person

WHY = "Vattnet rinner ner i lägenheten under."


@pytest.fixture
def staff(room) -> Staff:
    made = Staff()
    made.take_in("Per", "manager")
    made.take_in("Nils", "auditor")
    made.take_in("Karl", "caretaker", unit="Norra")
    made.take_in("Hanna", "rent_officer", "protected_handler")
    return made


def home(key: str = "77", district: str = "Södra") -> tuple[Lease, Person]:
    lease = Lease.objects.create(source_key=key, kind="dwelling", number=key, address="Gränd 1", district=district)
    one = person()
    LeaseTenant.objects.create(lease=lease, person=one, role="tenant")
    return lease, one


def broke(staff: Staff, who: str = "Karl", sought: str = "77") -> BreakGlass:
    with recorded("test"):
        return actions.open_subject(sought=sought, reason=WHY, by=staff[who])


def later(glass: BreakGlass, **ago: int) -> None:
    now = timezone.now()
    BreakGlass.objects.filter(pk=glass.pk).update(
        opened_at=now - timedelta(**ago), until=now - timedelta(**ago) + timedelta(minutes=60)
    )


def test_it_opens_one_home_for_exactly_an_hour(staff):
    lease, _ = home()
    home("78")
    assert not leases_open_to(staff["Karl"]).exists()
    glass = broke(staff)
    assert leases_open_to(staff["Karl"]).get() == lease
    assert glass.until - glass.opened_at == timedelta(minutes=60)
    later(glass, minutes=59, seconds=50)
    assert leases_open_to(staff["Karl"]).exists()
    later(glass, minutes=60)
    assert not leases_open_to(staff["Karl"]).exists()
    with recorded("test"):
        assert (actions.note_expired(), actions.note_expired()) == (1, 0)
    acts = list(TrailRow.objects.filter(act__startswith="break_glass").values_list("act", flat=True))
    assert acts == ["break_glass.opened", "break_glass.expired"]


def test_a_reason_is_needed_and_only_one_is_open_at_a_time(staff):
    home()
    for reason in ("", "Bråttom"):
        with pytest.raises(CannotDo), recorded("test"):
            actions.open_subject(sought="77", reason=reason, by=staff["Karl"])
    broke(staff)
    with pytest.raises(CannotDo) as told, recorded("test"):
        actions.open_subject(sought="77", reason=WHY, by=staff["Karl"])
    assert told.value.message == actions.ALREADY
    with recorded("test"):
        actions.close_own(by=staff["Karl"])
    assert not leases_open_to(staff["Karl"]).exists()
    with pytest.raises(CannotDo), recorded("test"):
        actions.open_subject(sought="77", reason=WHY, by=staff["Nils"])


def test_as_a_habit_it_stops_and_tries_that_find_nothing_count(staff):
    for _ in range(MOST_A_MONTH):
        assert broke(staff, sought="finns inte").subject_id is None
    with pytest.raises(CannotDo) as told, recorded("test"):
        actions.open_subject(sought="77", reason=WHY, by=staff["Karl"])
    assert told.value.message == actions.TOO_MANY
    assert to_review(staff["Per"]).count() == MOST_A_MONTH


@pytest.mark.parametrize("barrier", ["protected", "closed", "barred"])
def test_what_may_not_be_opened_is_answered_as_what_is_nowhere(staff, barrier):
    _, one = home()
    with recorded("test"):
        if barrier == "barred":
            bar(member_id=staff.ids["Karl"], person_id=one.id, by=staff["Per"])
        else:
            protect(one.id, kind="not_told", source="other", by=staff["Per"], handlers=[staff.ids["Hanna"]])
    if barrier == "closed":
        ProtectionPolicy.objects.update(break_glass_opens_protected=True)
        Protection.objects.update(never_by_break_glass=True)
    hidden, nowhere = broke(staff), broke(staff, sought="finns inte")
    assert hidden.subject_id is nowhere.subject_id is None
    assert not leases_open_to(staff["Karl"]).exists()
    rows = [(row.act, row.subjects) for row in TrailRow.objects.filter(act__startswith="break_glass")]
    assert rows == [("break_glass.found_nothing", [])] * 2


def test_somebody_protected_opens_only_where_the_room_has_said_so(staff):
    lease, one = home()
    with recorded("test"):
        protect(one.id, kind="not_told", source="other", by=staff["Per"], handlers=[staff.ids["Hanna"]])
    ProtectionPolicy.objects.update(break_glass_opens_protected=True)
    broke(staff)
    assert leases_open_to(staff["Karl"]).get() == lease
    assert not leases_open_to(staff["Per"]).exists()


def test_another_reviews_it_and_says_what_they_found(staff):
    home()
    own = broke(staff, "Hanna")
    glass = broke(staff)
    with pytest.raises(CannotDo), recorded("test"):
        actions.review(glass=glass.pk, finding="justified", note="", by=staff["Karl"])
    mine = broke(staff, "Per", sought="finns inte")
    with pytest.raises(CannotDo), recorded("test"):
        actions.review(glass=mine.pk, finding="justified", note="", by=staff["Per"])
    with pytest.raises(CannotDo), recorded("test"):
        actions.review(glass=glass.pk, finding="not_justified", note=" ", by=staff["Nils"])
    with recorded("test"):
        actions.review(glass=glass.pk, finding="not_justified", note="Grannens lägenhet.", by=staff["Nils"])
        actions.review(glass=own.pk, finding="justified", note="", by=staff["Per"])
    assert [one.pk for one in to_review(staff["Nils"])] == [mine.pk]
    assert TrailRow.objects.filter(act="break_glass.reviewed").count() == 2


def test_a_matter_of_another_unit_opens_by_its_number_or_a_personnummer(rooms):
    with enter(rooms["kvarnby-social"]):
        made = Staff()
        ingrid = made.take_in("Ingrid", "caseworker", unit="Vuxna")
        made.take_in("Olle", "caseworker", unit="Barn")
        unit = Member.objects.get(pk=made.ids["Olle"]).unit
        matter = Matter.objects.create(
            number="2026-0001", unit=unit, origin="landlord_notice", opened_on="2026-11-01", address="Gränd 1"
        )
        one = person(identity="198001012384")
        MatterPerson.objects.create(matter=matter, person=one, part="leaseholder")
        assert not matters_open_to(ingrid).exists()
        assert broke(made, "Ingrid", "19800101-2384").subject_id == matter.pk
        assert matters_open_to(ingrid).get() == matter
        with recorded("test"):
            actions.close_own(by=ingrid)
            protect(one.id, kind="not_told", source="other", by=made["Olle"])
        matter.refresh_from_db()
        assert matter.address == ""
        assert not matters_open_to(made["Olle"]).exists()
        assert broke(made, "Ingrid", "2026-0001").subject_id is None


class Glass(RuleBasedStateMachine):
    """Opening, closing, time passing and bars in any order; what opens is what a model of a few lines says."""

    def __init__(self) -> None:
        super().__init__()
        BreakGlass.objects.all().delete()
        Member.objects.filter(is_active=True).update(is_active=False)
        Lease.objects.all().delete()
        self.staff = Staff()
        self.staff.take_in("Per", "manager")
        self.staff.take_in("Karl", "caretaker", unit="Norra")
        self.homes = [home("77"), home("78")]
        self.minutes: dict[int, int] = {}
        self.barred: set[int] = set()
        self.tries = 0

    @rule(one=st.integers(0, 1))
    def open(self, one: int) -> None:
        running = any(minutes < 60 for minutes in self.minutes.values())
        try:
            glass = broke(self.staff, sought=("77", "78")[one])
        except CannotDo:
            assert running or self.tries >= MOST_A_MONTH
            return
        assert not running
        assert self.tries < MOST_A_MONTH
        self.tries += 1
        assert bool(glass.subject_id) is (one not in self.barred)
        if glass.subject_id:
            self.minutes = {one: 0}

    @rule(minutes=st.sampled_from((1, 29, 30, 59)))
    def time_passes(self, minutes: int) -> None:
        for glass in BreakGlass.objects.all():
            BreakGlass.objects.filter(pk=glass.pk).update(
                opened_at=glass.opened_at - timedelta(minutes=minutes), until=glass.until - timedelta(minutes=minutes)
            )
        self.minutes = {one: gone + minutes for one, gone in self.minutes.items()}

    @rule()
    def close(self) -> None:
        with recorded("test"):
            actions.close_own(by=self.staff["Karl"])
        self.minutes = {}

    @rule(one=st.integers(0, 1))
    def is_barred(self, one: int) -> None:
        with recorded("test"):
            bar(member_id=self.staff.ids["Karl"], person_id=self.homes[one][1].id, by=self.staff["Per"])
        self.barred.add(one)

    @invariant()
    def what_is_open_is_what_the_model_says(self) -> None:
        opened = set(leases_open_to(self.staff["Karl"]).values_list("pk", flat=True))
        wanted = {one for one, minutes in self.minutes.items() if minutes < 60} - self.barred
        assert opened == {self.homes[one][0].pk for one in wanted}


def test_whenever_it_is_opened_closed_or_barred_what_is_open_is_what_the_model_says(room):
    run_state_machine_as_test(
        Glass,
        settings=settings(
            max_examples=8, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
