"""People at work in a room, by their first names."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from uuid import UUID

from kvarbo.ground.people.models import Person
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.actions import take_in_member
from kvarbo.ground.units.queries import AtWork, member_at_work


@dataclass
class Staff:
    """Who works here; asks for rights anew each time, as a request does."""

    ids: dict[str, UUID] = field(default_factory=dict)

    def take_in(self, name: str, *roles: str, unit: str | None = None, called: str = "") -> AtWork:
        with recorded("test"):
            member = take_in_member(account_id=uuid.uuid4(), name=called or name, roles=list(roles), unit=unit)
        self.ids[name] = member.id
        return self[name]

    def __getitem__(self, name: str) -> AtWork:
        found = member_at_work(self.ids[name])
        assert found is not None
        return found


def person(name: str = "Åsa Öberg", **said: object) -> Person:
    """Somebody in the room, unprotected."""
    return Person.objects.create(source_key=uuid.uuid4().hex, name=name, **said)
