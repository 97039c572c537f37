"""Personal i demostaden: the people who work in Kvarnby's rooms."""

from __future__ import annotations

from dataclasses import dataclass

LANDLORD_ROOM = "kvarnbyhem"
SOCIAL_ROOM = "socialtjansten"
COUNSELLING_ROOM = "budgetradgivning"
PASSWORD = "kvarnby-demo"  # noqa: S105 - printed on the start page: everybody in the town is made up
HOUSE = ""  # the house itself: no room, no person's matter


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Anställd: ``room`` is the slug of the room they work in, ``unit`` their unit there."""

    name: str
    email: str
    room: str
    roles: tuple[str, ...]
    unit: str
    title: str


KARIN = StaffMember(
    "Karin Öberg",
    "karin.oberg@kvarnby.example",
    LANDLORD_ROOM,
    ("rent_officer", "protected_handler"),
    "Hyresenheten",
    "hyreshandläggare",
)
SAMIR = StaffMember(
    "Samir Haddad",
    "samir.haddad@kvarnby.example",
    LANDLORD_ROOM,
    ("rent_officer",),
    "Hyresenheten",
    "hyreshandläggare",
)
LISA = StaffMember(
    "Lisa Ström", "lisa.strom@kvarnby.example", LANDLORD_ROOM, ("caretaker",), "Kuggbacken", "bosocial husvärd"
)
PER = StaffMember(
    "Per Åkerlund", "per.akerlund@kvarnby.example", LANDLORD_ROOM, ("manager",), "Hyresenheten", "uthyrningschef"
)
INGRID = StaffMember(
    "Ingrid Dahl",
    "ingrid.dahl@kvarnby.example",
    SOCIAL_ROOM,
    ("caseworker", "protected_handler"),
    "Boendeenheten",
    "socialsekreterare",
)
YUSUF = StaffMember(
    "Yusuf Ali", "yusuf.ali@kvarnby.example", SOCIAL_ROOM, ("caseworker",), "Boendeenheten", "socialsekreterare"
)
HANNA = StaffMember(
    "Hanna Lind",
    "hanna.lind@kvarnby.example",
    SOCIAL_ROOM,
    ("caseworker",),
    "Barnenheten",
    "socialsekreterare för barn och unga",
)
EVA = StaffMember("Eva Norén", "eva.noren@kvarnby.example", SOCIAL_ROOM, ("manager",), "Boendeenheten", "enhetschef")
MARTA = StaffMember(
    "Marta Sjöberg",
    "marta.sjoberg@kvarnby.example",
    COUNSELLING_ROOM,
    ("counsellor",),
    "Budget- och skuldrådgivningen",
    "budget- och skuldrådgivare",
)
NILS = StaffMember("Nils Ek", "nils.ek@kvarnby.example", HOUSE, ("auditor",), "Kommunens ledning", "dataskyddsombud")

STAFF: tuple[StaffMember, ...] = (KARIN, SAMIR, LISA, PER, INGRID, YUSUF, HANNA, EVA, MARTA, NILS)
