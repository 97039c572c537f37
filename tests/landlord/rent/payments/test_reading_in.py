"""A payment file is dropped where lists are dropped: gone through first, read in whole, and the next one warned of."""

from __future__ import annotations

import io
from datetime import date

from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded, recording
from kvarbo.landlord import work
from kvarbo.landlord.rent.actions import accept, receive_file
from kvarbo.landlord.rent.models import Bill, Import, ImportState, LedgerState
from kvarbo.landlord.rent.payments.models import IncomingPayment
from tests.landlord.rent.bank.made_files import camt, payment
from tests.landlord.rent.payments.conftest import RENT

DAY = date(2026, 11, 5)


def drop(content: bytes, *, name: str = "kontohandelser.xml", through: date | None = None) -> Import:
    with recorded("test"):
        received = receive_file(
            name=name, content=io.BytesIO(content), known_through=through, by="Anna", today=date(2026, 11, 9)
        )
    with recording("test"):
        work.go_through({"import": str(received.pk)}, lambda *_: None)
    received.refresh_from_db()
    return received


def read(content: bytes) -> Import:
    received = drop(content)
    assert received.state == ImportState.READ, received.refusal
    with recorded("test"):
        accept(received=received, by="Anna")
    with recording("test"):
        work.read_in({"import": str(received.pk)}, lambda *_: None)
    received.refresh_from_db()
    return received


def two_payments(**how) -> bytes:
    paid = payment(RENT, "10023489", booked=DAY, serial="1")
    unknown = payment(500_000, "", booked=DAY, serial="2", text="hyra", payer_name="Nils Ek")
    return camt([paid, unknown], through=DAY, **how)


def test_the_dry_run_tells_how_much_would_wait_and_changes_nothing(landlord) -> None:
    landlord.lease()
    Bill.objects.update(ocr="10023489", ocr_key="10023489")
    received = drop(two_payments())
    assert (received.state, received.kind, received.summary["counts"]) == (
        ImportState.READ,
        "bank",
        {"bank_payments": 2, "bank_new": 2, "bank_placed": 1, "bank_waiting": 1},
    )
    assert not IncomingPayment.objects.exists()
    assert received.summary["warnings"] == [
        "Filen gäller bankgiro 9912346, som inte har lästs in förut. Kontrollera att det är ert."
    ]


def test_read_in_it_says_what_is_known_and_leads_to_what_waits(landlord) -> None:
    landlord.lease()
    Bill.objects.update(ocr="10023489", ocr_key="10023489")
    received = read(two_payments())
    assert (received.state, received.summary["counts"]["bank_waiting"]) == (ImportState.APPLIED, 1)
    assert LedgerState.objects.get().known_through == DAY
    page = landlord.client("anna").get(landlord.url(f"filer/{received.pk}/")).content.decode()
    assert "Placera dem under Inbetalningar" in page
    assert TrailRow.objects.get(act="file.read_in").about["through"] == DAY.isoformat()


def test_the_account_that_lags_decides_until_when_payments_are_known(landlord) -> None:
    read(two_payments())
    other = camt(
        [payment(100, "1", booked=date(2026, 11, 3), serial="9")], account="5200058", through=date(2026, 11, 3)
    )
    read(other)
    assert LedgerState.objects.get().known_through == date(2026, 11, 3)


def test_the_same_days_payments_under_other_names_are_warned_of_before_they_count_twice(landlord) -> None:
    read(two_payments())
    assert drop(two_payments(number=7)).summary["warnings"] == [
        "Alla betalningar i filen är redan inlästa. Ingenting ändras."
    ]
    renamed = two_payments(number=7).replace(b"<AcctSvcrRef>", b"<AcctSvcrRef>X")
    assert drop(renamed).summary["warnings"] == [
        "tors 5 november 2026 har 2 betalningar med samma summa redan lästs in ur en annan fil. Är det samma "
        "betalningar i ett annat format, till exempel BgMax och camt, ska bara den ena läsas in: annars räknas de två "
        "gånger."
    ]


def test_a_broken_file_is_refused_whole_with_the_place_and_the_difference(landlord) -> None:
    received = drop(two_payments().replace(b"8450.00", b"8451.00", 1))
    assert received.state == ImportState.REFUSED
    assert "1,00" in received.refusal
    assert not IncomingPayment.objects.exists()
