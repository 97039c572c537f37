"""Visa bara: the demo's provider. Nothing leaves; what would have been sent is written down in the room's folder."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path

from django.conf import settings

from kvarbo.ground import clock
from kvarbo.ground.outbox.providers.answers import Answer, HandedOver
from kvarbo.ground.outbox.words import HandingAnswer
from kvarbo.house.rooms import current


class ShownOnly:
    """Writes each message to ``<files>/<room>/would-have-been-sent.txt``."""

    name = "shown"

    def hand_over(self, handed: HandedOver) -> Answer:
        """Write it down, and say that it was only shown."""
        path = Path(settings.KVARBO_FILES) / current().slug / "would-have-been-sent.txt"
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        lines = [f"{name}: {value}" for name, value in asdict(handed.message).items()]
        text = "\n".join([f"--- {clock.now():%Y-%m-%d %H.%M} {handed.reference}", *lines, "", ""])
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "a", encoding="utf-8") as kept:
            kept.write(text)
        return Answer(HandingAnswer.SHOWN)
