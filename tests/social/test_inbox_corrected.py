"""What was typed wrong at registering is mended with a trace or struck, and what came in is found again."""

from __future__ import annotations

import pytest

from kvarbo.doors.post.models import PersonInPaper, ReceivedPaper
from kvarbo.ground.people.queries import people_named
from kvarbo.ground.trail.models import TrailRow
from kvarbo.social.casework.models import MatterPerson
from kvarbo.social.casework.people import NewPerson
from kvarbo.social.inbox.models import DutyDone, NoticeFacts, NoticeMended, Standpoint
from tests.social.test_inbox import LETTER, REFUSED, TIME, decide, page_of, register

TYPED = {name: value for name, value in LETTER.items() if name not in ("plain", "form_key")}
OTHER = "19760623-2390"
NO_HIT = "finns inget med det namnet eller numret"


def mend(office, paper, who="anna", **change):
    return office.post(who, f"inkorg/{paper.pk}/uppgifter/", **{**TYPED, **change})


def strike(office, paper, who="anna", reason="Registrerades två gånger."):
    return office.post(who, f"inkorg/{paper.pk}/makulera/", reason=reason)


def search(office, sought, who="anna"):
    return office.post(who, "inkorg/sok/", sought=sought)


def numbers(answer) -> list[str]:
    return [row["number"] for row in answer.context["rows"]]


def door_paper(paper: ReceivedPaper) -> None:
    ReceivedPaper.objects.filter(pk=paper.pk).update(checked="good", kind="notice_unpaid_rent")


# --- mending ---


def test_what_was_typed_wrong_is_mended_with_a_trace_of_what_stood_there(office):
    paper = register(office, **LETTER)
    answer = mend(
        office, paper, about_name="Sigge O'Neill", about_identity=OTHER, from_name="Bostads AB Ek", posted="",
        received="2026-11-04", came_by="letter", registered_number="",
    )  # fmt: skip
    assert answer.status_code == 302, answer.context["facts_form"].errors
    paper.refresh_from_db()
    assert (paper.from_name, paper.came_by, paper.posted_date) == ("Bostads AB Ek", "letter", None)
    assert paper.told["about_identity"] == OTHER.replace("-", "")
    person = PersonInPaper.objects.get()
    assert (person.identity, person.name_key) == (OTHER.replace("-", ""), "o'neill sigge")
    before = NoticeMended.objects.get().before
    assert before["from_name"] == "Bostads AB Ån"
    assert before["posted"] == "2026-11-05"
    assert "sender" not in before
    page = page_of(office, paper)
    mended = ("Rättat mån\u00a09\u00a0november 2026", f"av {paper.by_name}: ", "avsändarens namn", "dagen det kom")
    for told in (*mended, "Bostads AB Ån", "tors 5 november 2026", "RR 1 SE"):
        assert told in page, told
    row = TrailRow.objects.get(act="notice.facts_kept")
    assert "about_name" in str(row.about)
    for secret in ("Signe", "Sigge", "19540101", "Ek", "Ån"):
        assert secret not in str(row.about)


def test_the_days_that_count_follow_the_mended_day(office):
    paper = register(office, **LETTER)
    before = office.get("anna", f"inkorg/{paper.pk}/").context["received"]
    mend(office, paper, received="2026-11-03", posted="2026-11-02")
    assert office.get("anna", f"inkorg/{paper.pk}/").context["received"] < before


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"about_identity": "19760623-2391"}, "Lämna tomt om handlingen har fel nummer."),
        ({"other_identity": "19760623-2391"}, "Lämna tomt om handlingen har fel nummer."),
        ({"received": "2026-11-10"}, "framåt i tiden"),
        ({"posted": "2026-11-09", "received": "2026-11-06"}, "kan inte ha kommit innan det postades"),
        ({"received": "", "posted": ""}, "Skriv dagen det kom till er."),
        ({"came_by": "letter"}, "Bara ett rekommenderat brev"),
        ({"about_name": ""}, "Skriv namnet, eller"),
        ({"debt": "ca 12 000 kr"}, "Skriv det som 8412 eller 8412,50."),
        ({"note": "x" * 301}, "300 tecken"),
    ],
)
def test_mending_is_refused_as_registering_is_and_leaves_all_as_it_was(office, change, says):
    paper = register(office, **LETTER)
    assert says in mend(office, paper, **change).content.decode()
    assert not NoticeMended.objects.exists()
    assert ReceivedPaper.objects.get().told["about_name"] == "Signe O'Neill"


def test_saving_what_is_already_so_leaves_no_trace_and_an_anonymous_name_follows_the_sender(office):
    paper = register(office, **{**LETTER, "from_name": ""})
    form = office.get("anna", f"inkorg/{paper.pk}/").context["facts_form"]
    same = {name: value for name, value in form.initial.items() if value not in (None, "")}
    assert "from_name" not in same
    office.post("anna", f"inkorg/{paper.pk}/uppgifter/", **same)
    assert not NoticeMended.objects.exists()
    mend(office, paper, from_name="", sender="agent")
    assert ReceivedPaper.objects.get().from_name == "Ombud för hyresvärden"


def test_what_came_through_a_door_is_its_senders_own(office):
    paper = register(office, **LETTER)
    door_paper(paper)
    assert "about_name" not in office.get("anna", f"inkorg/{paper.pk}/").context["facts_form"].fields
    mend(office, paper, about_name="Någon Annan", child_concerned="yes")
    paper.refresh_from_db()
    assert paper.told["about_name"] == "Signe O'Neill"
    assert NoticeFacts.objects.get().child_concerned is True
    assert "Be avsändaren rätta eller återkalla." in strike(office, paper).content.decode()


def test_mended_to_somebody_protected_it_is_met_by_handlers_alone_and_no_address_stays(office):
    office.matter("hanna", NewPerson("Doris Dold", "leaseholder", OTHER, is_protected=True))
    paper = register(office, **{**LETTER, "address": "Kvarngränd 1"})
    mend(office, paper, address="Kvarngränd 2")
    assert NoticeMended.objects.get().before["address"] == "Kvarngränd 1"
    answer = mend(office, paper, about_identity=OTHER, address="Hemliga gatan 1")
    assert answer["Location"] == office.url("inkorg/")
    assert office.get("anna", f"inkorg/{paper.pk}/").status_code == 404
    assert NoticeFacts.objects.get().address == ""
    assert not any("address" in row.before for row in NoticeMended.objects.all())
    assert "Rättat" in page_of(office, paper, "hanna")
    mend(office, paper, "hanna")
    assert office.get("anna", f"inkorg/{paper.pk}/").status_code == 404  # what stood there before is still there


# --- striking ---


def test_what_was_registered_twice_is_struck_and_keeps_its_number(office):
    first = register(office, **TIME)
    twice = register(office, **{**TIME, "form_key": "två"})
    assert office.get("anna", "inkorg/").context["until_midnight"] == 2
    assert "Skriv varför det makuleras" in strike(office, twice, reason=" ").content.decode()
    assert "En dag för avhysning makuleras av en chef" in strike(office, twice).content.decode()
    assert ReceivedPaper.objects.filter(struck_at=None).count() == 2
    assert strike(office, twice, "eva").status_code == 302
    waits = office.get("anna", "inkorg/")
    assert (numbers(waits), waits.context["until_midnight"]) == (["P2026-0001"], 1)
    listed = office.get("anna", "inkorg/?visa=allt").content.decode()
    assert "P2026-0002" in listed
    assert "Makulerad" in listed
    page = page_of(office, twice)
    for told in ("Makulerad", "Registrerades två gånger.", "P2026-0002"):
        assert told in page
    for counted in ("Räknas som inkommet", "före kl. 24.00", "Har kommit förut utan", "Spara ställningstagandet"):
        assert counted not in page
    assert "Inget annat om samma person" in page_of(office, first)
    assert register(office, **{**TIME, "form_key": "tre"}).register_number == "P2026-0003"
    assert "Makulerad" in office.get("anna", f"papper/{twice.pk}/").content.decode()
    row = TrailRow.objects.get(act="paper.struck")
    assert str(twice.pk) in str(row.about)
    assert "Registrerades" not in str(row.about)


def test_nothing_more_is_done_with_what_is_struck(office):
    paper = register(office, **TIME)
    strike(office, paper, "eva")
    strike(office, paper, "eva", reason="Igen.")
    decide(office, paper)
    mend(office, paper, about_name="Annan")
    office.post("anna", f"inkorg/{paper.pk}/gjort/", duty="confirm_eviction_time", text="")
    paper.refresh_from_db()
    assert (paper.struck_reason, paper.told["about_name"]) == ("Registrerades två gånger.", "Signe O'Neill")
    assert not Standpoint.objects.exists()
    assert not DutyDone.objects.exists()


def test_what_stands_in_a_matter_is_struck_after_a_new_standpoint(office):
    paper = register(office, **LETTER)
    decide(office, paper)
    assert "Ta först ett nytt ställningstagande" in strike(office, paper).content.decode()
    assert ReceivedPaper.objects.get().struck_at is None
    decide(office, paper, **REFUSED)
    assert strike(office, paper).status_code == 302
    assert office.get("cilla", f"inkorg/{paper.pk}/").status_code == 404  # it stays where it was met


def test_a_time_that_was_struck_stands_on_no_list_of_times(office):
    paper = register(office, **TIME)
    office.post("anna", f"inkorg/{paper.pk}/gjort/", duty="confirm_eviction_time", text="E-post")
    decide(office, paper, **REFUSED)
    assert office.get("anna", "inkorg/").context["loose"]
    strike(office, paper, "eva")
    shown = office.get("eva", "inkorg/")
    assert (shown.context["loose"], shown.context["to_see"], shown.context["rows"]) == ([], [], [])


# --- finding again ---


def test_what_came_in_is_found_by_number_name_and_personal_number_without_a_matter(office):
    register(office, **LETTER)
    for sought in ("P2026-0001", "p2026-0001", "o’neill", "Signe", "195401017875", "540101-7875"):
        assert numbers(search(office, sought)) == ["P2026-0001"], sought
    assert [row.about["term"] for row in TrailRow.objects.filter(act="notice.searched")][:3] == [
        "case_number", "case_number", "name"
    ]  # fmt: skip
    for nothing in ("P2026-0002", "Sigge", OTHER):
        answer = search(office, nothing)
        assert numbers(answer) == []
        assert NO_HIT in answer.content.decode()
    assert "Skriv minst två tecken." in search(office, "S").content.decode()
    assert numbers(search(office, ", ,")) == []
    assert "Skriv vem eller vilket nummer" in search(office, "").content.decode()


def test_no_hit_says_the_same_whatever_was_hidden(office):
    office.matter("hanna", NewPerson("Doris Dold", "leaseholder", OTHER, is_protected=True))
    register(office, "hanna", **{**LETTER, "about_name": "Doris Dold", "about_identity": OTHER, "form_key": "dold"})
    theirs = register(office, "cilla", **{**LETTER, "form_key": "cilla"})
    decide(office, theirs, "cilla")
    answers = [
        search(office, sought).content.decode().split("<main")[1].split("Ingen träff")[1]
        for sought in ("Doris", "P2026-0001", OTHER, "Signe", "P2026-0002", "P2026-0099", "Ingen Alls")
    ]
    assert len(set(answers)) == 1
    assert numbers(search(office, "Doris", "hanna")) == ["P2026-0001"]
    assert numbers(search(office, "Signe", "cilla")) == ["P2026-0002"]
    assert office.post("rut", "inkorg/sok/", sought="Signe").status_code == 403


def test_a_search_says_when_there_is_more(office, monkeypatch):
    monkeypatch.setattr("kvarbo.social.inbox.search.MOST_HITS", 1)
    for key in ("ett", "två"):
        register(office, **{**LETTER, "form_key": key})
    answer = search(office, "Signe")
    assert numbers(answer) == ["P2026-0002"] or numbers(answer) == ["P2026-0001"]
    assert "Fler träffar finns." in answer.content.decode()


# --- the form ---


def test_two_on_a_lease_are_two_people_and_found_by_both(office):
    two = {"other_name": "Sven Ek", "other_identity": OTHER}
    paper = register(office, **{**LETTER, **two, "note": "Ringer i morgon.", "call_back": "070-1740605"})
    page = page_of(office, paper)
    for told in ("Signe O&#x27;Neill", "Sven Ek", OTHER.replace("-", ""), "Ringer i morgon.", "070-1740605"):
        assert told in page
    for sought in ("Signe", "Sven", OTHER):
        assert numbers(search(office, sought)) == ["P2026-0001"]
    again = register(office, **{**LETTER, "about_name": "S Ek", "about_identity": OTHER, "form_key": "igen"})
    assert "/inkorg/" + str(paper.pk) in page_of(office, again)
    decide(office, paper)
    assert {one.person.identity for one in MatterPerson.objects.all()} == {"195401017875", OTHER.replace("-", "")}


def test_a_second_person_who_is_protected_hides_the_paper(office):
    office.matter("hanna", NewPerson("Doris Dold", "leaseholder", OTHER, is_protected=True))
    office.post("anna", "inkorg/registrera/", **{**LETTER, "other_name": "Doris", "other_identity": OTHER})
    assert ReceivedPaper.objects.get().holds_protected


@pytest.mark.parametrize(("first", "then"), [("O\u2019Neill", "O'Neill"), ("O'Neill", "O\u2019Neill")])
def test_a_name_is_the_same_whichever_apostrophe_it_has(office, first, then):
    matter = office.matter("anna", NewPerson(f"Signe {first}", "leaseholder"))
    earlier = register(office, **{**LETTER, "about_name": f"Signe {first}", "about_identity": ""})
    later = register(office, **{**LETTER, "about_name": f"Signe {then}", "about_identity": "", "form_key": "sen"})
    page = page_of(office, later)
    assert str(earlier.pk) in page
    assert matter.number in page
    assert len(numbers(search(office, then))) == 2
    assert people_named([f"Signe {then}"])


@pytest.mark.parametrize("written", ["ca 12 000 kr", "12.00.0", "12,0000", "9" * 30, "1e3"])
def test_an_amount_that_cannot_be_read_says_how_to_write_it(office, written):
    page = office.post("anna", "inkorg/registrera/", **{**LETTER, "debt": written}).content.decode()
    assert "decimaler" not in page
    assert "Skriv det som 8412 eller 8412,50." in page or "Beloppet är för stort." in page or written == "1e3"


def test_all_that_is_wrong_is_told_at_once(office):
    wrong = {"debt": "ca 12000", "about_identity": "198201", "received": "2026-11-10", "posted": "2026-11-11"}
    page = office.post("anna", "inkorg/registrera/", **{**LETTER, **wrong}).content.decode()
    for says in ("Skriv det som 8412", "Lämna tomt om handlingen har fel nummer.", "framåt i tiden"):
        assert says in page
    assert not ReceivedPaper.objects.exists()
