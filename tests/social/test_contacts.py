"""Contacts in a matter: each is the matter's one event, and what is still to be told waits until it has been told."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from kvarbo.core.checklist.contacts import ContactWay
from kvarbo.ground.people.models import Person
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.social.casework import actions as casework
from kvarbo.social.casework.models import MatterEvent
from kvarbo.social.casework.queries import my_matters
from kvarbo.social.casework.refusals import CannotDo
from kvarbo.social.checklist.actions import follow_way
from kvarbo.social.contacts import attempts, queries
from kvarbo.social.contacts.attempts import Said
from kvarbo.social.contacts.models import ContactDetail
from tests.social.conftest import ON

CALL = Said(channel="call", day=ON, outcome="not_reached", clock=time(0, 1))


def wrote(office, matter, said: Said, key: str = "") -> MatterEvent:
    by = office.at_work("anna")
    with recorded(str(by.id)):
        return attempts.record_contact(matter=matter, said=said, on=ON, by=by, form_key=key)


def asked_landlord(office, matter, day: date = ON) -> MatterEvent:
    by = office.at_work("anna")
    with recorded(str(by.id)):
        return casework.log_event(matter=matter, kind="asked_landlord", event_date=day, on=ON, by=by)


def page(office, matter, who: str = "anna") -> str:
    answer = office.get(who, f"arende/{matter.id}/kontakter/")
    assert answer.status_code == 200
    return answer.content.decode()


def waiting(office) -> tuple[str, ...]:
    return my_matters(office.at_work("anna"), on=ON).rows[0].waiting


def test_a_contact_is_the_matters_event_and_its_way_and_a_form_sent_twice_is_one(office):
    matter = office.matter()
    person = Person.objects.get()
    said = Said(channel="call", day=ON, outcome="left_word", clock=time(0, 1), person=person.id, text="Talsvar")
    first, again = wrote(office, matter, said, "nyckel"), wrote(office, matter, said, "nyckel")
    assert first == again
    event = MatterEvent.objects.get(kind="called")
    assert (event.reached, event.text, event.event_date) == (False, "Talsvar", ON)
    how = ContactDetail.objects.get()
    assert (how.channel, how.left_word, how.person_id, how.clock) == ("call", True, person.id, time(0, 1))
    assert TrailRow.objects.filter(act="matter.event").count() == 1


def test_who_gets_in_touch_has_been_reached_whatever_was_ticked(office):
    matter = office.matter()
    event = wrote(office, matter, Said(channel="e_mail", day=ON, outcome="not_reached", is_incoming=True))
    assert (event.kind, event.reached) == ("wrote", True)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        (Said("duva", ON, "reached"), "Välj hur"),
        (Said("call", ON, ""), "hur det gick"),
        (Said("letter", ON, "left_word"), "besvarats"),
        (Said("routine_letter", ON, "reached"), "rutinbrev"),
        (Said("home_visit", ON, "", is_incoming=True), "kan bara ni"),
        (Said("call", ON + timedelta(days=1), "reached"), "inte varit ännu"),
    ],
)
def test_what_cannot_have_happened_is_refused(office, said, says):
    matter = office.matter()
    with pytest.raises(CannotDo, match=says):
        wrote(office, matter, said)
    assert not ContactDetail.objects.exists()


def test_somebody_who_is_not_in_the_matter_is_no_choice(office):
    matter = office.matter()
    with pytest.raises(CannotDo, match="inskriven i ärendet"):
        wrote(office, matter, Said("call", ON, "reached", person=matter.id))


def test_an_event_written_in_on_the_matters_page_stands_among_the_contacts_with_its_hour_unknown(office):
    matter = office.matter()
    with recorded("a"):
        casework.log_event(
            matter=matter, kind="called", event_date=ON, on=ON, by=office.at_work("anna"), reached=False
        )  # fmt: skip
    html = page(office, matter)
    assert "klockslaget okänt" in html
    found = queries.contacts_of(matter)
    assert [(one.event.kind, one.detail) for one in found] == [("called", None)]


def test_the_page_says_at_which_hours_nobody_has_called_and_the_way_on_with_why(office):
    matter = office.matter()
    wrote(office, matter, CALL)
    html = page(office, matter)
    assert "Ingen har ringt på kvällen." in html
    assert "Ingen har ringt på förmiddagen." not in html
    assert "Ring vid en annan tid på dagen" in html
    assert "Varför?" in html
    assert "/nagon-kan-fara-illa/" in html


def test_the_rules_read_a_routine_letter_and_an_incoming_call_as_they_are(office):
    matter = office.matter()
    wrote(office, matter, Said("routine_letter", ON, "not_reached"))
    wrote(office, matter, Said("call", ON, "", is_incoming=True))
    tries = queries.tries_of(matter, queries.contacts_of(matter))
    assert [(one.channel, one.incoming) for one in tries] == [
        (ContactWay.ROUTINE_LETTER, False),
        (ContactWay.CALL, True),
    ]


def test_a_contact_is_written_in_on_the_page_and_shows_on_the_matters_too(office):
    matter = office.matter()
    form = {"channel": "sms", "day": ON.isoformat(), "outcome": "not_reached", "form_key": "n", "text": "Bad ringa"}
    answer = office.post("anna", f"arende/{matter.id}/kontakter/skriv/", **form)
    assert answer.status_code == 302
    assert "Bad ringa" in page(office, matter)
    assert "Bad ringa" in office.get("anna", f"arende/{matter.id}/").content.decode()


def test_after_a_talk_with_the_landlord_the_person_is_to_be_told_until_reached(office):
    matter = office.matter()
    asked_landlord(office, matter)
    told = "Berätta för Kent Åberg vad som sades med hyresvärden mån 9 november 2026."
    assert told in waiting(office)
    assert "Berätta vad som sades med hyresvärden" in page(office, matter)
    wrote(office, matter, CALL)
    assert told in waiting(office)
    wrote(office, matter, Said("call", ON, "reached"))
    assert told not in waiting(office)


def test_a_reason_settles_one_talk_and_is_asked_for(office):
    matter = office.matter()
    talk = asked_landlord(office, matter)
    path = f"arende/{matter.id}/kontakter/far-inte-veta/"
    html = office.post("anna", path, event=talk.pk, reason="").content.decode()
    assert "Skriv varför personen inte får veta." in html
    assert office.post("anna", path, event=talk.pk, reason="Värden visste inget nytt").status_code == 302
    assert not any("Berätta" in one for one in waiting(office))
    asked_landlord(office, matter)
    assert any("Berätta" in one for one in waiting(office))


def test_another_matters_talk_cannot_be_settled_from_here(office):
    matter, other = office.matter(), office.matter("cilla")
    talk = asked_landlord(office, other)
    html = office.post("anna", f"arende/{matter.id}/kontakter/far-inte-veta/", event=talk.pk, reason="x")
    assert "Samtalet finns inte i ärendet." in html.content.decode()


def test_a_checklist_that_counts_attempts_counts_no_routine_letters(office):
    from kvarbo.social.contacts import guard

    with recorded("test"):
        follow_way(name="goteborg", valid_from=date(2026, 6, 1), by_name="Eva")
    matter = office.matter()
    for _ in range(3):
        wrote(office, matter, Said("routine_letter", ON, "not_reached"))
    found = guard.asked(office.at_work("anna"), matter, on=ON)
    assert found is not None
    assert (found.value.attempts, found.value.why_not) == (0, "attempts_first")


def test_harm_is_one_page_with_the_rooms_own_numbers(office):
    html = office.get("anna", "nagon-kan-fara-illa/").content.decode()
    for told in ("112", "1177", "90101", "ta sitt liv", "barnenheten", "SoL 19:1"):
        assert told in html
    assert "hyresvärdens rum" not in html
    form = {"kind": "social_emergency", "name": "Jouren", "phone": "070-174 06 90"}
    assert office.post("anna", "nagon-kan-fara-illa/nummer/", **form).status_code == 403
    assert office.post("eva", "nagon-kan-fara-illa/nummer/", **form).status_code == 302
    assert "070-174 06 90" in office.get("anna", "nagon-kan-fara-illa/").content.decode()
