"""Gällande lydelse: what a rule says when asked about a day whose wording of the law nobody has read."""

from __future__ import annotations

from datetime import date


class NotInForce(LookupError):
    """The wording in force that day is not known to Kvarbo; the message says what to look up."""

    def __init__(self, what: str, day: date, known_from: date) -> None:
        super().__init__(
            f"{what}: lydelsen som gällde {day} är inte inläst, bara den som gäller från {known_from}. "
            f"Slå upp den äldre lydelsen innan något beslutas."
        )
        self.what, self.day, self.known_from = what, day, known_from


def require_in_force(what: str, day: date, known_from: date) -> None:
    """Raise :class:`NotInForce` for a day before the wording that has been read."""
    if day < known_from:
        raise NotInForce(what, day, known_from)
