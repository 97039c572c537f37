"""Every way out belongs to a channel, and every channel is held by tests that run: otherwise the build fails."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from django.urls import path

from kvarbo.ground.access import access_of, open_to
from kvarbo.ground.units.roles import RoleName
from kvarbo.web.channels import CHANNELS, NOBODY
from tests.doors.channels import ways_out
from tests.isolation.cells import Route, routes
from tests.isolation.reference import PAGES


def test_every_address_of_a_room_belongs_to_a_channel_or_shows_nobody() -> None:
    assert ways_out.unclaimed_routes(routes(), CHANNELS, NOBODY) == []


def test_what_is_said_to_show_nobody_names_nobody() -> None:
    said = [route for route in routes() if str(route) in NOBODY]
    declared = {str(route): access_of(route.view) for route in said if route.view}
    assert {name for name, access in declared.items() if access is None or access.names is not None} == set()
    assert {str(route) for route in said if PAGES[route.kind, route.name].names is not None} == set()


def test_nothing_is_both_in_a_channel_and_said_to_show_nobody() -> None:
    claimed = [f"{kind}:{name}" for channel in CHANNELS for kind, name in channel.routes]
    assert sorted(claimed) == sorted(set(claimed))
    assert set(claimed) & set(NOBODY) == set()
    known = {str(route) for route in routes()} | ways_out.names_of_commands()
    assert (set(claimed) | set(NOBODY)) - known == set()


def test_every_command_belongs_to_a_channel_or_shows_nobody() -> None:
    assert ways_out.unclaimed_commands(ways_out.names_of_commands(), CHANNELS, NOBODY) == []


def test_every_kind_of_work_belongs_to_a_channel() -> None:
    assert ways_out.unclaimed_work(ways_out.kinds_of_work(), CHANNELS) == []


def test_every_file_that_is_made_belongs_to_a_channel_and_none_is_claimed_that_is_gone() -> None:
    made = ways_out.files_made()
    assert ways_out.unclaimed_files(made, CHANNELS) == []
    assert {name for channel in CHANNELS for name in channel.files} - made == set()


def test_every_page_that_asks_again_by_itself_belongs_to_a_channel() -> None:
    asking = ways_out.asking_again()
    assert ways_out.unclaimed_templates(asking, CHANNELS) == []
    assert {name for channel in CHANNELS for name in channel.templates} - asking == set()


def test_every_channel_is_held_by_tests_that_are_there_and_run_on_both_databases() -> None:
    declared = ways_out.declared_tests(CHANNELS)
    assert ways_out.tests_not_there(declared) == []
    assert ways_out.tests_not_run(declared) == []


def test_names_of_channels_are_their_own_and_the_page_on_them_is_written_from_the_code() -> None:
    names = [channel.name for channel in CHANNELS]
    assert len(names) == len(set(names))
    page = (ways_out.ROOT / "docs" / "how-to" / "channels.md").read_text(encoding="utf-8")
    assert channel_docs().page(page) == page, "run: make docs"
    assert all(f"| {one.name} | `{one.kind.value}` | {one.shows} |" in page for one in CHANNELS)


def channel_docs() -> ModuleType:
    path = ways_out.ROOT / "scripts" / "channel_docs.py"
    spec = importlib.util.spec_from_file_location("channel_docs", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# --- it bites -------------------------------------------------------------------------------------------------------


def test_a_page_that_nobody_has_declared_is_found() -> None:
    view = open_to(RoleName.CASEWORKER, names="subject")(lambda request, subject: None)
    planted = path("utdrag/<uuid:subject>/", view, name="utdrag")
    route = Route("social", "utdrag", "utdrag/<uuid:subject>/", ("subject",), planted.callback)
    assert ways_out.unclaimed_routes([*routes(), route], CHANNELS, NOBODY) == ["social:utdrag"]


def test_a_page_that_is_forgotten_in_its_channel_is_found() -> None:
    without = [replace(one, routes=()) if one.name == "Idag" else one for one in CHANNELS]
    assert ways_out.unclaimed_routes(routes(), without, NOBODY) == ["landlord:idag", "landlord:today"]


def test_a_command_and_a_kind_of_work_that_nobody_has_declared_are_found() -> None:
    assert ways_out.unclaimed_commands({*ways_out.names_of_commands(), "export"}, CHANNELS, NOBODY) == ["export"]
    assert ways_out.unclaimed_work({*ways_out.kinds_of_work(), "send_agenda"}, CHANNELS) == ["send_agenda"]


def test_a_file_and_a_page_that_asks_again_are_found_where_they_are_made(tmp_path: Path) -> None:
    source = tmp_path / "kvarbo"
    (source / "landlord" / "templates" / "rent").mkdir(parents=True)
    code = 'def utdrag(request):\n    answer.headers["Content-Disposition"] = "attachment"\n    return answer\n'
    (source / "landlord" / "pages.py").write_text(code, encoding="utf-8")
    markup = '<div hx-get="{{ url }}" hx-trigger="every 2s"></div>'
    (source / "landlord" / "templates" / "rent" / "feed.html").write_text(markup, encoding="utf-8")
    made, asking = ways_out.files_made(source), ways_out.asking_again(source)
    assert ways_out.unclaimed_files(made, CHANNELS) == ["kvarbo.landlord.pages.utdrag"]
    assert ways_out.unclaimed_templates(asking, CHANNELS) == ["rent/feed.html"]


@pytest.mark.parametrize(
    "test",
    [
        "tests.doors.channels.test_revocation::test_that_was_never_written",
        "tests.doors.channels.test_nowhere::test_anything",
        "tests.doors.channels.ways_out::unclaimed_work",
        "tests.isolation.test_matrix::test_fifty_thousand_cells_tell_and_change_no_more_than_they_may",
    ],
)
def test_a_declared_test_that_is_not_there_or_is_left_out_is_found(test: str) -> None:
    assert len(ways_out.tests_not_there([test])) == 1


def test_a_declared_test_that_runs_on_no_database_is_found() -> None:
    planted = "tests.doors.channels.test_every_way_out::test_every_kind_of_work_belongs_to_a_channel"
    assert ways_out.tests_not_run([planted]) == [f"{planted} is not run on {one}" for one in ("sqlite", "postgres")]
