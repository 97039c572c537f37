"""Underrättelse om fel i folkbokföringen: an authority shall tell Skatteverket, special reasons aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.in_force import require_in_force
from kvarbo.core.law.last_day import steps_for_unknown

NOTICE = "FOL 32 c §"
READ_FROM = date(2021, 6, 18)  # lag (2021:375)


@dataclass(frozen=True, slots=True)
class WrongRegistrationNotice:
    """Om Skatteverket ska underrättas; None while nobody has weighed the special reasons."""

    must_notify: bool | None
    missing: tuple[str, ...] = ()


def wrong_registration_notice(
    *, day: date, probably_wrong: bool | None, special_reasons: bool | None
) -> Finding[WrongRegistrationNotice]:
    """Underrättelse till Skatteverket (FOL 32 c §) when a registration can be assumed to be wrong or incomplete."""
    require_in_force(NOTICE, day, READ_FROM)
    if probably_wrong is False:
        text = "Kan uppgiften inte antas vara fel finns ingen skyldighet att underrätta Skatteverket."
        return Finding(WrongRegistrationNotice(False), (Step(text, NOTICE),))
    if special_reasons:
        text = "Särskilda skäl talar mot en underrättelse, så den behöver inte lämnas. Anteckna skälen."
        return Finding(WrongRegistrationNotice(False), (Step(text, NOTICE),))
    open_facts = (
        *(("om uppgiften kan antas vara fel",) if probably_wrong is None else ()),
        *(("om särskilda skäl talar mot en underrättelse",) if special_reasons is None else ()),
    )
    if open_facts:
        return Finding(WrongRegistrationNotice(None, open_facts), steps_for_unknown(NOTICE, *open_facts))
    text = "Uppgiften kan antas vara fel och inga särskilda skäl talar emot: Skatteverket ska underrättas."
    duty = Step("Skyldigheten bryter socialtjänstens sekretess för just den uppgiften.", "OSL 10:28")
    return Finding(WrongRegistrationNotice(True), (Step(text, NOTICE), duty))
