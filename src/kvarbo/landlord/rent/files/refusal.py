"""Refusals in plain Swedish: what was wrong, where, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence


class CannotRead(Exception):
    """The whole file is refused; the message is Swedish and meant for the person who brought it.

    ``header`` and ``patterns`` (the shape of some cells, never the cells) are there when a header row was found, so
    that the person can be asked what the columns mean.
    """

    def __init__(self, message: str, *, header: Sequence[str] = (), patterns: Sequence[Sequence[str]] = ()) -> None:
        super().__init__(message)
        self.header, self.patterns = tuple(header), tuple(tuple(row) for row in patterns)


class Unreadable(ValueError):
    """One cell cannot be understood; the message is Swedish and says what to do."""


class TwoReadings(Unreadable):
    """One cell can be read in two ways and the file itself has not yet been asked which way it writes."""


SAVE_AGAIN = "Spara listan som .xlsx eller som CSV (UTF-8) och försök igen."


def shortened(value: object, limit: int = 40) -> str:
    """A cell's value as an error may show it: one line, no control characters, at most ``limit`` characters."""
    text = "".join(sign if sign.isprintable() else " " for sign in str(value))
    return text if len(text) <= limit else text[: limit - 1] + "…"


def pattern(text: str, limit: int = 30) -> str:
    """The shape of a text without the text: letters become a, digits 0. It may be somebody's protected address."""
    shape = "".join(
        "A" if sign.isupper() else "a" if sign.isalpha() else "0" if sign.isdigit() else sign for sign in text
    )
    return shortened(shape, limit)
