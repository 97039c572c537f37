"""Why a paper is not written, not read or not believed: Swedish sentences that somebody can act on."""

from __future__ import annotations


class PaperRefused(ValueError):
    """Papperet godtas inte. ``str`` is one Swedish text; ``reasons`` are its sentences, one for each fault."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons
