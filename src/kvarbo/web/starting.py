"""Starting Django for a command, and nothing more: rule commands never come here."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def start_django() -> None:
    """Load settings and apps once."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kvarbo.web.settings")
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()


class NoSuchRoom(LookupError):
    """The command names a room that is not there."""


@contextmanager
def in_room(slug: str) -> Iterator[Any]:
    """Start Django and enter a room by its slug."""
    start_django()
    from kvarbo.house.models import Room
    from kvarbo.house.rooms import enter

    room = Room.objects.filter(slug=slug).first()
    if room is None:
        known = ", ".join(Room.objects.values_list("slug", flat=True)) or "inga"
        raise NoSuchRoom(f"Det finns inget rum som heter {slug}. Rummen är: {known}.")
    with enter(room) as entered:
        yield entered
