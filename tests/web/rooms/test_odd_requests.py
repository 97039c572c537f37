"""What nobody types but somebody sends: a page answers it as if it had not been asked, and never breaks."""

from __future__ import annotations

import pytest

from kvarbo.ground.units.models import MemberRole
from kvarbo.house.rooms import enter
from tests.web.rooms.conftest import HOME, House

QUERIES = [
    {"sida": "9" * 5_000},
    {"sida": "٣"},
    {"sida": "-1"},
    {"sida": "²"},
    {"district": "\0"},
    {"district": "x" * 5_000},
    {"group": "\0"},
    {"rad": "\0"},
]
SOUGHT = ["\0", "²²", "٠٧٠", "%", "_" * 50, "a" * 101, "1" * 100, "'; drop table ground_person; --", "🏚🏚"]


@pytest.mark.parametrize("where", ["", "filer/"])
def test_a_list_is_shown_whatever_its_query_says_and_is_well_afterwards(house: House, where: str):
    client = house.client("anna")
    for query in QUERIES:
        assert client.get(f"/r/{HOME}/{where}", query).status_code == 200, query
        assert client.get(f"/r/{HOME}/{where}").status_code == 200, query


def test_a_search_answers_whatever_is_sought(house: House):
    client = house.client("anna")
    answers = {sought: client.post(f"/r/{HOME}/de-ringde/", {"sought": sought}).status_code for sought in SOUGHT}
    assert set(answers.values()) == {200}, answers


def test_removing_a_number_that_is_no_number_removes_nothing(house: House):
    with enter(house.rooms[HOME]):
        MemberRole.objects.create(member=house.members["anna"], role="manager")
    client = house.client("anna")
    for contact in ("²", "-1", "9" * 20, "\0", ""):
        answer = client.post(f"/r/{HOME}/rummet/nummer/ta-bort/", {"contact": contact})
        assert answer.status_code == 302, contact
