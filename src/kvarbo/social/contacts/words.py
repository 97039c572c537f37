"""Words on the screen: ways to reach somebody, how it went, and what a visit came to."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kvarbo.core.checklist.contacts import Channel, NextWay
from kvarbo.core.checklist.unannounced import Weighed


class Outcome(models.TextChoices):
    """Hur försöket gick."""

    REACHED = "reached", "Nådde personen"
    LEFT_WORD = "left_word", "Lämnade besked"
    NOT_REACHED = "not_reached", "Nådde ingen"


class VisitPlace(models.TextChoices):
    """Var besöket är."""

    HOME = "home", "Hemma hos hushållet"
    UNIT = "unit", "Hos oss"


class AnnouncedBy(models.TextChoices):
    """Hur ett besök aviserades."""

    LETTER = "letter", "Brev"
    SMS = "sms", "Sms"
    E_MAIL = "e_mail", "E-post"
    CALL = "call", "Samtal"


class VisitOutcome(models.TextChoices):
    """Vad besöket ledde till. Declining is an answer: the person was met."""

    MET = "met", "Träffade personen"
    DECLINED = "declined", "Ville inte ha besöket"
    NOT_HOME = "not_home", "Ingen öppnade"
    OTHER_OPENED = "other_opened", "Någon annan öppnade"


MET_SOMEBODY = frozenset({VisitOutcome.MET, VisitOutcome.DECLINED})
CHANNELS = {
    Channel.CALL: _("Samtal"),
    Channel.SMS: _("Sms"),
    Channel.E_MAIL: _("E-post"),
    Channel.LETTER: _("Brev till just dem"),
    Channel.ROUTINE_LETTER: _("Rutinbrev"),
    Channel.UNIT_VISIT: _("Besök hos oss"),
    Channel.HOME_VISIT: _("Hembesök"),
}
CHANNEL_CHOICES = [(one.value, words) for one, words in CHANNELS.items()]
INCOMING = {
    Channel.CALL: _("Ringde oss"),
    Channel.SMS: _("Skickade sms"),
    Channel.E_MAIL: _("Skrev e-post"),
    Channel.LETTER: _("Skrev brev"),
    Channel.UNIT_VISIT: _("Kom till oss"),
}
NEXT = {
    NextWay.CALL: _("Ring"),
    NextWay.CALL_AT_ANOTHER_HOUR: _("Ring vid en annan tid på dagen"),
    NextWay.VISIT_LETTER: _("Skriv och ge en tid för besök"),
    NextWay.HOME_VISIT: _("Planera ett aviserat hembesök"),
    NextWay.HOME_VISIT_LETTER: _("Skriv brev om hembesök"),
    NextWay.LETTERBOX_NOTE: _("Lämna ett brev i brevlådan"),
}
WEIGHED = {
    Weighed.WHY: _("varför det är rätt i det här fallet"),
    Weighed.ONLY_CONTACT: _("att syftet bara är att få kontakt"),
    Weighed.TRIED: _("vad som har prövats"),
    Weighed.SAFETY: _("hur besöket görs utan att röja var personen bor"),
}
