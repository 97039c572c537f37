"""Writes: keep one's own words as a new version, put one in force, go back to Kvarbo's text.

What the law asks for (``About.is_statutory``) is put in force by two people; the way back to Kvarbo's text by one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from kvarbo.ground import clock
from kvarbo.ground.four_eyes import actions as four_eyes
from kvarbo.ground.letters.examples import example
from kvarbo.ground.letters.kinds import LetterKind
from kvarbo.ground.letters.letter import set_letter
from kvarbo.ground.letters.models import LetterWording
from kvarbo.ground.letters.setting import CannotSet
from kvarbo.ground.letters.slots import languages_of, own_words, slots_of
from kvarbo.ground.letters.words import Language
from kvarbo.ground.letters.workshop.queries import WORDING, KindInRoom, Texts, WordingState, kind_in_room
from kvarbo.ground.letters.workshop.rules import faults_in, first_fault
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork
from kvarbo.house.rooms import current

if TYPE_CHECKING:
    from kvarbo.ground.four_eyes.models import FourEyesRequest

GONE = "Brevet eller versionen finns inte här. Gå tillbaka till Brevmallar och öppna den igen."
LOCKED = "Orden i det här brevet är låsta: de är själva handlingen, och skrivs av Kvarbo."
STALE = "Någon annan har sparat en ny version medan du skrev. Kopiera det du har skrivit och öppna mallen igen."
WAITS = (
    "En version väntar på en annan person. Låt den avgöras, eller ta tillbaka begäran under Två personer, innan ni "
    "skriver vidare."
)
OLD = "En version som är sparad ändras inte. Öppna mallen som den är nu och skriv där."
NOTHING_NEW = "Ingenting är ändrat, så det finns ingenting att spara."
KVARBOS_ALREADY = "Kvarbos text gäller redan, och det finns inget utkast."
LATER_IN_FORCE = "En senare version gäller redan. Avslå, och begär den version som ska gälla."


def save_wording(kind: str, language: Language, texts: Mapping[str, str], *, base: int, by: AtWork) -> LetterWording:
    """Spara ett utkast: a new version, with what stands in each slot of one language; the others are kept.

    ``base`` is the newest number that the writer saw. Raises ``CannotDo`` for words that may not be used.
    """
    found = _open(kind, base)
    letter = found.about.kind
    if language not in languages_of(letter):
        raise CannotDo(LOCKED)
    for faults in faults_in(letter, language, texts).values():
        raise CannotDo(faults[0])
    before = found.under_way or found.in_force
    mine = {
        slot.key: texts[slot.key] for slot in slots_of(letter, language) if texts.get(slot.key, slot.text) != slot.text
    }
    every = {one: own_words(letter, one, before.texts if before else {}) for one in languages_of(letter)}
    kept = {one.value: words for one, words in (every | {language: mine}).items() if words}
    if kept == (before.texts if before else {}):
        raise CannotDo(NOTHING_NEW)
    return _keep(found, kept, by)


def put_in_force(kind: str, *, number: int, by: AtWork, reason: str = "") -> bool:
    """Låt en version gälla, from now on for every letter that is made; True when it waits for a second person."""
    found = _open(kind, number)
    row = LetterWording.objects.select_for_update().filter(kind=kind, number=number, in_force_from=None).first()
    if row is None:
        raise CannotDo(GONE)
    _must_be_usable(found.about.kind, row.texts)
    if not row.needs_two:
        _begin(row, asked_by=by.id, approved_by=None)
        return False
    payload = {"wording": str(row.id), "kind": kind, "told": f"{found.about.title}, version {number}"}
    asked = four_eyes.ask(WORDING, payload=payload, by=by, reason=reason)
    LetterWording.objects.filter(pk=row.pk).update(request_id=asked.pk)
    return True


def carry_out_wording(request: FourEyesRequest, by: AtWork) -> None:
    """The second person has said yes."""
    row = LetterWording.objects.select_for_update().filter(pk=request.payload["wording"], in_force_from=None).first()
    if row is None:
        raise CannotDo(GONE)
    if LetterWording.objects.filter(kind=row.kind, number__gt=row.number).exclude(in_force_from=None).exists():
        raise CannotDo(LATER_IN_FORCE)
    _must_be_usable(LetterKind(row.kind), row.texts)
    _begin(row, asked_by=request.asked_by_id, approved_by=by.id)


def back_to_kvarbos(kind: str, *, base: int, by: AtWork) -> None:
    """Gå tillbaka till Kvarbos text, from today, also of a draft; a version without any words of one's own."""
    found = kind_in_room(kind)
    if found is None:
        raise CannotDo(GONE)
    if found.newest != base:
        raise CannotDo(STALE)
    if found.in_force is None and found.under_way is None:
        raise CannotDo(KVARBOS_ALREADY)
    _begin(_keep(found, {}, by), asked_by=by.id, approved_by=None)


def example_pdf(kind: LetterKind, language: Language, texts: Texts) -> bytes:
    """Förhandsgranska: the letter about made-up people with these words. Raises ``CannotDo`` when it cannot be set."""
    shown = example(kind, language)
    try:
        return set_letter(
            kind, shown.variables, language=language, sender=shown.sender, recipient=shown.recipient, on=shown.on,
            own_words=own_words(kind, language, texts),
        )  # fmt: skip
    except CannotSet as fault:
        raise CannotDo(str(fault)) from fault


def _open(kind: str, base: int) -> KindInRoom:
    """The kind, when whoever writes has seen its newest version and none waits to be decided on."""
    found = kind_in_room(kind)
    if found is None:
        raise CannotDo(GONE)
    if found.is_locked:
        raise CannotDo(LOCKED)
    if found.under_way and found.under_way.state is WordingState.WAITING:
        raise CannotDo(WAITS)
    if found.newest != base:
        raise CannotDo(STALE)
    return found


def _keep(found: KindInRoom, texts: Mapping[str, Any], by: AtWork) -> LetterWording:
    number = found.newest + 1
    try:
        with transaction.atomic(using=current().alias):
            row = LetterWording.objects.create(
                kind=found.about.kind.value, number=number, texts=texts,
                needs_two=found.about.is_statutory and bool(texts),
                written_on=clock.today(), written_by=by.id, written_by_name=by.name,
            )  # fmt: skip
    except IntegrityError:  # two saved at once: the other was first
        raise CannotDo(STALE) from None
    record("letter.wording_saved", about={"kind": row.kind, "number": number})
    return row


def _must_be_usable(kind: LetterKind, texts: Texts) -> None:
    fault = first_fault(kind, texts)
    if fault:
        raise CannotDo(fault)
    for language in languages_of(kind):
        example_pdf(kind, language, texts)


def _begin(row: LetterWording, **people: Any) -> None:
    LetterWording.objects.filter(pk=row.pk, in_force_from=None).update(in_force_from=clock.today(), **people)
    record("letter.wording_in_force", about={"kind": row.kind, "number": row.number})
