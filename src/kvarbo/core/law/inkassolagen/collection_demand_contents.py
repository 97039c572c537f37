"""Inkassokravets innehåll: what a demand must say, each sum apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kvarbo.core.finding import Finding, Step
from kvarbo.core.swedish import listed

WHO_AND_WHY = "Inkassolagen (1974:182) 5 § första stycket"
SUMS_APART = "Inkassolagen (1974:182) 5 § andra stycket"
TIME_TO_ANSWER = "Inkassolagen (1974:182) 5 § tredje stycket"


@dataclass(frozen=True, slots=True)
class DemandContents:
    """Om kravet är fullständigt; ``missing`` names what it does not say, in the order of the paragraph."""

    complete: bool
    missing: tuple[str, ...]


def collection_demand_contents(
    *,
    written: bool,
    creditor: str | None,
    ground: str | None,
    capital: int | None,
    interest: int | None,
    costs: int | None,
    interest_rate: Decimal | None = None,
    interest_from: date | None = None,
    interest_to: date | None = None,
    interest_capital: int | None = None,
    respond_by: date | None,
) -> Finding[DemandContents]:
    """Inkassokravets innehåll (inkassolagen 5 §): capital, interest and costs each apart; None is not stated; öre."""
    checks = [
        (written, "skriftlig form", WHO_AND_WHY),
        (bool(creditor), "borgenärens namn", WHO_AND_WHY),
        (bool(ground), "vad fordran grundar sig på", WHO_AND_WHY),
        (capital is not None, "kapital för sig", SUMS_APART),
        (interest is not None, "ränta för sig", SUMS_APART),
        (costs is not None, "kostnader för sig", SUMS_APART),
    ]
    if interest:
        whole_time = interest_from is not None and interest_to is not None
        checks += [
            (interest_rate is not None, "räntesatsen", SUMS_APART),
            (whole_time, "tiden som räntan är räknad på", SUMS_APART),
            (interest_capital is not None, "kapitalet som räntan är räknad på", SUMS_APART),
        ]
    checks.append((respond_by is not None, "dagen då svaret senast ska ha kommit", TIME_TO_ANSWER))
    missing = tuple(what for said, what, _ in checks if not said)
    if not missing:
        text = "Kravet säger vem som kräver, varför, varje belopp för sig och när svaret ska ha kommit."
        return Finding(DemandContents(True, ()), (Step(text, SUMS_APART),))
    sources = tuple(dict.fromkeys(source for said, _, source in checks if not said))
    text = f"Kravet är inte fullständigt. Det som fattas: {listed(missing)}."
    return Finding(DemandContents(False, missing), tuple(Step(text, source) for source in sources))
