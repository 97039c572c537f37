"""What could not be done, in words that say what happened and what to do next."""

from __future__ import annotations


class CannotDo(Exception):
    """An action was refused; ``field`` names the part of the form that needs mending, when there is one."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
