"""A landlord that hands papers over on a tenant's consent: to the board by room, to the counsellor by file."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.test import Client
from django.urls import set_urlconf

from kvarbo.doors.consent import actions
from kvarbo.doors.consent.models import Consent
from kvarbo.doors.organisations.actions import keep_counterpart
from kvarbo.doors.organisations.models import Counterpart
from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.doors.post.hand_over import Chosen, Seen, hand_over, seen
from kvarbo.doors.post.models import SentPaper
from kvarbo.ground.subjects import Subject, subject
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.actions import take_in_member
from kvarbo.ground.units.queries import AtWork
from kvarbo.house.actions import let_in, make_account
from tests.doors.post.conftest import ADDRESS, LANDLORD, ON, Town, household

FOLDER = "radgivningen"
FORM_KEYS = count(1)
URLS = "kvarbo.web.rooms.landlord_urls"


@dataclass
class Posting:
    """One home in the landlord's room, which one stands in, and what is given, shown, handed over and taken back."""

    town: Town
    lease: UUID
    client: Client
    board: Counterpart
    counsellor: Counterpart
    by: AtWork
    papers: list[UUID] = field(default_factory=list)

    @property
    def about(self) -> Subject:
        set_urlconf(URLS)
        found = subject(self.by, self.lease)
        assert found is not None
        return found

    def give(self, *facts: str, to: tuple[Counterpart, ...] = ()) -> Consent:
        """The tenant's consent to tell the board, or these, of the debt and the way to them, or of these facts."""
        said = actions.Given(
            person=self.about.people[0].id, giver="tenant", direction="tell",
            receivers=[one.pk for one in to or (self.board,)], facts=facts or ("arrears", "contact_details"),
            purpose="För att få hjälp.", how_given="oral", heard_by="Anna", given_on=ON, until=ON.replace(year=2027),
        )  # fmt: skip
        with recorded(str(self.by.id)):
            return actions.give(subject=self.about, said=said, on=ON, by=self.by, form_key=f"nyckel {next(FORM_KEYS)}")

    def withdraw(self, consent: Consent, *parts: Any) -> None:
        """Take back these parts, or all of it."""
        with recorded(str(self.by.id)):
            actions.withdraw(
                subject=self.about, consent=consent.pk, parts=list(parts) or None, withdrawn_on=ON,
                withdrawn_by="Åke-Örjan O'Neill", told_how="phone", on=ON, by=self.by,
                form_key=f"nyckel {next(FORM_KEYS)}",
            )  # fmt: skip

    def chosen(self, to: Counterpart | None = None, **more: Any) -> Chosen:
        about, other = self.about, to or self.board
        return Chosen(**{
            "subject": about, "counterpart": other, "kind": PaperKind.EARLY_SIGNAL, "people": about.people,
            "transport": other.transport, "paper_id": uuid4(), **more,
        })  # fmt: skip

    def shown(self, to: Counterpart | None = None, about: str = "arrears", **more: Any) -> tuple[Chosen, Any, Seen]:
        """What somebody sees before they hand over: what was chosen, the content, and what it came to."""
        what, content = self.chosen(to, **more), signal(about)
        return what, content, seen(what, content, on=ON)

    def send(self, what: Chosen, content: dict[str, Any], was: Seen) -> SentPaper:
        """Hand over what was shown. Raises ``CannotDo``."""
        with recorded(str(self.by.id)):
            return hand_over(what, content, fingerprint=was.fingerprint, by=self.by, on=ON)

    def handed(self, to: Counterpart | None = None, about: str = "arrears", **more: Any) -> SentPaper:
        """A paper that waits in the post on the consent that was given."""
        return self.send(*self.shown(to, about, **more))

    def url(self, rest: str) -> str:
        return f"/r/{LANDLORD}/{rest}"

    def page(self, rest: str) -> str:
        """A page at its very next request, without blanks that do not break."""
        answer = self.client.get(self.url(rest))
        assert answer.status_code == 200
        return answer.content.decode().replace("\u00a0", " ")

    def file_of(self, sent: SentPaper) -> Path:
        return Path(settings.KVARBO_FILES) / LANDLORD / "post-out" / FOLDER / f"papper-{sent.pk}.json"


def signal(about: str = "arrears") -> dict[str, Any]:
    """The content of an early signal."""
    return {"residents": [{"name": "Åke-Örjan O'Neill", "address": ADDRESS}], "about": [about]}


def make(town: Town) -> Posting:
    """The home, the receivers and somebody logged in; the landlord's room is entered."""
    with recorded("test"):
        counsellor = keep_counterpart(
            name="Budgetrådgivningen", party="budget_counselling", transport="file", place=FOLDER
        )
        account = make_account(email="anna@kvarnbyhem.example", name="Anna", password=None)
        let_in(account=account, room=town.rooms[LANDLORD])
        take_in_member(account_id=account.pk, name="Anna", roles=["rent_officer"])
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    board = Counterpart.objects.get(party="social_board")
    return Posting(town, household(), client, board, counsellor, town.members[LANDLORD])
