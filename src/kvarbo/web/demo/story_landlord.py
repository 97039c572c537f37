"""Två hushåll, hos hyresvärden: decided, applied for, served, and how it ended."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from kvarbo.core.calendar import add_arbetsdagar
from kvarbo.core.facts import AgencyStatus
from kvarbo.core.law.service_of_documents.service_way import ServiceWay
from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.doors.post import actions as post
from kvarbo.doors.post.queries import papers_received, received_paper
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.collection.actions import begin_matter
from kvarbo.landlord.collection.queries import active_agencies
from kvarbo.landlord.collection.reports import Source, ToldIn, add_status
from kvarbo.landlord.notices.actions import ToldFact, add_fact, decide, tenants_of
from kvarbo.landlord.notices.ledger import late_rent
from kvarbo.landlord.notices.vocabulary import DecisionOutcome, FactKind, Proof, Route
from kvarbo.landlord.outreach.queries import known_facts
from kvarbo.web.demo.cast import HOME_KEPT, HOME_LOST
from kvarbo.web.demo.papers import hand_over_paper, notice_of
from kvarbo.web.demo.staff import KARIN
from kvarbo.web.demo.standing import at_the_desk, home_of
from kvarbo.web.demo.town import Town

WHY = "Ingen har svarat på fyra försök."
SERVED_AFTER = 21  # days after the due date
VERDICT_AFTER = 47
EVICTION_AFTER = 75
PLACE = {HOME_KEPT: 41, HOME_LOST: 42}  # the numbers of their papers
MONTHS_AT_THE_AGENCY = timedelta(days=30)


def applies_by_the_agency(town: Town, who: str, on: date) -> None:
    """Beslut och ansökan: the agency has had the oldest rent for some time, and applies."""
    with at_the_desk(KARIN) as by:
        home = home_of(town, who)
        _at_the_agency(home, on=on, by=by)
        _applied(home, who, "agency", on=on, by=by)


def applies_itself(town: Town, who: str, on: date) -> None:
    """Beslut och ansökan by the landlord's own hand."""
    with at_the_desk(KARIN) as by:
        _applied(home_of(town, who), who, "own", on=on, by=by)


def _at_the_agency(home: Any, *, on: date, by: AtWork) -> None:
    late = late_rent(known_facts([home.pk])[home.pk], on=on)
    oldest = min((one.bill for one in late), key=lambda bill: bill.month)
    agency = next(iter(active_agencies()), None)
    if agency is None or oldest.due_date > on - MONTHS_AT_THE_AGENCY:
        return
    sent = add_arbetsdagar(oldest.due_date + timedelta(days=7), 1)
    made = begin_matter(
        lease=home, month=oldest.month, agency=agency.pk, sent=sent, number="EX-1101", on=on, by=by
    )  # fmt: skip
    told = Source(told_in=ToldIn.HAND, on=on, by_name=by.name)
    add_status(told, made, status=AgencyStatus.DEMAND_SENT.value, day=add_arbetsdagar(sent, 1))


def _applied(home: Any, who: str, applicant: str, *, on: date, by: AtWork) -> None:
    decide(
        lease=home, route=Route.ORDER_TO_PAY, demand_last_day=add_arbetsdagar(on, -1), reason=WHY,
        form_key=f"story-decided-{who}", on=on, by=by,
    )  # fmt: skip
    applied = ToldFact(
        FactKind.APPLIED, on, proof=Proof.RECEIPT, told={"applicant": applicant}, form_key=f"story-applied-{who}"
    )
    add_fact(lease=home, said=applied, on=on, by=by)
    notice = notice_of(by, home.pk, on=on)
    if notice is None:
        raise RuntimeError(f"{who} har ingen obetald hyra att meddela nämnden om.")
    found, content = notice
    hand_over_paper(found, PaperKind.NOTICE_UNPAID_RENT, content, PLACE[who], on=on, by=by)


def served_by_kronofogden(town: Town, who: str, on: date) -> None:
    """Kronofogden har delgett: on its day, learned later."""
    with at_the_desk(KARIN) as by:
        _served(town, who, on=on, by=by)


def _served(town: Town, who: str, *, on: date, by: AtWork) -> None:
    home, day = home_of(town, who), _after(town, SERVED_AFTER)
    for person in home.lease_tenants.values_list("person_id", flat=True):
        served = ToldFact(
            FactKind.SERVED, day, person=person, way=ServiceWay.APPLICATION, by_authority=True, received=day,
            proof=Proof.AUTHORITY, text=f"Kronofogden berättade det {on:%Y-%m-%d}.", form_key=f"story-served-{person}",
        )  # fmt: skip
        if str(person) in tenants_of(home):
            add_fact(lease=home, said=served, on=on, by=by)


def reads_the_undertaking(town: Town, who: str, on: date) -> None:
    """Åtagandet har kommit: the paper is put by the lease, and counts from its own day."""
    with at_the_desk(KARIN) as by:
        home = home_of(town, who)
        came = (received_paper(by, row.id) for row in papers_received(by).rows)
        told = (paper for paper, _ in filter(None, came) if paper.kind == PaperKind.UNDERTAKING.value)
        for paper in told:
            if who in bytes(paper.canonical or b"").decode():
                post.place(paper, subject_id=home.pk)
                post.mark_done(paper, by=by)
        _ended(home, who, DecisionOutcome.RECOVERED, on=on, by=by)


def learns_the_day(town: Town, who: str, on: date) -> None:
    """Delgivning, utslag, yttrande och Kronofogdens dag, all told on one day."""
    with at_the_desk(KARIN) as by:
        _served(town, who, on=on, by=by)
        told = (
            (FactKind.VERDICT, _after(town, VERDICT_AFTER)),
            (FactKind.HEARD, on),
            (FactKind.EVICTION_TIME, _after(town, EVICTION_AFTER)),
        )
        home = home_of(town, who)
        for kind, day in told:
            add_fact(lease=home, said=ToldFact(kind, day, form_key=f"story-{kind}-{who}"), on=on, by=by)


def ends_with_eviction(town: Town, who: str, on: date) -> None:
    """Avhysningen är gjord."""
    with at_the_desk(KARIN) as by:
        _ended(home_of(town, who), who, DecisionOutcome.EVICTED, on=on, by=by)


def _ended(home: Any, who: str, outcome: DecisionOutcome, *, on: date, by: AtWork) -> None:
    said = ToldFact(FactKind.ENDED, on, outcome=outcome.value, form_key=f"story-ended-{who}")
    add_fact(lease=home, said=said, on=on, by=by)


def _after(town: Town, days: int) -> date:
    return town.anchors_due_date + timedelta(days=days)
