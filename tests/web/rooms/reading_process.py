"""A process of its own that opens pages in a room through all of Kvarbo, and tells each answer that has left.

    python reading_process.py ROOM E-MAIL FILE COUNT

Each page shows one made-up subject and nobody else. When its answer has come out of Kvarbo, the subject's id is
written to FILE: from then on somebody has seen it. The process may be killed anywhere.
"""

from __future__ import annotations

import os
import sys
import uuid
from typing import Any

import django


def shows_one(request: Any, subject: uuid.UUID) -> Any:
    """A page that shows a subject, as every page of a room that shows somebody does."""
    from django.http import HttpResponse

    from kvarbo.ground.trail.recorder import shown

    shown([subject], what="provsida")
    return HttpResponse(str(subject))


def main(room: str, email: str, path: str, count: int) -> None:
    """Open ``count`` pages."""
    django.setup()
    from django.test import Client
    from django.urls import path as address

    from kvarbo.ground.access import open_to
    from kvarbo.ground.units.roles import RoleName
    from kvarbo.house.models import Account
    from kvarbo.web.rooms import landlord_urls

    view = open_to(RoleName.RENT_OFFICER)(shows_one)
    landlord_urls.urlpatterns.append(address("provsida/<uuid:subject>/", view, name="provsida"))
    client = Client()
    client.force_login(Account.objects.get(email=email), backend="allauth.account.auth_backends.AuthenticationBackend")
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for _ in range(count):
        subject = uuid.uuid4()
        answer = client.get(f"/r/{room}/provsida/{subject}/")
        if answer.status_code == 200:
            os.write(file, f"{answer.content.decode()}\n".encode())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
