"""The town of canaries, a landlord's room where consents are given and taken back, and one with a post beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import set_urlconf

from tests.doors.channels.posting import Posting, make
from tests.doors.consent.conftest import consenting
from tests.doors.post.conftest import LANDLORD, Town, town
from tests.isolation.conftest import world

__all__ = ["consenting", "town", "world"]


@pytest.fixture
def posting(town: Town) -> Iterator[Posting]:
    """A landlord's room, entered, with a home whose tenant may consent."""
    with town.enter(LANDLORD):
        yield make(town)
    set_urlconf(None)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how long after the commit each channel refused, at most, and what was promised."""
    slowest: dict[str, float] = {}
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties if report.when == "call" else ():
            if name.startswith("seconds to refuse"):
                slowest[name] = max(slowest.get(name, 0.0), value)
    for name, value in sorted(slowest.items()):
        terminalreporter.write_line(f"{name}: {value:.3f}")
