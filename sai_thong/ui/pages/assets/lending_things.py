"""What is borrowed: found as one types or scanned, each with how many, and how many are free on all of the days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sai_thong.db.store import Store
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.assets.lending_calendar import free_on_all_days
from sai_thong.registers.assets.listing import asset_list
from sai_thong.registers.assets.loans import ThingWanted
from sai_thong.registers.assets.materials import StockFilter, StockLine, balance, stock_list
from sai_thong.registers.assets.pools import pool_of
from sai_thong.registers.assets.records import Asset, Material, Pool
from sai_thong.registers.assets.rules.materials import quantity_text, read_quantity
from sai_thong.registers.assets.scan import scanned
from sai_thong.thai.digits import to_arabic
from sai_thong.thai.text import search_form, tidy
from sai_thong.ui import theme
from sai_thong.ui.kit import ActionButton, Text, ThaiLabel, Tone
from sai_thong.ui.kit.type_to_find import Found, TypeToFind

_MOST_FOUND = 6
_POOL, _ASSET, _MATERIAL = "pool:", "asset:", "material:"


@dataclass(frozen=True)
class Thing:
    """Something that can be borrowed.

    Attributes:
        name: What it is called; an asset with its number.
        asset_id: Of a card.
        pool_id: Of things lent by the count.
        material_id: Of consumables, which only agencies lend each other (ข้อ 210).
        unit: In what they are counted.
        price_satang: What one costs; None where nobody knows.
    """

    name: str
    asset_id: str = ""
    pool_id: str = ""
    material_id: str = ""
    unit: str = ""
    price_satang: int | None = None

    @property
    def thing_id(self) -> str:
        """Of the card, the pool or the stock card."""
        return self.asset_id or self.pool_id or self.material_id

    @property
    def counted(self) -> bool:
        """Whether more than one can be borrowed."""
        return not self.asset_id


class ThingsEntry(QWidget):
    """The line in which things are found, and those taken so far.

    Args:
        store: Where they are sought.
        today: The day it is.
        days: The days of the loan as far as they can be read; None while they cannot.
        by_agency: Whether an agency borrows, which may have consumables too.
        stage: Over which the list of what was found is shown.

    Signals:
        edited(): Something was taken, taken off, or its number changed.
    """

    edited = Signal()

    def __init__(
        self,
        store: Store,
        today: date,
        days: Callable[[], tuple[date, date] | None],
        *,
        by_agency: Callable[[], bool],
        stage: QWidget,
    ) -> None:
        super().__init__()
        self._store, self._today, self._days = store, today, days
        self._by_agency = by_agency
        self.finder = TypeToFind(_("Name or number of a thing, a pool, or a scan"), self._find, stage=stage)
        self.lines: list[ThingLine] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(6))
        column.addWidget(ThaiLabel(_("What is borrowed"), Text.SECTION, max_lines=1))
        column.addWidget(self.finder)
        self._taken = QVBoxLayout()
        self._taken.setSpacing(theme.current().px(4))
        column.addLayout(self._taken)
        self.finder.taken.connect(self._take)

    def wanted(self) -> tuple[ThingWanted, ...]:
        """What was taken.

        Raises:
            BadInput: How many of something cannot be read.
        """
        return tuple(
            ThingWanted(
                quantity=line.quantity(),
                asset_id=line.thing.asset_id,
                pool_id=line.thing.pool_id,
                material_id=line.thing.material_id,
                price_satang=line.thing.price_satang,
            )
            for line in self.lines
        )

    def take_asset(self, asset_id: str) -> None:
        """Take an asset whose card another section showed."""
        self._add(self._thing_of(_ASSET + asset_id))

    def tell_free(self) -> None:
        """Say of each line how many are free on all days."""
        days = self._days()
        for line in self.lines:
            line.tell_free(None if days is None else self._free(line.thing, days))

    def _free(self, thing: Thing, days: tuple[date, date]) -> int:
        """How many can be had; of a material in thousandths."""
        if thing.material_id:
            return balance(self._store, thing.material_id)[0]
        return free_on_all_days(self._store, thing.thing_id, *days, self._today)

    # finding

    def _find(self, text: str) -> Sequence[Found]:
        wanted = search_form(text)
        pools = [each for each in self._store.find(Pool, ended_on=None) if wanted in search_form(each.name)]
        found = [Found(_POOL + each.id, each.name, self._pool_hint(each)) for each in pools]
        assets = asset_list(self._store, text, limit=_MOST_FOUND)
        found += [Found(_ASSET + each.id, each.name, each.number) for each in assets]
        if self._by_agency():
            materials = stock_list(self._store, text, StockFilter(in_stock=True))[:_MOST_FOUND]
            found += [Found(_MATERIAL + each.material.id, each.material.name, _held(each)) for each in materials]
        if not found:
            cards = scanned(self._store, text).cards
            found += [Found(_ASSET + each.id, each.name, each.number) for each in cards]
        return found

    def _pool_hint(self, pool: Pool) -> str:
        days = self._days()
        if days is None:
            return _("{count} {unit} altogether").format(count=pool.owned, unit=pool.unit)
        free = free_on_all_days(self._store, pool.id, *days, self._today)
        return _("{free} of {owned} {unit} free").format(free=free, owned=pool.owned, unit=pool.unit)

    def _take(self, found: Found) -> None:
        self.finder.show_words("")
        self._add(self._thing_of(found.key))

    def _thing_of(self, key: str) -> Thing:
        """What was found; a card that is lent by the count stands for its pool."""
        kind, _colon, record_id = key.partition(":")
        if kind == "material":
            material = self._store.get(Material, record_id)
            return Thing(material.name, material_id=material.id, unit=material.unit)
        pool = self._store.get(Pool, record_id) if kind == "pool" else pool_of(self._store, record_id)
        if pool is not None:
            return Thing(pool.name, pool_id=pool.id, unit=pool.unit)
        card = self._store.get(Asset, record_id)
        name = f"{card.number}  {card.name}".strip()
        return Thing(name, asset_id=card.id, unit=card.unit, price_satang=card.cost_satang)

    def _add(self, thing: Thing) -> None:
        """Take a thing; one that stands there already gets the keys."""
        line = next((each for each in self.lines if each.thing.thing_id == thing.thing_id), None)
        if line is None:
            line = ThingLine(thing)
            line.edited.connect(self.edited)
            line.removed.connect(self._remove)
            self.lines.append(line)
            self._taken.addWidget(line)
            line.show()
        self.tell_free()
        self.edited.emit()
        if thing.counted:
            line.count.setFocus(Qt.FocusReason.OtherFocusReason)
            line.count.selectAll()

    def _remove(self, line: object) -> None:
        assert isinstance(line, ThingLine)
        self.lines.remove(line)
        self._taken.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.edited.emit()
        self.finder.line.setFocus(Qt.FocusReason.OtherFocusReason)


def _held(line: StockLine) -> str:
    return _("{quantity} {unit} in stock").format(quantity=quantity_text(line.quantity), unit=line.material.unit)


class ThingLine(QWidget):
    """One thing that is borrowed.

    Signals:
        edited(): The number was changed.
        removed(object): Take this line off.
    """

    edited = Signal()
    removed = Signal(object)

    def __init__(self, thing: Thing) -> None:
        super().__init__()
        look = theme.current()
        self.thing = thing
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, look.px(4))
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(look.px(10))
        column.addLayout(row)
        self.count = QLineEdit("1")
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.count.setFixedWidth(look.px(72))
        self.count.setAccessibleName(_("How many: {thing}").format(thing=thing.name))
        self.free = ThaiLabel("", Text.SMALL, max_lines=1)
        row.addWidget(ThaiLabel(thing.name, Text.STRONG, max_lines=1), 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.count)
        if not thing.counted:
            self.count.hide()
        row.addWidget(ThaiLabel(thing.unit, max_lines=1), 0, Qt.AlignmentFlag.AlignVCenter)
        column.addWidget(self.free)
        remove = ActionButton(
            "", lambda: self.removed.emit(self), kind="quiet", icon="close",
            note=_("Take {thing} off").format(thing=thing.name),
        )  # fmt: skip
        remove.setAccessibleName(_("Take {thing} off").format(thing=thing.name))
        row.addWidget(remove)
        self._free: int | None = None
        self.count.textEdited.connect(self._edited)

    def quantity(self) -> int:
        """How many, of a material in thousandths; raises `BadInput` when that cannot be read."""
        text = to_arabic(tidy(self.count.text()))
        if self.thing.material_id:
            return read_quantity(text)
        if not (text.isascii() and text.isdigit()) or int(text) < 1:
            raise BadInput(
                _("How many of {thing} cannot be read.").format(thing=self.thing.name), do=_("Write a whole number.")
            )
        return int(text)

    def tell_free(self, free: int | None) -> None:
        """Say how many are free on all days; nothing while the days are not known."""
        self._free = free
        try:
            short = free is not None and free < self.quantity()
        except BadInput:
            short = False
        if free is None:
            self.free.set_text("")
        elif self.thing.material_id:
            words = _("{quantity} {unit} in stock").format(quantity=quantity_text(free), unit=self.thing.unit)
            self.free.set_text(words, Tone.BAD if short else Tone.OK)
        elif self.thing.pool_id:
            words = _("{free} free on all days").format(free=free)
            self.free.set_text(words, Tone.BAD if short else Tone.OK)
        else:
            words = _("not free on all days") if short else _("free on all days")
            self.free.set_text(words, Tone.BAD if short else Tone.OK)

    def _edited(self) -> None:
        self.tell_free(self._free)
        self.edited.emit()
