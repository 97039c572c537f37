"""Attachments: kept whole or not at all, opened by those who may open their subject, and gone when they are gone."""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Collection
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import IntegrityError, connections

from kvarbo.ground import subjects
from kvarbo.ground.attachments import actions, storage
from kvarbo.ground.attachments.actions import (
    NotOpen,
    keep_attachment,
    remove_attachment,
    remove_attachments,
    sweep,
)
from kvarbo.ground.attachments.models import Attachment
from kvarbo.ground.attachments.queries import attachments_of, open_attachment
from kvarbo.ground.attachments.refusals import AttachmentRefused
from kvarbo.ground.subjects import Subject
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.queries import AtWork
from kvarbo.house.rooms import enter

ANNA = AtWork(uuid4(), uuid4(), "Anna", None, frozenset({"rent_officer"}))
BO = AtWork(uuid4(), uuid4(), "Bo", None, frozenset({"rent_officer"}))
SUBJECT, ANOTHER = uuid4(), uuid4()
CONTENT, NAME = b"Kanariesamtycke av Asa\n", "Kanariefågel Åsa.txt"


@pytest.fixture(autouse=True)
def who_may_open_what(monkeypatch: pytest.MonkeyPatch) -> None:
    """Anna may open two subjects, Bo one of them."""

    def find(reader: AtWork, ids: Collection[UUID]) -> dict[UUID, Subject]:
        open_ones = {SUBJECT, ANOTHER} if reader == ANNA else {ANOTHER}
        return {one: Subject(one, (), "", "", "/") for one in ids if one in open_ones}

    monkeypatch.setitem(subjects._finders, "landlord", (find, lambda reader, ids: {}))


def named(content: bytes = CONTENT, name: str = NAME) -> io.BytesIO:
    upload = io.BytesIO(content)
    upload.name = name  # type: ignore[attr-defined]
    return upload


def keep(content: bytes = CONTENT, *, subject: UUID = SUBJECT, kind: str = "consent_form", name: str = NAME) -> UUID:
    with recorded(str(ANNA.id)):
        return keep_attachment(subject, named(content, name), kind, ANNA)  # type: ignore[arg-type]


def files() -> list[Path]:
    return sorted(storage.folder().iterdir()) if storage.folder().exists() else []


def everything_stored() -> bytes:
    """Every byte of the room's folder and, where the databases are files, of those."""
    places = [Path(settings.KVARBO_FILES), Path(settings.KVARBO_DATABASE)]
    return b"".join(path.read_bytes() for place in places for path in place.rglob("*") if path.is_file())


def test_what_is_kept_is_opened_by_those_who_may_and_the_trail_says_so(room):
    identity = keep()
    with recorded(str(ANNA.id)):
        opened = open_attachment(ANNA, identity)
    assert opened is not None
    assert opened.content == CONTENT
    assert "Åsa" not in opened.file_name
    assert opened.file_name.startswith("consent-form-20")
    kept = attachments_of(SUBJECT)[0]
    assert (kept.original_name, kept.size, kept.kept_by_name) == (NAME, len(CONTENT), "Anna")
    rows = list(TrailRow.objects.order_by("seq"))
    assert [(row.act, row.subjects) for row in rows] == [
        ("attachment.kept", [str(SUBJECT)]), ("shown", [str(SUBJECT)]), ("attachment.opened", [str(SUBJECT)]),
    ]  # fmt: skip
    assert all("Åsa" not in f"{row.about}" for row in rows)
    assert [oct(path.stat().st_mode & 0o777) for path in files()] == ["0o600"]


def test_who_may_not_open_the_subject_keeps_opens_and_takes_away_nothing(room):
    identity = keep()
    with recorded(str(BO.id)), pytest.raises(NotOpen):
        keep_attachment(SUBJECT, named(), "other", BO)  # type: ignore[arg-type]
    with recorded(str(BO.id)):
        assert open_attachment(BO, identity) is None
        assert open_attachment(BO, uuid4()) is None
        assert remove_attachment(identity, BO) is None
    assert Attachment.objects.count() == 1


def test_an_attachment_of_another_room_is_nowhere(room, rooms):
    identity = keep()
    with enter(rooms["granngarden"]), recorded("b"):
        assert open_attachment(ANNA, identity) is None
        assert not storage.folder().exists()


def test_the_same_file_twice_is_one_attachment_but_one_in_each_subject(room):
    assert keep() == keep()
    assert len({keep(), keep(subject=ANOTHER), keep(kind="other")}) == 3
    assert len(files()) == 3


def test_two_who_send_the_same_file_at_once_keep_one(room):
    kept: list[UUID] = []
    start = threading.Barrier(2)

    def send() -> None:
        with enter(room):
            start.wait()
            kept.append(keep())
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(kept)) == 1
    assert len(files()) == Attachment.objects.count() == 1


def test_too_large_too_many_and_too_much_are_refused_in_words(room, monkeypatch):
    monkeypatch.setattr(actions, "LARGEST", 40)
    with pytest.raises(AttachmentRefused, match="större än"):
        keep(b"a" * 41)
    monkeypatch.setattr(actions, "MOST_BYTES", 30)
    keep(b"a" * 20)
    with pytest.raises(AttachmentRefused, match="tillsammans"):
        keep(b"b" * 20)
    monkeypatch.setattr(actions, "MOST_FILES", 1)
    with pytest.raises(AttachmentRefused, match="finns redan 1 bilagor"):
        keep(b"c")
    with pytest.raises(AttachmentRefused, match="Välj vad det är"):
        keep(b"d", kind="vad som helst")
    assert len(files()) == 1


def test_a_thinned_subject_leaves_no_byte_in_the_folder_or_the_database(room):
    keep()
    keep(CONTENT + b"2", kind="other")
    other = keep(b"en annans", subject=ANOTHER, name="en annan.txt")
    assert CONTENT in everything_stored()
    with recorded("system:thinning"):
        assert remove_attachments(SUBJECT) == 2
    if connections[room.alias].vendor == "sqlite":
        with connections[room.alias].cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    left = everything_stored()
    assert (CONTENT in left, NAME.encode() in left, b"en annans" in left) == (False, False, True)
    assert [path.name for path in files()] == [str(other)]
    assert [attachment.pk for attachment in Attachment.objects.all()] == [other]


def test_what_is_removed_is_written_over_before_it_leaves_the_folder(room):
    path = storage.folder() / str(keep())
    with path.open("rb") as still_open:
        with recorded("system:thinning"):
            remove_attachments(SUBJECT)
        assert not path.exists()
        assert still_open.read() == bytes(len(CONTENT))


def test_work_that_is_undone_removes_nothing_and_keeps_nothing(room):
    identity = keep()

    def undone(work: object) -> None:
        with recorded("system:thinning"):
            work()  # type: ignore[operator]
            raise RuntimeError("strömmen gick")

    with pytest.raises(RuntimeError):
        undone(lambda: remove_attachments(SUBJECT))
    with recorded("a"):
        opened = open_attachment(ANNA, identity)
    assert opened is not None
    assert opened.content == CONTENT
    with pytest.raises(RuntimeError):
        undone(lambda: keep_attachment(SUBJECT, named(b"halvt"), "other", ANNA))  # type: ignore[arg-type]
    assert Attachment.objects.count() == 1
    assert len(files()) == 2


def test_the_sweep_takes_what_no_row_names_and_leaves_what_is_still_on_its_way(room):
    identity = keep()
    orphan = storage.store(b"utan rad")
    half = storage.folder() / f"{uuid4()}{storage.HALF_WRITTEN}"
    half.write_bytes(b"halvskrivet")
    assert sweep() == 0
    for path in files():
        os.utime(path, (0, 0))
    assert sweep() == 2
    assert [path.name for path in files()] == [str(identity)]
    assert storage.read(orphan) is None
    assert b"halvskrivet" not in everything_stored()


def test_a_stop_between_the_rows_and_the_bytes_is_finished_by_the_sweep(room):
    identity = keep()
    Attachment.objects.filter(pk=identity).delete()  # committed, and then the machine stopped
    assert sweep(older_than=-1) == 1
    assert files() == []
    assert sweep(older_than=-1) == 0


def test_bytes_that_are_gone_or_changed_are_told_of_and_not_handed_over(room):
    identity = keep()
    path = storage.folder() / str(identity)
    path.write_bytes(b"nagot annat")
    with recorded("a"), pytest.raises(AttachmentRefused, match="inte den som lämnades"):
        open_attachment(ANNA, identity)
    path.unlink()
    with recorded("a"), pytest.raises(AttachmentRefused, match="finns inte kvar"):
        open_attachment(ANNA, identity)


def test_the_database_itself_keeps_no_empty_attachment(room):
    with pytest.raises(IntegrityError), recorded("a"):
        Attachment.objects.create(
            subject_id=SUBJECT, kind="other", original_name="a", file_type="pdf", size=0, sha256="0" * 64,
            kept_date="2026-11-06", kept_by=ANNA.id, kept_by_name="Anna",
        )  # fmt: skip
