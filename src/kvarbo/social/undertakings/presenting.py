"""From what is known of a termination to what its page asks for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext_lazy

from kvarbo.core import swedish
from kvarbo.core.law.jordabalken.recovery_by_undertaking import UndertakingStanding
from kvarbo.core.law.social_services.undertaking_to_pay import ONLY_RENTAL
from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.doors.post.incoming import unpaid_in
from kvarbo.ground.asked import new_form_key
from kvarbo.ground.units.queries import AtWork
from kvarbo.ground.units.roles import RoleName
from kvarbo.social.casework.queries import shown_matters
from kvarbo.social.inbox.words import MISSING
from kvarbo.social.undertakings.forms import FactsForm, RightEndForm, RightForm, UndertakingForm
from kvarbo.social.undertakings.models import Settled, SigningRight
from kvarbo.social.undertakings.queries import Termination, all_rights, rights_on, terminations_in

STANDINGS: dict[UndertakingStanding, Any] = {
    UndertakingStanding.IN_TIME: gettext_lazy("I tid: hemmet är räddat"),
    UndertakingStanding.BETWEEN_THE_DATES: gettext_lazy("Efter den säkra dagen: be en jurist pröva det i dag"),
    UndertakingStanding.OFFER_ONLY: gettext_lazy("För sent för ett åtagande: det är ett erbjudande"),
    UndertakingStanding.NOT_WRITTEN: gettext_lazy("Inte skriftligt, och räknas därför inte"),
    UndertakingStanding.NOT_AVAILABLE: gettext_lazy("Finns inte för bostadsrätt"),
    UndertakingStanding.UNKNOWN: gettext_lazy("Det går inte att säga ännu"),
}


def page(reader: AtWork, matter: Any, *, on: date, with_errors: dict[str, Form]) -> dict[str, Any]:
    """The page of a matter's terminations. ``with_errors``: forms that came back, by ``paper id + name``."""
    shown = shown_matters(reader, [matter])[0]
    rights = rights_on(on)
    return {
        "on": on,
        "number": matter.number,
        "who": shown.who,
        "where": shown.where,
        "matter_url": reverse("matter", args=[matter.id]),
        "inbox_url": reverse("inbox"),
        "letters_url": reverse("letters", args=[matter.id]),
        "paper_url": f"{reverse('hand_over', args=[matter.id])}?slag={PaperKind.UNDERTAKING.value}",
        "facts_url": reverse("termination_facts", args=[matter.id]),
        "give_url": reverse("undertaking_give", args=[matter.id]),
        "rights_url": reverse("signing_rights"),
        "has_rights": bool(rights),
        "is_manager": reader.has(RoleName.MANAGER),
        "error_form": next(iter(with_errors.values()), None),
        "terminations": [
            _termination(one, rights, on, with_errors) for one in terminations_in([matter.id]).get(matter.id, [])
        ],
    }


def _termination(
    one: Termination, rights: list[SigningRight], on: date, with_errors: dict[str, Form]
) -> dict[str, Any]:
    period, (standing, steps), facts, given = one.period(), one.standing(), one.facts, one.undertaking
    return {
        "id": one.id,
        "notice_url": reverse("notice", args=[one.id]),
        "from_name": one.told.from_name,
        "is_fee": one.told.is_fee,
        "is_the_boards": one.told.is_the_boards,
        "taken_back": one.told.taken_back if not one.is_settled else None,
        "no_undertaking": ONLY_RENTAL,
        "posted": one.told.posted,
        "received": one.told.received,
        "served": facts.tenant_served if facts else None,
        "rent": one.rent,
        "costs": facts.costs if facts else None,
        "period": period,
        "period_missing": [MISSING.get(name, name) for name in period.missing],
        "phase": _phase(one, on),
        "settled": Settled(facts.settled).label if facts is not None and facts.settled else "",
        "settled_on": facts.settled_on if facts else None,
        "undertaking": given,
        "undertaking_months": _months(given.months) if given else "",
        "not_handed_over": one.not_handed_over,
        "standing": STANDINGS[standing.standing] if given else "",
        "is_saved": standing.standing is UndertakingStanding.IN_TIME and given is not None,
        "standing_steps": steps if given else (),
        "open_points": one.open_points(),
        "facts_form": with_errors.get(f"{one.id}facts") or _facts_form(one),
        "give_form": None if one.told.is_fee else with_errors.get(f"{one.id}give") or _give_form(one, rights, on),
    }


def _phase(one: Termination, on: date) -> str:
    """Which of the two last days are over: "open", "between", "over", or "unknown"."""
    period = one.period()
    if period.protective is None or period.enforcing is None:
        return "unknown"
    if on <= period.protective:
        return "open"
    return "between" if on <= period.enforcing else "over"


def _months(written: list[str]) -> str:
    """The months of an undertaking in words, as a letter would say them."""
    return swedish.listed(tuple(swedish.month(date.fromisoformat(f"{month}-01")) for month in written))


def _facts_form(one: Termination) -> FactsForm:
    facts = one.facts
    start: dict[str, Any] = {"paper": one.id, "form_key": new_form_key(), "rent": _kronor(one.rent)}
    if facts is not None:
        start |= {
            "tenant_served": facts.tenant_served, "costs": _kronor(facts.costs), "settled": facts.settled,
            "settled_on": facts.settled_on,
        }  # fmt: skip
    return FactsForm(auto_id=f"facts_{one.id}_%s", initial=start)


def _give_form(one: Termination, rights: list[SigningRight], on: date) -> UndertakingForm:
    given = one.undertaking
    start: dict[str, Any] = {
        "paper": one.id, "form_key": new_form_key(), "amount": _kronor(one.rent), "decided_on": on,
        "months": ", ".join(unpaid_in(one.id)),
    }  # fmt: skip
    if given is not None:
        start |= {
            "amount": _kronor(given.amount), "months": ", ".join(given.months), "decided_on": given.decided_on,
            "signed_by": given.signed_by_id, "sent_how": given.sent_how, "registered_number": given.registered_number,
            "sent_on": given.sent_on, "reached_on": given.reached_on,
        }  # fmt: skip
    return UndertakingForm(
        rights=choices_of(rights), warns=_phase(one, on) == "between", auto_id=f"give_{one.id}_%s", initial=start
    )


def warns(one: Termination | None, on: date) -> bool:
    """Whether whoever writes an undertaking in must have seen that the safe day is over."""
    return one is not None and _phase(one, on) == "between"


def choices_of(rights: list[SigningRight]) -> list[tuple[Any, str]]:
    """Those who may sign, as a form lists them."""
    return [(right.id, f"{right.name}, {right.title}") for right in rights]


def _kronor(ore: int | None) -> str:
    if ore is None:
        return ""
    kronor, rest = divmod(ore, 100)
    return f"{kronor},{rest:02d}" if rest else str(kronor)


def rights_page(*, on: date, with_errors: dict[str, Form]) -> dict[str, Any]:
    """The page of the rights to sign. ``with_errors``: "new", or a right's id."""
    rows = []
    for right in all_rights():
        ended = right.valid_to is not None and right.valid_to < on
        form = with_errors.get(str(right.id)) or RightEndForm(
            auto_id=f"end_{right.id}_%s", initial={"right": right.id, "valid_to": on}
        )
        rows.append({"right": right, "ended": ended, "form": None if right.valid_to else form})
    return {
        "rows": rows,
        "new_form": with_errors.get("new") or RightForm(auto_id="new_%s", initial={"valid_from": on}),
        "end_url": reverse("signing_right_end"),
        "error_form": next(iter(with_errors.values()), None),
    }
