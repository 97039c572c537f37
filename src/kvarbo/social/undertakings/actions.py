"""Writes: what is known of a termination, the board's undertaking, and who has the right to sign. Each in the trail.

Whoever calls has opened the matter for the one who acts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from kvarbo.core import swedish
from kvarbo.ground import clock
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork
from kvarbo.ground.written import readable
from kvarbo.social.casework.queries import held
from kvarbo.social.undertakings.models import BoardUndertaking, SentHow, Settled, SigningRight, TerminationFacts
from kvarbo.social.undertakings.queries import Termination, rights_on, termination_in

NOT_YET = "Dagen har inte varit ännu. Skriv dagen då det hände."
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
MOST_MONTHS = 24
NO_UNDERTAKING = "I bostadsrätt kan nämnden inte rädda hemmet genom ett åtagande: avgiften ska betalas (BRL 7:23)."


def _held(matter: Any, paper_id: UUID) -> tuple[Any, Termination]:
    locked = held(matter)
    found = termination_in(locked.id, paper_id)
    if found is None:
        raise CannotDo("Uppsägningen finns inte i ärendet. Öppna sidan på nytt.")
    return locked, found


def keep_facts(
    *,
    matter: Any,
    paper_id: UUID,
    by: AtWork,
    form_key: str,
    tenant_served: date | None = None,
    rent: int | None = None,
    costs: int | None = None,
    settled: str = "",
    settled_on: date | None = None,
) -> TerminationFacts:
    """Skriv in det som är känt: when the tenant was served, what is owed, and whether it is settled."""
    if settled and settled not in Settled.values:
        raise CannotDo("Valet finns inte. Öppna sidan på nytt och välj igen.", field="settled")
    if settled and settled_on is None:
        raise CannotDo("Skriv vilken dag det löstes.", field="settled_on")
    for name, day in (("tenant_served", tenant_served), ("settled_on", settled_on)):
        if day is not None and day > clock.today():
            raise CannotDo(NOT_YET, field=name)
    there = TerminationFacts.objects.filter(form_key=form_key).first()
    if there is not None:
        return there
    locked, _ = _held(matter, paper_id)
    made = TerminationFacts.objects.create(
        matter=locked, paper_id=paper_id, form_key=form_key, by=by.id, by_name=by.name, at=clock.now(),
        tenant_served=tenant_served, rent=rent, costs=costs, settled=settled,
        settled_on=settled_on if settled else None,
    )  # fmt: skip
    record("matter.termination_facts", subjects=[locked.id], about={"received": str(paper_id)})
    return made


def give_undertaking(
    *,
    matter: Any,
    paper_id: UUID,
    amount: int,
    months: Sequence[str],
    decided_on: date,
    signed_by: UUID,
    sent_how: str,
    by: AtWork,
    form_key: str,
    registered_number: str = "",
    sent_on: date | None = None,
    reached_on: date | None = None,
    warned: bool = False,
) -> BoardUndertaking:
    """Skriv in nämndens åtagande. After the last day it is kept as what it is: an offer.

    ``warned``: whoever writes has seen that the earliest reading of the time is over.
    """
    if sent_how not in SentHow.values:
        raise CannotDo("Välj hur det lämnades.", field="sent_how")
    _check_days(decided_on, sent_on, reached_on)
    number = _registered(registered_number, sent_how, sent_on)
    there = BoardUndertaking.objects.filter(form_key=form_key).first()
    if there is not None:
        return there
    locked, found = _held(matter, paper_id)
    if found.told.is_fee:
        raise CannotDo(NO_UNDERTAKING)
    day = (sent_on if sent_how == SentHow.REGISTERED else reached_on) or clock.today()
    made = BoardUndertaking.objects.create(
        matter=locked, paper_id=paper_id, form_key=form_key, by=by.id, by_name=by.name, at=clock.now(), amount=amount,
        months=_months(months), decided_on=decided_on, signed_by=_signer(signed_by, decided_on), sent_how=sent_how,
        registered_number=number, sent_on=sent_on, reached_on=reached_on, is_offer=_late(found, day, warned=warned),
    )  # fmt: skip
    record("matter.undertaking", subjects=[locked.id], about={"received": str(paper_id), "offer": made.is_offer})
    return made


def _registered(written: str, sent_how: str, sent_on: date | None) -> str:
    """The number of a registered letter; without it nobody can show which day it was posted."""
    number = readable(written)[:40]
    if sent_how == SentHow.REGISTERED and sent_on is not None and not number:
        told = "Skriv numret på det rekommenderade brevet. Utan det går dagen inte att visa."
        raise CannotDo(told, field="registered_number")
    return number


def _check_days(decided_on: date, sent_on: date | None, reached_on: date | None) -> None:
    for name, day in (("decided_on", decided_on), ("sent_on", sent_on), ("reached_on", reached_on)):
        if day is not None and day > clock.today():
            raise CannotDo(NOT_YET, field=name)
    if sent_on is not None and sent_on < decided_on:
        raise CannotDo("Det kan inte ha skickats innan det beslutades. Rätta en av dagarna.", field="sent_on")
    if reached_on is not None and reached_on < (sent_on or decided_on):
        raise CannotDo("Det kan inte ha kommit fram innan det skickades. Rätta en av dagarna.", field="reached_on")


def _months(written: Sequence[str]) -> list[str]:
    """The months that the undertaking covers, each once and in order."""
    told = sorted(set(written))
    if not told:
        raise CannotDo("Skriv vilka månaders hyra åtagandet gäller, till exempel 2026-09.", field="months")
    wrong = next((one for one in told if not MONTH.fullmatch(one)), None)
    if wrong is not None:
        raise CannotDo(f"”{wrong[:20]}” är ingen månad. Skriv år och månad, till exempel 2026-09.", field="months")
    if len(told) > MOST_MONTHS:
        raise CannotDo(f"Högst {MOST_MONTHS} månader på ett åtagande.", field="months")
    return told


def _signer(right: UUID, day: date) -> SigningRight:
    found = next((one for one in rights_on(day) if one.id == right), None)
    if found is None:
        told = f"Den som skrev under hade ingen rätt att göra det {swedish.day(day)}. En chef skriver in rätten."
        raise CannotDo(told, field="signed_by")
    return found


def _late(found: Termination, day: date, *, warned: bool) -> bool:
    """Whether it is an offer. Between the two days it is written in only by somebody who has seen the warning."""
    period = found.period()
    if period.protective is None or period.enforcing is None:
        return False  # the last day is not known: the page says so, and the rule calls it unknown
    if day > period.enforcing:
        return True
    if day > period.protective and not warned:
        told = f"Den säkra dagen var {swedish.day(period.protective)}. Läs varningen, och kryssa i att du har läst den."
        raise CannotDo(told, field="warned")
    return False


def grant_signing(*, name: str, title: str, delegation: str, valid_from: date, by_name: str) -> SigningRight:
    """Skriv in en rätt att skriva under, with the decision that gives it. The same twice is one."""
    who, what, why = readable(name)[:200], readable(title)[:200], readable(delegation)[:200]
    for field, text in (("name", who), ("title", what), ("delegation", why)):
        if not text:
            raise CannotDo("Fyll i namn, titel och beslut.", field=field)
    made, is_new = SigningRight.objects.get_or_create(
        name=who, title=what, delegation=why, valid_from=valid_from, defaults={"by_name": by_name}
    )
    if is_new:
        record("signing_right.granted", about={"right": str(made.id), "valid_from": valid_from.isoformat()})
    return made


def end_signing(*, right: UUID, last_day: date) -> None:
    """Avsluta en rätt att skriva under; what was signed before stands."""
    found = SigningRight.objects.select_for_update().filter(pk=right).first()
    if found is None:
        raise CannotDo("Rätten finns inte. Öppna sidan på nytt.")
    if last_day < found.valid_from:
        began = swedish.day(found.valid_from)
        raise CannotDo(f"Rätten gäller från {began}. Välj den dagen eller en senare.", field="valid_to")
    found.valid_to = last_day
    found.save(update_fields=["valid_to"])
    record("signing_right.ended", about={"right": str(right), "valid_to": last_day.isoformat()})
