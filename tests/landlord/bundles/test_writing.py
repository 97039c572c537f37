"""Skriv brev till flera: who gets one and who does not and why, and what was shown is what is made."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kvarbo.ground.letters.kinds import KINDS, LetterKind, kinds_of
from kvarbo.ground.letters.letter import Sender
from kvarbo.ground.letters.models import KeptLetter
from kvarbo.ground.people.models import Person
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.landlord.bundles.actions import put_bundle
from kvarbo.landlord.bundles.kinds import fills_itself
from kvarbo.landlord.bundles.models import BundleLetter, LetterBundle
from kvarbo.landlord.bundles.planning import ANOTHER_HOME, Choice, Wanted, plan
from kvarbo.landlord.outreach.actions import pause
from kvarbo.landlord.rent.models import LeaseTenant
from tests.doors.papers.pdf_text import words_in
from tests.landlord.bundles.conftest import Bulk
from tests.landlord.outreach.conftest import CANARY, MONTH, ON, Landlord

UNSHOWN = "\u00a0"


def why(answer: Any) -> dict[str, str]:
    """Who is left out, and the reason."""
    return {str(one.name): one.reason for one in answer.context["plan"].left_out}


def names(answer: Any) -> list[str]:
    return [one.name for one in answer.context["plan"].planned]


def test_only_kinds_that_fill_themselves_can_be_written_to_many() -> None:
    assert [about.kind for about in kinds_of("landlord") if fills_itself(about)] == [
        LetterKind.FRIENDLY_REMINDER, LetterKind.CALL_ME, LetterKind.OFFER_OF_TALK,
    ]  # fmt: skip
    assert not fills_itself(KINDS[LetterKind.WARNING_1])  # the law's contents are one person's decision
    assert not fills_itself(KINDS[LetterKind.BROKEN_PLAN])  # which part has not come is told by hand


def test_the_chosen_rows_are_shown_each_with_name_and_address_and_the_first_as_a_pdf(bulk: Bulk) -> None:
    rows = bulk.homes(3)
    shown = bulk.ask(rows)
    assert names(shown) == ["Bo Ek 1", "Bo Ek 2", "Bo Ek 3"]
    said = shown.content.decode()
    assert "3 brev görs" in said
    assert "Kvarngränd 2, 123 45 Kvarnby" in said
    first = bulk.ask(rows, "first")
    assert first.headers["Content-Disposition"] == 'attachment; filename="call-me.pdf"'
    assert names(shown)[0] in words_in(first.content)
    assert not KeptLetter.objects.exists()
    assert not LetterBundle.objects.exists()


def test_each_who_gets_none_is_named_with_the_reason(landlord: Landlord, bulk: Bulk) -> None:
    paid = landlord.lease("betald", name="Betald", paid=True)
    paused = landlord.lease("paus", name="Pausad")
    with recorded("test"):
        pause(lease=paused, on=ON, by=landlord.member("anna"), until=date(2026, 11, 20), reason="agreed")
    homeless = landlord.lease("utan", name="Adresslös", address="", flat="")
    waits = landlord.lease("vantar", name="Väntande")
    rows = [bulk.suggest(lease) for lease in (paid, paused, homeless)]
    rows.append(bulk.suggest(waits, waiting_for="Lovat betala den 12 november"))
    answer = bulk.ask(rows)
    assert why(answer) == {
        "Betald": "Inget är förfallet och obetalt längre.",
        "Pausad": "Pausad till och med fre 20 november 2026.",
        "Adresslös": "Ingen adress är inskriven på avtalet.",
        "Väntande": "Väntar: Lovat betala den 12 november",
    }
    assert names(answer) == []
    assert 'value="make"' not in answer.content.decode()


def test_a_reminder_is_filled_with_each_ones_own_month_and_amount(landlord: Landlord, bulk: Bulk) -> None:
    lease = landlord.lease()
    lease.bills.update(ocr="655969", amount=123_450)
    row = bulk.suggest(lease)
    lacks = bulk.ask([row], kind="friendly_reminder")
    assert "pay_to" in lacks.context["form"].errors
    words = words_in(bulk.ask([row], "first", kind="friendly_reminder", pay_to="bankgiro 160-9908").content)
    words = words.replace(UNSHOWN, " ")
    for said in ("Åsa Öberg", "1 234,50 kr", "655969", "bankgiro 160-9908", "november 2026"):
        assert said in words


def test_two_on_a_lease_get_a_letter_each_and_a_home_chosen_twice_is_written_to_once(
    landlord: Landlord, bulk: Bulk
) -> None:
    lease = landlord.lease()
    second = Person.objects.create(source_key="p2", name="Bo Öberg")
    LeaseTenant.objects.create(lease=lease, person=second, role="co_tenant", place=2)
    child = Person.objects.create(source_key="p3", name="Barnet Öberg")
    LeaseTenant.objects.create(lease=lease, person=child, role="child", place=3)
    rows = [bulk.suggest(lease), bulk.suggest(lease, month=date(2026, 10, 1), place=2)]
    assert names(bulk.ask(rows)) == ["Bo Öberg", "Åsa Öberg"]


def test_somebody_with_two_homes_gets_one_letter_and_the_other_home_is_named(bulk: Bulk) -> None:
    first, second = bulk.homes(2)
    LeaseTenant.objects.filter(lease=second.lease).update(person=LeaseTenant.objects.get(lease=first.lease).person)
    shown = bulk.ask([first, second]).context["plan"]
    assert (len(shown.planned), [one.reason for one in shown.left_out]) == (1, [ANOTHER_HOME])
    assert bulk.put([first, second]).planned == 1


def test_nobody_gets_the_same_kind_twice_in_a_period_without_somebody_deciding_it(bulk: Bulk) -> None:
    rows = bulk.homes(2)
    bulk.made(rows[:1], form_key="a")
    again = bulk.ask(rows, form_key="b")
    assert why(again) == {"Bo Ek 2": "Har redan fått det här brevet mån 9 november 2026, skrivet av Anna."}
    assert names(again) == ["Bo Ek 1"]
    assert 'name="again"' in again.content.decode()
    assert names(bulk.ask(rows, kind="offer_of_talk")) == ["Bo Ek 1", "Bo Ek 2"]
    bulk.made(rows, again="1", form_key="c")
    assert sorted(BundleLetter.objects.filter(state="made").values_list("person__name", "again")) == [
        ("Bo Ek 1", 0), ("Bo Ek 2", 0), ("Bo Ek 2", 1),
    ]  # fmt: skip


def test_a_letter_written_to_one_alone_counts_as_had(landlord: Landlord, bulk: Bulk) -> None:
    (row,) = bulk.homes(1)
    person = row.lease.lease_tenants.get().person_id
    form = {
        "slag": "call_me", "do": "keep", "person": str(person), "address": "Kvarngränd 1\n123 45 Kvarnby",
        "language": "sv", "v_reply_by": "2026-11-16", "contact": "Bo", "phone": "070-174 06 98",
        "organisation": "Kvarnbyhem", "organisation_address": "Torget 1",
        "form_key": "0f0f0f0f-0000-4000-8000-00000000f0f0",
    }  # fmt: skip
    assert landlord.client("bo").post(landlord.url(f"brev/{row.lease_id}/skriv/"), form).status_code == 302
    assert why(bulk.ask([row])) == {"Bo Ek 1": "Har redan fått det här brevet mån 9 november 2026, skrivet av Bo."}


def test_a_list_that_has_changed_is_shown_again_and_nothing_is_made(landlord: Landlord, bulk: Bulk) -> None:
    rows = bulk.homes(2)
    seen = bulk.ask(rows).context["plan"].digest
    landlord.pay(rows[0].lease)
    answer = bulk.ask(rows, "make", seen=seen)
    assert "Något har ändrats sedan du såg listan" in answer.content.decode()
    assert names(answer) == ["Bo Ek 1"]
    assert not LetterBundle.objects.exists()


def test_the_same_form_sent_twice_is_one_bundle(bulk: Bulk) -> None:
    rows = bulk.homes(2)
    seen = bulk.ask(rows).context["plan"].digest
    first = bulk.ask(rows, "make", seen=seen)
    bulk.work()
    second = bulk.ask(rows, "make", seen=seen)
    assert first.status_code == 302
    assert second.url == first.url
    assert LetterBundle.objects.count() == 1
    assert KeptLetter.objects.count() == 2
    assert TrailRow.objects.filter(act="letters.asked").count() == 1


def test_two_who_write_the_same_at_once_make_one_and_the_other_leaves_nothing(landlord: Landlord, bulk: Bulk) -> None:
    (row,) = bulk.homes(1)
    choice = Choice(LetterKind.OFFER_OF_TALK, None, {"reply_by": ON}, Sender("Vi", ("Torget 1",), "Anna", "070"))
    stale = plan(landlord.member("anna"), [Wanted(row.lease_id, "", MONTH)], choice, on=ON)
    bulk.put([row], who="bo", kind="offer_of_talk")
    with recorded("test"), pytest.raises(CannotDo, match="Något har ändrats"):
        put_bundle(stale, by=landlord.member("anna"), form_key="annas")
    assert [bundle.by_name for bundle in LetterBundle.objects.all()] == ["Bo"]


def test_a_whole_group_of_idag_can_be_chosen_at_an_address_of_its_own(landlord: Landlord, bulk: Bulk) -> None:
    bulk.homes(2)
    bulk.suggest(landlord.lease("syd", name="Syd", district="Södra"))
    bulk.suggest(landlord.lease("ring", name="Ring"), group="ring", channel="call")
    address, client = landlord.url("brevbuntar/ny/"), landlord.client("anna")
    assert "välj en hel grupp" in client.get(address).content.decode()
    for query, count in (("group=skicka&district=", 3), ("group=&district=", 4), ("group=skicka&district=Norra", 2)):
        assert client.get(f"{address}?{query}").context["chosen"] == count
    assert "Ingen på Idag är i det urvalet" in client.get(f"{address}?group=mote&district=").content.decode()
    shown = bulk.ask([], group="skicka", district="Norra")
    assert sorted(names(shown)) == ["Bo Ek 1", "Bo Ek 2"]


def test_idag_offers_letters_beside_messages(landlord: Landlord, bulk: Bulk) -> None:
    (row,) = bulk.homes(1)
    page = landlord.client("anna").get(landlord.url()).content.decode()
    assert f'formaction="{landlord.url("brevbuntar/ny/")}">Skriv brev till de valda' in page
    assert f'form="skriv-till" name="rad" value="{row.id}"' in page
    by_message = landlord.client("anna").post(landlord.url("utskick/nytt/"), {"rad": [str(row.id)]})
    assert by_message.context["otherwise"] == 1  # chosen for a letter, and not silently gone


@pytest.mark.parametrize("who", ["karl", "revisor"])
def test_only_the_office_writes_to_many(landlord: Landlord, who: str) -> None:
    for path in ("brevbuntar/", "brevbuntar/ny/"):
        assert landlord.client(who).get(landlord.url(path)).status_code == 403


def test_what_is_put_in_the_trail_names_nobody(bulk: Bulk) -> None:
    (row,) = bulk.homes(1)
    row.lease.lease_tenants.get().person.__class__.objects.update(name=f"{CANARY} Ek")
    bulk.fetch(bulk.made([row]))
    assert CANARY not in str(list(TrailRow.objects.values_list("about", "act", "route")))
