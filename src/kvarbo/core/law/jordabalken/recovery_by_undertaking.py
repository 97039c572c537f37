"""Socialnämndens åtagande: the board takes on the responsibility for the rent, and the home is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kvarbo.core.calendar import in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.jordabalken.message_given import REGISTERED_COUNTS
from kvarbo.core.law.jordabalken.recovery_period import recovery_period

UNDERTAKING = "JB 12:44 fjärde stycket 1"


class UndertakingStanding(StrEnum):
    """What the board's undertaking is worth (åtagandets verkan)."""

    IN_TIME = "in_time"  # i tid
    BETWEEN_THE_DATES = "between_the_dates"  # efter den tidiga läsningen men inte efter den sena
    OFFER_ONLY = "offer_only"  # för sent: ett erbjudande som hyresvärden kan säga nej till
    NOT_WRITTEN = "not_written"  # inte skriftligt
    NOT_AVAILABLE = "not_available"  # regeln finns inte för bostadsrätt
    UNKNOWN = "unknown"  # en händelse saknas


@dataclass(frozen=True, slots=True)
class Undertaking:
    """The standing, the two last days, the day the undertaking counts as given, and what is not known."""

    standing: UndertakingStanding
    protective: date | None
    enforcing: date | None
    given: date | None
    missing: tuple[str, ...] = ()


_SAID = {
    UndertakingStanding.IN_TIME: "Åtagandet är lämnat i tid: hyresgästen får inte skiljas från lägenheten.",
    UndertakingStanding.BETWEEN_THE_DATES: "VARNING: åtagandet kom efter den dag som säkert är i tid. Det gäller bara "
    "om den senare dagen är rätt. Be en jurist pröva det genast och sök en överenskommelse med hyresvärden.",
    UndertakingStanding.OFFER_ONLY: "Åtagandet kom för sent: det är ett erbjudande, som hyresvärden får avböja.",
    UndertakingStanding.NOT_WRITTEN: "Ett muntligt besked räknas inte: åtagandet ska vara skriftligt.",
    UndertakingStanding.UNKNOWN: "Det går inte att säga om åtagandet är i tid.",
}


def recovery_by_undertaking(
    *,
    dwelling_is_tenant_owned: bool = False,
    tenant_served: date | None = None,
    social_board_notified: date | None = None,
    board_posted_registered: date | None = None,
    board_received: date | None = None,
    board_through_door: date | None = None,
    written: bool | None = None,
    posted_registered: date | None = None,
    received: date | None = None,
) -> Finding[Undertaking]:
    """Åtagande om betalningsansvar (JB 12:44 fjärde stycket 1): written, to the landlord, within the same three weeks.

    ``posted_registered`` and ``received`` are the undertaking's own days; a registered letter counts when it is posted.
    It exists for rented dwellings only, never for bostadsrätt.
    """
    if dwelling_is_tenant_owned:
        text = "För bostadsrätt finns ingen regel om att socialnämnden kan åta sig betalningsansvaret."
        none = Undertaking(UndertakingStanding.NOT_AVAILABLE, None, None, None)
        return Finding(none, (Step(text, "BRL 7:23"),))
    period = recovery_period(
        tenant_served=tenant_served,
        social_board_notified=social_board_notified,
        board_posted_registered=board_posted_registered,
        board_received=board_received,
        board_through_door=board_through_door,
    )
    given = posted_registered or received
    missing = (*period.value.missing, *_not_told(written, given))
    standing = _standing(period.value, written, given)
    steps = [*period.steps, Step("Åtagandet ska lämnas skriftligt till hyresvärden inom samma tid.", UNDERTAKING)]
    if given is not None:
        how = "avsändes rekommenderat" if posted_registered else "kom fram"
        steps.append(Step(f"Åtagandet {how} {in_words(given)}.", REGISTERED_COUNTS if posted_registered else "fakta"))
    steps.append(Step(_SAID[standing], UNDERTAKING))
    answer = Undertaking(standing, period.value.protective, period.value.enforcing, given, missing)
    return Finding(answer, tuple(steps))


def _not_told(written: bool | None, given: date | None) -> tuple[str, ...]:
    unknown = (("written", written is None), ("received", given is None and written is not False))
    return tuple(name for name, is_unknown in unknown if is_unknown)


def _standing(period: Deadline, written: bool | None, given: date | None) -> UndertakingStanding:
    if written is False:
        return UndertakingStanding.NOT_WRITTEN
    if written is None or given is None:
        return UndertakingStanding.UNKNOWN
    if period.protective is None or period.enforcing is None:
        surely = period.not_before is not None and given <= period.not_before
        return UndertakingStanding.IN_TIME if surely else UndertakingStanding.UNKNOWN
    if given <= period.protective:
        return UndertakingStanding.IN_TIME
    late = given > period.enforcing
    return UndertakingStanding.OFFER_ONLY if late else UndertakingStanding.BETWEEN_THE_DATES
