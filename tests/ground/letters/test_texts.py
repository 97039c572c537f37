"""The words of letters: plain, without blame, with somebody to call; every kind in every language it promises."""

from __future__ import annotations

import re

import pytest
import yaml

from kvarbo.ground.letters.examples import VARIABLES, example
from kvarbo.ground.letters.kinds import ALL, KINDS, Audience, LetterKind
from kvarbo.ground.letters.letter import told
from kvarbo.ground.letters.plain import MOST_LIX, MOST_LIX_EASY, debt_told, lix, running_words
from kvarbo.ground.letters.texts import FOLDER, text_of
from kvarbo.ground.letters.words import Language, field_types

EASY_FOR_ANYBODY = 20
# Words that put the blame on somebody, threaten, or belong in an office. Statutory sentences are left out.
BLAME = re.compile(
    r"\b(?:misskött\w*|försumma\w*|slarva\w*|skyldig\w*|ditt fel|trots påminnelse\w*|underlåt\w*|vräka dig|tvinga\w*"
    r"|konsekvens\w*|annars|omgående|härmed|vederbörande|erlägg\w*|ovanstående|nedanstående|ert skuldsaldo|åtgärder"
    r"|your fault|failed to|neglect\w*|offence|or else|hereby)\b",
    re.IGNORECASE,
)
OWN_WAY = {"inte ditt fel", "inte barnets fel", "not your fault", "not the child’s fault"}
EACH = [(kind, language) for kind, about in KINDS.items() for language in about.languages]
TO_PEOPLE = (Audience.TENANT, Audience.PARENT, Audience.CHILD)


def test_lix_is_counted_as_it_is_defined() -> None:
    assert lix("Vi ses i dag. Ring mig.") == pytest.approx(6 / 2)
    assert lix("Hyresgästens betalningsanmärkning kvarstår.") == pytest.approx(3 + 100)


@pytest.mark.parametrize("kind", list(LetterKind))
def test_every_kind_is_plain_swedish(kind: LetterKind) -> None:
    assert lix(running_words(kind, Language.SWEDISH)) <= MOST_LIX


@pytest.mark.parametrize("kind", [kind for kind, about in KINDS.items() if Language.EASY in about.languages])
def test_the_easy_text_is_easier_or_as_easy(kind: LetterKind) -> None:
    easy = lix(running_words(kind, Language.EASY))
    assert easy <= MOST_LIX_EASY
    assert easy <= max(EASY_FOR_ANYBODY, lix(running_words(kind, Language.SWEDISH)))


@pytest.mark.parametrize(("kind", "language"), EACH)
def test_no_text_blames_or_threatens(kind: LetterKind, language: Language) -> None:
    text = running_words(kind, language)
    for kindly in OWN_WAY:
        text = text.replace(kindly, "")
    assert BLAME.findall(text) == []


def test_a_word_of_blame_would_be_found() -> None:
    assert BLAME.search("Du har misskött din hyra.")
    assert BLAME.search("You have failed to pay.")


@pytest.mark.parametrize("kind", [kind for kind, about in KINDS.items() if about.audience in TO_PEOPLE])
def test_what_a_person_receives_exists_in_swedish_english_and_easy_swedish(kind: LetterKind) -> None:
    assert KINDS[kind].languages == ALL
    assert len({text_of(kind, language).heading for language in (Language.SWEDISH, Language.ENGLISH)}) == 2


@pytest.mark.parametrize(("kind", "language"), EACH)
def test_every_letter_ends_with_a_name_and_a_direct_number(kind: LetterKind, language: Language) -> None:
    said = told(example(kind, language))["contact"]
    assert said["name"] in ("Eva Lind", "Omar Berg")
    assert said["rows"][0][1].startswith("070-174 06 0")


@pytest.mark.parametrize(("kind", "language"), [(kind, language) for kind, language in EACH if KINDS[kind].discreet])
def test_a_discreet_letter_says_nothing_of_a_debt(kind: LetterKind, language: Language) -> None:
    assert debt_told(kind, str(told(example(kind, language)) | {"title": ""})) == ""


def test_a_word_of_debt_would_be_found_in_a_discreet_letter() -> None:
    assert debt_told(LetterKind.CALL_ME, "Din skuld är stor.") == "skuld"
    assert debt_told(LetterKind.NEW_TENANT, "En obetald hyra.") == "obetal"
    assert debt_told(LetterKind.NEW_TENANT, "Hyran ska betalas i tid.") == ""
    assert debt_told(LetterKind.FRIENDLY_REMINDER, "Din skuld är stor.") == ""


def test_every_kind_has_a_text_and_an_example_and_every_text_a_kind() -> None:
    named = {path.stem for path in FOLDER.glob("*.yaml")} - {"shared"}
    assert named == {kind.value for kind in LetterKind} == {kind.value for kind in VARIABLES}


@pytest.mark.parametrize("kind", list(LetterKind))
def test_each_language_is_told_the_same_facts(kind: LetterKind) -> None:
    """A translation that forgets a day or an amount tells one reader less than another."""
    of: dict[str, set[str]] = {}
    for language in KINDS[kind].languages:
        raw = yaml.safe_dump([text_of(kind, language).heading, *text_of(kind, language).parts], allow_unicode=True)
        used = set(re.findall(r"\{([a-z_]+)\}|(?:rows|each): ([a-z_]+)", raw))
        of[language.value] = {name for pair in used for name in pair if name} & set(field_types(KINDS[kind].variables))
    assert all(facts == of["sv"] for facts in of.values()), of


@pytest.mark.parametrize("kind", list(LetterKind))
def test_every_fact_that_must_be_filled_in_is_said(kind: LetterKind) -> None:
    needed = set(field_types(KINDS[kind].variables)) - {"at_home"}
    raw = (FOLDER / f"{kind.value}.yaml").read_text(encoding="utf-8")
    raw += (FOLDER / "shared.yaml").read_text(encoding="utf-8")
    unsaid = {name for name in needed if f"{{{name}}}" not in raw and f": {name}\n" not in raw}
    if KINDS[kind].audience is Audience.CHILD:  # one dataclass serves children of all ages; a small child is told less
        unsaid -= {"eviction_day", "clock", "place"}
    assert unsaid == set()
