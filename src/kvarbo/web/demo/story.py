"""Två hushåll: their whole way from the first notice to the end, in both rooms, each thing on its own day.

One keeps the home by the board's undertaking, the other is evicted and followed up. They are the households of
``docs/proof/households.md``: what is built here is done by the same actions as the pages there, so the pages must say
the same. A town built on a later day plays every day up to it; the next days are played one by one (``next_day``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from kvarbo.doors.post.courier import carry_all
from kvarbo.web.demo import story_landlord as landlord
from kvarbo.web.demo import story_social as social
from kvarbo.web.demo.cast import FEWEST_HOMES, HOME_KEPT, HOME_LOST
from kvarbo.web.demo.standing import on_day
from kvarbo.web.demo.town import Town


@dataclass(frozen=True, slots=True)
class Scene:
    """Vad som händer en dag: ``day`` counts from the anchor month's due date; ``told`` is what is told of it."""

    day: int
    who: str
    act: Callable[[Town, str, date], None]
    told: str


SCENES: tuple[Scene, ...] = (
    Scene(7, HOME_KEPT, landlord.applies_by_the_agency,
          "Kvarnbyhem beslutar, inkassobolaget ansöker hos Kronofogden, och nämnden får meddelandet."),
    Scene(7, HOME_KEPT, social.contact_first, "Socialtjänsten öppnar ett ärende och tar kontakt först."),
    Scene(7, HOME_LOST, landlord.applies_itself,
          "Kvarnbyhem beslutar och ansöker hos Kronofogden, och nämnden får meddelandet."),
    Scene(7, HOME_LOST, social.contact_first_about_a_child, "Socialtjänsten öppnar ett ärende och skriver in barnet."),
    Scene(24, HOME_KEPT, landlord.served_by_kronofogden, "Kvarnbyhem får veta att Kronofogden har delgett ansökan."),
    Scene(24, HOME_KEPT, social.asks_the_landlord, "Socialtjänsten frågar Kvarnbyhem och skriver in dagen."),
    Scene(31, HOME_KEPT, social.undertakes_to_pay, "Socialtjänsten får samtycke och lämnar nämndens åtagande."),
    Scene(31, HOME_KEPT, landlord.reads_the_undertaking, "Kvarnbyhem läser åtagandet: hyresrätten är återvunnen."),
    Scene(45, HOME_KEPT, social.closes_with_the_home_kept, "Hyran är betald, och ärendet avslutas med hemmet kvar."),
    Scene(52, HOME_LOST, landlord.learns_the_day, "Kvarnbyhem får veta dagen för avhysningen."),
    Scene(52, HOME_LOST, social.takes_in_the_time,
          "Kronofogdens tid kommer till socialtjänsten, som bekräftar den och ber om anstånd för barnets skull."),
    Scene(59, HOME_LOST, social.respite_refused,
          "Kronofogden ger inte anstånd. Socialtjänsten bestämmer vem som är med."),
    Scene(75, HOME_LOST, social.attends, "Avhysningen genomförs. Socialtjänsten är med, och uppföljning är bestämd."),
    Scene(75, HOME_LOST, landlord.ends_with_eviction, "Kvarnbyhem skriver in att avhysningen är gjord."),
    Scene(108, HOME_LOST, social.follows_up, "Socialtjänsten följer upp: var de bor, och hur barnet har det."),
)  # fmt: skip


def numbers_in_the_story(town: Town) -> frozenset[str]:
    """The leases of the two households."""
    theirs = {HOME_KEPT, HOME_LOST}
    return frozenset(lease.number for lease in town.homes_let() if theirs & {one.name for one in lease.tenants})


def play_scenes(town: Town, *, after: date | None = None) -> list[Scene]:
    """Play what happens after a day (from the beginning where none is said) up to and including the town's."""
    began = town.anchors_due_date
    if town.homes < FEWEST_HOMES:
        return []
    days = {scene: began + timedelta(days=scene.day) for scene in SCENES}
    due = [scene for scene, day in days.items() if day <= town.today and (after is None or day > after)]
    for scene in due:
        with on_day(days[scene]):
            scene.act(town.on(days[scene]), scene.who, days[scene])
            carry_all(at_once=True)
    return due
