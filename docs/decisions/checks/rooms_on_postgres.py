"""Decision 0001 on PostgreSQL: what a connection that took a room's role when opened can and cannot reach.

    python docs/decisions/checks/rooms_on_postgres.py postgresql://superuser@127.0.0.1/postgres

Makes a database and three roles with unique names, prints what happened, and drops them again.
"""

from __future__ import annotations

import statistics
import sys
import time
import uuid

import psycopg
from psycopg import sql

ADMIN = sys.argv[1]
TAG = uuid.uuid4().hex[:8]
DATABASE, LOGIN, ROOM_A, ROOM_B = (f"kvarbo_{part}_{TAG}" for part in ("db", "login", "room_a", "room_b"))


def run(connection: psycopg.Connection, text: str, **names: str) -> psycopg.Cursor:
    return connection.execute(sql.SQL(text).format(**{key: sql.Identifier(name) for key, name in names.items()}))


def tried(connection: psycopg.Connection, text: str, **names: str) -> str:
    try:
        run(connection, text, **names)
    except psycopg.Error as error:
        return f"{type(error).__name__}: {str(error).splitlines()[0].replace(TAG, '…')}"
    return "went through"


def open_in(room: str) -> psycopg.Connection:
    return psycopg.connect(
        ADMIN, user=LOGIN, dbname=DATABASE, autocommit=True, options=f"-c search_path={room} -c role={room}"
    )


def make(admin: psycopg.Connection) -> None:
    run(admin, "create role {login} login noinherit", login=LOGIN)
    run(admin, "create database {database}", database=DATABASE)
    with psycopg.connect(ADMIN, dbname=DATABASE, autocommit=True) as owner:
        for room in (ROOM_A, ROOM_B):
            run(owner, "create role {room} nologin", room=room)
            run(owner, "grant {room} to {login}", room=room, login=LOGIN)
            run(owner, "create schema {room}", room=room)
            run(owner, "create table {room}.matter (id int primary key)", room=room)
            run(owner, "grant usage on schema {room} to {room}", room=room)
            run(owner, "grant select, insert on {room}.matter to {room}", room=room)


def look() -> None:
    with open_in(ROOM_A) as room:
        print("own table, by search path      ", tried(room, "select * from matter"))
        print("the other room's, by full name ", tried(room, "select * from {other}.matter", other=ROOM_B))
        print("changing or dropping own table ", tried(room, "drop table matter"))
        run(room, "discard all")
        mine = room.execute("select current_user").fetchone()
        print("after DISCARD ALL, still room A", mine == (ROOM_A,))
        print("SET ROLE to the other room     ", tried(room, "set role {other}", other=ROOM_B))
    with psycopg.connect(ADMIN, user=LOGIN, dbname=DATABASE, autocommit=True) as outside:
        print("no room, by search path        ", tried(outside, "select * from matter"))
        print("no room, by full name          ", tried(outside, "select * from {room}.matter", room=ROOM_A))
        notices: list[str | None] = []
        outside.add_notice_handler(lambda notice: notices.append(notice.message_primary))
        run(outside, "set local role {room}", room=ROOM_A)
        print("SET LOCAL outside a transaction", notices, "current_user is still the login")


def clock() -> None:
    times = []
    for _ in range(50):
        start = time.perf_counter()
        open_in(ROOM_A).close()
        times.append(time.perf_counter() - start)
    print(f"opening a connection in a room   {statistics.median(times) * 1000:.1f} ms (median of 50)")


with psycopg.connect(ADMIN, autocommit=True) as server:
    try:
        make(server)
        look()
        clock()
    finally:
        run(server, "drop database if exists {database} with (force)", database=DATABASE)
        for role in (LOGIN, ROOM_A, ROOM_B):
            run(server, "drop role if exists {role}", role=role)
