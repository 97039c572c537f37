"""Skyddade uppgifter: nobody protected stands in a preview, a file, a file's name or metadata, or in progress."""

from __future__ import annotations

from typing import Any

import pytest

from kvarbo.ground.jobs.models import Job
from kvarbo.ground.letters.models import KeptLetter
from kvarbo.ground.people.actions import hide
from kvarbo.ground.trail.recorder import recorded
from kvarbo.house.rooms import enter
from kvarbo.landlord.bundles.models import BundleLetter
from kvarbo.landlord.rent.protection import hide as hide_home
from tests.doors.papers.pdf_text import information_in, words_in
from tests.landlord.bundles.conftest import Bulk
from tests.landlord.outreach.conftest import CANARY, Landlord

WHERE = f"{CANARY}gränd 7"


@pytest.fixture
def hidden(landlord: Landlord, bulk: Bulk) -> Any:
    """A row of Idag for somebody protected, whose named handler is Hanna."""
    lease = landlord.lease("hemlig", name=f"{CANARY} Åsa", address=WHERE, protected=True)
    return bulk.suggest(lease)


def everything(answer: Any) -> str:
    said = answer.content
    words = words_in(said) + information_in(said) if said.startswith(b"%PDF-") else said.decode()
    return str(words) + str(dict(answer.headers))


@pytest.mark.parametrize("by_row", [True, False])
def test_somebody_protected_among_the_chosen_is_nowhere_for_one_who_is_not_named(
    landlord: Landlord, bulk: Bulk, hidden: Any, by_row: bool
) -> None:
    rows = [*bulk.homes(2), hidden] if by_row else []
    said = {} if by_row else {"group": "skicka", "district": ""}
    if not by_row:
        bulk.homes(2)
    answers = [bulk.ask(rows, **said), bulk.ask(rows, "first", **said)]
    bundle = bulk.put(rows, **said)
    answers.append(landlord.client("anna").get(landlord.url(f"brevbuntar/bunt/?bunt={bundle.pk}")))
    bulk.work()
    answers.append(landlord.client("anna").get(landlord.url(f"brevbuntar/bunt/?bunt={bundle.pk}")))
    answers += [bulk.fetch(bundle), landlord.client("anna").get(landlord.url("brevbuntar/"))]
    for answer in answers:
        assert CANARY not in everything(answer)
        assert str(hidden.lease_id) not in everything(answer)
    assert [row.state for row in bulk.rows(bundle)] == ["made", "made"]
    with enter(landlord.room):
        job = Job.objects.get(kind="make_letters")
        assert (job.done_parts, job.all_parts) == (2, 2)
        assert CANARY not in str(job.arguments) + job.stage + job.error


def test_the_named_handler_sees_that_no_ordinary_letter_goes_and_the_office_does_not_see_the_row(
    landlord: Landlord, bulk: Bulk, hidden: Any
) -> None:
    rows = [*bulk.homes(1), hidden]
    shown = bulk.ask(rows, who="hanna")
    assert [one.reason for one in shown.context["plan"].left_out] == [
        "Skyddade personuppgifter: inget vanligt brev. Den namngivna handläggaren tar kontakten."
    ]
    bundle = bulk.put(rows, who="hanna")
    bulk.work()
    assert CANARY in bulk.page(bundle, "hanna")
    assert CANARY not in bulk.page(bundle, "anna")
    for who in ("hanna", "anna"):
        assert CANARY not in everything(bulk.fetch(bundle, who))
    assert KeptLetter.objects.count() == 1


@pytest.mark.parametrize("when", ["before they are made", "after they are made"])
def test_one_who_becomes_protected_goes_out_of_the_bundle_and_its_file(
    landlord: Landlord, bulk: Bulk, when: str
) -> None:
    rows = bulk.homes(2)
    person = rows[0].lease.lease_tenants.get().person
    person.__class__.objects.filter(pk=person.pk).update(name=f"{CANARY} Ek")
    bundle = bulk.put(rows)
    if when == "after they are made":
        bulk.work()
        assert CANARY in bulk.page(bundle)
    with recorded("test"):
        hide(person.pk)
        hide_home(person.pk)
    bulk.work()
    row = BundleLetter.objects.get(person=person)
    assert (row.state, row.to_name, row.to_street) == ("taken_out", "", "")
    for answer in (bulk.fetch(bundle), landlord.client("anna").get(landlord.url(f"brevbuntar/bunt/?bunt={bundle.pk}"))):
        assert CANARY not in everything(answer)
        assert str(row.lease_id) not in everything(answer)
    assert "Ett brev hör till ett hem som inte går att öppna för dig" in bulk.page(bundle)
    assert "noterad för alla brev" in bulk.act(bundle, "posted", posted_date="2026-11-09", seen=1)
    assert KeptLetter.objects.exclude(posted_date=None).count() == 1
