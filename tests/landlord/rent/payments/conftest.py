"""A landlord's room with a few leases, and banks that tell of payments."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kvarbo.ground.trail.recorder import recorded
from kvarbo.landlord.rent.payments.models import IncomingPayment, ToldBy
from kvarbo.landlord.rent.payments.telling import Told, tell_of
from tests.landlord.outreach.conftest import DUE, ON, RENT, landlord, on_the_day

__all__ = ["DUE", "ON", "RENT", "landlord", "on_the_day"]


@pytest.fixture
def bank(landlord: Any) -> Any:
    """Tells of one payment, and gives it back as it was kept."""

    def told(key: str = "b1", *, amount: int = RENT, booked: date = date(2026, 11, 5), **more: Any) -> IncomingPayment:
        with recorded("test"):
            tell_of([Told(key=key, amount=amount, booked=booked, **more)], told_by=ToldBy.BANK)
        return IncomingPayment.objects.get(key=key)

    return told
