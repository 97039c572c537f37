"""Words on the screen: papers, proposals, statuses and the reasons why a row was taken off."""

from __future__ import annotations

from kvarbo.core.ladder.agency import STATUS_WORDS
from kvarbo.landlord.collection.models import ProposalKind, SentPaperKind

PAPERS: dict[str, str] = {kind.value: str(kind.label) for kind in SentPaperKind}
PROPOSALS: dict[str, str] = {kind.value: str(kind.label) for kind in ProposalKind}
STATUSES: dict[str, str] = {status.value: word[0].upper() + word[1:] for status, word in STATUS_WORDS.items()}

# Why a row that was chosen is not in the file.
PAID = "betald sedan sidan öppnades"
SENT_ALREADY = "redan lämnad till inkasso"
LEFT_OUT = "borttagen av någon annan"
WAITS = "väntar på något: öppna hyresgästens sida och se vad"
NOT_YOURS = "skyddade personuppgifter: bara en namngiven handläggare lämnar dem"
CANNOT_BE_WRITTEN = "namnet eller adressen har tecken som bolagets fil inte kan innehålla"
