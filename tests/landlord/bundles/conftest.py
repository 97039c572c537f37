"""The landlord's room of outreach, where letters are written to many and made as the worker makes them."""

from __future__ import annotations

import re
from typing import Any

import pytest

from kvarbo.core.facts import LadderStep
from kvarbo.doors.organisations.actions import say_who_we_are
from kvarbo.ground.jobs.running import run_all
from kvarbo.ground.trail.recorder import recorded
from kvarbo.house.rooms import enter
from kvarbo.landlord.bundles.models import BundleLetter, LetterBundle
from kvarbo.landlord.outreach.models import Suggestion
from kvarbo.landlord.rent.models import Lease
from kvarbo.landlord.work import NEEDS, WORK
from tests.landlord.outreach.conftest import MONTH, ON, Landlord, landlord, on_the_day

__all__ = ["landlord", "on_the_day"]
FILLED = {
    "kind": "call_me", "language": "", "reply_by": "2026-11-16", "hours": "vardagar 8–16", "pay_to": "",
    "town": "123 45 Kvarnby", "contact": "Anna", "phone": "070-174 06 99", "contact_title": "", "email": "",
    "organisation": "Kvarnbyhem", "organisation_address": "Torget 1\n123 45 Kvarnby", "form_key": "nyckel",
}  # fmt: skip


class Bulk:
    """Writes to many as somebody in the office would, and lets the worker work."""

    def __init__(self, landlord: Landlord) -> None:
        self.landlord = landlord

    def suggest(self, lease: Lease, channel: str = "letter", **said: Any) -> Suggestion:
        values = {
            "group": "skicka", "rule": "brev", "step": LadderStep.LETTER.value, "channel": channel, "month": MONTH,
            "due_on": ON, "days_late": 10, "amount": 845_000, "place": 1,
        }  # fmt: skip
        return Suggestion.objects.create(lease=lease, **(values | said))

    def homes(self, count: int, **said: Any) -> list[Suggestion]:
        """So many homes along one street, the last number first."""
        return [
            self.suggest(
                self.landlord.lease(
                    str(number), name=f"Bo Ek {number}", address=f"Kvarngränd {number}", flat="", phone="", **said
                )
            )
            for number in range(count, 0, -1)
        ]

    def ask(self, rows: list[Suggestion], do: str = "preview", who: str = "anna", **said: Any) -> Any:
        chosen = {"rad": [str(row.id) for row in rows], **FILLED, "do": do, **said}
        return self.landlord.client(who).post(self.landlord.url("brevbuntar/ny/"), chosen)

    def put(self, rows: list[Suggestion], who: str = "anna", **said: Any) -> LetterBundle:
        """Show, and make what was shown; the letters wait for the worker."""
        seen = self.ask(rows, who=who, **said).context["plan"].digest
        answer = self.ask(rows, "make", who, seen=seen, **said)
        assert answer.status_code == 302, answer.context["form"].errors
        identity = re.search(r"bunt=([\w-]+)", answer.url)
        assert identity is not None
        with enter(self.landlord.room):
            return LetterBundle.objects.get(pk=identity[1])

    def made(self, rows: list[Suggestion], **said: Any) -> LetterBundle:
        """Show, make, and let the worker work."""
        bundle = self.put(rows, **said)
        self.work()
        return bundle

    def work(self) -> int:
        with enter(self.landlord.room):
            return run_all(WORK, NEEDS)

    def page(self, bundle: LetterBundle, who: str = "anna") -> str:
        got = self.landlord.client(who).get(self.landlord.url(f"brevbuntar/bunt/?bunt={bundle.pk}"))
        assert got.status_code == 200
        return str(got.content.decode())

    def act(self, bundle: LetterBundle, do: str, who: str = "anna", **said: Any) -> str:
        """What the page says after a form of it was sent."""
        form = {"bunt": str(bundle.pk), "do": do, **said}
        answer = self.landlord.client(who).post(self.landlord.url("brevbuntar/bunt/"), form, follow=True)
        return str(answer.content.decode())

    def fetch(self, bundle: LetterBundle, who: str = "anna") -> Any:
        address = self.landlord.url("brevbuntar/bunt/utskriftsfil/")
        return self.landlord.client(who).post(address, {"bunt": str(bundle.pk)}, follow=True)

    def rows(self, bundle: LetterBundle) -> list[BundleLetter]:
        with enter(self.landlord.room):
            return list(BundleLetter.objects.filter(bundle=bundle))


@pytest.fixture
def bulk(landlord: Landlord) -> Bulk:
    with recorded("test"):
        say_who_we_are(name="Kvarnbyhem", party="municipal_landlord", address="Torget 1\n123 45 Kvarnby")
    return Bulk(landlord)
