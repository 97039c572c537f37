"""Brevmallar: own words are written, looked through, put in force by one or by two, and set in the next letter."""

from __future__ import annotations

import re
import shutil
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kvarbo.ground.four_eyes import actions as four_eyes
from kvarbo.ground.four_eyes.models import FourEyesRequest
from kvarbo.ground.letters.kinds import LetterKind
from kvarbo.ground.letters.models import KeptLetter, LetterWording
from kvarbo.ground.letters.slots import key_of, slots_of
from kvarbo.ground.letters.words import Language
from kvarbo.ground.letters.workshop import actions
from kvarbo.ground.letters.workshop.queries import WordingState, kind_in_room, wording_in_force
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.actions import take_in_member
from kvarbo.house.actions import let_in, make_account
from kvarbo.house.rooms import current
from tests.doors.papers.pdf_text import words_in
from tests.landlord.letters.conftest import Writing
from tests.landlord.outreach.conftest import ON, Landlord

REMINDER, WARNING, SV = "friendly_reminder", "warning_1", Language.SWEDISH
OURS = "Ring oss direkt. Vi hittar en väg, och det kostar inget."
OFFICE_WORDS = "Vänligen erlägg hyran och hör av er till fastighetsförvaltningenn."
NO_KEYS = "0" * 12


class Workshop:
    """Writes own words as a manager would: opens the page, changes a paragraph, sends it."""

    def __init__(self, landlord: Landlord) -> None:
        self.landlord = landlord

    def get(self, path: str = "", who: str = "per", **asked: str) -> Any:
        return self.landlord.client(who).get(self.landlord.url(f"brevmallar/{path}"), asked)

    def post(self, path: str, who: str = "per", **said: Any) -> Any:
        return self.landlord.client(who).post(self.landlord.url(f"brevmallar/{path}"), said)

    def write(
        self, own: dict[str, str], kind: str = REMINDER, *, do: str = "save", who: str = "per", sprak: str = "sv",
        **said: Any,
    ) -> Any:  # fmt: skip
        """Change the paragraphs that begin so."""
        page = self.get("text/", who, slag=kind, sprak=sprak)
        form = page.context["form"]
        words = {bound.html_name: bound.value() for bound in form}
        slots = slots_of(LetterKind(kind), Language(sprak))
        for begins, text in own.items():
            (one,) = (slot for slot in slots if slot.text.startswith(begins))
            words[f"s_{one.key}"] = text
        sent = {"slag": kind, "sprak": sprak, "number": page.context["number"], "do": do}
        return self.post("text/", who, **sent | words | said)

    def force(self, number: int, kind: str = REMINDER, who: str = "per", reason: str = "") -> str:
        """Let it be in force; answers what the page then says."""
        said = {"slag": kind, "number": number, "reason": reason}
        answer = self.landlord.client(who).post(self.landlord.url("brevmallar/galler/"), said, follow=True)
        return plain(answer)

    def page(self, kind: str = REMINDER, who: str = "per", **asked: str) -> str:
        answer = self.get("text/", who, slag=kind, **asked)
        assert answer.status_code == 200
        return plain(answer)

    def states(self, kind: str = REMINDER) -> list[tuple[int, str]]:
        found = kind_in_room(kind)
        assert found is not None
        return [(one.number, one.state.value) for one in found.versions]


@pytest.fixture
def workshop(landlord: Landlord) -> Workshop:
    """The room with two managers at work."""
    for who in ("per", "pia"):
        landlord.accounts[who] = make_account(email=f"{who}@kvarnbyhem.example", name=who.title(), password=None)
        let_in(account=landlord.accounts[who], room=landlord.room)
        with recorded("test"):
            take_in_member(account_id=landlord.accounts[who].pk, name=who.title(), roles=["manager"])
    return Workshop(landlord)


def plain(answer: Any) -> str:
    """The page with ordinary spaces."""
    return str(answer.content.decode()).replace("\u00a0", " ")


def faults(answer: Any) -> str:
    assert answer.status_code == 200, answer
    return " ".join(str(error) for errors in answer.context["form"].errors.values() for error in errors)


def test_the_list_tells_whose_words_hold_and_which_are_locked(workshop: Workshop) -> None:
    page = plain(workshop.get())
    assert page.count('<th scope="row">') == 15
    assert "Kvarbos, låsta" not in page  # a landlord writes none of those
    workshop.write({"Ring mig": OURS})
    assert "Utkast, version 1" in plain(workshop.get())
    workshop.force(1)
    assert "Egna, version 1, från 9 nov 2026" in plain(workshop.get())


def test_own_words_are_a_draft_until_they_hold_and_then_stand_in_the_next_letter(
    landlord: Landlord, workshop: Workshop, writing: Writing
) -> None:
    lease = landlord.lease()
    assert workshop.write({"Ring mig": OURS}).status_code == 302
    writing.send(lease, REMINDER)
    assert workshop.states() == [(1, "draft")]
    assert "Gäller" in workshop.force(1)
    writing.send(lease, REMINDER)
    writing.send(lease, REMINDER, language="lättläst")
    kept = {(one.wording, one.language): one for one in KeptLetter.objects.all()}
    assert set(kept) == {(0, "sv"), (1, "sv"), (1, "lättläst")}
    shown = {
        key: words_in(landlord.client("anna").get(landlord.url(f"sparat-brev/{one.id}/pdf/")).content)
        for key, one in kept.items()
    }
    assert [key for key, words in shown.items() if "Vi hittar en väg" in words.replace("\n", " ")] == [(1, "sv")]
    page = landlord.client("anna").get(landlord.url(f"sparat-brev/{kept[1, 'sv'].id}/")).content.decode()
    assert "egna ord, version 1" in page
    assert TrailRow.objects.filter(act="letter.wording_in_force", about={"kind": REMINDER, "number": 1}).count() == 1


def test_what_is_wrong_stands_where_it_is_and_nothing_is_kept(workshop: Workshop) -> None:
    answer = workshop.write({"Hyran för": "Hyran skulle ha kommit {due}.", "Har du redan": "Betala {amount}."})
    page = answer.content.decode()
    key = key_of(next(one.text for one in slots_of(LetterKind(REMINDER), SV)))
    assert re.search(rf'id="id_s_{key}-error".+Uppgiften {{month}} saknas', page)
    assert "Uppgiften {amount} finns inte här" in page
    assert "Hyran skulle ha kommit {due}.</textarea>" in page
    assert not LetterWording.objects.exists()


def test_misspelt_and_office_words_are_told_and_stop_nobody(workshop: Workshop) -> None:
    page = workshop.write({"Har du redan": OFFICE_WORDS}, do="check").content.decode()
    assert "”erlägg”: skriv hellre betala." in page
    if shutil.which("hunspell") is None:
        pytest.skip("Install Debian's packages hunspell and hunspell-sv to run this.")
    assert "”fastighetsförvaltningenn” kan vara felstavat. Menar du fastighetsförvaltning" in page
    assert not LetterWording.objects.exists()
    assert workshop.write({"Har du redan": OFFICE_WORDS}).status_code == 302


def test_a_server_without_hunspell_says_that_nothing_is_spelt(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert "Stavningen är inte kontrollerad" not in workshop.page()  # nothing is written yet
    assert "hunspell-sv" in workshop.write({"Har du redan": OFFICE_WORDS}, do="check").content.decode()
    assert workshop.write({"Har du redan": OFFICE_WORDS}).status_code == 302


def test_a_preview_is_the_example_with_what_is_written_and_keeps_nothing(workshop: Workshop) -> None:
    answer = workshop.write({"Ring mig": OURS}, do="preview")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="friendly-reminder.pdf"'
    words = words_in(answer.content).replace("\n", " ")
    assert "Vi hittar en väg" in words
    assert "Åke Ek" in words
    assert not LetterWording.objects.exists()


def test_a_sign_that_no_font_has_is_refused_before_any_letter_meets_it(workshop: Workshop) -> None:
    assert "typsnittet saknar" in faults(workshop.write({"Har du redan": "Bra \U0001f3da."}, do="preview"))
    workshop.write({"Har du redan": "Bra \U0001f3da."})
    assert "typsnittet saknar" in workshop.force(1)
    assert workshop.states() == [(1, "draft")]


def test_languages_are_kept_beside_each_other(workshop: Workshop) -> None:
    workshop.write({"Ring mig": OURS})
    workshop.write({"Have you paid": "Paid already? Good."}, sprak="en")
    newest = LetterWording.objects.get(number=2)
    assert {language: len(words) for language, words in newest.texts.items()} == {"sv": 1, "en": 1}
    assert workshop.states() == [(2, "draft"), (1, "replaced")]
    assert OURS in workshop.page()


def test_a_version_is_never_written_over_and_nobody_loses_what_another_saved(workshop: Workshop) -> None:
    workshop.write({"Ring mig": OURS})
    told = faults(workshop.write({"Ring mig": "Ring mig."}, number=0, who="pia"))
    assert told == actions.STALE
    assert "Ring mig.</textarea>" in workshop.write({"Ring mig": "Ring mig."}, number=0).content.decode()
    assert [one.number for one in LetterWording.objects.all()] == [1]
    assert faults(workshop.write({})) == actions.NOTHING_NEW


def test_a_letter_of_law_waits_for_another_person_who_reads_just_that_version(
    landlord: Landlord, workshop: Workshop
) -> None:
    workshop.write({"Hyran har flera": "Hyran har kommit sent. Berätta gärna varför."}, WARNING)
    assert "Skriv varför" in workshop.force(1, WARNING)
    workshop.force(1, WARNING, reason="Vårt sätt att tala")
    assert workshop.states(WARNING) == [(1, "waiting")]
    assert wording_in_force(LetterKind.WARNING_1).number == 0
    waiting = FourEyesRequest.objects.get()
    client = landlord.client("pia")
    page = client.get(landlord.url("tva-personer/")).content.decode()
    assert "Rättelseanmaning 1 om sena hyror, version 1" in page
    (link,) = re.findall(r'<a href="([^"]+)">Läs det innan du beslutar', page)
    assert "Berätta gärna varför." in client.get(link.replace("&amp;", "&")).content.decode()
    for who in ("per", "pia"):  # nobody writes another while one waits
        assert faults(workshop.write({}, WARNING, who=who)) == actions.WAITS
    assert "Berätta gärna varför" in words_in(workshop.write({}, WARNING, who="pia", do="preview").content)
    decide = {"request": str(waiting.pk), "decision": "approve"}
    landlord.client("per").post(landlord.url("tva-personer/beslut/"), decide)
    assert workshop.states(WARNING) == [(1, "waiting")]
    client.post(landlord.url("tva-personer/beslut/"), decide)
    kept = LetterWording.objects.get()
    assert (kept.in_force_from, kept.asked_by, kept.approved_by) == (
        ON, landlord.member("per").id, landlord.member("pia").id,
    )  # fmt: skip
    assert wording_in_force(LetterKind.WARNING_1).number == 1


def test_a_declined_version_is_a_draft_again_and_may_be_asked_for_anew(landlord: Landlord, workshop: Workshop) -> None:
    workshop.write({"Hyran har flera": "Hyran har kommit sent."}, WARNING)
    workshop.force(1, WARNING, reason="Kortare")
    decide = {"request": str(FourEyesRequest.objects.get().pk), "decision": "decline"}
    landlord.client("pia").post(landlord.url("tva-personer/beslut/"), decide)
    assert workshop.states(WARNING) == [(1, "draft")]
    workshop.force(1, WARNING, reason="Kortare, som vi sade")
    assert workshop.states(WARNING) == [(1, "waiting")]


def test_the_way_back_to_kvarbos_text_is_one_persons_and_ends_what_waits(
    landlord: Landlord, workshop: Workshop
) -> None:
    workshop.write({"Hyran har flera": "Hyran har kommit sent."}, WARNING)
    workshop.force(1, WARNING, reason="Kortare")
    workshop.post("kvarbos/", slag=WARNING, number=1)
    assert workshop.states(WARNING) == [(2, "in_force"), (1, "replaced")]
    assert wording_in_force(LetterKind.WARNING_1).number == 0
    with recorded("test"), pytest.raises(CannotDo, match="senare version"):
        four_eyes.approve(FourEyesRequest.objects.get().pk, by=landlord.member("pia"))
    workshop.post("kvarbos/", slag=WARNING, number=2)
    assert actions.KVARBOS_ALREADY in workshop.page(WARNING) or LetterWording.objects.count() == 2
    assert LetterWording.objects.count() == 2


def test_what_is_put_back_paragraph_by_paragraph_is_kvarbos_text_again(workshop: Workshop) -> None:
    (ring,) = (one.text for one in slots_of(LetterKind(REMINDER), SV) if one.text.startswith("Ring mig"))
    workshop.write({"Ring mig": OURS})
    workshop.force(1)
    workshop.write({"Ring mig": ring})
    assert LetterWording.objects.get(number=2).texts == {}
    workshop.force(2)
    assert wording_in_force(LetterKind.FRIENDLY_REMINDER).number == 0


def test_words_for_a_paragraph_that_kvarbo_has_changed_are_told_and_not_used(workshop: Workshop) -> None:
    LetterWording.objects.create(
        kind=REMINDER, number=1, texts={"sv": {NO_KEYS: "Förr."}}, needs_two=False, written_on=ON,
        written_by=NO_KEYS * 2 + "0" * 8, written_by_name="Per", in_force_from=ON, asked_by=NO_KEYS * 2 + "0" * 8,
    )  # fmt: skip
    page = workshop.page()
    assert "Kvarbo har ändrat 1 stycke som ni hade egna ord för." in page
    assert "Förr." not in page


@pytest.mark.parametrize("kind", ["consent_form", "contact_letter", "finns_inte", ""])
def test_locked_letters_those_of_other_rooms_and_unknown_ones_lead_to_the_list(workshop: Workshop, kind: str) -> None:
    page = workshop.get("text/", slag=kind).content.decode()
    assert "<h1>Brevmallar</h1>" in page
    workshop.post("galler/", slag=kind, number=1)
    workshop.post("kvarbos/", slag=kind, number=0)
    workshop.post("text/", slag=kind, number=0, do="save")
    assert not LetterWording.objects.exists()


@pytest.mark.parametrize("who", ["anna", "karl", "revisor"])
def test_only_a_manager_opens_the_workshop(workshop: Workshop, who: str) -> None:
    assert workshop.get(who=who).status_code == 403
    assert workshop.post("galler/", who, slag=REMINDER, number=1).status_code == 403


@pytest.mark.parametrize(
    "wrong",
    [
        {"needs_two": True, "asked_by": NO_KEYS * 2 + "1" * 8},
        {"needs_two": True, "asked_by": NO_KEYS * 2 + "1" * 8, "approved_by": NO_KEYS * 2 + "1" * 8},
        {"needs_two": False},
        {"needs_two": False, "asked_by": NO_KEYS * 2 + "1" * 8, "in_force_from": date(2026, 11, 8)},
        {"needs_two": False, "asked_by": NO_KEYS * 2 + "1" * 8, "number": 0},
    ],
)
@pytest.mark.usefixtures("workshop")
def test_the_database_refuses_words_of_law_in_force_by_one(wrong: dict[str, Any]) -> None:
    usual = {"kind": WARNING, "number": 1, "texts": {}, "written_on": ON, "written_by": NO_KEYS * 2 + "1" * 8}
    with pytest.raises(IntegrityError), transaction.atomic(using=current().alias):
        LetterWording.objects.create(**usual | {"written_by_name": "Per", "in_force_from": ON} | wrong)


def test_a_version_that_is_kept_is_read_as_it_was_and_not_written_in(workshop: Workshop) -> None:
    workshop.write({"Ring mig": OURS})
    workshop.write({"Ring mig": "Ring mig gärna."})
    first = workshop.page(version="1")
    assert OURS in first
    assert "Så här var version 1." in first
    assert "<textarea" not in first
    assert "Vi hittar en väg" in words_in(workshop.write({}, do="preview", version="1").content).replace("\n", " ")
    assert faults(workshop.write({"Ring mig": "Nytt."}, version="1")) == actions.OLD
    assert LetterWording.objects.count() == 2


def test_what_holds_is_told_with_how_hard_the_letter_is_to_read(workshop: Workshop) -> None:
    page = plain(workshop.write({"Ring mig": OURS}, do="check"))
    assert "Inget hindrar att orden sparas." in page
    (now,) = re.findall(r"\(LIX\) för hela brevet: (\d+)\. Högst 40\.", page)
    assert 10 < int(now) < 40
    assert "{month} (Månad), {due} (Skulle betalas)" in page
    assert "LIX" not in workshop.page(sprak="en")


def test_every_state_is_told(workshop: Workshop) -> None:
    workshop.write({"Ring mig": OURS})
    workshop.force(1)
    workshop.write({"Ring mig": "Ring mig."})
    workshop.force(2)
    workshop.write({"Ring mig": "Ring mig gärna."})
    assert workshop.states() == [(3, "draft"), (2, "in_force"), (1, "replaced")]
    told = workshop.page()
    assert all(words in told for words in ("Utkast", "Gäller, från 9 nov 2026", "Ersatt"))
    assert set(WordingState) - {state for _, state in workshop.states()} == {WordingState.WAITING}
