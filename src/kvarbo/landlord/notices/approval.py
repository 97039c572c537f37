"""Godkännande av en uppsägning: one has written the underlag, and only another may say yes to it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from kvarbo.ground import clock
from kvarbo.ground.four_eyes import actions as four_eyes
from kvarbo.ground.four_eyes.kinds import Kind, register
from kvarbo.ground.refusals import CannotDo as Refused
from kvarbo.ground.second_person import SamePerson, second_person
from kvarbo.ground.units.queries import AtWork
from kvarbo.ground.units.roles import RoleName
from kvarbo.landlord.notices.actions import ToldFact, keep, locked
from kvarbo.landlord.notices.lawful import Possible, possible
from kvarbo.landlord.notices.queries import Whole, whole
from kvarbo.landlord.notices.vocabulary import FactKind, NextStep
from kvarbo.landlord.outreach.queries import known_facts
from kvarbo.landlord.outreach.refusals import CannotDo
from kvarbo.landlord.rent.queries import Lease, leases_open_to

APPROVAL = "lease_notice"
ASKS = frozenset({RoleName.RENT_OFFICER.value, RoleName.MANAGER.value, RoleName.PROTECTED_HANDLER.value})
DECIDES = frozenset({RoleName.MANAGER.value, RoleName.PROTECTED_HANDLER.value})
SEE_THERE = "Underlaget och skälet står på beslutets sida, under Beslut och uppsägningar."
ANOTHER = "Underlaget har skrivits om sedan frågan ställdes. Avslå, och be om ett nytt godkännande."
OWN = "Du har själv skrivit underlaget. En annan person ska läsa och godkänna det."


def ask_second(*, lease: Lease, reason: str, on: date, by: AtWork) -> None:
    """Be en annan person godkänna the underlag that stands now; nothing goes out before the yes."""
    decision = locked(lease)
    known = whole(decision, known_facts([lease.id])[lease.id], on=on)
    _must(possible(known.asked, NextStep.ASK))
    prepared = known.latest_row(FactKind.PREPARED)
    if prepared is None:
        raise CannotDo("Skriv underlaget först.")
    payload: dict[str, Any] = {"decision": str(decision.pk), "lease": str(lease.id), "prepared": prepared.pk}
    if not reason.strip():
        raise CannotDo("Skriv varför, så att den som ska svara kan ta ställning.", field="text")
    try:  # the words stay with the decision, for those who may open the lease; the request itself names nobody
        request = four_eyes.ask(APPROVAL, payload=payload, by=by, reason=SEE_THERE, subjects=[lease.id])
    except Refused as refusal:
        raise CannotDo(refusal.message, field="text") from None
    before = known.latest_row(FactKind.ASKED)
    if before is None or before.request != request.pk:
        keep(decision, ToldFact(FactKind.ASKED, on, text=reason), on=on, by=by, request=request.pk)


def answer_second(*, whole_now: Whole, approves: bool, by: AtWork) -> None:
    """Godkänn eller avslå the request that waits about this decision."""
    asked = whole_now.latest_row(FactKind.ASKED)
    request: UUID | None = asked.request if asked else None
    if request is None:
        raise CannotDo("Ingen har bett om ett godkännande.")
    try:
        (four_eyes.approve if approves else four_eyes.decline)(request, by=by)
    except Refused as refusal:
        raise CannotDo(refusal.message) from None


def carry_out(request: Any, by: AtWork) -> None:
    """What the second person's yes does, in its own transaction: asked of the ledger and the law once more."""
    lease = leases_open_to(by).filter(pk=request.payload["lease"]).first()
    if lease is None:
        raise Refused("Avtalet är inte öppet för dig. En annan person får svara.")
    on = clock.today()
    try:
        decision = locked(lease)
        known = whole(decision, known_facts([lease.id])[lease.id], on=on)
        prepared = known.latest_row(FactKind.PREPARED)
        if prepared is None or prepared.pk != request.payload["prepared"]:
            raise CannotDo(ANOTHER)
        second_person(asked_by=prepared.by, by=by)
        _must(possible(known.asked, NextStep.PREPARE))
        keep(decision, ToldFact(FactKind.APPROVED, on), on=on, by=by, request=request.pk)
    except SamePerson:
        raise Refused(OWN) from None
    except CannotDo as refusal:
        raise Refused(refusal.message) from None


def _must(answer: Possible) -> None:
    if not answer.allowed:
        raise CannotDo(" ".join(f"{why.text} ({why.source})" for why in answer.why))


def register_approval() -> None:
    """Called once, when the application starts."""
    register(APPROVAL, Kind("Godkänna en uppsägning", ASKS, DECIDES, carry_out))
