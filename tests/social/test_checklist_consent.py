"""What a matter's checklist opens by a consent, it closes at the next request after the consent is taken back."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.urls import set_urlconf

from kvarbo.doors.consent import actions as consents
from kvarbo.doors.organisations.actions import keep_counterpart
from kvarbo.ground.subjects import Subject, subject
from kvarbo.ground.trail.recorder import recorded
from kvarbo.social.casework.models import MatterEvent
from kvarbo.social.checklist import actions
from tests.social.conftest import ON
from tests.social.test_checklist_pages import page, step_of


def about(office, matter) -> Subject:
    set_urlconf("kvarbo.web.rooms.social_urls")  # as the middleware does
    found = subject(office.at_work("anna"), matter.id)
    set_urlconf(None)
    assert found is not None
    return found


def given(office, matter, party: str = "municipal_landlord") -> UUID:
    """The tenant lets the board fetch what the landlord knows of the debt."""
    by = office.at_work("anna")
    with recorded(str(by.id)):
        landlord = keep_counterpart(name="Kvarnbyhem", party=party, transport="letter")
        kept = consents.give(
            subject=about(office, matter),
            said=consents.Given(
                person=about(office, matter).people[0].id, giver="tenant", direction="fetch", receivers=[landlord.pk],
                facts=["arrears"], purpose="För att få veta vad som krävs för att bo kvar.", how_given="oral",
                heard_by="Anna", given_on=ON, until=date(2027, 1, 31),
            ),
            on=ON, by=by, form_key="samtycke",
        )  # fmt: skip
    return kept.pk


def taken_back(office, matter, consent: UUID) -> None:
    by = office.at_work("anna")
    with recorded(str(by.id)):
        consents.withdraw(
            subject=about(office, matter), consent=consent, parts=None, withdrawn_on=ON, withdrawn_by="Kent Åberg",
            told_how="phone", on=ON, by=by, form_key="tillbaka",
        )  # fmt: skip


def test_the_checklist_opens_nothing_after_a_withdrawal(office) -> None:
    with recorded("test"):
        actions.follow_way(name="goteborg", valid_from=date(2026, 6, 1), by_name="Eva")
    matter = office.matter(origin="relative", on=ON - timedelta(days=2))
    assert "samtycke behövs först" in step_of(page(office, matter), "fraga-hyresvarden")
    consent = given(office, matter)
    asked = step_of(page(office, matter), "fraga-hyresvarden")
    assert "<strong>Öppet</strong>" in asked
    assert "Den enskilde samtyckte" in asked
    assert "Ännu inte om: sena betalningar" in asked
    taken_back(office, matter, consent)
    asked = step_of(page(office, matter), "fraga-hyresvarden")
    assert "<strong>Inte ännu</strong>: samtycke behövs först" in asked
    assert "Samtycket togs tillbaka" in asked
    form = {"step": "fraga-hyresvarden", "mark": "done", "day": ON.isoformat()}
    refused = office.post("anna", f"arende/{matter.id}/checklista/steg/", **form).content.decode()
    assert "Steget får inte göras ännu." in refused
    assert not MatterEvent.objects.filter(kind="asked_landlord").exists()
