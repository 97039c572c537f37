"""Reads: whom a member may open although they are protected, from whom they are barred, and what the room has decided.

Knows people by id only. ``people.queries`` puts it together with who is protected, and everything else asks there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from kvarbo.ground import clock
from kvarbo.ground.break_glass.queries import people_opened_by
from kvarbo.ground.protection.models import (
    Barred,
    KeptFrom,
    ProtectedHandler,
    Protection,
    ProtectionPolicy,
)
from kvarbo.ground.units.queries import AtWork, names_of
from kvarbo.ground.units.roles import RoleName


def policy() -> ProtectionPolicy:
    """The room's own rules; those of a careful room until it has decided otherwise."""
    return ProtectionPolicy.objects.filter(pk=1).first() or ProtectionPolicy()


def role_opens_all(reader: AtWork) -> bool:
    """Whether the role alone opens every protected person here, as small rooms may have decided."""
    return reader.may_see_protected and policy().role_suffices


def active_handlers(*, on: date | None = None) -> QuerySet[ProtectedHandler]:
    """Who is named for whom on the day, with the role and still at work; a name without the role opens nothing."""
    day = on or clock.today()
    role = Q(member__member_roles__role=RoleName.PROTECTED_HANDLER)
    role &= Q(member__member_roles__until=None) | Q(member__member_roles__until__gte=day)
    return ProtectedHandler.objects.filter(
        role, Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day, member__is_active=True
    )


def people_opened_to(reader: AtWork) -> Q:
    """The protected people this reader may open, as a condition on people: named for them, or opened for an hour."""
    opened = Q(pk__in=people_opened_by(reader.id))
    if not reader.may_see_protected:
        return opened
    named = active_handlers().filter(member_id=reader.id)
    return opened | Q(pk__in=named.values("person_id"))


def barred_from(reader: AtWork) -> QuerySet[Barred]:
    """What this reader is barred from, now."""
    return Barred.objects.filter(member_id=reader.id, lifted_on=None)


def barred_now() -> QuerySet[Barred]:
    """Every bar that holds, for the page where they are kept."""
    return Barred.objects.filter(lifted_on=None).select_related("member").order_by("member__name", "pk")


def protection_of(person_id: UUID) -> Protection | None:
    """The protection that holds for somebody now, or none."""
    return Protection.objects.filter(person_id=person_id, ended_on=None).first()


def protection_numbered(number: int) -> Protection | None:
    """The protection that holds and is called by this number, or none."""
    return Protection.objects.filter(number=number, ended_on=None).first()


def protected_people() -> QuerySet[Protection]:
    """Every protection that holds."""
    return Protection.objects.filter(ended_on=None)


def never_by_break_glass(person_ids: Collection[UUID]) -> bool:
    """Whether a nödöppning may not open these people: the room has not said that it may, or one of them is closed."""
    closed = protected_people().filter(person_id__in=list(person_ids), never_by_break_glass=True)
    return not policy().break_glass_opens_protected or closed.exists()


def is_barred(reader: AtWork, person_ids: Collection[UUID]) -> bool:
    """Whether the reader is barred from any of these people."""
    return barred_from(reader).filter(person_id__in=list(person_ids)).exists()


def kept_from(person_id: UUID) -> frozenset[UUID]:
    """Those who must not be told anything of this person."""
    return frozenset(KeptFrom.objects.filter(person_id=person_id).values_list("other_id", flat=True))


@dataclass(frozen=True, slots=True)
class ProtectedRow:
    """A protected person in the room's register: a number, dates and who handles them, and nothing of who it is."""

    number: int
    person_id: UUID
    kind: str
    source: str
    since: date
    look_again: date | None
    handlers: tuple[str, ...]
    never_by_break_glass: bool

    @property
    def called(self) -> str:
        """What others may call the person by."""
        return f"SP-{self.number}"

    @property
    def is_stranded(self) -> bool:
        """Nobody at work may open this person: somebody has to be named."""
        return not self.handlers


def register(rows: Iterable[Protection] | None = None) -> list[ProtectedRow]:
    """Everybody protected in the room, by number, in a constant number of queries."""
    found = list(protected_people() if rows is None else rows)
    named: dict[UUID, set[str]] = {}
    handlers = active_handlers().filter(person_id__in=[row.person_id for row in found])
    for person, name in handlers.values_list("person_id", "member__name"):
        named.setdefault(person, set()).add(name)
    suffices = policy().role_suffices
    by_role = set(names_of(RoleName.PROTECTED_HANDLER)) if suffices else set()
    return [
        ProtectedRow(
            row.number, row.person_id, row.get_kind_display(), row.get_source_display(), row.since, row.look_again,
            tuple(sorted(named.get(row.person_id, set()) | by_role)), row.never_by_break_glass,
        )
        for row in found
    ]  # fmt: skip


def stranded() -> int:
    """How many protected people nobody at work may open."""
    if policy().role_suffices and names_of(RoleName.PROTECTED_HANDLER):
        return 0
    return protected_people().exclude(person_id__in=active_handlers().values("person_id")).count()


def handlers_of(person_ids: Collection[UUID]) -> list[str]:
    """The names of those who may open any of these people, so that others know whom to hand a row to."""
    if policy().role_suffices:
        return names_of(RoleName.PROTECTED_HANDLER)
    named = active_handlers().filter(person_id__in=list(person_ids))
    return sorted(set(named.values_list("member__name", flat=True)))


def is_any_protected(person_ids: Collection[UUID]) -> bool:
    """Whether any of these people is protected now."""
    return protected_people().filter(person_id__in=list(person_ids)).exists()
