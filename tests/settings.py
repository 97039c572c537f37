"""The product's settings in test mode; each test gets databases of its own, see ``conftest.py``."""

import os

os.environ["KVARBO_MODE"] = "test"
os.environ["KVARBO_DATABASE"] = "var/never-used-by-tests"
os.environ.pop("KVARBO_TODAY", None)

from kvarbo.web.settings import *  # noqa: F403
