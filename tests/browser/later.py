"""The demo town on a later day than the one it was built on, and the people who sit down at its screens."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser

from kvarbo.web.demo.staff import StaffMember
from tests.browser.serving import HOMES, STAGE, free_port, plain_environment, wait_for
from tests.browser.visitor import Visitor

# The demo town, built on its own day and served on a later one.
ON_A_LATER_DAY = """
import sys
from datetime import date
from kvarbo.web.demo import stages
later = date.fromisoformat(sys.argv.pop(1))
stages.stage_date = lambda *stage: later
from kvarbo.web.command_line import main
sys.exit(main())
"""


@contextmanager
def on(day: str, folder: Path, browser: Browser, who: StaffMember) -> Iterator[Visitor]:
    """Somebody at a screen in the same town on a later day."""
    port = free_port()
    options = ["demo", "--homes", str(HOMES), "--stage", STAGE, "--var", str(folder), "--port", str(port)]
    command = [sys.executable, "-c", ON_A_LATER_DAY, day, *options]
    log = folder / "later.log"
    with log.open("w", encoding="utf-8") as told:
        process = subprocess.Popen(command, env=plain_environment(), stdout=told, stderr=told)
        try:
            site = f"http://127.0.0.1:{port}"
            wait_for(f"{site}/halsa/", process, log)
            with Visitor.at(site, browser) as visitor:
                visitor.come_in(who)
                yield visitor
                visitor.must_have_met_no_errors()
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)


def sit_down(visitor: Visitor, who: StaffMember) -> None:
    """Whoever sat at the screen leaves it, and somebody else comes in."""
    visitor.page.context.clear_cookies()
    visitor.come_in(who)
