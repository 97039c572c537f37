"""Where the databases are and how they are made: SQLite files, or schemas and roles in one PostgreSQL database.

``KVARBO_DATABASE`` is a folder (SQLite, the default) or ``postgresql://login@host/name``. On PostgreSQL,
``KVARBO_ADMIN_DATABASE`` is the owner's address, used only to make and migrate rooms.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections, router
from django.db.migrations.loader import MigrationLoader

from kvarbo.house import addresses


def is_postgres() -> bool:
    """Whether this installation runs on PostgreSQL."""
    return addresses.is_postgres(settings.KVARBO_DATABASE)


def room_settings(*, slug: str, kind: str) -> dict[str, Any]:
    """Django's settings for one room's database, ready to be put among ``connections.databases``."""
    chosen = addresses.connection(settings.KVARBO_DATABASE, room=slug)
    filled: dict[str, Any] = connections.configure_settings({"default": {}, "room": chosen})["room"]
    return {**filled, "KVARBO_KIND": kind}


def key_file(slug: str) -> Path:
    """The file with the key that chains the room's trail; it lies outside the database."""
    return Path(settings.KVARBO_KEYS) / f"{slug}.key"


def make_key(slug: str) -> None:
    """Make the room's trail key once, readable by its owner only."""
    path = key_file(slug)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as key:
        key.write(secrets.token_hex(32).encode())


def migrate_house() -> None:
    """Bring the house's database to the newest version, making it when it is not there."""
    _migrate(room="house", alias="default")


def migrate_room(room: Any) -> None:
    """Bring one room to the newest version, making its database and key when they are not there."""
    from kvarbo.house.rooms import enter

    make_key(room.slug)
    with enter(room) as entered:
        _migrate(room=room.slug, alias=entered.alias)


def _migrate(*, room: str, alias: str) -> None:
    if is_postgres():
        from kvarbo.house import postgres

        with postgres.as_owner(room, alias=alias):
            _migrate_apps(alias)
        postgres.grant(room)
        return
    addresses.file_of(settings.KVARBO_DATABASE, room).parent.mkdir(parents=True, exist_ok=True)
    _migrate_apps(alias)


def _migrate_apps(alias: str) -> None:
    """Only the apps that have tables here: Django would otherwise play every app's history in every database."""
    for app in sorted(MigrationLoader(None).migrated_apps):
        if router.allow_migrate(alias, app):
            call_command("migrate", app, database=alias, verbosity=0, interactive=False)
