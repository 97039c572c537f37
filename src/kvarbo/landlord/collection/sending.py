"""Göra underlaget: the chosen rows, read anew from the ledger at that moment, become a file that is kept as made.

Two people may press at once, and a payment may have come since the page was opened: who sends waits for the other,
asks the ladder again, and takes off what it no longer suggests. A month is given to an agency once.
"""

from __future__ import annotations

import hashlib
import os
import uuid
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import UUID

from django.conf import settings

from kvarbo.core.debt import DISPUTED, OpenBill, open_bills
from kvarbo.core.facts import Facts, LadderStep
from kvarbo.core.ladder.next_steps import SuggestedStep, next_steps
from kvarbo.core.ladder.policy import Policy
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork
from kvarbo.house.rooms import current
from kvarbo.landlord.collection import words
from kvarbo.landlord.collection.mapping import AgencyMapping, Reference
from kvarbo.landlord.collection.models import Agency, CollectionFile, LeftOut, Matter
from kvarbo.landlord.collection.queries import mapping_of
from kvarbo.landlord.collection.writing import OutRow, can_be_written, written
from kvarbo.landlord.outreach.assessment import assess
from kvarbo.landlord.outreach.queries import AT_A_TIME, known_facts, policy_on
from kvarbo.landlord.outreach.refusals import NO_POLICY, CannotDo
from kvarbo.landlord.rent.queries import (
    BillNumbers,
    Lease,
    ShownLease,
    bill_numbers,
    leases_open_to,
    shown_leases,
)

Chosen = tuple[UUID, date]  # a lease and the month of its rent
MOST = 2_000  # rows in one file
NOTHING_LEFT = "Ingen rad gick att lämna, så ingen fil gjordes."


@dataclass(frozen=True, slots=True)
class Made:
    """Vad det blev: the file, if any row was left for one, and how many rows were taken off, by why."""

    file: CollectionFile | None
    taken_off: Mapping[str, int]


@dataclass(slots=True)
class _Making:
    agency: Agency
    mapping: AgencyMapping
    on: date
    by: AtWork
    taken_off: Counter[str] = field(default_factory=Counter)
    rows: list[OutRow] = field(default_factory=list)
    matters: list[Matter] = field(default_factory=list)


def make_file(*, agency: UUID, chosen: Collection[Chosen], on: date, by: AtWork, form_key: str) -> Made:
    """Gör filen of the chosen leases and months, within the transaction under way."""
    kept = Agency.objects.select_for_update().filter(pk=agency, is_active=True).first()
    if kept is None:
        raise CannotDo("Inkassobolaget finns inte. Välj ett av dem som är inskrivna.")
    if not form_key or len(form_key) > 64:
        raise CannotDo("Formuläret saknar sin nyckel. Öppna sidan på nytt och försök igen.")
    before = CollectionFile.objects.filter(form_key=form_key).first()
    if before is not None:
        return Made(before, {})
    if len(chosen) > MOST:
        raise CannotDo(f"Högst {MOST} rader får plats i en fil. Dela upp dem, till exempel per område.")
    policy = policy_on(on)
    if policy is None:
        raise CannotDo(NO_POLICY)
    making = _Making(kept, mapping_of(kept), on, by)
    leases = _open_leases(making, chosen)
    _take_rows(making, policy, leases, chosen)
    file = _keep(making, form_key, any(leases[matter.lease_id].is_protected for matter in making.matters))
    assess(on=on, leases=sorted({lease for lease, _ in chosen if lease in leases}))
    return Made(file, dict(making.taken_off))


def _open_leases(making: _Making, chosen: Collection[Chosen]) -> dict[UUID, Lease]:
    """Leases that the sender may open; what is protected is sent by a named handler only."""
    wanted = {lease for lease, _ in chosen}
    leases = {lease.id: lease for lease in leases_open_to(making.by).filter(pk__in=wanted)}
    making.taken_off[words.NOT_YOURS] += sum(1 for lease, _ in chosen if lease not in leases)
    return leases


def _take_rows(making: _Making, policy: Policy, leases: Mapping[UUID, Lease], chosen: Collection[Chosen]) -> None:
    """Ask the ledger and the ladder again, lease by lease."""
    facts = known_facts(sorted(leases))
    shown = shown_leases(making.by, list(leases.values()))
    numbers = {str(bill.id): bill for bill in bill_numbers(leases=sorted(leases))}
    given = set(Matter.objects.filter(lease_id__in=list(leases)).values_list("lease_id", "month"))
    left_out = set(
        LeftOut.objects.filter(lease_id__in=list(leases), taken_back_date=None).values_list("lease_id", "month")
    )
    for lease, month in sorted(set(chosen)):
        if lease not in leases:
            continue
        known = facts[lease]
        step = _step_now(policy, known, month, making.on)
        bills = _open_of(policy, known, month, making.on)
        if (lease, month) in given:
            making.taken_off[words.SENT_ALREADY] += 1
        elif (lease, month) in left_out:
            making.taken_off[words.LEFT_OUT] += 1
        elif not bills:
            making.taken_off[words.PAID] += 1
        elif step is None:
            making.taken_off[words.WAITS] += 1
        else:
            _take(making, policy, shown[lease], month, bills, numbers)


def _step_now(policy: Policy, facts: Facts, month: date, on: date) -> SuggestedStep | None:
    steps = next_steps(policy=policy, facts=facts, on=on).value
    wanted = (step for step in steps if step.step == LadderStep.COLLECTION_FILE and step.month == month)
    return next((step for step in wanted if step.state == "now"), None)


def _open_of(policy: Policy, facts: Facts, month: date, on: date) -> list[OpenBill]:
    """The month's bills that are open, as the ledger stands now."""
    opened = open_bills(facts.bills, facts.payments, on=on, order=policy.line_order)
    return [bill for bill in opened if bill.bill.month == month and capital_of(policy, bill) != (0, 0)]


def capital_of(policy: Policy, bill: OpenBill) -> tuple[int, int]:
    """Kapital: what is open of rent and of other things, öre; what is in dispute is not claimed."""
    rent = bill.of(kind for kind in policy.money_that_starts)
    claimed = sum(amount for kind, amount in bill.by_kind if kind not in DISPUTED)
    return rent, claimed - rent


def _take(
    making: _Making,
    policy: Policy,
    lease: ShownLease,
    month: date,
    bills: list[OpenBill],
    numbers: Mapping[str, BillNumbers],
) -> None:
    rows = [_row(making, policy, lease, bill, numbers[bill.bill.id]) for bill in bills]
    if not all(can_be_written(row, making.mapping.out) for row in rows):
        making.taken_off[words.CANNOT_BE_WRITTEN] += 1
        return
    making.rows += rows
    making.matters.append(
        Matter(
            lease_id=lease.id,
            month=month,
            agency=making.agency,
            sent_date=making.on,
            capital_rent=sum(row.capital_rent for row in rows),
            capital_other=sum(row.capital_other for row in rows),
            by_name=making.by.name,
        )
    )


def _row(making: _Making, policy: Policy, lease: ShownLease, bill: OpenBill, numbers: BillNumbers) -> OutRow:
    rent, other = capital_of(policy, bill)
    reference = {
        Reference.OCR: numbers.ocr,
        Reference.BILL_NUMBER: numbers.number,
        Reference.LEASE_NUMBER: str(lease.number),
    }[making.mapping.out.reference]
    if not reference:
        raise CannotDo(
            "En avi saknar den referens som bolaget känner igen ärendet på. Läs in en hyresreskontra med OCR och "
            "avinummer, eller låt kolumnbeskrivningen använda avtalsnumret."
        )
    first = lease.tenants[0] if lease.tenants else None
    return OutRow(
        reference=reference,
        lease_number=str(lease.number),
        names=tuple(str(tenant.name) for tenant in lease.tenants),
        identities=tuple(str(tenant.identity) for tenant in lease.tenants),
        address=str(lease.address),
        flat=str(lease.flat),
        phone=str(first.phone) if first else "",
        email=str(first.email) if first else "",
        bill_number=numbers.number,
        ocr=numbers.ocr,
        month=bill.bill.month,
        due_date=bill.bill.due_date,
        capital_rent=rent,
        capital_other=other,
        sent_date=making.on,
    )


def _keep(making: _Making, form_key: str, holds_protected: bool) -> CollectionFile | None:
    """Store the file as it was made, in the room's own folder, and the matters that it begins."""
    if not making.rows:
        return None
    content = written(making.rows, making.mapping.out)
    identity = uuid.uuid4()
    number = CollectionFile.objects.filter(agency=making.agency).count() + 1
    file = CollectionFile.objects.create(
        id=identity,
        agency=making.agency,
        made_date=making.on,
        file_name=f"{making.agency.key}-{making.on.isoformat()}-{number}.{making.mapping.out.format.value}",
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        rows=len(making.rows),
        holds_protected=holds_protected,
        form_key=form_key,
        by=making.by.id,
        by_name=making.by.name,
    )
    path = path_of(file)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stored:
        stored.write(content)
    for matter in making.matters:
        matter.file = file
    Matter.objects.bulk_create(making.matters, batch_size=AT_A_TIME // 10)
    subjects = [matter.lease_id for matter in making.matters]
    record("collection.sent", subjects=subjects, about={"file": str(file.id), "sha256": file.sha256})
    return file


def path_of(file: CollectionFile) -> Path:
    """Where the made file lies."""
    return Path(settings.KVARBO_FILES) / current().slug / f"inkasso-{file.id}"


def content_of(file: CollectionFile) -> bytes:
    """The file as it was made; one that has been changed since is refused."""
    try:
        content = path_of(file).read_bytes()
    except OSError:
        raise CannotDo(
            "Filen finns inte kvar på servern. Be den som sköter servern att hämta den ur backupen."
        ) from None
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise CannotDo("Filen på servern är inte den som gjordes. Hämta den ur backupen innan den skickas.")
    return content
