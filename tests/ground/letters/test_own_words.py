"""Own words in a letter: what is free, what stops them, what is only told, and what Kvarbo's own texts keep to."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kvarbo.ground.letters.examples import example
from kvarbo.ground.letters.kinds import KINDS, LetterKind
from kvarbo.ground.letters.letter import told
from kvarbo.ground.letters.plain import WORD, lix, running_words
from kvarbo.ground.letters.slots import (
    LOCKED,
    LockedPart,
    Slot,
    key_of,
    languages_of,
    outline,
    own_words,
    slots_of,
    worded,
)
from kvarbo.ground.letters.texts import shared, text_of
from kvarbo.ground.letters.words import Language
from kvarbo.ground.letters.workshop import spelling
from kvarbo.ground.letters.workshop.advice import advice_on, new_words, pairs, plainer
from kvarbo.ground.letters.workshop.rules import LONGEST, WHOLE_LETTER, faults_in, first_fault
from tests.ground.letters.hostile import FEW

REMINDER, SV, EASY = LetterKind.FRIENDLY_REMINDER, Language.SWEDISH, Language.EASY
EACH = [(kind, language) for kind in KINDS for language in languages_of(kind)]
HARD = (
    "Undertecknad hyresvärd konstaterar beträffande hyresförhållandet att förfallna hyresbetalningar fortfarande "
    "kvarstår oreglerade och att ytterligare betalningspåminnelser därutöver kommer att översändas till hyresgästen"
)


def slot(text: str, kind: LetterKind = REMINDER, language: Language = SV) -> Slot:
    """The slot whose words begin so."""
    (found,) = (one for one in slots_of(kind, language) if one.text.startswith(text))
    return found


def faults(said: str, begins: str = "Hyran för", kind: LetterKind = REMINDER, language: Language = SV) -> list[str]:
    """What is wrong with these words in the slot that begins so; nothing is wrong elsewhere."""
    found = faults_in(kind, language, {slot(begins, kind, language).key: said})
    assert set(found) <= {slot(begins, kind, language).key}
    return found.get(slot(begins, kind, language).key, [])


@pytest.mark.parametrize(("kind", "language"), EACH)
def test_what_the_law_decides_facts_and_who_helps_are_locked(kind: LetterKind, language: Language) -> None:
    """Other words in every slot change nothing else in the letter, and none of them is the law's or who helps."""
    free = slots_of(kind, language)
    before = _set(kind, language, {})
    after = _set(kind, language, {one.key: " ".join(["Ö", *(f"{{{p}}}" for p in one.places)]) for one in free})
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert changed
    for new in changed:
        assert new["is"] in ("text", "list", "steps")
        assert all(said.startswith("Ö") for said in new.get("items", [new.get("text")]))
    parts = [part for part in text_of(kind, language).parts if isinstance(part, dict)]
    law = [part[name] for part in parts for name in ("statute", "swedish", "important") if name in part]
    law += [part["text"] for part in parts if part.get("locked")]
    helps = str(shared(language)["pieces"]["who_helps"])
    assert [one for one in free if one.text in law or one.text in helps] == []


def _set(kind: LetterKind, language: Language, own: dict[str, str]) -> list[Any]:
    """The parts of the example with these words; heading and name with number are never other than Kvarbo's."""
    shown = example(kind, language)
    whole = told(replace(shown, own_words=own))
    assert (whole["heading"], whole["contact"]) == (told(shown)["heading"], told(shown)["contact"])
    return list(whole["parts"])


def test_a_sentence_that_must_stand_is_locked_in_a_letter_that_is_otherwise_free() -> None:
    """Without it the day that a reminder hopes for could be taken for a respite."""
    (stands,) = (one for one in outline(REMINDER, SV) if "förfallodag" in one.text)
    assert isinstance(stands, LockedPart)
    assert not isinstance(next(one for one in outline(LetterKind.PAYMENT_PLAN, SV) if "båda" in one.text), Slot)


def test_a_warning_keeps_its_statutory_sentence_in_the_order_it_stands() -> None:
    parts = outline(LetterKind.WARNING_1, SV)
    (law,) = (one for one in parts if "46 § andra stycket" in one.text)
    assert isinstance(law, LockedPart)
    assert isinstance(parts[parts.index(law) + 1], Slot)
    assert parts[0] == LockedPart("Hyran behöver komma i tid", is_heading=True)
    assert LockedPart("Hyra för · Skulle komma · Kom") in parts
    assert LockedPart("Du har en tid hos oss: {day}, klockan {clock}, {place}.") in parts


@pytest.mark.parametrize("kind", sorted(LOCKED))
def test_letters_whose_words_are_the_act_itself_are_nobodys_to_word(kind: LetterKind) -> None:
    assert KINDS[kind].is_statutory
    assert languages_of(kind) == ()
    assert slots_of(kind, SV) == ()
    assert own_words(kind, SV, {"sv": {key_of("Inget annat får lämnas ut."): "Allt får lämnas ut."}}) == {}


@pytest.mark.parametrize(("kind", "language"), EACH)
def test_kvarbos_own_words_pass_what_is_asked_of_others(kind: LetterKind, language: Language) -> None:
    assert faults_in(kind, language, {one.key: one.text + " " for one in slots_of(kind, language)}) == {}
    assert len({one.key for one in slots_of(kind, language)}) == len(slots_of(kind, language))


@pytest.mark.parametrize(
    ("said", "told_of"),
    [
        ("Hyran kom inte {due}.", "Uppgiften {month} saknas. Skriv {month}, med klamrarna, där den ska stå."),
        (
            "Hyran för {month} skulle ha kommit {due}: {amount}.",
            "Uppgiften {amount} finns inte här. Ta bort den. Här ska stå {month}, {due}.",
        ),
        ("  ", "Skriv något här, eller lägg tillbaka Kvarbos text."),
        ("Hyran för {month} skulle kommit {due}. {", "En klammer står fel. Klamrar används bara om uppgifter. "),
        ("Hyran för {month} skulle kommit { due}. {due}", "En klammer står fel."),
        ("Hyran för {Month} kom inte {due}. {month}", "En klammer står fel."),
        ("Hyran för {month} kom inte {due}. " + "Ring oss. " * 60, f"Korta den till högst {LONGEST}."),
    ],
)
def test_a_fault_says_what_and_what_to_do(said: str, told_of: str) -> None:
    (fault,) = faults(said)
    assert told_of in fault


def test_words_that_hold_every_fact_may_be_quite_other_words() -> None:
    assert faults("Vi väntade på hyran {due}. Det gällde {month}.") == []
    assert faults("Har du betalat? Bra.", "Har du redan") == []


def test_a_slot_without_facts_says_so() -> None:
    (fault,) = faults("Har du betalat {amount}?", "Har du redan")
    assert fault == "Uppgiften {amount} finns inte här. Ta bort den. Här står inga uppgifter."


@pytest.mark.parametrize(("said", "word"), [("Ring mig om din skuld.", "skuld"), ("Ring innan du blir vräkt.", "vräk")])
def test_a_discreet_letter_may_not_come_to_tell_of_a_debt(said: str, word: str) -> None:
    (one,) = (one for one in slots_of(LetterKind.LETTERBOX_NOTE, SV) if one.text == "Hej!")
    (fault,) = faults_in(LetterKind.LETTERBOX_NOTE, SV, {one.key: said})[one.key]
    assert fault.endswith(f"Ta bort ”{word}”.")
    assert faults(said, "Har du redan") == []  # a reminder is about a debt


def test_a_letter_that_is_hard_to_read_is_refused_with_its_hardest_sentences() -> None:
    begins = ("Hyran för", "Har du redan", "Ring mig så fort")
    said = {slot(one).key: f"{HARD} {' '.join(f'{{{place}}}' for place in slot(one).places)}." for one in begins}
    (fault,) = faults_in(REMINDER, SV, said)[WHOLE_LETTER]
    found = re.match(r"Brevet är för svårt att läsa: läsbarhetsindex \(LIX\) är (\d+) och får vara högst 40\.", fault)
    assert found is not None
    assert int(found[1]) > 40
    assert "”Undertecknad hyresvärd" in fault
    assert first_fault(REMINDER, {"sv": said}) == fault


def test_words_that_serve_as_the_easy_text_must_be_as_easy() -> None:
    """A child's letter has one Swedish text: LIX 32, not 40."""
    kind, language = LetterKind.TO_SMALL_CHILD, SV
    some = "Familjemedlemmarnas gemensamma bostadssituation kommer förmodligen att förändras. "
    seen = []
    for times in range(1, 7):
        said = {
            one.key: one.text + " " + some * 2 * (number < times) for number, one in enumerate(slots_of(kind, language))
        }
        now = lix(running_words(kind, language, said))
        assert (WHOLE_LETTER in faults_in(kind, language, said)) == (now > 32)
        seen.append(now)
    assert any(32 < one <= 40 for one in seen)


def test_english_is_held_to_its_facts_and_not_to_swedish_readability() -> None:
    said = f"{HARD} {{month}} {{due}}"
    assert faults(said, "The rent for", language=Language.ENGLISH) == []
    assert faults("The rent was due.", "The rent for", language=Language.ENGLISH) != []
    assert advice_on("erlägga", Language.ENGLISH, {}) == []


@pytest.mark.parametrize("hostile", FEW)
def test_whatever_is_written_is_refused_or_is_text_in_the_letter(hostile: str) -> None:
    one = slot("Har du redan")
    if "{" in hostile:
        assert faults(hostile, "Har du redan") != []
        return
    assert faults(hostile, "Har du redan") == []
    (part,) = (part for part in _set(REMINDER, SV, {one.key: hostile}) if part.get("text") == hostile)
    assert part == {"is": "text", "text": hostile}


def test_words_for_a_paragraph_that_kvarbo_has_changed_are_not_used() -> None:
    gone, kept = key_of("Kvarbos förra ord."), slot("Har du redan").key
    assert own_words(REMINDER, SV, {"sv": {gone: "Egna", kept: "Egna ord."}}) == {kept: "Egna ord."}
    assert first_fault(REMINDER, {"sv": {gone: "{okänd}"}}) == ""
    assert worded(text_of(REMINDER, SV), {gone: "Egna"}) == text_of(REMINDER, SV)


def test_one_language_does_not_word_another() -> None:
    one = slot("Har du redan")
    assert own_words(REMINDER, EASY, {"sv": {one.key: "Egna ord."}}) == {}
    child = slots_of(LetterKind.TO_SMALL_CHILD, SV)[0]
    assert own_words(LetterKind.TO_SMALL_CHILD, EASY, {"sv": {child.key: "Hej!"}}) == {child.key: "Hej!"}


def test_an_office_word_is_told_with_a_plainer_one() -> None:
    assert plainer("Ni ska ERLÄGGA hyran omgående.") == [("erlägga", "betala"), ("omgående", "nu eller genast")]
    assert advice_on("Erlägg hyran.", SV, {}) == ["”erlägg”: skriv hellre betala."]
    assert len(pairs()) >= 40


@pytest.mark.parametrize(("kind", "language"), [one for one in EACH if one[1] is not Language.ENGLISH])
def test_kvarbo_says_the_plainer_word_itself(kind: LetterKind, language: Language) -> None:
    assert plainer(running_words(kind, language)) == []


def test_no_plain_word_is_itself_a_word_to_avoid_and_none_stands_twice() -> None:
    assert [say for _, say in pairs() if plainer(say)] == []
    patterns = sorted(pattern.pattern for pattern, _ in pairs())
    assert [one for one, next_one in pairwise(patterns) if one == next_one] == []


def test_only_words_that_kvarbo_has_not_written_are_looked_up() -> None:
    said = ["Hyran för {month} är förskräckligt sen i Kvarnby."]
    assert new_words(REMINDER, SV, said) == ["förskräckligt", "sen", "Kvarnby"]


@pytest.fixture
def hunspell() -> None:
    try:
        spelling.misspelt(["ord"])
    except spelling.NotChecked:
        pytest.skip("Install Debian's packages hunspell and hunspell-sv to run this.")


@pytest.mark.usefixtures("hunspell")
def test_a_misspelt_word_is_told_with_what_may_be_meant() -> None:
    found = spelling.misspelt(["hyran", "betalla", "Socialtjänsten", "qvxzq"])
    assert set(found) == {"betalla", "qvxzq"}
    assert "betala" in found["betalla"]
    assert found["qvxzq"] == ()
    assert advice_on("Du kan betalla.", SV, {"betalla": ("betala", "betalda")}) == [
        "”betalla” kan vara felstavat. Menar du betala eller betalda?"
    ]


@pytest.mark.usefixtures("hunspell")
def test_kvarbos_own_letters_are_spelt_right() -> None:
    words = [
        word
        for kind, language in EACH
        if language is not Language.ENGLISH
        for word in WORD.findall(running_words(kind, language))
    ]
    assert len(set(words)) > 500
    assert spelling.misspelt(sorted(set(words))) == {}


@pytest.mark.usefixtures("hunspell")
@pytest.mark.parametrize("word", ["*hej", "&hej", "@hej", "#", "!", "^hej", "-l", "~/etc/passwd", "%"])
def test_signs_that_hunspell_takes_for_orders_are_only_words(word: str) -> None:
    assert set(spelling.misspelt([word, "felstavatt"])) - {"felstavatt"} <= {"etc", "passwd", "-l"}
    assert "felstavatt" in spelling.misspelt([word, "felstavatt"])


def test_where_there_is_no_hunspell_the_page_is_told_why_and_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert spelling.misspelt([]) == {}
    with pytest.raises(spelling.NotChecked, match="hunspell och hunspell-sv"):
        spelling.misspelt(["hyran"])


@pytest.mark.parametrize(("program", "why"), [("/bin/false", "installerar"), ("/bin/true", "installerar")])
def test_a_program_that_does_not_answer_as_hunspell_does_is_none(
    monkeypatch: pytest.MonkeyPatch, program: str, why: str
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: program)
    with pytest.raises(spelling.NotChecked, match=why):
        spelling.misspelt(["hyran"])


def test_a_spelling_that_takes_too_long_is_broken_off(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "hunspell"
    slow.write_text("#!/bin/sh\nexec sleep 30\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(slow))
    monkeypatch.setattr(spelling, "LIMITS", spelling.Limits(cpu_seconds=2, wall_seconds=2))
    with pytest.raises(spelling.NotChecked, match="avbröts"):
        spelling.misspelt(["hyran"])
