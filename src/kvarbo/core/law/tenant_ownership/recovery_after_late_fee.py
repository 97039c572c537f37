"""Återvinning av bostadsrätt: the weeks in which a holder can keep the dwelling by paying the fee."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.given_day import board_given_day
from kvarbo.core.law.later_event import RecoveryLaw, recovery_clock

REGISTERED_COUNTS = "BRL 7:32"
DWELLING = RecoveryLaw(
    served_fact="holder_served",
    person="Bostadsrättshavaren",
    value="brl.7_23.recovery_weeks",
    paragraph="BRL 7:23 första stycket 1",
)
PREMISES = RecoveryLaw(
    served_fact="holder_served",
    person="Bostadsrättshavaren",
    value="brl.7_23.recovery_premises_weeks",
    paragraph="BRL 7:23 första stycket 2",
)
EXCEPTION = Step(
    "Har avgiften vid upprepade tillfällen betalats för sent kan rätten att återvinna falla bort. Om försummelserna är "
    "så stora avgör domstolen.",
    "BRL 7:23 tredje stycket",
)
NO_UNDERTAKING = Step(
    "Socialnämnden kan inte rädda en bostadsrätt genom ett åtagande: avgiften ska betalas.",
    "BRL 7:23",
)


@dataclass(frozen=True, slots=True)
class RecoveryAfterLateFee:
    """``applies``: the period holds, None when the association claims repeated lateness and a court must decide."""

    applies: bool | None
    protective: date | None
    enforcing: date | None
    not_before: date | None
    missing: tuple[str, ...] = ()


def recovery_after_late_fee(
    *,
    premises: bool = False,
    holder_served: date | None = None,
    social_board_notified: date | None = None,
    board_posted_registered: date | None = None,
    board_received: date | None = None,
    board_through_door: date | None = None,
    repeated_lateness_claimed: bool = False,
) -> Finding[RecoveryAfterLateFee]:
    """Återvinningsfrist för bostadsrätt (BRL 7:23): three weeks from the later of service and the board's message.

    ``holder_served`` is the day form 1 was served as 7:27–28 say (``service_on_holder``): there a registered letter
    with a copy at home is enough, unlike for rented homes. ``repeated_lateness_claimed``: the third
    paragraph is said to apply.
    """
    board = None
    if not premises:
        board = board_given_day(
            notified=social_board_notified,
            posted_registered=board_posted_registered,
            received=board_received,
            through_door=board_through_door,
            law=REGISTERED_COUNTS,
        )
    clock = recovery_clock(law=PREMISES if premises else DWELLING, served=holder_served, board=board)
    day = clock.value
    applies = None if repeated_lateness_claimed else True
    steps = (*clock.steps, *((EXCEPTION,) if repeated_lateness_claimed else ()), NO_UNDERTAKING)
    answer = RecoveryAfterLateFee(applies, day.protective, day.enforcing, day.not_before, day.missing)
    return Finding(answer, steps)
