"""PostgreSQL: a schema and a role for the house and for every room, made and migrated as the owner.

The login that serves pages owns nothing and inherits nothing: each connection takes one room's role and search path
when it is opened and keeps them, so it can neither see nor name another room's tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

from kvarbo.house import addresses

ONLY_ADDED_TO = ("ground_trailrow", "ground_trailsubject")


@contextmanager
def owner() -> Iterator[psycopg.Connection]:
    """A connection as the owner of all schemas."""
    with psycopg.connect(settings.KVARBO_ADMIN_DATABASE.split("?")[0], autocommit=True) as connection:
        yield connection


def prepare(room: str) -> None:
    """Make the schema and its role when they are not there, and let the login take the role."""
    schema, role = addresses.schema_of(room), addresses.role_of(settings.KVARBO_DATABASE, room)
    serving = addresses.login(settings.KVARBO_DATABASE)["USER"]
    with owner() as connection:
        exists = connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone()
        if not exists:
            connection.execute(sql.SQL("create role {} nologin noinherit").format(sql.Identifier(role)))
        connection.execute(sql.SQL("create schema if not exists {}").format(sql.Identifier(schema)))
        connection.execute(sql.SQL("revoke all on schema {} from public").format(sql.Identifier(schema)))
        connection.execute(sql.SQL("grant {} to {}").format(sql.Identifier(role), sql.Identifier(serving)))


def grant(room: str) -> None:
    """Give the schema's role what it needs on every table, and no more: the trail can only be added to."""
    schema = addresses.schema_of(room)
    role, name = sql.Identifier(addresses.role_of(settings.KVARBO_DATABASE, room)), sql.Identifier(schema)
    with owner() as connection:
        connection.execute(sql.SQL("grant usage on schema {} to {}").format(name, role))
        connection.execute(
            sql.SQL("grant select, insert, update, delete on all tables in schema {} to {}").format(name, role)
        )
        connection.execute(sql.SQL("grant usage, select on all sequences in schema {} to {}").format(name, role))
        for table in ONLY_ADDED_TO:
            there = connection.execute("select to_regclass(%s)", [f"{schema}.{table}"]).fetchone()
            if there and there[0]:
                only_added = sql.SQL("revoke update, delete on {}.{} from {}")
                connection.execute(only_added.format(name, sql.Identifier(table), role))


@contextmanager
def as_owner(room: str, *, alias: str) -> Iterator[None]:
    """Within the block, Django's connection ``alias`` is the owner's, on the room's schema alone; for migrations."""
    prepare(room)
    kept = connections.databases[alias]
    connections[alias].close()
    del connections[alias]
    connections.databases[alias] = {
        **kept,
        **addresses.login(settings.KVARBO_ADMIN_DATABASE),
        "OPTIONS": {"options": f"-c search_path={addresses.schema_of(room)}"},
    }
    try:
        yield
    finally:
        connections[alias].close()
        del connections[alias]
        connections.databases[alias] = kept
