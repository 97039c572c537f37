"""What contacts and visits say on the pages of matters: who is not back, who is to be told, and where to turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse

from kvarbo.ground import clock
from kvarbo.ground.people.queries import ShownPerson
from kvarbo.ground.units.queries import AtWork
from kvarbo.social.casework.added import Urgent
from kvarbo.social.contacts import presenting


def urgent(reader: AtWork) -> Sequence[Urgent]:
    """Those of the reader's unit who are late from a visit."""
    return presenting.urgent(reader, clock.now())


def waiting(people: Mapping[UUID, Sequence[ShownPerson]]) -> Mapping[UUID, Sequence[str]]:
    """Talks with a landlord that the person has not been told of."""
    return presenting.waiting(people)


def met() -> dict[str, Any]:
    """The button that stands everywhere a person is met."""
    return {"harm_url": reverse("harm")}
