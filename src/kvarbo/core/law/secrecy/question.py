"""Frågan: everything a secrecy question may lean on; what is unknown never counts in favour of telling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.finding import Step
from kvarbo.core.law.secrecy.consent import Consent, ConsentDirection, covering
from kvarbo.core.law.secrecy.vocabulary import CareNeed, KindOfFact, MatterOrigin, Party


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Omständigheter in the single case; None is unknown.

    ``requested`` the receiver asked · ``same_branch`` the receiver belongs to the same independent branch ·
    ``harm_excluded`` a harm test by 26:1 found it clear that nobody is harmed · ``harm_assumed`` one by 26:11 found
    that harm can be assumed · ``balancing_on_file`` a private landlord's balancing is written down ·
    ``tenants_told`` the tenants know that such information is given · ``general_clause_weighed`` 10:27 was weighed and
    the interest of telling obviously comes first · ``needed_for_support`` needed to give care or support ·
    ``needed_for_own_work`` the holder cannot do its own work otherwise (10:2) · ``technical_only`` the receiver only
    stores or processes · ``inquiry_opened`` an inquiry about the child is decided.
    """

    requested: bool | None = None
    same_branch: bool | None = None
    harm_excluded: bool | None = None
    harm_assumed: bool | None = None
    balancing_on_file: bool | None = None
    tenants_told: bool | None = None
    general_clause_weighed: bool | None = None
    care_need: CareNeed | None = None
    needed_for_support: bool | None = None
    needed_for_own_work: bool | None = None
    second_person_approved: bool | None = None
    technical_only: bool | None = None
    manager_approved: bool | None = None
    inquiry_opened: bool | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """May this fact go from holder to receiver that day?"""

    on: date
    holder: Party
    receiver: Party
    fact: KindOfFact
    origins: tuple[MatterOrigin, ...]
    consents: tuple[Consent, ...]
    circumstances: Circumstances

    def consent(self) -> tuple[Consent | None, tuple[Step, ...]]:
        """The consent that covers the question, or None and why each of the others does not."""
        return covering(
            self.consents,
            on=self.on,
            holder=self.holder,
            other=self.receiver,
            fact=self.fact,
            direction=ConsentDirection.TELL,
        )
