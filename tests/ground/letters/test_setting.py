"""A letter as a PDF: it can be read by everybody, shows only the address in the window, and nothing in it is run."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kvarbo.ground.letters import variables as v
from kvarbo.ground.letters.as_data import from_data, to_data
from kvarbo.ground.letters.examples import TENANT, VARIABLES, example
from kvarbo.ground.letters.kinds import KINDS, Layout, LetterKind
from kvarbo.ground.letters.letter import (
    PROTECTED,
    TEMPLATE,
    LetterRefused,
    LetterToSet,
    Recipient,
    set_letter,
    set_letters,
    told,
)
from kvarbo.ground.letters.setting import LIMITS, CannotSet, set_pdf, set_pdfs
from kvarbo.ground.letters.typesetter import PACKAGE, Setter
from kvarbo.ground.letters.variables import Ore
from kvarbo.ground.letters.words import Language
from kvarbo.ground.people.masked import MASKED
from tests.doors.papers.pdf_text import information_in, words_in
from tests.ground.letters.hostile import FEW, many
from tests.ground.letters.pdf_layout import Line, faults, pages_of

EACH = [(kind, language) for kind, about in KINDS.items() for language in about.languages]
# What can show through the window wherever the sheet lies in its envelope, in millimetres of page one.
WINDOW_LEFT, WINDOW_TOP, WINDOW_BOTTOM = 95, 30, 88
SHOWS_IN_ALL = (114, 185, 45, 71)  # where the address must be to show in a C5 envelope however the sheet slides
BOMB = "../../tests/ground/letters/bomb.typ"


@pytest.fixture(scope="session")
def setter() -> Setter:
    return Setter(TEMPLATE)


def put(setter: Setter, letter: LetterToSet) -> bytes:
    """Set within this process, as the limited one does."""
    return setter.typeset(json.dumps(told(letter), ensure_ascii=False))


@cache
def set_example(kind: LetterKind, language: Language = Language.SWEDISH) -> bytes:
    """The example, set once for all the tests of it."""
    return put(Setter(TEMPLATE), example(kind, language))


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def in_window(page: list[Line]) -> list[Line]:
    return [line for line in page if line.right > WINDOW_LEFT and line.bottom > WINDOW_TOP and line.top < WINDOW_BOTTOM]


@pytest.mark.parametrize(("kind", "language"), EACH)
def test_every_letter_keeps_the_standards_that_it_says_and_names_nobody_outside_its_pages(
    kind: LetterKind, language: Language
) -> None:
    pdf = set_example(kind, language)
    assert faults(pdf) == []
    information = information_in(pdf)
    assert KINDS[kind].title in information
    assert not [word for word in ("Åke", "Ängsvägen", "Kvarnby", "Lind", "Berg", "8412") if word in information]
    assert len(pdf) < 60_000


def test_the_check_of_the_standards_finds_what_is_taken_away() -> None:
    pdf = set_example(LetterKind.COLLECTION_DEMAND)
    for there, gone, fault in (
        (b"/Marked true", b"/Marked fals", "is tagged"),
        (b"/Scope/Column", b"/Scope/Kolumn", "has scopes on its column heads"),
        (b"<pdfuaid:part>1", b"<pdfuaid:part>9", "says PDF/UA-1"),
        (b"/FontFile", b"/FontFeil", "embeds its fonts"),
        (b"/S/H2", b"/S/H4", "skips no level of headings"),
    ):
        assert there in pdf
        assert fault in faults(pdf.replace(there, gone))


@pytest.mark.parametrize(
    ("kind", "language"), [(kind, language) for kind, language in EACH if KINDS[kind].layout is Layout.WINDOW]
)
def test_only_the_address_shows_in_the_window_and_all_of_it(kind: LetterKind, language: Language) -> None:
    letter = example(kind, language)
    first = pages_of(set_example(kind, language))[0]
    shows = in_window(first)
    assert [line.text for line in shows] == [str(letter.recipient.name), *map(str, letter.recipient.address)]
    left, right, top, bottom = SHOWS_IN_ALL
    assert all(
        left <= line.left and line.right <= right and top <= line.top and line.bottom <= bottom for line in shows
    )


@pytest.mark.parametrize("pages", range(1, 13))
def test_the_window_holds_at_every_number_of_pages_and_each_page_has_its_number(setter: Setter, pages: int) -> None:
    about = example(LetterKind.PAYMENT_PLAN)
    rows, pdf = 1, b""
    while pdf.count(b"/Type/Page/") < pages:
        rows += 3 if pages < 3 else 24
        plan = replace(
            about.variables, instalments=tuple(v.Instalment(date(2027, 1, 1), Ore(100)) for _ in range(rows))
        )
        if pages == 1:
            plan = replace(plan, instalments=())
            about = replace(about, kind=LetterKind.CALL_ME, variables=VARIABLES[LetterKind.CALL_ME])
            pdf = put(setter, about)
            break
        pdf = put(setter, replace(about, variables=plan))
    shown = pages_of(pdf)
    assert len(shown) == pages
    assert [line.text for line in in_window(shown[0])] == ["Åke Ek", "Ängsvägen 3 lgh 1102", "123 47 Kvarnby"]
    numbers = [line.text for page in shown for line in page if line.text.startswith("Sida ")]
    assert numbers == ([f"Sida {number} av {pages}" for number in range(1, pages + 1)] if pages > 1 else [])
    assert faults(pdf) == []


def test_an_address_as_long_as_the_window_takes_shows_whole_and_a_longer_one_is_refused(setter: Setter) -> None:
    letter = example(LetterKind.CALL_ME)
    long = Recipient(
        "Åke-Örjan Ängström-Öhrnberg", ("c/o Östergötlands Ängslott", "Storgatan 100 A lgh 1102", "123 47 X")
    )
    page = pages_of(put(setter, replace(letter, recipient=long)))[0]
    assert bare("".join(line.text for line in in_window(page))) == bare(long.name + "".join(long.address))  # type: ignore[arg-type,operator]
    with pytest.raises(CannotSet, match="får inte plats i kuvertets fönster"):
        put(setter, replace(letter, recipient=Recipient("W" * 200, ("Gatan 1",))))
    with pytest.raises(LetterRefused, match="för många rader"):
        told(replace(letter, recipient=Recipient("Åke", ("1", "2", "3", "4", "5"))))


@pytest.mark.parametrize("kind", list(LetterKind))
def test_a_letter_holds_its_own_persons_data_and_nobody_elses(setter: Setter, kind: LetterKind) -> None:
    """Set after another's with other names, numbers and amounts: nothing of that is left."""
    other = example(kind)
    sender = replace(other.sender, name="Kanariebolaget", contact="Kaninen", phone="070-174 06 99", email="")
    put(setter, replace(other, recipient=Recipient("Kanariefågeln", ("Kanariegatan 9",)), sender=sender))
    words = words_in(put(setter, example(kind)))
    assert "anari" not in words
    assert "06 99" not in words
    assert bare("Åke Ek") in bare(words) or kind in (LetterKind.LETTERBOX_NOTE,)


def texts_in(value: Any) -> list[str]:
    """The names of the fields of a letter's variables that somebody writes words in."""
    return [one.name for one in fields(value) if isinstance(getattr(value, one.name), str)]


def with_text(letter: LetterToSet, field: str, text: str) -> LetterToSet:
    if field.startswith("sender."):
        return replace(letter, sender=replace(letter.sender, **{field.removeprefix("sender."): text}))
    if field == "recipient":
        return replace(letter, recipient=replace(letter.recipient, name=text))
    return replace(letter, variables=replace(letter.variables, **{field: text}))


FIELDS = ["recipient", *(f"sender.{name}" for name in ("name", "contact", "phone", "title", "email"))]
OWN_FIELDS = [
    (kind, name)
    for kind in LetterKind
    for name in texts_in(VARIABLES[kind])
    if "Kanarie" in str(told(with_text(example(kind), name, "Kanarie")))  # what stands in a sentence left out shows not
]


def must_be_literal_or_refused(setter: Setter, letter: LetterToSet, field: str, text: str) -> None:
    refused, words = "", ""
    try:
        words = bare(words_in(put(setter, with_text(letter, field, text))))
    except (CannotSet, LetterRefused) as refusal:
        refused = str(refusal)
    assert bare(text) in words if not refused else re.search("Läs papperet på skärmen|fönster|mottagare", refused)


@pytest.mark.parametrize("text", FEW)
@pytest.mark.parametrize("field", FIELDS)
def test_what_somebody_wrote_comes_out_as_it_was_written_or_is_refused(setter: Setter, field: str, text: str) -> None:
    must_be_literal_or_refused(setter, example(LetterKind.CALL_ME), field, text)


@pytest.mark.parametrize(("kind", "field"), OWN_FIELDS)
def test_a_field_of_a_kind_is_text_and_never_run(setter: Setter, kind: LetterKind, field: str) -> None:
    must_be_literal_or_refused(setter, example(kind), field, FEW[0])


@pytest.mark.proof
@pytest.mark.parametrize(("kind", "field"), [*OWN_FIELDS, *((LetterKind.FIRST_HOME, name) for name in FIELDS)])
def test_a_hundred_and_twenty_hostile_texts_in_every_field(setter: Setter, kind: LetterKind, field: str) -> None:
    texts = many()
    assert len(texts) >= 120
    for text in texts:
        must_be_literal_or_refused(setter, example(kind), field, text)


@pytest.mark.parametrize("kind", list(LetterKind))
def test_what_a_letter_was_told_is_kept_as_data_and_is_the_same_again(kind: LetterKind) -> None:
    assert is_dataclass(VARIABLES[kind])
    again = from_data(KINDS[kind].variables, json.loads(json.dumps(to_data(VARIABLES[kind]))))
    assert again == VARIABLES[kind]


@pytest.mark.parametrize("masked", [Recipient(MASKED, ("Gatan 1",)), Recipient("Åke", (MASKED,))])
def test_a_letter_to_a_masked_address_is_refused_with_its_reason(masked: Recipient) -> None:
    letter = example(LetterKind.CALL_ME)
    with pytest.raises(LetterRefused, match="skyddade uppgifter") as refusal:
        told(replace(letter, recipient=masked))
    assert refusal.value.message == PROTECTED


def test_a_letter_told_something_else_than_its_kind_is_not_set() -> None:
    with pytest.raises(TypeError, match="Answer"):
        told(replace(example(LetterKind.CALL_ME), variables=v.Nothing()))


def test_set_letter_is_the_same_bytes_each_time_and_as_many_at_once(setter: Setter) -> None:
    one = example(LetterKind.CALL_ME, Language.EASY)
    alone = set_letter(one.kind, one.variables, language="lättläst", sender=one.sender, recipient=TENANT, on=one.on)
    assert alone == put(setter, one)
    assert list(set_letters([one, example(LetterKind.CALL_ME), one])) == [
        alone,
        put(setter, example(LetterKind.CALL_ME)),
        alone,
    ]


def test_a_bomb_dies_and_the_next_letters_are_set() -> None:
    calm, bomb = {"written": "2026-12-10", "rounds": 1}, {"written": "2026-12-10", "rounds": 10**9}
    first, dead, last = set_pdfs([calm, bomb, calm], template=BOMB, seconds_each=2)
    assert isinstance(first, bytes)
    assert first == last
    assert isinstance(dead, CannotSet)
    assert "för lång tid" in str(dead) or "signal 14" in str(dead)


def test_one_that_eats_memory_dies_alone() -> None:
    greedy = {"written": "2026-12-10", "rounds": 1, "memory": 40}
    calm = {"written": "2026-12-10", "rounds": 1}
    dead, alive = set_pdfs([greedy, calm], template=BOMB, limits=replace(LIMITS, memory=400_000_000), seconds_each=8)
    assert isinstance(dead, CannotSet)
    assert isinstance(alive, bytes)


def test_a_template_reads_nothing_outside_its_folder() -> None:
    assert (PACKAGE / BOMB).resolve() == Path(__file__).with_name("bomb.typ")
    with pytest.raises(CannotSet, match="går inte att göra till PDF"):
        set_pdf({"written": "2026-12-10", "rounds": 1, "read": "../test_setting.py"}, template=BOMB)
