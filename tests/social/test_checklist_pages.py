"""The page of a matter's checklist, as caseworkers send and see it, without JavaScript."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.social.checklist import actions
from kvarbo.social.checklist.models import ChecklistInForce, ChecklistMark, MatterPhase
from tests.social.conftest import ON


@pytest.fixture
def follows(office):
    with recorded("test"):
        actions.follow_way(name="goteborg", valid_from=date(2026, 6, 1), by_name="Eva")
    return office


def page(office, matter, who: str = "anna") -> str:
    answer = office.get(who, f"arende/{matter.id}/checklista/")
    assert answer.status_code == 200
    return answer.content.decode()


def step_of(html: str, key: str) -> str:
    """What stands in one step of the page."""
    return html.split(f'<li id="{key}"')[1].split('<li id="')[0]


def test_the_page_tells_each_step_with_its_state_in_words_and_why(follows):
    matter = follows.matter(origin="relative")
    html = page(follows, matter)
    asked = step_of(html, "fraga-hyresvarden")
    assert "<strong>Inte ännu</strong>: samtycke behövs först" in asked
    for told in ("Varför?", "frågan skulle röja att personen är känd", "OSL 26:1", "Är hyresskulden reglerad?"):
        assert told in asked
    assert 'value="done"' not in asked
    assert "<strong>Gjort</strong>" in step_of(html, "ta-emot")
    assert 'value="done"' in step_of(html, "folkbokforing")
    assert "Kent Åberg" in html
    assert "Riktmärket är att den är klar mellan mån 23 november 2026 och mån 7 december 2026." in html.replace(
        "\xa0", " "
    )
    assert TrailRow.objects.filter(act="shown", about__what="checklist").exists()


def test_the_matter_leads_to_its_checklist_and_back(follows):
    matter = follows.matter()
    here = follows.url(f"arende/{matter.id}/")
    assert f'href="{here}checklista/"' in follows.get("anna", f"arende/{matter.id}/").content.decode()
    assert f'href="{here}"' in page(follows, matter)


def test_a_step_is_marked_and_the_reader_comes_back_to_it(follows):
    matter = follows.matter()
    form = {"step": "folkbokforing", "mark": "done", "day": ON.isoformat(), "text": ""}
    answer = follows.post("anna", f"arende/{matter.id}/checklista/steg/", **form)
    assert answer["Location"] == follows.url(f"arende/{matter.id}/checklista/#folkbokforing")
    done = step_of(page(follows, matter), "folkbokforing")
    assert "mån 9 november 2026" in done
    assert ", Anna" in done
    again = {"step": "folkbokforing", "mark": "open_again", "text": "Fel person"}
    follows.post("anna", f"arende/{matter.id}/checklista/steg/", **again)
    assert "Öppnades igen mån 9 november 2026: Fel person" in step_of(page(follows, matter), "folkbokforing")


def test_a_refusal_shows_with_the_form_open_where_it_stands_and_keeps_what_was_written(follows):
    matter = follows.matter()
    form = {"step": "budgetradgivning", "mark": "skipped", "day": "2026-11-08", "text": "Redan gjort"}
    html = follows.post("anna", f"arende/{matter.id}/checklista/steg/", **form).content.decode()
    assert "Något behöver rättas" in html
    at = step_of(html, "budgetradgivning")
    assert "Skriv den dagen eller en senare." in at
    assert 'value="Redan gjort"' in at
    assert "<details open" in at or " open>" in at
    assert not ChecklistMark.objects.exists()


def test_what_is_not_allowed_is_refused_although_somebody_sends_the_form_by_hand(follows):
    matter = follows.matter(origin="relative")
    form = {"step": "fraga-hyresvarden", "mark": "done", "day": ON.isoformat()}
    html = follows.post("anna", f"arende/{matter.id}/checklista/steg/", **form).content.decode()
    assert "Steget får inte göras ännu." in html
    assert not ChecklistMark.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"step": "x" * 500, "mark": "done"}, {"step": "ta-emot", "mark": "\x00"}])
def test_nonsense_is_refused_in_words(follows, sent):
    matter = follows.matter()
    answer = follows.post("anna", f"arende/{matter.id}/checklista/steg/", **sent)
    assert answer.status_code == 200
    assert "Något behöver rättas" in answer.content.decode()


def test_a_phase_is_decided_on_the_page_and_stands_there(follows):
    matter = follows.matter(on=ON - timedelta(days=40))
    assert "Riktmärket har passerat." in page(follows, matter)
    form = {"decision": "preliminary:other_reason", "day": ON.isoformat(), "text": "Sjukhusvistelse"}
    answer = follows.post("anna", f"arende/{matter.id}/checklista/skede/", **form)
    assert answer["Location"].endswith("/checklista/#skede")
    html = page(follows, matter)
    assert "Sjukhusvistelse" in html
    assert "Går vidare:" in html
    assert "Riktmärket har passerat." not in html
    form = {"decision": "adult_inquiry:wanted", "day": ON.isoformat(), "text": ""}
    html = follows.post("anna", f"arende/{matter.id}/checklista/skede/", **form).content.decode()
    assert "Skriv in kontakten i ärendet först." in html
    assert MatterPhase.objects.count() == 1


def test_a_manager_chooses_the_lists_and_a_caseworker_is_told_who_does(office):
    matter = office.matter()
    assert "En chef väljer" in page(office, matter)
    html = page(office, matter, "eva")
    assert "Göteborgs handbok" in html
    assert office.post("anna", f"arende/{matter.id}/checklista/valj/", way="goteborg").status_code == 403
    assert "Något behöver rättas" in office.post("eva", f"arende/{matter.id}/checklista/valj/").content.decode()
    office.post("anna", f"arende/{matter.id}/checklista/skede/", decision="x")
    office.post("eva", f"arende/{matter.id}/checklista/valj/", way="goteborg")
    assert ChecklistInForce.objects.get().by_name == "Eva"
    assert "Ta emot och ta ställning" in page(office, matter)


def test_a_matter_of_another_unit_has_no_checklist_for_me(follows):
    matter = follows.matter()
    for path in ("", "steg/", "skede/"):
        address = f"arende/{matter.id}/checklista/{path}"
        answer = follows.post("cilla", address) if path else follows.get("cilla", address)
        assert answer.status_code == 404


def test_a_day_whose_law_nobody_has_read_is_told_and_not_guessed(follows):
    matter = follows.matter(source_date=date(1999, 5, 3))
    html = page(follows, matter)
    assert "1999" in html
    assert "kv-message--warning" in html
    assert '<li id="folkbokforing"' not in html


def test_no_persons_name_stands_in_the_title(follows):
    matter = follows.matter()
    assert "Kent" not in page(follows, matter).split("</title>")[0]
