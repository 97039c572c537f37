"""Copies: nothing written is lost, nothing faulty is followed, and what is in force is never rewritten."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.landlord.outreach.models import PolicyInForce, Suggestion
from kvarbo.landlord.outreach.queries import policy_on
from kvarbo.landlord.rent.queries import ledger_state
from kvarbo.landlord.ways import actions
from kvarbo.landlord.ways.checking import Fault
from kvarbo.landlord.ways.models import WayDraft
from tests.landlord.outreach.conftest import MONTH, ON
from tests.landlord.ways.conftest import Working

FIRST = date(2026, 11, 30)  # the day that December's rent falls due


def copied(working: Working, start: str = "namn:timrabo") -> WayDraft:
    with recorded(str(working.member("per").id)):
        return actions.copy(start=start, name="Vår höst", form_key="k", by=working.member("per"))


def in_force(working: Working, draft: WayDraft, day: date = FIRST, seen: int = 1) -> None:
    with recorded(str(working.member("per").id)):
        actions.put_in_force(draft.pk, valid_from=day, seen=seen, by=working.member("per"))


def test_a_copy_is_another_version_than_what_it_was_made_of(working: Working) -> None:
    draft = copied(working)
    assert 'version: "1, ändrad 2026-11-09"' in draft.text
    assert "valid_from: 2026-11-09" in draft.text
    assert draft.fault == ""
    assert copied(working).pk == draft.pk  # the same form twice


def test_a_text_with_a_fault_is_kept_and_is_neither_tried_nor_put_in_force(working: Working) -> None:
    draft = copied(working)
    text = draft.text.replace("step: call", "step: ring", 1)
    with recorded("test"):
        answer = actions.save(draft.pk, text=text, seen=1, by=working.member("per"))
    assert isinstance(answer, Fault)
    draft.refresh_from_db()
    assert (draft.text, draft.fault) == (text, answer.message)
    with pytest.raises(CannotDo, match="har ett fel och kan inte gälla"):
        in_force(working, draft, seen=2)
    asked = actions.Asked("namn:hemma", f"kopia:{draft.pk}", date(2026, 10, 1), date(2026, 11, 8))
    working.home("late", late={})
    with pytest.raises(CannotDo, match="går inte att prova"), recorded("test"):
        actions.ask_for_trial(asked, form_key="t", by=working.member("per"))


def test_what_somebody_else_has_saved_is_not_written_over(working: Working) -> None:
    draft = copied(working)
    with recorded("test"):
        actions.save(draft.pk, text=draft.text, seen=1, by=working.member("per"))
    with pytest.raises(CannotDo, match="Per har sparat kopian sedan du öppnade den"), recorded("test"):
        actions.save(draft.pk, text="annat", seen=1, by=working.member("per"))
    draft.refresh_from_db()
    assert draft.text != "annat"


def test_a_copy_holds_from_its_day_and_running_matters_keep_theirs(working: Working) -> None:
    lease = working.lease("1")  # November's rent fell due before
    draft = copied(working)
    in_force(working, draft)
    assert not WayDraft.objects.exists()
    kept = PolicyInForce.objects.get(valid_from=FIRST)
    assert kept.text == draft.text.replace("valid_from: 2026-11-09", "valid_from: 2026-11-30")
    assert TrailRow.objects.filter(act="policy.put_in_force").last() is not None
    assert ledger_state().assessed_on is None  # the list is to be worked out anew
    now, then = policy_on(ON), policy_on(FIRST)
    assert now is not None
    assert then is not None
    assert (now.name, then.name, then.valid_from) == ("hemma", "timrabo", FIRST)
    working.bill(lease, month=date(2026, 12, 1), due=FIRST)
    working.assess(on=date(2026, 12, 14))
    by_month: dict[date, set[str]] = {}
    for row in Suggestion.objects.filter(lease=lease):
        by_month.setdefault(row.month, set()).add(row.why[0]["source"].split(",")[0])
    assert by_month[MONTH] == {"Hemmas månad"}
    assert "Hemmas månad" not in by_month.get(date(2026, 12, 1), {"Timråbos arbetssätt"})


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2026, 11, 8), "kan inte börja gälla bakåt"), (date(2028, 1, 1), "inom ett år"),
     (date(2026, 1, 1), "kan inte börja gälla bakåt")],
)  # fmt: skip
def test_a_day_that_cannot_be_is_refused(working: Working, day: date, words: str) -> None:
    with pytest.raises(CannotDo, match=words):
        in_force(working, copied(working), day)
    assert PolicyInForce.objects.count() == 1


def test_two_texts_never_share_a_name_and_a_version(working: Working) -> None:
    draft = copied(working, start="namn:hemma")
    text = draft.text.replace('version: "1, ändrad 2026-11-09"', 'version: "1"').replace("day: 19", "day: 20")
    with recorded("test"):
        actions.save(draft.pk, text=text, seen=1, by=working.member("per"))
    with pytest.raises(CannotDo, match=r"har redan gällt med en annan text\. Ändra raden version"):
        in_force(working, draft, seen=2)


def test_what_has_not_begun_can_be_taken_back_and_what_holds_cannot(working: Working) -> None:
    in_force(working, copied(working))
    coming, now = PolicyInForce.objects.get(valid_from=FIRST), PolicyInForce.objects.exclude(valid_from=FIRST).get()
    with recorded("test"):
        actions.take_back(coming.pk, by=working.member("per"))
    assert list(PolicyInForce.objects.all()) == [now]
    with pytest.raises(CannotDo, match="Bara ett arbetssätt som inte har börjat gälla"), recorded("test"):
        actions.take_back(now.pk, by=working.member("per"))


def page(client: Any, address: str) -> str:
    answer = client.get(address, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_everybody_at_work_reads_it_and_a_manager_changes_it(working: Working) -> None:
    officer, manager = working.client("anna"), working.client("per")
    told = page(officer, working.url("arbetssatt/"))
    assert "Hemmas månad, version 1" in told
    assert "Skicka notifikation till hyresgästen via sms eller e-post." in told
    assert "Kopior: ändra i en kopia" not in told
    assert officer.get(working.url("arbetssatt/kopior/")).status_code == 403
    assert working.client("revisor").get(working.url("arbetssatt/")).status_code == 403
    assert "Kopior: ändra i en kopia" in page(manager, working.url("arbetssatt/"))
    assert "Mimer" in page(manager, working.url("arbetssatt/?namn=mimer"))


def test_without_any_in_force_the_page_says_so(working: Working) -> None:
    PolicyInForce.objects.all().delete()
    assert "Inget arbetssätt är i kraft" in page(working.client("anna"), working.url("arbetssatt/"))


def test_a_fault_is_shown_at_its_line_and_the_text_stays(working: Working) -> None:
    client, draft = working.client("per"), copied(working)
    text = draft.text.replace("step: call", "step: ring", 1)
    form = {"kopia": str(draft.pk), "do": "save", "text": text, "seen": "1"}
    told = client.post(working.url("arbetssatt/kopia/"), form, follow=True).content.decode()
    assert "”ring” finns inte. Välj något av:" in told
    assert "<strong>    step: ring</strong>" in told
    form |= {"text": "min text", "seen": "1"}  # written in another window meanwhile
    told = client.post(working.url("arbetssatt/kopia/"), form, follow=True).content.decode()
    assert "har sparat kopian sedan du öppnade den" in told
    assert "min text</textarea>" in told
