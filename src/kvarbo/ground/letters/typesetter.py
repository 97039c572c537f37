"""The typesetting process: takes its limits, then sets what it is told, one page or many, each from a line of JSON.

Run as ``python -m kvarbo.ground.letters.typesetter OPTIONS``. For each line on standard input it writes a frame: ``P``
and a PDF, or ``R`` and a refusal in Swedish. One that takes longer than ``seconds_each`` ends the process, and whoever
started it goes on with the next in a new one.
"""

from __future__ import annotations

import json
import re
import signal
import struct
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

import kvarbo
from kvarbo.ground.limited import limits

PACKAGE = Path(kvarbo.__file__).parent
FONTS = Path(__file__).parent / "fonts"
FAMILY = "Source Sans 3"
STANDARDS: list[Any] = ["a-2a", "ua-1"]
PDF, REFUSED = b"P", b"R"
FRAME = struct.Struct(">cQ")  # what it is, and how many bytes follow

_NO_FONT = "Typsnitten som papper skrivs med saknas i installationen. Installera Kvarbo på nytt."
_LACKING = re.compile(r'the text `"(.+?)"` could not be displayed')
_WINDOW = "kvarbo:window"  # what a template says when the address does not fit


class CannotSet(Exception):
    """It cannot be set, in a Swedish sentence."""


class Setter:
    """Sets one template again and again. No font but those in the folder is looked at."""

    def __init__(self, template: str, *, fonts: Path = FONTS) -> None:
        """``template`` is a path within the package: "ground/letters/typst/letter.typ". It reads in its folder only."""
        found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)])
        weights = {font.weight for font in found.fonts() if font.family == FAMILY}
        if not {400, 700} <= weights:
            raise CannotSet(_NO_FONT)
        path = PACKAGE / template
        self._compiler = typst.Compiler(str(path), root=str(path.parent), font_paths=found, ignore_system_fonts=True)

    def typeset(self, told: str) -> bytes:
        """The PDF of what is told (JSON), dated its ``written``. A warning is an error: nothing is left out unseen."""
        written = datetime.fromisoformat(json.loads(told)["written"]).replace(tzinfo=UTC)
        try:
            pdf, warnings = self._compiler.compile_with_warnings(
                sys_inputs={"told": told}, format="pdf", pdf_standards=STANDARDS, timestamp=written
            )
        except typst.TypstError as fault:
            raise CannotSet(_why(fault)) from fault
        if warnings:
            raise CannotSet(_why(warnings[0]))
        assert isinstance(pdf, bytes)
        return pdf


def _why(fault: typst.TypstError | typst.TypstWarning) -> str:
    words = f"{fault.message} {fault.diagnostic}"
    if _WINDOW in words:
        return "Adressen får inte plats i kuvertets fönster. Korta raderna i adressen och försök igen."
    lacking = "".join(dict.fromkeys(_LACKING.findall(words)))
    if lacking:
        return (
            f"Papperet går inte att skriva ut: typsnittet saknar {', '.join(lacking)}. Läs papperet på skärmen, eller "
            "skriv texten med latinska bokstäver."
        )
    return "Papperet går inte att göra till PDF. Läs det på skärmen, och säg till den som sköter Kvarbo."


def main(argv: Sequence[str]) -> int:
    """Take the limits first, then set line after line."""
    options = json.loads(argv[0])
    limits.take(options["limits"])
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # the default ends the process, also in the midst of setting
    try:
        setter: Setter | None = Setter(options["template"])
        lacks = ""
    except CannotSet as fault:
        setter, lacks = None, str(fault)
    for line in sys.stdin.buffer:
        signal.alarm(options["seconds_each"])
        try:
            if setter is None:
                raise CannotSet(lacks)
            kind, answer = PDF, setter.typeset(line.decode("utf-8"))
        except CannotSet as fault:
            kind, answer = REFUSED, str(fault).encode("utf-8")
        signal.alarm(0)
        if not _written(FRAME.pack(kind, len(answer)) + answer):
            return limits.CANNOT_WRITE
    return 0


def _written(answer: bytes) -> bool:
    try:
        sys.stdout.buffer.write(answer)
        sys.stdout.buffer.flush()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
