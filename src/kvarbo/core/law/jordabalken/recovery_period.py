"""Återvinningsfrist: the weeks in which a tenant can win the lease back by paying the rent."""

from __future__ import annotations

from datetime import date

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.given_day import board_given_day
from kvarbo.core.law.jordabalken.message_given import REGISTERED_COUNTS
from kvarbo.core.law.later_event import RecoveryLaw, recovery_clock

DWELLING = RecoveryLaw(
    served_fact="tenant_served",
    person="Hyresgästen",
    value="jb.12_44.recovery_weeks",
    paragraph="JB 12:44 första stycket 1",
)
PREMISES = RecoveryLaw(
    served_fact="tenant_served",
    person="Hyresgästen",
    value="jb.12_44.recovery_premises_weeks",
    paragraph="JB 12:44 första stycket 2",
)
HOW_TO_PAY = Step(
    "Hyran är betald när banken tog emot uppdraget, eller när den deponerats hos länsstyrelsen.",
    "JB 12:44 första stycket; JB 12:20 tredje stycket; JB 12:21",
)


def recovery_period(
    *,
    premises: bool = False,
    tenant_served: date | None = None,
    social_board_notified: date | None = None,
    board_posted_registered: date | None = None,
    board_received: date | None = None,
    board_through_door: date | None = None,
) -> Finding[Deadline]:
    """Återvinningsfristen (JB 12:44): for a dwelling three weeks from the later of service and the board's message.

    ``tenant_served`` is the day form 1 (premises: form 2) was served under delgivningslagen, not the day of the notice
    of termination: ask ``service_of_documents.when_served``. From a private landlord SMS, e-mail and portals never
    count, so ``tenant_served`` then stays unknown and the period has not begun. ``social_board_notified`` is the day
    form 3 was given to the board; the paper's own three dates may be told instead. For premises two weeks from service,
    and the board plays no part.
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
    clock = recovery_clock(law=PREMISES if premises else DWELLING, served=tenant_served, board=board)
    return Finding(clock.value, (*clock.steps, HOW_TO_PAY))
