"""What came later changes what came before: a child's decision, a copy, word that it is taken back, one called off."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from kvarbo.core.law.jordabalken.recovery_period import recovery_period
from kvarbo.ground import clock
from kvarbo.social.casework.clocks import clocks_of
from kvarbo.social.inbox.models import DutyDone, NoticeFacts
from kvarbo.social.inbox.told import terminations_told
from kvarbo.social.undertakings.models import TerminationFacts
from tests.social.conftest import KENT, ON
from tests.social.test_inbox import LETTER, TIME, day, decide, register

DECIDE = "Besluta om en utredning om barnet ska inledas."
SIGNE = {"about_name": "Signe O'Neill", "about_identity": "19540101-7875"}


def told(office, matter) -> list[str]:
    with override("sv"):
        return [str(one.text) for one in clocks_of([matter.id], on=clock.today()).get(matter.id, [])]


def waits(office, who="anna", part="") -> list[str]:
    return [row["number"] for row in office.get(who, f"inkorg/?visa={part}").context["rows"]]


def placed(office, matter, **form):
    paper = register(office, **form)
    answer = decide(office, paper, kind="running", matter_number=matter.number, another="on")
    assert answer.status_code == 302, answer.context["standpoint_form"].errors
    return paper


def done(office, paper, duty):
    office.post("anna", f"inkorg/{paper.pk}/gjort/", duty=duty, text="Talat med enheten.")


def test_a_childs_fourteen_days_are_counted_in_the_matter_until_somebody_has_decided(office):
    matter = office.matter()
    paper = placed(office, matter, **{**LETTER, "child_concerned": "yes"})
    done(office, paper, "child_safety")
    assert DECIDE in told(office, matter)
    assert DECIDE in office.get("anna", "").content.decode()
    done(office, paper, "child_preliminary_assessment")
    assert DECIDE not in told(office, matter)


def test_in_no_matter_it_stays_in_the_inbox(office):
    paper = register(office, **{**LETTER, "child_concerned": "yes"})
    decide(office, paper, kind="passed_on", passed_to="Barn och unga")
    done(office, paper, "child_safety")
    assert waits(office) == ["P2026-0001"]
    done(office, paper, "child_preliminary_assessment")
    assert waits(office) == []


@pytest.mark.parametrize(
    "known", [{"child_concerned": "no"}, {"child_concerned": "yes", "child_inquiry_running": "yes"}]
)
def test_nothing_is_counted_where_no_child_is_or_an_inquiry_runs(office, known):
    matter = office.matter()
    placed(office, matter, **{**LETTER, **known})
    assert DECIDE not in told(office, matter)


def test_a_child_that_was_handed_over_has_its_days_with_the_unit(office):
    from tests.social.test_checklist_shown import CHILDREN, agreed, recorded
    from tests.social.test_children_handed_over import handed

    with recorded("test"):
        agreed.choose_unit(unit_id=office.unit(CHILDREN), on=ON, by=office.at_work("eva"))
    matter, _ = handed(office)
    placed(office, matter, **{**LETTER, "child_concerned": "yes"})
    assert DECIDE not in told(office, matter)


def test_what_was_done_before_it_came_settles_nothing_of_it(office, settings):
    from tests.social.test_checklist_shown import CHILDREN, agreed, recorded
    from tests.social.test_children_handed_over import handed

    with recorded("test"):
        agreed.choose_unit(unit_id=office.unit(CHILDREN), on=ON, by=office.at_work("eva"))
    matter, _ = handed(office)
    day(settings, ON + timedelta(days=30))
    later = {"received": (ON + timedelta(days=30)).isoformat(), "posted": (ON + timedelta(days=29)).isoformat()}
    placed(office, matter, **{**LETTER, **later, "child_concerned": "yes"})
    assert DECIDE in told(office, matter)


def test_between_the_days_the_warning_stays_beside_the_question(office, settings):
    matter = office.matter()
    paper = placed(office, matter, **LETTER)
    placed(office, matter, **{**LETTER, "event": "termination_withdrawn", "form_key": "åter"})
    said = {"paper": str(paper.pk), "form_key": "känt", "tenant_served": "2026-11-03"}
    assert office.post("anna", f"arende/{matter.id}/hyran/uppgifter/", **said).status_code == 302
    period = recovery_period(
        tenant_served=date(2026, 11, 3), board_posted_registered=date(2026, 11, 5), board_received=ON
    ).value
    assert period.protective is not None
    day(settings, period.protective + timedelta(days=1))
    texts = " ".join(told(office, matter))
    assert "VARNING" in texts
    assert "skriv in om det stämmer" in texts


@pytest.mark.parametrize("sender", ["own_section", "other_administration", "kronofogden", "agent"])
def test_an_office_that_hands_the_landlords_message_on_begins_the_period(office, sender):
    matter = office.matter()
    answer = office.post("anna", "inkorg/registrera/", **{**LETTER, "sender": sender})
    paper = answer["Location"].rstrip("/").rsplit("/", 1)[-1]
    office.post("anna", f"inkorg/{paper}/stallningstagande/", kind="running", reason="Vidarebefordrat.",
                matter_number=matter.number, another="on", form_key=paper)  # fmt: skip
    assert NoticeFacts.objects.get(pk=paper).event == LETTER["event"]
    (one,) = terminations_told([matter.id])
    assert one.is_the_boards
    assert one.posted is not None


def test_word_that_it_is_taken_back_is_a_question_and_its_day_goes_on(office):
    matter = office.matter()
    paper = placed(office, matter, **LETTER)
    placed(office, matter, **{**LETTER, "event": "termination_withdrawn", "form_key": "åter"})
    (one,) = terminations_told([matter.id])
    assert (one.paper_id, one.taken_back) == (paper.pk, ON)
    html = office.get("anna", f"arende/{matter.id}/hyran/").content.decode().replace("\xa0", " ")
    assert "kom det att uppsägningen tas tillbaka, eller att hyran är betald." in html
    assert any("skriv in om det stämmer" in text for text in told(office, matter))
    said = {"paper": str(paper.pk), "form_key": "löst", "settled": "paid", "settled_on": ON.isoformat()}
    assert office.post("anna", f"arende/{matter.id}/hyran/uppgifter/", **said).status_code == 302
    assert TerminationFacts.objects.get().settled == "paid"
    assert not any("skriv in om det stämmer" in text for text in told(office, matter))


def test_a_termination_after_the_word_is_a_new_one(office):
    matter = office.matter()
    placed(office, matter, **LETTER)
    placed(office, matter, **{**LETTER, "event": "termination_withdrawn", "form_key": "åter"})
    placed(office, matter, **{**LETTER, "form_key": "ny"})
    assert [one.taken_back for one in terminations_told([matter.id])] == [ON, None]


COPY = {**LETTER, "sender": "person", "from_name": "", "came_by": "visit", "posted": "", "registered_number": "",
        "event": "unpaid_rent_termination", "form_key": "kopia"}  # fmt: skip


def copied(office, matter):
    answer = office.post("anna", "inkorg/registrera/", **COPY)
    paper = answer["Location"].rstrip("/").rsplit("/", 1)[-1]
    office.post("anna", f"inkorg/{paper}/stallningstagande/", kind="running", reason="Visade brevet.",
                matter_number=matter.number, another="on", form_key=paper)  # fmt: skip
    return paper


def test_the_tenants_own_copy_begins_no_period_beside_the_landlords(office):
    matter = office.matter()
    paper = placed(office, matter, **LETTER)
    copy = copied(office, matter)
    assert [one.paper_id for one in terminations_told([matter.id])] == [paper.pk]
    page = office.get("anna", f"inkorg/{copy}/").context
    assert page["code"] is None
    assert [one["what"] for one in page["all_duties"] if one["what"] == "watch_recovery"] == []


def test_alone_the_copy_stands_without_days_and_says_what_is_missing(office):
    matter = office.matter()
    copied(office, matter)
    (one,) = terminations_told([matter.id])
    assert (one.posted, one.received) == (None, None)
    assert any("fråga när det skickades" in text for text in told(office, matter))
    html = office.get("anna", f"arende/{matter.id}/hyran/").content.decode()
    assert "Hyresvärdens eget meddelande till nämnden har inte kommit." in html
    assert "Sista dagen är okänd" in html
    expected = recovery_period(tenant_served=None, board_posted_registered=None, board_received=None)
    assert expected.value.protective is None


def test_a_time_that_was_called_off_says_so_where_it_waits_and_is_not_confirmed(office):
    matter = office.matter("anna", KENT)
    placed(office, matter, **{**TIME, "child_concerned": ""})
    assert [duty["what"] for duty in office.get("anna", "inkorg/").context["rows"][0]["duties"]] == [
        "confirm_eviction_time"
    ]
    off = {"event": "eviction_cancelled", "eviction_date": "", "eviction_clock": "", "form_key": "inställd"}
    placed(office, matter, **{**TIME, **off, "child_concerned": "no"})
    (row,) = office.get("anna", "inkorg/").context["rows"]
    assert (row["number"], row["is_cancelled"], row["duties"]) == ("P2026-0001", True, [])
    assert "inställd, enligt det som kom sedan" in office.get("anna", "inkorg/").content.decode()


def test_what_waits_is_shown_in_parts_with_how_many(office):
    register(office, **LETTER)
    register(office, **{**TIME, "child_concerned": ""})
    decided = register(office, **{**LETTER, "form_key": "två"})
    decide(office, decided, kind="passed_on", passed_to="Skolan")
    assert waits(office, part="stallning") == ["P2026-0002", "P2026-0001"]
    assert waits(office, part="avhysning") == ["P2026-0002"]
    assert set(waits(office, part="barn")) == {"P2026-0001", "P2026-0002", "P2026-0003"}
    assert waits(office, part="påhittat") == waits(office)
    html = office.get("anna", "inkorg/").content.decode()
    assert "Utan ställningstagande (2)" in html
    assert "Avhysning (1)" in html


def test_somebody_who_came_before_is_chosen_or_said_to_be_new(office):
    first = register(office, **LETTER)
    decide(office, first, kind="contact_first", matter="new")
    again = register(office, **{**LETTER, "form_key": "igen"})
    html = decide(office, again, kind="contact_first").content.decode()
    assert "Det finns ärenden med samma nummer eller namn." in html
    assert decide(office, again, kind="contact_first", matter="new", form_key="ny").status_code == 302


def test_an_hour_that_nobody_has_told_is_asked_for(office, settings):
    matter = office.matter("anna", KENT)
    placed(office, matter, **{**TIME, "eviction_clock": ""})
    html = office.get("anna", f"arende/{matter.id}/avhysning/").content.decode()
    assert "Fråga Kronofogden vilket klockslag" in html
    day(settings, ON + timedelta(days=30))
    assert "vilket klockslag" not in office.get("anna", f"arende/{matter.id}/avhysning/").content.decode()


def test_what_was_done_in_time_and_is_entered_later_has_its_own_day(office, settings):
    paper = register(office, **TIME)
    day(settings, ON + timedelta(days=3))
    done = {"duty": "confirm_eviction_time", "text": "Fax"}
    for wrong, says in (("2026-11-08", "till och med i dag"), ("2026-11-13", "till och med i dag"), ("i går", "läsa")):
        page = office.client("anna").post(office.url(f"inkorg/{paper.pk}/gjort/"), {**done, "day": wrong}, follow=True)
        assert says in page.content.decode()
    assert not DutyDone.objects.exists()
    office.post("anna", f"inkorg/{paper.pk}/gjort/", **done, day=ON.isoformat())
    html = office.get("anna", f"inkorg/{paper.pk}/").content.decode().replace("\xa0", " ")
    assert "Gjort mån 9 november 2026 av Anna. Inskrivet tors 12 november 2026. Fax" in html


def test_a_child_in_a_landlords_letter_is_no_duty_for_somebody_else(office):
    paper = register(office, **{**LETTER, "child_concerned": "yes"})
    html = office.get("anna", f"inkorg/{paper.pk}/").content.decode()
    assert "om det räknas som en anmälan: gör det till dess ni vet" in html
