"""The one shape of facts that YAML cases and database rows both build.

Money is whole öre (``int``); dates are Swedish local dates. ``None`` always means *unknown*, never "no".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class LeaseKind(StrEnum):
    """What is let (vad som hyrs ut): only dwellings are followed by a ladder."""

    DWELLING = "dwelling"  # bostad
    PREMISES = "premises"  # lokal
    GARAGE = "garage"  # garage, p-plats
    STORAGE = "storage"  # förråd
    OTHER = "other"


class BillKind(StrEnum):
    """What money is for (avgiftsslag). The same words serve a bill and a line under it."""

    RENT = "rent"  # hyra
    INSURANCE = "insurance"  # hemförsäkring
    GARAGE = "garage"
    METER = "meter"  # el, vatten, värme efter mätning
    FEE = "fee"  # påminnelse- och inkassoavgift
    INTEREST = "interest"  # dröjsmålsränta
    COST = "cost"  # rättegångs- och ansökningskostnad
    INCREASE_54A = "increase_54a"  # höjning enligt JB 12:54 a som kan prövas
    RETROACTIVE_55E = "retroactive_55e"  # retroaktiv höjning, JB 12:55 e
    OTHER = "other"


class Role(StrEnum):
    """Who a person is to the lease (roll i hushållet)."""

    TENANT = "tenant"  # hyresgäst
    CO_TENANT = "co_tenant"  # medhyresgäst
    SPOUSE = "spouse"  # make, maka, sambo utan del i avtalet
    CHILD = "child"  # barn i hushållet


@dataclass(frozen=True, slots=True)
class Lease:
    """Hyresavtal: what the ladder needs to know of it."""

    kind: LeaseKind = LeaseKind.DWELLING
    start: date | None = None
    end: date | None = None
    rent: int | None = None  # öre a month
    due: str | None = None  # how the due date is set, as the landlord writes it; bills carry the date itself
    first_lease: bool | None = None  # the tenant's first home of their own
    autogiro: bool | None = None
    children: int | None = None  # barn i hemmet enligt hyresvärdens egen lista, utan födelsedagar


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person on or behind the lease; no name, the ladder does not need one."""

    role: Role
    born: date | None = None
    registered: bool | None = None  # folkbokförd på adressen
    protected: bool = False  # skyddade personuppgifter


@dataclass(frozen=True, slots=True)
class BillLine:
    """A line under a bill (avirad); öre."""

    kind: BillKind
    amount: int


@dataclass(frozen=True, slots=True)
class Bill:
    """Hyresavi. ``month`` is the first day of the month the money is for; ``lines`` sum to ``amount`` or are empty."""

    id: str
    month: date
    kind: BillKind
    due_date: date
    amount: int
    lines: tuple[BillLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Designation:
    """Betalarens anvisning: what the payer said the money is for: kinds of money, a month or a bill, or both."""

    kinds: tuple[BillKind, ...] = ()
    month: date | None = None
    bill_id: str | None = None

    def __post_init__(self) -> None:
        if not self.kinds and self.month is None and self.bill_id is None:
            raise ValueError("Betalarens anvisning är tom. Ange slag, månad eller avi, eller låt bli att ange någon.")
        if self.month is not None and self.bill_id is not None:
            raise ValueError("Betalarens anvisning säger både en månad och en avi. Ange den ena.")


@dataclass(frozen=True, slots=True)
class Payment:
    """Inbetalning. The day the bank got the order and the day it was booked are two dates (JB 12:20).

    ``cause_unknown`` marks what left an open-items list without saying how it was settled: then ``booked`` is the
    day of the list that no longer held it, so the money came *at the latest* that day.
    """

    id: str
    booked: date
    amount: int
    order_received: date | None = None
    reference: str = ""
    bill_id: str | None = None  # the landlord's own matching, never contradicted silently
    cause_unknown: bool = False
    designation: Designation | None = None


Day = date  # inside ``Event`` the word ``date`` is a field

# The one outcome of a contact that the ladder reads: what was agreed holds until ``Event.until``.
AGREEMENT = "agreement"  # överenskommelse


class EventKind(StrEnum):
    """What has happened with the lease beside money."""

    CONTACT = "contact"  # a contact attempt: channel, reached, outcome
    STEP_DONE = "step_done"  # a step of the ladder carried out (``step``)
    PAUSE = "pause"  # paus med skäl, ``until``
    PROMISE = "promise"  # betalningslöfte, ``until``
    DEFERRAL = "deferral"  # anstånd som hyresvärden gett, ``until``, ``by``
    REMOVED = "removed"  # borttagen ur ett underlag till inkasso, ``outcome`` säger varför
    MATTER = "matter"  # demand, warning, notice, plan or addendum that is still running (``outcome`` says which)


class LadderStep(StrEnum):
    """Stegen: the closed vocabulary of what a ladder may suggest."""

    NOTIFY = "notify"  # sms eller e-post
    CALL = "call"  # samtal
    LETTER = "letter"  # brev
    VISIT = "visit"  # hembesök
    REMINDER = "reminder"  # påminnelse
    COLLECTION_FILE = "collection_file"  # underlag till inkasso
    COLLECTION_DEMAND = "collection_demand"  # inkassokrav
    COOPERATION_MEETING = "cooperation_meeting"  # samverkansmöte
    JOINT_MEETING = "joint_meeting"  # gemensamt möte med hyresgästen
    SOCIAL_BOARD_NOTICE = "social_board_notice"  # meddelande till socialnämnden
    DECIDE_ORDER_TO_PAY = "decide_order_to_pay"  # beslut om betalningsföreläggande
    ORDER_TO_PAY = "order_to_pay"  # ansökan om betalningsföreläggande
    WARNING_TO_REMEDY = "warning_to_remedy"  # rättelseanmaning
    SUMMONS = "summons"  # kallelse
    MONTHLY_LEASE = "monthly_lease"  # 1+1-avtal
    DECIDE_TERMINATION = "decide_termination"  # beslut om uppsägning
    TERMINATION = "termination"  # uppsägning
    TO_KRONOFOGDEN = "to_kronofogden"  # ärendet till Kronofogden
    REVIEW = "review"  # genomgång
    MANUAL = "manual"  # det data inte kan säga: en människa läser texten


@dataclass(frozen=True, slots=True)
class Event:
    """Händelse: a dated fact. ``date`` is never a bare ``on``, which YAML reads as true."""

    date: Day
    kind: EventKind
    step: str | None = None  # a word of the steps vocabulary when it carries out a step
    channel: str | None = None  # call, sms, email, letter, visit, meeting
    reached: bool | None = None
    outcome: str | None = None
    month: Day | None = None  # the rent month it concerns, when known
    until: Day | None = None
    incoming: bool = False  # they contacted us
    amount: int | None = None  # öre that a promise or a deferral is about; None is all of it
    by: str = ""  # who granted a deferral


class AgencyStatus(StrEnum):
    """Läget i ett inkassoärende, in the words that every agency's own words are read as."""

    DEMAND_SENT = "demand_sent"  # kravet är skickat
    PARTLY_PAID = "partly_paid"  # en del är betald
    PAID = "paid"  # allt är betalt till inkassobolaget
    PLAN = "plan"  # avbetalningsplan hos inkassobolaget
    DISPUTED = "disputed"  # hyresgästen bestrider kravet
    FILED = "filed"  # ansökan är gjord hos Kronofogden
    CLOSED = "closed"  # ärendet är avslutat eller återtaget


@dataclass(frozen=True, slots=True)
class AgencyReport:
    """Lägesrapport: what the agency said of a matter. ``date`` is the status's own day, ``known`` when we learnt it."""

    date: Day
    status: AgencyStatus
    known: Day | None = None  # None: the same day

    @property
    def known_on(self) -> Day:
        """The day from which we know it."""
        return self.known or self.date


@dataclass(frozen=True, slots=True)
class CollectionMatter:
    """Inkassoärende: a month's rent that the debt collector has, from the day it was sent there."""

    month: Day
    sent: Day
    reports: tuple[AgencyReport, ...] = ()


@dataclass(frozen=True, slots=True)
class Instalment:
    """Delbetalning: what of a plan is to be in by a day; öre."""

    due: Day
    amount: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Avbetalningsplan: the debt of one or several months divided, from the day it was agreed until it is ended.

    ``kept_by`` is landlord or agency. From the day it is ended it holds nothing, and it still counts as one given.
    """

    agreed: Day
    kept_by: str
    months: tuple[Day, ...]
    instalments: tuple[Instalment, ...]
    ended: Day | None = None

    def runs(self, on: Day) -> bool:
        """Whether it is agreed and not ended on the day."""
        return self.agreed <= on and (self.ended is None or on < self.ended)


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a ladder may look at for one lease on one day."""

    lease: Lease
    people: tuple[PersonFacts, ...] = ()
    bills: tuple[Bill, ...] = ()
    payments: tuple[Payment, ...] = ()
    events: tuple[Event, ...] = field(default=())
    known_through: date | None = None  # betalningar kända till och med
    waiting_payments: tuple[Payment, ...] = ()  # inbetalningar som väntar på en människa och kan höra hit
    collection: tuple[CollectionMatter, ...] = ()
    plans: tuple[Plan, ...] = ()
