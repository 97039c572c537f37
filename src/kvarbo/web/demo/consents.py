"""Samtycken i Kvarnby: whom the landlord works together with, and what a few tenants have let it tell and ask."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice

from django.urls import set_urlconf

from kvarbo.core.law.secrecy.vocabulary import KindOfFact, Party
from kvarbo.doors.consent.actions import Given, give, withdraw
from kvarbo.doors.organisations.actions import keep_counterpart, say_who_we_are
from kvarbo.ground.subjects import Subject, subject
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.rent.queries import leases_by_key, leases_to_assess
from kvarbo.web.demo.staff import COUNSELLING_ROOM, SOCIAL_ROOM

URLS = "kvarbo.web.rooms.landlord_urls"  # a subject names its page, and outside a request nobody has said whose
PURPOSE = "För att vi tillsammans ska hitta ett sätt att betala skulden, så att hemmet blir kvar."


def tell_of_consents(*, on: date, by: AtWork) -> int:
    """Write in the counterparts and three tenants' consents; how many consents."""
    with recorded(str(by.id), unit_id=by.unit_id, route="demo"):
        say_who_we_are(name="Kvarnbyhem AB", party=Party.MUNICIPAL_LANDLORD.value)
        board = keep_counterpart(
            name="Socialnämnden i Kvarnby", party=Party.SOCIAL_BOARD.value, transport="room", place=SOCIAL_ROOM
        )
        counselling = keep_counterpart(
            name="Budget- och skuldrådgivningen i Kvarnby",
            party=Party.BUDGET_COUNSELLING.value,
            transport="room",
            place=COUNSELLING_ROOM,
        )
        homes = _homes(on, by)
        for turn, home in enumerate(homes):
            direction, facts = SAID[turn]
            said = Given(
                person=home.people[0].id,
                giver="tenant",
                direction=direction,
                receivers=[board.pk, counselling.pk] if turn == 1 else [board.pk],
                facts=[fact.value for fact in facts],
                purpose=PURPOSE,
                how_given="oral" if turn else "written",
                heard_by=by.name if turn else "",
                kept_where="" if turn else "Pärmen för samtycken i låst skåp, uthyrningen",
                given_on=on - timedelta(days=10),
                until=on + timedelta(days=(12, 120, 90)[turn]),
            )
            consent = give(subject=home, said=said, on=on, by=by, form_key=f"demo-samtycke-{turn}")
            if turn:
                parts = [(counselling.pk, KindOfFact.HOUSEHOLD)] if turn == 1 else None
                withdraw(
                    subject=home, consent=consent.pk, parts=parts, withdrawn_on=on - timedelta(days=1),
                    withdrawn_by="Hyresgästen", told_how="phone", on=on, by=by, form_key=f"demo-tillbaka-{turn}",
                )  # fmt: skip
    return len(homes)


SAID = (
    ("tell", (KindOfFact.ARREARS, KindOfFact.LATE_PAYMENT)),
    ("tell", (KindOfFact.ARREARS, KindOfFact.HOUSEHOLD)),
    ("fetch", (KindOfFact.PAYMENT_UNDERTAKING,)),
)


def _homes(on: date, by: AtWork) -> list[Subject]:
    """The first few homes that owe rent, of those that are not protected."""
    open_homes = {lease.pk: lease.source_key for lease in leases_by_key().values() if not lease.is_protected}
    owing = sorted((lease for lease in leases_to_assess(on=on) if lease in open_homes), key=open_homes.__getitem__)
    set_urlconf(URLS)
    try:
        found = (subject(by, lease) for lease in owing)
        return list(islice((home for home in found if home is not None and home.people), len(SAID)))
    finally:
        set_urlconf(None)
