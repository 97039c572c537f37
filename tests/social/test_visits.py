"""Visits: a pair that says when it is back, the guard on unannounced ones, the round, and who is not back."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from kvarbo.ground import clock
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.social.casework.models import MatterEvent
from kvarbo.social.casework.people import NewPerson
from kvarbo.social.casework.refusals import CannotDo
from kvarbo.social.checklist.actions import follow_way
from kvarbo.social.checklist.models import ChecklistMark
from kvarbo.social.contacts import attempts, queries, visits
from kvarbo.social.contacts.attempts import Said
from kvarbo.social.contacts.models import ContactDetail, Visit
from kvarbo.social.contacts.visits import Plan
from tests.social.conftest import KENT, ON

NOON = datetime.combine(ON, time(12), tzinfo=clock.STOCKHOLM)
WEIGHED = {
    "weighed_why": "Avhysningen är nära", "weighed_tried": "Brev, samtal, besök", "only_contact": True,
    "announced_by": "", "announced_date": None,
}  # fmt: skip
SAFE = NewPerson("Siv Öberg", "leaseholder", "", "070-174 06 12", "", True)


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.fixture
def follows(office):
    with recorded("test"):
        follow_way(name="goteborg", valid_from=date(2026, 6, 1), by_name="Eva")
    return office


def plan(office, matter, *, who: str = "anna", key: str = "", **changed: Any) -> Visit:
    by = office.at_work(who)
    said = {
        "visit_date": ON, "clock": time(13), "back_by": time(14), "place": "home", "lead": office.at_work("anna").id,
        "second": office.at_work("bo").id, "announced_by": "letter", "announced_date": ON - timedelta(days=2),
    }  # fmt: skip
    with recorded(str(by.id)):
        return visits.plan_visit(matter=matter, plan=Plan(**{**said, **changed}), on=ON, by=by, form_key=key)


def tried(office, matter, *channels: str) -> None:
    by = office.at_work("anna")
    for channel in channels:
        with recorded(str(by.id)):
            attempts.record_contact(matter=matter, said=Said(channel, ON, "not_reached"), on=ON, by=by)


def do(office, act, matter, visit, who: str = "anna", **said: Any) -> None:
    by = office.at_work(who)
    with recorded(str(by.id)):
        act(matter=matter, visit=visit.id, **said)


def out(office, matter, visit, who: str = "anna") -> None:
    do(office, visits.go_out, matter, visit, who, on=ON, by=office.at_work(who))


def opened(office, **values: Any):
    return office.matter(on=ON - timedelta(days=5), **values)


def test_an_announced_visit_is_planned_once_and_what_announced_it_is_a_contact(office):
    matter = opened(office)
    first, again = plan(office, matter, key="n"), plan(office, matter, key="n")
    assert first == again
    event = MatterEvent.objects.get(kind="wrote")
    assert (event.event_date, event.reached, event.text) == (ON - timedelta(days=2), False, "Aviserade ett besök.")
    plan(office, matter, key="m", clock=time(15), back_by=time(16))
    assert MatterEvent.objects.filter(kind="wrote").count() == 1
    assert TrailRow.objects.filter(act="matter.visit_planned").count() == 2


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"visit_date": ON - timedelta(days=1)}, "Dagen har varit"),
        ({"back_by": time(13)}, "tillbaka efter"),
        ({"second": None}, "varför en går ensam"),
        ({"place": "moon"}, "var besöket är"),
        ({"announced_date": None}, "vilken dag"),
        ({"announced_date": ON + timedelta(days=1)}, "Avisera först"),
    ],
)
def test_a_plan_that_does_not_hold_is_refused(office, changed, says):
    matter = opened(office)
    with pytest.raises(CannotDo, match=says):
        plan(office, matter, **changed)
    assert not Visit.objects.exists()


def test_a_pair_is_two_and_both_may_open_the_matter(office):
    matter = opened(office)
    anna, cilla = office.at_work("anna").id, office.at_work("cilla").id
    with pytest.raises(CannotDo, match="Ett par är två"):
        plan(office, matter, second=anna)
    with pytest.raises(CannotDo, match="Tilldela först"):
        plan(office, matter, second=cilla)
    alone = plan(office, matter, second=None, alone_reason="Bo är sjuk")
    assert (alone.second_id, alone.alone_reason) == (None, "Bo är sjuk")


def test_only_named_handlers_go_to_a_protected_address(office):
    matter = office.matter("hanna", SAFE)
    assert [name for _, name in queries.who_may_go(matter)] == ["Hanna"]


def test_an_unannounced_visit_first_of_all_is_refused_with_the_reason_and_shown_so(follows):
    matter = opened(follows)
    with pytest.raises(CannotDo, match=r"Hittills: 0 försök.*Först minst 3 försök på minst 2 sätt"):
        plan(follows, matter, **WEIGHED)
    html = follows.get("anna", f"arende/{matter.id}/besok/").content.decode()
    assert "Det får inte planeras nu." in html
    assert "Först minst 3 försök på minst 2 sätt" in html
    assert "fråga vid dörren" in html
    assert "Väg och planera" not in html


def test_after_several_attempts_it_must_be_weighed(follows):
    matter = opened(follows)
    tried(follows, matter, "letter", "call", "call")
    for missing, says in (("weighed_why", "rätt i det här"), ("weighed_tried", "prövats"), ("only_contact", "syftet")):
        with pytest.raises(CannotDo, match=says):
            plan(follows, matter, **{**WEIGHED, missing: "" if missing != "only_contact" else False})
    assert "Väg och planera" in follows.get("anna", f"arende/{matter.id}/besok/").content.decode()
    visit = plan(follows, matter, **WEIGHED)
    assert visit.weighed_why == "Avhysningen är nära"
    assert visit.planned_date == ON


def test_who_calls_in_the_meantime_stops_an_unannounced_visit_at_the_door(follows):
    matter = opened(follows)
    tried(follows, matter, "letter", "call", "call")
    visit = plan(follows, matter, **WEIGHED)
    by = follows.at_work("anna")
    with recorded("a"):
        attempts.record_contact(matter=matter, said=Said("call", ON, "", is_incoming=True), on=ON, by=by)
    with pytest.raises(CannotDo, match="Hushållet nåddes"):
        out(follows, matter, visit)


def test_without_a_checklist_nobody_has_said_how_many_attempts_come_first(office):
    matter = opened(office)
    with pytest.raises(CannotDo, match="följer ingen checklista"):
        plan(office, matter, **WEIGHED)


def test_what_a_visit_came_to_is_one_event_among_the_contacts(office):
    matter = opened(office)
    visit = plan(office, matter, visit_date=ON, clock=time(9), back_by=time(10))
    out(office, matter, visit)
    do(office, visits.come_back, matter, visit)
    for _ in range(2):
        do(office, visits.tell_outcome, matter, visit, outcome="not_home", on=ON, by=office.at_work("anna"),
           note_left=True)  # fmt: skip
    event = MatterEvent.objects.get(kind="visited")
    how = ContactDetail.objects.get(event=event)
    assert (event.reached, event.event_date, how.channel, how.clock) == (False, ON, "home_visit", time(9))
    with pytest.raises(CannotDo, match="redan inskrivet"):
        do(office, visits.tell_outcome, matter, visit, outcome="met", on=ON, by=office.at_work("anna"))
    assert queries.tries_of(matter, queries.contacts_of(matter))[-1].note_left


@pytest.mark.parametrize(
    ("outcome", "reached"), [("met", True), ("declined", True), ("not_home", False), ("other_opened", False)]
)
def test_whether_the_person_was_reached_follows_from_the_outcome(office, outcome, reached):
    matter = opened(office)
    visit = plan(office, matter, clock=time(9), back_by=time(10))
    do(office, visits.tell_outcome, matter, visit, outcome=outcome, on=ON, by=office.at_work("anna"))
    assert MatterEvent.objects.get(kind="visited").reached is reached


def test_no_note_is_left_where_somebody_is_protected(office):
    matter = office.matter("hanna", SAFE, on=ON - timedelta(days=5))
    alone = {"lead": office.at_work("hanna").id, "second": None, "alone_reason": "Ensam utsedd"}
    visit = plan(office, matter, who="hanna", clock=time(9), back_by=time(10), **alone)
    with pytest.raises(CannotDo, match="Lämna ingen lapp"):
        do(office, visits.tell_outcome, matter, visit, "hanna", outcome="not_home", note_left=True, on=ON,
           by=office.at_work("hanna"))  # fmt: skip


def late(minutes: int) -> datetime:
    return NOON.replace(hour=10) + timedelta(minutes=minutes)


def test_who_is_out_a_quarter_too_long_stands_in_red_for_the_unit_and_for_no_other(office, monkeypatch):
    matter = opened(office)
    visit = plan(office, matter, clock=time(9), back_by=time(10))
    out(office, matter, visit)
    assert queries.not_back(office.at_work("bo"), late(15)) == []
    assert [one.visit for one in queries.not_back(office.at_work("bo"), late(16))] == [visit]
    assert queries.not_back(office.at_work("cilla"), late(16)) == []
    html = office.get("bo").content.decode()
    assert "Anna och Bo skulle vara tillbaka klockan 10:00 och är inte incheckade." in html
    assert "kv-message--error" in html
    assert "Ring dem nu." in html
    for page in ("", "dagens-runda/"):
        assert "Anna och Bo" not in office.get("cilla", page).content.decode()
    do(office, visits.come_back, matter, visit)
    assert queries.not_back(office.at_work("bo"), late(60)) == []


def test_the_unit_sees_that_a_handler_is_late_from_a_protected_home_but_neither_who_nor_where(office):
    matter = office.matter("hanna", SAFE, on=ON - timedelta(days=5), address="Hemliga gränd 4")
    alone = {"lead": office.at_work("hanna").id, "second": None, "alone_reason": "Siv vill inte ha fler"}
    visit = plan(office, matter, who="hanna", clock=time(9), back_by=time(10), **alone)
    out(office, matter, visit, "hanna")
    assert [one.matter for one in queries.not_back(office.at_work("anna"), late(16))] == [None]
    front = office.get("anna").content.decode()
    assert "Hanna skulle vara tillbaka" in front
    assert str(matter.pk) not in front
    assert str(visit.pk) not in front
    html = office.get("anna", "dagens-runda/").content.decode()
    assert "Visas bara för dem som har ärendet" in html
    for hidden in ("Siv", "Hemliga gränd", str(matter.id)):
        assert hidden not in html
    own = office.get("hanna", "dagens-runda/").content.decode()
    assert "Hemliga gränd 4" in own
    assert "letterbox_note" not in own


def test_the_round_is_in_the_order_of_time_and_leads_to_note_and_harm(office):
    first, second = opened(office, address="Ågränd 1"), opened(office, address="Bygränd 2")
    plan(office, first, clock=time(15), back_by=time(16))
    plan(office, second, clock=time(13), back_by=time(14))
    plan(office, second, visit_date=ON + timedelta(days=1))
    html = office.get("anna", "dagens-runda/").content.decode()
    assert html.index("Bygränd 2") < html.index("Ågränd 1")
    assert html.count("Anna, Bo") == 2
    for told in ("slag=letterbox_note", "/nagon-kan-fara-illa/", "Checka ut", "14:00"):
        assert told in html
    tomorrow = office.get("anna", f"dagens-runda/?dag={ON + timedelta(days=1)}").content.decode()
    assert "Ågränd 1" not in tomorrow


def test_out_and_in_from_the_round_leads_back_to_it(office):
    matter = opened(office)
    visit = plan(office, matter)
    for path in ("ut", "in"):
        answer = office.post("bo", f"arende/{matter.id}/besok/{path}/", visit=visit.id, back="round")
        assert answer["Location"] == office.url("dagens-runda/")
    visit.refresh_from_db()
    assert visit.went_out_at is not None
    assert visit.came_back_at is not None
    assert {"matter.visit_out", "matter.visit_back"} <= set(TrailRow.objects.values_list("act", flat=True))


def test_a_visit_is_planned_told_of_and_cancelled_on_the_page(office):
    matter = opened(office)
    here = f"arende/{matter.id}/besok/"
    form = {
        "how": "announced", "visit_date": ON, "clock": "13:00", "back_by": "14:00", "place": "home",
        "lead": office.at_work("anna").id, "second": office.at_work("bo").id, "announced_by": "sms",
        "announced_date": ON, "form_key": "n",
    }  # fmt: skip
    wrong = office.post("anna", f"{here}planera/", **{**form, "clock": "femtiden"}).content.decode()
    assert "Skriv klockslaget som 14:30." in wrong
    assert office.post("anna", f"{here}planera/", **form).status_code == 302
    visit = Visit.objects.get()
    assert "slag=joint_visit" in office.get("anna", here).content.decode()
    no_reason = office.post("anna", f"{here}stall-in/", visit=visit.id, reason="").content.decode()
    assert "Skriv varför besöket ställs in." in no_reason
    assert office.post("anna", f"{here}stall-in/", visit=visit.id, reason="Återbud").status_code == 302
    again = office.post("anna", f"{here}gick/", visit=visit.id, outcome="met").content.decode()
    assert "Besöket är inställt." in again


def test_another_matters_visit_is_not_acted_on_from_here(office):
    matter, other = opened(office), office.matter("cilla", KENT, on=ON - timedelta(days=5))
    cilla = {"lead": office.at_work("cilla").id, "second": None, "alone_reason": "Ensam"}
    visit = plan(office, other, who="cilla", **cilla)
    office.post("anna", f"arende/{matter.id}/besok/ut/", visit=visit.id)
    visit.refresh_from_db()
    assert visit.went_out_at is None


def test_the_paper_on_a_joint_visit_begins_with_the_planned_one(office):
    from kvarbo.doors.papers.kinds import PaperKind
    from kvarbo.ground.subjects import subject
    from kvarbo.social.papers import known_of_paper

    matter = opened(office)
    plan(office, matter)
    by = office.at_work("anna")
    found = subject(by, matter.id)
    assert found is not None
    known = known_of_paper(by, found, PaperKind.JOINT_VISIT, ON)
    assert known["times"] == [{"day": "2026-11-09", "clock": "13:00"}]
    assert (known["place"], known["who_comes"], known["dwelling"]) == ("home", "Anna", "Kvarngränd 1")
    assert known_of_paper(by, found, PaperKind.STATUS, ON) == {}


def test_one_goes_along_when_kronofogden_serves_and_nothing_is_told_as_said_to_the_person(follows):
    """000: the preventers go along in some cases when Kronofogden serves papers. The visit is Kronofogden's own."""
    matter = follows.matter("anna")
    visit = plan(follows, matter, announced_by="authority", announced_date=ON - timedelta(days=1))
    assert visit.weighed_why == ""
    assert not ContactDetail.objects.exists()
    assert not ChecklistMark.objects.exists()
    with recorded("test"):
        visits.tell_outcome(matter=matter, visit=visit.pk, outcome="met", on=ON, by=follows.at_work("anna"))
    assert ContactDetail.objects.get().channel == "home_visit"


def test_kronofogden_serves_in_the_home_and_says_when_it_asked(office):
    matter = office.matter("anna")
    with pytest.raises(CannotDo, match="Kronofogden delger i hemmet"):
        plan(office, matter, announced_by="authority", place="unit")
    with pytest.raises(CannotDo, match="vilken dag besöket aviserades"):
        plan(office, matter, announced_by="authority", announced_date=None)
    assert not Visit.objects.exists()
