"""Det som stöd och plan visar för checklistan: what has been offered, begun and agreed, the first day of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from kvarbo.core.checklist.facts import Shown
from kvarbo.core.checklist.words import ShownBy
from kvarbo.ground.units.queries import AtWork
from kvarbo.social.support.queries import supports_of, word_of
from kvarbo.social.support.words import SupportKind

# Advice is given to anybody at any time: it is no support that waits for an inquiry (SoL 11:5).
ADVICE = (SupportKind.BUDGET_COUNSELLING, SupportKind.HOUSEHOLD_ECONOMY)
OFFERED = {
    ShownBy.DEBT_HELP: (SupportKind.DEBT_AID, SupportKind.AID_REPAID),
    ShownBy.PAYMENT_PLAN_HELP: (SupportKind.PAYMENT_PLAN,),
    ShownBy.COUNSELLING_OFFERED: (SupportKind.BUDGET_COUNSELLING,),
}


def shown(reader: AtWork, matter: Any, on: date) -> Sequence[Shown]:
    """The plan as the person's newest word has it, and support that was offered or begun in this round."""
    found: list[Shown] = []
    word = word_of(matter.id)
    if word is not None and word.agreed:
        found.append(Shown(ShownBy.PLAN_AGREED, word.on_date, word.by_name))
    supports = supports_of(matter.id)
    begun = [one for one in supports if one.begun_on is not None and one.kind not in ADVICE]
    found += [Shown(ShownBy.SUPPORT_BEGUN, one.begun_on, one.by_name) for one in begun if one.begun_on is not None]
    for what, kinds in OFFERED.items():
        found += [Shown(what, one.offered_on, one.by_name) for one in supports if one.kind in kinds]
    return found
