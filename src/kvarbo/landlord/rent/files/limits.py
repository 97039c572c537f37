"""The limits of a reading process, and what it loads before it takes them."""

from __future__ import annotations

import contextlib
import importlib.util

from kvarbo.ground.limited import limits as ground_limits

TOO_MUCH_MEMORY = (
    "Filen krävde mer minne än vad läsningen får använda. Dela den eller spara den som CSV och försök igen."
)


def take(limits: dict[str, int]) -> bool:
    """Give up in this process whatever is beyond the limits; whether the network could be given up too."""
    with contextlib.suppress(ImportError):
        import python_calamine  # noqa: F401  # loaded before the limits: no file needs to be opened later

    return ground_limits.take(limits)


def spreadsheet_reader_installed() -> bool:
    """Whether Excel files can be read at all in this installation."""
    return importlib.util.find_spec("python_calamine") is not None
