"""What the office settles for its assets, part by part: its classes of numbers, useful lives, rooms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _, ngettext
from sai_thong.registers.assets import custody
from sai_thong.registers.assets.law_in_force import asset_law
from sai_thong.registers.assets.records import AssetClass, PublishedLife, Room
from sai_thong.registers.assets.rules.capitalisation import (
    LifeWarning,
    life_in_force,
    life_warning,
    rate_percent,
)
from sai_thong.registers.assets.settled import asset_classes, lives_published, publish_life, settle_class
from sai_thong.registers.assets.terms import AssetStatus
from sai_thong.registers.law.assets import AssetType
from sai_thong.thai.calendar import thai_date_short
from sai_thong.ui.kit import Banner, ChipText, Column, FieldSpec, RecordForm, Row, Tone, thai_order
from sai_thong.ui.kit.values import FieldValue

Values = Mapping[str, Any]


@dataclass(frozen=True)
class PartForm:
    """A form of a part: its title, fields and values, what it does on the store's thread, and what is told then."""

    title: str
    fields: Sequence[FieldSpec]
    values: Mapping[str, FieldValue]
    operation: Any
    done: str


class Part:
    """The base of the parts.

    Attributes:
        columns: Of its list.
        new_words: Of the button that adds a line.
        empty: What is told while the list is empty: what is, and what to do.
    """

    columns: Sequence[Column]
    new_words: str
    empty: tuple[str, str] = ("", "")

    def __init__(self, store: Store) -> None:
        self._store = store

    def rows(self) -> list[Row]:
        """The lines of its list."""
        raise NotImplementedError

    def new(self) -> PartForm:
        """The form of something new."""
        raise NotImplementedError

    def edit(self, row: Row) -> PartForm | None:
        """The form of the chosen line; None where nothing of it is changed."""
        raise NotImplementedError

    def prepare(self, form: RecordForm) -> None:
        """Tie the fields of a form to one another, where they are."""


class ClassesPart(Part):
    """The first groups of numbers, as the office's own book has them."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.columns = (
            Column("code", _("Class"), 90, strong=True, sort_value=lambda row: str(row["code"])),
            Column("name", _("Name of the class"), sort_value=thai_order("name")),
            Column("type", _("Type in the table of useful lives"), sort_value=thai_order("type")),
            Column("cards", _("Cards"), 80, kind="number"),
            Column("state", _("State"), 150, kind="chip"),
        )
        self.new_words = _("New class")
        self.empty = (_("No class is known yet."), _("Importing the office's list fills them from its own numbers."))

    def rows(self) -> list[Row]:
        """The classes by their code, those that only stand in numbers too, and how many cards each has."""
        types = self._types()
        counts = _counts(self._store, "class_code")
        settled = {each.code: each for each in asset_classes(self._store)}
        codes = sorted({*settled, *(code for code in counts if code)})
        return [
            {
                "id": each.code,
                "code": each.code,
                "name": each.name,
                "type": types[each.type_key].name if each.type_key in types else "",
                "cards": counts.get(each.code, 0),
                "state": ChipText(_("ready"), Tone.OK) if each.type_key else ChipText(_("needs a type"), Tone.WARNING),
            }
            for each in (settled.get(code) or AssetClass(code=code, name="") for code in codes)
        ]

    def new(self) -> PartForm:
        """A class that no card has yet."""
        return self._form(_("New class"), None)

    def edit(self, row: Row) -> PartForm | None:
        """Its name and its type."""
        code = str(row["code"])
        known = self._store.find(AssetClass, code=code)
        return self._form(_("Class {code}").format(code=code), known[0] if known else AssetClass(code=code, name=""))

    def _form(self, title: str, known: AssetClass | None) -> PartForm:
        def keep(values: Values) -> object:
            return settle_class(
                self._store,
                known.code if known else values["code"],
                name=values["name"],
                type_key=values["type_key"] or "",
                on=bangkok_today(self._store.clock),
                source=values["source"],
            )

        types = [(each.key, _range_words(each)) for each in self._types().values()]
        asked = [
            FieldSpec("name", _("Name of the class"), required=True),
            FieldSpec(
                "type_key",
                _("Type in the table of useful lives"),
                "choice",
                choices=types,
                help=_("Cards of the class whose type nobody said get it now."),
            ),
            FieldSpec("source", _("Where the class comes from")),
        ]
        if known is None:
            asked.insert(0, FieldSpec("code", _("Class"), required=True, width=140))
        values = {name: getattr(known, name) for name in ("name", "type_key", "source")} if known else {}
        return PartForm(title, asked, values, keep, _("The class is kept."))

    def _types(self) -> dict[str, AssetType]:
        return {each.key: each for each in _types(self._store)}


class LivesPart(Part):
    """The table of useful lives, and what the office published within it."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.columns = (
            Column("name", _("Type of asset"), strong=True, sort_value=thai_order("name")),
            Column("range", _("Range of the table"), 140),
            Column("years", _("Published"), 110),
            Column("rate", _("Rate a year"), 100, align="right", spare=True),
            Column("from", _("For assets acquired from"), 150, kind="date"),
            Column("state", _("State"), 150, kind="chip"),
        )
        self.new_words = _("Publish a useful life…")

    def rows(self) -> list[Row]:
        """Every type with the life in force today."""
        today, published = bangkok_today(self._store.clock), lives_published(self._store)
        counts = _counts(self._store, "type_key")
        rows: list[Row] = []
        for kind in _types(self._store):
            life = life_in_force(published, kind.key, today)
            rows.append(
                {
                    "id": kind.key,
                    "name": kind.name,
                    "range": _range(kind),
                    "years": _years(life.years) if life else "",
                    "rate": f"{rate_percent(life.years).normalize():f} %" if life else "",
                    "from": life.effective_from if life else None,
                    "state": _life_chip(kind, life.years if life else None, counts.get(kind.key, 0)),
                }
            )
        return rows

    def new(self) -> PartForm:
        """A life of any type."""
        return self._form("")

    def edit(self, row: Row) -> PartForm | None:
        """A new life of the chosen type; those before stay for what was acquired under them."""
        kind = next(each for each in _types(self._store) if each.key == row["id"])
        return self._form(kind.key) if kind.depreciates else None

    def prepare(self, form: RecordForm) -> None:
        """Warn as soon as the years lie outside the range of the type."""
        types = {each.key: each for each in _types(self._store)}

        def warn() -> None:
            told = form.draft()
            kind, years = types.get(str(told.get("type_key") or "")), told.get("years")
            form.banners.clear()
            if kind is None or not isinstance(years, int):
                return
            if life_warning(kind, years) in (LifeWarning.TOO_SHORT, LifeWarning.TOO_LONG):
                words = _("{type} has {range}: {years} years need a reason.").format(
                    type=kind.name, range=_range(kind), years=years
                )
                form.banners.tell(Banner(words, Tone.WARNING, closable=False))

        for key in ("type_key", "years"):
            form.editor(key).edited.connect(warn)

    def _form(self, type_key: str) -> PartForm:
        published = [each for each in self._store.find(PublishedLife) if each.type_key == type_key]
        latest = max(published, key=lambda each: each.effective_from, default=None)
        types = [(each.key, _range_words(each)) for each in _types(self._store) if each.depreciates]

        def keep(values: Values) -> object:
            return publish_life(
                self._store,
                values["type_key"],
                values["years"],
                effective_from=values["effective_from"],
                announcement_no=values["announcement_no"],
                announced_on=values["announced_on"],
                outside_range_why=values["outside_range_why"],
            )

        asked = [
            FieldSpec("type_key", _("Type of asset"), "choice", required=True, choices=types),
            FieldSpec("years", _("Useful life in years"), "integer", required=True, width=100),
            FieldSpec(
                "effective_from",
                _("For assets acquired from"),
                "date",
                required=True,
                help=_("What was acquired before keeps its life; the first announcement holds for all before it too."),
            ),
            FieldSpec("announcement_no", _("Number of the announcement"), width=260),
            FieldSpec("announced_on", _("Date of the announcement"), "date"),
            FieldSpec("outside_range_why", _("Why it lies outside the range"), "notes"),
        ]
        values: dict[str, FieldValue] = {"type_key": type_key, "years": latest.years if latest else None}
        return PartForm(_("Publish a useful life"), asked, values, keep, _("The useful life is kept."))


class RoomsPart(Part):
    """The rooms where things are kept and looked for at the inspection."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.columns = (
            Column("name", _("Name of the room"), strong=True, sort_value=thai_order("name")),
            Column("division", _("Division in charge"), sort_value=thai_order("division")),
            Column("keeper", _("Keeper of the room"), sort_value=thai_order("keeper")),
            Column("cards", _("Cards"), 80, kind="number"),
            Column("state", _("State"), 150, kind="chip"),
        )
        self.new_words = _("New room")
        self.empty = (_("No room is known yet."), _("Inspections go from room to room: name them here."))

    def rows(self) -> list[Row]:
        """The rooms, those no longer used last."""
        counts = _counts(self._store, "room_id")
        found = custody.rooms(self._store, ended=True)
        return [
            {
                "id": room.id,
                "name": room.name,
                "division": room.division,
                "keeper": room.keeper,
                "cards": counts.get(room.id, 0),
                "state": _room_chip(room.ended_on),
            }
            for room in sorted(found, key=lambda room: room.ended_on is not None)
        ]

    def new(self) -> PartForm:
        """Another room."""

        def keep(values: Values) -> object:
            return custody.add_room(
                self._store, values["name"], division=values["division"] or "", keeper=values["keeper"]
            )

        return PartForm(_("New room"), self._fields(), {}, keep, _("The room is kept."))

    def edit(self, row: Row) -> PartForm | None:
        """Its name, division and keeper, or that it is not used any more."""
        room = self._store.get(Room, str(row["id"]))
        if room.ended_on is not None:
            return None
        ended = FieldSpec("ended_on", _("No longer used from"), "date", help=_("Only when nothing is in it any more."))
        values = {"name": room.name, "division": room.division, "keeper": room.keeper}
        return PartForm(room.name, [*self._fields(), ended], values, partial(self._keep, room), _("The room is kept."))

    def _keep(self, room: Room, values: Values) -> object:
        return custody.change_room(
            self._store,
            room,
            name=values["name"],
            division=values["division"],
            keeper=values["keeper"],
            ended_on=values["ended_on"],
        )

    def _fields(self) -> list[FieldSpec]:
        return [
            FieldSpec("name", _("Name of the room"), required=True),
            FieldSpec("division", _("Division in charge")),
            FieldSpec("keeper", _("Keeper of the room")),
        ]


def _types(store: Store) -> Sequence[AssetType]:
    return asset_law(store).choices.types_on(bangkok_today(store.clock))


def _counts(store: Store, column: str) -> dict[str, int]:
    """How many cards of the register have each value of `column`, a column of theirs."""
    rows = store.query(
        f"SELECT {column} AS value, count(*) AS cards FROM assets WHERE status <> ? GROUP BY {column}",
        (AssetStatus.STRUCK_OFF.value,),
    )
    return {row["value"]: row["cards"] for row in rows}


def _years(count: int) -> str:
    return ngettext("{count} year", "{count} years", count).format(count=count)


def _range(kind: AssetType) -> str:
    if kind.least_years is None or kind.most_years is None:
        return _("never depreciated")
    return _("{least}–{most} years").format(least=kind.least_years, most=kind.most_years)


def _range_words(kind: AssetType) -> str:
    return f"{kind.name} ({_range(kind)})"


def _life_chip(kind: AssetType, years: int | None, cards: int) -> ChipText | None:
    if not kind.depreciates:
        return None
    if years is None:
        return ChipText(_("not published"), Tone.WARNING if cards else Tone.PLAIN)
    outside = life_warning(kind, years) is not None
    return ChipText(_("outside the range"), Tone.WARNING) if outside else ChipText(_("published"), Tone.OK)


def _room_chip(ended_on: date | None) -> ChipText | None:
    if ended_on is None:
        return None
    return ChipText(_("ended {day}").format(day=thai_date_short(ended_on)))
