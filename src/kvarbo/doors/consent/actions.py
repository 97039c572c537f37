"""Writes: a consent that was given, what of it was taken back, and that a receiver has been told.

Each is one event in the trail, which holds ids and kinds only. Taking back locks the consent's row first, as a
hand-over does (``queries.hold``), so that of two at once one is before the other.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import BinaryIO
from uuid import UUID

from kvarbo.core.law.secrecy.consent import ConsentDirection
from kvarbo.core.swedish import day
from kvarbo.doors.consent import files
from kvarbo.doors.consent.models import (
    Consent,
    ConsentGiver,
    ConsentReceiver,
    ConsentWithdrawal,
    HowGiven,
    ReceiverToTell,
    ToldHow,
    WithdrawnPart,
)
from kvarbo.doors.consent.queries import KeptConsent, kept_consents
from kvarbo.doors.consent.refusals import CannotDo
from kvarbo.doors.consent.status import Part
from kvarbo.doors.consent.words import FACTS_OF
from kvarbo.doors.organisations.queries import counterparts
from kvarbo.ground.people.masked import Masked
from kvarbo.ground.people.queries import ShownPerson
from kvarbo.ground.subjects import Subject
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork
from kvarbo.house.rooms import current

USUAL_MONTHS = 6  # what is suggested; a consent is asked for anew rather than left standing
MOST_MONTHS = 12
EARLIEST_DAYS_BACK = 90  # a form found later than that is asked about again
FOR_THEMSELVES = frozenset({ConsentGiver.TENANT, ConsentGiver.CO_TENANT, ConsentGiver.HOUSEHOLD_MEMBER})
OF_AGE = 18


@dataclass(frozen=True, slots=True)
class Given:
    """Det som sades: everything about a consent but who writes it in."""

    person: UUID
    giver: str
    direction: str
    receivers: Collection[UUID]
    facts: Collection[str]
    purpose: str
    how_given: str
    given_on: date
    until: date
    valid_from: date | None = None
    giver_name: str = ""
    basis: str = ""
    heard_by: str = ""
    kept_where: str = ""
    file: BinaryIO | None = None
    has_reservation: bool = False


def months_after(start: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    month = start.month - 1 + months
    year, month = start.year + month // 12, month % 12 + 1
    for number in range(start.day, 27, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    return date(year, month, start.day)


def give(*, subject: Subject, said: Given, on: date, by: AtWork, form_key: str) -> Consent:
    """Skriv in ett samtycke by one person. The same ``form_key`` again gives the first one back."""
    if not form_key or len(form_key) > 64:
        raise CannotDo("Formuläret saknar sin nyckel. Öppna sidan på nytt och försök igen.")
    before = Consent.objects.filter(form_key=form_key, subject_id=subject.id).first()
    if before is not None:
        return before
    person = next((one for one in subject.people if one.id == said.person), None)
    if person is None:
        raise CannotDo("Välj vem samtycket gäller bland dem som finns här.", field="person")
    _check_giver(said, person)
    _check_words(said)
    _check_days(said, on)
    content = files.read(said.file) if said.file and said.how_given == HowGiven.WRITTEN else None
    consent = _kept(subject, said, by, form_key, content)
    ConsentReceiver.objects.bulk_create(
        ConsentReceiver(consent=consent, counterpart_id=one) for one in dict.fromkeys(said.receivers)
    )
    about = {"consent": str(consent.pk), "direction": said.direction, "facts": sorted(said.facts)}
    record("consent.given", subjects=[subject.id], about=about)
    return consent


def _kept(subject: Subject, said: Given, by: AtWork, form_key: str, content: tuple[bytes, str] | None) -> Consent:
    identity = uuid.uuid4()
    representative = said.giver not in FOR_THEMSELVES
    return Consent.objects.create(
        id=identity,
        subject_id=subject.id,
        person_id=said.person,
        giver=said.giver,
        giver_name=said.giver_name.strip()[:200] if representative else "",
        basis=said.basis.strip()[:300] if representative else "",
        direction=said.direction,
        facts=sorted(set(said.facts)),
        purpose=said.purpose.strip()[:500],
        how_given=said.how_given,
        heard_by=said.heard_by.strip()[:200] if said.how_given == HowGiven.ORAL else "",
        kept_where=said.kept_where.strip()[:200] if said.how_given == HowGiven.WRITTEN else "",
        file_sha256=files.store(identity, content[0]) if content else "",
        file_kind=content[1] if content else "",
        given_on=said.given_on,
        valid_from=said.valid_from or said.given_on,
        until=said.until,
        has_reservation=said.has_reservation,
        form_key=form_key,
        by=by.id,
        by_name=by.name,
    )


def _check_giver(said: Given, person: ShownPerson) -> None:
    if said.giver not in ConsentGiver.values:
        raise CannotDo("Välj vem som samtycker.", field="giver")
    if said.giver in FOR_THEMSELVES:
        return
    if not said.giver_name.strip():
        raise CannotDo("Skriv namnet på den som företräder personen.", field="giver_name")
    if not said.basis.strip():
        raise CannotDo("Skriv vad rätten att företräda personen bygger på.", field="basis")
    comes_of_age = _comes_of_age(person)
    if said.giver == ConsentGiver.CUSTODIAN and comes_of_age:
        if said.given_on >= comes_of_age:
            raise CannotDo(
                f"Personen har fyllt {OF_AGE} år och samtycker själv, eller genom god man eller förvaltare.",
                field="giver",
            )
        if said.until >= comes_of_age:
            last = day(comes_of_age - timedelta(days=1))
            raise CannotDo(f"Barnet fyller {OF_AGE} år. Samtycket kan gälla som längst till {last}.", field="until")


def _comes_of_age(person: ShownPerson) -> date | None:
    born = person.birth_date
    return None if born is None or isinstance(born, Masked) else months_after(born, OF_AGE * 12)


def _check_words(said: Given) -> None:
    if said.direction not in {one.value for one in ConsentDirection}:
        raise CannotDo("Välj om ni får berätta eller hämta uppgifter.", field="direction")
    known = {one.pk for one in counterparts()}
    if not said.receivers or not set(said.receivers) <= known:
        raise CannotDo("Välj minst en mottagare.", field="receivers")
    if not said.facts or not set(said.facts) <= {fact.value for fact in FACTS_OF[current().kind]}:
        raise CannotDo("Välj minst ett slag av uppgift.", field="facts")
    if not said.purpose.strip():
        raise CannotDo("Skriv varför uppgifterna behövs.", field="purpose")
    if said.how_given not in HowGiven.values:
        raise CannotDo("Välj om samtycket är skriftligt eller muntligt.", field="how_given")
    if said.how_given == HowGiven.ORAL and not said.heard_by.strip():
        raise CannotDo("Skriv vem som hörde samtycket.", field="heard_by")
    if said.how_given == HowGiven.WRITTEN and not said.file and not said.kept_where.strip():
        raise CannotDo("Lägg in blanketten som fil, eller skriv var pappret förvaras.", field="file")


def _check_days(said: Given, on: date) -> None:
    if said.given_on > on:
        raise CannotDo("Samtycket kan inte vara lämnat en dag som inte har varit.", field="given_on")
    if said.given_on < on - timedelta(days=EARLIEST_DAYS_BACK):
        raise CannotDo(
            f"Samtycket är äldre än {EARLIEST_DAYS_BACK} dagar. Fråga personen om det fortfarande gäller.",
            field="given_on",
        )
    first = said.valid_from or said.given_on
    if first < said.given_on:
        raise CannotDo("Ett samtycke gäller inte bakåt. Välj dagen då det lämnades, eller senare.", field="valid_from")
    if said.until < first:
        raise CannotDo("Sista dagen kommer före den första. Välj en senare dag.", field="until")
    latest = months_after(said.given_on, MOST_MONTHS)
    if said.until > latest:
        raise CannotDo(
            f"Ett samtycke gäller som längst {MOST_MONTHS} månader, här till {day(latest)}. Fråga på nytt efter det.",
            field="until",
        )


def withdraw(
    *,
    subject: Subject,
    consent: UUID,
    parts: Collection[Part] | None,
    withdrawn_on: date,
    withdrawn_by: str,
    told_how: str,
    on: date,
    by: AtWork,
    form_key: str,
) -> ConsentWithdrawal:
    """Ta tillbaka a consent, or the ``parts`` of it that the person named; None is all that is left.

    In force when the transaction ends, also for a consent given the same day. The same ``form_key`` again gives the
    first withdrawal back.
    """
    if not form_key or len(form_key) > 64:
        raise CannotDo("Formuläret saknar sin nyckel. Öppna sidan på nytt och försök igen.")
    row = Consent.objects.select_for_update().filter(subject_id=subject.id, pk=consent).first()
    if row is None:
        raise CannotDo("Samtycket finns inte här. Öppna sidan på nytt.")
    before = ConsentWithdrawal.objects.filter(form_key=form_key, consent=row).first()
    if before is not None:
        return before
    kept = kept_consents([row])[0]
    taken = _taken_back(kept, parts)
    _check_withdrawal(kept, withdrawn_on, withdrawn_by, told_how, on)
    withdrawal = ConsentWithdrawal.objects.create(
        consent=row,
        withdrawn_on=withdrawn_on,
        withdrawn_by=withdrawn_by.strip()[:200],
        told_how=told_how,
        form_key=form_key,
        by=by.id,
        by_name=by.name,
    )
    _write_parts(kept, withdrawal, taken)
    return withdrawal


def _write_parts(kept: KeptConsent, withdrawal: ConsentWithdrawal, taken: frozenset[Part]) -> None:
    """What was taken back, a task for each receiver that lost something, and the event."""
    row = kept.row
    row_of = {one.counterpart_id: one.row for one in kept.receivers}
    WithdrawnPart.objects.bulk_create(
        WithdrawnPart(consent=row, withdrawal=withdrawal, receiver_id=row_of[counterpart], fact=fact.value)
        for counterpart, fact in sorted(taken)
    )
    ReceiverToTell.objects.bulk_create(
        ReceiverToTell(consent=row, withdrawal=withdrawal, receiver_id=row_of[counterpart])
        for counterpart in sorted({counterpart for counterpart, _ in taken})
    )
    about = {
        "consent": str(row.pk),
        "withdrawal": str(withdrawal.pk),
        "parts": [[str(counterpart), fact.value] for counterpart, fact in sorted(taken)],
    }
    record("consent.withdrawn", subjects=[row.subject_id], about=about)


def _taken_back(kept: KeptConsent, parts: Collection[Part] | None) -> frozenset[Part]:
    remaining = kept.said.parts - set(kept.withdrawn)
    if not remaining:
        raise CannotDo("Samtycket är redan tillbakataget.")
    if parts is None:
        return remaining
    wanted = frozenset(parts)
    if not wanted:
        raise CannotDo("Välj vad som tas tillbaka.", field="parts")
    if not wanted <= remaining:
        raise CannotDo("En del av det valda är redan tillbakataget. Öppna sidan på nytt och välj igen.", field="parts")
    return wanted


def _check_withdrawal(kept: KeptConsent, withdrawn_on: date, withdrawn_by: str, told_how: str, on: date) -> None:
    if not withdrawn_by.strip():
        raise CannotDo("Skriv vem som tog tillbaka samtycket.", field="withdrawn_by")
    if told_how not in ToldHow.values:
        raise CannotDo("Välj hur ni fick veta det.", field="told_how")
    if withdrawn_on > on:
        raise CannotDo(
            "Ett samtycke slutar gälla så snart personen säger det. Välj i dag eller en dag som har varit.",
            field="withdrawn_on",
        )
    if withdrawn_on < kept.row.given_on:
        raise CannotDo(
            f"Samtycket lämnades {day(kept.row.given_on)}. Välj den dagen eller en senare.", field="withdrawn_on"
        )


def tell_receiver(*, subject: Subject, task: int, told_how: str, on: date, by: AtWork) -> bool:
    """Mottagaren är underrättad; False when the task is somebody else's or done already."""
    if told_how not in ToldHow.values:
        raise CannotDo("Välj hur mottagaren fick veta det.", field="told_how")
    waiting = ReceiverToTell.objects.select_for_update().filter(pk=task, told_on=None, consent__subject_id=subject.id)
    found = waiting.first()
    if found is None:
        return False
    found.told_on, found.told_how, found.told_by_name = on, told_how, by.name
    found.save(update_fields=["told_on", "told_how", "told_by_name"])
    about = {"consent": str(found.consent_id), "withdrawal": str(found.withdrawal_id), "how": told_how}
    record("consent.receiver_told", subjects=[subject.id], about=about)
    return True
