"""Inbetalningar in a browser's place: what waits, what a person does with it, and what others may see of it."""

from __future__ import annotations

from datetime import date

from django.db import connections
from django.test.utils import CaptureQueriesContext

from kvarbo.ground.trail.models import TrailRow
from kvarbo.house.rooms import enter
from kvarbo.landlord.rent.models import Bill
from kvarbo.landlord.rent.payments.models import IncomingPayment, Placement
from tests.landlord.rent.payments.conftest import RENT


def test_what_waits_stands_with_its_first_suggestion_and_a_click_places_it(landlord, bank) -> None:
    lease = landlord.lease()
    told = bank(payer_name="Öberg Åsa", text="hyra november")
    client = landlord.client("anna")
    shown = client.get(landlord.url("inbetalningar/"))
    text = shown.content.decode()
    for words in ("Öberg Åsa", "hyra november", "Avsändaren heter som en hyresgäst på avtalet.", "Kvarngränd 1"):
        assert words in text
    quick = shown.context["waiting"][0]["suggestion"]
    answer = client.post(quick["place_url"], {"target": quick["target"]}, follow=True)
    assert "Betalningen är placerad." in answer.content.decode()
    assert Placement.objects.get(incoming=told).lease_id == lease.id
    assert "Ingen betalning väntar." in answer.content.decode()


def test_the_page_of_one_payment_takes_it_whole_in_parts_or_aside_and_back_again(landlord, bank) -> None:
    lease = landlord.lease()
    told = bank(text="okänt")
    client, page = landlord.client("anna"), landlord.url(f"inbetalningar/{told.id}/")
    target = f"{lease.id}:{lease.bills.get().pk}"
    part = client.post(f"{page}placera/", {"target": target, "amount": "4 000"}, follow=True)
    assert part.status_code == 200
    assert "4\u00a0450\u00a0kr väntar på en plats." in client.get(page).content.decode()
    client.post(f"{page}inte-hyra/", {"reason": "other_income"})
    assert IncomingPayment.objects.get().open_amount == 0
    client.post(f"{page}angra/")
    assert IncomingPayment.objects.get().open_amount == RENT


def test_a_lease_that_no_rule_found_is_sought_and_placed_on(landlord, bank) -> None:
    landlord.lease()
    lease = landlord.lease("2", name="Bo Lind", address="Hjulgatan 7", flat="0902")
    told = bank(amount=12_300, text="okänt")
    client, page = landlord.client("anna"), landlord.url(f"inbetalningar/{told.id}/")
    assert "Kvarbo har inget förslag" in client.get(page).content.decode()
    found = client.post(f"{page}sok/", {"sought": "hjulgatan"})
    assert "Bo Lind, Hjulgatan 7, lgh 0902: avin för november 2026, 8 450 kr kvar" in found.content.decode()
    nobody = client.post(f"{page}sok/", {"sought": "ingenstans"}).content.decode()
    assert "Inget avtal stämmer." in nobody
    client.post(f"{page}placera/", {"target": f"{lease.id}:"})
    assert Placement.objects.get().lease_id == lease.id


def test_what_needs_mending_is_told_at_its_field_and_nothing_is_placed(landlord, bank) -> None:
    lease = landlord.lease()
    told = bank()
    client, page = landlord.client("anna"), landlord.url(f"inbetalningar/{told.id}/")
    for sent, words in (
        ({"target": f"{lease.id}:", "amount": "9 999 999"}, "Skriv ett belopp från 0,01 kr till 8 450 kr"),
        ({"target": f"{lease.id}:", "amount": "mycket"}, "mycket"),
        ({"target": ""}, "Välj ett avtal eller en avi."),
        ({"target": "00000000-0000-4000-8000-000000000000:"}, "Valet finns inte."),
    ):
        assert words in client.post(f"{page}placera/", sent).content.decode()
    assert "Välj vad pengarna är." in client.post(f"{page}inte-hyra/", {}).content.decode()
    assert not Placement.objects.exists()


def test_a_payment_that_the_landlords_own_lists_should_show_by_now_is_asked_about(landlord, bank) -> None:
    lease = landlord.lease()
    Bill.objects.update(ocr="10023489", ocr_key="10023489", ledger_through=date(2026, 11, 30))
    told = bank(reference="10023489", payer_name="Åsa Öberg")
    client = landlord.client("anna")
    text = client.get(landlord.url("inbetalningar/")).content.decode()
    assert "Banken visar dem, men inte era egna listor" in text
    client.post(landlord.url(f"inbetalningar/{told.id}/stammer/"))
    assert "Banken visar dem" not in client.get(landlord.url("inbetalningar/")).content.decode()
    assert TrailRow.objects.get(act="payment.confirmed").subjects == [str(lease.id)]


def test_a_payment_is_found_by_amount_reference_or_payer_also_when_it_is_placed(landlord, bank) -> None:
    landlord.lease()
    Bill.objects.update(ocr="10023489", ocr_key="10023489")
    bank(reference="10023489", payer_name="Åsa Öberg")
    client = landlord.client("anna")
    for sought in ("8450", "8 450,00", "10023489", "öberg"):
        text = client.post(landlord.url("inbetalningar/"), {"sought": sought}).content.decode()
        assert "Betalningar som stämmer" in text, sought
    nothing = client.post(landlord.url("inbetalningar/"), {"sought": "4711"}).content.decode()
    assert "Ingen betalning stämmer." in nothing


def test_who_paid_for_a_protected_home_is_shown_to_named_handlers_only(landlord, bank) -> None:
    lease = landlord.lease(name="Hanna Canary", protected=True)
    Bill.objects.update(ocr="10023489", ocr_key="10023489", ledger_through=date(2026, 11, 30))
    told = bank(reference="10023489", payer_name="Hanna Canary", text="hyra Hanna")
    for who, sees in (("anna", False), ("hanna", True)):
        for path in ("inbetalningar/", f"inbetalningar/{told.id}/"):
            text = landlord.client(who).get(landlord.url(path)).content.decode()
            assert ("Canary" in text, "Skyddad uppgift" in text) == (sees, not sees), (who, path)
            assert (str(lease.id) in text) == sees
    refused = landlord.client("anna").post(landlord.url(f"inbetalningar/{told.id}/angra/"), follow=True)
    assert "Avtalet finns inte bland dem du kan välja." in refused.content.decode()


def test_what_may_be_of_somebody_protected_is_placed_and_set_aside_by_named_handlers_only(landlord, bank) -> None:
    landlord.lease(name="Hanna Canary", protected=True)
    other = landlord.lease("2", name="Bo Lind")
    told = bank(payer_name="Hanna Canary")
    page = landlord.url(f"inbetalningar/{told.id}/")
    for path, sent in (("placera/", {"target": f"{other.id}:"}), ("inte-hyra/", {"reason": "wrong"})):
        refused = landlord.client("anna").post(page + path, sent).content.decode()
        assert "Lämna den till den som handlägger sådana uppgifter." in refused
    assert not Placement.objects.exists()
    landlord.client("hanna").post(page + "inte-hyra/", {"reason": "wrong"})
    assert Placement.objects.count() == 1


def test_the_list_asks_the_database_as_often_for_one_payment_as_for_many(landlord, bank) -> None:
    landlord.lease()
    client = landlord.client("anna")

    def queries() -> int:
        with CaptureQueriesContext(connections[f"room:{landlord.room.slug}"]) as asked:
            assert client.get(landlord.url("inbetalningar/")).status_code == 200
        return len(asked)

    bank("b1", payer_name="Åsa Öberg")
    client.get(landlord.url("inbetalningar/"))
    one = queries()
    for number in range(2, 5):
        bank(f"b{number}", payer_name="Åsa Öberg")
    with enter(landlord.room):
        assert queries() == one
