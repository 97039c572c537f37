"""What is done on a played day: the same by both landlords, and by the social services about the one's tenants only."""

from __future__ import annotations

from uuid import UUID, uuid4

from kvarbo.doors.consent.actions import Given, give, months_after
from kvarbo.doors.consent.models import Consent
from kvarbo.doors.consent.words import OF_THE_TENANCY
from kvarbo.doors.organisations.queries import Counterpart
from kvarbo.doors.papers.canonical import paper_from
from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.doors.papers.phrases import FixedPhrase
from kvarbo.doors.post import actions as post
from kvarbo.doors.post import beginnings
from kvarbo.doors.post.models import ReceivedPaper, SentPaper
from kvarbo.ground import clock
from kvarbo.ground.subjects import Subject, subject
from kvarbo.ground.units.queries import AtWork, units
from kvarbo.social.casework import actions
from kvarbo.social.casework.models import Matter, MatterEventKind
from kvarbo.social.casework.people import NewPerson
from tests.journeys.two_landlords import SOCIAL, Landlord, World, hand, tenant

KNOWN_HOMES = (0, 1, 2, 3)  # homes whose tenants the social services know, at the first landlord only
PROTECTED_HOME = 3  # and one of them is protected, at the social services only
NOTICED = (0, 5, 1, 7, 2, 3)  # homes that notices are handed over about: known ones, and ones nobody knows
ASKED = (0, 1, 5)  # and those about which the board asks the landlord
PHONE = "070-1740694"
ACTS = tuple(MatterEventKind)  # the twelve kinds, in an order in which each can follow the one before


# --- the landlord, the same in both rooms ---


def hand_over_notice(world: World, landlord: Landlord, home: int) -> None:
    """A notice of unpaid rent to the social services, where a rent is unpaid."""
    with world.at_work(landlord.slug) as by:
        found = subject(by, landlord.leases[home]) if home in landlord.leases else None
        known = beginnings.beginning(by, found, PaperKind.NOTICE_UNPAID_RENT, on=clock.today())
        if found is None or not known["unpaid"]:
            return
        where = {"street": str(found.where), "postcode": "850 00", "town": "Kvarnby"}
        content = {
            "form": "formulär 3 i förordning (1978:314)",
            "landlord": {**known["landlord"], "phone": "070-174 06 93"},
            "residents": [{"name": str(person.name), "address": where} for person in found.people],
            "unpaid": known["unpaid"],
            "total": sum(row["amount"] for row in known["unpaid"]),
            "interest": 0,
            "how_to_pay": "Bankgiro 160-9908",
        }
        hand(world, found, PaperKind.NOTICE_UNPAID_RENT, content, to=Counterpart.objects.get(), by=by)


def take_consents(world: World, landlord: Landlord) -> None:
    """The tenants whom the board asks about let their landlord answer."""
    with world.at_work(landlord.slug) as by:
        for home in ASKED:
            found = subject(by, landlord.leases[home]) if home in landlord.leases else None
            if found is not None and not Consent.objects.filter(subject_id=found.id).exists():
                _take_consent(found, [fact.value for fact in OF_THE_TENANCY], by)
                world.count("landlord's consent")


def answer_questions(world: World, landlord: Landlord) -> None:
    """Answer each question that has come in, and be done with the phrases."""
    with world.at_work(landlord.slug) as by:
        for came in ReceivedPaper.objects.filter(done_at=None).order_by("taken_in_at", "paper_id"):
            if came.kind == PaperKind.QUESTION:
                _answer(world, came, by)
            post.mark_done(came, by=by)


def _answer(world: World, came: ReceivedPaper, by: AtWork) -> None:
    asked = paper_from(bytes(came.canonical or b"")).content
    assert came.subject_id is not None
    content = {
        "residents": [{"name": row["name"]} for row in asked["residents"]],
        "answers": {name: {"answer": "no"} for name in asked["questions"]},
        "answered_by": "Anna",
    }
    found = subject(by, came.subject_id)
    hand(world, found, PaperKind.ANSWER, content, to=Counterpart.objects.get(), by=by, answers=came.paper_id)


def recall_latest(world: World, landlord: Landlord) -> None:
    """Take back the latest notice: it was wrong."""
    with world.at_work(landlord.slug) as by:
        notices = SentPaper.objects.filter(kind=PaperKind.NOTICE_UNPAID_RENT, recalled_at=None)
        latest = notices.order_by("-sent_at").first()
        if latest is not None:
            post.recall(latest, reason="wrong_content", wanted="mark", by=by)
            world.count("recall")


# --- the social services: what they do of their own, about the one landlord's tenants only ---


def act(world: World, home: int, day: int) -> None:
    """The day's act about a known household: the twelve kinds in turn, a matter opened anew each time round."""
    kind = ACTS[(day + 5 * home) % len(ACTS)]
    with world.at_work(SOCIAL) as by:
        open_now = world.matters.get((0, home))
        if kind is MatterEventKind.OPENED or not open_now:
            _open(world, 0, home, by, origin="person")
            kind = MatterEventKind.OPENED
        else:
            kind = _in_matter(Matter.objects.get(pk=open_now[-1]), kind, by)
    world.count(kind.value)


def _open(world: World, side: int, home: int, by: AtWork, *, origin: str) -> UUID:
    who = tenant(home, side)
    person = NewPerson(who.name, "leaseholder", who.number, who.phone, who.email, home == PROTECTED_HOME and side == 0)
    matter = actions.open_matter(people=[person], origin=origin, on=clock.today(), by=by, address=who.street)
    world.matters.setdefault((side, home), []).append(matter.pk)
    return matter.pk


def _in_matter(matter: Matter, kind: MatterEventKind, by: AtWork) -> MatterEventKind:
    """Do it in the matter; what was done, when a closed matter first had to be opened again."""
    on = clock.today()
    if matter.closed_on and kind is not MatterEventKind.CLOSED:
        actions.reopen(matter=matter, reason="asked_again", on=on, by=by)
        return MatterEventKind.REOPENED
    if kind is MatterEventKind.CLOSED:
        actions.close(matter=matter, reason="home_kept", on=on, by=by)
    elif kind is MatterEventKind.REOPENED:
        actions.close(matter=matter, reason="no_contact", on=on, by=by)
        actions.reopen(matter=matter, reason="not_settled", on=on, by=by)
    elif kind is MatterEventKind.MOVED_UNIT:
        other = next(identity for identity, _ in units() if identity != matter.unit_id)
        actions.move_to_unit(matter=matter, unit_id=other, on=on, by=by)
    else:
        contact = kind in (MatterEventKind.VISITED, MatterEventKind.CALLED, MatterEventKind.WROTE)
        actions.log_event(matter=matter, kind=kind, event_date=on, on=on, by=by, reached=True if contact else None)
        found = subject(by, matter.pk) if kind is MatterEventKind.CONSENT_ASKED else None
        if found is not None:
            _take_consent(found, ["known_here"], by)
    return kind


def _take_consent(found: Subject, facts: list[str], by: AtWork) -> None:
    """The tenant lets the room tell its counterparts something."""
    on = clock.today()
    said = Given(
        person=found.people[0].id, giver="tenant", direction="tell", facts=facts,
        receivers=[one.pk for one in Counterpart.objects.all()], purpose="För att hemmet ska bli kvar.",
        how_given="oral", heard_by=by.name, given_on=on, until=months_after(on, 3),
    )  # fmt: skip
    give(subject=found, said=said, on=on, by=by, form_key=uuid4().hex)


# --- the social services: what they do with what has come, the same for both landlords ---


def answer_the_post(world: World, *, asking: bool) -> None:
    """Each notice gets the same fixed phrase; when ``asking`` the landlord is asked about some homes instead."""
    with world.at_work(SOCIAL) as by:
        waiting = ReceivedPaper.objects.filter(done_at=None).select_related("counterpart")
        for came in waiting.order_by("counterpart__name", "taken_in_at", "paper_id"):
            if came.kind == PaperKind.NOTICE_UNPAID_RENT and came.recalled_at is None:
                (_ask if asking else _answer_with_a_phrase)(world, came, by)
            if asking or came.kind != PaperKind.NOTICE_UNPAID_RENT:
                post.mark_done(came, by=by)


def _whose(came: ReceivedPaper) -> tuple[str, int, int]:
    """The name in a notice, which landlord it came from and which home it is about."""
    name = paper_from(bytes(came.canonical or b"")).content["residents"][0]["name"]
    side, home = next((side, home) for side in (0, 1) for home in NOTICED if tenant(home, side).name == name)
    return name, side, home


def _answer_with_a_phrase(world: World, came: ReceivedPaper, by: AtWork) -> None:
    """The same phrase to everybody; where there is a matter the notice and the answer belong in it."""
    _, side, home = _whose(came)
    found = None
    if (side, home) in world.matters:
        post.place(came, subject_id=world.matters[side, home][-1])
        found = subject(by, world.matters[side, home][-1])
    phrase = {"phrase": FixedPhrase.WE_REACH_THE_TENANT_OURSELVES.value}
    assert came.counterpart is not None
    hand(world, found, PaperKind.OUTCOME_PHRASE, phrase, to=came.counterpart, by=by, answers=came.paper_id)


def _ask(world: World, came: ReceivedPaper, by: AtWork) -> None:
    """Ask the landlord that told; whoever had no matter gets one, since a question is asked in a matter."""
    name, side, home = _whose(came)
    if home not in ASKED:
        return
    if (side, home) not in world.matters:
        _open(world, side, home, by, origin="landlord_notice")
    matter = world.matters[side, home][-1]
    post.place(came, subject_id=matter)
    content = {
        "residents": [{"name": name}], "questions": ["debt_settled", "repeatedly_late"], "caseworker": by.name,
        "phone": PHONE,
    }  # fmt: skip
    assert came.counterpart is not None
    hand(
        world, subject(by, matter), PaperKind.QUESTION, content, to=came.counterpart, by=by, answers=came.paper_id
    )  # fmt: skip
