"""Reads: a decision with its facts as the rules read them, how it stands, and those of many leases at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from kvarbo.core.facts import Facts as LedgerFacts
from kvarbo.core.law.service_of_documents.service_way import ServiceWay
from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.doors.post.handed_in import HandedIn, handed_in_about
from kvarbo.doors.post.handed_out import HandedOut, handed_out_about
from kvarbo.ground.four_eyes.queries import declined_among
from kvarbo.landlord.notices.facts import Case, Fact, Money
from kvarbo.landlord.notices.lawful import Asked, Possible, possible_steps
from kvarbo.landlord.notices.ledger import money_of
from kvarbo.landlord.notices.models import DecisionFact, LeaseDecision
from kvarbo.landlord.notices.standing import Standing, standing
from kvarbo.landlord.notices.vocabulary import FOR_RENT, DecisionOutcome, FactKind, Proof, Route, WhatServed
from kvarbo.landlord.rent.queries import Lease

TO_BOARD: dict[Route, frozenset[PaperKind]] = {
    Route.ORDER_TO_PAY: frozenset({PaperKind.NOTICE_UNPAID_RENT}),
    Route.TERMINATION: frozenset({PaperKind.NOTICE_UNPAID_RENT}),
    Route.DISTURBANCE: frozenset({PaperKind.NOTICE_DISTURBANCE}),
    Route.SERIOUS: frozenset({PaperKind.NOTICE_SERIOUS_DISTURBANCE}),
}


@dataclass(frozen=True, slots=True)
class Happened:
    """En händelse, as it was written and as the rules read it; one from the post has no row of its own."""

    fact: Fact
    written_at: datetime
    by_name: str
    proof: Proof | None
    row: DecisionFact | None = None
    paper: HandedOut | HandedIn | None = None
    is_corrected: bool = False


@dataclass(frozen=True, slots=True)
class Whole:
    """Ett beslut med allt som har hänt: corrected facts are told and not counted."""

    decision: LeaseDecision
    happened: tuple[Happened, ...]
    case: Case
    money: Money
    standing: Standing
    on: date

    @property
    def asked(self) -> Asked:
        """What the question of the next steps rests on."""
        return Asked(self.case, self.money, self.standing, self.on, self.decision.demand_last_date)

    @property
    def steps(self) -> tuple[Possible, ...]:
        """Every step of the route, with why or why not."""
        return possible_steps(self.asked)

    def latest_row(self, *kinds: FactKind) -> DecisionFact | None:
        """The row of the latest fact of these kinds that counts."""
        rows = [one.row for one in self.happened if one.row and not one.is_corrected and one.fact.kind in kinds]
        return rows[-1] if rows else None


def months_of(decision: LeaseDecision) -> tuple[date, ...]:
    """The months whose rent a decision is about, oldest first."""
    return tuple(sorted(date.fromisoformat(month) for month in decision.months))


def decisions_of(lease_id: UUID) -> list[LeaseDecision]:
    """A lease's decisions, newest first."""
    return list(LeaseDecision.objects.filter(lease_id=lease_id))


def open_decision(lease_id: UUID) -> LeaseDecision | None:
    """The lease's decision that has not ended."""
    return LeaseDecision.objects.filter(lease_id=lease_id, ended_date=None).first()


def decisions_among(leases: QuerySet[Lease], *, ended: bool = False) -> QuerySet[LeaseDecision]:
    """Decisions about these leases, the oldest first."""
    found = LeaseDecision.objects.filter(lease__in=leases, ended_date__isnull=not ended)
    return found.select_related("lease").order_by("decided_date", "made_at", "pk")


def whole(decision: LeaseDecision, told: LedgerFacts, *, on: date) -> Whole:
    """A decision as it stands on the day."""
    return wholes([decision], {decision.lease_id: told}, on=on)[0]


def wholes(decisions: Sequence[LeaseDecision], told: dict[UUID, LedgerFacts], *, on: date) -> list[Whole]:
    """Several decisions as they stand, in a constant number of queries."""
    rows: dict[UUID, list[DecisionFact]] = {}
    kept = DecisionFact.objects.filter(decision__in=list(decisions)).select_related("corrected_by")
    for row in kept:
        rows.setdefault(row.decision_id, []).append(row)
    declined = declined_among([row.request for some in rows.values() for row in some if row.request])
    kinds = {kind for decision in decisions for kind in TO_BOARD[Route(decision.route)]}
    leases = [decision.lease_id for decision in decisions]
    out, came = handed_out_about(leases, kinds), handed_in_about(leases, PaperKind.UNDERTAKING)
    posted = {
        one.pk: [*_of_papers(one, out.get(one.lease_id, [])), *_of_undertakings(one, came.get(one.lease_id, []))]
        for one in decisions
    }
    return [_whole(one, rows.get(one.pk, []), posted[one.pk], declined, told[one.lease_id], on) for one in decisions]


def _whole(
    decision: LeaseDecision,
    rows: Sequence[DecisionFact],
    posted: Sequence[Happened],
    declined: dict[UUID, tuple[datetime, str]],
    told: LedgerFacts,
    on: date,
) -> Whole:
    happened = [*(_of_row(row) for row in rows), *_declined(rows, declined), *posted]
    happened.sort(key=lambda one: one.written_at)
    months = months_of(decision)
    case = Case(
        route=Route(decision.route),
        tenants=tuple(decision.tenants),
        facts=tuple(one.fact for one in happened if not one.is_corrected),
        premises=decision.is_premises,
        oldest_month=months[0] if months else None,
        due_date=min((bill.due_date for bill in told.bills if months and bill.month == months[0]), default=None),
    )
    sent = case.last(FactKind.BOARD_TOLD)
    money = money_of(told, months, on=on, sent=sent.day if sent else None)
    return Whole(decision, tuple(happened), case, money, standing(case, money, on=on), on)


def _of_row(row: DecisionFact) -> Happened:
    fact = Fact(
        kind=FactKind(row.kind),
        day=row.fact_date,
        person=str(row.person_id) if row.person_id else "",
        way=ServiceWay(row.way) if row.way else None,
        what=WhatServed(row.what) if row.what else WhatServed.BOTH,
        by_authority=row.by_authority,
        posted_registered=row.posted_registered_date,
        received=row.received_date,
        refused=row.refused_date,
        left=row.left_date,
        told_by_letter=row.told_by_letter_date,
        amount=row.amount,
        outcome=DecisionOutcome(row.outcome) if row.outcome else None,
    )
    proof = Proof(row.proof) if row.proof else None
    return Happened(fact, row.written_at, row.by_name, proof, row=row, is_corrected=hasattr(row, "corrected_by"))


def _declined(rows: Iterable[DecisionFact], declined: dict[UUID, tuple[datetime, str]]) -> Iterator[Happened]:
    """A no is said where requests are decided; here it is read."""
    for row in rows:
        said = declined.get(row.request) if row.request and row.kind == FactKind.ASKED else None
        if said is not None:
            when = max(said[0], row.written_at)
            yield Happened(Fact(FactKind.DECLINED, when.date()), when, said[1], None)


def _of_papers(decision: LeaseDecision, papers: Iterable[HandedOut]) -> Iterator[Happened]:
    """The message to the board that went by the post here, with the days that are known of it so far."""
    for paper in papers:
        if paper.at < decision.made_at or (decision.ended_date and paper.day > decision.ended_date):
            continue
        fact = Fact(
            FactKind.BOARD_TOLD,
            paper.day,
            posted_registered=paper.posted_registered,
            received=paper.received,
            through_door=paper.through_door,
            amount=paper.amount if Route(decision.route) in FOR_RENT else None,
        )
        yield Happened(fact, paper.at, paper.by_name, Proof.ON_FILE, paper=paper)


def _of_undertakings(decision: LeaseDecision, papers: Iterable[HandedIn]) -> Iterator[Happened]:
    """The board's undertaking that came by the post here, read from the paper, so that nobody must write it in."""
    if Route(decision.route) not in FOR_RENT or decision.is_premises:
        return
    for paper in papers:
        if paper.at < decision.made_at or (decision.ended_date and paper.day > decision.ended_date):
            continue
        fact = Fact(
            FactKind.UNDERTAKING,
            paper.day,
            posted_registered=paper.posted_registered,
            received=paper.received,
            through_door=paper.through_door,
            amount=paper.amount,
        )
        yield Happened(fact, paper.at, paper.from_name, Proof.ON_FILE, paper=paper)
