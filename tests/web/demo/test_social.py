"""The demo town's matters: a dozen, in two units, one of them protected, some with the landlord's tenants in them."""

from __future__ import annotations

from datetime import date

from kvarbo.core.calendar import add_arbetsdagar
from kvarbo.ground.attachments.queries import attachments_of, open_attachment
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.actions import take_in_member
from kvarbo.ground.units.queries import AtWork, at_work
from kvarbo.house.actions import make_account
from kvarbo.house.rooms import enter
from kvarbo.social.casework.queries import my_matters
from kvarbo.web.demo.scanned import one_page, scanned_notice
from kvarbo.web.demo.social import MATTERS, open_matters
from kvarbo.web.demo.staff import EVA, HANNA, INGRID, YUSUF
from kvarbo.web.demo.town import build_town

DAY_7 = date(2026, 11, 6)


def test_a_dozen_matters_stand_open_in_two_units_and_one_is_protected(rooms, settings) -> None:
    settings.KVARBO_TODAY = DAY_7.isoformat()
    town = build_town(today=DAY_7, homes=250, months=3)
    accounts = {
        person.email: make_account(email=person.email, name=person.name, password=None)
        for person in (INGRID, YUSUF, HANNA, EVA)
    }
    with enter(rooms["kvarnby-social"]):
        with recorded("test"):
            for person in (INGRID, YUSUF, HANNA, EVA):
                take_in_member(
                    account_id=accounts[person.email].pk, name=person.name, roles=list(person.roles), unit=person.unit
                )
        assert open_matters(town, accounts) == len(MATTERS) == 13

        def sees(email: str) -> tuple[AtWork, set[str]]:
            member = at_work(account_id=accounts[email].pk)
            assert member is not None
            return member, {str(name) for row in my_matters(member, on=DAY_7).rows for name in row.who}

        ingrid, hers = sees(INGRID.email)
        _, his = sees(YUSUF.email)
        _, theirs = sees(HANNA.email)
        assert hers - his == {"Sofia Nordin", "Elsa Nordin"}
        assert "Hodan Warsame" in his & theirs
        assert "Robin Hjelm" in theirs - hers
        rows = {str(row.who[0]): row for row in my_matters(ingrid, on=DAY_7).rows}
        assert {row.matter.closed_on is not None for row in rows.values()} == {True, False}
        tenants = {tenant.name for lease in town.homes_let() for tenant in lease.tenants}
        assert {"Kent Bergström", "Sofia Nordin"} <= tenants & set(rows)
        assert "Emil Sandgren" in set(rows) - tenants
        kept = attachments_of(rows["Kent Bergström"].matter.id)[0]
        with recorded("test"):
            opened = open_attachment(ingrid, kept.id)
        assert opened is not None
        assert opened.content == scanned_notice(posted=date(2026, 10, 25))
        assert rows["Kent Bergström"].matter.opened_on == add_arbetsdagar(DAY_7, -9)


def test_the_scan_is_a_pdf_whose_table_of_places_is_right() -> None:
    made = one_page("Hyran är inte betald (ännu)", "Åke \\ Örjan")
    begins = int(made.rsplit(b"startxref\n", 1)[1].split()[0])
    assert made[begins:].startswith(b"xref\n0 6\n")
    for number, line in enumerate(made[begins:].splitlines()[3:8], 1):
        assert made[int(line[:10]) :].startswith(b"%d 0 obj" % number)
    assert "inte betald \\(ännu\\)".encode("cp1252") in made
