"""Rights that change bite in open pages, half-filled forms and queued jobs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from kvarbo.ground.break_glass.models import BreakGlass
from kvarbo.ground.jobs.actions import NO_LONGER, ask_for
from kvarbo.ground.jobs.models import Job
from kvarbo.ground.jobs.running import run_all
from kvarbo.ground.people.models import Person
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.actions import let_out, take_in_member
from kvarbo.ground.units.models import MemberRole
from kvarbo.house.actions import let_in, make_account
from kvarbo.house.rooms import enter
from kvarbo.landlord.outreach.models import Contact
from kvarbo.landlord.rent.models import Lease, LeaseTenant
from kvarbo.landlord.work import NEEDS
from tests.web.rooms.conftest import BACKEND, HOME, House

URL = f"/r/{HOME}/"
WHY = "Vattnet rinner ner i lägenheten under."


@pytest.fixture
def lease(house: House) -> Lease:
    """A home in Södra, where Karl the caretaker does not work."""
    with enter(house.rooms[HOME]):
        made = Lease.objects.create(source_key="77", kind="dwelling", number="77", address="Gränd 1", district="Södra")
        one = Person.objects.create(source_key="1", name="Åsa O'Neill")
        LeaseTenant.objects.create(lease=made, person=one, role="tenant")
        return made


def broken(house: House) -> Client:
    client = house.client("karl")
    assert client.post(f"{URL}nodoppna/", {"sought": "77", "reason": WHY}).status_code == 302
    return client


def test_each_page_says_that_a_nodoppning_is_running_and_the_trail_that_it_was_used(house, lease):
    page = f"{URL}hyresgast/{lease.pk}/"
    client = house.client("karl")
    assert client.get(page).status_code == 404
    client = broken(house)
    answer = client.get(page)
    assert answer.status_code == 200
    assert "Du har en nödöppning till klockan" in answer.content.decode()
    assert "Du har en nödöppning" in client.get(f"{URL}nodoppna/").content.decode()
    assert [row.act for row in house.trail()][-2:] == ["shown", "break_glass.used"]
    client.post(f"{URL}nodoppna/stang/")
    assert client.get(page).status_code == 404
    manager = Client()
    account = make_account(email="chef@exempel.example", name="Chefen", password=None)
    let_in(account=account, room=house.rooms[HOME])
    with enter(house.rooms[HOME]), recorded("test"):
        take_in_member(account_id=account.pk, name="Chefen", roles=["manager"])
    manager.force_login(account, backend=BACKEND)
    assert "1 nödöppning väntar på granskning" in manager.get(f"{URL}medarbetare/").content.decode()


def test_a_form_sent_after_the_hour_is_refused_and_nothing_is_written(house, lease):
    client = broken(house)
    page = f"{URL}hyresgast/{lease.pk}/"
    assert client.get(page).status_code == 200
    with enter(house.rooms[HOME]):
        BreakGlass.objects.update(until=timezone.now() - timedelta(seconds=1))
    form = {"outcome": "spoke", "channel": "call", "contact_date": "2026-11-02", "form_key": "nyckel"}
    answer = client.post(f"{page}kontakt/", form)
    assert answer.status_code == 404
    with enter(house.rooms[HOME]):
        assert not Contact.objects.exists()
    assert client.get(page).content == client.get(f"{URL}hyresgast/{UUID(int=9)}/").content


def test_whoever_is_let_out_is_nobody_at_the_next_click_and_nothing_of_theirs_is_run(house):
    client = house.client("anna")
    assert client.get(f"{URL}filer/").status_code == 200
    ran: list[dict[str, Any]] = []
    with enter(house.rooms[HOME]):
        ask_for(kind="read_in", key="1", arguments={}, requested_by=str(house.members["anna"].id))
        ask_for(kind="read_in", key="2", arguments={}, requested_by="system:demo")
        with recorded("test"):
            let_out(member_id=house.members["anna"].id)
        run_all({"read_in": lambda arguments, progress: ran.append(arguments)}, NEEDS)
        assert [job.error for job in Job.objects.order_by("key")] == [NO_LONGER, ""]
        assert TrailRow.objects.filter(act="job.refused").count() == 1
    assert len(ran) == 1
    assert client.get(f"{URL}filer/").status_code == 404


def test_a_job_of_somebody_who_lost_the_role_says_so(house):
    with enter(house.rooms[HOME]):
        ask_for(kind="read_in", key="1", arguments={}, requested_by=str(house.members["anna"].id))
        MemberRole.objects.filter(member=house.members["anna"]).update(role="caretaker")
        run_all({"read_in": lambda arguments, progress: None}, NEEDS)
        assert Job.objects.get().error == NO_LONGER


def test_what_may_not_be_opened_and_what_is_nowhere_look_alike(house, lease):
    client = house.client("anna")
    with enter(house.rooms[HOME]):
        from kvarbo.ground.protection.actions import bar
        from kvarbo.ground.units.queries import member_at_work

        anna = member_at_work(house.members["anna"].id)
        with recorded("test"):
            bar(member_id=anna.id, person_id=Person.objects.get().id, by=anna)
    barred = client.get(f"{URL}hyresgast/{lease.pk}/")
    nowhere = client.get(f"{URL}hyresgast/{UUID(int=9)}/")
    assert (barred.status_code, barred.content) == (404, nowhere.content)
