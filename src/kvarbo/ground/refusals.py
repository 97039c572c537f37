"""The refusal of an action, in words for people."""

from __future__ import annotations


class CannotDo(ValueError):
    """An action is refused; ``message`` is Swedish and says what to do instead."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field or None
