"""From bytes to text: which encoding a file really has. Never a lossy decoding, never a guess without a sign."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import BinaryIO

from kvarbo.landlord.rent.files.refusal import SAVE_AGAIN, CannotRead

BLOCK = 1 << 20
LONGEST_LINE = 1 << 20  # bytes; a ledger row is a few hundred

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_UNDEFINED_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x19\x1b-\x1f]")
_DOS_LETTERS = re.compile(rb"[A-Za-z][\x84\x86\x94][a-z]")
_SWEDISH_CP1252 = re.compile(rb"[\xe4\xe5\xf6\xc4\xc5\xd6]")
_TWICE_ENCODED = re.compile("Ã[¥¤¶…„–]".encode())

_MAGIC = (
    (b"%PDF", "Filen är en PDF. Be systemet om samma lista som Excel eller CSV."),
    (b"\x1f\x8b", "Filen är packad (gzip). Packa upp den först."),
    (b"7z\xbc\xaf", "Filen är packad (7z). Packa upp den först."),
    (b"Rar!", "Filen är packad (rar). Packa upp den först."),
    (b"\x89PNG", "Filen är en bild. Be systemet om samma lista som Excel eller CSV."),
    (b"\xff\xd8\xff", "Filen är en bild. Be systemet om samma lista som Excel eller CSV."),
    (codecs.BOM_UTF32_LE, "Filen är skriven med teckenkodningen UTF-32, som Kvarbo inte läser. " + SAVE_AGAIN),
    (b"SQLite format 3", "Filen är en databas, inte en lista. " + SAVE_AGAIN),
)
_MARKUP = re.compile(rb"\s*<(?:!doctype|html|\?xml|table|head|meta)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decoding:
    """How the bytes are to be read, and what should be told about it."""

    encoding: str
    warnings: tuple[str, ...] = ()


def encoding_of(stream: BinaryIO, *, markup: bool = False) -> Decoding:
    """Read the whole stream once and say its encoding; the stream is left at its beginning.

    With ``markup`` the file is meant to be XML, which may well be one single line.
    """
    stream.seek(0)
    start = stream.read(64)
    _refuse_known_formats(start, markup)
    stream.seek(0)
    scan = _Scan(longest_line=None if markup else LONGEST_LINE)
    for mark, encoding in _BOMS:
        if start.startswith(mark):
            _check_text(stream, encoding, scan)
            return Decoding(encoding)
    return _unmarked(stream, scan)


def _refuse_known_formats(start: bytes, markup: bool) -> None:
    if not start:
        raise CannotRead("Filen är tom. Kontrollera att exporten blev klar och att rätt fil valdes.")
    for magic, message in _MAGIC:
        if start.startswith(magic):
            raise CannotRead(message)
    if _MARKUP.match(start) and not markup:
        raise CannotRead(f"Filen är en webbsida eller XML, även om namnet säger något annat. {SAVE_AGAIN}")


def _unmarked(stream: BinaryIO, scan: _Scan) -> Decoding:
    """Without a byte order mark: strict UTF-8, and only if that fails cp1252."""
    decoder: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder("utf-8")("strict")
    while block := stream.read(BLOCK):
        scan.see(block)
        decoder = _still_utf8(decoder, block, final=False)
    decoder = _still_utf8(decoder, b"", final=True)
    stream.seek(0)
    if scan.blank:
        raise CannotRead("Filen är tom: den innehåller bara mellanslag och radbrytningar.")
    return Decoding("utf-8", scan.warnings()) if decoder else _as_cp1252(scan)


def _still_utf8(
    decoder: codecs.IncrementalDecoder | None, block: bytes, *, final: bool
) -> codecs.IncrementalDecoder | None:
    if decoder is None:
        return None
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError:
        return None
    return decoder


def _as_cp1252(scan: _Scan) -> Decoding:
    if scan.undefined or scan.high > 0.3 * scan.size:
        raise CannotRead(f"Filen är inte text i en teckenkodning som Kvarbo känner (UTF-8 eller Windows). {SAVE_AGAIN}")
    if scan.dos_letters and not scan.swedish:
        raise CannotRead(
            "Filen verkar vara skriven med en äldre teckenkodning (DOS): å, ä och ö skulle bli fel. " + SAVE_AGAIN
        )
    return Decoding("cp1252", scan.warnings())


def _check_text(stream: BinaryIO, encoding: str, scan: _Scan) -> None:
    """Strict decoding of a marked file, block by block; then the same checks as for the others."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        while block := stream.read(BLOCK):
            scan.see(decoder.decode(block).encode())
        scan.see(decoder.decode(b"", True).encode())
    except UnicodeError as fault:
        raise CannotRead(
            f"Filen säger att den är skriven med {encoding.upper()} men är avhuggen eller skadad. {SAVE_AGAIN}"
        ) from fault
    stream.seek(0)
    if scan.blank:
        raise CannotRead("Filen är tom: den innehåller bara mellanslag och radbrytningar.")


class _Scan:
    """What one pass over the bytes can see: NUL, control signs, endless lines, signs of other encodings."""

    def __init__(self, longest_line: int | None = LONGEST_LINE) -> None:
        self.longest_line = longest_line
        self.size = self.high = self.run = self.lost = self.twice = 0
        self.blank = True
        self.undefined = self.dos_letters = self.swedish = False

    def see(self, block: bytes) -> None:
        """Look at the next block; refuse at once what can only be something else than text."""
        if b"\0" in block:
            raise CannotRead(f"Filen innehåller NUL-tecken: den är skadad, eller inte en textfil. {SAVE_AGAIN}")
        self.size += len(block)
        if self.longest_line:
            self._line_lengths(block, self.longest_line)
        if len(_CONTROL.findall(block)) > 0.01 * len(block) + 8:
            raise CannotRead(f"Filen är inte en textfil (många styrtecken). {SAVE_AGAIN}")
        self.blank = self.blank and not block.strip()
        if not block.isascii():
            self._beyond_ascii(block)

    def _line_lengths(self, block: bytes, longest: int) -> None:
        block = block.replace(b"\r", b"\n") if b"\r" in block and b"\n" not in block else block
        first = block.find(b"\n")
        self.run += len(block) if first < 0 else first
        if self.run > longest:
            raise CannotRead(
                f"En rad är längre än {longest // 1_000_000} miljon tecken: "
                f"radbrytningarna saknas eller filen är skadad. {SAVE_AGAIN}"
            )
        if first >= 0:
            self.run = len(block) - 1 - block.rfind(b"\n")

    def _beyond_ascii(self, block: bytes) -> None:
        self.high += len(block) - len(block.translate(None, _HIGH))
        self.lost += block.count(b"\xef\xbf\xbd")
        self.twice += len(_TWICE_ENCODED.findall(block))
        if self.size <= 8 * BLOCK:  # enough to know the encoding by
            self._encoding_signs(block)

    def _encoding_signs(self, block: bytes) -> None:
        self.undefined = self.undefined or bool(_UNDEFINED_CP1252.search(block))
        self.dos_letters = self.dos_letters or bool(_DOS_LETTERS.search(block))
        self.swedish = self.swedish or bool(_SWEDISH_CP1252.search(block))

    def warnings(self) -> tuple[str, ...]:
        """What had already happened to the letters before the file came here."""
        told = []
        if self.lost:
            told.append(f"{self.lost} bokstäver hade redan gått förlorade (�) innan filen kom hit. Exportera igen.")
        if self.twice:
            told.append(f"På {self.twice} ställen ser å, ä eller ö ut att ha blivit fel (Ã¥) innan filen kom hit.")
        return tuple(told)


_HIGH = bytes(range(0x80, 0x100))
