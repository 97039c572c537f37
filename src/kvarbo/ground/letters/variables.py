"""Brevens uppgifter: what each kind of letter must be told, typed. Money is whole öre, days are dates.

A field that may be left out has a default, and the text leaves out the sentence about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NewType

Ore = NewType("Ore", int)  # shown as "8 412 kr"
Month = NewType("Month", date)  # the first day of a month, shown as "november 2026"


@dataclass(frozen=True, slots=True)
class Nothing:
    """Inga uppgifter: a letter that says the same to everybody."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Svar önskas: by when, and when the telephone is answered ("vardagar klockan 8–16")."""

    reply_by: date
    hours: str = ""


@dataclass(frozen=True, slots=True)
class LateRent:
    """Sen hyra: which month, how much, when it was due and how it is paid."""

    month: Month
    amount: Ore
    due: date
    pay_to: str
    reference: str = ""
    reply_by: date | None = None


@dataclass(frozen=True, slots=True)
class LetterboxNote:
    """Lapp i brevlådan: the day somebody stood at the door. Nothing about why."""

    visited: date
    hours: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Möte: when, where, and who else comes."""

    day: date
    clock: str
    place: str
    others: str = ""


@dataclass(frozen=True, slots=True)
class HomeVisit:
    """Hembesök: when, and who comes."""

    day: date
    clock: str
    visitors: str


@dataclass(frozen=True, slots=True)
class Instalment:
    """Delbetalning: how much, and when at the latest."""

    due: date
    amount: Ore


@dataclass(frozen=True, slots=True)
class PaymentPlan:
    """Avbetalningsplan: the whole debt and its instalments; ``fee`` is that of lag (1981:739), or none."""

    debt: Ore
    instalments: tuple[Instalment, ...]
    pay_to: str
    reference: str = ""
    fee: Ore = Ore(0)


@dataclass(frozen=True, slots=True)
class BrokenPlan:
    """Utebliven delbetalning: which one, and until when we hope to hear."""

    due: date
    amount: Ore
    reply_by: date
    pay_to: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class LateMonth:
    """En sen hyra: its month, when it was due, and when it was paid (none: not yet, as far as we know)."""

    month: Month
    due: date
    paid: date | None = None


@dataclass(frozen=True, slots=True)
class Warning:
    """Rättelseanmaning: the late rents it is about, what must be put right until when, and perhaps a meeting."""

    late: tuple[LateMonth, ...]
    reply_by: date
    day: date | None = None
    clock: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class NewTenant:
    """Ny hyresgäst: the home, the rent and how it is paid."""

    home: str
    move_in: date
    rent: Ore
    first_due: date
    pay_to: str
    reference: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """En fordran i kravet: what it is, when it was due, and what of it is unpaid."""

    what: str
    due: date
    amount: Ore


@dataclass(frozen=True, slots=True)
class InterestLine:
    """En räntepost: on what capital, at which rate ("10 %"), from when to when, and how much it has become."""

    capital: Ore
    rate: str
    start: date
    to: date
    amount: Ore


@dataclass(frozen=True, slots=True)
class CollectionDemand:
    """Inkassokrav (inkassolagen 5 §): capital, interest and costs each apart, and the last day to pay or object."""

    lines: tuple[ClaimLine, ...]
    interest_lines: tuple[InterestLine, ...]
    capital: Ore
    interest: Ore
    costs: Ore
    to_pay: Ore
    respond_by: date
    pay_to: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class PaperAboutYou:
    """Ett papper om din bostad har kommit: from whom and when. Nothing about what it says."""

    from_whom: str
    received: date
    reply_by: date
    hours: str = ""


@dataclass(frozen=True, slots=True)
class MissedVisit:
    """Ett besök blev inte av: which one, and a new time if there is one. ``at_home`` is a visit to the home."""

    missed: date
    at_home: bool = False
    day: date | None = None
    clock: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class EvictionDate:
    """Dag för vräkning: when, and the time that is booked with us before it."""

    eviction_day: date
    eviction_clock: str
    day: date
    clock: str
    place: str


@dataclass(frozen=True, slots=True)
class AfterEviction:
    """Efter vräkningen: the day it happened, until when belongings are kept, and a time with us if there is one."""

    eviction_day: date
    goods_until: date | None = None
    day: date | None = None
    clock: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class ToFamily:
    """Till familjen: the day of the move if it is known, and a time for the child to talk if there is one."""

    eviction_day: date | None = None
    day: date | None = None
    clock: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class ConsentForm:
    """Samtyckesblankett: who may tell whom, what, for what and until when. One person on each form."""

    person: str
    receivers: tuple[str, ...]
    told: tuple[str, ...]
    fetched: tuple[str, ...]
    purpose: str
    until: date


@dataclass(frozen=True, slots=True)
class EvictionConfirmed:
    """Bekräftelse till Kronofogden (socialtjänstförordningen 11:3): which notice, received when, who handles it."""

    case_number: str
    person: str
    home: str
    received: date
    eviction_day: date
    eviction_clock: str = ""


@dataclass(frozen=True, slots=True)
class ConfirmationCopy:
    """Kopia av bekräftelsen till den det gäller."""

    received: date
    eviction_day: date
    eviction_clock: str = ""


@dataclass(frozen=True, slots=True)
class UndertakenMonth:
    """En hyra som åtagandet gäller."""

    month: Month
    amount: Ore


@dataclass(frozen=True, slots=True)
class Undertaking:
    """Åtagande om hyran (JB 12:44 fjärde stycket 1): the rents, the decision and who signs."""

    tenant: str
    home: str
    months: tuple[UndertakenMonth, ...]
    total: Ore
    decision_number: str
    decided: date
    signed_by: str
    title: str
    pay_by: date | None = None
