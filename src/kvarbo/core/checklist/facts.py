"""Vad som är känt om ett ärende, as the checklist reads it: both worked examples and the room build this."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.checklist.words import ActKind, MarkKind, PhaseGround, ShownBy
from kvarbo.core.law.secrecy.consent import Consent
from kvarbo.core.law.secrecy.vocabulary import CasePhase, MatterOrigin, Party


@dataclass(frozen=True, slots=True)
class Came:
    """Ärendet kom in, through somebody, that day."""

    origin: MatterOrigin
    day: date


@dataclass(frozen=True, slots=True)
class Act:
    """Något gjort. ``reached`` says whether a contact reached anybody; None where it is no contact.

    ``incoming`` is a contact that somebody in the household took; ``routine`` a letter that goes to everybody alike.
    Neither is an attempt of ours to reach just them.
    """

    kind: ActKind
    day: date
    reached: bool | None = None
    by: str = ""
    incoming: bool = False
    routine: bool = False


@dataclass(frozen=True, slots=True)
class PhaseChange:
    """Ett skede börjar, or the opening phase goes on, with the ground that was stated."""

    phase: CasePhase
    day: date
    ground: PhaseGround
    by: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """En markering of one step, with the reason where it was skipped or opened again."""

    step: str
    kind: MarkKind
    day: date
    text: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """Något som en av ärendets egna sidor visar, the day it was so and by whom."""

    what: ShownBy
    day: date
    by: str = ""


@dataclass(frozen=True, slots=True)
class Leaseholder:
    """Någon på kontraktet, with the consents that this person has given. ``born`` None is unknown."""

    born: date | None = None
    consents: tuple[Consent, ...] = ()


@dataclass(frozen=True, slots=True)
class MatterFacts:
    """Ett ärende. Sequences are in the order they were written in, oldest first.

    ``since`` is the day the round that now goes on began: the day the matter was opened, or opened again for something
    new. ``children`` counts those written in; none written in is not the same as none living there.
    """

    opened: date
    came: tuple[Came, ...]
    since: date
    closed: date | None = None
    children: int = 0
    leaseholders: tuple[Leaseholder, ...] = ()
    phases: tuple[PhaseChange, ...] = ()
    acts: tuple[Act, ...] = ()
    marks: tuple[Mark, ...] = ()
    shown: tuple[Shown, ...] = ()
    holder: Party = Party.SOCIAL_BOARD
    landlord: Party = Party.PRIVATE_LANDLORD
