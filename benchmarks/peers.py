"""The same question put to Polars and DuckDB, tuned by hand: what is overdue, since when, how many months, how late.

Both are told that nothing goes below zero and no bill gets too much; Kvarbo finds that out for each lease by itself.
Each gives one row a lease: overdue in öre, oldest unpaid due date, months open, months late (paid late or open).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import duckdb
import numpy as np
import polars as pl

from kvarbo.core.payment_history import last_day_in_time, payments_cover
from kvarbo.landlord.rent.ledger_columns import BillColumns, PaymentColumns

Answer = dict[str, np.ndarray]
FIELDS = ("overdue", "oldest", "open_months", "late_months")


def frames(bills: BillColumns, payments: PaymentColumns) -> dict[str, pl.DataFrame]:
    """The columns as Polars has them, without copying, and the calendar by due date."""
    dues = np.unique(bills.due)
    days = [date.fromordinal(int(due)) for due in dues]
    return {
        "bills": pl.DataFrame({"id": bills.id, "lease": bills.lease, "due": bills.due, "amount": bills.amount}),
        "payments": pl.DataFrame(
            {"lease": payments.lease, "day": payments.day, "amount": payments.amount, "bill": payments.bill}
        ),
        "calendar": pl.DataFrame(
            {
                "due": dues,
                "in_time": np.array([last_day_in_time(day).toordinal() for day in days], np.int32),
                "cover": np.array([payments_cover(day, bank_days=2).toordinal() for day in days], np.int32),
            }
        ),
    }


def _by_lease(rows: pl.LazyFrame, on: int) -> Answer:
    is_open = (pl.col.left > 0) & (pl.col.due < on)
    found = rows.group_by("lease").agg(
        pl.col.left.filter(is_open).sum().alias("overdue"),
        pl.col.due.filter(is_open).min().fill_null(0).alias("oldest"),
        is_open.sum().alias("open_months"),
        pl.col.late.sum().alias("late_months"),
    )
    sorted_rows = found.sort("lease").collect()
    return {name: sorted_rows[name].to_numpy() for name in FIELDS}


def polars_matched(given: dict[str, pl.DataFrame], on: int, known: int) -> Answer:
    """Each bill by its own payments."""
    paid = (
        given["payments"].lazy().filter(pl.col.day <= on).group_by("bill")
        .agg(pl.col.amount.sum().alias("paid"), pl.col.day.max().alias("last"))
    )  # fmt: skip
    rows = (
        given["bills"].lazy()
        .join(given["calendar"].lazy(), on="due", how="left")
        .join(paid, left_on="id", right_on="bill", how="left")
        .with_columns((pl.col.amount - pl.col.paid.fill_null(0)).alias("left"))
        .with_columns(
            (
                ((pl.col.left > 0) & (pl.col.in_time < on) & (pl.col.cover <= known))
                | ((pl.col.left == 0) & (pl.col.last > pl.col.in_time))
            ).alias("late")
        )
    )  # fmt: skip
    return _by_lease(rows, on)


def polars_pooled(given: dict[str, pl.DataFrame], on: int, known: int) -> Answer:
    """Oldest due first: what had come in by the last day in time, against what was billed up to and including it."""
    came = (
        given["payments"].lazy().filter(pl.col.day <= on).sort("lease", "day")
        .select("lease", "day", pl.col.amount.cum_sum().over("lease").alias("came"))
    )  # fmt: skip
    in_all = given["payments"].lazy().filter(pl.col.day <= on).group_by("lease").agg(pl.col.amount.sum().alias("all"))
    rows = (
        given["bills"].lazy().with_columns(pl.col.amount.cum_sum().over("lease").alias("up_to"))
        .join(given["calendar"].lazy(), on="due", how="left")
        .join(in_all, on="lease", how="left")
        .sort("in_time")
        .join_asof(came.sort("day", maintain_order=True), left_on="in_time", right_on="day", by="lease",
                   check_sortedness=False)
        .with_columns((pl.col.up_to - pl.col("all").fill_null(0)).alias("short"))
        .with_columns(pl.min_horizontal(pl.col.short.clip(0), pl.col.amount).alias("left"))
        .with_columns(
            (
                (pl.col.came.fill_null(0) < pl.col.up_to) & (pl.col.in_time < on)
                & ((pl.col.left == 0) | (pl.col.cover <= known))
            ).alias("late")
        )
    )  # fmt: skip
    return _by_lease(rows, on)


_ANSWER = """
    SELECT CAST(coalesce(sum(rest) FILTER (rest > 0 AND due < $1), 0) AS BIGINT) AS overdue,
        coalesce(min(due) FILTER (rest > 0 AND due < $1), 0) AS oldest,
        count(*) FILTER (rest > 0 AND due < $1) AS open_months, count(*) FILTER (is_late) AS late_months
    FROM judged GROUP BY lease ORDER BY lease"""
_MATCHED = """
    WITH paid AS (
        SELECT bill, sum(amount) AS paid, max(day) AS last_day FROM payments WHERE day <= $1 GROUP BY bill),
    remaining AS (
        SELECT lease, due, in_time, cover, last_day, CAST(amount - coalesce(paid, 0) AS BIGINT) AS rest
        FROM bills JOIN calendar USING (due) LEFT JOIN paid ON paid.bill = bills.id),
    judged AS (
        SELECT lease, due, rest,
            (rest > 0 AND in_time < $1 AND cover <= $2) OR (rest = 0 AND last_day > in_time) AS is_late
        FROM remaining)"""
_POOLED = """
    WITH came AS (
        SELECT lease, day, sum(amount) OVER (PARTITION BY lease ORDER BY day) AS came
        FROM payments WHERE day <= $1),
    in_all AS (SELECT lease, sum(amount) AS in_all FROM payments WHERE day <= $1 GROUP BY lease),
    billed AS (
        SELECT lease, due, amount, sum(amount) OVER (PARTITION BY lease ORDER BY due) AS up_to FROM bills),
    remaining AS (
        SELECT billed.lease, due, in_time, cover, up_to, coalesce(came, 0) AS came,
            least(greatest(up_to - coalesce(in_all, 0), 0), amount) AS rest
        FROM billed JOIN calendar USING (due) LEFT JOIN in_all USING (lease)
        ASOF LEFT JOIN came ON came.lease = billed.lease AND came.day <= calendar.in_time),
    judged AS (
        SELECT lease, due, rest, came < up_to AND in_time < $1 AND (rest = 0 OR cover <= $2) AS is_late
        FROM remaining)"""


def duckdb_with(given: dict[str, pl.DataFrame], threads: int) -> duckdb.DuckDBPyConnection:
    """A database in memory that holds the tables itself."""
    connection = duckdb.connect(config={"threads": threads})
    for name, frame in given.items():
        connection.register("given", {column: frame[column].to_numpy() for column in frame.columns})
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
        connection.unregister("given")
    return connection


def duckdb_question(connection: duckdb.DuckDBPyConnection, *, matched: bool) -> Callable[[int, int], Answer]:
    """The question as SQL."""
    sql = (_MATCHED if matched else _POOLED) + _ANSWER

    def ask(on: int, known: int) -> Answer:
        return {name: np.asarray(column) for name, column in connection.execute(sql, [on, known]).fetchnumpy().items()}

    return ask
