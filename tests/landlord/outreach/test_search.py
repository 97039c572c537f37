"""De ringde oss: found by what one has at hand, logged in a click, and never a way to a protected person."""

import pytest

from kvarbo.ground.trail.models import TrailRow
from kvarbo.landlord.outreach.models import Contact
from kvarbo.landlord.outreach.search import MOST_HITS
from tests.landlord.outreach.conftest import CANARY


def search(landlord, who: str, sought: str):
    return landlord.client(who).post(landlord.url("de-ringde/"), {"sought": sought})


def found(landlord, sought: str, who: str = "anna") -> list[str]:
    answer = search(landlord, who, sought)
    assert answer.status_code == 200
    return [", ".join(str(name) for name in row["who"]) for row in answer.context["results"]]


@pytest.mark.parametrize(
    "sought",
    [
        "070-174 06 05", "0701740605", "+46 70 174 06 05", "0046701740605", "+46 (0)70-174 06 05", "06 05", "1740605",
        "Åsa", "åsa öberg", "ÖBERG", "Kvarngränd 1", "kvarngränd 1 lgh 1101", "öberg, kvarngränd", "1101", "N-1",
    ],
)  # fmt: skip
def test_a_tenant_is_found_by_telephone_flat_address_or_name(landlord, sought):
    landlord.lease("1")
    landlord.lease("2", name="Bo Ek", address="Torget 2", flat="1202", phone="070-174 06 06")
    assert found(landlord, sought) == ["Åsa Öberg"]


def test_what_was_sought_stands_in_no_address_and_what_was_shown_stands_in_the_trail(landlord):
    lease = landlord.lease()
    answer = search(landlord, "anna", "Åsa")
    assert answer.request["QUERY_STRING"] == ""
    assert answer.context["results"][0]["amount"] == 845_000
    row = TrailRow.objects.get(act="shown")
    assert (row.subjects, row.about) == ([str(lease.id)], {"what": "search"})


def test_a_call_to_us_is_logged_in_one_click_and_takes_the_call_off_the_list(landlord):
    lease = landlord.lease()
    landlord.assess()
    client = landlord.client("anna")
    answer = client.post(landlord.url("de-ringde/"), {"sought": "Åsa"})
    row, key = answer.context["results"][0], answer.context["form_key"]
    for _ in range(2):
        assert client.post(row["log_url"], {"outcome": "spoke", "form_key": key})["Location"] == landlord.url(
            "de-ringde/"
        )
    contact = Contact.objects.get()
    assert (contact.is_incoming, contact.channel, contact.step) == (True, "call", "call")
    assert not lease.suggestions.filter(step="call").exists()


def test_a_promise_from_a_call_to_us_asks_for_its_day_and_is_still_a_call_to_us(landlord):
    lease = landlord.lease()
    client, url = landlord.client("anna"), landlord.url(f"hyresgast/{lease.id}/kontakt/?ringde=1")
    asked = client.post(url, {"outcome": "promised", "form_key": "k"})
    form = asked.context["contact_form"]
    said = {name: form[name].value() or "" for name in form.fields}
    saved = client.post(landlord.url(f"hyresgast/{lease.id}/kontakt/"), {**said, "promise_until": "2026-11-20"})
    assert saved["Location"] == landlord.url("de-ringde/")
    assert Contact.objects.get().is_incoming
    assert lease.promises.count() == 1


@pytest.mark.parametrize("sought", ["", "x", "12"])
def test_too_little_to_search_for_is_told_in_words(landlord, sought):
    landlord.lease()
    answer = search(landlord, "anna", sought)
    assert answer.context["search_form"].errors
    assert not answer.context["searched"]


def test_more_hits_than_one_can_look_through_are_cut_and_said_to_be(landlord):
    for number in range(MOST_HITS + 1):
        landlord.lease(str(number))
    answer = search(landlord, "anna", "Åsa")
    assert (len(answer.context["results"]), answer.context["too_many"]) == (MOST_HITS, True)


@pytest.mark.parametrize("sought", [CANARY, "Hemliga stigen", "070-174 06 99", "1902", "N-skyddad"])
def test_a_search_that_meets_a_protected_person_answers_as_one_that_meets_nobody(landlord, sought):
    landlord.lease(
        "skyddad", name=CANARY, address="Hemliga stigen 9", flat="1902", phone="070-174 06 99", protected=True
    )
    assert found(landlord, sought, who="hanna") == [CANARY]
    answer = search(landlord, "anna", sought)
    assert answer.context["results"] == []
    assert "Ingen träff" in answer.content.decode()
    same = search(landlord, "anna", "Finns Inte").content.decode()
    assert ("Koppla samtalet till Hanna" in answer.content.decode()) == ("Koppla samtalet till Hanna" in same)


def test_a_caretaker_finds_only_homes_of_the_own_district(landlord):
    landlord.lease("1", name="Åsa Norr")
    landlord.lease("2", name="Åsa Söder", district="Södra")
    assert found(landlord, "Åsa", who="karl") == ["Åsa Norr"]


@pytest.mark.parametrize("sought", ["%", "_%_", "' or 1=1 --", "\\", "0701740605%"])
def test_signs_that_mean_something_to_a_database_are_only_text(landlord, sought):
    landlord.lease()
    assert landlord.client("anna").post(landlord.url("de-ringde/"), {"sought": sought}).status_code == 200
    assert not search(landlord, "anna", sought).context["results"]
