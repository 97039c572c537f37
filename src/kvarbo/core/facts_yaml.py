"""Facts written by hand in YAML: read into the one shape of facts, or refused in words that say what to do.

Amounts are kronor (``8412``, ``8412.50``, ``"8 412,50"``), months ``2026-11``, days ``2026-11-02``.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import yaml

from kvarbo.core.calendar import corresponding_day
from kvarbo.core.facts import (
    AgencyReport,
    AgencyStatus,
    Bill,
    BillKind,
    BillLine,
    CollectionMatter,
    Designation,
    Event,
    EventKind,
    Facts,
    LadderStep,
    Lease,
    LeaseKind,
    Payment,
    PersonFacts,
    Plan,
    Role,
)
from kvarbo.core.instalments import instalments
from kvarbo.core.yaml_fields import Fields, YamlRefused

EACH_DAY = "each_day"


class PaymentsKnown(StrEnum):
    """How far the file says that payments are known."""

    THROUGH_A_DAY = "through_a_day"  # known_through: 2026-11-30
    EACH_DAY = "each_day"  # known_through: each_day, every played day knows the days before it
    UNKNOWN = "unknown"  # known_through: null, said to be unknown
    UNSTATED = "unstated"  # nothing said


@dataclass(frozen=True, slots=True)
class FactsFile:
    """Facts from a file, and what the file says of how far payments are known (only a replay may use "each day")."""

    facts: Facts
    payments_known: PaymentsKnown


class _Loader(yaml.SafeLoader):
    """YAML without silent surprises: a key given twice is refused instead of the last one winning."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                line = key_node.start_mark.line + 1
                raise YamlRefused(f"rad {line}: nyckeln ”{key}” står två gånger. Ta bort den ena.")
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


def load_yaml(text: str, *, where: str) -> Any:
    """Parse YAML strictly; what cannot be read is refused with file, line and what to do."""
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 (a SafeLoader)
    except YamlRefused as refused:
        raise YamlRefused(f"{where}, {refused}") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", rad {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "innehållet går inte att tolka"
        raise YamlRefused(f"{where}{line}: filen är inte giltig YAML ({problem}). Rätta raden.") from None
    except (ValueError, TypeError) as error:  # a date such as 2026-02-30, or a key that is itself a list
        raise YamlRefused(f"{where}: ett värde går inte att läsa ({error}). Rätta det.") from None


def facts_from_yaml(text: str, *, where: str = "filen") -> Facts:
    """Facts for one lease from YAML text; ``known_through: each_day`` belongs to a replay and is refused here."""
    read = facts_file_from_yaml(text, where=where)
    if read.payments_known is PaymentsKnown.EACH_DAY:
        raise YamlRefused(f"{where}, known_through: ”{EACH_DAY}” går bara när en period spelas upp. Skriv ett datum.")
    return read.facts


def facts_file_from_yaml(text: str, *, where: str = "filen") -> FactsFile:
    """Facts with what the file says of how far payments are known."""
    return facts_from_mapping(load_yaml(text, where=where), where=where)


def facts_from_mapping(content: object, *, where: str) -> FactsFile:
    """Build facts from parsed YAML; every refusal names the place, for example "fil.yaml, bills[2].due"."""
    fields = Fields(content, where)
    lease = _lease(fields.mapping("lease"))
    people = tuple(_person(item) for item in fields.items("people"))
    bills = _bills(fields.items("bills"))
    payments = tuple(_payment(item, number) for number, item in enumerate(fields.items("payments"), start=1))
    waiting = tuple(_payment(item, number) for number, item in enumerate(fields.items("waiting_payments"), start=1))
    events = tuple(_event(item) for item in fields.items("events"))
    collection = tuple(_matter(item) for item in fields.items("collection"))
    plans = tuple(_plan(item) for item in fields.items("plans"))
    known, through = _known_through(fields)
    fields.nothing_else()
    return FactsFile(Facts(lease, people, bills, payments, events, through, waiting, collection, plans), known)


def _known_through(fields: Fields) -> tuple[PaymentsKnown, date | None]:
    if fields.raw("known_through") == EACH_DAY:
        fields.take("known_through")
        return PaymentsKnown.EACH_DAY, None
    said = fields.has("known_through")
    through = fields.day("known_through")
    if through is not None:
        return PaymentsKnown.THROUGH_A_DAY, through
    return (PaymentsKnown.UNKNOWN if said else PaymentsKnown.UNSTATED), None


def _lease(fields: Fields) -> Lease:
    rent = fields.amount("rent")
    start, end = fields.day("start"), fields.day("end")
    if start and end and end < start:
        fields.refuse("end", f"hyresavtalet slutar {end}, före starten {start}. Rätta det ena.")
    lease = Lease(
        kind=fields.choice("kind", LeaseKind) or LeaseKind.DWELLING,
        start=start,
        end=end,
        rent=rent,
        due=fields.text("due"),
        first_lease=fields.yes_no("first_lease"),
        autogiro=fields.yes_no("autogiro"),
        children=fields.whole("children"),
    )
    fields.nothing_else()
    return lease


def _person(fields: Fields) -> PersonFacts:
    person = PersonFacts(
        role=fields.choice("role", Role) or Role.TENANT,
        born=fields.day("born"),
        registered=fields.yes_no("registered"),
        protected=fields.yes_no("protected") or False,
    )
    fields.nothing_else()
    return person


def _bills(items: tuple[Fields, ...]) -> tuple[Bill, ...]:
    bills: list[Bill] = []
    taken: set[str] = set()
    for fields in items:
        bill = _bill(fields, taken)
        taken.add(bill.id)
        bills.append(bill)
    return tuple(bills)


def _bill(fields: Fields, taken: set[str]) -> Bill:
    month = fields.required("month", fields.month("month"))
    kind = fields.choice("kind", BillKind) or BillKind.RENT
    amount = fields.required("amount", fields.amount("amount"))
    lines = tuple(_line(item) for item in fields.items("lines"))
    if lines and sum(line.amount for line in lines) != amount:
        total = sum(line.amount for line in lines) / 100
        fields.refuse("lines", f"raderna blir {total:g} kr men avin är på {amount / 100:g} kr. Rätta det ena.")
    bill_id = fields.text("id") or _free_id(f"{month:%Y-%m}-{kind}", taken)
    if bill_id in taken:
        fields.refuse("id", f"”{bill_id}” finns redan på en annan avi. Ge avin ett eget id.")
    bill = Bill(bill_id, month, kind, fields.required("due", fields.day("due")), amount, lines)
    fields.nothing_else()
    return bill


def _free_id(wanted: str, taken: set[str]) -> str:
    number, free = 1, wanted
    while free in taken:
        number += 1
        free = f"{wanted}-{number}"
    return free


def _line(fields: Fields) -> BillLine:
    line = BillLine(
        fields.required("kind", fields.choice("kind", BillKind)), fields.required("amount", fields.amount("amount"))
    )
    fields.nothing_else()
    return line


def _payment(fields: Fields, number: int) -> Payment:
    payment = Payment(
        id=fields.text("id") or f"betalning-{number}",
        booked=fields.required("booked", fields.day("booked")),
        amount=fields.required("amount", fields.amount("amount")),
        order_received=fields.day("order_received"),
        reference=fields.text("reference") or "",
        bill_id=fields.text("bill"),
        cause_unknown=fields.yes_no("cause_unknown") or False,
        designation=_designation(fields.mapping("designated")) if fields.has("designated") else None,
    )
    if payment.order_received and payment.order_received > payment.booked:
        fields.refuse("order_received", f"banken kan inte få ordern efter bokföringen {payment.booked}. Rätta det ena.")
    fields.nothing_else()
    return payment


def _designation(fields: Fields) -> Designation:
    kinds = tuple(BillKind(word) for word in fields.several_of("kinds", list(BillKind)))
    month, bill_id = fields.month("month"), fields.text("bill")
    if not kinds and month is None and bill_id is None:
        fields.refuse("kinds", "säg vad betalaren angav: kinds (slag), month (månad) eller bill (avi).")
    if month is not None and bill_id is not None:
        fields.refuse("month", "betalaren kan ange en månad eller en avi, inte båda. Ta bort den ena.")
    fields.nothing_else()
    return Designation(kinds, month, bill_id)


def _event(fields: Fields) -> Event:
    kind = fields.required("kind", fields.choice("kind", EventKind))
    event = Event(
        date=fields.required("date", fields.day("date")),
        kind=kind,
        step=fields.one_of("step", list(LadderStep)),
        channel=fields.text("channel"),
        reached=fields.yes_no("reached"),
        outcome=fields.text("outcome"),
        month=fields.month("month"),
        until=fields.day("until"),
        incoming=fields.yes_no("incoming") or False,
        amount=fields.amount("amount"),
        by=fields.text("by") or "",
    )
    _check_event(fields, event)
    fields.nothing_else()
    return event


def _check_event(fields: Fields, event: Event) -> None:
    kind = event.kind
    if kind is EventKind.STEP_DONE and event.step is None:
        fields.refuse("step", "händelsen ”step_done” måste säga vilket steg som gjordes, till exempel step: visit.")
    if kind is EventKind.REMOVED and (event.step is None or event.month is None):
        fields.refuse("step", "händelsen ”removed” måste säga vilket steg som uteblir och för vilken hyresmånad.")
    if kind is EventKind.PROMISE and event.until is None:
        fields.refuse("until", "ett betalningslöfte måste ha en dag. Skriv until: och datumet som lovats.")
    if kind is EventKind.DEFERRAL and event.until is None:
        fields.refuse("until", "ett anstånd måste ha en dag. Skriv until: och datumet som det gäller till.")
    if kind is EventKind.REMOVED and event.outcome is None:
        fields.refuse("outcome", "den som tas bort ur underlaget tas bort av ett skäl. Skriv det under outcome.")
    if event.amount is not None and event.amount <= 0:
        fields.refuse("amount", "beloppet ska vara mer än noll. Rätta det eller ta bort raden.")
    if event.until and event.until < event.date:
        fields.refuse("until", f"slutdagen {event.until} ligger före händelsen {event.date}. Rätta det ena.")


def _plan(fields: Fields) -> Plan:
    agreed = fields.required("agreed", fields.day("agreed"))
    first = fields.required("first", fields.day("first"))
    amount = fields.required("amount", fields.amount("amount"))
    months = fields.required("months", fields.whole("months", least=1))
    if first < agreed:
        fields.refuse(
            "first", f"den första delen {first} ligger före dagen då planen avtalades, {agreed}. Rätta det ena."
        )
    if amount < months:
        fields.refuse("amount", "beloppet räcker inte till så många delar. Rätta beloppet eller antalet.")
    ended = fields.day("ended")
    if ended is not None and ended < agreed:
        fields.refuse("ended", f"planen avslutades {ended}, före dagen då den avtalades, {agreed}. Rätta det ena.")
    plan = Plan(
        agreed=agreed,
        kept_by=fields.required("kept_by", fields.one_of("kept_by", ["landlord", "agency"])),
        months=_months_of_plan(fields),
        instalments=instalments(amount=amount, first=first, months=months),
        ended=ended,
    )
    fields.nothing_else()
    return plan


def _months_of_plan(fields: Fields) -> tuple[date, ...]:
    """One month, and with ``through`` every month from it: a plan may be about several rents."""
    first = fields.required("month", fields.month("month"))
    last = fields.month("through") or first
    if last < first:
        fields.refuse("through", "den sista månaden ligger före den första. Rätta den ena.")
    months = [first]
    while months[-1] < last:
        months.append(corresponding_day(first, months=len(months)))
    return tuple(months)


def _matter(fields: Fields) -> CollectionMatter:
    sent = fields.required("sent", fields.day("sent"))
    matter = CollectionMatter(
        month=fields.required("month", fields.month("month")),
        sent=sent,
        reports=tuple(_report(item, sent) for item in fields.items("reports")),
    )
    fields.nothing_else()
    return matter


def _report(fields: Fields, sent: date) -> AgencyReport:
    report = AgencyReport(
        date=fields.required("date", fields.day("date")),
        status=fields.required("status", fields.choice("status", AgencyStatus)),
        known=fields.day("known"),
    )
    if report.date < sent:
        fields.refuse("date", f"läget {report.date} ligger före dagen då ärendet lämnades, {sent}. Rätta det ena.")
    if report.known_on < report.date:
        fields.refuse("known", f"läget kan inte vara känt före sin egen dag {report.date}. Rätta det ena.")
    fields.nothing_else()
    return report
