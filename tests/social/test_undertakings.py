"""A termination for unpaid rent in a matter: both last days, the warning between, the undertaking, who may sign."""

from __future__ import annotations

from datetime import date

import pytest

from kvarbo.core.law.jordabalken.recovery_by_undertaking import UndertakingStanding
from kvarbo.core.law.jordabalken.recovery_period import recovery_period
from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.ground.subjects import subject
from kvarbo.ground.trail.models import TrailRow
from kvarbo.social.casework.clocks import clocks_of
from kvarbo.social.casework.people import NewPerson
from kvarbo.social.papers import known_of_paper
from kvarbo.social.undertakings.models import BoardUndertaking, SigningRight, TerminationFacts
from kvarbo.social.undertakings.queries import terminations_in
from tests.social.conftest import ON
from tests.social.test_inbox import LETTER, day, decide, register

RIGHT = {
    "name": "Eva Ek", "title": "enhetschef", "delegation": "Delegationsordningen p. 4.2", "valid_from": "2026-01-01",
}  # fmt: skip
# The letter was posted registered on 5 November and reached the board on the 9th; the tenant was served on the 3rd.
SERVED = "2026-11-03"


@pytest.fixture
def told(office):
    """A matter with a termination that came in, and its paper."""
    matter = office.matter()
    paper = register(office, **LETTER)
    decide(office, paper, kind="running", matter_number=matter.number, another="on")
    return office, matter, paper


def send(told, where, key="ett", **form):
    office, matter, paper = told
    said = {"paper": str(paper.pk), "form_key": key, **form}
    return office.client("anna").post(office.url(f"arende/{matter.id}/hyran/{where}/"), said)


def page(told, who="anna") -> str:
    return told[0].get(who, f"arende/{told[1].id}/hyran/").content.decode().replace("\xa0", " ")


def right(office, **changed) -> SigningRight:
    answer = office.client("eva").post(office.url("ratt-att-skriva-under/"), {**RIGHT, **changed})
    assert answer.status_code == 302
    return SigningRight.objects.get(name=changed.get("name", RIGHT["name"]))


def undertaking(office, **changed):
    found = SigningRight.objects.first() or right(office)
    return {
        "amount": "7 420 kr", "months": "2026-10, 2026-09", "decided_on": ON.isoformat(), "signed_by": str(found.id),
        "sent_how": "registered", "registered_number": "RR 2 SE", "sent_on": ON.isoformat(), **changed,
    }  # fmt: skip


def test_before_the_tenant_was_served_there_is_no_last_day_only_what_is_missing(told):
    html = page(told)
    assert "Sista dagen är okänd" in html
    assert "dagen då hyresgästen delgavs" in html
    assert "Skriv in det som är känt" in html


def test_both_last_days_are_the_rules_own(told, settings):
    assert send(told, "uppgifter", tenant_served=SERVED, rent="7420", costs="410,50").status_code == 302
    one = terminations_in([told[1].id])[told[1].id][0]
    by_rule = recovery_period(
        tenant_served=date(2026, 11, 3), board_posted_registered=date(2026, 11, 5), board_received=one.told.received
    ).value
    assert (one.period().protective, one.period().enforcing) == (by_rule.protective, by_rule.enforcing)
    # By hand: three weeks from Thursday 5 November, when the letter was posted, end on Thursday 26 November.
    assert by_rule.protective == date(2026, 11, 26)
    html = page(told)
    for words in ("tors 26 november 2026", "7 420 kr", "410,50 kr", "Betalning eller åtagande senast"):
        assert words in html
    assert "VARNING" not in html
    day(settings, date(2026, 11, 27))
    assert "VARNING: den säkra dagen har passerat." in page(told)
    day(settings, by_rule.enforcing.replace(day=by_rule.enforcing.day + 1))
    assert "hyresvärden får säga nej" in page(told)


def test_an_undertaking_in_time_saves_the_home(told):
    send(told, "uppgifter", tenant_served=SERVED, rent="7420")
    form = undertaking(told[0])
    assert send(told, "atagande", **form).status_code == 302
    assert send(told, "atagande", **form).status_code == 302
    given = BoardUndertaking.objects.get()
    assert (given.amount, given.months, given.is_offer) == (742000, ["2026-09", "2026-10"], False)
    one = terminations_in([told[1].id])[told[1].id][0]
    assert one.standing()[0].standing is UndertakingStanding.IN_TIME
    assert one.open_points() == ()
    html = page(told)
    for words in ("I tid: hemmet är räddat", "Eva Ek, enhetschef", "Delegationsordningen p. 4.2", "RR 2 SE"):
        assert words in html
    assert TrailRow.objects.filter(act="matter.undertaking", about__offer=False).exists()


def test_an_ordinary_letter_counts_only_when_it_has_come(told):
    send(told, "uppgifter", tenant_served=SERVED, rent="7420")
    send(told, "atagande", **undertaking(told[0], sent_how="letter", registered_number=""))
    html = page(told)
    assert "Det går inte att säga ännu" in html
    assert "dagen då åtagandet sändes eller kom fram" in html
    send(told, "atagande", "två", **undertaking(told[0], sent_how="letter", reached_on=ON.isoformat()))
    assert "I tid: hemmet är räddat" in page(told)


def test_too_small_an_amount_is_told(told):
    send(told, "uppgifter", tenant_served=SERVED, rent="9000")
    send(told, "atagande", **undertaking(told[0]))
    assert "att beloppet täcker hela hyresskulden" in page(told)


def test_between_the_two_days_it_is_written_in_only_by_one_who_has_read_the_warning(told, settings):
    send(told, "uppgifter", tenant_served=SERVED, rent="7420")
    day(settings, date(2026, 11, 27))
    form = undertaking(told[0], decided_on="2026-11-27", sent_on="2026-11-27")
    refused = send(told, "atagande", **form).content.decode().replace("\xa0", " ")
    assert "Läs varningen, och kryssa i att du har läst den." in refused
    assert not BoardUndertaking.objects.exists()
    assert send(told, "atagande", **form, warned="on").status_code == 302
    assert "be en jurist pröva det i dag" in page(told)


def test_after_the_last_day_it_is_an_offer_and_not_an_undertaking(told, settings):
    send(told, "uppgifter", tenant_served=SERVED, rent="7420")
    late = date(2026, 12, 21)
    day(settings, late)
    send(told, "atagande", **undertaking(told[0], decided_on=late.isoformat(), sent_on=late.isoformat()))
    assert BoardUndertaking.objects.get().is_offer
    html = page(told)
    assert "För sent för ett åtagande: det är ett erbjudande" in html
    assert "Erbjudande att betala" in html


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"months": "oktober"}, "är ingen månad"),
        ({"months": ""}, "Skriv vilka månaders hyra"),
        ({"amount": "sju"}, "Beloppet går inte att läsa."),
        ({"signed_by": ""}, "Välj vem som har skrivit under."),
        ({"registered_number": ""}, "Skriv numret på det rekommenderade brevet."),
        ({"sent_on": "2026-11-10"}, "Dagen har inte varit ännu."),
        ({"sent_on": "2026-11-06"}, "kan inte ha skickats innan det beslutades"),
        ({"reached_on": "2026-11-06"}, "kan inte ha kommit fram innan det skickades"),
        ({"decided_on": "2025-12-31", "sent_on": "2026-11-06"}, "hade ingen rätt att göra det"),
        ({"sent_how": "hittepå"}, "Valet finns inte."),
    ],
)
def test_what_is_refused_says_why_and_nothing_is_written(told, change, says):
    send(told, "uppgifter", tenant_served=SERVED, rent="7420")
    answer = send(told, "atagande", **undertaking(told[0], **change))
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert not BoardUndertaking.objects.exists()


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"tenant_served": "2026-11-10"}, "Dagen har inte varit ännu."),
        ({"settled": "paid"}, "Skriv vilken dag det löstes."),
        ({"rent": "många"}, "Beloppet går inte att läsa."),
    ],
)
def test_facts_that_cannot_be_right_are_refused(told, form, says):
    assert says in send(told, "uppgifter", **form).content.decode()
    assert not TerminationFacts.objects.exists()


def test_what_is_settled_is_no_longer_watched(told):
    send(told, "uppgifter", tenant_served=SERVED, settled="paid", settled_on=ON.isoformat())
    html = page(told)
    assert "Hyran är betald" in html
    assert "Betalning eller åtagande senast" not in html


def test_a_tenant_owned_home_has_no_undertaking(office):
    matter = office.matter()
    paper = register(office, **{**LETTER, "event": "unpaid_fee_termination"})
    decide(office, paper, kind="running", matter_number=matter.number, another="on")
    told = (office, matter, paper)
    assert "I bostadsrätt finns inget åtagande" in page(told)
    refused = send(told, "atagande", **undertaking(office)).content.decode()
    assert "I bostadsrätt kan nämnden inte rädda hemmet" in refused
    assert not BoardUndertaking.objects.exists()


def test_a_right_ends_and_what_was_signed_before_stands(office):
    made = right(office)
    assert office.client("anna").get(office.url("ratt-att-skriva-under/")).status_code == 403
    wrong = {"right": str(made.id), "valid_to": "2025-12-31"}
    refused = office.client("eva").post(office.url("ratt-att-skriva-under/avsluta/"), wrong)
    assert "Välj den dagen eller en senare." in refused.content.decode()
    office.client("eva").post(office.url("ratt-att-skriva-under/avsluta/"), {**wrong, "valid_to": "2026-11-08"})
    assert "Har upphört" in office.client("eva").get(office.url("ratt-att-skriva-under/")).content.decode()
    empty = office.client("eva").post(office.url("ratt-att-skriva-under/"), {"name": "Eva"}).content.decode()
    assert "Fyll i namn, titel och beslut." in empty


def test_another_units_caseworker_finds_neither_the_page_nor_the_forms(told):
    office, matter, paper = told
    assert office.get("cilla", f"arende/{matter.id}/hyran/").status_code == 404
    for where in ("uppgifter", "atagande"):
        form = {"paper": str(paper.pk), "form_key": "x"}
        assert office.client("cilla").post(office.url(f"arende/{matter.id}/hyran/{where}/"), form).status_code == 404


def test_a_termination_in_another_matter_is_not_there(told):
    other = told[0].matter("anna", NewPerson("Siv Ek", "leaseholder", ""))
    answer = send((told[0], other, told[2]), "uppgifter", tenant_served=SERVED)
    assert "Uppsägningen finns inte i ärendet." in answer.content.decode()
    assert not TerminationFacts.objects.exists()


def test_the_paper_with_the_undertaking_begins_with_what_is_written_in(told):
    office, matter, _ = told
    by = office.at_work("anna")
    found = subject(by, matter.id)
    assert found is not None
    assert known_of_paper(by, found, PaperKind.UNDERTAKING, ON) == {}
    send(told, "uppgifter", tenant_served=SERVED, rent="7420")
    send(told, "atagande", **undertaking(office))
    known = known_of_paper(by, found, PaperKind.UNDERTAKING, ON)
    # Two months and one amount: what is owed for each month is not known, so it is not filled in.
    assert known["months"] == [{"month": "2026-09"}, {"month": "2026-10"}]
    assert (known["total"], known["decided"]) == (742000, ON.isoformat())
    assert (known["signed_by"], known["title"]) == ("Eva Ek", "enhetschef")
    assert (known["right_to_sign"], known["right_reference"]) == ("delegation", "Delegationsordningen p. 4.2")
    send(told, "atagande", "två", **undertaking(office, months="2026-10"))
    assert known_of_paper(by, found, PaperKind.UNDERTAKING, ON)["months"] == [{"month": "2026-10", "amount": 742000}]


def test_an_offer_after_the_last_day_begins_no_paper_with_an_undertaking(told, settings):
    office, matter, _ = told
    send(told, "uppgifter", tenant_served=SERVED, rent="7420")
    late = date(2026, 12, 21)
    day(settings, late)
    send(told, "atagande", **undertaking(office, decided_on=late.isoformat(), sent_on=late.isoformat()))
    assert BoardUndertaking.objects.get().is_offer
    by = office.at_work("anna")
    found = subject(by, matter.id)
    assert found is not None
    assert known_of_paper(by, found, PaperKind.UNDERTAKING, late) == {}


def test_an_undertaking_that_no_paper_has_carried_saves_nothing(told):
    """Somebody wrote that it went through Kvarbo, and never handed it over."""
    office, matter, _ = told
    send(told, "uppgifter", tenant_served=SERVED, rent="7420")
    said = {"sent_how": "door", "registered_number": "", "reached_on": ON.isoformat()}
    assert send(told, "atagande", **undertaking(office, **said)).status_code == 302
    html = page(told)
    assert "Inget papper med åtagandet har gått härifrån." in html
    assert "I tid: hemmet är räddat" not in html
    # The time goes on counting down: the 26th, three weeks from Thursday 5 November.
    assert date(2026, 11, 26) in [clock.day for clock in clocks_of([matter.id], on=ON)[matter.id]]
