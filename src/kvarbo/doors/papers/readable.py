"""Läsbart: the same rows of words on screen, in the terminal and on paper, in the order of the schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kvarbo.core.swedish import day, money, month
from kvarbo.doors.papers.fields import Field, fields_of
from kvarbo.doors.papers.kinds import about
from kvarbo.doors.papers.paper import Organisation, Paper
from kvarbo.doors.papers.refusal import PaperRefused
from kvarbo.doors.papers.signing import SignedPaper, check_signature
from kvarbo.ground.letters.setting import LIMITS, CannotSet, set_pdf
from kvarbo.ground.limited.limits import Limits

_ON_ONE_LINE = 3  # fields of a group that are read together

TEMPLATE = "doors/papers/templates/paper.typ"


@dataclass(frozen=True, slots=True)
class Line:
    """En rad: label and value. One without a value is a heading over the rows of the next ``level``."""

    label: str
    value: str
    level: int = 0


def title_of(paper: Paper) -> str:
    """What the paper is called; holds nobody's name."""
    return about(paper.kind).title


def head_of(paper: Paper) -> tuple[Line, ...]:
    """Around the content: from whom, to whom, when, on which ground, and which papers it belongs to."""
    head = [
        Line("Från", _organisation(paper.sender)),
        Line("Till", _organisation(paper.receiver)),
        Line("Skrivet", day(paper.written)),
        Line("Grund", paper.ground),
        Line("Papperets nummer", str(paper.id)),
    ]
    if paper.replaces:
        head.append(Line("Ersätter papper", str(paper.replaces)))
    if paper.answers:
        head.append(Line("Svarar på papper", str(paper.answers)))
    return tuple(head)


def lines_of(paper: Paper) -> tuple[Line, ...]:
    """The content, row by row."""
    return tuple(_rows(fields_of(paper.kind), paper.content, 0))


def in_groups(digits: str) -> str:
    """A key eight digits at a time, so that two people can read it to each other."""
    return " ".join(digits[place : place + 8] for place in range(0, len(digits), 8))


def pdf_of(signed: SignedPaper, limits: Limits = LIMITS) -> bytes:
    """The paper as an accessible PDF; the same paper and signature are always the same bytes.

    Raises ``PaperRefused`` when the signature does not fit the paper, or when it holds a letter the fonts lack.
    """
    check_signature(signed)
    try:
        return set_pdf(_told(signed), template=TEMPLATE, limits=limits)
    except CannotSet as fault:
        raise PaperRefused(str(fault)) from fault


def _organisation(of: Organisation) -> str:
    return f"{of.name} ({of.number})" if of.number else of.name


def _rows(fields: tuple[Field, ...], content: Mapping[str, Any], level: int) -> Iterator[Line]:
    for field in fields:
        if field.name in content:
            yield from _row(field, field.label, content[field.name], level)


def _row(field: Field, label: str, value: Any, level: int) -> Iterator[Line]:
    if field.shown_as == "list" and field.row is not None:
        for place, part in enumerate(value, start=1):
            numbered = f"{field.row.label} {place}" if len(value) > 1 else field.row.label
            yield from _row(field.row, numbered, part, level)
    elif field.shown_as == "group":
        yield from _group(field, label, value, level)
    else:
        yield Line(label, _value(field, value), level)


def _group(field: Field, label: str, value: Mapping[str, Any], level: int) -> Iterator[Line]:
    present = [part for part in field.fields if part.name in value]
    if {"street", "postcode", "town"} <= {part.name for part in present}:
        yield Line(label, _address(value), level)
    elif len(present) == 1 and present[0].shown_as not in ("group", "list"):
        yield Line(label, _value(present[0], value[present[0].name]), level)
    elif len(present) <= _ON_ONE_LINE and not any(part.shown_as in ("group", "list") for part in present):
        yield Line(label, " · ".join(f"{part.label}: {_value(part, value[part.name])}" for part in present), level)
    else:
        yield Line(label, "", level)
        yield from _rows(field.fields, value, level + 1)


def _address(value: Mapping[str, Any]) -> str:
    care_of = f"c/o {value['care_of']}, " if "care_of" in value else ""
    return f"{care_of}{value['street']}, {value['postcode']} {value['town']}"


def _value(field: Field, value: Any) -> str:
    if field.shown_as == "day":
        return day(date.fromisoformat(value))
    if field.shown_as == "month":
        return month(date.fromisoformat(f"{value}-01"))
    if field.shown_as == "amount":
        return money(value).replace(" ", "\N{NO-BREAK SPACE}")  # an amount is never broken over two lines
    if field.shown_as == "fixed":
        return field.told
    return dict(field.choices).get(str(value), str(value))


def _told(signed: SignedPaper) -> dict[str, Any]:
    """What the template shows. Its title, which becomes metadata, names nobody."""
    paper = signed.paper
    return {
        "title": title_of(paper),
        "written": paper.written.isoformat(),
        "head": [_cells(line) for line in head_of(paper)],
        "parts": _parts(lines_of(paper)),
        "signs": _who_signs(paper),
        "foot": f"Papper {paper.id}",
        "signature": (
            f"Underskrivet digitalt av {paper.sender.name}. Nyckel: {in_groups(signed.public_key_hex)}. "
            "Underskriften prövas på papperets fil: den här utskriften är en läsbar kopia."
        ),
    }


def _who_signs(paper: Paper) -> str:
    """Under the line for a signature by hand: only an undertaking has one, since the law wants it written."""
    content = paper.content
    return f"{content['signed_by']}, {content['title']}" if "signed_by" in content else ""


def _parts(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """The rows under their headings; rows between two groups stand by themselves, in their order."""
    parts: list[dict[str, Any]] = []
    level = -1
    for line in lines:
        if not line.value:
            parts.append({"title": line.label, "lines": []})
            level = line.level + 1
            continue
        if line.level != level:
            parts.append({"title": "", "lines": []})
            level = line.level
        parts[-1]["lines"].append(_cells(line))
    return parts


def _cells(line: Line) -> dict[str, str]:
    return {"label": line.label, "value": line.value}
