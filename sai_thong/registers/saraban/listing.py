"""Lists of the registers: what came and what left in a year, searched as one types, and what waits for its number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar

from sai_thong.db.search import matching_rows
from sai_thong.db.shelf import Shelf, condition
from sai_thong.db.store import Store
from sai_thong.ground.clock import BANGKOK
from sai_thong.records import declaration_of, from_row
from sai_thong.registers.saraban.records import IncomingDocument, OutgoingDocument
from sai_thong.registers.saraban.terms import Register
from sai_thong.thai.calendar import be_year

D = TypeVar("D", IncomingDocument, OutgoingDocument)
SEARCH_LIMIT: Final = 500
"""A search shows at most so many documents, those entered last."""
_MORE: Final = 8
"""A search that found too few under a view looks at this many times as many rows again."""
_WITH_NOBODY: Final = {"division": "", "action": "", "voided_on": None, "destroyed_on": None}


@dataclass(frozen=True)
class RegisterView:
    """Which lines of a register are shown.

    Attributes:
        year_be: Calendar year (BE); every year when None.
        text: What was typed into the search.
        register: Of the outgoing documents, one register; all when None.
        without_number: Only those that wait for their number.
        with_nobody: Of the incoming documents, only those that nobody has yet; see `not_passed_on`.
    """

    year_be: int | None = None
    text: str = ""
    register: Register | None = None
    without_number: bool = False
    with_nobody: bool = False


def incoming_documents(store: Store, view: RegisterView) -> list[IncomingDocument]:
    """The incoming documents of a view: those without a number first, then the latest number first."""
    return _latest_first(_found(store, IncomingDocument, view))


def outgoing_documents(store: Store, view: RegisterView) -> list[OutgoingDocument]:
    """The outgoing documents of a view: those without a number first, then the latest first."""
    return _latest_first(_found(store, OutgoingDocument, view))


def incoming_of_days(shelf: Shelf, first: date, last: date) -> list[IncomingDocument]:
    """ทะเบียนหนังสือรับ of some days, in the order of the numbers; void ones keep their line."""
    years = tuple(range(be_year(first.year), be_year(last.year) + 1))
    found = shelf.find(IncomingDocument, year_be=years)
    kept = [each for each in found if each.number is not None and first <= received_day(each) <= last]
    return sorted(kept, key=lambda each: (each.year_be, each.number or 0))


def outgoing_of_days(shelf: Shelf, register: Register, first: date, last: date) -> list[OutgoingDocument]:
    """ทะเบียนหนังสือส่ง of some days, in the order of the numbers; void ones keep their line."""
    found = shelf.find(OutgoingDocument, register=register)
    kept = [each for each in found if each.number is not None and first <= each.dated_on <= last]
    return sorted(kept, key=lambda each: (each.year_be, each.number or 0, each.sub_number or 0))


def not_passed_on(shelf: Shelf) -> list[IncomingDocument]:
    """The incoming documents of which neither a division nor an action is known: nobody has them yet."""
    return shelf.find(IncomingDocument, **_WITH_NOBODY)


def received_day(document: IncomingDocument) -> date:
    """The day in Bangkok on which a document was received."""
    return document.received_at.astimezone(BANGKOK).date()


def register_years(shelf: Shelf) -> list[int]:
    """The calendar years (BE) of which there is any document, the latest first."""
    incoming = {each.year_be for each in shelf.find(IncomingDocument)}
    return sorted(incoming | {each.year_be for each in shelf.find(OutgoingDocument)}, reverse=True)


def _found(store: Store, record_class: type[D], view: RegisterView) -> list[D]:
    equals = _equals(view)
    if not view.text.strip():
        return store.find(record_class, **equals)
    declared = declaration_of(record_class)
    where, values = condition(record_class, equals)
    looked_at = SEARCH_LIMIT
    while True:
        rows = matching_rows(store.connection_for_reading(), declared, view.text, looked_at, newest_first=True)
        among = " AND ".join(filter(None, (f"row IN ({','.join(map(str, rows))})", where)))
        found = store.query(
            f"SELECT * FROM {declared.table} WHERE {among} ORDER BY row DESC LIMIT {SEARCH_LIMIT}", values
        )
        if len(found) == SEARCH_LIMIT or len(rows) < looked_at:
            return [from_row(record_class, row) for row in found]
        looked_at *= _MORE


def _equals(view: RegisterView) -> dict[str, Any]:
    """What a view asks of the fields of a document."""
    equals: dict[str, Any] = {}
    if view.year_be is not None:
        equals["year_be"] = view.year_be
    if view.register is not None:
        equals["register"] = view.register
    if view.with_nobody:
        equals |= _WITH_NOBODY
    if view.without_number:
        equals |= {"number": None, "voided_on": None}
    return equals


def _latest_first(documents: Iterable[D]) -> list[D]:
    def place(document: D) -> tuple[bool, int, int, str]:
        waits = document.number is None and document.voided_on is None
        return waits, document.year_be, document.number or 0, document.id

    return sorted(documents, key=place, reverse=True)
