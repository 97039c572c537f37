"""The inbox as those who open the post use it: registering, the hour, what came before, and a standpoint on each."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kvarbo.core.law.administrative_procedure.document_received import ArrivalChannel
from kvarbo.core.law.notices.inbound_duties import inbound_duties
from kvarbo.core.law.notices.notice_duty import NoticeEvent
from kvarbo.doors.post.models import ReceivedPaper
from kvarbo.doors.post.words import CameBy
from kvarbo.ground.attachments.models import Attachment
from kvarbo.ground.trail.models import TrailRow
from kvarbo.social.casework.models import Matter, MatterPerson, MatterSource
from kvarbo.social.casework.people import NewPerson
from kvarbo.social.checklist.models import MatterPhase
from kvarbo.social.inbox.models import DutyDone, EscalationSeen, NoticeFacts, Sender, Standpoint
from kvarbo.social.inbox.words import CHANNELS, EVENTS, OF_PLAIN, origin_of
from kvarbo.web.demo.scanned import scanned_notice
from kvarbo.web.templatetags.kvarbo_text import kronor
from tests.social.conftest import KENT, ON

LETTER = {
    "plain": "rent",
    "event": "unpaid_rent_termination",
    "sender": "landlord",
    "from_name": "Bostads AB Ån",
    "about_name": "Signe O'Neill",
    "about_identity": "19540101-7875",
    "came_by": "registered",
    "received": ON.isoformat(),
    "posted": "2026-11-05",
    "registered_number": "RR 1 SE",
    "form_key": "ett",
}
TIME = {
    "plain": "eviction",
    "sender": "kronofogden",
    "from_name": "Kronofogden",
    "about_name": "Signe O'Neill",
    "about_identity": "195401017875",
    "came_by": "e_mail",
    "received": ON.isoformat(),
    "eviction_date": "2026-11-20",
    "eviction_clock": "09:30",
    "child_concerned": "no",
    "form_key": "tid",
}
REFUSED = {"kind": "no_inquiry", "reason": "Svarade inte på brevet."}


def scan(content: bytes = scanned_notice(posted=ON)) -> SimpleUploadedFile:
    return SimpleUploadedFile("Skannat.pdf", content, content_type="application/pdf")


def register(office, who="anna", **form) -> ReceivedPaper:
    if form.get("plain") != "rent" or form.get("sender") != "landlord":  # the letter's own event is a landlord's
        form = {name: value for name, value in form.items() if (name, value) != ("event", LETTER["event"])}
    answer = office.post(who, "inkorg/registrera/", **form)
    assert answer.status_code == 302, answer.context["form"].errors
    return ReceivedPaper.objects.get(form_key=form["form_key"])


def decide(office, paper, who="anna", **form):
    said = {"kind": "contact_first", "reason": "Ring först.", "form_key": f"{paper.pk}{form}"[:64], **form}
    return office.post(who, f"inkorg/{paper.pk}/stallningstagande/", **said)


def page_of(office, paper, who="anna") -> str:
    return office.get(who, f"inkorg/{paper.pk}/").content.decode()


def day(settings, on: date) -> None:
    settings.KVARBO_TODAY = on.isoformat()


def test_a_letter_is_registered_with_its_file_its_days_and_a_number_without_gaps(office):
    paper = register(office, **LETTER, file=scan())
    assert paper.register_number == "P2026-0001"
    assert (paper.posted_date, paper.received_date, paper.door_date) == (date(2026, 11, 5), ON, None)
    assert paper.kind == "notice_unpaid_rent"
    assert Attachment.objects.get().subject_id == paper.pk
    page = page_of(office, paper)
    for told in ("Signe O&#x27;Neill", "195401017875", "P2026-0001", "torsdag 5 november 2026", "N1", "En bilaga"):
        assert told in page
    assert "O&#x27;Neill" not in page.split("</title>")[0]
    refused = office.post("anna", "inkorg/registrera/", **{**LETTER, "form_key": "fel", "sender": ""})
    assert "Välj i listan." in refused.content.decode()
    assert register(office, **{**LETTER, "form_key": "två"}).register_number == "P2026-0002"


def test_the_same_form_sent_twice_is_one_paper(office):
    register(office, **LETTER, file=scan())
    register(office, **LETTER, file=scan())
    assert (ReceivedPaper.objects.count(), Attachment.objects.count()) == (1, 1)


def test_a_file_that_is_not_taken_registers_nothing_and_what_was_written_stays(office):
    answer = office.post("anna", "inkorg/registrera/", **LETTER, file=scan(b"<html>"))
    page = answer.content.decode()
    assert "Något behöver rättas" in page
    assert "Bostads AB Ån" in page
    assert not ReceivedPaper.objects.exists()
    assert not NoticeFacts.objects.exists()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"plain": ""}, "Välj i listan."),
        ({"about_name": ""}, "Skriv namnet, eller"),
        ({"received": "", "posted": ""}, "Skriv dagen det kom till er."),
        ({"received": "i går"}, "Datumet går inte att läsa."),
        ({"received": "2026-11-10"}, "framåt i tiden"),
        ({"posted": "2026-11-09", "received": "2026-11-06"}, "kan inte ha kommit innan det postades"),
        ({"came_by": "letter"}, "Bara ett rekommenderat brev"),
        ({"about_identity": "19760623-2391"}, "Lämna tomt om handlingen har fel nummer."),
        ({"debt": "åtta"}, "Skriv det som 8412 eller 8412,50."),
        ({"eviction_clock": "halv tio"}, "Skriv det som 09:30."),
        ({"eviction_clock": "09:30"}, "Skriv dagen också"),
        ({"received": "1926-11-05", "posted": ""}, "Året kan inte stämma."),
        ({"eviction_date": "9026-11-20"}, "Året kan inte stämma."),
        ({"came_by": "room"}, "Valet finns inte"),
    ],
)
def test_what_is_wrong_is_told_where_it_is_and_nothing_is_half_done(office, change, says):
    page = office.post("anna", "inkorg/registrera/", **{**LETTER, **change}).content.decode()
    assert says in page
    assert "Signe O&#x27;Neill" in page or change.get("about_name") == ""
    assert not ReceivedPaper.objects.exists()
    assert not NoticeFacts.objects.exists()


def test_what_ends_at_midnight_stands_first_with_its_hour_until_it_is_done(office):
    register(office, **LETTER)
    paper = register(office, **TIME)
    first = office.get("anna", "inkorg/")
    assert [str(row["number"]) for row in first.context["rows"]] == ["P2026-0002", "P2026-0001"]
    assert "i dag före kl. 24.00" in first.content.decode()
    assert decide(office, paper, **REFUSED).status_code == 302
    assert len(office.get("anna", "inkorg/").context["rows"]) == 2  # a standpoint confirms nothing to Kronofogden
    for _ in range(2):
        office.post("anna", f"inkorg/{paper.pk}/gjort/", duty="confirm_eviction_time", text="E-post till handläggaren")
    assert DutyDone.objects.count() == 1
    assert [row["number"] for row in office.get("anna", "inkorg/").context["rows"]] == ["P2026-0001"]
    assert "E-post till handläggaren" in page_of(office, paper)


def test_the_days_shown_are_the_rules_own(office):
    paper = register(office, **{**LETTER, "child_concerned": "yes", "child_inquiry_running": "no"})
    found = office.get("anna", f"inkorg/{paper.pk}/").context
    told = inbound_duties(
        event=NoticeEvent.UNPAID_RENT_TERMINATION, channel=ArrivalChannel.POST, reached=ON, child_concerned=True,
        child_inquiry_running=False, posted_registered=date(2026, 11, 5),
    )  # fmt: skip
    assert [(one["what"], one["not_before"]) for one in found["all_duties"]] == [
        (one.what.value, one.not_before) for one in told.value.duties
    ]
    assert found["received"] == told.value.received
    assert tuple(found["why_steps"]) == told.steps


def test_what_nobody_can_name_still_asks_for_a_standpoint(office):
    paper = register(office, **{**LETTER, "plain": "other", "came_by": "phone", "posted": "", "form_key": "annat"})
    found = office.get("anna", f"inkorg/{paper.pk}/").context
    assert found["code"] is None
    assert [one["what"] for one in found["all_duties"]] == ["standpoint"]
    assert "ingen lag kräver" in page_of(office, paper)


def test_an_application_has_no_hour_and_a_time_has(office):
    application = register(
        office, **{**TIME, "eviction_date": "", "eviction_clock": "", "event": "eviction_application"}
    )
    assert "före kl. 24.00" not in page_of(office, application)
    unsaid = register(office, **{**TIME, "eviction_date": "", "eviction_clock": "", "form_key": "osagt"})
    assert NoticeFacts.objects.get(pk=unsaid.pk).event == ""


def test_a_standpoint_needs_its_reason_and_what_follows_from_it(office):
    paper = register(office, **LETTER)
    for form, says in (
        ({"reason": " "}, "Skriv varför."),
        ({"kind": ""}, "Välj i listan."),
        ({"kind": "passed_on"}, "Skriv vart det lämnas."),
        ({"kind": "running"}, "Välj vilket ärende det hör till"),
        ({"kind": "running", "matter_number": "2026-0099"}, "Inget ärende med det numret"),
        ({"kind": "running", "matter": str(paper.pk)}, "Välj vilket ärende det hör till"),
    ):
        assert says in decide(office, paper, **form).content.decode()
    assert not Standpoint.objects.exists()
    assert "Inget ställningstagande" in office.get("anna", "inkorg/").content.decode()


def test_a_matter_opened_on_a_letter_has_its_person_its_origin_its_day_and_its_file(office):
    paper = register(office, **{**LETTER, "address": "Kvarngränd 1", "child_concerned": "no"}, file=scan())
    answer = decide(office, paper, form_key="beslut")
    matter = Matter.objects.get()
    assert answer["Location"] == office.url(f"arende/{matter.pk}/")
    assert decide(office, paper, form_key="beslut").status_code == 302
    assert (Matter.objects.count(), Standpoint.objects.count()) == (1, 1)
    assert (matter.origin, matter.address) == ("landlord_notice", "Kvarngränd 1")
    assert MatterSource.objects.get().source_date == ON
    assert MatterPerson.objects.get().person.identity == "195401017875"
    assert Attachment.objects.get().subject_id == matter.pk
    assert ReceivedPaper.objects.get().subject_id == matter.pk
    assert office.get("anna", f"bilagor/{matter.pk}/").status_code == 200
    assert "Inget väntar" in office.get("anna", "inkorg/").content.decode()
    assert matter.number in page_of(office, paper)
    assert TrailRow.objects.filter(act="notice.standpoint").count() == 1


def test_what_belongs_to_a_matter_is_suggested_by_number_and_put_there(office):
    matter = office.matter("anna", NewPerson("Någon Annan", "leaseholder", "19540101-7875"))
    paper = register(office, **{**LETTER, "sender": "relative", "plain": "worry", "came_by": "phone", "posted": ""})
    assert matter.number in page_of(office, paper)
    decide(office, paper, kind="running", matter=str(matter.pk))
    assert ReceivedPaper.objects.get().subject_id == matter.pk
    other = register(office, **{**LETTER, "about_name": "Annat Namn", "about_identity": "", "form_key": "två"})
    assert (
        "Ingen i det ärendet har samma nummer eller namn"
        in decide(office, other, kind="running", matter_number=f" {matter.number} ").content.decode()
    )
    assert ReceivedPaper.objects.get(form_key="två").subject_id is None
    decide(office, other, kind="running", matter_number=f" {matter.number} ", another="on")
    assert ReceivedPaper.objects.get(form_key="två").subject_id == matter.pk
    assert sorted(source.origin for source in MatterSource.objects.all()) == ["landlord_notice", "relative"]


def test_what_another_units_caseworker_has_is_neither_suggested_nor_found(office):
    matter = office.matter("cilla", NewPerson("Signe O'Neill", "child", "19540101-7875"), origin="relative")
    paper = register(office, **LETTER)
    assert f">{matter.number}<" not in page_of(office, paper)
    for named in ({"matter": str(matter.pk)}, {"matter_number": matter.number}):
        assert "Spara ställningstagandet" in decide(office, paper, kind="running", **named).content.decode()
    assert not Standpoint.objects.exists()
    mine = register(office, "cilla", **{**LETTER, "form_key": "cilla"})
    decide(office, mine, "cilla", matter="new")
    assert office.get("anna", f"inkorg/{mine.pk}/").status_code == 404
    assert [row["number"] for row in office.get("anna", "inkorg/?visa=allt").context["rows"]] == ["P2026-0001"]
    assert "Har kommit förut" in page_of(office, paper)
    assert "/inkorg/" + str(mine.pk) not in page_of(office, paper)


def test_what_is_about_somebody_protected_is_met_by_handlers_alone_and_keeps_no_address(office):
    office.matter("hanna", NewPerson("Signe O'Neill", "leaseholder", "19540101-7875", is_protected=True))
    answer = office.post("anna", "inkorg/registrera/", **{**LETTER, "address": "Hemliga gatan 1"})
    assert answer["Location"] == office.url("inkorg/")
    paper = ReceivedPaper.objects.get(form_key="ett")
    assert paper.holds_protected
    assert NoticeFacts.objects.get().address == ""
    assert office.get("anna", f"inkorg/{paper.pk}/").status_code == 404
    assert office.get("anna", "inkorg/").context["rows"] == []
    assert "Signe" in page_of(office, paper, "hanna")
    with_file = office.post("anna", "inkorg/registrera/", **{**LETTER, "form_key": "fil"}, file=scan())
    assert "lämna handlingen till den som tar hand om" in with_file.content.decode()
    assert not ReceivedPaper.objects.filter(form_key="fil").exists()
    assert not Attachment.objects.exists()


def test_a_file_hangs_on_what_came_in_and_opens_as_it_does(office):
    paper = register(office, **LETTER, file=scan())
    kept = Attachment.objects.get()
    assert office.get("bo", f"bilaga/{kept.pk}/").status_code == 200
    assert office.get("adam", f"bilagor/{paper.pk}/").status_code in (403, 404)
    office.matter("hanna", NewPerson("Doris Dold", "leaseholder", "19760623-2390", is_protected=True))
    hidden = register(office, "hanna", **{**LETTER, "about_identity": "19760623-2390", "form_key": "dold"}, file=scan())
    secret = Attachment.objects.get(subject_id=hidden.pk)
    assert office.get("hanna", f"bilaga/{secret.pk}/").status_code == 200
    assert office.get("anna", f"bilaga/{secret.pk}/").status_code == 404
    assert office.get("anna", f"bilagor/{hidden.pk}/").status_code == 404


def test_the_receipt_tells_that_something_came_and_nothing_of_anybody(office):
    office.matter("anna", NewPerson("Signe O'Neill", "leaseholder", "19540101-7875"))
    known = register(office, **LETTER)
    unknown = register(office, **{**LETTER, "about_name": "Okänd Person", "about_identity": "", "form_key": "okänd"})
    office.get("anna", "inkorg/")  # shows that they are registered
    pages = [office.get("anna", f"inkorg/{paper.pk}/kvitto/").content.decode() for paper in (known, unknown)]
    for page, paper in zip(pages, (known, unknown), strict=True):
        assert paper.register_number in page
        assert "Signe" not in page
        assert "Okänd Person" not in page
    alike = [page.replace(str(paper.pk), "ID").replace(paper.register_number, "N") for page, paper in
             zip(pages, (known, unknown), strict=True)]  # fmt: skip
    assert alike[0].split("<main")[1].split("</main")[0] == alike[1].split("<main")[1].split("</main")[0]


def test_facts_are_mended_and_the_days_follow(office):
    paper = register(office, **LETTER)
    answer = office.post("anna", f"inkorg/{paper.pk}/uppgifter/", sender="agent", child_concerned="yes", debt="8412,00")
    assert answer.status_code == 302
    facts = NoticeFacts.objects.get()
    assert (facts.sender, facts.child_concerned, facts.debt) == ("agent", True, 841200)
    assert kronor(841200) in page_of(office, paper)
    assert "Välj i listan." in office.post("anna", f"inkorg/{paper.pk}/uppgifter/", sender="").content.decode()


def test_jo_1683_2017_cannot_pass_unseen(office, settings):
    """Several notices from spring on, an eviction date in December, no inquiry: who is alarmed, day by day."""
    told: list[tuple[str, list[str], int]] = []

    def comes(on: date, key: str, **form) -> ReceivedPaper:
        day(settings, on)
        paper = register(office, **{**LETTER, "posted": "", "came_by": "letter", "received": on.isoformat(),
                                    "form_key": key, **form})  # fmt: skip
        row = next(row for row in office.get("bo", "inkorg/").context["rows"] if row["id"] == paper.pk)
        told.append((key, [str(why) for why in row["escalated"]], len(office.get("eva", "inkorg/").context["to_see"])))
        return paper

    spring = comes(date(2026, 4, 14), "april", debt="8420")
    assert decide(office, spring, **REFUSED, form_key="s1").status_code == 302
    summer = comes(date(2026, 6, 15), "juni", debt="16840")
    assert decide(office, summer, **REFUSED, form_key="s2").status_code == 302
    day(settings, date(2026, 6, 16))
    lifted = office.get("eva", "inkorg/").context["to_see"]
    assert [row["id"] for row in lifted] == [summer.pk]
    assert office.get("anna", "inkorg/").context["to_see"] == []  # a caseworker sees it on the notice itself
    assert "Har kommit förut utan att en utredning är känd" in page_of(office, summer)
    applied = comes(date(2026, 10, 1), "oktober", plain="eviction", event="eviction_application", sender="kronofogden")
    assert decide(office, applied, **REFUSED, form_key="s3").status_code == 302
    final = comes(
        date(2026, 12, 2), "december", plain="eviction", sender="kronofogden", came_by="e_mail",
        eviction_date="2026-12-14",
    )  # fmt: skip
    again, gravest = "Har kommit förut utan att en utredning är känd", "Avhysning, och ingen utredning är känd"
    assert told == [
        ("april", [], 0),
        ("juni", [again, "Större skuld än förut"], 0),
        ("oktober", [gravest, again], 1),
        ("december", [gravest, again], 2),
    ]
    waits = office.get("bo", "inkorg/").context["rows"][0]
    assert waits["id"] == final.pk
    assert (waits["duties"][0]["what"], waits["duties"][0]["is_today"]) == ("confirm_eviction_time", True)
    assert "JO 1683-2017" in page_of(office, final)
    # A night without an answer: still first, now late. And it stays so for a year.
    for later in (1, 30, 365):
        day(settings, date(2026, 12, 2) + timedelta(days=later))
        row = office.get("bo", "inkorg/").context["rows"][0]
        assert (row["id"], row["standpoint"], row["duties"][0]["late"]) == (final.pk, None, True)
        assert "För sent" in office.get("bo", "inkorg/").content.decode()
    # The manager who has seen it no longer has it on the list; a caseworker may not say so for them.
    assert office.post("anna", f"inkorg/{summer.pk}/sett/").status_code == 403
    office.post("eva", f"inkorg/{summer.pk}/sett/")
    assert EscalationSeen.objects.count() == 1
    assert summer.pk not in {row["id"] for row in office.get("eva", "inkorg/").context["to_see"]}


def test_an_inquiry_covers_what_came_before_it(office, settings):
    first = register(office, **LETTER)
    decide(office, first, kind="inquiry", form_key="u")
    again = register(office, **{**LETTER, "form_key": "igen"})
    row = next(row for row in office.get("anna", "inkorg/").context["rows"] if row["id"] == again.pk)
    assert row["escalated"] == []


def test_the_inbox_is_full_of_what_waits_and_pages_of_all(office, monkeypatch):
    monkeypatch.setattr("kvarbo.social.inbox.queries.PAGE", 2)
    monkeypatch.setattr("kvarbo.social.inbox.queries.MOST_WAITING", 2)
    for number in range(3):
        register(office, **{**LETTER, "about_identity": "", "about_name": f"Person {number}", "form_key": f"{number}"})
    waiting = office.get("anna", "inkorg/")
    assert "Här finns mer än som visas" in waiting.content.decode()
    assert len(waiting.context["rows"]) == 2
    first, last = office.get("anna", "inkorg/?visa=allt"), office.get("anna", "inkorg/?visa=allt&sida=2")
    assert [len(page.context["rows"]) for page in (first, last)] == [2, 1]
    assert (first.context["next_page_url"], last.context["previous_page_url"]) == (
        "?visa=allt&sida=2", "?visa=allt&sida=1"
    )  # fmt: skip


def test_names_that_are_alike_are_told_apart_by_their_numbers(office):
    register(office, **LETTER)
    other = register(office, **{**LETTER, "about_identity": "19760623-2390", "form_key": "annan"})
    assert "Inget annat om samma person" in page_of(office, other)
    nameless = register(office, **{**LETTER, "about_identity": "", "about_name": "o'neill SIGNE", "form_key": "namn"})
    assert page_of(office, nameless).count("Bostads AB Ån, ") + page_of(office, nameless).count(", Bostads AB Ån") >= 2


def test_every_way_in_every_event_and_every_sender_has_its_words_and_its_rule():
    assert set(CHANNELS) == set(CameBy)
    assert {event for events in OF_PLAIN.values() for event in events} == set(EVENTS) == set(NoticeEvent)
    for sender in Sender:
        assert origin_of(sender, NoticeEvent.UNPAID_RENT_TERMINATION)
    assert origin_of(Sender.LANDLORD, NoticeEvent.UNPAID_RENT_TERMINATION) == "landlord_notice"
    assert origin_of(Sender.LANDLORD, NoticeEvent.LATE_PAYER_LIST) == "landlord_early"


def test_roles_without_casework_have_no_inbox(office):
    paper = register(office, **LETTER)
    for path in ("inkorg/", "inkorg/registrera/", f"inkorg/{paper.pk}/", f"inkorg/{paper.pk}/kvitto/"):
        assert office.get("rut", path).status_code == 403
    assert KENT.name not in office.get("anna", "inkorg/").content.decode()


def test_the_confirmation_is_written_in_the_matter_and_its_links_lead_there(office):
    paper = register(office, **TIME)
    assert "Är den redan skickad, anteckna det nedan." in page_of(office, paper)
    decide(office, paper)
    links = office.get("anna", f"inkorg/{paper.pk}/").context["confirm_urls"]
    inside = office.url()
    for url in links.values():
        assert office.get("anna", url.removeprefix(inside)).status_code == 200
    letter = office.get("anna", links["letter"].removeprefix(inside)).content.decode()
    assert "Signe O&#x27;Neill" in letter


def test_an_inquiry_that_is_written_in_as_the_matters_phase_covers_what_came_before(office):
    first = register(office, **LETTER)
    decide(office, first)
    matter = Matter.objects.get()
    again = register(office, **{**LETTER, "form_key": "igen"})

    def lifted() -> list[str]:
        rows = office.get("anna", "inkorg/").context["rows"]
        return [str(why) for row in rows if row["id"] == again.pk for why in row["escalated"]]

    assert lifted() == ["Har kommit förut utan att en utredning är känd"]
    MatterPhase.objects.create(
        matter=matter, phase="adult_inquiry", ground="wanted", from_date=ON, by=matter.pk, by_name="Anna"
    )
    assert lifted() == []


def test_what_came_about_a_matter_is_read_from_its_page_by_those_who_may_open_it(office):
    paper = register(office, **LETTER)
    decide(office, paper)
    matter = Matter.objects.get()
    register(office, **{**LETTER, "form_key": "annat"})
    listed = f"arende/{matter.pk}/inkommet/"
    assert listed in office.get("anna", f"arende/{matter.pk}/").content.decode()
    page = office.get("anna", listed)
    assert [row["id"] for row in page.context["rows"]] == [paper.pk]
    assert matter.number in page.content.decode()
    assert office.get("cilla", listed).status_code == 404
    assert "Inget har kommit" in office.get("cilla", f"arende/{office.matter('cilla').pk}/inkommet/").content.decode()


@pytest.mark.parametrize(
    "written",
    ["18 400 kr", "18\u00a0400", "18400:-", "18400,00", " 18400 Kronor ", "18.400", "18.400,- kr", "18 400:00"],
)
def test_a_debt_is_read_as_it_stands_in_letters(office, written):
    assert NoticeFacts.objects.get(pk=register(office, **{**LETTER, "debt": written}).pk).debt == 18400 * 100


def test_unpaid_rent_told_by_the_tenant_herself_is_no_termination(office):
    """No notice, no recovery period from it; and where a child is concerned that is still asked for the same day."""
    visit = {**LETTER, "sender": "person", "from_name": "", "came_by": "visit", "posted": "", "registered_number": ""}
    paper = register(office, **visit, child_concerned="yes")
    found = office.get("anna", f"inkorg/{paper.pk}/").context
    assert (paper.kind, found["code"]) == ("", None)
    whats = [one["what"] for one in found["all_duties"]]
    assert "watch_recovery" not in whats
    assert "child_safety" in whats
    assert "Uppsägning för obetald hyra" not in [found["title"], *(row["title"] for row in _rows(office))]
    police = register(office, **{**visit, "plain": "disturbance", "sender": "police", "form_key": "polis"})
    assert office.get("anna", f"inkorg/{police.pk}/").context["code"] is None
    landlord = register(office, **{**visit, "plain": "disturbance", "sender": "landlord", "form_key": "värd"})
    assert office.get("anna", f"inkorg/{landlord.pk}/").context["code"] == "N2"


def _rows(office):
    return office.get("anna", "inkorg/").context["rows"]


def test_an_eviction_that_nobody_has_named_asks_for_its_time_and_stands_with_those_of_today(office):
    register(office, **LETTER)
    unsaid = register(office, **{**TIME, "eviction_date": "", "eviction_clock": "", "about_identity": ""})
    assert "Ta reda på om Kronofogden har bestämt en tid" in page_of(office, unsaid)
    assert "ingen lag kräver" not in page_of(office, unsaid)
    assert _rows(office)[0]["id"] == unsaid.pk
    office.post("anna", f"inkorg/{unsaid.pk}/uppgifter/", sender="kronofogden", event="eviction_application")
    assert "Ta reda på om Kronofogden har bestämt en tid" not in page_of(office, unsaid)


def test_of_those_that_end_today_the_nearest_eviction_stands_first(office):
    for on in ("2026-11-25", "2026-11-12", "2026-11-19"):
        register(office, **{**TIME, "eviction_date": on, "about_name": on, "about_identity": "", "form_key": on})
    assert [row["eviction"][0].isoformat() for row in _rows(office)] == ["2026-11-12", "2026-11-19", "2026-11-25"]


def test_the_own_letter_box_without_its_emptying_says_what_to_find_out_and_is_not_last(office):
    box = {**LETTER, "came_by": "letter_box", "posted": "", "registered_number": "", "received": "2026-11-03"}
    paper = register(office, **{**box, "form_key": "låda"})
    register(office, **{**LETTER, "about_name": "Någon Annan", "about_identity": "", "form_key": "annan"})
    assert "Ta reda på om det låg i brevlådan" in page_of(office, paper)
    assert _rows(office)[0]["id"] == paper.pk
    office.post("anna", f"inkorg/{paper.pk}/uppgifter/", sender="landlord", first_emptying="yes")
    assert "Ta reda på om det låg i brevlådan" not in page_of(office, paper)


def test_what_is_missing_is_told_in_words(office):
    page = page_of(office, register(office, **LETTER))
    assert "dagen då hyresgästen delgavs" in page
    assert not any(fact in page for fact in ("tenant_served", "holder_served", "social_board_notified"))


def test_whoever_still_has_something_to_do_today_stays_by_it(office):
    paper = register(office, **TIME)
    answer = decide(office, paper)
    assert answer["Location"] == office.url(f"inkorg/{paper.pk}/")
    assert "Skriv bekräftelsen som brev" in page_of(office, paper)


def test_a_letter_that_counts_from_the_day_before_is_told_so_and_not_only_as_too_late(office):
    letter = {**LETTER, "came_by": "letter", "posted": "", "registered_number": "", "plain": "worry"}
    paper = register(office, **{**letter, "child_concerned": "yes"})
    assert "Det kom fram i dag men räknas som inkommet" in page_of(office, paper)


def test_a_child_that_somebody_must_report_is_no_leaseholder_in_the_matter(office):
    said = {**LETTER, "plain": "worry", "sender": "school", "came_by": "phone", "posted": "", "registered_number": ""}
    decide(office, register(office, **{**said, "event": "mandated_child_concern"}))
    assert MatterPerson.objects.get().part == "child"
