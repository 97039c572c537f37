"""The town of canaries, a landlord's room where consents are given and taken back, and one with a post beside it."""

from __future__ import annotations

from collections.abc import Iterator

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
