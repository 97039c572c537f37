"""Samtycket till uppföljning hos hyresvärden: everybody on the contract lets us fetch it, at this moment.

Asking without consent belongs to the notice and ends with the matter. The consent decides, read as it is acted on.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from kvarbo.core.law.secrecy.consent import ConsentDirection, covering
from kvarbo.core.law.secrecy.vocabulary import KindOfFact
from kvarbo.ground.units.queries import AtWork
from kvarbo.social.casework.refusals import CannotDo
from kvarbo.social.checklist.queries import facts_of
from kvarbo.social.closing.words import RentState

REFUSED = "Hyresvärdens ord får inte skrivas in utan samtycke."
NONE_GIVEN = "Inget samtycke att hämta in det är inskrivet."
ASK = "Fråga den enskilde, eller skriv in ett samtycke först."


def check_landlords_word(reader: AtWork, matter: Any, state: RentState, *, on: date) -> None:
    """Refuse what the landlord says unless each person on the contract lets it be fetched."""
    fact = KindOfFact.ARREARS if state is RentState.UNPAID else KindOfFact.LATE_PAYMENT
    facts = facts_of(reader, matter, on=on, to_act_on=True)
    for one in facts.leaseholders or (None,):
        found, steps = covering(
            one.consents if one else (), on=on, holder=facts.holder, other=facts.landlord, fact=fact,
            direction=ConsentDirection.FETCH,
        )  # fmt: skip
        if found is None:
            reason = steps[-1].text if steps else NONE_GIVEN
            raise CannotDo(f"{REFUSED} {reason} {ASK}", field="source")
