"""Vilken leverantör som är vald, by the installation's settings; none: people send from their own telephone."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from kvarbo.ground.outbox.messages import MessageChannel
from kvarbo.ground.outbox.providers.answers import Provider
from kvarbo.ground.outbox.providers.mail_over_smtp import MailOverSmtp
from kvarbo.ground.outbox.providers.shown_only import ShownOnly
from kvarbo.ground.outbox.providers.sms_over_http import SmsOverHttp


@dataclass(frozen=True, slots=True)
class Chosen:
    """The provider, and the sender it wants: a number or a few letters for text messages, a mailbox for e-mail."""

    provider: Provider
    sender: str


def provider_for(channel: MessageChannel) -> Chosen | None:
    """Who carries messages of this kind, or none."""
    is_sms = channel is MessageChannel.SMS
    way = settings.KVARBO_SMS if is_sms else settings.KVARBO_MAIL
    sender = settings.KVARBO_SMS_FROM if is_sms else settings.KVARBO_MAIL_FROM
    if way == "shown":
        return Chosen(ShownOnly(), sender)
    if way == "http" and is_sms:
        return Chosen(
            SmsOverHttp(
                url=settings.KVARBO_SMS_URL, user=settings.KVARBO_SMS_USER, password=settings.KVARBO_SMS_PASSWORD,
                seconds=settings.KVARBO_SEND_SECONDS,
            ),
            sender,
        )  # fmt: skip
    if way == "smtp" and not is_sms:
        return Chosen(
            MailOverSmtp(
                host=settings.KVARBO_SMTP_HOST, port=settings.KVARBO_SMTP_PORT, user=settings.KVARBO_SMTP_USER,
                password=settings.KVARBO_SMTP_PASSWORD, tls=settings.KVARBO_SMTP_TLS,
                seconds=settings.KVARBO_SEND_SECONDS,
            ),
            sender,
        )  # fmt: skip
    return None
