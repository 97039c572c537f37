"""What the agency tells: typed in and in files alike, late and wrong and right, and money that counts once."""

from __future__ import annotations

from datetime import date

import pytest

from kvarbo.ground.trail.recorder import recorded
from kvarbo.landlord.collection import actions, reading_in, reports
from kvarbo.landlord.collection.matter_view import matters_on_page
from kvarbo.landlord.collection.models import AgencyPayment, Paper, Proposal, Report
from kvarbo.landlord.collection.queries import agency_accounts, told_remittances
from kvarbo.landlord.collection.remittances import Compared, compare, compared_remittances
from kvarbo.landlord.outreach.queries import known_facts
from kvarbo.landlord.outreach.refusals import CannotDo
from kvarbo.landlord.rent.models import Lease
from kvarbo.landlord.rent.payments.models import IncomingPayment
from kvarbo.landlord.rent.payments.remittances import Received
from tests.landlord.collection.conftest import MONTH, Collecting

SENT = date(2026, 11, 9)
LATER = date(2026, 11, 20)


@pytest.fixture
def sent(collecting: Collecting) -> Lease:
    """A lease whose November rent was sent to the agency on 9 November."""
    lease = collecting.owing("1")
    collecting.assess()
    collecting.send(lease)
    return lease


def payments(*rows: str) -> str:
    return "Transaktion;Ärende;Referens;Belopp;Betaldag;Redovisad;Redovisning\n" + "\n".join(rows) + "\n"


def statuses(*rows: str) -> str:
    return "Ärende;Referens;Status;Statusdatum\n" + "\n".join(rows) + "\n"


def test_a_payment_to_the_agency_counts_from_the_tenants_own_day(collecting: Collecting, sent: Lease) -> None:
    file = collecting.file(payments("T1;A-17;9001;8450,00;2026-11-12;2026-11-20;R5"), on=LATER)
    assert collecting.accept(file, on=LATER) == {"new": 1}
    payment = known_facts([sent.id])[sent.id].payments[0]
    assert (payment.order_received, payment.booked, payment.amount) == (date(2026, 11, 12), LATER, 845_000)
    collecting.assess(LATER)
    assert collecting.steps(sent) == []
    assert collecting.matter(sent).agency_number == "A-17"


def test_the_same_file_twice_and_in_pieces_counts_once(collecting: Collecting, sent: Lease) -> None:
    rows = ("T1;A-17;9001;4000,00;2026-11-12;2026-11-20;R5", "T2;A-17;9001;4000,00;2026-11-12;2026-11-20;R5")
    for text in (payments(*rows), payments(rows[1]), payments(*reversed(rows))):
        collecting.accept(collecting.file(text, on=LATER), on=LATER)
    told = IncomingPayment.objects.order_by("key")
    assert [(one.key, one.amount) for one in told] == [
        ("agency:exempelinkasso:T1", 400_000),
        ("agency:exempelinkasso:T2", 400_000),
    ]
    assert sum(payment.amount for payment in known_facts([sent.id])[sent.id].payments) == 800_000


def test_what_was_typed_in_first_is_the_files_first_of_that_day_and_amount(collecting: Collecting, sent: Lease) -> None:
    assert collecting.paid_to_agency(sent, 400_000, date(2026, 11, 12), on=date(2026, 11, 13))
    assert not collecting.paid_to_agency(sent, 400_000, date(2026, 11, 12), on=date(2026, 11, 13))
    file = collecting.file(
        payments("T1;;9001;4000,00;2026-11-12;2026-11-20;R5", "T2;;9001;4000,00;2026-11-12;2026-11-20;R5"), on=LATER
    )
    assert collecting.accept(file, on=LATER) == {"known": 1, "new": 1}
    assert sorted(AgencyPayment.objects.values_list("number", flat=True)) == ["T1", "T2"]
    assert sum(payment.amount for payment in known_facts([sent.id])[sent.id].payments) == 800_000
    assert [(one.day, one.amount) for one in told_remittances()] == [(LATER, 800_000)]


def test_a_payment_told_by_mistake_is_taken_back_and_the_rent_is_open_again(
    collecting: Collecting, sent: Lease
) -> None:
    collecting.paid_to_agency(sent, 845_000, date(2026, 11, 12), on=date(2026, 11, 13))
    assert collecting.steps(sent) == []
    with recorded("test"):
        reports.take_back_payment(payment=AgencyPayment.objects.get(), on=date(2026, 11, 16))
    assert known_facts([sent.id])[sent.id].payments == ()
    assert collecting.steps(sent) == [("call", False)]
    assert AgencyPayment.objects.get().taken_back_date == date(2026, 11, 16)


def test_what_was_taken_back_can_be_told_again(collecting: Collecting, sent: Lease) -> None:
    for taken_back in (True, False):
        assert collecting.paid_to_agency(sent, 845_000, date(2026, 11, 12), on=date(2026, 11, 13))
        if taken_back:
            with recorded("test"):
                reports.take_back_payment(payment=AgencyPayment.objects.get(), on=date(2026, 11, 13))
    assert sum(payment.amount for payment in known_facts([sent.id])[sent.id].payments) == 845_000


def test_more_than_the_month_goes_on_to_the_oldest_debt_as_money_does(collecting: Collecting, sent: Lease) -> None:
    from tests.landlord.collection.conftest import bill

    bill(sent, date(2026, 10, 1), date(2026, 9, 30), ocr="8001")
    collecting.paid_to_agency(sent, 900_000, date(2026, 11, 12), on=date(2026, 11, 13))
    facts = known_facts([sent.id])[sent.id]
    assert [payment.bill_id for payment in facts.payments] == [str(sent.bills.get(month=MONTH).pk)]


def test_a_status_in_a_file_and_one_typed_in_hold_alike(collecting: Collecting, sent: Lease) -> None:
    file = collecting.file(statuses("A-17;9001;Avbetalningsplan;2026-11-12"), on=date(2026, 11, 13))
    collecting.accept(file, on=date(2026, 11, 13))
    assert collecting.steps(sent) == [("call", True)]
    assert not collecting.status(sent, "plan", date(2026, 11, 12), on=date(2026, 11, 14))
    assert Report.objects.count() == 1


def test_a_late_status_never_hides_a_newer_one(collecting: Collecting, sent: Lease) -> None:
    collecting.status(sent, "plan", date(2026, 11, 16))
    collecting.status(sent, "demand_sent", date(2026, 11, 10), on=date(2026, 11, 17))
    [page] = matters_on_page(sent, on=date(2026, 11, 18))
    assert (page.latest.status, page.latest.day, page.latest.days_old) == (
        "Avbetalningsplan", date(2026, 11, 16), 2,
    )  # fmt: skip
    assert [(row["status"], row["came_late"]) for row in page.reports] == [
        ("Avbetalningsplan", False),
        ("Kravet är skickat", True),
    ]


def test_a_wrong_status_is_corrected_by_a_new_row_and_both_are_kept(collecting: Collecting, sent: Lease) -> None:
    collecting.status(sent, "paid", date(2026, 11, 12))
    assert collecting.steps(sent) == [("call", True)]
    wrong = Report.objects.get()
    collecting.status(sent, "demand_sent", date(2026, 11, 12), on=date(2026, 11, 13), corrects=wrong)
    assert collecting.steps(sent) == [("call", False)]
    [page] = matters_on_page(sent, on=date(2026, 11, 13))
    assert sorted((row["status"], row["is_corrected"]) for row in page.reports) == [
        ("Allt är betalt", True),
        ("Kravet är skickat", False),
    ]
    with recorded("test"), pytest.raises(CannotDo, match="redan rättad"):
        reports.add_status(
            collecting.source(LATER), collecting.matter(sent), status="plan", day=date(2026, 11, 12), corrects=wrong
        )


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("A-17;9001;Okänt ord;2026-11-12", "är inte beskrivet"),
        ("A-17;9001;Betald;2026-13-40", "Datumet finns inte i kalendern"),
        ("A-17;9001;;2026-11-12", "Cellen är tom"),
        (";;Betald;2026-11-12", "vilket ärende den gäller"),
        ("B-1;7777;Betald;2026-11-12", "Ärendet finns inte här"),
    ],
)
def test_a_row_that_cannot_be_used_says_why_and_the_others_are_read(
    collecting: Collecting, sent: Lease, row: str, sentence: str
) -> None:
    file = collecting.file(statuses(row, "A-17;9001;Krav skickat;2026-11-12"), on=LATER)
    assert [fault["line"] for fault in file.errors] == [2]
    assert sentence in file.errors[0]["text"]
    assert collecting.accept(file, on=LATER) == {"new": 1}
    assert Report.objects.get().status == "demand_sent"


def test_a_status_of_a_day_before_the_matter_or_to_come_is_left_out_and_told(
    collecting: Collecting, sent: Lease
) -> None:
    file = collecting.file(statuses("A-17;9001;Betald;2026-11-01", "A-17;9001;Plan;2026-11-12"), on=LATER)
    assert collecting.accept(file, on=LATER) == {"refused": 1}
    file.refresh_from_db()
    assert any("före den då ärendet lämnades" in fault["text"] for fault in file.errors)


def test_a_file_that_is_no_file_of_the_agency_is_refused_with_what_would_be_known(collecting: Collecting) -> None:
    file = collecting.file("Namn;Belopp\nBo;1\n")
    assert file.state == "refused"
    assert "Ingen rad i filens början har bolagets kolumner" in file.refusal
    with recorded("test"), pytest.raises(CannotDo, match="går inte att läsa in"):
        reading_in.accept(received=file, on=LATER, by=collecting.member("anna"))


def test_the_papers_are_facts_for_both_clocks_and_for_the_ladder(collecting: Collecting, sent: Lease) -> None:
    text = (
        "Ärende;Referens;Handling;Postad;Mottagen;Delgiven\n"
        "A-17;9001;Inkassokrav;2026-11-10;;\n"
        "A-17;9001;Underrättelse formulär 1;2026-11-24;2026-11-26;2026-11-27\n"
        "A-17;9001;Meddelande formulär 3;2026-11-30;2026-12-03;\n"
        "A-17;9001;Ansökan BF;2026-12-04;;\n"
    )
    on = date(2026, 12, 4)
    assert collecting.accept(collecting.file(text, on=on), on=on) == {"new": 4}
    [page] = matters_on_page(sent, on=on)
    assert page.recovery is not None
    assert (page.recovery.value.protective, page.recovery.value.enforcing) == (date(2026, 12, 23), date(2026, 12, 28))
    steps = {event.step: event.date for event in known_facts([sent.id])[sent.id].events if event.step}
    assert steps == {
        "collection_file": SENT,
        "collection_demand": date(2026, 11, 10),
        "social_board_notice": date(2026, 12, 3),
        "order_to_pay": date(2026, 12, 4),
    }


def test_a_paper_is_corrected_and_the_clock_follows(collecting: Collecting, sent: Lease) -> None:
    source, matter = collecting.source(date(2026, 12, 10)), collecting.matter(sent)
    with recorded("test"):
        reports.add_paper(source, matter, kind="form_3", received=date(2026, 12, 3))
        reports.add_paper(source, matter, kind="form_1", served=date(2026, 11, 27))
        wrong = Paper.objects.get(kind="form_3")
        reports.add_paper(source, matter, kind="form_3", received=date(2026, 12, 7), corrects=wrong)
    [page] = matters_on_page(sent, on=date(2026, 12, 10))
    assert page.recovery is not None
    assert page.recovery.value.enforcing == date(2026, 12, 28)
    assert [paper["is_corrected"] for paper in page.papers if paper["received"] == date(2026, 12, 3)] == [True]


def test_the_landlord_decides_on_a_proposal_once_with_a_reason(collecting: Collecting, sent: Lease) -> None:
    text = "Ärende;Referens;Förslag;Föreslaget;Kommentar\nA-17;9001;Ansök om BF;2026-11-18;Ingen kontakt\n"
    collecting.accept(collecting.file(text, on=LATER), on=LATER)
    proposal = Proposal.objects.get()
    anna, bo = collecting.member("anna"), collecting.member("bo")
    with recorded("test"):
        with pytest.raises(CannotDo, match="Skriv varför"):
            actions.decide(proposal=proposal, decision="declined", reason=" ", on=LATER, by=anna)
        actions.decide(proposal=proposal, decision="declined", reason="Betalar på fredag", on=LATER, by=anna)
        with pytest.raises(CannotDo, match="Anna har redan beslutat: Nej"):
            actions.decide(proposal=proposal, decision="accepted", reason="Nu", on=LATER, by=bo)
    proposal.refresh_from_db()
    assert (proposal.decision, proposal.decided_by_name, proposal.decision_reason) == (
        "declined", "Anna", "Betalar på fredag",
    )  # fmt: skip


def test_an_agencys_own_account_is_known_however_it_is_written(collecting: Collecting) -> None:
    known = agency_accounts()
    assert known.hold(payer_account="5805-6201", payer_identity="")
    assert known.hold(payer_account="0058056201", payer_identity="")
    assert known.hold(payer_account="", payer_identity="165560360793")
    assert not known.hold(payer_account="", payer_identity="")
    assert not known.hold(payer_account="5050-1055", payer_identity="556036-0794")


def test_a_remittance_is_laid_beside_what_the_bank_tells(collecting: Collecting, sent: Lease) -> None:
    file = collecting.file(payments("T1;A-17;9001;8450,00;2026-11-12;2026-11-20;R5"), on=LATER)
    collecting.accept(file, on=LATER)
    assert compared_remittances() == (Compared("Exempelinkasso", LATER, 845_000, None),)
    IncomingPayment.objects.create(
        key="bank:1", booked_date=date(2026, 11, 23), amount=845_000, payer_account="58056201"
    )
    [row] = compared_remittances()
    assert (row.came, row.agrees) == (845_000, True)


def test_remittances_pair_by_sum_first_and_what_is_left_stands_alone() -> None:
    from uuid import UUID

    from kvarbo.landlord.collection.queries import Remittance

    def told(day: int, amount: int) -> Remittance:
        return Remittance(UUID(int=1), "Bolaget", date(2026, 11, day), amount)

    def came(day: int, amount: int) -> Received:
        return Received(date(2026, 11, day), amount, "", "", "")

    rows = compare("Bolaget", [told(10, 100), told(12, 300)], [came(12, 300), came(13, 90), came(28, 5)])
    assert sorted((row.day.day, row.told, row.came, row.agrees) for row in rows if row.told) == [
        (10, 100, 90, False),
        (12, 300, 300, True),
    ]
    assert [(row.day.day, row.came) for row in rows if row.told is None] == [(28, 5)]
