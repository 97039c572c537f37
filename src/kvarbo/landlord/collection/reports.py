"""Writes of what an agency tells, typed in or from a file: statuses, payments, papers, proposals.

The same thing told again, by hand or by a file, is one thing. Nothing told is changed: a correction is a new row.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from kvarbo.core import swedish
from kvarbo.core.facts import AgencyStatus, BillKind
from kvarbo.ground.trail.recorder import record
from kvarbo.landlord.collection.models import (
    AgencyPayment,
    Matter,
    Paper,
    Proposal,
    ProposalKind,
    Report,
    SentPaperKind,
    ToldIn,
)
from kvarbo.landlord.outreach.assessment import assess
from kvarbo.landlord.outreach.refusals import CannotDo
from kvarbo.landlord.rent.payments.telling import Told, ToldBy, tell_of, withdraw
from kvarbo.landlord.rent.queries import facts_for

LARGEST = 1_000_000_000  # öre


class Source:
    """Who tells, when and how: the same for all rows of a file."""

    def __init__(self, *, told_in: ToldIn, on: date, by_name: str) -> None:
        self.told_in, self.on, self.by_name = told_in, on, by_name

    def common(self, matter: Matter, text: str) -> dict[str, Any]:
        """What every told row holds."""
        return {
            "lease_id": matter.lease_id, "matter": matter, "learnt_date": self.on, "told_in": self.told_in.value,
            "by_name": self.by_name, "text": text.strip()[:200],
        }  # fmt: skip


def add_status(
    source: Source, matter: Matter, *, status: str, day: date, text: str = "", corrects: Report | None = None
) -> bool:
    """Läge: whether it was new. A later-told older day stands beside the newer one and hides nothing."""
    if status not in set(AgencyStatus):
        raise CannotDo("Välj vilket läge ärendet har.", field="status")
    _check_day(day, matter, source.on, field="status_date")
    if corrects is not None:
        _check_correction(corrects, matter)
    elif Report.objects.filter(matter=matter, status=status, status_date=day, corrected_by=None).exists():
        return False
    Report.objects.create(status=status, status_date=day, corrects=corrects, **source.common(matter, text))
    _note("collection.status", matter, status)
    return True


def add_paper(
    source: Source,
    matter: Matter,
    *,
    kind: str,
    posted: date | None = None,
    received: date | None = None,
    served: date | None = None,
    registered: bool | None = None,
    text: str = "",
    corrects: Paper | None = None,
) -> bool:
    """Handling som bolaget har skickat: whether it was new."""
    if kind not in SentPaperKind.values:
        raise CannotDo("Välj vilken handling det är.", field="kind")
    days = {"posted": posted, "received": received, "served": served}
    if not any(days.values()):
        raise CannotDo("Skriv minst en dag: postad, mottagen eller delgiven.", field="posted")
    for field, day in days.items():
        if day is not None and day > source.on:
            raise CannotDo(f"{swedish.day(day).capitalize()} har inte varit än.", field=field)
    if posted and ((received and received < posted) or (served and served < posted)):
        raise CannotDo("Handlingen kan inte ha kommit fram innan den skickades.", field="received")
    same = {"posted_date": posted, "received_date": received, "served_date": served}
    if corrects is not None:
        _check_correction(corrects, matter)
    elif Paper.objects.filter(matter=matter, kind=kind, corrected_by=None, **same).exists():
        return False
    Paper.objects.create(kind=kind, is_registered=registered, corrects=corrects, **same, **source.common(matter, text))
    _note("collection.paper", matter, kind)
    return True


def add_proposal(source: Source, matter: Matter, *, kind: str, day: date, text: str = "") -> bool:
    """Åtgärdsförslag: whether it was new."""
    if kind not in ProposalKind.values:
        raise CannotDo("Välj vad bolaget föreslår.", field="kind")
    _check_day(day, matter, source.on, field="proposed_date")
    if Proposal.objects.filter(matter=matter, kind=kind, proposed_date=day).exists():
        return False
    Proposal.objects.create(kind=kind, proposed_date=day, **source.common(matter, text))
    _note("collection.proposal", matter, kind)
    return True


def add_payment(
    source: Source,
    matter: Matter,
    *,
    amount: int,
    paid: date,
    remitted: date | None = None,
    remittance: str = "",
    number: str = "",
    text: str = "",
) -> Told | None:
    """Betalning till bolaget, to be told on to ``payments``; none when it was told of before.

    One typed in without the agency's number is the same as the file's first one of that day and amount.
    """
    if not 0 < amount <= LARGEST:
        raise CannotDo("Beloppet ska vara mer än noll. Kontrollera det.", field="amount")
    if paid > source.on:
        raise CannotDo(
            f"{swedish.day(paid).capitalize()} har inte varit än. Skriv dagen då hyresgästen betalade.", field="paid"
        )
    if remitted is not None and remitted < paid:
        raise CannotDo("Bolaget kan inte redovisa pengar innan hyresgästen har betalat.", field="remitted")
    if _told_before(matter, amount, paid, remitted, remittance, number):
        return None
    key = f"agency:{matter.agency.key}:{number or _typed_key(matter, amount, paid)}"
    AgencyPayment.objects.create(
        key=key, amount=amount, paid_date=paid, remitted_date=remitted, remittance=remittance[:60], number=number[:60],
        **source.common(matter, text),
    )  # fmt: skip
    _note("collection.payment", matter, str(amount))
    return Told(
        key=key,
        amount=amount,
        booked=remitted or paid,
        order_received=paid,
        lease=matter.lease_id,
        bill=_bill_of(matter),
        why=f"{matter.agency.name} säger att betalningen gäller hyran för {swedish.month(matter.month)}.",
    )


def _typed_key(matter: Matter, amount: int, paid: date) -> str:
    """What makes a typed-in payment the same; one taken back before leaves room for another."""
    taken_back = AgencyPayment.objects.filter(matter=matter, amount=amount, paid_date=paid).count()
    return f"{matter.id}:{paid.isoformat()}:{amount}:{taken_back}"


def _told_before(matter: Matter, amount: int, paid: date, remitted: date | None, remittance: str, number: str) -> bool:
    of_agency = AgencyPayment.objects.filter(matter__agency=matter.agency)
    if number and of_agency.filter(number=number[:60]).exists():
        return True
    alike = of_agency.filter(matter=matter, amount=amount, paid_date=paid, taken_back_date=None)
    if not number:
        return alike.exists()
    typed = alike.filter(number="").order_by("pk").first()
    if typed is None:
        return False
    told = {"remitted_date": remitted or typed.remitted_date, "remittance": remittance[:60] or typed.remittance}
    AgencyPayment.objects.filter(pk=typed.pk).update(number=number[:60], **told)
    return True


def _bill_of(matter: Matter) -> int | None:
    """The month's rent bill: what is more than it takes goes on as money always does."""
    bills = [bill for bill in facts_for([matter.lease_id])[matter.lease_id].bills if bill.month == matter.month]
    bills.sort(key=lambda bill: (bill.kind is not BillKind.RENT, bill.amount < 0, bill.due_date, bill.id))
    return int(bills[0].id) if bills else None


def take_back_payment(*, payment: AgencyPayment, on: date) -> None:
    """Ta tillbaka a payment told by mistake: it counts no more, and the row says when it was taken back."""
    changed = AgencyPayment.objects.filter(pk=payment.pk, taken_back_date=None).update(taken_back_date=on)
    if changed:
        withdraw([payment.key] if payment.key else [])
        record("collection.payment_taken_back", subjects=[payment.lease_id], about={"payment": payment.pk})
        assess(on=on, leases=[payment.lease_id])


def count(told: Iterable[Told | None], *, on: date, leases: Iterable[UUID]) -> None:
    """Let payments count and work out anew what is suggested for these leases."""
    touched = set(leases)
    new = [one for one in told if one is not None]
    if new:
        touched |= tell_of(new, told_by=ToldBy.AGENCY)
    if touched:
        assess(on=on, leases=sorted(touched))


def _check_day(day: date, matter: Matter, on: date, *, field: str) -> None:
    if day > on:
        raise CannotDo(f"{swedish.day(day).capitalize()} har inte varit än. Skriv lägets egen dag.", field=field)
    if day < matter.sent_date:
        raise CannotDo(
            f"Dagen ligger före den då ärendet lämnades, {swedish.day(matter.sent_date)}. Kontrollera den.", field=field
        )


def _check_correction(corrects: Report | Paper, matter: Matter) -> None:
    if corrects.matter_id != matter.id:
        raise CannotDo("Raden som ska rättas hör till ett annat ärende.", field="corrects")
    if type(corrects).objects.filter(corrects=corrects).exists():
        raise CannotDo("Raden är redan rättad. Rätta den senaste i stället.", field="corrects")


def _note(act: str, matter: Matter, what: str) -> None:
    record(act, subjects=[matter.lease_id], about={"matter": str(matter.id), "what": what})
