"""Brytaren: a talk with a provider ends when its time is out, also when the other side sends a byte now and then."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any


@contextmanager
def cut_off(connection: Any, *, after: float) -> Iterator[None]:
    """Shut the socket down after so many seconds; whoever reads from it then gets an end or an error."""

    def shut() -> None:
        with suppress(OSError, AttributeError):
            connection.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(after, shut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
