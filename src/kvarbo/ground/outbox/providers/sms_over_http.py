"""Sms över HTTP, shaped like 46elks: a form with from, to, message and whendelivered; the answer is JSON with an id.

What had been written to the other side decides what an error means. Before the request has begun nothing can have
gone; from then on it may have, unless the other side says no in so many words.
"""

from __future__ import annotations

import base64
import http.client
import json
import ssl
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from kvarbo.ground.outbox.messages import Sms
from kvarbo.ground.outbox.providers.answers import Answer, HandedOver, accepted, not_handed, refused, unclear
from kvarbo.ground.outbox.providers.cut_off import cut_off

MOST_BYTES = 64_000
OUR_FAULT = frozenset({401, 402, 403, 404, 405, 429})  # login, money, address or too fast: put right and tried again
NO_CONTACT = "Sms-tjänsten gick inte att nå. Inget har skickats."
NO_ANSWER = "Sms-tjänsten fick meddelandet men svarade inte klart. Det kan ha gått iväg."


@dataclass(frozen=True, slots=True)
class SmsOverHttp:
    """``url`` is https, or http to this machine alone; ``seconds`` is how long the whole answer may take."""

    url: str
    user: str
    password: str
    seconds: float
    name: str = "sms_http"

    def hand_over(self, handed: HandedOver) -> Answer:
        """Post the message once."""
        if not isinstance(handed.message, Sms):
            return refused("Sms-tjänsten tar bara sms.")
        where = urlsplit(self.url)
        connection = self._connection(where.scheme, where.hostname or "", where.port)
        try:
            connection.connect()
        except OSError:
            connection.close()
            return not_handed(NO_CONTACT)
        try:
            with cut_off(connection.sock, after=self.seconds):
                connection.request("POST", where.path or "/", body=self._body(handed), headers=self._headers())
                answered = connection.getresponse()
                return _read(answered.status, answered.read(MOST_BYTES))
        except (OSError, http.client.HTTPException, ValueError):
            return unclear(NO_ANSWER)
        finally:
            connection.close()

    def _connection(self, scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
        if scheme == "https":
            return http.client.HTTPSConnection(host, port, timeout=self.seconds, context=ssl.create_default_context())
        return http.client.HTTPConnection(host, port, timeout=self.seconds)

    def _headers(self) -> dict[str, str]:
        secret = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        return {"Authorization": f"Basic {secret}", "Content-Type": "application/x-www-form-urlencoded"}

    def _body(self, handed: HandedOver) -> bytes:
        message: Any = handed.message
        said = {"from": message.sender, "to": message.to, "message": message.text, "reference": str(handed.reference)}
        if handed.report_url:
            said["whendelivered"] = handed.report_url
        return urlencode(said).encode()


def _read(status: int, body: bytes) -> Answer:
    if 200 <= status < 300:
        told = json.loads(body)
        reference = told.get("id") if isinstance(told, dict) else None
        if not isinstance(reference, str) or not reference:
            return unclear(NO_ANSWER)
        if told.get("status") == "failed":
            return refused("Sms-tjänsten svarade att meddelandet inte går att skicka. Kontrollera numret.")
        return accepted(reference)
    if status in OUR_FAULT:
        return not_handed(f"Sms-tjänsten tog inte emot (svar {status}). Be den som sköter servern att titta.")
    if 400 <= status < 500:
        return refused(f"Sms-tjänsten sade nej (svar {status}). Kontrollera numret.")
    if 300 <= status < 400:
        return not_handed("Sms-tjänsten hänvisar till en annan adress. Be den som sköter servern att titta.")
    return unclear(NO_ANSWER)
