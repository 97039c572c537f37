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
from kvarbo.landlord.outreach.queries import promises_on
from kvarbo.landlord.outreach.refusals import CannotDo
from kvarbo.landlord.outreach.today import names
from kvarbo.landlord.rent.models import Lease, LeaseTenant, LedgerState, ProtectedAddress
from kvarbo.landlord.rent.queries import facts_for, leases_open_to, shown_leases

MOST_HITS = 20
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


def _matching(reader: AtWork, sought: str) -> QuerySet[Lease]:
    if len(sought) < SHORTEST:
        raise CannotDo("Skriv minst två tecken av numret, adressen eller namnet.", field="sought")
    leases = leases_open_to(reader)
    if _NUMBER.fullmatch(sought):
        leases = leases.filter(_number_fits(reader, sought))
    else:
        for word in re.split(r"[\s,]+", sought):
            if word and word.casefold().rstrip(".") not in _SAID_BESIDE:
                leases = leases.filter(_word_fits(reader, word))
    return leases.order_by("address", "flat", "id")


def _number_fits(reader: AtWork, sought: str) -> Q:
    """A telephone number, or its last digits; else the number of a flat or a lease."""
    exact = sought.strip()
    fits = Q(flat=exact) | Q(number=exact)
    if reader.may_see_protected:
        hidden = ProtectedAddress.objects.filter(Q(flat=exact) | Q(number=exact))
        fits |= Q(pk__in=hidden.values("lease_id"))
    digits = re.sub(r"\D", "", sought)
    significant = re.sub(r"^(00)?46(?=\d{7})", "", digits)
    if len(significant) >= WHOLE_NUMBER:
        significant = significant.lstrip("0")  # written with or without the country, the zero comes and goes
    if len(significant) >= SHORTEST_NUMBER:
        fits |= Q(pk__in=_with_phone(significant, "person__phone"))
        if reader.may_see_protected:
            fits |= Q(pk__in=_with_phone(significant, "person__protected_details__phone"))
    elif len(exact) < SHORTEST_NUMBER:
        raise CannotDo("Skriv minst fyra siffror av numret.", field="sought")
    return fits


def _with_phone(digits: str, column: str) -> QuerySet[LeaseTenant]:
    """Ties to people whose number ends like this, whatever signs it was written with."""
    written: Combinable = F(column)
    for sign in (" ", "-", "(", ")", "/", ".", "\u00a0"):
        written = Replace(written, Value(sign), Value(""), output_field=CharField())
    return _ties().annotate(digits=written).filter(digits__endswith=digits).values("lease_id")  # type: ignore[return-value]


def _word_fits(reader: AtWork, word: str) -> Q:
    fits = _in_any_case("address", word) | Q(flat__iexact=word) | Q(number__iexact=word)
    fits |= Q(pk__in=_ties().filter(_in_any_case("person__name", word)).values("lease_id"))
    if reader.may_see_protected:
        hidden = _in_any_case("address", word) | Q(flat__iexact=word) | Q(number__iexact=word)
        fits |= Q(pk__in=ProtectedAddress.objects.filter(hidden).values("lease_id"))
        named = _ties().filter(_in_any_case("person__protected_details__name", word))
        fits |= Q(pk__in=named.values("lease_id"))
    return fits


def _in_any_case(column: str, word: str) -> Q:
    """SQLite folds only a to z: Å, Ä and Ö are asked for in every case a name is written in."""
    writings = {word, word.lower(), word.upper(), word.capitalize()} if not word.isascii() else {word}
    fits = Q()
    for writing in sorted(writings):
        fits |= Q(**{f"{column}__icontains": writing})
    return fits


def _ties() -> QuerySet[LeaseTenant]:
    return LeaseTenant.objects.filter(import_no__lte=LedgerState.objects.values("visible_import")[:1])
