"""Payment files damaged or made to harm: refused in words, or read right; never something in between."""

import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvarbo.ground.limited.limits import Limits
from kvarbo.landlord.rent.bank.camt import CamtFile
from kvarbo.landlord.rent.bank.gathering import Gathered
from kvarbo.landlord.rent.bank.reading import kept_bank_reading, payment_key, read_bank_file
from kvarbo.landlord.rent.bank.rows import BankFormat, Part
from kvarbo.landlord.rent.files.reading import kept_reading, read_file
from kvarbo.landlord.rent.files.refusal import CannotRead
from tests.landlord.rent.bank.made_files import ON, bgmax, camt, csv_events, payment, read_here, without_places
from tests.landlord.rent.files.lists import LEDGER, LEDGER_ROWS, csv_bytes

PAYMENTS = [
    payment(serial="000000000017", payer_name="Åsa Öberg", payer_account="5805123", payer_identity="5560360793"),
    payment(1_234_56, "", text="hyra & el", serial="000000000018"),
    payment(100_000, "", parts=(Part("1234574", 60_000), Part("10023489", 40_000)), serial="000000000019"),
]
FILES = {
    "camt.054": camt(PAYMENTS),
    "camt.053 in a batch": camt(PAYMENTS, message="camt.053", version="02", batch=3),
    "BgMax": bgmax(PAYMENTS),
}
AMOUNTS = sorted(one.amount for one in PAYMENTS)
LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(f"<!ENTITY b{n} '{'&a;' * 9}'>" for n in range(9)) + "]>"
CAMT = camt(PAYMENTS).decode()


@given(kind=st.sampled_from(sorted(FILES)), place=st.integers(0, 10_000), byte=st.integers(0, 255), cut=st.booleans())
@settings(max_examples=400, deadline=None)
def test_a_file_damaged_anywhere_is_refused_or_its_money_is_right(kind, place, byte, cut):
    content = FILES[kind]
    place %= len(content)
    damaged = content[:place] if cut else content[:place] + bytes([byte]) + content[place + 1 :]
    try:
        with read_here(damaged) as reading:
            amounts = sorted(row.payment.amount for row in reading.rows)
    except CannotRead:
        return
    assert amounts == AMOUNTS


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_bytes_of_any_kind_are_refused_in_words(content):
    with pytest.raises(CannotRead, match=r"\w"):
        read_here(content)


HOSTILE = [
    ("empty", b"", "Filen är tom"),
    ("blanks", b" \r\n ", "Filen är tom"),
    ("billion laughs", CAMT.replace("<Document", LAUGHS + "<Document", 1).encode(), "DOCTYPE"),
    (
        "outer entity",
        CAMT.replace("<Document", '<!DOCTYPE x SYSTEM "file:///etc/passwd"><Document', 1).encode(),
        "DOCT",
    ),
    ("unknown entity", CAMT.replace("Åsa", "&asa;", 1).encode(), "inte hel XML"),
    ("another message", CAMT.replace("camt.054.001.08", "pain.001.001.03").encode(), "pain.001 version 03"),
    (
        "another version",
        CAMT.replace("camt.054.001.08", "camt.054.001.04").encode(),
        "camt.054 version 04. Kvarbo läser",
    ),
    ("intraday", CAMT.replace("camt.054", "camt.052").encode(), "camt.052"),
    ("wrong message", CAMT.replace("camt.054.001", "camt.053.001").encode(), "men innehåller BkToCstmrDbtCdtNtfctn"),
    ("no name space", CAMT.replace(' xmlns="urn', ' x="urn').encode(), "inte en betalningsfil"),
    ("changed name space", CAMT.replace("<Ntfctn>", '<Ntfctn xmlns="x">').encode(), "byter namnrymd"),
    ("only a root", b"<Document/>", "inte en betalningsfil"),
    ("a web page", b"<html><body>x</body></html>", "inte en betalningsfil"),
    ("cut", CAMT[:-30].encode(), "inte hel XML: rad .*slutar mitt i"),
    ("PDF", b"%PDF-1.7;", "inte en betalningsfil"),
    ("zip", b"PK\x03\x04;;", "inte en betalningsfil"),
    ("NUL", b"Datum;Text;Belopp\r\n2026-10-30;\x00;1", "inte en betalningsfil|NUL"),
    ("giant post", CAMT.replace("Åsa", "x" * 9_000_000, 1).encode(), "orimligt stor"),
]


@pytest.mark.parametrize(("content", "message"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE])
def test_a_hostile_file_is_refused_with_a_reason(content, message):
    with pytest.raises(CannotRead, match=message):
        read_here(content)


def test_comments_instructions_and_cdata_hide_and_forge_nothing():
    forged = "<!-- <Ntry> </TxDtls> --><?x </Ntry>?>"
    content = CAMT.replace("<Ntry>", forged + "<Ntry>").replace("Åsa Öberg", "<![CDATA[Åsa & <b>]]> Öberg")
    with read_here(content.encode()) as reading:
        found = [row.payment for row in reading.rows]
    assert [one.amount for one in found] == [one.amount for one in PAYMENTS]
    assert found[0].payer_name == "Åsa & <b> Öberg"


def test_deep_nesting_is_read_past():
    deep = "<X>" * 5_000 + "</X>" * 5_000
    with read_here(CAMT.replace("<BkTxCd>", deep + "<BkTxCd>", 1).encode()) as reading:
        assert len(reading.rows) == 3


def test_posts_of_many_shapes_are_read_as_when_each_is_walked_by_itself():
    many = [payment(100 + number, str(number), text="x") for number in range(400)]
    first, *posts = camt(many).decode().split("<Ustrd>x</Ustrd>")
    lines = ["".join(f"<Ustrd>rad {line}</Ustrd>" for line in range(number % 40)) for number in range(400)]
    content = (first + "".join(map("".join, zip(lines, posts, strict=True)))).encode()
    told = []
    for most_shapes in (0, 3, 300):
        told.append(list(CamtFile(Gathered(BankFormat.CAMT_054), most_shapes).rows(lambda: io.BytesIO(content))))
    assert told[0] == told[1] == told[2]
    assert [row[8] for row in told[0][:3]] == ["", "rad 0", "rad 0 rad 1"]
    assert [row[3] for row in told[0]] == [one.amount for one in many]


def test_the_limited_process_gives_the_same_and_can_be_kept(tmp_path):
    path = tmp_path / "fil.xml"
    path.write_bytes(FILES["camt.054"])
    with read_bank_file(path, on=ON) as reading, read_here(FILES["camt.054"]) as here:
        assert list(reading.rows) == list(here.rows)
        assert [len(chunk) for chunk in reading.rows.chunks(2)] == [2, 1]
        reading.rows.keep_at(tmp_path / "kept")
    with kept_bank_reading(tmp_path / "kept") as kept:
        assert without_places([row.payment for row in kept.rows]) == without_places(PAYMENTS)
        assert (kept.sections, kept.total, kept.through) == (here.sections, here.total, here.through)
    assert kept_reading(tmp_path / "kept") is None
    with pytest.raises(CannotRead, match="DOCTYPE"):
        read_bank_file(io.BytesIO(HOSTILE[2][1]), on=ON)
    with pytest.raises(CannotRead, match="går inte att öppna"):
        read_bank_file(tmp_path / "saknas", on=ON)


def test_what_was_kept_of_a_list_or_not_at_all_is_no_payments(tmp_path):
    with read_file(io.BytesIO(csv_bytes(LEDGER, LEDGER_ROWS)), on=ON) as reading:
        reading.rows.keep_at(tmp_path / "list")
    (tmp_path / "broken").write_bytes(b"{")
    assert kept_bank_reading(tmp_path / "list") is None
    assert kept_bank_reading(tmp_path / "broken") is None
    assert kept_bank_reading(tmp_path / "saknas") is None


def test_twenty_thousand_payments_come_through_and_limits_refuse_in_words():
    many = [payment(100 + number, str(number), serial=f"S{number}") for number in range(20_000)]
    content = camt(many, batch=7)
    with read_bank_file(io.BytesIO(content), on=ON) as reading:
        assert (len(reading.rows), reading.total) == (20_000, sum(one.amount for one in many))
        keys = {payment_key(reading.sections[row.section], row.payment) for row in reading.rows}
    assert len(keys) == 20_000
    with pytest.raises(CannotRead, match="större än 1 MB"):
        read_bank_file(io.BytesIO(content), on=ON, limits=Limits(input=1_000_000))
    with pytest.raises(CannotRead, match=r"för stor|disk full"):
        read_bank_file(io.BytesIO(content), on=ON, limits=Limits(output=10_000))
    with pytest.raises(CannotRead, match="tog för lång tid"):
        read_bank_file(io.BytesIO(content), on=ON, limits=Limits(wall_seconds=0))


def test_a_day_after_the_reading_is_refused():
    for content in (camt([payment()]), bgmax([payment()]), csv_events([payment()])):
        with pytest.raises(CannotRead, match="ligger efter dagen då filen läses"):
            read_here(content, on=date(2026, 10, 29).isoformat())
