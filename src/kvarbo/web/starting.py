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


@contextmanager
def in_room(slug: str) -> Iterator[Any]:
    """Start Django and enter a room by its slug; raises a ``LookupError`` in Swedish when there is no such room."""
    start_django()
    from kvarbo.house.queries import room_called
    from kvarbo.house.rooms import enter

    with enter(room_called(slug)) as entered:
        yield entered
