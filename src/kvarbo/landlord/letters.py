"""What a landlord's room knows beforehand of a letter: the rents that are late, what is owed, who we are.

The amounts come from the ledger at the moment; when the letter is made they are asked for again, and one that no longer
agrees is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from kvarbo.core.claims import ClaimedLine, open_claims
from kvarbo.core.debt import KIND_WORDS, open_bills
from kvarbo.core.debt_interest import DebtInterest, interest_by_day, percent
from kvarbo.core.facts import BillKind, Facts
from kvarbo.core.finding import Finding
from kvarbo.core.law.collection_costs.fee_allowed import CollectionFee, fee_allowed
from kvarbo.core.law.inkassolagen.own_collection_demand import OwnDemand, own_collection_demand
from kvarbo.core.payment_history import MonthState, paid_months
from kvarbo.core.swedish import money, month
from kvarbo.doors.organisations.queries import Ourselves
from kvarbo.ground.letters import variables as v
from kvarbo.ground.letters.beginnings import Known
from kvarbo.ground.letters.kinds import LetterKind
from kvarbo.ground.letters.variables import Month, Ore
from kvarbo.ground.subjects import Subject
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.outreach.queries import known_facts
from kvarbo.landlord.plans.letters import of_broken_plan, of_plan, part_has_come
from kvarbo.landlord.rates.queries import added_rates
from kvarbo.landlord.rent.queries import bill_numbers

RENTS = (BillKind.RENT,)
LATE = (MonthState.LATE, MonthState.OPEN)  # never a month that may have been paid in time
MONTHS_BACK = 12
TO_ANSWER, TO_CALL = timedelta(days=7), timedelta(days=4)
NO_RATE = (
    "Referensräntan är inte inskriven, så räntan är okänd. Skriv inget krav än. En chef skriver in den under "
    "Referensränta."
)
UNKNOWN = "Ni vet inte vad som är betalt: ingen lista är inläst. Läs in en lista innan ni skriver om hyran."


def known_of_letter(reader: AtWork, found: Subject, kind: LetterKind, on: date) -> Known:
    """What the form begins with; whoever writes sees it all and can change it."""
    facts = known_facts([found.id])[found.id]
    variables, remarks = variables_known(facts, found, kind, on)
    organisation, lines = ourselves_on_letters()
    if kind in _KNOWN and facts.known_through is None:
        remarks = (UNKNOWN, *remarks)
    return Known(variables, organisation, lines, remarks)


def ourselves_on_letters() -> tuple[str, tuple[str, ...]]:
    """What we are called and the lines of our address; empty where it is not written in."""
    ours = Ourselves.objects.filter(pk=1).first()
    lines = (line.strip() for line in ours.address.splitlines()) if ours else ()
    return (ours.name if ours else ""), tuple(line for line in lines if line)


def variables_known(
    facts: Facts, found: Subject, kind: LetterKind, on: date, *, references: Mapping[str, str] | None = None
) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """What these facts tell of a letter of this kind, and what to think of first.

    ``references``: what each bill is paid with, by its id, when that is read already.
    """
    if kind is LetterKind.FRIENDLY_REMINDER and references is not None:
        return _late_rent(facts, found, on, references)
    known = _KNOWN.get(kind)
    return known(facts, found, on) if known else ({}, ())


def in_the_way_of_letter(found: Subject, kind: LetterKind, told: Any, on: date) -> str:
    """Refuse a letter about money that has come or changed since the form was opened."""
    facts = known_facts([found.id])[found.id]
    if isinstance(told, v.LateRent):
        return _rent_changed(facts, told, on)
    if isinstance(told, v.CollectionDemand):
        return _demand_changed(facts, told, on)
    if isinstance(told, v.BrokenPlan):
        return part_has_come(facts, told, on)
    return ""


def _rent_changed(facts: Facts, told: v.LateRent, on: date) -> str:
    if facts.known_through is None:
        return UNKNOWN
    left = sum(
        one.of(RENTS)
        for one in open_bills(facts.bills, facts.payments, on=on)
        if (one.bill.month, one.bill.due_date) == (told.month, told.due)
    )
    if left == told.amount:
        return ""
    if not left:
        return f"Hyran för {month(told.month)} är inte obetald och förfallen enligt reskontran. Skriv inget om den."
    return f"Enligt reskontran återstår {money(left)} av hyran för {month(told.month)}. Rätta beloppet."


def _demand_changed(facts: Facts, told: v.CollectionDemand, on: date) -> str:
    if facts.known_through is None:
        return UNKNOWN
    now = _demand(facts, on).value
    if now.refused:
        return now.refused
    if (told.capital, told.interest) != (now.capital, now.interest):
        interest = "okänd" if now.interest is None else money(now.interest)
        return (
            f"Enligt reskontran är kapitalet {money(now.capital)} och räntan {interest} i dag. Börja om från ett tomt "
            "formulär, så fylls det i på nytt."
        )
    if told.costs > now.costs:
        return f"Kostnaderna får vara högst {money(now.costs)} (lag 1981:739). Sänk dem."
    return ""


def _late_rent(
    facts: Facts, found: Subject, on: date, references: Mapping[str, str] | None = None
) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    late = [one for one in open_bills(facts.bills, facts.payments, on=on) if one.of(RENTS) > 0]
    if not late:
        return {}, ("Ingen hyra är förfallen och obetald, så vitt ni vet.",)
    first = late[0]
    remarks = (f"Det är {len(late)} hyror som inte är betalda. Brevet gäller den äldsta.",) if len(late) > 1 else ()
    variables = {
        "month": Month(first.bill.month),
        "amount": Ore(first.of(RENTS)),
        "due": first.bill.due_date,
        "reference": (references_of([found.id]) if references is None else references).get(first.bill.id, ""),
        "reply_by": on + TO_CALL,
    }
    return variables, remarks


def references_of(leases: Collection[UUID]) -> dict[str, str]:
    """What each bill of these leases is paid with: its OCR number, else its own."""
    return {str(one.id): one.ocr or one.number for one in bill_numbers(leases=leases)}


def _answer(facts: Facts, found: Subject, on: date) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    return {"reply_by": on + TO_CALL}, ()


def _warning(facts: Facts, found: Subject, on: date) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    months = paid_months(facts.bills, facts.payments, on=on, known_through=facts.known_through)
    late = tuple(
        v.LateMonth(
            Month(one.month),
            one.due_date,
            one.due_date + timedelta(days=one.days) if one.state is MonthState.LATE and one.days else None,
        )
        for one in months[-MONTHS_BACK:]
        if one.state in LATE
    )
    remarks = () if late else ("Ingen hyra det senaste året är säkert sen. Vad är det brevet gäller?",)
    return {"late": late, "reply_by": on + TO_ANSWER}, remarks


def _new_tenant(facts: Facts, found: Subject, on: date) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    known: dict[str, Any] = {"home": str(found.where)}
    known |= {"rent": Ore(facts.lease.rent)} if facts.lease.rent else {}
    return known | ({"move_in": facts.lease.start} if facts.lease.start else {}), ()


def _of_demand(facts: Facts, found: Subject, on: date) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    demand = _demand(facts, on).value
    if demand.refused or demand.interest is None or demand.to_pay is None:
        return {}, (demand.refused or NO_RATE,)
    variables = {
        "lines": tuple(v.ClaimLine(_what(line), line.due_date, Ore(line.amount)) for line in demand.lines),
        "interest_lines": tuple(
            v.InterestLine(
                Ore(row.capital), f"{percent(row.rate)} %", row.start, row.to - timedelta(days=1), Ore(row.interest)
            )
            for row in demand.interest_rows
            if row.rate is not None and row.interest
        ),
        "capital": Ore(demand.capital),
        "interest": Ore(demand.interest),
        "costs": Ore(demand.costs),
        "to_pay": Ore(demand.to_pay),
        "respond_by": demand.respond_by,
    }
    return variables, ("Är någon avi bestridd? Kräv då inget förrän det är utrett.",)


def _demand(facts: Facts, on: date) -> Finding[OwnDemand]:
    """The demand as the law lets it be: only capital that bears interest, and the fee of the demand itself."""
    claims: tuple[ClaimedLine, ...] = open_claims(facts.bills, facts.payments, on=on)
    interest: DebtInterest = interest_by_day(facts.bills, facts.payments, on=on, added_rates=added_rates()).value
    return own_collection_demand(
        creditor="vi",
        claims=tuple(one for one in claims if one.kind is not BillKind.FEE),
        interest=interest.rows,
        sent=on,
        in_dispute=False,
        demand_fee=_demand_fee(on),
    )


def _demand_fee(on: date) -> int:
    return fee_allowed(fee=CollectionFee.DEMAND, day=on, charged=None, done_as_required=True).value.at_most or 0


def _what(line: ClaimedLine) -> str:
    return f"{KIND_WORDS[line.kind]} {month(line.month)}"


_K = LetterKind
Knowing = Callable[[Facts, Subject, date], tuple[Mapping[str, Any], tuple[str, ...]]]
_KNOWN: dict[LetterKind, Knowing] = {
    _K.FRIENDLY_REMINDER: _late_rent,
    _K.CALL_ME: _answer,
    _K.OFFER_OF_TALK: _answer,
    _K.COLLECTION_DEMAND: _of_demand,
    _K.PAYMENT_PLAN: of_plan,
    _K.BROKEN_PLAN: of_broken_plan,
    _K.NEW_TENANT: _new_tenant,
    _K.FIRST_HOME: _new_tenant,
    **dict.fromkeys((_K.WARNING_1, _K.WARNING_2, _K.WARNING_3, _K.THREE_LATE_RENTS), _warning),
}
