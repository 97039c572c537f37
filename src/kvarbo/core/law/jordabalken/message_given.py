"""Meddelandet är lämnat: the day a message under chapter 12 counts as given."""

from __future__ import annotations

from datetime import date

from kvarbo.core.finding import Finding
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.given_day import given_day

REGISTERED_COUNTS = "JB 12:63 första stycket"


def message_given(
    *, posted_registered: date | None = None, received: date | None = None, through_door: date | None = None
) -> Finding[Deadline]:
    """Dagen ett meddelande är lämnat (JB 12:63): a registered letter to the usual address counts when it is posted.

    Covered are the messages of 10, 11, 14, 18 e, 24, 25 a (first paragraph), 26, 33, 42 (items 4, 7 and 9), 44, 46
    (second), 46 a (second), 54 and 54 a §§: among them the landlord's message to the social board, the board's
    undertaking and the warning to remedy. Not covered are the notice of termination (12:8: ``service_of_termination``)
    and the underrättelse to the tenant in 44 §, which must be served (``when_served``). Ordinary post counts when it is
    received. ``protective`` is the earliest known day, ``enforcing`` the latest: waiting for it is caution, not law.
    """
    return given_day(
        posted_registered=posted_registered, received=received, through_door=through_door, law=REGISTERED_COUNTS
    )
