"""In CI nothing may be skipped: a test that skips itself there has failed. Loaded with ``-p``, see .ci/run."""

from __future__ import annotations

import os
from collections.abc import Generator
from typing import Any

import pytest


def nothing_may_be_skipped() -> bool:
    """True where KVARBO_CI is set: there every part that a test needs has been installed."""
    return os.environ.get("KVARBO_CI", "") not in ("", "0")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
    """Turn a skip into a failure that says which test and why; an expected failure stays what it is."""
    report = yield
    if nothing_may_be_skipped() and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and in CI nothing may be: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, Any, Any]:
    """The same for a whole file that skips itself while it is read."""
    report = yield
    if nothing_may_be_skipped() and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} was skipped, and in CI nothing may be: {report.longrepr}"
    return report
