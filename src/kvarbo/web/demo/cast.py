"""Rollista: households written by hand, so that every situation can be met in the demo town.

Each says what a rent officer would see on the latest rent month; all of it is made up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.web.demo.habits import Behaviour, Habit
from kvarbo.web.demo.leases import month_before
from kvarbo.web.demo.people import AgeBand

HOME_KEPT, HOME_LOST = "Mirja Lahti", "Tobias Ekwall"  # the two households whose whole way is played
FEWEST_HOMES = 200  # a smaller town has no cast: it would no longer be late in 3 % of its rents


@dataclass(frozen=True, slots=True)
class Role:
    """Roll: ``turned``, ``moved_in`` and ``moved_out`` count months back from the latest one."""

    situation: str
    people: tuple[tuple[str, bool, AgeBand], ...]  # name, woman, age
    behaviour: Behaviour
    turned: int = 0
    days: int = 0
    moved_in: int | None = None
    moved_out: int | None = None
    first_home: bool = False
    children: int | None = None
    language: str = ""
    protected: bool = False
    second_home: bool = False

    def habit(self, latest: date) -> Habit:
        """How the household pays, seen from the latest rent month."""
        return Habit(self.behaviour, month_before(latest, self.turned), self.days)


CAST: tuple[Role, ...] = (
    Role(
        "Family late for the first time; nothing has come yet.",
        (("Hodan Warsame", True, AgeBand.PARENT), ("Abdi Warsame", False, AgeBand.PARENT)),
        Behaviour.STOPPED,
        children=3,
        language="somaliska",
    ),
    Role(
        "Young, first home of their own since three months, pays after three weeks.",
        (("Wilma Ek", True, AgeBand.YOUNG),),
        Behaviour.ONCE_LATE,
        days=20,
        moved_in=3,
        first_home=True,
    ),
    Role(
        "Old, always paid in time until now, pays after twelve days.",
        (("Åke-Örjan Lindqvist", False, AgeBand.OLD),),
        Behaviour.ONCE_LATE,
        days=12,
    ),
    Role(
        "Late again and again, always within ten days; a name with an apostrophe.",
        (("Patrick O'Neill", False, AgeBand.PARENT),),
        Behaviour.OFTEN_LATE,
        language="engelska",
    ),
    Role(
        "Protected personal data, one child, late for the first time.",
        (("Sofia Nordin", True, AgeBand.PARENT),),
        Behaviour.STOPPED,
        children=1,
        protected=True,
    ),
    Role(
        "Two on the lease, pay half now and half later.",
        (("Małgorzata Wiśniewska", True, AgeBand.PARENT), ("Łukasz Wiśniewski", False, AgeBand.PARENT)),
        Behaviour.PART_PAYER,
        children=2,
        language="polska",
    ),
    Role("Nothing paid for three months.", (("Kent Bergström", False, AgeBand.MIDDLE),), Behaviour.STOPPED, turned=2),
    Role(
        "Orders on the due date; the bank books it the day after.",
        (("Birgitta Sjögren", True, AgeBand.OLD),),
        Behaviour.BOOKED_AFTER,
    ),
    Role(
        "Uses last month's reference now and then.",
        (("Layla Al-Khatib", True, AgeBand.PARENT),),
        Behaviour.WRONG_MONTH,
        children=2,
        language="arabiska",
    ),
    Role(
        "Rents a second home for a grown-up child; late on both.",
        (("Margareta von Essén", True, AgeBand.MIDDLE),),
        Behaviour.ONCE_LATE,
        days=24,
        second_home=True,
    ),
    Role(
        "Moved out two months ago and owes the last rent.",
        (("Dennis Holm", False, AgeBand.PARENT),),
        Behaviour.STOPPED,
        turned=2,
        moved_out=2,
    ),
    Role("Pays when the wages come.", (("José de la Peña", False, AgeBand.PARENT),), Behaviour.MONTH_END),
    Role(
        "Newly moved in and late at once.",
        (("Zoë Çelik", True, AgeBand.PARENT),),
        Behaviour.ONCE_LATE,
        days=9,
        moved_in=0,
    ),
)
# Moved in last, beside the others, so that nobody else in the town is drawn differently because of them.
STORY: tuple[Role, ...] = (
    Role(
        "Nothing paid for three months, until the social services undertake to pay: the home is kept.",
        ((HOME_KEPT, True, AgeBand.MIDDLE),),
        Behaviour.RESCUED,
        turned=2,
        days=100,
    ),
    Role(
        "Nothing paid for three months, one child; Kronofogden names a day.",
        ((HOME_LOST, False, AgeBand.PARENT),),
        Behaviour.STOPPED,
        turned=2,
        children=1,
    ),
)
