"""What could not be done, in words that say what happened and what to do next: the ground's own refusal."""

from __future__ import annotations

from kvarbo.ground.refusals import CannotDo

__all__ = ["CannotDo"]
