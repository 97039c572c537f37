"""The children of a matter: whose word it is, what is done for each, what waits and by which source."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.house.rooms import current
from kvarbo.social.casework.models import MatterPerson
from kvarbo.social.casework.people import NewPerson
from kvarbo.social.checklist import actions as checklist
from kvarbo.social.checklist.queries import facts_of
from kvarbo.social.children import agreed
from kvarbo.social.children.models import ChildDetails, ChildFact, FamilyMeaning
from tests.social.conftest import KENT, ON

ELLA = NewPerson("Ella Åberg", "child")
OLLE = NewPerson("Olle O'Neill", "child_half_time")


def child_of(matter, place: int = 0):
    """The child's id in the matter, by the order they were written in."""
    ties = MatterPerson.objects.filter(matter=matter).exclude(part="leaseholder").order_by("pk")
    return ties[place].person_id


def page(office, matter, who="anna", path="barn/") -> str:
    answer = office.get(who, f"arende/{matter.id}/{path}")
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ").replace("&#x27;", "'")


def details(office, matter, child, who="anna", **form):
    said = {"child": str(child), "part": "child", **form}
    return office.post(who, f"arende/{matter.id}/barn/uppgifter/", **said)


def fact(office, matter, step, child="", who="anna", **form):
    said = {"step": step, "child": str(child), "fact_date": ON.isoformat(), "form_key": f"{step}{child}", **form}
    return office.post(who, f"arende/{matter.id}/barn/gjort/", **said)


def agree(office, **values):
    said = {
        "valid_from": ON, "half_time": True, "visits": False, "partners": False, "age_limit": 18,
        "meeting_first": True, "agreed_with": "Kvarnbyhem", "agreed_on": ON, **values,
    }  # fmt: skip
    with recorded("test"):
        agreed.agree(on=ON, by=office.at_work("eva"), **said)


def test_what_nobody_knows_is_shown_as_unknown(office):
    matter = office.matter("anna", KENT, ELLA)
    html = page(office, matter)
    assert "Ella Åberg" in html
    for term in ("Nummer", "Ålder", "Vems ord det är", "Den andra föräldern"):
        assert term in html
    assert html.count("okänt</dd>") == 2
    assert "<dd>okänd</dd>" in html
    assert html.count("Inte inskrivet") == 4
    assert "Okänt om det är en barnfamilj." in html
    assert "Ella" not in html.split("</title>")[0]


def test_a_matter_without_children_says_that_none_written_in_is_not_none_there(office):
    html = page(office, office.matter())
    assert "Det är inte samma sak som att inget barn bor här." in html


def test_how_a_child_lives_is_kept_with_whose_word_it_is_and_when(office):
    matter = office.matter("anna", KENT, ELLA)
    child = child_of(matter)
    form = {"part": "child_visits", "birth_year": "2017", "told_by": "landlord", "told_on": "2026-11-06",
            "other_parent": "Mio O'Neill"}  # fmt: skip
    assert details(office, matter, child, **form).status_code == 302
    html = page(office, matter)
    for told in ("Barn som kommer hit på umgänge", "född 2017", "Hyresvärden", "Mio O'Neill"):
        assert told in html
    assert MatterPerson.objects.get(person_id=child).part == "child_visits"
    assert facts_of(office.at_work("anna"), matter, on=ON).children == 1  # the checklist counts them too
    rows = TrailRow.objects.filter(act__in=("matter.child_kept", "matter.part_changed"))
    assert rows.count() == 2
    assert all("O'Neill" not in str(row.about) for row in rows)


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"part": "leaseholder"}, "Valet finns inte."),
        ({"told_by": "parent"}, "Skriv vilken dag det sades."),
        ({"told_on": "2026-11-06"}, "Välj vem som har sagt det."),
        ({"told_by": "parent", "told_on": "2026-11-10"}, "Dagen har inte varit ännu."),
        ({"birth_year": "1980"}, "Skriv ett år mellan 2001 och 2026"),
        ({"birth_year": "i fjol"}, "Skriv ett tal med siffror."),
        ({"other_parent": "Mio", "other_parent_protected": "on"}, "inte ens namnet"),
    ],
)
def test_what_cannot_be_right_is_refused_where_it_stands(office, form, says):
    matter = office.matter("anna", KENT, ELLA)
    html = details(office, matter, child_of(matter), **form).content.decode()
    assert says in html
    assert not ChildDetails.objects.exists()


def test_nothing_can_be_kept_of_a_protected_parent(office):
    matter = office.matter("anna", KENT, ELLA)
    details(office, matter, child_of(matter), other_parent_protected="on")
    assert "Skyddade uppgifter" in page(office, matter)
    with pytest.raises(IntegrityError), transaction.atomic(using=current().alias):
        ChildDetails.objects.update(other_parent="Mio")


def test_a_child_of_another_matter_is_refused_as_nobodys(office):
    matter, other = office.matter("anna", KENT, ELLA), office.matter("anna", KENT, OLLE)
    html = details(office, matter, child_of(other)).content.decode()
    assert not ChildDetails.objects.exists()
    assert "Olle" not in html


def test_what_is_done_is_told_with_its_day_and_by_whom_and_what_is_missing_beside_it(office):
    matter = office.matter("anna", KENT, ELLA)
    child = child_of(matter)
    for step, form in (
        ("parents_spoken", {"text": "Båda var med."}),
        ("informed", {"letter": "to_school_child"}),
        ("not_heard", {"why_not": "own_will", "text": "Vill vänta."}),
    ):
        assert fact(office, matter, step, child, **form).status_code == 302
    html = page(office, matter)
    for told in ("Båda var med.", "Till barn 7–12 år", "Barnet vill inte", "Vill vänta.", "mån 9 november 2026"):
        assert told in html
    assert html.count("Inte inskrivet") == 1  # the child's own meeting
    assert fact(office, matter, "parents_spoken", child).status_code == 302  # the same form again
    assert ChildFact.objects.count() == 3


@pytest.mark.parametrize(
    ("step", "form", "says"),
    [
        ("not_heard", {}, "Välj varför barnet inte har kommit till tals."),
        ("heard", {"child": ""}, "Välj vilket barn det gäller."),
        ("heard", {"fact_date": "2026-11-10"}, "Dagen har inte varit ännu."),
        ("x", {}, "Valet finns inte."),
    ],
)
def test_a_fact_that_says_too_little_is_refused(office, step, form, says):
    matter = office.matter("anna", KENT, ELLA)
    said = {"child": child_of(matter), **form}
    assert says in fact(office, matter, step, **said).content.decode()
    assert not ChildFact.objects.exists()


def test_what_waits_has_its_source_and_nothing_waits_that_no_source_gives(office):
    matter = office.matter("anna", KENT, ELLA)
    html = page(office, matter, path="")
    assert "Barnet har inte fått komma till tals. (SoL 3:2)" in html
    assert "Barnet har inte fått information om det som händer. (SoL 3:3)" in html
    assert "Ingen har talat med föräldrarna" not in html  # no list is followed
    assert "personligt möte" not in html  # nothing is agreed
    with recorded("test"):
        checklist.follow_way(name="goteborg", valid_from=date(2026, 6, 1), by_name="Eva")
    agree(office)
    html = page(office, matter, path="")
    assert "Ingen har talat med föräldrarna om barnet ännu. (Göteborgs" in html
    assert "Familjen är inte erbjuden ett personligt möte. (överenskommet med Kvarnbyhem)" in html
    for step in ("parents_spoken", "informed", "heard"):
        fact(office, matter, step, child_of(matter))
    fact(office, matter, "family_meeting")
    html = page(office, matter, path="")
    for sentence in ("komma till tals. (", "information om det som händer. (", "Ingen har talat", "inte erbjuden"):
        assert sentence not in html


def test_two_children_are_told_as_two(office):
    html = page(office, office.matter("anna", KENT, ELLA, OLLE))
    assert "2 barn har inte fått komma till tals. (SoL 3:2)" in html


def test_whether_the_household_counts_follows_the_agreement_from_its_day(office, settings):
    matter = office.matter("anna", KENT, OLLE)
    details(office, matter, child_of(matter), part="child_half_time", birth_year="2015")
    assert "Okänt om det är en barnfamilj." in page(office, matter, path="")
    agree(office, half_time=False)
    for path in ("", "barn/"):
        assert "Räknas inte som barnfamilj." in page(office, matter, path=path)
    agree(office, half_time=True, valid_from=date(2026, 12, 1))
    assert "Räknas inte som barnfamilj." in page(office, matter)
    settings.KVARBO_TODAY = "2026-12-01"
    html = page(office, matter)
    assert "Räknas som barnfamilj." in html
    assert "samverkan med Kvarnbyhem" in html


def test_a_manager_writes_in_the_agreement_and_what_is_in_force_is_not_rewritten(office):
    form = {"age_limit": "18", "half_time": "on", "agreed_with": "Kvarnbyhem och Granngården",
            "agreed_on": "2026-11-02", "valid_from": ON.isoformat()}  # fmt: skip
    assert office.post("anna", "barnfamilj/", **form).status_code == 403
    assert office.post("eva", "barnfamilj/", **form).status_code == 302
    assert office.post("eva", "barnfamilj/", **form).status_code == 302  # sent twice
    kept = FamilyMeaning.objects.get()
    assert (kept.half_time, kept.visits, kept.by_name) == (True, False, "Eva")
    other = office.post("eva", "barnfamilj/", **{**form, "visits": "on"}).content.decode()
    assert "den skrivs inte om" in other
    early = office.post("eva", "barnfamilj/", **{**form, "valid_from": "2026-11-01"}).content.decode()
    assert "tidigast från dagen då ni kom överens" in early
    assert "Kvarnbyhem och Granngården" in office.get("eva", "barnfamilj/").content.decode()


def test_another_units_matter_has_no_page_of_children_for_me(office):
    matter = office.matter("anna", KENT, ELLA)
    assert office.get("cilla", f"arende/{matter.id}/barn/").status_code == 404
    assert fact(office, matter, "heard", child_of(matter), who="cilla").status_code == 404
