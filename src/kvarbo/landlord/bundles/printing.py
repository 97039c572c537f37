"""Utskriftsfilen för en bunt: the letters just as they were made, in address order, after a cover list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kvarbo.core.swedish import day
from kvarbo.ground import clock
from kvarbo.ground.exports.actions import ExportStopped, export_allowed
from kvarbo.ground.letters.kinds import KINDS, LetterKind
from kvarbo.ground.letters.letter import LetterRefused
from kvarbo.ground.letters.queries import contents_of
from kvarbo.ground.letters.setting import CannotSet, set_pdf
from kvarbo.ground.outbox.print_file import CoverRow, Receiver, print_file
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.recorder import record, shown
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.bundles.actions import NOT_READY, note_printed
from kvarbo.landlord.bundles.queries import Bundle, open_letters
from kvarbo.landlord.bundles.words import InBundle

TEMPLATE = "landlord/bundles/typst/cover.typ"
TO_POST = "Skrivs ut och postas"  # why the file is taken out
SECONDS = 60
NOTHING = "Inget brev i bunten är gjort, så det finns inget att skriva ut."


@dataclass(frozen=True, slots=True)
class Fetched:
    """Filen, and what the download is called: its kind, day and the bundle's id, and nobody's name."""

    content: bytes
    file_name: str
    letters: int


def fetch_print_file(bundle: Bundle, *, by: AtWork) -> Fetched:
    """Hämta utskriftsfilen. Raises ``CannotDo``; what is taken out is counted as every file is."""
    rows = open_letters(by, bundle.id)
    if any(row.state == InBundle.WAITING for row in rows):
        raise CannotDo(NOT_READY)
    made = {row.letter_id: row for row in rows if row.state == InBundle.MADE and row.letter_id}
    if not made:
        raise CannotDo(NOTHING)
    leases = list(dict.fromkeys(row.lease_id for row in made.values()))
    try:
        contents = contents_of(list(made))
        export_allowed(by, len(leases), TO_POST, what="letter_print_file", about=str(bundle.id), subjects=leases)
    except (LetterRefused, ExportStopped) as refusal:
        raise CannotDo(str(refusal)) from None
    receivers = [
        (Receiver(letter, row.to_name, row.to_street, town=bundle.town), contents[letter])
        for letter, row in made.items()
    ]
    file = print_file(receivers, cover=lambda rows: _cover(bundle, rows))
    shown(leases, what="letter_print_file")
    record("letters.printed", subjects=leases, about={"bundle": str(bundle.id), "letters": len(file.order)})
    note_printed(bundle.id, letters=len(file.order))
    name = f"utskriftsfil-{bundle.kind.replace('_', '-')}-{bundle.made_date.isoformat()}-{str(bundle.id)[:8]}.pdf"
    return Fetched(file.content, name, len(file.order))


def _cover(bundle: Bundle, rows: Sequence[CoverRow]) -> bytes:
    pages = sum(row.pages for row in rows)
    told = {
        "title": "Följesedel",
        "written": clock.today().isoformat(),
        "what": f"{KINDS[LetterKind(bundle.kind)].title}, gjorda {day(bundle.made_date)}. Skriv ut på ena sidan.",
        "sum": f"{len(rows)} brev, {pages} sidor",
        "columns": ["Nr", "Till", "Adress", "Sidor"],
        "rows": [[str(row.number), row.name, row.where, str(row.pages)] for row in rows],
    }
    try:
        return set_pdf(told, template=TEMPLATE, seconds_each=SECONDS)
    except CannotSet as fault:
        raise CannotDo(str(fault)) from None
