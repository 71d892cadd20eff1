"""Accepting and declining what the province sends down: nothing of it takes effect before a person accepts it.

What is accepted becomes the office's own word, exactly where a clerk would have written it, with the province's title
as the reason; it is corrected and taken away there.
"""

from __future__ import annotations

from collections.abc import Iterator

from sai_thong.db.changes import ChangeSet
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.errors import BadInput, Refused
from sai_thong.ground.language import _
from sai_thong.registers.from_province.contents import DownKind, ProposedRow, read_days, read_rows
from sai_thong.registers.from_province.records import ProvinceItem
from sai_thong.registers.law.row_fields import COMMON_FIELDS, TABLE_FIELDS
from sai_thong.registers.law.rows import Tables
from sai_thong.registers.office.holidays import holiday_table, set_holiday
from sai_thong.registers.office.operations import Saved
from sai_thong.registers.office.own_law import (
    TABLES_ADDED_TO,
    add_row,
    correct_row,
    follow_row,
    own_rows,
    row_in_use,
    tables_in_use,
)
from sai_thong.thai.calendar import thai_date_short


class KindUnknown(BadInput):
    """What was sent is of a kind that only a newer program knows."""

    def __init__(self) -> None:
        super().__init__(
            _("This program is too old to open what the province sent here."),
            kept=_("It is kept as it came, and nothing of it is in use."),
            do=_("Install the newest version of the program: it opens it then."),
        )


def province_items(shelf: Shelf) -> list[ProvinceItem]:
    """Everything sent down, the newest first."""
    return sorted(shelf.find(ProvinceItem), key=lambda each: (each.sent_at, each.number), reverse=True)


def waiting_items(shelf: Shelf) -> list[ProvinceItem]:
    """What nobody decided on yet, the newest first."""
    return [each for each in province_items(shelf) if each.waits]


def item_numbered(shelf: Shelf, number: int) -> ProvinceItem:
    """What was sent down under a number; the newest where two authorities gave the same.

    Raises:
        BadInput: Nothing was.
    """
    for each in province_items(shelf):
        if each.number == number:
            return each
    raise BadInput(
        _("The province sent nothing with the number {number}.").format(number=number), do=_("Look at the list.")
    )


def accept(store: Store, item: ProvinceItem) -> Saved[ProvinceItem]:
    """Let a proposal take effect, or know an announcement as read. What took effect before it failed stays.

    Raises:
        Refused: It was decided on or withdrawn.
        KindUnknown: Only a newer program can open it.
        BadInput, LawDataError: It cannot be taken over; which part is named.
    """
    _refuse_decided(item)
    kind = item.known_kind
    why = _("From the province, no. {number}: {title}").format(number=item.number, title=item.title)
    changes = ChangeSet()
    if kind is None:
        raise KindUnknown
    if kind is DownKind.HOLIDAYS:
        for day in read_days(item.content):
            if (day.day in holiday_table(store)) is not day.is_holiday:
                changes.add(set_holiday(store, day.day, day.name, is_holiday=day.is_holiday, reason=why).changes)
    elif kind is not DownKind.ANNOUNCEMENT:
        for row in read_rows(item.content):
            changes.add(_take_over(store, kind, row, why))
    with store.transaction(why) as tx:
        kept = tx.update(tx.get(ProvinceItem, item.id), accepted_on=bangkok_today(store.clock), decided_by=store.user)
        changes.add(tx.changes)
    return Saved(kept, changes)


def decline(store: Store, item: ProvinceItem, *, why: str) -> Saved[ProvinceItem]:
    """Keep the office's own ways.

    Raises:
        Refused: It was decided on or withdrawn.
        BadInput: No reason is given.
    """
    _refuse_decided(item)
    if not why.strip():
        raise BadInput(_("Nothing is declined without a reason."), do=_("Write why."))
    with store.transaction(why) as tx:
        today = bangkok_today(store.clock)
        known = tx.get(ProvinceItem, item.id)
        return Saved(tx.update(known, declined_on=today, decided_by=store.user, reason=why.strip()), tx.changes)


def what_changes(shelf: Shelf, item: ProvinceItem) -> list[tuple[str, str]]:
    """What a proposal says, line by line: what it is about, and what it shall be in place of what holds now.

    Raises:
        KindUnknown: Only a newer program can open it.
        BadInput: It cannot be read.
    """
    if item.known_kind is None:
        raise KindUnknown
    if item.known_kind is DownKind.ANNOUNCEMENT:
        return []
    if item.known_kind is DownKind.HOLIDAYS:
        return [
            (thai_date_short(each.day), each.name if each.is_holiday else _("a working day"))
            for each in read_days(item.content)
        ]
    tables = tables_in_use(shelf)
    return [(f"{row.table} / {row.row}", ", ".join(_field_words(tables, row))) for row in read_rows(item.content)]


def _field_words(tables: Tables, row: ProposedRow) -> Iterator[str]:
    """Each field by its name in the settings: what holds now, and what shall."""
    now = next((each for each in tables.get(row.table, ()) if each["id"] == row.row), {})
    named = {each.name: _(each.label) for each in (*TABLE_FIELDS.get(row.table, ()), *COMMON_FIELDS)}
    for name, value in row.fields.items():
        said = f"{named.get(name, name)}: {now[name]} → {value}" if name in now else f"{named.get(name, name)}: {value}"
        yield (
            said
            if row.from_day is None
            else _("{said} from {day} on").format(said=said, day=thai_date_short(row.from_day))
        )


def _take_over(store: Store, kind: DownKind, row: ProposedRow, why: str) -> ChangeSet:
    """One row; nothing where the office says the same already."""
    if kind is DownKind.LIST:
        if row.table not in TABLES_ADDED_TO:
            raise BadInput(
                _("“{table}” is no reference list of the office.").format(table=row.table),
                do=_("Decline it, and tell the province."),
            )
        if any(each["id"] == row.row for each in tables_in_use(store).get(row.table, ())):
            return ChangeSet()
        return add_row(store, row.table, row.fields, row_id=row.row, why=why).changes
    if row.from_day is None:
        in_use = row_in_use(store, row.table, row.row)
        if all(in_use.get(name) == value for name, value in row.fields.items()):
            return ChangeSet()
        return correct_row(store, row.table, row.row, row.fields, why=why).changes
    began = row.from_day.isoformat()
    for own in own_rows(store):
        if (own.table, own.follows, own.fields.get("effective_from")) == (row.table, row.row, began):
            return ChangeSet()
    return follow_row(store, row.table, row.row, row.from_day, row.fields, why=why).changes


def _refuse_decided(item: ProvinceItem) -> None:
    if not item.waits:
        raise Refused(
            _("No. {number} was decided on already, or withdrawn.").format(number=item.number),
            kept=_("Nothing was changed."),
            do=_("Change it where it stands in the settings."),
        )
