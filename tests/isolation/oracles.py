"""Asking, and judging the answer by what every answer must be.

(a) the verdict is the reference's · (b) no canary that the actor may not see, in body, headers, cookies or file name
· (c) nothing changed where nothing may change, and nothing of anybody else's where something may · (d) the trail says
what was shown and what was refused · (e) what is another's and what is nowhere are answered alike to the byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import unquote
from uuid import UUID
from zipfile import ZipFile

from django.db import connections, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import set_script_prefix

from kvarbo.ground.trail.models import TrailRow
from kvarbo.house.models import Room
from kvarbo.house.rooms import enter
from tests.doors.papers.pdf_text import information_in, words_in
from tests.isolation.asking import Asked, asked
from tests.isolation.cells import Cell, nowhere
from tests.isolation.reference import NOTES, ONE_SUBJECT, Relation, Verdict, expected, may_open
from tests.isolation.world import HOME_OF, NEIGHBOURS, OFFICE_ONLY, World

SAFE = ("GET", "HEAD")
REFUSALS = "select count(*) from house_refusal"
WORD = re.compile(r"\w+")
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MADE_ANEW = re.compile(r'(name="(?:csrfmiddlewaretoken|form_key|paper)" value="|visas bara nu: )[\w.-]*')
TRAIL = {"ground_trailrow", "ground_trailhead", "ground_trailsubject"}
READS = re.compile(
    r"\s*(?:(?:SELECT|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|PRAGMA|SET)\b"
    r"|(?:INSERT INTO|UPDATE) \"ground_trail(?:row|head|subject)\" )",
    re.IGNORECASE,
)  # a statement that begins in any other way, such as WITH, is taken to write
VERDICTS = {403: Verdict.FORBIDDEN, 404: Verdict.NOWHERE, 405: Verdict.WRONG_METHOD}
OWNER_COLUMNS = ("subject_id", "lease_id", "matter_id")  # how a row says which lease or matter it belongs to
OF_PEOPLE = (
    *("ground_protecteddetails", "ground_protection", "ground_protectedhandler", "ground_barred", "ground_keptfrom"),
)
PEOPLE = {"ground_person": "id", **dict.fromkeys(OF_PEOPLE, "person_id")}  # rows that belong to it by who is in it
TIES = {"social_matterperson": "matter_id", "landlord_leasetenant": "lease_id"}  # who stands where
BY_ANOTHER_ROW = {  # rows that belong to it by the row that they are told of
    "consent_id": ("doors_consent", "subject_id"),
    "decision_id": ("landlord_leasedecision", "lease_id"),
    "addendum_id": ("landlord_addendum", "lease_id"),
    "handover_id": ("social_handover", "child_matter_id"),
    "budget_id": ("social_budget", "matter_id"),
}
CAME_IN = (  # rows of a paper that came in
    *("social_noticefacts", "social_standpoint", "social_dutydone", "social_escalationseen", "doors_personinpaper"),
    "social_noticemended",
)
PAPERS = ("doors_delivery", "doors_recalltask", "doors_receipt", "doors_restsonconsent")  # rows of a sent paper
State = dict[str, frozenset[tuple[Any, ...]]]


@dataclass
class Answer:
    """What came back, what it changed and what was noted of it."""

    status: int
    headers: dict[str, str]
    cookies: str
    body: str
    state: State
    rows: list[TrailRow]
    refusals: int

    @property
    def verdict(self) -> Verdict | None:
        if self.status == 302 and self.headers.get("Location", "").startswith("/konto/login/"):
            return Verdict.LOGIN
        return Verdict.OPEN if self.status in (200, 302) else VERDICTS.get(self.status)

    @property
    def everything(self) -> str:
        return "\n".join([self.body, *self.headers.values(), self.cookies])


class _Undo(Exception):
    """Takes back what a request has done."""


class Wrote:
    """Notices what but reading, and writing the trail, was asked of a database: tables named there are read again.

    No trigger of a room's tables writes in another, so what a statement does not name it does not change.
    """

    def __init__(self) -> None:
        self.statements: list[str] = []

    def __call__(self, execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        if not READS.match(sql):
            self.statements.append(sql)
        return execute(sql, parameters, many, context)

    @property
    def words(self) -> set[str]:
        """Every word of those statements, the names of tables among them."""
        return set(WORD.findall(" ".join(self.statements)))


class Asking(Client):
    """A client that hands the request over and the answer back, and keeps nothing of either."""

    def request(self, **request: Any) -> HttpResponse:  # type: ignore[override]
        return self.handler(self._base_environ(**request))


def one_number(alias: str, statement: str) -> int:
    """What a statement counts; nothing is nought."""
    with connections[alias].cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.fetchone()[0] or 0)


@contextmanager
def undone(*aliases: str) -> Iterator[None]:
    """Whatever happens in these databases within the block is taken back."""
    try:
        with ExitStack() as stack:
            for alias in aliases:
                stack.enter_context(transaction.atomic(using=alias))
            yield
            raise _Undo
    except _Undo:
        return


@dataclass
class Harness:
    """Asks cell after cell in one world. ``undo_reads`` takes back what reads do too, for when leaks are planted."""

    world: World
    undo_reads: bool = False
    run: int = 0
    resting: dict[str, State] = field(default_factory=dict)
    tables: dict[str, list[tuple[str, list[str]]]] = field(default_factory=dict)
    remembered: dict[Cell, tuple[Any, ...]] = field(default_factory=dict)
    client: Asking = field(default_factory=lambda: Asking(raise_request_exception=False))

    def __post_init__(self) -> None:
        self.rooms = {room.slug: room for room in Room.objects.all()}
        for slug in {*HOME_OF.values(), NEIGHBOURS}:
            with enter(self.rooms[slug]) as entered:
                self.resting[slug] = self.state(entered.alias)

    def state(self, alias: str, after: Wrote | None = None) -> State:
        """Every row of every table of a room but its trail; after a request only of tables that its writes name."""
        if after is not None and not after.statements:
            return self.resting[alias.removeprefix("room:")]
        connection = connections[alias]
        with connection.cursor() as cursor:
            if alias not in self.tables:
                names = sorted(set(connection.introspection.table_names(cursor)) - TRAIL)
                described = connection.introspection.get_table_description
                self.tables[alias] = [(name, [c.name for c in described(cursor, name)]) for name in names]
            names = {name for name, _ in self.tables[alias]}
            touched = names & after.words if after is not None else names
            state = dict(self.resting[alias.removeprefix("room:")]) if touched < names and touched else {}
            for name in touched or names:
                cursor.execute(f"select * from {name}")
                state[name] = frozenset(cursor.fetchall())
            return state

    def columns_of(self, slug: str, table: str) -> list[str]:
        """The columns of a table, in the order of its rows."""
        return next(columns for name, columns in self.tables[f"room:{slug}"] if name == table)

    def ask(self, cell: Cell) -> tuple[Asked, Answer]:
        """Send one request; afterwards everything but the trail of what was read is as before."""
        request = asked(cell, self.world)
        with enter(self.rooms[HOME_OF[cell.route.kind]]) as entered:
            undo = ["default"]
            if cell.method not in SAFE or self.undo_reads:
                undo.append(entered.alias)
            wrote = Wrote()
            with undone(*undo), connections[entered.alias].execute_wrapper(wrote):
                seq = one_number(entered.alias, "select max(seq) from ground_trailrow")
                refusals = one_number("default", REFUSALS)
                response = self._send(cell, request)
                answer = Answer(
                    status=response.status_code,
                    headers=dict(response.headers),
                    cookies=response.cookies.output(header=""),
                    body=read(response),
                    state=self.state(entered.alias, after=wrote),
                    rows=list(TrailRow.objects.raw("select * from ground_trailrow where seq > %s order by seq", [seq])),
                    refusals=one_number("default", REFUSALS) - refusals,
                )
        self.run += 1
        return request, answer

    def _send(self, cell: Cell, request: Asked) -> HttpResponse:
        set_script_prefix("/")  # as the server does before each request
        client = self.client
        client.cookies = self.world.clients[cell.actor.name].cookies
        return client.generic(  # type: ignore[no-any-return]
            cell.method,
            request.path,
            request.body if request.form else b"",
            content_type=request.content_type if request.form else "application/octet-stream",
            query_params=request.query,
            headers=request.headers,
        )

    def faults(self, cell: Cell) -> list[str]:
        """What is wrong with the answer to a cell, in words; nothing when all is well."""
        request, answer = self.ask(cell)
        wanted = expected(cell.actor, cell.route.kind, cell.route.name, cell.method, cell.relation)
        found = [
            *_wrong_verdict(answer, wanted),
            *self._leaked(cell, request, answer, wanted),
            *self._changed(cell, answer, wanted),
            *self._untold(cell, request, answer, wanted),
            *self._told_apart(cell, request, answer),
        ]
        return [f"{cell}: {fault}" for fault in found]

    # --- (b) ---

    def _leaked(self, cell: Cell, request: Asked, answer: Answer, wanted: Verdict) -> Iterator[str]:
        said = _without_echo(answer.everything, request)
        allowed = self._may_see(cell) if wanted is Verdict.OPEN else set()
        for mark in self.world.marks_in(unquote(said)) - allowed:
            yield f"(b) the canary {mark} ({self._whose(mark)}) is in the answer"
        for relation, subject in self.world.marks.values():
            if str(subject) in said and not (wanted is Verdict.OPEN and self._may_open(cell, relation, subject)):
                yield f"(b) the id of a subject ({relation.value}) is in the answer"
        if "no-store" not in answer.headers.get("Cache-Control", ""):
            yield "(b) the answer may be kept in a cache"
        if cell.method == "HEAD" and answer.body:
            yield "(b) an answer to HEAD has a body"

    def _may_open(self, cell: Cell, relation: Relation, subject: UUID) -> bool:
        kind = cell.route.kind
        return self.world.kind_of[subject] == kind and may_open(cell.actor, relation, kind)

    def _subject(self, cell: Cell) -> UUID:
        """What the page is about: the lease or the matter in its address, or that of the attachment in it."""
        return self.world.id_for("subject", cell.relation, cell.which, cell.route.kind)

    def _may_see(self, cell: Cell) -> set[int]:
        page = cell.route.page
        assert page is not None
        notes = {
            mark for mark, (roles, pages) in NOTES.items() if cell.route.name in pages and cell.actor.roles & roles
        }
        if page.names is None:
            return notes
        if page.names in ("file", "files"):
            return set(OFFICE_ONLY)
        marks = self.world.marks_open_to(cell.actor, cell.route.kind)
        if page.names in ONE_SUBJECT or (page.names == "payment" and cell.method in SAFE):  # a search shows others too
            marks &= {self.world.mark_of(self._subject(cell))}
        return marks

    def _whose(self, mark: int) -> str:
        return self.world.marks[mark][0].value if mark in self.world.marks else "a file"

    # --- (c) ---

    def _changed(self, cell: Cell, answer: Answer, wanted: Verdict) -> Iterator[str]:
        slug = HOME_OF[cell.route.kind]
        page = cell.route.page
        if wanted is not Verdict.OPEN or cell.method in SAFE or not (page and page.writes):
            changed = [name for name, rows in answer.state.items() if rows != self.resting[slug][name]]
            if changed:
                yield f"(c) {', '.join(changed)} changed"
            return
        if page.names in ("payment", "leases", "subjects"):
            yield from self._changed_elsewhere(cell, answer, slug)
        if page.names not in ONE_SUBJECT:
            return
        own = self._subject(cell)
        for name, columns in self.tables[f"room:{slug}"]:
            difference = answer.state[name] ^ self.resting[slug][name]
            if not difference:
                continue
            if name == "landlord_incomingpayment":
                ids = {_hex(row[columns.index("id")]) for row in difference}
                if ids - self._paid_for(slug, own, answer):
                    yield "(c) a payment changed that is not placed on the lease in the address"
                continue
            owners = self._owners(slug, name, columns, difference, answer)
            if owners is not None and cell.route.name == "paper_place":  # it is put where one chooses among one's own
                owners -= {owner.hex for at, owner in self.world.marks.values() if self._may_open(cell, at, owner)}
                owners |= {own.hex}
            if opened := self._opened_from(slug, own, answer):  # the children's unit's own, of a child in this matter
                if name == "social_matternumber":
                    continue
                owners = {own.hex} | (owners or set()) - {one.hex for one in opened} if owners is not None else None
            if owners is None:
                yield f"(c) {name} changed, and its rows belong to nobody"
            elif owners != {own.hex}:
                yield f"(c) {name} changed for somebody else than the one in the address"

    def _owners(
        self, slug: str, name: str, columns: list[str], rows: frozenset[tuple[Any, ...]], answer: Answer
    ) -> set[str] | None:
        """The leases or matters that these rows belong to; None when the table's rows belong to none."""
        if name in PEOPLE:
            return self._where_they_stand(slug, {_hex(row[columns.index(PEOPLE[name])]) for row in rows}, answer)
        if name in CAME_IN:
            return self._subjects_of_incoming(slug, {_hex(row[columns.index("paper_id")]) for row in rows}, answer)
        if name in PAPERS:
            return self._subjects_of(slug, {_hex(row[columns.index("paper_id")]) for row in rows}, answer)
        for said, (table, owner) in BY_ANOTHER_ROW.items():
            if said in columns:
                ids = {_hex(row[columns.index(said)]) for row in rows}
                return self._of_those(slug, (table, owner), ids, answer)
        if name == "doors_receivedpaper":  # one that belongs nowhere is its own
            own, subject = columns.index("id"), columns.index("subject_id")
            return {_hex(row[subject] or row[own]) for row in rows}
        column = (
            "id"
            if name in ("social_matter", "landlord_lease")
            else next((one for one in OWNER_COLUMNS if one in columns), None)
        )
        return {_hex(row[columns.index(column)]) for row in rows} if column else None

    def _subjects_of(self, slug: str, papers: set[str], answer: Answer) -> set[str]:
        """What these papers that were sent are about."""
        columns = self.columns_of(slug, "doors_sentpaper")
        own, subject = columns.index("id"), columns.index("subject_id")
        return {_hex(row[subject]) for row in answer.state["doors_sentpaper"] if _hex(row[own]) in papers}

    def _subjects_of_incoming(self, slug: str, papers: set[str], answer: Answer) -> set[str]:
        """What these papers that came in are about; one that belongs nowhere is its own."""
        columns = self.columns_of(slug, "doors_receivedpaper")
        own, subject = columns.index("id"), columns.index("subject_id")
        rows = answer.state["doors_receivedpaper"]
        return {_hex(row[subject] or row[own]) for row in rows if _hex(row[own]) in papers}

    def _of_those(self, slug: str, told_by: tuple[str, str], ids: set[str], answer: Answer) -> set[str]:
        """Whose the rows of another table with these ids are, before or after."""
        table, owner = told_by
        columns = self.columns_of(slug, table)
        own, subject = columns.index("id"), columns.index(owner)
        kept = answer.state[table] | self.resting[slug][table]
        return {_hex(row[subject]) for row in kept if _hex(row[own]) in ids}

    def _where_they_stand(self, slug: str, people: set[str], answer: Answer) -> set[str]:
        """The leases or matters that these people are on, before or after."""
        found: set[str] = set()
        for ties in set(TIES) & set(answer.state):
            columns = self.columns_of(slug, ties)
            person, subject = columns.index("person_id"), columns.index(TIES[ties])
            rows = answer.state[ties] | self.resting[slug][ties]
            found |= {_hex(row[subject]) for row in rows if _hex(row[person]) in people}
        return found

    def _opened_from(self, slug: str, own: UUID, answer: Answer) -> set[UUID]:
        """The matters that a handover from this one has just opened."""
        if "social_handover" not in self.resting[slug]:
            return set()
        columns = self.columns_of(slug, "social_handover")
        at, opened = columns.index("matter_id"), columns.index("child_matter_id")
        new = answer.state["social_handover"] - self.resting[slug]["social_handover"]
        return {UUID(_hex(row[opened])) for row in new if _hex(row[at]) == own.hex}

    def _paid_for(self, slug: str, lease: UUID, answer: Answer) -> set[str]:
        """The payments that are placed on a lease, or that a person may place there, before or after."""
        found: set[str] = set()
        for table in ("landlord_placement", "landlord_possiblelease"):
            columns = self.columns_of(slug, table)
            payment, at = columns.index("incoming_id"), columns.index("lease_id")
            rows = answer.state[table] | self.resting[slug][table]
            found |= {_hex(row[payment]) for row in rows if _hex(row[at]) == lease.hex}
        return found

    def _changed_elsewhere(self, cell: Cell, answer: Answer, slug: str) -> Iterator[str]:
        """A page of many changes only what the one who asks may open, whatever ids its form names."""
        marks = self.world.marks.values()
        may = {subject.hex for relation, subject in marks if self._may_open(cell, relation, subject)}
        for name, columns in self.tables[f"room:{slug}"]:
            column = next((one for one in OWNER_COLUMNS if one in columns), None)
            if column:
                place = columns.index(column)
                difference = answer.state[name] ^ self.resting[slug][name]
                if {_hex(row[place]) for row in difference if row[place]} - may:
                    yield f"(c) {name} changed for a home or a matter that the one who asks may not open"

    # --- (d) ---

    def _untold(self, cell: Cell, request: Asked, answer: Answer, wanted: Verdict) -> Iterator[str]:
        if wanted is Verdict.LOGIN:
            if answer.rows or answer.refusals:
                yield "(d) the trail tells of somebody who was only asked to log in"
            return
        if not cell.actor.is_member:
            if answer.rows or answer.refusals != 1:
                yield f"(d) {answer.refusals} refusals in the house, {len(answer.rows)} rows in the room, not 1 and 0"
            return
        member = str(self.world.members[HOME_OF[cell.route.kind], cell.actor.name])
        if any(row.actor != member for row in answer.rows):
            yield "(d) the trail names somebody else"
        if any(self.world.marks_in(f"{row.about} {row.subjects} {row.route}") for row in answer.rows):
            yield "(d) the trail holds more than ids"
        if wanted is Verdict.OPEN:
            yield from self._shown(cell, request, answer)
        elif [(row.act, row.refused, row.about.get("status")) for row in answer.rows] != [
            ("refused", True, answer.status)
        ]:
            yield "(d) the refusal is not in the trail, or more than it is"

    def _shown(self, cell: Cell, request: Asked, answer: Answer) -> Iterator[str]:
        if any(row.refused for row in answer.rows):
            yield "(d) the trail tells of a refusal that was none"
        marks = self.world.marks_in(_without_echo(answer.body, request))
        seen = {str(self.world.marks[mark][1]) for mark in marks if mark in self.world.marks}
        told = {subject for row in answer.rows if row.act == "shown" for subject in row.subjects}
        if seen - told:
            yield "(d) somebody was shown and the trail does not say so"
        papers = {str(one) for some in self.world.unplaced.values() for ids in some.values() for one in ids}
        if told - seen - papers and cell.method != "HEAD":  # a list of papers names nobody for those of nowhere
            yield "(d) the trail says that somebody was shown who was not"
        page = cell.route.page
        assert page is not None
        if page.writes and page.names in ONE_SUBJECT and cell.method == "POST" and cell.route.name != "paper_place":
            opened = self._opened_from(HOME_OF[cell.route.kind], self._subject(cell), answer)
            own = {
                *map(str, (self._subject(cell), *opened)),
                *map(str, self.world.everybody_on.get(self._subject(cell), ())),
            }
            if any(set(row.subjects) - own for row in answer.rows):
                yield "(d) the trail tells of somebody else than the one in the address"

    # --- (e) ---

    def _told_apart(self, cell: Cell, request: Asked, answer: Answer) -> Iterator[str]:
        twin = nowhere(cell)
        if twin == cell:
            self.remembered.setdefault(cell, self._looks(request, answer))  # it is the twin of others
        if twin == cell or not cell.actor.is_logged_in or not self._hidden(cell):
            return
        if twin.relation is not cell.relation and not self._relation_hidden(cell):
            twin = Cell(cell.route, cell.method, cell.actor, cell.relation, cell.which, twin.variation)
            if twin == cell:
                return
        if twin not in self.remembered:
            self.remembered[twin] = self._looks(*self.ask(twin))
        mine, theirs = self._looks(request, answer), self.remembered[twin]
        for what, one, other in zip(("status", "headers", "body", "trail"), mine, theirs, strict=True):
            if one != other:
                yield f"(e) {what} tells it from what exists nowhere: {_difference(one, other)}"

    def _looks(self, request: Asked, answer: Answer) -> tuple[Any, ...]:
        """An answer without the ids and words that were sent, and without what is made anew each time."""
        headers = str(sorted((name, value) for name, value in answer.headers.items() if name != "Content-Length"))
        trail = str([(row.act, row.subjects, row.about, row.route, row.refused) for row in answer.rows])
        texts = [headers, MADE_ANEW.sub(r"\1", answer.body), trail]
        for given in request.given:
            texts = [text.replace(given, "SENT") for text in texts]
        known = self.world.ids
        return answer.status, *(ID.sub(lambda id: id[0] if id[0] in known else "NEW", text) for text in texts)

    def _relation_hidden(self, cell: Cell) -> bool:
        page = cell.route.page
        if page is None or page.names in ("file", "payment") or not cell.actor.is_member:
            return cell.relation in (Relation.ANOTHER_ROOM, Relation.OTHER_KIND)
        return not may_open(cell.actor, cell.relation, cell.route.kind) and cell.relation is not Relation.NOWHERE

    def _hidden(self, cell: Cell) -> bool:
        elsewhere = ("row_of_another", "row_of_another_room", "smuggled", "smuggled_another_room")
        return cell.variation in elsewhere or self._relation_hidden(cell)


def read(response: HttpResponse) -> str:
    """The body as text: of a print what stands on its pages and in its metadata, of a workbook its cells and names."""
    if response.content.startswith(b"%PDF") and b"/ToUnicode" in response.content:
        return words_in(response.content) + information_in(response.content)
    if response.content.startswith(b"PK"):
        parts = ZipFile(BytesIO(response.content))
        return "\n".join([*parts.namelist(), *(parts.read(name).decode(errors="replace") for name in parts.namelist())])
    return response.content.decode(errors="replace")


def _hex(identity: Any) -> str:
    """An id as SQLite and PostgreSQL both have it."""
    return str(identity).replace("-", "")


def _wrong_verdict(answer: Answer, wanted: Verdict) -> Iterator[str]:
    if answer.verdict is not wanted:
        got = answer.verdict.value if answer.verdict else f"broke with {answer.status}"
        yield f"(a) {got}, not {wanted.value}"


def _without_echo(text: str, request: Asked) -> str:
    """A text without the ids that were sent, and without what was typed where the form shows it again."""
    for given in request.given:
        text = text.replace(f'value="{given}"', "")
        if ID.fullmatch(given):
            text = text.replace(given, "")
    return text


def _difference(one: Any, other: Any) -> str:
    first, second = str(one), str(other)
    at = next((place for place, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), 0)
    return f"{first[max(0, at - 40) : at + 60]!r} and {second[max(0, at - 40) : at + 60]!r}"
