"""Reads the words of a PDF that Typst has written: enough of the format to see exactly what stands on its pages."""

from __future__ import annotations

import re
import zlib

# A line begins · a font is chosen · a string begins.
_TOKEN = re.compile(rb"\bBT\b|/(f\d+) [\d.]+ Tf|\(")
_IN_A_PROPERTY = re.compile(rb"/(ActualText|Alt|Lang)\s*\Z")
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def words_in(pdf: bytes) -> str:
    """Everything that is shown, line by line as it is written; raises KeyError for a glyph that stands for nothing."""
    objects = {int(number): body for number, body in re.findall(rb"(\d+) 0 obj\s*(.*?)\s*endobj", pdf, re.DOTALL)}
    pages = [body for body in objects.values() if b"/Type/Page/" in body]
    return "".join(_page(objects, body) for body in pages)


def information_in(pdf: bytes) -> str:
    """The metadata, both kinds, as one text."""
    (information,) = re.findall(rb"/Info (\d+) 0 R", pdf)
    kept = re.search(rb"\b" + information + rb" 0 obj(.*?)endobj", pdf, re.DOTALL)
    assert kept is not None
    titles = [bytes.fromhex(digits.decode()).decode("utf-16") for digits in re.findall(rb"<(FEFF[0-9A-F]+)>", kept[1])]
    xmp = pdf[pdf.index(b"<?xpacket begin") : pdf.index(b"<?xpacket end")]
    return "\n".join([kept[1].decode("latin-1"), *titles, xmp.decode("utf-8")])


def _page(objects: dict[int, bytes], page: bytes) -> str:
    resources = objects[_refers(rb"Resources", page)]
    fonts = {
        name: _letters(objects[_refers(rb"ToUnicode", objects[int(number)])])
        for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", resources)
    }
    return _shown(_stream(objects[_refers(rb"Contents", page)]), fonts)


def _shown(content: bytes, fonts: dict[bytes, dict[bytes, str]]) -> str:
    shown, letters, place = "", {}, 0
    while found := _TOKEN.search(content, place):
        place = found.end()
        if found[0] == b"BT":
            shown += "\n"
        elif found[1]:
            letters = fonts[found[1]]
        else:
            glyphs, place = _string(content, place)
            if _IN_A_PROPERTY.search(content, max(0, found.start() - 20), found.start()):
                continue  # what a mark says of its glyphs, which follow: no glyphs of its own
            shown += "".join(letters[glyphs[at : at + 2]] for at in range(0, len(glyphs), 2))
    return shown


def _refers(name: bytes, body: bytes) -> int:
    found = re.search(rb"/" + name + rb" (\d+) 0 R", body)
    assert found is not None, name
    return int(found[1])


def _stream(body: bytes) -> bytes:
    return zlib.decompress(body[body.index(b"stream") + 6 :].lstrip(b"\r\n"))


def _letters(body: bytes) -> dict[bytes, str]:
    """Glyph to text, from the font's ToUnicode map."""
    cmap = _stream(body)
    pairs = re.findall(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>", cmap)
    assert b"beginbfrange" not in cmap
    return {bytes.fromhex(glyph.decode()): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}


def _string(content: bytes, place: int) -> tuple[bytes, int]:
    """The bytes of a string that begins here, and where it ends; parentheses in pairs may stand in it as they are."""
    out, depth = b"", 1
    while True:
        byte = content[place : place + 1]
        place += 1
        if byte == b"\\":
            octal = re.match(rb"[0-7]{1,3}", content[place : place + 3])
            escaped = octal[0] if octal else content[place : place + 1]
            out += bytes([int(octal[0], 8)]) if octal else _NAMED.get(escaped, escaped)
            place += len(escaped)
            continue
        depth += {b"(": 1, b")": -1}.get(byte, 0)
        if not depth:
            return out, place
        out += byte
