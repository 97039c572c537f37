"""Orden: the states of a message, what a person decides, what providers answer, and what people ask for."""

from __future__ import annotations

from django.db import models


class MessageState(models.TextChoices):
    """Utskickets läge."""

    WAITING = "waiting", "Väntar"
    HANDING = "handing", "Lämnas över"
    SENT = "sent", "Skickat"
    DELIVERED = "delivered", "Framme"
    FAILED = "failed", "Kom inte fram"
    UNKNOWN = "unknown", "Okänt"
    STOPPED = "stopped", "Stoppat"
    SHOWN = "shown", "Skulle ha skickats"


class MessageDecision(models.TextChoices):
    """Beslut om ett utskick, made by a person."""

    AGAIN = "again", "Skicka igen"
    COUNTED = "counted", "Räkna som skickat"
    HANDLED = "handled", "Klart, jag tar det på annat sätt"
    CANCEL = "cancel", "Skicka inte"


class HandingAnswer(models.TextChoices):
    """Leverantörens svar på en överlämning."""

    ACCEPTED = "accepted", "Tog emot"
    SHOWN = "shown", "Visade det bara"
    REFUSED = "refused", "Tog inte emot"
    NOT_HANDED = "not_handed", "Nåddes inte"
    UNCLEAR = "unclear", "Svarade inte klart"


class ReportedState(models.TextChoices):
    """Vad en leveransrapport säger."""

    DELIVERED = "delivered", "Framme"
    FAILED = "failed", "Kom inte fram"


class WishKind(models.TextChoices):
    """Önskemål om kontakt: what somebody has asked for."""

    PREFERS_SMS = "prefers_sms", "Helst sms"
    PREFERS_EMAIL = "prefers_email", "Helst e-post"
    NO_SMS = "no_sms", "Inte sms"
    NO_EMAIL = "no_email", "Inte e-post"
    NO_MESSAGES = "no_messages", "Varken sms eller e-post"


# States of what has reached somebody, or may reach them.
IN_THE_WAY = (
    MessageState.WAITING.value,
    MessageState.HANDING.value,
    MessageState.SENT.value,
    MessageState.DELIVERED.value,
    MessageState.UNKNOWN.value,
    MessageState.SHOWN.value,
)
