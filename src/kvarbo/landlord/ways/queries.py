"""Reads: versions with their first day, copies, what can be chosen to try, and trials."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from kvarbo.core.ladder.loading import LANDLORDS, load_named, named_policies
from kvarbo.core.ladder.policy import Policy
from kvarbo.ground.jobs.queries import HowFar, how_far
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.outreach.queries import of_leases, policies_kept, read_policy
from kvarbo.landlord.rent.due_dates import first_due
from kvarbo.landlord.rent.queries import Lease, leases_open_to, ledger_state
from kvarbo.landlord.ways.models import TrialDifference, WayDraft, WayTrial

IN_FORCE, DRAFT, NAMED = "gallande", "kopia", "namn"
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Version:
    """En version: a text that has been, is or will be in force."""

    id: UUID
    name: str
    valid_from: date
    by: str
    until: date | None  # the day before the next one
    when: str  # past, now, coming
    text: str

    @property
    def policy(self) -> Policy:
        """The way of working that the text means."""
        return read_policy(self.text)


def versions(*, on: date) -> list[Version]:
    """All versions, the latest first."""
    rows = policies_kept()
    found = []
    for row, following in zip_longest(rows, rows[1:]):
        until = following.valid_from - timedelta(days=1) if following else None
        when = "coming" if row.valid_from > on else "past" if until is not None and until < on else "now"
        found.append(Version(row.pk, row.name, row.valid_from, row.by, until, when, row.text))
    return found[::-1]


def drafts() -> list[WayDraft]:
    """The copies, the latest changed first."""
    return list(WayDraft.objects.all())


def draft(identity: UUID) -> WayDraft | None:
    """One copy, or none."""
    return WayDraft.objects.filter(pk=identity).first()


def named_text(name: str) -> str | None:
    """The text of a way of working that comes with Kvarbo, or none."""
    if name not in named_policies():
        return None
    return (LANDLORDS / f"{name}.yaml").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Chosen:
    """Ett valt arbetssätt: its key in a form, what it is called, and its text."""

    key: str
    name: str
    text: str


def choices(*, on: date, only_whole: bool = True) -> list[tuple[str, str]]:
    """What can be copied or tried: versions, copies and those that come with Kvarbo. Copies with faults cannot play."""
    words = {"now": gettext("gäller nu"), "coming": gettext("kommer"), "past": gettext("har gällt")}
    copies = WayDraft.objects.filter(fault="") if only_whole else WayDraft.objects.all()
    return [
        *((f"{IN_FORCE}:{one.id}", f"{one.name} ({words[one.when]})") for one in versions(on=on)),
        *((f"{DRAFT}:{one.pk}", gettext("Kopian %(name)s") % {"name": one.name}) for one in copies),
        *((f"{NAMED}:{name}", _title(name)) for name in named_policies()),
    ]


def _title(name: str) -> str:
    return gettext("%(title)s, som den kommer med Kvarbo") % {"title": load_named(name).title}


def chosen(key: str) -> Chosen | None:
    """What a choice means now, or none when it is gone."""
    kind, _, which = key.partition(":")
    if kind == NAMED:
        text = named_text(which)
        return Chosen(key, load_named(which).title, text) if text is not None else None
    try:
        identity = UUID(which)
    except ValueError:
        return None
    if kind == DRAFT:
        copy = draft(identity)
        return Chosen(key, copy.name, copy.text) if copy else None
    row = next((row for row in policies_kept() if row.pk == identity), None) if kind == IN_FORCE else None
    return Chosen(key, row.name, row.text) if row else None


def period_known(*, on: date) -> tuple[date, date] | None:
    """From the first due date of the ledger through the last day payments are known; none when nothing is."""
    state = ledger_state()
    first = first_due()
    if first is None or state.known_through is None:
        return None
    last = min(state.known_through, on)
    return (first, last) if first < last else None


def last_year(*, on: date) -> tuple[date, date] | None:
    """The last twelve months that are known, or what there is of them."""
    known = period_known(on=on)
    return (max(known[0], known[1] - YEAR + timedelta(days=1)), known[1]) if known else None


def trials() -> list[WayTrial]:
    """The trials that are kept, the newest first."""
    return list(WayTrial.objects.defer("texts")[:20])


def trial(identity: UUID) -> WayTrial | None:
    """One trial, or none."""
    return WayTrial.objects.filter(pk=identity).first()


def work_on(identity: UUID) -> HowFar | None:
    """How far the trial's work has come."""
    return how_far(about=str(identity))


def differences(reader: AtWork, identity: UUID) -> Any:
    """Where the two differ, for the homes this reader may open, in the order of the first day."""
    rows = TrialDifference.objects.filter(of_leases(leases_open_to(reader)), trial_id=identity)
    return rows.order_by("first_day", "lease_id")


def leases_of(reader: AtWork, ids: set[UUID]) -> dict[UUID, Lease]:
    """The leases of a page, those that the reader may open."""
    return {lease.id: lease for lease in leases_open_to(reader).filter(pk__in=ids)}
