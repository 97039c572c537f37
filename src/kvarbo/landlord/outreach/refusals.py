"""What could not be done, in words that say what happened and what to do next."""

from __future__ import annotations


class CannotDo(Exception):
    """An action was refused; ``field`` names the part of the form that needs mending, when there is one."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class TakenByOther(CannotDo):
    """Somebody else works with the row today."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} har redan tagit raden i dag. Hör med {name} innan du kontaktar hyresgästen.")
        self.name = name


PROMISE_NEEDS_A_DAY = "Skriv vilken dag hyran ska betalas."
NO_POLICY = (
    "Inget arbetssätt är i kraft, så inga steg kan föreslås. Bestäm ett arbetssätt och från vilken dag det gäller."
)
