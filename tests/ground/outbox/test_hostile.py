"""Fientliga texter × every field of a text message and an e-mail: they stand literally on the wire, or are refused."""

from __future__ import annotations

import email
import email.policy
import uuid
from email.message import EmailMessage

import pytest

from kvarbo.ground.outbox import messages
from kvarbo.ground.outbox.messages import MessageChannel
from kvarbo.ground.outbox.providers.answers import HandedOver
from kvarbo.ground.outbox.providers.mail_over_smtp import letter
from kvarbo.ground.outbox.providers.sms_over_http import SmsOverHttp
from kvarbo.ground.outbox.wording import written
from kvarbo.ground.refusals import CannotDo
from tests.ground.outbox.conftest import SLOTS
from tests.ground.outbox.hostile import EVERY, INJECTING, LITERAL, UNSEEN
from tests.ground.outbox.local_servers import sms_server

GOOD = {
    "to": "mottagare@kvarnby.example", "sender": "hyra@kvarnby.example", "sender_name": "Anna Berg",
    "reply_to": "anna@kvarnby.example", "subject": "Hör av dig", "text": "Hej!",
}  # fmt: skip
IN_SMS = ("name", "phone", "landlord", "day", "time", "place")


def read(said: dict[str, str]) -> EmailMessage:
    """An e-mail as its receiver's programme reads it off the wire."""
    handed = HandedOver(uuid.uuid4(), messages.email(**said))
    found = email.message_from_bytes(letter(handed), policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


def test_there_are_a_hundred_and_twenty_of_them():
    assert len(EVERY) == len(set(EVERY)) >= 119
    assert {len(UNSEEN) > 80, len(INJECTING) == 5, len(LITERAL) > 20} == {True}


@pytest.mark.parametrize("field", list(GOOD))
def test_in_an_email_a_text_is_literal_or_refused(field):
    refused = 0
    for hostile in EVERY:
        try:
            found = read({**GOOD, field: hostile})
        except CannotDo:
            refused += 1
            continue
        assert sorted(found.keys()) == sorted(
            ["From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Content-Type", "Content-Transfer-Encoding",
             "MIME-Version"]
        )  # fmt: skip
        assert [address.addr_spec for address in found["To"].addresses] == [GOOD["to"]]
        assert [address.addr_spec for address in found["From"].addresses] == [GOOD["sender"]]
        told = {
            "sender_name": found["From"].addresses[0].display_name, "subject": found["Subject"],
            "text": found.get_content().replace("\r\n", "\n").rstrip("\n"),
        }  # fmt: skip
        assert told[field] == hostile
        assert found.get_content_type() == "text/plain"
    assert (
        refused
        == {
            **dict.fromkeys(("to", "sender", "reply_to"), len(EVERY)),
            **dict.fromkeys(("sender_name", "subject"), len(UNSEEN) + len(INJECTING) + 1),  # and what looks encoded
            "text": len(UNSEEN) + len(INJECTING) - 2,  # lines may end in a text, and in nothing else
        }[field]
    )


def test_in_a_text_message_a_text_is_literal_or_refused():
    refused, sent = 0, []
    with sms_server() as took:
        way = SmsOverHttp(f"http://127.0.0.1:{took.port}/", "u", "p", 5)
        for hostile in EVERY:
            try:
                text = written(
                    kind="booked_time", language="sv", channel=MessageChannel.SMS, slots={**SLOTS, "place": hostile}
                ).text
            except CannotDo:
                refused += 1
                continue
            sent.append(text)
            way.hand_over(HandedOver(uuid.uuid4(), messages.sms(to="070-174 06 05", sender="Kvarnby", text=text)))
        assert [message["message"] for message in took.taken] == sent
        assert {message["to"] for message in took.taken} == {"+46701740605"}
        assert {frozenset(message) for message in took.taken} == {
            frozenset({"from", "to", "message", "reference", "authorization"})
        }
    assert refused == len(UNSEEN) + len(INJECTING)
    assert len(sent) == len(LITERAL)


@pytest.mark.parametrize("slot", IN_SMS)
@pytest.mark.parametrize("channel", list(MessageChannel))
def test_every_slot_of_every_text_refuses_what_nobody_sees_and_keeps_the_rest(slot, channel):
    refused = 0
    for hostile in EVERY:
        try:
            made = written(kind="booked_time", language="sv", channel=channel, slots={**SLOTS, slot: hostile})
        except CannotDo:
            refused += 1
        else:
            assert hostile in made.text
    assert refused == len(UNSEEN) + len(INJECTING)


def test_no_number_and_no_address_is_made_of_a_hostile_text():
    for hostile in EVERY:
        if hostile != "+46701740605":
            with pytest.raises(CannotDo):
                messages.mobile_number(hostile)
        with pytest.raises(CannotDo):
            messages.mailbox(hostile)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("070-174 06 05", "+46701740605"), ("+46 70 174 06 05", "+46701740605"), ("0046701740605", "+46701740605"),
        ("(070) 1740605", "+46701740605"), ("+47 412 34 567", "+4741234567"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_people_write_it(typed, number):
    assert messages.mobile_number(typed) == number


@pytest.mark.parametrize("typed", ["", "08-123 45", "070-174", "tjugo", "0701740605 0701740606", "+", "+46", "1177"])
def test_what_takes_no_text_messages_is_refused(typed):
    with pytest.raises(CannotDo):
        messages.mobile_number(typed)


@pytest.mark.parametrize(
    "typed", ["", "a", "a@b", "a@b.", "@b.se", "a@@b.se", "a b@c.se", "a@-b.se", "å@b.se", "a@b.se,c@d.se"]
)
def test_what_is_no_mailbox_is_refused(typed):
    with pytest.raises(CannotDo):
        messages.mailbox(typed)


def test_a_text_message_of_more_than_four_parts_is_refused():
    assert messages.checked_sms_text("a" * 612)
    with pytest.raises(CannotDo, match="5 delar"):
        messages.checked_sms_text("a" * 613)
