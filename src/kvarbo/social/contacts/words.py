"""Words on the screen: ways to reach somebody, how it went, and what a visit came to."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kvarbo.core.checklist.contacts import ContactWay, NextWay
from kvarbo.core.checklist.unannounced import Weighed


class ContactOutcome(models.TextChoices):
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
    AUTHORITY = "authority", "Kronofogden bad oss följa med när papper delges"


class VisitOutcome(models.TextChoices):
    """Vad besöket ledde till. Declining is an answer: the person was met."""

    MET = "met", "Träffade personen"
    DECLINED = "declined", "Ville inte ha besöket"
    NOT_HOME = "not_home", "Ingen öppnade"
    OTHER_OPENED = "other_opened", "Någon annan öppnade"


MET_SOMEBODY = frozenset({VisitOutcome.MET, VisitOutcome.DECLINED})
CHANNELS = {
    ContactWay.CALL: _("Samtal"),
    ContactWay.SMS: _("Sms"),
    ContactWay.E_MAIL: _("E-post"),
    ContactWay.LETTER: _("Brev till just dem"),
    ContactWay.ROUTINE_LETTER: _("Rutinbrev"),
    ContactWay.UNIT_VISIT: _("Besök hos oss"),
    ContactWay.HOME_VISIT: _("Hembesök"),
}
CHANNEL_CHOICES = [(one.value, words) for one, words in CHANNELS.items()]
INCOMING = {
    ContactWay.CALL: _("Ringde oss"),
    ContactWay.SMS: _("Skickade sms"),
    ContactWay.E_MAIL: _("Skrev e-post"),
    ContactWay.LETTER: _("Skrev brev"),
    ContactWay.UNIT_VISIT: _("Kom till oss"),
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
