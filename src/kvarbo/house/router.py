"""Which database a table lives in: the house's own, or the room one stands in."""

from __future__ import annotations

from typing import Any

from django.db import connections

from kvarbo.house.rooms import current

HOUSE_APPS = frozenset({"house", "auth", "contenttypes", "sessions", "account", "socialaccount", "mfa"})
EVERY_ROOM = frozenset({"ground", "doors"})
ROOMS_OF_KIND = frozenset({"landlord", "social", "counselling"})


class RoomRouter:
    """Sends each model to its database; Django itself then refuses relations across databases."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        return "default" if model._meta.app_label in HOUSE_APPS else current().alias

    db_for_write = db_for_read

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        return bool(one._state.db == other._state.db)

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        if db == "default":
            return app_label in HOUSE_APPS
        return app_label in EVERY_ROOM or app_label == connections.databases[db].get("KVARBO_KIND")
