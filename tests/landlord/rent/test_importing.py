"""Files in: read twice, in pieces, shuffled, out of order or killed half way, the ledger ends up the same."""

from __future__ import annotations

import io
import random
from datetime import date

import pytest

from kvarbo.ground.people.models import Person, ProtectedDetails
from kvarbo.ground.trail.recorder import recorded, recording
from kvarbo.house.rooms import enter
from kvarbo.landlord.rent import reading_in
from kvarbo.landlord.rent.actions import CannotDo, accept, discard, map_columns, receive_file
from kvarbo.landlord.rent.models import (
    Bill,
    Import,
    ImportState,
    Lease,
    LeaseTenant,
    LedgerState,
    Payment,
    ProtectedAddress,
    Sighting,
)

LEDGER_HEADER = (
    "Avtalsnr;Objekttyp;Adress;Lägenhetsnr;Månadshyra;Hyresgäst 1 personnr;Hyresgäst 1 namn;Hyresgäst 1 telefon;"
    "Hyresgäst 1 skyddad;Hyresgäst 2 personnr;Hyresgäst 2 namn;Månad;Avgiftsslag;Avinr;Förfallodag;Belopp;Betaldag;"
    "Orderdag;Betalt belopp"
)
AKE = "1001;Lägenhet;Kvarnvägen 1;1101;8 412,00;;Åke-Örjan O'Neill;070-1740605;;;Siv Ek"
LEDGER = [
    f"{AKE};2026-10;Hyra;9001;2026-09-30;8 412,00;2026-10-02;2026-09-30;8 412,00",
    f"{AKE};2026-11;Hyra;9002;2026-10-30;8 412,00;2026-11-02;;4 000,00",
    f"{AKE};2026-11;Hyra;9002;2026-10-30;8 412,00;2026-11-03;;4 000,00",
    "1002;Lägenhet;Hjulgatan 7;0902;7 100,00;;Hanna Canary;070-1740699;Ja;;;2026-11;Hyra;9003;2026-10-30;7 100,00;;;",
    "1003;Lägenhet;Hjulgatan 9;1001;6 000,00;;Bo Lind;;;;;2026-10;Hyra;9004;2026-09-30;6 000,00;;;",
]
LIST_HEADER = "Avtalsnr;Objekttyp;Adress;Lägenhetsnr;Hyresgäst;Månad;Avgiftsslag;Avinr;Förfallodag;Belopp;Restbelopp"
LIST = [
    "1001;Lägenhet;Kvarnvägen 1;1101;Åke-Örjan O'Neill;2026-11;Hyra;9002;2026-10-30;8 412,00;412,00",
    "1002;Lägenhet;Hjulgatan 7;0902;Hanna Canary;2026-11;Hyra;9003;2026-10-30;7 100,00;7 100,00",
    "1004;Lägenhet;Hjulgatan 9;1002;Eva Sten;2026-11;Hyra;9005;2026-10-30;5 500,00;5 500,00",
]


def drop(
    lines: list[str], *, header: str = LEDGER_HEADER, through: str = "2026-11-03", encoding: str = "utf-8"
) -> Import:
    """Drop a file and go through it, as the page and the worker would."""
    text = "\r\n".join([header, *lines]) + "\r\n"
    with recorded("test"):
        received = receive_file(
            name="lista.csv",
            content=io.BytesIO(text.encode(encoding)),
            known_through=date.fromisoformat(through),
            by="test",
            today=date(2026, 12, 31),
        )
    with recording("test"):
        reading_in.go_through(str(received.pk), progress=lambda *_: None)
    received.refresh_from_db()
    return received


def read(lines: list[str], **how: str) -> Import:
    """Drop a file, accept it and read it in."""
    received = drop(lines, **how)
    assert received.state == ImportState.READ, received.refusal
    with recorded("test"):
        accept(received=received, by="test")
    with recording("test"):
        reading_in.read_in(str(received.pk), progress=lambda *_: None)
    received.refresh_from_db()
    assert received.state == ImportState.APPLIED
    return received


def state() -> dict[str, list[tuple]]:
    """Everything a file can tell, without what happens to differ between two readings (ids and import numbers)."""
    return {
        "leases": sorted(Lease.objects.values_list("source_key", "number", "address", "flat", "rent", "is_protected")),
        "people": sorted(Person.objects.values_list("source_key", "name", "phone", "is_protected")),
        "ties": sorted(LeaseTenant.objects.values_list("lease__source_key", "person__source_key", "role")),
        "bills": sorted(Bill.objects.values_list("lease__source_key", "key", "amount", "due_date")),
        "payments": sorted(
            Payment.objects.values_list("lease__source_key", "key", "booked_date", "amount", "cause_unknown")
        ),
        "sightings": sorted(Sighting.objects.values_list("bill__key", "list_date", "remaining")),
        "through": [tuple(LedgerState.objects.values_list("known_through", flat=True))],
    }


@pytest.fixture
def landlord(rooms):
    with enter(rooms["kvarnbyhem"]) as room:
        yield room


def test_a_ledger_gives_leases_people_bills_and_both_dates_of_a_payment(landlord):
    read(LEDGER)
    assert Lease.objects.count() == 3
    assert Bill.objects.count() == 4
    paid = Payment.objects.get(bill__number="9001")
    assert (paid.booked_date, paid.order_received_date) == (date(2026, 10, 2), date(2026, 9, 30))
    assert Payment.objects.filter(bill__number="9002").count() == 2
    assert sorted(LeaseTenant.objects.filter(lease__source_key="1001").values_list("person__name", "role")) == [
        ("Siv Ek", "co_tenant"),
        ("Åke-Örjan O'Neill", "tenant"),
    ]


def test_the_dry_run_counts_and_changes_nothing(landlord):
    before = state()
    received = drop(LEDGER)
    assert received.summary["counts"]["leases_new"] == 3
    assert received.summary["counts"]["bills_new"] == 4
    assert received.summary["counts"]["payments_new"] == 3
    assert state() == before


def test_the_same_file_ten_times_shuffled_split_and_in_other_encodings_gives_the_same(landlord, rooms):
    read(LEDGER)
    once = state()
    for turn in range(5):  # two pieces each: ten files
        shuffled = random.Random(turn).sample(LEDGER, len(LEDGER))
        half = len(shuffled) // 2
        encoding = ("utf-8", "utf-8-sig", "cp1252", "utf-16")[turn % 4]
        read(shuffled[:half], encoding=encoding)
        read(shuffled[half:], encoding=encoding)
    assert state() == once
    with enter(rooms["granngarden"]):
        for line in (LEDGER[3:], LEDGER[:1], LEDGER[1:3]):
            read(line)
        assert state() == once


def test_a_protected_person_stands_only_in_the_protected_tables(landlord):
    read(LEDGER)
    lease = Lease.objects.get(source_key="1002")
    assert (lease.number, lease.address, lease.flat, lease.is_protected) == ("", "", "", True)
    person = Person.objects.get(is_protected=True)
    assert (person.name, person.phone) == ("", "")
    assert ProtectedDetails.objects.get(person=person).name == "Hanna Canary"
    assert ProtectedAddress.objects.get(lease=lease).address == "Hjulgatan 7"


def test_a_later_file_without_the_mark_does_not_open_a_protected_address(landlord):
    read(LEDGER)
    received = read([LEDGER[3].replace(";Ja;", ";Nej;")])
    assert Lease.objects.get(source_key="1002").address == ""
    assert not Person.objects.filter(name="Hanna Canary").exists()
    assert received.summary["counts"]["protection_kept"] == 1


def test_someone_who_becomes_protected_is_hidden_by_the_next_file(landlord):
    read(LEDGER)
    read([line.replace("070-1740605;;", "070-1740605;Ja;") for line in LEDGER])
    lease = Lease.objects.get(source_key="1001")
    assert (lease.address, lease.number) == ("", "")
    assert ProtectedAddress.objects.get(lease=lease).address == "Kvarnvägen 1"
    assert not Person.objects.filter(name__contains="O'Neill").exists()


def test_what_is_gone_from_the_list_is_settled_cause_unknown_and_smaller_means_part_paid(landlord):
    read(LEDGER)
    received = read(LIST, header=LIST_HEADER, through="2026-11-05")
    settled = dict(Payment.objects.filter(cause_unknown=True).values_list("bill__number", "amount"))
    assert settled == {"9004": 600_000}
    assert received.summary["settled"] == 1
    read(LIST[1:], header=LIST_HEADER, through="2026-11-06")
    settled = Payment.objects.filter(cause_unknown=True, bill__number="9002").values_list("booked_date", "amount")
    assert list(settled) == [(date(2026, 11, 6), 41_200)]


def test_a_list_in_two_pieces_ends_like_the_whole_list(landlord, rooms):
    read(LEDGER)
    read(LIST, header=LIST_HEADER, through="2026-11-05")
    whole = state()
    with enter(rooms["granngarden"]):
        read(LEDGER)
        read(LIST[2:], header=LIST_HEADER, through="2026-11-05")
        read(LIST[:2], header=LIST_HEADER, through="2026-11-05")
        assert state() == whole


def test_a_list_from_yesterday_after_todays_is_read_as_history_and_says_so(landlord):
    read([LIST[0]], header=LIST_HEADER, through="2026-11-05")
    received = drop(LIST, header=LIST_HEADER, through="2026-11-04")
    assert (received.state, received.summary["warnings"]) == (
        ImportState.READ,
        [
            "Listan från ons 4 november 2026 är äldre än det som redan är inläst. Den läses som historik: nyare listor "
            "säger vad som är betalt sedan dess, och inget om avtal eller personer ändras."
        ],
    )
    read(LIST, header=LIST_HEADER, through="2026-11-04")
    settled = Payment.objects.filter(cause_unknown=True).values_list("bill__number", "booked_date", "amount")
    assert sorted(settled) == [
        ("9002", date(2026, 11, 4), 800_000),
        ("9003", date(2026, 11, 5), 710_000),
        ("9005", date(2026, 11, 5), 550_000),
    ]
    assert LedgerState.objects.get().known_through == date(2026, 11, 5)


def test_a_list_older_than_the_ledger_without_a_newer_list_is_refused_with_what_to_do(landlord):
    read(LEDGER, through="2026-11-05")
    before = state()
    received = drop(LIST, header=LIST_HEADER, through="2026-11-04")
    assert received.state == ImportState.REFUSED
    assert "Utan en nyare lista skulle det se ut som om betalda hyror var obetalda" in received.refusal
    assert state() == before


def test_a_lease_whose_row_could_not_be_read_is_not_taken_as_settled(landlord):
    read(LIST, header=LIST_HEADER, through="2026-11-05")
    broken = LIST[0].replace("412,00;412,00", "412,00;fyrahundra")
    read([broken, *LIST[1:2]], header=LIST_HEADER, through="2026-11-06")
    assert dict(
        Payment.objects.filter(cause_unknown=True, booked_date="2026-11-06").values_list("bill__number", "amount")
    ) == {"9005": 550_000}


def test_a_newer_ledger_that_says_unpaid_is_believed_over_an_older_list(landlord):
    read(LEDGER)
    read(LIST, header=LIST_HEADER, through="2026-11-05")
    read(LEDGER, through="2026-11-20")
    assert not Payment.objects.filter(cause_unknown=True, bill__number="9004").exists()


def test_killed_half_way_nothing_is_seen_and_a_second_run_ends_the_same(landlord, rooms, monkeypatch):
    with enter(rooms["granngarden"]):
        read(LEDGER)
        whole = state()
    received = drop(LEDGER)
    with recorded("test"):
        accept(received=received, by="test")
    with monkeypatch.context() as patched, recording("test"):
        patched.setattr(reading_in, "_finish", _killed)
        with pytest.raises(KeyboardInterrupt):
            reading_in.read_in(str(received.pk), progress=lambda *_: None)
    assert LedgerState.objects.get(pk=1).visible_import == 0
    with recording("test"):
        reading_in.read_in(str(received.pk), progress=lambda *_: None)
    assert state() == whole


def _killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_a_corrected_amount_is_taken_from_a_newer_file_and_not_from_an_older(landlord):
    read(LEDGER)
    read([LEDGER[4].replace("6 000,00;;;", "6 200,00;;;")], through="2026-11-10")
    assert Bill.objects.get(number="9004").amount == 620_000
    read(LEDGER, through="2026-11-02")
    assert Bill.objects.get(number="9004").amount == 620_000


def test_a_file_for_a_day_to_come_is_refused(landlord):
    with recorded("test"), pytest.raises(CannotDo, match="framtiden"):
        receive_file(
            name="a.csv", content=io.BytesIO(b"x"), known_through=date(2027, 1, 2), by="t", today=date(2027, 1, 1)
        )


def test_columns_that_were_not_understood_can_be_named_and_are_remembered(landlord):
    header = "Kundkod;Avtalsnummer;Förfallodag;Att få in"
    received = drop(["77;1001;2026-10-30;900,00"], header=header)
    assert received.state == ImportState.REFUSED
    assert received.summary.get("header") == ["Kundkod", "Avtalsnummer", "Förfallodag", "Att få in"]
    assert received.summary["patterns"] == [["00", "0000", "0000-00-00", "000,00"]]
    with recorded("test"):
        map_columns(received=received, mapping={"remaining": "Att få in"}, known_through=None, by="test")
    with recording("test"):
        reading_in.go_through(str(received.pk), progress=lambda *_: None)
    received.refresh_from_db()
    assert (received.state, received.kind) == (ImportState.READ, "open_items")
    assert drop(["77;1001;2026-10-30;800,00"], header=header).state == ImportState.READ


def test_an_empty_list_is_not_taken_to_say_that_everybody_has_paid(landlord):
    read(LEDGER)
    received = drop([], header=LIST_HEADER, through="2026-11-05")
    assert received.state == ImportState.REFUSED
    assert "inga rader" in received.refusal


def test_the_dry_run_of_a_list_says_how_many_would_count_as_paid(landlord):
    read(LEDGER)
    assert drop(LIST[:1], header=LIST_HEADER, through="2026-11-05").summary["settled"] == 2


def test_a_payment_moved_to_another_bill_in_a_newer_ledger_is_counted_once(landlord, rooms):
    wrong = [LEDGER[3], LEDGER[4].replace(";;;", ";2026-11-02;;7 100,00")]
    right = [LEDGER[3].replace("7 100,00;;;", "7 100,00;2026-11-02;;7 100,00"), LEDGER[4]]
    read(wrong, through="2026-11-03")
    read(right, through="2026-11-04")
    assert list(Payment.objects.values_list("bill__number", "amount")) == [("9003", 710_000)]
    with enter(rooms["granngarden"]):
        read(LEDGER, through="2026-11-02")
        read(LEDGER[:2], through="2026-11-04")
        read(LEDGER[2:], through="2026-11-04")
        assert Payment.objects.filter(bill__number="9002").count() == 2


def test_headings_in_words_of_ones_own_are_asked_about_and_never_a_row_of_data(landlord):
    header = "Ref A;Sort B;Plats C;Vem D;Gäller E;Vad F;Dag H;Öppet J"
    received = drop(["9901;Lägenhet;Provgränd 1;Bo Lind;2026-11;Hyra;2026-10-30;7 100,00"], header=header)
    assert received.state == ImportState.REFUSED
    assert received.summary["header"] == header.split(";")


def test_a_list_where_no_row_could_be_read_says_where_and_does_not_speak_of_an_empty_list(landlord):
    received = drop(["1001;Lägenhet;Kvarnvägen 1;1101;Bo Lind;2026-11;Hyra;9002;1899-12-31;8 412,00;412,00"],
                    header=LIST_HEADER)  # fmt: skip
    assert received.state == ImportState.REFUSED
    assert "Det första felet står på rad 2 i kolumnen Förfallodag." in received.refusal
    assert [error["line"] for error in received.errors] == [2]


def test_what_the_dry_run_showed_is_what_is_read_in_and_nothing_is_left_behind(landlord):
    received = drop(LEDGER)
    stored = reading_in.file_path(received)
    assert len(list(stored.parent.glob(f"{stored.name}-read*"))) == 1
    stored.write_bytes(b"somebody has changed the file meanwhile")
    with recorded("test"):
        accept(received=received, by="test")
    with recording("test"):
        reading_in.read_in(str(received.pk), progress=lambda *_: None)
    assert Lease.objects.count() == 3
    assert list(stored.parent.glob(f"{stored.name}-read*")) == []


def test_a_file_that_is_taken_away_leaves_nothing_of_its_rows(landlord):
    received = drop(LEDGER)
    stored = reading_in.file_path(received)
    with recorded("test"):
        discard(received=received)
    assert list(stored.parent.glob(f"{stored.name}*")) == []


def test_a_list_that_lacks_columns_takes_nothing_away(landlord):
    header = (
        "Avtalsnr;Objekttyp;Adress;Lägenhetsnr;Avtal från;Avtal till;Månadshyra;Hyresgäst 1 personnr;Hyresgäst 1 namn"
    )
    header += (
        ";Hyresgäst 1 telefon;Hyresgäst 1 skyddad;Månad;Avgiftsslag;Avinr;Förfallodag;Belopp;Betaldag;Betalt belopp"
    )
    paid = "2026-11;Hyra;1;2026-10-30;900,00;;"
    read(
        [
            f"7001;Lägenhet;Kvarnvägen 1;1101;2020-01-01;2026-12-31;900,00;;Bo Ek;070-1740605;;{paid}",
            f"7002;Lägenhet;Hjulgatan 2;1102;2021-01-01;;900,00;;Siv Ek;070-1740606;Ja;{paid.replace(';1;', ';2;')}",
        ],
        header=header,
    )
    lists = [f"700{number};Namn {number};2026-11;Hyra;{number};2026-10-30;900,00" for number in (1, 2)]
    header = "Avtalsnr;Hyresgäst;Månad;Avgiftsslag;Avinr;Förfallodag;Restbelopp"
    read(
        [lists[0].replace("Namn 1", "Bo Ek"), lists[1].replace("Namn 2", "Siv Ek")], header=header, through="2026-11-05"
    )
    lease = Lease.objects.get(source_key="7001")
    assert (lease.address, lease.end_date, lease.rent) == ("Kvarnvägen 1", date(2026, 12, 31), 90_000)
    assert Person.objects.get(name="Bo Ek").phone == "070-1740605"
    hidden = Lease.objects.get(source_key="7002")
    assert (hidden.address, hidden.start_date, hidden.is_protected) == ("", date(2021, 1, 1), True)
    assert ProtectedAddress.objects.get(lease=hidden).address == "Hjulgatan 2"
    assert ProtectedDetails.objects.get(name="Siv Ek").phone == "070-1740606"
