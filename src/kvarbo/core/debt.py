"""Hyresskuld: what is owed on a day and of what, from bills with lines and payments.

How money is spread over the bills (:mod:`kvarbo.core.allocation`) is stated there once and holds everywhere.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kvarbo.core import swedish
from kvarbo.core.allocation import DISPUTED as DISPUTED
from kvarbo.core.allocation import RENT_FIRST as RENT_FIRST
from kvarbo.core.allocation import Allocation, billed_by_kind
from kvarbo.core.allocation import allocate as allocate
from kvarbo.core.allocation import counted_day as counted_day
from kvarbo.core.allocation import kinds_left as kinds_left
from kvarbo.core.facts import Bill, BillKind, Designation, Payment
from kvarbo.core.finding import Finding, Step

PAYMENT_COUNTS = "JB 12:20"
ONLY_RENT = "JB 12:42 första stycket 1"
PAYER_DECIDES = "Handelsbalken 9:5 (allmän kunskap, ska kontrolleras)"

KIND_WORDS: dict[BillKind, str] = {
    BillKind.RENT: "hyra",
    BillKind.METER: "mätning av el, vatten eller värme",
    BillKind.INSURANCE: "hemförsäkring",
    BillKind.GARAGE: "garage",
    BillKind.OTHER: "övrigt",
    BillKind.COST: "kostnader",
    BillKind.INTEREST: "ränta",
    BillKind.FEE: "avgifter",
    BillKind.RETROACTIVE_55E: "retroaktiv höjning (JB 12:55 e)",
    BillKind.INCREASE_54A: "höjning som kan prövas (JB 12:54 a)",
}


@dataclass(frozen=True, slots=True)
class OpenBill:
    """Obetald avi: what remains of one bill (öre), in total and by kind."""

    bill: Bill
    remaining: int
    by_kind: tuple[tuple[BillKind, int], ...]

    def of(self, kinds: Container[BillKind]) -> int:
        """Öre that remain of the named kinds."""
        return sum([amount for kind, amount in self.by_kind if kind in kinds])


@dataclass(frozen=True, slots=True)
class Balance:
    """Skuld en viss dag; all amounts in öre and none below zero. ``bills`` are overdue, oldest first.

    ``credit`` is money that pays no bill, ``elsewhere`` money the landlord matched to a bill not among the facts,
    ``awaiting`` money that the payer named for what has no bill among them, ``taken_back`` money that went back (a
    returned payment) without a bill that answers for it. ``contradicted`` are the payments, by id, that the landlord
    matched otherwise than the payer said.
    """

    on: date
    bills: tuple[OpenBill, ...]
    total: int
    rent_only: int
    by_kind: tuple[tuple[BillKind, int], ...]
    by_month: tuple[tuple[date, int], ...]
    not_yet_due: int
    credit: int
    elsewhere: int
    taken_back: int
    oldest_unpaid_due: date | None
    days_late: int
    awaiting: int = 0
    contradicted: tuple[str, ...] = ()


def open_bills(
    bills: Sequence[Bill], payments: Iterable[Payment], *, on: date, order: Sequence[BillKind] = RENT_FIRST
) -> tuple[OpenBill, ...]:
    """Förfallna obetalda avier: bills due *before* the day with something left, oldest due date first."""
    return _overdue(bills, allocate(bills, payments, on=on, order=order), on, order)


def _overdue(bills: Sequence[Bill], spread: Allocation, on: date, order: Sequence[BillKind]) -> tuple[OpenBill, ...]:
    left = spread.left
    overdue = [bill for bill in bills if bill.due_date < on and left.get(bill.id, 0) > 0]
    overdue.sort(key=lambda bill: (bill.due_date, bill.month, bill.id))
    return tuple(OpenBill(bill, left[bill.id], spread.kinds_of(bill, order)) for bill in overdue)


def balance(
    bills: Sequence[Bill], payments: Iterable[Payment], *, on: date, order: Sequence[BillKind] = RENT_FIRST
) -> Finding[Balance]:
    """What is owed on the day (skuld): every bill due before it that is not fully paid. Due today is not yet late."""
    payments = tuple(payments)
    spread = allocate(bills, payments, on=on, order=order)
    overdue = _overdue(bills, spread, on, order)
    said = tuple(payment for payment in payments if payment.designation is not None and counted_day(payment) <= on)
    against = tuple(sorted(payment.id for payment in said if _contradicts(bills, payment)))
    by_kind: dict[BillKind, int] = {}
    by_month: dict[date, int] = {}
    for item in overdue:
        by_month[item.bill.month] = by_month.get(item.bill.month, 0) + item.remaining
        for kind, amount in item.by_kind:
            by_kind[kind] = by_kind.get(kind, 0) + amount
    oldest = overdue[0].bill.due_date if overdue else None
    total = sum(by_month.values())
    value = Balance(
        on=on,
        bills=overdue,
        total=total,
        rent_only=by_kind.get(BillKind.RENT, 0),
        by_kind=tuple((kind, by_kind[kind]) for kind in RENT_FIRST if kind in by_kind),
        by_month=tuple(sorted(by_month.items())),
        not_yet_due=sum(spread.left.values()) - total,
        credit=max(spread.pool, 0),
        elsewhere=spread.elsewhere,
        taken_back=max(-spread.pool, 0),
        oldest_unpaid_due=oldest,
        days_late=(on - oldest).days if oldest else 0,
        awaiting=spread.awaiting,
        contradicted=against,
    )
    return Finding(value, (*_steps(value), *_said_steps(bills, said, against)))


def _steps(value: Balance) -> tuple[Step, ...]:
    if not value.bills:
        steps = [Step(f"Inget är förfallet och obetalt {swedish.day(value.on)}.", "fakta")]
    else:
        steps = [_bill_step(item) for item in value.bills]
        disputed = sum(amount for kind, amount in value.by_kind if kind in DISPUTED)
        if disputed:
            text = f"{swedish.money(disputed)} är höjning som kan prövas eller gäller bakåt och startar inga steg."
            steps.append(Step(text, "JB 12:44 tredje stycket, JB 12:42 första stycket 1"))
        if value.rent_only != value.total:
            rent = swedish.money(value.rent_only)
            text = f"Av det obetalda är {rent} hyra. Av skulder är det bara den som kan kosta hemmet."
            steps.append(Step(text, ONLY_RENT))
    if value.credit:
        steps.append(Step(f"{swedish.money(value.credit)} är inbetalt utan avi att räkna av mot.", "fakta"))
    if value.elsewhere:
        text = f"{swedish.money(value.elsewhere)} har hyresvärden bokfört på en avi som inte finns med här."
        steps.append(Step(text, "fakta"))
    if value.awaiting:
        text = (
            f"{swedish.money(value.awaiting)} har betalaren angett för något som det inte finns någon avi för här: "
            "pengarna väntar och räknas inte av på annat."
        )
        steps.append(Step(text, PAYER_DECIDES))
    if value.taken_back:
        text = f"{swedish.money(value.taken_back)} har gått tillbaka och ingen avi svarar för det: kontrollera."
        steps.append(Step(text, "fakta"))
    return tuple(steps)


def _bill_step(item: OpenBill) -> Step:
    bill = item.bill
    parts = swedish.listed(tuple(f"{KIND_WORDS[kind]} {swedish.money(amount)}" for kind, amount in item.by_kind))
    part_paid = f" av {swedish.money(bill.amount)}" if item.remaining != bill.amount else ""
    text = (
        f"Avin för {swedish.month(bill.month)} förföll {swedish.day(bill.due_date)}: "
        f"{swedish.money(item.remaining)}{part_paid} är obetalt ({parts})."
    )
    return Step(text, "fakta")


def _contradicts(bills: Sequence[Bill], payment: Payment) -> bool:
    """Whether the landlord's own matching goes against what the payer said."""
    said, matched = payment.designation, payment.bill_id
    if said is None or matched is None:
        return False
    if said.bill_id is not None and said.bill_id != matched:
        return True
    bill = next((bill for bill in bills if bill.id == matched), None)
    if bill is None:
        return said.month is not None
    if said.month is not None and said.month != bill.month:
        return True
    billed = billed_by_kind(bill)
    return bool(said.kinds) and not any(billed.get(kind, 0) > 0 for kind in said.kinds)


def _said_steps(bills: Sequence[Bill], said: Iterable[Payment], against: tuple[str, ...]) -> list[Step]:
    """What the payer said of each payment, and where the landlord's own matching says something else."""
    months = {bill.id: swedish.month(bill.month) for bill in bills}
    steps = []
    for payment in sorted(said, key=lambda payment: (payment.booked, payment.id)):
        assert payment.designation is not None
        what = designation_words(payment.designation, months)
        when = f"{swedish.money(payment.amount)}, bokfört {swedish.day(payment.booked)}, gäller {what}"
        text = f"Betalaren angav att {when}."
        if payment.id in against:
            matched = months.get(payment.bill_id or "")
            where = f"avin för {matched}" if matched else "en avi som inte finns med här"
            text = (
                f"Betalaren angav att {when}, men hyresvärden har räknat av pengarna på {where}. "
                "Hyresvärdens avräkning används: kontrollera att den är rätt."
            )
        steps.append(Step(text, PAYER_DECIDES))
    return steps


def designation_words(said: Designation, months: Mapping[str, str]) -> str:
    """What the payer said, as a reason tells it: "hyra för november 2026"."""
    kinds = swedish.listed(tuple(KIND_WORDS[kind] for kind in RENT_FIRST if kind in said.kinds))
    if said.month is not None:
        time = swedish.month(said.month)
    elif said.bill_id is not None:
        named = months.get(said.bill_id)
        time = f"avin för {named}" if named else "en avi som inte finns med här"
    else:
        return kinds
    return f"{kinds} för {time}" if kinds else time
