"""Formulär 1–3 i förordning (1978:314): the words that the ordinance has, filled with what the room knows.

Forms 1 and 2 go to the tenant, one to each who is on the lease, and state no amount: the ordinance asks for none. Form
3 goes to the social board. The PDF is made by the limited typesetter; the same form filled alike is the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kvarbo.core.calendar import in_words
from kvarbo.core.swedish import money, month
from kvarbo.ground.letters.setting import set_pdf

VERSION = 2  # of the templates and the words; a change that shows is a new version
ORDINANCE = "förordning (1978:314)"
TEMPLATES = {1: "underrattelse", 2: "underrattelse", 3: "meddelande"}

_HOME = ("bostadshyresgäst", "lägenheten")
_PREMISES = ("lokalhyresgäst", "lokalen")
_MAY_RECOVER = (
    "En hyresgäst som inte betalar hyran i tid förlorar sin hyresrätt och kan därför bli uppsagd från {what}. Som "
    "uppsägning räknas också stämningsansökan eller ansökan om avhysning. Enligt bestämmelser i hyreslagen kan "
    "hyresgästen dock få tillbaka hyresrätten fastän han eller hon har blivit uppsagd. Hyresgästen måste då betala "
    "hyran inom viss kortare tid."
)
_BOARD_IS_TOLD = (
    "Hyresvärden måste lämna meddelande om uppsägningen till socialnämnden i den kommun där lägenheten är belägen."
)
_YOU_MAY = (
    "Ni underrättas härmed om att Ni har möjlighet att få tillbaka Er hyresrätt, om Ni betalar hyran inom {weeks} "
    "veckor från det att Ni har fått del av denna underrättelse."
)


@dataclass(frozen=True, slots=True)
class Landlord:
    """Hyresvärden as the forms name it; address lines and a telephone number."""

    name: str
    address: tuple[str, ...]
    phone: str

    @property
    def lines(self) -> list[str]:
        """Name, address and telephone, line by line."""
        return [self.name, *self.address, *([f"Telefon {self.phone}"] if self.phone else [])]


def title_of(number: int) -> str:
    """The form's own title."""
    if number == 3:
        return "Meddelande till socialnämnd om uppsägning av bostadshyresgäst på grund av försummad hyresbetalning"
    to, _ = _HOME if number == 1 else _PREMISES
    return f"Underrättelse till {to} om möjlighet att få tillbaka hyresrätten fastän hyran inte har betalats i tid"


def words_of(number: int) -> list[str]:
    """The paragraphs of form 1 (a home) or 2 (premises), word for word."""
    if number == 1:
        return [_MAY_RECOVER.format(what=_HOME[1]), _BOARD_IS_TOLD, _YOU_MAY.format(weeks="tre")]
    return [_MAY_RECOVER.format(what=_PREMISES[1]), _YOU_MAY.format(weeks="två")]


def to_tenant(
    number: int, *, person: str, landlord: Landlord, about: str, how_to_pay: str, reference: str, on: date
) -> dict[str, Any]:
    """Form 1 or 2, filled for one tenant. ``about`` says which home, or nothing of where for a protected tenant."""
    pays = [("Betala till", how_to_pay), ("Betalningsreferens", reference)]
    return {
        **_head(number, on),
        "person": person,
        "landlord": landlord.lines,
        "about": about,
        "paragraphs": words_of(number),
        "how_to_pay": [{"label": label, "value": value} for label, value in pays if value],
    }


def to_board(
    *,
    board: str,
    landlord: Landlord,
    tenants: Sequence[tuple[str, str]],
    rooms: int | None,
    unpaid: Sequence[Mapping[str, Any]],
    interest: str,
    how_to_pay: str,
    reference: str,
    on: date,
) -> dict[str, Any]:
    """Form 3: ``tenants`` are (name, postal address), ``unpaid`` the content's own rows of month, due day and öre."""
    rows = [
        f"Hyran för {month(date.fromisoformat(row['month'] + '-01'))}: {money(row['amount'])}, förfallodag "
        f"{in_words(date.fromisoformat(row['due']))}"
        for row in unpaid
    ]
    total = sum(int(row["amount"]) for row in unpaid)
    items = [
        ("1. Hyresvärdens namn, postadress och telefonnummer", landlord.lines),
        ("2. Hyresgästens namn och postadress", [", ".join(part for part in one if part) for one in tenants]),
        ("3. Den förhyrda lägenhetens storlek (antalet rum)", [f"{rooms} rum" if rooms else "Inte känt"]),
        (
            "4. Belopp som hyresgästen skall betala för att återvinna hyresrätten med angivande av förfallodagen och "
            "den ränta som fordras",
            [money(total), *rows, f"Ränta som fordras: {interest}"],
        ),
        (
            "5. Hyresvärdens postgiro- eller bankgirokonto eller annan anvisning om sättet för hyrans betalning",
            [how_to_pay, *([f"Betalningsreferens {reference}"] if reference else [])],
        ),
    ]
    return {**_head(3, on), "board": board, "items": [{"label": label, "values": list(of)} for label, of in items]}


def pdf_of(number: int, told: Mapping[str, Any]) -> bytes:
    """The form as an accessible PDF. Raises ``CannotSet`` with a Swedish sentence."""
    return set_pdf(told, template=f"landlord/notices/typst/{TEMPLATES[number]}.typ")


def _head(number: int, on: date) -> dict[str, Any]:
    return {
        "title": title_of(number),
        "form": f"Formulär {number} i {ORDINANCE}",
        "foot": f"Formulär {number}, {ORDINANCE}",
        "written": on.isoformat(),
        "day": in_words(on),
    }
