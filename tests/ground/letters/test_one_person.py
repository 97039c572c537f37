"""A letter holds one person's data: by its words, by what is set before it, and by what somebody writes into it."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import pytest

from kvarbo.ground.letters import variables as v
from kvarbo.ground.letters.checks import another_named, fault_in
from kvarbo.ground.letters.examples import ON, VARIABLES, example
from kvarbo.ground.letters.kinds import KINDS, Audience, Layout, LetterKind
from kvarbo.ground.letters.letter import TEMPLATE, LetterToSet, Recipient, told
from kvarbo.ground.letters.typesetter import Setter
from kvarbo.ground.letters.words import Language
from kvarbo.landlord.notices import forms_by_law
from tests.doors.papers.pdf_text import words_in
from tests.ground.letters.pdf_layout import pages_of

EACH = [(kind, language) for kind, about in KINDS.items() for language in about.languages]
# What only they have, of each person and organisation in the examples.
ONLY_THEIRS = {
    "Åke Ek": ("Åke", "Ängsvägen", "123 47"),
    "Eva Lind": ("Eva", "Lind", "070-174 06 05", "eva.lind"),
    "Omar Berg": ("Omar", "Berg", "070-174 06 06", "omar.berg"),
    "Karin Holm": ("Karin", "Holm"),
    "Kronofogden": ("Box 1000", "123 48"),
    "socialtjänsten": ("Rådhusgatan", "123 46"),
}
SIGNS = {LetterKind.UNDERTAKING: "Karin Holm"}
TO_ITS_RECIPIENT = {Audience.AUTHORITY: "Kronofogden"}
OTHER = "Kanariefågeln"


@pytest.fixture(scope="module")
def setter() -> Setter:
    return Setter(TEMPLATE)


def put(setter: Setter, letter: LetterToSet) -> bytes:
    return setter.typeset(json.dumps(told(letter), ensure_ascii=False))


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def belongs(letter: LetterToSet) -> set[str]:
    """Whose data the letter is to hold: whom it is about, who wrote it, who signs it and where it goes."""
    about = KINDS[letter.kind]
    wrote = {"Omar Berg", "socialtjänsten"} if letter.sender.contact == "Omar Berg" else {"Eva Lind"}
    return {"Åke Ek", *wrote, SIGNS.get(letter.kind, ""), TO_ITS_RECIPIENT.get(about.audience, "")}


@pytest.mark.parametrize(("kind", "language"), EACH)
def test_nobody_elses_name_number_or_address_stands_in_a_letter(
    setter: Setter, kind: LetterKind, language: Language
) -> None:
    letter = example(kind, language)
    words = bare(words_in(put(setter, letter)))
    held = belongs(letter)
    assert bare(letter.sender.phone) in words
    for who, theirs in ONLY_THEIRS.items():
        # the children's time is with the social services, whoever wrote to the parents
        kept = theirs if kind is not LetterKind.TO_PARENTS else tuple(one for one in theirs if one != "Rådhusgatan")
        if who not in held:
            assert not [one for one in kept if bare(one) in words], who


def as_another(value: Any) -> Any:
    """The same facts with another's words, amounts and days."""
    if isinstance(value, str):
        return OTHER
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return value + 777_000
    if isinstance(value, date):
        return value.replace(year=2031)
    if isinstance(value, tuple):
        return tuple(as_another(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: as_another(getattr(value, one.name)) for one in fields(value)})
    return value


@pytest.mark.parametrize(("kind", "language"), EACH)
def test_nothing_is_left_of_the_letter_that_was_set_before(
    setter: Setter, kind: LetterKind, language: Language
) -> None:
    mine = example(kind, language)
    alone = put(setter, mine)
    other = replace(
        mine,
        variables=as_another(mine.variables),
        recipient=Recipient(OTHER, (OTHER,)),
        sender=replace(mine.sender, name=OTHER, contact=OTHER, phone="070-174 06 99", email=OTHER),
    )
    theirs = words_in(put(setter, other))
    assert OTHER in theirs
    assert "Åke" not in theirs
    assert put(setter, mine) == alone
    assert OTHER not in words_in(alone)
    assert "2031" not in words_in(alone)


def test_a_statutory_form_names_one_tenant_and_the_board_is_told_of_those_who_are_given_notice() -> None:
    landlord = forms_by_law.Landlord("Kvarnby Bostäder", ("Torggatan 4",), "070-174 06 05")
    pays = {"how_to_pay": "bankgiro 160-9908", "reference": "655969", "on": ON}
    for number in (1, 2):
        of = {"about": "Ängsvägen 3", "landlord": landlord, **pays}
        forms = {
            name: words_in(forms_by_law.pdf_of(number, forms_by_law.to_tenant(number, person=name, **of)))
            for name in ("Åke Ek", "Bo Öberg")
        }
        assert "Åke Ek" in forms["Åke Ek"]
        assert "Bo Öberg" not in forms["Åke Ek"]
        assert "Åke Ek" not in forms["Bo Öberg"]
        assert "torsdag 10 december 2026" in forms["Åke Ek"]
    unpaid = [{"month": "2026-12", "due": "2026-11-30", "amount": 841200}]
    told_board = forms_by_law.to_board(
        board="Socialnämnden", landlord=landlord, tenants=[("Åke Ek", "Ängsvägen 3")], rooms=2, unpaid=unpaid,
        interest="ingen", **pays,
    )  # fmt: skip
    words = words_in(forms_by_law.pdf_of(3, told_board))
    assert "förfallodag måndag 30 november 2026" in words
    assert "Bo" not in words.replace("Bostäder", "")


def test_a_letter_that_names_another_of_the_household_is_refused_and_its_own_name_is_not() -> None:
    meeting = replace(VARIABLES[LetterKind.CALL_TO_MEETING], others="Bo Öberg, som du bor med")
    assert "nämner Bo Öberg" in another_named(meeting, to="Åsa Öberg", others=["Bo Öberg"])
    assert another_named(meeting, to="Bo Öberg", others=["Åsa Öberg"]) == ""
    assert another_named(replace(meeting, others="Bo Öbergsson"), to="Åsa Öberg", others=["Bo Öberg"]) == ""


def test_a_consent_is_the_one_persons_who_gets_it_and_may_name_whom_we_may_talk_with() -> None:
    consent = replace(VARIABLES[LetterKind.CONSENT_FORM], receivers=("Bo Öberg",))
    assert another_named(consent, to="Åke Ek", others=["Bo Öberg"]) == ""
    assert "Samtycket gäller Åke Ek" in another_named(consent, to="Bo Öberg", others=["Åke Ek"])


def test_a_booked_time_has_a_clock_and_a_place() -> None:
    warning: v.Warning = VARIABLES[LetterKind.WARNING_2]
    assert fault_in(warning, ON) == ""
    assert "både klockslag och plats" in fault_in(replace(warning, place=""), ON)
    assert "både klockslag och plats" in fault_in(replace(VARIABLES[LetterKind.DID_NOT_COME], clock=""), ON)


@pytest.mark.parametrize(("kind", "language"), [one for one in EACH if KINDS[one[0]].layout is Layout.WINDOW])
def test_whom_to_call_stands_on_page_one_and_a_later_page_never_begins_within_a_section(
    setter: Setter, kind: LetterKind, language: Language
) -> None:
    letter = example(kind, language)
    pages = pages_of(put(setter, letter))
    first = bare("".join(line.text for line in pages[0]))
    assert bare(letter.sender.phone) in first
    assert bare(letter.sender.contact) in first
    if kind is LetterKind.FIRST_HOME:  # two pages to keep and to read in
        return
    headings = [bare(part["text"]) for part in told(letter)["parts"] if part["is"] == "h"]
    for page in pages[1:]:
        assert bare(page[0].text) in headings


@pytest.mark.parametrize("kind", [kind for kind, language in EACH if language is Language.ENGLISH])
def test_an_english_letter_is_english_but_for_names_and_the_words_of_the_law(kind: LetterKind) -> None:
    letter = told(example(kind, Language.ENGLISH))
    ours = [part for part in letter["parts"] if part.get("lang") != "sv"]
    text = json.dumps([letter["heading"], ours, letter["contact"]["greeting"]], ensure_ascii=False)
    for name in ("Åke Ek", "Ängsvägen", "Rådhusgatan", "Kvarnby Bostäder", "socialtjänsten", "hyresnämnden"):
        text = text.replace(name, "")
    assert re.findall(r"\w*[åäöÅÄÖ]\w*", text) == []


@pytest.mark.parametrize("kind", [kind for kind, about in KINDS.items() if about.variables is v.Warning])
def test_a_warning_in_english_holds_the_sentence_that_the_law_asks_for(kind: LetterKind) -> None:
    swedish = [part["text"] for part in told(example(kind))["parts"] if part["is"] == "text"]
    said = [part["text"] for part in told(example(kind, Language.ENGLISH))["parts"] if part.get("lang") == "sv"]
    assert len(said) == 1
    assert said[0] in swedish
    assert "kan sägas upp för det fall rättelse inte sker" in said[0]
