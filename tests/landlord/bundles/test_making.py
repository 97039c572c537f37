"""Gör breven, skriv ut och posta: as many as were shown, none twice, one file in address order, one day of posting."""

from __future__ import annotations

from typing import Any

import pytest

from kvarbo.ground.attachments import storage
from kvarbo.ground.jobs.models import Job
from kvarbo.ground.letters.models import KeptLetter
from kvarbo.ground.letters.queries import FOLDER
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.units.models import MemberRole
from kvarbo.house.rooms import enter
from kvarbo.landlord.bundles import making
from kvarbo.landlord.bundles.models import BundleLetter, LetterBundle
from kvarbo.landlord.outreach.models import Contact
from kvarbo.landlord.work import NEEDS
from tests.doors.papers.pdf_text import information_in, words_in
from tests.landlord.bundles.conftest import Bulk
from tests.landlord.outreach.conftest import MONTH, ON, Landlord


def states(bulk: Bulk, bundle: LetterBundle) -> list[str]:
    return sorted(row.state for row in bulk.rows(bundle))


def test_as_many_are_made_as_were_shown_each_kept_as_a_single_letter_is(landlord: Landlord, bulk: Bulk) -> None:
    bundle = bulk.made(bulk.homes(3))
    assert states(bulk, bundle) == ["made"] * 3
    kept = {letter.id: letter for letter in KeptLetter.objects.all()}
    for row in bulk.rows(bundle):
        letter = kept.pop(row.letter_id)
        assert (letter.subject_id, letter.person_id, letter.form_key) == (row.lease_id, row.person_id, row.id)
        assert (letter.kind, letter.made_date, letter.made_by_name, letter.posted_date) == ("call_me", ON, "Anna", None)
        assert landlord.client("anna").get(landlord.url(f"sparat-brev/{letter.id}/")).status_code == 200
    assert kept == {}
    page = bulk.page(bundle)
    assert "Gjort: 3" in page
    assert "3 brev, 3 sidor." in page
    assert 'http-equiv="refresh"' not in page


def test_while_letters_are_made_the_page_tells_how_far_and_reloads_itself(
    bulk: Bulk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "AT_A_TIME", 2)
    bundle = bulk.put(bulk.homes(3))
    told: list[tuple[int, int]] = []
    page = bulk.page(bundle)
    assert "Breven görs: 0 av 3 är klara." in page
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page
    assert "Hämta utskriftsfilen" not in page
    with enter(bulk.landlord.room):
        making.make_bundle({"bundle": str(bundle.pk)}, lambda stage, done, of: told.append((done, of)))
    assert told == [(0, 3), (2, 3), (3, 3)]


def test_a_worker_that_is_killed_leaves_none_made_twice(bulk: Bulk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "AT_A_TIME", 2)
    bundle = bulk.put(bulk.homes(5))

    def killed(stage: str, done: int, of: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with enter(bulk.landlord.room), pytest.raises(KeyboardInterrupt):
        making.make_bundle({"bundle": str(bundle.pk)}, killed)
    assert states(bulk, bundle) == ["made", "made", "waiting", "waiting", "waiting"]
    assert KeptLetter.objects.count() == 2
    bulk.work()
    bulk.work()
    assert states(bulk, bundle) == ["made"] * 5
    assert KeptLetter.objects.count() == 5
    with enter(bulk.landlord.room):
        assert len(list(storage.folder(within=FOLDER).iterdir())) == 5


def test_work_broken_off_while_a_letter_is_kept_is_undone_whole(bulk: Bulk, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle, keep = bulk.put(bulk.homes(2)), making.keep_made
    monkeypatch.setattr(making, "keep_made", lambda *a, **k: (keep(*a, **k), 1 / 0))
    with enter(bulk.landlord.room), pytest.raises(ZeroDivisionError):
        making.make_bundle({"bundle": str(bundle.pk)}, lambda stage, done, of: None)
    assert not KeptLetter.objects.exists()
    monkeypatch.setattr(making, "keep_made", keep)
    bulk.work()
    assert states(bulk, bundle) == ["made"] * 2


def test_what_has_changed_since_the_list_was_shown_stops_that_letter_alone(landlord: Landlord, bulk: Bulk) -> None:
    rows = bulk.homes(2)
    bundle = bulk.put(rows, kind="friendly_reminder", pay_to="bankgiro 160-9908")
    landlord.pay(rows[0].lease)
    bulk.work()
    assert states(bulk, bundle) == ["made", "not_made"]
    assert "inte obetald och förfallen enligt reskontran" in bulk.page(bundle)
    assert KeptLetter.objects.count() == 1


def test_a_letter_that_cannot_be_set_says_why_and_the_others_are_made(bulk: Bulk) -> None:
    rows = bulk.homes(2)
    rows[0].lease.lease_tenants.get().person.__class__.objects.filter(name="Bo Ek 2").update(name="Bo 🏚 Ek")
    bundle = bulk.made(rows)
    assert states(bulk, bundle) == ["made", "not_made"]
    assert "typsnittet saknar 🏚" in bulk.page(bundle)


def test_one_who_has_left_makes_none_and_somebody_else_can_ask_for_the_rest(landlord: Landlord, bulk: Bulk) -> None:
    bundle = bulk.put(bulk.homes(2))
    MemberRole.objects.filter(member_id=landlord.member("anna").id).delete()
    bulk.work()
    assert states(bulk, bundle) == ["waiting", "waiting"]
    page = bulk.page(bundle, "bo")
    assert "Arbetet har stannat: 0 av 2 brev är klara." in page
    bulk.act(bundle, "again", "bo")
    bulk.act(bundle, "again", "bo")
    bulk.work()
    assert states(bulk, bundle) == ["made", "made"]
    assert {letter.made_by_name for letter in KeptLetter.objects.all()} == {"Bo"}
    assert Job.objects.filter(kind="make_letters").count() == 2
    assert "make_letters" in NEEDS


def test_the_print_file_has_a_cover_list_and_every_letter_in_address_order(bulk: Bulk) -> None:
    bundle = bulk.made(bulk.homes(11))
    answer = bulk.fetch(bundle)
    assert answer.headers["Content-Type"] == "application/pdf"
    name = f'attachment; filename="utskriftsfil-call-me-2026-11-09-{str(bundle.pk)[:8]}.pdf"'
    assert answer.headers["Content-Disposition"] == name
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    words = words_in(answer.content)
    cover, *letters = words.split("Ring mig om din hyra\n")[0:1], *words.split("070-174 06 99")
    assert "11 brev, 11 sidor" in "".join(cover)
    places = [words.index(f"Bo Ek {number}\n") for number in range(1, 12)]
    assert places == sorted(places)  # on the cover list: 2 before 10
    in_letters = words[words.rindex("11 brev, 11 sidor") :]
    places = [in_letters.index(f"Kvarngränd {number}\n") for number in range(1, 12)]
    assert places == sorted(places)
    assert answer.content.count(b"/Type/Page/") == 12
    assert letters
    assert "Bo Ek" not in information_in(answer.content)
    assert bulk.fetch(bundle).content == answer.content
    assert TrailRow.objects.filter(act="export.taken").count() == 2


def test_a_letter_changed_on_the_server_stops_the_file(bulk: Bulk) -> None:
    bundle = bulk.made(bulk.homes(2))
    with enter(bulk.landlord.room):
        next(storage.folder(within=FOLDER).iterdir()).write_bytes(b"%PDF-1.7 ett annat")
    assert "inte det som gjordes" in bulk.fetch(bundle).content.decode()


def test_more_than_one_may_take_out_alone_waits_for_a_second_person(
    bulk: Bulk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kvarbo.ground.exports import limits

    small = limits.Limits(valid_from=ON, at_once=2, a_day=2, reason_above=1)
    monkeypatch.setattr(limits, "VERSIONS", (small,))
    said = bulk.fetch(bulk.made(bulk.homes(3))).content.decode()
    assert "har fått frågan under Uttag" in said
    assert not TrailRow.objects.filter(act="letters.printed").exists()


def test_one_is_taken_out_with_a_reason_and_the_file_is_without_it(bulk: Bulk) -> None:
    bundle = bulk.made(bulk.homes(3))
    bulk.fetch(bundle)
    row = next(one for one in bulk.rows(bundle) if one.to_name == "Bo Ek 2")
    assert "Välj varför brevet tas ut" in bulk.act(bundle, "take_out", letter=str(row.id), why="")
    page = bulk.act(bundle, "take_out", letter=str(row.id), why="paid")
    assert "Hyran är betald eller saken löst. Uttaget av Anna." in page
    assert "Ett brev är uttaget sedan utskriftsfilen hämtades" in page
    bulk.act(bundle, "take_out", letter=str(row.id), why="paid")
    assert TrailRow.objects.filter(act="letter.taken_out").count() == 1
    words = words_in(bulk.fetch(bundle).content)
    assert "Bo Ek 2" not in words
    assert "2 brev, 2 sidor" in words
    letter = KeptLetter.objects.get(pk=row.letter_id)
    assert (letter.posted_date, letter.put_away_why) == (None, "Hyran är betald eller saken löst. Uttaget av Anna.")
    client, url = bulk.landlord.client("anna"), bulk.landlord.url(f"sparat-brev/{letter.id}/")
    assert "Ska inte skickas. Hyran är betald" in client.get(url).content.decode()
    said = client.post(f"{url}postat/", {"posted_date": "2026-11-09"}, follow=True).content.decode()
    assert "Brevet ska inte skickas: Hyran är betald" in said
    assert KeptLetter.objects.get(pk=letter.pk).posted_date is None


def test_one_that_is_taken_out_has_not_been_had(bulk: Bulk) -> None:
    rows = bulk.homes(1)
    bundle = bulk.made(rows, form_key="a")
    (row,) = bulk.rows(bundle)
    bulk.act(bundle, "take_out", letter=str(row.id), why="wrong_address")
    assert states(bulk, bulk.made(rows, form_key="b")) == ["made"]


def test_all_are_noted_as_posted_once_on_a_day_that_has_been(landlord: Landlord, bulk: Bulk) -> None:
    bundle = bulk.made(bulk.homes(3))
    out, *left = bulk.rows(bundle)
    bulk.act(bundle, "take_out", letter=str(out.id), why="spoken")
    for day, seen, said in (
        ("2026-11-10", 2, "senast i dag"), ("", 2, "Skriv vilken dag"), ("2026-11-08", 2, "den dag de gjordes"),
        ("2026-11-09", 3, "Bunten har ändrats sedan du såg den"),
    ):  # fmt: skip
        assert said in bulk.act(bundle, "posted", posted_date=day, seen=seen)
    assert not KeptLetter.objects.exclude(posted_date=None).exists()
    assert "noterad för alla brev" in bulk.act(bundle, "posted", posted_date="2026-11-09", seen=2)
    posted = KeptLetter.objects.filter(posted_date=ON, posted_noted_by=landlord.member("anna").id)
    assert set(posted.values_list("pk", flat=True)) == {row.letter_id for row in left}
    assert "Bunten är postad" in bulk.act(bundle, "posted", posted_date="2026-11-09", seen=2)
    assert "Bunten är postad" in bulk.act(bundle, "take_out", letter=str(left[0].id), why="paid")
    assert TrailRow.objects.filter(act="letter.posted").count() == 2
    written_in = Contact.objects.values_list("lease_id", "person_id", "outcome", "step")
    assert sorted(written_in) == sorted((row.lease_id, row.person_id, "sent", "letter") for row in left)
    assert {(one.channel, one.month, one.by_name) for one in Contact.objects.all()} == {("letter", MONTH, "Anna")}
    listed = landlord.client("bo").get(landlord.url("brevbuntar/")).content.decode()
    assert "2 av 3" in listed
    assert "Postad" in listed


def test_a_bundle_that_is_nowhere_and_what_is_no_id_lead_to_the_list(landlord: Landlord, bulk: Bulk) -> None:
    client: Any = landlord.client("anna")
    for said in ("", "x", "0f0f0f0f-0000-4000-8000-00000000f0f0"):
        got = client.get(landlord.url(f"brevbuntar/bunt/?bunt={said}"), follow=True)
        posted = client.post(landlord.url("brevbuntar/bunt/utskriftsfil/"), {"bunt": said}, follow=True)
        assert all("Bunten finns inte." in answer.content.decode() for answer in (got, posted))
    assert not BundleLetter.objects.exists()
