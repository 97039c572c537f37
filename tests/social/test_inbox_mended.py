"""What a new user met while working through sixty notices, and what it does now."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kvarbo.core.law.notices.notice_duty import NoticeEvent
from kvarbo.doors.post.models import ReceivedPaper
from kvarbo.ground.letters.kinds import LetterKind
from kvarbo.social.casework.clocks import clocks_of
from kvarbo.social.inbox import queries
from kvarbo.social.inbox import told as told_there
from kvarbo.social.inbox.models import NoticeFacts
from kvarbo.social.undertakings.queries import terminations_in
from tests.social.conftest import ON
from tests.social.test_inbox import LETTER, decide, register
from tests.social.test_inbox import TIME as EVICTION


def seen(office, paper, who="anna"):
    return office.get(who, f"inkorg/{paper.pk}/").content.decode().replace("\xa0", " ")


def listed(office, who="anna"):
    return office.get(who, "inkorg/").content.decode().replace("\xa0", " ")


TIME = {**EVICTION, "event": "eviction_time", "eviction_date": (ON + timedelta(days=21)).isoformat()}
CANCELLED = {**TIME, "event": "eviction_cancelled", "eviction_date": "", "eviction_clock": "", "form_key": "inställd"}


def test_two_whom_nobody_could_name_are_not_the_same(office):
    first = register(office, **{**LETTER, "about_name": "okänd", "about_identity": "", "form_key": "a"})
    second = register(office, **{**LETTER, "about_name": "Okänd.", "about_identity": "", "form_key": "b"})
    assert queries.earlier_of(office.at_work("anna"), queries.one(office.at_work("anna"), second.pk)) == []
    decide(office, first, kind="contact_first")
    assert "Samma nummer eller namn finns i:" not in seen(office, second)


def test_a_landlords_letter_about_rent_is_a_termination_only_when_somebody_says_so(office):
    answer = office.client("anna").post(office.url("inkorg/registrera/"), {**LETTER, "event": ""})
    assert "Välj vad det är. En uppsägning räknar tiden" in answer.content.decode()
    assert not NoticeFacts.objects.exists()


def test_a_withdrawn_termination_begins_no_period_of_its_own(office):
    matter = office.matter()
    first = register(office, **LETTER)
    decide(office, first, kind="running", matter_number=matter.number, another="on")
    again = register(office, **{**LETTER, "event": "termination_withdrawn", "form_key": "återtagen"})
    decide(office, again, kind="running", matter_number=matter.number, another="on")
    assert [one.id for one in terminations_in([matter.id])[matter.id]] == [first.pk]


def test_a_letter_that_came_today_is_to_be_done_today_and_is_not_called_late(office):
    paper = register(office, **{**TIME, "came_by": "letter", "form_key": "brev"})
    html = seen(office, paper)
    assert "Det kom fram i dag men räknas som inkommet" in html
    assert "För sent" not in html
    assert "i dag före kl. 24.00" in listed(office)


def test_a_registered_letter_did_not_come_in_before_it_was_posted(office):
    paper = register(office, **{**LETTER, "posted": ON.isoformat(), "received": ON.isoformat()})
    row = queries.one(office.at_work("anna"), paper.pk)
    assert row is not None
    assert row.duties.value.received == ON


def test_what_must_be_found_out_today_stays_in_the_list_after_the_standpoint(office):
    """Whether a time is set, and whether a child is concerned."""
    unsaid = register(office, **{**TIME, "event": "", "eviction_date": "", "eviction_clock": "", "form_key": "a"})
    child = register(office, **{**LETTER, "child_concerned": "", "form_key": "b"})
    done = register(office, **{**LETTER, "child_concerned": "no", "form_key": "c"})
    for paper in (unsaid, child, done):
        decide(office, paper, kind="no_inquiry")
    waiting = {row.seen.id for row in queries.waiting(office.at_work("anna"))[0]}
    assert {unsaid.pk, child.pk} <= waiting
    assert done.pk not in waiting


def test_a_cancelled_eviction_asks_how_it_went_and_counts_down_no_more(office):
    matter = office.matter()
    decide(office, register(office, **TIME), kind="running", matter_number=matter.number, another="on")
    assert any("om 21 dagar" in str(clock.text) for clock in clocks_of([matter.id], on=ON)[matter.id])
    off = register(office, **CANCELLED)
    decide(office, off, kind="running", matter_number=matter.number, another="on")
    told = [str(clock.text) for clock in clocks_of([matter.id], on=ON)[matter.id]]
    assert "Det har kommit att avhysningen är inställd. Skriv in hur det gick." in told
    assert not any("om 21 dagar" in text for text in told)
    assert NoticeFacts.objects.get(paper_id=off.pk).event == NoticeEvent.EVICTION_CANCELLED


def test_a_new_time_after_a_cancelled_one_counts_down(office):
    matter = office.matter()
    for key, form in (("a", TIME), ("b", CANCELLED), ("c", {**TIME, "eviction_date": "2026-12-21"})):
        paper = register(office, **{**form, "form_key": key})
        decide(office, paper, kind="running", matter_number=matter.number, another="on")
    told = told_there.times_told([matter.id])
    assert [(one.day, one.cancelled) for one in told] == [(ON + timedelta(days=21), True), (date(2026, 12, 21), False)]


def test_a_cancellation_that_its_sender_took_back_cancels_nothing(office):
    matter = office.matter()
    papers = [register(office, **{**form, "form_key": key}) for key, form in (("a", TIME), ("b", CANCELLED))]
    for paper in papers:
        decide(office, paper, kind="running", matter_number=matter.number, another="on")
    assert [one.cancelled for one in told_there.times_told([matter.id])] == [True]
    type(papers[1]).objects.filter(pk=papers[1].pk).update(recalled_at=papers[1].taken_in_at)
    assert [one.cancelled for one in told_there.times_told([matter.id])] == [False]


@pytest.mark.parametrize(("form", "told"), [(TIME, told_there.times_told), (LETTER, told_there.terminations_told)])
def test_what_was_moved_to_another_matter_is_told_there_alone(office, form, told):
    first, other = office.matter(), office.matter()
    paper = register(office, **form)
    for matter in (first, other):
        said = {"matter_number": matter.number, "another": "on", "form_key": matter.number}
        decide(office, paper, kind="running", **said)
    assert told([first.id]) == []
    assert [(one.paper_id, one.matter_id) for one in told([other.id])] == [(paper.pk, other.id)]
    assert [one.matter_id for one in told([first.id, other.id])] == [other.id]


def test_the_confirmation_begins_with_the_day_that_was_registered_and_goes_to_nobodys_home(office):
    matter = office.matter()
    decide(office, register(office, **TIME), kind="running", matter_number=matter.number, another="on")
    slag = LetterKind.EVICTION_CONFIRMED.value
    html = office.client("anna").get(office.url(f"brev/{matter.id}/skriv/"), {"slag": slag}).content.decode()
    assert f'value="{(ON + timedelta(days=21)).isoformat()}"' in html
    assert "09.30" in html
    address = html.split('name="address"')[1].split("</textarea>")[0]
    assert "Kvarngränd" not in address


def test_the_only_matter_with_the_same_name_is_meant_when_nothing_is_chosen(office):
    first = register(office, **{**LETTER, "form_key": "a"})
    decide(office, first, kind="contact_first")
    second = register(office, **{**LETTER, "form_key": "b"})
    assert decide(office, second, kind="running").status_code == 302
    stand = queries.one(office.at_work("anna"), second.pk).seen.standpoint
    assert stand.matter_id == queries.one(office.at_work("anna"), first.pk).seen.standpoint.matter_id


@pytest.mark.parametrize("number", ["19780410-2387"])
def test_a_protected_persons_matter_is_offered_to_her_handler_and_to_nobody_else(office, number):
    from kvarbo.ground.trail.recorder import recorded
    from kvarbo.social.casework.actions import open_matter
    from kvarbo.social.casework.people import NewPerson

    by = office.at_work("hanna")
    with recorded(str(by.id)):
        matter = open_matter(
            people=[NewPerson("Sofia Nordin", "leaseholder", identity=number, is_protected=True)],
            origin="landlord_notice", on=ON, by=by,
        )  # fmt: skip
    paper = register(office, who="hanna", **{**LETTER, "about_name": "Sofia Nordin", "about_identity": number})
    row = queries.one(by, paper.pk)
    assert row is not None
    assert [one.matter.id for one in queries.matters_that_may_be_meant(by, row)] == [matter.id]
    assert matter.number in seen(office, paper, "hanna")


def test_what_only_lacks_an_answer_never_hides_what_has_no_standpoint(office, monkeypatch):
    """However many wait for somebody to say whether a child is concerned, the newest notice is in the list."""
    monkeypatch.setattr(queries, "MOST_WAITING", 2)
    for number in range(3):
        asked = register(
            office, **{**LETTER, "about_name": f"A{number}", "about_identity": "", "form_key": f"a{number}"}
        )
        decide(office, asked, kind="no_inquiry")
    new = register(office, **{**LETTER, "about_name": "Ny", "about_identity": "", "form_key": "ny"})
    rows, too_many = queries.waiting(office.at_work("anna"))
    assert ([row.seen.id for row in rows if row.seen.standpoint is None], too_many) == ([new.pk], False)
    assert [row.seen.id for row in rows if row.seen.standpoint is not None] == [asked.pk]  # the newest of those asked


@pytest.mark.parametrize(
    ("day", "says"), [("2026-11-29", "Sön 29 november 2026 är ingen arbetsdag."), ("2026-11-06", "har varit.")]
)
def test_a_day_for_an_eviction_that_may_be_mistyped_is_asked_about_once(office, day, says):
    said = {**TIME, "eviction_date": day, "form_key": day}
    page = office.post("anna", "inkorg/registrera/", **said)
    assert says in page.content.decode()
    assert "Ja, dagen för avhysningen stämmer" in page.content.decode()
    assert not ReceivedPaper.objects.exists()
    register(office, **said, day_holds="on")
    assert ReceivedPaper.objects.count() == 1
    assert "Ja, dagen för avhysningen stämmer" not in office.get("anna", "inkorg/registrera/").content.decode()


def test_after_a_standpoint_the_next_letter_is_a_click_away_and_what_is_passed_on_is_said_to_be_left_to_send(office):
    paper = register(office, **{**LETTER, "form_key": "vidare"})
    answer = decide(office, paper, kind="passed_on", passed_to="Grannstaden <b>")
    page = office.get("anna", answer.url.split("/r/" + office.room.slug + "/")[1]).content.decode()
    assert "Registrera nästa" in page
    assert "skicka handlingen till Grannstaden &lt;b&gt;." in page
