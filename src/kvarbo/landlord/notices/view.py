"""Ett beslut på sidan: how it stands, both clocks, what can be done now and what cannot, and what has happened."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.core import swedish
from kvarbo.ground.attachments.queries import attachments_of
from kvarbo.ground.four_eyes.queries import is_waiting
from kvarbo.ground.people.masked import MASKED, Masked
from kvarbo.ground.units.queries import AtWork, same_person
from kvarbo.landlord.notices.approval import DECIDES
from kvarbo.landlord.notices.clocks import served_with_form
from kvarbo.landlord.notices.forms import FIELDS, AskForm, FactForm, PaperForm, PrepareForm
from kvarbo.landlord.notices.models import DecisionFact, LeaseDecision
from kvarbo.landlord.notices.papers import papers_to_make
from kvarbo.landlord.notices.queries import Happened, Whole, months_of, wholes
from kvarbo.landlord.notices.standing import SAVED
from kvarbo.landlord.notices.underlag import tried
from kvarbo.landlord.notices.vocabulary import FOR_RENT, FactKind, NextStep, Proof, Route, Stage
from kvarbo.landlord.notices.words import FACTS, OUTCOMES, PROOFS, ROUTES, STAGES, STEPS, WAYS, WHAT
from kvarbo.landlord.outreach.queries import known_facts
from kvarbo.landlord.rent.queries import ShownLease, shown_leases

WRITES: dict[NextStep, tuple[FactKind, ...]] = {
    NextStep.APPLY: (FactKind.APPLIED,),
    NextStep.TELL_TO_STOP: (FactKind.TOLD_TO_STOP,),
    NextStep.TELL_BOARD: (FactKind.BOARD_TOLD,),
    NextStep.SERVE: (FactKind.SERVED,),
    NextStep.REISSUE: (FactKind.REISSUED, FactKind.KEPT),
    NextStep.END: (FactKind.ENDED,),
}
BY_OTHERS = (
    *(FactKind.SERVED, FactKind.UNDERTAKING, FactKind.OBJECTED, FactKind.VERDICT, FactKind.HEARD),
    FactKind.EVICTION_TIME,
)


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """Ett beslut i listan."""

    lease_id: UUID
    route: Any
    stage: Any
    decided: date
    open_rent: int | None  # öre; None where it is not about rent
    protective: date | None
    enforcing: date | None
    not_before: date | None
    who: tuple[str | Masked, ...]
    where: str | Masked
    url: str | None


def rows(reader: AtWork, decisions: Iterable[LeaseDecision], *, on: date) -> list[DecisionRow]:
    """Decisions as the list shows them; what the reader may not open is masked."""
    listed = list(decisions)
    shown = shown_leases(reader, list({one.lease_id: one.lease for one in listed}.values()))
    told = known_facts(list(shown)) if shown else {}
    return [_row(one, shown[one.decision.lease_id]) for one in wholes(listed, told, on=on)] if listed else []


def _row(known: Whole, lease: ShownLease) -> DecisionRow:
    clock = known.standing.clock.value if known.standing.clock is not None else None
    for_rent = known.case.route in FOR_RENT
    return DecisionRow(
        lease_id=lease.id,
        route=ROUTES[known.case.route],
        stage=STAGES[known.standing.stage],
        decided=known.decision.decided_date,
        open_rent=known.money.open_rent if for_rent else None,
        protective=clock.protective if clock else None,
        enforcing=clock.enforcing if clock else None,
        not_before=clock.not_before if clock else None,
        who=tuple(tenant.name for tenant in lease.tenants) if lease.may_open else (MASKED,),
        where=lease.where,
        url=reverse("decision", args=[lease.id]) if lease.may_open else None,
    )


def on_page(reader: AtWork, known: Whole, shown: ShownLease, **forms_with_errors: Any) -> dict[str, Any]:
    """What the page of an open or ended decision shows."""
    is_open = known.decision.ended_date is None
    names = {str(person.id): person.name for person in shown.tenants}
    attachments = attachments_of(known.decision.lease_id)
    return {
        "route": ROUTES[known.case.route],
        "stage": STAGES[known.standing.stage],
        "stage_key": known.standing.stage.value,
        "why": known.standing.why,
        "is_saved": known.standing.stage in SAVED,
        "outcome": OUTCOMES[known.standing.outcome] if known.standing.outcome else "",
        "decision": known.decision,
        "months": months_of(known.decision),
        "money": known.money if known.case.route in FOR_RENT else None,
        "standing": known.standing,
        "missing": _missing(known, names),
        "steps": [_step(reader, known, names, attachments, one, forms_with_errors) for one in known.steps]
        if is_open
        else [],
        "by_others": [
            _form(known, kind, names, attachments, forms_with_errors, by_authority=True)
            for kind in BY_OTHERS
            if _may_happen(known, kind)
        ]
        if is_open
        else [],
        "happened": [_happened(one, names, attachments) for one in reversed(known.happened)],
        "underlag": known.latest_row(FactKind.PREPARED),
        "approval": _approval(reader, known) if is_open else None,
        "paper_form": _paper_form(known, shown, forms_with_errors) if is_open else None,
    }


def _missing(known: Whole, names: dict[str, Any]) -> list[str]:
    """What is not known yet, in words: whose service, and the board's day."""
    served = served_with_form(known.case, known.case.rounds[-1])
    left = known.standing.given.value.missing if known.case.route not in FOR_RENT else known.case.tenants
    said = [
        gettext("Delgivningen av %(name)s är inte känd.") % {"name": names[tenant]}
        for tenant in left
        if tenant in names and tenant not in served
    ]
    clock = known.standing.clock
    if clock is not None and any(fact.startswith("social_board") for fact in clock.value.missing):
        said.append(gettext("Dagen då socialnämnden fick sitt meddelande är inte känd."))
    return said


def _step(
    reader: AtWork, known: Whole, names: dict[str, Any], attachments: list[Any], one: Any, errors: dict[str, Any]
) -> dict[str, Any]:
    forms = [_form(known, kind, names, attachments, errors) for kind in WRITES.get(one.step, ()) if one.allowed]
    if one.step is NextStep.SERVE and known.case.route is Route.ORDER_TO_PAY:
        forms = []
    return {
        "key": one.step.value,
        "title": STEPS[one.step],
        "allowed": one.allowed,
        "done": one.done,
        "why": one.why,
        "forms": forms,
        "prepare_form": errors.get("prepare") or PrepareForm(auto_id="prepare_%s", initial=_fresh())
        if one.step is NextStep.PREPARE and one.allowed
        else None,
        "measures": tried(known_facts([known.decision.lease_id])[known.decision.lease_id].events)
        if one.step is NextStep.PREPARE and one.allowed
        else None,
        "ask_form": errors.get("ask") or AskForm(auto_id="ask_%s")
        if one.step is NextStep.ASK and one.allowed
        else None,
        "hand_over_url": reverse("hand_over", args=[known.decision.lease_id])
        if one.step is NextStep.TELL_BOARD and one.allowed
        else None,
    }


def _fresh() -> dict[str, str]:
    """A key for each showing of a form: the same form sent twice is one fact."""
    return {"form_key": secrets.token_urlsafe(16)}


def _may_happen(known: Whole, kind: FactKind) -> bool:
    """What others can have done on this route; nobody undertakes to pay for disturbances."""
    return kind is not FactKind.UNDERTAKING or (known.case.route in FOR_RENT and not known.case.premises)


def _form(
    known: Whole,
    kind: FactKind,
    names: dict[str, Any],
    attachments: list[Any],
    errors: dict[str, Any],
    *,
    by_authority: bool = False,
) -> FactForm:
    if kind.value in errors:
        found: FactForm = errors[kind.value]
        return found
    start: dict[str, Any] = {**_fresh(), "day": known.on if kind is not FactKind.EVICTION_TIME else None}
    if by_authority and kind is FactKind.SERVED:
        start |= {"by_authority": True, "proof": Proof.AUTHORITY.value}
        if known.case.route is Route.ORDER_TO_PAY:
            start |= {"way": "application", "what": "both"}
    return fact_form(known, kind, names, attachments, initial=start)


def fact_form(
    known: Whole, kind: FactKind, names: dict[str, Any], attachments: list[Any], said: Any = None, **settings: Any
) -> FactForm:
    """The form of one kind of fact, with the people, the attachments and what can be corrected."""
    if kind not in FIELDS:
        raise KeyError(kind)
    same = [one for one in known.happened if one.row and not one.is_corrected and one.fact.kind is kind]
    return FactForm(
        said,
        kind=kind,
        people=[(tenant, str(names[tenant])) for tenant in known.case.tenants if tenant in names],
        attachments=[(str(one.id), f"{one.get_kind_display()}, {swedish.day(one.kept_date)}") for one in attachments],
        corrects=[(str(one.row.pk), f"{FACTS[kind]}, {swedish.day(one.fact.day)}") for one in same if one.row],
        **settings,
    )


def _happened(one: Happened, names: dict[str, Any], attachments: list[Any]) -> dict[str, Any]:
    fact, row = one.fact, one.row
    kept = next((file for file in attachments if row and file.id == row.attachment_id), None)
    return {
        "title": FACTS[fact.kind],
        "day": fact.day,
        "person": names.get(fact.person, ""),
        "lines": list(_lines(one)),
        "proof": PROOFS[one.proof] if one.proof else "",
        "has_none": one.proof is Proof.NONE,
        "number": (row.registered_number if row else "") or (one.paper.registered_number if one.paper else ""),
        "attachment_url": reverse("attachment", args=[kept.id]) if kept else None,
        "paper_url": reverse("paper", args=[one.paper.id]) if one.paper else None,
        "text": row.text if row else "",
        "by_name": one.by_name,
        "is_corrected": one.is_corrected,
    }


def _lines(one: Happened) -> Iterable[str]:
    """The days and the rest of a fact, each in a sentence; what is not known is not there."""
    fact = one.fact
    if fact.kind is FactKind.SERVED:
        yield f"{WHAT[fact.what]}. {WAYS[fact.way]}." if fact.way else str(WHAT[fact.what])
    if one.row is not None and one.row.told.get("applicant"):
        own = one.row.told["applicant"] == "own"
        yield gettext("Vi ansökte själva.") if own else gettext("Inkassobolaget ansökte.")
    if fact.amount is not None:
        yield gettext("Belopp: %(amount)s.") % {"amount": swedish.money(fact.amount)}
    if fact.outcome is not None:
        yield str(OUTCOMES[fact.outcome])
    came = fact.kind is FactKind.UNDERTAKING
    through = gettext("Genom dörren hit") if came else gettext("Genom dörren till mottagarens rum")
    days = (
        (gettext("Lämnat till posten som rekommenderat brev"), fact.posted_registered),
        (gettext("Mottaget"), fact.received),
        (through, fact.through_door),
        (gettext("Vägrade ta emot"), fact.refused),
        (gettext("Lämnat i hemmet eller hos en vuxen i hushållet"), fact.left),
        (gettext("Brev skickat om att det är lämnat"), fact.told_by_letter),
    )
    yield from (f"{label}: {swedish.day(day)}." for label, day in days if day)
    if fact.kind is FactKind.BOARD_TOLD and not any(day for _, day in days):
        yield gettext("När det kom fram är inte känt än.")


def _approval(reader: AtWork, known: Whole) -> dict[str, Any] | None:
    """The question that waits for a second person, and whether this reader may answer it."""
    asked: DecisionFact | None = known.latest_row(FactKind.ASKED)
    if known.standing.stage is not Stage.ASKED or asked is None or not asked.request or not is_waiting(asked.request):
        return None
    prepared = known.latest_row(FactKind.PREPARED)
    own = same_person(asked.by, reader.id) or (prepared is not None and same_person(prepared.by, reader.id))
    return {"asked": asked, "may_answer": reader.has(*DECIDES) and not own, "is_own": own}


def _paper_form(known: Whole, shown: ShownLease, errors: dict[str, Any]) -> PaperForm | None:
    papers = papers_to_make(known, shown)
    if not papers or not known.money.open_rent:
        return None
    return errors.get("paper") or PaperForm(papers=papers, initial={"amount": known.money.open_rent})


def earlier(decisions: Iterable[LeaseDecision], current: LeaseDecision) -> list[dict[str, Any]]:
    """The lease's other decisions: when, which way."""
    return [
        {"day": one.decided_date, "route": ROUTES[Route(one.route)], "ended": one.ended_date}
        for one in decisions
        if one.pk != current.pk
    ]
