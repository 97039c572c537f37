"""Grundavgift för verkställighet: once for each enforceable title and each form of enforcement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.finding import Finding, Step
from kvarbo.core.swedish import money
from kvarbo.core.values import values

FEE = "kfm.6.basic_fee"
REMOVAL_FEE = "kfm.6.removal_fee"
REMOVAL_CAP = "kfm.15a.removal_applicant_cap"
TITLES_AND_FORMS = "Förordning (1992:1094) 5 och 5 d §§"
NOT_CHARGED = "Förordning (1992:1094) 14 §"
STORING = "UB 17:3 tredje stycket"


@dataclass(frozen=True, slots=True)
class BasicFee:
    """Grundavgiften in öre, and the most that the applicant answers for."""

    amount: int
    applicant_at_most: int


def basic_fee(*, day: date, titles: int, eviction: bool, seizure: bool, removed_people: int = 0) -> Finding[BasicFee]:
    """Grundavgift (förordning 1992:1094 5–6, 15 a §§) for eviction, seizure and removal (avlägsnande); öre."""
    if titles < 1 or removed_people < 0:
        raise ValueError("Ange minst en exekutionstitel (titles) och inget negativt antal personer (removed_people).")
    forms = eviction + seizure
    if not forms and not removed_people:
        raise ValueError("Ange verkställighetsform: avhysning (eviction), utmätning (seizure) eller avlägsnande.")
    on = values(day)
    steps: list[Step] = []
    ordinary = removal = cap = 0
    if forms:
        ordinary = titles * forms * on.number(FEE)
        text = f"Exekutionstitlar: {titles}. Verkställighetsformer: {forms}. Sammanlagt {money(ordinary)}."
        steps += [on.step(FEE), Step(text, TITLES_AND_FORMS)]
    if removed_people:
        removal, cap = removed_people * on.number(REMOVAL_FEE), on.number(REMOVAL_CAP)
        steps += [on.step(REMOVAL_FEE), on.step(REMOVAL_CAP)]
    steps += [
        Step("Kronofogdens resor, delgivning, tolk och öppnande av dörr kostar inget extra.", NOT_CHARGED),
        Step("Sökanden svarar inte för vad det kostar att förvara den avhystes egendom.", STORING),
    ]
    return Finding(BasicFee(ordinary + removal, ordinary + min(removal, cap)), tuple(steps))
