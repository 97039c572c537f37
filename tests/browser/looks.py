"""Every page as it can look, by what one sees there: which route it is, who looks, and the way to it."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kvarbo.web.demo.staff import INGRID, KARIN, LISA, MARTA, NILS, PER, SAMIR, StaffMember
from tests.browser import (
    bundle_looks,
    chance_looks,
    collection_looks,
    consent_looks,
    files_at_hand,
    letter_looks,
    log_looks,
    message_looks,
    notice_looks,
    paper_looks,
    plan_looks,
    rights_looks,
    social_looks,
    standing_in_looks,
    ways_looks,
)
from tests.browser.visitor import ROOM, Visitor

NOWHERE = "00000000-0000-4000-8000-000000000000"


@dataclass(frozen=True)
class Look:
    """A page as it can look. ``route`` is what the way there must have asked for, by its name in the addresses."""

    route: str
    way: Callable[[Visitor], None]
    who: StaffMember | None = KARIN
    status: int = 200


def room(path: str) -> Callable[[Visitor], None]:
    return lambda visitor: visitor.open_room(path)


def house(path: str) -> Callable[[Visitor], None]:
    return lambda visitor: visitor.open(path)


def first_call(visitor: Visitor) -> str:
    """The address of the first call script on Idag."""
    visitor.open_room("?district=&group=ring")
    return str(visitor.page.locator("a[href*='/ring/']").first.get_attribute("href"))


def call(visitor: Visitor) -> None:
    visitor.open(first_call(visitor))


def tenant(visitor: Visitor) -> None:
    visitor.open(first_call(visitor).split("ring/")[0])


def leases_attachment(way: Callable[[Visitor], None]) -> Callable[[Visitor], None]:
    """From the page of a lease to what hangs on it."""

    def walk(visitor: Visitor) -> None:
        tenant(visitor)
        way(visitor)

    return walk


def one_click(visitor: Visitor) -> None:
    visitor.open_room("?district=&group=ring")
    visitor.page.locator("button", has_text="Fick inte tag i").first.click()


def promise_without_a_day(visitor: Visitor) -> None:
    visitor.open_room("?district=&group=ring")
    visitor.page.locator("button", has_text="Lovade betala").first.click()
    visitor.page.get_by_text("Något behöver rättas").wait_for()


def unfold(visitor: Visitor, summary: str) -> None:
    visitor.page.locator("summary", has_text=summary).click()


def tenant_with_errors(visitor: Visitor) -> None:
    tenant(visitor)
    unfold(visitor, "Kontakt: samtal")
    visitor.page.get_by_role("button", name="Spara kontakten").click()


def paused(visitor: Visitor) -> None:
    tenant(visitor)
    unfold(visitor, "Paus: inga förslag")
    visitor.page.fill("#pause_until", "2026-11-20")
    visitor.page.get_by_label("Vi har kommit överens").last.check()
    visitor.page.get_by_role("button", name="Pausa").click()
    visitor.page.get_by_text("Pausen är sparad.").wait_for()


def pause_ended(visitor: Visitor) -> None:
    paused(visitor)
    visitor.page.get_by_role("button", name="Avsluta pausen").click()
    visitor.page.get_by_text("Pausen är avslutad.").wait_for()


def promised(visitor: Visitor) -> None:
    tenant(visitor)
    unfold(visitor, "Löfte om betalning")
    visitor.page.fill("#promise_until", "2026-11-13")
    visitor.page.get_by_role("button", name="Spara löftet").click()
    visitor.page.get_by_text("Löftet är sparat.").wait_for()


def deferred(visitor: Visitor) -> None:
    tenant(visitor)
    unfold(visitor, "Anstånd: hyresvärden ger mer tid")
    visitor.page.fill("#deferral_until", "2026-11-20")
    visitor.page.get_by_label("Pengar kommer en viss dag").check()
    visitor.page.get_by_role("button", name="Ge anstånd").click()
    visitor.page.get_by_text("Anståndet är sparat.").wait_for()
    for why in visitor.page.locator("section[aria-labelledby=skulden] summary").all():
        why.click()


def deferred_without_a_day(visitor: Visitor) -> None:
    tenant(visitor)
    unfold(visitor, "Anstånd: hyresvärden ger mer tid")
    visitor.page.get_by_role("button", name="Ge anstånd").click()
    visitor.page.get_by_text("Något behöver rättas").wait_for()


def claimed(visitor: Visitor) -> None:
    visitor.open_room("?district=&group=ring")
    visitor.page.get_by_role("button", name="Ta raden").first.click()


def released(visitor: Visitor) -> None:
    claimed(visitor)
    visitor.page.get_by_role("button", name="Lämna raden").first.click()


def they_called(sought: str) -> Callable[[Visitor], None]:
    def way(visitor: Visitor) -> None:
        visitor.open_room("de-ringde/")
        visitor.page.fill("input[name=sought]", sought)
        visitor.page.get_by_role("button", name="Sök").click()
        visitor.page.get_by_text("skyddade personuppgifter går inte").wait_for()

    return way


def everything_unfolded(visitor: Visitor) -> None:
    """A tenant's page with everything that can be opened open."""
    tenant(visitor)
    visitor.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")


def help_with_keys(visitor: Visitor) -> None:
    visitor.open_room("?district=&group=")
    visitor.page.keyboard.press("?")
    visitor.page.get_by_text("nästa rad, föregående rad").wait_for()


def drop(visitor: Visitor, path: Path, *, through: str = "2026-11-05") -> None:
    """Drop a file, and wait until it has been gone through."""
    visitor.open_room("filer/")
    visitor.page.set_input_files("input[type=file]", path)
    visitor.page.fill("input[name=known_through]", through)
    visitor.page.get_by_role("button", name="Läs filen").click()
    visitor.page.wait_for_url(re.compile(r"/filer/.+"))
    visitor.page.get_by_role("heading", name=re.compile("^Filen läses$")).wait_for(state="detached", timeout=60_000)


def dropped(make: Callable[[Path], Path]) -> Callable[[Visitor], None]:
    def way(visitor: Visitor) -> None:
        with tempfile.TemporaryDirectory() as folder:
            drop(visitor, make(Path(folder)))

    return way


def good_list(folder: Path) -> Path:
    return files_at_hand.csv_list(folder, files_at_hand.ROW)


def list_with_faults(folder: Path) -> Path:
    wrong = (*files_at_hand.ROW[:8], "sju tusen", "mycket")
    return files_at_hand.csv_list(folder, files_at_hand.ROW, wrong)


def odd_list(folder: Path) -> Path:
    return files_at_hand.csv_list(folder, files_at_hand.ROW, header=files_at_hand.ODD_HEADER)


def progress(visitor: Visitor) -> None:
    """The page while a file is being read, held still: the worker is not asked again."""
    visitor.page.route("**/filer/*/", lambda route: route.continue_() if not _asks_again(route) else route.abort())
    with tempfile.TemporaryDirectory() as folder:
        visitor.open_room("filer/")
        visitor.page.set_input_files("input[type=file]", list_with_faults(Path(folder)))
        visitor.page.fill("input[name=known_through]", "2026-11-05")
        visitor.page.get_by_role("button", name="Läs filen").click()
        visitor.page.get_by_text("Du kan lämna sidan").wait_for()


def _asks_again(route: object) -> bool:
    return bool(route.request.headers.get("hx-request"))  # type: ignore[attr-defined]


def mapping_left_empty(visitor: Visitor) -> None:
    dropped(odd_list)(visitor)
    visitor.page.get_by_role("button", name="Se vad som skulle ändras").click()
    visitor.page.get_by_text("Något behöver rättas").wait_for()


def discarded(visitor: Visitor) -> None:
    dropped(good_list)(visitor)
    visitor.page.get_by_role("button", name="Ta bort filen").click()
    visitor.page.get_by_role("heading", name="Filer", exact=True).wait_for()


def errors_downloaded(visitor: Visitor) -> None:
    dropped(list_with_faults)(visitor)
    with visitor.page.expect_download() as download:
        visitor.page.get_by_text("Ladda ner alla fel som en fil").click()
    assert download.value.suggested_filename == "fel-i-filen.csv"


def recovery_counted(visitor: Visitor) -> None:
    """The public calculator with every day written in that its form asks for."""
    visitor.open("/rakna-fristen/")
    for field in visitor.page.locator("main input[type=date]").all():
        field.fill("2026-10-01")
    visitor.page.locator("main form button[type=submit]").first.click()


def number_kept(visitor: Visitor) -> None:
    visitor.open_room("rummet/")
    visitor.page.get_by_label("Vem som svarar").fill("Socialjouren i Kvarnby")
    visitor.page.get_by_label("Telefon").fill("070-1740605")
    visitor.page.get_by_role("button", name="Skriv in numret").click()
    visitor.page.get_by_role("cell", name="070-1740605").first.wait_for()


def number_removed(visitor: Visitor) -> None:
    number_kept(visitor)
    visitor.page.get_by_role("button", name="Ta bort Socialjouren i Kvarnby").last.click()


def purpose_left_empty(visitor: Visitor) -> None:
    visitor.open_room("rummet/")
    visitor.page.get_by_role("button", name="Anteckna ändamålet").click()
    visitor.page.get_by_text("Något behöver rättas").wait_for()


def one_payment(visitor: Visitor) -> None:
    """The last of those that wait; the looks before may have placed others."""
    visitor.open_room("inbetalningar/")
    visitor.page.locator("section[aria-labelledby=vantar] tbody th a").last.click()
    visitor.page.get_by_role("heading", name="Vem kan pengarna komma från?").wait_for()


def payment_sought(visitor: Visitor) -> None:
    one_payment(visitor)
    visitor.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    visitor.page.get_by_label("Namn, adress").fill("son")
    visitor.page.get_by_role("button", name="Sök").click()
    visitor.page.get_by_text("Avtal som stämmer").wait_for()


def payment_placed(visitor: Visitor) -> None:
    payment_sought(visitor)
    visitor.page.get_by_role("radio").first.check()
    visitor.page.get_by_role("button", name="Placera betalningen").click()
    visitor.page.get_by_text("Betalningen är placerad.").wait_for()


def payment_placed_nowhere(visitor: Visitor) -> None:
    payment_sought(visitor)
    visitor.page.get_by_role("radio").first.check()
    visitor.page.get_by_label("Belopp, om bara en del").fill("mycket")
    visitor.page.get_by_role("button", name="Placera betalningen").click()
    visitor.page.get_by_text("Något behöver rättas").wait_for()


def payment_set_aside(visitor: Visitor) -> None:
    one_payment(visitor)
    unfold(visitor, "Pengarna hör inte till någon hyresgäst")
    visitor.page.get_by_label("Annan intäkt").check()
    visitor.page.get_by_role("button", name="Lägg åt sidan").click()
    visitor.page.get_by_text("Betalningen är lagd åt sidan.").wait_for()


def payment_taken_back(visitor: Visitor) -> None:
    payment_set_aside(visitor)
    visitor.page.get_by_role("button", name="Ångra").first.click()
    visitor.page.get_by_text("Placeringen är ångrad.").wait_for()


def payment_found(visitor: Visitor) -> None:
    visitor.open_room("inbetalningar/")
    visitor.page.get_by_label("Belopp, referens").fill("3 000")
    visitor.page.get_by_role("button", name="Sök").click()
    visitor.page.get_by_text("Betalningar som stämmer").wait_for()


PAPERS = {
    "papper in": Look("papers", room("papper/")),
    "papper ut": Look("papers", room("papper/?visa=ut")),
    "a paper sent": Look("paper", paper_looks.sent),
    "a paper sent, printed": Look("paper_pdf", paper_looks.print_fetched),
    "lämna ett papper, filling in": Look("hand_over", paper_looks.filling_in),
    "lämna ett papper, with errors": Look("hand_over", paper_looks.not_filled_in),
    "lämna ett papper, seen": Look("hand_over", paper_looks.seen),
    "lämna ett papper, an early signal stopped": Look("hand_over", paper_looks.early_signal_stopped, PER),
    "lämna något utan namn": Look("hand_over_counts", room("papper/utan-namn/")),
    "a paper handed over": Look("hand_over", paper_looks.handed_over),
    "a paper left": Look("paper_left", paper_looks.left),
    "a paper left, without a day": Look("paper_left", paper_looks.left_without_a_day),
    "a paper taken back": Look("paper_recall", paper_looks.taken_back),
    "a paper taken back, the copy here": Look("paper_recall_task", paper_looks.task_ended),
    "a paper's file": Look("paper_file", paper_looks.file_fetched),
    "a paper by hand": Look("paper_by_hand", paper_looks.by_hand),
    "a paper by hand, with errors": Look("paper_by_hand", paper_looks.by_hand_with_errors),
    "a paper dealt with": Look("paper_done", paper_looks.done),
    "a paper held": Look("paper_file_in", paper_looks.held),
    "a paper held, tried again": Look("paper_again", paper_looks.tried_again),
    "a paper held, thrown away": Look("paper_throw_away", paper_looks.thrown_away),
    "motparter": Look("counterparts", room("motparter/"), PER),
    "a counterpart with errors": Look("counterpart_keep", paper_looks.counterpart_with_errors, PER),
    "who we are": Look("ourselves_keep", paper_looks.ourselves_saved, PER),
    "tidig signal": Look("early_signal", room("rummet/tidig-signal/"), PER),
    "tidig signal, switched off": Look("early_signal_end", paper_looks.early_test_ended, PER),
}

MESSAGES = {
    "utskick": Look("outbox", room("utskick/")),
    "utskick, nothing in the selection": Look("outbox", room("utskick/?lage=delivered")),
    "my number": Look("message_sender", message_looks.number_kept),
    "my number, left empty": Look("message_sender", message_looks.number_left_empty),
    "write to a tenant": Look("message_new", message_looks.to_one),
    "write to a tenant, shown": Look("message_new", message_looks.shown),
    "write to a tenant, put in the outbox": Look("outbox", message_looks.put),
    "write to many": Look("message_bulk", message_looks.chosen_on_idag),
    "write to many, nobody chosen": Look("message_bulk", room("utskick/nytt/")),
    **{name: Look(route, way) for name, (route, way) in bundle_looks.WAYS.items()},
    **{name: Look(route, way) for name, (route, way) in plan_looks.WAYS.items()},
    "how somebody wants to be contacted": Look("contact_wish", message_looks.wish_kept),
    **{name: Look(route, way, PER) for name, (route, way) in ways_looks.WAYS.items()},
    **{name: Look(route, way, PER) for name, (route, way) in chance_looks.WAYS.items()},
    **{name: Look(route, way, INGRID) for name, (route, way) in standing_in_looks.WAYS.items()},
    "rules of messages": Look("message_rules", room("utskick/regler/"), PER),
    "rules of messages, too wide": Look("message_rules", message_looks.rules_too_wide, PER),
    "reference rates": Look("reference_rates", room("referensranta/"), PER),
    "reference rates, a quarter of a percent": Look("reference_rates", message_looks.rate_that_cannot_be, PER),
    "reference rates, one written in": Look("reference_rates", message_looks.rate_written_in, PER),
    "reference rates, one withdrawn": Look("reference_rates", message_looks.rate_withdrawn, PER),
}

LOOKS: dict[str, Look] = {
    **MESSAGES,
    "idag": Look("today", room("")),
    "idag by its own name": Look("idag", room("idag/")),
    "idag, one who may not see protected people": Look("today", room(""), SAMIR),
    "idag of a caretaker": Look("today", room(""), LISA),
    "idag of a manager": Look("today", room("?district=&group=ring"), PER),
    "idag, nothing in the selection": Look("today", room("?district=&group=besluta&mine=1")),
    "idag, keys explained": Look("today", help_with_keys),
    "idag after one click": Look("contact", one_click),
    "a promise that lacks its day": Look("contact", promise_without_a_day),
    "a row that is taken": Look("claim", claimed, SAMIR),
    "a row that is left": Look("release", released, SAMIR),
    "hyresgäst": Look("tenant", tenant),
    "hyresgäst, everything open": Look("tenant", everything_unfolded),
    "hyresgäst, a contact with errors": Look("contact", tenant_with_errors),
    "hyresgäst with a pause": Look("pause", paused, PER),
    "hyresgäst, the pause ended": Look("end_pause", pause_ended, PER),
    "hyresgäst with a promise": Look("promise", promised, SAMIR),
    "hyresgäst with a deferral": Look("deferral", deferred),
    "hyresgäst, a deferral with errors": Look("deferral", deferred_without_a_day),
    "samtalsstöd": Look("call", call),
    "de ringde oss": Look("they_called", room("de-ringde/")),
    "de ringde oss, hits": Look("they_called", they_called("son")),
    "de ringde oss, none": Look("they_called", they_called("finnsinte")),
    "någon kan fara illa": Look("harm", room("nagon-kan-fara-illa/")),
    "filer": Look("files", room("filer/")),
    "a file being read": Look("file", progress),
    "what a file would change": Look("file", dropped(good_list)),
    "what a file with faults would change": Look("file", dropped(list_with_faults)),
    "a file's faults": Look("file_errors", errors_downloaded),
    "what the columns mean": Look("file_mapping", dropped(odd_list)),
    "what the columns mean, left empty": Look("file_mapping", mapping_left_empty),
    "a file that could not be read": Look("file", dropped(files_at_hand.old_excel)),
    "a file taken away": Look("file_discard", discarded),
    "inbetalningar": Look("payments", room("inbetalningar/")),
    "inbetalningar, one found": Look("payments", payment_found),
    "a payment": Look("payment", one_payment),
    "a payment, a lease sought": Look("payment_seek", payment_sought),
    "a payment placed": Look("payment_place", payment_placed, PER),
    "a payment that needs mending": Look("payment_place", payment_placed_nowhere),
    "a payment set aside and taken back": Look("payment_take_back", payment_taken_back),
    "a payment set aside": Look("payment_set_aside", payment_set_aside),
    "inkasso, no agency": Look("collection_review", collection_looks.empty_review, PER),
    "an agency with errors": Look("agencies", collection_looks.agency_with_errors, PER),
    "an agency": Look("agencies", collection_looks.agency_written_in, PER),
    "underlag till inkasso": Look("collection_review", collection_looks.review, PER),
    "underlag till inkasso, one left out": Look("collection_review", collection_looks.left_out, PER),
    "underlag till inkasso, a file made": Look("collection_review", collection_looks.file_made, PER),
    "underlag till inkasso, the file fetched": Look("collection_file", collection_looks.file_fetched, PER),
    "inkasso": Look("collection", collection_looks.matters, PER),
    "a matter": Look("matter", collection_looks.matter, PER),
    "a matter, everything open": Look("matter", collection_looks.everything_open, PER),
    "a matter with a status": Look("matter_status", collection_looks.status_typed_in, PER),
    "a matter, a status with errors": Look("matter_status", collection_looks.status_without_a_day, PER),
    "a matter with a payment": Look("matter_payment", collection_looks.payment_typed_in, PER),
    "a matter, a payment taken back": Look("matter_payment_back", collection_looks.payment_taken_back, PER),
    "a matter with a paper": Look("matter_paper", collection_looks.paper_typed_in, PER),
    "a matter with a proposal": Look("matter_proposal", collection_looks.proposal_typed_in, PER),
    "a matter, decided": Look("matter_decide", collection_looks.decided, PER),
    "a matter begun by hand": Look("matter_begin", collection_looks.begun_by_hand, PER),
    "an agency's file": Look("agency_files", collection_looks.file_left, PER),
    "an agency's file read in": Look("agency_file_accept", collection_looks.file_read_in, PER),
    "an agency's file taken away": Look("agency_file_discard", collection_looks.file_discarded, PER),
    "beslut, empty": Look("decisions", room("beslut/"), SAMIR),
    "beslut": Look("decisions", notice_looks.decisions, PER),
    "beslut, ended ones": Look("decisions", notice_looks.decisions_ended, PER),
    "besluta": Look("decide", notice_looks.decide, PER),
    "besluta, left empty": Look("decide", notice_looks.decide_left_empty, PER),
    "nothing decided": Look("decision", notice_looks.nothing_decided, SAMIR),
    "a decision whose days run": Look("decision", notice_looks.days_running, PER),
    "a decision": Look("decision", notice_looks.decision, PER),
    "a decision, everything open": Look("decision", notice_looks.everything_open, PER),
    "a decision with a verdict": Look("decision_fact", notice_looks.verdict_written_in, PER),
    "a decision, a fact with errors": Look("decision_fact", notice_looks.fact_with_errors, PER),
    "a decision, prepared": Look("decision_prepare", notice_looks.prepare, PER),
    "a decision, another person asked": Look("decision_ask", notice_looks.asked, PER),
    "a decision, a form with errors": Look("decision_paper", notice_looks.paper_with_errors, PER),
    "samtycken": Look("consents_here", consent_looks.here),
    "samtycken of a caretaker": Look("consents_here", room("samtycken/"), LISA),
    "samtycken of the social services": Look("", house("/r/socialtjansten/samtycken/"), INGRID),
    "the consents of a home": Look("consents", consent_looks.consents),
    "the consents of a home, unfolded": Look("consents", consent_looks.everything_unfolded),
    "a consent is given": Look("consent_give", consent_looks.given),
    "a consent left empty": Look("consent_give", consent_looks.give_left_empty),
    "a consent is taken back": Look("consent_withdraw", consent_looks.withdrawn),
    "a consent taken back by nobody": Look("consent_withdraw", consent_looks.withdrawn_by_nobody),
    "a receiver is told": Look("consent_told", consent_looks.told),
    "the signed form is fetched": Look("consent_file", consent_looks.file_fetched),
    "the form to sign": Look("consent_form", consent_looks.form),
    "the form to sign, in English": Look("consent_form", consent_looks.form_in_english),
    "the form to sign, empty": Look("consent_form_blank", consent_looks.blank),
    **PAPERS,
    "räkna fristen": Look("recovery_calculator", house("/rakna-fristen/"), None),
    "räkna fristen, answered": Look("recovery_calculator", recovery_counted, None),
    "rummets uppgifter": Look("about", room("rummet/"), PER),
    "a number to call is kept": Look("keep_help_contact", number_kept, PER),
    "a number to call is removed": Look("remove_help_contact", number_removed, PER),
    "a purpose left empty": Look("record_purpose", purpose_left_empty, PER),
    "loggranskning": Look("log_review", log_looks.months, NILS),
    "loggranskning, a month": Look("log_month", log_looks.month, NILS),
    "loggranskning, an item": Look("log_item", log_looks.item, NILS),
    "loggranskning, an item with errors": Look("judge_log_item", log_looks.judged_without_choice, NILS),
    "loggranskning, an item judged": Look("judge_log_item", log_looks.judged, NILS),
    "loggranskning, whom it is about": Look("open_log_item", log_looks.opened, NILS),
    "loggranskning, asked for": Look("make_log_review", log_looks.made, NILS),
    "loggranskning, the trail read": Look("check_trail", log_looks.trail_checked, NILS),
    "så granskas loggen": Look("log_review_info", room("sa-granskas-loggen/")),
    "logguppgift": Look("extracts", log_looks.extract_of_nobody, NILS),
    "logguppgift, nowhere": Look("extract", log_looks.no_such_extract, NILS, status=404),
    "logguppgift, nothing to say yes to": Look("approve_extract", log_looks.no_such_approval, NILS, status=404),
    "uttag": Look("exports", log_looks.exports, PER),
    "medarbetare": Look("members", room("medarbetare/"), PER),
    "medarbetare, a colleague with errors": Look("member_take_in", rights_looks.nobody_taken_in, PER),
    "medarbetare, one taken in and let out": Look("member_let_out", rights_looks.let_out, PER),
    "medarbetare, a role for a time": Look("role_give", rights_looks.role_given, PER),
    "medarbetare, a role taken": Look("role_take", rights_looks.role_taken, PER),
    "medarbetare, attested": Look("member_attest", rights_looks.attested, PER),
    "medarbetare, one person twice": Look("member_same", rights_looks.same_person_twice, PER),
    "två personer": Look("requests", rights_looks.asked_for, PER),
    "två personer, taken back": Look("request_decide", rights_looks.taken_back, PER),
    "skyddade": Look("protected", room("skyddade/"), PER),
    "skyddade, of a named handler": Look("protected", room("skyddade/")),
    "skyddade, a handler asked for": Look("handler_ask", rights_looks.handler_asked, PER),
    "skyddade, an end without a reason": Look("protection_end", rights_looks.end_without_reason, PER),
    "skyddade, the rules": Look("protection_rules", rights_looks.rules_kept, PER),
    "skyddade, the addresses": Look("protection_addresses", rights_looks.addresses_kept, PER),
    "skydd on a home": Look("protection", rights_looks.on_a_home, PER),
    "skydd on a home, with errors": Look("protection", rights_looks.on_a_home_with_errors, SAMIR),
    "skydd, a colleague barred": Look("bar", rights_looks.barred, PER),
    "skydd, where one stands then": Look("protection_done", room("skydd/klart/"), PER),
    "skyddade, a bar without a reason to lift it": Look("bar_lift", rights_looks.bar_lifted_without_reason, PER),
    "försättsblad": Look("mail_sheets", rights_looks.mail_sheets),
    "nödöppna": Look("break_glass", room("nodoppna/"), LISA),
    "nödöppna, nothing opened": Look("break_glass", rights_looks.nothing_opened, SAMIR),
    "nödöppning, under way": Look("break_glass", rights_looks.opened, LISA),
    "nödöppning, closed again": Look("break_glass_close", rights_looks.closed, LISA),
    "nödöppningar": Look("openings", room("nodoppningar/"), PER),
    "nödöppningar, one reviewed": Look("opening_review", rights_looks.reviewed, PER),
    "start before login": Look("start", house("/"), None),
    "start": Look("start", house("/")),
    "login": Look("account_login", house("/konto/login/"), None),
    "logout": Look("account_logout", house("/konto/logout/")),
    "the password once more": Look("account_reauthenticate", house("/konto/reauthenticate/")),
    "a new password": Look("account_change_password", house("/konto/password/change/")),
    "a forgotten password": Look("account_reset_password", house("/konto/password/reset/"), None),
    "a forgotten password, sent": Look("account_reset_password_done", house("/konto/password/reset/done/"), None),
    "a forgotten password, too old": Look(
        "account_reset_password_from_key", house("/konto/password/reset/key/1-x/"), None
    ),
    "nobody signs up": Look("account_signup", house("/konto/signup/"), None),
    "an account that is closed": Look("account_inactive", house("/konto/inactive/"), None),
    "own addresses": Look("account_email", house("/konto/email/")),
    "login in two steps": Look("mfa_index", house("/konto/2fa/")),
    "a room that is still empty": Look("front", house("/r/budgetradgivning/"), MARTA),
    "a lease's attachment": Look("attachments", leases_attachment(social_looks.leases_attachment_kept)),
    "a lease's attachment fetched": Look("attachment", leases_attachment(social_looks.leases_attachment_fetched)),
    "a lease's attachment removed": Look(
        "attachment_remove", leases_attachment(social_looks.leases_attachment_removed), PER
    ),
    "a tenant's letters": Look("letters", leases_attachment(letter_looks.letters)),
    # Samir is not told who is protected: his first tenant is one who may have an ordinary letter.
    "a letter to write": Look("letter_write", leases_attachment(letter_looks.writing), SAMIR),
    "a letter with errors": Look("letter_write", leases_attachment(letter_looks.with_errors), SAMIR),
    "a letter previewed": Look("letter_write", leases_attachment(letter_looks.previewed), SAMIR),
    "a letter made": Look("letter", leases_attachment(letter_looks.made), SAMIR),
    "a letter fetched": Look("letter_pdf", leases_attachment(letter_looks.fetched), SAMIR),
    "a letter posted": Look("letter_posted", leases_attachment(letter_looks.posted), SAMIR),
    "brevmallar": Look("letter_wordings", room("brevmallar/"), PER),
    "own words": Look("letter_wording", letter_looks.template_of_law, PER),
    "own words with errors": Look("letter_wording", letter_looks.template_with_errors, PER),
    "own words with advice": Look("letter_wording", letter_looks.template_with_advice, PER),
    "own words saved": Look("letter_wording", letter_looks.template_saved, PER),
    "own words in force": Look("letter_wording_force", letter_looks.template_in_force, PER),
    "own words that wait": Look("letter_wording", letter_looks.template_waiting, PER),
    "own words given up": Look("letter_wording_back", letter_looks.template_back, PER),
    "nowhere in the room": Look("", room("finns-inte/"), status=404),
    "a tenant that is nowhere": Look("tenant", room(f"hyresgast/{NOWHERE}/"), status=404),
    "another organisation's room": Look("", house("/r/socialtjansten/"), status=404),
    "nowhere in the house": Look("", house("/finns-inte/"), None, status=404),
    "not one's work": Look("files", room("filer/"), LISA, status=403),
    "not opened that way": Look("claim", room(f"hyresgast/{NOWHERE}/ta/"), status=405),
}
__all__ = ["LOOKS", "NOWHERE", "ROOM", "Look", "drop"]
