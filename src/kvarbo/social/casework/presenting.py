"""From what was read to what the templates ask for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from kvarbo.core.law.secrecy.vocabulary import MatterOrigin
from kvarbo.ground.beside import Link, links_of
from kvarbo.ground.people.masked import Masked
from kvarbo.ground.people.queries import ShownPerson
from kvarbo.ground.units.queries import AtWork, colleagues_with, units
from kvarbo.ground.units.roles import RoleName
from kvarbo.social.casework import added
from kvarbo.social.casework.added import where_met
from kvarbo.social.casework.clocks import Clock, clocks_of
from kvarbo.social.casework.forms import (
    AssignForm,
    CloseForm,
    DetailsForm,
    EventForm,
    MoveForm,
    PersonForm,
    ReopenForm,
    SourceForm,
)
from kvarbo.social.casework.models import Matter, MatterEvent
from kvarbo.social.casework.queries import ShownMatter, events_of, parts_in, shown_matters, sources_of
from kvarbo.social.casework.words import CASEWORK, ORIGINS

ADDRESSES = ("person", "person_remove", "details", "source", "assign", "unassign", "move", "event", "close", "reopen")

# What hangs on a matter, by what it is about; papers come from the other floors.
_WORK = (
    (gettext_lazy("Checklista"), "checklist"),
    (gettext_lazy("Kontakter"), "contacts"),
    (gettext_lazy("Besök"), "visits"),
    (gettext_lazy("Anteckningar"), "notes"),
    (gettext_lazy("Stöd och plan"), "support"),
    (gettext_lazy("Uppföljning"), "follow_up"),
)
_HOME = (
    (gettext_lazy("Hyran och fristen"), "terminations"),
    (gettext_lazy("Avhysning"), "evictions"),
    (gettext_lazy("Det som kom in"), "matter_notices"),
)
_PEOPLE = (
    (gettext_lazy("Barnen"), "children"),
    (gettext_lazy("Företrädare och betalare"), "representatives"),
)


def row(found: ShownMatter, clocks: Sequence[Clock] = ()) -> dict[str, Any]:
    """One matter in a list, with the days that run in it, the nearest first."""
    return {
        "url": reverse("matter", args=[found.matter.id]),
        "number": found.matter.number,
        "who": found.who,
        "where": found.where,
        "unit": found.unit,
        "assigned": [name for _, name in found.assigned],
        "opened": found.matter.opened_on,
        "closed": found.matter.closed_on,
        "waiting": found.waiting,
        "clocks": clocks,
    }


def matter(reader: AtWork, found: Matter, *, on: date, form_key: str) -> dict[str, Any]:
    """The page of a matter, with its forms empty."""
    as_shown = shown_matters(reader, [found])[0]
    parts = parts_in(found.id)
    more = added.told_of(reader, found, on=on)
    return {
        **row(as_shown, clocks_of([found.id], on=on).get(found.id, ()) if found.closed_on is None else ()),
        "waiting": (*as_shown.waiting, *more.waiting),
        "household": more.household,
        "known": more.known,
        "on": on,
        "outside_reference": found.outside_reference,
        "is_protected": found.is_protected,
        "people": [_person(person, parts[person.id], on) for person in as_shown.people],
        "several_people": len(as_shown.people) > 1,
        "sources": [
            {"origin": gettext(ORIGINS[MatterOrigin(source.origin)]), "date": source.source_date}
            for source in sources_of(found.id)
        ],
        "caseworkers": [{"id": identity, "name": name} for identity, name in as_shown.assigned],
        "events": [_event(event) for event in events_of(found.id)],
        "beside": _beside(found),
        **where_met(),
        **{f"{name}_url": reverse(f"matter_{name}", args=[found.id]) for name in ADDRESSES},
        **_forms(as_shown, on=on, form_key=form_key),
    }


def _beside(found: Matter) -> list[dict[str, Any]]:
    """What hangs on a matter, in groups: the hundreds of times a week it is opened, nobody reads a list of fifteen."""
    return [
        {"heading": gettext("Arbetet"), "links": _links(found, _WORK)},
        {"heading": gettext("Hemmet"), "links": _links(found, _HOME)},
        {"heading": gettext("Människorna"), "links": _links(found, _PEOPLE)},
        {"heading": gettext("Papper"), "links": list(links_of(found.id))},
    ]


def page_of(matter_id: UUID, name: str) -> Link:
    """One page of a matter, by its route, as the matter's own page calls it."""
    label = next(label for pages in (_WORK, _HOME, _PEOPLE) for label, route in pages if route == name)
    return Link(str(label), reverse(name, args=[matter_id]))


def _links(found: Matter, pages: Iterable[tuple[Any, str]]) -> list[Link]:
    return [Link(str(label), reverse(name, args=[found.id])) for label, name in pages]


def _forms(found: ShownMatter, *, on: date, form_key: str) -> dict[str, Any]:
    matter = found.matter
    others = [(identity, name) for identity, name in units() if identity != matter.unit_id]
    details = {"outside_reference": matter.outside_reference, "address": str(found.where)}
    return {
        "person_form": PersonForm(auto_id="person_%s"),
        "details_form": DetailsForm(auto_id="details_%s", initial=details),
        "source_form": SourceForm(auto_id="source_%s", initial={"source_date": on}),
        "assign_form": AssignForm(auto_id="assign_%s", members=who_may_be_assigned(matter)),
        "move_form": MoveForm(auto_id="move_%s", units=others) if others else None,
        "event_form": EventForm(auto_id="event_%s", initial={"event_date": on, "form_key": form_key}),
        "close_form": None if matter.closed_on else CloseForm(more=added.closing_fields(matter), auto_id="close_%s"),
        "reopen_form": ReopenForm(auto_id="reopen_%s") if matter.closed_on else None,
    }


def who_may_be_assigned(found: Matter) -> list[tuple[UUID, str]]:
    """Those who do casework here; for what is protected only named handlers."""
    return colleagues_with(*((RoleName.PROTECTED_HANDLER,) if found.is_protected else CASEWORK))


def _person(person: ShownPerson, part: str, on: date) -> dict[str, Any]:
    born = person.birth_date
    return {
        "id": person.id,
        "name": person.name,
        "part": part,
        "identity": _with_hyphen(person.identity),
        "age": _age(born, on) if isinstance(born, date) else None,
        "phone": person.phone,
        "email": person.email,
        "is_protected": person.is_protected,
    }


def _with_hyphen(identity: str | Masked) -> str | Masked:
    """A number of twelve digits as people write it: 19540112-9802."""
    if isinstance(identity, str) and len(identity) == 12:
        return f"{identity[:8]}-{identity[8:]}"
    return identity


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _event(event: MatterEvent) -> dict[str, Any]:
    reached = {True: gettext("Nådde någon."), False: gettext("Nådde ingen."), None: ""}[event.reached]
    return {
        "date": event.event_date,
        "kind": event.get_kind_display(),
        "text": " ".join(part for part in (reached, event.text) if part),
        "by": event.by_name,
    }
