"""What was wrong, row by row, and what was left out: nothing in a file disappears without being counted."""

from __future__ import annotations

from collections import Counter

from kvarbo.landlord.rent.files.refusal import shortened
from kvarbo.landlord.rent.files.rows import RowError

MOST_KEPT = 10_000
MOST_WARNINGS = 60

CellFault = tuple[str, str, str, bool]  # column, value, message, whether the row is refused


class Faults:
    """Collects errors, warnings and counts; keeps the first ten thousand errors and counts the rest."""

    def __init__(self) -> None:
        self.errors: list[RowError] = []
        self.count = self.refused_rows = self.refused_unnamed = 0
        self.refused_leases: set[str] = set()
        self.skipped: Counter[str] = Counter()
        self.warnings: list[str] = []
        self.repeated: dict[str, list[int]] = {}

    def row(self, line: int, faults: list[CellFault], lease: str | None) -> None:
        """The faults of one row; when any of them refuses it, its lease must not be taken as settled."""
        for column, value, message, refused in faults:
            self.count += 1
            if len(self.errors) < MOST_KEPT:
                self.errors.append(RowError(line, column, shortened(value), message, refused))
        if any(refused for *_, refused in faults):
            self.refused_rows += 1
            if lease:
                self.refused_leases.add(lease)
            else:
                self.refused_unnamed += 1

    def warn(self, message: str) -> None:
        """Something the person should know about the whole file; told once."""
        if message not in self.warnings and len(self.warnings) < MOST_WARNINGS:
            self.warnings.append(message)

    def repeat(self, what: str, line: int) -> None:
        """Something harmless that happens on many rows: counted, and told with its first rows."""
        self.repeated.setdefault(what, []).append(line) if len(self.repeated.get(what, ())) < 3 else None
        self.skipped[what] += 1

    def told(self) -> list[str]:
        """All warnings, the counted ones last."""
        counted = []
        for what, lines in self.repeated.items():
            number = self.skipped.pop(what)
            more = " m.fl." if number > len(lines) else ""
            counted.append(f"{number} {what} (rad {', '.join(map(str, lines))}{more}).")
        return [*self.warnings, *counted]
