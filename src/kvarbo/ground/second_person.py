"""En andra person: who counts as somebody else than the one who asked.

Somebody with two accounts is one person: the same e-mail address but for what follows a plus sign, or the same name,
is the same person until the organisation shows otherwise.
"""

from __future__ import annotations

from uuid import UUID

from kvarbo.ground.units.queries import AtWork, everybody_by_id
from kvarbo.house.queries import emails_of


class SamePerson(ValueError):
    """The one who asked may not be the one who says yes; the message is Swedish."""

    def __init__(self) -> None:
        super().__init__("Du har själv begärt det här. En annan person än du måste säga ja.")


def second_person(*, asked_by: UUID, by: AtWork) -> None:
    """Raise ``SamePerson`` unless ``by`` is somebody else than the member who asked."""
    asker = everybody_by_id().get(str(asked_by))
    if asker is None or asker.id == by.id or asker.account_id == by.account_id:
        raise SamePerson
    emails = emails_of([asker.account_id, by.account_id])
    addresses = {_mailbox(email) for email in emails.values()}
    if asker.name.casefold().split() == by.name.casefold().split() or len(addresses) < len(emails):
        raise SamePerson


def _mailbox(email: str) -> str:
    name, _, domain = email.casefold().partition("@")
    return f"{name.partition('+')[0]}@{domain}"
