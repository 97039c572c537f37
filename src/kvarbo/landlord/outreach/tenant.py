"""Hyresgäst: one lease as its page shows it: people, months as squares, what has happened, what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kvarbo.core import facts, swedish
from kvarbo.core.debt import KIND_WORDS, RENT_FIRST, Balance, balance
from kvarbo.core.facts import Facts, LadderStep, Role
from kvarbo.core.ladder.agency import STATUS_WORDS
from kvarbo.core.ladder.follow_up import Kept, follow_up
from kvarbo.core.ladder.plans import PlanStanding, follow_plan
from kvarbo.core.ladder.policy import Policy
from kvarbo.core.payment_history import SLACK_BANK_DAYS, MonthPaid, MonthState, months_history
from kvarbo.ground.people.masked import Masked
from kvarbo.ground.people.queries import ShownPerson
from kvarbo.ground.protection.queries import handlers_of
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.notices.history import DecidedOn, decided_on
from kvarbo.landlord.outreach.debt_shown import DebtShown, debt_shown
from kvarbo.landlord.outreach.models import Contact, Deferral, Outcome, Pause, Promise, Suggestion
from kvarbo.landlord.outreach.queries import WrittenIn, known_facts, policy_on, written_in
from kvarbo.landlord.outreach.words import DEFERRAL_REASONS, PAUSE_REASONS, ROLES, STEP_TITLES, channel_word
from kvarbo.landlord.plans.history import PlanHappened, plans_in_history
from kvarbo.landlord.rent.payments.queries import told_by_whom
from kvarbo.landlord.rent.queries import Lease, ShownLease, protected_on, shown_leases

MONTHS_SHOWN = 24
NOTHING_DECIDED = DecidedOn((), is_open=False)
SQUARES: dict[MonthState, str] = {
    MonthState.IN_TIME: "paid",
    MonthState.LATE: "late",
    MonthState.OPEN: "open",
    MonthState.MAYBE_IN_TIME: "unknown",  # booked just after: whether it was in time is not known
    MonthState.LATE_AT_MOST: "unknown",  # gone from the list: the day is not known
    MonthState.UNKNOWN: "unknown",
}


@dataclass(frozen=True, slots=True)
class Square:
    """En ruta: one month's rent."""

    month: date
    state: str
    days: int | None
    amount: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Happened:
    """Något som har hänt, as the timeline tells it."""

    date: date
    kind: str
    text: str
    amount: int | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class TenantOnPage:
    """A person in the lease as this reader may see them."""

    name: str | Masked
    role: str
    age: int | None
    phone: str | Masked
    email: str | Masked
    language: str | Masked


@dataclass(frozen=True, slots=True)
class TenantView:
    """Everything the page of a lease needs."""

    lease: Lease
    shown: ShownLease
    people: tuple[TenantOnPage, ...]
    facts: Facts
    written: WrittenIn
    balance: Balance
    debt: DebtShown | None
    months: tuple[Square, ...]
    steps: tuple[Suggestion, ...]
    timeline: tuple[Happened, ...]
    may_see: tuple[str, ...]
    is_decided: bool  # a decision about the lease holds now
    plans: tuple[PlanStanding, ...]  # how each plan that runs stands


def tenant_view(reader: AtWork, lease: Lease, *, on: date) -> TenantView:
    """The page of one lease that ``reader`` may open, in a constant number of queries."""
    shown = shown_leases(reader, [lease])[lease.id]
    written, policy = written_in(lease.id), policy_on(on)
    order = policy.line_order if policy else RENT_FIRST
    told = known_facts([lease.id], written=written)[lease.id]
    decided = decided_on(lease.id)
    planned = plans_in_history(lease.id)
    history = months_history(told.bills, told.payments, on=on, known_through=told.known_through).value
    return TenantView(
        lease=lease,
        shown=shown,
        people=_people(lease, shown, on),
        facts=told,
        written=written,
        balance=balance(told.bills, told.payments, on=on, order=order).value,
        debt=debt_shown(told, on=on, order=order),
        months=squares(history),
        steps=tuple(Suggestion.objects.filter(lease=lease).order_by("waiting_for", "due_on", "id")),
        timeline=timeline(
            written, told, policy=policy, on=on, told_by=told_by_whom(lease.id), decided=decided, planned=planned
        ),
        may_see=_may_see(lease),
        is_decided=decided.is_open,
        plans=tuple(follow_plan(policy=policy, facts=told, plan=plan, on=on) for plan in told.plans if plan.runs(on)),
    )


def due_date_of(told: Facts, month: date) -> date | None:
    """When the month's first bill fell due; unknown when no bill of that month is known."""
    return min((bill.due_date for bill in told.bills if bill.month == month and bill.amount > 0), default=None)


def _people(lease: Lease, shown: ShownLease, on: date) -> tuple[TenantOnPage, ...]:
    roles = dict(lease.lease_tenants.values_list("person_id", "role"))
    return tuple(
        TenantOnPage(
            name=person.name,
            role=ROLES[Role(roles[person.id])],
            age=_age(person, on),
            phone=person.phone,
            email=person.email,
            language=person.language,
        )
        for person in shown.tenants
    )


def _age(person: ShownPerson, on: date) -> int | None:
    born = person.birth_date
    if born is None or isinstance(born, Masked):
        return None
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _may_see(lease: Lease) -> tuple[str, ...]:
    if lease.is_protected:
        return tuple(handlers_of(protected_on([lease.id])))
    office = ("Hyreshandläggare och chefer",)
    return (*office, f"Kvartersvärdar i {lease.district}") if lease.district else office


def squares(history: Sequence[MonthPaid]) -> tuple[Square, ...]:
    """The latest months, oldest first; a month between two that had no bill is shown as such, not left out."""
    due = [paid for paid in history if paid.state is not MonthState.NOT_DUE]
    by_month: dict[date, Square] = {}
    for paid in due:
        days = paid.days if paid.state is MonthState.LATE else None
        by_month[paid.month] = _worst(
            by_month.get(paid.month), Square(paid.month, SQUARES[paid.state], days, paid.open_rent or None, paid.text)
        )
    months = _months_between(by_month)
    return tuple(by_month.get(month, Square(month, "none", None, None, "")) for month in months)[-MONTHS_SHOWN:]


def _worst(one: Square | None, other: Square) -> Square:
    """Two rent bills for one month: what is open, then unknown, then late, says more than what is paid."""
    order = ("open", "unknown", "late", "paid")
    return other if one is None or order.index(other.state) < order.index(one.state) else one


def _months_between(months: Iterable[date]) -> Iterator[date]:
    known = sorted(months)
    month = known[0] if known else None
    while month is not None and month <= known[-1]:
        yield month
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)


def timeline(
    written: WrittenIn,
    told: Facts,
    *,
    policy: Policy | None,
    on: date,
    told_by: Mapping[str, str],
    decided: DecidedOn = NOTHING_DECIDED,
    planned: Sequence[PlanHappened] = (),
) -> tuple[Happened, ...]:
    """What has happened, newest first; promises and deferrals with how they stand on the day."""
    happened = [
        *(_bill(bill) for bill in told.bills),
        *(_payment(payment, told_by.get(payment.id, "")) for payment in told.payments),
        *(_contact(contact) for contact in written.contacts),
        *(event for pause in written.pauses for event in _pause(pause)),
        *(_promise(promise, told, policy, on) for promise in written.promises),
        *(_deferral(deferral, told, policy, on) for deferral in written.deferrals),
        *(event for matter in told.collection for event in _with_agency(matter)),
        *(Happened(one.day, "Beslut", one.text, by=one.by_name) for one in decided.happened),
        *(Happened(one.day, one.kind, one.text, by=one.by_name) for one in planned),
    ]
    return tuple(sorted(happened, key=lambda event: event.date, reverse=True))


def _bill(bill: facts.Bill) -> Happened:
    what = "Kredit" if bill.amount < 0 else "Avi"
    return Happened(
        bill.due_date, what, f"Förfallodag, {KIND_WORDS[bill.kind]} {swedish.month(bill.month)}.", bill.amount
    )


def _payment(payment: facts.Payment, told_by: str) -> Happened:
    if payment.cause_unknown:
        return Happened(payment.booked, "Reglerat", "Borta ur restlistan, betalt senast den här dagen.", payment.amount)
    ordered = payment.order_received
    if told_by.startswith("Betald"):
        text = f"{told_by} Hyresgästens dag är {swedish.day(ordered)}." if ordered else told_by
    else:
        text = f"Bokförd. Banken fick uppdraget {swedish.day(ordered)}." if ordered else "Bokförd."
        text = f"{text} {told_by}".strip()
    return Happened(payment.booked, "Betalning", text, payment.amount)


def _contact(contact: Contact) -> Happened:
    outcome = str(Outcome(contact.outcome).label)
    if not contact.channel:
        return Happened(contact.contact_date, "Steg", f"{_step_word(contact.step)}: {outcome}.", by=contact.by_name)
    text = f"De hörde av sig. {outcome}." if contact.is_incoming else f"{outcome}."
    return Happened(contact.contact_date, channel_word(contact.channel), text, by=contact.by_name)


def _step_word(step: str) -> str:
    return STEP_TITLES[LadderStep(step)]


def _pause(pause: Pause) -> Iterator[Happened]:
    reason = PAUSE_REASONS.get(pause.reason, pause.reason)
    yield Happened(pause.from_date, "Paus", f"Till och med {swedish.day(pause.until_date)}: {reason}.")
    if pause.ended_date:
        yield Happened(pause.ended_date, "Paus", "Pausen avslutades.")


def _promise(promise: Promise, told: Facts, policy: Policy | None, on: date) -> Happened:
    stands = _stands(told, policy, on, promise.given_date, promise.until_date, promise.amount)
    what = f"Lovade att betala {swedish.money(promise.amount)}" if promise.amount else "Lovade att betala"
    return Happened(promise.given_date, "Löfte", f"{what} senast {swedish.day(promise.until_date)}. {stands}")


def _deferral(deferral: Deferral, told: Facts, policy: Policy | None, on: date) -> Happened:
    stands = _stands(told, policy, on, deferral.granted_date, deferral.until_date, deferral.amount)
    reason = DEFERRAL_REASONS.get(deferral.reason, deferral.reason)
    what = f"{swedish.money(deferral.amount)} till och med" if deferral.amount else "Till och med"
    text = f"{what} {swedish.day(deferral.until_date)}: {reason}. {stands}"
    return Happened(deferral.granted_date, "Anstånd", text, by=deferral.by_name)


def _with_agency(matter: facts.CollectionMatter) -> Iterator[Happened]:
    month = swedish.month(matter.month)
    yield Happened(matter.sent, "Inkasso", f"Hyran för {month} lämnades till inkassobolaget.")
    for report in matter.reports:
        yield Happened(report.date, "Inkasso", f"Bolaget om {month}: {STATUS_WORDS[report.status]}.")


def _stands(told: Facts, policy: Policy | None, on: date, given: date, until: date, amount: int | None) -> str:
    """How a promise or a deferral stands, worked out from what is known now."""
    followed = follow_up(
        facts=told,
        given=given,
        until=until,
        on=on,
        amount=amount,
        bank_days=policy.payments_margin if policy else SLACK_BANK_DAYS,
        order=policy.line_order if policy else RENT_FIRST,
    )
    return "Pågår." if followed.value.standing is Kept.UNDER_WAY else followed.steps[0].text
