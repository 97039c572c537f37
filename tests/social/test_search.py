"""Search among matters: four kinds of term and no other, among what may be opened; what was sought is kept nowhere."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from kvarbo.core.law.secrecy.vocabulary import Party
from kvarbo.doors.organisations.actions import say_who_we_are
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.social.casework import actions
from kvarbo.social.casework.people import NewPerson
from tests.isolation.cells import routes
from tests.social.conftest import ON

SOURCE = Path(__file__).parents[2] / "src" / "kvarbo" / "social"
ONEILL = NewPerson("Patrick O'Neill", "leaseholder", "", "070-174 06 12", "patrick@exempel.example")


def found(office, sought: str, who: str = "anna") -> list[str]:
    answer = office.post(who, "sok/", sought=sought)
    assert answer.status_code == 200
    return [row["number"] for row in answer.context["rows"]]


@pytest.mark.parametrize(
    ("sought", "term"),
    [
        ("Kent", "name"), ("åberg, kent", "name"), ("ÅBERG", "name"), ("19760623-2390", "personal_number"),
        ("760623-2390", "personal_number"), ("7606232390", "personal_number"), ("2026-0001", "case_number"),
        ("ifo 2026-77", "case_number"),
    ],
)  # fmt: skip
def test_a_matter_is_found_by_name_number_and_case_number(office, sought, term):
    matter = office.matter(outside_reference="IFO 2026-77")
    office.matter("bo", ONEILL)
    assert found(office, sought) == [matter.number]
    row = TrailRow.objects.get(act="matter.searched")
    assert row.about == {"term": term}
    assert TrailRow.objects.filter(act="shown").get().subjects == [str(matter.id)]


@pytest.mark.parametrize("sought", ["o'neill", "O’Neill", "Patrick o’neill"])
def test_a_name_with_an_apostrophe_is_found_however_it_is_typed(office, sought):
    matter = office.matter("anna", ONEILL)
    assert found(office, sought) == [matter.number]


@pytest.mark.parametrize(
    "sought",
    ["Kvarngränd", "Kvarngränd 1", "070-174 06 12", "1740612", "patrick@exempel.example", "missbruk", "%", "_ _"],
)
def test_nothing_else_finds_anybody(office, sought):
    matter = office.matter("anna", ONEILL)
    with recorded("a"):
        actions.log_event(
            matter=matter, kind="supported", event_date=ON, on=ON, by=office.at_work("anna"), text="missbruk"
        )
    assert found(office, sought) == []


@pytest.mark.parametrize(
    ("sought", "says"),
    [
        ("", "Skriv vem eller vilket"),
        ("a", "minst två tecken"),
        ("\u202e\u200b", "minst två tecken"),
        ("19760623-2391", "Kontrollsiffran"),
        ("19760623-R239", "Reservnummer är inget sökbegrepp"),
    ],
)
def test_what_cannot_be_sought_is_told_of_and_leaves_no_search_in_the_trail(office, sought, says):
    answer = office.post("anna", "sok/", sought=sought)
    assert says in answer.content.decode()
    assert not TrailRow.objects.filter(act="matter.searched").exists()


def test_another_units_matter_and_a_protected_one_are_answered_as_what_is_nowhere(office):
    office.matter("cilla")
    office.matter("hanna", NewPerson("Kent Hemlig", "leaseholder", is_protected=True))
    pages = [office.post("anna", "sok/", sought=name).content.decode() for name in ("Kent", "Kint")]
    hidden = re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]*')
    assert hidden.sub("", pages[0]).replace("Kent", "Kint") == hidden.sub("", pages[1])
    assert found(office, "Hemlig", who="hanna") == ["2026-0002"]


def test_what_was_sought_stands_in_no_address_no_trail_and_no_log(office, caplog):
    office.matter()
    answer = office.post("anna", "sok/", sought="Kent Åberg")
    assert answer.request["QUERY_STRING"] == ""
    assert all("Kent" not in f"{row.about} {row.route}" for row in TrailRow.objects.all())
    assert "Kent" not in caplog.text
    assert office.get("anna", "sok/?sought=Kent").context["rows"] == []


def test_an_organisation_that_the_law_gives_no_search_finds_nothing(office):
    office.matter()
    with recorded("a"):
        say_who_we_are(name="Kvarnby", party=Party.POLICE.value)
    answer = office.post("anna", "sok/", sought="Kent")
    assert answer.context["rows"] == []
    assert "Kvarbo har ingen regel" in answer.content.decode()


# --- nowhere in the room is there another way to search -------------------------------------------------------------


def test_two_pages_of_the_room_search_and_each_has_one_field(office):
    """Every page with a form is drawn; a search or a form by GET stands where it searches, or chooses in a list."""
    matter = office.matter()
    forms: dict[str, list[str]] = {}
    for route in routes():
        if route.kind != "social" or route.page is None or "GET" not in route.page.methods:
            continue
        path = re.sub(r"<uuid:\w+>", str(matter.id), route.pattern)
        page = office.get("anna", path).content.decode(errors="replace")  # one of them is a PDF
        asked = re.findall(r"<form[^>]*>.*?</form>", page, re.DOTALL)
        searching = [form for form in asked if 'role="search"' in form or 'method="post"' not in form]
        if searching:
            forms[route.name] = re.findall(r'<(?:input|select|textarea)[^>]*name="(?!csrf)(\w+)"', "".join(searching))
    chosen = {"visit_round": ["dag"], "note_day": ["dag"], "front": ["vem"]}  # a day each, a colleague; no words
    assert forms == {"matter_search": ["sought"], "inbox": ["sought"], "notice_search": ["sought"], **chosen}


def test_no_page_of_the_room_reads_more_from_an_address_than_which_list_page_day_and_colleague(office):
    read = {
        node.args[0].value
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "request.GET.get"
    }
    assert read == {"sida", "visa", "dag", "vem"}  # "vem" is the id of somebody who works here
    assert "request.GET" not in "".join(
        path.read_text(encoding="utf-8").replace("request.GET.get(", "") for path in SOURCE.rglob("*.py")
    )


def test_no_question_to_the_database_looks_inside_a_text_but_that_for_names(office):
    """Looking for part of a text is how notes are searched: only names are looked for so, in one module."""
    inside = re.compile(r"(\w+)__i?(?:contains|regex|startswith|endswith|search)\b")
    looked = {
        (path.name, name) for path in SOURCE.rglob("*.py") for name in inside.findall(path.read_text(encoding="utf-8"))
    }
    assert looked == {("search.py", "name")}
