"""Utskriftsfil: many letters as one file to print and post, in address order, with a cover list to count them by.

Knows nothing of how a letter is set: it takes receivers with their PDF, whoever made it. Nobody's name stands in a
file's name, since names of files are seen by many.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from uuid import UUID

from kvarbo.ground.outbox.messages import checked_line
from kvarbo.ground.refusals import CannotDo

COVER = "foljesedel.txt"
_NUMBERS = re.compile(r"\d+|\D+")
_SWEDISH = {"å": "z1", "ä": "z2", "ö": "z3"}  # last in the alphabet, in this order
_ENTRY_DATE = (1980, 1, 1, 0, 0, 0)  # the same letters make the same file, byte for byte


@dataclass(frozen=True, slots=True)
class Receiver:
    """Mottagare av ett brev, as the envelope shows it. ``letter_id`` is the letter's own id."""

    letter_id: UUID
    name: str
    street: str
    postal_code: str = ""
    town: str = ""


@dataclass(frozen=True, slots=True)
class PrintFile:
    """Filen: a zip of numbered PDFs and the cover list; ``order`` says which letter has which number, from one."""

    content: bytes
    cover: str
    order: tuple[UUID, ...]


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


def print_file(letters: Iterable[tuple[Receiver, bytes]]) -> PrintFile:
    """Gör filen. Raises ``CannotDo`` for none, for the same letter twice, and for what is no PDF."""
    by_id: dict[UUID, tuple[Receiver, bytes]] = {}
    for receiver, pdf in letters:
        if receiver.letter_id in by_id:
            raise CannotDo("Samma brev finns två gånger i utskicket, så ingen fil är gjord.")
        if not pdf.startswith(b"%PDF-"):
            raise CannotDo("Ett av breven är ingen PDF, så ingen fil är gjord.")
        by_id[receiver.letter_id] = (receiver, pdf)
    if not by_id:
        raise CannotDo("Det finns inget brev att skriva ut.")
    ordered = [by_id[one.letter_id] for one in address_order(receiver for receiver, _ in by_id.values())]
    cover = _cover(ordered)
    return PrintFile(_zipped(ordered, cover), cover, tuple(receiver.letter_id for receiver, _ in ordered))


def _cover(ordered: Sequence[tuple[Receiver, bytes]]) -> str:
    """Följesedeln: number, to whom, where, and the first signs of each letter's checksum."""
    lines = [f"Följesedel: {len(ordered)} brev i adressordning", "", "Nr\tMottagare\tAdress\tKontrollsumma"]
    for place, (receiver, pdf) in enumerate(ordered, 1):
        town = " ".join(part for part in (receiver.postal_code, receiver.town) if part)
        where = ", ".join(part for part in (receiver.street, town) if part)
        name = checked_line(receiver.name, what="Mottagarens namn", most=200)
        where = checked_line(where, what="Mottagarens adress", most=300)
        lines.append(f"{place}\t{name}\t{where}\t{hashlib.sha256(pdf).hexdigest()[:12]}")
    return "\n".join([*lines, "", f"Summa: {len(ordered)} brev", ""])


def _zipped(ordered: Sequence[tuple[Receiver, bytes]], cover: str) -> bytes:
    held = BytesIO()
    digits = max(3, len(str(len(ordered))))
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(zipfile.ZipInfo(COVER, _ENTRY_DATE), cover)
        for place, (_, pdf) in enumerate(ordered, 1):
            file.writestr(zipfile.ZipInfo(f"{place:0{digits}d}.pdf", _ENTRY_DATE), pdf)
    return held.getvalue()
