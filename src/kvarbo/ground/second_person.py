"""En andra person: who counts as somebody else than the one who asked."""

from __future__ import annotations

from uuid import UUID

from kvarbo.ground.units.queries import AtWork, everybody_by_id, same_person


class SamePerson(ValueError):
    """The one who asked may not be the one who says yes; the message is Swedish."""

    def __init__(self) -> None:
        super().__init__("Du har själv begärt det här. En annan person än du måste säga ja.")


def second_person(*, asked_by: UUID, by: AtWork) -> None:
    """Raise ``SamePerson`` unless ``by`` is another human being than the member who asked."""
    if str(asked_by) not in everybody_by_id() or same_person(asked_by, by.id):
        raise SamePerson
