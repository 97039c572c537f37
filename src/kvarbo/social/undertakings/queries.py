"""Reads of the time to win a home back and of the board's undertaking, put to the rules. No counted day is kept.

The last days come from ``core.law``: for a rented home ``recovery_period`` and ``recovery_by_undertaking``, for
bostadsrätt ``recovery_after_late_fee``, where no undertaking exists.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q

from kvarbo.core.finding import Step
from kvarbo.core.law.jordabalken.recovery_by_undertaking import Undertaking, recovery_by_undertaking
from kvarbo.core.law.jordabalken.recovery_period import recovery_period
from kvarbo.core.law.social_services.undertaking_to_pay import Tenure, undertaking_to_pay
from kvarbo.core.law.tenant_ownership.recovery_after_late_fee import recovery_after_late_fee
from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.doors.post.queries import handed_over_about
from kvarbo.social.inbox.told import ToldTermination, terminations_told
from kvarbo.social.undertakings.models import BoardUndertaking, SentHow, SigningRight, TerminationFacts


class Known(NamedTuple):
    """Det som är känt om en uppsägning, as it was written last (``TerminationFacts``)."""

    tenant_served: date | None
    rent: int | None
    costs: int | None
    settled: str
    settled_on: date | None


@dataclass(frozen=True, slots=True)
class Period:
    """Tiden att återvinna: both last days, the safe bound, what is missing, and why."""

    protective: date | None
    enforcing: date | None
    not_before: date | None
    missing: tuple[str, ...]
    steps: tuple[Step, ...]


@lru_cache(maxsize=4096)
def _counted(is_fee: bool, served: date | None, posted: date | None, received: date | None) -> Period:
    """The time as counted from these days. Kept: many terminations of a long list are of the same days."""
    board = {"board_posted_registered": posted, "board_received": received}
    if is_fee:
        fee = recovery_after_late_fee(holder_served=served, **board)
        value: Any = fee.value
        return Period(value.protective, value.enforcing, value.not_before, value.missing, fee.steps)
    rent = recovery_period(tenant_served=served, **board)
    return Period(rent.value.protective, rent.value.enforcing, rent.value.not_before, rent.value.missing, rent.steps)


@dataclass(frozen=True, slots=True)
class Termination:
    """En uppsägning för obetald hyra, with the newest of what is written about it."""

    told: ToldTermination
    facts: Known | None = None
    undertaking: BoardUndertaking | None = None
    not_handed_over: bool = False  # it is said to go by a paper through Kvarbo, and no such paper has gone

    @property
    def id(self) -> UUID:
        """The id of the paper that told of it."""
        return self.told.paper_id

    @property
    def is_settled(self) -> bool:
        """Whether somebody has written that nothing is left to watch."""
        return self.facts is not None and self.facts.settled != ""

    @property
    def rent(self) -> int | None:
        """The rent owed, in öre: what is written here, else what the notice said."""
        return self.facts.rent if self.facts is not None and self.facts.rent is not None else self.told.debt

    @property
    def _board(self) -> dict[str, date | None]:
        return {"board_posted_registered": self.told.posted, "board_received": self.told.received}

    @property
    def _served(self) -> date | None:
        return self.facts.tenant_served if self.facts else None

    def period(self) -> Period:
        """Återvinningsfristen, as the rule for this kind of home counts it."""
        return _counted(self.told.is_fee, self._served, self.told.posted, self.told.received)

    def standing(self) -> tuple[Undertaking, tuple[Step, ...]]:
        """Vad nämndens åtagande är värt, as it was given or as it would be if nothing is given yet."""
        given = self.undertaking
        posted = given.sent_on if given is not None and given.sent_how == SentHow.REGISTERED else None
        found = recovery_by_undertaking(
            dwelling_is_tenant_owned=self.told.is_fee, tenant_served=self._served, **self._board,
            written=None if given is None else True, posted_registered=posted,
            received=given.reached_on if given is not None and not self.not_handed_over else None,
        )  # fmt: skip
        return found.value, found.steps

    def open_points(self) -> tuple[str, ...]:
        """What is not yet clear of an undertaking that is written, in the rule's own words."""
        given = self.undertaking
        if given is None or self.told.is_fee:
            return ()
        period = self.period()
        return undertaking_to_pay(
            tenure=Tenure.RENTAL, written=True, signed_by_authorised=True, to_landlord=True, amount=given.amount,
            amount_owed=self.rent, months_stated=bool(given.months),
            sent_registered=given.sent_on if given.sent_how == SentHow.REGISTERED else None,
            reached_landlord=None if self.not_handed_over else given.reached_on, recovery_protective=period.protective,
            recovery_enforcing=period.enforcing,
        ).value.missing  # fmt: skip


def terminations_in(matter_ids: Collection[UUID]) -> dict[UUID, list[Termination]]:
    """Terminations told in matters that the caller has opened: what is to be watched first, then the settled."""
    told = terminations_told(matter_ids)
    if not told:
        return {}
    known = TerminationFacts.objects.filter(matter_id__in=matter_ids).values_list(
        "matter_id", "paper_id", *Known._fields
    )
    facts = {(matter, paper): Known(*rest) for matter, paper, *rest in known}
    rows = BoardUndertaking.objects.filter(matter_id__in=matter_ids).select_related("signed_by")
    given = {(row.matter_id, row.paper_id): row for row in rows}
    through = {row.matter_id for row in given.values() if row.sent_how == SentHow.DOOR}
    waits = through - handed_over_about(through, PaperKind.UNDERTAKING) if through else set()
    found: dict[UUID, list[Termination]] = defaultdict(list)
    for one in told:
        key = (one.matter_id, one.paper_id)
        mine = given.get(key)
        not_gone = mine is not None and mine.sent_how == SentHow.DOOR and one.matter_id in waits
        found[one.matter_id].append(Termination(one, facts.get(key), mine, not_gone))
    return {matter: sorted(those, key=_to_watch_first) for matter, those in found.items()}


def _to_watch_first(one: Termination) -> tuple[bool, date, str]:
    return one.is_settled, one.told.received or one.told.posted or date.max, str(one.id)


def termination_in(matter_id: UUID, paper_id: UUID) -> Termination | None:
    """That termination in the matter."""
    return next((one for one in terminations_in([matter_id]).get(matter_id, []) if one.id == paper_id), None)


def newest_undertaking(matter_id: UUID) -> BoardUndertaking | None:
    """The undertaking that was written in last, of whichever termination in the matter."""
    return BoardUndertaking.objects.filter(matter_id=matter_id).select_related("signed_by").order_by("pk").last()


def rights_on(day: date) -> list[SigningRight]:
    """Who has the right to sign that day."""
    return list(SigningRight.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day))


def all_rights() -> list[SigningRight]:
    """Every right there has been, by name."""
    return list(SigningRight.objects.all())
