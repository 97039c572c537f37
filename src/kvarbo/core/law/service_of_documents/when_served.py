"""När någon är delgiven: the day a document has been served, or that the way never counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kvarbo.core.calendar import in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.service_of_documents.service_way import ServiceWay
from kvarbo.core.values import values

ACT = "Delgivningslagen (2010:1932)"
SIMPLIFIED_WEEKS = "dl.26.simplified_weeks"
PRIVATE_WAYS = "dl.10.private_ways"
RECEIVED = {
    ServiceWay.ORDINARY: f"{ACT} 18 §",
    ServiceWay.REGISTERED_LETTER: f"{ACT} 18 §",
    ServiceWay.APPLICATION: f"{ACT} 18 §",
    ServiceWay.PROCESS_SERVER: f"{ACT} 39 §",
}
AUTHORITY_ONLY = {
    ServiceWay.ELECTRONIC: (
        f"{ACT} 17 § andra stycket",
        "Bara myndigheter får skicka elektroniskt: sms, e-post och portal",
    ),
    ServiceWay.ORAL: (f"{ACT} 20 §", "Bara myndigheter får delge muntligt"),
    ServiceWay.SIMPLIFIED: (f"{ACT} 24 §", "Bara myndigheter får använda förenklad delgivning"),
    ServiceWay.ANNOUNCEMENT: (f"{ACT} 10 §", "En enskild får inte kungöra på egen hand"),
}
NOT_TO_OPEN = (ServiceWay.ORAL, ServiceWay.SIMPLIFIED)


@dataclass(frozen=True, slots=True)
class Served:
    """``counts``: the way is service and is complete, None when not known; ``served``: the day of service."""

    counts: bool | None
    served: date | None
    missing: tuple[str, ...] = ()


def when_served(
    *,
    way: ServiceWay,
    by_authority: bool = False,
    opens_proceedings: bool = False,
    sent: date | None = None,
    received: date | None = None,
    refused: date | None = None,
    posted_registered: date | None = None,
    left: date | None = None,
    told_by_letter: date | None = None,
) -> Finding[Served]:
    """Delgivningstidpunkten (delgivningslagen): a landlord and an association may serve in two ways only.

    ``received``: the day the person took it (proof: a signed receipt); ``refused``: refused before a process server;
    ``left`` and ``told_by_letter``: left with an adult in the household, and the letter that says so; ``sent``: the
    day simplified service was sent. ``posted_registered`` alone is not service.
    """
    ways = _ways_in_force((sent, received, refused, posted_registered, left, told_by_letter))
    if way in AUTHORITY_ONLY and not by_authority:
        source, text = AUTHORITY_ONLY[way]
        return Finding(Served(False, None), (Step(f"{text}. Det är ingen delgivning från en enskild.", source), *ways))
    if way in NOT_TO_OPEN and opens_proceedings:
        text = "Sättet får inte användas för en handling som inleder ett förfarande."
        return Finding(Served(False, None), (Step(text, AUTHORITY_ONLY[way][0]),))
    if way in RECEIVED:
        return _received(RECEIVED[way], received, refused if way == ServiceWay.PROCESS_SERVER else None)
    return _by_way(way, sent, received, left, told_by_letter)


def _by_way(
    way: ServiceWay, sent: date | None, received: date | None, left: date | None, told: date | None
) -> Finding[Served]:
    if way == ServiceWay.LETTER_AND_COPY_AT_HOME:
        text = (
            "Brev och kopia i hemmet räcker för uppsägningen men är ingen delgivning, och startar inte "
            "återvinningsfristen för en hyresrätt."
        )
        return Finding(Served(False, None), (Step(text, "NJA 1988 s. 420"),))
    if way == ServiceWay.PROCESS_SERVER_HOUSEHOLD:
        return _both(left, told)
    if way == ServiceWay.PROCESS_SERVER_LEFT_AT_HOME:
        return _alone("left", left, f"{ACT} 38–39 §§")
    if way == ServiceWay.SIMPLIFIED:
        return _simplified(sent)
    if way == ServiceWay.ORAL:
        return _alone("received", received, f"{ACT} 21 §")
    if way == ServiceWay.ELECTRONIC:
        return _alone("received", received, f"{ACT} 18 §")
    text = "Kungörelsedelgivning har skett två veckor efter beslutet. Ta dagen från myndigheten."
    return Finding(Served(None, None, ("served_by_announcement",)), (Step(text, f"{ACT} 51 §"),))


def _received(source: str, received: date | None, refused: date | None) -> Finding[Served]:
    days = [day for day in (received, refused) if day is not None]
    if not days:
        text = "Handlingen är skickad, men inget visar att den tagits emot. Då är ingen delgiven."
        return Finding(Served(None, None, ("received",)), (Step(text, source),))
    day = min(days)
    how = "vägrade ta emot" if day != received else "tog emot handlingen"
    return Finding(Served(True, day), (Step(f"Mottagaren {how} {in_words(day)} och är delgiven den dagen.", source),))


def _alone(fact: str, day: date | None, source: str) -> Finding[Served]:
    if day is None:
        return Finding(Served(None, None, (fact,)), (Step("Dagen är inte känd.", source),))
    return Finding(Served(True, day), (Step(f"Delgivningen skedde {in_words(day)}.", source),))


def _both(left: date | None, told: date | None) -> Finding[Served]:
    source = f"{ACT} 34 §, 39 § andra stycket"
    unknown = (("left", left is None), ("told_by_letter", told is None))
    missing = tuple(name for name, is_unknown in unknown if is_unknown)
    if left is None or told is None:
        text = "Den har skett först när handlingen har lämnats och underrättelsen har skickats."
        return Finding(Served(None, None, missing), (Step(text, source),))
    day = max(left, told)
    return Finding(Served(True, day), (Step(f"Lämnad och underrättad {in_words(day)}.", source),))


def _simplified(sent: date | None) -> Finding[Served]:
    if sent is None:
        return Finding(
            Served(None, None, ("sent",)), (Step("Dagen handlingen skickades är inte känd.", f"{ACT} 26 §"),)
        )
    known = values(sent)
    day = sent + timedelta(weeks=known.number(SIMPLIFIED_WEEKS))
    text = f"Skickad {in_words(sent)}: förenklad delgivning har skett {in_words(day)}."
    return Finding(Served(True, day), (known.step(SIMPLIFIED_WEEKS), Step(text, f"{ACT} 26 §")))


def _ways_in_force(days: tuple[date | None, ...]) -> tuple[Step, ...]:
    """The ways that the act gives a private person on the first known day; an older act has not been read."""
    known = [day for day in days if day is not None]
    return (values(min(known)).step(PRIVATE_WAYS),) if known else ()
