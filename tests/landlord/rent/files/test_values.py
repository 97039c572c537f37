"""Amounts, dates, months and words as systems and people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvarbo.core.facts import BillKind, LeaseKind
from kvarbo.landlord.rent.files import values
from kvarbo.landlord.rent.files.refusal import TwoReadings, Unreadable
from kvarbo.landlord.rent.files.values import Habits

SPACES = ["", " ", "\u00a0", "\u2009", "\u202f", "\u2007", "'"]


@pytest.mark.parametrize(
    ("written", "ore"),
    [
        ("1 234,5", 123450), ("1.234,50", 123450), ("1234.5", 123450), ("−500", -50000), ("1,234.50", 123450),
        ("8450", 845000), ("8 450 kr", 845000), ("8450:-", 845000), ("SEK 8450,00", 845000), ("(500,25)", -50025),
        ("500-", -50000), ("–12,30", -1230), ("0", 0), ("0,500", 50), (",50", 50), ("0000000000000000012", 1200),
        ("1.234.567,89", 123456789),
        ("1234,5000", 123450), ("+7", 700), ("12.345.678", None),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_it_was_meant(written, ore):
    if ore is None:
        with pytest.raises(Unreadable, match="orimligt"):
            values.amount(written)
    else:
        assert values.amount(written) == ore


@given(st.integers(-99_999_999, 99_999_999), st.sampled_from(SPACES), st.sampled_from("-−"))
def test_every_thousands_space_and_minus_gives_the_same_amount(ore, space, minus):
    whole, rest = divmod(abs(ore), 100)
    written = f"{whole:,}".replace(",", space) + f",{rest:02}"
    assert values.amount(minus + written if ore < 0 else written) == ore


@pytest.mark.parametrize("written", ["1.234", "1,234", "12.345"])
def test_an_amount_with_two_readings_is_refused_with_both_unless_the_file_shows_its_habit(written):
    with pytest.raises(TwoReadings, match=r"kan läsas som .* kr eller som"):
        values.amount(written)
    whole = int(written.replace(".", "").replace(",", ""))
    assert values.amount(written, Habits(thousands=written[-4])) == whole * 100


@pytest.mark.parametrize("written", ["", "abc", "12a", "1.2.3", "1,2.3,4", "1 234,567", "--5", "=1+1", "1e5", "١٢٣x"])
def test_what_is_not_an_amount_is_refused(written):
    with pytest.raises(Unreadable):
        values.amount(written)


@pytest.mark.parametrize(
    "written",
    ["2026-11-01", "20261101", "1.11.2026", "01.11.2026", "2026/11/01", "2026-11-01 00:00:00", "1 nov 2026",
     "1 november 2026", "46327", "46327.0"],
)  # fmt: skip
def test_a_date_is_read_in_every_usual_writing(written):
    assert values.day(written) == date(2026, 11, 1)


def test_a_slashed_date_with_two_readings_needs_the_file_s_habit():
    with pytest.raises(TwoReadings, match="1 november eller 11 januari"):
        values.day("01/11/2026")
    assert values.day("01/11/2026", Habits(day_first=True)) == date(2026, 11, 1)
    assert values.day("01/11/2026", Habits(day_first=False)) == date(2026, 1, 11)
    assert values.day("30/11/2026") == date(2026, 11, 30)


@pytest.mark.parametrize("written", ["2026-02-30", "32.1.2026", "2026-13-01", "i går", "123", "0000-00-00"])
def test_a_date_outside_the_calendar_is_refused(written):
    with pytest.raises(Unreadable):
        values.day(written)


@pytest.mark.parametrize("year", [1899, 2099])
def test_an_implausible_year_is_refused_with_the_reason(year):
    with pytest.raises(Unreadable, match=f"{year}-01-01 är orimligt"):
        values.between(date(year, 1, 1), date(2000, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    "written",
    [
        "2026-11",
        "2026-11-15",
        "nov 2026",
        "november 2026",
        "Nov-26",
        "nov 26",
        "2611",
        "202611",
        "11/2026",
        "2026 november",
    ],
)
def test_a_month_is_read_in_every_usual_writing(written):
    assert values.month(written) == date(2026, 11, 1)


@pytest.mark.parametrize("written", ["2026-13", "foo 2026", "2699", "now"])
def test_a_month_that_does_not_exist_is_refused(written):
    with pytest.raises(Unreadable):
        values.month(written)


def test_ja_and_nej_and_unknown_are_three_answers_and_a_protection_word_is_never_a_no():
    assert [values.yes_or_no(cell) for cell in ("Ja", "x", "NEJ", "0", "", " ")] == [
        True,
        True,
        False,
        False,
        None,
        None,
    ]
    assert values.protected("Sekretessmarkering") is True
    with pytest.raises(Unreadable):
        values.protected("kanske")


def test_kinds_are_known_by_their_swedish_words_and_unknown_words_are_refused():
    assert values.lease_kind("P-plats") is LeaseKind.GARAGE
    assert values.lease_kind("BOSTADSLÄGENHET") is LeaseKind.DWELLING
    assert values.bill_kind("Hemförsäkring") is BillKind.INSURANCE
    with pytest.raises(Unreadable, match="Objekttypen"):
        values.lease_kind("kvast")


def test_names_keep_their_signs_but_lose_control_and_direction_signs():
    assert values.text("  =SUMMA(A1) ") == "=SUMMA(A1)"
    assert values.text("Åsa\u202eÖ\u0000\u200fberg 🏚") == "ÅsaÖberg 🏚"
    assert values.text("👩\u200d👧") == "👩\u200d👧"
    assert values.text("محمد") == "محمد"
    assert values.text("x" * 200) == "x" * 200
    with pytest.raises(Unreadable, match="201 tecken"):
        values.text("x" * 201)


def test_what_excel_does_to_numbers_is_undone_only_when_nothing_is_lost():
    assert values.whole_number_text("0012") == "0012"
    assert values.whole_number_text("12345.0") == "12345"
    assert values.whole_number_text("1.98507099805E11") == "198507099805"
    with pytest.raises(Unreadable, match="siffror är borta"):
        values.whole_number_text("1,98507E+11")
    assert values.phone("701740605") == "0701740605"


def answered(parse, cell):
    """Whether a parser gave a value or refused in Swedish words; anything else it raises is a fault."""
    try:
        parse(cell)
    except Unreadable as fault:
        return len(str(fault)) > 20
    return True


@given(st.text(max_size=40))
def test_no_text_whatever_breaks_a_parser(cell):
    parsers = (
        values.amount, values.day, values.month, values.text, values.whole_number_text, values.yes_or_no,
        values.protected, values.lease_kind, values.bill_kind, values.count, values.phone, values.amount_marks,
        values.slashed_parts,
    )  # fmt: skip
    assert all(answered(parse, cell) for parse in parsers)
