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
    """The standing, the last days, the day the undertaking counts as given, and what is not known.

    ``last_day_by_law`` is counted from the day that the law counts the board's message as given, and moved when it is
    free (lag 1930:173 2 §). From there to ``enforcing`` the landlord waits out of caution only, so an undertaking given
    ``between_the_dates`` is in time by law up to ``last_day_by_law`` and probably late after it: ``in_time_by_law``
    tells which, None while it is not known.
    """

    standing: UndertakingStanding
    protective: date | None
    last_day_by_law: date | None
    enforcing: date | None
    given: date | None
    in_time_by_law: bool | None = None
    missing: tuple[str, ...] = ()


_IN_TIME = {
    UndertakingStanding.IN_TIME: True,
    UndertakingStanding.OFFER_ONLY: False,
    UndertakingStanding.NOT_WRITTEN: False,
}
_MOVED_DAY = (
    "Åtagandet är i tid enligt lagen: sista dagen var ledig och flyttades till nästa vardag, {day}. Vi har inte sett "
    "något avgörande där just den här tiden flyttats: be en jurist svara om hyresvärden invänder."
)
_CAUTION_ONLY = (
    "VARNING: åtagandet kom troligen för sent. Lagens sista dag var {day}. Att hyresvärden väntar längre, för att "
    "meddelandet till socialnämnden kom fram senare, är försiktighet, inte lag. Be en jurist pröva det genast och sök "
    "en överenskommelse med hyresvärden."
)
_SAID = {
    UndertakingStanding.IN_TIME: "Åtagandet är lämnat i tid: hyresgästen får inte skiljas från lägenheten.",
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

    ``posted_registered`` and ``received`` are the undertaking's own days: a registered letter counts on the day it is
    posted (12:63), ordinary post, e-mail and anything else on the day it is received. The board goes by ``protective``.
    It exists for rented dwellings only, never for bostadsrätt.
    """
    if dwelling_is_tenant_owned:
        text = "För bostadsrätt finns ingen regel om att socialnämnden kan åta sig betalningsansvaret."
        none = Undertaking(UndertakingStanding.NOT_AVAILABLE, None, None, None, None)
        return Finding(none, (Step(text, "BRL 7:23"),))
    period = recovery_period(
        tenant_served=tenant_served,
        social_board_notified=social_board_notified,
        board_posted_registered=board_posted_registered,
        board_received=board_received,
        board_through_door=board_through_door,
    )
    board_days = (social_board_notified, board_posted_registered, board_received, board_through_door)
    by_law = _last_day_by_law(tenant_served, board_days)
    given = posted_registered or received
    missing = (*period.value.missing, *_not_told(written, given))
    standing = _standing(period.value, written, given)
    in_time = _in_time_by_law(standing, by_law, given)
    said = Step(_said(standing, in_time, by_law), UNDERTAKING)
    answer = Undertaking(standing, period.value.protective, by_law, period.value.enforcing, given, in_time, missing)
    return Finding(answer, (*period.steps, *_how_given(posted_registered, given), said))


def _last_day_by_law(served: date | None, board_days: tuple[date | None, ...]) -> date | None:
    """Counted from the first day the board's message counts as given; a later receipt changes nothing in law."""
    known = [day for day in board_days if day is not None]
    if served is None or not known:
        return None
    return recovery_period(tenant_served=served, social_board_notified=min(known)).value.enforcing


def _in_time_by_law(standing: UndertakingStanding, by_law: date | None, given: date | None) -> bool | None:
    if standing == UndertakingStanding.BETWEEN_THE_DATES and by_law is not None and given is not None:
        return given <= by_law
    return _IN_TIME.get(standing)


def _said(standing: UndertakingStanding, in_time: bool | None, by_law: date | None) -> str:
    if standing != UndertakingStanding.BETWEEN_THE_DATES or by_law is None:
        return _SAID[standing]
    return (_MOVED_DAY if in_time else _CAUTION_ONLY).format(day=in_words(by_law))


def _how_given(posted: date | None, given: date | None) -> tuple[Step, ...]:
    within = Step("Åtagandet ska lämnas skriftligt till hyresvärden inom samma tid.", UNDERTAKING)
    if given is None:
        return (within,)
    if posted is not None:
        text = f"Åtagandet avsändes i rekommenderat brev {in_words(posted)} och är lämnat den dagen."
        return within, Step(text, REGISTERED_COUNTS)
    text = f"Åtagandet kom fram {in_words(given)}. Ett vanligt brev räknas när det kom fram, inte när det avsändes."
    return within, Step(text, "fakta")


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
