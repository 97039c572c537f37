"""The typesetting process: takes its limits, then sets one paper from JSON on standard input.

Run as ``python -m kvarbo.doors.papers.typesetter OPTIONS``. Writes the PDF, or JSON with a refusal in Swedish.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import typst

from kvarbo.ground.limited import limits

HERE = Path(__file__).parent
FAMILY = "Source Sans 3"
STANDARDS = ["a-2a", "ua-1"]

_NO_FONT = "Typsnitten som papper skrivs med saknas i installationen. Installera Kvarbo på nytt."
_LACKING = re.compile(r'the text `"(.+?)"` could not be displayed')


class CannotSet(Exception):
    """The paper cannot be set, in a Swedish sentence."""


def typeset(told: str, written: datetime, *, fonts: Path = HERE / "fonts", template: str = "paper.typ") -> bytes:
    """The PDF of what is told (JSON), dated ``written``. Raises :class:`CannotSet`.

    No font but those in the folder is looked at, and a warning is an error: a paper is never set in something else.
    """
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)])
    weights = {font.weight for font in found.fonts() if font.family == FAMILY}
    if not {400, 700} <= weights:
        raise CannotSet(_NO_FONT)
    folder = HERE / "templates"
    compiler = typst.Compiler(
        str(folder / template),
        root=str(folder),
        font_paths=found,
        ignore_system_fonts=True,
        sys_inputs={"paper": told},
    )
    try:
        pdf, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=STANDARDS, timestamp=written)
    except typst.TypstError as fault:
        raise CannotSet(_why(fault)) from fault
    if warnings:
        raise CannotSet(_why(warnings[0]))
    return pdf


def _why(fault: typst.TypstError | typst.TypstWarning) -> str:
    lacking = "".join(dict.fromkeys(_LACKING.findall(f"{fault.message} {fault.diagnostic}")))
    if lacking:
        return (
            f"Papperet går inte att skriva ut: typsnittet saknar {', '.join(lacking)}. Läs papperet på skärmen, eller "
            "skriv texten med latinska bokstäver."
        )
    return "Papperet går inte att göra till PDF. Läs det på skärmen, och säg till den som sköter Kvarbo."


def main(argv: Sequence[str]) -> int:
    """Take the limits first, then set the paper."""
    limits.take(json.loads(argv[0])["limits"])
    told = sys.stdin.buffer.read().decode("utf-8")
    try:
        answer = typeset(told, datetime.fromisoformat(json.loads(told)["written"]).replace(tzinfo=UTC))
    except CannotSet as fault:
        answer = json.dumps({"refused": str(fault)}).encode()
    try:
        sys.stdout.buffer.write(answer)
        sys.stdout.buffer.flush()
    except OSError:
        return limits.CANNOT_WRITE
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
