"""The second step: each layout of the file with its columns, what they are taken for, and the first values."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sai_thong.exchange.assets.examining import AssetListGroup
from sai_thong.exchange.assets.headings import ASSET_FIELD_LABELS, AssetField
from sai_thong.exchange.examining import ListGroup
from sai_thong.exchange.headings import FIELD_LABELS, PersonField
from sai_thong.exchange.layout import Passed
from sai_thong.ground.language import _, ngettext
from sai_thong.ui import theme
from sai_thong.ui.kit import ActionButton, Chip, ChoiceBox, Column, ListTable, Row, Text, ThaiLabel, Tone
from sai_thong.ui.pages.importing.session import AnyField, AnyMapping, ImportSession

_NOT_READ = ""
AnyGroup = ListGroup | AssetListGroup


class ColumnsStep(QWidget):
    """The layouts of the file, the chosen one with its columns.

    Args:
        session: What is said here is kept in it.
        changed: Called when something was said.

    Signals:
        hidden_asked(): Hidden sheets shall be read too.
    """

    hidden_asked = Signal()

    def __init__(self, session: ImportSession, changed: Callable[[], object]) -> None:
        super().__init__()
        self._session, self._changed = session, changed
        assert session.examined is not None
        self._groups: dict[str, AnyGroup] = {group.signature: group for group in session.examined.groups}
        look = theme.current()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(10))
        line = QHBoxLayout()
        line.setSpacing(look.px(14))
        self.lists = ListTable(
            [Column("name", _("Lists in the file"), strong=True), Column("rows", _("Rows"), 76, kind="number")],
            name=_("Lists in the file"),
        )
        self.lists.setMaximumWidth(look.px(300))
        self.lists.setVisible(len(self._groups) > 1)
        line.addWidget(self.lists, 1)
        self._place = QVBoxLayout()
        line.addLayout(self._place, 3)
        column.addLayout(line, 1)
        self._add_passed_over(column)
        self.editor: ColumnsEditor
        self.lists.set_rows([_group_row(group) for group in self._groups.values()])
        self.lists.row_chosen.connect(self._show)
        self.lists.choose(0)

    def _add_passed_over(self, column: QVBoxLayout) -> None:
        assert self._session.examined is not None
        passed = self._session.examined.passed_over
        if not passed:
            return
        told = "  ·  ".join(f"{each.sheet}: {each.why.text}" for each in passed)
        line = QHBoxLayout()
        line.addWidget(ThaiLabel(_("Sheets passed over: {sheets}").format(sheets=told), Text.SMALL, muted=True), 1)
        if any(each.why is Passed.HIDDEN for each in passed) and not _of_assets(next(iter(self._groups.values()))):
            line.addWidget(ActionButton(_("Read hidden sheets too"), self.hidden_asked.emit))
        column.addLayout(line)

    def _show(self, row: Row | None) -> None:
        """The columns of a layout."""
        if row is None:
            return
        while (item := self._place.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        signature = str(row["id"])
        self.editor = ColumnsEditor(
            self._groups[signature],
            self._session.columns_of(signature),
            left_out=signature in self._session.left_out,
            can_be_left_out=len(self._groups) > 1 and not _of_assets(self._groups[signature]),
        )
        self.editor.columns_changed.connect(lambda columns: self._take(signature, columns))
        self.editor.left_out_changed.connect(lambda out: self._leave_out(signature, out))
        self._place.addWidget(self.editor)

    def _take(self, signature: str, columns: AnyMapping) -> None:
        self._session.correct(signature, columns)
        self._changed()

    def _leave_out(self, signature: str, out: bool) -> None:
        (self._session.left_out.add if out else self._session.left_out.discard)(signature)
        self._session.forget_plan()
        self._changed()


def _of_assets(group: AnyGroup) -> bool:
    return isinstance(group, AssetListGroup)


def _group_row(group: AnyGroup) -> Row:
    return {"id": group.signature, "name": sheets_words(group), "rows": group.rows}


def sheets_words(group: AnyGroup) -> str:
    """The sheets of a layout, in words that fit: ``หมู่ 1, หมู่ 2 และอีก 10 แผ่นงาน``."""
    named = ", ".join(group.sheets[:2])
    more = len(group.sheets) - 2
    if more <= 0:
        return named
    words = ngettext("{named} and {count} more sheet", "{named} and {count} more sheets", more)
    return words.format(named=named, count=more)


class ColumnsEditor(QWidget):
    """The columns of one layout, a row each: heading, what it holds, first values.

    Signals:
        columns_changed(object): The whole mapping, after a correction.
        left_out_changed(bool): The lists of this layout shall not be read, or shall.
    """

    columns_changed = Signal(object)
    left_out_changed = Signal(bool)

    def __init__(self, group: AnyGroup, columns: AnyMapping, *, left_out: bool, can_be_left_out: bool) -> None:
        super().__init__()
        self._proposed = columns
        self._field_class: type[PersonField] | type[AssetField] = AssetField if _of_assets(group) else PersonField
        look = theme.current()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        head = QHBoxLayout()
        head.addWidget(ThaiLabel(sheets_words(group), Text.SECTION, max_lines=1), 1)
        if group.remembered:
            head.addWidget(Chip(_("As confirmed before"), Tone.OK))
        self.read = QCheckBox(_("Import this list"))
        self.read.setChecked(not left_out)
        self.read.setVisible(can_be_left_out)
        self.read.clicked.connect(self._tell_left_out)
        head.addWidget(self.read)
        column.addLayout(head)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        self._area.setWidget(page)
        self.boxes = self._fill(page, group, columns)
        column.addWidget(self._area, 1)
        self._area.setEnabled(not left_out)

    def _fill(self, page: QWidget, group: AnyGroup, columns: AnyMapping) -> list[ChoiceBox]:
        look = theme.current()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, look.px(8), 0)
        grid.setHorizontalSpacing(look.px(14))
        grid.setVerticalSpacing(look.px(6))
        for place, words in enumerate((_("Column in the file"), _("Holds"), _("First values"))):
            grid.addWidget(ThaiLabel(words, Text.SMALL, muted=True, max_lines=1), 0, place)
        held = {at: field for field, places in columns.items() for at in places}
        boxes = []
        for number, heading in enumerate(group.headings):
            box = ChoiceBox(_choices(group), held[number].value if number in held else _NOT_READ, name=heading)
            box.setFixedWidth(look.px(230))
            box.chosen.connect(lambda _value: self._tell())
            name = ThaiLabel(f"{_letter(number)}  {heading}", Text.STRONG, max_lines=1)
            samples = ThaiLabel("  ·  ".join(group.samples[number]) or _("(empty)"), muted=True, max_lines=1)
            for place, widget in enumerate((name, box, samples)):
                grid.addWidget(widget, number + 1, place)
            boxes.append(box)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(2, 3)
        grid.setRowStretch(len(group.headings) + 1, 1)
        return boxes

    def columns(self) -> AnyMapping:
        """The mapping as the boxes say; columns of one field stay in the proposed order, or go from the left."""
        said: dict[AnyField, list[int]] = {}
        for number, box in enumerate(self.boxes):
            if box.value() != _NOT_READ:
                said.setdefault(self._field_class(box.value()), []).append(number)
        return {field: self._in_order(field, places) for field, places in said.items()}

    def _in_order(self, field: AnyField, places: list[int]) -> tuple[int, ...]:
        proposed = self._proposed.get(field, ())
        return proposed if set(proposed) == set(places) else tuple(places)

    def _tell(self) -> None:
        self.columns_changed.emit(self.columns())

    def _tell_left_out(self) -> None:
        self._area.setEnabled(self.read.isChecked())
        self.left_out_changed.emit(not self.read.isChecked())


def _choices(group: AnyGroup) -> list[tuple[str, str]]:
    read = [(field.value, label) for field, label in FIELD_LABELS.items() if field is not PersonField.OTHER]
    if _of_assets(group):
        read = [(field.value, label) for field, label in ASSET_FIELD_LABELS.items()]
    return [(_NOT_READ, _("Not read")), *((value, _(label)) for value, label in read)]


def _letter(number: int) -> str:
    """The letter of a column as spreadsheets count: A to Z, then AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
