"""Refusals in plain Swedish: what was wrong, where, and what to do next."""

from __future__ import annotations


class CannotRead(Exception):
    """The whole file is refused; the message is Swedish and meant for the person who brought it."""


class Unreadable(ValueError):
    """One cell cannot be understood; the message is Swedish and says what to do."""


class TwoReadings(Unreadable):
    """One cell can be read in two ways and the file itself has not yet been asked which way it writes."""


SAVE_AGAIN = "Spara listan som .xlsx eller som CSV (UTF-8) och försök igen."


def shortened(value: object, limit: int = 40) -> str:
    """A cell's value as an error may show it: one line, no control characters, at most ``limit`` characters."""
    text = "".join(sign if sign.isprintable() else " " for sign in str(value))
    return text if len(text) <= limit else text[: limit - 1] + "…"
