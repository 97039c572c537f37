"""Databases for tests: migrated once a worker, copied for each test, on SQLite and on PostgreSQL alike.

A copy is needed because the trail can only be added to, so nothing can be flushed between tests.
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connections

from kvarbo.house import actions, addresses, databases

ROOMS = (
    ("kvarnbyhem", "Kvarnbyhem AB", "landlord"),
    ("granngarden", "Granngården Bostad", "landlord"),
    ("kvarnby-social", "Socialtjänsten i Kvarnby", "social"),
)
POSTGRES = os.environ.get("KVARBO_TEST_POSTGRES", "")
SERVING = "kvarbo_test_serving"


def use(address: str, *, admin: str, keys: Path, files: Path) -> None:
    """Point Django at other databases, as if the process had started there."""
    connections.close_all()
    for alias in list(connections.databases):
        if alias in connections._connections.__dict__ or hasattr(connections._connections, alias):
            del connections[alias]
        if alias != "default":
            del connections.databases[alias]
    settings.KVARBO_DATABASE, settings.KVARBO_ADMIN_DATABASE = address, admin
    settings.KVARBO_KEYS, settings.KVARBO_FILES = str(keys), str(files)
    settings.KVARBO_ANCHORS = str(files.parent / "anchors")
    chosen = connections.configure_settings({"default": addresses.connection(address, room="house")})
    connections.databases["default"] = chosen["default"]


def build(address: str, *, admin: str, folder: Path) -> None:
    """Make and migrate the house and the rooms every test may enter."""
    use(address, admin=admin, keys=folder / "keys", files=folder / "files")
    databases.migrate_house()
    for slug, name, kind in ROOMS:
        actions.open_room(slug=slug, name=name, kind=kind, login_requirement="password")
    connections.close_all()


class Sqlite:
    """Template files, copied."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        build(str(folder / "databases"), admin=str(folder / "databases"), folder=folder)

    @contextmanager
    def copy(self, folder: Path) -> Iterator[None]:
        shutil.copytree(self.folder / "databases", folder / "databases")
        address = str(folder / "databases")
        use(address, admin=address, keys=self.folder / "keys", files=folder / "files")
        try:
            yield
        finally:
            connections.close_all()

    def remove(self) -> None:
        """Nothing to take down: the folder goes with the test run."""


class Postgres:
    """A template database with all schemas, cloned by PostgreSQL itself."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.template = f"kvarbo_t_{uuid.uuid4().hex[:10]}"
        with psycopg.connect(POSTGRES, autocommit=True) as server:
            if not server.execute("select 1 from pg_roles where rolname = %s", [SERVING]).fetchone():
                with suppress(psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation):  # another was first
                    server.execute(f"create role {SERVING} login noinherit")
            server.execute(f"create database {self.template}")
        build(self._address(self.template), admin=self._admin(self.template), folder=folder)

    def _admin(self, database: str) -> str:
        head, _, _ = POSTGRES.partition("?")
        return head.rsplit("/", 1)[0] + f"/{database}"

    def _address(self, database: str) -> str:
        server = self._admin(database).split("@")[-1]
        return f"postgresql://{SERVING}@{server}?roles={self.template}"

    @contextmanager
    def copy(self, folder: Path) -> Iterator[None]:
        database = f"kvarbo_c_{uuid.uuid4().hex[:12]}"
        with psycopg.connect(POSTGRES, autocommit=True) as server:
            # A template of a thousand small files is copied twenty times faster as files than through the log.
            how = "strategy file_copy" if server.info.server_version >= 150_000 else ""
            server.execute(f"create database {database} template {self.template} {how}")
        use(
            self._address(database),
            admin=self._admin(database),
            keys=self.folder / "keys",
            files=folder / "files",
        )
        try:
            yield
        finally:
            connections.close_all()
            with psycopg.connect(POSTGRES, autocommit=True) as server:
                server.execute(f"drop database {database} with (force)")

    def remove(self) -> None:
        """Drop the template and the roles made for it."""
        connections.close_all()
        with psycopg.connect(POSTGRES, autocommit=True) as server:
            server.execute(f"drop database if exists {self.template} with (force)")
            roles = server.execute("select rolname from pg_roles where rolname like %s", [f"kvarbo_{self.template}_%"])
            for (role,) in roles.fetchall():
                server.execute(f"drop role {role}")
