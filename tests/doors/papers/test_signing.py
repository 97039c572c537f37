"""A signature holds for exactly the paper that was signed, and what is wrong is said in plain Swedish."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kvarbo.doors.papers.envelope import from_file, to_file
from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.doors.papers.paper import Organisation
from kvarbo.doors.papers.refusal import PaperRefused
from kvarbo.doors.papers.signing import SignedPaper, own_public_key, sign, signing_key_file, verify
from kvarbo.house.rooms import enter
from tests.doors.papers.examples import example


@pytest.fixture
def signed(rooms) -> SignedPaper:
    with enter(next(iter(rooms.values()))):
        return sign(example(PaperKind.NOTICE_UNPAID_RENT))


def test_a_signed_paper_is_carried_in_one_file_and_believed_at_the_other_end(signed: SignedPaper) -> None:
    carried = from_file(to_file(signed))
    verify(carried, signed.public_key_hex, receiver=signed.paper.receiver)
    assert carried == signed


def test_a_room_has_one_key_of_its_own_that_only_its_owner_can_read(rooms) -> None:
    keys = {}
    for slug, room in rooms.items():
        with enter(room):
            keys[slug] = own_public_key()
            assert own_public_key() == keys[slug]
        assert signing_key_file(slug).stat().st_mode & 0o777 == 0o600
    assert len(set(keys.values())) == len(rooms) > 1


@pytest.mark.parametrize("field", ["amount", "name"])
def test_a_paper_that_was_changed_after_it_was_signed_is_refused(signed: SignedPaper, field: str) -> None:
    content = dict(signed.paper.content)
    if field == "amount":
        content |= {"unpaid": [{**row, "amount": row["amount"] + 1} for row in content["unpaid"]]}
        content |= {"total": content["total"] + len(content["unpaid"])}
    else:
        content |= {"residents": [{**content["residents"][0], "name": "Någon Annan"}]}
    changed = replace(signed, paper=replace(signed.paper, content=content))
    with pytest.raises(PaperRefused, match="innehållet har ändrats"):
        verify(changed, signed.public_key_hex)


def test_an_unknown_sender_another_key_and_another_receiver_are_each_named(signed: SignedPaper) -> None:
    with pytest.raises(PaperRefused, match="Vi känner ingen nyckel för Kvarnbyhem AB"):
        verify(signed, "")
    with pytest.raises(PaperRefused, match="med en annan nyckel"):
        verify(signed, "0" * 64)
    other = Organisation("Socialnämnden i Ängby", "social_board", "212000-1355")
    with pytest.raises(PaperRefused, match="inte till Socialnämnden i Ängby"):
        verify(signed, signed.public_key_hex, receiver=other)


def test_a_paper_to_an_organisation_without_a_number_is_known_by_its_name(signed: SignedPaper) -> None:
    verify(signed, signed.public_key_hex, receiver=Organisation(signed.paper.receiver.name, "social_board"))
    with pytest.raises(PaperRefused, match="inte till"):
        verify(signed, signed.public_key_hex, receiver=Organisation("Socialnämnden", "social_board"))


def test_a_signature_that_is_not_written_as_one_is_refused(signed: SignedPaper) -> None:
    for broken in ("", signed.signature_hex.upper(), signed.signature_hex[:-2], "g" * 128):
        with pytest.raises(PaperRefused, match="Underskriften är skadad"):
            verify(replace(signed, signature_hex=broken), signed.public_key_hex)
