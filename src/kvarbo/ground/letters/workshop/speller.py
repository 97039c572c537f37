"""The spelling process: takes its limits, and becomes hunspell within them.

Run as ``python -m kvarbo.ground.letters.workshop.speller OPTIONS``: words on standard input, one a line, answers out.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence

from kvarbo.ground.limited import limits


def main(argv: Sequence[str]) -> None:
    """Take the limits first; nothing comes after."""
    options = json.loads(argv[0])
    limits.take(options["limits"])
    # the path is what the server found on its own PATH; what somebody has written is only standard input
    os.execv(options["program"], ["hunspell", "-i", "UTF-8", "-d", "sv_SE", "-a"])  # noqa: S606


if __name__ == "__main__":
    main(sys.argv[1:])
