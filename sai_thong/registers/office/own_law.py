"""The office's own rows of the law tables: laid over the shipped ones, checked by the same reader, taken away again.

Each is a journaled setting ``law.<table>.<row>``. It corrects fields of the shipped row of that name, or follows
another row from a day on, such as a new rate: then the row before it ends the day before, for as long as it is there;
or it is wholly new, such as a service that no other office gives. A month that was sent keeps its frozen lines whatever
is said here.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from hashlib import sha256
from typing import Any, Final

from sai_thong.db.permits import Action
from sai_thong.db.shelf import Shelf, ShelfWriter
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.errors import BadInput, Refused
from sai_thong.ground.language import _
from sai_thong.registers.law import AllowanceLaw, LawDataError, load_allowance_law
from sai_thong.registers.law.allowance_tables import shipped_tables
from sai_thong.registers.law.asset_tables import load_asset_law, shipped_asset_rules, shipped_asset_types
from sai_thong.registers.law.field_lines import with_known_keys
from sai_thong.registers.law.petition_clocks import load_petition_clocks, shipped_clock_tables
from sai_thong.registers.law.privacy import load_privacy_law, shipped_privacy_tables
from sai_thong.registers.law.row_fields import row_field
from sai_thong.registers.law.rows import Tables, lay_over
from sai_thong.registers.law.services import load_services, shipped_service_tables
from sai_thong.registers.office.operations import Saved
from sai_thong.registers.office.records import Setting
from sai_thong.registers.office.settings import DISABILITY_MOVE, HIV_MOVE, office_settings
from sai_thong.thai.calendar import thai_date
from sai_thong.thai.text import search_form

_KEY: Final = "law."
_OWN_SOURCE: Final = "สำนักงานกำหนดเอง"
LAST_MONTH_BY_CHOICE: Final = {"disability-move": DISABILITY_MOVE, "hiv-move": HIV_MOVE}
"""Rows of the moves whose last month is a choice of the office."""


@dataclass(frozen=True)
class OwnRow:
    """A row that the office says otherwise, or added.

    Attributes:
        table: The law table.
        row_id: The row's name in it.
        fields: What the office says: some fields of a shipped row, every field of an added one.
        follows: The row that this one follows from its first day on; empty for a correction and for a wholly new row.
        setting: The record that keeps it; its history tells who said so, when and why.
        added: Whether the program ships no row of this name.
    """

    table: str
    row_id: str
    fields: Mapping[str, Any]
    follows: str
    setting: Setting
    added: bool = False


@dataclass(frozen=True)
class LawBook:
    """Tables that are read together.

    Attributes:
        shipped: The tables as shipped.
        load: Reads them with an overlay; raises `LawDataError` when they do not hold together.
    """

    shipped: Callable[[], Tables]
    load: Callable[[Tables], object]


class BelongsElsewhere(Refused):
    """This is said in another place of the settings, where more depends on it."""

    def __init__(self, do: str) -> None:
        super().__init__(
            _("This is not said in the law tables of the office."), kept=_("The rules in use were not changed."), do=do
        )


@cache
def _shipped_allowance_tables() -> Tables:
    return {name: rows for file in shipped_tables().values() for name, rows in file.items()}


BOOKS: Final = (
    LawBook(_shipped_allowance_tables, load_allowance_law),
    LawBook(shipped_service_tables, load_services),
    LawBook(shipped_clock_tables, load_petition_clocks),
    LawBook(shipped_privacy_tables, load_privacy_law),
    LawBook(shipped_asset_types, load_asset_law),
    LawBook(shipped_asset_rules, lambda overlay: load_asset_law(None, overlay)),
)
"""Every group of tables that an office may say otherwise."""


TABLES_ADDED_TO: Final = ("services", "divisions")
"""Tables to which an office may add rows; of the others, what follows is said."""
OWN_ROW: Final[Mapping[str, Mapping[str, Any]]] = {
    "services": {
        "profile": "service",
        "category": "อื่นๆ",
        "confidential": False,
        "legal_ref": _OWN_SOURCE,
        "certainty": "verified",
    },
    "divisions": {"legal_ref": _OWN_SOURCE, "certainty": "verified"},
}
"""What an added row says where the office does not."""


def own_rows(shelf: Shelf) -> list[OwnRow]:
    """Every own row that is in use, corrections before added rows, these by their first day."""
    found = [_read(each) for each in shelf.find(Setting) if each.key.startswith(_KEY) and each.value]
    return sorted(found, key=lambda own: (bool(own.follows), str(own.fields.get("effective_from", "")), own.row_id))


def own_row(shelf: Shelf, table: str, row_id: str) -> OwnRow | None:
    """The office's own word about a row; None where the shipped one holds."""
    found = shelf.find(Setting, key=_key(table, row_id))
    return _read(found[0]) if found and found[0].value else None


def law_row_of(setting: Setting) -> tuple[str, str]:
    """The law table and row of which a setting says something; empty ones for any other setting."""
    if not setting.key.startswith(_KEY):
        return "", ""
    table, _dot, row_id = setting.key.removeprefix(_KEY).partition(".")
    return table, row_id


def overlay_of(shelf: Shelf, shipped: Tables) -> Tables:
    """What this office lays over some shipped tables: its choices, then its own rows."""
    settings = office_settings(shelf)
    overlay: dict[str, list[dict[str, Any]]] = defaultdict(list)
    if "move" in shipped:
        overlay["move"] = [
            {"id": row, "old_office_until": settings.choice(key)} for row, key in LAST_MONTH_BY_CHOICE.items()
        ]
    for own in own_rows(shelf):
        if own.table not in shipped:
            continue
        if own.follows:
            overlay[own.table].append({"id": own.follows, "effective_to": _day_before(own).isoformat()})
        overlay[own.table].append({"id": own.row_id, **own.fields})
    return overlay


def law_of(shelf: Shelf) -> AllowanceLaw:
    """The allowance law of this office.

    Raises:
        LawDataError: An own row does not fit the tables that this program ships; the row is named.
    """
    overlay = overlay_of(shelf, _shipped_allowance_tables())
    return _loaded(json.dumps(overlay, sort_keys=True, ensure_ascii=False))


def tables_in_use(shelf: Shelf) -> Tables:
    """Every table that an office may say otherwise, as plain rows with the office's own laid over."""
    return {
        table: rows
        for book in BOOKS
        for table, rows in lay_over(book.shipped(), overlay_of(shelf, book.shipped())).items()
    }


def row_in_use(shelf: Shelf, table: str, row_id: str) -> Mapping[str, Any]:
    """The plain fields of a row as this office has it.

    Raises:
        BadInput: There is no such row.
    """
    for row in tables_in_use(shelf).get(table, ()):
        if row["id"] == row_id:
            return row
    raise BadInput(
        _("The law table “{table}” has no row “{row}”.").format(table=table, row=row_id),
        do=_("Take the table and the row from the list."),
    )


def correct_row(store: Store, table: str, row_id: str, fields: Mapping[str, Any], *, why: str) -> Saved[Setting]:
    """Say some fields of a row otherwise, for its whole time.

    Args:
        store: The office's store.
        table: The law table.
        row_id: A shipped row, or one the office added.
        fields: Plain values by field (`row_fields.read_value`); None takes a field away. Others stay.
        why: The reason, such as the letter that says so.

    Raises:
        LawDataError: The tables would not hold together; the row is named, nothing is kept.
        BadInput: There is no such row or field, or no reason is given.
        BelongsElsewhere: It is said in another place of the settings.
    """
    _require_permit(store, table)
    _check(table, row_id, fields, why)
    with store.transaction(why) as tx:
        in_use = row_in_use(tx, table, row_id)
        own = own_row(tx, table, row_id)
        shipped = _shipped_row(table, row_id)
        said = {**(own.fields if own else {}), **_known_by(fields, in_use, shipped or {})}
        if shipped is not None:
            said = {name: value for name, value in said.items() if _plain(shipped.get(name)) != value}
        record = _keep(tx, table, row_id, said, own.follows if own else "")
        _read_again(tx, table)
        return Saved(record, tx.changes)


def follow_row(
    store: Store, table: str, row_id: str, from_day: date, fields: Mapping[str, Any], *, why: str
) -> Saved[Setting]:
    """Let a new row follow another from a day on: what is not among `fields` it takes over.

    Raises:
        LawDataError: The tables would not hold together; the row is named, nothing is kept.
        BadInput: There is no such row or field, the day is not within the row's time, or no reason is given.
        BelongsElsewhere: It is said in another place of the settings.
    """
    _require_permit(store, table)
    _check(table, row_id, fields, why)
    with store.transaction(why) as tx:
        before = {name: _plain(value) for name, value in row_in_use(tx, table, row_id).items()}
        last = str(before.get("effective_to") or date.max.isoformat())
        if not str(before["effective_from"]) < from_day.isoformat() <= last:
            raise BadInput(
                _("{day} is no day on which the row could be followed by another.").format(day=thai_date(from_day)),
                kept=_("The rules in use were not changed."),
                do=_("Write a day after the row's first and not after its last, or correct the row itself."),
            )
        own_id = f"{row_id}-{from_day.isoformat()}"
        # The note speaks of the row before; what is new has its own or none.
        said = {name: value for name, value in before.items() if name not in ("id", "note")}
        record = _keep(
            tx,
            table,
            own_id,
            said
            | {"effective_from": from_day.isoformat()}
            | _known_by(fields, before, _shipped_row(table, row_id) or {}),
            row_id,
        )
        _read_again(tx, table)
        return Saved(record, tx.changes)


def add_row(store: Store, table: str, fields: Mapping[str, Any], *, row_id: str = "", why: str) -> Saved[Setting]:
    """Add a wholly new row: a service that only this office gives, or a division of its own.

    Args:
        store: The office's store.
        table: One of `TABLES_ADDED_TO`.
        fields: Plain values by field. What is not given is taken from `OWN_ROW`, and holds from today.
        row_id: Its name in the table, also the key by which petitions know it; made from its name when not given.
        why: The reason.

    Raises:
        LawDataError: The tables would not hold together; the row is named, nothing is kept.
        BadInput: There is no such field, the row has no name, or no reason is given.
        Refused: There is such a row already.
        BelongsElsewhere: The table takes no rows of an office's own.
    """
    if table not in TABLES_ADDED_TO:
        raise BelongsElsewhere(_("Let a new row follow the one that holds now, from a day on."))
    said = {**OWN_ROW[table], "effective_from": bangkok_today(store.clock).isoformat(), **fields}
    name = str(said.get("name") or "").strip()
    if not name:
        raise BadInput(_("What is added has no name."), do=_("Write what it is called."))
    row_id = row_id or f"own-{sha256(search_form(name).encode()).hexdigest()[:8]}"
    _require_permit(store, table)
    _check(table, row_id, fields, why)
    with store.transaction(why) as tx:
        if any(row["id"] == row_id for row in tables_in_use(tx)[table]):
            raise Refused(
                _("There is “{name}” already.").format(name=name),
                kept=_("The rules in use were not changed."),
                do=_("Change that one, or give this one another name."),
            )
        key = {"service": row_id} if table == "services" else {}
        record = _keep(
            tx, table, row_id, key | {field: value for field, value in said.items() if value is not None}, ""
        )
        _read_again(tx, table)
        return Saved(record, tx.changes)


def reset_row(store: Store, table: str, row_id: str, *, why: str) -> Saved[Setting]:
    """Go back to the shipped value, or take away a row that the office added.

    Own rows that no longer fit what a newer program ships can be taken away one by one.

    Raises:
        BadInput: The office said nothing of this row, or no reason is given.
        Refused: Another own row follows it.
        LawDataError: The tables held together and would not any more.
    """
    _require_permit(store, table)
    _need_reason(why)
    with store.transaction(why) as tx:
        own = own_row(tx, table, row_id)
        if own is None:
            raise BadInput(
                _("The office has said nothing of its own about “{row}”.").format(row=row_id),
                do=_("Take the table and the row from the list."),
            )
        followers = [each.row_id for each in own_rows(tx) if each.table == table and each.follows == row_id]
        if followers and own.added:
            raise Refused(
                _("“{other}” follows this row.").format(other=followers[0]),
                kept=_("The rules in use were not changed."),
                do=_("Take that one away first."),
            )
        held_together = _holds_together(tx, table)
        record = tx.update(own.setting, value="")
        if held_together:
            _read_again(tx, table)
        return Saved(record, tx.changes)


def _require_permit(store: Store, table: str) -> None:
    """Refuse who may not change the rules: rows are kept as settings, which other registers write too."""
    of_assets = table in shipped_asset_types() or table in shipped_asset_rules()
    if not (of_assets and store.permits.allows("assets", Action.EDIT)):
        store.permits.require("office", Action.EDIT)


def _check(table: str, row_id: str, fields: Mapping[str, Any], why: str) -> None:
    _need_reason(why)
    for name in fields:
        row_field(table, name)
    if table == "pay_source":
        raise BelongsElsewhere(_("Record the pay source from a month on, under pay sources."))
    if row_id in LAST_MONTH_BY_CHOICE and "old_office_until" in fields:
        raise BelongsElsewhere(_("Change it among the choices of the office."))


def _known_by(fields: Mapping[str, Any], *before: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with what a form asks under the keys it had before: old answers are found by them."""
    said = dict(fields)
    if said.get("fields"):
        known = [asked for row in reversed(before) for asked in row.get("fields") or ()]
        said["fields"] = with_known_keys(said["fields"], known)
    return said


def _read_again(shelf: Shelf, table: str) -> None:
    """Let the reader of the table look at it with the office's rows; raises `LawDataError` by row."""
    for book in BOOKS:
        if table in book.shipped():
            book.load(json.loads(json.dumps(overlay_of(shelf, book.shipped()))))


def _holds_together(shelf: Shelf, table: str) -> bool:
    try:
        _read_again(shelf, table)
    except LawDataError:
        return False
    return True


def _need_reason(why: str) -> None:
    if not why.strip():
        raise BadInput(_("The law tables are changed only with a reason."), do=_("Write the reason."))


def _keep(tx: ShelfWriter, table: str, row_id: str, fields: Mapping[str, Any], follows: str) -> Setting:
    """Write an own row; one that says nothing any more is empty, and the shipped row holds again."""
    key = _key(table, row_id)
    said: dict[str, Any] = {"fields": dict(fields)} | ({"follows": follows} if follows else {})
    value = json.dumps(said, sort_keys=True, ensure_ascii=False) if fields else ""
    known = tx.find(Setting, key=key)
    if known:
        return tx.update(known[0], value=value)
    return tx.insert(Setting(key=key, value=value), record_id=tx.natural_id("setting", key))


def _read(setting: Setting) -> OwnRow:
    table, row_id = law_row_of(setting)
    said = json.loads(setting.value)
    return OwnRow(table, row_id, said["fields"], said.get("follows", ""), setting, _shipped_row(table, row_id) is None)


def _key(table: str, row_id: str) -> str:
    return f"{_KEY}{table}.{row_id}"


def _day_before(own: OwnRow) -> date:
    return date.fromisoformat(str(own.fields["effective_from"])) - timedelta(days=1)


def _shipped_row(table: str, row_id: str) -> Mapping[str, Any] | None:
    rows: Iterable[Mapping[str, Any]] = (row for book in BOOKS for row in book.shipped().get(table, ()))
    return next((row for row in rows if row["id"] == row_id), None)


def _plain(value: object) -> object:
    """A value of a law file as JSON holds it."""
    return value.isoformat() if isinstance(value, date) else value


@lru_cache(maxsize=8)
def _loaded(overlay: str) -> AllowanceLaw:
    return load_allowance_law(json.loads(overlay))
