"""Bara en höjning enligt 54 a § är obetald: the tenant keeps the home until the rent has been tried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.counting import deadline_after

THIRD = "JB 12:44 tredje stycket"
MONTHS = "jb.12_44.increase_54a_months"


@dataclass(frozen=True, slots=True)
class OnlyIncrease:
    """``protected``: nobody may be removed because of this money for now; None when not known.

    The protection ends when the month after the final decision has passed: ``protective`` is the day through which the
    tenant can surely count on it, ``enforcing`` the day through which the landlord waits. Both are None while there is
    no final decision: the protection then holds and has no end yet.
    """

    protected: bool | None
    protective: date | None
    enforcing: date | None
    missing: tuple[str, ...] = ()


def increase_54a_only(
    *, only_the_increase: bool | None = None, can_be_tried: bool | None = None, decision_final: date | None = None
) -> Finding[OnlyIncrease]:
    """Dröjsmålet gäller endast en höjning enligt 54 a § (JB 12:44 tredje stycket): protected until a month after.

    ``can_be_tried``: the rent can be tried under 55 e § third paragraph; ``decision_final``: the day the rent
    tribunal's or the court of appeal's decision gained legal force.
    """
    rule = Step(
        "Ingen skiljs från bostaden för en höjning enligt 54 a § som kan prövas, förrän en månad efter att beslutet "
        "om hyran fått laga kraft.",
        THIRD,
    )
    if only_the_increase is False or can_be_tried is False:
        why = "Även annan hyra är obetald." if only_the_increase is False else "Hyran kan inte prövas enligt 55 e §."
        return Finding(OnlyIncrease(False, None, None), (rule, Step(f"{why} Skyddet gäller inte.", THIRD)))
    facts = (("only_the_increase", only_the_increase), ("can_be_tried", can_be_tried))
    missing = tuple(name for name, told in facts if told is None)
    if missing:
        return Finding(OnlyIncrease(None, None, None, missing), (rule, Step("Det går inte att säga än.", "fakta")))
    unknown = "Beslutet har inte fått laga kraft, så skyddet gäller och har ingen slutdag än."
    end = deadline_after(start=decision_final, fact="decision_final", unknown=unknown, value=MONTHS)
    answer = OnlyIncrease(True, end.value.protective, end.value.enforcing, end.value.missing)
    return Finding(answer, (rule, *end.steps))
