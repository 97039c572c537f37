"""Texterna: which messages there are, in which languages, and one of them filled in. Data, never markup."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from kvarbo.ground.outbox.messages import (
    LONGEST_SUBJECT,
    MessageChannel,
    checked_header,
    checked_line,
    checked_sms_text,
    checked_text,
)
from kvarbo.ground.refusals import CannotDo

SLOT = re.compile(r"\{([a-z]+)\}")
LONGEST_SLOT = 60
SLOT_NAMES = {
    "name": "Ditt namn",
    "phone": "Ditt direktnummer",
    "landlord": "Hyresvärdens namn",
    "day": "Dagen",
    "time": "Klockslaget",
    "place": "Platsen",
}
FILL_IN = {
    "phone": "Skriv ditt direktnummer: den som får meddelandet ska kunna nå just dig.",
    "day": "Skriv vilken dag tiden är.",
    "time": "Skriv vilket klockslag tiden är.",
    "place": "Skriv var ni ses.",
}


class TextLanguage(StrEnum):
    """Språk: Swedish, easy Swedish (lätt svenska) or English."""

    SV = "sv"
    SV_EASY = "sv_easy"
    EN = "en"


@dataclass(frozen=True, slots=True)
class TextKind:
    """En sorts meddelande; ``about_rent``: not sent once nothing is owed."""

    key: str
    title: str
    about_rent: bool
    said: Mapping[str, Mapping[str, str]]  # by language: sms, subject, email

    @property
    def slots(self) -> frozenset[str]:
        """What is filled in, in any language."""
        return frozenset(name for said in self.said.values() for text in said.values() for name in SLOT.findall(text))


@dataclass(frozen=True, slots=True)
class Written:
    """Färdig text: what one person gets, kept as it is sent. ``subject`` is empty for a text message."""

    kind: str
    version: str
    language: str
    subject: str
    text: str


@cache
def text_kinds() -> dict[str, TextKind]:
    """Every sort of message by its key, in the order people meet them."""
    read = _read()
    return {
        key: TextKind(
            key, said["title"], bool(said["about_rent"]), {one.value: dict(said[one.value]) for one in TextLanguage}
        )
        for key, said in read["kinds"].items()
    }


@cache
def text_version() -> str:
    """The version of the texts."""
    return str(_read()["version"])


@cache
def _read() -> dict[str, Any]:
    text = files("kvarbo.ground.outbox").joinpath("texts/messages.yaml").read_text(encoding="utf-8")
    read: dict[str, Any] = yaml.safe_load(text)
    return read


def language_of(spoken: str) -> TextLanguage:
    """The language to write in to somebody whose language is written so in the register; Swedish when unsure."""
    return TextLanguage.EN if spoken.strip().casefold() in {"en", "eng", "english", "engelska"} else TextLanguage.SV


def written(*, kind: str, language: str, channel: MessageChannel, slots: Mapping[str, str]) -> Written:
    """Fill in a text. Each value stands literally, braces too. Raises ``CannotDo``."""
    found = text_kinds().get(kind)
    if found is None or language not in set(TextLanguage):
        raise CannotDo("Texten finns inte. Välj en av dem som står på sidan.")
    said = found.said[language]
    is_sms = channel is MessageChannel.SMS
    subject, body = ("", said["sms"]) if is_sms else (said["subject"], said["email"])
    given = {name: _slot(name, slots.get(name, "")) for name in SLOT.findall(subject + body)}
    subject, body = (SLOT.sub(lambda match: given[match[1]], text) for text in (subject, body))
    if is_sms:
        checked_sms_text(body)
    else:
        checked_header(subject, what="Ämnesraden", most=LONGEST_SUBJECT)
        checked_text(body, what="E-brevet")
    return Written(kind, text_version(), str(language), subject, body)


def _slot(name: str, value: str) -> str:
    if not value.strip():
        raise CannotDo(FILL_IN.get(name, f"{SLOT_NAMES[name]} saknas."), field=name)
    try:
        return checked_line(value, what=SLOT_NAMES[name], most=LONGEST_SLOT)
    except CannotDo as refusal:
        raise CannotDo(refusal.message, field=name) from None
