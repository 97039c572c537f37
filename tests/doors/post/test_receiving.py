"""What comes in is believed only when everything about it holds; the rest is kept for a person, with a reason."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from kvarbo.doors.organisations.models import Counterpart
from kvarbo.doors.papers.envelope import to_file
from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.doors.papers.paper import Organisation, Paper
from kvarbo.doors.papers.signing import own_public_key, sign
from kvarbo.doors.post import actions, receiving
from kvarbo.doors.post.courier import carry_all
from kvarbo.doors.post.models import Delivery, Receipt, ReceivedPaper, SentPaper, WhatWasSentStays
from kvarbo.doors.post.queries import papers_received, received_paper
from kvarbo.doors.post.refusals import CannotDo
from kvarbo.doors.post.words import CameBy
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from tests.doors.post.conftest import LANDLORD, ON, SOCIAL, Town, in_one_transaction, member, notice
from tests.doors.post.handing import notice_sent

BOARD = Organisation("Socialnämnden i Kvarnby", "social_board")


def envelope(**more: Any) -> bytes:
    """A paper signed by the room one stands in, that nobody has handed over here."""
    said = {
        "id": uuid4(), "kind": PaperKind.NOTICE_UNPAID_RENT, "version": 1,
        "sender": Organisation("Kvarnbyhem AB", "private_landlord", "556036-0793"), "receiver": BOARD,
        "written": date(2026, 11, 9), "ground": "JB 12:44", "replaces": None, "answers": None, "content": notice(),
    }  # fmt: skip
    return to_file(sign(Paper(**{**said, **more})))


def taken_in(town: Town, data: bytes) -> ReceivedPaper | None:
    with town.enter(SOCIAL), recorded("test"):
        return receiving.take_in(data, came_by=CameBy.FILE)


def test_the_same_file_twice_is_one_copy_and_one_receipt(town: Town) -> None:
    with town.enter(LANDLORD):
        data = envelope()
    first, second = taken_in(town, data), taken_in(town, data)
    assert first == second
    with town.enter(SOCIAL):
        assert (ReceivedPaper.objects.count(), SentPaper.objects.filter(kind="receipt").count()) == (1, 1)


@pytest.mark.parametrize(
    ("fault", "checked", "word"),
    [
        ("changed", "not_whole", "ändrats"),
        ("garbage", "not_whole", "skadad"),
        ("other_receiver", "wrong_receiver", "Grannstadens"),
        ("unknown", "unknown_key", "nyckel"),
        ("wrong_kind", "unknown_key", "kan inte komma"),
        ("two_of_one", "two_of_one", "samma avsändare"),
    ],
)
def test_what_cannot_be_believed_is_held_without_a_receipt(town: Town, fault: str, checked: str, word: str) -> None:
    with town.enter(LANDLORD):
        identity = uuid4()
        data = {
            "changed": lambda: envelope().replace(b"845000", b"945000"),
            "garbage": lambda: b"inget papper",
            "other_receiver": lambda: envelope(receiver=Organisation("Grannstadens socialnämnd", "social_board")),
            "unknown": envelope,
            "wrong_kind": lambda: envelope(
                kind=PaperKind.CONFIRMATION,
                content={"concerns": "removal", "case_number": "1", "received": "2026-11-09", "caseworker": "A"},
            ),
            "two_of_one": lambda: envelope(id=identity, written=date(2026, 11, 8)),
        }[fault]()
        before = envelope(id=identity)
    if fault == "two_of_one":
        taken_in(town, before)
    if fault == "unknown":
        with town.enter(SOCIAL):
            Counterpart.objects.update(public_key="0" * 64)
    held = taken_in(town, data)
    assert held is not None
    assert held.checked == checked
    assert word in held.why_held
    assert taken_in(town, data) == held
    with town.enter(SOCIAL):
        assert SentPaper.objects.filter(kind="receipt").count() == (fault == "two_of_one")
        assert ReceivedPaper.objects.filter(checked="good").count() == (fault == "two_of_one")


def test_a_held_paper_is_taken_in_when_the_key_is_known_and_thrown_away_when_nobody_wants_it(town: Town) -> None:
    with town.enter(LANDLORD):
        wanted, unwanted = envelope(), envelope()
        key = own_public_key()
    with town.enter(SOCIAL):
        Counterpart.objects.update(public_key="")
    held, other = taken_in(town, wanted), taken_in(town, unwanted)
    assert held
    assert other
    by = town.members[SOCIAL]
    with town.enter(SOCIAL), recorded("test"):
        assert receiving.try_again(held, by=by) is None
        Counterpart.objects.update(public_key=key)
        came = receiving.try_again(held, by=by)
        assert came is not None
        assert came.checked == "good"
        receiving.throw_away(other, by=by)
        assert ReceivedPaper.objects.get(pk=other.pk).canonical is None


def test_a_receipt_says_the_same_whether_the_person_is_known_or_not(town: Town) -> None:
    with town.enter(SOCIAL), recorded("test"):
        from kvarbo.ground.people.models import Person
        from kvarbo.social.casework.models import Matter, MatterPerson

        known = Person.objects.create(source_key="k", name="Känd Person")
        matter = Matter.objects.create(number="2026-0001", origin="relative", opened_on=ON)
        MatterPerson.objects.create(matter=matter, person=known, part="leaseholder")
    papers = {name: notice_sent(town, name) for name in ("Känd Person", "Okänd Person")}
    carry_all()
    with town.enter(SOCIAL), recorded("test"):
        for came in ReceivedPaper.objects.all():
            actions.mark_done(came, by=town.members[SOCIAL])
    carry_all()
    told = {}
    with town.enter(LANDLORD):
        for name, paper in papers.items():
            receipt = Receipt.objects.get(pk=paper)
            rows = [
                *SentPaper.objects.filter(pk=paper).values_list("state", "recalled_at", "recall_reason", "transport"),
                *Delivery.objects.filter(paper=paper).values_list(
                    "transport", "done", "text", "handed_to", "reference"
                ),
                (receipt.came_in_date, receipt.door_date, len(receipt.signature)),
                bytes(receipt.canonical).decode().replace(str(paper), "P").replace(str(receipt.receipt_id), "R"),
                *TrailRow.objects.filter(about__paper=str(paper)).order_by("seq").values_list("act", "actor", "route"),
            ]
            told[name] = [row for row in rows if "handed_over" not in str(row)]
    assert told["Känd Person"] == told["Okänd Person"]
    assert "Känd" not in str(list(told.values()))


def test_a_receipt_for_what_was_never_sent_to_them_is_nothing(town: Town) -> None:
    with town.enter(SOCIAL):
        data = to_file(sign(Paper(
            uuid4(), PaperKind.RECEIPT, 1, BOARD, Organisation("Kvarnbyhem AB", "private_landlord", "556036-0793"), ON,
            "OSL 26:1", None, uuid4(), {"paper": str(uuid4()), "received": "2026-11-09", "says": "received"},
        )))  # fmt: skip
    with town.enter(LANDLORD), recorded("test"):
        assert receiving.take_in(data, came_by=CameBy.FILE) is None
        assert not Receipt.objects.exists()


def test_a_paper_about_somebody_protected_is_met_by_named_handlers_only(town: Town) -> None:
    with town.enter(LANDLORD):
        said = notice()
        said["residents"] = [{"name": "Åsa Dold", "address_protected": True}]
        data = envelope(content=said)
    came = taken_in(town, data)
    assert came is not None
    assert came.holds_protected
    with town.enter(SOCIAL), recorded("test"):
        assert received_paper(town.members[SOCIAL], came.pk) is None
        assert papers_received(town.members[SOCIAL]).rows == ()
        handler = member(["protected_handler"], "Nadja")
        assert received_paper(handler, came.pk) is not None


# --- by hand ---


def by_hand(**more: Any) -> dict[str, Any]:
    return {
        "plain": "rent", "kind": "notice_unpaid_rent", "from_name": "", "about_name": "Åke-Örjan O'Neill",
        "about_identity": "", "came_by": "registered", "posted": date(2026, 11, 5), "received": date(2026, 11, 9),
        "registered_number": "RR 123 456 789 SE", "kept_where": "Pärm 3", "form_key": uuid4().hex, **more,
    }  # fmt: skip


def test_a_registered_letter_is_kept_with_its_days_apart_and_once(town: Town) -> None:
    with in_one_transaction(town, SOCIAL) as by:
        other = Counterpart.objects.get()
        said = by_hand()
        first = actions.register_by_hand(said, counterpart=other, on=ON, by=by)
        assert actions.register_by_hand(said, counterpart=other, on=ON, by=by) == first
        assert (first.posted_date, first.received_date, first.door_date) == (date(2026, 11, 5), date(2026, 11, 9), None)
        assert (first.kind, first.plain, first.checked) == ("notice_unpaid_rent", "rent", "by_hand")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"came_by": "letter"}, "posted"),
        ({"posted": date(2026, 11, 10)}, "posted"),
        ({"received": date(2026, 11, 10)}, "received"),
        ({"posted": date(2026, 11, 9), "received": date(2026, 11, 5)}, "posted"),
    ],
)
def test_days_that_cannot_be_are_refused(town: Town, wrong: dict[str, Any], field: str) -> None:
    with in_one_transaction(town, SOCIAL) as by, pytest.raises(CannotDo) as refused:
        actions.register_by_hand(by_hand(**wrong), counterpart=None, on=ON, by=by)
    assert refused.value.field == field


def test_the_database_itself_keeps_the_days_apart(town: Town) -> None:
    with town.enter(SOCIAL) as entered, recorded("test"):
        made = actions.register_by_hand(by_hand(), counterpart=None, on=ON, by=town.members[SOCIAL])
        for wrong in ({"door_date": ON}, {"came_by": "letter"}):
            with pytest.raises(IntegrityError), transaction.atomic(using=entered.alias):
                ReceivedPaper.objects.filter(pk=made.pk).update(**wrong)
        assert made.posted_date


def test_what_was_sent_is_never_changed_or_removed(town: Town) -> None:
    paper = notice_sent(town)
    with town.enter(LANDLORD):
        sent = SentPaper.objects.get(pk=paper)
        sent.ground = "annan"
        for attempt in (
            sent.save, sent.delete, SentPaper.objects.all().delete,
            lambda: SentPaper.objects.update(canonical=b""),
            lambda: SentPaper.objects.bulk_update([sent], ["ground"]),
            lambda: sent.save(update_fields=["signature"]),
        ):  # fmt: skip
            with pytest.raises(WhatWasSentStays):
                attempt()
        assert SentPaper.objects.get(pk=paper).ground == "JB 12:44"
