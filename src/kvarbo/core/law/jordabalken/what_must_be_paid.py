"""Vad som ska betalas för att få tillbaka hyresrätten: the rent, with interest and costs told apart."""

from __future__ import annotations

from dataclasses import dataclass

from kvarbo.core.finding import Finding, Step
from kvarbo.core.swedish import money

TO_RECOVER = "JB 12:44 första stycket"


@dataclass(frozen=True, slots=True)
class ToPay:
    """All in öre: ``to_recover`` wins the lease back; ``not_for_recovery`` is the sum of everything else."""

    to_recover: int
    interest: int
    costs: int
    not_for_recovery: int


def what_must_be_paid(
    *, rent: int, interest: int = 0, costs: int = 0, other: int = 0, increase_54a: int = 0, retroactive_55e: int = 0
) -> Finding[ToPay]:
    """Belopp som återvinner hyresrätten (JB 12:44): the unpaid rent, in öre; the rest is shown apart and never added.

    ``increase_54a`` is money that 12:44 third paragraph protects, ``retroactive_55e`` money under 12:55 e.
    """
    given = {
        "rent": rent,
        "interest": interest,
        "costs": costs,
        "other": other,
        "increase_54a": increase_54a,
        "retroactive_55e": retroactive_55e,
    }
    if wrong := [name for name, amount in given.items() if amount < 0]:
        raise ValueError(f"{', '.join(wrong)} är mindre än noll. Ange vad som är obetalt, i öre.")
    apart = interest + costs + other + increase_54a + retroactive_55e
    steps = [Step(f"Den som betalar hyran, {money(rent)}, får tillbaka hyresrätten.", TO_RECOVER)]
    if interest or costs:
        text = (
            f"Ränta {money(interest)} och kostnader {money(costs)} redovisas för sig. Att de skulle behöva betalas för "
            "återvinning står inte i paragrafen; frågan är inte prövad i det vi har läst."
        )
        steps.append(Step(text, "vår tolkning av JB 12:44"))
    if increase_54a:
        steps.append(
            Step(f"Höjningen {money(increase_54a)} räknas inte med medan den kan prövas.", "JB 12:44 tredje stycket")
        )
    if retroactive_55e:
        steps.append(
            Step(f"Den retroaktiva hyran {money(retroactive_55e)} har en egen tid.", "JB 12:55 e femte stycket")
        )
    if other:
        steps.append(Step(f"Annat än hyra, {money(other)}, hör inte hit.", TO_RECOVER))
    return Finding(ToPay(rent, interest, costs, apart), tuple(steps))
