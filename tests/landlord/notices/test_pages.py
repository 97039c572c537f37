"""The pages of decisions: what they show, what they refuse in words, and the forms that they print."""

from __future__ import annotations

from typing import Any

from django.test import Client

from kvarbo.doors.organisations.models import Ourselves
from kvarbo.landlord.notices.models import DecisionFact, LeaseDecision
from kvarbo.landlord.rent.models import Lease
from tests.landlord.notices.conftest import ON, RENT, Deciding

PAPER = {"phone": "08-12 34 56", "how_to_pay": "Bankgiro 160-9908", "board": "Socialnämnden", "amount": str(RENT)}


def url(deciding: Deciding, lease: Lease, path: str = "beslut/") -> str:
    return deciding.url(f"hyresgast/{lease.id}/{path}")


def post(client: Client, address: str, form: dict[str, Any]) -> str:
    answer = client.post(address, form, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_the_tenants_page_to_a_decision_and_its_history(deciding: Deciding) -> None:
    lease, client = deciding.lease(), deciding.client("anna")
    assert f'href="{url(deciding, lease, "besluta/")}">Besluta</a>' in page(client, url(deciding, lease, ""))
    assert "8\u00a0450\u00a0kr" in page(client, url(deciding, lease, "besluta/"))
    assert "Inget är beslutat" in page(client, url(deciding, lease))
    form = {"route": "order_to_pay", "reason": "Inget svar.", "demand_last_day": "2026-11-06", "form_key": "k"}
    told = post(client, url(deciding, lease, "besluta/"), form)
    assert "Beslutet är fattat. Inget är skickat än." in told
    assert "Beslutat, inget är skickat" in told
    tenant = page(client, url(deciding, lease, ""))
    assert f'href="{url(deciding, lease)}">Beslutet</a>' in tenant
    assert "Beslut fattat. Betalningsföreläggande med avhysning" in tenant
    assert "Åsa Öberg" in page(client, deciding.url("beslut/"))
    assert "Det finns redan ett beslut som gäller." in page(client, url(deciding, lease, "besluta/"))


def test_a_decision_says_why_and_a_step_that_the_law_forbids_says_its_paragraph(deciding: Deciding) -> None:
    lease, client = deciding.lease(), deciding.client("anna")
    assert "Välj en väg." in post(client, url(deciding, lease, "besluta/"), {"form_key": "k"})
    assert not LeaseDecision.objects.exists()
    deciding.decide(lease)
    told = post(client, url(deciding, lease, "beslut/handelse/"), {"kind": "served", "day": ON.isoformat()})
    assert "Något behöver rättas" in told
    served = {
        "kind": "served", "day": ON.isoformat(), "person": deciding.now(lease).decision.tenants[0], "what": "both",
        "way": "ordinary", "received": ON.isoformat(), "proof": "none",
    }  # fmt: skip
    assert "det Kronofogden som delger" in post(client, url(deciding, lease, "beslut/handelse/"), served)
    assert DecisionFact.objects.count() == 1


def test_the_underlag_is_read_and_answered_by_another(deciding: Deciding) -> None:
    lease = deciding.lease()
    deciding.decide(lease)
    anna, maria = deciding.client("anna"), deciding.client("maria")
    post(
        anna,
        url(deciding, lease, "beslut/handelse/"),
        {"kind": "ended", "outcome": "withdrawn_plan", "day": "2026-11-09"},
    )
    form = {"route": "termination", "reason": "Inget svar.", "form_key": "k2"}
    assert "Skriv underlaget" in post(anna, url(deciding, lease, "besluta/"), form)
    said = {"missing": "Besök: ingen öppnade", "children": "offered", "said": "Söker jobb", "spouse": "none"}
    told = post(anna, url(deciding, lease, "beslut/underlag/"), said)
    assert "Ja, och de har erbjudits ett eget möte" in told
    assert "<strong>inte prövat</strong>" in told
    asked = post(anna, url(deciding, lease, "beslut/fraga/"), {"text": "Inget svar."})
    assert "Du har själv skrivit eller frågat." in asked
    assert anna.post(url(deciding, lease, "beslut/svar/"), {"answer": "approve"}).status_code == 403
    assert "Godkänn underlaget" in page(maria, url(deciding, lease))
    assert "Godkänt, inget är skickat" in post(maria, url(deciding, lease, "beslut/svar/"), {"answer": "approve"})


def test_a_form_is_made_with_the_amount_that_holds_now_and_refused_with_another(deciding: Deciding) -> None:
    lease, client = deciding.lease(), deciding.client("anna")
    bo = deciding.second_tenant(lease)
    deciding.decide(lease)
    address = url(deciding, lease, "beslut/formular/")
    shown = page(client, url(deciding, lease))
    assert "Formulär 1 till Åsa Öberg" in shown
    assert "Formulär 1 till Bo Öberg" in shown
    assert "Vår egen adress är inte inskriven" in post(client, address, {"paper": "3:", **PAPER})
    Ourselves.objects.update_or_create(
        pk=1, defaults={"name": "Kvarnbyhem", "party": "municipal_landlord", "address": "Torget 1\n850 00 Kvarnby"}
    )
    for paper in ("3:", f"1:{bo.pk}"):
        made = client.post(address, {"paper": paper, **PAPER})
        assert made.headers["Content-Type"] == "application/pdf", made.content.decode()[:4000]
        assert made.content.startswith(b"%PDF")
    deciding.paid(lease, ON, 100_000)
    assert "Ett papper med fel belopp håller inte" in post(client, address, {"paper": "3:", **PAPER})


def test_a_protected_home_is_masked_in_the_list_and_nowhere_for_others(deciding: Deciding) -> None:
    hidden = deciding.lease(protected=True, name="Kanariefågel Dold")
    deciding.decide(hidden, who="hanna")
    anna, hanna = deciding.client("anna"), deciding.client("hanna")
    assert "Kanariefågel" in page(hanna, deciding.url("beslut/"))
    listed = page(anna, deciding.url("beslut/"))
    assert "Kanariefågel" not in listed
    assert str(hidden.id) not in listed
    assert anna.get(url(deciding, hidden)).status_code == 404
    assert "Kanariefågel" in page(hanna, url(deciding, hidden))
