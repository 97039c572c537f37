"""Reads in the house: which rooms there are, and which an account may enter."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from kvarbo.house.models import Account, Room


class NoSuchRoom(LookupError):
    """A command names a room that is not there."""


def rooms_open_to(account: Account) -> QuerySet[Room]:
    """The rooms this account may knock on."""
    return Room.objects.filter(entries__account=account).order_by("name")


def room_open_to(account: Account, *, slug: str) -> Room | None:
    """The room by its slug if the account may enter it; none if it may not or there is no such room."""
    return rooms_open_to(account).filter(slug=slug).first()


def house_answers() -> None:
    """Ask the house's database for something; raises when it is not there."""
    Room.objects.exists()


def all_rooms(*, kind: str | None = None) -> QuerySet[Room]:
    """Every room, or those of one kind: for the worker and the command line, never for a page."""
    return Room.objects.filter(kind=kind) if kind else Room.objects.all()


def room_called(slug: str) -> Room:
    """The room with this slug; raises ``NoSuchRoom`` with the names there are."""
    room = Room.objects.filter(slug=slug).first()
    if room is None:
        known = ", ".join(Room.objects.values_list("slug", flat=True)) or "inga"
        raise NoSuchRoom(f"Det finns inget rum som heter {slug}. Rummen är: {known}.")
    return room


def emails_of(account_ids: Collection[UUID]) -> dict[UUID, str]:
    """The e-mail addresses of these accounts, to tell whether two of them are one person's."""
    return dict(Account.objects.filter(pk__in=list(account_ids)).values_list("pk", "email"))


def account_called(email: str) -> Account | None:
    """The account with this e-mail address, or none."""
    return Account.objects.filter(email=email.strip().lower()).first()
