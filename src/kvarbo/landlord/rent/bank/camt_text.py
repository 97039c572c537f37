"""From the bytes of an ISO 20022 file to its text, in blocks that expat has found well-formed.

The bytes decide the encoding, not the declaration: real files lie. A document type is refused before anything in it
can be expanded, so the only entities left are the five that XML has by itself.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Any, BinaryIO
from xml.parsers import expat

from kvarbo.landlord.rent.bank.spoken import CALL_THE_BANK
from kvarbo.landlord.rent.files.decode import encoding_of
from kvarbo.landlord.rent.files.refusal import CannotRead, shortened
from kvarbo.landlord.rent.files.tables import Source

BLOCK = 1 << 16
LONGEST_RECORD = 1 << 23  # characters between two ends of payments or posts

_NO_DOCTYPE = (
    "Filen innehåller en dokumenttyp (DOCTYPE), som en betalningsfil från banken aldrig har och som kan användas för "
    "angrepp. Den är inte läst. Hämta filen direkt från banken."
)
_COMMENTS = re.compile(r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_ENTITIES = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(\w+));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


def encoding_of_xml(source: Source) -> str:
    """Byte order mark, zero bytes of an unmarked UTF-16, strict UTF-8, and last cp1252: never a guess about å, ä, ö."""
    with source() as stream:
        start = stream.read(4)
        for zeros, encoding in ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")):
            if start.startswith(zeros):
                return encoding
        stream.seek(0)
        return "utf-8" if _is_utf8(stream, start) else encoding_of(stream, markup=True).encoding


def _is_utf8(stream: BinaryIO, start: bytes) -> bool:
    """Whether the whole unmarked stream is UTF-8; expat looks at everything else that may be wrong with the signs."""
    if not start.startswith(b"<"):
        return False
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    try:
        while content := stream.read(BLOCK):
            decoder.decode(content)
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True


def blocks(source: Source, encoding: str) -> Iterator[str]:
    """The text, block by block, each checked by expat before it is given; the last is empty and ends the document."""
    parser = _parser()
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    with source() as stream:
        while True:
            content = stream.read(BLOCK)
            text = _decoded(decoder, content)
            _check(parser, text, last=not content)
            yield text
            if not content:
                return


def _parser() -> Any:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_: object) -> None:
    raise CannotRead(_NO_DOCTYPE)


def _decoded(decoder: codecs.IncrementalDecoder, content: bytes) -> str:
    try:
        return decoder.decode(content, not content)
    except UnicodeError as fault:
        raise CannotRead(f"Filen är avhuggen eller har tecken som inte hör dit. {CALL_THE_BANK}") from fault


def _check(parser: Any, text: str, *, last: bool) -> None:
    try:
        parser.Parse(text, last)
    except expat.ExpatError as fault:
        what = expat.errors.messages.get(fault.code, "")
        told = "filen slutar mitt i" if "no element found" in what or "unclosed" in what else shortened(what, 60)
        raise CannotRead(
            f"Filen är inte hel XML: rad {fault.lineno}, tecken {fault.offset + 1} ({told}). {CALL_THE_BANK}"
        ) from fault


def without_comments(text: str) -> str:
    """Well-formed text with comments and instructions taken out and CDATA written as ordinary text."""
    return _COMMENTS.sub(_ordinary, text)


def _ordinary(found: re.Match[str]) -> str:
    content = found[1]
    return content.replace("&", "&amp;").replace("<", "&lt;") if content else ""


def plain_text(text: str) -> str:
    """What an element says: its entities resolved, every run of white space one space."""
    if not text or text.isalnum():
        return text
    if "&" in text:
        text = _ENTITIES.sub(_sign, text)
    return " ".join(text.split())


def _sign(found: re.Match[str]) -> str:
    if found[3]:
        return _NAMED.get(found[3], "")
    return chr(int(found[1], 16) if found[1] else int(found[2]))
