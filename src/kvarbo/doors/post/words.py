"""Posten i ord: states, ways a paper came, and the six plain words that whoever opens the post chooses between."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PostState(models.TextChoices):
    """Papperets läge hos avsändaren."""

    WAITING = "waiting", _("Väntar på att skickas")
    CARRIED = "carried", _("Avlämnat")
    RECEIVED = "received", _("Mottaget")
    STOPPED = "stopped", _("Stoppat")


class CameBy(models.TextChoices):
    """Hur papperet kom: through a door, or in a way that a person registered."""

    ROOM = "room", _("Från ett annat rum här")
    FILE = "file", _("Som fil från en annan installation")
    REGISTERED = "registered", _("Rekommenderat brev")
    LETTER = "letter", _("Vanligt brev")
    HANDED_OVER = "handed_over", _("Lämnat för hand")
    E_MAIL = "e_mail", _("E-post")
    E_SERVICE = "e_service", _("E-tjänst")
    PHONE = "phone", _("Telefon")
    VISIT = "visit", _("Besök")
    LETTER_BOX = "letter_box", _("Vår egen brevlåda")
    WITHIN = "within", _("Inifrån den egna förvaltningen")


THROUGH_A_DOOR = (CameBy.ROOM, CameBy.FILE)


class Checked(models.TextChoices):
    """Vad kontrollen av ett mottaget papper visade."""

    GOOD = "good", _("Underskriften stämmer")
    BY_HAND = "by_hand", _("Registrerat för hand")
    UNKNOWN_KEY = "unknown_key", _("Okänd avsändare")
    WRONG_RECEIVER = "wrong_receiver", _("Ställt till någon annan")
    NOT_WHOLE = "not_whole", _("Ändrat eller trasigt")
    TWO_OF_ONE = "two_of_one", _("Samma nummer men annat innehåll")


HELD = (Checked.UNKNOWN_KEY, Checked.WRONG_RECEIVER, Checked.NOT_WHOLE, Checked.TWO_OF_ONE)


class PlainKind(models.TextChoices):
    """Slag i vanliga ord: what a paper is about, before anybody has looked up its paragraph."""

    RENT = "rent", _("Obetald hyra eller avgift")
    DISTURBANCE = "disturbance", _("Störning eller skötsel")
    EVICTION = "eviction", _("Vräkning hos Kronofogden")
    TRIBUNAL = "tribunal", _("Tvist i hyresnämnden")
    WORRY = "worry", _("Oro för någon")
    OTHER = "other", _("Annat")


class RecallOutcome(models.TextChoices):
    """Vad som blev av kopian när ett utskrivet papper återkallades."""

    BACK = "back", _("Vi har fått tillbaka den")
    DESTROYED = "destroyed", _("Mottagaren säger att den är förstörd")
    TOLD = "told", _("Mottagaren är underrättad men har den kvar")
    NOT_REACHED = "not_reached", _("Mottagaren gick inte att nå")


_PLAIN = {
    "notice_unpaid_rent": PlainKind.RENT,
    "notice_unpaid_fee": PlainKind.RENT,
    "notice_disturbance": PlainKind.DISTURBANCE,
    "notice_serious_disturbance": PlainKind.DISTURBANCE,
    "notice_association_disturbance": PlainKind.DISTURBANCE,
    "notice_association_serious_disturbance": PlainKind.DISTURBANCE,
    "eviction_time": PlainKind.EVICTION,
    "early_signal": PlainKind.WORRY,
}


def plain_kind(kind: str) -> PlainKind:
    """The plain word for a kind of paper; what has none of its own is something else."""
    return _PLAIN.get(kind, PlainKind.OTHER)


def kind_of(plain: str, *, from_association: bool) -> str:
    """The kind of paper that a plain word means when the law has one such paper; nothing where it may be several."""
    if plain == PlainKind.RENT:
        return "notice_unpaid_fee" if from_association else "notice_unpaid_rent"
    return ""
