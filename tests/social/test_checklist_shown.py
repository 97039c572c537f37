"""What is written in on a matter's own pages is done in its checklist, and is never typed a second time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from kvarbo.core.checklist.words import ShownBy, StepState
from kvarbo.ground import clock
from kvarbo.ground.trail.recorder import recorded
from kvarbo.social.casework.people import NewPerson
from kvarbo.social.casework.queries import part_of_each
from kvarbo.social.checklist.models import ChecklistMark
from kvarbo.social.checklist.words import WRITTEN_IN
from kvarbo.social.children import agreed
from kvarbo.social.contacts import visits
from tests.social import (
    test_children,
    test_children_handed_over,
    test_closing,
    test_evictions,
    test_support,
    test_undertakings,
)
from tests.social import test_visits as visiting
from tests.social.conftest import CHILDREN, KENT, ON
from tests.social.test_checklist import follows as follows
from tests.social.test_checklist import mark, refused, steps
from tests.social.test_inbox import TIME, decide, register


def settled(office, matter, on=ON) -> dict[str, date]:
    """The steps that are done, with their days; none of them by a mark."""
    assert not ChecklistMark.objects.exists()
    return {
        key: one.day for key, one in steps(office, matter, on=on).items() if one.state is StepState.DONE and one.day
    }


def inquired(office):
    matter = office.matter()
    test_support.inquiry(office, matter)
    return office, matter


def test_the_plan_is_done_by_the_persons_newest_word(follows):
    told = inquired(follows)
    test_support.send(told, "mal", **test_support.GOAL)
    person = str(next(iter(part_of_each(told[1].id))))
    word = {"agreed": "yes", "person": person, "on_date": ON.isoformat()}
    assert "handlingsplan" not in settled(*told)
    assert test_support.send(told, "ord", **word).status_code == 302
    assert settled(*told)["handlingsplan"] == ON
    no = {"agreed": "no", "on_date": ON.isoformat(), "text": "Har ångrat sig"}
    assert test_support.send(told, "ord", "två", **no).status_code == 302
    assert "handlingsplan" not in settled(*told)


@pytest.mark.parametrize(
    ("kind", "begun", "done"),
    [
        ("housing_support", True, {"stod-under-utredning"}),
        ("housing_support", False, set()),
        ("budget_counselling", True, {"budgetradgivning"}),
        ("payment_plan", False, {"avbetalningsplan"}),
        ("debt_aid", False, {"ekonomiskt-bistand"}),
    ],
)
def test_support_that_was_offered_or_begun_is_done_as_its_step_asks(follows, kind, begun, done):
    told = inquired(follows)
    before = settled(*told)
    form = {**test_support.OFFER, "kind": kind} | ({"begun_on": ON.isoformat()} if begun else {})
    assert test_support.send(told, "stod", **form).status_code == 302
    assert set(settled(*told)) - set(before) == done


def test_somebody_may_open_again_what_a_page_shows_and_the_next_word_settles_it(follows):
    told = inquired(follows)
    test_support.send(told, "stod", **{**test_support.OFFER, "begun_on": ON.isoformat()})
    mark(*told, "stod-under-utredning", "open_again", text="Räcker inte")
    found = steps(*told)["stod-under-utredning"]
    assert found.state is StepState.OPEN
    assert found.reasons[0].text.endswith("Räcker inte")
    mark(*told, "stod-under-utredning", text="Nytt stöd, utanför Kvarbo")
    assert steps(*told)["stod-under-utredning"].state is StepState.DONE


def test_what_a_page_shows_is_not_marked_once_more(follows):
    told = inquired(follows)
    test_support.send(told, "stod", **{**test_support.OFFER, "begun_on": ON.isoformat()})
    assert refused(*told, "stod-under-utredning") == "Steget är redan gjort. Öppna sidan på nytt."


def test_visits_are_done_as_they_are_planned_and_made_and_not_when_called_off(follows, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime.combine(ON, time(12), tzinfo=clock.STOCKHOLM))
    matter = visiting.opened(follows)
    visit = visiting.plan(follows, matter)
    assert settled(follows, matter)["aviserat-hembesok"] == ON - timedelta(days=2)
    visiting.do(follows, visits.cancel_visit, matter, visit, reason="Sjuk", on=ON)
    assert "aviserat-hembesok" not in settled(follows, matter)
    visiting.tried(follows, matter, "letter", "call", "call")
    visiting.plan(follows, matter, visit_date=ON + timedelta(days=3), **visiting.WEIGHED)
    assert settled(follows, matter)["oanmalt-vagt"] == ON
    assert "oanmalt-hembesok" not in settled(follows, matter)


def test_the_children_are_done_when_it_is_so_of_each_of_them(follows):
    matter = follows.matter("anna", KENT, test_children.ELLA, test_children.OLLE)
    ella, olle = (test_children.child_of(matter, place) for place in (0, 1))
    for step, child in (("parents_spoken", ella), ("informed", ella), ("heard", ella), ("informed", olle)):
        assert test_children.fact(follows, matter, step, child).status_code == 302
    assert not {"foraldrar", "barnets-information", "barn-och-unga"} & set(settled(follows, matter))
    test_children.fact(follows, matter, "parents_spoken", olle)
    test_children.fact(follows, matter, "not_heard", olle, why_not="too_young")
    assert {"foraldrar", "barnets-information"} <= set(settled(follows, matter))


def test_the_childrens_unit_knows_when_a_child_was_handed_over(follows):
    with recorded("test"):
        agreed.choose_unit(unit_id=follows.unit(CHILDREN), on=ON, by=follows.at_work("eva"))
    matter, _ = test_children_handed_over.handed(follows)
    assert settled(follows, matter)["barn-och-unga"] == ON


def test_an_undertaking_and_an_agreement_stand_on_the_rents_own_page(follows):
    matter = follows.matter()
    paper = register(follows, **test_undertakings.LETTER)
    decide(follows, paper, kind="running", matter_number=matter.number, another="on")
    told = follows, matter, paper
    given = test_undertakings.undertaking(follows)
    assert test_undertakings.send(told, "atagande", **given).status_code == 302
    known = {"tenant_served": test_undertakings.SERVED, "settled": "agreed", "settled_on": ON.isoformat()}
    assert test_undertakings.send(told, "uppgifter", **known).status_code == 302
    assert {"ekonomiskt-bistand", "overenskommelse"} <= set(settled(follows, matter))


def timed(office, **changed):
    matter = office.matter("anna", KENT, NewPerson("Alva Åberg", "child", ""))
    paper = register(office, **{**TIME, **changed})
    decide(office, paper, kind="running", matter_number=matter.number, another="on")
    return office, matter, paper


def test_the_time_its_confirmation_and_the_respite_are_done_where_they_are_written(follows):
    told = office, matter, paper = timed(follows)
    assert settled(office, matter)["tid-fran-kronofogden"] == ON
    assert steps(office, matter)["bekrafta"].state is StepState.OPEN
    office.post("anna", f"inkorg/{paper.pk}/gjort/", duty="confirm_eviction_time")
    test_evictions.send(told, "anstand", asked_on=ON.isoformat(), grounds=["social"], text="Sjukdom.")
    assert {"bekrafta", "anstand"} <= set(settled(office, matter))
    assert "narvara" not in settled(office, matter)


def test_who_was_there_is_known_when_it_is_over(follows, settings):
    told = office, matter, _ = timed(follows)
    test_evictions.send(told, "narvaro", attends="yes", who="Anna och Bo", childrens_unit="yes")
    assert "narvara" not in settled(office, matter)
    test_evictions.day(settings, test_evictions.DAY)
    outcome = {"end": "carried_out", "on_date": test_evictions.DAY.isoformat(), "follow_up": "declined"}
    assert test_evictions.send(told, "utfall", **outcome).status_code == 302
    found = settled(office, matter, on=test_evictions.DAY)
    assert {"narvara", "narvara-barn", "folj-upp-efterat"} <= set(found)
    assert found["narvara"] == test_evictions.DAY


def test_a_time_that_was_called_off_shows_nothing_more(follows):
    office, matter, _ = timed(follows)
    off = {"event": "eviction_cancelled", "eviction_date": "", "eviction_clock": "", "form_key": "inställd"}
    again = register(office, **{**TIME, **off})
    decide(office, again, kind="running", matter_number=matter.number, another="on")
    assert "tid-fran-kronofogden" not in settled(office, matter)


def test_closing_with_its_assessment_is_the_assessment_of_follow_up(follows):
    matter = follows.matter()
    assert test_closing.close(follows, matter, **test_closing.NO).status_code == 302
    matter.refresh_from_db()
    assert settled(follows, matter)["uppfoljning-bedomd"] == ON


def test_an_open_step_leads_to_the_page_that_makes_it_done(follows):
    told = inquired(follows)
    html = follows.get("anna", f"arende/{told[1].id}/checklista/").content.decode()
    assert "Blir gjort av det som skrivs in under" in html
    for where in ("stod", "hyran", "besok", "uppfoljning"):
        assert f'href="{follows.url(f"arende/{told[1].id}/{where}/")}"' in html
    assert set(WRITTEN_IN) == set(ShownBy)
