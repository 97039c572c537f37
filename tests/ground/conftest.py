"""A room one stands in, and a way to tamper with its database as somebody with its files or its owner's login could."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connections

from kvarbo.house import addresses
from kvarbo.house.rooms import EnteredRoom, enter


@pytest.fixture
def room(rooms: dict[str, Any]) -> Iterator[EnteredRoom]:
    """Kvarnbyhem, entered."""
    with enter(rooms["kvarnbyhem"]) as entered:
        yield entered


@pytest.fixture
def tamper(room: EnteredRoom) -> Callable[..., None]:
    """Run SQL past Kvarbo: on the SQLite file with its triggers dropped, on PostgreSQL as the owner."""

    def run(*statements: str) -> None:
        connections[room.alias].close()
        if not addresses.is_postgres(settings.KVARBO_DATABASE):
            with connections[room.alias].cursor() as cursor:
                for what in ("rows_are_never_changed", "rows_are_never_deleted", "subjects_are_never_changed"):
                    cursor.execute(f"drop trigger if exists trail_{what}")
                cursor.execute("drop trigger if exists trail_subjects_are_never_deleted")
                for statement in statements:
                    cursor.execute(statement)
            return
        with psycopg.connect(settings.KVARBO_ADMIN_DATABASE.split("?")[0], autocommit=True) as owner:
            owner.execute(f"set search_path = {addresses.schema_of(room.slug)}")
            for statement in statements:
                owner.execute(statement)

    return run
