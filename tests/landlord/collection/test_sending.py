"""The file to the agency: only approved rows, read anew, each month once, kept as it was made."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.landlord.collection import actions, sending, words
from kvarbo.landlord.collection.mapping import shipped_text
from kvarbo.landlord.collection.models import CollectionFile, LeftOut, Matter
from kvarbo.landlord.outreach.refusals import CannotDo
from kvarbo.landlord.rent.models import Bill, Lease
from tests.landlord.collection.conftest import MONTH, ON, Collecting


def rows_of(file: CollectionFile) -> list[dict[str, str]]:
    text = sending.content_of(file).decode("cp1252")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def leave_out(collecting: Collecting, lease: Lease, reason: str = "agreed", text: str = "") -> LeftOut:
    with recorded("test"):
        return actions.leave_out(
            lease=lease, month=MONTH, reason=reason, text=text, on=ON, by=collecting.member("anna")
        )


def test_a_file_holds_a_row_for_each_bill_with_rent_and_other_apart(collecting: Collecting) -> None:
    lease = collecting.owing("1", name="Åsa Öberg")
    Bill.objects.filter(lease=lease).update(amount=860_000, lines=[["rent", 845_000], ["insurance", 15_000]])
    collecting.assess()
    made = collecting.send(lease)
    assert made.file is not None
    assert rows_of(made.file) == [
        {
            "Referens": "9001",
            "Kundnummer": "N-1",
            "Namn": "Åsa Öberg",
            "Personnummer": "",
            "Medgäldenär": "",
            "Medgäldenärs personnummer": "",
            "Adress": "Kvarngränd 1",
            "Lägenhet": "1101",
            "Avser månad": "2026-11",
            "Förfallodag": "2026-10-30",
            "Kapital hyra": "8450,00",
            "Kapital övrigt": "150,00",
            "Inlämnad": "2026-11-09",
        }
    ]
    matter = collecting.matter(lease)
    assert (matter.capital_rent, matter.capital_other, matter.sent_date) == (845_000, 15_000, ON)
    assert collecting.steps(lease) == [("call", False)]


def test_a_payment_known_meanwhile_takes_the_row_off_and_says_so(collecting: Collecting) -> None:
    paid, unpaid = collecting.owing("1"), collecting.owing("2")
    collecting.assess()
    collecting.pay(paid)
    made = collecting.send(paid, unpaid)
    assert made.taken_off[words.PAID] == 1
    assert made.file is not None
    assert [row["Kundnummer"] for row in rows_of(made.file)] == ["N-2"]
    assert list(Matter.objects.values_list("lease_id", flat=True)) == [unpaid.id]


def test_what_is_open_is_what_is_claimed_after_a_part_payment(collecting: Collecting) -> None:
    lease = collecting.owing("1")
    collecting.assess()
    lease.payments.create(bill=lease.bills.get(), key="delbetalt", booked_date=ON, amount=500_000)
    made = collecting.send(lease)
    assert made.file is not None
    assert [row["Kapital hyra"] for row in rows_of(made.file)] == ["3450,00"]


def test_the_same_form_twice_is_one_file_and_another_form_makes_no_second_matter(collecting: Collecting) -> None:
    lease = collecting.owing("1")
    collecting.assess()
    first = collecting.send(lease, key="ett")
    again = collecting.send(lease, key="ett")
    other = collecting.send(lease, key="två", who="bo")
    assert first.file is not None
    assert again.file == first.file
    assert (other.file, other.taken_off[words.SENT_ALREADY]) == (None, 1)
    assert Matter.objects.count() == CollectionFile.objects.count() == 1


def test_a_row_that_somebody_else_has_left_out_is_not_sent(collecting: Collecting) -> None:
    lease = collecting.owing("1")
    collecting.assess()
    leave_out(collecting, lease)
    made = collecting.send(lease, who="bo")
    assert (made.file, made.taken_off[words.LEFT_OUT]) == (None, 1)


def test_a_paused_row_waits_and_is_not_sent(collecting: Collecting) -> None:
    lease = collecting.owing("1")
    lease.pauses.create(from_date=ON, until_date=date(2026, 11, 20), reason="agreed", by=collecting.member("anna").id)
    collecting.assess()
    assert collecting.send(lease).taken_off[words.WAITS] == 1


def test_protected_people_are_sent_by_a_named_handler_only_and_no_file_name_tells_of_them(
    collecting: Collecting,
) -> None:
    hidden = collecting.owing("1", name="Kanariefågel Dold", protected=True)
    collecting.assess()
    refused = collecting.send(hidden, who="anna", key="ett")
    assert (refused.file, refused.taken_off[words.NOT_YOURS]) == (None, 1)
    made = collecting.send(hidden, who="hanna", key="två")
    assert made.file is not None
    assert made.file.holds_protected
    assert made.file.file_name == "exempelinkasso-2026-11-09-1.csv"
    assert rows_of(made.file)[0]["Namn"] == "Kanariefågel Dold"


def test_leaving_out_needs_a_reason_and_holds_for_the_month_alone(collecting: Collecting) -> None:
    lease = collecting.owing("1")
    collecting.assess()
    assert ("collection_file", False) in collecting.steps(lease)
    with pytest.raises(CannotDo, match="Välj varför"):
        leave_out(collecting, lease, "because")
    with pytest.raises(CannotDo, match="Skriv varför"):
        leave_out(collecting, lease, "other")
    kept = leave_out(collecting, lease, "other", "Hyresgästen kommer på fredag")
    assert leave_out(collecting, lease, "agreed").pk == kept.pk
    assert collecting.steps(lease) == [("call", False)]
    with recorded("test"):
        actions.take_back(lease=lease, month=MONTH, on=ON)
    assert ("collection_file", False) in collecting.steps(lease)
    assert LeftOut.objects.get().taken_back_date == ON


def test_what_is_sent_is_not_left_out_afterwards(collecting: Collecting) -> None:
    lease = collecting.owing("1")
    collecting.assess()
    collecting.send(lease)
    with pytest.raises(CannotDo, match="redan lämnat till inkassobolaget"):
        leave_out(collecting, lease)


def test_the_file_is_kept_as_made_and_one_that_was_changed_is_refused(collecting: Collecting) -> None:
    lease = collecting.owing("1")
    collecting.assess()
    made = collecting.send(lease).file
    assert made is not None
    with sending.path_of(made).open("ab") as stored:
        stored.write(b"1")
    with pytest.raises(CannotDo, match="inte den som gjordes"):
        sending.content_of(made)
    sending.path_of(made).unlink()
    with pytest.raises(CannotDo, match="finns inte kvar"):
        sending.content_of(made)


def test_signs_that_the_agency_cannot_read_take_the_row_off_instead_of_being_lost(collecting: Collecting) -> None:
    lease = collecting.owing("1", name="Łucja Wójcik")
    collecting.assess()
    assert collecting.send(lease, key="ett").taken_off[words.CANNOT_BE_WRITTEN] == 1
    collecting.agency.mapping_text = shipped_text("norrkrav")
    collecting.agency.save()
    made = collecting.send(lease, key="två").file
    assert made is not None
    assert made.file_name.endswith(".xlsx")
    assert sending.content_of(made)[:2] == b"PK"


def test_a_bill_without_the_reference_the_agency_goes_by_refuses_the_whole_file(collecting: Collecting) -> None:
    lease = collecting.lease("1")
    collecting.assess()
    with pytest.raises(CannotDo, match="saknar den referens"):
        collecting.send(lease)
    assert Matter.objects.count() == 0


def test_sending_and_leaving_out_are_in_the_trail_with_ids_alone(collecting: Collecting) -> None:
    sent, left = collecting.owing("1"), collecting.owing("2")
    collecting.assess()
    leave_out(collecting, left)
    collecting.send(sent)
    told = {row.act: row.subjects for row in TrailRow.objects.filter(act__startswith="collection.")}
    assert told == {"collection.left_out": [str(left.id)], "collection.sent": [str(sent.id)]}


def test_a_matter_given_beside_kvarbo_is_written_in_once(collecting: Collecting) -> None:
    lease = collecting.owing("1")
    collecting.assess()
    with recorded("test"):
        for _ in range(2):
            actions.begin_matter(
                lease=lease, month=MONTH, agency=collecting.agency.id, sent=date(2026, 11, 6), number="A-17",
                on=ON, by=collecting.member("anna"),
            )  # fmt: skip
    matter = Matter.objects.get()
    assert (matter.sent_date, matter.agency_number, matter.capital_rent) == (date(2026, 11, 6), "A-17", 845_000)
    assert collecting.steps(lease) == [("call", False)]
    with recorded("test"), pytest.raises(CannotDo, match="har inte varit än"):
        actions.begin_matter(
            lease=lease, month=MONTH, agency=collecting.agency.id, sent=date(2026, 11, 10), number="",
            on=ON, by=collecting.member("anna"),
        )  # fmt: skip
