"""Påminnelse- och inkassoavgift: what a debtor may be charged because a rent was late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kvarbo.core.finding import Finding, Step
from kvarbo.core.swedish import money
from kvarbo.core.values import values

REMINDER = "inkassokostnad.4.reminder_fee_max"
DEMAND = "inkassokostnad.4.demand_fee_max"
PAYMENT_PLAN = "inkassokostnad.4.payment_plan_fee_max"
COMPENSATION = "inkassokostnad.4a.late_payment_compensation"
NOTHING_ELSE = "Lag (1981:739) 5 § första stycket"
NOT_BY_CONTRACT = "Lag (1981:739) 6 § första stycket"


class CollectionFee(StrEnum):
    """What the creditor did and wants to be paid for (åtgärd)."""

    REMINDER = "reminder"  # skriftlig betalningspåminnelse
    DEMAND = "demand"  # inkassokrav
    PAYMENT_PLAN = "payment_plan"  # amorteringsplan
    COMPENSATION = "late_payment_compensation"  # förseningsersättning mellan näringsidkare
    OTHER = "other"  # samtal, besök, sms och annat


@dataclass(frozen=True, slots=True)
class FeeAllowed:
    """Högsta tillåtna avgift in öre; 0 is nothing at all, None cannot be said yet. ``missing`` names the open facts."""

    at_most: int | None
    charged_allowed: bool | None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Condition:
    """A fact that must hold before a fee may be charged, and the words for it when it does not or is not known."""

    holds: bool | None
    broken: str
    unknown: str
    source: str


def fee_allowed(
    *,
    fee: CollectionFee,
    day: date,
    charged: int | None,
    agreed_before_debt: bool | None = None,
    done_as_required: bool | None = None,
    housing_tenant: bool | None = None,
) -> Finding[FeeAllowed]:
    """Högsta ersättning för en påminnelse, ett inkassokrav eller en plan (lag 1981:739); öre, ``charged`` is asked."""
    if fee is CollectionFee.OTHER:
        text = "Samtal, besök, sms och andra åtgärder får inte debiteras den som är skyldig."
        return _answer(0, charged, (Step(text, NOTHING_ELSE),))
    name, conditions = _conditions(fee, agreed_before_debt, done_as_required, housing_tenant)
    for condition in conditions:
        if condition.holds is False:
            return _answer(0, charged, (Step(condition.broken, condition.source),))
    if unknown := tuple(condition.unknown for condition in conditions if condition.holds is None):
        step = Step(
            "Ta inte betalt innan det är klarlagt. Det som saknas: " + ", ".join(unknown) + ".", conditions[0].source
        )
        return Finding(FeeAllowed(None, None, unknown), (step,))
    on = values(day)
    return _answer(on.number(name), charged, (on.step(name),))


def _conditions(
    fee: CollectionFee, agreed: bool | None, done: bool | None, housing: bool | None
) -> tuple[str, tuple[_Condition, ...]]:
    if fee is CollectionFee.REMINDER:
        source = "Lag (1981:739) 2 §"
        contract = _Condition(
            agreed,
            "Påminnelseavgiften är inte avtalad senast när skulden uppkom, så den får inte tas ut.",
            "om avgiften avtalats senast när skulden uppkom",
            source,
        )
        written = _Condition(
            done, "Påminnelsen var inte skriftlig, så den får inte kosta något.", "om påminnelsen var skriftlig", source
        )
        return REMINDER, (contract, written)
    if fee is CollectionFee.DEMAND:
        letter = _Condition(
            done,
            "Kravbrevet uppfyller inte inkassolagen 5 § eller är inte sänt: det får inte kosta något.",
            "om kravbrevet uppfyller inkassolagen 5 § och har lämnats eller sänts",
            "Lag (1981:739) 3 § 1",
        )
        return DEMAND, (letter,)
    if fee is CollectionFee.PAYMENT_PLAN:
        plan = _Condition(
            done,
            "Planen är inte skriftlig, inte för hela skulden eller inte gjord i samråd, så den får inte kosta något.",
            "om planen är skriftlig, för hela resten av skulden, gjord i samråd och lämnad eller sänd",
            "Lag (1981:739) 3 § 2",
        )
        return PAYMENT_PLAN, (plan,)
    business = _Condition(
        None if housing is None else not housing,
        "Förseningsersättning gäller bara mellan näringsidkare eller mot myndigheter, aldrig den som hyr en bostad.",
        "om den som är skyldig hyr en bostad",
        "Lag (1981:739) 4 a §",
    )
    return COMPENSATION, (business,)


def _answer(at_most: int, charged: int | None, steps: tuple[Step, ...]) -> Finding[FeeAllowed]:
    if charged is None:
        return Finding(FeeAllowed(at_most, None), steps)
    allowed = charged <= at_most
    if not allowed:
        text = f"{money(charged)} är mer än de {money(at_most)} som får tas ut; mer kan inte avtalas."
        steps = (*steps, Step(text, NOT_BY_CONTRACT))
    return Finding(FeeAllowed(at_most, allowed), steps)
