"""The way into a room: who comes in, what is written before anything leaves, and what is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, OperationalError, connections
from django.http import HttpResponse, StreamingHttpResponse
from django.template.response import SimpleTemplateResponse
from django.urls import get_script_prefix, reverse

from kvarbo.ground.people.models import Person
from kvarbo.ground.trail import chain, recorder
from kvarbo.ground.units.models import Member, MemberRole
from kvarbo.house.actions import let_in
from kvarbo.house.models import Account, Entry, Refusal, Room
from kvarbo.house.rooms import current, enter
from tests.web.rooms.conftest import HOME, House

NAME = "Åsa Kanariefågel"
TODAY = f"/r/{HOME}/"

SHOWN = "00000000-0000-4000-8000-000000000001"


def shows_somebody(request: Any) -> HttpResponse:
    recorder.shown([SHOWN], what="provsida")
    return HttpResponse(NAME)


def writes_somebody(request: Any) -> HttpResponse:
    Person.objects.create(source_key="1", name=NAME)
    recorder.record("person.added")
    return HttpResponse(NAME)


def refused(answer: Any) -> tuple[int, bytes]:
    return answer.status_code, answer.content


def test_whoever_is_not_logged_in_is_asked_to_for_rooms_that_are_and_that_are_not(house: House, client):
    answers = [client.get(f"/r/{slug}/filer/") for slug in (HOME, "granngarden", "finns-inte")]
    assert [answer.headers["Location"] for answer in answers] == [
        f"/konto/login/?next=/r/{slug}/filer/" for slug in (HOME, "granngarden", "finns-inte")
    ]
    assert not Refusal.objects.exists()


def test_another_room_and_no_room_are_answered_alike_and_noted_alike(house: House):
    client = house.client("anna")
    theirs, nowhere = client.get("/r/granngarden/"), client.get("/r/granngarten/")
    assert refused(theirs) == refused(nowhere)
    assert theirs.status_code == 404
    assert dict(theirs.headers) == dict(nowhere.headers)
    anna = house.accounts["anna"].pk
    noted = list(Refusal.objects.order_by("pk").values_list("account_id", "asked_for"))
    assert noted == [(anna, "granngarden"), (anna, "granngarten")]


def test_who_may_knock_but_does_not_work_there_finds_nothing(house: House):
    let_in(account=house.accounts["stina"], room=house.rooms[HOME])
    client = house.client("stina")
    assert refused(client.get(TODAY)) == refused(client.get("/r/finns-inte/"))
    assert Refusal.objects.count() == 2
    assert house.trail() == []


def test_a_role_taken_away_bites_at_the_next_request(house: House):
    client = house.client("anna")
    assert client.get(f"{TODAY}filer/").status_code == 200
    with enter(house.rooms[HOME]):
        MemberRole.objects.filter(member=house.members["anna"]).delete()
    assert client.get(f"{TODAY}filer/").status_code == 403


def test_a_deactivated_members_open_session_finds_nothing(house: House):
    client = house.client("anna")
    assert client.get(TODAY).status_code == 200
    with enter(house.rooms[HOME]):
        Member.objects.filter(pk=house.members["anna"].pk).update(is_active=False)
    assert client.get(TODAY).status_code == 404


def test_an_entry_taken_away_and_an_account_closed_bite_at_the_next_request(house: House):
    client = house.client("anna")
    Entry.objects.filter(account=house.accounts["anna"]).delete()
    assert client.get(TODAY).status_code == 404
    Account.objects.filter(pk=house.accounts["anna"].pk).update(is_active=False)
    assert client.get(TODAY).status_code == 302


def test_a_room_that_asks_for_a_second_factor_is_not_opened_by_a_password(house: House):
    Room.objects.filter(slug=HOME).update(login_requirement="second_factor")
    client = house.client("anna")
    answer = client.get(TODAY)
    assert answer.status_code == 403
    assert Refusal.objects.count() == 1
    session = client.session
    session["account_authentication_methods"] = [{"method": "password"}, {"method": "mfa", "type": "totp"}]
    session.save()
    assert client.get(TODAY).status_code == 200


def test_a_room_with_a_password_does_not_lead_into_one_with_a_second_factor(house: House):
    Room.objects.filter(slug="granngarden").update(login_requirement="second_factor")
    let_in(account=house.accounts["anna"], room=house.rooms["granngarden"])
    client = house.client("anna")
    assert client.get(TODAY).status_code == 200
    assert client.get("/r/granngarden/").status_code == 404  # nobody there knows Anna; the login is not asked about
    assert house.trail("granngarden") == []


def test_what_is_shown_is_in_the_trail_with_who_saw_it_and_where(house: House, page):
    answer = house.client("anna").get(page(shows_somebody))
    assert (answer.status_code, answer.content.decode()) == (200, NAME)
    (row,) = house.trail()
    assert (row.act, row.subjects, row.actor, row.route, row.refused) == (
        "shown", [SHOWN], str(house.members["anna"].pk), "GET provsida", False,
    )  # fmt: skip


@pytest.mark.parametrize("method", ["get", "head", "post"])
@pytest.mark.parametrize("error", [OperationalError("disk I/O error"), PermissionError("the key")])
def test_when_the_trail_cannot_be_written_nothing_is_shown_and_nothing_done(
    house: House, page, monkeypatch, caplog, method: str, error: Exception
):
    def broken(rows: Any) -> None:
        raise error

    where = page(writes_somebody if method == "post" else shows_somebody)
    monkeypatch.setattr(chain, "append", broken)
    answer = getattr(house.client("anna"), method)(where)
    assert answer.status_code == 503
    assert NAME not in answer.content.decode()
    assert house.people() == []
    assert type(error).__name__ in caplog.text
    assert str(error) not in caplog.text


def test_a_room_whose_tables_do_not_answer_is_unavailable_and_shows_nobody(house: House, page, monkeypatch):
    def gone(**asked: Any) -> None:
        raise OperationalError("no such table: ground_member")

    where = page(shows_somebody)
    monkeypatch.setattr("kvarbo.web.rooms.middleware.at_work", gone)
    answer = house.client("anna").get(where)
    assert answer.status_code == 503
    assert NAME not in answer.content.decode()


@pytest.mark.parametrize("status", [400, 403, 404, 409, 500])
def test_a_refused_write_is_taken_back_and_only_its_refusal_is_kept(house: House, page, status: int):
    def view(request: Any) -> HttpResponse:
        writes_somebody(request)
        return HttpResponse("nej", status=status)

    answer = house.client("anna").post(page(view))
    assert answer.status_code == status
    assert house.people() == []
    assert [(row.act, row.refused, row.about) for row in house.trail()] == [
        ("refused", True, {"status": status, "asked": []})
    ]


def test_a_write_that_breaks_half_way_is_taken_back(house: House, page):
    def view(request: Any) -> HttpResponse:
        writes_somebody(request)
        raise ZeroDivisionError

    assert house.client("anna").post(page(view)).status_code == 500
    assert house.people() == []
    assert [row.about["status"] for row in house.trail()] == [500]


def test_a_page_that_breaks_while_it_is_drawn_has_written_nothing(house: House, page):
    class Breaks(SimpleTemplateResponse):
        @property
        def rendered_content(self) -> str:
            raise ZeroDivisionError

    def view(request: Any) -> HttpResponse:
        writes_somebody(request)
        return Breaks("404.html")

    assert house.client("anna").post(page(view)).status_code == 500
    assert house.people() == []


def test_a_write_that_is_done_has_its_row_in_the_same_transaction(house: House, page):
    assert house.client("anna").post(page(writes_somebody)).status_code == 200
    assert house.people() == [NAME]
    assert [row.act for row in house.trail()] == ["person.added"]


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_page_that_writes_while_it_is_read_breaks_and_has_written_nothing(house: House, page, method: str):
    assert getattr(house.client("anna"), method)(page(writes_somebody)).status_code == 500
    assert house.people() == []
    assert [(row.act, row.about["status"]) for row in house.trail()] == [("refused", 500)]


def test_a_room_does_not_stream(house: House, page):
    def view(request: Any) -> StreamingHttpResponse:
        def later() -> Iterator[str]:
            yield NAME

        return StreamingHttpResponse(later())

    answer = house.client("anna").get(page(view))
    assert answer.status_code == 500
    assert not answer.streaming
    assert NAME not in answer.content.decode()


def test_a_page_that_has_not_said_who_may_open_it_opens_to_nobody(house: House, page):
    where = page(shows_somebody)
    del shows_somebody.access  # type: ignore[attr-defined]
    assert house.client("anna").get(where).status_code == 403


def test_a_role_that_a_page_does_not_name_is_refused_before_the_page_is_asked(house: House, page):
    asked: list[str] = []

    def view(request: Any) -> HttpResponse:
        asked.append(request.method)
        return HttpResponse()

    where = page(view)
    assert house.client("karl").get(where).status_code == 403
    assert house.client("anna").get(where).status_code == 200
    assert asked == ["GET"]


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "POST"])
def test_a_method_that_a_page_does_not_offer_is_refused_and_noted(house: House, page, method: str):
    answer = house.client("anna").generic(method, page(shows_somebody, methods=("GET",)))
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET")
    assert [row.about["status"] for row in house.trail()] == [405]


def test_a_form_without_its_token_is_refused_and_noted(house: House, page):
    answer = house.client("anna", csrf=True).post(page(writes_somebody))
    assert answer.status_code == 403
    assert house.people() == []
    assert [row.about["status"] for row in house.trail()] == [403]


def test_an_address_that_is_not_there_is_noted_without_its_words(house: House):
    assert house.client("anna").get(f"{TODAY}Åsa-Öberg/").status_code == 404
    (row,) = house.trail()
    assert (row.route, row.about) == ("GET okänd", {"status": 404, "asked": []})


def test_addresses_inside_a_room_carry_the_room_and_outside_it_do_not(house: House, page):
    def view(request: Any) -> HttpResponse:
        return HttpResponse(reverse("they_called", urlconf=request.urlconf) + f" {current().slug}")

    answer = house.client("anna").get(page(view))
    assert answer.content.decode() == f"/r/{HOME}/de-ringde/ {HOME}"
    assert get_script_prefix() == "/"
    assert reverse("health") == "/halsa/"


def test_one_leaves_the_room_also_when_the_page_breaks(house: House, page):
    def view(request: Any) -> HttpResponse:
        raise DatabaseError

    client = house.client("anna")
    where = page(view)
    for answer in (client.get(where), client.post(where)):
        assert answer.status_code == 500
    assert get_script_prefix() == "/"
    with pytest.raises(LookupError):
        current()


def test_after_a_page_was_read_the_rooms_connection_writes_again(house: House, page):
    house.client("anna").get(page(shows_somebody))
    with enter(house.rooms[HOME]) as room:
        Person.objects.create(source_key="2", name="Bo")
        assert not connections[room.alias].in_atomic_block
    assert house.people() == ["Bo"]


def test_no_answer_of_a_room_may_be_kept_or_indexed(house: House, page):
    client = house.client("anna")
    for answer in (client.get(page(shows_somebody)), client.get(f"{TODAY}finns-inte/"), client.get("/r/finns-inte/")):
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
