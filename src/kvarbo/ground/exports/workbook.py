"""En arbetsbok med ett blad: texts only, so that no spreadsheet turns a number into something else."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence


def workbook(rows: Iterable[Sequence[str]], *, sheet: str) -> bytes:
    """The bytes of an Excel file; the first row is its header. No text is ever a formula."""
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                page.write_string(number, place, cell)
    return made.getvalue()
