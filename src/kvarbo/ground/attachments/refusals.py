"""Why a file was not taken or cannot be opened, in words for the one who tried."""

from __future__ import annotations


class AttachmentRefused(ValueError):
    """The file is not kept, or cannot be opened; the message is Swedish and says what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
