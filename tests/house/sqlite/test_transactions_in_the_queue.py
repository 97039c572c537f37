"""Where a room's connection takes its turn and where it leaves it again."""

import sqlite3
import threading

import pytest
from django.db import IntegrityError, OperationalError, connections, transaction

from kvarbo.ground.people.models import Person
from kvarbo.house.rooms import enter
from kvarbo.house.sqlite.queue import QueueTooLong, Turn
from kvarbo.web.rooms.reading import WriteWhileReading, only_reading

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


@pytest.fixture
def room(rooms):
    with enter(rooms["kvarnbyhem"]) as entered:
        yield connections[entered.alias]


def person(key: str) -> Person:
    return Person.objects.create(source_key=key, name="Åke Övning")


def free(room) -> bool:
    try:
        Turn(room.settings_dict["NAME"], seconds=0).end()
    except QueueTooLong:
        return False
    return True


def test_a_transaction_has_the_turn_until_it_is_committed(room):
    with transaction.atomic(using=room.alias):
        assert not free(room)
        with transaction.atomic(using=room.alias):
            person("a")
        assert not free(room)
    assert free(room)


def test_an_error_in_a_nested_block_keeps_the_turn_and_one_in_the_outer_gives_it_back(room):
    def outer() -> None:
        with transaction.atomic(using=room.alias):
            with pytest.raises(ZeroDivisionError), transaction.atomic(using=room.alias):
                raise ZeroDivisionError
            assert not free(room)
            raise KeyError

    with pytest.raises(KeyError):
        outer()
    assert free(room)


def test_an_error_of_the_database_gives_the_turn_back(room):
    person("a")
    assert free(room)
    with pytest.raises(IntegrityError), transaction.atomic(using=room.alias):
        person("a")
    assert free(room)
    with pytest.raises(IntegrityError):
        person("a")
    assert free(room)
    with pytest.raises(IntegrityError):
        Person.objects.bulk_create([Person(source_key="b", name="Å"), Person(source_key="b", name="Ö")])
    assert free(room)


def test_closing_a_connection_in_its_transaction_gives_the_turn_back(room):
    with transaction.atomic(using=room.alias):
        person("a")
        room.close()
        assert free(room)
    assert not Person.objects.exists()


def test_a_single_write_outside_a_transaction_queues_too(room):
    room.ensure_connection()
    room.settings_dict["OPTIONS"]["timeout"] = 0.05
    turn = Turn(room.settings_dict["NAME"], seconds=1)
    with pytest.raises(QueueTooLong):
        person("a")
    turn.end()
    person("a")
    assert free(room)


def test_reading_never_queues(room):
    person("a")
    turn = Turn(room.settings_dict["NAME"], seconds=1)
    room.settings_dict["OPTIONS"]["timeout"] = 0
    with only_reading(room.alias):
        assert Person.objects.count() == 1
        with pytest.raises(WriteWhileReading), room.cursor() as cursor:
            cursor.execute("UPDATE ground_person SET name = 'Å'")
    assert Person.objects.get().name == "Åke Övning"
    turn.end()


def test_a_page_that_only_reads_and_tries_to_begin_a_transaction_is_refused_and_holds_no_turn(room):
    with only_reading(room.alias), pytest.raises(WriteWhileReading), transaction.atomic(using=room.alias):
        pass
    assert free(room)


def test_reads_go_on_while_somebody_writes(room):
    seen: list[int] = []

    def read() -> None:
        other = sqlite3.connect(room.settings_dict["NAME"], timeout=0)
        seen.append(other.execute("SELECT count(*) FROM ground_person").fetchone()[0])
        other.close()

    with transaction.atomic(using=room.alias):
        person("a")
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
    assert seen == [0]


def test_one_who_writes_without_queueing_is_waited_for_by_sqlite_and_the_turn_given_back(room):
    room.close()
    room.settings_dict["OPTIONS"]["timeout"] = 0.05
    other = sqlite3.connect(room.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="database is locked"), transaction.atomic(using=room.alias):
        pass
    assert free(room)
    other.close()


def test_what_hangs_on_a_commit_may_write_itself(room):
    def then() -> None:
        assert free(room)
        person("b")

    with transaction.atomic(using=room.alias):
        person("a")
        transaction.on_commit(then, using=room.alias)
    assert Person.objects.count() == 2
