"""A PostgreSQL database that one test after another uses, put back in between to how it was when it was made.

A clone is some 1,700 small files to write and to remove, which costs more than most tests do. Putting back costs a
fraction: the rows of the tables that have any are taken away and those of the template set back, past triggers and
foreign keys; sequences are set back; and whatever else a test may have changed is told by a digest of the catalogue.
A database that cannot be put back is not used again.
"""

from __future__ import annotations

from dataclasses import dataclass

import psycopg
from psycopg import sql

OURS = "n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'"

# Everything about the database but its rows. One text a catalogue, in an order of its own.
SHAPE = f"""
select md5(string_agg(part, E'\\n' order by part)) from (
  select concat_ws('|', 'class', n.nspname, c.relname, c.relkind, c.relowner, c.relacl, c.relrowsecurity,
                   c.relforcerowsecurity, c.reloptions)
    from pg_class c join pg_namespace n on n.oid = relnamespace where {OURS}
  union all select concat_ws('|', 'column', a.attrelid, a.attname, a.atttypid, a.attnotnull, a.attacl, a.attisdropped)
    from pg_attribute a join pg_class c on c.oid = attrelid join pg_namespace n on n.oid = relnamespace where {OURS}
  union all select concat_ws('|', 'trigger', t.tgrelid, t.tgname, t.tgfoid, t.tgenabled, t.tgtype) from pg_trigger t
  union all select concat_ws('|', 'constraint', k.conrelid, k.conname, pg_get_constraintdef(k.oid))
    from pg_constraint k join pg_namespace n on n.oid = connamespace where {OURS}
  union all select concat_ws('|', 'policy', p.polrelid, p.polname, p.polcmd, p.polroles, p.polqual) from pg_policy p
  union all select concat_ws('|', 'function', n.nspname, f.proname, f.prosrc, f.proacl, f.proowner)
    from pg_proc f join pg_namespace n on n.oid = pronamespace where {OURS}
  union all select concat_ws('|', 'schema', n.nspname, n.nspowner, n.nspacl) from pg_namespace n where {OURS}
  union all select concat_ws('|', 'default', d.defaclnamespace, d.defaclrole, d.defaclobjtype, d.defaclacl)
    from pg_default_acl d
  union all select concat_ws('|', 'setting', s.setrole, s.setconfig) from pg_db_role_setting s
    where setdatabase = (select oid from pg_database where datname = current_database())
  union all select concat_ws('|', 'database', datacl, datdba) from pg_database where datname = current_database()
) as parts(part)"""
TABLES = f"""
select n.nspname, c.relname
from pg_class c join pg_namespace n on n.oid = relnamespace where relkind = 'r' and {OURS}"""
SEQUENCES = "select schemaname, sequencename, start_value, last_value from pg_sequences order by 1, 2"

Table = tuple[str, str]


class CannotPutBack(Exception):
    """Something other than rows and sequences is not as it was."""


@dataclass(frozen=True)
class Reused:
    """What a clone held when it was made: ``rows`` as COPY wrote them, by table; ``sequences`` as told."""

    database: str
    shape: str
    rows: dict[Table, bytes]
    sequences: list[tuple[str, str, int, int | None]]

    @classmethod
    def of(cls, database: str, server: psycopg.Connection) -> Reused:
        """Remember the database that this connection leads to."""
        rows = {}
        for table in filled(server):
            with server.cursor().copy(sql.SQL("copy {} to stdout").format(sql.Identifier(*table))) as out:
                rows[table] = b"".join(bytes(block) for block in out)
        return cls(database, shape(server), rows, server.execute(SEQUENCES).fetchall())

    def put_back(self, server: psycopg.Connection) -> None:
        """Make the database as it was; ``CannotPutBack`` when more than its rows has changed."""
        server.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s and pid <> pg_backend_pid()",
            [self.database],
        )
        if shape(server) != self.shape:
            raise CannotPutBack(self.database)
        with server.transaction():
            server.execute(
                "set local session_replication_role = replica"
            )  # past triggers: the trail's forbid taking away
            for table in filled(server):
                server.execute(sql.SQL("delete from {}").format(sql.Identifier(*table)))
            for table, told in self.rows.items():
                with server.cursor().copy(sql.SQL("copy {} from stdin").format(sql.Identifier(*table))) as back:
                    back.write(told)
            for was, now in zip(self.sequences, server.execute(SEQUENCES).fetchall(), strict=True):
                if was != now:
                    schema, name, start, last = was
                    called = last is not None
                    server.execute(
                        "select setval(%s, %s, %s)", [f'"{schema}"."{name}"', last if called else start, called]
                    )


def shape(server: psycopg.Connection) -> str:
    """A digest of the catalogue."""
    return str(server.execute(SHAPE).fetchone()[0])


def filled(server: psycopg.Connection) -> list[Table]:
    """The tables that have rows."""
    tables = server.execute(TABLES).fetchall()
    asked = [
        sql.SQL("select {}, {} where exists (select from {})").format(schema, name, sql.Identifier(schema, name))
        for schema, name in tables
    ]
    return server.execute(sql.SQL(" union all ").join(asked)).fetchall()
