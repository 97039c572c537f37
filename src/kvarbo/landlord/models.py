"""The landlord's tables; each activity keeps its own in its folder."""

from kvarbo.landlord.about.models import HelpContact
from kvarbo.landlord.outreach.models import Claim, Contact, Pause, PolicyInForce, Promise, Reassessed, Suggestion
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

__all__ = [
    "Bill",
    "Claim",
    "Contact",
    "HelpContact",
    "Import",
    "Lease",
    "LeaseTenant",
    "LedgerState",
    "ListRead",
    "Pause",
    "Payment",
    "PolicyInForce",
    "Promise",
    "ProtectedAddress",
    "Reassessed",
    "RecordedPurpose",
    "RememberedMapping",
    "Sighting",
    "Suggestion",
]
