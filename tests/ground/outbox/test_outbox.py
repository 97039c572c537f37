"""Utkorgen: had once, held in quiet hours, stopped when things have changed, and a person's decisions kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kvarbo.ground import clock
from kvarbo.ground.outbox import actions, checks, outcomes, queries
from kvarbo.ground.outbox.models import Batch, MessageRules, OutgoingMessage
from kvarbo.ground.outbox.rules import Rules, opens_at, shipped
from kvarbo.ground.outbox.words import MessageState, WishKind
from kvarbo.ground.people.actions import hide
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.actions import let_out
from tests.ground.outbox.conftest import Outbox
from tests.ground.outbox.local_servers import Took

RULES = shipped()[0]


def state_of(message: OutgoingMessage) -> str:
    message.refresh_from_db()
    return message.state


def test_a_message_is_written_in_the_transaction_of_its_decision_or_not_at_all(outbox: Outbox):
    to = outbox.receiver()

    def decide_and_fail() -> None:
        with recorded("test"):
            actions.put_in_outbox([outbox.line(to)], by=outbox.by)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        decide_and_fail()
    assert OutgoingMessage.objects.count() == 0
    outbox.put(to)
    assert OutgoingMessage.objects.count() == 1
    assert TrailRow.objects.filter(act="messages.put").count() == 1


def test_the_same_step_and_period_is_had_once(outbox: Outbox):
    to = outbox.receiver()
    outbox.put(to)
    with pytest.raises(CannotDo, match="ändrats"):
        outbox.put(to)
    with pytest.raises(CannotDo):
        outbox.put(to, "email")
    assert OutgoingMessage.objects.count() == 1


def test_the_database_itself_refuses_a_second(outbox: Outbox):
    message = outbox.put(outbox.receiver())
    values = {field.attname: getattr(message, field.attname) for field in OutgoingMessage._meta.fields}
    with pytest.raises(IntegrityError), transaction.atomic(using=outbox.room.alias):
        OutgoingMessage.objects.create(**{**values, "id": outbox.by.id})
    assert OutgoingMessage.objects.count() == 1


def test_one_more_needs_a_persons_yes_which_is_kept(outbox: Outbox, sms: Took):
    to = outbox.receiver()
    first = outbox.put(to)
    outbox.send()
    outbox.later(days=1)
    second = outbox.put(to, again=True)
    assert (second.again, second.decision, second.decided_by) == (1, "again", outbox.by.id)
    outbox.send()
    assert [state_of(first), state_of(second), len(sms.taken)] == [MessageState.SENT, MessageState.SENT, 2]


def test_a_form_sent_twice_is_one_batch_with_as_many_as_were_shown(outbox: Outbox):
    lines = [outbox.line(outbox.receiver(number)) for number in range(5, 15)]
    nobody = [actions.LeftOut(lines[0].subject_id, outbox.receiver(20).pk, "Numret saknas i registret.")]
    made = []
    for _ in range(2):
        with recorded("test"):
            made.append(actions.put_batch(lines, by=outbox.by, form_key="nyckel", left_out=nobody))
    batch = Batch.objects.get()
    assert (made[0], made[1], batch.planned, batch.messages.count(), batch.left_out.count()) == (
        *(batch.pk, batch.pk, 10, 10), 1,
    )  # fmt: skip


def test_when_one_of_a_batch_may_no_longer_go_none_is_put(outbox: Outbox):
    good, bad = outbox.receiver(5), outbox.receiver(6)
    lines = [outbox.line(good), outbox.line(bad)]
    with recorded("test"):
        hide(bad.pk)
    with pytest.raises(CannotDo, match="ändrats"), recorded("test"):
        actions.put_batch(lines, by=outbox.by, form_key="nyckel", left_out=[])
    assert (OutgoingMessage.objects.count(), Batch.objects.count()) == (0, 0)


# --- quiet hours ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        ("2026-11-09 07:59", "2026-11-09 08:00"),
        ("2026-11-09 08:00", None),
        ("2026-11-09 19:59", None),
        ("2026-11-09 20:00", "2026-11-10 08:00"),
        ("2026-11-14 20:30", "2026-11-16 08:00"),  # Saturday evening: Sunday is quiet all day
        ("2026-12-24 12:00", None),
        ("2026-12-24 21:00", "2026-12-28 08:00"),  # julafton, juldagen, annandagen, Sunday
        ("2026-03-28 23:30", "2026-03-30 08:00"),  # the night the clock goes forward
        ("2026-10-24 23:30", "2026-10-26 08:00"),  # and back
    ],
)
def test_a_quiet_hour_ends_at_the_next_open_one(at: str, opens: str | None):
    def local(said: str) -> datetime:
        return datetime.fromisoformat(said).replace(tzinfo=clock.STOCKHOLM)

    assert opens_at(local(at), RULES) == (local(opens) if opens else None)


def test_a_room_without_quiet_holidays_sends_on_a_sunday():
    rules = Rules(20, 8, False, 1, 3, "")
    assert opens_at(datetime(2026, 11, 15, 12, tzinfo=clock.STOCKHOLM), rules) is None


def test_a_message_in_a_quiet_hour_waits_says_why_and_goes_when_it_has_ended(outbox: Outbox, sms: Took):
    outbox.at = datetime(2026, 11, 9, 22, tzinfo=clock.STOCKHOLM)
    message = outbox.put(outbox.receiver())
    assert "tis 10 november" in message.waits_for
    assert "08.00" in message.waits_for
    assert outbox.send() == 0
    outbox.later(hours=9)
    assert outbox.send() == 0
    assert sms.taken == []
    outbox.later(hours=1)
    assert outbox.send() == 1
    assert state_of(message) == MessageState.SENT


def test_a_message_that_was_delayed_into_a_quiet_hour_is_held_there(outbox: Outbox, sms: Took):
    message = outbox.put(outbox.receiver())
    outbox.later(hours=10)
    assert outbox.send() == 0
    message.refresh_from_db()
    assert (message.state, "Tyst tid" in message.waits_for, sms.taken) == (MessageState.WAITING, True, [])


def test_what_one_sends_from_ones_own_telephone_is_refused_in_a_quiet_hour_with_the_reason(outbox: Outbox):
    outbox.at = datetime(2026, 11, 9, 22, tzinfo=clock.STOCKHOLM)
    with pytest.raises(CannotDo, match=r"Tyst tid: skickas tidigast tis 10 november.* klockan 08\.00"):
        outbox.put(outbox.receiver(), by_hand=True)
    outbox.later(hours=12)
    message = outbox.put(outbox.receiver(), by_hand=True)
    assert (message.state, message.by_hand, message.is_told) == (MessageState.SENT, True, True)
    assert outbox.send() == 0


def test_a_rooms_own_hours_hold_from_their_day_and_never_wider_than_the_limits(outbox: Outbox):
    values = {"quiet_until": 9, "quiet_holidays": True, "most_per_day": 1, "most_per_week": 2, "by": outbox.by}
    with recorded("test"):
        actions.keep_rules(valid_from=date(2026, 11, 10), quiet_from=17, **values)
    outbox.at = datetime(2026, 11, 9, 18, tzinfo=clock.STOCKHOLM)
    assert outbox.put(outbox.receiver(5)).waits_for == ""
    outbox.later(days=1)
    assert "klockan 09.00" in outbox.put(outbox.receiver(6)).waits_for
    for wrong in ({"quiet_from": 22}, {"quiet_until": 7}, {"most_per_day": 3}, {"most_per_week": 9}):
        said = {"quiet_from": 20, **values, **wrong}
        with pytest.raises(CannotDo), recorded("test"):
            actions.keep_rules(valid_from=date(2026, 11, 12), **said)
    with pytest.raises(CannotDo, match="från i dag"), recorded("test"):
        actions.keep_rules(valid_from=date(2026, 11, 1), quiet_from=20, **values)
    assert MessageRules.objects.count() == 1


# --- ceilings -------------------------------------------------------------------------------------------------------


def test_nobody_gets_more_than_the_ceiling_of_a_day_and_of_a_week(outbox: Outbox):
    to = outbox.receiver()
    outbox.put(to, step="notify")
    with pytest.raises(CannotDo):
        outbox.put(to, step="letter")
    for number in range(2):
        outbox.later(days=1)
        outbox.put(to, step=f"text:{number}")
    outbox.later(days=1)
    with pytest.raises(CannotDo):
        outbox.put(to, step="call")
    assert "på en vecka" in queries.why_not(to.pk, step="call", period="2026-11", at=outbox.at)[0]
    outbox.later(days=4)
    assert outbox.put(to, step="call")


def test_what_was_stopped_reached_nobody_and_does_not_count(outbox: Outbox):
    to = outbox.receiver()
    outbox.decide(outbox.put(to), "cancel")
    assert outbox.put(to).again == 1


# --- asked again when it leaves -------------------------------------------------------------------------------------


def become_protected(outbox: Outbox, to: Any) -> None:
    with recorded("test"):
        hide(to.pk)


def say_no(outbox: Outbox, to: Any) -> None:
    with recorded("test"):
        actions.keep_wish(person_id=to.pk, subject_id=to.pk, kind=WishKind.NO_MESSAGES.value, by=outbox.by)


def lose_number(outbox: Outbox, to: Any) -> None:
    type(to).objects.filter(pk=to.pk).update(phone="")


def leave_work(outbox: Outbox, to: Any) -> None:
    with recorded("test"):
        let_out(member_id=outbox.by.id)


def room_says_no(outbox: Outbox, to: Any) -> None:
    checks.register("social", lambda message, by: "En betalning har kommit.")


@pytest.mark.parametrize(
    ("happens", "why"),
    [
        (become_protected, checks.PROTECTED),
        (say_no, "varken sms eller e-post"),
        (lose_number, checks.NO_NUMBER),
        (leave_work, checks.LEFT_WORK),
        (room_says_no, "En betalning har kommit."),
    ],
)
def test_what_has_happened_since_the_decision_stops_the_message_with_its_reason(
    outbox: Outbox, sms: Took, monkeypatch: pytest.MonkeyPatch, happens: Any, why: str
):
    monkeypatch.setattr(checks, "_checkers", {})
    to = outbox.receiver()
    message = outbox.put(to)
    happens(outbox, to)
    assert outbox.send() == 0
    assert state_of(message) == MessageState.STOPPED
    assert why in message.reason
    assert sms.taken == []


def test_nothing_in_the_outbox_holds_a_number_or_an_address(outbox: Outbox, sms: Took):
    to = outbox.receiver(77, phone="070-174 06 77")
    message = outbox.put(to)
    outbox.send()
    assert sms.taken[0]["to"] == "+46701740677"
    kept = [str(value) for one in (message, *message.handings.all()) for value in vars(one).values()]
    assert [value for value in kept if "0677" in value or "06 77" in value or "mottagare77" in value] == []


def test_a_number_that_is_put_right_is_the_one_that_is_used(outbox: Outbox, sms: Took):
    to = outbox.receiver(5)
    outbox.put(to)
    type(to).objects.filter(pk=to.pk).update(phone="070-174 06 09")
    outbox.send()
    assert [one["to"] for one in sms.taken] == ["+46701740609"]


# --- wishes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wish", "stopped"),
    [("no_sms", ["sms"]), ("no_email", ["email"]), ("no_messages", ["sms", "email"]), ("prefers_sms", []), ("", [])],
)
def test_a_wish_stops_the_ways_it_names(outbox: Outbox, wish: str, stopped: list[str]):
    to = outbox.receiver()
    with recorded("test"):
        actions.keep_wish(person_id=to.pk, subject_id=to.pk, kind=wish, by=outbox.by)
    for channel in ("sms", "email"):
        line = outbox.line(to, channel)
        assert bool(checks.stands_in_the_way(to.pk, line.channel)) is (channel in stopped)


def test_the_newest_wish_holds_and_the_old_ones_are_kept(outbox: Outbox):
    to = outbox.receiver()
    for wish in ("no_sms", "no_sms", "prefers_email", ""):
        with recorded("test"):
            actions.keep_wish(person_id=to.pk, subject_id=to.pk, kind=wish, by=outbox.by)
    assert queries.wishes([to.pk]) == {}
    assert TrailRow.objects.filter(act="wish.kept").count() == 3
    with pytest.raises(CannotDo), recorded("test"):
        actions.keep_wish(person_id=to.pk, subject_id=to.pk, kind="shout", by=outbox.by)


# --- decisions ------------------------------------------------------------------------------------------------------


def unknown(outbox: Outbox, sms: Took) -> OutgoingMessage:
    sms.behave("drop")
    message = outbox.put(outbox.receiver())
    outbox.send()
    sms.behave("ok")
    message.refresh_from_db()
    return message


def test_an_unknown_is_sent_again_only_when_a_person_says_so_and_who_is_kept(outbox: Outbox, sms: Took):
    message = unknown(outbox, sms)
    assert queries.tasks([message.subject_id]) == 1
    outbox.decide(message, "again")
    outbox.later(minutes=1)
    assert outbox.send() == 1
    assert (state_of(message), len(sms.taken)) == (MessageState.SENT, 2)
    assert (message.decision, message.decided_by_name) == ("again", "Sara")
    assert queries.tasks([message.subject_id]) == 0


def test_an_unknown_that_is_counted_as_sent_is_never_sent(outbox: Outbox, sms: Took, monkeypatch: pytest.MonkeyPatch):
    told: list[Any] = []
    monkeypatch.setattr(outcomes, "_tellers", {"social": lambda one: told.append(one.pk)})
    message = unknown(outbox, sms)
    assert told == []
    outbox.decide(message, "counted")
    outbox.later(days=1)
    assert outbox.send() == 0
    assert (state_of(message), len(sms.taken), told) == (MessageState.SENT, 1, [message.pk])


def test_a_message_that_waits_can_be_taken_back_and_one_that_went_cannot(outbox: Outbox, sms: Took):
    waits, went = outbox.put(outbox.receiver(5)), outbox.put(outbox.receiver(6))
    outbox.decide(waits, "cancel")
    assert outbox.send() == 1
    assert (state_of(waits), state_of(went)) == (MessageState.STOPPED, MessageState.SENT)
    for decision in ("cancel", "again", "counted", "handled", "nonsense"):
        with pytest.raises(CannotDo, match="annat läge"):
            outbox.decide(went, decision)


def test_what_did_not_come_there_is_a_task_until_somebody_takes_it(outbox: Outbox, sms: Took):
    sms.behave("no_such_number")
    message = outbox.put(outbox.receiver())
    outbox.send()
    assert queries.tasks([message.subject_id]) == 1
    outbox.decide(message, "handled")
    assert queries.tasks([message.subject_id]) == 0
    assert state_of(message) == MessageState.FAILED


def test_a_sender_without_a_number_that_can_be_called_is_refused(outbox: Outbox):
    for wrong in ("", "ring mig", "070-174\n06 05"):
        with pytest.raises(CannotDo), recorded("test"):
            actions.keep_sender(by=outbox.by, phone=wrong, mailbox="")
    with recorded("test"):
        actions.keep_sender(by=outbox.by, phone="070-174 06 05", mailbox="sara@kvarnby.example")
    assert queries.sender_of(outbox.by.id) == ("070-174 06 05", "sara@kvarnby.example")


def test_too_many_at_once_and_nobody_at_all_are_refused(outbox: Outbox):
    line = outbox.line(outbox.receiver())
    for lines in ([], [line] * (actions.MOST + 1)):
        with pytest.raises(CannotDo, match="högst"), recorded("test"):
            actions.put_batch(lines, by=outbox.by, form_key="k", left_out=[])
    assert Batch.objects.count() == 0
