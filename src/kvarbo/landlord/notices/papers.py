"""Formulären ur ett beslut: one for each tenant and one for the board, with what the ledger says at that moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from kvarbo.core import swedish
from kvarbo.doors.organisations.queries import Ourselves
from kvarbo.landlord.notices import forms_by_law
from kvarbo.landlord.notices.lawful import possible
from kvarbo.landlord.notices.ledger import RENT, late_rent
from kvarbo.landlord.notices.queries import Whole, months_of
from kvarbo.landlord.notices.vocabulary import FOR_RENT, NextStep, Route
from kvarbo.landlord.outreach.queries import known_facts
from kvarbo.landlord.outreach.refusals import CannotDo
from kvarbo.landlord.rent.queries import ShownLease

STALE = (
    "Obetald hyra är {now} nu, men formuläret öppnades med {then}. Ett papper med fel belopp håller inte: öppna sidan "
    "på nytt och gör formuläret med det belopp som gäller."
)


@dataclass(frozen=True, slots=True)
class Filled:
    """Ett formulär: its number, whose it is, and its bytes."""

    number: int
    content: bytes


def papers_to_make(known: Whole, shown: ShownLease) -> list[tuple[str, Any]]:
    """What can be made: form 1 (or 2 for premises) for each tenant, and form 3 for a home. None without rent."""
    if known.case.route not in FOR_RENT:
        return []
    number = 2 if known.case.premises else 1
    names = {str(person.id): person.name for person in shown.tenants}
    made = [
        (f"{number}:{tenant}", gettext("Formulär %(number)s till %(name)s") % {"number": number, "name": names[tenant]})
        for tenant in known.case.tenants
        if tenant in names
    ]
    return made if known.case.premises else [*made, ("3:", gettext("Formulär 3 till socialnämnden"))]


def fill(known: Whole, shown: ShownLease, said: dict[str, Any]) -> Filled:
    """Fyll i ett formulär. Refused when the rent is no longer what was shown, or the law lets no paper go now."""
    number = said["paper"].partition(":")[0]
    _check_lawful(known, int(number))
    if said["amount"] != known.money.open_rent:
        then, now = swedish.money(said["amount"]), swedish.money(known.money.open_rent)
        raise CannotDo(STALE.format(now=now, then=then))
    us = Ourselves.objects.filter(pk=1).first()
    if us is None or not us.address.strip():
        raise CannotDo("Vår egen adress är inte inskriven. En chef skriver in den under Motparter.")
    landlord = forms_by_law.Landlord(us.name, tuple(us.address.split("\n")), said["phone"])
    told = _to_board(known, shown, said, landlord) if number == "3" else _to_tenant(shown, said, landlord, known)
    return Filled(int(number), forms_by_law.pdf_of(int(number), told))


def _check_lawful(known: Whole, number: int) -> None:
    """Form 3 goes when the board may be told; forms 1 and 2 go with the notice, or with the application that is one."""
    own = NextStep.APPLY if known.case.route is Route.ORDER_TO_PAY else NextStep.SERVE
    step = NextStep.TELL_BOARD if number == 3 else own
    answer = possible(known.asked, step)
    if not answer.allowed:
        raise CannotDo(" ".join(f"{why.text} ({why.source})" for why in answer.why))


def _to_tenant(shown: ShownLease, said: dict[str, Any], landlord: Any, known: Whole) -> dict[str, Any]:
    number, _, person = said["paper"].partition(":")
    tenant = next(one for one in shown.tenants if one.id == UUID(person))
    hidden = any(one.is_protected for one in shown.tenants)
    about = gettext("Er lägenhet") if hidden else str(shown.where)
    return forms_by_law.to_tenant(
        int(number), person=str(tenant.name), landlord=landlord, about=about, how_to_pay=said["how_to_pay"],
        reference=said["reference"], on=known.on,
    )  # fmt: skip


def _to_board(known: Whole, shown: ShownLease, said: dict[str, Any], landlord: Any) -> dict[str, Any]:
    if not said["board"].strip():
        raise CannotDo("Skriv vilken socialnämnd meddelandet går till.", field="board")
    months = months_of(known.decision)
    lease_id = known.decision.lease_id
    bills = [bill for bill in late_rent(known_facts([lease_id])[lease_id], on=known.on) if bill.bill.month in months]
    hidden = any(one.is_protected for one in shown.tenants)
    where = "Skyddade personuppgifter: adressen lämnas inte" if hidden else str(shown.where)
    unpaid = [
        {"month": f"{one.bill.month:%Y-%m}", "due": one.bill.due_date.isoformat(), "amount": one.of(RENT)}
        for one in bills
    ]
    tenants = [(str(one.name), where) for one in shown.tenants if str(one.id) in known.case.tenants]
    return forms_by_law.to_board(
        board=said["board"], landlord=landlord, tenants=tenants, rooms=said["rooms"], unpaid=unpaid,
        interest=swedish.money(said["interest"]) if said["interest"] else "ingen",
        how_to_pay=said["how_to_pay"], reference=said["reference"], on=known.on,
    )  # fmt: skip
