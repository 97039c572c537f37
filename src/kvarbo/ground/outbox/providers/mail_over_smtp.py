"""E-post över SMTP. From the moment the text itself is sent, only a clear answer says whether it was taken."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from kvarbo.ground import clock
from kvarbo.ground.outbox.messages import Email
from kvarbo.ground.outbox.providers.answers import Answer, HandedOver, accepted, not_handed, refused, unclear
from kvarbo.ground.outbox.providers.cut_off import cut_off

NO_CONTACT = "E-posttjänsten gick inte att nå. Inget har skickats."
NO_ANSWER = "E-posttjänsten fick brevet men svarade inte klart. Det kan ha gått iväg."
NOT_TAKEN = "E-posttjänsten tog inte emot. Be den som sköter servern att titta."
NO_SUCH = "E-posttjänsten sade nej till adressen. Kontrollera den."


@dataclass(frozen=True, slots=True)
class MailOverSmtp:
    """``tls`` is "starttls", "tls", or "none" to this machine alone."""

    host: str
    port: int
    user: str
    password: str
    tls: str
    seconds: float
    name: str = "mail_smtp"

    def hand_over(self, handed: HandedOver) -> Answer:
        """Send the e-mail once."""
        if not isinstance(handed.message, Email):
            return refused("E-posttjänsten tar bara e-post.")
        try:
            server = self._connected()
        except (OSError, smtplib.SMTPException):
            return not_handed(NO_CONTACT)
        try:
            with cut_off(server.sock, after=self.seconds):
                return self._send(server, handed.message, letter(handed))
        finally:
            with suppress(OSError, smtplib.SMTPException):
                server.close()

    def _connected(self) -> smtplib.SMTP:
        if self.tls == "tls":
            context = ssl.create_default_context()
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=self.seconds, context=context)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=self.seconds)
        try:
            if self.tls == "starttls":
                server.starttls(context=ssl.create_default_context())
            if self.user:
                server.login(self.user, self.password)
            else:
                server.ehlo_or_helo_if_needed()
        except BaseException:
            server.close()
            raise
        return server

    def _send(self, server: smtplib.SMTP, message: Email, content: bytes) -> Answer:
        try:
            steps = (server.mail(message.sender), server.rcpt(message.to))
        except (OSError, smtplib.SMTPException):
            return not_handed(NO_CONTACT)
        if steps[0][0] != 250:
            return not_handed(NOT_TAKEN)
        if steps[1][0] not in (250, 251):
            return refused(NO_SUCH) if steps[1][0] >= 500 else not_handed(NOT_TAKEN)
        try:
            code, said = server.data(content)
        except smtplib.SMTPDataError:  # no was said before the text was sent
            return not_handed(NOT_TAKEN)
        except (OSError, smtplib.SMTPException):
            return unclear(NO_ANSWER)
        if code == 250:
            return accepted(said.decode("ascii", "replace"))
        return refused(NOT_TAKEN) if code >= 500 else not_handed(NOT_TAKEN)


def letter(handed: HandedOver) -> bytes:
    """The e-mail as it stands on the wire: plain text, one receiver, and our reference as its Message-ID."""
    message = handed.message
    assert isinstance(message, Email)
    made = EmailMessage(policy=SMTP)
    local, _, domain = message.sender.partition("@")
    made["From"] = Address(message.sender_name, local, domain)
    made["To"] = message.to
    if message.reply_to:
        made["Reply-To"] = message.reply_to
    made["Subject"] = message.subject
    made["Date"] = format_datetime(clock.now())
    made["Message-ID"] = f"<{handed.reference}@{domain}>"
    made.set_content(message.text)
    return made.as_bytes()
