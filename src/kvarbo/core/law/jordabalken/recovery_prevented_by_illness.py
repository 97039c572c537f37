"""Förhinder: the tenant could not pay in time because of illness or something like it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.calendar import in_words
from kvarbo.core.finding import Finding, Step

PREVENTED = "JB 12:44 fjärde stycket 2"


@dataclass(frozen=True, slots=True)
class PreventedByIllness:
    """``may_save``: whether the rule can be tried, None when not known; ``latest``: the last day to pay, if known."""

    may_save: bool | None
    latest: date | None
    missing: tuple[str, ...] = ()


def recovery_prevented_by_illness(
    *, prevented: bool | None = None, rent_paid: date | None = None, first_instance_decided: date | None = None
) -> Finding[PreventedByIllness]:
    """Förhindrad att betala (JB 12:44 fjärde stycket 2): paid as soon as could be, at latest when it is decided.

    Whether the hindrance was enough, and whether the rent was paid soon enough, is for the court: the rule only says
    whether it can be tried.
    """
    steps = [
        Step(
            "Den som hindrats av sjukdom eller liknande oförutsedd omständighet får inte skiljas från lägenheten om "
            "hyran betalats så snart det var möjligt, senast när tvisten avgörs i första instans.",
            PREVENTED,
        )
    ]
    facts = (("prevented", prevented), ("rent_paid", rent_paid), ("first_instance_decided", first_instance_decided))
    missing = tuple(name for name, told in facts if told is None)
    may_save: bool | None = None
    if prevented is False:
        may_save = False
        steps.append(Step("Inget sådant hinder fanns.", "fakta"))
    elif rent_paid is not None and first_instance_decided is not None and rent_paid > first_instance_decided:
        may_save = False
        text = f"Hyran betalades {in_words(rent_paid)}, efter att tvisten avgjorts {in_words(first_instance_decided)}."
        steps.append(Step(text, "fakta"))
    elif prevented and rent_paid is not None:
        may_save = True
        steps.append(
            Step(f"Hyran betalades {in_words(rent_paid)}. Om det var så snart som möjligt avgör domstolen.", PREVENTED)
        )
    else:
        steps.append(Step("Det går inte att säga än: fakta saknas.", "fakta"))
    return Finding(PreventedByIllness(may_save, first_instance_decided, missing), tuple(steps))
