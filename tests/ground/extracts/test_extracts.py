"""The person's extract: what it tells in plain words, what it leaves out, and who must say yes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from time import perf_counter
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from kvarbo.ground.extracts.actions import CannotGive, approve_extract, ask_for_extract
from kvarbo.ground.extracts.models import ExtractRequest
from kvarbo.ground.extracts.queries import extract
from kvarbo.ground.people.models import ProtectedDetails
from kvarbo.ground.trail.chain import append
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import record, recorded
from kvarbo.house.rooms import current
from tests.ground.log_review.conftest import ROOM, Office, office

__all__ = ["office"]
PAGE = f"/r/{ROOM}/logguppgift/"
NUMBER = "196000612389"


def asked(person, *, needs_two: bool = False, by: str = "nils") -> ExtractRequest:
    day = timezone.now().date()
    return ExtractRequest.objects.create(
        person=person, from_date=day - timedelta(days=400), through_date=day + timedelta(days=1), reason="Begäran",
        identity_check="in_person", needs_two=needs_two, asked_by=uuid4(), asked_by_name=by, asked_at=timezone.now(),
    )  # fmt: skip


def test_it_tells_what_happened_by_role_and_unit_and_nobodys_name(office: Office):
    matter, person = office.matters[0], office.people[0]
    office.reads("ingrid", matter, 3)
    with recorded(str(office.members["yusuf"].id)):
        record("export.taken", subjects=[person.pk], about={"count": 1})
    office.reads("ingrid", office.matters[1])
    lines = extract(asked(person.pk)).lines
    assert [(line.what, line.who, line.times) for line in lines] == [
        ("Hämtade en fil", "handläggare, Ekonomi", 1),
        ("Öppnade ärendet", "handläggare, Boende", 3),
    ]


def test_a_refused_attempt_and_kvarbos_own_work_are_told(office: Office):
    with recorded("system:tick"):
        record("matter.assigned", subjects=[office.people[0].pk])
    assert [(line.what, line.who) for line in extract(asked(office.people[0].pk)).lines] == [
        ("Utsåg en handläggare", "Kvarbo självt, som en del av rutinen")
    ]


def test_where_another_is_protected_only_rows_about_the_person_alone_are_told_and_no_unit(office: Office):
    child, matter = office.people[9], office.matters[9]
    office.reads("ingrid", matter, 2)
    with recorded(str(office.members["ingrid"].id)):
        record("matter.assigned", subjects=[child.pk])
    assert [(line.what, line.who) for line in extract(asked(child.pk)).lines] == [
        ("Utsåg en handläggare", "En medarbetare")
    ]
    hidden = extract(asked(office.people[10].pk)).lines  # the protected person is told what is about themselves
    assert [line.times for line in hidden] == [2]


def test_days_outside_the_asked_span_are_left_out(office: Office):
    person = office.people[0].pk
    old = TrailRow(at=datetime(2020, 1, 1, tzinfo=UTC), actor="x", act="matter.assigned", subjects=[str(person)])
    with transaction.atomic(using=current().alias):
        append([old])
    office.reads("ingrid", office.matters[0])
    assert len(extract(asked(person)).lines) == 1


def give(office: Office, identity: str = NUMBER, by: str = "nils", **said) -> ExtractRequest:
    values = {
        "identity": identity, "from_date": date(2026, 1, 1), "through_date": date(2026, 11, 1), "reason": "Begäran",
        "identity_check": "in_person", **said,
    }  # fmt: skip
    with recorded(str(office.members[by].id)):
        return ask_for_extract(**values, by=office.members[by])


def test_what_is_asked_wrong_is_said_plainly(office: Office):
    for said, field in (
        ({"identity": "123"}, "identity"),
        ({}, "identity"),  # a real number that nobody here has
        ({"from_date": date(2026, 11, 2)}, "from_date"),
        ({"through_date": date(2099, 1, 1)}, "through_date"),
    ):
        with pytest.raises(CannotGive) as refused:
            give(office, **said)
        assert refused.value.field == field


def test_for_somebody_protected_a_second_person_who_is_not_the_same_must_say_yes(office: Office):

    ProtectedDetails.objects.update(identity=NUMBER)
    made = give(office)
    nils, stina = office.client("nils"), office.client("stina")
    assert made.needs_two
    assert nils.get(f"{PAGE}papper/?begaran={made.pk}").status_code == 404
    with (
        recorded(str(office.members["nils"].id)),
        pytest.raises(CannotGive, match="En annan person"),
    ):
        approve_extract(identity=made.pk, by=office.members["nils"])
    assert stina.post(f"{PAGE}ja/", {"request": str(made.pk)}).status_code == 302
    assert nils.get(f"{PAGE}papper/?begaran={made.pk}").status_code == 200


def test_the_form_leads_to_a_paper_without_anybodys_name(office: Office):
    person = office.people[0]
    person.identity = NUMBER
    person.save()
    office.reads("ingrid", office.matters[0], 2)
    day = timezone.now().date()
    sent = {
        "identity": NUMBER, "identity_check": "in_person", "from_date": day - timedelta(days=1), "through_date": day,
        "reason": "Registerutdrag",
    }  # fmt: skip
    answer = office.client("nils").post(PAGE, sent, follow=True)
    page = answer.content.decode()
    assert "Öppnade ärendet" in page
    assert "(2 gånger den dagen)" in page
    assert "Neill" not in page
    assert "Ingrid" not in page
    assert TrailRow.objects.order_by("-seq").first().subjects == [str(person.pk)]


def test_a_big_trail_answers_within_five_seconds(office: Office):
    person = str(office.people[0].pk)
    rows = [
        TrailRow(
            at=timezone.now(), actor=str(office.members["ingrid"].id), act="shown", about={"what": "matter"},
            subjects=[person if number % 2 else str(uuid4())],
        )
        for number in range(10_000)
    ]  # fmt: skip
    with transaction.atomic(using=current().alias):
        append(rows)
    began = perf_counter()
    lines = extract(asked(office.people[0].pk)).lines
    assert perf_counter() - began < 5
    assert sum(line.times for line in lines) == 5_000
