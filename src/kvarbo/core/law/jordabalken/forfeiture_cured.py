"""Rättelse i tid: what is put right before the landlord has given notice is no longer a ground."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.calendar import in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.values import values

CURED = "JB 12:43 första stycket"
CURABLE = "jb.12_43.curable_grounds"
GROUNDS = range(1, 13)
DISTURBANCES = 9  # the only ground that the exception for especially serious cases speaks of


@dataclass(frozen=True, slots=True)
class Cured:
    """``can_be_cured``: the law lets this ground be put right; ``cured``: it was, in time. None when not known."""

    can_be_cured: bool | None
    cured: bool | None
    missing: tuple[str, ...] = ()


def forfeiture_cured(
    *,
    ground: int,
    put_right: date | None = None,
    notice_given: date | None = None,
    especially_serious: bool = False,
) -> Finding[Cured]:
    """Rättelse innan uppsägning (JB 12:43 första stycket): grounds 1, 2, 4, 7, 9 and 10 of 42 § can be put right.

    ``put_right`` is the day of rättelse (for rent the day the payment counts), ``notice_given`` the day the notice of
    termination was served. Read the ledger when the notice is sent and again when it is served. ``especially_serious``
    (särskilt allvarlig bristande skötsamhet eller särskilt allvarliga störningar) concerns ground 9 only: late rent and
    the other grounds can be put right all the same.
    """
    if ground not in GROUNDS:
        raise ValueError(f"42 § första stycket har ingen punkt {ground}. Ange 1–12.")
    on = notice_given or put_right
    if on is None:
        step = Step("Varken rättelse eller uppsägning är känd.", CURED)
        return Finding(Cured(None, None, ("put_right", "notice_given")), (step,))
    known = values(on)
    curable = known[CURABLE]
    assert isinstance(curable, tuple)
    too_serious = especially_serious and ground == DISTURBANCES
    if too_serious or ground not in curable:
        why = (
            "Särskilt allvarlig bristande skötsamhet och särskilt allvarliga störningar botas inte av rättelse."
            if too_serious
            else f"Punkt {ground} kan inte rättas."
        )
        return Finding(Cured(False, False), (known.step(CURABLE), Step(why, CURED)))
    cured, missing, text = _in_time(put_right, notice_given)
    return Finding(Cured(True, cured, missing), (known.step(CURABLE), Step(text, CURED)))


def _in_time(put_right: date | None, notice_given: date | None) -> tuple[bool | None, tuple[str, ...], str]:
    if put_right is None:
        return None, ("put_right",), "Ingen rättelse är känd."
    if notice_given is None:
        text = f"Rättelse gjordes {in_words(put_right)} och ingen uppsägning är delgiven: grunden är borta."
        return True, (), text
    if put_right == notice_given:
        text = (
            f"Rättelse och uppsägning samma dag, {in_words(put_right)}: ordningen avgör. Gå inte vidare utan att veta."
        )
        return None, ("which_came_first",), text
    cured = put_right < notice_given
    said = "före uppsägningen: grunden är borta" if cured else "efter uppsägningen: rättelsen kom för sent"
    return cured, (), f"Rättelse gjordes {in_words(put_right)}, {said}."
