"""Fasta svar till en hyresvärd: the only words that go back without consent, alike for the known and the unknown."""

from __future__ import annotations

from enum import StrEnum

from kvarbo.doors.papers.fields import fields_of
from kvarbo.doors.papers.kinds import PaperKind


class FixedPhrase(StrEnum):
    """Fast svar. Its words stand in the schema of ``outcome_phrase``, so that every system shows the same."""

    RECEIVED = "received"
    WE_REACH_THE_TENANT_OURSELVES = "we_reach_the_tenant_ourselves"
    WE_NEVER_TELL_WHO_IS_KNOWN = "we_never_tell_who_is_known"
    ASK_THE_TENANT = "ask_the_tenant"
    REPORT_CONCERN_FOR_A_CHILD = "report_concern_for_a_child"
    CALL_112_IN_DANGER = "call_112_in_danger"


def in_words(phrase: FixedPhrase) -> str:
    """The Swedish sentence that the landlord reads."""
    (only,) = fields_of(PaperKind.OUTCOME_PHRASE)
    return dict(only.choices)[phrase.value]
