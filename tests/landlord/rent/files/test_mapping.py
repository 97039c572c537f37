"""Columns are recognised by the words systems print above them, and the sender's own choice overrules."""

import pytest

from kvarbo.landlord.rent.files.columns import FIELDS, SWEDISH, WORDS
from kvarbo.landlord.rent.files.mapping import map_columns, recognised
from kvarbo.landlord.rent.files.refusal import CannotRead
from kvarbo.landlord.rent.files.rows import FileKind
from tests.landlord.rent.files.lists import LEDGER, OPEN_ITEMS


def test_every_field_has_words_and_a_swedish_name():
    assert set(WORDS) == set(SWEDISH) == set(FIELDS)


def test_no_word_stands_for_two_fields():
    words = [word for ranks in WORDS.values() for word in ranks]
    assert sorted(words) == sorted(set(words))


def test_every_column_of_our_own_lists_is_recognised():
    for header, kind in ((LEDGER, FileKind.LEDGER), (OPEN_ITEMS, FileKind.OPEN_ITEMS)):
        mapped = map_columns(header)
        assert (mapped.kind, mapped.unused, len(mapped.places)) == (kind, (), len(header))


def test_words_are_known_whatever_their_case_spaces_and_punctuation():
    assert recognised(["AVTALS-NR", " Forfallodag ", "Rest belopp", "Hyresgäst 1: e-post"]) == 4


def test_the_sender_s_choice_overrules_and_can_leave_a_field_unread():
    header = [*OPEN_ITEMS, "Kvar"]
    mapped = map_columns(header, {"remaining": "kvar", "tenant1_phone": ""})
    assert mapped.names["remaining"] == "Kvar"
    assert set(mapped.unused) == {"Telefon", "Restbelopp"}
    assert map_columns(header, dict(mapped.names)).names == mapped.names | {"tenant1_phone": "Telefon"}


@pytest.mark.parametrize(
    ("header", "chosen", "message"),
    [
        (OPEN_ITEMS, {"remaining": "Saldo"}, "men den finns inte"),
        (OPEN_ITEMS, {"saldo": "Belopp"}, "som inte finns"),
        ([*OPEN_ITEMS, "Restbelopp"], {}, "finns 2 gånger"),
    ],
)
def test_a_doubtful_column_is_refused(header, chosen, message):
    with pytest.raises(CannotRead, match=message):
        map_columns(header, chosen)


def test_of_two_columns_for_one_field_the_usual_one_is_taken_and_the_other_is_told():
    mapped = map_columns([*OPEN_ITEMS, "Mobil"])
    assert mapped.names["tenant1_phone"] == "Telefon"
    assert "valdes framför Mobil" in mapped.reasons["tenant1_phone"]
    assert mapped.unused == ("Mobil",)
