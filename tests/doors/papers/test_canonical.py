"""One paper is always the same bytes, and bytes that could be read in two ways are refused."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvarbo.doors.papers.canonical import LARGEST, canonical, paper_from, read_strictly, written
from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.doors.papers.paper import Organisation
from kvarbo.doors.papers.refusal import PaperRefused
from kvarbo.doors.papers.texts import problem_in, tidied
from tests.doors.papers.examples import cases, example, paper_of

RECEIPT = example(PaperKind.RECEIPT)
PAPERS = [paper_of(case) for case in cases()]
KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True)
NUMBERS = st.integers(-(2**53) + 1, 2**53 - 1)
TEXTS = st.text(max_size=60).map(tidied).filter(lambda text: not problem_in(text))
DATA = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def reading_of(data: bytes) -> object:
    """The paper, or why there is none."""
    try:
        return paper_from(data)
    except PaperRefused as refused:
        return str(refused)


@given(DATA)
def test_whatever_may_be_written_is_read_back_the_same(data: Any) -> None:
    out = written(data)
    assert read_strictly(out) == data
    assert written(read_strictly(out)) == out


@given(st.sampled_from(PAPERS), st.text(min_size=1, max_size=200))
@settings(max_examples=300)
def test_a_paper_with_any_name_comes_back_exactly_or_is_refused(paper: Any, name: str) -> None:
    changed = replace(paper, sender=Organisation(name, paper.sender.party))
    try:
        data = canonical(changed)
    except PaperRefused:
        assert problem_in(name) or name != name.strip() or len(unicodedata.normalize("NFC", name)) > 200
        return
    back = paper_from(data)
    assert canonical(back) == data
    assert back.sender.name == unicodedata.normalize("NFC", name)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_whatever_comes_is_read_or_refused_and_never_anything_else(data: bytes) -> None:
    assert reading_of(data)


@given(st.text(max_size=300))
def test_a_tidied_text_holds_or_its_fault_is_an_invisible_character(text: str) -> None:
    problem = problem_in(tidied(text))
    assert problem is None or any(word in problem for word in ("osynligt", "halvt", "utan bestämd", "styrtecken"))
    assert tidied(tidied(text)) == tidied(text)


def test_the_form_is_sorted_without_spaces_and_in_utf_8() -> None:
    data = canonical(replace(RECEIPT, sender=Organisation("Ängby & Åby", "social_board")))
    assert data.startswith(b'{"answers":"0f3b8f0e-6a3d-4d0e-9c0a-2f6f6f1f0a01","content":{"paper":')
    assert '"sender":{"name":"Ängby & Åby","number":"","party":"social_board"},"version":1'.encode() in data


def test_two_spellings_of_one_name_are_one_paper() -> None:
    composed, taken_apart = "Åke-Örjan", unicodedata.normalize("NFD", "Åke-Örjan")
    assert composed != taken_apart
    one, other = (replace(RECEIPT, sender=Organisation(name, "social_board")) for name in (composed, taken_apart))
    assert canonical(one) == canonical(other)
    with pytest.raises(PaperRefused, match="inte skriven på det sätt"):
        paper_from(canonical(one).replace(composed.encode(), taken_apart.encode()))


@pytest.mark.parametrize(
    ("found", "instead", "said"),
    [
        (b'"version":1', b'"version":1.0', "bara hela tal"),
        (b'"version":1', b'"version":1e0', "bara hela tal"),
        (b'"version":1', b'"version":NaN', "bara hela tal"),
        (b'"version":1', b'"version":-Infinity', "bara hela tal"),
        (b'"version":1', b'"version":1,"version":1', "två gånger"),
        (b'"version":1', b'"version":99999999999999999999', "för stort"),
        (b'"version":1', b'"version":2', "version 2 av sitt schema, men här läses version 1"),
        (b'"version":1', b'"version":true', "Schemats version"),
        (b'"version":1', b'"version": 1', "inte skriven på det sätt"),
        (b'"version":1', b'"Version":1', "ett namn som inte är tillåtet"),
        (b'"kind":"receipt"', b'"kind":"love_letter"', "ett slag som inte är känt här (love_letter)"),
        (b"Socialn\xc3\xa4mnden", b"Socialn\\u00e4mnden", "inte skriven på det sätt"),
        (b"Socialn\xc3\xa4mnden", b"Socialn\\ud800mnden", "ett halvt tecken"),
        (b"Socialn\xc3\xa4mnden", b"Socialn\\u202emnden", "ett osynligt tecken"),
        (b"Socialn\xc3\xa4mnden", b"Socialn\\u0000mnden", "ett styrtecken"),
        (b"Socialn\xc3\xa4mnden", b"Socialn\xe4mnden", "skadad eller inget papper"),
        (b'"replaces":null', b'"replaces":"0F3B8F0E-6A3D-4D0E-9C0A-2F6F6F1F0A01"', "Ersätter"),
        (b'"received":"2026-12-11"', b'"received":"2026-12-11T00:00"', "Mottaget: är ingen dag som finns"),
    ],
)  # fmt: skip
def test_bytes_that_are_not_the_canonical_ones_are_refused(found: bytes, instead: bytes, said: str) -> None:
    data = canonical(RECEIPT)
    assert found in data
    with pytest.raises(PaperRefused) as refused:
        paper_from(data.replace(found, instead))
    assert said in str(refused.value)


@pytest.mark.parametrize("value", [1.5, float("nan"), {"Å": 1}, {"a" * 65: 1}, {"a": b"x"}, 2**53, "x" * 2001])
def test_what_no_other_system_could_read_the_same_is_never_written(value: Any) -> None:
    with pytest.raises(PaperRefused):
        written({"a": value})


def test_a_file_that_is_too_large_or_too_deep_is_refused_at_once() -> None:
    with pytest.raises(PaperRefused, match="större än 1 MB"):
        paper_from(b" " * (LARGEST + 1))
    with pytest.raises(PaperRefused, match="större än 1 MB"):
        written({"a": ["x" * 2000] * 600})
    for deep in (b"[" * 100_000, b"[" * 20 + b"]" * 20):
        with pytest.raises(PaperRefused, match="skadad eller inget papper"):
            read_strictly(deep)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"sender": Organisation("Xyz", "martian")}, "ett slags part som inte är känt här (martian)"),
        ({"replaces": example(PaperKind.RECALL).id}, "Kvitto ersätter aldrig ett annat papper"),
        ({"answers": RECEIPT.id}, "svarar på sig självt"),
    ],
)
def test_a_paper_that_does_not_hold_together_is_never_written(change: dict[str, Any], said: str) -> None:
    with pytest.raises(PaperRefused) as refused:
        canonical(replace(RECEIPT, **change))
    assert said in str(refused.value)


def test_another_json_reader_sees_the_same_paper() -> None:
    data = canonical(RECEIPT)
    assert json.loads(data)["content"] == RECEIPT.content
