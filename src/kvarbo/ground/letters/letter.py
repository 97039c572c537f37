"""Ett brev: a kind, what it is told, a language, from whom and to whom; and out comes an accessible PDF.

``set_letter`` is all that others need. The PDF is PDF/A-2a and PDF/UA-1, made in a limited process (see ``setting``).
What somebody has written is only data: JSON that the template shows as text.

A kind of your own activity is a line in ``kinds``, a dataclass in ``variables``, a text in ``texts/`` and an example in
``examples``. A form whose layout the law gives is not a letter of this kind: keep its template in your own folder and
call ``setting.set_pdf`` directly, as the docstring there tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kvarbo.ground.letters.kinds import KINDS, Audience, Layout, LetterKind
from kvarbo.ground.letters.setting import LIMITS, SECONDS_EACH, CannotSet, set_pdf, set_pdfs
from kvarbo.ground.letters.slots import worded
from kvarbo.ground.letters.texts import Composer, shared, text_of
from kvarbo.ground.letters.words import Language, day
from kvarbo.ground.limited.limits import Limits
from kvarbo.ground.people.masked import Masked

__all__ = ["CannotSet", "LetterRefused", "LetterToSet", "Recipient", "Sender", "set_letter", "set_letters", "told"]

TEMPLATE = "ground/letters/typst/letter.typ"
PROTECTED = (
    "Brevet skrivs inte: mottagaren har skyddade uppgifter, och adressen får inte stå på ett vanligt brev. Den som är "
    "utsedd för personen lägger brevet i två kuvert och skickar det genom Skatteverket."
)
NO_ADDRESS = "Brevet har ingen adress. Skriv mottagarens adress, en rad för varje del."
_MOST_LINES = 5


class LetterRefused(ValueError):
    """No letter is made; ``message`` is Swedish and says why and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Sender:
    """Avsändare: the organisation, and the one person that whoever gets the letter can call."""

    name: str
    address: tuple[str, ...]
    contact: str
    phone: str
    title: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Mottagare: name and address lines as they show in the window; a masked one is refused."""

    name: str | Masked
    address: tuple[str | Masked, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterToSet:
    """One letter of many. ``own_words`` are an organisation's own, by slot (see ``slots``)."""

    kind: LetterKind
    variables: Any
    language: Language
    sender: Sender
    recipient: Recipient
    on: date
    own_words: Mapping[str, str] = field(default_factory=dict)


def set_letter(
    kind: LetterKind,
    variables: Any,
    *,
    language: Language | str = Language.SWEDISH,
    sender: Sender,
    recipient: Recipient,
    on: date,
    limits: Limits = LIMITS,
    seconds_each: int = SECONDS_EACH,
    own_words: Mapping[str, str] | None = None,
) -> bytes:
    """The letter as a PDF, dated ``on``; the same letter is always the same bytes.

    ``variables`` is an instance of ``KINDS[kind].variables``. Raises ``LetterRefused`` for a masked recipient and
    for what lacks an address, ``CannotSet`` when it cannot be set; both in Swedish.
    """
    letter = LetterToSet(kind, variables, Language(language), sender, recipient, on, own_words or {})
    return set_pdf(told(letter), template=TEMPLATE, limits=limits, seconds_each=seconds_each)


def set_letters(letters: Iterable[LetterToSet], *, limits: Limits = LIMITS) -> Iterator[bytes | CannotSet]:
    """An answer for each letter, in order: its PDF, or why there is none. A masked recipient is refused at once."""
    return set_pdfs((told(letter) for letter in letters), template=TEMPLATE, limits=limits)


def told(letter: LetterToSet) -> dict[str, Any]:
    """What the template shows. Its title, which becomes metadata, names nobody."""
    about = KINDS[letter.kind]
    if type(letter.variables) is not about.variables:
        raise TypeError(f"{letter.kind} is told {about.variables.__name__}, not {type(letter.variables).__name__}")
    name, address = _open_address(letter.recipient)
    if about.layout is Layout.WINDOW and not address:
        raise LetterRefused(NO_ADDRESS)
    sender, language = letter.sender, letter.language
    words = {
        **{"name": name, "organisation": sender.name, "contact": sender.contact, "phone": sender.phone},
        **{"email": sender.email, "today": day(letter.on, language)},
    }
    text = worded(text_of(letter.kind, language), letter.own_words)
    composer = Composer(letter.variables, language, words)
    labels = shared(language)["labels"]
    return {
        "title": about.title,
        "lang": language.tag,
        "written": letter.on.isoformat(),
        "layout": about.layout.value,
        "large": about.audience is Audience.CHILD,
        "sender": [sender.name, *sender.address],
        "recipient": [name, *address],
        "day": words["today"],
        "heading": composer.filled(text.heading),
        "parts": list(composer.parts(text.parts)),
        "contact": _contact(sender, labels, child=about.audience is Audience.CHILD),
        "page": labels["page"],
    }


def _contact(sender: Sender, labels: Mapping[str, str], *, child: bool) -> dict[str, Any]:
    """A name and a direct number, at the end of every letter."""
    rows = [[labels["phone"], sender.phone]] + ([[labels["email"], sender.email]] if sender.email else [])
    return {
        "greeting": labels["child_greeting" if child else "greeting"],
        "name": sender.contact,
        "title": ", ".join(part for part in (sender.title, sender.name) if part),
        "rows": rows,
    }


def _open_address(recipient: Recipient) -> tuple[str, tuple[str, ...]]:
    lines = (recipient.name, *recipient.address)
    if any(isinstance(line, Masked) for line in lines):
        raise LetterRefused(PROTECTED)
    written = tuple(str(line).strip() for line in lines)
    if not written[0]:
        raise LetterRefused("Brevet har ingen mottagare. Skriv vem det är till.")
    kept = tuple(line for line in written[1:] if line)
    if len(kept) >= _MOST_LINES:
        raise LetterRefused("Adressen har för många rader för kuvertets fönster. Skriv högst fyra rader.")
    return written[0], kept
