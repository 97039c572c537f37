"""Skyddade personuppgifter: the register, and what is decided there."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kvarbo.ground.access import open_to
from kvarbo.ground.asked import acted, day_asked, id_asked, number_asked, text_asked
from kvarbo.ground.protection import actions, queries
from kvarbo.ground.subjects import met_through
from kvarbo.ground.units.queries import members_by_id, members_with
from kvarbo.ground.units.roles import RoleName

HANDLES = (RoleName.MANAGER, RoleName.PROTECTED_HANDLER)
ASKED = "Begäran är lämnad. Den gäller när en annan person har godkänt den under Två personer."


@open_to(*HANDLES)
def protected(request: Any) -> HttpResponse:
    """Skyddade personer: by number, with who handles each; who it is stands only where a named handler opens it."""
    rows = queries.register()
    opened = met_through(request.member, [row.person_id for row in rows])
    context = {
        "rows": [
            {
                "row": row,
                "url": reverse("protection", args=[opened[row.person_id]]) if row.person_id in opened else "",
            }
            for row in rows
        ],
        "stranded": queries.stranded(),
        "handlers": sorted(members_by_id(members_with(RoleName.PROTECTED_HANDLER)).items(), key=lambda one: one[1]),
        "bars": [(one.pk, one.member.name, one.since) for one in queries.barred_now()],
        "rules": queries.policy(),
        "is_manager": request.member.has(RoleName.MANAGER.value),
        "requests_url": reverse("requests"),
        **{name: reverse(name) for name in ("handler_ask", "protection_end", "bar_lift", "protection_rules")},
        "addresses_url": reverse("protection_addresses"),
    }
    return render(request, "protection/protected.html", context)


@open_to(*HANDLES, methods=("POST",))
def handler_ask(request: Any) -> HttpResponse:
    """Begär att någon namnges, or take a name away."""
    if request.POST.get("take"):
        return acted(
            request,
            lambda: actions.take_handler(number=number_asked(request, "number"), member_id=id_asked(request, "member")),
            done="Handläggaren är borttagen. Det gäller redan.",
            back=reverse("protected"),
        )
    return acted(
        request,
        lambda: actions.ask_to_name(
            number=number_asked(request, "number"), member_id=id_asked(request, "member"),
            until=day_asked(request, "until"), reason=text_asked(request, "reason"), by=request.member,
        ),
        done=ASKED,
        back=reverse("protected"),
    )  # fmt: skip


@open_to(*HANDLES, methods=("POST",))
def protection_end(request: Any) -> HttpResponse:
    """Begär att ett skydd avslutas."""
    return acted(
        request,
        lambda: actions.ask_to_end(
            number=number_asked(request, "number"), reason=text_asked(request, "reason"), by=request.member
        ),
        done=ASKED,
        back=reverse("protected"),
    )


@open_to(*HANDLES, methods=("POST",))
def bar_lift(request: Any) -> HttpResponse:
    """Begär att en spärr hävs."""
    return acted(
        request,
        lambda: actions.ask_to_lift(
            bar_id=number_asked(request, "bar"), reason=text_asked(request, "reason"), by=request.member
        ),
        done=ASKED,
        back=reverse("protected"),
    )


@open_to(RoleName.MANAGER, methods=("POST",))
def protection_rules(request: Any) -> HttpResponse:
    """Ändra rummets regler: what narrows holds at once, what widens waits for a second person."""
    return acted(
        request,
        lambda: actions.keep_rules(
            role_suffices=bool(request.POST.get("role_suffices")),
            break_glass_opens_protected=bool(request.POST.get("break_glass_opens_protected")),
            reason=text_asked(request, "reason"),
            by=request.member,
        ),
        done="Sparat. Det som vidgar reglerna gäller först när en annan person har godkänt det.",
        back=reverse("protected"),
    )


@open_to(RoleName.MANAGER, methods=("POST",))
def protection_addresses(request: Any) -> HttpResponse:
    """Skriv in adresserna till försändelser."""
    return acted(
        request,
        lambda: actions.keep_addresses(
            forwarding_office=text_asked(request, "forwarding_office"),
            return_address=text_asked(request, "return_address"),
        ),
        done="Adresserna är sparade.",
        back=reverse("protected"),
    )
