"""Brevslag i bunt: those that the room can fill in for each person by itself, with what is said once for all."""

from __future__ import annotations

import dataclasses

from kvarbo.ground.letters import variables as v
from kvarbo.ground.letters.kinds import KINDS, About, Audience, Layout, LetterKind
from kvarbo.ground.letters.queries import kinds_for
from kvarbo.ground.units.queries import AtWork

# Said once, the same in every letter of the bundle.
SAID_ONCE = frozenset({"reply_by", "hours", "pay_to"})
# What the ledger tells of each person. A kind with any other field that must be told is written one letter at a time.
KNOWN_OF_EACH: dict[type, frozenset[str]] = {v.LateRent: frozenset({"month", "amount", "due", "reference"})}
ABOUT_RENT = frozenset({LetterKind.FRIENDLY_REMINDER, LetterKind.CALL_ME})


def must_be_told(about: About) -> frozenset[str]:
    """The fields of a kind that have to say something."""
    return frozenset(one.name for one in dataclasses.fields(about.variables) if one.default is dataclasses.MISSING)


def fills_itself(about: About) -> bool:
    """Whether letters of this kind can be made without anything told by hand for each person.

    What the law says the contents of is a decision about one person at a time, so it is never made in bulk.
    """
    known = SAID_ONCE | KNOWN_OF_EACH.get(about.variables, frozenset())
    is_ordinary = about.audience is Audience.TENANT and about.layout is Layout.WINDOW and not about.is_statutory
    return is_ordinary and must_be_told(about) <= known


def kinds_in_bulk(writer: AtWork) -> tuple[About, ...]:
    """The kinds this member may write to many."""
    return tuple(about for about in kinds_for(writer) if fills_itself(about))


def said_once(kind: LetterKind) -> frozenset[str]:
    """Of what is said once, that which this kind has a place for."""
    return SAID_ONCE & {one.name for one in dataclasses.fields(KINDS[kind].variables)}
