"""Vad egna ord måste hålla: every fact told, no other, nothing of a debt where none may stand, and easy to read."""

from __future__ import annotations

from collections.abc import Mapping

from kvarbo.ground.letters.kinds import LetterKind
from kvarbo.ground.letters.plain import debt_told, hardest, lix, most_lix, running_words
from kvarbo.ground.letters.slots import Slot, languages_of, own_words, slots_of
from kvarbo.ground.letters.texts import PLACE
from kvarbo.ground.letters.words import Language

LONGEST = 600  # signs in one slot; Kvarbo's own longest paragraph has 240
WHOLE_LETTER = ""
EMPTY = "Skriv något här, eller lägg tillbaka Kvarbos text."


def faults_in(kind: LetterKind, language: Language, texts: Mapping[str, str]) -> dict[str, list[str]]:
    """What keeps these words from being used, by slot, in Swedish with what to do; under "" what is the whole letter's.

    ``texts`` are what stands in each slot of one language; a slot that is left out has Kvarbo's words.
    """
    found = {
        slot.key: faults for slot in slots_of(kind, language) if (faults := _in_slot(kind, slot, texts.get(slot.key)))
    }
    if not found and (hard := _too_hard(kind, language, texts)):
        found[WHOLE_LETTER] = [hard]
    return found


def first_fault(kind: LetterKind, texts: Mapping[str, Mapping[str, str]]) -> str:
    """The first fault of a whole version, in any language; empty when it may be used."""
    for language in languages_of(kind):
        for faults in faults_in(kind, language, own_words(kind, language, texts)).values():
            return faults[0]
    return ""


def _in_slot(kind: LetterKind, slot: Slot, text: str | None) -> list[str]:
    if text is None or text == slot.text:
        return []
    if not text.strip():
        return [EMPTY]
    found = []
    if len(text) > LONGEST:
        found.append(f"Texten är {len(text)} tecken lång. Korta den till högst {LONGEST}.")
    named = dict.fromkeys(PLACE.findall(text))
    for place in slot.places:
        if place not in named:
            found.append(f"Uppgiften {{{place}}} saknas. Skriv {{{place}}}, med klamrarna, där den ska stå.")
    for place in named:
        if place not in slot.places:
            found.append(f"Uppgiften {{{place}}} finns inte här. Ta bort den. {_may_stand(slot)}")
    if {"{", "}"} & set(PLACE.sub("", text)):
        found.append(f"En klammer står fel. Klamrar används bara om uppgifter. {_may_stand(slot)}")
    word = debt_told(kind, text)
    if word:
        found.append(f"Brevet får inte säga något om en skuld till den som råkar öppna det. Ta bort ”{word}”.")
    return found


def _may_stand(slot: Slot) -> str:
    if not slot.places:
        return "Här står inga uppgifter."
    return "Här ska stå " + ", ".join(f"{{{place}}}" for place in slot.places) + "."


def _too_hard(kind: LetterKind, language: Language, texts: Mapping[str, str]) -> str:
    most = most_lix(kind, language)
    hard = lix(running_words(kind, language, texts))
    if most is None or hard <= most:
        return ""
    sentences = " ".join(f"”{one}”" for one in hardest(list(texts.values())))
    return (
        f"Brevet är för svårt att läsa: läsbarhetsindex (LIX) är {hard:.0f} och får vara högst {most}. "
        f"Dela meningarna och byt långa ord. Svårast är: {sentences}"
    )
