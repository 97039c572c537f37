"""Writes: protect somebody at once, end it by two people, name handlers, bar members, keep people apart."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Max

from kvarbo.ground import clock
from kvarbo.ground.bulk import insert_missing
from kvarbo.ground.four_eyes import actions as four_eyes
from kvarbo.ground.people import actions as people
from kvarbo.ground.people.queries import closed_among
from kvarbo.ground.protection import moving
from kvarbo.ground.protection.models import (
    Barred,
    KeptFrom,
    ProtectedHandler,
    Protection,
    ProtectionKind,
    ProtectionPolicy,
    ProtectionSource,
)
from kvarbo.ground.protection.queries import policy, protection_numbered, protection_of
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork, member_at_work, members_with
from kvarbo.ground.units.roles import RoleName

if TYPE_CHECKING:
    from kvarbo.ground.four_eyes.models import FourEyesRequest

NAME_HANDLER, END, LIFT_BAR, LOOSEN = "handler.name", "protection.end", "bar.lift", "protection.loosen"
BY_FILE = "system:file"
BY_ROOM = "system:protection"  # nobody is given anything: who is named could open the person until now
GONE = "Personen finns inte bland dem som är skyddade här."
NOT_A_HANDLER = "Välj någon som har rollen handläggare för skyddade personuppgifter."


def protect(
    person_id: UUID,
    *,
    kind: str,
    source: str,
    by: AtWork,
    handlers: Collection[UUID] = (),
    look_again: date | None = None,
    never_by_break_glass: bool = False,
) -> Protection:
    """Skydda någon at once, everywhere in the room; one person is enough, since it only takes away.

    ``handlers``: who goes on opening the person. They have to handle protected people already and could open this one
    until now, so nobody is given anything. Without any, the person stands in the register as one nobody may open.
    """
    if kind not in ProtectionKind.values or source not in ProtectionSource.values:
        raise CannotDo("Välj vilket skydd det är och varifrån ni vet det.", "kind")
    if closed_among(by, [person_id]):
        raise CannotDo(GONE)
    kept = protection_of(person_id)
    if kept is not None:
        return kept
    named = [_handler(one, person_id) for one in handlers]
    people.hide(person_id)
    moving.hide(person_id)
    on = clock.today()
    made = Protection.objects.create(
        number=_next_number(), person_id=person_id, kind=kind, source=source, since=on, look_again=look_again,
        decided_by=str(by.id), never_by_break_glass=never_by_break_glass,
    )  # fmt: skip
    for member in named:
        _name(person_id, member.id, named_by=str(by.id), approved_by=BY_ROOM, until=None)
    record("protection.begun", subjects=[person_id], about={"kind": kind, "source": source, "number": made.number})
    return made


def protected_by_file(person_ids: Iterable[UUID]) -> None:
    """A file marks people as protected: all who handle protected people now are named for each, so nobody is lost."""
    _protected_from_the_start(person_ids, members_with(RoleName.PROTECTED_HANDLER), decided_by=BY_FILE)


def written_in_protected(person_ids: Iterable[UUID], *, unit_id: UUID | None, by: AtWork) -> None:
    """People written in as protected: whoever wrote, and those of the unit who handle protected people, are named."""
    members = {by.id, *members_with(RoleName.PROTECTED_HANDLER, unit_id=unit_id)} if unit_id else {by.id}
    _protected_from_the_start(person_ids, sorted(members), decided_by=str(by.id), source=ProtectionSource.OTHER)


def _protected_from_the_start(
    person_ids: Iterable[UUID],
    members: Collection[UUID],
    *,
    decided_by: str,
    source: ProtectionSource = ProtectionSource.FILE,
) -> None:
    known = set(Protection.objects.filter(ended_on=None).values_list("person_id", flat=True))
    new = [one for one in dict.fromkeys(person_ids) if one not in known]
    if not new:
        return
    on, number = clock.today(), _next_number()
    Protection.objects.bulk_create(
        Protection(
            number=number + place, person_id=one, kind=ProtectionKind.NOT_TOLD, source=source, since=on,
            decided_by=decided_by,
        )
        for place, one in enumerate(new)
    )  # fmt: skip
    columns = ("person", "member", "valid_from", "named_by", "approved_by")
    rows = ((one, who, on, decided_by, BY_ROOM) for one in new for who in members)
    insert_missing(ProtectedHandler, columns, rows)


def ask_to_name(*, number: int, member_id: UUID, by: AtWork, reason: str, until: date | None = None) -> FourEyesRequest:
    """Begär att någon namnges; another person decides."""
    kept = _numbered(number)
    _handler(member_id, kept.person_id, open_now=False)
    if until is not None and until < clock.today():
        raise CannotDo("Sista dagen har redan varit. Välj en senare dag.", "until")
    payload = {
        "number": number,
        "member": str(member_id),
        "until": until.isoformat() if until else "",
        "told": str(kept),
    }
    return four_eyes.ask(
        NAME_HANDLER, payload=payload, by=by, reason=reason, gains=member_id, subjects=[kept.person_id]
    )


def carry_out_naming(request: FourEyesRequest, by: AtWork) -> None:
    """The second person has said yes to a handler."""
    told = request.payload
    kept, member_id = _numbered(told["number"]), UUID(told["member"])
    _handler(member_id, kept.person_id, open_now=False)
    until = date.fromisoformat(told["until"]) if told["until"] else None
    _name(kept.person_id, member_id, named_by=str(request.asked_by_id), approved_by=str(by.id), until=until)


def take_handler(*, number: int, member_id: UUID) -> None:
    """Ta bort en namngiven; it bites at once."""
    kept = _numbered(number)
    gone, _ = ProtectedHandler.objects.filter(person_id=kept.person_id, member_id=member_id).delete()
    if gone:
        record("handler.taken", subjects=[kept.person_id], about={"member": str(member_id)})


def ask_to_end(*, number: int, by: AtWork, reason: str) -> FourEyesRequest:
    """Begär att skyddet avslutas; another person decides, and only then anything is shown."""
    kept = _numbered(number)
    payload = {"number": number, "told": str(kept)}
    return four_eyes.ask(END, payload=payload, by=by, reason=reason, subjects=[kept.person_id])


def carry_out_end(request: FourEyesRequest, by: AtWork) -> None:
    """The second person has said yes: details go back, and the names on the list end."""
    kept = _numbered(request.payload["number"])
    kept.ended_on, kept.ended_by, kept.ended_approved_by = clock.today(), str(request.asked_by_id), str(by.id)
    kept.save(update_fields=["ended_on", "ended_by", "ended_approved_by"])
    ProtectedHandler.objects.filter(person_id=kept.person_id).delete()
    people.bring_back(kept.person_id)
    moving.bring_back(kept.person_id)
    record("protection.ended", subjects=[kept.person_id], about={"number": kept.number})


def bar(*, member_id: UUID, person_id: UUID, by: AtWork) -> None:
    """Spärra för jäv: the member no longer finds the person anywhere. A manager says it, or the member themselves."""
    if member_id != by.id and not by.has(RoleName.MANAGER.value):
        raise CannotDo("Bara en chef spärrar någon annan.")
    if member_at_work(member_id) is None:
        raise CannotDo("Medarbetaren finns inte, eller har slutat.")
    _, made = Barred.objects.get_or_create(
        member_id=member_id, person_id=person_id, lifted_on=None,
        defaults={"since": clock.today(), "barred_by": str(by.id)},
    )  # fmt: skip
    if made:
        record("member.barred", subjects=[person_id], about={"member": str(member_id)})


def ask_to_lift(*, bar_id: int, by: AtWork, reason: str) -> FourEyesRequest:
    """Begär att en spärr hävs; another person decides, never the one who was barred."""
    kept = Barred.objects.filter(pk=bar_id, lifted_on=None).first()
    if kept is None:
        raise CannotDo("Spärren finns inte, eller är redan hävd.")
    payload = {"bar": bar_id}
    return four_eyes.ask(
        LIFT_BAR, payload=payload, by=by, reason=reason, gains=kept.member_id, subjects=[kept.person_id]
    )


def carry_out_lift(request: FourEyesRequest, by: AtWork) -> None:
    """The second person has said yes to lifting a bar."""
    lifted = Barred.objects.filter(pk=request.payload["bar"], lifted_on=None)
    if not lifted.update(lifted_on=clock.today()):
        raise CannotDo("Spärren finns inte, eller är redan hävd.")
    record("member.bar_lifted", subjects=request.subjects, about={"approved_by": str(by.id)})


def keep_apart(*, person_id: UUID, other_id: UUID) -> None:
    """Skydda någon mot en annan: what goes to the other never holds the person, nor does the other speak for them."""
    _, made = KeptFrom.objects.get_or_create(person_id=person_id, other_id=other_id)
    if made:
        record("person.kept_from", subjects=[person_id, other_id])


def keep_addresses(*, forwarding_office: str, return_address: str) -> None:
    """Skriv in where the tax agency takes mail to be forwarded, and a return address without anybody's name."""
    kept = ProtectionPolicy.objects.select_for_update().get(pk=1)
    kept.forwarding_office, kept.return_address = forwarding_office.strip(), return_address.strip()
    kept.save(update_fields=["forwarding_office", "return_address"])
    record("protection.addresses_kept")


def keep_rules(*, role_suffices: bool, break_glass_opens_protected: bool, by: AtWork, reason: str) -> bool:
    """Ändra rummets regler. What narrows holds at once; what widens waits for a second person, and answers ``True``."""
    kept = policy()
    asked = {"role_suffices": role_suffices, "break_glass_opens_protected": break_glass_opens_protected}
    wider = {name: value for name, value in asked.items() if value and not getattr(kept, name)}
    narrower = {name: value for name, value in asked.items() if not value and getattr(kept, name)}
    if narrower:
        ProtectionPolicy.objects.filter(pk=1).update(**narrower)
        record("protection.rules_narrowed", about=narrower)
    if wider:
        told = "Reglerna för skyddade personer"
        four_eyes.ask(LOOSEN, payload={"rules": wider, "told": told}, by=by, reason=reason)
    return bool(wider)


def carry_out_loosening(request: FourEyesRequest, by: AtWork) -> None:
    """The second person has said yes to a wider rule."""
    wider = {
        name: True for name in ("role_suffices", "break_glass_opens_protected") if request.payload["rules"].get(name)
    }
    ProtectionPolicy.objects.filter(pk=1).update(**wider)
    record("protection.rules_widened", about={**wider, "approved_by": str(by.id)})


def _numbered(number: int) -> Protection:
    kept = protection_numbered(number)
    if kept is None:
        raise CannotDo(GONE)
    return kept


def _next_number() -> int:
    last: int | None = Protection.objects.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _handler(member_id: UUID, person_id: UUID, *, open_now: bool = True) -> AtWork:
    """The member, who handles protected people, is not barred, and (``open_now``) may open this person already."""
    member = member_at_work(member_id)
    if member is None or not member.may_see_protected:
        raise CannotDo(NOT_A_HANDLER, "member")
    if Barred.objects.filter(member_id=member_id, person_id=person_id, lifted_on=None).exists():
        raise CannotDo(NOT_A_HANDLER, "member")
    if open_now and closed_among(member, [person_id]):
        raise CannotDo(NOT_A_HANDLER, "member")
    return member


def _name(person_id: UUID, member_id: UUID, *, named_by: str, approved_by: str, until: date | None) -> None:
    ProtectedHandler.objects.update_or_create(
        person_id=person_id, member_id=member_id,
        defaults={
            "valid_from": clock.today(), "valid_to": until, "named_by": named_by, "approved_by": approved_by,
        },
    )  # fmt: skip
    record("handler.named", subjects=[person_id], about={"member": str(member_id), "approved_by": approved_by})
