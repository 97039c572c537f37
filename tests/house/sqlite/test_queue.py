"""Writers of one SQLite file queue: nothing is lost, nobody passes, and a killed writer stops nobody."""

import fcntl
import os
import sqlite3
import struct
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kvarbo.house.sqlite.queue import QueueTooLong, Turn

WRITER = Path(__file__).with_name("writer.py")
EACH, WRITERS = 40, 4
BOTH_SQLITES = pytest.mark.parametrize("extra", [(), ("--without-wheel",)], ids=["as installed", "without the wheel"])


@pytest.fixture
def database(tmp_path: Path) -> str:
    path = tmp_path / "room.sqlite3"
    made = sqlite3.connect(path)
    made.executescript("CREATE TABLE counter (n INTEGER NOT NULL); INSERT INTO counter VALUES (0);")
    made.close()
    return str(path)


def start(database: str, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, WRITER, database, *words], stdout=subprocess.PIPE, text=True)


def counted(database: str) -> int:
    made = sqlite3.connect(database)
    (number,) = made.execute("SELECT n FROM counter").fetchone()
    made.close()
    return int(number)


def journal(process: subprocess.Popen[str]) -> str:
    told, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return told.strip()


@BOTH_SQLITES
@pytest.mark.parametrize("what", ["add", "add-alone", "add-and-fail"])
def test_four_processes_write_and_no_write_is_lost(database, what, extra):
    writers = [start(database, what, str(EACH), *extra) for _ in range(WRITERS)]
    modes = {journal(writer) for writer in writers}
    assert counted(database) == EACH * WRITERS
    if extra and sqlite3.sqlite_version_info < (3, 51, 3):
        assert modes == {"truncate"}


@BOTH_SQLITES
def test_a_writer_killed_in_its_transaction_stops_nobody_and_leaves_nothing(database, extra):
    holder = start(database, "hold", *extra)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "holds\n"
    waiting = start(database, "add", "1", *extra)
    with pytest.raises(subprocess.TimeoutExpired):
        waiting.wait(timeout=1)
    holder.kill()
    holder.communicate()
    journal(waiting)
    assert counted(database) == 1


def numbers_taken(database: str) -> int:
    return int(struct.unpack("<q", Path(f"{database}-queue").read_bytes())[0])


def queue_up(database: str, order: list[int], name: int) -> threading.Thread:
    """A thread that waits for its turn and says when it had it; returned when it stands in the queue."""
    before = numbers_taken(database)

    def wait() -> None:
        turn = Turn(database, seconds=30)
        order.append(name)
        turn.end()

    thread = threading.Thread(target=wait)
    thread.start()
    while numbers_taken(database) == before:
        pass
    return thread


def test_threads_of_one_process_get_their_turns_in_the_order_they_came(database):
    order: list[int] = []
    first = Turn(database, seconds=1)
    threads = [queue_up(database, order, name) for name in range(8)]
    assert order == []
    first.end()
    for thread in threads:
        thread.join()
    assert order == list(range(8))


def test_whoever_just_wrote_stands_last_and_cannot_pass_one_who_waits(database):
    order: list[int] = []
    first = Turn(database, seconds=1)
    waiting = queue_up(database, order, 1)
    first.end()
    again = Turn(database, seconds=30)
    assert order == [1]
    again.end()
    waiting.join()


def test_one_who_gives_up_in_the_middle_lets_nobody_pass_the_one_at_work(database):
    first = Turn(database, seconds=1)
    with pytest.raises(QueueTooLong, match=r"room\.sqlite3: någon annan har skrivit i 0\.05 sekunder"):
        Turn(database, seconds=0.05)
    with pytest.raises(QueueTooLong):
        Turn(database, seconds=0.05)
    first.end()
    Turn(database, seconds=1).end()


@pytest.mark.parametrize("written", [b"", b"\x01", b"\xff" * 8, struct.pack("<q", 0)])
def test_a_number_that_was_lost_is_never_given_to_two(database, written):
    first = Turn(database, seconds=1)
    Path(f"{database}-queue").write_bytes(written)
    with pytest.raises(QueueTooLong):
        Turn(database, seconds=0.05)
    first.end()
    Turn(database, seconds=1).end()


def test_a_process_forked_in_the_middle_does_not_keep_the_turn(database):
    turn = Turn(database, seconds=1)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.read(reading, 1)
        os._exit(0)
    turn.end()
    next_one = Turn(database, seconds=0)
    assert numbers_taken(database) == 2
    next_one.end()
    os.write(writing, b"x")
    os.waitpid(child, 0)
    os.close(reading)
    os.close(writing)


def test_ending_a_turn_twice_ends_nobody_elses(database):
    first = Turn(database, seconds=1)
    first.end()
    second = Turn(database, seconds=1)
    first.end()
    with pytest.raises(QueueTooLong):
        Turn(database, seconds=0.05)
    second.end()


def test_the_queue_is_open_to_those_who_may_write_to_the_database(database):
    os.chmod(database, 0o660)
    Turn(database, seconds=1).end()
    assert os.stat(f"{database}-queue").st_mode & 0o777 == 0o660


def test_a_lock_that_fails_for_another_reason_is_not_taken_for_a_queue(database, monkeypatch):
    def broken(*_: object) -> bytes:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(fcntl, "fcntl", broken)
    with pytest.raises(OSError, match="No locks available"):
        Turn(database, seconds=1)
