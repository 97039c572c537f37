"""A town that is served as people meet it: the `kvarbo demo` command in processes of its own, on a free port."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path

from kvarbo.house.sqlite.base import Database  # the same SQLite as the served town's

HOMES = 200  # the smallest town with its cast: somebody in every situation
STAGE = "day7"
KVARBO = [sys.executable, "-m", "kvarbo.web"]


def plain_environment(**more: str) -> dict[str, str]:
    """The environment of a fresh shell: nothing of what the tests have set for Django."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("KVARBO_", "DJANGO_", "PYTEST_"))}
    return {**kept, **more}


def build_town(folder: Path, **environment: str) -> Path:
    """Build the town once, whoever else asks for the same folder meanwhile; it is copied wherever it is served."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_suffix(".lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not folder.exists():
            half = folder.with_suffix(".half")
            shutil.rmtree(half, ignore_errors=True)
            _demo(half, "--build-only", environment=environment)
            half.rename(folder)
    return folder


def _demo(folder: Path, *more: str, environment: Mapping[str, str]) -> None:
    command = [*KVARBO, "demo", "--homes", str(HOMES), "--stage", STAGE, "--var", str(folder), *more]
    done = subprocess.run(command, env=plain_environment(**environment), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def copy_of(town: Path, folder: Path) -> Path:
    shutil.copytree(town, folder)
    return folder


def put_back(folder: Path, town: Path) -> None:
    """What has been done in the rooms of a town that is served is undone, so that each test meets it as it was built.

    The house's own database is left: who is logged in stays so.
    """
    for built in town.rglob("rooms/*.sqlite3"):
        with (
            closing(Database.connect(built)) as source,
            closing(Database.connect(folder / built.relative_to(town), timeout=30)) as target,
        ):
            source.backup(target)
    for files in town.rglob("files"):
        shutil.copytree(files, folder / files.relative_to(town), dirs_exist_ok=True)


@contextmanager
def served(folder: Path, **environment: str) -> Iterator[str]:
    """Serve the town in the folder until the block ends; gives the site's address."""
    port = free_port()
    command = [*KVARBO, "demo", "--homes", str(HOMES), "--stage", STAGE, "--var", str(folder), "--port", str(port)]
    with (folder / "served.log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(command, env=plain_environment(**environment), stdout=log, stderr=log)
        try:
            site = f"http://127.0.0.1:{port}"
            wait_for(f"{site}/halsa/", process, folder / "served.log")
            yield site
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(150):
        assert process.poll() is None, log.read_text(encoding="utf-8")
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"The site never answered: {log.read_text(encoding='utf-8')}")
