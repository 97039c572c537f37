"""A value that must not be shown, as a type: it prints as a mask wherever it ends up, so no template can forget."""

from __future__ import annotations

from typing import Final


class Masked:
    """Skyddad uppgift: prints as the mask, has no length to guess from, sorts nowhere, equals only another mask."""

    __slots__ = ()
    TEXT: Final = "Skyddad uppgift"

    def __str__(self) -> str:
        return self.TEXT

    __repr__ = __str__

    def __format__(self, spec: str) -> str:
        return self.TEXT

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Masked)

    def __hash__(self) -> int:
        return hash(self.TEXT)

    def __lt__(self, other: object) -> bool:
        raise TypeError("A masked value has no order: sort by something that may be seen.")


MASKED: Final = Masked()
