"""Underskrift (Ed25519): who a paper comes from, and that nothing in it was changed on the way.

A room's key is a file beside the trail's key, outside the database: a copy of the database alone can sign nothing.
"""

from __future__ import annotations

import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kvarbo.doors.papers.canonical import canonical
from kvarbo.doors.papers.paper import Organisation, Paper
from kvarbo.doors.papers.refusal import PaperRefused
from kvarbo.house.databases import key_file
from kvarbo.house.rooms import current

# Said before the bytes that are signed, so that a signature of something else can never pass as one of a paper.
CONTEXT = b"kvarbo paper 1\n"
_KEY = re.compile(r"[0-9a-f]{64}", re.ASCII)
_SIGNATURE = re.compile(r"[0-9a-f]{128}", re.ASCII)


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """Ett underskrivet papper; the signature is 128 and the public key 64 lower-case hex digits."""

    paper: Paper
    signature_hex: str
    public_key_hex: str


def sign(paper: Paper) -> SignedPaper:
    """Skriv under with the entered room's own key. Raises ``PaperRefused`` for a paper not held to its schema."""
    key = _own_key()
    signature = key.sign(CONTEXT + canonical(paper))
    return SignedPaper(paper, signature.hex(), key.public_key().public_bytes_raw().hex())


def own_public_key() -> str:
    """The entered room's public key in hex: what a counterpart writes in to know our papers."""
    return _own_key().public_key().public_bytes_raw().hex()


def verify(signed: SignedPaper, expected_key: str, receiver: Organisation | None = None) -> None:
    """Hold the paper to the key that is known for its sender; raises ``PaperRefused`` with what is wrong.

    ``receiver`` is given where it matters for whom the paper is: then one to somebody else is refused too.
    """
    if not expected_key:
        raise PaperRefused(
            f"Vi känner ingen nyckel för {signed.paper.sender.name}. Skriv in motpartens nyckel, hämtad på en väg ni "
            "litar på, och läs papperet igen."
        )
    if signed.public_key_hex != expected_key:
        raise PaperRefused(
            f"Papperet säger att det kommer från {signed.paper.sender.name}, men är underskrivet med en annan nyckel "
            "än den ni känner. Ta inte in det: ring avsändaren på ett nummer ni redan har."
        )
    check_signature(signed)
    if receiver is not None and not _same(receiver, signed.paper.receiver):
        raise PaperRefused(
            f"Papperet är till {signed.paper.receiver.name}, inte till {receiver.name}. Ta inte in det: säg till "
            "avsändaren att det kom fel."
        )


def check_signature(signed: SignedPaper) -> None:
    """Whether the paper is what was signed with the key it carries; says nothing of whose the key is."""
    if not _KEY.fullmatch(signed.public_key_hex) or not _SIGNATURE.fullmatch(signed.signature_hex):
        raise PaperRefused("Underskriften är skadad. Be avsändaren skicka papperet igen.")
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signed.public_key_hex))
        key.verify(bytes.fromhex(signed.signature_hex), CONTEXT + canonical(signed.paper))
    except InvalidSignature:
        raise PaperRefused(
            "Underskriften stämmer inte: innehållet har ändrats efter att papperet skrevs under. Ta inte in det, och "
            "be avsändaren skicka det igen."
        ) from None


def signing_key_file(slug: str) -> Path:
    """The file with the room's signing key, beside the one of its trail."""
    return key_file(slug).with_suffix(".signing-key")


def _same(one: Organisation, other: Organisation) -> bool:
    """By number where both have one, otherwise by name."""
    if one.number and other.number:
        return one.number == other.number
    return one.name == other.name


def _own_key() -> Ed25519PrivateKey:
    path = signing_key_file(current().slug)
    if not path.exists():
        _make(path)
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text(encoding="ascii").strip()))


def _make(path: Path) -> None:
    """Written whole beside its place and then linked there: two that make it at once get the same one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent)  # readable by its owner only
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(Ed25519PrivateKey.generate().private_bytes_raw().hex().encode("ascii"))
            out.flush()
            os.fsync(out.fileno())
        try:
            os.link(beside, path)
        except FileExistsError:
            return
    finally:
        beside.unlink()
