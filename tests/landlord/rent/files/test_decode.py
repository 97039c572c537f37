"""Bytes become text by what they are, never by what they claim and never with letters lost on the way."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvarbo.landlord.rent.files.decode import encoding_of
from kvarbo.landlord.rent.files.refusal import CannotRead

SWEDISH = "Avtalsnr;Namn\r\n1;Åsa Öhrn Älvå\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_swedish_text_is_recognised_in_its_encoding(encoding):
    assert encoding_of(io.BytesIO(SWEDISH.encode(encoding))).encoding == encoding


def test_a_late_byte_decides_as_much_as_an_early_one():
    content = b"Avtalsnr;Namn\r\n" + b"1;Anna\r\n" * 200_000 + "2;Åsa".encode("cp1252")
    assert encoding_of(io.BytesIO(content)).encoding == "cp1252"


def test_letters_lost_before_the_file_came_are_told():
    found = encoding_of(io.BytesIO("Namn;x\r\nG�rd;Ã¥sa\r\n".encode()))
    assert [warning[:9] for warning in found.warnings] == ["1 bokstäv", "På 1 stäl"]


@given(st.binary(min_size=1, max_size=400))
def test_any_bytes_are_decoded_strictly_or_refused(content):
    try:
        encoding = encoding_of(io.BytesIO(content)).encoding
    except CannotRead as fault:
        assert str(fault).endswith((".", "!"))  # noqa: PT017
    else:
        content.decode(encoding, "strict")
