"""A demo town for the tests that ask what it holds: built once a run, copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as own
from django.db import connections

from kvarbo.web.demo.town import Town
from tests.web.demo.standing_town import FIRST, built_in, point_at


@pytest.fixture(scope="session")
def built_town(tmp_path_factory: Any, django_db_blocker: Any) -> tuple[Path, Town]:
    folder, var = tmp_path_factory.mktemp("town"), own.KVARBO_VAR
    with django_db_blocker.unblock():
        town = built_in(folder)
        connections.close_all()
    own.KVARBO_VAR = var
    return folder, town


@pytest.fixture
def standing(built_town: tuple[Path, Town], tmp_path: Path, settings: Any, django_db_blocker: Any) -> Iterator[Town]:
    """The town on its first day, in a copy of its own."""
    folder, town = built_town
    shutil.copytree(folder, tmp_path / "var")
    settings.KVARBO_VAR, settings.KVARBO_TODAY = tmp_path / "var", FIRST.isoformat()
    settings.KVARBO_DAYS_PLAYED = tmp_path / "var" / "days-played"
    with django_db_blocker.unblock():
        point_at(tmp_path / "var")
        yield town
        connections.close_all()
