"""Databases for tests: migrated once a run, copied for each test, on SQLite and on PostgreSQL alike.

A copy is needed because the trail can only be added to, so nothing can be flushed between tests. What takes long to
fill is filled once a run too: a template of its own, copied in the same way.
"""

from __future__ import annotations

import fcntl
import os
import pickle
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections

from kvarbo.house import actions, addresses, databases
from tests.reused import CannotPutBack, Reused

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


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One worker at a time; the others wait."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def once(folder: Path, name: str, make: Callable[[], Any]) -> Any:
    """What ``make`` gave back, which is asked once a run however many workers need it."""
    made = folder / f"{name}.made"
    with alone(folder):
        if not made.exists():
            told = pickle.dumps(make())
            made.write_bytes(told)
        return pickle.loads(made.read_bytes())  # our own, from a moment ago


class Sqlite:
    """Template files, copied. ``folder`` is the whole run's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        once(folder, "rooms", self._build)

    def _build(self) -> None:
        databases = str(self.folder / "databases")
        build(databases, admin=databases, folder=self.folder)

    def template(self, name: str, fill: Callable[[], Any]) -> Any:
        """Keep a copy of the rooms, as ``fill`` has left it, under a name; what ``fill`` told of it."""

        def made() -> Any:
            with self.copy(self.folder / name):
                return fill()

        return once(self.folder, name, made)

    @contextmanager
    def copy(self, folder: Path, *, of: str = "") -> Iterator[None]:
        """Copy the empty rooms, or the template that has this name."""
        copy_files(self.folder / of, folder, ("databases", "files", "anchors") if of else ("databases",))
        address = str(folder / "databases")
        use(address, admin=address, keys=self.folder / "keys", files=folder / "files")
        try:
            yield
        finally:
            connections.close_all()

    def remove(self) -> None:
        """Nothing to take down: the folder goes with the test run."""


def copy_files(source: Path, folder: Path, parts: tuple[str, ...]) -> None:
    """Copy those of these folders that are there."""
    for part in parts:
        if (source / part).exists():
            shutil.copytree(source / part, folder / part)


class Postgres:
    """A template database with all schemas, cloned by PostgreSQL itself. ``folder`` is the whole run's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.spare: Reused | None = None  # a clone of the empty rooms that an earlier test is done with
        (folder / f"{os.getpid()}.uses").touch()  # before asking, so that nobody drops what is about to be used
        self.template_name = once(folder, "rooms", self._build)

    def _build(self) -> str:
        name = f"kvarbo_t_{uuid.uuid4().hex[:10]}"
        with psycopg.connect(POSTGRES, autocommit=True) as server:
            if not server.execute("select 1 from pg_roles where rolname = %s", [SERVING]).fetchone():
                with suppress(psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation):  # another was first
                    server.execute(f"create role {SERVING} login noinherit")
            server.execute(f"create database {name}")
        self.template_name = name
        build(self._address(name), admin=self._admin(name), folder=self.folder)
        return name

    def _admin(self, database: str) -> str:
        head, _, _ = POSTGRES.partition("?")
        return head.rsplit("/", 1)[0] + f"/{database}"

    def _address(self, database: str) -> str:
        server = self._admin(database).split("@")[-1]
        return f"postgresql://{SERVING}@{server}?roles={self.template_name}"

    def template(self, name: str, fill: Callable[[], Any]) -> Any:
        """Keep a copy of the rooms, as ``fill`` has left it, under a name; what ``fill`` told of it."""

        def made() -> Any:
            self._clone(self.template_name, f"{self.template_name}_{name}")
            with self._used(f"{self.template_name}_{name}", self.folder / name):
                return fill()

        return once(self.folder, name, made)

    @contextmanager
    def copy(self, folder: Path, *, of: str = "") -> Iterator[None]:
        """Copy the empty rooms, or the template that has this name."""
        of_a_test = self._named(of) if of else self._empty()
        copy_files(self.folder / of, folder, ("files", "anchors") if of else ())
        try:
            with self._used(of_a_test.database, folder):
                yield
        finally:
            self._done_with(of_a_test)

    def _named(self, of: str) -> Reused:
        database = f"kvarbo_c_{uuid.uuid4().hex[:12]}"
        self._clone(f"{self.template_name}_{of}", database)
        return Reused(database, "", {}, [])

    def _empty(self) -> Reused:
        """The empty rooms: those that an earlier test had, put back, or else new ones."""
        spare, self.spare = self.spare, None
        if spare:
            return spare
        database = f"kvarbo_c_{uuid.uuid4().hex[:12]}"
        self._clone(self.template_name, database)
        with psycopg.connect(self._admin(database), autocommit=True) as server:
            return Reused.of(database, server)

    def _done_with(self, copy: Reused) -> None:
        """Keep it for the next test when it can be put back, else drop it."""
        if copy.shape and self.spare is None:
            with suppress(CannotPutBack), psycopg.connect(self._admin(copy.database), autocommit=True) as server:
                copy.put_back(server)
                self.spare = copy
                return
        with psycopg.connect(POSTGRES, autocommit=True) as server:
            server.execute(f"drop database {copy.database} with (force)")

    def _clone(self, template: str, database: str) -> None:
        with psycopg.connect(POSTGRES, autocommit=True) as server:
            # A template of a thousand small files is copied twenty times faster as files than through the log.
            how = "strategy file_copy" if server.info.server_version >= 150_000 else ""
            server.execute(f"create database {database} template {template} {how}")

    @contextmanager
    def _used(self, database: str, folder: Path) -> Iterator[None]:
        address, admin = self._address(database), self._admin(database)
        use(address, admin=admin, keys=self.folder / "keys", files=folder / "files")
        try:
            yield
        finally:
            connections.close_all()

    def remove(self) -> None:
        """Drop the templates and the roles made for them, when no other worker uses them any more."""
        connections.close_all()
        if self.spare:
            with psycopg.connect(POSTGRES, autocommit=True) as server:
                server.execute(f"drop database {self.spare.database} with (force)")
        with alone(self.folder):
            (self.folder / f"{os.getpid()}.uses").unlink()
            if any(self.folder.glob("*.uses")):
                return
            for made in self.folder.glob("*.made"):
                made.unlink()
            with psycopg.connect(POSTGRES, autocommit=True) as server:
                self._drop(server)

    def _drop(self, server: psycopg.Connection) -> None:
        ours = self.template_name + "%"
        for (database,) in server.execute("select datname from pg_database where datname like %s", [ours]).fetchall():
            server.execute(f"drop database {database} with (force)")
        roles = server.execute("select rolname from pg_roles where rolname like %s", [f"kvarbo_{ours}"])
        for (role,) in roles.fetchall():
            server.execute(f'drop role "{role}"')
