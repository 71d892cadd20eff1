"""Lists of cases for the window and the command line: plain rows under a saved view, searched as one types.

A list holds the ordinary cases, or, asked for by itself, the confidential ones this user may see; never both, so that
no search over the office's work turns up a complaint against an official.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final, NamedTuple
from weakref import WeakKeyDictionary

from sai_thong.db.journal import Head
from sai_thong.db.search import matching_rows, terms_of
from sai_thong.db.store import Store
from sai_thong.ground.clock import BANGKOK, bangkok_today
from sai_thong.records import declaration_of, to_row
from sai_thong.records.encoding import encode
from sai_thong.registers.citizens.joined import with_joined
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.office.settings import PETITION_DUE_SOON, office_settings
from sai_thong.registers.petitions.records import Party, Petition
from sai_thong.registers.petitions.rules.clocks import end_of_day, start_of_day
from sai_thong.registers.petitions.shelves import confidential_cases, shelf_of
from sai_thong.registers.petitions.terms import (
    Channel,
    ClockKind,
    Decision,
    Naming,
    PetitionState,
)
from sai_thong.thai.text import search_form

DUE_SOON_DAYS: Final = 3
"""A clock that runs out within this many days, today counted as none, is due soon; the office may say otherwise."""

_COMMON: Final = 1_000
"""A value that this many cases have is common."""

_MORE: Final = 8
"""A search that found too few under a view looks at this many times as many rows again."""


class Scope(StrEnum):
    """Which cases a view shows."""

    OPEN = "open"
    MINE = "mine"
    """Open, and this user is the officer in charge."""
    DUE = "due"
    """Open, and a clock runs out soon or has run out."""
    SOON = "soon"
    """Open, and a clock runs out soon; what has run out left out."""
    OVERDUE = "overdue"
    ENDED = "ended"
    UNNUMBERED = "unnumbered"
    """Taken with the number left blank."""
    ALL = "all"


@dataclass(frozen=True)
class View:
    """A saved view of the list.

    Attributes:
        scope: Which cases.
        confidential: The complaints against officials instead of the ordinary cases.
        moo: Only of this village.
        state: Only at this state.
        service: Only of this service.
        division: Only of this division.
        officer: Only of this officer.
        channel: Only those that came this way.
        from_day: Received on this day or later.
        to_day: Received on this day or before.
    """

    scope: Scope = Scope.OPEN
    confidential: bool = False
    moo: int | None = None
    state: PetitionState | None = None
    service: str = ""
    division: str = ""
    officer: str = ""
    channel: Channel | None = None
    from_day: date | None = None
    to_day: date | None = None

    @property
    def by_due(self) -> bool:
        """Whether the list stands in the order of what is due, not of what came last."""
        return self.scope in (Scope.OPEN, Scope.MINE, Scope.DUE, Scope.SOON, Scope.OVERDUE)


class PetitionRow(NamedTuple):
    """One line of a list, as the store holds it; the properties give it as values.

    `row` is the place in the table, or among the sealed cases; only paging asks for it.
    """

    row: int
    id: str
    number: str
    received_at: str
    subject: str
    petitioner_name: str
    naming: str
    moo: int | None
    place: str
    service: str
    channel: str
    state: str
    division: str
    officer: str
    next_clock: str | None
    next_due_at: str | None
    decision: str | None
    answered_at: str | None
    in_time: int | None

    @property
    def received(self) -> datetime:
        """When it was received, in UTC."""
        return _moment(self.received_at)

    @property
    def due(self) -> datetime | None:
        """When the next clock runs out, in UTC; None when the case has ended."""
        return _moment(self.next_due_at) if self.next_due_at else None

    @property
    def clock(self) -> ClockKind | None:
        """What is due next."""
        return ClockKind(self.next_clock) if self.next_clock else None

    @property
    def stands_at(self) -> PetitionState:
        """Where the case stands."""
        return PetitionState(self.state)

    @property
    def came_by(self) -> Channel:
        """How it came."""
        return Channel(self.channel)

    @property
    def named(self) -> Naming:
        """Whether the petitioner gives a name."""
        return Naming(self.naming)

    @property
    def decided(self) -> Decision | None:
        """What was decided."""
        return Decision(self.decision) if self.decision else None

    def overdue(self, now: datetime) -> bool:
        """Whether the next clock has run out."""
        return self.due is not None and self.due < now


class _FirstRows(NamedTuple):
    """The first rows that a search looks at."""

    case: int
    person: int


_EVERY_ROW: Final = _FirstRows(0, 0)
_REMEMBERED: Final[WeakKeyDictionary[Store, tuple[Head, _FirstRows]]] = WeakKeyDictionary()
"""Of each open store the first rows of its open cases, and the head of the journal at which that was so."""
_COLUMNS: Final = ", ".join(PetitionRow._fields)


def petitions(
    store: Store, view: View | None = None, text: str = "", *, limit: int = 100, after: PetitionRow | None = None
) -> list[PetitionRow]:
    """The cases of a view that hold every word of `text`: number, subject, place or anybody's name.

    Open cases stand by what is due first, others and searches by the latest received.

    Args:
        store: The office's store.
        view: Which cases; the open ones when not given.
        text: What is searched; nothing shows the whole view.
        limit: At most this many.
        after: The last row of the page before.

    Raises:
        SetClosed: The view is of confidential cases and this user does not hold their key.
    """
    view = view or View()
    if view.confidential:
        return _sealed_page(store, view, text, limit, after)
    where, values = _condition(store, view)
    by_due = view.by_due and not text.strip()
    if after is not None:
        page, page_values = _after(after, by_due=by_due)
        where, values = f"{where} AND {page}", [*values, *page_values]
    if text.strip():
        first = _first_open_rows(store) if view.by_due else _EVERY_ROW
        return _found(store, text, where, values, limit=limit, first=first)
    order = "next_due_at, row" if by_due else "received_at DESC, row DESC"
    return _rows(store, where, values, order, limit)


def due_soon_days(store: Store) -> int:
    """Within how many days a clock that runs out is called due soon at this office."""
    return office_settings(store).number(PETITION_DUE_SOON) or DUE_SOON_DAYS


def count_petitions(store: Store, view: View) -> int:
    """How many cases a view holds."""
    if view.confidential:
        return len(_sealed_rows(store, view, ""))
    where, values = _condition(store, view)
    return int(store.query(f"SELECT count(*) AS n FROM petitions WHERE {where}", values)[0]["n"])


def count_by_village(store: Store) -> dict[int | None, int]:
    """How many ordinary cases are open in each village; None for those of no village."""
    rows = store.query(
        "SELECT +moo AS moo, count(*) AS n FROM petitions WHERE next_due_at IS NOT NULL GROUP BY 1 ORDER BY 1"
    )
    return {row["moo"]: row["n"] for row in rows}


def petitions_of_person(store: Store, person_id: str) -> list[PetitionRow]:
    """The ordinary cases in which a citizen, or a record since joined to theirs, has a part; the latest first."""
    records = tuple(each.id for each in with_joined(store, store.get(Citizen, person_id)))
    return _rows(
        store,
        f"id IN (SELECT petition_id FROM petition_parties WHERE person_id IN ({','.join('?' * len(records))}))",
        records,
        "received_at DESC, row DESC",
        limit=1_000,
    )


def due_between(store: Store, begins: datetime, ends: datetime, *, confidential: bool = False) -> list[PetitionRow]:
    """The cases of which the next clock runs out between two moments, by time.

    Raises:
        SetClosed: Confidential cases are asked for and this user does not hold their key.
    """
    if confidential:
        rows = _sealed_rows(store, View(Scope.OPEN, confidential=True), "")
        return sorted(
            (row for row in rows if row.due is not None and begins <= row.due <= ends),
            key=lambda row: (row.next_due_at or "", row.row),
        )
    span = [utc_text(begins), utc_text(ends)]
    return _rows(store, "next_due_at BETWEEN ? AND ?", span, "next_due_at, row", limit=100_000)


def _condition(store: Store, view: View) -> tuple[str, list[Any]]:
    """The condition of a view as SQL with its parameters."""
    parts: list[str] = []
    values: list[Any] = []
    for name in ("moo", "state", "service", "division", "officer", "channel"):
        wanted = getattr(view, name)
        if wanted not in (None, ""):
            value = str(wanted) if isinstance(wanted, str) else wanted
            # The plus keeps SQLite from an index that finds too much: open cases are found by what is due.
            parts.append(f"{'+' if view.by_due or _is_common(store, name, value) else ''}{name} = ?")
            values.append(value)
    if view.from_day is not None:
        parts.append("received_at >= ?")
        values.append(utc_text(start_of_day(view.from_day)))
    if view.to_day is not None:
        parts.append("received_at <= ?")
        values.append(utc_text(end_of_day(view.to_day)))
    told, more = _scope_condition(store, view.scope)
    return " AND ".join([*parts, told]), [*values, *more]


def _is_common(store: Store, column: str, value: str | int) -> bool:
    """Whether so many cases have a value that looking through the latest finds a page sooner than sorting them all."""
    few = f"SELECT 1 FROM petitions WHERE {column} = ? LIMIT {_COMMON}"
    (found,) = store.query(f"SELECT count(*) AS n FROM ({few})", (value,))
    return bool(found["n"] >= _COMMON)


def _scope_condition(store: Store, scope: Scope) -> tuple[str, list[Any]]:
    # An ended case has no clock and an open one always has, so the index of due times finds the open ones.
    now = store.clock.now()
    soon = _soon(store)
    conditions: dict[Scope, tuple[str, list[Any]]] = {
        Scope.ALL: ("1", []),
        Scope.OPEN: ("next_due_at IS NOT NULL", []),
        Scope.MINE: ("+officer = ? AND next_due_at IS NOT NULL", [store.user]),
        Scope.DUE: ("next_due_at <= ?", [utc_text(soon)]),
        Scope.SOON: ("next_due_at BETWEEN ? AND ?", [utc_text(now), utc_text(soon)]),
        Scope.OVERDUE: ("next_due_at < ?", [utc_text(now)]),
        Scope.ENDED: ("+next_due_at IS NULL", []),
        Scope.UNNUMBERED: ("number = ''", []),
    }
    return conditions[scope]


def _after(last: PetitionRow, *, by_due: bool) -> tuple[str, list[Any]]:
    if by_due:
        return "(next_due_at, row) > (?, ?)", [last.next_due_at, last.row]
    return "(received_at, row) < (?, ?)", [last.received_at, last.row]


def _rows(store: Store, where: str, values: Sequence[Any], order: str, limit: int) -> list[PetitionRow]:
    cursor = store.connection_for_reading().execute(
        f"SELECT {_COLUMNS} FROM petitions WHERE {where} ORDER BY {order} LIMIT ?", (*values, limit)
    )
    return [PetitionRow(*row) for row in cursor]


def _first_open_rows(store: Store) -> _FirstRows:
    """Where the open cases begin: they are mostly the latest, and what lies before need not be searched.

    Asked once for many keystrokes: it is remembered until the journal of the store has another head.
    """
    head = store.head()
    remembered = _REMEMBERED.get(store)
    if remembered is None or remembered[0] != head:
        is_open = "next_due_at IS NOT NULL"
        (case,) = store.query(f"SELECT coalesce(min(+row), 0) AS row FROM petitions WHERE {is_open}")
        (person,) = store.query(
            # The plus lets the people be found by their cases; by row, the whole table would be read.
            "SELECT coalesce(min(+row), 0) AS row FROM petition_parties"
            f" WHERE petition_id IN (SELECT id FROM petitions WHERE {is_open})"
        )
        remembered = _REMEMBERED[store] = (head, _FirstRows(case["row"], person["row"]))
    return remembered[1]


def _found(
    store: Store, text: str, where: str, values: Sequence[Any], *, limit: int, first: _FirstRows
) -> list[PetitionRow]:
    """The matching cases that pass the condition, the latest, looking no further than is needed to have `limit`."""
    looked_at = limit
    while True:
        rows, complete = _matching(store, text, first, looked_at)
        among = f"row IN ({','.join(map(str, rows))}) AND {where}"
        found = _rows(store, among, values, "received_at DESC, row DESC", limit)
        if len(found) >= limit or complete:
            return found
        looked_at *= _MORE


def _matching(store: Store, text: str, first: _FirstRows, limit: int) -> tuple[set[int], bool]:
    """Rows of cases that hold the words, themselves or in the name of one of their people; and whether that is all."""
    connection = store.connection_for_reading()
    own = matching_rows(connection, declaration_of(Petition), text, limit, newest_first=True, first_row=first.case)
    people = matching_rows(connection, declaration_of(Party), text, limit, newest_first=True, first_row=first.person)
    of_people = connection.execute(
        "SELECT row FROM petitions WHERE id IN "
        f"(SELECT petition_id FROM petition_parties WHERE row IN ({','.join(map(str, people))}))"
    )
    return {*own, *(row for (row,) in of_people)}, len(own) < limit and len(people) < limit


def _sealed_page(store: Store, view: View, text: str, limit: int, after: PetitionRow | None) -> list[PetitionRow]:
    rows = _sealed_rows(store, view, text)
    if view.by_due and not text.strip():
        rows.sort(key=lambda row: (row.next_due_at or "", row.row))
    else:
        rows.sort(key=lambda row: (row.received_at, row.row), reverse=True)
    begin = 1 + next((place for place, row in enumerate(rows) if after and row.id == after.id), -1)
    return rows[begin : begin + limit]


def _soon(store: Store) -> datetime:
    """Until when a clock that runs out is due soon."""
    return end_of_day(bangkok_today(store.clock) + timedelta(days=due_soon_days(store)))


def _sealed_rows(store: Store, view: View, text: str) -> list[PetitionRow]:
    """The confidential cases of a view, searched in memory: no index holds a word of them."""
    terms = [search_form(term) for term in terms_of(text)]
    words = _sealed_words(store) if terms else {}
    soon = _soon(store)
    return [
        _row_of(place, petition)
        for place, petition in enumerate(confidential_cases(store))
        if _passes(store, view, petition, soon) and all(term in words[petition.id] for term in terms)
    ]


def _sealed_words(store: Store) -> dict[str, str]:
    """What is searched of each confidential case: its own words and the names of its people."""
    sealed = shelf_of(store, confidential=True)
    words = {petition.id: search_form(petition.search_text()) for petition in sealed.find(Petition)}
    for party in sealed.find(Party):
        words[party.petition_id] += f" {search_form(party.search_text())}"
    return words


def _passes(store: Store, view: View, petition: Petition, soon: datetime) -> bool:
    """Whether a case in memory is in a view, as `_condition` says it."""
    named = ("moo", "state", "service", "division", "officer", "channel")
    if any(getattr(view, name) not in (None, "", getattr(petition, name)) for name in named):
        return False
    day = petition.received_at.astimezone(BANGKOK).date()
    if day < (view.from_day or date.min) or day > (view.to_day or date.max):
        return False
    due = petition.next_due_at
    now = store.clock.now()
    in_scope = {
        Scope.ALL: True,
        Scope.OPEN: due is not None,
        Scope.MINE: due is not None and petition.officer == store.user,
        Scope.DUE: due is not None and due <= soon,
        Scope.SOON: due is not None and now <= due <= soon,
        Scope.OVERDUE: due is not None and due < now,
        Scope.ENDED: due is None,
        Scope.UNNUMBERED: not petition.number,
    }
    return in_scope[view.scope]


def _row_of(place: int, petition: Petition) -> PetitionRow:
    plain: dict[str, Any] = {**to_row(petition), "row": place, "id": petition.id}
    return PetitionRow(**{name: plain[name] for name in PetitionRow._fields})


def utc_text(moment: datetime) -> str:
    """A moment as its column holds it, so that texts compare as times do."""
    return str(encode(declaration_of(Petition).field("received_at"), moment))


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))
