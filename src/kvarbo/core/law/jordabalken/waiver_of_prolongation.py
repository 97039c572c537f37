"""Avstående från förlängning: whom a waiver, such as a 1+1 addendum, binds.

A 1+1 addendum (1+1-avtal, monthly lease) is added to the lease of a tenant who has been late. The lease then runs for a
month at a time, renewed by a month for every month in which it is kept; the tenant gives up the right to prolongation.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.finding import Finding, Step

WAIVER = "JB 12:45 a första stycket"
SPOUSE = "JB 12:45 a andra stycket"
OWN_CONSENT = (
    "En make eller sambo utan del i hyresrätten, som bodde där när avståendet gjordes, binds bara om hen godtagit det."
)


@dataclass(frozen=True, slots=True)
class Waiver:
    """Whom it binds, and whether the tribunal must approve.

    None means not known, and ``missing`` names what to find out, with one exception: when nobody who shared the home
    without a share in the lease lived there, ``binds_spouse_or_cohabitant`` is None and nothing is missing, as there is
    nobody to ask. ``binds_spouse_or_cohabitant`` is about their own consent: a waiver that does not bind the tenant
    binds nobody.
    """

    binds_tenant: bool | None
    binds_spouse_or_cohabitant: bool | None
    tribunal_must_approve: bool | None
    missing: tuple[str, ...] = ()


def waiver_of_prolongation(
    *,
    separate_document: bool | None = None,
    tenancy_began: date | None = None,
    agreed: date | None = None,
    has_right_to_prolongation: bool | None = None,
    own_use_within_four_years: bool = False,
    approved_by_tribunal: bool | None = None,
    spouse_or_cohabitant_lived_there: bool | None = None,
    spouse_or_cohabitant_accepted: bool | None = None,
) -> Finding[Waiver]:
    """Överenskommelse om att hyresrätten saknar rätt till förlängning (JB 12:45 a), for example a 1+1 addendum.

    ``own_use_within_four_years`` is item 2: own use or sale, at most four years from the tenancy's start.
    ``spouse_or_cohabitant_lived_there`` is judged on the day the waiver was agreed: a spouse or cohabitant without a
    share in the lease had the home there that day. One who moved in later need not have accepted it. The waiver takes
    away the tenant's core protection: Kvarbo reads such addenda and never writes one.
    """
    needs, unknown, why = _tribunal_needed(agreed, tenancy_began, has_right_to_prolongation, own_use_within_four_years)
    binds, more = _binds(separate_document, needs, approved_by_tribunal)
    spouse, about_spouse = _spouse(spouse_or_cohabitant_lived_there, spouse_or_cohabitant_accepted)
    missing = tuple(dict.fromkeys((*more, *(unknown if binds is None else ()), *about_spouse)))
    steps = (
        Step("Ett avstående ska stå i en särskilt upprättad handling.", WAIVER),
        Step(why, WAIVER),
        Step(OWN_CONSENT, SPOUSE),
        Step("Den som skrivit under har gett upp ett viktigt skydd: låt en jurist läsa handlingen.", "vårt råd"),
    )
    return Finding(Waiver(binds, spouse, needs, missing), steps)


def _tribunal_needed(
    agreed: date | None, began: date | None, has_right: bool | None, own_use: bool
) -> tuple[bool | None, tuple[str, ...], str]:
    if own_use:
        return False, (), "Eget behov i högst fyra år från början: hyresnämnden behöver inte godkänna."
    if agreed is None or began is None:
        unknown = (("agreed", agreed is None), ("tenancy_began", began is None))
        names = tuple(name for name, is_unknown in unknown if is_unknown)
        return None, names, "Det är inte känt om avståendet gjordes efter att hyresförhållandet inletts."
    if agreed < began:
        return True, (), "Avståendet gjordes innan hyresförhållandet inletts: hyresnämnden måste godkänna."
    if agreed == began:
        return (
            None,
            ("which_came_first",),
            "Avståendet gjordes samma dag som hyresförhållandet inleddes: ordningen avgör.",
        )
    if has_right is None:
        return None, ("has_right_to_prolongation",), "Det är inte känt om hyresrätten hade rätt till förlängning."
    if has_right:
        return False, (), "Avståendet gjordes efter att hyresförhållandet inletts: hyresnämnden behöver inte godkänna."
    return True, (), "Hyresrätten hade ingen rätt till förlängning, så undantaget gäller inte: nämnden måste godkänna."


def _binds(separate: bool | None, needs: bool | None, approved: bool | None) -> tuple[bool | None, tuple[str, ...]]:
    if separate is False:
        return False, ()
    if separate is None:
        return None, ("separate_document",)
    if needs is False:
        return True, ()
    if approved is True:
        return True, ()
    if needs is None:
        return None, ()
    return (False, ()) if approved is False else (None, ("approved_by_tribunal",))


def _spouse(lived_there: bool | None, accepted: bool | None) -> tuple[bool | None, tuple[str, ...]]:
    if lived_there is None:
        return None, ("spouse_or_cohabitant_lived_there",)
    if not lived_there:
        return None, ()
    return accepted, () if accepted is not None else ("spouse_or_cohabitant_accepted",)
