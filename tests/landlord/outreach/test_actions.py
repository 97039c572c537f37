"""Logging contacts, promising, pausing, taking rows: each once, each with its trail, each refused in plain words."""

from datetime import date, timedelta

import pytest

from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import NobodyActs, recorded
from kvarbo.landlord.outreach import actions
from kvarbo.landlord.outreach.models import Contact, Pause, Promise, Suggestion
from kvarbo.landlord.outreach.queries import events_of
from kvarbo.landlord.outreach.refusals import CannotDo, TakenByOther
from tests.landlord.outreach.conftest import MONTH, ON


def log(landlord, lease, outcome: str, *, form_key: str = "f", who: str = "anna", **more):
    said = {"channel": "call", "on": ON, **more}
    with recorded("test"):
        return actions.record_contact(lease=lease, by=landlord.member(who), outcome=outcome, form_key=form_key, **said)


def steps_now(lease) -> list[str]:
    return sorted(Suggestion.objects.filter(lease=lease, waiting_for="").values_list("step", flat=True))


def test_a_contact_carries_out_the_step_that_is_suggested_by_its_channel(landlord):
    lease = landlord.lease()
    landlord.assess()
    contact = log(landlord, lease, "not_reached", part_of_day="morning")
    assert (contact.step, contact.month, contact.by_name) == ("call", MONTH, "Anna")
    assert steps_now(lease) == ["collection_file"]
    assert TrailRow.objects.filter(act="contact.recorded", subjects=[str(lease.id)]).count() == 1


def test_the_same_form_sent_twice_is_one_contact_and_one_row_in_the_trail(landlord):
    lease = landlord.lease()
    assert log(landlord, lease, "spoke") == log(landlord, lease, "spoke")
    assert Contact.objects.count() == 1
    assert TrailRow.objects.filter(act="contact.recorded").count() == 1


def test_a_form_that_was_used_for_one_tenant_is_refused_for_another(landlord):
    log(landlord, landlord.lease("1"), "spoke")
    with pytest.raises(CannotDo, match="redan använts"):
        log(landlord, landlord.lease("2"), "spoke")


@pytest.mark.parametrize("outcome", ["call_back", "wrong_number"])
def test_a_call_that_is_still_to_be_made_stays_in_the_list(landlord, outcome):
    lease = landlord.lease()
    landlord.assess()
    log(landlord, lease, outcome)
    assert "call" in steps_now(lease)


def test_whoever_says_the_rent_is_paid_is_left_in_peace_while_the_money_may_be_on_its_way(landlord):
    lease = landlord.lease()
    landlord.assess()
    log(landlord, lease, "paid")
    assert steps_now(lease) == []


def test_a_promise_holds_the_steps_back_until_its_day(landlord):
    lease = landlord.lease()
    landlord.assess()
    with recorded("test"):
        actions.promise(lease=lease, on=ON, by=landlord.member("anna"), until=date(2026, 11, 20), amount=500_000)
    assert steps_now(lease) == []
    waiting = Suggestion.objects.filter(lease=lease).values_list("waiting_for", flat=True)
    assert all("20 november 2026" in text for text in waiting)
    assert TrailRow.objects.filter(act="promise.given").count() == 1


def test_the_same_promise_again_is_one_promise(landlord):
    lease = landlord.lease()
    for _ in range(2):
        with recorded("test"):
            actions.promise(lease=lease, on=ON, by=landlord.member("anna"), until=ON + timedelta(days=3))
    assert Promise.objects.count() == 1


def test_a_pause_holds_the_steps_and_ending_it_brings_them_back(landlord):
    lease, anna = landlord.lease(), landlord.member("anna")
    landlord.assess()
    before = steps_now(lease)
    with recorded("test"):
        actions.pause(lease=lease, on=ON - timedelta(days=2), by=anna, until=date(2026, 11, 30), reason="checking")
    landlord.assess()
    assert steps_now(lease) == []
    with recorded("test"):
        assert actions.end_pause(lease=lease, on=ON, by=anna) == 1
    assert steps_now(lease) == before
    with recorded("test"), pytest.raises(CannotDo, match="ingen paus"):
        actions.end_pause(lease=lease, on=ON, by=anna)


@pytest.mark.parametrize(
    ("until", "said"),
    [(ON - timedelta(days=1), "har redan varit"), (ON + timedelta(days=61), "högst 60 dagar framåt")],
)
def test_a_day_that_cannot_be_meant_is_refused_with_what_to_do(landlord, until, said):
    lease, anna = landlord.lease(), landlord.member("anna")
    with recorded("test"), pytest.raises(CannotDo, match=said):
        actions.promise(lease=lease, on=ON, by=anna, until=until)
    with recorded("test"), pytest.raises(CannotDo, match=said):
        actions.pause(lease=lease, on=ON, by=anna, until=until, reason="agreed")
    assert (Promise.objects.count(), Pause.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"contact_date": ON + timedelta(days=1)}, "har inte varit än"),
        ({"contact_date": ON - timedelta(days=61)}, "mer än 60 dagar"),
        ({"channel": "rökpuff"}, "Kanalen finns inte"),
        ({"channel": ""}, "Välj hur kontakten togs"),
        ({"part_of_day": "natt"}, "Välj förmiddag"),
        ({"form_key": ""}, "saknar sin nyckel"),
    ],
)
def test_a_contact_that_cannot_be_meant_is_refused_with_what_to_do(landlord, wrong, said):
    lease = landlord.lease()
    with pytest.raises(CannotDo, match=said):
        log(landlord, lease, "spoke", **{"form_key": "f", **wrong})
    assert Contact.objects.count() == 0


def test_an_unknown_outcome_a_free_reason_and_a_stranger_to_the_lease_are_refused(landlord):
    lease, other = landlord.lease("1"), landlord.lease("2")
    stranger = other.lease_tenants.get().person_id
    with pytest.raises(CannotDo, match="Välj hur det gick"):
        log(landlord, lease, "skrek")
    with pytest.raises(CannotDo, match="finns inte på avtalet"):
        log(landlord, lease, "spoke", person=stranger)
    with recorded("test"), pytest.raises(CannotDo, match="varför"):
        actions.pause(lease=lease, on=ON, by=landlord.member("anna"), until=ON, reason="är sjuk")


@pytest.mark.parametrize("amount", [0, -500, 100_000_001])
def test_an_amount_nobody_can_have_promised_is_refused(landlord, amount):
    with recorded("test"), pytest.raises(CannotDo, match="mer än noll"):
        actions.promise(lease=landlord.lease(), on=ON, by=landlord.member("anna"), until=ON, amount=amount)


def test_two_people_cannot_take_the_same_row_and_the_second_learns_who_has_it(landlord):
    lease, anna, bo = landlord.lease(), landlord.member("anna"), landlord.member("bo")
    for _ in range(2):
        with recorded("test"):
            assert actions.claim(lease=lease, on=ON, by=anna).by == anna.id
    with recorded("test"), pytest.raises(TakenByOther, match="Anna har redan tagit raden"):
        actions.claim(lease=lease, on=ON, by=bo)
    with recorded("test"), pytest.raises(TakenByOther, match="Anna"):
        actions.release(lease=lease, on=ON, by=bo)
    with recorded("test"):
        assert actions.claim(lease=lease, on=ON + timedelta(days=1), by=bo).by == bo.id


def test_a_row_that_is_left_can_be_taken_by_another(landlord):
    lease, anna, bo = landlord.lease(), landlord.member("anna"), landlord.member("bo")
    with recorded("test"):
        actions.claim(lease=lease, on=ON, by=anna)
        actions.release(lease=lease, on=ON, by=anna)
        assert actions.claim(lease=lease, on=ON, by=bo).by_name == "Bo"


def test_when_one_of_several_actions_is_refused_none_is_done_and_the_trail_tells_of_none(landlord):
    lease, anna = landlord.lease(), landlord.member("anna")

    def call_and_promise() -> None:
        with actions.all_or_nothing():
            actions.record_contact(lease=lease, on=ON, by=anna, channel="call", outcome="promised", form_key="f")
            actions.promise(lease=lease, on=ON, by=anna, until=ON - timedelta(days=1))

    with recorded("test"), pytest.raises(CannotDo, match="har redan varit"):
        call_and_promise()
    assert Contact.objects.count() == 0
    assert not TrailRow.objects.filter(act="contact.recorded").exists()


def test_nothing_is_logged_when_nobody_acts(landlord):
    lease = landlord.lease()
    with pytest.raises(NobodyActs):
        actions.promise(lease=lease, on=ON, by=landlord.member("anna"), until=ON)


def test_what_was_only_sent_has_reached_nobody_and_a_relative_is_not_the_tenant(landlord):
    lease = landlord.lease()
    for number, (channel, outcome) in enumerate([("sms", "sent"), ("call", "relative"), ("call", "spoke")]):
        log(landlord, lease, outcome, channel=channel, form_key=f"f{number}")
    told = {(event.channel, event.outcome): event.reached for event in events_of([lease.id])[lease.id]}
    assert told == {("sms", "sent"): False, ("call", "relative"): False, ("call", "spoke"): True}
