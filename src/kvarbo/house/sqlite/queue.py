"""The queue of those who write to one SQLite file: first come, first served, between processes and threads alike.

SQLite's own wait looks again after ever longer pauses, and whoever happens to look first wins, so that one write in a
hundred can wait for a second while others pass. Here each writer takes the next number and waits until nobody with a
lower one is left. A number is a lock on the byte with that number in a file beside the database. The kernel lets it
go when its holder ends in whatever way, so a killed writer stops nobody, and nothing has to be cleared away.

The queue only orders. What makes writes safe is SQLite's own lock, also against whoever writes without queueing.
"""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import struct
import time
from typing import BinaryIO

from django.db import OperationalError

LOOK_AGAIN = 0.0002  # seconds for the next in line; those further back look more seldom
_LOCK = struct.Struct("hhqqi4x")  # struct flock of Linux on 64 bits: kind, whence, start, length, pid
_NUMBER = struct.Struct("<q")
_DESK = 0  # the byte one holds while taking a number; the numbers begin at 1


class QueueTooLong(OperationalError):
    """The turn did not come in time."""

    def __init__(self, database: str, seconds: float) -> None:
        super().__init__(
            f"Det gick inte att skriva i {os.path.basename(database)}: någon annan har skrivit i {seconds:g} sekunder. "
            "Ingenting har sparats. Försök igen, och se efter om en inläsning eller ett annat program håller filen."
        )


class Turn:
    """A place in the queue, from the moment it is the first until ``end``."""

    def __init__(self, database: str, *, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        # Opened anew each time: the lock belongs to the opened file, so two threads exclude each other too.
        self._file = _opened(database)
        try:
            number = self._number(deadline)
            while (served := self._locked_before(number)) is not None:
                _pause(number - served, deadline)
        except _TooLate:
            self.end()
            raise QueueTooLong(database, seconds) from None
        except BaseException:
            self.end()
            raise

    def end(self) -> None:
        """Let the next one in. Unlocked first: a process forked meanwhile may hold a copy of the opened file."""
        if self._file.closed:
            return
        try:
            _ask(self._file, fcntl.F_OFD_SETLK, fcntl.F_UNLCK, 0, 0)
        finally:
            self._file.close()

    def _number(self, deadline: float) -> int:
        """Take the next number. What the file says only has to be likely: a number somebody has is passed over."""
        while not _lock(self._file, _DESK):
            _pause(1, deadline)
        written = os.pread(self._file.fileno(), _NUMBER.size, 0)
        number = max(_NUMBER.unpack(written)[0], 0) + 1 if len(written) == _NUMBER.size else 1
        while not _lock(self._file, number):
            number += 1
        os.pwrite(self._file.fileno(), _NUMBER.pack(number), 0)
        _ask(self._file, fcntl.F_OFD_SETLK, fcntl.F_UNLCK, _DESK, 1)
        return number

    def _locked_before(self, number: int) -> int | None:
        """The number of somebody who is before, or None. All lower numbers count, so no gap lets anyone pass."""
        if number == 1:
            return None
        found = _ask(self._file, fcntl.F_OFD_GETLK, fcntl.F_WRLCK, 1, number - 1)
        kind, _, start, _, _ = _LOCK.unpack(found)
        return None if kind == fcntl.F_UNLCK else start


class _TooLate(Exception):
    """The deadline has passed."""


def _pause(before: int, deadline: float) -> None:
    if time.monotonic() > deadline:
        raise _TooLate
    time.sleep(LOOK_AGAIN * max(1, min(before, 8)))


def _opened(database: str) -> BinaryIO:
    """The queue's file, made when it is not there, for those who may write to the database."""
    path = f"{database}-queue"
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        descriptor = os.open(path, os.O_RDWR)
    else:
        os.fchmod(descriptor, stat.S_IMODE(os.stat(database).st_mode))
    return os.fdopen(descriptor, "r+b", buffering=0)


def _lock(file: BinaryIO, byte: int) -> bool:
    """Lock one byte; False when somebody has it."""
    try:
        _ask(file, fcntl.F_OFD_SETLK, fcntl.F_WRLCK, byte, 1)
    except OSError as error:
        if error.errno in (errno.EAGAIN, errno.EACCES):
            return False
        raise
    return True


def _ask(file: BinaryIO, command: int, kind: int, start: int, length: int) -> bytes:
    return fcntl.fcntl(file, command, _LOCK.pack(kind, os.SEEK_SET, start, length, 0))
