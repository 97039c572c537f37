"""A time for eviction in a matter: what is left to do, what is refused and why, the day's list and the outcome."""

from __future__ import annotations

from datetime import date

import pytest

from kvarbo.core.law.enforcement_code.respite_end import respite_end
from kvarbo.ground import clock
from kvarbo.ground.trail.models import TrailRow
from kvarbo.social.casework.clocks import clocks_of
from kvarbo.social.casework.people import NewPerson
from kvarbo.social.evictions.left import TimeFacts, countdown, left_to_do
from kvarbo.social.evictions.models import Attendance, DayCheck, EvictionOutcome, Respite, RespiteReply
from kvarbo.social.evictions.queries import times_in
from kvarbo.social.inbox.models import DutyDone
from tests.social.conftest import KENT, ON
from tests.social.test_inbox import TIME, day, decide, register

CHILD = NewPerson("Alva Åberg", "child", "")
DAY = date(2026, 11, 20)
READY = TimeFacts(DAY, True, True, None, True, True, True, 0, "", "")


@pytest.mark.parametrize(
    ("change", "on", "says"),
    [
        ({}, ON, []),
        ({"confirmed": False}, ON, ["SoF 11:3"]),
        ({"respite_asked": False, "list_open": 2}, ON, ["UB 16:4", "2 saker i dagens lista"]),
        ({"attends": None}, ON, ["vem som är med på dagen, eller varför ingen"]),
        ({"childrens_unit": None}, ON, ["Barnenheten ska också vara med"]),
        ({"childrens_unit": None, "has_children": False}, ON, []),
        ({"attends": False, "childrens_unit": None}, ON, []),
        ({}, date(2026, 11, 21), ["Skriv in hur det gick"]),
        ({"end": "carried_out"}, date(2026, 11, 21), ["Erbjud uppföljning"]),
        ({"end": "moved_before"}, ON, ["Erbjud uppföljning"]),
        ({"end": "carried_out", "follow_up": "declined"}, date(2026, 11, 21), []),
        ({"end": "paid"}, ON, []),
        ({"end": "postponed"}, date(2026, 12, 24), []),
    ],
)
def test_what_is_left_follows_from_what_is_written(change, on, says):
    facts = TimeFacts(**{**{name: getattr(READY, name) for name in READY.__slots__}, **change})
    left = left_to_do(facts, on=on)
    assert len(left) == len(says)
    for one, told in zip(left, says, strict=True):
        assert told in f"{one.text} {one.source}"


def test_the_countdown_is_in_words():
    told = [countdown(DAY, on=date(2026, 11, number)) for number in (17, 19, 20, 21)]
    assert told == ["Om 3 dagar", "I morgon", "I dag", "Dagen har varit"]


@pytest.fixture
def told(office):
    """A matter with a time that came in, and the paper."""
    matter = office.matter("anna", KENT, CHILD)
    paper = register(office, **TIME)
    decide(office, paper, kind="running", matter_number=matter.number, another="on")
    return office, matter, paper


def page(office, matter, who="anna") -> str:
    return office.get(who, f"arende/{matter.id}/avhysning/").content.decode().replace("\xa0", " ")


def send(told, where, key="ett", **form):
    office, matter, paper = told
    said = {"time": str(paper.pk), "form_key": key, **form}
    return office.client("anna").post(office.url(f"arende/{matter.id}/avhysning/{where}/"), said)


def test_a_time_that_came_in_stands_in_its_matter_and_is_never_typed_twice(told):
    office, matter, paper = told
    html = page(office, matter)
    for words in ("Avhysning fre 20 november 2026", "kl. 09.30", "Om 11 dagar", "SoF 11:3", "UB 16:4"):
        assert words in html
    office.post("anna", f"inkorg/{paper.pk}/gjort/", duty="confirm_eviction_time")
    assert DutyDone.objects.filter(paper_id=paper.pk).exists()
    assert "SoF 11:3" not in page(office, matter)


def test_a_matter_without_a_time_says_where_it_comes_from(office):
    matter = office.matter()
    assert "Ingen tid är inskriven" in page(office, matter)
    answer = office.get("anna", f"arende/{matter.id}/avhysning/dagen/")
    assert answer["Location"] == office.url(f"arende/{matter.id}/avhysning/")


def test_a_respite_shows_the_rules_own_longest_day_or_what_is_missing(told):
    office, matter, _ = told
    form = {"asked_on": ON.isoformat(), "grounds": ["social", "new_home"], "text": "Sjukdom i familjen."}
    assert send(told, "anstand", **form).status_code == 302
    assert Respite.objects.get().grounds == ["new_home", "social"]
    assert "dagen då behövliga handlingar kom in till Kronofogden" in page(office, matter)
    known = {"documents_complete": "2026-10-26", "exceptional_reasons": "no"}
    send(told, "anstand", "två", **form, **known)
    by_rule = respite_end(documents_complete=date(2026, 10, 26), exceptional_reasons=False).value.protective
    assert by_rule is not None
    shown = times_in([matter.id])[matter.id][0].longest_respite()
    assert shown is not None
    assert shown.value.protective == by_rule
    assert f"Längst till mån {by_rule.day} december 2026" in page(office, matter)
    reply = {"answer": "refused", "answered_on": ON.isoformat()}
    assert send(told, "anstand/svar", **reply).status_code == 302
    assert send(told, "anstand/svar", **reply).status_code == 302
    assert RespiteReply.objects.count() == 1
    assert "Anstånd gavs inte" in page(office, matter)
    acts = list(TrailRow.objects.filter(act__startswith="matter.respite").values_list("act", flat=True))
    assert acts == ["matter.respite_asked", "matter.respite_asked", "matter.respite_answered"]


def test_a_respite_that_was_given_moves_the_countdown_to_its_end_and_asks_for_the_new_time(told, settings):
    office, matter, _ = told
    send(told, "anstand", asked_on=ON.isoformat(), grounds=["social"])
    send(told, "anstand/svar", answer="granted", answered_on=ON.isoformat(), until="2026-12-04")
    html = page(office, matter).replace("\xa0", " ")
    assert "Anstånd till och med fre 4 december 2026: tiden gäller inte längre" in html
    assert "Anstånd är givet. Ta reda på vilken tid som gäller sedan." in html
    assert "Skriv in vem som är med på dagen" not in html

    def clocks() -> list[tuple[date, str]]:
        return [(one.day, str(one.text)) for one in clocks_of([matter.id], on=clock.today())[matter.id]]

    assert (date(2026, 12, 4), "Anstånd är givet. Ta reda på vilken tid som gäller sedan.") in clocks()
    assert not any("Avhysning: om" in text for _, text in clocks())
    day(settings, date(2026, 11, 23))  # past the old day
    assert "Dagen har varit" not in page(office, matter)
    day(settings, date(2026, 12, 7))
    assert "Anståndet har gått ut. Ta reda på om Kronofogden har bestämt en ny tid." in page(office, matter)


def test_a_respite_that_ends_before_the_day_changes_nothing_of_the_day(told):
    _, matter, _ = told
    send(told, "anstand", asked_on=ON.isoformat(), grounds=["social"])
    send(told, "anstand/svar", answer="granted", answered_on=ON.isoformat(), until="2026-11-12")
    assert any("Avhysning: om 11 dagar" in str(one.text) for one in clocks_of([matter.id], on=ON)[matter.id])


def test_an_answer_to_an_earlier_request_is_not_the_answer_to_a_later(told):
    form = {"asked_on": ON.isoformat(), "grounds": ["social"]}
    send(told, "anstand", **form)
    send(told, "anstand/svar", answer="refused", answered_on=ON.isoformat())
    send(told, "anstand", "två", **form)
    assert "Kronofogden har inte svarat." in page(told[0], told[1])


@pytest.mark.parametrize(
    ("where", "form", "says"),
    [
        ("anstand", {"asked_on": "2026-11-09"}, "Kryssa i minst ett skäl"),
        ("anstand", {"asked_on": "2026-11-10", "grounds": "social"}, "Dagen har inte varit ännu."),
        ("anstand", {"asked_on": "2026-11-09", "grounds": "hittepå"}, "Valet finns inte"),
        ("anstand/svar", {"answer": "refused", "answered_on": "2026-11-09"}, "Skriv först in att anstånd är begärt."),
        ("anstand/svar", {"answer": "granted", "answered_on": "2026-11-09"}, "Skriv till vilken dag"),
        ("narvaro", {"attends": "yes"}, "Skriv vem som är med."),
        ("narvaro", {"attends": "no"}, "Skriv varför ingen är med."),
        ("narvaro", {"attends": "no", "reason": "Sjukdom"}, "Tala med Kronofogden innan"),
        ("narvaro", {"attends": "no", "reason": "Sjukdom", "consulted_on": "2026-11-10"}, "Dagen har inte varit"),
        ("utfall", {"end": "carried_out", "on_date": "2026-11-09"}, "En avhysning genomförs inte före sin dag."),
        ("utfall", {"end": "", "on_date": "2026-11-09"}, "Välj hur det gick."),
        ("lista", {"item": "animals", "state": "hittepå"}, "Valet finns inte."),
        ("lista", {"item": "hittepå", "state": "ready"}, "Valet finns inte."),
    ],
)
def test_what_is_refused_says_why_and_nothing_is_written(told, where, form, says):
    answer = send(told, where, **form)
    assert answer.status_code == 200
    assert says in answer.content.decode()
    for model in (Respite, RespiteReply, Attendance, DayCheck, EvictionOutcome):
        assert not model.objects.exists()


def test_with_children_the_childrens_unit_is_asked_for_until_it_is_written_in(told):
    send(told, "narvaro", attends="yes", who="Anna och Bo")
    assert "Barnenheten ska också vara med" in page(told[0], told[1])
    send(told, "narvaro", "två", attends="yes", who="Anna och Bo", childrens_unit="yes")
    html = page(told[0], told[1])
    assert "Barnenheten ska också vara med" not in html
    assert "Anna och Bo, och barnenheten" in html


def test_the_days_list_is_ticked_printed_and_counted(told):
    office, matter, _ = told
    assert "7 saker i dagens lista är inte klara" in page(office, matter)
    send(told, "lista", item="animals", state="not_needed")
    send(told, "lista", "två", item="medicines", state="ready", text="I köket, vänstra skåpet")
    assert "5 saker i dagens lista är inte klara" in page(office, matter)
    printed = office.get("anna", f"arende/{matter.id}/avhysning/dagen/").content.decode()
    for words in ("I köket, vänstra skåpet", "Behövs inte", "Kent Åberg", "kl. 09.30", "Barnens saker"):
        assert words in printed
    send(told, "lista", "tre", item="medicines", state="open")
    assert "6 saker i dagens lista är inte klara" in page(office, matter)


def test_an_eviction_that_was_carried_out_asks_for_a_follow_up_and_tells_of_the_stored_goods(told, settings):
    office, matter, _ = told
    day(settings, date(2026, 11, 23))
    assert "Dagen har varit. Skriv in hur det gick." in page(office, matter)
    send(told, "utfall", end="carried_out", on_date="2026-11-20")
    html = page(office, matter)
    assert "Erbjud uppföljning" in html
    assert "Det som finns i förvar ska vara hämtat senast fre 19 februari 2027" in html
    refused = send(told, "narvaro", attends="yes", who="Anna").content.decode()
    assert "Det är redan inskrivet hur det gick." in refused
    send(told, "utfall", "två", end="carried_out", on_date="2026-11-20", follow_up="wanted")
    assert "Erbjud uppföljning" not in page(office, matter)


def test_a_new_time_after_one_that_was_put_off_stands_first(told):
    office, matter, _ = told
    send(told, "utfall", end="postponed", on_date=ON.isoformat())
    later = register(office, **{**TIME, "form_key": "ny", "eviction_date": "2026-12-14"})
    decide(office, later, kind="running", matter_number=matter.number, another="on")
    assert [one.id for one in times_in([matter.id])[matter.id]] == [later.pk, told[2].pk]


def test_another_units_caseworker_finds_neither_the_page_nor_the_forms(told):
    office, matter, paper = told
    for where in ("avhysning/", "avhysning/dagen/"):
        assert office.get("cilla", f"arende/{matter.id}/{where}").status_code == 404
    sent = office.post("cilla", f"arende/{matter.id}/avhysning/utfall/", time=str(paper.pk), end="paid", form_key="x")
    assert sent.status_code == 404
    assert not EvictionOutcome.objects.exists()


def test_a_time_in_another_matter_is_not_there(told):
    office, _, paper = told
    other = office.matter("anna", NewPerson("Siv Ek", "leaseholder", ""))
    form = {"time": str(paper.pk), "form_key": "x", "end": "paid", "on_date": ON.isoformat()}
    answer = office.post("anna", f"arende/{other.id}/avhysning/utfall/", **form)
    assert "Tiden finns inte i ärendet." in answer.content.decode()
    assert not EvictionOutcome.objects.exists()
