"""An installation is set up from the command line: a room, a member, a way of working, and an upgrade of them all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path


def kvarbo(folder: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    known = {name: value for name, value in os.environ.items() if not name.startswith(("KVARBO_", "DJANGO_"))}
    environment = known | {"KVARBO_MODE": "demo", "KVARBO_VAR": str(folder)}
    return subprocess.run(
        [sys.executable, "-m", "kvarbo.web", "room", *arguments],
        env=environment, input=typed, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_room_is_opened_filled_and_upgraded(tmp_path):
    opened = kvarbo(tmp_path, "open", "hemmet", "--name", "Hemmet AB", "--kind", "landlord", "--login", "password")
    assert (opened.returncode, opened.stderr) == (0, "")
    let = kvarbo(
        tmp_path, "let-in", "hemmet", "--email", "Anna@Hemmet.example", "--name", "Anna Ö", "--role", "rent_officer",
        "--password-from-stdin", "--json", typed="ett långt lösenord\n",
    )  # fmt: skip
    assert json.loads(let.stdout) == {"email": "anna@hemmet.example", "password": "ett långt lösenord"}
    followed = kvarbo(tmp_path, "follow", "hemmet", "--policy", "hemma", "--valid-from", "2026-01-01")
    assert "gäller från 2026-01-01" in followed.stdout
    out = kvarbo(tmp_path, "let-out", "hemmet", "--email", "anna@hemmet.example")
    assert (out.returncode, out.stdout.strip()) == (0, "Anna Ö är utsläppt ur rummet.")
    again = kvarbo(tmp_path, "let-out", "hemmet", "--email", "anna@hemmet.example")
    assert (again.returncode, "arbetar i rummet" in again.stderr) == (1, True)
    assert json.loads(kvarbo(tmp_path, "migrate", "--json").stdout) == {"rooms": ["hemmet"]}
    again = kvarbo(tmp_path, "open", "hemmet", "--name", "Hemmet AB", "--kind", "landlord")
    assert again.returncode == 0


def test_what_cannot_be_done_is_refused_in_swedish(tmp_path):
    kvarbo(tmp_path, "open", "hemmet", "--name", "Hemmet AB", "--kind", "landlord")
    nobody = kvarbo(tmp_path, "let-in", "annat", "--email", "a@b.example", "--name", "A", "--role", "rent_officer")
    assert (nobody.returncode, "Det finns inget rum" in nobody.stderr) == (1, True)
    role = kvarbo(tmp_path, "let-in", "hemmet", "--email", "a@b.example", "--name", "A", "--role", "kung")
    assert (role.returncode, "Okända roller: kung" in role.stderr) == (1, True)
    named = kvarbo(tmp_path, "open", "Hem met", "--name", "X", "--kind", "landlord")
    assert (named.returncode, "små bokstäver" in named.stderr) == (1, True)
    short = kvarbo(
        tmp_path, "let-in", "hemmet", "--email", "a@b.example", "--name", "A", "--role", "rent_officer",
        "--password-from-stdin", typed="kort\n",
    )  # fmt: skip
    assert (short.returncode, "minst 12 tecken" in short.stderr) == (1, True)
