"""A carried file holds exactly one paper: every flipped bit is found out."""

from __future__ import annotations

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from kvarbo.doors.papers.canonical import canonical, written
from kvarbo.doors.papers.envelope import from_file, to_file
from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.doors.papers.paper import Paper
from kvarbo.doors.papers.refusal import PaperRefused
from kvarbo.doors.papers.signing import CONTEXT, SignedPaper, verify
from tests.doors.papers.examples import example

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw().hex()


def signed_here(paper: Paper) -> SignedPaper:
    return SignedPaper(paper, KEY.sign(CONTEXT + canonical(paper)).hex(), PUBLIC)


RECEIPT = signed_here(example(PaperKind.RECEIPT))
NOTICE = signed_here(example(PaperKind.NOTICE_UNPAID_RENT))


def must_be_refused(data: bytes) -> str:
    """Why a file is refused, when it is read as one from a known sender."""
    with pytest.raises(PaperRefused) as refused:
        verify(from_file(data), PUBLIC)
    return str(refused.value)


def test_every_single_bit_that_is_flipped_in_a_file_is_found_out() -> None:
    data = to_file(RECEIPT)
    for place in range(len(data)):
        for bit in range(8):
            flipped = bytearray(data)
            flipped[place] ^= 1 << bit
            assert must_be_refused(bytes(flipped)), (place, bit)


@given(st.data())
def test_a_file_that_is_cut_lengthened_or_has_a_byte_changed_is_found_out(data: st.DataObject) -> None:
    whole = to_file(NOTICE)
    place = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.binary(min_size=1, max_size=1).filter(lambda one: one != whole[place : place + 1]))
    assert must_be_refused(whole[:place])
    assert must_be_refused(whole[:place] + byte + whole[place + 1 :])
    assert must_be_refused(whole[:place] + byte + whole[place:] if byte != b"" else whole)


def test_a_file_is_always_the_same_bytes() -> None:
    assert to_file(from_file(to_file(NOTICE))) == to_file(NOTICE)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": "something"}, "inget papper från Kvarbo"),
        ({"format_version": 2}, "en annan version av formatet"),
        ({"format_version": True}, "en annan version av formatet"),
        ({"more": "x"}, "inget papper från Kvarbo"),
        ({"signature": 1}, "inget papper från Kvarbo"),
        ({"paper": []}, "innehåller inget papper"),
        ({"public_key": "0" * 64}, "med en annan nyckel"),
        ({"signature": "0" * 128}, "innehållet har ändrats"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_by_name(change: dict[str, object], said: str) -> None:
    assert said in must_be_refused(written(json.loads(to_file(NOTICE)) | change))


@pytest.mark.parametrize("data", [b"", b"[]", b"null", b"%PDF-1.7", "Hej".encode("utf-16"), b"\xef\xbb\xbf{}"])
def test_another_file_is_no_paper(data: bytes) -> None:
    assert "inget papper" in must_be_refused(data)
