"""Utskriftsfil: many letters as one PDF to print and post, in address order, with a cover list to count them by.

Knows nothing of how a letter or a cover list is set: it takes receivers with their PDF, whoever made it. Nobody's name
stands in the file's name or metadata, since those are seen by many.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from kvarbo.ground.letters.joining import joined, pages_of
from kvarbo.ground.outbox.messages import checked_line
from kvarbo.ground.refusals import CannotDo

TITLE = "Utskriftsfil"
_NUMBERS = re.compile(r"\d+|\D+")
_SWEDISH = {"å": "z1", "ä": "z2", "ö": "z3"}  # last in the alphabet, in this order


@dataclass(frozen=True, slots=True)
class Receiver:
    """Mottagare av ett brev, as the envelope shows it. ``letter_id`` is the letter's own id."""

    letter_id: UUID
    name: str
    street: str
    postal_code: str = ""
    town: str = ""

    @property
    def where(self) -> str:
        """The whole address in one line."""
        town = " ".join(part for part in (self.postal_code, self.town) if part)
        return ", ".join(part for part in (self.street, town) if part)


@dataclass(frozen=True, slots=True)
class CoverRow:
    """En rad på följesedeln: the letter's number in the file, from one, to whom and where, and its pages."""

    number: int
    name: str
    where: str
    pages: int


@dataclass(frozen=True, slots=True)
class PrintFile:
    """Filen: one PDF, the cover list first; ``order`` says which letter has which number, from one."""

    content: bytes
    order: tuple[UUID, ...]
    pages: int  # of the letters, without the cover list


def address_order(receivers: Iterable[Receiver]) -> list[Receiver]:
    """By town, street, number on it, then name: the order in which somebody walks and a printer packs."""
    return sorted(receivers, key=_place)


def _place(receiver: Receiver) -> tuple[object, ...]:
    return (
        _word(receiver.town), _word(receiver.postal_code), _parts(receiver.street), _word(receiver.name),
        receiver.letter_id.hex,
    )  # fmt: skip


def _parts(street: str) -> tuple[tuple[int, int, str], ...]:
    """Kvarngränd 2 before Kvarngränd 10: numbers are compared as numbers and stand before letters."""
    return tuple(
        (0, int(part), "") if part.isascii() and part.isdecimal() else (1, 0, _word(part))
        for part in _NUMBERS.findall(street.strip())
    )


def _word(text: str) -> str:
    composed = unicodedata.normalize("NFC", text).casefold().strip()
    return "".join(_SWEDISH.get(sign, sign) for sign in composed)


def print_file(letters: Iterable[tuple[Receiver, bytes]], *, cover: Callable[[Sequence[CoverRow]], bytes]) -> PrintFile:
    """Gör filen. Raises ``CannotDo`` for none, for the same letter twice, and for what is no letter set here."""
    by_id: dict[UUID, tuple[Receiver, bytes]] = {}
    for receiver, pdf in letters:
        if receiver.letter_id in by_id:
            raise CannotDo("Samma brev finns två gånger i utskicket, så ingen fil är gjord.")
        by_id[receiver.letter_id] = (receiver, pdf)
    if not by_id:
        raise CannotDo("Det finns inget brev att skriva ut.")
    ordered = [by_id[one.letter_id] for one in address_order(receiver for receiver, _ in by_id.values())]
    rows = [_row(number, receiver, pdf) for number, (receiver, pdf) in enumerate(ordered, 1)]
    content = joined([cover(rows), *(pdf for _, pdf in ordered)], title=TITLE)
    return PrintFile(content, tuple(receiver.letter_id for receiver, _ in ordered), sum(row.pages for row in rows))


def _row(number: int, receiver: Receiver, pdf: bytes) -> CoverRow:
    name = checked_line(receiver.name, what="Mottagarens namn", most=200)
    where = checked_line(receiver.where, what="Mottagarens adress", most=300)
    return CoverRow(number, name, where, pages_of(pdf))
