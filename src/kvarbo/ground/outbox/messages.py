"""Meddelanden: a text message and an e-mail as values. What could carry something unseen is refused when one is made.

Nothing is cleaned in silence: a sign that nobody sees, that turns the reading direction or that ends a header's line
is refused with words that say where. All else stands literally, whatever it looks like.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from kvarbo.ground.outbox.segments import Counted, count
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.written import JOINERS, UNSEEN

MOST_SEGMENTS = 4
LONGEST_SUBJECT = 120
LONGEST_TEXT = 2_000
LONGEST_NAME = 80
_MAILBOX = re.compile(r"[A-Za-z0-9._+-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}")
_BETWEEN_DIGITS = re.compile(r"[ ()\-\u2010\u2011\u00a0]")


class MessageChannel(StrEnum):
    """Väg: how a message goes."""

    SMS = "sms"
    EMAIL = "email"


def checked_line(text: str, *, what: str, most: int) -> str:
    """The text if it is one line that a person can see all of; raises ``CannotDo`` with ``what`` in it."""
    if len(text) > most:
        raise CannotDo(f"{what} är för långt: högst {most} tecken får plats.")
    _refuse_unseen(text, what=what)
    return text


def checked_header(text: str, *, what: str, most: int) -> str:
    """The same for what stands in an e-mail's head, where ``=?`` begins what mail programmes read as something else."""
    if "=?" in text:
        raise CannotDo(f"{what} innehåller =? som e-postprogram läser som kod. Skriv det på ett annat sätt.")
    return checked_line(text, what=what, most=most)


def checked_text(text: str, *, what: str) -> str:
    """The same for a text of several lines."""
    if len(text) > LONGEST_TEXT:
        raise CannotDo(f"{what} är för lång: högst {LONGEST_TEXT} tecken får plats.")
    for line in text.split("\n"):
        _refuse_unseen(line, what=what)
    return text


def _refuse_unseen(line: str, *, what: str) -> None:
    for sign in line:
        if sign not in JOINERS and unicodedata.category(sign) in UNSEEN:
            raise CannotDo(
                f"{what} innehåller ett tecken som inte syns (U+{ord(sign):04X}). Skriv om det för hand i stället "
                "för att klistra in."
            )


def mobile_number(written: str) -> str:
    """The number as networks know it: ``070-174 06 05`` becomes ``+46701740605``. Raises ``CannotDo``."""
    digits = _BETWEEN_DIGITS.sub("", written)
    digits = "+" + digits[2:] if digits.startswith("00") else digits
    if not (digits.removeprefix("+").isascii() and digits.removeprefix("+").isdecimal()):
        raise CannotDo("Telefonnumret går inte att läsa. Rätta det i registret.")
    if digits.startswith("0"):
        digits = "+46" + digits[1:]
    if not digits.startswith("+") or not 9 <= len(digits) <= 16:
        raise CannotDo("Telefonnumret går inte att läsa. Rätta det i registret.")
    if digits.startswith("+46") and not (digits[3] == "7" and len(digits) == 12):
        raise CannotDo("Numret är inget svenskt mobilnummer, så det tar inte emot sms.")
    return digits


def mailbox(written: str) -> str:
    """An e-mail address that can be written to. Raises ``CannotDo``."""
    if len(written) > 254 or not _MAILBOX.fullmatch(written) or ".." in written or written[0] == ".":
        raise CannotDo("E-postadressen går inte att läsa. Rätta den i registret.")
    return written


@dataclass(frozen=True, slots=True)
class Sms:
    """Sms: to whom as networks know the number, from whom (a number, or at most eleven letters), and the text."""

    to: str
    sender: str
    text: str

    @property
    def counted(self) -> Counted:
        """How many parts it goes in."""
        return count(self.text)


@dataclass(frozen=True, slots=True)
class Email:
    """E-post: every field is one line but the text. ``reply_to`` is empty where answers go to the sender's address."""

    to: str
    sender: str
    sender_name: str
    reply_to: str
    subject: str
    text: str


def sms(*, to: str, sender: str, text: str) -> Sms:
    """A text message that may be sent. Raises ``CannotDo``."""
    made = Sms(mobile_number(to), checked_line(sender, what="Avsändaren", most=16), checked_sms_text(text))
    if not made.text.strip():
        raise CannotDo("Sms:et är tomt.")
    return made


def checked_sms_text(text: str) -> str:
    """The text of a text message, at most four parts long. Raises ``CannotDo``."""
    checked_text(text, what="Sms:et")
    parts = count(text).segments
    if parts > MOST_SEGMENTS:
        raise CannotDo(f"Sms:et är {parts} delar långt, och högst {MOST_SEGMENTS} skickas. Korta det.")
    return text


def email(*, to: str, sender: str, sender_name: str, reply_to: str, subject: str, text: str) -> Email:
    """An e-mail that may be sent. Raises ``CannotDo``."""
    if not subject.strip() or not text.strip():
        raise CannotDo("E-brevet saknar ämne eller text.")
    return Email(
        to=mailbox(to),
        sender=mailbox(sender),
        sender_name=checked_header(sender_name, what="Avsändarens namn", most=LONGEST_NAME),
        reply_to=mailbox(reply_to) if reply_to else "",
        subject=checked_header(subject, what="Ämnesraden", most=LONGEST_SUBJECT),
        text=checked_text(text, what="E-brevet"),
    )
