"""The landlord's tables; each activity keeps its own in its folder."""

from kvarbo.landlord.about.models import HelpContact
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
)

__all__ = [
    "AccountDay",
    "Bill",
    "Claim",
    "Contact",
    "Deferral",
    "HelpContact",
    "Import",
    "IncomingPayment",
    "Lease",
    "LeaseTenant",
    "LedgerState",
    "LeftToPerson",
    "ListRead",
    "Pause",
    "Payment",
    "Placement",
    "PolicyInForce",
    "PossibleLease",
    "Promise",
    "ProtectedAddress",
    "Reassessed",
    "RecordedPurpose",
    "RememberedMapping",
    "Sighting",
    "Suggestion",
]
