"""Underrättelse till panthavare: when the association must tell a bank that has the bostadsrätt in pledge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.counting import deadline_after
from kvarbo.core.swedish import money

FIRST = "BRL 7:31 första stycket"
WEEKS = "brl.7_31.pledgee_weeks"


@dataclass(frozen=True, slots=True)
class PledgeeNotice:
    """``must_tell``: by pledge and amount; the days are the last of the two weeks, and the duty begins after them."""

    must_tell: bool | None
    protective: date | None
    enforcing: date | None
    missing: tuple[str, ...] = ()


def pledgee_notice(
    *, pledge_known: bool | None = None, unpaid: int, monthly_fee: int, due_date: date | None = None
) -> Finding[PledgeeNotice]:
    """Underrättelse till panthavaren (BRL 7:31): over one month's fee unpaid, and more than two weeks late.

    ``pledge_known``: the association has been told of the pledge; ``unpaid`` and ``monthly_fee`` in öre. The
    association must tell without delay once the two weeks have passed, otherwise it may lose priority.
    """
    if unpaid < 0 or monthly_fee <= 0:
        raise ValueError("Ange unpaid i öre, noll eller mer, och monthly_fee i öre, mer än noll.")
    end = deadline_after(start=due_date, fact="due_date", unknown="Förfallodagen är inte känd.", value=WEEKS)
    enough = unpaid > monthly_fee
    text = f"Obetalt är {money(unpaid)}, en månads avgift är {money(monthly_fee)}."
    steps = [Step(text, FIRST)]
    must_tell = pledge_known if enough else False
    if pledge_known is False:
        steps.append(Step("Föreningen har inte underrättats om någon pant.", FIRST))
    elif pledge_known is None:
        steps.append(Step("Om bostadsrätten är pantsatt är inte känt.", FIRST))
    missing = (("pledge_known",) if pledge_known is None and enough else ()) + end.value.missing
    steps += [*end.steps, Step("När tiden har gått ska panthavaren underrättas utan dröjsmål.", FIRST)]
    return Finding(PledgeeNotice(must_tell, end.value.protective, end.value.enforcing, missing), tuple(steps))
