"""Writes: contacts, pauses, promises, deferrals, taken rows, and which way of working is in force.

Each is one transaction with one event in the trail, and works out the lease's suggestions anew before it ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from kvarbo.core import swedish
from kvarbo.core.facts import LadderStep
from kvarbo.ground.trail.recorder import record, recorder
from kvarbo.ground.units.queries import AtWork
from kvarbo.house.rooms import current
from kvarbo.landlord.outreach.assessment import assess
from kvarbo.landlord.outreach.assessment import assess_all as assess_all
from kvarbo.landlord.outreach.models import (
    Channel,
    Claim,
    Contact,
    Deferral,
    Outcome,
    Pause,
    PolicyInForce,
    Promise,
    Suggestion,
)
from kvarbo.landlord.outreach.queries import LEAVES_OPEN, pause_on, read_policy
from kvarbo.landlord.outreach.refusals import CannotDo, TakenByOther
from kvarbo.landlord.outreach.words import DEFERRAL_REASONS, PARTS_OF_DAY, PAUSE_REASONS
from kvarbo.landlord.rent.actions import list_is_old
from kvarbo.landlord.rent.queries import Lease

LATEST_DAYS_AHEAD = 60  # a longer wait is a plan or another matter, not a promise or a pause
EARLIEST_DAYS_BACK = 60
LARGEST_PROMISE = 100_000_000  # öre


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """Several actions that hold together: when one is refused none is done, and the trail tells of none."""
    noted = list(recorder().rows)
    try:
        with transaction.atomic(using=current().alias):
            yield
    except Exception:
        recorder().rows = noted
        raise


def record_contact(
    *,
    lease: Lease,
    on: date,
    by: AtWork,
    channel: str,
    outcome: str,
    form_key: str,
    contact_date: date | None = None,
    part_of_day: str = "",
    person: UUID | None = None,
    incoming: bool = False,
    step: str = "",
    month: date | None = None,
) -> Contact:
    """Skriv in en kontakt made at the latest today (``on``). The same ``form_key`` again gives the first contact back.

    Without ``step`` the contact carries out the step that is suggested now by the same channel, if there is one.
    """
    day = contact_date or on
    _check_contact(channel=channel, outcome=outcome, part_of_day=part_of_day, step=step, form_key=form_key)
    _check_past(day, on=on, field="contact_date")
    _check_person(lease, person)
    if not step and channel and outcome not in LEAVES_OPEN:
        step, month = _step_carried_out(lease, channel, day)
    values = {
        "lease": lease, "person_id": person, "contact_date": day, "part_of_day": part_of_day, "channel": channel,
        "outcome": outcome, "is_incoming": incoming, "step": step, "month": month, "by": by.id, "by_name": by.name,
    }  # fmt: skip
    contact, is_new = Contact.objects.get_or_create(form_key=form_key, defaults=values)
    if contact.lease_id != lease.id:
        raise CannotDo("Formuläret har redan använts för någon annan. Öppna sidan på nytt och skriv in kontakten igen.")
    if is_new:
        record("contact.recorded", subjects=[lease.id], about={"contact": str(contact.id), "channel": channel})
        assess(on=on, leases=[lease.id])
    return contact


@dataclass(frozen=True, slots=True)
class SentLetter:
    """Ett postat brev, by its own id; ``step`` and ``month`` when it carries out what Idag suggested by letter."""

    id: UUID
    lease_id: UUID
    person_id: UUID | None
    step: str
    month: date | None


def record_sent_letters(sent: Sequence[SentLetter], *, posted: date, on: date, by: AtWork) -> None:
    """Skriv in postade brev as contacts, and work out the suggestions of all their leases once; twice counts once."""
    contacts = [
        Contact(
            lease_id=one.lease_id, person_id=one.person_id, contact_date=posted, channel=Channel.LETTER.value,
            outcome=Outcome.SENT.value, step=one.step, month=one.month, by=by.id, by_name=by.name,
            form_key=f"letter {one.id}",
        )
        for one in sent
    ]  # fmt: skip
    Contact.objects.bulk_create(contacts, batch_size=500, ignore_conflicts=True)
    leases = list(dict.fromkeys(one.lease_id for one in sent))
    record("contacts.recorded", subjects=leases, about={"channel": Channel.LETTER.value, "letters": len(sent)})
    assess(on=on, leases=leases)


def _check_contact(*, channel: str, outcome: str, part_of_day: str, step: str, form_key: str) -> None:
    if channel and channel not in Channel.values:
        raise CannotDo("Kanalen finns inte. Välj samtal, sms, e-post, brev, besök eller möte.", field="channel")
    if not channel and step not in set(LadderStep):
        raise CannotDo("Välj hur kontakten togs: samtal, sms, e-post, brev, besök eller möte.", field="channel")
    if outcome not in Outcome.values:
        raise CannotDo("Välj hur det gick.", field="outcome")
    if part_of_day and part_of_day not in PARTS_OF_DAY:
        raise CannotDo("Välj förmiddag, eftermiddag eller kväll.", field="part_of_day")
    if not form_key or len(form_key) > 64:
        raise CannotDo("Formuläret saknar sin nyckel. Öppna sidan på nytt och försök igen.")


def _check_person(lease: Lease, person: UUID | None) -> None:
    if person is not None and not lease.lease_tenants.filter(person_id=person).exists():
        raise CannotDo("Personen finns inte på avtalet. Välj någon av hyresgästerna.", field="person")


def _check_past(day: date, *, on: date, field: str) -> None:
    if day > on:
        raise CannotDo(
            f"{swedish.day(day).capitalize()} har inte varit än. Skriv dagen då kontakten togs.", field=field
        )
    if day < on - timedelta(days=EARLIEST_DAYS_BACK):
        raise CannotDo(
            f"{swedish.day(day).capitalize()} är mer än {EARLIEST_DAYS_BACK} dagar sedan. Kontrollera datumet.",
            field=field,
        )


def _check_ahead(day: date, *, on: date, what: str, field: str) -> None:
    if day < on:
        raise CannotDo(
            f"{swedish.day(day).capitalize()} har redan varit. Skriv en dag från och med i dag.", field=field
        )
    if day > on + timedelta(days=LATEST_DAYS_AHEAD):
        raise CannotDo(f"{what} kan gälla högst {LATEST_DAYS_AHEAD} dagar framåt. Skriv en tidigare dag.", field=field)


def _step_carried_out(lease: Lease, channel: str, day: date) -> tuple[str, date | None]:
    """The step suggested by this channel on the day: one who has been spoken to need not be called again."""
    suggested = Suggestion.objects.filter(lease=lease, channel=channel, waiting_for="", due_on__lte=day)
    return suggested.order_by("due_on", "id").values_list("step", "month").first() or ("", None)


def _check_amount(amount: int | None) -> None:
    if amount is not None and not 0 < amount <= LARGEST_PROMISE:
        raise CannotDo("Beloppet ska vara mer än noll och högst en miljon kronor. Kontrollera det.", field="amount")


def promise(*, lease: Lease, on: date, by: AtWork, until: date, amount: int | None = None) -> Promise:
    """Ta emot ett betalningslöfte: by when, and how much in öre when that was said. The same again changes nothing."""
    _check_ahead(until, on=on, what="Ett löfte", field="until")
    _check_amount(amount)
    given, is_new = Promise.objects.get_or_create(
        lease=lease, given_date=on, until_date=until, amount=amount, defaults={"by": by.id}
    )
    if is_new:
        record("promise.given", subjects=[lease.id], about={"promise": str(given.id), "until": until.isoformat()})
        assess(on=on, leases=[lease.id])
    return given


def defer(*, lease: Lease, on: date, by: AtWork, until: date, reason: str, amount: int | None = None) -> Deferral:
    """Ge anstånd until a day, with all that is owed or ``amount`` öre of it. The same again changes nothing."""
    if reason not in DEFERRAL_REASONS:
        raise CannotDo("Välj varför anståndet ges.", field="reason")
    _check_ahead(until, on=on, what="Ett anstånd", field="until")
    _check_amount(amount)
    made, is_new = Deferral.objects.get_or_create(
        lease=lease, granted_date=on, until_date=until, amount=amount, reason=reason,
        defaults={"by": by.id, "by_name": by.name},
    )  # fmt: skip
    if is_new:
        record("deferral.granted", subjects=[lease.id], about={"deferral": str(made.id), "until": until.isoformat()})
        assess(on=on, leases=[lease.id])
    return made


def pause(*, lease: Lease, on: date, by: AtWork, until: date, reason: str) -> Pause:
    """Pausa: nothing is suggested through ``until``, for one of the stated reasons. The same again changes nothing."""
    if reason not in PAUSE_REASONS:
        raise CannotDo("Välj varför ärendet pausas.", field="reason")
    _check_ahead(until, on=on, what="En paus", field="until")
    made, is_new = Pause.objects.get_or_create(
        lease=lease, from_date=on, until_date=until, reason=reason, ended_date=None, defaults={"by": by.id}
    )
    if is_new:
        record("pause.begun", subjects=[lease.id], about={"pause": str(made.id), "until": until.isoformat()})
        assess(on=on, leases=[lease.id])
    return made


def end_pause(*, lease: Lease, on: date, by: AtWork) -> int:
    """Avsluta pausen: from today steps are suggested again. Gives how many pauses were ended; none is an error."""
    if pause_on(lease.id, on=on) is None:
        raise CannotDo("Det finns ingen paus att avsluta. Kanske har någon annan redan gjort det.")
    running = Pause.objects.filter(lease=lease, from_date__lte=on, until_date__gte=on, ended_date=None)
    ended = running.update(ended_date=on)
    record("pause.ended", subjects=[lease.id], about={"by": str(by.id)})
    assess(on=on, leases=[lease.id])
    return ended


def claim(*, lease: Lease, on: date, by: AtWork) -> Claim:
    """Ta raden for today; raises ``TakenByOther`` with the name of who has it."""
    with transaction.atomic(using=current().alias):
        taken, is_new = Claim.objects.select_for_update().get_or_create(
            lease=lease, defaults={"claimed_date": on, "by": by.id, "by_name": by.name}
        )
        if not is_new and taken.claimed_date == on and taken.by != by.id:
            raise TakenByOther(taken.by_name)
        if not is_new and (taken.claimed_date, taken.by) != (on, by.id):
            Claim.objects.filter(pk=taken.pk).update(claimed_date=on, by=by.id, by_name=by.name)
            taken.refresh_from_db()
    record("row.claimed", subjects=[lease.id])
    return taken


def release(*, lease: Lease, on: date, by: AtWork) -> None:
    """Lämna raden that one has taken; what somebody else has taken today is refused."""
    taken = Claim.objects.filter(lease=lease).first()
    if taken is not None and taken.by != by.id and taken.claimed_date == on:
        raise TakenByOther(taken.by_name)
    Claim.objects.filter(lease=lease).filter(Q(by=by.id) | Q(claimed_date__lt=on)).delete()
    record("row.released", subjects=[lease.id])


def follow_policy(*, text: str, valid_from: date, by: str) -> PolicyInForce:
    """Sätt ett arbetssätt i kraft from a day, its text checked first. The same again changes nothing."""
    policy = read_policy(text)
    if valid_from < policy.valid_from:
        raise CannotDo(
            f"{policy.title_and_version} gäller från {swedish.day(policy.valid_from)}. Välj den dagen eller en senare.",
            field="valid_from",
        )
    kept, is_new = PolicyInForce.objects.get_or_create(
        valid_from=valid_from, defaults={"name": policy.title_and_version[:60], "text": text, "by": by}
    )
    if not is_new and kept.text != text:
        raise CannotDo(
            f"{kept.name} gäller redan från {swedish.day(valid_from)}, och det skrivs inte om. Välj en annan dag.",
            field="valid_from",
        )
    if is_new:
        record("policy.put_in_force", about={"policy": kept.name, "valid_from": valid_from.isoformat()})
        list_is_old()
    return kept


def take_back_policy(identity: UUID, *, on: date) -> None:
    """Ta tillbaka ett arbetssätt that has not begun to hold; what holds or has held is never taken away."""
    found = PolicyInForce.objects.filter(pk=identity, valid_from__gt=on).first()
    if found is None:
        raise CannotDo("Bara ett arbetssätt som inte har börjat gälla kan tas tillbaka. Sätt ett annat i kraft.")
    record("policy.taken_back", about={"policy": found.name, "valid_from": found.valid_from.isoformat()})
    found.delete()
