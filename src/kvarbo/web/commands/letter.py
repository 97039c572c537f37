"""``kvarbo letter``: which letters can be written, and each one's example as a PDF, without a database."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any


def add_to(subparsers: Any) -> None:
    """Register ``letter list`` and ``letter show``."""
    parser = subparsers.add_parser("letter", help="se brevens mallar, med exempel")
    actions = parser.add_subparsers(dest="action", required=True, metavar="HANDLING")
    listed = actions.add_parser("list", help="visa alla slag av brev")
    listed.set_defaults(run=run_list)
    show = actions.add_parser("show", help="skriv ett slags exempel som PDF")
    show.add_argument("kind", metavar="SLAG", help="ett namn ur listan, till exempel friendly_reminder")
    show.add_argument("--language", metavar="SPRÅK", default="sv", help="sv, en eller lättläst (sv)")
    show.add_argument("-o", "--output", metavar="FIL", required=True, help="PDF-filen; - skriver till standard ut")
    show.set_defaults(run=run_show)


def run_list(arguments: argparse.Namespace) -> int:
    """One line for each kind: its name, title, languages and what makes it statutory."""
    from kvarbo.ground.letters.kinds import KINDS

    for kind, about in KINDS.items():
        marks = [about.law] if about.law else ["säger inget om skuld"] if about.discreet else []
        languages = ", ".join(one.value for one in about.languages)
        print("  ".join([f"{kind.value:20}", f"{about.title:38}", languages, *marks]))
    return 0


def run_show(arguments: argparse.Namespace) -> int:
    """Set the example and write it; 1 with a Swedish sentence when there is no such letter."""
    from kvarbo.ground.letters.examples import example
    from kvarbo.ground.letters.kinds import KINDS, LetterKind
    from kvarbo.ground.letters.letter import set_letter
    from kvarbo.ground.letters.setting import CannotSet
    from kvarbo.ground.letters.words import Language

    if arguments.kind not in set(LetterKind):
        print(f"Brevet {arguments.kind} finns inte. Se vilka som finns med: kvarbo letter list", file=sys.stderr)
        return 1
    about = KINDS[LetterKind(arguments.kind)]
    if arguments.language not in about.languages:
        offered = ", ".join(one.value for one in about.languages)
        print(f"{about.title} finns inte på {arguments.language}. Välj: {offered}.", file=sys.stderr)
        return 1
    letter = example(about.kind, Language(arguments.language))
    try:
        pdf = set_letter(
            letter.kind,
            letter.variables,
            language=letter.language,
            sender=letter.sender,
            recipient=letter.recipient,
            on=letter.on,
        )
        _write(pdf, arguments.output)
    except (CannotSet, OSError) as fault:
        print(
            f"Filen gick inte att skriva: {fault.strerror}." if isinstance(fault, OSError) else fault, file=sys.stderr
        )
        return 1
    return 0


def _write(pdf: bytes, file: str) -> None:
    if file == "-":
        sys.stdout.buffer.write(pdf)
    else:
        Path(file).write_bytes(pdf)
