"""Foga ihop: papers that were set here as one file to print, with every page exactly as it was set.

Reads only what our own typesetter writes: PDF 1.7 with a plain table of objects. Pages are carried over with what they
show; marks for screen readers, bookmarks and metadata stay in each letter's own PDF. What is the same in many letters,
such as a typeface with the same letters in it, is written once.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from xml.sax.saxutils import escape

from kvarbo.ground.refusals import CannotDo

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_ENTRY = re.compile(rb"(\d{10}) \d{5} n")
_OBJECT = re.compile(rb"(\d+) 0 obj\s*(.*?)\s*endobj\s*\Z", re.DOTALL)
_REFERENCE = re.compile(rb"(?<![\w.])(\d+) 0 R(?!\w)")
_PAGE = re.compile(rb"/Type/Page(?!s)")
_KIDS = re.compile(rb"/Kids\[([^\]]*)\]")
_ROOT = re.compile(rb"/Root (\d+) 0 R")
_PAGES = re.compile(rb"/Pages (\d+) 0 R")
_NOT_CARRIED = re.compile(rb"/(?:Parent \d+ 0 R|StructParents \d+|Tabs/S|Annots(?:\[[^\]]*\]| \d+ 0 R))")
_HEAD = b"%PDF-1.7\n%\x80\x80\x80\x80\n"
_CATALOG, _TREE, _INFO, _METADATA = 1, 2, 3, 4
_XMP = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li>'
    "</rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='r'?>"
)
NOT_OURS = "Ett av breven går inte att läsa som ett brev härifrån, så ingen fil är gjord. Öppna breven ett och ett."


class _Paper:
    """One paper's objects, by their numbers in it."""

    def __init__(self, content: bytes) -> None:
        start = _START.search(content[-64:])
        if not content.startswith(b"%PDF-") or start is None:
            raise CannotDo(NOT_OURS)
        table = content[int(start[1]) :]
        places = sorted(int(entry[1]) for entry in _ENTRY.finditer(table))
        ends = [*places[1:], int(start[1])]
        self.objects: dict[int, bytes] = {}
        for place, end in zip(places, ends, strict=True):
            found = _OBJECT.match(content[place:end])
            if found is None:
                raise CannotDo(NOT_OURS)
            self.objects[int(found[1])] = found[2]
        root = _ROOT.search(table)
        tree = _PAGES.search(self.objects.get(int(root[1]), b"")) if root else None
        if tree is None:
            raise CannotDo(NOT_OURS)
        self.pages = list(self._leaves(int(tree[1])))

    def _leaves(self, number: int) -> Iterable[int]:
        body = self.objects.get(number, b"")
        if _PAGE.search(body):
            yield number
            return
        kids = _KIDS.search(body)
        if kids is None:
            raise CannotDo(NOT_OURS)
        for kid in _REFERENCE.finditer(kids[1]):
            yield from self._leaves(int(kid[1]))


class _File:
    """The file that grows; an object that is there already, byte for byte, is not written again."""

    def __init__(self) -> None:
        self.parts: list[bytes] = [_HEAD]
        self.size = len(_HEAD)
        self.places: dict[int, int] = {}
        self.pages: list[int] = []
        self._known: dict[bytes, int] = {}
        self._next = _METADATA + 1

    def add(self, paper: _Paper) -> None:
        carried: dict[int, int] = {}
        for page in paper.pages:
            body = _NOT_CARRIED.sub(b"", paper.objects[page])
            self.pages.append(self._new(self._renumbered(body, paper, carried)[:-2] + b"/Parent 2 0 R>>"))

    def _carry(self, number: int, paper: _Paper, carried: dict[int, int]) -> int:
        if number not in carried:
            body = self._renumbered(paper.objects[number], paper, carried)
            print_of = hashlib.sha256(body).digest()
            if print_of not in self._known:
                self._known[print_of] = self._new(body)
            carried[number] = self._known[print_of]
        return carried[number]

    def _renumbered(self, body: bytes, paper: _Paper, carried: dict[int, int]) -> bytes:
        """References in what comes before a stream; the stream itself is never looked into."""
        head, mark, stream = body.partition(b"stream\n")
        told = _REFERENCE.sub(lambda at: b"%d 0 R" % self._carry(int(at[1]), paper, carried), head)
        return told + mark + stream

    def _new(self, body: bytes) -> int:
        number, self._next = self._next, self._next + 1
        self.write(number, body)
        return number

    def write(self, number: int, body: bytes) -> None:
        self.places[number] = self.size
        written = b"%d 0 obj\n%b\nendobj\n" % (number, body)
        self.parts.append(written)
        self.size += len(written)

    def finished(self, title: str) -> bytes:
        kids = b" ".join(b"%d 0 R" % page for page in self.pages)
        self.write(_TREE, b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(self.pages), kids))
        looks = b"/ViewerPreferences<</DisplayDocTitle true/Duplex/Simplex>>"
        self.write(_CATALOG, b"<</Type/Catalog/Pages 2 0 R/Metadata 4 0 R/Lang(sv-SE)%b>>" % looks)
        xmp = _XMP.format(title=escape(title)).encode()
        about = b"<</Type/Metadata/Subtype/XML/Length %d>>" % len(xmp)
        self.write(_METADATA, b"%b\nstream\n%b\nendstream" % (about, xmp))
        self.write(_INFO, b"<</Title<FEFF%b>>>" % title.encode("utf-16-be").hex().upper().encode())
        table = b"".join(b"%010d 00000 n\r\n" % self.places[number] for number in sorted(self.places))
        count = len(self.places) + 1
        end = b"xref\n0 %d\n0000000000 65535 f\r\n%btrailer\n<</Size %d/Root 1 0 R/Info 3 0 R>>\nstartxref\n%d\n%%%%EOF"
        self.parts.append(end % (count, table, count, self.size))
        return b"".join(self.parts)


def joined(papers: Iterable[bytes], *, title: str) -> bytes:
    """One PDF of all pages in order. ``title`` becomes metadata and names nobody. Raises ``CannotDo``."""
    file = _File()
    for content in papers:
        file.add(_Paper(content))
    return file.finished(title)


def pages_of(paper: bytes) -> int:
    """How many pages a paper that was set here has."""
    return len(_Paper(paper).pages)
