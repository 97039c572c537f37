"""Två tusen brev: as many as may be asked for at once, by the same work as three. ``-s`` shows what each part took.

python -m pytest -m proof tests/landlord/bundles -k sqlite -s
"""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from kvarbo.core.facts import LadderStep
from kvarbo.ground import clock
from kvarbo.ground.letters.kinds import LetterKind
from kvarbo.ground.letters.letter import Sender
from kvarbo.ground.letters.models import KeptLetter
from kvarbo.ground.people.models import Person
from kvarbo.ground.trail.recorder import recorded
from kvarbo.landlord.bundles import printing
from kvarbo.landlord.bundles.actions import MOST, put_bundle
from kvarbo.landlord.bundles.models import BundleLetter
from kvarbo.landlord.bundles.planning import Choice, Wanted, plan
from kvarbo.landlord.bundles.queries import bundle
from kvarbo.landlord.rent.models import Bill, Lease, LeaseTenant
from tests.landlord.bundles.conftest import Bulk
from tests.landlord.outreach.conftest import DUE, MONTH, RENT, Landlord

SENDER = Sender("Kvarnbyhem", ("Torget 1", "123 45 Kvarnby"), "Anna", "070-174 06 99")


def many_homes(count: int) -> list[Wanted]:
    """So many homes with a rent that is late."""
    leases = Lease.objects.bulk_create(
        Lease(source_key=str(n), number=f"N-{n}", kind="dwelling", rent=RENT, address=f"Kvarngränd {n}", flat="1101")
        for n in range(count)
    )
    people = Person.objects.bulk_create(Person(source_key=f"p{n}", name=f"Åke Öberg {n}") for n in range(count))
    LeaseTenant.objects.bulk_create(
        LeaseTenant(lease=lease, person=person, role="tenant") for lease, person in zip(leases, people, strict=True)
    )
    Bill.objects.bulk_create(
        Bill(id=n, lease=lease, key="2026-11 rent", month=MONTH, kind="rent", due_date=DUE, amount=RENT)
        for n, lease in enumerate(leases, 1)
    )
    return [Wanted(lease.id, LadderStep.LETTER.value, MONTH) for lease in leases]


@contextmanager
def taking(what: str) -> Iterator[None]:
    """Tell how long it took, and the most memory that this process and a child of it have held so far."""
    began = time.perf_counter()
    yield
    most, of_child = (
        resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(f"{what}: {time.perf_counter() - began:.1f} s, at most {most} MB here and {of_child} MB in a child")


@pytest.mark.proof
def test_two_thousand_letters_are_made_counted_and_printed(
    landlord: Landlord, bulk: Bulk, monkeypatch: pytest.MonkeyPatch
) -> None:
    by, wanted = landlord.member("anna"), many_homes(MOST)
    choice = Choice(LetterKind.FRIENDLY_REMINDER, None, {"pay_to": "bankgiro 160-9908"}, SENDER, "123 45 Kvarnby")
    with taking("plan"):
        made = plan(by, wanted, choice, on=clock.today())
    assert (len(made.planned), made.left_out) == (MOST, [])
    with taking("put down"), recorded(str(by.id)):
        identity = put_bundle(made, by=by, form_key="tvåtusen")
    with taking("made"):
        assert bulk.work() == 1
    assert set(BundleLetter.objects.values_list("state", flat=True)) == {"made"}
    assert KeptLetter.objects.count() == KeptLetter.objects.values("person_id").distinct().count() == MOST
    monkeypatch.setattr(printing, "export_allowed", lambda *a, **k: None)  # so many need a second person's yes
    found = bundle(identity)
    assert found is not None
    with taking("print file"), recorded(str(by.id)):
        fetched = printing.fetch_print_file(found, by=by)
    print(f"{len(fetched.content) / 1e6:.1f} MB of {MOST} letters")
    assert fetched.letters == MOST
    assert fetched.content.count(b"/Type/Page/") > MOST
