"""Reading one YAML mapping field by field: every value is checked, every refusal says where and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, NoReturn, TypeVar, cast

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

_AMOUNT = re.compile(r"[-−]?(\d+|\d{1,3}([ \u00a0\u202f]\d{3})+)([,.]\d{1,2})?")
_MONTH = re.compile(r"(\d{4})-(\d{2})")


class YamlRefused(ValueError):
    """What stands in the file cannot be used; the sentence says what, where and what to do.

    ``messages`` has them all where more was wrong: ``str`` is the first.
    """

    def __init__(self, *messages: str) -> None:
        super().__init__(messages[0])
        self.messages = messages


class Reading:
    """Läsning av flera delar: what is wrong in one does not keep the others from being read, so that all is told."""

    def __init__(self) -> None:
        self._messages: list[str] = []

    def part(self, read: Callable[[], T]) -> T:
        """What the part says. A part that is refused is nothing, and is used by nobody: ``end`` refuses first."""
        try:
            return read()
        except YamlRefused as refused:
            self._messages += [message for message in refused.messages if message not in self._messages]
            return cast(T, None)

    def end(self) -> None:
        """Refuse the whole, with everything that was wrong, in the order it was read."""
        if self._messages:
            raise YamlRefused(*self._messages)


def ore(value: object) -> int | None:
    """Öre from kronor as people and YAML write them; None when it cannot be read as an amount with whole öre."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    text = repr(value) if not isinstance(value, str) else value.strip()
    if not _AMOUNT.fullmatch(text):
        return None
    plain = re.sub(r"[ \u00a0\u202f]", "", text).replace("−", "-").replace(",", ".")
    return int(Decimal(plain) * 100)


class Fields:
    """A mapping under reading; what nobody has taken when ``nothing_else`` is called is refused as unknown."""

    def __init__(self, content: object, where: str) -> None:
        self.where = where
        if content is None:
            raise YamlRefused(f"{where}: här saknas innehåll. Fyll i eller ta bort raden.")
        if not isinstance(content, Mapping):
            raise YamlRefused(f"{where}: här ska stå nycklar med värden, inte {_shown(content)}.")
        self._content: dict[object, Any] = dict(content)
        self._known: list[str] = []
        if True in self._content:
            raise YamlRefused(
                f"{where}: en nyckel är skriven ”on”, ”yes” eller ”true”, som YAML läser som ja. "
                "Skriv datum under nyckeln date."
            )

    def refuse(self, key: str, problem: str) -> NoReturn:
        """Refuse the value under ``key``."""
        raise YamlRefused(f"{self._place(key)}: {problem}")

    def _place(self, key: str) -> str:
        return f"{self.where}.{key}" if ", " in self.where else f"{self.where}, {key}"

    def raw(self, key: str) -> Any:
        """The value as YAML gave it, without taking it."""
        self._asked_for(key)
        return self._content.get(key)

    def has(self, key: str) -> bool:
        """Whether the key is written at all, be it with null."""
        self._asked_for(key)
        return key in self._content

    def take(self, key: str) -> Any:
        """The value, which is thereby known; None when it is not there."""
        self._asked_for(key)
        return self._content.pop(key, None)

    def _asked_for(self, key: str) -> None:
        if key not in self._known:
            self._known.append(key)

    def required(self, key: str, value: T | None) -> T:
        """The value just read, or a refusal because it is missing."""
        if value is None:
            self.refuse(key, "uppgiften saknas. Lägg till den.")
        return value

    def nothing_else(self) -> None:
        """Refuse what nobody has read: a misspelt key would otherwise silently mean nothing."""
        if self._content:
            key = next(iter(self._content))
            allowed = ", ".join(self._known)
            raise YamlRefused(
                f"{self.where}: nyckeln ”{key}” är okänd. Här kan stå: {allowed}. Rätta eller ta bort den."
            )

    def text(self, key: str) -> str | None:
        """A text; numbers and dates are taken as they are written."""
        value = self.take(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, str | int | date):
            self.refuse(key, f"här ska stå en text, inte {_shown(value)}. Sätt den inom citattecken.")
        return str(value).strip() or None

    def yes_no(self, key: str) -> bool | None:
        """True, false, or None for unknown."""
        value = self.take(key)
        if value is not None and not isinstance(value, bool):
            self.refuse(key, f"skriv true, false eller null (okänt), inte {_shown(value)}.")
        return value

    def whole(self, key: str, *, least: int = 0) -> int | None:
        """A whole number of at least ``least``."""
        value = self.take(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            self.refuse(key, f"skriv ett helt tal, minst {least}, inte {_shown(value)}.")
        return value

    def amount(self, key: str) -> int | None:
        """Kronor in, öre out."""
        value = self.take(key)
        if value is None:
            return None
        amount = ore(value)
        if amount is None:
            self.refuse(
                key, f"{_shown(value)} är inget belopp i kronor. Skriv till exempel 8412, 8412.50 eller 8 412,50."
            )
        return amount

    def day(self, key: str) -> date | None:
        """A day, ``2026-11-02``."""
        value = self.take(key)
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value) if len(value) == 10 else value
            except ValueError:
                self.refuse(key, f"”{value}” finns inte i almanackan. Rätta datumet.")
        if value is not None and (isinstance(value, datetime) or not isinstance(value, date)):
            self.refuse(key, f"{_shown(value)} är inget datum. Skriv till exempel 2026-11-02.")
        return value

    def month(self, key: str) -> date | None:
        """A month, ``2026-11``, as its first day."""
        value = self.take(key)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime) and value.day == 1):
            return value
        found = _MONTH.fullmatch(value) if isinstance(value, str) else None
        if not found or not 1 <= int(found[2]) <= 12 or int(found[1]) == 0:
            self.refuse(key, f"{_shown(value)} är ingen månad. Skriv till exempel 2026-11.")
        return date(int(found[1]), int(found[2]), 1)

    def choice(self, key: str, words: type[E]) -> E | None:
        """One of the words of an enumeration."""
        value = self.one_of(key, [word.value for word in words])
        return None if value is None else words(value)

    def one_of(self, key: str, words: Iterable[str]) -> str | None:
        """One of the given words."""
        value, words = self.take(key), list(words)
        if value is not None and value not in words:
            self.refuse(key, f"{_shown(value)} finns inte. Välj något av: {', '.join(words)}.")
        return value if value is None else str(value)

    def several_of(self, key: str, words: Iterable[str]) -> tuple[str, ...]:
        """A list of the given words, each at most once; a single word may stand alone."""
        value, words = self.take(key), list(words)
        chosen = value if isinstance(value, list) else [] if value is None else [value]
        for word in chosen:
            if word not in words:
                self.refuse(key, f"{_shown(word)} finns inte. Välj bland: {', '.join(words)}.")
        if len(set(chosen)) != len(chosen):
            self.refuse(key, "samma ord står två gånger. Ta bort det ena.")
        return tuple(chosen)

    def mapping(self, key: str) -> Fields:
        """The mapping under a key; an empty one when the key is not there."""
        present, value = key in self._content, self.take(key)
        return Fields(value if present else {}, self._place(key))

    def items(self, key: str) -> tuple[Fields, ...]:
        """The list of mappings under a key; empty when the key is not there."""
        value = self.take(key)
        if value is not None and not isinstance(value, list):
            self.refuse(key, f"här ska stå en lista där varje rad börjar med streck, inte {_shown(value)}.")
        return tuple(Fields(item, f"{self._place(key)}[{number}]") for number, item in enumerate(value or [], start=1))


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return "nycklar med värden"
    if isinstance(value, list):
        return "en lista"
    if value is None:
        return "ingenting"
    words = str(value).lower() if isinstance(value, bool) else str(value)
    return f"”{words[:60]}”"
