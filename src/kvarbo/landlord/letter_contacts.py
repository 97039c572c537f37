"""Ett brev som har postats blir en kontakt: the tenant's history and the ladder see it, once."""

from __future__ import annotations

from kvarbo.ground import clock
from kvarbo.ground.letters.beginnings import Posted
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.outreach.actions import SentLetter, record_sent_letters
from kvarbo.landlord.outreach.queries import letter_told, suggested_now
from kvarbo.landlord.rent.queries import tenants_on


def contact_of_letter(posted: Posted, by: AtWork) -> None:
    """Skriv in kontakten, when the letter went to somebody on the lease. It carries out the letter that Idag suggests.

    Whoever posted it may have written it in by hand the same day: then that is the contact.
    """
    lease_id, person_id = posted.subject_id, posted.person_id
    if person_id not in tenants_on(lease_id) or letter_told(lease_id, person_id, on=posted.on):
        return
    step = suggested_now(lease_id, "letter", on=posted.on)
    sent = SentLetter(posted.id, lease_id, person_id, step.step if step else "", step.month if step else None)
    record_sent_letters([sent], posted=posted.on, on=clock.today(), by=by)
