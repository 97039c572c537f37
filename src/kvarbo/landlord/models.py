"""The landlord's tables; each activity keeps its own in its folder."""

from kvarbo.landlord.about.models import HelpContact
from kvarbo.landlord.bundles.models import BundleLetter, LetterBundle
from kvarbo.landlord.collection.models import (
    Agency,
    AgencyFile,
    AgencyPayment,
    CollectionFile,
    LeftOut,
    Matter,
    Paper,
    Proposal,
    Report,
)
from kvarbo.landlord.notices.models import DecisionFact, LeaseDecision
from kvarbo.landlord.outreach.models import (
    Claim,
    Contact,
    Deferral,
    Pause,
    PolicyInForce,
    Promise,
    Reassessed,
    Suggestion,
)
from kvarbo.landlord.plans.models import Addendum, AddendumReview, PaymentPlan, PlanMonth
from kvarbo.landlord.rates.models import OwnRate
from kvarbo.landlord.rent.models import (
    Bill,
    Import,
    Lease,
    LeaseTenant,
    LedgerState,
    ListRead,
    Payment,
    ProtectedAddress,
    RecordedPurpose,
    RememberedMapping,
    Sighting,
)
from kvarbo.landlord.rent.payments.models import (
    AccountDay,
    IncomingPayment,
    LeftToPerson,
    Placement,
    PossibleLease,
    Remitter,
)
from kvarbo.landlord.same_chance.models import AfterReason, ChanceReport, ChanceRow
from kvarbo.landlord.ways.models import TrialDifference, WayDraft, WayTrial

__all__ = [
    "AccountDay",
    "Addendum",
    "AddendumReview",
    "AfterReason",
    "Agency",
    "AgencyFile",
    "AgencyPayment",
    "Bill",
    "BundleLetter",
    "ChanceReport",
    "ChanceRow",
    "Claim",
    "CollectionFile",
    "Contact",
    "DecisionFact",
    "Deferral",
    "HelpContact",
    "Import",
    "IncomingPayment",
    "Lease",
    "LeaseDecision",
    "LeaseTenant",
    "LedgerState",
    "LeftOut",
    "LeftToPerson",
    "LetterBundle",
    "ListRead",
    "Matter",
    "OwnRate",
    "Paper",
    "Pause",
    "Payment",
    "PaymentPlan",
    "Placement",
    "PlanMonth",
    "PolicyInForce",
    "PossibleLease",
    "Promise",
    "Proposal",
    "ProtectedAddress",
    "Reassessed",
    "RecordedPurpose",
    "RememberedMapping",
    "Remitter",
    "Report",
    "Sighting",
    "Suggestion",
    "TrialDifference",
    "WayDraft",
    "WayTrial",
]
