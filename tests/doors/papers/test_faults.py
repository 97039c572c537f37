"""What is wrong in a paper's content is said in Swedish: where, what, and what to write instead."""

from __future__ import annotations

from typing import Any

import pytest

from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.doors.papers.refusal import PaperRefused
from kvarbo.doors.papers.schemas import checked, problems_in
from tests.doors.papers.examples import example

NOTICE = example(PaperKind.NOTICE_UNPAID_RENT).content
FIRST, SECOND = NOTICE["unpaid"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"unpaid": [{**FIRST, "due": "2026-02-30"}, SECOND]}, "Obetald hyra 1, Förfallodag: är ingen dag som finns"),
        ({"unpaid": [FIRST, {**SECOND, "due": "20261130"}]}, "Obetald hyra 2, Förfallodag: är ingen dag som finns"),
        ({"unpaid": [FIRST, {**SECOND, "month": "2026-13"}]}, "Obetald hyra 2, Månad: är ingen månad"),
        ({"unpaid": [FIRST, {**SECOND, "amount": 0}]}, "Obetald hyra 2, Belopp: är för litet: minst 0,01 kr"),
        ({"unpaid": [FIRST, {**SECOND, "amount": 7425.0}]}, "Obetald hyra 2, Belopp"),
        ({"unpaid": []}, "Obetald hyra: är tomt"),
        ({"total": 1_485_001}, "Summan 14 850,01 kr stämmer inte med raderna, som är 14 850 kr tillsammans"),
        ({"form": "formulär 1"}, "Formulär: har ett annat värde än det enda som får stå där"),
        ({"residents": [{"name": "Irma Ek"}]}, "Hyresgäst 1: skriv antingen adressen eller att den är skyddad"),
        ({"how_to_pay": "x" * 121}, "är för långt: högst 120 tecken"),
        ({"how_to_pay": " bankgiro"}, "Ta bort mellanslag först och sist"),
        ({"how_to_pay": "bank\u202egiro"}, "ett osynligt tecken som kan ändra hur texten läses på plats 5 (U+202E)"),
        ({"how_to_pay": "bank\ngiro"}, "ett styrtecken"),
        ({"how_to_pay": "bank\ud800giro"}, "ett halvt tecken"),
        ({"rooms": 21}, "Antal rum: är för stort: högst 20"),
        ({"interest_to": "i dag"}, "Räntan är räknad till och med: är ingen dag som finns"),
    ],
)
def test_a_fault_is_told_with_its_place(change: dict[str, Any], said: str) -> None:
    problems = problems_in(PaperKind.NOTICE_UNPAID_RENT, {**NOTICE, **change})
    assert any(said in problem for problem in problems), problems
    with pytest.raises(PaperRefused) as refused:
        checked(PaperKind.NOTICE_UNPAID_RENT, {**NOTICE, **change})
    assert refused.value.reasons == problems


def test_a_choice_names_what_can_be_chosen() -> None:
    content = example(PaperKind.RECALL).content | {"reason": "because"}
    assert any("välj något av det gick till fel mottagare" in said for said in problems_in(PaperKind.RECALL, content))


def test_an_eviction_is_confirmed_with_a_copy_to_the_person_and_a_removal_may_be_without() -> None:
    content = {key: value for key, value in example(PaperKind.CONFIRMATION).content.items() if key != "copy_to_person"}
    assert problems_in(PaperKind.CONFIRMATION, content) == ("Papperet: fyll i Kopia.",)
    assert problems_in(PaperKind.CONFIRMATION, content | {"concerns": "removal"}) == ()


def test_days_come_in_their_order() -> None:
    content = example(PaperKind.EARLY_SIGNAL_ANONYMOUS).content | {"from": "2026-11-25"}
    assert problems_in(PaperKind.EARLY_SIGNAL_ANONYMOUS, content) == (
        "Till och med 2026-11-24 ligger före Från och med 2026-11-25. Byt plats på dagarna.",
    )


def test_content_that_is_no_object_is_refused() -> None:
    assert problems_in(PaperKind.RECEIPT, ["mottagen"]) == ("Papperet har inget innehåll.",)
