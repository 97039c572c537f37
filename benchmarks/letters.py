"""How long letters take and whether they fill the memory: one by one in one process, and many through limited ones.

    python benchmarks/letters.py [--letters 2000] [--out docs/proof/letters.md]

Each letter has other names, addresses, amounts and numbers than the one before. One by one is ``Setter.typeset`` in
this process: template, fonts' shaping, tags, PDF/A-2a and PDF/UA-1. Through limited processes is ``set_letters``,
500 to a process, with all that is written and read between. WeasyPrint and reportlab (requirements-bench.txt) set the
same page in the same run: the same words, fonts, table and list. WeasyPrint needs Pango from the system.
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
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kvarbo.ground.letters.examples import example
from kvarbo.ground.letters.kinds import LetterKind
from kvarbo.ground.letters.letter import TEMPLATE, LetterToSet, Recipient, set_letters, told
from kvarbo.ground.letters.setting import BATCH
from kvarbo.ground.letters.typesetter import FONTS, Setter
from kvarbo.ground.letters.variables import Month, Ore

ASKED = {"weasyprint": 10.0, "reportlab": 0.8}  # how many times as long they may at least take
TAGGED = {"weasyprint": "tagged (PDF/UA-1)", "reportlab": "untagged"}
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


def _weasyprint(page: dict[str, Any]) -> object:
    """The same page: window, table and list, in the same fonts, tagged."""
    from weasyprint import CSS, HTML  # type: ignore[import-not-found]

    styles = WEASYPRINT.setdefault("styles", CSS(string=STYLES, font_config=_weasyprint_fonts()))
    of = {"text": _p, "h": lambda part: f"<h2>{html.escape(part['text'])}</h2>", "list": _ul, "facts": _table}
    parts = "".join(of[part["is"]](part) for part in page["parts"])
    sender, recipient = (_lines(page[one]) for one in ("sender", "recipient"))
    head = f"<div id=sender>{sender}<p>{page['day']}</div><div id=to>{recipient}</div><h1>{page['heading']}</h1>"
    foot = _lines([page["contact"]["greeting"], page["contact"]["name"], *map(": ".join, page["contact"]["rows"])])
    text = f"<html lang=sv><title>{page['title']}</title>{head}{parts}<p>{foot}"
    return HTML(string=text).write_pdf(stylesheets=[styles], font_config=_weasyprint_fonts(), pdf_variant="pdf/ua-1")


WEASYPRINT: dict[str, Any] = {}
STYLES = f"""
@font-face {{ font-family: S; font-weight: 400; src: url(file://{FONTS}/source-sans-3-400.ttf) }}
@font-face {{ font-family: S; font-weight: 700; src: url(file://{FONTS}/source-sans-3-700.ttf) }}
@page {{ size: A4; margin: 20mm 25mm; @bottom-right {{ content: counter(page) " (" counter(pages) ")" }} }}
body {{ font: 11pt S }} #sender {{ height: 70mm; width: 66mm }} #to {{ position: absolute; left: 91mm; top: 26mm }}
table {{ width: 100%; border-collapse: collapse }} td {{ border-bottom: .4pt solid gray; padding: 5pt 0 }}
"""


def _weasyprint_fonts() -> Any:
    from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-not-found]

    return WEASYPRINT.setdefault("fonts", FontConfiguration())


def _p(part: dict[str, Any]) -> str:
    return f"<p>{html.escape(part['text'])}</p>"


def _ul(part: dict[str, Any]) -> str:
    return "<ul>" + "".join(f"<li>{html.escape(one)}" for one in part["items"]) + "</ul>"


def _table(part: dict[str, Any]) -> str:
    return (
        "<table>"
        + "".join(f"<tr><td>{html.escape(a)}<td><b>{html.escape(b)}</b>" for a, b in part["rows"])
        + "</table>"
    )


def _lines(words: Sequence[str]) -> str:
    return "<br/>".join(html.escape(one) for one in words)


def _reportlab(page: dict[str, Any]) -> object:
    """The same page in the same fonts, untagged: reportlab writes no tags."""
    from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-not-found]
    from reportlab.pdfbase import pdfmetrics  # type: ignore[import-not-found]
    from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-not-found]
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table  # type: ignore[import-not-found]

    if "S" not in pdfmetrics.getRegisteredFontNames():
        for name, weight in (("S", 400), ("B", 700)):
            pdfmetrics.registerFont(TTFont(name, FONTS / f"source-sans-3-{weight}.ttf"))
    plain, bold = (ParagraphStyle(font, fontName=font, fontSize=11, spaceAfter=8) for font in "SB")
    story = [Paragraph(_lines(page["sender"]), plain), Paragraph(_lines(page["recipient"]), plain), Spacer(1, 100)]
    story.append(Paragraph(html.escape(page["heading"]), bold))
    for part in page["parts"]:
        if part["is"] == "facts":
            rows = [[Paragraph(html.escape(a), plain), Paragraph(html.escape(b), bold)] for a, b in part["rows"]]
            story.append(Table(rows))
        else:
            words = part.get("items") or [part["text"]]
            story += [Paragraph(html.escape(one), bold if part["is"] == "h" else plain) for one in words]
    contact = [page["contact"]["greeting"], page["contact"]["name"], *map(": ".join, page["contact"]["rows"])]
    out = io.BytesIO()
    SimpleDocTemplate(out).build([*story, Paragraph(_lines(contact), plain)])
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
        said = "not compared"
        if name in compared:
            times, asked = compared[name] / each, ASKED[name]
            reached = "reached" if times >= asked else "**missed**"
            said = f"{compared[name] * 1000:.1f} ms, {times:.1f} × ours; {asked:g} × asked for: {reached}"
        lines.append(f"| {name}, the same page, {TAGGED[name]} | {said} |")
    if len(compared) < 2:
        lines += ["", "What is not compared was not installed."]
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
