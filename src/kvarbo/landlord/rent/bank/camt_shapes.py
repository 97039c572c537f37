"""The fields of a camt file, piece by piece, fast: the shape of a piece is learnt once and then read in one go.

A piece ends where a payment, a post or a section ends. The thousands of pieces in a file have few shapes: the same
tags in the same order around other values. The first piece of a shape is walked tag by tag; from its tags a regular
expression is made that takes the values out of the next one. Tags are compared literally, so nothing is guessed: what
differs in a single tag is a new shape and is walked. Expat has found the text well-formed before it comes here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from kvarbo.landlord.rent.bank.camt_fields import (
    AMOUNTS,
    BOUNDARIES,
    DETAILS,
    ENTRY,
    FIELDS,
    GROUPS,
    MESSAGES,
    OF_PAYMENTS,
    PLAIN,
    REPEATED,
    SECTION,
    TX,
    WITH_CURRENCY,
)
from kvarbo.landlord.rent.bank.camt_text import LONGEST_RECORD, without_comments
from kvarbo.landlord.rent.bank.spoken import CALL_THE_BANK
from kvarbo.landlord.rent.files.refusal import CannotRead, shortened

MOST_SHAPES = 300
AFTER_PAYMENT = 100  # characters to see after a new shape, to know whether its post ends there too
LONGEST_SHAPE = 20_000  # characters of tags: a longer piece is walked each time

_TAG = re.compile(r"<(/?)([^\s/<>\"'=]+)((?:[^<>\"'/]|\"[^\"<]*\"|'[^'<]*')*)(/?)>")
_ATTRIBUTE = re.compile(r"([^\s=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_NAMESPACE = re.compile(r"urn:iso:std:iso:20022:tech:xsd:([a-z]{4}\.\d{3})\.001\.(\d{2})")
_VERSIONS = {"camt.053": ("02", "08"), "camt.054": ("02", "08")}
_KNOWN = "Kvarbo läser camt.054 och camt.053 i versionerna 02 och 08, BgMax och CSV. Be banken om någon av dem."

_OF_PAYMENTS = OF_PAYMENTS | {"strd"}
_SECTIONS = dict(MESSAGES.values())

Path = tuple[str, ...]
Match = Callable[[str, int, int], re.Match[str] | None]


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """En bits form: which fields stand in it and in what order, what opens in it and what it closes."""

    keys: tuple[str, ...]
    constants: dict[str, str]  # currencies, which are attributes and so a part of the shape
    opens_section: bool
    opens_entry: bool
    opens_details: bool
    closes_tx: bool
    closes: str  # the path of the element that ends the piece
    end: Path
    after: list[Shape]  # what has been seen to come next, the commonest first
    strds: int  # how many structured references
    match: Match  # the values of the next piece of this shape, and "" last
    plain: Callable[[Sequence[str]], tuple[str, ...]] | None  # amount and the fields of PLAIN, "" where it lacks one
    currency: str  # of the payment's amount
    only_payment: bool  # a plain payment and nothing else, as in the middle of a batch


@dataclass(slots=True)
class _Walk:
    """What a walk through one piece has seen so far."""

    path: list[str]
    keys: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    constants: dict[str, str] = field(default_factory=dict)
    opens: set[str] = field(default_factory=set)
    groups: dict[str, int] = field(default_factory=dict)
    expression: list[str] = field(default_factory=list)
    leaf: tuple[str, str] | None = None  # path and attributes of the element that has just begun
    closed: str = ""
    closed_tx: bool = False


class Pieces:
    """Goes through the text of one file and gives every piece with its values."""

    def __init__(self, most_shapes: int = MOST_SHAPES) -> None:
        self.format = self.version = ""
        self._prefix = ""
        self._shapes: dict[Path, list[Shape]] = {}
        self._learnt = 0
        self._most = most_shapes
        self._boundary: re.Pattern[str] | None = None
        self._place = self._wait = 0
        self._path: Path = ()
        self._known = self._shapes.setdefault((), [])

    def of(self, blocks: Iterator[str]) -> Iterator[tuple[Shape, Sequence[str]]]:
        """Every piece in the file's order; memory stays at one block and one piece."""
        rest = ""
        for block in blocks:
            if len(rest) > LONGEST_RECORD:
                raise CannotRead(f"En post i filen är orimligt stor (över {LONGEST_RECORD} tecken). {CALL_THE_BANK}")
            text, limit = _clean(rest + block)
            self._wait = AFTER_PAYMENT if block else 0
            self._place = 0
            yield from self._in(text, limit)
            rest = text[self._place :]
        if not self.format:
            raise CannotRead(f"Filen är XML men inte en betalningsfil från banken. {_KNOWN}")

    def _in(self, text: str, limit: int) -> Iterator[tuple[Shape, Sequence[str]]]:
        place, known = 0, self._known
        while True:
            for shape in known:
                if found := shape.match(text, place, limit):
                    place = found.end()
                    if shape is not known[0]:
                        at = known.index(shape)
                        known[at], known[at - 1] = known[at - 1], shape  # the commonest come to stand first
                    known, self._path = shape.after, shape.end
                    yield shape, found.groups()
                    break
            else:
                end = self._end(text, place, limit)
                if not end:
                    self._place, self._known = place, known
                    return
                shape, values = self._walked(text[place:end], self._path)
                place, known, self._path = end, shape.after, shape.end
                yield shape, values

    def _end(self, text: str, place: int, limit: int) -> int:
        if self._boundary is None:
            self._look_at_root(text[:limit])
            if self._boundary is None:
                return 0
        found = self._boundary.search(text, place, limit)
        return found.end() if found and found.end() <= limit - self._wait else 0

    def _look_at_root(self, text: str) -> None:
        """What kind of file it is stands in the name space of its first element."""
        root = _TAG.search(text)
        if not root:
            return
        prefix, _, name = root[2].rpartition(":")
        spaces = {key: one or other for key, one, other in _ATTRIBUTE.findall(root[3])}
        space = spaces.get(f"xmlns:{prefix}" if prefix else "xmlns", "")
        found = _NAMESPACE.fullmatch(space)
        if not found or name != "Document":
            raise CannotRead(
                f"Filen är XML men inte en betalningsfil från banken ({shortened(space or name)}). {_KNOWN}"
            )
        self.format, self.version = found[1], found[2]
        if self.version not in _VERSIONS.get(self.format, ()):
            raise CannotRead(f"Filen är {self.format} version {self.version}. {_KNOWN}")
        if list(spaces.values()).count(space) > 1:
            raise CannotRead(f"Filen har två namn på samma namnrymd och läses inte. {_KNOWN}")
        self._prefix = f"{prefix}:" if prefix else ""
        own = re.escape(self._prefix)
        ends = rf"(?:\s*</{own}NtryDtls>\s*</{own}Ntry>)?"  # the last payment of a post, mostly the only one
        self._boundary = re.compile(rf"</{own}(?:TxDtls>{ends}|(?:{'|'.join(BOUNDARIES)})\s*>)")

    def _walked(self, piece: str, path: Path) -> tuple[Shape, Sequence[str]]:
        """A piece whose shape is new: every tag of it in turn."""
        walk = _Walk(list(path))
        last = tags = 0
        for tag in _TAG.finditer(piece):
            self._step(walk, tag, piece[last : tag.start()])
            last, tags = tag.end(), tags + 1
        if tags != piece.count("<"):
            raise CannotRead(f"En del av filen är skriven på ett sätt som Kvarbo inte känner igen. {CALL_THE_BANK}")
        expression = "".join(walk.expression)
        learn = self._learnt < self._most and len(expression) <= LONGEST_SHAPE
        plain, currency = _plain(walk)
        shape = Shape(
            tuple(walk.keys),
            walk.constants,
            SECTION in walk.opens,
            ENTRY in walk.opens,
            DETAILS in walk.opens,
            walk.closed_tx,
            walk.closed,
            tuple(walk.path),
            self._shapes.setdefault(tuple(walk.path), []),
            walk.groups.get("strd", 0),
            re.compile(expression + "()").match if learn else _no_match,
            plain,
            currency,
            plain is not None and walk.closed == TX and not {SECTION, ENTRY, DETAILS} & walk.opens,
        )
        if learn:
            self._learnt += 1
            self._shapes.setdefault(path, []).append(shape)
        return shape, (*walk.values, "")

    def _step(self, walk: _Walk, tag: re.Match[str], before: str) -> None:
        closing, name, attributes, empty = tag.groups()
        if "xmlns" in attributes and walk.path:
            self._inner_namespace(attributes)
        if closing:
            key = self._value(walk, before) if walk.leaf else ""
            walk.expression.append("([^<]*+)" if key else _between(before))
            walk.expression.append(re.escape(tag[0]))
            walk.closed = "/".join(walk.path)
            walk.closed_tx = walk.closed_tx or walk.closed == TX
            del walk.path[-1:]
            walk.leaf = None
            return
        walk.expression += [_between(before), re.escape(tag[0])]
        walk.path.append(self._own(name, walk.path))
        whole = "/".join(walk.path)
        walk.opens.add(whole)
        if whole in GROUPS:
            walk.groups[GROUPS[whole]] = walk.groups.get(GROUPS[whole], 0) + 1
        walk.leaf = (whole, attributes)
        if empty:
            walk.path.pop()
            walk.leaf = None

    def _own(self, name: str, path: list[str]) -> str:
        """The element's name without the file's prefix; messages and sections have one name in both formats."""
        own = name.removeprefix(self._prefix) if name.startswith(self._prefix) else f"?{name}"
        if len(path) == 1 and own in MESSAGES:
            if MESSAGES[own][0] != self.format:
                raise CannotRead(f"Filen säger att den är {self.format} men innehåller {own}. {CALL_THE_BANK}")
            return "M"
        return "S" if len(path) == 2 and own == _SECTIONS[self.format] else own

    def _inner_namespace(self, attributes: str) -> None:
        for name, one, other in _ATTRIBUTE.findall(attributes):
            own = "xmlns" + (f":{self._prefix[:-1]}" if self._prefix else "")
            if name == own or _NAMESPACE.fullmatch(one or other):
                raise CannotRead(f"Filen byter namnrymd mitt i och läses därför inte. {_KNOWN}")

    def _value(self, walk: _Walk, text: str) -> str:
        """The value of an element that has ended without others in it; the name it is known by, "" when unread."""
        path, attributes = walk.leaf or ("", "")
        name = FIELDS.get(path, "")
        if not name:
            return ""
        key = self._key(walk, path, name)
        if name in WITH_CURRENCY:
            found = {key: one or other for key, one, other in _ATTRIBUTE.findall(attributes)}
            walk.constants[f"{key}_ccy"] = found.get("Ccy", "")
        walk.keys.append(key)
        walk.values.append(text)
        return key

    def _key(self, walk: _Walk, path: str, name: str) -> str:
        for group, word in GROUPS.items():
            if path.startswith(f"{group}/"):
                name = f"{word}{walk.groups.get(word, 1) - 1}.{name}"
        if name.rpartition(".")[2] in REPEATED:
            return f"{name}.{sum(key.startswith(f'{name}.') for key in walk.keys)}"
        if name in walk.keys:
            element = path.removeprefix(f"{SECTION}/")
            raise CannotRead(f"{element} står två gånger på samma ställe i filen. {CALL_THE_BANK}")
        return name


def _plain(walk: _Walk) -> tuple[Callable[[Sequence[str]], tuple[str, ...]] | None, str]:
    """Where the fields of a plain payment stand among the values, and its currency; nothing when it says more."""
    told = [key for key in walk.keys if key.partition(".")[0].rstrip("0123456789") in _OF_PAYMENTS]
    amount = next((name for name in AMOUNTS if name in told), "")
    if not walk.closed_tx or not amount or set(told) - {*PLAIN, *AMOUNTS} or walk.groups.get("strd", 0) > 1:
        return None, ""
    places = {key: place for place, key in enumerate(walk.keys)}
    wanted = (amount, *PLAIN)
    return itemgetter(*(places.get(name, len(places)) for name in wanted)), walk.constants[f"{amount}_ccy"]


def _between(text: str) -> str:
    """What may stand before a tag: the same white space as in the piece that was walked, or any unread text."""
    return "[^<]*+" if text.strip() else re.escape(text)


def _no_match(_text: str, _place: int, _limit: int) -> None:
    """A shape that is not kept is walked again."""


def _clean(text: str) -> tuple[str, int]:
    """The text without comments, and how far it can be used: a comment may have only begun."""
    if ("!" not in text or "<!" not in text) and ("?" not in text or "<?" not in text):  # "<" itself is everywhere
        return text, len(text)
    text = without_comments(text)
    begun = [place for sign in ("<!", "<?") if (place := text.find(sign)) >= 0]
    return text, min(begun, default=len(text))
