"""Every page in a real browser: nothing for axe to say, nothing wider than 320 pixels, no error in the console."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from kvarbo.web.demo.staff import COUNSELLING_ROOM, LANDLORD_ROOM, SOCIAL_ROOM
from tests.browser.looks import LOOKS, Look
from tests.browser.social_room_looks import SOCIAL_LOOKS
from tests.browser.visit_looks import VISIT_LOOKS
from tests.browser.visitor import Visitor

ROOM_ROUTES = "kvarbo.web.rooms.landlord_urls"
SOCIAL_ROUTES = "kvarbo.web.rooms.social_urls"
COUNSELLING_ROUTES = "kvarbo.web.rooms.counselling_urls"
HOUSE_ROUTES = "kvarbo.web.urls"
ROUTES = {LANDLORD_ROOM: ROOM_ROUTES, SOCIAL_ROOM: SOCIAL_ROUTES, COUNSELLING_ROOM: COUNSELLING_ROUTES}
# Addresses of the house that show no page of their own: what they are for.
NO_PAGE = {
    "health": "an answer for machines, tested in tests/web",
    "delivery_report": "an answer for providers, tested in tests/ground/outbox",
    "account_email_verification_sent": "no address is verified by e-mail: accounts are made by those who run it",
    "account_confirm_email": "as above",
    "account_confirm_login_code": "no login by code is offered; without one under way it leads to the login",
    "account_set_password": "for accounts without a password, which cannot log in at all",
    "account_reset_password_from_key_done": "only after a new password has been chosen by a link that is never sent",
    "mfa_authenticate": "only in the middle of a login; tests/web tries the second factor",
    "mfa_reauthenticate": "only when an app is set up",
    "mfa_activate_totp": "asks for the password first; see the password once more",
    "mfa_deactivate_totp": "only when an app is set up",
    "mfa_view_recovery_codes": "only when an app is set up",
    "mfa_generate_recovery_codes": "only when an app is set up",
    "mfa_download_recovery_codes": "a file; only when an app is set up",
}
IN_JOURNEYS = {
    "chance_file": "a file to save; tests/landlord/same_chance/test_pages.py reads both",
    "decision_answer": "leads back to the decision; tests/browser/test_notices_walked.py has a second person answer",
    "decide_export": "leads back to Uttag; the town has no file large enough to wait, tests/ground/exports has",
    "file_accept": "tests/browser/test_without_javascript.py and test_files_by_hand.py read files in",
    "outbox_decide": "leads back to Utskick; whether a message still waits depends on the hour of the day, "
    "tests/landlord/messages/test_pages.py decides about each kind",
    "paper_place": "leads back to the paper; the town has no paper whose number is met here, tests/doors/post has",
    "payment_confirm": "leads back to Inbetalningar; the town has no list that is old enough to be asked about, "
    "tests/landlord/rent/payments/test_pages.py has",
}


def routes_of(urlconf: str) -> dict[str, Callable[..., Any]]:
    """Each route's name, and the page that answers it."""

    def walk(patterns: list[URLPattern | URLResolver]) -> dict[str, Callable[..., Any]]:
        found: dict[str, Callable[..., Any]] = {}
        for one in patterns:
            found |= walk(one.url_patterns) if isinstance(one, URLResolver) else {one.name or "": one.callback}
        return found

    return walk(get_resolver(urlconf).url_patterns)


def route_of(path: str) -> str:
    """The name of the route that answers an address, in the room or in the house."""
    urlconf, inside = HOUSE_ROUTES, path
    for room, routes in ROUTES.items():
        if path.startswith(f"/r/{room}/"):
            urlconf, inside = routes, path.removeprefix(f"/r/{room}")
    try:
        return resolve(inside, urlconf=urlconf).url_name or ""
    except Resolver404:
        return ""


EVERY_LOOK = {**LOOKS, **SOCIAL_LOOKS, **VISIT_LOOKS}


@pytest.mark.parametrize("look", [pytest.param(look, id=name) for name, look in EVERY_LOOK.items()])
def test_the_page_is_clean(visitor: Visitor, look: Look) -> None:
    visitor.expected_status = look.status
    if look.who:
        visitor.come_in(look.who)
    answered: list[int] = []
    visitor.page.on(
        "response", lambda answer: answered.append(answer.status) if answer.request.is_navigation_request() else None
    )
    look.way(visitor)
    visitor.must_be_clean()
    assert answered[-1] == look.status
    if look.route:
        assert look.route in {route_of(path) for _, path in visitor.asked}


def test_a_page_that_is_not_clean_is_found_out(visitor: Visitor) -> None:
    visitor.open("/")
    visitor.page.set_content("<html lang=sv><title>t</title><main><h1>h</h1><img src='data:,'></main></html>")
    with pytest.raises(AssertionError, match="image-alt"):
        visitor.must_be_clean()
    visitor.page.set_content(
        "<html lang=sv><title>t</title><main><h1>h</h1><pre>" + "bred" * 200 + "</pre></main></html>"
    )
    with pytest.raises(AssertionError, match="pixels wide"):
        visitor.must_be_clean()


def test_an_error_in_the_console_is_found_out(visitor: Visitor) -> None:
    visitor.open("/")
    with visitor.page.expect_console_message():
        visitor.page.evaluate("document.body.append(Object.assign(new Image(), {src: 'http://other.example/a.png'}))")
    with pytest.raises(AssertionError, match="Content Security Policy"):
        visitor.must_have_met_no_errors()
    visitor.faults.clear()


def test_every_address_of_a_landlords_room_is_looked_at() -> None:
    seen = {look.route for look in LOOKS.values()} | set(IN_JOURNEYS)
    assert set(routes_of(ROOM_ROUTES)) - seen == set()


@pytest.mark.parametrize("urlconf", [SOCIAL_ROUTES, COUNSELLING_ROUTES])
def test_every_address_of_another_room_is_looked_at_there_or_is_the_same_page_as_a_landlords(urlconf: str) -> None:
    seen, landlords = {look.route for look in {**SOCIAL_LOOKS, **VISIT_LOOKS}.values()}, routes_of(ROOM_ROUTES)
    other = {name for name, page in routes_of(urlconf).items() if landlords.get(name) is not page}
    assert other - seen == set()
    assert {"matter", "papers"} & other == ({"matter"} if urlconf == SOCIAL_ROUTES else set())


def test_every_address_of_the_house_is_looked_at_or_has_no_page() -> None:
    seen = {look.route for look in LOOKS.values()} | set(NO_PAGE)
    assert set(routes_of(HOUSE_ROUTES)) - seen == set()
