"""What a member has to know on every page: that a nödöppning is running, and what waits for them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from kvarbo.ground import clock
from kvarbo.ground.break_glass.queries import open_now, to_review
from kvarbo.ground.four_eyes.queries import to_decide
from kvarbo.ground.protection.queries import stranded
from kvarbo.ground.units.queries import AtWork
from kvarbo.ground.units.roles import RoleName
from kvarbo.house.kinds import RoomKind
from kvarbo.house.rooms import current
from kvarbo.landlord.messages.queries import messages_to_decide


def of(member: AtWork) -> dict[str, Any]:
    """The banner of a running nödöppning, the way to begin one, and what waits."""
    running = open_now(member.id).exclude(subject_id=None).order_by("until").first() if member.meets_people else None
    return {
        "open_glass_until": running.until.astimezone(clock.STOCKHOLM).strftime("%H.%M") if running else "",
        "close_glass_url": reverse("break_glass_close") if running else "",
        "break_glass_url": reverse("break_glass") if member.meets_people else "",
        "notices": _waiting(member),
    }


def _waiting(member: AtWork) -> list[dict[str, str]]:
    found: list[tuple[int, str, str]] = []
    if member.has(RoleName.MANAGER.value, RoleName.AUDITOR.value):
        number = to_review(member).count()
        text = ngettext("%(n)s nödöppning väntar på granskning.", "%(n)s nödöppningar väntar på granskning.", number)
        found.append((number, text, "openings"))
    if member.has(RoleName.MANAGER.value):
        number = stranded()
        text = ngettext(
            "%(n)s skyddad person saknar handläggare.", "%(n)s skyddade personer saknar handläggare.", number
        )
        found.append((number, text, "protected"))
    if member.has(RoleName.MANAGER.value, RoleName.ADMINISTRATOR.value, RoleName.PROTECTED_HANDLER.value):
        number = to_decide(member)
        text = ngettext("%(n)s begäran väntar på dig.", "%(n)s begäranden väntar på dig.", number)
        found.append((number, text, "requests"))
    if current().kind == RoomKind.LANDLORD and member.has(RoleName.RENT_OFFICER.value, RoleName.MANAGER.value):
        number = messages_to_decide(member)
        text = ngettext(
            "%(n)s utskick är okänt eller kom inte fram.", "%(n)s utskick är okända eller kom inte fram.", number
        )
        found.append((number, text, "outbox"))
    return [{"text": text % {"n": number}, "url": reverse(name)} for number, text, name in found if number]
