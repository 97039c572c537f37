"""The whole first morning without a line of JavaScript: a file dropped, its columns told, read in, a call logged."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser

from kvarbo.web.demo.staff import KARIN
from tests.browser import files_at_hand
from tests.browser.serving import plain_environment, served
from tests.browser.visitor import Visitor
from tests.databases import POSTGRES, SERVING

BACKENDS = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


def make_newcomer(folder: Path, **environment: str) -> None:
    command = [sys.executable, "-m", "tests.browser.newcomer", str(folder)]
    done = subprocess.run(command, env=plain_environment(**environment), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(params=BACKENDS)
def first_morning(request: pytest.FixtureRequest, tmp_path: Path, browser_path: str) -> Iterator[str]:
    """The site of a landlord that has never read a file."""
    if request.param == "sqlite":
        make_newcomer(tmp_path / "var")
        with served(tmp_path / "var") as site:
            yield site
        return
    if not POSTGRES:
        pytest.skip("PostgreSQL: set KVARBO_TEST_POSTGRES=postgresql://owner@127.0.0.1:5432/postgres to run this.")
    with _postgres() as environment:
        make_newcomer(tmp_path / "var", **environment)
        with served(tmp_path / "var", **environment) as site:
            yield site


class _postgres:
    """A database of its own with the two addresses Kvarbo is told, dropped with its roles when done."""

    def __init__(self) -> None:
        self.name = f"kvarbo_b_{uuid.uuid4().hex[:10]}"

    def __enter__(self) -> dict[str, str]:
        head, _, _ = POSTGRES.partition("?")
        admin = head.rsplit("/", 1)[0] + f"/{self.name}"
        with psycopg.connect(POSTGRES, autocommit=True) as server:
            if not server.execute("select 1 from pg_roles where rolname = %s", [SERVING]).fetchone():
                server.execute(f"create role {SERVING} login noinherit")
            server.execute(f"create database {self.name}")
        password = {"PGPASSWORD": os.environ["PGPASSWORD"]} if "PGPASSWORD" in os.environ else {}
        address = f"postgresql://{SERVING}@{admin.split('@')[-1]}?roles={self.name}"
        return {"KVARBO_DATABASE": address, "KVARBO_ADMIN_DATABASE": admin, **password}

    def __exit__(self, *_: object) -> None:
        with psycopg.connect(POSTGRES, autocommit=True) as server:
            server.execute(f"drop database if exists {self.name} with (force)")
            roles = server.execute("select rolname from pg_roles where rolname like %s", [f"kvarbo_{self.name}_%"])
            for (role,) in roles.fetchall():
                server.execute(f"drop role {role}")


def test_from_a_dropped_file_to_a_logged_call_and_back(first_morning: str, browser: Browser, tmp_path: Path) -> None:
    rows = [(f"99{n}", *files_at_hand.ROW[1:3], f"Prov Provsson {n}", *files_at_hand.ROW[4:6], f"99{n}",
             *files_at_hand.ROW[7:]) for n in range(3)]  # fmt: skip
    path = files_at_hand.csv_list(tmp_path, *rows, header=files_at_hand.ODD_HEADER)
    with Visitor.at(first_morning, browser, script=False) as karin:
        karin.log_in(KARIN)
        karin.open_room()
        assert "Börja med en fil" in karin.text()
        _drop(karin, path)
        _tell_the_columns(karin)
        assert "Ingenting är ändrat ännu." in karin.text()
        assert "tors 5 november 2026" in karin.text()
        karin.open_room()
        assert "Prov Provsson" not in karin.text()
        karin.page.go_back()
        karin.page.get_by_role("button", name="Läs in filen").click()
        karin.page.get_by_text("Filen är inläst").wait_for(timeout=60_000)
        karin.page.get_by_role("link", name="Till Idag").click()
        _call_and_take_a_promise(karin)


def _drop(karin: Visitor, path: Path) -> None:
    karin.open_room("filer/")
    karin.page.set_input_files("input[type=file]", path)
    karin.page.fill("input[name=known_through]", "2026-11-05")
    karin.page.get_by_role("button", name="Läs filen").click()
    karin.page.get_by_role("heading", name="Vad betyder kolumnerna?").wait_for(timeout=60_000)


def _tell_the_columns(karin: Visitor) -> None:
    for header, field in files_at_hand.MEANS.items():
        karin.page.get_by_label(header).select_option(field)
    karin.page.get_by_role("button", name="Se vad som skulle ändras").click()
    karin.page.get_by_role("heading", name="Vad filen skulle ändra").wait_for(timeout=60_000)


def _call_and_take_a_promise(karin: Visitor) -> None:
    """Whom to reach and why, what to say, what was promised; and the row asks for nothing until that day."""
    first = karin.page.locator("#g-ring + table tbody tr").first
    who = first.locator("th a").inner_text()
    first.locator("summary", has_text="Varför?").click()
    assert "Ring alla som inte har betalat" in first.inner_text()
    first.get_by_role("link", name="Samtalsstöd").click()
    assert f"Samtal med {who}" in karin.text()
    karin.page.get_by_label("Lovade betala").check()
    karin.page.get_by_role("button", name="Spara").click()
    assert "Skriv vilken dag" in karin.text() or "Betalar senast:" in karin.text()
    karin.page.fill("input[name=promise_until]", "2026-11-13")
    karin.page.get_by_role("button", name="Spara").click()
    assert f"Sparat: {who}" in karin.text()
    assert karin.path().endswith("/kvarnbyhem/")
    rows = karin.page.locator("form[data-rows] tbody tr", has_text=who)
    for place in range(rows.count()):
        assert "Väntar: Löfte att betala till och med fre 13 november 2026." in rows.nth(place).inner_text()
        assert rows.nth(place).locator("button[name=outcome]").count() == 0


def test_one_click_without_javascript(without_script: Visitor) -> None:
    without_script.log_in(KARIN)
    without_script.open_room("?district=&group=ring")
    first = without_script.page.locator("form[data-rows] tbody tr").first
    who = first.locator("th a").inner_text()
    first.get_by_role("button", name="Telefonsvarare").click()
    assert f"Sparat: {who}" in without_script.text()
    assert "samtal, telefonsvarare" in without_script.text()
    assert who not in without_script.page.locator("form[data-rows]").inner_text()


def test_they_called_us_is_logged_without_javascript(without_script: Visitor) -> None:
    without_script.log_in(KARIN)
    without_script.open_room("de-ringde/")
    without_script.page.fill("input[name=sought]", "Warsame")
    without_script.page.keyboard.press("Enter")
    without_script.page.locator("tbody tr").first.get_by_role("button", name="Vill bli uppringd").click()
    assert "Sparat: Hodan Warsame, Abdi Warsame" in without_script.text()
    assert "Raden står kvar." in without_script.text()
