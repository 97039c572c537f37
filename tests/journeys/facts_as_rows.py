"""Facts written to the database's tables as its own actions would have left them, and told back as it knows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count
from uuid import UUID

from kvarbo.core import facts
from kvarbo.core.facts import EventKind, Role
from kvarbo.core.ladder.agency import matter_of
from kvarbo.core.ladder.who_first import age_on
from kvarbo.ground.people.models import Person, ProtectedDetails
from kvarbo.landlord.collection.models import Agency, LeaveOutReason, LeftOut, Matter, Report
from kvarbo.landlord.outreach.models import Contact, Deferral, Pause, Promise
from kvarbo.landlord.plans.models import PaymentPlan, PlanMonth
from kvarbo.landlord.rent.models import Bill, Lease, LeaseTenant, LedgerState, Payment, ProtectedAddress
from kvarbo.landlord.rent.payments.models import IncomingPayment, PossibleLease

NOBODY = UUID(int=0)
REASON_OF = {str(reason.label): reason.value for reason in LeaveOutReason}
OUTCOMES = {True: "spoke", False: "not_reached"}
numbers = count(1)


def write(told: facts.Facts) -> tuple[UUID, facts.Facts]:
    """Write one lease with its people, bills, payments and events; the lease's id, and the facts it should give."""
    number = next(numbers)
    protected = any(person.protected for person in told.people)
    lease = Lease.objects.create(
        source_key=f"case-{number}",
        kind=told.lease.kind.value,
        start_date=told.lease.start,
        end_date=told.lease.end,
        rent=told.lease.rent,
        is_first_lease=told.lease.first_lease,
        is_autogiro=told.lease.autogiro,
        children=listed_children(told),
        is_protected=protected,
    )
    if protected:
        ProtectedAddress.objects.create(lease=lease, number=f"N-{number}")
    for place, person in enumerate(adults(told), start=1):
        _person(lease, person, place, key=f"case-{number}-{place}")
    expected = _money(lease, _as_a_room_knows(told))
    for event in expected.events:
        if not told_by_agency(expected, event):
            _event(lease, event)
    for matter in expected.collection:
        _matter(lease, matter)
    for plan in expected.plans:
        _plan(lease, plan)
    LedgerState.objects.filter(pk=1).update(known_through=told.known_through)
    return lease.id, replace(expected, lease=replace(told.lease, due=None, children=listed_children(told)))


def _as_a_room_knows(told: facts.Facts) -> facts.Facts:
    return replace(
        told,
        events=known_events(told.events),
        people=known_people(told),
        collection=known_reports(told.collection),
    )


def told_by_agency(told: facts.Facts, event: facts.Event) -> bool:
    """A step that a matter at the agency tells of by itself."""
    matter = matter_of(told, event.month, date.max) if event.month else None
    own = (facts.LadderStep.COLLECTION_FILE.value, facts.LadderStep.COLLECTION_DEMAND.value)
    return matter is not None and event.kind is EventKind.STEP_DONE and event.step in own


def known_reports(matters: tuple[facts.CollectionMatter, ...]) -> tuple[facts.CollectionMatter, ...]:
    """A room always knows the day it learnt of a status."""
    return tuple(
        replace(matter, reports=tuple(replace(report, known=report.known_on) for report in matter.reports))
        for matter in matters
    )


def _matter(lease: Lease, told: facts.CollectionMatter) -> None:
    agency, _ = Agency.objects.get_or_create(key="bolaget", defaults={"name": "Bolaget", "by_name": "Anna"})
    matter = Matter.objects.create(
        lease=lease, month=told.month, agency=agency, sent_date=told.sent, capital_rent=0, by_name="Anna"
    )
    for report in told.reports:
        Report.objects.create(
            lease=lease,
            matter=matter,
            status=report.status.value,
            status_date=report.date,
            learnt_date=report.known_on,
            told_in="file",
            by_name="Anna",
        )


def adults(told: facts.Facts) -> list[facts.PersonFacts]:
    return [person for person in told.people if person.role is not Role.CHILD]


def known_people(told: facts.Facts) -> tuple[facts.PersonFacts, ...]:
    """A landlord counts children but knows no birthday of theirs, and is not told who is registered where."""
    return tuple(replace(person, registered=None) for person in adults(told))


def listed_children(told: facts.Facts) -> int | None:
    """How many children a landlord's list would count: those who are children, as far as anybody knows."""
    day = max((bill.due_date for bill in told.bills), default=date.min)
    born = [person.born for person in told.people if person.role is Role.CHILD and person.born]
    return told.lease.children or sum(age_on(birthday, day) < 18 for birthday in born) or None


def known_events(events: tuple[facts.Event, ...]) -> tuple[facts.Event, ...]:
    """A call has one of the outcomes on the screen, and an agreement with a day is written in as a promise."""
    known: list[facts.Event] = []
    for event in events:
        if event.kind is EventKind.CONTACT:
            agreed = event.outcome == facts.AGREEMENT and event.until is not None
            outcome = "promised" if agreed or event.outcome == "promise" else OUTCOMES[bool(event.reached)]
            known.append(replace(event, outcome=outcome, until=None))
            if agreed:
                known.append(facts.Event(event.date, EventKind.PROMISE, until=event.until))
        elif event.kind is EventKind.STEP_DONE:
            known.append(replace(event, reached=None))
        else:
            known.append(event)
    return tuple(known)


def _person(lease: Lease, told: facts.PersonFacts, place: int, *, key: str) -> None:
    born = {"birth_date": told.born}
    person = Person.objects.create(source_key=key, is_protected=told.protected, **({} if told.protected else born))
    if told.protected:
        ProtectedDetails.objects.create(person=person, **born)
    LeaseTenant.objects.create(lease=lease, person=person, role=told.role.value, place=place)


def _money(lease: Lease, told: facts.Facts) -> facts.Facts:
    """Bills and payments; a payment whose reference is a bill's id was matched to it by the landlord's own system."""
    ids: dict[str, str] = {}
    bills, payments = [], []
    for bill in told.bills:
        row = Bill.objects.create(
            lease=lease,
            key=bill.id,
            month=bill.month,
            kind=bill.kind.value,
            due_date=bill.due_date,
            amount=bill.amount,
            lines=[[line.kind.value, line.amount] for line in bill.lines] or None,
        )
        ids[bill.id] = str(row.pk)
        bills.append(replace(bill, id=str(row.pk)))
    for payment in told.payments:
        matched = ids.get(payment.bill_id or payment.reference)
        kept = Payment.objects.create(
            lease=lease,
            bill_id=matched,
            key=payment.id,
            booked_date=payment.booked,
            order_received_date=payment.order_received,
            amount=payment.amount,
            reference=payment.reference,
            cause_unknown=payment.cause_unknown,
        )
        payments.append(replace(payment, id=str(kept.pk), bill_id=matched))
    waiting = tuple(_waiting(lease, payment) for payment in told.waiting_payments)
    return replace(told, bills=tuple(bills), payments=tuple(payments), waiting_payments=waiting)


def _waiting(lease: Lease, told: facts.Payment) -> facts.Payment:
    """A payment that no rule could place, and that was found to look like this lease's."""
    key = f"{told.id}-{next(numbers)}"
    kept = IncomingPayment.objects.create(key=key, booked_date=told.booked, amount=told.amount, open_amount=told.amount)
    PossibleLease.objects.create(incoming=kept, lease=lease, reasons=["Avsändaren heter som en hyresgäst på avtalet."])
    return facts.Payment(key, told.booked, told.amount)


def _plan(lease: Lease, plan: facts.Plan) -> None:
    """A plan as agreeing it leaves it, and ending it when it has an end."""
    ended = {"ended_date": plan.ended, "ended_why": "wish", "ended_by_name": "Anna"} if plan.ended else {}
    kept = PaymentPlan.objects.create(
        lease=lease, agreed_date=plan.agreed, kept_by=plan.kept_by, agreed_with=[], by=NOBODY, by_name="Anna",
        parts=[[part.due.isoformat(), part.amount] for part in plan.instalments], form_key=f"plan-{next(numbers)}",
        **ended,
    )  # fmt: skip
    for month in plan.months:
        PlanMonth.objects.create(plan=kept, lease=lease, month=month, is_running=plan.ended is None)


def _event(lease: Lease, event: facts.Event) -> None:
    if event.kind is EventKind.REMOVED:
        LeftOut.objects.create(
            lease=lease, month=event.month, left_out_date=event.date, reason=REASON_OF[event.outcome], by=NOBODY,
            by_name="Anna",
        )  # fmt: skip
    elif event.kind is EventKind.PAUSE:
        Pause.objects.create(lease=lease, from_date=event.date, until_date=event.until, reason=event.outcome, by=NOBODY)
    elif event.kind is EventKind.PROMISE:
        Promise.objects.create(
            lease=lease, given_date=event.date, until_date=event.until, amount=event.amount, by=NOBODY
        )
    elif event.kind is EventKind.DEFERRAL:
        Deferral.objects.create(
            lease=lease, granted_date=event.date, until_date=event.until, amount=event.amount, reason="money_coming",
            by=NOBODY, by_name=event.by,
        )  # fmt: skip
    else:
        Contact.objects.create(
            lease=lease,
            contact_date=event.date,
            channel=event.channel or "",
            outcome="done" if event.kind is EventKind.STEP_DONE else event.outcome,
            is_incoming=event.incoming,
            step=event.step or "",
            month=event.month,
            by=NOBODY,
            form_key=f"event-{next(numbers)}",
        )
