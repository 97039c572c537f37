"""Decision 0004: what Django's own ATOMIC_REQUESTS does with rendering, refusals and writes while reading.

python docs/decisions/checks/requests_and_transactions.py
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import django
from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": Path(tempfile.mkdtemp(), "room.sqlite3"),
            "ATOMIC_REQUESTS": True,
        }
    },
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", {"page": "{{ inside }}"})]},
        }
    ],
)
django.setup()

from django.db import OperationalError, connection  # noqa: E402
from django.http import Http404, HttpRequest, HttpResponse  # noqa: E402
from django.template.response import TemplateResponse  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import path  # noqa: E402

ADD_ROW = "INSERT INTO trail VALUES ('row')"


def run(text: str) -> list[Any]:
    with connection.cursor() as cursor:
        return list(cursor.execute(text) or ())


def page(request: HttpRequest) -> TemplateResponse:
    return TemplateResponse(request, "page", {"inside": lambda: connection.in_atomic_block})


def refusal(request: HttpRequest) -> HttpResponse:
    run(ADD_ROW)
    raise Http404


urlpatterns = [path("page", page), path("refusal", refusal)]


def writes_only_when_it_says_so(execute: Any, text: str, *rest: Any) -> Any:
    if not text.upper().startswith(("SELECT", "WITH")):
        raise RuntimeError("refused by the wrapper")
    return execute(text, *rest)


def tried(text: str) -> str:
    try:
        run(text)
    except (RuntimeError, OperationalError) as error:
        return str(error)
    return "went through"


if __name__ == "__main__":
    run("CREATE TABLE trail (t TEXT)")
    client = Client()
    print("the page is rendered inside the transaction:", client.get("/page").content.decode())
    client.get("/refusal")
    print("trail rows left by a refusal:               ", run("SELECT count(*) FROM trail")[0][0])
    with connection.execute_wrapper(writes_only_when_it_says_so):
        print("INSERT under an execute wrapper:            ", tried(ADD_ROW))
        print("WITH … INSERT under the same wrapper:       ", tried(f"WITH x AS (SELECT 1) {ADD_ROW}"))
    run("PRAGMA query_only = ON")
    print("WITH … INSERT under PRAGMA query_only:      ", tried(f"WITH x AS (SELECT 1) {ADD_ROW}"))
