"""Sättning: from what is told to a PDF, in a limited process that may die without anybody else doing so.

Anything that becomes paper is set here: letters, papers between rooms, and the statutory forms. To add a form of your
own, put ``<name>.typ`` in a folder of your activity, let it read ``json(bytes(sys.inputs.told))`` and nothing else,
and call ``set_pdf(told, template="landlord/notices/typst/<name>.typ")``. The data is a dictionary of strings, lists and
numbers with at least ``written`` (an ISO date, the document's own). It is shown as text and never read as Typst. The
template may ``#import "…"`` files in its own folder only. Titles become metadata and must name nobody.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, BinaryIO

from kvarbo.ground.letters.typesetter import FRAME, PDF, CannotSet
from kvarbo.ground.limited.limits import Limits
from kvarbo.ground.limited.process import BrokenOff, run_limited

__all__ = ["LIMITS", "SECONDS_EACH", "CannotSet", "set_pdf", "set_pdfs"]

TYPESETTER = "kvarbo.ground.letters.typesetter"
SECONDS_EACH = 20
BATCH = 500  # pages set by one process
LIMITS = Limits(cpu_seconds=30, wall_seconds=60, output=20_000_000, input=2_000_000)

_NOT_SET = (
    "Papperet gick inte att göra till PDF: arbetet avbröts ({how}). Försök igen, och läs papperet på skärmen så länge."
)


def set_pdf(
    told: Mapping[str, Any], *, template: str, limits: Limits = LIMITS, seconds_each: int = SECONDS_EACH
) -> bytes:
    """The PDF (PDF/A-2a and PDF/UA-1) of what is told. Raises ``CannotSet`` with a Swedish sentence."""
    (answer,) = set_pdfs([told], template=template, limits=limits, seconds_each=seconds_each)
    if isinstance(answer, CannotSet):
        raise answer
    return answer


def set_pdfs(
    told: Iterable[Mapping[str, Any]],
    *,
    template: str,
    limits: Limits = LIMITS,
    seconds_each: int = SECONDS_EACH,
) -> Iterator[bytes | CannotSet]:
    """One answer for each, in order: a PDF, or why there is none. What breaks the process breaks itself alone.

    ``limits`` are for one page; a process that sets many gets as many seconds and bytes more.
    """
    waiting: list[bytes] = []
    for one in told:
        waiting.append(json.dumps(one, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        if len(waiting) == BATCH:
            yield from _batch(waiting, template, limits, seconds_each)
            waiting = []
    if waiting:
        yield from _batch(waiting, template, limits, seconds_each)


def _batch(lines: Sequence[bytes], template: str, limits: Limits, seconds_each: int) -> Iterator[bytes | CannotSet]:
    while lines:
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out:
            given.write(b"\n".join(lines))
            given.seek(0)
            broken = _run(given, out, template, _for_many(limits, len(lines)), seconds_each)
            out.seek(0)
            done = 0
            for answer in _frames(out):
                done += 1
                yield answer
        lines = lines[done:]
        if lines and broken is not None:
            yield CannotSet(_NOT_SET.format(how=broken.how))
            lines = lines[1:]


def _run(given: BinaryIO, out: BinaryIO, template: str, limits: Limits, seconds_each: int) -> BrokenOff | None:
    options = {"template": template, "seconds_each": seconds_each}
    try:
        run_limited(TYPESETTER, options, given=given, out=out, limits=limits)
    except BrokenOff as fault:
        return fault
    return None


def _for_many(limits: Limits, count: int) -> Limits:
    more = count - 1
    return replace(
        limits,
        cpu_seconds=limits.cpu_seconds + more * 2,
        wall_seconds=limits.wall_seconds + more * 4 if limits.wall_seconds else 0,
        output=limits.output + more * 1_000_000,
    )


def _frames(out: BinaryIO) -> Iterator[bytes | CannotSet]:
    """The whole answers; one that was cut off is none."""
    while len(head := out.read(FRAME.size)) == FRAME.size:
        kind, length = FRAME.unpack(head)
        answer = out.read(length)
        if len(answer) < length:
            return
        yield answer if kind == PDF else CannotSet(answer.decode("utf-8"))
