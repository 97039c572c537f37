"""Inte fört till akten: what waits, what is marked and undone, and what is thinned early."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.house.rooms import current
from kvarbo.social.casework.actions import log_event
from kvarbo.social.casework.models import MatterEvent
from kvarbo.social.casework.people import NewPerson
from kvarbo.social.notes.models import CarriedEntry, CarriedOver, MatterNote
from kvarbo.social.notes.queries import day_left, days_left
from tests.social.conftest import ON
from tests.social.test_notes import decide, go_to, mend, page, write

LIST = "inte-fort-till-akten/"
BESIDE = {"kept": "external", "thin_after": "30", "valid_from": ON.isoformat()}


def carry(office: Any, matter: Any, who: str = "anna", day: date = ON, **changed: str) -> Any:
    left = day_left(matter.id, day)
    form = {"day": day.isoformat(), "seen": left.seen if left else "x", "form_key": f"för {day}"}
    return office.post(who, f"arende/{matter.id}/anteckningar/ford/", **{**form, **changed})


def value_of(matter: Any, day: date = ON) -> str:
    left = day_left(matter.id, day)
    assert left is not None
    return f"{matter.id}:{day.isoformat()}:{left.seen}"


def done(office: Any, matter: Any, who: str, on: date, key: str) -> None:
    with recorded(str(office.at_work(who).id)):
        log_event(matter=matter, kind="assessed", event_date=on, on=on, by=office.at_work(who), form_key=key)


def the_list(office: Any, who: str = "anna", query: str = "") -> str:
    return str(office.get(who, LIST + query).content.decode()).replace("\xa0", " ")


def test_a_day_that_has_passed_waits_in_the_matter_until_it_is_marked(office, settings):
    matter = office.matter()
    sentence = "1 dag är inte förd till akten."
    assert sentence not in office.get("anna").content.decode()  # today is still being written
    go_to(settings, date(2026, 11, 10))
    assert sentence in office.get("anna").content.decode()
    assert sentence in office.get("anna", f"arende/{matter.id}/").content.decode()
    write(office, matter, note_date="2026-11-10")
    go_to(settings, date(2026, 11, 11))
    assert "2 dagar är inte förda till akten." in office.get("anna").content.decode()
    assert carry(office, matter).status_code == 302
    assert carry(office, matter, day=date(2026, 11, 10)).status_code == 302
    assert "förda till akten." not in office.get("anna", f"arende/{matter.id}/").content.decode()
    marked = CarriedOver.objects.get(day=ON)
    assert marked.by_name == "Anna"
    assert "Förd till akten av Anna ons 11 november 2026." in page(office, matter)
    assert TrailRow.objects.filter(act="matter.carried_over", about__day=ON.isoformat()).count() == 1


def test_what_is_written_later_the_same_day_waits_again(office):
    matter = office.matter()
    carry(office, matter)
    write(office, matter)
    assert "Något nytt är inte fört till akten." in page(office, matter)
    left = day_left(matter.id, ON)
    assert left is not None
    assert [entry.key.partition(":")[0] for entry in left.entries] == ["note"]


def test_nothing_is_marked_that_the_reader_had_not_seen(office):
    matter = office.matter()
    write(office, matter)
    shown = value_of(matter).rpartition(":")[2]
    mend(office, MatterNote.objects.get(), "Ändrad under tiden.")
    refused = carry(office, matter, seen=shown)
    assert refused.status_code == 200
    assert "sedan du öppnade sidan" in refused.content.decode()
    assert "sedan du öppnade sidan" in office.post("anna", LIST, day=f"{matter.id}:2026-11-09:{shown}", form_key="k"
                                                   ).content.decode()  # fmt: skip
    assert not CarriedOver.objects.exists()


def test_the_same_form_twice_marks_once_and_another_finds_nothing_left(office):
    matter = office.matter()
    form = {"day": ON.isoformat(), "seen": value_of(matter).rpartition(":")[2], "form_key": "samma"}
    for _ in range(2):
        assert office.post("anna", f"arende/{matter.id}/anteckningar/ford/", **form).status_code == 302
    assert CarriedOver.objects.count() == 1
    again = office.post("bo", f"arende/{matter.id}/anteckningar/ford/", **{**form, "form_key": "annan"})
    assert "Dagen är redan förd till akten" in again.content.decode()
    assert CarriedOver.objects.count() == 1


def test_a_carried_note_is_no_longer_changed_but_corrected(office):
    matter = office.matter()
    write(office, matter)
    carry(office, matter)
    note = MatterNote.objects.get()
    assert mend(office, note, "Det var hans bror.").status_code == 302
    note.refresh_from_db()
    assert note.changes == 0
    assert MatterNote.objects.get(corrects=note).text == "Det var hans bror."
    assert day_left(matter.id, ON) is not None  # the correction is to be carried over too


def test_a_wrong_marking_is_undone_and_both_can_be_read(office):
    matter = office.matter()
    carry(office, matter)
    marking = CarriedOver.objects.get()
    for _ in range(2):
        answer = office.post("bo", f"arende/{matter.id}/anteckningar/angra/", marking=str(marking.pk))
        assert answer.status_code == 302
    assert day_left(matter.id, ON) is not None
    html = page(office, matter)
    assert "Markerades som förd av Anna mån 9 november 2026. Ångrat av Bo mån 9 november 2026." in html
    assert TrailRow.objects.filter(act="matter.carried_over_undone").count() == 1
    assert carry(office, matter, form_key="på nytt").status_code == 302
    elsewhere = office.matter("anna", NewPerson("Siv Ek", "leaseholder", ""))
    answer = office.post("anna", f"arende/{elsewhere.id}/anteckningar/angra/", marking=str(marking.pk))
    assert "Markeringen finns inte i ärendet." in answer.content.decode()


def test_the_list_is_ones_own_days_and_everybodys_when_asked(office):
    mine, bos = office.matter(), office.matter("bo", NewPerson("Siv Ek", "leaseholder", ""))
    children = office.matter("cilla", NewPerson("Per Ek", "leaseholder", ""))
    html = the_list(office)
    assert "Kent Åberg" in html
    assert "Siv Ek" not in html
    everybodys = the_list(office, query="?visa=alla")
    assert "Siv Ek" in everybodys
    assert "Per Ek" not in everybodys
    assert {one.matter_id for one in days_left([mine.id, bos.id, children.id])} == {mine.id, bos.id, children.id}
    assert "Allt är fört till akten" in the_list(office, "hanna")
    assert office.get("rut", LIST).status_code == 403


def test_several_days_are_marked_at_once_all_or_none(office, settings):
    matter = office.matter()
    go_to(settings, date(2026, 11, 10))
    done(office, matter, "anna", date(2026, 11, 10), "bedömt")
    children = office.matter("cilla", NewPerson("Per Ek", "leaseholder", ""))
    marks = [value_of(matter), value_of(matter, date(2026, 11, 10))]
    theirs = value_of(children)
    refused = office.post("anna", LIST, day=[*marks, theirs], form_key="k")
    assert "Ett av ärendena går inte att öppna." in refused.content.decode()
    assert "Per Ek" not in refused.content.decode()
    assert refused.content.decode().count(" checked>") == 2  # what was ticked is not to be ticked again
    for wrong, says in (([], "Kryssa i minst en dag."), (["x"], "Valet går inte att läsa.")):
        assert says in office.post("anna", LIST, day=wrong, form_key="k").content.decode()
    assert not CarriedOver.objects.exists()
    for _ in range(2):
        assert office.post("anna", LIST, day=marks, form_key="k").status_code == 302
    assert CarriedOver.objects.count() == 2
    assert CarriedEntry.objects.count() == 2
    assert "2 dagar är markerade som förda till akten." in the_list(office)
    assert "Allt är fört till akten" in the_list(office)


def test_what_is_done_while_kvarbo_is_the_record_waits_for_nothing(office, settings):
    matter = office.matter()
    decide(office)
    go_to(settings, date(2026, 11, 10))
    done(office, matter, "anna", date(2026, 11, 10), "bedömt")
    write(office, matter, note_date="2026-11-10")
    assert [one.day for one in days_left([matter.id])] == [ON]
    assert "Här står bara dagar från tiden då den fördes i verksamhetssystemet." in the_list(office)


@pytest.fixture
def carried(office, settings):
    """A note carried over on the 9th, in a room that thins after thirty days."""
    matter = office.matter(outside_reference="IFO 2026-12")
    write(office, matter)
    assert decide(office, **BESIDE).status_code == 302
    carry(office, matter)
    return matter


def thin(office: Any, who: str = "eva") -> Any:
    html = office.get(who, "gallra-anteckningar/").content.decode()
    seen = html.partition('name="seen" value="')[2].partition('"')[0]
    return office.post(who, "gallra-anteckningar/", seen=seen)


def test_early_thinning_shows_its_day_and_goes_when_a_manager_says_so(office, carried, settings):
    assert "Gallras här från ons 9 december 2026." in page(office, carried)
    go_to(settings, date(2026, 12, 8))
    assert "Inget att gallra nu" in office.get("eva", "gallra-anteckningar/").content.decode()
    assert "Det finns inget att gallra." in office.post("eva", "gallra-anteckningar/", seen="x").content.decode()
    go_to(settings, date(2026, 12, 9))
    html = office.get("eva", "gallra-anteckningar/").content.decode()
    assert "Kent Åberg" in html
    assert "IFO 2026-12" in html
    assert MatterNote.objects.count() == 1  # shown, and nothing done
    assert office.get("anna", "gallra-anteckningar/").status_code == 403
    assert office.post("anna", "gallra-anteckningar/", seen="x").status_code == 403
    assert thin(office).status_code == 302
    assert not MatterNote.objects.exists()
    assert MatterEvent.objects.filter(matter=carried).exists()
    html = page(office, carried)
    assert "En anteckning gallrades här ons 9 december 2026 av Eva. Den finns i akten." in html
    assert "Kent ringde" not in html
    assert TrailRow.objects.get(act="matter.notes_thinned").about["notes"] == 1
    marking = str(CarriedOver.objects.get().pk)
    answer = office.post("anna", f"arende/{carried.id}/anteckningar/angra/", marking=marking)
    assert "Markeringen går inte att ångra." in answer.content.decode()


def test_nothing_but_what_was_shown_is_thinned(office, carried, settings):
    other = office.matter("anna", NewPerson("Siv Ek", "leaseholder", ""))
    write(office, other)
    go_to(settings, date(2026, 12, 9))
    shown = office.get("eva", "gallra-anteckningar/").content.decode()
    seen = shown.partition('name="seen" value="')[2].partition('"')[0]
    assert "Siv Ek" not in shown  # not carried over, so never thinned
    go_to(settings, date(2026, 11, 9))
    carry(office, other)
    go_to(settings, date(2026, 12, 9))
    refused = office.post("eva", "gallra-anteckningar/", seen=seen)
    assert "Listan har ändrats" in refused.content.decode()
    assert MatterNote.objects.count() == 2


def test_a_note_stays_while_what_corrects_it_stays(office, carried, settings):
    note = MatterNote.objects.get()
    mend(office, note, "Det var hans bror.")
    go_to(settings, date(2026, 12, 9))
    assert "Inget att gallra nu" in office.get("eva", "gallra-anteckningar/").content.decode()
    carry(office, carried, form_key="rättelsen")
    go_to(settings, date(2027, 1, 8))
    assert thin(office).status_code == 302
    assert not MatterNote.objects.exists()


def test_an_undone_marking_thins_nothing(office, carried, settings):
    office.post("anna", f"arende/{carried.id}/anteckningar/angra/", marking=str(CarriedOver.objects.get().pk))
    go_to(settings, date(2027, 3, 1))
    assert "Inget att gallra nu" in office.get("eva", "gallra-anteckningar/").content.decode()


def test_what_is_the_record_itself_is_never_thinned_early(office, settings):
    matter = office.matter()
    decide(office)
    go_to(settings, date(2026, 11, 10))
    write(office, matter, note_date="2026-11-10")
    decide(office, kept="external", thin_after="1", valid_from="2026-11-11", decided_on="2026-11-10")
    go_to(settings, date(2027, 11, 10))
    assert "Inget att gallra nu" in office.get("eva", "gallra-anteckningar/").content.decode()
    assert MatterNote.objects.count() == 1


def test_a_manager_thins_only_what_they_may_open(office, settings):
    matter = office.matter("cilla", NewPerson("Per Ek", "leaseholder", ""))
    write(office, matter, "cilla")
    decide(office, **BESIDE)
    carry(office, matter, "cilla")
    go_to(settings, date(2027, 1, 8))
    html = office.get("eva", "gallra-anteckningar/").content.decode()
    assert "Per Ek" not in html
    assert "Det finns inget att gallra." in office.post("eva", "gallra-anteckningar/", seen="x").content.decode()
    assert MatterNote.objects.count() == 1


def test_the_list_asks_as_often_for_three_matters_as_for_one(office):
    def asked() -> int:
        with CaptureQueriesContext(connections[current().alias]) as made:
            the_list(office)
        return len(made)

    office.matter()
    the_list(office)
    one = asked()
    for name in ("Siv Ek", "Per Ek"):
        office.matter("anna", NewPerson(name, "leaseholder", ""))
    assert asked() == one
