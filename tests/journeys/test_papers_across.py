"""One paper, three ways: from room to room, by file to another installation, and as a letter typed in at the other end.

However it came it is the same record with the right days: what the law counts from is told apart from what was seen.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings

from kvarbo.core.law.jordabalken.recovery_period import recovery_period
from kvarbo.doors.organisations.models import Counterpart, Transport
from kvarbo.doors.post import actions
from kvarbo.doors.post.courier import carry_all
from kvarbo.doors.post.files_out import folder_out
from kvarbo.doors.post.models import Receipt, ReceivedPaper, SentPaper
from kvarbo.doors.post.queries import given_days
from kvarbo.doors.post.receiving import taken_in_from_file
from tests import databases
from tests.doors.post.conftest import LANDLORD, ON, SOCIAL, Town, in_one_transaction, know_each_other, town
from tests.doors.post.handing import notice_sent

__all__ = ["town"]
POSTED = date(2026, 11, 9)


def by_room(town: Town) -> UUID:
    """Carried by the courier."""
    paper = notice_sent(town)
    carry_all()
    return paper


def by_letter(town: Town) -> UUID:
    """Printed, posted registered here, and typed in there."""
    paper = notice_sent(town, transport=Transport.REGISTERED)
    with in_one_transaction(town, LANDLORD) as by:
        left = actions.Left(posted=POSTED, registered_number="RR 123 456 789 SE")
        actions.note_left(SentPaper.objects.get(pk=paper), left, on=ON, by=by)
    with in_one_transaction(town, SOCIAL) as by:
        said = {
            "plain": "rent", "kind": "notice_unpaid_rent", "from_name": "", "about_name": "Åke-Örjan O'Neill",
            "about_identity": "", "came_by": "registered", "posted": POSTED, "received": POSTED,
            "registered_number": "RR 123 456 789 SE", "kept_where": "Pärm 3", "form_key": uuid4().hex,
        }  # fmt: skip
        actions.register_by_hand(said, counterpart=Counterpart.objects.get(), on=ON, by=by)
    return paper


@pytest.mark.parametrize(
    ("way", "days"),
    [(by_room, (None, None, ON)), (by_letter, (POSTED, POSTED, None))],
    ids=["room to room", "a registered letter"],
)
def test_the_record_is_the_same_and_its_days_are_its_own(
    town: Town, way: Callable[[Town], UUID], days: tuple[Any, ...]
) -> None:
    way(town)
    with town.enter(SOCIAL):
        must_be_the_same_record(ReceivedPaper.objects.get(), days)


def must_be_the_same_record(came: ReceivedPaper, days: tuple[Any, ...]) -> None:
    """Of the same kind, from the same, with these days; the recovery period is counted from them."""
    assert (came.kind, came.plain, came.from_name) == ("notice_unpaid_rent", "rent", "Kvarnbyhem AB")
    assert (came.posted_date, came.received_date, came.door_date) == days
    assert recovery_period(**given_days(came)).value.not_before == date(2026, 11, 30)


class Installations:
    """Two installations with databases of their own, one at a time in this process."""

    def __init__(self, backend: Any, folder: Path, stack: ExitStack) -> None:
        self.settings: dict[str, tuple[str, str, str, str]] = {}
        for name in ("one", "two"):
            (folder / name).mkdir()
            stack.enter_context(backend.copy(folder / name))
            self.settings[name] = (
                settings.KVARBO_DATABASE, settings.KVARBO_ADMIN_DATABASE, settings.KVARBO_KEYS, settings.KVARBO_FILES,
            )  # fmt: skip

    def go_to(self, name: str) -> None:
        """Work in this installation from now on."""
        address, admin, keys, files = self.settings[name]
        databases.use(address, admin=admin, keys=Path(keys), files=Path(files))


def test_a_paper_goes_to_another_installation_by_file_and_its_receipt_comes_back(
    town: Town, backend: Any, tmp_path: Path
) -> None:
    before = (
        settings.KVARBO_DATABASE, settings.KVARBO_ADMIN_DATABASE, settings.KVARBO_KEYS, settings.KVARBO_FILES,
    )  # fmt: skip
    with ExitStack() as stack:
        two = Installations(backend, tmp_path, stack)
        for name in ("one", "two"):
            two.go_to(name)
            both_members(town)
            know_each_other(town, transport="file")
        two.go_to("one")
        paper = notice_sent(town)
        assert carry_all().left == 1
        file = file_in(town, LANDLORD, "socialnamnden")
        two.go_to("two")
        for _ in range(2):
            with town.enter(SOCIAL):
                assert taken_in_from_file(file) == ""
        with town.enter(SOCIAL):
            must_be_the_same_record(ReceivedPaper.objects.get(), (None, None, ON))
            assert ReceivedPaper.objects.get().paper_id == paper
        carry_all()
        receipt = file_in(town, SOCIAL, "kvarnbyhem")
        with town.enter(LANDLORD):
            assert not SentPaper.objects.exists()  # this installation's landlord sent nothing
        two.go_to("one")
        with town.enter(LANDLORD):
            assert taken_in_from_file(receipt) == ""
            assert SentPaper.objects.get().state == "received"
            assert Receipt.objects.get().came_in_date == ON
        with town.enter(SOCIAL):
            assert not ReceivedPaper.objects.exists()
        databases.use(before[0], admin=before[1], keys=Path(before[2]), files=Path(before[3]))


def both_members(town: Town) -> None:
    """Those who work in the two rooms, in the installation one is in."""
    from kvarbo.ground.trail.recorder import recorded
    from tests.doors.post.conftest import member

    for slug, roles in ((LANDLORD, ["rent_officer", "manager"]), (SOCIAL, ["caseworker", "manager"])):
        with town.enter(slug), recorded("test"):
            town.members[slug] = member(roles)


def file_in(town: Town, slug: str, place: str) -> bytes:
    """The only file that lies for a counterpart."""
    with town.enter(slug):
        (file,) = [found for found in folder_out(place).iterdir() if found.suffix == ".json"]
    assert "Neill" not in file.name
    return file.read_bytes()
