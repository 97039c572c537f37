"""Why a consent cannot be written in or taken back."""

from __future__ import annotations


class CannotDo(ValueError):
    """The action is refused; the message is Swedish and says what to do, ``field`` where."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
