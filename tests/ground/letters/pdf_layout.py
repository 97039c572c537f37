"""Where the lines of a page stand, and whether a PDF keeps what PDF/A-2a and PDF/UA-1 ask for: a check of our own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.doors.papers.pdf_text import _letters, _refers, _stream, _string

MM = 72 / 25.4
HEIGHT = 841.8898
_LINE = re.compile(rb"1 0 0 -1 ([\d.-]+) ([\d.-]+) cm.*?BT.*?/(f\d+) ([\d.]+) Tf(.*?)ET", re.DOTALL)


@dataclass(frozen=True)
class Line:
    """A run of text: where it begins and ends, in millimetres from the left and from the top of the page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


def objects_of(pdf: bytes) -> dict[int, bytes]:
    return {int(number): body for number, body in re.findall(rb"(\d+) 0 obj\s*(.*?)\s*endobj", pdf, re.DOTALL)}


def pages_of(pdf: bytes) -> list[list[Line]]:
    """The lines of each page, in order."""
    objects = objects_of(pdf)
    return [list(_lines(objects, body)) for body in objects.values() if b"/Type/Page/" in body]


def _lines(objects: dict[int, bytes], page: bytes) -> Iterator[Line]:
    fonts = {
        name: (_letters(objects[_refers(rb"ToUnicode", objects[int(number)])]), _widths(objects, objects[int(number)]))
        for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", objects[_refers(rb"Resources", page)])
    }
    for x, y, font, size, shown in _LINE.findall(_stream(objects[_refers(rb"Contents", page)])):
        letters, widths = fonts[font]
        glyphs, moved = _glyphs(shown)
        em = float(size)
        width = sum(widths[int.from_bytes(one, "big")] for one in glyphs) / 1000 * em - moved / 1000 * em
        left, base = float(x), HEIGHT - float(y)
        text = "".join(letters.get(one, "") for one in glyphs)
        yield Line(text, left / MM, (left + width) / MM, (base - 0.75 * em) / MM, (base + 0.25 * em) / MM)


def _glyphs(shown: bytes) -> tuple[list[bytes], float]:
    """The glyphs of a line, and how much they are drawn together."""
    glyphs: list[bytes] = []
    moved, place = 0.0, 0
    while found := re.compile(rb"\(|(-?[\d.]+)(?=[(\]])").search(shown, place):
        place = found.end()
        if found[1]:
            moved += float(found[1])
            continue
        string, place = _string(shown, place)
        glyphs += [string[at : at + 2] for at in range(0, len(string), 2)]
    return glyphs, moved


def _widths(objects: dict[int, bytes], font: bytes) -> dict[int, float]:
    """How wide each glyph is, in thousandths of the size."""
    (below,) = re.findall(rb"/DescendantFonts\[(\d+) 0 R\]", font)
    body = objects[int(below)]
    listed = body[body.index(b"/W[") + 3 :].split(b"]")[0].split()
    found: dict[int, float] = {}
    for first, last, width in zip(*[iter(listed)] * 3, strict=True):
        found |= dict.fromkeys(range(int(first), int(last) + 1), float(width))
    return found


def faults(pdf: bytes) -> list[str]:
    """What PDF/A-2a or PDF/UA-1 ask for that is not there. Not all that they ask: what can be seen in the structure."""
    objects = objects_of(pdf)
    everything = b"\n".join(objects.values())
    (catalog,) = [body for body in objects.values() if b"/Type/Catalog" in body]
    descriptors = [body for body in objects.values() if b"/Type/FontDescriptor" in body]
    fonts = [body for body in objects.values() if b"/Subtype/Type0" in body]
    pages = [body for body in objects.values() if b"/Type/Page/" in body]
    headers = [body for body in objects.values() if b"/S/TH/" in body or b"/S/TH " in body]
    promised = {
        "says PDF/A-2a": b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in pdf,
        "says PDF/UA-1": b"<pdfuaid:part>1</pdfuaid:part>" in pdf,
        "has an output intent": b"/OutputIntents" in catalog and b"/GTS_PDFA1" in everything,
        "has an identifier": b"/ID[" in pdf[pdf.rindex(b"trailer") :].replace(b" ", b""),
        "is not locked": b"/Encrypt" not in pdf,
        "runs nothing": not re.search(rb"/(?:JavaScript|Launch|EmbeddedFile|OpenAction|AA)\b", everything),
        "has a language": re.search(rb"/Lang\((?:sv-SE|en-GB)\)", catalog) is not None,
        "has a title that is shown": b"/DisplayDocTitle true" in catalog and b"<dc:title>" in pdf,
        "is tagged": b"/Marked true" in catalog and b"/StructTreeRoot" in catalog,
        "embeds its fonts": bool(descriptors) and all(b"/FontFile" in one for one in descriptors),
        "has text for each glyph": bool(fonts) and all(b"/ToUnicode" in one for one in fonts),
        "is read in the order of its structure": all(b"/Tabs/S" in one for one in pages),
        "has scopes on its column heads": all(b"/Scope/Column" in one for one in headers),
        "has one main heading": len(re.findall(rb"/S/H1\b", everything)) == 1,
        "skips no level of headings": not re.search(rb"/S/H[3-6]\b", everything),
        "marks all that is drawn": all(_all_marked(objects, page) for page in pages),
        "has rows as long as their head": all(len(set(row)) == 1 for row in _rows(objects)),
    }
    return [what for what, kept in promised.items() if not kept]


def _all_marked(objects: dict[int, bytes], page: bytes) -> bool:
    """Whether every text stands within a tag or is marked as decoration."""
    content = re.sub(rb"\((?:\\.|[^\\()])*\)", b"()", _stream(objects[_refers(rb"Contents", page)]))
    depth = 0
    for word in re.findall(rb"\b(BDC|BMC|EMC|BT)\b", content):
        depth += {b"BDC": 1, b"BMC": 1, b"EMC": -1}.get(word, 0)
        if word == b"BT" and depth < 1:
            return False
    return depth == 0


def _rows(objects: dict[int, bytes]) -> Iterator[list[int]]:
    """For each table, how many cells each of its rows has."""
    for table in objects.values():
        if b"/S/Table" in table:
            yield [
                len(re.findall(rb"(\d+) 0 R", objects[row].split(b"/K[")[1].split(b"]")[0]))
                for row in _below(objects, table)
                if b"/S/TR" in objects[row]
            ]


def _below(objects: dict[int, bytes], body: bytes) -> Iterator[int]:
    for number in re.findall(rb"(\d+) 0 R", body.split(b"/K[")[1].split(b"]")[0] if b"/K[" in body else b""):
        yield int(number)
        if b"/S/TR" not in objects[int(number)]:
            yield from _below(objects, objects[int(number)])
