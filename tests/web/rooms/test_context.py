"""What every page is told of where it is, and who is shown which way on."""

from __future__ import annotations

import pytest

from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.actions import take_in_member
from kvarbo.ground.units.roles import RoleName
from kvarbo.house.actions import let_in, make_account
from kvarbo.house.rooms import enter
from kvarbo.web.rooms.context import house_url
from tests.web.rooms.conftest import HOME, House


def test_a_page_outside_rooms_knows_of_no_room(client, house: House):
    answer = client.get("/")
    assert "room" not in answer.context
    assert answer.context["start_url"] == "/"
    assert answer.context["logout_url"] == "/konto/logout/"


def test_links_to_the_house_are_the_houses_also_inside_a_room(house: House, page):
    answer = house.client("anna").get(f"/r/{HOME}/")
    assert (answer.context["start_url"], answer.context["logout_url"]) == ("/", "/konto/logout/")
    assert house_url("health") == "/halsa/"


def test_a_page_in_a_room_knows_the_room_and_who_is_at_work(house: House):
    context = house.client("anna").get(f"/r/{HOME}/").context
    assert (context["room"].slug, context["room_kind"], context["member"].name) == (HOME, "Hyresvärd", "Anna")


@pytest.mark.parametrize(
    ("who", "labels"),
    [
        (
            "anna",
            [
                *("Idag", "De ringde oss", "Filer", "Inbetalningar", "Inkasso", "Utskick", "Planer"),
                *("Beslut och uppsägningar", "Papper", "Samtycken"),
            ],
        ),
        ("karl", ["Idag", "De ringde oss", "Samtycken"]),
    ],
)
def test_one_is_shown_only_the_ways_that_open(house: House, who: str, labels: list[str]):
    client = house.client(who)
    navigation = client.get(f"/r/{HOME}/").context["navigation"]
    assert [item["label"] for item in navigation] == labels
    assert [client.get(item["url"]).status_code for item in navigation] == [200] * len(labels)
    assert [item["label"] for item in navigation if item["current"]] == ["Idag"]


def test_the_rooms_own_matters_are_behind_one_entry_but_for_who_has_only_those(house: House):
    karl = house.client("karl").get(f"/r/{HOME}/").context["room_navigation"]
    # Whoever reaches tenants may read how it is done, and say when they are away.
    assert [item["label"] for item in karl] == ["Vårt arbetssätt", "Frånvaro och ersättare"]
    house.accounts["chefen"] = make_account(email="chefen@exempel.example", name="Chefen", password=None)
    let_in(account=house.accounts["chefen"], room=house.rooms[HOME])
    with enter(house.rooms[HOME]), recorded("test"):
        take_in_member(account_id=house.accounts["chefen"].pk, name="Chefen", roles=[RoleName.MANAGER.value])
    chief = house.client("chefen")
    shown = chief.get(f"/r/{HOME}/medarbetare/").context
    assert "Medarbetare" not in [item["label"] for item in shown["navigation"]]
    assert [item["label"] for item in shown["room_navigation"] if item["current"]] == ["Medarbetare"]
    assert {chief.get(item["url"]).status_code for item in shown["room_navigation"]} == {200}
    auditor = house.client("revisor").get(f"/r/{HOME}/loggranskning/").context
    assert [item["label"] for item in auditor["navigation"]] == ["Loggranskning", "Logguppgift", "Nödöppningar"]
    assert auditor["room_navigation"] == []


def test_the_start_page_names_only_rooms_one_may_enter(house: House, client):
    shown = house.client("anna").get("/").content.decode()
    assert "Kvarnbyhem AB" in shown
    for answer in (shown, house.client("stina").get("/").content.decode(), client.get("/").content.decode()):
        assert "Granngården" not in answer
        assert "Socialtjänsten" not in answer
    assert "Kvarnbyhem" not in client.get("/").content.decode()
