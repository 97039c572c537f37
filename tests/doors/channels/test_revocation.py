"""Withdrawn, and gone at the next request in every channel that rests on a consent; what is left of it still shows."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest

from kvarbo.core.law.secrecy.vocabulary import KindOfFact
from kvarbo.doors.consent.models import Consent, ConsentWithdrawal
from tests.doors.consent.conftest import ON, Consenting

OPENS_DEBT = "Vi får berätta för Socialtjänsten i Kvarnby: hur stor hyresskulden är."
OPENS_BOTH = "Vi får berätta för Socialtjänsten i Kvarnby: hur stor hyresskulden är och vilka som bor i hemmet."
SOON = ON + timedelta(days=9)


@pytest.fixture(autouse=True)
def on_the_day(settings: Any) -> None:
    settings.KVARBO_TODAY = ON.isoformat()


def text(client: Any, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]  # no copy of it is shown again without being asked for
    return answer.content.decode().replace("\u00a0", " ")


def at_the_next_request(client: Any, address: str, *, gone: str) -> str:
    """The page at its very first request after the withdrawal: no wait, so the second that is promised is not used."""
    shown = text(client, address)
    assert gone not in shown
    return shown


@pytest.mark.parametrize(("part", "left"), [(True, OPENS_DEBT), (False, "Inget samtycke gäller.")])
def test_the_page_opens_nothing_after_a_withdrawal(consenting: Consenting, part: bool, left: str) -> None:
    lease, client = consenting.lease(), consenting.client("bo")
    consent = consenting.give(lease, facts=["arrears", "household"])
    address = consenting.url(f"samtycken/{lease.id}/")
    assert OPENS_BOTH in text(client, address)
    live = "samtycken som gäller"
    consenting.withdraw(consent, *([(consenting.board.pk, KindOfFact.HOUSEHOLD)] if part else []))
    shown = text(client, address)
    holds = shown[shown.lower().index(live) : shown.index("Nytt samtycke")]
    assert OPENS_BOTH not in holds
    assert left in holds


@pytest.mark.parametrize("part", [True, False])
def test_the_list_drops_what_was_taken_back(consenting: Consenting, part: bool) -> None:
    lease, client, address = consenting.lease(), consenting.client("bo"), consenting.url("samtycken/")
    consent = consenting.give(lease, facts=["arrears", "household"], until=SOON)
    assert OPENS_BOTH in text(client, address)
    consenting.withdraw(consent, *([(consenting.board.pk, KindOfFact.HOUSEHOLD)] if part else []))
    shown = at_the_next_request(client, address, gone=OPENS_BOTH)
    assert (OPENS_DEBT in shown) is part


def test_an_open_tab_shows_and_sends_nothing_more_at_its_next_request(consenting: Consenting) -> None:
    lease, client = consenting.lease(), consenting.client("bo")
    consent = consenting.give(lease, until=SOON)
    tabs = [consenting.url("samtycken/"), consenting.url(f"samtycken/{lease.id}/")]
    opened = [text(client, tab) for tab in tabs]
    assert all(OPENS_DEBT in shown for shown in opened)
    consenting.withdraw(consent)
    at_the_next_request(client, tabs[0], gone=OPENS_DEBT)
    assert "Inget samtycke gäller." in text(client, tabs[1])
    form = {
        "consent": consent.pk, "how_much": "part", "parts": [f"{consenting.board.pk}:arrears"], "told_how": "phone",
        "withdrawn_by": "Åsa", "withdrawn_on": ON.isoformat(), "form_key": "från fliken som stod öppen",
    }  # fmt: skip
    answer = client.post(consenting.url(f"samtycken/{lease.id}/ta-tillbaka/"), form)
    assert answer.status_code == 200
    assert ConsentWithdrawal.objects.count() == 1


def test_the_signed_form_stays_as_proof_and_opens_nothing(consenting: Consenting) -> None:
    lease, client = consenting.lease(), consenting.client("bo")
    consent = consenting.give(lease, how_given="written", file=BytesIO(b"%PDF-1.7 undertecknad"))
    address = consenting.url(f"samtycken/{lease.id}/fil/?samtycke={consent.pk}")
    consenting.withdraw(consent)
    assert client.get(address).content == b"%PDF-1.7 undertecknad"
    assert {one.withdrawn for one in consenting.consents(lease)} == {ON}
    assert Consent.objects.get().file_sha256 == consent.file_sha256
