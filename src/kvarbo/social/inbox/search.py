"""Sök bland det som kommit in: by its number in the register, by a name or by a personal number, and by nothing else.

What comes in is registered before there is a case record, so the purpose is registration. Only what the reader may open
is looked among. The trail says that somebody searched and by which kind of term, never what was written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.law.secrecy.may_search import NoRuleForSearch, may_search
from kvarbo.core.law.secrecy.vocabulary import Allowed, SearchPurpose, SearchTerm
from kvarbo.doors.organisations.queries import own_party
from kvarbo.doors.post import incoming
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork
from kvarbo.ground.written import readable
from kvarbo.social.casework.search import MOST_HITS, SHORTEST, term_of
from kvarbo.social.casework.words import CASEWORK
from kvarbo.social.inbox.queries import Row, rows_of


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found, at most ``MOST_HITS``; ``too_many`` when there is more."""

    rows: tuple[Row, ...]
    too_many: bool


def find(reader: AtWork, sought: str, *, on: date) -> Hits:
    """What came in and fits, among what ``reader`` may open; the rest is not there at all: not counted."""
    written = readable(sought)
    if len(written) < SHORTEST:
        raise CannotDo("Skriv minst två tecken.", field="sought")
    if not reader.has(*CASEWORK):
        return Hits((), too_many=False)
    term, stored = term_of(written, on=on)
    try:
        answer = may_search(on=on, holder=own_party(), purpose=SearchPurpose.REGISTRATION, terms=(term,)).value
    except NoRuleForSearch as refusal:
        raise CannotDo(str(refusal)) from None
    if answer.allowed is not Allowed.YES:
        raise CannotDo("Så får socialtjänsten inte söka. Sök på namn, personnummer eller numret i registret.")
    record("notice.searched", about={"term": term.value})
    found = incoming.found(reader, most=MOST_HITS + 1, **{_kept_in(term): stored})
    return Hits(tuple(rows_of(reader, found[:MOST_HITS])), too_many=len(found) > MOST_HITS)


def _kept_in(term: SearchTerm) -> str:
    return {SearchTerm.NAME: "name", SearchTerm.CASE_NUMBER: "number"}.get(term, "identity")
