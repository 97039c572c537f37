"""Support and plan in a matter: causes, the budget and what is unknown, support as the law lets it begin, goals."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kvarbo.core.checklist.gates import GATES
from kvarbo.core.checklist.seen import Seen
from kvarbo.core.checklist.words import Gate
from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.ground.subjects import subject
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.social.casework import actions as casework
from kvarbo.social.casework.clocks import clocks_of
from kvarbo.social.casework.models import MatterEvent
from kvarbo.social.casework.people import NewPerson
from kvarbo.social.casework.queries import part_of_each
from kvarbo.social.checklist.actions import decide_phase, follow_way
from kvarbo.social.checklist.queries import facts_of, way_for
from kvarbo.social.papers import known_of_paper
from kvarbo.social.support.budget import picture
from kvarbo.social.support.models import Budget, CauseTold, PlanGoal, PlanWord, Support
from kvarbo.social.support.queries import budget_of
from kvarbo.social.support.words import COSTS, INCOMES, BudgetKind, SupportKind
from tests.social.conftest import CLOSING, ON
from tests.social.test_inbox import day

DUE = ON + timedelta(days=10)
OFFER = {"kind": "housing_support", "why": "Posten blir liggande.", "owner": "organisation", "organisation": "Omsorgen",
         "offered_on": ON.isoformat()}  # fmt: skip
GOAL = {"text": "Betala oktobers hyra", "owner": "organisation", "organisation": "Banken", "due": DUE.isoformat()}


def followed(office) -> None:
    with recorded(str(office.at_work("eva").id)):
        follow_way(name="goteborg", valid_from=ON - timedelta(days=100), by_name="Eva")


def inquiry(office, matter, on: date = ON) -> None:
    """The person was reached and wants an inquiry."""
    by = office.at_work("anna")
    with recorded(str(by.id)):
        casework.log_event(matter=matter, kind="called", event_date=on, on=on, by=by, reached=True)
        decide_phase(matter=matter, decision="adult_inquiry:wanted", day=on, on=on, by=by)


@pytest.fixture
def opened(office):
    """A matter that is only opened, in a room that follows Göteborg's lists."""
    followed(office)
    return office, office.matter()


@pytest.fixture
def inquired(opened):
    """The same, where an inquiry has been opened."""
    inquiry(*opened)
    return opened


def send(told, where, key="ett", who="anna", **form):
    office, matter = told
    return office.client(who).post(office.url(f"arende/{matter.id}/stod/{where}/"), {"form_key": key, **form})


def page(told, where="stod/", who="anna") -> str:
    return told[0].get(who, f"arende/{told[1].id}/{where}").content.decode().replace("\xa0", " ")


# --- causes ---


def test_several_causes_are_told_at_once_with_whose_word_it_is(opened):
    form = {"causes": ["income_fell", "electricity_debt"], "said_by": "person", "said_on": "2026-11-06"}
    assert send(opened, "orsaker", **form).status_code == 302
    assert send(opened, "orsaker", **form).status_code == 302
    assert [one.cause for one in CauseTold.objects.order_by("cause")] == ["electricity_debt", "income_fell"]
    html = page(opened)
    for words in ("Inkomsten blev lägre", "Skuld för el", "Den enskilde", "6 nov 2026"):
        assert words in html
    assert TrailRow.objects.get(act="matter.causes_told").about == {"count": 2}


def test_unknown_is_an_answer_and_stands_alone(opened):
    send(opened, "orsaker", causes=["unknown"], said_by="us", said_on=ON.isoformat())
    assert "Okänd" in page(opened)
    wrong = send(opened, "orsaker", "två", causes=["unknown", "illness"], said_by="us", said_on=ON.isoformat())
    assert "Okänd kan inte väljas tillsammans med en känd orsak." in wrong.content.decode()
    assert CauseTold.objects.count() == 1


def test_a_cause_that_was_wrong_is_struck_and_stays_with_who_struck_it(opened):
    send(opened, "orsaker", causes=["illness"], said_by="landlord", said_on=ON.isoformat())
    cause = CauseTold.objects.get()
    assert send(opened, "orsaker/stryk", cause=str(cause.pk)).status_code == 302
    html = page(opened)
    assert "<s>Sjukdom</s>" in html
    assert "Struken av Anna" in html


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"causes": []}, "Kryssa i minst en orsak."),
        ({"causes": ["slarv"]}, "Valet finns inte."),
        ({"said_by": ""}, "Välj vem som har sagt det."),
        ({"said_on": "2026-11-10"}, "Dagen har inte varit ännu."),
    ],
)
def test_causes_that_cannot_be_kept_say_why(opened, change, says):
    form = {"causes": ["illness"], "said_by": "person", "said_on": ON.isoformat(), **change}
    assert says in send(opened, "orsaker", **form).content.decode()
    assert not CauseTold.objects.exists()


def test_an_electricity_debt_asks_for_counselling_on_the_matters_own_page_and_in_no_list(opened):
    send(opened, "orsaker", causes=["electricity_debt"], said_by="person", said_on=ON.isoformat())
    words = "Erbjud budget- och skuldrådgivning. (Göteborgs handbok"
    assert words in page(opened, "")
    assert "Erbjud budget" not in opened[0].get("anna").content.decode()
    send(opened, "stod", "två", **{**OFFER, "kind": "budget_counselling"})
    assert words not in page(opened, "")


# --- the budget ---


def test_the_picture_keeps_ore_and_tells_what_nobody_knows():
    found = picture({"wages": 1_845_050, "rent": 742_000, "food": 0})
    assert (found.income, found.cost, found.remains) == (1_845_050, 742_000, 1_103_050)
    assert not found.is_whole
    assert BudgetKind.FOOD not in found.unknown
    assert len(found.unknown) == len(BudgetKind) - 3
    assert picture(dict.fromkeys(BudgetKind.values, 0)).is_whole
    assert {*INCOMES} | {*COSTS} == {*BudgetKind}
    assert (INCOMES[-1], COSTS[0]) == (BudgetKind.OTHER_INCOME, BudgetKind.RENT)


def test_an_unknown_post_stays_unknown_and_the_sum_says_that_it_is_not_whole(opened):
    form = {"told_on": ON.isoformat(), "wages": "18 450,50 kr", "rent": "7420", "food": "0"}
    assert send(opened, "budget", **form).status_code == 302
    html = page(opened)
    for words in ("18 450,50 kr", "Kvar av det som är känt: 11 030,50 kr", "Summan är inte hel: 17 poster är okända."):
        assert words in html
    assert "Kvar varje månad" not in html


def test_what_is_empty_is_nothing_only_when_somebody_says_so(opened):
    form = {"told_on": ON.isoformat(), "wages": "9000", "rent": "9500", "rest_is_nothing": "on"}
    send(opened, "budget", **form)
    html = page(opened)
    assert "Kvar varje månad: −500 kr" in html
    assert "Summan är inte hel" not in html
    found = budget_of(opened[1].id)
    assert found is not None
    assert found[1].is_whole


def test_the_newest_budget_holds_and_the_earlier_stays(opened):
    send(opened, "budget", told_on="2026-11-02", wages="9000")
    send(opened, "budget", "två", told_on=ON.isoformat(), wages="12000")
    assert "12 000 kr" in page(opened)
    assert Budget.objects.count() == 2


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"wages": "mycket"}, "Beloppet går inte att läsa."),
        ({"wages": "-1"}, "Beloppet kan inte vara mindre än noll."),
        ({}, "Skriv minst ett belopp."),
        ({"wages": "1", "told_on": "2026-11-10"}, "Dagen har inte varit ännu."),
    ],
)
def test_a_budget_that_cannot_be_kept_says_why(opened, form, says):
    assert says in send(opened, "budget", **{"told_on": ON.isoformat(), **form}).content.decode()
    assert not Budget.objects.exists()


# --- support and the law ---


def test_while_the_matter_is_only_opened_support_is_offered_but_does_not_begin(opened):
    office, matter = opened
    assert send(opened, "stod", **OFFER).status_code == 302
    assert "Erbjudet" in page(opened)
    refused = send(opened, "stod", "två", **OFFER, begun_on=ON.isoformat()).content.decode()
    seen = Seen(facts_of(office.at_work("anna"), matter, on=ON, with_consents=False), ON)
    rule = GATES[Gate.INDIVIDUAL_SUPPORT](seen, way_for(matter, on=ON).checklists[0])
    assert rule.why_not is not None
    assert f"Stödet får inte börja ännu. {rule.reasons[0].text}" in refused
    assert "Skriv in det som erbjudet så länge." in refused
    begin = send(opened, "andra", support=str(Support.objects.get().pk), begun_on=ON.isoformat()).content.decode()
    assert rule.reasons[0].text in begin
    assert Support.objects.get().begun_on is None
    assert "Ärendet är bara aktualiserat." in page(opened)


def test_assistance_waits_for_an_inquiry_by_the_rule_of_its_own(opened):
    refused = send(opened, "stod", **{**OFFER, "kind": "debt_aid"}, begun_on=ON.isoformat()).content.decode()
    assert "Ekonomiskt bistånd är ingen insats för personliga behov och kräver prövning." in refused


@pytest.mark.parametrize("kind", ["budget_counselling", "guardian"])
def test_the_way_to_counsellors_and_the_report_of_a_guardian_wait_for_nothing(opened, kind):
    assert send(opened, "stod", **{**OFFER, "kind": kind}, begun_on=ON.isoformat()).status_code == 302
    assert Support.objects.get().begun_on == ON


def test_in_a_room_that_follows_no_list_nothing_is_known_of_the_boards_decision(office):
    told = (office, office.matter())
    refused = send(told, "stod", **OFFER, begun_on=ON.isoformat()).content.decode()
    assert "Enheten följer ingen checklista" in refused


def test_in_an_inquiry_support_begins_and_ends_and_the_matter_tells_it(inquired):
    assert send(inquired, "stod", **OFFER, begun_on=ON.isoformat()).status_code == 302
    given = Support.objects.get()
    end = {"support": str(given.pk), "begun_on": ON.isoformat(), "ended_on": ON.isoformat(), "outcome": "carried_out"}
    for _ in range(2):
        assert send(inquired, "andra", **end).status_code == 302
    told = list(MatterEvent.objects.filter(kind="supported").order_by("pk").values_list("text", flat=True))
    assert told == ["Börjar: Boendestöd", "Genomfört: Boendestöd"]
    assert "Genomfört" in page(inquired)
    assert "Börjar: Boendestöd" in page(inquired, "")


def test_support_does_not_begin_before_the_day_the_inquiry_was_opened(opened, settings):
    later = ON + timedelta(days=3)
    day(settings, later)
    inquiry(*opened, on=later)
    refused = send(opened, "stod", **OFFER, begun_on=(ON + timedelta(days=1)).isoformat()).content.decode()
    assert "Stödet får inte börja ännu." in refused
    assert send(opened, "stod", **OFFER, begun_on=later.isoformat()).status_code == 302


def test_an_offer_that_was_declined_ends_without_having_begun(opened):
    send(opened, "stod", **OFFER)
    said = {"support": str(Support.objects.get().pk), "ended_on": ON.isoformat(), "outcome": "declined"}
    assert send(opened, "andra", **said).status_code == 302
    assert "Den enskilde tackade nej" in page(opened)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"kind": ""}, "Välj vilket stöd det är."),
        ({"why": ""}, "Skriv varför stödet erbjuds."),
        ({"owner": ""}, "Välj vem som gör det."),
        ({"owner": "member:00000000-0000-4000-8000-000000000000"}, "Valet finns inte."),
        ({"organisation": ""}, "Skriv vilken organisation som gör det."),
        ({"offered_on": "2026-11-10"}, "Dagen har inte varit ännu."),
        ({"begun_on": "2026-11-10"}, "Dagen har inte varit ännu."),
        ({"begun_on": "2026-11-06"}, "Det kan inte ha börjat före."),
    ],
)
def test_support_that_cannot_be_kept_says_why(inquired, change, says):
    answer = send(inquired, "stod", **{**OFFER, **change})
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert not Support.objects.exists()


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({}, "Skriv vilken dag det började eller slutade."),
        ({"outcome": "declined"}, "Skriv vilken dag det slutade."),
        ({"ended_on": ON.isoformat()}, "Välj hur det slutade."),
        ({"ended_on": "2026-11-06", "outcome": "declined"}, "Det kan inte ha slutat före"),
        ({"ended_on": ON.isoformat(), "outcome": "carried_out"}, "Det som är genomfört har börjat."),
    ],
)
def test_a_change_that_cannot_be_says_why(inquired, form, says):
    send(inquired, "stod", **OFFER)
    answer = send(inquired, "andra", support=str(Support.objects.get().pk), **form)
    assert says in answer.content.decode()
    assert Support.objects.get().ended_on is None


def test_every_kind_of_the_handbooks_page_five_is_there():
    assert {
        *("financial_aid", "verified_rent", "rent_by_us", "autogiro", "household_economy", "budget_counselling"),
        *("prevention_team", "housing_support", "coordinated_care", "home_care", "addiction_care"),
        *("allowance_redirected", "guardian"),
    } <= set(SupportKind.values)


# --- the plan ---


def test_a_plan_is_made_in_an_inquiry_and_not_before(opened):
    refused = send(opened, "mal", **GOAL).content.decode()
    assert "Planen görs i en utredning. Aktualiseringen är ingen utredning" in refused
    assert not PlanGoal.objects.exists()
    assert "Sätt ett mål" not in page(opened)


def test_a_goal_has_somebody_who_does_it_and_a_day(inquired):
    office, matter = inquired
    person = next(iter(part_of_each(matter.id)))
    send(inquired, "mal", **{**GOAL, "owner": f"person:{person}"})
    send(inquired, "mal", "två", **{**GOAL, "text": "Ringa värden", "owner": f"member:{office.at_work('bo').id}"})
    send(inquired, "mal", "två", **GOAL)
    assert PlanGoal.objects.count() == 2
    html = page(inquired)
    for words in ("Betala oktobers hyra", "Kent Åberg", "Ringa värden", "Bo", "19 nov 2026"):
        assert words in html
    (clock,) = clocks_of([matter.id], on=ON)[matter.id]
    assert (clock.day, clock.text) == (DUE, "2 mål ska vara klara.")


def test_a_goal_past_its_day_waits_in_the_list_without_telling_what_it_is(inquired, settings):
    send(inquired, "mal", **GOAL)
    day(settings, DUE + timedelta(days=1))
    front = inquired[0].get("anna").content.decode()
    assert "Ett mål i planen har passerat sin dag." in front
    assert "oktobers hyra" not in front
    assert inquired[1].id not in clocks_of([inquired[1].id], on=DUE + timedelta(days=1))
    assert "Dagen har passerat" in page(inquired)
    goal = PlanGoal.objects.get()
    said = {"goal": str(goal.pk), "result": "met", "settled_on": DUE.isoformat()}
    for _ in range(2):
        assert send(inquired, "mal/hur", **said).status_code == 302
    assert "har passerat sin dag" not in inquired[0].get("anna").content.decode()
    assert MatterEvent.objects.filter(text="Mål, klart: Betala oktobers hyra").count() == 1
    other = send(inquired, "mal/hur", **{**said, "result": "not_met"}).content.decode()
    assert "Det är redan inskrivet hur det gick." in other


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"text": ""}, "Skriv vad som ska göras."),
        ({"due": "2026-11-08"}, "Dagen har varit."),
        ({"due": "snart"}, "Datumet går inte att läsa."),
        ({"owner": "person:00000000-0000-4000-8000-000000000000"}, "Valet finns inte."),
    ],
)
def test_a_goal_that_cannot_be_kept_says_why(inquired, change, says):
    assert says in send(inquired, "mal", **{**GOAL, **change}).content.decode()
    assert not PlanGoal.objects.exists()


def test_the_plan_is_agreed_with_somebody_of_the_household_and_says_when_it_has_grown(inquired):
    person = next(iter(part_of_each(inquired[1].id)))
    word = {"agreed": "yes", "person": str(person), "on_date": ON.isoformat()}
    assert "Sätt minst ett mål först." in send(inquired, "ord", **word).content.decode()
    send(inquired, "mal", **GOAL)
    assert "Välj vem i hushållet" in send(inquired, "ord", **{**word, "person": ""}).content.decode()
    for _ in range(2):
        assert send(inquired, "ord", **word).status_code == 302
    assert PlanWord.objects.count() == 1
    assert "Överenskommen med Kent Åberg mån 9 november 2026." in page(inquired)
    assert "Planen är överenskommen." in page(inquired, "")
    send(inquired, "mal", "två", **{**GOAL, "text": "Nytt"})
    assert "Ett mål är nytt sedan dess." in page(inquired)


def test_a_plan_that_is_not_agreed_says_why(inquired):
    send(inquired, "mal", **GOAL)
    no = {"agreed": "no", "on_date": ON.isoformat()}
    assert "Skriv varför planen inte är överenskommen." in send(inquired, "ord", **no).content.decode()
    assert send(inquired, "ord", **no, text="Vill tänka").status_code == 302
    html = page(inquired)
    assert "Inte överenskommen" in html
    assert "Vill tänka" in html


def test_the_page_for_the_person_has_the_plan_and_neither_address_nor_why_the_debt_came(inquired):
    assert "Det finns ingen plan ännu" in page(inquired, "stod/plan/")
    send(inquired, "orsaker", causes=["addiction"], said_by="landlord", said_on=ON.isoformat())
    send(inquired, "mal", **GOAL)
    send(inquired, "stod", **OFFER)
    html = page(inquired, "stod/plan/")
    for words in ("Din plan", "Betala oktobers hyra", "Banken", "Boendestöd", "Det här är ett förslag."):
        assert words in html
    for words in ("Kvarngränd", "Skadligt bruk", "Posten blir liggande"):
        assert words not in html


def test_in_a_closed_matter_nothing_is_written_and_everything_can_be_read(inquired):
    office, matter = inquired
    send(inquired, "mal", **GOAL)
    office.client("anna").post(office.url(f"arende/{matter.id}/avsluta/"), CLOSING)
    html = page(inquired)
    assert "Betala oktobers hyra" in html
    assert 'name="due"' not in html
    assert "Ärendet är avslutat." in send(inquired, "stod", "två", **OFFER).content.decode()
    assert not Support.objects.exists()


def test_another_units_caseworker_finds_neither_the_pages_nor_the_forms(inquired):
    for where in ("stod/", "stod/plan/"):
        assert inquired[0].get("cilla", f"arende/{inquired[1].id}/{where}").status_code == 404
    for where in ("orsaker", "orsaker/stryk", "budget", "stod", "andra", "mal", "mal/hur", "ord"):
        assert send(inquired, where, who="cilla").status_code == 404


def test_what_stands_in_another_matter_is_not_there(inquired):
    send(inquired, "mal", **GOAL)
    send(inquired, "stod", **OFFER)
    send(inquired, "orsaker", causes=["illness"], said_by="person", said_on=ON.isoformat())
    office = inquired[0]
    other = (office, office.matter("anna", NewPerson("Siv Ek", "leaseholder", "")))
    said = {"goal": str(PlanGoal.objects.get().pk), "result": "met", "settled_on": ON.isoformat()}
    assert "Målet finns inte i ärendet." in send(other, "mal/hur", **said).content.decode()
    said = {"support": str(Support.objects.get().pk), "begun_on": ON.isoformat()}
    assert "Stödet finns inte i ärendet." in send(other, "andra", **said).content.decode()
    said = {"cause": str(CauseTold.objects.get().pk)}
    assert "Orsaken finns inte i ärendet." in send(other, "orsaker/stryk", **said).content.decode()


def test_the_paper_of_planned_support_begins_with_what_is_given_and_has_words_in_it(inquired):
    office, matter = inquired
    for kind in ("housing_support", "addiction_care", "financial_aid", "debt_aid"):
        assert send(inquired, "stod", kind, **{**OFFER, "kind": kind}).status_code == 302
    assert send(inquired, "stod", "fem", **{**OFFER, "kind": "help_to_move"}).status_code == 302
    gone = Support.objects.get(kind="help_to_move")
    said = {"support": str(gone.pk), "ended_on": ON.isoformat(), "outcome": "declined"}
    assert send(inquired, "andra", "sex", **said).status_code == 302
    by = office.at_work("anna")
    found = subject(by, matter.id)
    assert found is not None
    known = known_of_paper(by, found, PaperKind.PLANNED_SUPPORT, ON)
    # The care for addiction is nobody else's to know, one word stands for both kinds of aid, and what ended is gone.
    assert [one["what"] for one in known["supports"]] == ["housing_support", "financial_aid"]
    assert known["contact"] == "Anna"
