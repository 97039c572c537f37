"""Två hushåll, hos socialtjänsten: from the notice in the inbox to the follow-up, or to the home that was kept."""

from __future__ import annotations

import uuid
from datetime import date, time, timedelta
from typing import Any

from kvarbo.core.law.secrecy.vocabulary import KindOfFact
from kvarbo.doors.consent.actions import Given, give
from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.doors.post.beginnings import beginning
from kvarbo.doors.post.incoming import unpaid_in
from kvarbo.doors.post.queries import counterpart_called
from kvarbo.ground.subjects import subject
from kvarbo.ground.units.queries import AtWork
from kvarbo.social.casework import actions as casework
from kvarbo.social.casework.people import NewPerson, add_person
from kvarbo.social.casework.queries import shown_matter
from kvarbo.social.casework.search import find
from kvarbo.social.closing.actions import assess, tell_follow_up
from kvarbo.social.evictions import actions as evictions
from kvarbo.social.inbox.actions import Facts, mark_duty_done, register, take_standpoint
from kvarbo.social.inbox.queries import one, waiting
from kvarbo.social.inbox.told import times_told
from kvarbo.social.undertakings.actions import give_undertaking, keep_facts
from kvarbo.social.undertakings.queries import Termination, rights_on, terminations_in
from kvarbo.web.demo.papers import ORGANISATIONS, hand_over_paper
from kvarbo.web.demo.staff import INGRID, LANDLORD_ROOM
from kvarbo.web.demo.standing import at_the_desk
from kvarbo.web.demo.town import Town

CALL_FIRST = "Ring först: ingen vet hur det är hemma."
UNDERTAKINGS_PAPER = 43
SERVED_AFTER, PAID_AFTER, PAPERS_AFTER, EVICTION_AFTER, FOLLOW_UP_AFTER = 21, 41, 47, 75, 108  # days, as in the story
CONSENT_DAYS = 120


def form(act: str, who: str) -> str:
    """The form's key, so that what is done twice is done once."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"demo-{act}-{who}"))


def matter_about(who: str, *, on: date, by: AtWork) -> Any:
    """The matter about somebody, open or closed."""
    return find(by, who, on=on).rows[0].matter


def termination_about(matter: Any) -> Termination:
    """The notice that the matter is about."""
    return terminations_in([matter.id])[matter.id][0]


def opened_on_what_came(paper: Any, who: str, *, by: AtWork, kind: str = "contact_first", why: str = CALL_FIRST) -> Any:
    """Ta ställning to what came in, and the matter that is opened on it."""
    found = one(by, paper)
    if found is None:
        raise RuntimeError(f"Handlingen om {who} går inte att öppna.")
    taken = take_standpoint(found.seen, kind=kind, reason=why, by=by, form_key=form("standpoint", who))
    shown = shown_matter(by, taken.matter_id) if taken.matter_id else None
    if shown is None:
        raise RuntimeError(f"Ärendet om {who} går inte att öppna.")
    return shown.matter


def contact_first(town: Town, who: str, on: date) -> None:
    """Kontakt först, on the notice that came through the door."""
    with at_the_desk(INGRID) as by:
        _opened(who, by=by)


def contact_first_about_a_child(town: Town, who: str, on: date) -> None:
    """The same, and the child is written in."""
    with at_the_desk(INGRID) as by:
        add_person(matter=_opened(who, by=by), person=NewPerson("Ella Ekwall", "child"), by=by, on=on)


def _opened(who: str, *, by: AtWork) -> Any:
    came = next(row.seen.id for row in waiting(by)[0] if who in {person.name for person in row.seen.came.people})
    return opened_on_what_came(came, who, by=by)


def asks_the_landlord(town: Town, who: str, on: date) -> None:
    """By telephone: the landlord has told of the notice, so the board may ask about it."""
    with at_the_desk(INGRID) as by:
        matter = matter_about(who, on=on, by=by)
        casework.log_event(
            matter=matter, kind="asked_landlord", event_date=on, on=on, by=by, text="Vilken dag är ansökan delgiven?",
            form_key=form("asked", who),
        )  # fmt: skip
        served = town.anchors_due_date + timedelta(days=SERVED_AFTER)
        paper = termination_about(matter).id
        keep_facts(matter=matter, paper_id=paper, tenant_served=served, by=by, form_key=form("served", who))


def undertakes_to_pay(town: Town, who: str, on: date) -> None:
    """Samtycke, åtagande för hela hyran, och papperet genom dörren."""
    with at_the_desk(INGRID) as by:
        matter = matter_about(who, on=on, by=by)
        may_tell_of_undertaking(matter, who, to=ORGANISATIONS[LANDLORD_ROOM][0], on=on, by=by)
        notice = termination_about(matter)
        give_undertaking(
            matter=matter, paper_id=notice.id, amount=notice.rent or 0, months=list(unpaid_in(notice.id)),
            decided_on=on, signed_by=rights_on(on)[0].id, sent_how="door", sent_on=on, reached_on=on, by=by,
            form_key=form("undertaking", who),
        )  # fmt: skip
        found = subject(by, matter.id)
        if found is None:
            raise RuntimeError(f"Ärendet om {who} går inte att öppna.")
        content = {
            **beginning(by, found, PaperKind.UNDERTAKING, on=on), "undertakes": True, "in_writing": True,
            "residents": [{"name": who}],
        }  # fmt: skip
        hand_over_paper(found, PaperKind.UNDERTAKING, content, UNDERTAKINGS_PAPER, on=on, by=by, to=LANDLORD_ROOM)


def may_tell_of_undertaking(matter: Any, who: str, *, to: str, on: date, by: AtWork) -> None:
    """The tenant lets the board tell the landlord of an undertaking."""
    found = subject(by, matter.id)
    if found is None:
        raise RuntimeError(f"Ärendet om {who} går inte att öppna.")
    said = Given(
        person=found.people[0].id, giver="tenant", direction="tell",
        receivers=[counterpart_called(to).pk],
        facts=[KindOfFact.PAYMENT_UNDERTAKING.value], purpose="För att hyresvärden ska få veta att hyran betalas.",
        how_given="oral", heard_by=by.name, given_on=on, until=on + timedelta(days=CONSENT_DAYS),
    )  # fmt: skip
    give(subject=found, said=said, on=on, by=by, form_key=form("consent", who))


def closes_with_the_home_kept(town: Town, who: str, on: date) -> None:
    """Hyran är betald som åtagandet sade: nothing is left to watch."""
    with at_the_desk(INGRID) as by:
        matter = matter_about(who, on=on, by=by)
        keep_facts(
            matter=matter, paper_id=termination_about(matter).id, settled="paid",
            settled_on=town.anchors_due_date + timedelta(days=PAID_AFTER), by=by, form_key=form("settled", who),
        )  # fmt: skip
        casework.close(matter=matter, reason="home_kept", on=on, by=by)
        assess(
            matter=matter, outcome="debt_paid", text="Hyran är betald och autogirot är igång.", follow_up=False, by=by,
            on=on,
        )  # fmt: skip


def takes_in_the_time(town: Town, who: str, on: date) -> None:
    """Kronofogdens e-post: registered, confirmed the same day, put in the matter; respite asked for."""
    with at_the_desk(INGRID) as by:
        matter = matter_about(who, on=on, by=by)
        paper = time_registered(who, town.anchors_due_date + timedelta(days=EVICTION_AFTER), child=True, on=on, by=by)
        time_in_the_matter(paper, matter, who, by=by)
        evictions.ask_for_respite(
            matter=matter, paper_id=paper, asked_on=on, grounds=["children"], exceptional_reasons=False,
            documents_complete=town.anchors_due_date + timedelta(days=PAPERS_AFTER), by=by,
            form_key=form("respite", who),
        )  # fmt: skip


def time_registered(who: str, day: date, *, child: bool, on: date, by: AtWork) -> Any:
    """Kronofogden tells the day of an eviction; the paper's id."""
    said = {
        "plain": "eviction", "from_name": "Kronofogden", "about_name": who, "about_identity": "", "came_by": "e_mail",
        "received": on, "posted": None, "registered_number": "", "kept_where": "", "form_key": form("time", who),
    }  # fmt: skip
    facts = Facts(
        sender="kronofogden",
        event="eviction_time",
        child_concerned=child,
        eviction_date=day,
        eviction_clock=time(9, 30),
    )
    return register(said, facts, by=by)


def time_in_the_matter(paper: Any, matter: Any, who: str, *, by: AtWork) -> None:
    """Bekräfta till Kronofogden the same day, and put the time in the matter that is there."""
    found, shown = one(by, paper), shown_matter(by, matter.id)
    if found is None or shown is None:
        raise RuntimeError(f"Tiden om {who} går inte att öppna.")
    text = "E-post till handläggaren på Kronofogden, kopia till hyresgästen"
    mark_duty_done(found.seen, duty="confirm_eviction_time", text=text, by=by)
    take_standpoint(
        found.seen, kind="running", reason="Samma uppsägning.", matter=shown, by=by, form_key=form("running", who)
    )


def respite_refused(town: Town, who: str, on: date) -> None:
    """Anstånd gavs inte; who attends."""
    with at_the_desk(INGRID) as by:
        matter = matter_about(who, on=on, by=by)
        key = {"matter": matter, "paper_id": times_told([matter.id])[0].paper_id, "by": by}
        evictions.answer_respite(**key, answer="refused", answered_on=on, until=None, form_key=form("answer", who))
        evictions.plan_attendance(
            **key, attends=True, who="Ingrid Dahl och Yusuf Ali", childrens_unit=True, form_key=form("attends", who)
        )


def attends(town: Town, who: str, on: date) -> None:
    """Dagen: the list, how it went, and the matter closed with the day of its follow-up."""
    due = town.anchors_due_date + timedelta(days=FOLLOW_UP_AFTER)
    with at_the_desk(INGRID) as by:
        matter = matter_about(who, on=on, by=by)
        evicted(matter, times_told([matter.id])[0].paper_id, who, due=due, on=on, by=by)


def evicted(matter: Any, paper: Any, who: str, *, due: date, on: date, by: AtWork) -> None:
    """Carried out; the person wants to be followed up, and the matter closes."""
    key = {"matter": matter, "paper_id": paper, "by": by}
    for item in ("somewhere_to_go", "children_things", "keys"):
        evictions.check_item(**key, item=item, state="ready", form_key=form(item, who))
    evictions.keep_outcome(**key, end="carried_out", on_date=on, follow_up="wanted", form_key=form("outcome", who))
    casework.close(matter=matter, reason="evicted", on=on, by=by)
    assess(
        matter=matter, outcome="evicted", text="Ring och fråga var de bor och hur barnet har det.", follow_up=True,
        wanted=True, member=by.id, due=due, by=by, on=on,
    )  # fmt: skip


def follows_up(town: Town, who: str, on: date) -> None:
    """Uppföljningen är gjord."""
    with at_the_desk(INGRID) as by:
        matter = matter_about(who, on=on, by=by)
        tell_follow_up(matter=matter, done_on=on, text="Bor hos en syster. Barnet går kvar i sin skola.", by=by)
