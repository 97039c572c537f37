"""A landlord's first morning: the list she already has is dropped in, and she sees whom to reach, why, and what to say.

Told through the pages themselves, on both kinds of database; the browser tests walk the same way without JavaScript.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from kvarbo.ground.jobs.running import run_all
from kvarbo.house.rooms import enter
from kvarbo.landlord.outreach.models import Contact, Promise, Suggestion
from kvarbo.landlord.work import WORK
from kvarbo.web.demo.cast import FEWEST_HOMES
from kvarbo.web.demo.files import OPEN_ITEMS_EXCEL_NAME, write_town
from kvarbo.web.demo.town import build_town
from tests.journeys.landlord_room import follow_hemma, read, take_in, write_open_items

MORNING = date(2026, 11, 6)  # a Friday, seven days after the rent for November fell due
PROMISED = date(2026, 11, 13)
ROOM = "/r/kvarnbyhem/"


@dataclass
class Morning:
    """Anna at her desk: what she opens, and what the worker does meanwhile."""

    anna: Client
    settings: Any
    folder: Path

    def page(self, path: str = "") -> str:
        answer = self.anna.get(path if path.startswith("/") else ROOM + path, follow=True)
        assert answer.status_code == 200
        return answer.content.decode().replace("\u00a0", " ")

    def drop(self, path: Path, through: date) -> str:
        with path.open("rb") as content:
            sent = self.anna.post(ROOM + "filer/", {"file": content, "known_through": through.isoformat()})
        assert sent.status_code == 302
        run_all(WORK)
        return str(sent["Location"])

    def read_in(self, where: str) -> None:
        self.anna.post(where + "las-in/")
        run_all(WORK)

    def on(self, day: date) -> None:
        self.settings.KVARBO_TODAY = day.isoformat()


@pytest.fixture
def morning(rooms: dict[str, Any], settings: Any, tmp_path: Path) -> Iterator[Morning]:
    """The first day: an account, a way of working, and no file."""
    settings.KVARBO_TODAY = MORNING.isoformat()
    with enter(rooms["kvarnbyhem"]):
        follow_hemma()
        account = take_in(rooms["kvarnbyhem"], "Anna", "rent_officer")
        client = Client()
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
        yield Morning(client, settings, tmp_path)


@pytest.fixture(scope="module")
def town() -> Any:
    return build_town(homes=FEWEST_HOMES, months=2, today=MORNING)


def rows_of(page: str) -> list[str]:
    return re.findall(r"<tr><th scope=\"row\">.*?</tr>", page, re.DOTALL)


def row_about(page: str, name: str) -> str:
    return next(row for row in rows_of(page) if name in row)


def test_from_the_list_she_has_to_a_promise_that_is_waited_for(morning: Morning, town: Any) -> None:
    write_town(town, morning.folder)
    assert "Börja med en fil" in morning.page()
    where = morning.drop(morning.folder / OPEN_ITEMS_EXCEL_NAME, town.known_through)
    dry_run = morning.page(where)
    assert "Ingenting är ändrat ännu." in dry_run
    assert "tors 5 november 2026" in dry_run
    assert "Börja med en fil" in morning.page()
    morning.read_in(where)
    assert "Filen är inläst" in morning.page(where)
    _call_hodan(morning)


def _call_hodan(morning: Morning) -> None:
    """Why she stands there, what to say, and what came of it: nothing is asked of anybody until the promised day."""
    row = row_about(morning.page("?district=&group=ring"), "Hodan Warsame")
    assert "Ring alla som inte har betalat" in row
    assert "7 dagar sen" in row
    script = re.search(r'href="([^"]+/ring/[^"]*)"', row)
    assert script is not None
    said = morning.page(script[1])
    assert "Säg inget om hyran förrän du vet vem du talar med." in said
    assert "Telefonsvarare" in said
    lease = script[1].split("/hyresgast/")[1].split("/")[0]
    answer = morning.anna.post(
        f"{ROOM}hyresgast/{lease}/kontakt/",
        {"outcome": "promised", "channel": "call", "contact_date": MORNING.isoformat(),
         "promise_until": PROMISED.isoformat(), "form_key": "a"},
    )  # fmt: skip
    assert answer.status_code == 302
    assert (Contact.objects.count(), Promise.objects.get().until_date) == (1, PROMISED)
    assert Suggestion.objects.filter(lease_id=lease, waiting_for="").count() == 0
    told = [row for row in rows_of(morning.page("?district=&group=")) if "Hodan" in row]
    assert all("Väntar: Löfte att betala till och med fre 13 november 2026." in row for row in told)
    assert not any('name="outcome"' in row for row in told)


def test_who_has_paid_is_gone_from_today_as_soon_as_a_list_says_so(morning: Morning, town: Any) -> None:
    read(write_open_items(town, morning.folder / "i-dag.csv"), through=town.known_through)
    before = {row.lease_id for row in Suggestion.objects.all()}
    later = town.on(date(2026, 11, 9))
    morning.on(later.today)
    path = write_open_items(later, morning.folder / "måndag.csv")
    where = morning.drop(path, later.known_through)
    assert {row.lease_id for row in Suggestion.objects.all()} == before
    morning.read_in(where)
    after = {row.lease_id for row in Suggestion.objects.all()}
    paid = before - after
    assert paid
    today = morning.page("?district=&group=")
    assert "mån 9 november 2026" in today
    assert not [lease for lease in paid if str(lease) in today]


def test_a_protected_person_is_counted_and_never_named(morning: Morning, town: Any) -> None:
    read(write_open_items(town, morning.folder / "lista.csv"), through=town.known_through)
    hidden = [lease for lease in town.homes_let() if any(tenant.protected for tenant in lease.tenants)]
    assert hidden
    pages = [morning.page("?district=&group="), morning.page("de-ringde/"), morning.page("filer/")]
    told = [
        secret
        for lease in hidden
        for secret in (lease.address + ", lgh " + lease.flat, lease.number, *(one.name for one in lease.tenants))
        if any(secret in page for page in pages)
    ]
    assert told == []
    assert "skyddade personuppgifter" in pages[0]


def test_somebody_who_calls_is_found_by_the_number_on_the_display_and_logged_with_one_click(
    morning: Morning, town: Any
) -> None:
    read(write_open_items(town, morning.folder / "lista.csv"), through=town.known_through)
    caller = next(lease for lease in town.homes_let() if lease.tenants[0].name == "Hodan Warsame")
    found = morning.anna.post(ROOM + "de-ringde/", {"sought": caller.tenants[0].phone}).context
    hit = next(row for row in found["results"] if "Hodan Warsame" in row["who"])
    sent = {"outcome": "call_back", "form_key": found["form_key"]}
    answer = morning.anna.post(hit["log_url"], sent, follow=True)
    page = answer.content.decode()
    assert "Sparat:" in page
    assert "Hodan Warsame" in page
    contact = Contact.objects.get()
    assert (contact.is_incoming, contact.outcome, contact.by_name) == (True, "call_back", "Anna")
