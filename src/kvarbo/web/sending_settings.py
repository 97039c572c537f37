"""Whether what is said of text messages and e-mail can be trusted: otherwise Kvarbo does not start."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

OWN_MACHINE = frozenset({"127.0.0.1", "localhost", "::1"})


def check(
    *, sms: str, sms_url: str, mail: str, mail_from: str, smtp_host: str, smtp_tls: str, production: bool
) -> None:
    """Raise ``ImproperlyConfigured`` for a way that is not there, that lacks its address or that sends in the open."""
    _check_ways(sms, mail, production)
    where = urlsplit(sms_url)
    if sms == "http" and not (where.scheme == "https" or (where.scheme == "http" and where.hostname in OWN_MACHINE)):
        raise ImproperlyConfigured("KVARBO_SMS_URL ska börja med https://, så att ingen kan läsa på vägen.")
    if mail != "smtp":
        return
    if not smtp_host or not mail_from:
        raise ImproperlyConfigured("KVARBO_SMTP_HOST och KVARBO_MAIL_FROM behövs när KVARBO_MAIL är smtp.")
    if smtp_tls not in ("starttls", "tls") and not (smtp_tls == "none" and smtp_host in OWN_MACHINE):
        raise ImproperlyConfigured("KVARBO_SMTP_TLS ska vara starttls eller tls, så att ingen kan läsa på vägen.")


def _check_ways(sms: str, mail: str, production: bool) -> None:
    if sms not in ("", "shown", "http"):
        raise ImproperlyConfigured(f"KVARBO_SMS är {sms!r}: skriv http, eller inget.")
    if mail not in ("", "shown", "smtp"):
        raise ImproperlyConfigured(f"KVARBO_MAIL är {mail!r}: skriv smtp, eller inget.")
    if production and "shown" in (sms, mail):
        raise ImproperlyConfigured("KVARBO_SMS och KVARBO_MAIL får inte vara shown i skarp drift.")
