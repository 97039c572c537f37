"""Who speaks for whom in a matter, who pays the rent, and a partner without a lease who must be told of a right."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.social.casework.models import MatterPerson
from kvarbo.social.casework.people import NewPerson, add_person
from kvarbo.social.representatives.models import MatterRepresentative, RentPayer, RightsTold
from kvarbo.social.representatives.queries import payer_of
from tests.social.conftest import CLOSING, ON
from tests.social.test_inbox import LETTER, decide, register

TRUSTEE = {
    "kind": "trustee", "name": "Bo Åkesson", "phone": "070-174 06 90", "email": "", "scopes": ["property", "rights"],
    "basis": "Tingsrättens beslut 2026-03-02",
}  # fmt: skip


@pytest.fixture
def told(office):
    """A matter with somebody on the lease."""
    return office, office.matter()


def leaseholder(matter) -> str:
    return str(MatterPerson.objects.filter(matter=matter).order_by("pk").first().person_id)


def partner(told) -> str:
    """Somebody who lives with them and is on no lease."""
    office, matter = told
    by = office.at_work("anna")
    with recorded(str(by.id)):
        add_person(matter=matter, person=NewPerson("Zoë O'Neill", "partner"), by=by, on=ON)
    return str(MatterPerson.objects.get(matter=matter, part="partner").person_id)


def send(told, where, key="ett", who="anna", **form):
    office, matter = told
    return office.client(who).post(office.url(f"arende/{matter.id}/foretradare/{where}/"), {"form_key": key, **form})


def page(told, where="foretradare/", who="anna") -> str:
    return told[0].get(who, f"arende/{told[1].id}/{where}").content.decode().replace("\xa0", " ")


def test_nothing_is_guessed_before_anybody_has_said(told):
    html = page(told)
    assert "Ingen företrädare är inskriven." in html
    assert "Okänt." in html
    assert "Att veta" not in page(told, "")


def test_a_forvaltare_stands_on_the_matters_page_with_what_is_done_with_whom(told):
    form = {**TRUSTEE, "person": leaseholder(told[1])}
    for _ in range(2):  # the same form sent twice is one
        assert send(told, "ny", **form).status_code == 302
    assert MatterRepresentative.objects.get().scopes == ["rights", "property"]
    html = page(told, "")
    assert "Förvaltare är Bo Åkesson. 070-174 06 90. Allt om hyran och pengarna görs upp med förvaltaren." in html
    assert "Tingsrättens beslut 2026-03-02" in page(told)
    assert TrailRow.objects.filter(act="matter.representative", about__kind="trustee").count() == 1


def test_a_god_man_is_told_too_and_one_without_money_in_the_duty_is_only_named(told):
    who = leaseholder(told[1])
    send(told, "ny", **{**TRUSTEE, "kind": "god_man", "person": who})
    assert "God man är Bo Åkesson. 070-174 06 90. Hör av er också dit om hyran och pengarna." in page(told, "")
    send(told, "ny", "två", **{**TRUSTEE, "kind": "god_man", "name": "Li Ek", "scopes": ["person"], "person": who})
    html = page(told, "")
    assert "God man är Li Ek. 070-174 06 90." in html
    assert "God man är Li Ek. 070-174 06 90. Hör" not in html


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"kind": ""}, "Välj vad det är för företrädare."),
        ({"name": " "}, "Skriv företrädarens namn."),
        ({"basis": ""}, "Skriv vilket beslut eller vilken fullmakt det bygger på, med dag."),
        ({"scopes": []}, "Kryssa i vad uppdraget omfattar. Det står i beslutet."),
        ({"person": ""}, "Välj vem som företräds."),
        ({"person": "00000000-0000-4000-8000-000000000000"}, "Valet finns inte."),
    ],
)
def test_a_representative_that_cannot_be_kept_says_why(told, change, says):
    answer = send(told, "ny", **{**TRUSTEE, "person": leaseholder(told[1]), **change})
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert not MatterRepresentative.objects.exists()


def test_a_relative_needs_no_paper(told):
    form = {"kind": "relative", "name": "Åsa", "basis": "", "scopes": [], "person": leaseholder(told[1])}
    assert send(told, "ny", **form).status_code == 302


def test_a_duty_that_has_ended_stays_with_its_last_day_and_is_no_longer_told(told):
    send(told, "ny", **TRUSTEE, person=leaseholder(told[1]))
    known = str(MatterRepresentative.objects.get().pk)
    late = {"representative": known, "ended_on": (ON + timedelta(days=1)).isoformat()}
    assert "Dagen har inte varit ännu." in send(told, "slut", **late).content.decode()
    assert send(told, "slut", representative=known, ended_on=ON.isoformat()).status_code == 302
    assert "Upphörde" in page(told)
    assert "görs upp med förvaltaren" not in page(told, "")


def test_the_payer_that_holds_is_the_one_of_the_latest_day(told):
    send(told, "betalare", kind="board", name="", from_date=(ON - timedelta(days=40)).isoformat())
    send(told, "betalare", "två", kind="other", name="Lisas bror", from_date=(ON - timedelta(days=3)).isoformat())
    send(told, "betalare", "tre", kind="self", name="", from_date=(ON + timedelta(days=30)).isoformat())
    held = payer_of(told[1].id, ON)
    assert held is not None
    assert (held.kind, held.name) == ("other", "Lisas bror")
    assert "Hyran betalas av: Lisas bror." in page(told, "")
    assert "Skriv vem som betalar." in send(told, "betalare", "fyra", kind="relative", from_date=ON).content.decode()
    assert RentPayer.objects.count() == 3


def test_a_partner_without_a_lease_is_to_be_told_once_a_termination_has_come(told):
    office, matter = told
    who = partner(told)
    waits = "Berätta för Zoë O&#x27;Neill om rätten att få bo kvar. (JB 12:47 andra stycket)"
    assert waits not in page(told, "")  # nothing has come yet
    decide(office, register(office, **LETTER), kind="running", matter_number=matter.number, another="on")
    assert waits in page(told, "")
    assert "Får kräva att få bo kvar." in page(told)
    assert send(told, "ratt", person=who, on_date=ON.isoformat(), how="meeting").status_code == 302
    assert waits not in page(told, "")
    assert "Vid ett möte eller besök" in page(told)
    assert RightsTold.objects.get().on_date == ON


def test_only_who_may_have_it_tried_can_be_told(told):
    partner(told)
    answer = send(told, "ratt", person=leaseholder(told[1]), on_date=ON.isoformat(), how="call")
    assert "Valet finns inte." in answer.content.decode()
    assert not RightsTold.objects.exists()


def test_in_a_closed_matter_it_is_read_and_not_written(told):
    office, matter = told
    send(told, "ny", **TRUSTEE, person=leaseholder(matter))
    assert office.post("anna", f"arende/{matter.id}/avsluta/", **CLOSING).status_code == 302
    html = page(told)
    assert "Bo Åkesson" in html
    assert "Skriv in en företrädare" not in html
    assert "Ärendet är avslutat." in send(told, "betalare", kind="self", from_date=ON).content.decode()


def test_another_units_caseworker_finds_neither_the_page_nor_the_forms(told):
    assert told[0].get("cilla", f"arende/{told[1].id}/foretradare/").status_code == 404
    assert send(told, "ny", who="cilla", **TRUSTEE, person=leaseholder(told[1])).status_code == 404
    assert not MatterRepresentative.objects.exists()
