"""Writes in the house: open a room, make an account, let it in."""

from __future__ import annotations

from kvarbo.house import databases
from kvarbo.house.kinds import LoginRequirement
from kvarbo.house.models import Account, Entry, Refusal, Room


def open_room(
    *, slug: str, name: str, kind: str, login_requirement: str = LoginRequirement.SECOND_FACTOR.value
) -> Room:
    """Öppna ett rum: make the room with its database and key. Safe to run again after a crash."""
    room, _ = Room.objects.get_or_create(
        slug=slug, defaults={"name": name, "kind": kind, "login_requirement": login_requirement}
    )
    databases.migrate_room(room)
    return room


def make_account(*, email: str, name: str, password: str | None) -> Account:
    """Skapa ett konto; without a password it can only be entered by the organisation's own login."""
    return Account.objects.create_user(email, password, name=name)


def account_with(*, email: str, name: str, password: str) -> tuple[Account, bool]:
    """The account with this e-mail address, made when it is not there; says whether it is new."""
    found = Account.objects.filter(email=email.lower()).first()
    return (found, False) if found else (make_account(email=email, name=name, password=password), True)


def let_in(*, account: Account, room: Room) -> Entry:
    """Ge tillträde to a room; the room's own roles decide what may be done there."""
    entry, _ = Entry.objects.get_or_create(account=account, room=room)
    return entry


def shut_out(*, account: Account, room: Room) -> None:
    """Ta tillbaka tillträdet to a room; the account itself stays."""
    Entry.objects.filter(account=account, room=room).delete()


def refuse_room(*, account: Account | None, slug: str) -> None:
    """Note that somebody asked for a room that is not theirs, or is not there."""
    Refusal.objects.create(account_id=account.pk if account else None, asked_for=slug[:40])
