"""Rapportadressen: where a provider reports a handing. Only who was given the address of a handing knows it."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from kvarbo.house.rooms import current

SALT = "kvarbo.ground.outbox.report"


def token_of(room: str, handing: UUID) -> str:
    """The secret of one handing in one room: 256 bits, made with the installation's own key."""
    return salted_hmac(SALT, f"{room}/{handing}", algorithm="sha256").hexdigest()


def is_token_of(token: str, *, room: str, handing: UUID) -> bool:
    """Whether the token is that of this handing in this room."""
    return constant_time_compare(token, token_of(room, handing))


def report_url(handing: UUID) -> str:
    """Where this handing is to be reported, or nothing where the installation cannot be reached from outside."""
    base = settings.KVARBO_REPORT_URL.rstrip("/")
    room = current().slug
    return f"{base}/leverans/{room}/{handing}/{token_of(room, handing)}/" if base else ""
