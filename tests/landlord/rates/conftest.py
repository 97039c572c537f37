"""A landlord's room, in the half-year whose reference rate nobody has told Kvarbo."""

from __future__ import annotations

from tests.landlord.letters.conftest import writing
from tests.landlord.outreach.conftest import landlord, on_the_day

__all__ = ["landlord", "on_the_day", "writing"]
