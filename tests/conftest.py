"""What tests share: fresh databases for each test, on SQLite always and on PostgreSQL where there is one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import databases

# How long an example takes is the machine's business, not the test's: speed is measured in benchmarks.
settings.register_profile("no_clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("no_clock")

BACKENDS = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session", params=BACKENDS)
def backend(request, tmp_path_factory, django_db_blocker) -> Iterator[databases.Sqlite | databases.Postgres]:
    """Migrated template databases on one kind of server, made once a run: its workers share them."""
    if request.param == "postgres" and not databases.POSTGRES:
        pytest.skip("PostgreSQL: set KVARBO_TEST_POSTGRES=postgresql://owner@127.0.0.1:5432/postgres to run this.")
    made_on = databases.Sqlite if request.param == "sqlite" else databases.Postgres
    own = tmp_path_factory.getbasetemp()
    with django_db_blocker.unblock():
        made = made_on((own.parent if hasattr(request.config, "workerinput") else own) / f"templates-{request.param}")
        yield made
        made.remove()


@pytest.fixture
def rooms(backend, tmp_path: Path, django_db_blocker) -> Iterator[dict[str, object]]:
    """The house with three empty rooms, fresh for this test: by slug."""
    with django_db_blocker.unblock(), backend.copy(tmp_path):
        from kvarbo.house.models import Room

        yield {room.slug: room for room in Room.objects.all()}
