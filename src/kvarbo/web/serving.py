"""Serving: the web and the worker as two processes that start and stop together."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from types import FrameType

WORKERS = 2


def serve(*, host: str, port: int, tell: Callable[[str], None]) -> int:
    """Serve until stopped; ends with the exit code of whichever process ended first."""
    web = [sys.executable, "-m", "gunicorn", "kvarbo.web.wsgi", "--bind", f"{host}:{port}",
           "--workers", str(WORKERS), "--timeout", "120", "--log-level", "warning"]  # fmt: skip
    work = [sys.executable, "-m", "kvarbo.web", "work"]
    processes = [subprocess.Popen(web), subprocess.Popen(work)]  # noqa: S603 - our own programs
    stopped: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        stopped.append(number)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    if _answers(f"http://{host}:{port}/halsa/", processes[0]):
        tell(f"Öppna http://{host}:{port}/ i webbläsaren. Avsluta med Ctrl+C.")
    try:
        while not stopped and all(process.poll() is None for process in processes):
            time.sleep(0.2)
    finally:
        code = next((process.returncode for process in processes if process.poll() is not None), 0)
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(timeout=20)
    return 0 if stopped else code or 1


def port_is_free(port: int) -> bool:
    """Whether nobody serves on this port of this machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _answers(address: str, web: subprocess.Popen[bytes]) -> bool:
    """Wait until the web answers, or has given up: for example because the port is taken."""
    for _ in range(100):
        if web.poll() is not None:
            return False
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own address
                return True
        except OSError:
            time.sleep(0.2)
    return False
