"""From an installation's database address to Django's settings for the house or one room; no Django needed."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


def is_postgres(address: str) -> bool:
    """Whether the address is PostgreSQL's; otherwise it is a folder of SQLite files."""
    return address.startswith("postgres")


def schema_of(room: str) -> str:
    """The PostgreSQL schema of the house ("house") or of a room by its slug."""
    return "house" if room == "house" else "room_" + room.replace("-", "_")


def role_of(address: str, room: str) -> str:
    """The PostgreSQL role that owns nothing and may only read and write in that schema.

    Roles belong to the whole server, so their names start with the database's, or with ``?roles=`` in the address.
    """
    parts = urlsplit(address)
    prefix = parse_qs(parts.query).get("roles", [unquote(parts.path.lstrip("/"))])[0]
    return f"kvarbo_{prefix}_{schema_of(room)}".lower()[:63]


def file_of(address: str, room: str) -> Path:
    """The SQLite file of the house or of a room."""
    folder = Path(address)
    return folder / "house.sqlite3" if room == "house" else folder / "rooms" / f"{room}.sqlite3"


def connection(address: str, *, room: str) -> dict[str, Any]:
    """Django's settings for one database: the connection takes its schema and role when opened and keeps them."""
    if not is_postgres(address):
        return {
            "ENGINE": "kvarbo.house.sqlite",
            "NAME": str(file_of(address, room)),
            "CONN_MAX_AGE": None,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 30},
        }
    options = f"-c search_path={schema_of(room)} -c role={role_of(address, room)}"
    return {**login(address), "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "OPTIONS": {"options": options}}


def login(address: str) -> dict[str, Any]:
    """Engine, database, login and server of a PostgreSQL address, as Django names them."""
    parts = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
    }
