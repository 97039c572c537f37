"""A child handed over to the children's unit: what crosses between the units, its clocks, and what stays sealed."""

from __future__ import annotations

from datetime import date

import pytest

from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.actions import assign
from kvarbo.ground.units.models import MemberRole
from kvarbo.social.casework.models import Matter, MatterPerson
from kvarbo.social.casework.people import NewPerson
from kvarbo.social.checklist import actions as checklist
from kvarbo.social.checklist.models import MatterPhase
from kvarbo.social.children import agreed, queries
from kvarbo.social.children.clocks import clocks_of
from kvarbo.social.children.models import Handover, SealedNote, UnitAlong, UnitDecision
from tests.social.conftest import CHILDREN, KENT, ON
from tests.social.test_children import ELLA, OLLE, child_of, page

FACTS = "Barnet sover i bilen (anmält av granne på trappan)."
NOTE = {
    "kind": "internal", "ground": "known_to_the_board", "known_on": ON.isoformat(), "why_you": "Hyran är obetald igen.",
    "facts": FACTS, "form_key": "ett",
}  # fmt: skip


@pytest.fixture
def unit(office):
    with recorded("test"):
        agreed.choose_unit(unit_id=office.unit(CHILDREN), on=ON, by=office.at_work("eva"))
    return office


def hand_over(office, matter, *children, who="anna", **form):
    chosen = [str(one) for one in children or (child_of(matter),)]
    return office.post(who, f"arende/{matter.id}/barn/lamna-over/", **{**NOTE, "children": chosen, **form})


def handed(office, *people, who="anna", **form):
    matter = office.matter(who, *(people or (KENT, ELLA)))
    answer = hand_over(office, matter, who=who, **form)
    assert answer.status_code == 302, answer.context["hand_over_form"].errors
    return matter, Handover.objects.get(matter=matter)


def take(office, matter, who="cilla"):
    with recorded("test"):
        assign(member_id=office.at_work(who).id, matter_id=matter.id, on=ON)


def work(office, matter, who="cilla") -> str:
    return page(office, matter, who, path="barnenheten/")


def decide(office, matter, kind, who="cilla", **form):
    said = {"kind": kind, "decided_on": ON.isoformat(), "reason": "Efter samtal.", "form_key": f"{kind}{form}"[:60]}
    return office.post(who, f"arende/{matter.id}/barnenheten/beslut/", **{**said, **form})


def test_nothing_is_handed_over_before_a_manager_has_said_which_unit_it_is(office):
    matter = office.matter("anna", KENT, ELLA)
    assert "En chef väljer den." in page(office, matter)
    assert "ring barnenheten nu" in hand_over(office, matter).content.decode()
    assert not Handover.objects.exists()


def test_the_unit_has_a_matter_of_its_own_that_the_one_who_handed_over_cannot_open(unit):
    adult = MatterPerson.objects.filter(part="leaseholder")
    matter = unit.matter("anna", KENT, ELLA, OLLE)
    who = str(adult.get(matter=matter).person_id)
    assert hand_over(unit, matter, adults=[who]).status_code == 302
    made = Handover.objects.get()
    people = MatterPerson.objects.filter(matter=made.child_matter).order_by("pk")
    assert [one.person.name for one in people] == ["Ella Åberg", "Kent Åberg"]
    assert (made.child_matter.unit_id, made.child_matter.address) == (unit.unit(CHILDREN), "Kvarngränd 1")
    assert unit.get("cilla", f"arende/{made.child_matter_id}/").status_code == 200
    assert unit.get("anna", f"arende/{made.child_matter_id}/").status_code == 404
    assert unit.get("cilla", f"arende/{matter.id}/").status_code == 404
    html = page(unit, matter)
    assert "Hyran är obetald igen." in html
    assert "Barnenheten har inte beslutat om utredning ännu." in html
    assert FACTS not in html


def test_the_same_form_twice_is_one_handover_and_a_child_is_not_handed_over_again_before_it_is_decided(unit):
    matter, _ = handed(unit)
    assert hand_over(unit, matter).status_code == 302
    again = hand_over(unit, matter, form_key="två").content.decode()
    assert "Barnet lämnades över mån 9 november 2026" in again
    assert (Handover.objects.count(), Matter.objects.count()) == (1, 2)


def test_the_matters_checklist_knows_of_it_without_being_told_twice(unit):
    with recorded("test"):
        checklist.follow_way(name="goteborg", valid_from=date(2026, 6, 1), by_name="Eva")
    matter, _ = handed(unit)
    assert [row.phase for row in MatterPhase.objects.filter(matter=matter)] == ["child_assessment"]
    assert "Barnenheten vet inte om barnet" not in page(unit, matter)


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"children": []}, "Välj minst ett barn."),
        ({"facts": ""}, "Skriv vad ni har sett eller hört."),
        ({"why_you": ""}, "Skriv varför just barnenheten behövs."),
        ({"ground": "duty_to_report"}, "Grunden passar inte"),
        ({"known_on": "2026-11-10"}, "Dagen har inte varit ännu."),
        ({"answer_by": "2026-11-06"}, "Dagen har redan varit."),
    ],
)
def test_a_handover_that_says_too_little_is_refused(unit, form, says):
    matter = unit.matter("anna", KENT, ELLA)
    assert says in hand_over(unit, matter, **form).content.decode()
    assert (Handover.objects.count(), Matter.objects.count(), SealedNote.objects.count()) == (0, 1, 0)


def test_the_units_list_tells_the_days_left_and_a_decision_fixes_the_next_clock(unit, settings):
    _, made = handed(unit, known_on="2026-11-06")
    child = made.child_matter
    listed = unit.get("cilla", "barnenheten/").content.decode().replace("\xa0", " ")
    assert "Ella Åberg" in listed
    assert "För sent" in listed  # known on Friday, to be assessed that day
    assert "11 dagar kvar" in listed
    html = work(unit, child)
    assert "Ska en utredning inledas eller inte?" in html
    assert "20 november" in html
    assert "En intern överlämning räknas här som en anmälan." in html
    assert "SoL (2025:400) 20:2" in html or "SoL 20:2" in html
    assert decide(unit, child, "protection_not_needed").status_code == 302
    assert decide(unit, child, "opened").status_code == 302
    assert "9 mars" in work(unit, child)  # four months
    assert decide(unit, child, "extended", until="2027-04-09").status_code == 302
    assert "9 april" in work(unit, child)
    assert decide(unit, child, "finished").status_code == 302
    assert "Inget väntar" in unit.get("cilla", "barnenheten/").content.decode()
    assert "Ella" not in unit.get("anna", "barnenheten/").content.decode()


def test_the_childs_days_stand_among_those_of_the_units_own_matters_until_they_are_decided(unit):
    matter, made = handed(unit, known_on="2026-11-06")
    child = made.child_matter

    def told(who="cilla") -> list[tuple[str, str]]:
        rows = {row["number"]: row["clocks"] for row in unit.get(who).context["rows"]}
        return [(clock.day.isoformat(), clock.source) for clock in rows.get(child.number, ())]

    first = [(one.target or one.last, one.steps[-1].source) for one in clocks_of(made)]
    assert told() == [(day.isoformat(), source) for day, source in first]
    assert [day for day, _ in told()] == ["2026-11-06", "2026-11-20"]
    assert decide(unit, child, "protection_not_needed").status_code == 302
    assert [day for day, _ in told()] == ["2026-11-20"]
    assert decide(unit, child, "opened").status_code == 302
    assert [day for day, _ in told()] == ["2027-03-09"]
    assert "Utredningen om barnet pågår." in page(unit, child, "cilla", path="")
    assert decide(unit, child, "finished").status_code == 302
    assert told() == told("anna") == []
    assert "20:2" not in page(unit, matter, "anna", path="")


def test_the_one_who_handed_over_learns_what_is_decided_and_not_why(unit):
    matter, made = handed(unit)
    decide(unit, made.child_matter, "not_opened", reason="Skolan stöttar redan.")
    html = page(unit, matter)
    assert "Utredning inleds inte." in html
    assert "Skolan stöttar" not in html
    assert "Skolan stöttar" in work(unit, made.child_matter)


@pytest.mark.parametrize(
    ("first", "then", "says"),
    [
        ([], ("finished", {}), "Ingen utredning är inledd här."),
        (["opened"], ("not_opened", {}), "Det är redan beslutat"),
        (["opened"], ("extended", {}), "Skriv till vilken dag"),
        (["opened", "finished"], ("extended", {"until": "2027-05-01"}), "redan avslutad"),
        ([], ("opened", {"decided_on": "2026-11-06"}), "Nämnden fick veta det"),
        ([], ("opened", {"reason": " "}), "Skriv skälet."),
    ],
)
def test_decisions_come_in_an_order_that_can_be(unit, first, then, says):
    _, made = handed(unit)
    for kind in first:
        assert decide(unit, made.child_matter, kind).status_code == 302
    kind, form = then
    assert says in decide(unit, made.child_matter, kind, **form).content.decode()
    assert UnitDecision.objects.count() == len(first)


def test_sealed_notes_are_read_only_by_those_of_the_unit_who_are_assigned(unit):
    matter, made = handed(unit)
    child = made.child_matter
    assert FACTS not in work(unit, child)  # of the unit, not assigned
    assert "tilldelade barnets ärende" in work(unit, child)
    take(unit, child)
    assert FACTS in work(unit, child)
    note = {"text": "Mormor kan ta emot.", "form_key": "n"}
    for _ in range(2):
        unit.post("cilla", f"arende/{child.id}/barnenheten/anteckning/", **note)
    assert SealedNote.objects.filter(kind="own").count() == 1
    take(unit, child, "anna")  # assigned, yet of another unit
    assert FACTS not in work(unit, child, "anna")
    unit.post("anna", f"arende/{child.id}/barnenheten/anteckning/", text="x", form_key="y")
    assert "Bara barnenhetens handläggare" in work(unit, child, "anna")
    assert SealedNote.objects.filter(kind="own").count() == 1
    everywhere = [
        *(("cilla", path) for path in ("", f"arende/{child.id}/", f"arende/{child.id}/barn/", "barnenheten/")),
        *(("anna", path) for path in ("", f"arende/{matter.id}/", f"arende/{matter.id}/barn/", f"arende/{child.id}/")),
        *(("eva", path) for path in ("", f"arende/{matter.id}/", f"arende/{matter.id}/barn/", "barnenheten/")),
        *(("cilla", f"arende/{child.id}/{path}/") for path in ("checklista", "inkommet", "brev", "papper")),
    ]
    for who, path in everywhere:
        html = unit.get(who, path).content.decode()
        assert "sover i bilen" not in html, (who, path)
        assert "Mormor" not in html, (who, path)


def test_no_search_finds_a_sealed_word_and_no_row_of_the_log_holds_it(unit):
    _, made = handed(unit)
    take(unit, made.child_matter)
    for who in ("cilla", "anna"):
        assert "Ingen träff" in unit.post(who, "sok/", sought="bilen").content.decode()
    rows = [f"{row.about}{row.subjects}" for row in TrailRow.objects.all()]
    assert not any(word in row for row in rows for word in ("bilen", "obetald", "Ella"))


def test_the_extract_about_a_person_tells_of_acts_and_of_no_text(unit):
    _, made = handed(unit)
    take(unit, made.child_matter)
    work(unit, made.child_matter)
    unit.post("cilla", f"arende/{made.child_matter_id}/barnenheten/anteckning/", text="Mormor", form_key="n")
    form = {"identity": KENT.identity, "identity_check": "in_person", "from_date": "2026-10-01",
            "through_date": "2026-11-10", "reason": "Begäran om registerutdrag"}  # fmt: skip
    made_of = unit.post("rut", "logguppgift/", **form)
    html = (
        unit.get("rut", made_of["Location"].split(unit.url())[-1]).content.decode()
        if made_of.status_code == 302
        else ""
    )
    for word in ("Mormor", "sover i bilen", "obetald", "Ella"):
        assert word not in html


def test_a_protected_child_goes_only_where_somebody_is_named_for_such(unit):
    secret = NewPerson("Ella Åberg", "child_half_time", is_protected=True)
    matter = unit.matter("hanna", KENT, secret, address="Hemliga gatan 9")
    assert "ingen utsedd att ta hand om sådana" in hand_over(unit, matter, who="hanna").content.decode()
    assert not Handover.objects.exists()
    MemberRole.objects.create(member_id=unit.at_work("cilla").id, role="protected_handler")
    assert hand_over(unit, matter, who="hanna").status_code == 302
    child = Handover.objects.get().child_matter
    assert child.is_protected
    assert queries.sealed_notes(unit.at_work("cilla"), child) is None  # named, not assigned
    take(unit, child)
    assert FACTS in work(unit, child)
    for path in ("barnenheten/", "", "barn/"):
        assert "Hemliga gatan" not in page(unit, child, "cilla", path=path)
    assert "Hemliga gatan" not in unit.get("cilla", "barnenheten/").content.decode()


def test_a_child_who_lives_half_the_time_with_a_protected_parent_never_shows_where(unit):
    """The same child in two homes: what the protected parent's matter holds shows in none of the other's pages."""
    child = NewPerson("Olle O'Neill", "child_half_time")
    mother = NewPerson("Mio O'Neill", "leaseholder", "19540101-7875", is_protected=True)
    unit.matter("hanna", mother, child, address="Hemliga gatan 9")
    matter = unit.matter("anna", KENT, child)
    form = {"child": str(child_of(matter)), "part": "child_half_time", "other_parent_protected": "on"}
    assert unit.post("anna", f"arende/{matter.id}/barn/uppgifter/", **form).status_code == 302
    assert hand_over(unit, matter).status_code == 302
    made = Handover.objects.get()
    take(unit, made.child_matter)
    for who, one, path in (
        ("anna", matter, ""), ("anna", matter, "barn/"), ("cilla", made.child_matter, ""),
        ("cilla", made.child_matter, "barn/"), ("cilla", made.child_matter, "barnenheten/"),
    ):  # fmt: skip
        html = page(unit, one, who, path=path)
        assert "Hemliga" not in html
        assert "Mio" not in html
    assert "Skyddade uppgifter" in page(unit, made.child_matter, "cilla")


@pytest.mark.parametrize(
    ("where", "need", "first", "may"),
    [
        ("unannounced_visit", "Oro", False, False),
        ("unannounced_visit", "Oro", True, True),
        ("booked_visit", "", False, False),
        ("booked_visit", "Tredje obetalda hyran", False, True),
        ("eviction", "", False, True),
        ("into_the_matter", "Oro", True, False),
    ],
)
def test_the_unit_comes_along_only_where_it_may(unit, where, need, first, may):
    matter = handed(unit)[0] if first else unit.matter("anna", KENT, ELLA)
    form = {"where": where, "need": need, "along_on": "2026-11-12", "form_key": "f"}
    answer = unit.post("anna", f"arende/{matter.id}/barn/folj-med/", **form)
    assert UnitAlong.objects.exists() is may
    assert (answer.status_code == 302) is may
    if where == "unannounced_visit" and not may:
        assert "bara efter en anmälan eller intern överlämning" in answer.content.decode()


def test_nobody_of_the_childrens_unit_is_brought_into_the_matter_before_a_handover(unit):
    matter = unit.matter("anna", KENT, ELLA)
    member = str(unit.at_work("cilla").id)
    html = unit.post("anna", f"arende/{matter.id}/tilldela/", member=member).content.decode()
    assert "Bara den som behöver uppgifterna i sitt arbete får ta del av ärendet" in html
    assert unit.get("cilla", f"arende/{matter.id}/").status_code == 404
    assert hand_over(unit, matter).status_code == 302
    assert unit.post("anna", f"arende/{matter.id}/tilldela/", member=member).status_code == 302
    assert unit.get("cilla", f"arende/{matter.id}/").status_code == 200
