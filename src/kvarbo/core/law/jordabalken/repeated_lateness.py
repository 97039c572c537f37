"""Upprepat sena betalningar: what the rent tribunal weighs, and that nobody can count it out beforehand."""

from __future__ import annotations

from dataclasses import dataclass

from kvarbo.core.finding import Finding, Step

NEGLECT = "JB 12:46 första stycket 2"
WEIGHT = "JB 12:46 andra stycket"


@dataclass(frozen=True, slots=True)
class RepeatedLateness:
    """What is known, what weighs for prolongation, and that the tribunal decides. No number is a limit."""

    late_payments: int | None
    weighs_for_prolongation: bool | None
    decided_by_tribunal: bool
    missing: tuple[str, ...] = ()


def repeated_lateness(
    *, late_payments: int | None = None, warned: bool | None = None, crime_by_close_person: bool | None = None
) -> Finding[RepeatedLateness]:
    """Upprepat sena betalningar (JB 12:46 första stycket 2): no right to prolongation if neglected badly enough.

    ``late_payments`` is told as a fact, never counted up to a verdict. ``warned``: told that the lease may be
    terminated. Ordinary notice: 12:44 does not apply, and paying does not stop it by itself.
    """
    if late_payments is not None and late_payments < 0:
        raise ValueError("late_payments är ett antal och kan inte vara mindre än noll. Ange 0 eller fler.")
    weighs: bool | None
    if warned is False or crime_by_close_person is True:
        weighs = True
    elif warned is None or crime_by_close_person is None:
        weighs = None
    else:
        weighs = False
    facts = (("late_payments", late_payments), ("warned", warned), ("crime_by_close_person", crime_by_close_person))
    missing = (
        () if weighs is True and late_payments is not None else tuple(name for name, told in facts if told is None)
    )
    many = "okänt" if late_payments is None else str(late_payments)
    steps = (
        Step(
            f"Antal sena betalningar: {many}. Lagen anger inget antal: hyresnämnden avgör.",
            NEGLECT,
        ),
        Step(_weighing(weighs), WEIGHT),
        Step(
            "Vid vanlig uppsägning gäller inte reglerna om återvinning: att betala räcker inte i sig.",
            "JB 12:44; JB 12:49",
        ),
        Step("Hyresnämnden underrättar socialnämnden när grunden är sen hyra.", "Lag (1973:188) 13 b §"),
    )
    return Finding(RepeatedLateness(late_payments, weighs, True, missing), steps)


def _weighing(weighs: bool | None) -> str:
    if weighs is None:
        return "Om det finns skäl som ska beaktas för förlängning går inte att säga: fakta saknas."
    if weighs:
        return "Det finns skäl som ska beaktas för förlängning: anmaning saknas, eller brott ligger bakom."
    return "Hyresgästen var anmanad och inget brott av en närstående ligger bakom."
