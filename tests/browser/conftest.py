"""A served town and a real browser. Both live for one module: while a browser is open Django's ORM may not be used."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.serving import build_town, copy_of, put_back, served
from tests.browser.visitor import Visitor

OPTIONS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--lang=sv-SE"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
NO_BROWSER = "Webbläsare: sätt KVARBO_TEST_BROWSER till Chromium (apt-get install chromium) för att köra det här."


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs the browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_path() -> str:
    found = os.environ.get("KVARBO_TEST_BROWSER") or shutil.which("chromium")
    if not found:
        pytest.skip(NO_BROWSER)
    return found


@pytest.fixture(scope="session")
def town(browser_path: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town's folder as it was built, by whichever of the tests' processes came first; never served itself."""
    mine = tmp_path_factory.getbasetemp()
    shared = mine.parent if os.environ.get("PYTEST_XDIST_WORKER") else mine
    return build_town(shared / "town" / "var")


@pytest.fixture(scope="module")
def served_town(town: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address and the folder of a town of this module's own."""
    folder = copy_of(town, tmp_path_factory.mktemp("site") / "var")
    with served(folder) as address:
        yield address, folder


@pytest.fixture
def site(town: Path, served_town: tuple[str, Path]) -> str:
    """The address of a town where nothing has been done yet, in whatever order the tests come."""
    address, folder = served_town
    put_back(folder, town)
    return address


@pytest.fixture(scope="module")
def browser(browser_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=browser_path, args=OPTIONS, env={**os.environ, "LANGUAGE": "sv"}
        )
        yield opened
        opened.close()


@pytest.fixture
def visitor(site: str, browser: Browser) -> Iterator[Visitor]:
    """Somebody at a screen, not logged in yet; what went wrong on the way is told when the test ends."""
    with Visitor.at(site, browser) as somebody:
        yield somebody
        somebody.must_have_met_no_errors()


@pytest.fixture
def without_script(site: str, browser: Browser) -> Iterator[Visitor]:
    """Somebody whose browser runs no JavaScript."""
    with Visitor.at(site, browser, script=False) as somebody:
        yield somebody
