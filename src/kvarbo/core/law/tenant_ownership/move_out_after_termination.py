"""Flytt ur bostadsrätt: at once, or at the month shift after three months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.calendar import corresponding_day, in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.counting import month_end
from kvarbo.core.values import values

MONTHS = "brl.7_24.stay_months"
AT_ONCE = ("1", "4", "5", "6", "8")
AFTER_MONTHS = ("2", "3", "7", "9")
LATE_FEE = "1 a"


@dataclass(frozen=True, slots=True)
class MoveOut:
    """``at_once``: there is no time to stay; otherwise the last day of it in both readings."""

    at_once: bool | None
    protective: date | None
    enforcing: date | None
    missing: tuple[str, ...] = ()


def move_out_after_termination(
    *, ground: str, notice_given: date | None = None, repeated_lateness: bool | None = None
) -> Finding[MoveOut]:
    """När bostadsrättshavaren måste flytta (BRL 7:24), by ``ground`` of 7:18: "1 a", "2" … "9".

    ``repeated_lateness``: the association claims 7:23 third paragraph; it matters for "1 a" only. A court may set an
    earlier day for grounds 2, 3, 7, 9 and 1 a.
    """
    if ground == LATE_FEE and repeated_lateness is not True:
        missing = "repeated_lateness" if repeated_lateness is None else "recovery_end"
        text = "Vid sen avgift gäller återvinningsfristen: så länge den löper får ingen skiljas från lägenheten."
        return Finding(MoveOut(False, None, None, (missing,)), (Step(text, "BRL 7:24 tredje stycket; BRL 7:23"),))
    if ground in AT_ONCE:
        at_once = Step("Skyldigheten att flytta är omedelbar.", "BRL 7:24 första stycket")
        unknown = () if notice_given else ("notice_given",)
        return Finding(MoveOut(True, notice_given, notice_given, unknown), (at_once,))
    if ground not in AFTER_MONTHS and ground != LATE_FEE:
        raise ValueError(f"BRL 7:18 har ingen punkt {ground!r}. Ange 1, 1 a eller 2–9.")
    if notice_given is None:
        step = Step("Dagen för uppsägningen är inte känd.", "BRL 7:24 andra stycket")
        return Finding(MoveOut(False, None, None, ("notice_given",)), (step,))
    known = values(notice_given)
    passed = corresponding_day(notice_given, months=known.number(MONTHS))
    ends = month_end(passed)
    text = (
        f"Får bo kvar till månadsskiftet närmast efter tre månader: {in_words(ends)}, om inte rätten beslutar tidigare."
    )
    steps = (known.step(MONTHS), Step(text, "BRL 7:24 andra stycket"))
    return Finding(MoveOut(False, ends, ends), steps)
