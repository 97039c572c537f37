"""What a row of the log says, in plain Swedish: for the reviewer, and for somebody who asks about themselves.

Activities write new acts as they grow; one without words of its own is told as what kind it is.
"""

from __future__ import annotations

from kvarbo.ground.trail.queries import Event

SHOWN: dict[str, str] = {
    "today": "Visades på dagens lista",
    "tenant": "Öppnade hyresgästens sida",
    "call": "Öppnade samtalsstödet",
    "search": "Visades som träff i en sökning",
    "written": "Visades efter att något sparats",
    "payments": "Visades bland inbetalningar",
    "payment": "Visades bland inbetalningar",
    "collection": "Visades bland ärenden hos inkassobolaget",
    "collection_review": "Visades i underlaget till inkasso",
    "collection_file": "Ingick i en fil till inkassobolaget som hämtades",
    "matter": "Öppnade ärendet",
    "plans": "Visades bland planer",
    "plan": "Öppnade avbetalningsplanen",
    "plan_new": "Öppnade sidan där en plan avtalas",
    "addendum": "Öppnade sidan om 1+1-tillägg",
    "log_review": "Loggranskaren öppnade vem en läsning gällde",
    "extract": "En logguppgift visades",
}
DONE: dict[str, str] = {
    "contact.recorded": "Antecknade en kontakt",
    "promise.given": "Antecknade ett löfte om betalning",
    "row.claimed": "Tog raden på dagens lista",
    "row.released": "Lämnade raden på dagens lista",
    "pause.begun": "Pausade kontakter",
    "pause.ended": "Avslutade en paus",
    "deferral.granted": "Gav anstånd",
    "plan.agreed": "Avtalade en avbetalningsplan",
    "plan.ended": "Avslutade en avbetalningsplan",
    "addendum.written_in": "Skrev in ett 1+1-tillägg",
    "addendum.reviewed": "Skrev in en omprövning av ett 1+1-tillägg",
    "payment.placed": "Placerade en inbetalning",
    "payment.confirmed": "Bekräftade en inbetalning",
    "payment.taken_back": "Tog tillbaka en placerad inbetalning",
    "collection.sent": "Lämnade till inkasso",
    "collection.left_out": "Tog bort ur underlaget till inkasso",
    "collection.taken_back": "Lade tillbaka i underlaget till inkasso",
    "collection.begun": "Antecknade ett ärende hos inkassobolaget",
    "agency_file.read_in": "Läste in besked från inkassobolaget",
    "matter.assigned": "Utsåg en handläggare",
    "log_review.opened": "Loggranskaren öppnade vem en läsning gällde, med ett skäl",
    "extract.asked": "En logguppgift begärdes",
    "extract.approved": "En logguppgift godkändes av en andra person",
    "export.taken": "Hämtade en fil",
    "export.asked": "Begärde att få hämta en fil om många",
}
OTHERWISE = "Antecknade eller ändrade uppgifter"
SEEN = "Tog del av uppgifter"
REFUSED = "Försökte öppna men avvisades"
BREAK_GLASS = "Öppnade i ett nödläge"


def told(event: Event) -> str:
    """One sentence without names: what happened."""
    if event.refused:
        return REFUSED
    if event.act == "shown":
        return SHOWN.get(str(event.about.get("what", "")), SEEN)
    if event.act.startswith("break_glass."):
        return BREAK_GLASS
    return DONE.get(event.act, OTHERWISE)
