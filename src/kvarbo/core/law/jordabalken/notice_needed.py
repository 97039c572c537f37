"""Behövs uppsägning?: when a lease ends by itself and when it must be terminated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.calendar import corresponding_day, in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.values import values

NINE_MONTHS = "jb.12_3.always_notice_months"


@dataclass(frozen=True, slots=True)
class NoticeNeeded:
    """``needed``: the lease must be terminated to end; None when it cannot be said."""

    needed: bool | None
    missing: tuple[str, ...] = ()


def notice_needed(
    *, fixed_term: bool, tenancy_began: date | None = None, lease_ends: date | None = None
) -> Finding[NoticeNeeded]:
    """Måste avtalet sägas upp (JB 12:3)? Open-ended always; fixed when the tenancy lasted over nine months in a row.

    ``tenancy_began`` is the first day of the whole tenancy, also under earlier leases; ``lease_ends`` the fixed time's
    last day. What the lease itself says about notice is not reckoned with.
    """
    if not fixed_term:
        text = "Avtalet gäller för obestämd tid och ska sägas upp för att upphöra."
        return Finding(NoticeNeeded(True), (Step(text, "JB 12:3 första stycket"),))
    if tenancy_began is None or lease_ends is None:
        unknown = (("tenancy_began", tenancy_began is None), ("lease_ends", lease_ends is None))
        missing = tuple(name for name, is_unknown in unknown if is_unknown)
        step = Step("Det går inte att säga hur länge hyresförhållandet varat.", "JB 12:3 andra stycket")
        return Finding(NoticeNeeded(None, missing), (step,))
    known = values(lease_ends)
    limit = corresponding_day(tenancy_began, months=known.number(NINE_MONTHS))
    needed = lease_ends >= limit
    said = "varat mer än nio månader i följd, så avtalet måste sägas upp" if needed else "inte varat så länge"
    text = f"Hyresförhållandet började {in_words(tenancy_began)} och har {in_words(lease_ends)} {said}."
    return Finding(NoticeNeeded(needed), (known.step(NINE_MONTHS), Step(text, "JB 12:3 andra stycket")))
