"""Reads of leases, bills and payments: the facts a ladder asks for, and leases as a reader may see them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Max, Q, QuerySet, Sum

from kvarbo.core import facts
from kvarbo.core.calendar import bank_days_between
from kvarbo.ground import clock
from kvarbo.ground.break_glass.queries import subjects_opened_by
from kvarbo.ground.people.masked import MASKED, Masked
from kvarbo.ground.people.queries import ShownPerson, closed_people, shown_to
from kvarbo.ground.protection.queries import barred_from
from kvarbo.ground.ties import Ties
from kvarbo.ground.units.queries import AtWork, matters_assigned_to, unit_name
from kvarbo.landlord.rent.models import (
    Bill,
    Import,
    ImportState,
    Lease,
    LeaseTenant,
    LedgerState,
    Payment,
    ProtectedAddress,
    RecordedPurpose,
    RememberedMapping,
)
from kvarbo.landlord.rent.payments.models import PossibleLease

BANK = "bank"  # the kind of a payment file; the other kinds are the landlord's own lists
FOR_RENT = facts.Designation(kinds=(facts.BillKind.RENT,))
AT_A_TIME = 5_000  # leases asked for in one query; SQLite allows 32,766 values, so chunks keep well below


def ledger_state() -> LedgerState:
    """Where the ledger stands: which import is seen, and until when it is known who has paid."""
    return LedgerState.objects.get(pk=1)


def own_known_through() -> date | None:
    """Until when the landlord's own lists and ledgers, read in so far, tell who has paid."""
    own = Import.objects.filter(state=ImportState.APPLIED).exclude(kind=BANK)
    known: date | None = own.aggregate(day=Max("known_through"))["day"]
    return known


def visible_leases() -> QuerySet[Lease]:
    """Leases whose import has been finished; never one that is half way in."""
    return Lease.objects.filter(import_no__lte=LedgerState.objects.values("visible_import")[:1])


def leases_open_to(reader: AtWork) -> QuerySet[Lease]:
    """Leases this reader may open: a caretaker those of their own district or assigned to them, the office all.

    A lease with somebody protected opens only for those who are named for everybody protected on it; one with
    somebody the reader is barred from never. What is open by nödöppning opens for its hour.
    """
    by_glass = Q(pk__in=subjects_opened_by(reader.id))
    if not reader.meets_people:
        return Lease.objects.none()
    leases = visible_leases().exclude(pk__in=_leases_of(closed_people(reader).values("pk")))
    if not reader.may_see_protected:
        leases = leases.filter(Q(is_protected=False) | by_glass)
    if reader.only_own_unit:
        district = unit_name(reader.unit_id)
        own = by_glass | Q(pk__in=matters_assigned_to(reader.id))
        leases = leases.filter(own | Q(district=district) if district else own)
    return leases


def _leases_of(people: QuerySet[Any, Any]) -> QuerySet[LeaseTenant, Any]:
    """Ids of the leases that these people stand on, as a subquery."""
    return LeaseTenant.objects.filter(person_id__in=people).values("lease_id")


def leases_listed_for(reader: AtWork) -> QuerySet[Lease]:
    """Leases that may stand in this reader's lists: those they may open, and for the office masked ones too.

    A lease the reader is barred from is not even masked: to them it is nowhere.
    """
    if reader.only_own_unit:
        return leases_open_to(reader)
    return visible_leases().exclude(pk__in=_leases_of(barred_from(reader).values("person_id")))


def masked_for(reader: AtWork) -> QuerySet[Lease]:
    """Leases that stand masked in this reader's lists."""
    return leases_listed_for(reader).filter(is_protected=True).exclude(pk__in=leases_open_to(reader).values("pk"))


def leases_by_number(number: str) -> list[UUID]:
    """Visible leases that the landlord's own files call exactly so, protected ones too: ids alone."""
    return list(visible_leases().filter(source_key=number).values_list("pk", flat=True))


def tenants_on(lease_id: UUID) -> list[UUID]:
    """Ids of everybody on a lease."""
    return list(LeaseTenant.objects.filter(lease_id=lease_id).order_by("place").values_list("person_id", flat=True))


def roles_on(lease_ids: Collection[UUID]) -> dict[UUID, dict[UUID, str]]:
    """In which part each person stands on these leases."""
    found: dict[UUID, dict[UUID, str]] = defaultdict(dict)
    tied = LeaseTenant.objects.filter(lease_id__in=list(lease_ids))
    for lease_id, person_id, role in tied.values_list("lease_id", "person_id", "role"):
        found[lease_id][person_id] = role
    return found


def protected_on(lease_ids: Collection[UUID]) -> list[UUID]:
    """Ids of the protected people on these leases."""
    tied = LeaseTenant.objects.filter(lease_id__in=list(lease_ids), person__is_protected=True)
    return list(tied.order_by("pk").values_list("person_id", flat=True))


def open_imports() -> QuerySet[Import]:
    """Files that were dropped, newest first."""
    return Import.objects.all()


def leases_by_key() -> dict[str, Lease]:
    """Every visible lease by the landlord's own number."""
    return {lease.source_key: lease for lease in visible_leases()}


def import_by_id(identity: str) -> Import:
    """One file by its id."""
    return Import.objects.get(pk=identity)


def header_hash(header: Sequence[str]) -> str:
    """What a list is recognised by: its header, whatever the rows."""
    return hashlib.sha256("\x1f".join(header).encode()).hexdigest()


def remembered_mapping(header: Sequence[str]) -> dict[str, str] | None:
    """What the columns of a list with this header were once said to mean."""
    found = RememberedMapping.objects.filter(header_hash=header_hash(header)).first() if header else None
    return dict(found.mapping) if found else None


def purposes() -> frozenset[str]:
    """What the landlord has written down a purpose for: "children", "language", both or neither."""
    return frozenset(RecordedPurpose.objects.values_list("kind", flat=True))


def recorded_purposes() -> list[dict[str, object]]:
    """What the landlord has written down a purpose for, in words."""
    return [
        {
            "label": kept.get_kind_display(),
            "purpose": kept.purpose,
            "by": kept.recorded_by,
            "recorded": clock.day_of(kept.recorded_at),
        }
        for kept in RecordedPurpose.objects.order_by("kind")
    ]


@dataclass(frozen=True, slots=True)
class ShownLease:
    """A lease as this reader may see it: where it is, and who is on it."""

    id: UUID
    number: str | Masked
    address: str | Masked
    flat: str | Masked
    district: str | Masked
    tenants: tuple[ShownPerson, ...]
    may_open: bool

    @property
    def where(self) -> str | Masked:
        """Address and flat in one line, or the mask."""
        return MASKED if isinstance(self.address, Masked) else f"{self.address}, lgh {self.flat}".removesuffix(", lgh ")


def shown_leases(reader: AtWork, leases: Collection[Lease]) -> dict[UUID, ShownLease]:
    """Leases by id as ``reader`` may see them, in a constant number of queries."""
    ids = [lease.id for lease in leases]
    ties = list(
        LeaseTenant.objects.filter(lease_id__in=ids, import_no__lte=ledger_state().visible_import)
        .order_by("lease_id", "place")
        .values_list("lease_id", "person_id")
    )
    people = shown_to(reader, {person for _, person in ties})
    tenants: dict[UUID, list[ShownPerson]] = defaultdict(list)
    for lease_id, person_id in ties:
        tenants[lease_id].append(people[person_id])
    protected = [lease.id for lease in leases if lease.is_protected]
    opened = leases_open_to(reader).filter(pk__in=protected).values("pk")
    addresses = (
        {kept.lease_id: kept for kept in ProtectedAddress.objects.filter(lease_id__in=opened)} if protected else {}
    )
    barred = set(
        LeaseTenant.objects.filter(lease_id__in=ids, person_id__in=barred_from(reader).values("person_id")).values_list(
            "lease_id", flat=True
        )
    )
    return {
        lease.id: _shown(
            lease, addresses.get(lease.id), tuple(tenants[lease.id]), closed=lease.is_protected or lease.id in barred
        )
        for lease in leases
    }


def _shown(
    lease: Lease, address: ProtectedAddress | None, tenants: tuple[ShownPerson, ...], *, closed: bool
) -> ShownLease:
    if closed and address is None:
        return ShownLease(lease.id, MASKED, MASKED, MASKED, MASKED, tenants, may_open=False)
    source: Lease | ProtectedAddress = address or lease
    return ShownLease(lease.id, source.number, source.address, source.flat, source.district, tenants, may_open=True)


def tenancies_of(person_ids: Collection[UUID]) -> list[tuple[UUID, UUID]]:
    """Which visible leases these people stand on: (person, lease), oldest tie first."""
    return list(
        LeaseTenant.objects.filter(person_id__in=list(person_ids), import_no__lte=ledger_state().visible_import)
        .order_by("pk")
        .values_list("person_id", "lease_id")
    )


def ties_of_leases(ids: Collection[UUID]) -> dict[UUID, Ties]:
    """Who is on each lease and when it ended; for the log review, whoever may open it. Any in the office may."""
    people: dict[UUID, list[UUID]] = defaultdict(list)
    for lease_id, person_id in LeaseTenant.objects.filter(lease_id__in=list(ids)).values_list("lease_id", "person_id"):
        people[lease_id].append(person_id)
    rows = Lease.objects.filter(pk__in=list(ids)).values_list("pk", "end_date", "is_protected")
    return {pk: Ties(tuple(people[pk]), None, ended, protected) for pk, ended, protected in rows}


def leases_to_assess(*, on: date) -> list[UUID]:
    """Leases that may have something overdue: more was billed before the day than can have been paid of it.

    Never too few, sometimes one too many (a credit, money left over elsewhere, money that the payer said is for the
    rent): the ladder then says that nothing is open. Only what has come by the day counts. Money the landlord has
    matched to a bill that is not yet due, or to another's, cannot hide an older debt; money that went back is taken off
    wherever it was matched.
    """
    visible = ledger_state().visible_import
    billed = (
        Bill.objects.filter(import_no__lte=visible, due_date__lt=on, amount__gt=0)
        .order_by()
        .values_list("lease_id")
        .annotate(total=Sum("amount"))
    )
    come = Q(booked_date__lte=on) | Q(order_received_date__lte=on) | Q(bank_order_date__lte=on)
    own = Q(bill__due_date__lt=on, bill__import_no__lte=visible, bill__lease=F("lease"))
    paid = dict(
        Payment.objects.filter(Q(bill=None, is_for_rent=False) | own | Q(amount__lt=0), come, import_no__lte=visible)
        .order_by()
        .values_list("lease_id")
        .annotate(total=Sum("amount"))
    )
    return [lease_id for lease_id, total in billed if total > paid.get(lease_id, 0)]


def facts_for(
    lease_ids: Iterable[UUID], *, events: Mapping[UUID, tuple[facts.Event, ...]] | None = None
) -> dict[UUID, facts.Facts]:
    """Facts by lease, built from the rows; ``events`` come from outreach, which knows of contacts and promises."""
    wanted = list(lease_ids)
    built: dict[UUID, facts.Facts] = {}
    for start in range(0, len(wanted), AT_A_TIME):
        built.update(_facts_of(wanted[start : start + AT_A_TIME], events or {}))
    return built


def _facts_of(lease_ids: Sequence[UUID], events: Mapping[UUID, tuple[facts.Event, ...]]) -> dict[UUID, facts.Facts]:
    state = ledger_state()
    seen = {"import_no__lte": state.visible_import, "lease_id__in": lease_ids}
    bills: dict[UUID, list[facts.Bill]] = defaultdict(list)
    columns = ("lease_id", "pk", "month", "kind", "due_date", "amount", "lines")
    for lease_id, pk, month, kind, due, amount, lines in Bill.objects.filter(**seen).values_list(*columns):
        bills[lease_id].append(facts.Bill(str(pk), month, facts.BillKind(kind), due, amount, _lines(lines)))
    payments: dict[UUID, list[facts.Payment]] = defaultdict(list)
    columns = ("lease_id", "pk", "booked_date", "amount", "order_received_date", "reference", "bill_id",
               "cause_unknown", "bank_order_date", "is_for_rent")  # fmt: skip
    for lease_id, pk, booked, amount, ordered, reference, bill_id, unknown, by_bank, for_rent in Payment.objects.filter(
        **seen
    ).values_list(*columns):
        matched, said = str(bill_id) if bill_id else None, FOR_RENT if for_rent else None
        payments[lease_id].append(
            facts.Payment(str(pk), booked, amount, ordered or by_bank, reference, matched, unknown, said)
        )
    waiting = _waiting_payments(lease_ids, state.visible_import)
    people = _people_of(lease_ids, state.visible_import)
    return {
        lease.id: facts.Facts(
            lease=_lease(lease),
            people=tuple(people[lease.id]),
            bills=tuple(bills[lease.id]),
            payments=tuple(payments[lease.id]),
            events=events.get(lease.id, ()),
            known_through=state.known_through,
            waiting_payments=tuple(waiting[lease.id]),
        )
        for lease in Lease.objects.filter(pk__in=lease_ids, import_no__lte=state.visible_import)
    }


def _waiting_payments(lease_ids: Sequence[UUID], visible: int) -> dict[UUID, list[facts.Payment]]:
    """Payments that wait for a person and may belong to the lease."""
    waiting: dict[UUID, list[facts.Payment]] = defaultdict(list)
    possible = PossibleLease.objects.filter(lease_id__in=lease_ids, incoming__import_no__lte=visible)
    columns = ("lease_id", "incoming__key", "incoming__booked_date", "incoming__open_amount")
    for lease_id, key, booked, amount in possible.order_by("incoming__key").values_list(*columns):
        waiting[lease_id].append(facts.Payment(key, booked, amount))
    return waiting


def _lines(stored: list[list[object]] | None) -> tuple[facts.BillLine, ...]:
    return tuple(facts.BillLine(facts.BillKind(str(kind)), int(str(amount))) for kind, amount in stored or ())


def _lease(lease: Lease) -> facts.Lease:
    return facts.Lease(
        kind=facts.LeaseKind(lease.kind),
        start=lease.start_date,
        end=lease.end_date,
        rent=lease.rent,
        first_lease=lease.is_first_lease,
        autogiro=lease.is_autogiro,
        children=lease.children,
    )


def _people_of(lease_ids: Sequence[UUID], visible: int) -> dict[UUID, list[facts.PersonFacts]]:
    """Roles and birth dates. A protected person's birth date is used for the ladder and never shown."""
    people: dict[UUID, list[facts.PersonFacts]] = defaultdict(list)
    ties = LeaseTenant.objects.filter(lease_id__in=lease_ids, import_no__lte=visible).values_list(
        "lease_id", "role", "person__birth_date", "person__protected_details__birth_date", "person__is_protected"
    )
    for lease_id, role, born, protected_born, is_protected in ties:
        people[lease_id].append(
            facts.PersonFacts(role=facts.Role(role), born=born or protected_born, protected=is_protected)
        )
    return people


def known_banner(*, on: date) -> dict[str, object]:
    """What every page of the office says first: until when it is known who has paid, and whether that is long ago."""
    through = ledger_state().known_through
    return {"known_through": through, "known_warning": _known_warning(through, on)}


def _known_warning(through: date | None, on: date) -> str:
    if through is None:
        return "Ingen fil är inläst ännu, så ingen kan föreslås för kontakt. Börja under Filer."
    missing = bank_days_between(through, on)
    if missing <= 1:
        return ""
    return (
        f"Betalningarna är {missing} bankdagar gamla. "
        "Läs in en ny lista innan du hör av dig: någon kan redan ha betalat."
    )


@dataclass(frozen=True, slots=True)
class BillNumbers:
    """The numbers by which others refer to a bill."""

    id: int
    lease_id: UUID
    month: date
    number: str
    ocr: str


def bill_numbers(*, leases: Collection[UUID] = (), numbers: Collection[str] = ()) -> list[BillNumbers]:
    """Bills of these leases, or those that have one of these numbers; at most ``AT_A_TIME`` of either."""
    visible = ledger_state().visible_import
    wanted = Q(lease_id__in=list(leases)) | Q(number__in=list(numbers)) | Q(ocr__in=list(numbers))
    found = Bill.objects.filter(wanted, import_no__lte=visible).order_by("due_date", "pk")
    return [BillNumbers(*row) for row in found.values_list("pk", "lease_id", "month", "number", "ocr")]


def leases_numbered(numbers: Collection[str]) -> list[tuple[str, UUID]]:
    """Leases by the numbers the landlord calls them; at most ``AT_A_TIME`` of them."""
    wanted, leases = list(numbers), visible_leases()
    hidden = ProtectedAddress.objects.filter(number__in=wanted, lease__in=leases)
    return [
        *leases.filter(number__in=wanted).values_list("number", "pk"),
        *hidden.values_list("number", "lease_id"),
    ]
