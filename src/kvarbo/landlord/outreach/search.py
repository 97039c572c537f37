"""De ringde oss: find a lease by telephone, flat, address or name, among those this reader may open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Replace

from kvarbo.core.debt import balance
from kvarbo.ground.people.masked import Masked
from kvarbo.ground.units.queries import AtWork
from kvarbo.ground.written import with_either_apostrophe
from kvarbo.landlord.outreach.queries import promises_on
from kvarbo.landlord.outreach.refusals import CannotDo
from kvarbo.landlord.outreach.today import names
from kvarbo.landlord.rent.queries import Lease, facts_for, leases_open_to, ledger_state, shown_leases, visible_leases

MOST_HITS = 20
MOST_CHOICES = 8
SHORTEST = 2
SHORTEST_NUMBER = 4
WHOLE_NUMBER = 8
_NUMBER = re.compile(r"[\d\s()+./\-\u00a0]+")
_SAID_BESIDE = frozenset({"lgh", "lägenhet", "lägenheten", "nr"})


@dataclass(frozen=True, slots=True)
class Hit:
    """En träff: who, where, what is open now (öre) and what has been promised."""

    lease_id: UUID
    who: tuple[str | Masked, ...]
    where: str | Masked
    amount: int
    promised_until: date | None


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found, at most ``MOST_HITS``; ``too_many`` when there is more."""

    rows: tuple[Hit, ...]
    too_many: bool


def find(reader: AtWork, sought: str, *, on: date) -> Hits:
    """Leases that fit every word sought. What ``reader`` may not open is not there at all: not even counted."""
    found = list(_matching(reader, sought.strip())[: MOST_HITS + 1])
    leases = found[:MOST_HITS]
    shown = shown_leases(reader, leases)
    facts = facts_for([lease.id for lease in leases])
    promises = promises_on([lease.id for lease in leases], on=on)
    hits = []
    for lease in leases:
        told = facts[lease.id]
        promised = promises.get(lease.id)
        hits.append(
            Hit(
                lease_id=lease.id,
                who=names(shown[lease.id]),
                where=shown[lease.id].where,
                amount=balance(told.bills, told.payments, on=on).value.total,
                promised_until=promised.until_date if promised else None,
            )
        )
    return Hits(tuple(hits), too_many=len(found) > MOST_HITS)


def leases_found(reader: AtWork, sought: str) -> list[Lease]:
    """Leases that fit every word sought; only those ``reader`` may open, at most one more than a page offers."""
    return list(_matching(reader, sought.strip())[: MOST_CHOICES + 1])


def _matching(reader: AtWork, sought: str) -> QuerySet[Lease]:
    if len(sought) < SHORTEST:
        raise CannotDo("Skriv minst två tecken av numret, adressen eller namnet.", field="sought")
    leases = leases_open_to(reader)
    visible = ledger_state().visible_import
    if _NUMBER.fullmatch(sought):
        leases = leases.filter(_number_fits(reader, sought, visible))
    else:
        for word in re.split(r"[\s,]+", sought):
            if word and word.casefold().rstrip(".") not in _SAID_BESIDE:
                leases = leases.filter(_word_fits(reader, word, visible))
    return leases.order_by("address", "flat", "id")


def _number_fits(reader: AtWork, sought: str, visible: int) -> Q:
    """A telephone number, or its last digits; else the number of a flat or a lease."""
    exact = sought.strip()
    fits = Q(flat=exact) | Q(number=exact)
    if reader.may_see_protected:
        fits |= Q(protected_address__flat=exact) | Q(protected_address__number=exact)
    digits = re.sub(r"\D", "", sought)
    significant = re.sub(r"^(00)?46(?=\d{7})", "", digits)
    if len(significant) >= WHOLE_NUMBER:
        significant = significant.lstrip("0")  # written with or without the country, the zero comes and goes
    if len(significant) >= SHORTEST_NUMBER:
        fits |= _with_phone(significant, "person__phone", visible)
        if reader.may_see_protected:
            fits |= _with_phone(significant, "person__protected_details__phone", visible)
    elif len(exact) < SHORTEST_NUMBER:
        raise CannotDo("Skriv minst fyra siffror av numret.", field="sought")
    return fits


def _with_phone(digits: str, column: str, visible: int) -> Q:
    """Leases with someone whose number ends like this, whatever signs it was written with."""
    written: Combinable = F(f"lease_tenants__{column}")
    for sign in (" ", "-", "(", ")", "/", ".", "\u00a0"):
        written = Replace(written, Value(sign), Value(""), output_field=CharField())
    tied = visible_leases().filter(lease_tenants__import_no__lte=visible)
    return Q(pk__in=tied.annotate(digits=written).filter(digits__endswith=digits).values("pk"))


def _word_fits(reader: AtWork, word: str, visible: int) -> Q:
    fits = in_any_case("address", word) | Q(flat__iexact=word) | Q(number__iexact=word)
    fits |= _named(word, "person__name", visible)
    if reader.may_see_protected:
        fits |= in_any_case("protected_address__address", word)
        fits |= Q(protected_address__flat__iexact=word) | Q(protected_address__number__iexact=word)
        fits |= _named(word, "person__protected_details__name", visible)
    return fits


def _named(word: str, column: str, visible: int) -> Q:
    tied = visible_leases().filter(in_any_case(f"lease_tenants__{column}", word), lease_tenants__import_no__lte=visible)
    return Q(pk__in=tied.values("pk"))


def in_any_case(column: str, word: str) -> Q:
    """SQLite folds only a to z: Å, Ä and Ö are asked for in every case a name is written in."""
    fits = Q()
    for writing in sorted(writing for one in with_either_apostrophe(word) for writing in _writings(one)):
        fits |= Q(**{f"{column}__icontains": writing})
    return fits


def _writings(word: str) -> set[str]:
    return {word, word.lower(), word.upper(), word.capitalize()} if not word.isascii() else {word}
