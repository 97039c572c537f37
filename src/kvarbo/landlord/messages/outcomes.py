"""Det som har gått blir en kontakt: the tenant's history and the ladder see it, once."""

from __future__ import annotations

from datetime import date

from kvarbo.core.facts import LadderStep
from kvarbo.ground import clock
from kvarbo.ground.outbox.checks import AnyMessage
from kvarbo.ground.units.queries import AtWork, member_at_work
from kvarbo.landlord.outreach.actions import record_contact
from kvarbo.landlord.rent.queries import tenants_on, visible_leases

NOON, EVENING = 12, 17


def contact_of(message: AnyMessage) -> None:
    """Skriv in kontakten, in the transaction that learned that the message has gone."""
    lease = visible_leases().filter(pk=message.subject_id).first()
    if lease is None:
        return
    by = member_at_work(message.by) or AtWork(message.by, message.by, message.by_name, None, frozenset())
    at = (message.sent_at or clock.now()).astimezone(clock.STOCKHOLM)
    is_step = message.step in set(LadderStep)
    record_contact(
        lease=lease,
        on=max(clock.today(), at.date()),
        by=by,
        channel=message.channel,
        outcome="sent",
        form_key=f"outbox {message.pk}",
        contact_date=at.date(),
        part_of_day="morning" if at.hour < NOON else "afternoon" if at.hour < EVENING else "evening",
        person=message.person_id if message.person_id in tenants_on(lease.id) else None,
        step=message.step if is_step else "",
        month=date.fromisoformat(f"{message.period}-01") if is_step else None,
    )
