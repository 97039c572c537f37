"""How long letters take and whether they fill the memory: one by one in one process, and many through limited ones.

    python benchmarks/letters.py [--letters 2000] [--out docs/proof/letters.md]

Each letter has other names, addresses, amounts and numbers than the one before. One by one is ``Setter.typeset`` in
this process: template, fonts' shaping, tags, PDF/A-2a and PDF/UA-1. Through limited processes is ``set_letters``,
500 to a process, with all that is written and read between. Where WeasyPrint or reportlab can be imported the same
words are set with them in the same run. Neither is among what Kvarbo or its benchmarks install: else it says so.
"""

from __future__ import annotations

import argparse
import html
import io
import json
import os
import platform
import resource
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kvarbo.ground.letters.examples import example
from kvarbo.ground.letters.kinds import LetterKind
from kvarbo.ground.letters.letter import TEMPLATE, LetterToSet, Recipient, set_letters, told
from kvarbo.ground.letters.setting import BATCH
from kvarbo.ground.letters.typesetter import Setter
from kvarbo.ground.letters.variables import Month, Ore

WARM, COMPARED, SAMPLES = 50, 200, 8
MEGABYTE = 1 << 20


def letters(number: int) -> Iterator[LetterToSet]:
    """Reminders to made-up people, no two alike."""
    begun = example(LetterKind.FRIENDLY_REMINDER)
    for place in range(number):
        yield replace(
            begun,
            recipient=Recipient(f"Åke Öberg {place}", (f"Ängsvägen {place} lgh 1{place % 900:03}", "123 47 Kvarnby")),
            variables=replace(
                begun.variables,
                amount=Ore(700_000 + place * 37),
                month=Month(date(2026, place % 12 + 1, 1)),
                reference=f"{650_000 + place}",
            ),
        )


def resident() -> float:
    """Megabytes that this process holds just now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE


def one_by_one(number: int) -> tuple[list[float], list[float]]:
    """Seconds of the processor for each letter, and the memory held at even steps along the way."""
    setter = Setter(TEMPLATE)
    took, held = [], []
    for place, letter in enumerate(letters(number + WARM)):
        began = time.process_time()
        setter.typeset(json.dumps(told(letter), ensure_ascii=False))
        if place >= WARM:
            took.append(time.process_time() - began)
            if (place - WARM) % (number // SAMPLES) == 0:
                held.append(resident())
    return took, [*held, resident()]


def through_processes(number: int) -> tuple[float, float]:
    """Seconds by the clock for all, and the most memory that any of the processes held (megabytes)."""
    began = time.perf_counter()
    made = sum(isinstance(one, bytes) for one in set_letters(letters(number)))
    assert made == number
    return time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def beside(number: int) -> Iterator[tuple[str, float]]:
    """The same words with others, where they are installed: name and seconds of the processor for each letter."""
    ways: dict[str, Callable[[dict[str, Any]], object]] = {"weasyprint": _weasyprint, "reportlab": _reportlab}
    for name, way in ways.items():
        if find_spec(name) is not None:
            page = [told(letter) for letter in letters(number + 5)]
            for one in page[:5]:
                way(one)
            began = time.process_time()
            for one in page[5:]:
                way(one)
            yield name, (time.process_time() - began) / number


def _words(page: dict[str, Any]) -> list[str]:
    words = [*page["sender"], *page["recipient"], page["heading"]]
    for part in page["parts"]:
        words += [part["text"]] if "text" in part else part.get("items", [])
        words += [" ".join(row) for row in part.get("rows", [])]
    return [*words, page["contact"]["name"]]


def _weasyprint(page: dict[str, Any]) -> object:
    from weasyprint import HTML  # type: ignore[import-not-found]

    body = "".join(f"<p>{html.escape(one)}</p>" for one in _words(page))
    return HTML(string=f"<html lang=sv><title>{page['title']}</title>{body}").write_pdf(pdf_variant="pdf/ua-1")


def _reportlab(page: dict[str, Any]) -> object:
    from reportlab.lib.styles import getSampleStyleSheet  # type: ignore[import-not-found]
    from reportlab.platypus import Paragraph, SimpleDocTemplate  # type: ignore[import-not-found]

    style = getSampleStyleSheet()["Normal"]
    out = io.BytesIO()
    SimpleDocTemplate(out).build([Paragraph(html.escape(one), style) for one in _words(page)])
    return out.getvalue()


def report(number: int) -> str:
    """Measure, and tell it as a page."""
    took, held = one_by_one(number)
    seconds, most = through_processes(number)
    compared = dict(beside(COMPARED))
    each = statistics.median(took)
    lines = [
        "# Letters",
        "",
        f"`python benchmarks/letters.py --letters {number}` on {os.cpu_count()} processors, Python "
        f"{platform.python_version()}, {date.today():%Y-%m-%d}. Processor time, which other work disturbs least.",
        "",
        "| what | result |",
        "| --- | --- |",
        f"| one by one, tagged, PDF/A-2a and PDF/UA-1: median | {each * 1000:.1f} ms |",
        f"| the slowest of a hundred | {sorted(took)[int(len(took) * 0.99)] * 1000:.1f} ms |",
        f"| memory along {number} in one process | {' → '.join(f'{one:.0f}' for one in held)} MB |",
        f"| {number} through limited processes, {BATCH} each, by the clock | {seconds:.1f} s |",
        f"| most memory of any such process | {most:.0f} MB |",
    ]
    for name in ("weasyprint", "reportlab"):
        said = (
            f"{compared[name] * 1000:.1f} ms, {compared[name] / each:.1f} × ours"
            if name in compared
            else "not compared"
        )
        lines.append(f"| {name}, the same words | {said} |")
    if len(compared) < 2:
        lines += ["", "What is not compared was not installed: Kvarbo's benchmarks do not ask for it."]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure and print, and write the page when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--letters", type=int, default=2000)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    page = report(arguments.letters)
    print(page)
    if arguments.out:
        arguments.out.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
