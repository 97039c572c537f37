"""``python -m kvarbo.web``: the same as ``kvarbo``."""

import sys

from kvarbo.web.command_line import main

sys.exit(main())
