"""Reads in the house: which rooms there are, and which an account may enter."""

from __future__ import annotations

from django.db.models import QuerySet

from kvarbo.house.models import Account, Room


def rooms_open_to(account: Account) -> QuerySet[Room]:
    """The rooms this account may knock on."""
    return Room.objects.filter(entries__account=account).order_by("name")


def room_open_to(account: Account, *, slug: str) -> Room | None:
    """The room by its slug if the account may enter it; none if it may not or there is no such room."""
    return rooms_open_to(account).filter(slug=slug).first()


def house_answers() -> None:
    """Ask the house's database for something; raises when it is not there."""
    Room.objects.exists()
