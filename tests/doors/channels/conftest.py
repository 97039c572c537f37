"""The town of canaries, and a landlord's room where consents are given and taken back."""

from __future__ import annotations

from tests.doors.consent.conftest import consenting
from tests.isolation.conftest import world

__all__ = ["consenting", "world"]
