"""What a file is, told by its content and never by its name alone: four kinds are kept, all else is refused.

Nothing here opens a file as its kind would: that is left to the reader's own program, on their own machine. What is
looked for is what makes a file dangerous to hand on: that it is something else than it says, two things at once, or
carries something that runs.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable
from enum import StrEnum

from kvarbo.ground.attachments.names import ending_of
from kvarbo.ground.attachments.refusals import AttachmentRefused

MEGABYTE = 1_000_000
LARGEST = 15 * MEGABYTE


class FileType(StrEnum):
    """Filtyp that is kept."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    TEXT = "text"


ENDINGS: dict[FileType, tuple[str, ...]] = {
    FileType.PDF: ("pdf",),
    FileType.JPEG: ("jpg", "jpeg", "jpe", "jfif"),
    FileType.PNG: ("png",),
    FileType.TEXT: ("txt",),
}
IN_WORDS = {
    FileType.PDF: "en PDF",
    FileType.JPEG: "en JPEG-bild",
    FileType.PNG: "en PNG-bild",
    FileType.TEXT: "en textfil",
}
TAKEN = "Kvarbo tar emot PDF, JPEG, PNG och ren text."
SAVE_AS_PDF = "Spara eller skriv ut den som PDF och lämna den i stället."

# What is known and not taken: how it begins, and what the one who left it may do.
REFUSED_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0", f"Det är ett äldre Office-dokument, som kan bära makron. {SAVE_AS_PDF}"),
    (b"{\\rtf", f"Det är ett RTF-dokument. {SAVE_AS_PDF}"),
    (b"Rar!", "Det är ett arkiv. Packa upp det och lämna filerna en och en."),
    (b"7z\xbc\xaf", "Det är ett arkiv. Packa upp det och lämna filerna en och en."),
    (b"\x1f\x8b", "Det är en packad fil. Packa upp den och lämna det som ligger i."),
    (b"BZh", "Det är en packad fil. Packa upp den och lämna det som ligger i."),
    (b"\xfd7zXZ", "Det är en packad fil. Packa upp den och lämna det som ligger i."),
    (b"MZ", "Det är ett program. Program tas aldrig emot."),
    (b"\x7fELF", "Det är ett program. Program tas aldrig emot."),
    (b"#!", "Det är ett program. Program tas aldrig emot."),
    (b"GIF8", "Det är en GIF-bild. Spara den som PNG eller JPEG."),
    (b"II*\x00", "Det är en TIFF-bild. Spara den som PDF, PNG eller JPEG."),
    (b"MM\x00*", "Det är en TIFF-bild. Spara den som PDF, PNG eller JPEG."),
)
ARCHIVE, ARCHIVE_END = b"PK\x03\x04", b"PK\x05\x06"
ARCHIVE_TAIL = 70_000  # an archive ends with its list, and after that at most 64 kilobytes of comment
MARKUP = re.compile(rb"<\s*(?:!doctype\s+html|html|script|svg|iframe|object|embed|body|head|meta|\?php)\b|<\?php", re.I)
MARKUP_START = re.compile(rb"\A[\s\xef\xbb\xbf]*<[?!a-z]", re.I)
PDF_RUNS = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|GoToE|SubmitForm|ImportData)(?![A-Za-z0-9])|/XFA\s*[\[0-9]"
)
PDF_LOCKED = re.compile(rb"/Encrypt\s+(?:[0-9]|<<)")
PDF_PACKED_OBJECTS = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
UNPACKED_AT_MOST = 20 * MEGABYTE


def recognised(content: bytes, name: str) -> FileType:
    """What the content is, when it may be kept and its name agrees; otherwise ``AttachmentRefused`` says why."""
    if not content:
        raise AttachmentRefused("Filen är tom. Kontrollera att rätt fil valdes och lämna den igen.")
    _refuse_known(content, name)
    if content.startswith(b"%PDF-"):
        found = _pdf(content)
    elif content.startswith(b"\xff\xd8\xff"):
        found = _jpeg(content)
    elif content.startswith(b"\x89PNG\r\n\x1a\n"):
        found = _png(content)
    else:
        found = _text(content)
    ending = ending_of(name)
    if ending and ending not in ENDINGS[found]:
        raise AttachmentRefused(
            f"Filen heter .{ending[:12]} men innehållet är {IN_WORDS[found]}. Öppna den, se efter att det är rätt fil, "
            f"och spara den på nytt med ändelsen .{ENDINGS[found][0]}."
        )
    return found


def _refuse_known(content: bytes, name: str) -> None:
    if content.startswith(ARCHIVE):
        raise AttachmentRefused(_what_the_archive_is(content, name))
    if content[4:8] == b"ftyp":
        raise AttachmentRefused("Det är en HEIC-bild eller en film. Öppna bilden på din dator och spara den som JPEG.")
    if content[257:262] == b"ustar":
        raise AttachmentRefused("Det är ett arkiv. Packa upp det och lämna filerna en och en.")
    for beginning, reason in REFUSED_BEGINNINGS:
        if content.startswith(beginning):
            raise AttachmentRefused(f"{reason} {TAKEN}")


def _what_the_archive_is(content: bytes, name: str) -> str:
    if b"vbaProject.bin" in content or ending_of(name) in ("docm", "xlsm", "pptm", "dotm", "xltm"):
        return f"Dokumentet bär makron, som är program. {SAVE_AS_PDF}"
    if b"[Content_Types].xml" in content or b"mimetypeapplication/vnd.oasis" in content:
        return f"Det är ett Office-dokument. {SAVE_AS_PDF}"
    return "Det är ett arkiv (zip). Packa upp det och lämna filerna en och en."


def _two_at_once(content: bytes) -> bool:
    """Whether an archive is hidden behind something else: archives are read from their end."""
    return ARCHIVE_END in content[-ARCHIVE_TAIL:] or b"Rar!\x1a\x07" in content or b"7z\xbc\xaf\x27\x1c" in content


def _refuse_two(content: bytes, what: FileType) -> None:
    if _two_at_once(content):
        raise AttachmentRefused(
            f"Filen är {IN_WORDS[what]} med ett arkiv gömt i sig. Spara den på nytt ur det program som visar den."
        )


def _pdf(content: bytes) -> FileType:
    _refuse_two(content, FileType.PDF)
    if b"%%EOF" not in content[-2_048:]:
        raise AttachmentRefused("PDF-filen är avbruten: slutet saknas. Skanna eller hämta den på nytt.")
    if PDF_LOCKED.search(content):
        raise AttachmentRefused("PDF-filen är låst med lösenord. Spara en kopia utan lösenord och lämna den.")
    if any(PDF_RUNS.search(_plain_names(part)) for part in (content, *_packed_objects(content))):
        raise AttachmentRefused(
            "PDF-filen bär något som kan köras, eller andra filer i sig. Skriv ut den till en ny PDF och lämna den."
        )
    return FileType.PDF


def _plain_names(content: bytes) -> bytes:
    """PDF lets ``/JavaScript`` be written ``/J#61vaScript``."""
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), content)


def _packed_objects(content: bytes) -> Iterable[bytes]:
    """The PDF's packed lists of objects, unpacked within a limit; pictures and pages are not opened."""
    left = UNPACKED_AT_MOST
    for found in PDF_PACKED_OBJECTS.finditer(content):
        unpacking = zlib.decompressobj()
        try:
            unpacked = unpacking.decompress(content[found.end() :], left)
        except zlib.error:
            continue
        left -= len(unpacked)
        if left <= 0:
            raise AttachmentRefused("PDF-filen packar upp sig till mer än vad en skannad handling behöver.")
        yield unpacked


def _jpeg(content: bytes) -> FileType:
    _refuse_two(content, FileType.JPEG)
    _refuse_markup(content, FileType.JPEG)
    if b"\xff\xd9" not in content[4:] or b"%PDF-" in content[:2_048]:
        raise AttachmentRefused("Bilden är avbruten eller är något annat också. Spara eller fotografera den på nytt.")
    return FileType.JPEG


def _png(content: bytes) -> FileType:
    """Walk the parts of the picture: it begins with its size and nothing stands after its end."""
    _refuse_markup(content, FileType.PNG)
    names: list[bytes] = []
    at = 8
    while at + 12 <= len(content) and (not names or names[-1] != b"IEND"):
        names.append(content[at + 4 : at + 8])
        at += 12 + int.from_bytes(content[at : at + 4], "big")
    if not names or names[0] != b"IHDR" or names[-1] != b"IEND" or at != len(content):
        raise AttachmentRefused("Bilden är avbruten eller är något annat också. Spara den på nytt.")
    return FileType.PNG


def _refuse_markup(content: bytes, what: FileType) -> None:
    if MARKUP.search(content):
        raise AttachmentRefused(f"Filen är {IN_WORDS[what]} med en webbsida gömd i sig. Spara den på nytt.")


def _text(content: bytes) -> FileType:
    if MARKUP_START.search(content) or MARKUP.search(content):
        raise AttachmentRefused(f"Det är en webbsida, en SVG-bild eller XML, som kan bära program. {SAVE_AS_PDF}")
    if _two_at_once(content) or b"%PDF-" in content[:2_048]:
        raise AttachmentRefused(f"Filen är flera saker på en gång. {TAKEN}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    odd = {sign for sign in text if unicodedata.category(sign) in ("Cc", "Cn", "Co", "Cs") and sign not in "\t\n\r\f"}
    if odd or "\ufffd" in text:
        raise AttachmentRefused(f"Filens innehåll går inte att känna igen. {TAKEN}")
    return FileType.TEXT
