"""All that a landlord can see: pages, prints, rows and files, written so that two landlords' can be laid side by side.

Names and numbers are written as the home they belong to, ids as what they are ids of, keys and seals as such.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from enum import Enum
from html import unescape
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db.models import Model

from kvarbo.core.swedish import day as day_in_words
from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.doors.post.models import ReceivedPaper, SentPaper
from kvarbo.doors.post.register import name_key
from kvarbo.ground import clock
from kvarbo.house.rooms import enter
from kvarbo.landlord.rent.models import Import
from tests.doors.papers.pdf_text import words_in
from tests.journeys.two_landlords import NAMES, ORGANISATIONS, Landlord, World, tenant

ID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")
SEAL = re.compile(
    r"[0-9a-f]{40,}|(?:[0-9a-f]{8} ){7}[0-9a-f]{8}"
)  # signatures, keys, sums of content, links of the chain
FORM_PART = re.compile(r"\bw[0-9a-f]{8}(?=_)")  # the first of an id, where one page has several forms
TOKENS = re.compile(r'name="(csrfmiddlewaretoken|form_key|fingerprint)" value="[^"]*"')
OWN_HEADERS = ("Content-Length", "Set-Cookie", "ETag")
ORDER_IN_THE_HOUR = re.compile(r"(?<=:00)\.\d{6}")
ROOMS_APPS = ("landlord", "doors", "ground")
MACHINES_TIME = {
    "TrailRow": ("at",),
    "Job": ("next_try_at", "leased_until", "created_at", "finished_at"),
    "Import": ("applied_at",),
}
OUT = ("papper/?visa=ut",)
ABOUT_A_HOME = ("hyresgast/{}/ring/", "papper/om/{}/", "samtycken/{}/", "bilagor/{}/", "skydd/{}/")
SOUGHT = (0, 1, 5)
DAILY = ("?district=&group=", "papper/?visa=in", "papper/?visa=ut")
NOW_AND_THEN = (
    "", "idag/", "filer/", "inbetalningar/", "inkasso/", "samtycken/", "skyddade/", "medarbetare/", "tva-personer/",
    "uttag/", "nodoppningar/", "rummet/", "rummet/tidig-signal/", "motparter/", "papper/?visa=in&vantar=1",
    "papper/?visa=ut&vantar=1", "papper/utan-namn/", "papper/registrera/", "de-ringde/", "nagon-kan-fara-illa/",
)  # fmt: skip


class Look(Enum):
    """How much is laid side by side: the papers out; the day's pages; everything there is."""

    MORNING, EVENING, WHOLE = range(3)


class SeenDifference(AssertionError):
    """One landlord saw what the other did not."""


class Reading:
    """Reads one landlord's room as nobody's in particular."""

    def __init__(self, landlord: Landlord) -> None:
        self.landlord = landlord
        self._words = sorted(_own_words(landlord), key=lambda pair: -len(pair[0]))
        self._ids = {str(lease): f"[home {home}]" for home, lease in landlord.leases.items()}

    def plain(self, text: str, *, numbered: bool = True) -> str:
        """The text without what is this landlord's alone; ``numbered`` tells ids apart in the order they are met."""
        text = ORDER_IN_THE_HOUR.sub("", text)
        text = FORM_PART.sub("[form]", TOKENS.sub(r"[\1]", unescape(text))).replace("\u00a0", " ")
        for own, common in self._words:
            text = text.replace(own, common)
        met: dict[str, str] = {}

        def named(found: re.Match[str]) -> str:
            identity = str(UUID(found[0]))
            if identity in self._ids:
                return self._ids[identity]
            return met.setdefault(identity, f"[id {len(met)}]") if numbered else "[id]"

        return ID.sub(named, SEAL.sub("[seal]", text))


def _own_words(landlord: Landlord) -> Iterator[tuple[str, str]]:
    """What stands in this landlord's room about its own tenants and itself, with what to call it."""
    for home in range(len(NAMES)):
        who = tenant(home, landlord.side)
        number = who.number
        born = clock.today().replace(year=int(number[:4]), month=int(number[4:6]), day=int(number[6:8]))
        yield who.name, f"[name {home}]"
        yield who.name.casefold(), f"[name {home}]"
        yield name_key(who.name), f"[name {home}]"
        yield who.street, f"[street {home}]"
        yield who.email, f"[email {home}]"
        for written in (number, f"{number[:8]}-{number[8:]}", number[2:], f"{number[2:8]}-{number[8:]}"):
            yield written, f"[number {home}]"
        for written in (born.isoformat(), day_in_words(born)):
            yield written, f"[born {home}]"
        digits = who.phone.replace("-", "")
        grouped = f"{digits[:3]}-{digits[3:6]} {digits[6:8]} {digits[8:]}"
        for written in (who.phone, digits, grouped, f"+46{digits[1:]}"):
            yield written, f"[phone {home}]"
    yield landlord.slug, "[room]"
    yield ORGANISATIONS[landlord.slug][0], "[landlord]"
    yield landlord.room.name, "[landlord]"


def must_look_alike(world: World, how: Look) -> int:
    """Lay the two rooms side by side; how many things were compared. Raises ``SeenDifference``."""
    views = [(Reading(landlord), landlord) for landlord in world.landlords]
    compared = 0
    for (title, known), (other, unknown) in zip(*(_all(*view, how) for view in views), strict=True):
        _must_be_same(world, title, other, known, unknown)
        compared += 1
    return compared


def _must_be_same(world: World, title: str, other: str, known: str, unknown: str) -> None:
    if (title, known) == (other, unknown):
        return
    told = difflib.unified_diff([title, *known.splitlines()], [other, *unknown.splitlines()], "known", "unknown", n=1)
    where = f"{clock.today()}, at {world.hour}, {title}"
    raise SeenDifference(f"{where}:\n" + "\n".join(line[:400] for line in list(told)[:40]))


def _all(reading: Reading, landlord: Landlord, how: Look) -> Iterator[tuple[str, str]]:
    thoroughly = how is Look.WHOLE
    paths = [(path, path) for path in (OUT if how is Look.MORNING else (*DAILY, *(NOW_AND_THEN if thoroughly else ())))]
    for home, lease in sorted(landlord.leases.items()):
        if thoroughly or (how is Look.EVENING and home % 4 == clock.today().toordinal() % 4):
            paths.append((f"hyresgast/{lease}/", f"tenant {home}"))
        if thoroughly:
            paths += [(page.format(lease), page.format(home)) for page in ABOUT_A_HOME]
    if thoroughly:
        with enter(landlord.room):
            paths += [(f"filer/{one.pk}/", f"file {one.number}") for one in Import.objects.order_by("-number")[:2]]
    for path, title in paths:
        yield title, _page(reading, landlord, path)
    yield from _papers(reading, landlord, thoroughly)
    if thoroughly:
        yield from _searches(reading, landlord)
        yield from _rows(reading, landlord)
        yield from _files(reading, landlord)


def _page(reading: Reading, landlord: Landlord, path: str) -> str:
    answer = landlord.open(path)
    assert answer.status_code in (200, 302), f"{path} answered {answer.status_code}"
    headers = [f"{name}: {value}" for name, value in answer.headers.items() if name not in OWN_HEADERS]
    body = answer.content
    told = words_in(body) if answer.headers.get("Content-Type") == "application/pdf" else body.decode()
    if answer.headers.get("Content-Type") == "application/pdf":
        told = " ".join(told.split())
    return reading.plain("\n".join([str(answer.status_code), *headers, told]))


def _papers(reading: Reading, landlord: Landlord, thoroughly: bool) -> Iterator[tuple[str, str]]:
    """Every paper's page as the days go, and its bytes, its file and its print when looked at thoroughly."""
    with enter(landlord.room):
        slips = [PaperKind.RECEIPT.value, PaperKind.RECALL.value]
        sent = SentPaper.objects.exclude(kind__in=slips).order_by("sent_at", "pk")
        came = ReceivedPaper.objects.exclude(kind__in=slips).order_by("taken_in_at", "pk")
        found = [(f"out {one.kind} {one.sent_at:%m-%d}", one.pk, one.transport) for one in sent]
        found += [(f"in {one.kind} {one.taken_in_at:%m-%d}", one.pk, "") for one in came]
    latest = found if thoroughly else [one for one in found if one[0].endswith(f"{clock.today():%m-%d}")]
    pages = [(title, _page(reading, landlord, f"papper/{paper}/")) for title, paper, _ in latest]
    if thoroughly:
        pages += [
            (f"print of {title}", _page(reading, landlord, f"papper/{paper}/utskrift/"))
            for title, paper, _ in latest[-6:]
        ]
    yield from sorted(pages)


def _searches(reading: Reading, landlord: Landlord) -> Iterator[tuple[str, str]]:
    for home in SOUGHT:
        who = tenant(home, landlord.side)
        for what, sought in (("name", who.name), ("number", who.number), ("telephone", who.phone)):
            answer = landlord.client.post(f"/r/{landlord.slug}/de-ringde/", {"sought": sought})
            yield f"search by {what} of {home}", reading.plain(answer.content.decode())


def _rows(reading: Reading, landlord: Landlord) -> Iterator[tuple[str, str]]:
    """Every table of the room, each as its rows in an order that is nobody's."""
    for model in apps.get_models():
        if model._meta.app_label in ROOMS_APPS:
            with enter(landlord.room):  # left again before the other landlord's is entered
                rows = sorted(_row(reading, one) for one in model._default_manager.all())
            yield f"table {model._meta.label}", "\n".join(rows)


def _row(reading: Reading, one: Model) -> str:
    left_out = MACHINES_TIME.get(type(one).__name__, ())
    fields = [field for field in one._meta.concrete_fields if field.attname not in left_out and field.attname != "id"]
    told = [f"{field.attname}={_value(getattr(one, field.attname))}" for field in fields]
    return reading.plain("; ".join(told), numbered=False)


def _value(value: Any) -> str:
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).decode("utf-8", errors="replace")
    return str(value)


def _files(reading: Reading, landlord: Landlord) -> Iterator[tuple[str, str]]:
    """Every file of the room: what it is called and what is in it."""
    folder = Path(settings.KVARBO_FILES) / landlord.slug
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    told = [
        f"{reading.plain(str(path.relative_to(folder)), numbered=False)}: "
        f"{reading.plain(path.read_bytes().decode('utf-8-sig', errors='replace'), numbered=False)}"
        for path in found
    ]
    yield "files", "\n".join(sorted(told))
