"""Sök ärende: by name, personnummer, samordningsnummer and case number, and by nothing else (SFS 2001:637 15 §).

The law's rule is ``may_search``; here is decided which of the four a text is. Only what the reader may open is looked
among. The trail says that somebody searched and by which kind of term, never what was written.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from kvarbo.core.identity import Kind, check
from kvarbo.core.law.secrecy.may_search import NoRuleForSearch, may_search
from kvarbo.core.law.secrecy.vocabulary import Allowed, SearchPurpose, SearchTerm
from kvarbo.doors.organisations.queries import own_party
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork
from kvarbo.ground.written import readable, with_either_apostrophe
from kvarbo.social.casework.models import Matter
from kvarbo.social.casework.queries import ShownMatter, matters_open_to, shown_matters
from kvarbo.social.casework.refusals import CannotDo

MOST_HITS = 20
SHORTEST = 2
NUMBERS = {Kind.PERSONNUMMER: SearchTerm.PERSONAL_NUMBER, Kind.SAMORDNINGSNUMMER: SearchTerm.COORDINATION_NUMBER}


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found, at most ``MOST_HITS``; ``too_many`` when there is more."""

    rows: tuple[ShownMatter, ...]
    too_many: bool


def find(reader: AtWork, sought: str, *, on: date) -> Hits:
    """Matters that fit, among those ``reader`` may open. What they may not open is not there at all: not counted."""
    written = readable(sought)
    if len(written) < SHORTEST:
        raise CannotDo("Skriv minst två tecken.", field="sought")
    term, stored = term_of(written, on=on)
    try:
        answer = may_search(on=on, holder=own_party(), purpose=SearchPurpose.CASEWORK, terms=(term,)).value
    except NoRuleForSearch as refusal:
        raise CannotDo(str(refusal)) from None
    if answer.allowed is not Allowed.YES:
        raise CannotDo("Så får socialtjänsten inte söka. Sök på namn, person-, samordnings- eller ärendenummer.")
    record("matter.searched", about={"term": term.value})
    found = list(_fitting(reader, term, stored).order_by("-opened_on", "number")[: MOST_HITS + 1])
    return Hits(tuple(shown_matters(reader, found[:MOST_HITS])), too_many=len(found) > MOST_HITS)


def term_of(written: str, *, on: date) -> tuple[SearchTerm, str]:
    """Which of the four terms a text is, and the form it is kept in; a number that does not hold is told of."""
    if not any(sign.isdigit() for sign in written):
        return SearchTerm.NAME, written
    number = check(written, on=on)
    if number.kind in NUMBERS:
        if number.normal is None:
            raise CannotDo(number.reason or "Numret går inte att läsa.", field="sought")
        return NUMBERS[number.kind], number.normal
    if number.kind is Kind.INTERIM:
        raise CannotDo("Reservnummer är inget sökbegrepp. Sök på namn eller ärendenummer.", field="sought")
    return SearchTerm.CASE_NUMBER, written


def _fitting(reader: AtWork, term: SearchTerm, stored: str) -> QuerySet[Matter]:
    matters = matters_open_to(reader)
    if term is SearchTerm.CASE_NUMBER:
        return matters.filter(Q(number__iexact=stored) | Q(outside_reference__iexact=stored))
    if term is not SearchTerm.NAME:
        return matters.filter(_somebody(reader, "identity", {stored}))
    for word in stored.replace(",", " ").split():
        matters = matters.filter(_somebody(reader, "name__icontains", _writings(word)))
    return matters


def _somebody(reader: AtWork, lookup: str, values: Collection[str]) -> Q:
    """Somebody in the matter fits; protected details are looked in for named handlers only."""
    kept = ["matter_people__person"]
    if reader.may_see_protected:
        kept.append("matter_people__person__protected_details")
    fits = Q()
    for relation in kept:
        for value in sorted(values):
            fits |= Q(**{f"{relation}__{lookup}": value})
    return Q(pk__in=Matter.objects.filter(fits).values("pk"))


def _writings(word: str) -> set[str]:
    """SQLite folds only a to z: Å, Ä and Ö are asked for in every case a name is written in; so is O’Neill."""
    words = with_either_apostrophe(word)
    return {way for one in words for way in (one, one.lower(), one.upper(), one.capitalize())}
