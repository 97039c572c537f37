"""The tenant's page tells the debt by kind, more time that was granted, and whether what was promised came."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.house.rooms import current
from kvarbo.landlord.outreach import actions
from kvarbo.landlord.outreach.models import Deferral, Promise, Suggestion
from kvarbo.landlord.outreach.queries import events_of, written_in
from kvarbo.landlord.outreach.refusals import CannotDo
from kvarbo.landlord.rent.models import LedgerState, Payment
from tests.landlord.outreach.conftest import DUE, MONTH, ON, RENT

UNTIL = date(2026, 11, 20)
SAID = {"until": UNTIL.isoformat(), "amount": "", "reason": "money_coming"}


def shown(landlord, lease, who: str = "anna"):
    return landlord.client(who).get(landlord.url(f"hyresgast/{lease.id}/"))


def defer(landlord, lease, **said):
    with recorded("test"):
        return actions.defer(
            lease=lease, on=ON, by=landlord.member("anna"), **{"until": UNTIL, "reason": "help", **said}
        )


def split(lease, **kinds: int) -> None:
    """The bill for November is of these kinds of money."""
    lease.bills.filter(month=MONTH).update(
        amount=sum(kinds.values()), lines=[[kind, part] for kind, part in kinds.items()]
    )


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_debt_is_told_by_kind_with_the_rent_apart_and_why(landlord):
    lease = landlord.lease()
    split(lease, rent=800_000, insurance=15_000, garage=30_000, increase_54a=40_000)
    bill = lease.bills.get(month=MONTH)
    Payment.objects.create(lease=lease, bill=bill, key="del", booked_date=ON, amount=805_000)
    answer = shown(landlord, lease)
    debt = answer.context["debt"]
    assert (debt.total, debt.rent) == (80_000, 0)
    assert [(line.word, line.amount, line.in_dispute) for line in debt.others] == [
        ("hemförsäkring", 10_000, False),
        ("garage", 30_000, False),
        ("höjning som kan prövas (JB 12:54 a)", 40_000, True),
    ]
    assert "Av skulder är det bara obetald hyra som kan kosta hemmet (JB 12:42)." in text_of(answer)
    assert [step.source for step in debt.why][-1] == "JB 12:42 första stycket 1"


def test_interest_is_unknown_while_no_reference_rate_is_entered_and_the_page_says_so(landlord):
    answer = shown(landlord, landlord.lease())
    assert (answer.context["debt"].interest, answer.context["debt"].interest_per_day) == (None, None)
    page = text_of(answer)
    assert "Okänd: en referensränta är inte inlagd." in page
    assert "Referensräntan för andra halvåret 2026 är inte inlagd." in page


def test_interest_is_told_with_what_each_day_more_costs_when_the_rate_is_known(landlord, settings):
    lease = landlord.lease()
    lease.bills.update(due_date=date(2026, 2, 27))
    settings.KVARBO_TODAY = "2026-04-10"
    LedgerState.objects.filter(pk=1).update(known_through=date(2026, 4, 9))
    debt = shown(landlord, lease).context["debt"]
    assert (debt.interest, debt.interest_per_day) == (9723, 232)


def test_money_that_pays_no_bill_here_is_told_and_zeros_are_not(landlord):
    lease = landlord.lease(paid=True)
    page = text_of(shown(landlord, lease))
    assert "Inget är obetalt." in page
    words = ("Till godo", "Bokfört på en annan avi", "Väntar på sin avi", "Har gått tillbaka", "Därav hyra")
    assert [word for word in words if word in page] == []
    Payment.objects.create(lease=lease, key="mer", booked_date=ON, amount=5_000)
    assert [word for word in words if word in text_of(shown(landlord, lease))] == ["Till godo"]


def test_nothing_is_said_of_the_debt_while_it_is_unknown_who_has_paid(landlord):
    lease = landlord.lease()
    LedgerState.objects.filter(pk=1).update(known_through=None)
    answer = shown(landlord, lease)
    assert answer.context["debt"] is None
    assert "Det är okänt hur mycket som är obetalt." in text_of(answer)


def test_a_deferral_is_granted_from_the_page_holds_the_steps_and_says_by_whom(landlord):
    lease = landlord.lease()
    landlord.assess()
    url = landlord.url(f"hyresgast/{lease.id}/anstand/")
    assert landlord.client("anna").post(url, {**SAID, "amount": "4 000"}).status_code == 302
    kept = Deferral.objects.get()
    assert (kept.until_date, kept.amount, kept.reason, kept.by_name) == (UNTIL, 400_000, "money_coming", "Anna")
    waiting = set(Suggestion.objects.filter(lease=lease).values_list("waiting_for", flat=True))
    assert waiting == {"Anstånd till och med fre 20 november 2026, beviljat av Anna."}
    assert TrailRow.objects.filter(act="deferral.granted", subjects=[str(lease.id)]).count() == 1
    page = text_of(shown(landlord, lease))
    assert "Anstånd med 4 000 kr till och med" in page
    assert "beviljat av Anna: Pengar kommer en viss dag." in page


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"until": "2026-11-08"}, "until"),
        ({"until": "2027-02-01"}, "until"),
        ({"until": ""}, "until"),
        ({"amount": "-5"}, "amount"),
        ({"amount": "0"}, "amount"),
        ({"reason": "sjuk"}, "reason"),
        ({"reason": ""}, "reason"),
    ],
)
def test_a_deferral_that_cannot_be_meant_comes_back_with_what_to_mend(landlord, said, field):
    lease = landlord.lease()
    answer = landlord.client("anna").post(landlord.url(f"hyresgast/{lease.id}/anstand/"), {**SAID, **said})
    assert list(answer.context["deferral_form"].errors) == [field]
    assert Deferral.objects.count() == 0


def test_only_the_office_grants_more_time(landlord):
    lease = landlord.lease()
    page = shown(landlord, lease, "karl")
    assert page.context["deferral_form"] is None
    assert landlord.client("karl").post(landlord.url(f"hyresgast/{lease.id}/anstand/"), SAID).status_code == 403
    assert Deferral.objects.count() == 0


def test_the_same_deferral_again_is_one_deferral_and_an_unknown_reason_is_none(landlord):
    lease = landlord.lease()
    assert defer(landlord, lease) == defer(landlord, lease)
    assert TrailRow.objects.filter(act="deferral.granted").count() == 1
    with pytest.raises(CannotDo, match="varför"):
        defer(landlord, lease, reason="sjuk")


@pytest.mark.parametrize("wrong", [{"until_date": ON - timedelta(days=1)}, {"amount": 0}])
def test_the_database_itself_refuses_a_deferral_that_cannot_be(landlord, wrong):
    row = {"granted_date": ON, "until_date": UNTIL, "reason": "help", "by_name": "Anna", "amount": None}
    by = landlord.member("anna").id
    with pytest.raises(IntegrityError), transaction.atomic(using=current().alias):
        Deferral.objects.create(lease=landlord.lease(), by=by, **{**row, **wrong})


def stands(landlord, lease, kind: str) -> list[str]:
    return [event.text for event in shown(landlord, lease).context["timeline"] if event.kind == kind]


def test_the_timeline_tells_how_a_promise_stands_on_the_day_and_nothing_of_it_is_stored(landlord, settings):
    lease = landlord.lease()
    Promise.objects.create(lease=lease, given_date=ON, until_date=UNTIL, by=landlord.member("anna").id)
    said = "Lovade att betala senast fre 20 november 2026."
    assert stands(landlord, lease, "Löfte") == [f"{said} Pågår."]
    settings.KVARBO_TODAY = "2026-11-25"
    assert stands(landlord, lease, "Löfte") == [
        f"{said} Det är inte känt än om pengarna kom i tid. "
        "Betalningar måste vara kända till och med tis 24 november 2026."
    ]
    LedgerState.objects.filter(pk=1).update(known_through=date(2026, 11, 24))
    assert stands(landlord, lease, "Löfte") == [
        f"{said} Till och med fre 20 november 2026 hade 0 kr av 8 450 kr kommit."
    ]
    bill = lease.bills.get(month=MONTH)
    Payment.objects.create(
        lease=lease, bill=bill, key="sen", booked_date=date(2026, 11, 23), order_received_date=UNTIL, amount=RENT
    )
    assert stands(landlord, lease, "Löfte") == [f"{said} Pengarna kom i tid."]


def test_the_timeline_tells_who_granted_a_deferral_why_and_how_it_stands(landlord):
    lease = landlord.lease()
    defer(landlord, lease, amount=300_000)
    (event,) = [event for event in shown(landlord, lease).context["timeline"] if event.kind == "Anstånd"]
    reason = "Hyresgästen har sökt hjälp och väntar på svar"
    assert (event.text, event.by) == (f"3 000 kr till och med fre 20 november 2026: {reason}. Pågår.", "Anna")


def test_what_the_page_reads_is_what_the_ladder_reads(landlord):
    lease, anna = landlord.lease(), landlord.member("anna")
    with recorded("test"):
        actions.record_contact(lease=lease, on=ON, by=anna, channel="call", outcome="wrong_number", form_key="1")
        actions.record_contact(lease=lease, on=ON, by=anna, channel="call", outcome="call_back", form_key="2")
        actions.record_contact(lease=lease, on=ON, by=anna, channel="sms", outcome="sent", form_key="3")
        actions.promise(lease=lease, on=ON, by=anna, until=UNTIL, amount=100)
        actions.pause(lease=lease, on=DUE, by=anna, until=DUE + timedelta(days=20), reason="agreed")
        actions.end_pause(lease=lease, on=ON, by=anna)
    defer(landlord, lease, amount=500)
    told = written_in(lease.id).events()
    assert len(told) == 5
    assert told == events_of([lease.id])[lease.id]
