"""A room is its own database: nothing is found without entering, and nothing of another room is found at all."""

import pytest
from django.db import DatabaseError, connections, transaction

from kvarbo.ground.people.models import Person
from kvarbo.ground.units.models import Member
from kvarbo.house.models import Account, Room
from kvarbo.house.rooms import NoRoomEntered, current, enter
from kvarbo.landlord.rent.models import Lease, LeaseTenant


def person(key: str) -> Person:
    return Person.objects.create(source_key=key, name="Åke-Örjan O'Neill")


def test_without_a_room_nothing_can_be_asked(rooms):
    with pytest.raises(NoRoomEntered):
        Person.objects.count()
    with pytest.raises(NoRoomEntered):
        current()


def test_what_is_written_in_one_room_is_not_in_another(rooms):
    with enter(rooms["kvarnbyhem"]):
        person("a")
        assert Person.objects.count() == 1
    with enter(rooms["granngarden"]):
        assert Person.objects.count() == 0


def test_another_rooms_object_cannot_be_tied_to_ones_own(rooms):
    with enter(rooms["granngarden"]):
        theirs = person("theirs")
    with enter(rooms["kvarnbyhem"]):
        lease = Lease.objects.create(source_key="1", kind="dwelling")
        with pytest.raises(ValueError, match="database router"):
            LeaseTenant(lease=lease, person=theirs)
        assert not Person.objects.filter(pk=theirs.pk).exists()


def test_the_house_is_reached_from_everywhere_and_holds_no_person(rooms):
    with enter(rooms["kvarnby-social"]):
        assert Room.objects.count() == 3
        assert Account.objects.count() == 0
    assert Person._meta.db_table not in connections["default"].introspection.table_names()


def test_a_room_has_only_the_tables_of_its_kind(rooms):
    with enter(rooms["kvarnby-social"]) as room:
        tables = connections[room.alias].introspection.table_names()
        assert Member._meta.db_table in tables
        assert Lease._meta.db_table not in tables


def test_leaving_an_inner_room_leads_back_to_the_outer(rooms):
    with enter(rooms["kvarnbyhem"]):
        with enter(rooms["granngarden"]):
            assert current().slug == "granngarden"
        assert current().slug == "kvarnbyhem"


def test_raw_sql_in_one_room_cannot_name_anothers_tables(rooms):
    with enter(rooms["kvarnbyhem"]) as room, connections[room.alias].cursor() as cursor:
        if connections[room.alias].vendor != "postgresql":
            cursor.execute("pragma database_list")
            assert [row[2].rsplit("/", 1)[-1] for row in cursor.fetchall()] == ["kvarnbyhem.sqlite3"]
            return
        for table in ("room_granngarden.ground_person", "house.house_account"):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(using=room.alias):
                cursor.execute(f"select count(*) from {table}")
