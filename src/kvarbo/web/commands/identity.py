"""``kvarbo identity check``: which kind of number each line is, and whether it holds."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from kvarbo.core.identity import Identity

ASKED_FOR = ("ocr", "bankgiro", "plusgiro")


def add_to(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``identity check`` to the command line."""
    parser = subparsers.add_parser("identity", help="Kontrollera personnummer och andra identitetsnummer.")
    actions = parser.add_subparsers(dest="action", required=True, metavar="VAD")
    check = actions.add_parser(
        "check",
        help="Ett nummer per rad in, en JSON-rad per nummer ut.",
        description="Läser ett nummer per rad och skriver en JSON-rad per nummer: input, kind, valid, reason, normal "
        "och birth_date. Personnummer, samordningsnummer, reservnummer och organisationsnummer känns igen; "
        "ocr, bankgiro och plusgiro anges med --kind.",
    )
    check.add_argument("file", nargs="?", default="-", metavar="FIL", help="fil att läsa, - för standard input")
    check.add_argument("--on", type=_day, metavar="ÅÅÅÅ-MM-DD", help="dag som avgör århundradet (idag)")
    check.add_argument("--kind", choices=ASKED_FOR, help="läs numren som denna sort")
    check.add_argument(
        "--level", choices=("none", "soft", "hard"), default="hard", help="ocr: kontrollsiffra (%(default)s)"
    )
    check.add_argument("--length-digit", action="store_true", help="ocr: näst sista siffran är längdsiffra")
    check.add_argument("--json", action="store_true", help="JSON-rader; så skrivs svaret alltid")
    check.set_defaults(run=run)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} är inget datum. Skriv det som 2026-11-22.") from None


def run(arguments: argparse.Namespace) -> int:
    """Check every line; the exit code is 0 also when numbers are refused, since each refusal is an answer."""
    from kvarbo.web.text_input import CannotOpen, read_text

    check = _checker(arguments)
    try:
        text = read_text(arguments.file)
    except CannotOpen as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    lines = re.split(r"\r\n|\r|\n", text)
    for line in lines[:-1] if lines[-1] == "" else lines:
        sys.stdout.write(json.dumps(_as_json(check(line)), ensure_ascii=False) + "\n")
    return 0


def _checker(arguments: argparse.Namespace) -> Callable[[str], Identity]:
    from kvarbo.core import identity

    if arguments.kind == "bankgiro":
        return identity.check_bankgiro
    if arguments.kind == "plusgiro":
        return identity.check_plusgiro
    if arguments.kind == "ocr":
        level = identity.OcrLevel(arguments.level)
        return lambda text: identity.check_ocr(text, level=level, length_digit=arguments.length_digit)
    on = arguments.on or datetime.now(ZoneInfo("Europe/Stockholm")).date()
    return lambda text: identity.check(text, on=on)


def _as_json(answer: Identity) -> dict[str, str | bool | None]:
    return {
        "input": answer.input,
        "kind": answer.kind.value,
        "valid": answer.valid,
        "reason": answer.reason,
        "normal": answer.normal,
        "birth_date": answer.birth_date.isoformat() if answer.birth_date else None,
    }
