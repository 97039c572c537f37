"""Files that nobody in this project wrote, awkward CSV and Excel; synthetic twins run in the other tests."""

import io
import json
import os
from pathlib import Path

import pytest

from kvarbo.landlord.rent.files.refusal import CannotRead
from kvarbo.landlord.rent.files.tables import open_table
from kvarbo.landlord.rent.files.values import text
from tests.landlord.rent.files.lists import OPEN_ITEMS, OPEN_ROWS, csv_bytes, read_here

MATERIAL = Path(os.environ.get("KVARBO_MATERIAL", "/nonexistent"))
WRONG_IN_THE_SPECTRUM = "Contact Phone Number"  # its CSV and its JSON hold two different numbers

pytestmark = [
    pytest.mark.material,
    pytest.mark.skipif(not MATERIAL.is_dir(), reason="KVARBO_MATERIAL does not name the folder with test material"),
]


def table_of(content: bytes):
    return open_table(lambda: io.BytesIO(content))


def unix_lines(row):
    """A row with line breaks inside its cells written one way; the spectrum mixes both."""
    return {name: cell.replace("\r\n", "\n") for name, cell in row.items() if name != WRONG_IN_THE_SPECTRUM}


def test_every_csv_of_the_spectrum_parses_to_what_it_must():
    for path in sorted((MATERIAL / "csv" / "csvs").glob("*.csv")):
        expected = json.loads((MATERIAL / "csv" / "json" / f"{path.stem}.json").read_text())
        header, *rows = [cells for _, cells in table_of(path.read_bytes()).rows()]
        found = [unix_lines(dict(zip(header, cells, strict=True))) for cells in rows]
        assert found == [unix_lines(row) for row in (expected if isinstance(expected, list) else [expected])], path.name


def test_awkward_workbooks_are_read_as_they_stand():
    def rows(name):
        return [cells for _, cells in table_of((MATERIAL / "xlsx" / name).read_bytes()).rows()]

    assert rows("date_1904.xlsx")[:2] == [["2021-01-01", "15"], ["2021-01-02", "16"]]
    assert rows("inlineStr_with_value.xlsx")[1][4] == "RQ11610"
    assert rows("no-header.xlsx")[2:] == [["a", "0"], ["b", "1"]]
    assert table_of((MATERIAL / "xlsx" / "merged_range.xlsx").read_bytes()).last_merged_line() == 2
    with pytest.raises(CannotRead, match="rubrikrad"):
        read_here((MATERIAL / "xlsx" / "no-header.xlsx").read_bytes())


def test_naughty_strings_as_names_are_kept_or_told():
    naughty = json.loads((MATERIAL / "text" / "naughty_strings.json").read_text())
    rows = [[str(number), *OPEN_ROWS[0][1:3], name, *OPEN_ROWS[0][4:]] for number, name in enumerate(naughty)]
    content = csv_bytes(OPEN_ITEMS, [row for row in rows if "\x00" not in row[3]])
    with read_here(content) as reading:
        read = {int(row.lease.number): row.lease.tenants[0].name for row in reading.rows}
        told = {int(number) for number in reading.refused_leases}
    for number, name in enumerate(naughty):
        if "\x00" not in name:
            assert number in told or read[number] == text(name)
