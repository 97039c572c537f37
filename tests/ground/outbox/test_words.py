"""Texter och delar: what a text message costs, what the texts say, and that they stay discreet."""

from __future__ import annotations

import re

import pytest

from kvarbo.ground.outbox.messages import MessageChannel
from kvarbo.ground.outbox.segments import count
from kvarbo.ground.outbox.wording import SLOT, SLOT_NAMES, TextLanguage, language_of, text_kinds, written
from kvarbo.ground.refusals import CannotDo
from tests.ground.outbox.conftest import SLOTS

SENSITIVE = re.compile(
    r"skuld|betal|inkasso|krona|kronor|\bkr\b|kronofogd|vräk|avhys|uppsäg|socialtj|försen|sen hyra|påminn|hyra"
    r"|debt|pay|owe|evict|enforce|social|late|remind|rent\b",
    re.IGNORECASE,
)
EVERY_TEXT = [
    (kind, language, part) for kind in text_kinds() for language in TextLanguage for part in ("sms", "subject", "email")
]


@pytest.mark.parametrize(
    ("text", "units", "segments", "is_gsm"),
    [
        ("", 0, 1, True),
        ("Hej å ä ö", 9, 1, True),
        ("a" * 160, 160, 1, True),
        ("a" * 161, 161, 2, True),
        ("a" * 306, 306, 2, True),
        ("a" * 307, 307, 3, True),
        ("€" * 80, 160, 1, True),
        ("a" * 152 + "€" + "a" * 152, 306, 3, True),  # the escape is not split from its sign: one unit is left empty
        ("a" * 151 + "€" + "a" * 153, 306, 2, True),
        ("č" * 70, 70, 1, False),
        ("č" * 71, 71, 2, False),
        ("🙂" * 35, 70, 1, False),
        ("č" * 66 + "🙂" + "č" * 66, 134, 3, False),
    ],
)
def test_a_text_message_is_counted_as_the_networks_count_it(text, units, segments, is_gsm):
    counted = count(text)
    assert (counted.units, counted.segments, counted.is_gsm) == (units, segments, is_gsm)


@pytest.mark.parametrize(("kind", "language", "part"), EVERY_TEXT)
def test_no_text_message_and_no_subject_tells_why_and_every_text_has_a_name_and_a_number(kind, language, part):
    text = text_kinds()[kind].said[language][part]
    if part != "email":
        assert SENSITIVE.findall(text) == []
    assert not re.search("skuld|debt|obetal|unpaid", text, re.IGNORECASE)  # an e-mail may say that it is about the rent
    if part != "subject":
        assert {"name", "phone", "landlord"} <= set(SLOT.findall(text))
    assert set(SLOT.findall(text)) <= set(SLOT_NAMES)


def test_what_is_said_to_be_sensitive_would_be_found():
    assert SENSITIVE.findall("Din hyresskuld går till inkasso") == ["skuld", "inkasso"]


@pytest.mark.parametrize("kind", list(text_kinds()))
@pytest.mark.parametrize("language", list(TextLanguage))
def test_every_text_message_goes_in_two_parts_at_most(kind, language):
    made = written(kind=kind, language=language, channel=MessageChannel.SMS, slots=SLOTS)
    assert count(made.text).segments <= 2
    assert count(made.text).is_gsm
    assert SLOT.findall(made.text) == []


def test_easy_swedish_is_short_sentences():
    for kind in text_kinds().values():
        sentences = re.split(r"[.!?]\s+", re.sub(r"\{\w+\}", "x", kind.said["sv_easy"]["email"]))
        assert max(len(sentence.split()) for sentence in sentences) <= 12


def test_a_value_with_braces_stands_as_it_is_written():
    made = written(
        kind="call_me", language="sv", channel=MessageChannel.SMS, slots={**SLOTS, "name": "{phone} {landlord}"}
    )
    assert "{phone} {landlord}, Kvarnbyhem" in made.text


def test_a_text_without_its_time_or_number_is_refused_by_its_field():
    with pytest.raises(CannotDo) as refusal:
        written(kind="booked_time", language="sv", channel=MessageChannel.SMS, slots={**SLOTS, "time": " "})
    assert refusal.value.field == "time"
    with pytest.raises(CannotDo, match="direktnummer"):
        written(kind="call_me", language="en", channel=MessageChannel.EMAIL, slots={**SLOTS, "phone": ""})


def test_a_text_nobody_has_written_is_refused():
    with pytest.raises(CannotDo, match="finns inte"):
        written(kind="threat", language="sv", channel=MessageChannel.SMS, slots=SLOTS)


@pytest.mark.parametrize(("spoken", "language"), [("Engelska", "en"), ("en", "en"), ("", "sv"), ("somaliska", "sv")])
def test_who_speaks_english_gets_english_and_others_swedish(spoken, language):
    assert language_of(spoken) == language
