"""The ways to the pages of the post, as somebody in the office walks them: hand over, register, leave, take back."""

from __future__ import annotations

import tempfile
from pathlib import Path
from uuid import uuid4

from tests.browser.visitor import Visitor

BOARD = "Socialnämnden i Kvarnby"


def sent(visitor: Visitor) -> None:
    visitor.open_room("papper/?visa=ut")
    visitor.page.locator("tbody th a").last.click()
    visitor.page.get_by_role("heading", name="Texten").wait_for()


def print_fetched(visitor: Visitor) -> None:
    sent(visitor)
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name="Skriv ut (PDF)").click()
    assert download.value.suggested_filename.startswith("papper-")


def chosen(visitor: Visitor, kind: str, transport: str = "") -> None:
    """From the page of somebody a paper is about, to the second page of handing over."""
    sent(visitor)
    visitor.page.locator("main p a").nth(1).click()
    visitor.page.get_by_role("link", name="Lämna ut eller skicka ett papper").first.click()
    visitor.page.select_option("[name=counterpart]", label=BOARD)
    visitor.page.select_option("[name=kind]", label=kind)
    if transport:
        visitor.page.select_option("[name=transport]", label=transport)
    visitor.page.get_by_role("button", name="Fortsätt").click()
    visitor.page.get_by_role("button", name="Visa precis vad som lämnas").wait_for()


def filling_in(visitor: Visitor) -> None:
    chosen(visitor, "Meddelande om uppsägning för obetald hyra")


def not_filled_in(visitor: Visitor) -> None:
    filling_in(visitor)
    visitor.page.get_by_role("button", name="Visa precis vad som lämnas").click()
    visitor.page.get_by_text("Något behöver rättas").wait_for()


def seen(visitor: Visitor, transport: str = "") -> None:
    chosen(visitor, "Meddelande om uppsägning för obetald hyra", transport)
    typed = {
        "landlord-phone": "070-174 06 93",
        "residents-address-postcode": "850 00",
        "residents-address-town": "Kvarnby",
        "interest": "0",
        "how_to_pay": "Bankgiro 160-9908",
    }
    for name, value in typed.items():
        visitor.page.fill(f"[name={name}]", value)
    visitor.page.get_by_role("button", name="Visa precis vad som lämnas").click()
    visitor.page.get_by_role("heading", name="Det får lämnas").wait_for()


def early_signal_stopped(visitor: Visitor) -> None:
    chosen(visitor, "Tidig signal")
    visitor.page.check("input[name=about][value=arrears]")
    visitor.page.fill("[name=residents-address-postcode]", "850 00")
    visitor.page.fill("[name=residents-address-town]", "Kvarnby")
    visitor.page.get_by_role("button", name="Visa precis vad som lämnas").click()
    visitor.page.get_by_role("heading", name="Det får inte lämnas än").wait_for()


def handed_over(visitor: Visitor, transport: str = "Överlämnat för hand") -> None:
    seen(visitor, transport)
    visitor.page.get_by_role("button", name="Lämna över").click()
    visitor.page.get_by_role("heading", name="Hur det står till").wait_for()


def left(visitor: Visitor) -> None:
    handed_over(visitor)
    visitor.page.fill("[name=handed]", "2026-11-06")
    visitor.page.fill("[name=handed_to]", "Receptionen")
    visitor.page.get_by_role("button", name="Anteckna").click()
    visitor.page.get_by_text("Antecknat.").wait_for()


def left_without_a_day(visitor: Visitor) -> None:
    handed_over(visitor)
    visitor.page.get_by_role("button", name="Anteckna").click()
    visitor.page.get_by_text("Något behöver rättas").wait_for()


def taken_back(visitor: Visitor) -> None:
    left(visitor)
    visitor.page.locator("summary", has_text="Återkalla").click()
    visitor.page.get_by_label("något i det var fel").check()
    visitor.page.get_by_label("märka alla kopior som återkallade").check()
    visitor.page.get_by_role("button", name="Återkalla papperet").click()
    visitor.page.get_by_role("heading", name="Kopian hos mottagaren").wait_for()


def task_ended(visitor: Visitor) -> None:
    taken_back(visitor)
    visitor.page.get_by_label("Vi har fått tillbaka den").check()
    visitor.page.get_by_role("button", name="Anteckna").click()
    visitor.page.get_by_text("Vi har fått tillbaka den.").wait_for()


def file_fetched(visitor: Visitor) -> None:
    handed_over(visitor, "Fil till en annan installation")
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name="Hämta filen att bära över").click()
    assert download.value.suggested_filename.endswith(".json")


def by_hand(visitor: Visitor) -> None:
    visitor.open_room("papper/registrera/")
    visitor.page.get_by_label("Annat", exact=True).check()
    visitor.page.fill("[name=from_name]", "Fastighets AB Linden")
    visitor.page.fill("[name=about_name]", "Åke-Örjan O'Neill")
    visitor.page.select_option("[name=came_by]", label="Vanligt brev")
    visitor.page.get_by_role("button", name="Registrera").click()
    visitor.page.get_by_text("Handlingen är registrerad.").wait_for()


def by_hand_with_errors(visitor: Visitor) -> None:
    visitor.open_room("papper/registrera/")
    visitor.page.get_by_role("button", name="Registrera").click()
    visitor.page.get_by_text("Något behöver rättas").wait_for()


def done(visitor: Visitor) -> None:
    by_hand(visitor)
    visitor.page.get_by_role("button", name="Klart, inget mer väntar").click()
    visitor.page.get_by_text("Klart fre").wait_for()


def held(visitor: Visitor) -> None:
    visitor.open_room("papper/")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "papper.json"
        file.write_text(f"inget papper {uuid4()}", encoding="utf-8")  # one that nobody has thrown away yet
        visitor.page.set_input_files("[name=file]", file)
        visitor.page.get_by_role("button", name="Läs in filen").click()
        visitor.page.get_by_role("button", name="Kasta papperet").wait_for()


def tried_again(visitor: Visitor) -> None:
    held(visitor)
    visitor.page.get_by_role("button", name="Pröva igen").click()
    visitor.page.get_by_text("Papperet går fortfarande inte att ta in.").wait_for()


def thrown_away(visitor: Visitor) -> None:
    held(visitor)
    visitor.page.get_by_role("button", name="Kasta papperet").click()
    visitor.page.get_by_role("heading", name="Papper som har kommit").or_(
        visitor.page.get_by_text("Papper som har kommit")
    ).first.wait_for()


def counterpart_with_errors(visitor: Visitor) -> None:
    visitor.open_room("motparter/")
    visitor.page.get_by_role("button", name="Spara motparten").click()
    visitor.page.get_by_text("Något behöver rättas").wait_for()


def ourselves_saved(visitor: Visitor) -> None:
    visitor.open_room("motparter/")
    visitor.page.get_by_role("button", name="Spara", exact=True).click()
    visitor.page.get_by_text("Sparat.").wait_for()


def early_test_ended(visitor: Visitor) -> None:
    visitor.open_room("rummet/tidig-signal/")
    visitor.page.fill(
        "[name=text]", "Vi har vägt intresset av hjälp i tid mot rätten att vara i fred, och lämnar lite."
    )
    visitor.page.get_by_label("Nej").check()
    visitor.page.get_by_role("button", name="Spara prövningen").click()
    visitor.page.get_by_role("button", name="Stäng av: prövningen gäller inte längre").click()
    visitor.page.get_by_text("Ingen tidig signal kan lämnas.").wait_for()
