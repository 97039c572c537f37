"""What people see when something could not be done: what happened, why, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string


def _page(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """Error pages know nothing of the room or the address, so that two refusals can never be told apart."""
    return HttpResponse(render_to_string(template, {"LANGUAGE_CODE": "sv"}), status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same page for what is another's and for what is nowhere."""
    return _page(request, "404.html", 404)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The member's roles do not open this page."""
    return _page(request, "403.html", 403)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or came from elsewhere."""
    return _page(request, "stale_form.html", 403)


def needs_second_factor(request: HttpRequest) -> HttpResponse:
    """The room asks for a stronger login than this one."""
    return _page(request, "needs_second_factor.html", 403)


def wrong_method(request: HttpRequest, *, allowed: Sequence[str]) -> HttpResponse:
    """The page is not opened that way."""
    response = HttpResponseNotAllowed(allowed)
    response.content = render_to_string("405.html", {"LANGUAGE_CODE": "sv"})
    return response


def failed(request: HttpRequest) -> HttpResponse:
    """Something broke; nothing was half done, since the transaction was rolled back."""
    return _page(request, "500.html", 500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """The room's database or its trail could not be reached, so nothing was shown and nothing was done."""
    return _page(request, "503.html", 503)
