"""Writes about 1+1-tillägg: one that is agreed is written in, and its reviews with what came of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from kvarbo.core import swedish
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork
from kvarbo.house.rooms import current
from kvarbo.landlord.outreach.assessment import assess
from kvarbo.landlord.outreach.refusals import CannotDo
from kvarbo.landlord.plans.actions import ANOTHER_FORM
from kvarbo.landlord.plans.models import Addendum, AddendumReview
from kvarbo.landlord.plans.words import ReviewOutcome, SpouseSays
from kvarbo.landlord.rent.queries import Lease, tenants_on

LONGEST = timedelta(days=1_100)  # further away than this a date is a slip of the pen
ALREADY = "Det finns redan ett tillägg som gäller. Skriv in vad omprövningen ledde till först."


@dataclass(frozen=True, slots=True)
class ToldAddendum:
    """Vad som är överenskommet om ett tillägg, as the form read it."""

    from_date: date
    review: date
    agreed_with: tuple[UUID, ...]
    spouse: SpouseSays


def write_in(*, lease: Lease, said: ToldAddendum, form_key: str, on: date, by: AtWork) -> Addendum:
    """Skriv in ett tillägg that is agreed on paper. The same form again gives the first one back."""
    before = Addendum.objects.filter(form_key=form_key).first()
    if before is not None and before.lease_id == lease.id:
        return before
    if before is not None or not form_key:
        raise CannotDo(ANOTHER_FORM)
    _check(lease, said, on)
    made = Addendum(
        lease=lease, from_date=said.from_date, agreed_with=[str(person) for person in said.agreed_with],
        spouse=said.spouse.value, form_key=form_key, by=by.id, by_name=by.name,
    )  # fmt: skip
    try:
        with transaction.atomic(using=current().alias):
            made.save(force_insert=True)
            AddendumReview.objects.create(addendum=made, due_date=said.review)
    except IntegrityError:
        raise CannotDo(ALREADY) from None
    record("addendum.written_in", subjects=[lease.id], about={"addendum": str(made.pk), "spouse": said.spouse.value})
    assess(on=on, leases=[lease.id])
    return made


def _check(lease: Lease, said: ToldAddendum, on: date) -> None:
    if not said.agreed_with:
        raise CannotDo("Välj vem ni har kommit överens med.", field="agreed_with")
    if not set(said.agreed_with) <= set(tenants_on(lease.id)):
        raise CannotDo("Någon av dem står inte på avtalet. Välj bland dem som står där.", field="agreed_with")
    if abs(said.from_date - on) > LONGEST:
        raise CannotDo("Dagen ligger långt bort. Kontrollera datumet.", field="from_date")
    _check_review(said.review, after=said.from_date, on=on)


def _check_review(review: date, *, after: date, on: date) -> None:
    if review <= after:
        raise CannotDo(f"Omprövningen ska vara efter {swedish.day(after)}. Skriv en senare dag.", field="review")
    if review > on + LONGEST:
        raise CannotDo("Dagen ligger långt bort. Kontrollera datumet.", field="review")


def note_review(*, lease: Lease, review: int, outcome: ReviewOutcome, again: date | None, on: date, by: AtWork) -> None:
    """Skriv in omprövningen: the addendum goes on to another review, or it has ended."""
    goes_on = outcome is ReviewOutcome.GOES_ON
    if goes_on and again is None:
        raise CannotDo("Skriv när tillägget omprövas nästa gång.", field="again")
    if goes_on and again is not None and not on < again <= on + LONGEST:
        raise CannotDo("Skriv en dag som kommer, inom tre år.", field="again")
    done = AddendumReview.objects.filter(pk=review, addendum__lease=lease, done_date=None)
    found = done.select_related("addendum").first()
    if found is None or not done.update(done_date=on, outcome=outcome.value, by_name=by.name):
        raise CannotDo("Omprövningen är redan inskriven. Öppna sidan på nytt.")
    if goes_on and again is not None:
        AddendumReview.objects.create(addendum=found.addendum, due_date=again)
    else:
        Addendum.objects.filter(pk=found.addendum_id).update(ended_date=on)
    about = {"addendum": str(found.addendum_id), "outcome": outcome.value}
    record("addendum.reviewed", subjects=[lease.id], about=about)
