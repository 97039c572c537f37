"""Two households from the first notice to the end, in both rooms, while the days pass.

One keeps its home by the board's undertaking, the other is evicted and followed up. The days are counted by hand in
``docs/proof/households.md``: what stands there is what the pages must say. With the other side on paper they are
walked by ``make proof``: a day is a server of its own, and most of what is met is the same.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kvarbo.web.demo.staff import INGRID, KARIN, SOCIAL_ROOM
from tests.browser.later import on, sit_down
from tests.browser.paper_looks import BOARD
from tests.browser.serving import copy_of
from tests.browser.test_notices_walked import board_told, days, decide, homes_long_overdue, write_in
from tests.browser.test_papers_walked import until
from tests.browser.visitor import Visitor

SOCIAL = f"/r/{SOCIAL_ROOM}/"
LANDLORD = "Kvarnbyhem AB"
NOTICE = "Meddelande om uppsägning för obetald hyra"


@pytest.fixture
def folder(town: Path, tmp_path: Path) -> Path:
    """A town of the test's own, served one day at a time: a courier of another day would carry the papers too."""
    return copy_of(town, tmp_path / "var")


def press(visitor: Visitor, button: str, then: str) -> None:
    visitor.page.get_by_role("button", name=button, exact=True).first.click()
    visitor.page.get_by_text(then).first.wait_for()


def unfold(visitor: Visitor, summary: str) -> None:
    visitor.page.locator("summary", has_text=summary).first.click()


# --- the landlord ---


def name_of(visitor: Visitor, home: str) -> str:
    visitor.open(home)
    return visitor.page.locator("h1").first.inner_text()


def notice_handed_over(visitor: Visitor, home: str) -> None:
    """Form 3 to the board, through the door."""
    visitor.open(home)
    visitor.page.get_by_role("link", name="Lämna ut eller skicka ett papper").first.click()
    visitor.page.select_option("[name=counterpart]", label=BOARD)
    visitor.page.select_option("[name=kind]", label=NOTICE)
    visitor.page.get_by_role("button", name="Fortsätt").click()
    visitor.page.get_by_role("button", name="Visa precis vad som lämnas").wait_for()
    typed = {
        "landlord-phone": "070-174 06 93",
        "residents-address-postcode": "850 00",
        "residents-address-town": "Kvarnby",
        "interest": "0",
        "how_to_pay": "Bankgiro 160-9908",
    }
    for field, value in typed.items():
        for one in visitor.page.locator(f"[name={field}]").all():
            one.fill(value)
    press(visitor, "Visa precis vad som lämnas", "Det får lämnas")
    press(visitor, "Lämna över", "Hur det står till")
    until(visitor, "Mottaget fre 6 november 2026 enligt mottagaren")
    visitor.must_be_clean()


# --- the social services ---


def standpoint(visitor: Visitor, what: str, why: str) -> None:
    visitor.page.get_by_label(what).check()
    visitor.page.get_by_label("Varför?", exact=True).fill(why)
    which = visitor.page.get_by_label("Vilket ärende?")  # asked where the town has somebody called the same
    if which.count() and "Hör till" not in what:
        which.select_option("new")
    press(visitor, "Spara ställningstagandet", "Ställningstagandet är sparat.")


def opened_from_the_inbox(visitor: Visitor, name: str) -> str:
    """The notice is found in the inbox and a matter opened on it; the matter's address."""
    visitor.open(SOCIAL + "inkorg/")
    visitor.page.get_by_role("link", name=name).first.click()
    standpoint(visitor, "Ett ärende öppnas och kontakt tas först", "Ring först: ingen vet hur det är hemma.")
    visitor.must_be_clean()
    visitor.open(SOCIAL)
    visitor.page.get_by_role("link", name=name).first.click()
    visitor.page.get_by_text("Människor i ärendet").wait_for()
    visitor.must_be_clean()
    return visitor.path()


def rent_page(visitor: Visitor, matter: str) -> None:
    visitor.open(matter + "hyran/")
    visitor.page.get_by_role("heading", name="Hyran och fristen", exact=True).wait_for()


def visitor_served(visitor: Visitor, home: str) -> None:
    """Kronofogden served the application on the 20th, and the agency tells of it three days later."""
    visitor.open(home + "beslut/")
    person = visitor.page.locator("#served_person option").nth(1).get_attribute("value")
    write_in(visitor, "served", "Delgivning", day="2026-11-20", received="2026-11-20", person=str(person))
    told = days(visitor)
    assert told["Hyresgästen är säker till och med"] == "fre 11 december 2026"
    assert told["Hyresvärden väntar ut"] == "fre 11 december 2026"


def asked_the_landlord(visitor: Visitor, matter: str) -> None:
    """By telephone: the landlord has told of the notice, so the board may ask about it."""
    visitor.open(matter)
    unfold(visitor, "Något som har gjorts")
    visitor.page.get_by_label("Vad har gjorts?").select_option("asked_landlord")
    press(visitor, "Spara händelsen", "Händelsen är inskriven.")
    rent_page(visitor, matter)
    unfold(visitor, "Skriv in det som är känt")
    visitor.page.get_by_label("Dagen då hyresgästen delgavs uppsägningen").fill("2026-11-20")
    visitor.page.get_by_role("button", name="Spara Skriv in det som är känt").first.click()
    visitor.page.get_by_text("Uppgifterna är sparade.").wait_for()


def consent_to_tell(visitor: Visitor, matter: str) -> None:
    """The tenant lets the board tell the landlord of an undertaking."""
    visitor.open(matter)
    visitor.page.locator("main").get_by_role("link", name="Samtycken").click()
    unfold(visitor, "Skriv in ett samtycke")
    visitor.page.locator("input[name=person]").first.check()
    visitor.page.get_by_label("Hyresgästen själv", exact=True).check()
    undertaking_may_be_told(visitor)


def undertaking_may_be_told(visitor: Visitor) -> None:
    """What a consent to tell the landlord of an undertaking says, whoever gives it."""
    visitor.page.get_by_label("Vi får berätta för mottagaren", exact=True).check()
    visitor.page.locator("fieldset", has_text="Mottagare").get_by_label(LANDLORD).check()
    visitor.page.get_by_label("om någon har lovat att betala hyran").check()
    visitor.page.fill("#give_purpose", "För att hyresvärden ska få veta att hyran betalas.")
    visitor.page.get_by_label("Muntligt", exact=True).check()
    visitor.page.get_by_label("Vem hörde samtycket?").fill("Ingrid Dahl")
    press(visitor, "Spara samtycket", "Samtycket är sparat.")


def undertaking(visitor: Visitor, matter: str) -> None:
    """The board's undertaking for the whole rent, given by a paper through the door."""
    rent_page(visitor, matter)
    unfold(visitor, "Skriv in åtagandet")
    assert visitor.page.get_by_label("Vilka månaders hyra").input_value()  # as the notice tells them
    visitor.page.get_by_label("Vem har skrivit under?").select_option(index=1)
    visitor.page.get_by_label("Hur lämnas det?").select_option("door")
    visitor.page.get_by_label("Dagen då det postades eller lämnades").fill("2026-11-30")
    visitor.page.get_by_label("Dagen då det kom fram till hyresvärden").fill("2026-11-30")
    visitor.page.get_by_role("button", name="Spara Skriv in åtagandet").first.click()
    visitor.page.get_by_text("Åtagandet är inskrivet.").wait_for()
    visitor.must_be_clean()
    assert "Inget papper med åtagandet har gått härifrån." in visitor.text()
    visitor.page.get_by_role("link", name="Lämna det som papper genom Kvarbo").click()
    visitor.page.select_option("[name=counterpart]", label=LANDLORD)
    press(visitor, "Fortsätt", "Visa precis vad som lämnas")
    press(visitor, "Visa precis vad som lämnas", "Det får lämnas")
    visitor.must_be_clean()
    press(visitor, "Lämna över", "Hur det står till")
    until(visitor, "Mottaget mån 30 november 2026 enligt mottagaren")
    rent_page(visitor, matter)
    assert "I tid: hemmet är räddat" in visitor.text()


def undertaking_met(visitor: Visitor, home: str) -> None:
    """The landlord reads the paper and writes its day in the decision."""
    visitor.open_room("papper/?visa=in")
    visitor.page.locator("tbody th a", has_text="Betalningsåtagande").first.click()
    visitor.page.get_by_role("heading", name="Dagarna").wait_for()
    visitor.must_be_clean()
    visitor.page.get_by_role("button", name="Koppla").first.click()
    visitor.page.get_by_text("Svara").first.wait_for()
    visitor.open(home + "beslut/")
    visitor.page.get_by_role("heading", name="Hyresrätten är återvunnen").wait_for()
    assert "Genom dörren hit: mån 30 november 2026." in visitor.text()
    visitor.must_be_clean()
    write_in(visitor, "ended", "Avslutat", outcome="recovered")
    assert "Hyresrätten är återvunnen, mån 30 november 2026." in visitor.text()


def settled_and_closed(visitor: Visitor, matter: str) -> None:
    """The rent has been paid as undertaken: nothing is left to watch, and the matter closes with the home kept."""
    rent_page(visitor, matter)
    unfold(visitor, "Skriv in det som är känt")
    visitor.page.get_by_label("Är det löst?").select_option("paid")
    visitor.page.get_by_label("Dagen då det löstes").fill("2026-12-10")
    visitor.page.get_by_role("button", name="Spara Skriv in det som är känt").first.click()
    visitor.page.get_by_text("Uppgifterna är sparade.").wait_for()
    assert "Hyran är betald, tors 10 december 2026." in visitor.text()
    visitor.open(matter)
    unfold(visitor, "Avsluta ärendet")
    visitor.page.get_by_label("Varför avslutas det?").select_option("home_kept")
    visitor.page.get_by_label("Hur blev det?").select_option("debt_paid")
    visitor.page.get_by_label("Ska ni följa upp?").select_option("no")
    visitor.page.get_by_label("Bedömning").fill("Hyran är betald och autogirot är igång.")
    press(visitor, "Avsluta", "Ärendet är avslutat.")
    visitor.must_be_clean()


def test_a_home_kept_by_the_boards_undertaking(folder: Path, browser: Browser) -> None:
    with on("2026-11-06", folder, browser, KARIN) as now:
        home, _ = homes_long_overdue(now)
        name = name_of(now, home)
        decide(now, home, "Betalningsföreläggande med avhysning")
        write_in(now, "applied", "Ansökan lämnad till Kronofogden", applicant="agency", proof="receipt")
        notice_handed_over(now, home)
        now.open(home + "beslut/")
        assert days(now)["Fristen slutar tidigast"] == "fre 27 november 2026"
        sit_down(now, INGRID)
        matter = opened_from_the_inbox(now, name)
        rent_page(now, matter)
        assert "Tiden slutar inte före fre 27 november 2026" in now.text()
        now.must_be_clean()
    with on("2026-11-23", folder, browser, KARIN) as now:
        visitor_served(now, home)
        sit_down(now, INGRID)
        asked_the_landlord(now, matter)
        rent_page(now, matter)
        assert "fre 11 december 2026" in now.text()
        now.must_be_clean()
    with on("2026-11-30", folder, browser, INGRID) as now:
        consent_to_tell(now, matter)
        undertaking(now, matter)
        sit_down(now, KARIN)
        undertaking_met(now, home)
    with on("2026-12-14", folder, browser, INGRID) as now:
        settled_and_closed(now, matter)


# --- household two ---


def child_written_in(visitor: Visitor, matter: str) -> None:
    visitor.open(matter)
    unfold(visitor, "En person till")
    visitor.page.get_by_label("Namn", exact=True).fill("Ella O'Neill")
    visitor.page.get_by_label("Del i ärendet").select_option("child")
    press(visitor, "Skriv in personen", "Personen är inskriven.")


def time_registered(visitor: Visitor, name: str) -> None:
    """Kronofogden's e-mail with the day: registered, confirmed the same day, and put in the matter."""
    page = visitor.page
    visitor.open(SOCIAL + "inkorg/registrera/")
    page.get_by_label("Vräkning hos Kronofogden").check()
    page.get_by_label("Vad är det närmare?").select_option("eviction_time")
    page.get_by_label("Från vem?").select_option("kronofogden")
    page.get_by_label("Avsändarens namn").fill("Kronofogden")
    page.get_by_label("Vem handlar det om?").fill(name)
    page.get_by_label("Berörs något barn?").select_option("yes")
    page.get_by_label("Hur kom det?").select_option("e_mail")
    page.locator("summary", has_text="Mer").first.click()
    page.get_by_label("Dag för avhysningen").fill("2027-01-13")
    page.get_by_label("Klockslag").fill("09:30")
    page.get_by_role("button", name="Registrera", exact=True).click()
    page.get_by_text("Registrerat som P").wait_for()
    assert "Före kl. 24.00 mån 21 december 2026." in visitor.text()
    assert "Senast mån 4 januari 2027." in visitor.text()  # the child's inquiry: fourteen days
    visitor.must_be_clean()
    page.locator("summary", has_text="Anteckna som gjort").first.click()
    page.get_by_label("Hur, och till vem?").first.fill(
        "E-post till handläggaren på Kronofogden, kopia till hyresgästen"
    )
    page.get_by_role("button", name="Gjort Bekräfta till Kronofogden").click()
    page.get_by_text("Det är antecknat som gjort.").wait_for()
    page.get_by_label("Hör till ett ärende som redan finns").check()
    page.get_by_label("Vilket ärende?").select_option(index=1)
    page.get_by_label("Varför?", exact=True).fill("Samma uppsägning.")
    page.get_by_role("button", name="Spara ställningstagandet").click()
    page.get_by_text("Ställningstagandet är sparat.").wait_for()


def eviction_page(visitor: Visitor, matter: str) -> None:
    visitor.open(matter + "avhysning/")
    visitor.page.get_by_role("heading", name="Avhysning", exact=True).wait_for()


def saved(visitor: Visitor, summary: str, then: str) -> None:
    visitor.page.get_by_role("button", name=f"Spara {summary}").first.click()
    visitor.page.get_by_text(then).first.wait_for()


def respite_asked(visitor: Visitor, matter: str) -> None:
    eviction_page(visitor, matter)
    assert "Om 23 dagar" in visitor.text()
    unfold(visitor, "Skriv in en begäran om anstånd")
    visitor.page.get_by_label("Barnens situation").check()
    visitor.page.get_by_label("Dagen då Kronofogden hade alla handlingar").fill("2026-12-16")
    visitor.page.get_by_label("Finns det synnerliga skäl?").select_option("no")
    saved(visitor, "Skriv in en begäran om anstånd", "Begäran om anstånd är inskriven.")
    assert "Längst till ons 27 januari 2027, om Kronofogden ger anstånd." in visitor.text()
    visitor.must_be_clean()


def respite_refused(visitor: Visitor, matter: str) -> None:
    eviction_page(visitor, matter)
    unfold(visitor, "Skriv in Kronofogdens svar")
    visitor.page.get_by_label("Kronofogdens svar", exact=True).select_option("refused")
    saved(visitor, "Skriv in Kronofogdens svar", "Kronofogdens svar är inskrivet.")
    unfold(visitor, "Skriv in vem som är med")
    visitor.page.get_by_label("Är socialtjänsten med?").select_option("yes")
    visitor.page.get_by_label("Vem som är med").fill("Ingrid Dahl och Yusuf Ali")
    visitor.page.get_by_label("Är barnenheten med?").select_option("yes")
    saved(visitor, "Skriv in vem som är med", "inskrivet")
    assert "Ingrid Dahl och Yusuf Ali, och barnenheten" in visitor.text()
    visitor.must_be_clean()


def carried_out(visitor: Visitor, matter: str) -> None:
    """The day itself: the list, how it went, the follow-up that was offered, and the matter closed with its day."""
    eviction_page(visitor, matter)
    visitor.page.get_by_role("link", name="Dagens lista att skriva ut").click()
    visitor.page.get_by_role("heading", name="På plats").wait_for()
    visitor.must_be_clean()
    eviction_page(visitor, matter)
    for thing in ("Någonstans att sova i natt", "Barnens saker", "Nycklarna"):
        visitor.page.get_by_role("button", name=f"Klart {thing}").click()
        visitor.page.get_by_text("Listan är ändrad.").wait_for()
    unfold(visitor, "Skriv in hur det gick")
    visitor.page.get_by_label("Hur gick det?").select_option("carried_out")
    visitor.page.get_by_label("Vilken dag blev det klart?").fill("2027-01-13")
    visitor.page.get_by_label("Uppföljning").select_option("wanted")
    saved(visitor, "Skriv in hur det gick", "inskrivet")
    assert "Avhysningen genomfördes, ons 13 januari 2027." in visitor.text()
    assert "ska vara hämtat senast tis 13 april 2027" in visitor.text()
    visitor.must_be_clean()
    visitor.open(matter)
    unfold(visitor, "Avsluta ärendet")
    visitor.page.get_by_label("Varför avslutas det?").select_option("evicted")
    visitor.page.get_by_label("Hur blev det?").select_option("evicted")
    visitor.page.get_by_label("Ska ni följa upp?").select_option("yes")
    visitor.page.get_by_label("Den enskilde vill att vi följer upp").check()
    visitor.page.get_by_label("Vem följer upp?").select_option(label="Ingrid Dahl")
    visitor.page.get_by_label("Vilken dag hör ni av er igen?").fill("2027-02-15")
    visitor.page.get_by_label("Bedömning").fill("Ring och fråga var de bor och hur barnet har det.")
    press(visitor, "Avsluta", "Ärendet är avslutat.")


def followed_up(visitor: Visitor, matter: str) -> None:
    visitor.open(SOCIAL)
    assert f"{matter}uppfoljning/" in visitor.page.content()  # it is due today, so it stands on the first page
    visitor.open(matter + "uppfoljning/")
    unfold(visitor, "Skriv att uppföljningen är gjord")
    visitor.page.get_by_label("Hur går det?").fill("Bor hos en syster. Barnet går kvar i sin skola.")
    saved(visitor, "Skriv att uppföljningen är gjord", "Uppföljningen är inskriven.")
    visitor.must_be_clean()


def test_a_home_lost_attended_and_followed_up(folder: Path, browser: Browser) -> None:
    with on("2026-11-06", folder, browser, KARIN) as now:
        _, home = homes_long_overdue(now)
        name = name_of(now, home)
        decide(now, home, "Betalningsföreläggande med avhysning")
        write_in(now, "applied", "Ansökan lämnad till Kronofogden", applicant="own", proof="receipt")
        notice_handed_over(now, home)
        sit_down(now, INGRID)
        matter = opened_from_the_inbox(now, name)
        child_written_in(now, matter)
    with on("2026-12-21", folder, browser, KARIN) as now:
        now.open(home + "beslut/")
        person = now.page.locator("#served_person option").nth(1).get_attribute("value")
        write_in(now, "served", "Delgivning", day="2026-11-20", received="2026-11-20", person=str(person))
        write_in(now, "verdict", "Utslag eller dom", day="2026-12-16")
        write_in(now, "heard", "Hyresgästen fick tillfälle att yttra sig", day="2026-12-21")
        write_in(now, "eviction_time", "Dag för avhysningen", day="2027-01-13")
        now.page.get_by_role("heading", name="Dagen för avhysningen är satt").wait_for()
        assert days(now)["Avhysningen bör ha skett inom fyra veckor"] == "ons 13 januari 2027"
        sit_down(now, INGRID)
        time_registered(now, name)
        respite_asked(now, matter)
    with on("2026-12-28", folder, browser, INGRID) as now:
        respite_refused(now, matter)
    with on("2027-01-13", folder, browser, INGRID) as now:
        carried_out(now, matter)
        sit_down(now, KARIN)
        now.open(home + "beslut/")
        write_in(now, "ended", "Avslutat", outcome="evicted")
        now.must_be_clean()
    with on("2027-02-15", folder, browser, INGRID) as now:
        followed_up(now, matter)


# --- the same with the other side on paper ---


def letter_registered(visitor: Visitor, name: str) -> None:
    """A landlord without Kvarbo: form 3 by registered letter, posted on Wednesday and here on Friday."""
    page = visitor.page
    visitor.open(SOCIAL + "inkorg/registrera/")
    page.get_by_label("Obetald hyra eller avgift").check()
    page.get_by_label("Vad är det närmare?").select_option("unpaid_rent_termination")
    page.get_by_label("Från vem?").select_option("landlord")
    page.get_by_label("Avsändarens namn").fill("Bostads AB Ån")
    page.get_by_label("Vem handlar det om?").fill(name)
    page.get_by_label("Hur kom det?").select_option("registered")
    page.get_by_label("Postat som rekommenderat brev").fill("2026-11-04")
    page.get_by_label("Brevets nummer").fill("RR 1 SE")
    page.locator("summary", has_text="Mer").first.click()
    page.get_by_label("Skulden i kronor").fill("8 412")
    page.get_by_role("button", name="Registrera", exact=True).click()
    page.get_by_text("Registrerat som P").wait_for()
    visitor.must_be_clean()


def matter_opened(visitor: Visitor, name: str) -> str:
    standpoint(visitor, "Ett ärende öppnas och kontakt tas först", "Ring först: ingen vet hur det är hemma.")
    visitor.open(SOCIAL)
    visitor.page.get_by_role("link", name=name).first.click()
    visitor.page.get_by_text("Människor i ärendet").wait_for()
    return visitor.path()


def undertaking_by_letter(visitor: Visitor, matter: str) -> None:
    """Registered on the last safe day: it counts that day, whenever it comes to the landlord (JB 12:63)."""
    rent_page(visitor, matter)
    unfold(visitor, "Skriv in åtagandet")
    visitor.page.get_by_label("Vilka månaders hyra").fill("2026-10")
    visitor.page.get_by_label("Vem har skrivit under?").select_option(index=1)
    visitor.page.get_by_label("Hur lämnas det?").select_option("registered")
    visitor.page.get_by_label("Nummer på det rekommenderade brevet").fill("RR 3 SE")
    visitor.page.get_by_label("Dagen då det postades eller lämnades").fill("2026-12-11")
    visitor.page.get_by_role("button", name="Spara Skriv in åtagandet").first.click()
    visitor.page.get_by_text("Åtagandet är inskrivet.").wait_for()
    assert "I tid: hemmet är räddat" in visitor.text()
    visitor.must_be_clean()


@pytest.mark.proof
def test_both_households_with_a_landlord_on_paper(folder: Path, browser: Browser) -> None:
    kept, lost = "Åke-Örjan O'Neill", "Zoë Çelik Åberg"
    with on("2026-11-06", folder, browser, INGRID) as now:
        letter_registered(now, kept)
        first = matter_opened(now, kept)
        rent_page(now, first)
        # Posted on Wednesday 4 November: three weeks from there are Wednesday 25 November.
        assert "Tiden slutar inte före ons 25 november 2026" in now.text()
        letter_registered(now, lost)
        second = matter_opened(now, lost)
        child_written_in(now, second)
    with on("2026-12-11", folder, browser, INGRID) as now:
        asked_the_landlord(now, first)
        assert "fre 11 december 2026" in now.text()
        undertaking_by_letter(now, first)
    with on("2026-12-21", folder, browser, INGRID) as now:
        settled_and_closed(now, first)
        time_registered(now, lost)
        respite_asked(now, second)
    with on("2026-12-28", folder, browser, INGRID) as now:
        respite_refused(now, second)
    with on("2027-01-13", folder, browser, INGRID) as now:
        carried_out(now, second)
    with on("2027-02-15", folder, browser, INGRID) as now:
        followed_up(now, second)


@pytest.mark.proof
def test_both_households_with_the_social_services_on_paper(folder: Path, browser: Browser) -> None:
    with on("2026-11-06", folder, browser, KARIN) as now:
        kept, lost = homes_long_overdue(now)
        for home, applicant in ((kept, "agency"), (lost, "own")):
            decide(now, home, "Betalningsföreläggande med avhysning")
            write_in(now, "applied", "Ansökan lämnad till Kronofogden", applicant=applicant, proof="receipt")
            board_told(now)
            assert days(now)["Fristen slutar tidigast"] == "fre 27 november 2026"
    with on("2026-11-23", folder, browser, KARIN) as now:
        visitor_served(now, kept)
        visitor_served(now, lost)
    with on("2026-12-14", folder, browser, KARIN) as now:
        # The board's letter came on Monday, and was posted as registered on Friday: the last safe day.
        now.open(kept + "beslut/")
        write_in(
            now, "undertaking", "Socialnämnden åtar sig betalningen", posted_registered="2026-12-11",
            received="2026-12-14", proof="registered", registered_number="RR 3 SE",
        )  # fmt: skip
        now.page.get_by_role("heading", name="Hyresrätten är återvunnen").wait_for()
        now.must_be_clean()
        write_in(now, "ended", "Avslutat", outcome="recovered")
    with on("2026-12-21", folder, browser, KARIN) as now:
        now.open(lost + "beslut/")
        write_in(now, "verdict", "Utslag eller dom", day="2026-12-16")
        write_in(now, "heard", "Hyresgästen fick tillfälle att yttra sig", day="2026-12-21")
        write_in(now, "eviction_time", "Dag för avhysningen", day="2027-01-13")
        assert days(now)["Avhysningen bör ha skett inom fyra veckor"] == "ons 13 januari 2027"
    with on("2027-01-13", folder, browser, KARIN) as now:
        now.open(lost + "beslut/")
        write_in(now, "ended", "Avslutat", outcome="evicted")
        now.must_be_clean()


# --- three who need more ---


def test_a_forvaltare_a_partner_without_a_lease_and_somebody_who_says_they_will_not_live(
    folder: Path, browser: Browser
) -> None:
    with on("2026-11-06", folder, browser, INGRID) as now:
        letter_registered(now, "Gun Åker")
        represented(now, matter_opened(now, "Gun Åker"))
        letter_registered(now, "Patrick Ståhl")
        partner_told(now, matter_opened(now, "Patrick Ståhl"))
        letter_registered(now, "Li Sandgren")
        will_not_live(now, matter_opened(now, "Li Sandgren"))
        now.open(SOCIAL)
        listed = now.text()
        assert [name for name in ("Gun Åker", "Patrick Ståhl", "Li Sandgren") if name not in listed] == []


def represented(visitor: Visitor, matter: str) -> None:
    """The förvaltare is written in, stands on the matter's page, and consents for the one they act for."""
    written = "Skriv in en företrädare"
    visitor.page.get_by_role("link", name="Företrädare och betalare").click()
    unfold(visitor, written)
    visitor.page.get_by_label("Vem företräds?").select_option(index=1)
    visitor.page.get_by_label("Vad för företrädare?").select_option("trustee")
    visitor.page.get_by_label("Företrädarens namn").fill("Bo Åkesson")
    visitor.page.get_by_label("Telefon").fill("070-174 06 90")
    visitor.page.get_by_label("Förvalta egendom").check()
    visitor.page.get_by_label("Beslut eller fullmakt, med dag").fill("Tingsrättens beslut 2026-03-02")
    saved(visitor, written, "Förvaltare: Bo Åkesson")
    visitor.must_be_clean()
    visitor.open(matter)
    assert "Allt om hyran och pengarna görs upp med förvaltaren." in visitor.text()
    visitor.must_be_clean()
    visitor.page.locator("main").get_by_role("link", name="Samtycken").click()
    unfold(visitor, "Skriv in ett samtycke")
    visitor.page.locator("input[name=person]").first.check()
    visitor.page.get_by_label("Förvaltare", exact=True).check()
    visitor.page.get_by_label("Företrädarens namn").fill("Bo Åkesson")
    visitor.page.get_by_label("Vad rätten att företräda bygger på").fill("Tingsrättens beslut 2026-03-02")
    undertaking_may_be_told(visitor)
    assert "Bo Åkesson" in visitor.text()


def partner_told(visitor: Visitor, matter: str) -> None:
    """Who lives there without a lease may demand to stay, and must be told; the page says so until it is done."""
    written = "Skriv att någon har fått veta sin rätt"
    unfold(visitor, "En person till")
    visitor.page.get_by_label("Namn", exact=True).fill("Zoë Çelik")
    visitor.page.get_by_label("Del i ärendet").select_option("partner")
    press(visitor, "Skriv in personen", "Personen är inskriven.")
    waits = "Berätta för Zoë Çelik om rätten att få bo kvar."
    visitor.open(matter)
    assert waits in visitor.text()
    visitor.page.get_by_role("link", name="Företrädare och betalare").click()
    assert "Får kräva att få bo kvar." in visitor.text()
    unfold(visitor, written)
    visitor.page.get_by_label("Vem fick veta?").select_option(index=1)
    visitor.page.get_by_label("Hur fick personen veta det?").select_option("meeting")
    saved(visitor, written, "Fick veta det fre 6 november 2026.")
    visitor.must_be_clean()
    visitor.open(matter)
    assert waits not in visitor.text()


def will_not_live(visitor: Visitor, matter: str) -> None:
    """From wherever somebody is met it is one click to whom to call; nothing is written down by looking."""
    before = visitor.page.locator("section[aria-labelledby=hant]").inner_text()
    visitor.page.get_by_role("link", name="Någon kan fara illa").click()
    told = visitor.text()
    assert "112" in told
    assert "Inget skrivs ner genom att den här sidan öppnas." in told
    visitor.must_be_clean()
    visitor.open(matter)
    assert visitor.page.locator("section[aria-labelledby=hant]").inner_text() == before
