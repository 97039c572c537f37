"""What leaves in files is counted; above a limit another person must say yes, and no second account helps."""

from __future__ import annotations

from datetime import date

import pytest

from kvarbo.ground.exports.actions import ExportStopped, decide, export_allowed, taken_today
from kvarbo.ground.exports.limits import limits_on
from kvarbo.ground.exports.models import Export
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.actions import take_in_member
from kvarbo.ground.units.queries import AtWork, at_work
from kvarbo.house.actions import make_account
from tests.ground.log_review.conftest import ROOM, Office, office

__all__ = ["office"]
LIMITS = limits_on(date(2026, 11, 1))


def take(member: AtWork, count: int, *, reason: str = "Till bolaget", about: str = "fil") -> None:
    with recorded(str(member.id)):
        export_allowed(member, count, reason, what="collection_file", about=about)


def asks(member: AtWork, count: int, *, about: str = "fil") -> Export:
    """Asks for more than one may take; what is asked is kept, as in a page that answers in the ordinary way."""
    with recorded(str(member.id)), pytest.raises(ExportStopped, match="en annan än du"):
        export_allowed(member, count, "Till bolaget", what="collection_file", about=about)
    return Export.objects.get(state="waiting", about=about)


def says(by: AtWork, export: Export, approve: bool = True) -> Export:
    with recorded(str(by.id)):
        return decide(identity=export.pk, approve=approve, by=by)


def test_a_small_file_is_taken_and_recorded(office: Office):
    take(office.members["ingrid"], 25, reason="")
    assert taken_today(office.members["ingrid"]) == 25
    row = TrailRow.objects.order_by("-seq").first()
    assert (row.act, row.about["count"]) == ("export.taken", 25)


def test_more_needs_a_reason(office: Office):
    with pytest.raises(ExportStopped, match="Skriv varför"):
        take(office.members["ingrid"], LIMITS.reason_above + 1, reason=" ")
    assert not Export.objects.exists()


def test_above_the_limit_another_must_say_yes_and_it_holds_once_for_that_file(office: Office):
    ingrid, maria = office.members["ingrid"], office.members["maria"]
    waiting = asks(ingrid, LIMITS.at_once + 1)
    assert asks(ingrid, LIMITS.at_once + 1).pk == waiting.pk  # asking again is the same asking
    says(maria, waiting)
    with pytest.raises(ExportStopped):
        take(ingrid, LIMITS.at_once + 1, about="en annan fil")
    take(ingrid, LIMITS.at_once + 1)
    assert taken_today(ingrid) == LIMITS.at_once + 1
    with pytest.raises(ExportStopped):
        take(ingrid, LIMITS.at_once + 1)


def test_a_days_files_count_together(office: Office):
    ingrid = office.members["ingrid"]
    for about in ("a", "b"):
        take(ingrid, LIMITS.at_once, about=about)
    with pytest.raises(ExportStopped):
        take(ingrid, 1, about="c")
    take(office.members["yusuf"], 1)


def test_a_no_is_a_no_for_the_day(office: Office):
    ingrid = office.members["ingrid"]
    says(office.members["maria"], asks(ingrid, 300), approve=False)
    with pytest.raises(ExportStopped, match="Maria Ström"):
        take(ingrid, 300)


def test_nobody_says_yes_to_themselves_also_not_by_a_second_account(office: Office):
    maria = office.members["maria"]
    waiting = asks(maria, 300)
    doubles = {"Maria  ström": "annan@exempel.example", "M. S.": "maria+chef@exempel.example"}
    for name, email in doubles.items():
        account = make_account(email=email, name=name, password=None)
        with recorded("test"):
            take_in_member(account_id=account.pk, name=name, roles=["manager"])
        double = at_work(account_id=account.pk)
        assert double is not None
        with pytest.raises(ExportStopped, match="En annan person"):
            says(double, waiting)
    with pytest.raises(ExportStopped, match="En annan person"):
        says(maria, waiting)
    assert says(office.members["ingrid"], waiting).state == "approved"


def test_the_managers_page_shows_what_waits_and_answers(office: Office):
    waiting = asks(office.members["ingrid"], 300)
    maria = office.client("maria")
    page = maria.get(f"/r/{ROOM}/uttag/").content.decode()
    assert "Ingrid Dahl" in page
    assert "Fil till inkassobolaget" in page
    maria.post(f"/r/{ROOM}/uttag/svara/", {"export": str(waiting.pk), "answer": "approve"})
    assert Export.objects.get().state == "approved"
    again = maria.post(f"/r/{ROOM}/uttag/svara/", {"export": str(waiting.pk), "answer": "approve"}, follow=True)
    assert "väntar inte på svar längre" in again.content.decode()
