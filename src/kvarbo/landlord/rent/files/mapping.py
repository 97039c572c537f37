"""Which column holds what: proposed from the header's own words, overruled by what the sender chose last time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kvarbo.landlord.rent.files.columns import FIELD_OF_WORD, FIELDS, LINE_FIELDS, PAYMENT_FIELDS, SWEDISH, WORDS
from kvarbo.landlord.rent.files.refusal import CannotRead, shortened
from kvarbo.landlord.rent.files.rows import FileKind
from kvarbo.landlord.rent.files.values import Habits, plain

SLASH_DATES = "slash_dates"  # a mapping may also say how 01/11/2026 is meant: "day_first" or "month_first"


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Field → place in the header, with the reason for each and what was left over."""

    kind: FileKind
    places: Mapping[str, int]
    names: Mapping[str, str]
    reasons: Mapping[str, str]
    unused: tuple[str, ...]


def recognised(cells: Sequence[str], chosen: Mapping[str, str] | None = None) -> int:
    """How many different fields the words in a row of cells stand for: the measure of a header row."""
    wanted = {plain(name): field for field, name in (chosen or {}).items()}
    words = (plain(cell) for cell in cells)
    return len({wanted.get(word) or FIELD_OF_WORD.get(word) for word in words if word} - {None})


def habits_of(chosen: Mapping[str, str] | None) -> Habits:
    """What the sender has decided about dates that could be read two ways."""
    said = (chosen or {}).get(SLASH_DATES)
    if said not in (None, "", "day_first", "month_first"):
        raise CannotRead(f"Kolumnvalet {SLASH_DATES} ska vara day_first eller month_first, inte ”{shortened(said)}”.")
    return Habits(day_first=None if not said else said == "day_first")


def map_columns(
    header: Sequence[str], chosen: Mapping[str, str] | None = None, kind: FileKind | None = None
) -> ColumnMapping:
    """Propose a place for every field, let ``chosen`` overrule, refuse what is doubtful or missing."""
    overruled = {field: name for field, name in (chosen or {}).items() if field != SLASH_DATES}
    places, reasons = _chosen_places(header, overruled)
    taken = set(places.values())
    for field, (place, reason) in _proposed(header, taken, skip=set(overruled)).items():
        places[field], reasons[field] = place, reason
    found = kind or _kind(places)
    _require(found, places)
    used = set(places.values())
    unused = tuple(name for place, name in enumerate(header) if name.strip() and place not in used)
    return ColumnMapping(found, places, {field: header[place] for field, place in places.items()}, reasons, unused)


def _chosen_places(header: Sequence[str], chosen: Mapping[str, str]) -> tuple[dict[str, int], dict[str, str]]:
    places: dict[str, int] = {}
    words = [plain(name) for name in header]
    for field, name in chosen.items():
        if field not in FIELDS:
            raise CannotRead(
                f"Kolumnvalet nämner fältet ”{shortened(field)}”, som inte finns. Fälten är: {', '.join(FIELDS)}."
            )
        if not name:
            continue  # the sender has said that this field is not to be read
        if plain(name) not in words:
            raise CannotRead(
                f"Kolumnvalet säger att {SWEDISH[field]} står i kolumnen ”{shortened(name)}”, men den finns inte. "
                f"Kolumnerna är: {', '.join(shortened(cell, 30) for cell in header if cell)[:600]}."
            )
        places[field] = _only_place(words, plain(name), name)
    return places, dict.fromkeys(places, "vald av er tidigare eller nu")


def _only_place(words: Sequence[str], word: str, name: str) -> int:
    if words.count(word) > 1:
        raise CannotRead(
            f"Kolumnen ”{shortened(name)}” finns {words.count(word)} gånger i rubriken. Byt namn på den ena."
        )
    return words.index(word)


def _proposed(header: Sequence[str], taken: set[int], skip: set[str]) -> dict[str, tuple[int, str]]:
    words = [plain(name) for name in header]
    proposal: dict[str, tuple[int, str]] = {}
    for field in FIELDS:
        ranks = WORDS[field]
        fitting = [place for place, word in enumerate(words) if word in ranks and place not in taken]
        if not fitting or field in skip:
            continue
        place = min(fitting, key=lambda place: ranks[words[place]])
        _only_place(words, words[place], header[place])
        others = [header[other] for other in fitting if other != place]
        reason = f"kolumnen heter ”{shortened(header[place])}”"
        proposal[field] = (place, reason + (f"; valdes framför {', '.join(others)}" if others else ""))
    return proposal


def _kind(places: Mapping[str, int]) -> FileKind:
    paid = any(field in places for field in PAYMENT_FIELDS[:3])
    if "remaining" in places and not paid:
        return FileKind.OPEN_ITEMS
    if paid:
        return FileKind.LEDGER
    raise CannotRead(
        "Filen säger varken vad som återstår att betala (restlista) eller vad som har betalats (hyresreskontra). "
        "Ange vilken kolumn som är restbeloppet eller betaldagen, eller exportera listan med den kolumnen."
    )


def _require(kind: FileKind, places: Mapping[str, int]) -> None:
    needed = ["lease_number", "due_date"]
    needed += ["remaining"] if kind is FileKind.OPEN_ITEMS else ["month", "booked", "paid"]
    missing = [SWEDISH[field] for field in needed if field not in places]
    if kind is FileKind.LEDGER and not any(field in places for field in ("amount", *LINE_FIELDS)):
        missing.append(SWEDISH["amount"])
    if missing:
        raise CannotRead(
            f"Filen saknar kolumn för {', '.join(missing)}. Ange vilken kolumn det är, eller ta med den i exporten."
        )
