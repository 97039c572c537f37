"""Reads: whose words are in force for a kind of letter, and which versions there are."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from kvarbo.ground.four_eyes.queries import waiting
from kvarbo.ground.letters.kinds import About, LetterKind, kinds_of
from kvarbo.ground.letters.models import LetterWording
from kvarbo.ground.letters.slots import languages_of, own_words, slots_of
from kvarbo.ground.letters.words import Language
from kvarbo.house.rooms import current

WORDING = "letter.wording"  # what a second person is asked

Texts = Mapping[str, Mapping[str, str]]


class WordingState(StrEnum):
    """Läge for a version of an organisation's own words."""

    DRAFT = "draft"
    WAITING = "waiting"
    IN_FORCE = "in_force"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class InForce:
    """Orden som gäller. ``number`` 0 is Kvarbo's text, and so is any number whose ``texts`` are empty."""

    number: int = 0
    texts: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Version:
    """En version as a page shows it. ``is_kvarbos``: it holds none of one's own words."""

    id: UUID
    number: int
    texts: Texts
    state: WordingState
    written_on: date
    written_by: str
    in_force_from: date | None

    @property
    def is_kvarbos(self) -> bool:
        """Whether the version is the way back to Kvarbo's text."""
        return not self.texts


@dataclass(frozen=True, slots=True)
class KindInRoom:
    """Ett brevslag in this room: its versions, the newest first; ``is_locked`` when nobody may word it."""

    about: About
    versions: tuple[Version, ...]
    is_locked: bool

    @property
    def in_force(self) -> Version | None:
        """One's own words that are in force; none when Kvarbo's are."""
        found = next((one for one in self.versions if one.state is WordingState.IN_FORCE), None)
        return found if found and not found.is_kvarbos else None

    @property
    def under_way(self) -> Version | None:
        """A version that waits for a second person, else a draft."""
        return next(
            (
                one
                for state in (WordingState.WAITING, WordingState.DRAFT)
                for one in self.versions
                if one.state is state
            ),
            None,
        )

    @property
    def newest(self) -> int:
        """The highest number; 0 when there is none."""
        return self.versions[0].number if self.versions else 0


def wording_in_force(kind: LetterKind) -> InForce:
    """The words that a letter of this kind is set with now."""
    found = LetterWording.objects.filter(kind=kind.value).exclude(in_force_from=None).order_by("-number").first()
    return InForce(found.number, found.texts) if found and found.texts else InForce()


def kinds_in_room() -> list[KindInRoom]:
    """Every kind that this room writes, in their order."""
    rows: dict[str, list[LetterWording]] = {}
    for row in LetterWording.objects.all():
        rows.setdefault(row.kind, []).append(row)
    asked = _waiting()
    return [_kind(about, rows.get(about.kind.value, ()), asked) for about in kinds_of(current().kind)]


def kind_in_room(kind: str) -> KindInRoom | None:
    """One of them by its word; none for what this room does not write."""
    about = next((one for one in kinds_of(current().kind) if one.kind.value == kind), None)
    return _kind(about, LetterWording.objects.filter(kind=kind), _waiting()) if about else None


def outdated(kind: LetterKind, texts: Texts) -> int:
    """How many of one's own paragraphs stand for words that Kvarbo has changed since, and so are not used."""
    kept = sum(len(own_words(kind, language, texts)) for language in languages_of(kind))
    return sum(len(words) for words in texts.values()) - kept


def shown_texts(kind: LetterKind, language: Language, texts: Texts) -> dict[str, str]:
    """What stands in each slot of one language: one's own words, else Kvarbo's."""
    mine = own_words(kind, language, texts)
    return {slot.key: mine.get(slot.key, slot.text) for slot in slots_of(kind, language)}


def _waiting() -> frozenset[UUID]:
    return frozenset(waiting(WORDING).values_list("pk", flat=True))


def _kind(about: About, rows: Collection[LetterWording], asked: Collection[UUID]) -> KindInRoom:
    numbers = [row.number for row in rows]
    newest, in_force = max(numbers, default=0), max((row.number for row in rows if row.in_force_from), default=0)
    versions = tuple(
        Version(
            row.id, row.number, row.texts, _state(row, newest, in_force, asked),
            row.written_on, row.written_by_name, row.in_force_from,
        )
        for row in rows
    )  # fmt: skip
    return KindInRoom(about, versions, not languages_of(about.kind))


def _state(row: LetterWording, newest: int, in_force: int, asked: Collection[UUID]) -> WordingState:
    if row.number == in_force:
        return WordingState.IN_FORCE
    if row.number > in_force and row.request_id in asked:
        return WordingState.WAITING
    return WordingState.DRAFT if row.number == newest else WordingState.REPLACED
