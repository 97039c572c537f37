"""Accounts are made by those who run the installation: nobody signs up by themselves."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedHouse(DefaultAccountAdapter):
    """Login without sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return str(request.META.get("REMOTE_ADDR", ""))

    def add_message(self, *arguments: Any, **named: Any) -> None:
        """Login and logout speak through the page itself; no messages that outlive a session."""
