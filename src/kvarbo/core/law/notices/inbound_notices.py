"""Inkommande underrättelser: every message about a home that can reach the social board, with its ground and form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.in_force import NotInForce


@dataclass(frozen=True, slots=True)
class InboundNotice:
    """Underrättelse till socialnämnden: its code, who sends it, when, on which ground and form."""

    code: str
    who: str
    when: str
    ground: str
    form: str | None
    confirm_same_day: bool = False


@dataclass(frozen=True, slots=True)
class InboundNotices:
    """Alla slags underrättelser som gällde en dag, in the order they are numbered."""

    codes: tuple[str, ...]
    notices: tuple[InboundNotice, ...]


@dataclass(frozen=True, slots=True)
class _Wording:
    """A notice under one wording of the law; ``known_from`` is the first day whose wording has been read."""

    known_from: date
    notice: InboundNotice


_LANDLORD, _COOPERATIVE, _TRIBUNAL, _KRONOFOGDEN = (
    "hyresvärden",
    "bostadsrättsföreningen",
    "hyresnämnden",
    "Kronofogden",
)
_COPY = "kopia av uppsägningen"
_WARNING = "tillsammans med rättelseuppmaningen och före uppsägning"

# Oldest wording first within each code; the last one that has begun is the one in force.
_WORDINGS = (
    _Wording(
        date(1993, 7, 1),
        InboundNotice(
            "N1",
            _LANDLORD,
            "vid uppsägning för obetald hyra",
            "JB 12:44 första stycket 1",
            "formulär 3 i förordning (1978:314)",
        ),
    ),
    _Wording(
        date(1993, 7, 1),
        InboundNotice("N2", _LANDLORD, _WARNING, "JB 12:25 andra stycket (lydelse före 2024-07-01)", None),
    ),
    _Wording(
        date(2024, 7, 1),
        InboundNotice("N2", _LANDLORD, _WARNING, "JB 12:25 a första stycket och 12:42 tredje stycket", None),
    ),
    _Wording(
        date(2024, 7, 1),
        InboundNotice(
            "N3", _LANDLORD, "vid uppsägning för särskilt allvarliga störningar", "JB 12:42 fjärde stycket", _COPY
        ),
    ),
    _Wording(
        date(2004, 7, 1),
        InboundNotice(
            "N4",
            _COOPERATIVE,
            "vid uppsägning för obetald avgift",
            "BRL 7:23 första stycket 1 b",
            "formulär 3 i förordning (2003:37)",
        ),
    ),
    _Wording(
        date(2004, 7, 1),
        InboundNotice(
            "N5",
            _COOPERATIVE,
            "vid störningar i boendet och före uppsägning",
            "BRL 7:9 andra stycket 2 och 7:20 tredje stycket",
            "formulär 4 i förordning (2003:37)",
        ),
    ),
    _Wording(
        date(2023, 1, 1),
        InboundNotice(
            "N6", _COOPERATIVE, "vid uppsägning för särskilt allvarliga störningar", "BRL 7:20 fjärde stycket", _COPY
        ),
    ),
    _Wording(
        date(2024, 7, 1),
        InboundNotice(
            "N7",
            _TRIBUNAL,
            "så snart som möjligt i en förlängningstvist, om nämnden inte redan vet",
            "Lag (1973:188) 13 b §",
            None,
        ),
    ),
    _Wording(
        date(2007, 1, 1),
        InboundNotice("N8", _KRONOFOGDEN, "när avhysning har sökts", "UF 16:2 första stycket första meningen", None),
    ),
    _Wording(
        date(2007, 1, 1),
        InboundNotice(
            "N9",
            _KRONOFOGDEN,
            "när tiden för avhysningen är bestämd",
            "UF 16:2 första stycket andra meningen",
            None,
            confirm_same_day=True,
        ),
    ),
    _Wording(
        date(2017, 7, 1),
        InboundNotice(
            "N10", _KRONOFOGDEN, "när tiden för avlägsnandet är bestämd", "UF 16:7 a", None, confirm_same_day=True
        ),
    ),
    _Wording(
        date(2013, 1, 1),
        InboundNotice("N11", "vem som helst", "när oro eller ett behov blir känt", "SoL (2001:453) 11:1", None),
    ),
    _Wording(
        date(2025, 7, 1),
        InboundNotice("N11", "vem som helst", "när oro eller ett behov blir känt", "SoL 14:2", None),
    ),
)
CODES = tuple(dict.fromkeys(wording.notice.code for wording in _WORDINGS))


def notice_in_force(code: str, day: date) -> InboundNotice:
    """The notice as the law worded it that day; raises NotInForce where that wording has not been read."""
    wordings = [wording for wording in _WORDINGS if wording.notice.code == code]
    begun = [wording for wording in wordings if wording.known_from <= day]
    if not begun:
        first = wordings[0]
        raise NotInForce(f"{code} ({first.notice.ground})", day, first.known_from)
    return begun[-1].notice


def inbound_notices(*, day: date) -> Finding[InboundNotices]:
    """Underrättelser till socialnämnden som gällde en dag, with who sends them, when, on which ground and form."""
    notices = tuple(notice_in_force(code, day) for code in CODES)
    steps = tuple(Step(_in_words(notice), notice.ground) for notice in notices)
    return Finding(InboundNotices(CODES, notices), steps)


def _in_words(notice: InboundNotice) -> str:
    form = f" Form: {notice.form}." if notice.form else ""
    same_day = " Bekräftas samma dag (SoF 11:3)." if notice.confirm_same_day else ""
    return f"{notice.code}: {notice.who} underrättar socialnämnden {notice.when}.{form}{same_day}"
