"""The two long jobs of a payment file: going through it (the dry run) and reading it in.

A payment file is read whole or not at all. What it tells is added unseen in short batches; the last write places what
waits, works out what counts, and makes all of it visible.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from kvarbo.core import swedish
from kvarbo.ground import clock
from kvarbo.ground.bulk import insert_missing
from kvarbo.ground.trail.recorder import record, recorder
from kvarbo.house.rooms import current
from kvarbo.landlord.rent import reckoning
from kvarbo.landlord.rent.bank.reading import kept_bank_reading, payment_key, read_bank_file
from kvarbo.landlord.rent.bank.rows import BankReading, EntryKind, Section, SectionedPayment
from kvarbo.landlord.rent.files.refusal import CannotRead
from kvarbo.landlord.rent.models import Import, ImportState
from kvarbo.landlord.rent.payments.matching import Unplaced, numbers_of, placed_by_rule
from kvarbo.landlord.rent.payments.models import AccountDay, IncomingPayment, ToldBy
from kvarbo.landlord.rent.payments.placing import place_by_rules, suggest, targets_by_number, to_place
from kvarbo.landlord.rent.payments.telling import Told, add_told
from kvarbo.landlord.rent.queries import BANK, ledger_state
from kvarbo.landlord.rent.staging import Progress, begin, file_path, make_visible, refuse

BATCH = 2_000
DAY = ("key", "account", "number", "day", "through", "total", "payments", "import_no")
SAME_DAY = (
    "{day} har {number} betalningar med samma summa redan lästs in ur en annan fil. Är det samma betalningar i ett "
    "annat format, till exempel BgMax och camt, ska bara den ena läsas in: annars räknas de två gånger."
)
ALL_KNOWN = "Alla betalningar i filen är redan inlästa. Ingenting ändras."
NEW_ACCOUNT = "Filen gäller {kind} {account}, som inte har lästs in förut. Kontrollera att det är ert."
NOT_ONE_SEK = "Filen har inga betalningar i svenska kronor, så det finns ingenting att läsa in."


def go_through(identity: str, *, progress: Progress) -> None:
    """Gå igenom filen: what it is, what is new in it, and how much of that a person would have to place."""
    received = Import.objects.get(pk=identity)
    try:
        reading = read_bank_file(file_path(received), on=clock.today())
    except CannotRead as refusal:
        refuse(received, str(refusal), kind=BANK)
        return
    with reading:
        through = received.known_through or reading.through
        if through is None:
            refuse(received, NOT_ONE_SEK, kind=BANK)
            return
        counts = _counted(reading, progress)
        summary = _summary(reading, counts)
        if counts["bank_new"]:
            summary["warnings"] += [*_new_accounts(reading), *_told_in_another_way(reading, through)]
        elif len(reading.rows):
            summary["warnings"].append(ALL_KNOWN)
        Import.objects.filter(pk=received.pk).update(
            state=ImportState.READ, kind=BANK, known_through=through, summary=summary
        )
        reading.rows.keep_at(_kept(received))


def read_in(identity: str, *, progress: Progress) -> None:
    """Läs in: every payment once, placed where a rule says so; the rest waits for a person."""
    received = Import.objects.get(pk=identity)
    if received.state == ImportState.APPLIED:
        return  # read in already; only the worker that did it never came to say so
    number = begin(received)
    try:
        reading = kept_bank_reading(_kept(received)) or read_bank_file(file_path(received), on=clock.today())
    except CannotRead as refusal:
        refuse(received, str(refusal))
        return
    with reading:
        new = _add(reading, number, progress)
        progress("Placerar betalningar", 0, 1)
        with transaction.atomic(using=current().alias):
            mine = IncomingPayment.objects.filter(import_no=number)
            touched = place_by_rules(mine, import_no=number, are_new=True)
        _finish(received, reading, number=number, new=new, touched=touched)
    _kept(received).unlink(missing_ok=True)


def _add(reading: BankReading, number: int, progress: Progress) -> int:
    new = done = 0
    for told in _told(reading):
        with transaction.atomic(using=current().alias):
            new += add_told(told, told_by=ToldBy.BANK, import_no=number)
        done += len(told)
        progress("Läser in", done, len(reading.rows))
    return new


def _finish(received: Import, reading: BankReading, *, number: int, new: int, touched: set[Any]) -> None:
    with transaction.atomic(using=current().alias):
        insert_missing(AccountDay, DAY, _days(reading, received.known_through, number))
        touched |= place_by_rules(to_place(import_no=number).exclude(import_no=number), import_no=number)
        reckoning.work_out(leases=touched, import_no=number).put_in_place()
        Import.objects.filter(pk=received.pk).update(state=ImportState.APPLIED, applied_at=timezone.now())
        make_visible(number)
        suggest(import_no=number)
        told = IncomingPayment.objects.filter(import_no=number)
        counts = {
            "bank_payments": len(reading.rows),
            "bank_new": new,
            "bank_placed": told.filter(open_amount=0).count(),
            "bank_waiting": told.exclude(open_amount=0).count(),
        }
        Import.objects.filter(pk=received.pk).update(summary=_summary(reading, Counter(counts)))
        record("file.read_in", about={"import": str(received.pk), "through": ledger_state().known_through.isoformat()})
        recorder().write()


def _new_accounts(reading: BankReading) -> list[str]:
    """Accounts that no file has told of: somebody else's file, or the first one."""
    visible = ledger_state().visible_import
    known = set(AccountDay.objects.filter(import_no__lte=visible).values_list("account", flat=True))
    told = {section.account: section.account_kind for section in reading.sections if section.account not in known}
    return [NEW_ACCOUNT.format(kind=kind, account=account) for account, kind in told.items()]


def _told_in_another_way(reading: BankReading, through: date) -> list[str]:
    """Days whose sum and number of payments have come before, in a file that names the payments otherwise."""
    visible = ledger_state().visible_import
    warnings = []
    for section in reading.sections:
        day = _known(section, reading, through)
        same = AccountDay.objects.filter(through=day, total=section.total, payments=section.payments)
        same = same.filter(import_no__lte=visible).exclude(account=section.account, number=section.number)
        if section.payments and same.exists():
            warnings.append(SAME_DAY.format(day=swedish.day(day), number=section.payments))
    return warnings


def _kept(received: Import) -> Path:
    path = file_path(received)
    return path.with_name(f"{path.name}-bank")


def _told(reading: BankReading) -> Iterator[list[Told]]:
    for chunk in reading.rows.chunks(BATCH):
        yield [_of_tenants(reading.sections[row.section], row) for row in chunk]


def _of_tenants(section: Section, row: SectionedPayment) -> Told:
    payment = row.payment
    return Told(
        key=f"bank {payment_key(section, payment)}"[:240],
        amount=payment.amount,
        booked=payment.booked,
        order_received=payment.order_received,
        reference=payment.reference,
        parts=tuple((part.reference, part.amount) for part in payment.parts),
        text=payment.text if payment.kind is not EntryKind.DEDUCTION else f"Avdrag: {payment.text}",
        account=section.account,
        payer_name=payment.payer_name,
        payer_account=payment.payer_account,
        payer_identity=payment.payer_identity,
    )


def _days(reading: BankReading, through: date | None, number: int) -> Iterator[tuple[Any, ...]]:
    """One row for each account's day; what the person who dropped the file says goes for all its accounts."""
    for section in reading.sections:
        known = _known(section, reading, through)
        name = f"{section.account} {section.day} {section.number} {section.total} {section.payments} {known}"
        yield (name[:200], section.account[:60], section.number[:40], section.day, known, section.total,
               section.payments, number)  # fmt: skip


def _known(section: Section, reading: BankReading, through: date | None) -> date:
    """The last day whose payments an account's section holds."""
    return max(day for day in (section.through, section.day, through, reading.latest_booked, date.min) if day)


def _counted(reading: BankReading, progress: Progress) -> Counter[str]:
    """What reading it in would do: how many payments are new, and how many of them an exact number places."""
    counts: Counter[str] = Counter()
    visible = ledger_state().visible_import
    for told in _told(reading):
        known = set(IncomingPayment.objects.filter(key__in=[t.key for t in told]).values_list("key", flat=True))
        new = [_unplaced(one) for one in told if one.key not in known]
        targets = targets_by_number({number for one in new for number in numbers_of(one)}, import_no=visible)
        placed = sum(placed_by_rule(one, by_number=targets, paid_before=()) is not None for one in new)
        counts += Counter(
            bank_payments=len(told), bank_new=len(new), bank_placed=placed, bank_waiting=len(new) - placed
        )
        progress("Går igenom filen", counts["bank_payments"], len(reading.rows))
    return counts


def _unplaced(told: Told) -> Unplaced:
    return Unplaced(
        told.amount, told.booked, told.reference, told.parts, told.text, told.payer_account, told.payer_name
    )


def _summary(reading: BankReading, counts: Counter[str]) -> dict[str, Any]:
    return {
        "format": f"{reading.format.value} {reading.version}".strip(),
        "encoding": reading.encoding,
        "rows": len(reading.rows),
        "warnings": list(reading.warnings),
        "totals": {"paid": reading.total},
        "sections": [
            {
                "account": section.account,
                "day": swedish.day(section.day) if section.day else "",
                "number": section.number,
                "payments": section.payments,
                "total": section.total,
            }
            for section in reading.sections[:50]
        ],
        "counts": dict(counts),
    }
