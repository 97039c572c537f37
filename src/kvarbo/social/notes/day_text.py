"""Dagens anteckning: what has happened in a matter on a day, in words to copy out to the municipality's record.

No address stands in it where somebody in the matter is protected, whoever asks: text that is copied ends up in places
that this room cannot see.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import translation

from kvarbo.core import swedish
from kvarbo.core.checklist.contacts import ContactWay
from kvarbo.ground import clock
from kvarbo.ground.letters.setting import CannotSet, set_pdf
from kvarbo.ground.people.masked import Masked
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.units.queries import AtWork
from kvarbo.social.casework.queries import shown_matters
from kvarbo.social.contacts.details import details_of
from kvarbo.social.contacts.words import CHANNELS, INCOMING
from kvarbo.social.notes.queries import entries_of

TEMPLATE = "social/notes/typst/day.typ"
NO_ADDRESS = "Någon i ärendet har skyddade personuppgifter. Adressen står därför inte här."


@dataclass(frozen=True, slots=True)
class Written:
    """En anteckning i dagens text: its heading, its text, and a word on what it corrects or that it is corrected."""

    head: str
    text: str
    remark: str


@dataclass(frozen=True, slots=True)
class DayText:
    """Dagens anteckning. ``facts`` are rows of (label, value)."""

    day: date
    facts: tuple[tuple[str, str], ...]
    happened: tuple[str, ...]
    notes: tuple[Written, ...]
    made: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written of the day."""
        return not (self.happened or self.notes)

    def plain(self) -> str:
        """The text to copy, with nothing but lines."""
        parts = [f"{label}: {value}" for label, value in self.facts]
        if self.happened:
            parts += ["", "Det här hände:", *(f"- {one}" for one in self.happened)]
        for note in self.notes:
            parts += ["", f"{note.head}:", *([note.remark] if note.remark else []), note.text]
        return "\n".join([*parts, "", self.made])

    def told(self) -> dict[str, Any]:
        """The same, as the sheet is set. Its title, which becomes metadata, names nobody."""
        return {
            "title": "Dagens anteckning",
            "written": self.day.isoformat(),
            "facts": [list(row) for row in self.facts],
            "happened": list(self.happened),
            "notes": [
                {"head": note.head, "remark": note.remark, "lines": note.text.split("\n")} for note in self.notes
            ],
            "made": self.made,
        }


def day_text(reader: AtWork, matter: Any, day: date) -> DayText:
    """What happened and was written in a matter that day, as the reader may see it; in Swedish, as the record is."""
    with translation.override("sv"):
        return _day_text(reader, matter, day)


def _day_text(reader: AtWork, matter: Any, day: date) -> DayText:
    shown = shown_matters(reader, [matter])[0]
    entries = [entry for entry in entries_of(matter.id) if entry.day == day]
    details = details_of(matter.id)
    events = [entry.row for entry in entries if entry.key.startswith("event:")]
    return DayText(
        day=day,
        facts=tuple(_facts(shown, matter, day)),
        happened=tuple(words_of_event(event, details.get(event.pk)) for event in events),
        notes=tuple(_written(entry.row) for entry in entries if entry.key.startswith("note:")),
        made=f"Hämtat ur Kvarbo {swedish.day(clock.today())} av {reader.name}.",
    )


def _facts(shown: Any, matter: Any, day: date) -> list[tuple[str, str]]:
    is_protected = matter.is_protected or any(person.is_protected for person in shown.people)
    where = NO_ADDRESS if is_protected else str(shown.where)
    return [
        ("Dag", swedish.day(day)),
        ("Aktbeteckning", matter.outside_reference or "ingen"),
        ("Ärende i Kvarbo", matter.number),
        *(("Gäller", _person(person)) for person in shown.people),
        *([("Adress", where)] if where else []),
    ]


def _person(person: Any) -> str:
    identity = person.identity
    if isinstance(identity, Masked) or not identity:
        return str(person.name)
    return f"{person.name}, {identity[:8]}-{identity[8:]}" if len(identity) == 12 else f"{person.name}, {identity}"


def words_of_event(event: Any, detail: Any = None) -> str:
    """What was done, how, whether it reached anybody, and by whom, in one line."""
    reached = {True: "Nådde någon.", False: "Nådde ingen.", None: ""}[event.reached]
    what = str(event.get_kind_display())
    if detail is not None:
        way = ContactWay(detail.channel)
        what = str(INCOMING.get(way, CHANNELS[way]) if detail.is_incoming else CHANNELS[way])
        what += f" klockan {detail.clock:%H.%M}" if detail.clock else ""
    text = f"{event.text}." if event.text and event.text[-1] not in ".!?" else event.text
    return " ".join(part for part in (f"{what}.", reached, text, f"({event.by_name})") if part)


def _written(note: Any) -> Written:
    newer, older = getattr(note, "corrected_by", None), note.corrects
    remark = ""
    if older is not None:
        remark = f"Rättar {_which(older)}."
    if newer is not None:
        remark = f"{remark} Rättad av {_which(newer)}.".strip()
    return Written(f"{note.get_kind_display()} ({note.by_name}, {_moment(note.at)})", note.text, remark)


def _which(note: Any) -> str:
    return f"anteckningen av {note.by_name} {_moment(note.at)}"


def _moment(at: datetime) -> str:
    return f"{swedish.day(clock.day_of(at))} klockan {at.astimezone(clock.STOCKHOLM):%H.%M}"


def day_pdf(text: DayText) -> bytes:
    """Dagens anteckning as an accessible PDF. Raises ``CannotDo`` when a sign has no letter in the font."""
    try:
        return set_pdf(text.told(), template=TEMPLATE)
    except CannotSet as fault:
        raise CannotDo(str(fault)) from None
