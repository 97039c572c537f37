"""camt.054 and camt.053 as banks write them: every payment to the öre, with its own two days."""

from datetime import date

import pytest

from kvarbo.landlord.rent.bank.rows import Part
from tests.landlord.rent.bank.made_files import camt, payment, payments_of, read_here, without_places

PAYMENTS = [
    payment(serial="A1", payer_name="Åsa Öberg", payer_account="SE4550000000058398257466",
            order_received=date(2026, 10, 29)),
    payment(123_45, "", text="hyra november & el", serial="A2", payer_account="5805"),
    payment(1_000_00, "", parts=(Part("1234574", 600_00), Part("10023489", 400_00)), serial="A3",
            payer_name="Dödsboet efter Åke", payer_identity="5560360793"),
    payment(-845_000, "655969", serial="A4"),
    payment(50, "657866"),
]  # fmt: skip


@pytest.mark.parametrize("message", ["camt.054", "camt.053"])
@pytest.mark.parametrize("version", ["02", "08"])
@pytest.mark.parametrize("batch", [1, 3])
def test_every_payment_comes_out_as_it_was_written(message, version, batch):
    content = camt(PAYMENTS, message=message, version=version, batch=batch)
    with read_here(content) as reading:
        assert without_places([row.payment for row in reading.rows]) == without_places(PAYMENTS)
        assert (reading.format, reading.version, reading.payments) == (message, version, 5)
        assert reading.total == 123_45 + 1_000_00 + 50
        assert (reading.latest_booked, reading.through) == (date(2026, 10, 30), date(2026, 10, 30))
        section = reading.sections[0]
    assert (section.account, section.account_kind, section.currency) == ("9912346", "bankgiro", "SEK")


def test_payments_alike_in_everything_are_numbered():
    assert [one.ordinal for one in payments_of(camt([payment(), payment(), payment(1)]))] == [1, 2, 1]
