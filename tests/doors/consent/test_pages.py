"""The pages of consents, as those who work in a room meet them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kvarbo.doors.consent.models import Consent, ConsentWithdrawal, ReceiverToTell
from kvarbo.ground.trail.models import TrailRow
from tests.doors.consent.conftest import ON, UNTIL, Consenting

PDF = b"%PDF-1.7 undertecknad"


def page(consenting: Consenting, path: str, who: str = "anna") -> str:
    answer = consenting.client(who).get(consenting.url(f"samtycken/{path}"))
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


def form(consenting: Consenting, lease: Any, **said: Any) -> dict[str, Any]:
    usual = consenting.said(lease, receivers=[str(consenting.board.pk)], form_key="nyckel", **said)
    return {**usual, "person": str(usual["person"]), "given_on": ON.isoformat(), "until": UNTIL.isoformat()}


def test_a_consent_is_given_shown_and_taken_back(consenting: Consenting) -> None:
    lease, client = consenting.lease(name="Åke-Örjan O'Neill"), consenting.client("anna")
    answer = client.post(consenting.url(f"samtycken/{lease.id}/ge/"), form(consenting, lease))
    assert answer.url == consenting.url(f"samtycken/{lease.id}/")
    shown = page(consenting, f"{lease.id}/")
    assert "Åke-Örjan O&#x27;Neill: Gäller" in shown
    assert "Vi får berätta för Socialtjänsten i Kvarnby: hur stor hyresskulden är." in shown
    consent = Consent.objects.get()
    taking = {
        "consent": consent.pk, "how_much": "whole", "withdrawn_by": "Åke-Örjan", "told_how": "phone",
        "withdrawn_on": ON.isoformat(), "form_key": "tillbaka",
    }  # fmt: skip
    client.post(consenting.url(f"samtycken/{lease.id}/ta-tillbaka/"), taking)
    shown = page(consenting, f"{lease.id}/")
    assert "Åke-Örjan O&#x27;Neill: Tillbakataget" in shown
    assert "Säg till mottagaren" in shown
    told = {"task": ReceiverToTell.objects.get().pk, "told_how": "letter"}
    client.post(consenting.url(f"samtycken/{lease.id}/underrattad/"), told)
    assert "Säg till mottagaren" not in page(consenting, f"{lease.id}/")


def test_a_part_is_taken_back_by_its_box(consenting: Consenting) -> None:
    lease = consenting.lease()
    consent = consenting.give(lease, facts=["arrears", "household"])
    taking = {
        "consent": consent.pk, "how_much": "part", "parts": [f"{consenting.board.pk}:household"],
        "withdrawn_by": "Åsa", "told_how": "phone", "withdrawn_on": ON.isoformat(), "form_key": "tillbaka",
    }  # fmt: skip
    consenting.client("anna").post(consenting.url(f"samtycken/{lease.id}/ta-tillbaka/"), taking)
    shown = page(consenting, f"{lease.id}/")
    assert "Gäller, men en del är tillbakatagen" in shown
    assert "Vi får berätta för Socialtjänsten i Kvarnby: hur stor hyresskulden är." in shown
    assert "Socialtjänsten i Kvarnby: vilka som bor i hemmet" in shown  # what was taken back, in its history


@pytest.mark.parametrize(
    ("path", "said"),
    [("ge", {}), ("ge", {"giver": "god_man"}), ("ta-tillbaka", {"how_much": "part", "told_how": "phone"})],
)
def test_what_is_missing_is_told_where_it_is_missing(consenting: Consenting, path: str, said: dict[str, str]) -> None:
    lease = consenting.lease()
    consent = consenting.give(lease)
    full = form(consenting, lease, **said) if said.get("giver") else said
    full |= {"consent": consent.pk, "form_key": "ny", "withdrawn_by": "Åsa", "withdrawn_on": ON.isoformat()}
    answer = consenting.client("anna").post(consenting.url(f"samtycken/{lease.id}/{path}/"), full)
    assert "Något behöver rättas" in answer.content.decode()
    assert (Consent.objects.count(), ConsentWithdrawal.objects.count()) == (1, 0)


def test_a_signed_form_is_left_and_fetched_again_as_a_file_that_names_nobody(consenting: Consenting) -> None:
    lease, client = consenting.lease(), consenting.client("anna")
    said = form(consenting, lease, how_given="written", file=SimpleUploadedFile("Åsa Öberg.pdf", PDF))
    client.post(consenting.url(f"samtycken/{lease.id}/ge/"), said)
    consent = Consent.objects.get()
    answer = client.get(consenting.url(f"samtycken/{lease.id}/fil/"), {"samtycke": str(consent.pk)})
    assert answer.content == PDF
    assert answer.headers["Content-Disposition"] == 'attachment; filename="samtycke.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert TrailRow.objects.filter(act="shown", about__what="consent_file").count() == 1
    other = consenting.lease("2")
    elsewhere = client.get(consenting.url(f"samtycken/{other.id}/fil/"), {"samtycke": str(consent.pk)})
    assert (elsewhere.status_code, elsewhere.url) == (302, consenting.url(f"samtycken/{other.id}/"))


def test_the_rooms_list_holds_what_ends_soon_and_whom_to_tell(consenting: Consenting) -> None:
    near, far = consenting.lease("1", name="Nära Nilsson"), consenting.lease("2", name="Fjärran Fors")
    hidden = consenting.lease("3", name="Hemlig Holm", protected=True)
    consenting.give(near, until=ON + timedelta(days=3))
    consenting.give(far)
    with_handler = consenting.about(hidden, "hanna")
    consenting.about = lambda lease, who="anna": with_handler  # type: ignore[method-assign]
    consenting.give(hidden, until=ON + timedelta(days=3))
    shown = page(consenting, "")
    assert ("Nära Nilsson" in shown, "Fjärran Fors" in shown, "Hemlig" in shown) == (True, False, False)
    assert "Hemlig Holm" in page(consenting, "", "hanna")


def test_who_may_not_open_the_lease_finds_no_consents(consenting: Consenting) -> None:
    far, hidden = consenting.lease("1", district="Södra"), consenting.lease("2", protected=True)
    for who, lease in (("karl", far), ("anna", hidden)):
        for path in ("", "blankett/", "fil/"):
            answer = consenting.client(who).get(consenting.url(f"samtycken/{lease.id}/{path}"))
            assert answer.status_code == 404


@pytest.mark.parametrize(("language", "words"), [("sv", "Det är frivilligt."), ("en", "It is up to you.")])
def test_the_form_says_that_it_is_voluntary_and_how_to_take_it_back(
    consenting: Consenting, language: str, words: str
) -> None:
    lease = consenting.lease()
    for path in (f"{lease.id}/blankett/?sprak={language}", f"blankett/?sprak={language}"):
        shown = page(consenting, path)
        assert words in shown
        assert f'<html lang="{language}">' in shown
        assert "Socialtjänsten i Kvarnby" in shown
    assert "Åsa Öberg" in page(consenting, f"{lease.id}/blankett/")
    assert "Åsa Öberg" not in page(consenting, "blankett/")


def lix(text: str) -> float:
    """Läsbarhetsindex: words in a sentence, and long words in a hundred; under 40 is easy reading."""
    words = re.findall(r"[^\W\d_]+", text)
    sentences = max(1, len(re.findall(r"[.!?:]", text)))
    return len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words)


def test_the_form_is_easy_to_read(consenting: Consenting) -> None:
    sheet = re.findall(r"<article.*?</article>", page(consenting, "blankett/"), re.DOTALL)[0]
    text = re.sub(r"</(?:li|h2|p|dt)>", ". ", sheet)
    text = re.sub(r"<[^>]+>|_+", " ", text).replace("..", ".")
    assert len(text.split()) > 120
    assert lix(text) <= 40
    prose = " ".join(re.findall(r"<p>(.*?)</p>", sheet, re.DOTALL))
    assert lix(re.sub(r"<[^>]+>|_+", " ", prose)) <= 40
