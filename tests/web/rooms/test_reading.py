"""While a page is only read its room refuses writes, whatever they look like, and no other room notices."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connections, transaction

from kvarbo.ground.people.models import Person
from kvarbo.house.rooms import enter
from kvarbo.web.rooms.reading import WriteWhileReading, only_reading

REFUSED = (WriteWhileReading, DatabaseError)
COLUMNS = "id, source_key, name, identity, phone, email, language, is_protected, import_no"
ROW = "'0f8fad5b-d9cb-469f-a165-70867728950e', 'x', '', '', '', '', '', false, 0"


@pytest.fixture
def room(rooms):
    with enter(rooms["kvarnbyhem"]) as entered:
        Person.objects.create(source_key="1", name="Åsa")
        yield entered


WRITES = {
    "create": lambda: Person.objects.create(source_key="2"),
    "update": lambda: Person.objects.update(name="Bo"),
    "delete": lambda: Person.objects.all().delete(),
    "bulk": lambda: Person.objects.bulk_create([Person(source_key="2")]),
}
STATEMENTS = [
    f"insert into ground_person ({COLUMNS}) values ({ROW})",
    f"WITH one AS (SELECT 1) INSERT INTO ground_person ({COLUMNS}) VALUES ({ROW})",
    "delete from ground_person",
    "drop table ground_person",
    "create table noted (what text)",
]


@pytest.mark.parametrize("how", WRITES)
def test_the_room_refuses_to_be_written_to(room, how):
    with only_reading(room.alias), pytest.raises(REFUSED):
        WRITES[how]()
    assert list(Person.objects.values_list("source_key", "name")) == [("1", "Åsa")]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_sql_that_writes_is_refused_however_it_begins(room, statement):
    with only_reading(room.alias), pytest.raises(REFUSED), connections[room.alias].cursor() as cursor:
        cursor.execute(statement)
    assert Person.objects.count() == 1


def test_the_room_can_be_read(room):
    with only_reading(room.alias):
        assert Person.objects.get().name == "Åsa"
        assert Person.objects.filter(pk__in=Person.objects.values("pk")).explain()


def test_the_room_can_be_written_to_again_afterwards_also_when_reading_broke(room):
    with pytest.raises(ZeroDivisionError), only_reading(room.alias):
        raise ZeroDivisionError
    with transaction.atomic(using=room.alias):
        Person.objects.create(source_key="2")
    assert Person.objects.count() == 2


def test_another_room_and_the_house_can_be_written_to_meanwhile(rooms, room):
    with only_reading(room.alias), enter(rooms["granngarden"]):
        Person.objects.create(source_key="2")
        assert Person.objects.count() == 1
