"""From what was read to what the pages of contacts, of visits and of the round ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.core.checklist.contacts import ContactWay, NextWay, PartOfDay, hours_not_tried, next_ways, part_of_day
from kvarbo.core.checklist.words import WhyNot
from kvarbo.core.swedish import day as in_words
from kvarbo.ground.asked import new_form_key
from kvarbo.ground.letters.kinds import LetterKind
from kvarbo.ground.people.queries import ShownPerson, shown_to
from kvarbo.ground.units.queries import AtWork, members_by_id
from kvarbo.social.casework.added import Urgent
from kvarbo.social.casework.queries import on_the_lease, part_of_each, shown_matters
from kvarbo.social.contacts import guard, queries
from kvarbo.social.contacts.forms import (
    AnnouncedForm,
    CancelForm,
    ContactForm,
    NotToldForm,
    OutcomeForm,
    UnannouncedForm,
)
from kvarbo.social.contacts.models import Visit
from kvarbo.social.contacts.queries import Contact
from kvarbo.social.contacts.words import CHANNELS, INCOMING, NEXT, WEIGHED, VisitPlace

LETTER_FOR = {
    NextWay.VISIT_LETTER: LetterKind.VISIT_LETTER,
    NextWay.HOME_VISIT_LETTER: LetterKind.HOME_VISIT_LETTER,
    NextWay.LETTERBOX_NOTE: LetterKind.LETTERBOX_NOTE,
}


def head(reader: AtWork, matter: Any) -> dict[str, Any]:
    """What every page about a matter's contacts begins with."""
    seen = shown_matters(reader, [matter])[0]
    return {
        "number": matter.number,
        "who": seen.who,
        "where": seen.where,
        "closed": matter.closed_on,
        "is_protected": matter.is_protected,
        "matter_url": reverse("matter", args=[matter.id]),
        "contacts_url": reverse("contacts", args=[matter.id]),
        "visits_url": reverse("visits", args=[matter.id]),
        "harm_url": reverse("harm"),
    }


def people_in(reader: AtWork, matter: Any) -> list[tuple[UUID, Any]]:
    """Those in the matter, by name as the reader sees them."""
    parts = part_of_each(matter.id)
    seen = shown_to(reader, list(parts))
    return [(identity, str(seen[identity].name)) for identity in parts]


def letter_url(matter_id: UUID, kind: LetterKind) -> str:
    """Where a letter of this kind is written."""
    return f"{reverse('letter_write', args=[matter_id])}?slag={kind.value}"


# --- Kontakter ---


def contacts_page(reader: AtWork, matter: Any, *, on: date, with_errors: Mapping[str, Form]) -> dict[str, Any]:
    """Kontakter in a matter: what has been tried when, what may be done next and why, and what is still to be told."""
    people = people_in(reader, matter)
    found = queries.contacts_of(matter)
    tries = queries.tries_of(matter, found)
    names = dict(people)
    rows = [_contact(one, names) for one in found]
    start = {"day": on, "form_key": new_form_key()}
    return {
        **head(reader, matter),
        "rows": [row for row in rows if row["this_round"]],
        "earlier": [row for row in rows if not row["this_round"]],
        "tried": _by_way_and_hour([one for one in found if one.is_of_this_round]),
        "not_tried": [gettext(sentence) for sentence in hours_not_tried(tries)],
        "reached": any(one.reached for one in tries),
        "next": [
            {"label": NEXT[one.value], "steps": one.steps, "url": _next_url(matter, one.value)}
            for one in (() if matter.closed_on else next_ways(tries, queries.household_of(reader, matter, on=on)))
        ],
        "talks": _talks(matter, with_errors.get("not_told")),
        "add_url": reverse("contact_add", args=[matter.id]),
        "not_told_url": reverse("contact_not_told", args=[matter.id]),
        "form": with_errors.get("contact") or ContactForm(people=people, initial=start),
    }


def _contact(one: Contact, names: Mapping[UUID, Any]) -> dict[str, Any]:
    event, detail = one.event, one.detail
    channel = ContactWay(detail.channel) if detail else None
    if channel and detail and detail.is_incoming:
        how = INCOMING.get(channel, CHANNELS[channel])
    else:
        how = CHANNELS[channel] if channel else event.get_kind_display()
    went = gettext("Nådde någon") if event.reached else gettext("Nådde ingen")
    if detail and detail.left_word:
        went = gettext("Lämnade besked")
    if detail and detail.is_incoming:
        went = gettext("De hörde av sig")
    return {
        "date": event.event_date,
        "clock": detail.clock if detail else None,
        "how": how,
        "whom": names.get(detail.person_id, "") if detail and detail.person_id else "",
        "went": went,
        "text": event.text,
        "by": event.by_name,
        "this_round": one.is_of_this_round,
    }


def _by_way_and_hour(found: Sequence[Contact]) -> list[dict[str, Any]]:
    """One row a way that has been used by us, with the days under each part of the day."""
    rows: dict[str, dict[str, list[date]]] = {}
    for one in reversed(found):
        if one.detail and one.detail.is_incoming:
            continue
        label = CHANNELS[ContactWay(one.detail.channel)] if one.detail else one.event.get_kind_display()
        clock = one.detail.clock if one.detail else None
        part = part_of_day(clock).value if clock else "unknown"
        rows.setdefault(str(label), {}).setdefault(part, []).append(one.event.event_date)
    parts = (*(part.value for part in PartOfDay), "unknown")
    return [{"label": label, "days": [hours.get(part, []) for part in parts]} for label, hours in rows.items()]


def _next_url(matter: Any, way: NextWay) -> str:
    if way in LETTER_FOR:
        return letter_url(matter.id, LETTER_FOR[way])
    return reverse("visits", args=[matter.id]) + "#aviserat" if way is NextWay.HOME_VISIT else "#skriv"


def _talks(matter: Any, with_errors: Form | None) -> list[dict[str, Any]]:
    if matter.closed_on:
        return []
    events, steps = queries.untold_talks([matter.id]).get(matter.id, ([], ()))
    return [
        {
            "date": event.event_date,
            "text": event.text,
            "steps": steps,
            "form": with_errors
            if with_errors is not None and with_errors["event"].value() in (event.pk, str(event.pk))
            else NotToldForm(initial={"event": event.pk}, auto_id=f"talk{event.pk}_%s"),
        }
        for event in events
    ]


def waiting(people: Mapping[UUID, Sequence[ShownPerson]]) -> dict[UUID, list[str]]:
    """*Berätta för … vad som sades*, for each open matter where somebody has not been told."""
    told, talks = {}, queries.untold_talks(list(people))
    tenants = on_the_lease(list(talks))
    for matter_id, (events, _) in talks.items():
        names = [str(one.name) for one in people[matter_id] if one.id in tenants.get(matter_id, ())]
        who = gettext(" och ").join(names) or gettext("hushållet")
        sentence = gettext("Berätta för %(who)s vad som sades med hyresvärden %(day)s.")
        told[matter_id] = [sentence % {"who": who, "day": in_words(event.event_date)} for event in events]
    return told


# --- Besök ---


def visits_page(
    reader: AtWork, matter: Any, *, on: date, now: datetime, with_errors: Mapping[str, Form]
) -> dict[str, Any]:
    """Besök in a matter: those planned and made, a new one, and how it stands with one that is not announced."""
    staff = queries.who_may_go(matter)
    start = {"visit_date": on, "lead": str(reader.id), "form_key": new_form_key()}
    visits = queries.visits_of(matter.id)
    names = _names(visits)
    found = guard.asked(reader, matter, on=on)
    may_weigh = found is not None and found.value.why_not is None
    unannounced = with_errors.get("unannounced")
    if unannounced is None and may_weigh:
        unannounced = UnannouncedForm(
            staff=staff, is_protected=matter.is_protected, initial=start, auto_id="unannounced_%s"
        )
    contacts = [one for one in queries.contacts_of(matter) if one.is_of_this_round]
    return {
        **head(reader, matter),
        "visits": [_visit(one, names, now, with_errors, is_protected=matter.is_protected) for one in visits],
        "urls": _urls(matter.id),
        "plan_url": reverse("visit_plan", args=[matter.id]),
        "announced_form": None
        if matter.closed_on
        else with_errors.get("announced")
        or AnnouncedForm(staff=staff, initial={**start, "announced_date": on}, auto_id="announced_%s"),
        "unannounced_form": unannounced,
        "guard": _guard(found),
        "attempts": [_contact(one, dict(people_in(reader, matter))) for one in contacts],
        "no_way": gettext(guard.NO_WAY) if found is None else "",
        "paper_url": f"{reverse('hand_over', args=[matter.id])}?slag=joint_visit",
    }


def _guard(found: Any) -> dict[str, Any] | None:
    if found is None:
        return None
    value = found.value
    return {
        "may_be_weighed": value.why_not is None,
        "is_closed": value.why_not is WhyNot.NOT_ALLOWED,
        "reason": found.steps[0].text,
        "wanted": found.steps[1].text if value.why_not is WhyNot.ATTEMPTS_FIRST else "",
        "steps": found.steps,
        "to_weigh": [WEIGHED[one] for one in value.to_weigh],
        "limits": value.limits,
        "not_counted": value.not_counted,
    }


def _urls(matter_id: UUID) -> dict[str, str]:
    return {
        "out": reverse("visit_out", args=[matter_id]),
        "back": reverse("visit_back", args=[matter_id]),
        "outcome": reverse("visit_outcome", args=[matter_id]),
        "cancel": reverse("visit_cancel", args=[matter_id]),
        "note": letter_url(matter_id, LetterKind.LETTERBOX_NOTE),
    }


def _names(visits: Sequence[Visit]) -> dict[UUID, str]:
    return members_by_id({one for visit in visits for one in (visit.lead_id, visit.second_id) if one})


def _pair(visit: Visit, names: Mapping[UUID, str]) -> list[str]:
    return [names.get(one, "") for one in (visit.lead_id, visit.second_id) if one]


def _visit(
    visit: Visit, names: Mapping[UUID, str], now: datetime, with_errors: Mapping[str, Form], *, is_protected: bool
) -> dict[str, Any]:
    key = str(visit.id)
    is_open = not visit.outcome and not visit.cancelled_date
    is_out = bool(visit.went_out_at) and visit.came_back_at is None
    return {
        "id": key,
        "date": visit.visit_date,
        "clock": visit.clock,
        "back_by": visit.back_by,
        "place": VisitPlace(visit.place).label,
        "is_home": visit.place == VisitPlace.HOME,
        "pair": _pair(visit, names),
        "alone_reason": visit.alone_reason,
        "announced": visit.get_announced_by_display() if visit.announced_by else "",
        "announced_date": visit.announced_date,
        "weighed": [one for one in (visit.weighed_tried, visit.weighed_why, visit.weighed_safety) if one],
        "went_out": visit.went_out_at,
        "came_back": visit.came_back_at,
        "is_out": is_out,
        "is_late": queries.is_late(visit, now),
        "may_go_out": is_open and not visit.went_out_at and visit.visit_date == now.date(),
        "outcome": visit.get_outcome_display(),
        "children_seen": visit.children_seen,
        "note_left": visit.note_left,
        "note_wanted": visit.outcome == "not_home" and not visit.note_left and not is_protected,
        "cancelled": visit.cancelled_date,
        "cancel_reason": visit.cancel_reason,
        "is_planned": is_open,
        "outcome_form": with_errors.get(f"outcome {key}")
        or OutcomeForm(initial={"visit": key}, auto_id=f"o{key[:8]}_%s")
        if is_open and visit.visit_date <= now.date()
        else None,
        "cancel_form": with_errors.get(f"cancel {key}") or CancelForm(initial={"visit": key}, auto_id=f"c{key[:8]}_%s")
        if is_open and not is_out
        else None,
    }


# --- Dagens runda ---


def round_page(reader: AtWork, day: date, *, now: datetime) -> dict[str, Any]:
    """Dagens runda: who goes where and when, in the order of time."""
    found = queries.round_of(reader, day)
    names = _names([one.visit for one in found])
    return {"rows": [_on_the_round(one, names, now) for one in found]}


def _on_the_round(one: queries.OnTheRound, names: Mapping[UUID, str], now: datetime) -> dict[str, Any]:
    visit, matter = one.visit, one.matter
    told = _visit(visit, names, now, {}, is_protected=matter is None or matter.matter.is_protected)
    known = matter is not None
    return {
        **told,
        "may_open": known,
        "who": matter.who if matter else (),
        "where": matter.where if matter and told["is_home"] else "",
        "phones": [one.phone for one in matter.people if one.phone] if matter else [],
        "visits_url": reverse("visits", args=[visit.matter_id]) + f"#besok-{visit.id}" if known else "",
        "urls": _urls(visit.matter_id) if known else {},
        "note_url": letter_url(visit.matter_id, LetterKind.LETTERBOX_NOTE)
        if matter and told["is_home"] and not matter.matter.is_protected
        else "",
    }


def urgent(reader: AtWork, now: datetime) -> list[Urgent]:
    """Those who are not back, for the first page of their unit."""
    found = queries.not_back(reader, now)
    names = _names([one.visit for one in found])
    told = []
    for one in found:
        pair = gettext(" och ").join(_pair(one.visit, names))
        text = gettext("%(pair)s skulle vara tillbaka klockan %(clock)s och är inte incheckade.")
        to_do = gettext("Ring dem nu. Svarar de inte: säg till chefen, och ring 112 om ni tror att de är i fara.")
        url = reverse("visits", args=[one.visit.matter_id]) + f"#besok-{one.visit.id}" if one.matter else ""
        told.append(Urgent(text % {"pair": pair, "clock": f"{one.visit.back_by:%H:%M}"}, to_do, url))
    return told
