"""The central system's list of a month beside ours: who is missing, who differs and how."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sai_thong.db.store import Store
from sai_thong.exchange.layout_memory import remembered_mappings
from sai_thong.exchange.other_lists import central_rows
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.allowances.central_system import (
    CENTRAL_DIFFERENCE_LABELS,
    CentralComparison,
    compare_with_central,
)
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.thai.calendar import Month
from sai_thong.thai.citizen_id import is_valid, masked
from sai_thong.ui import theme
from sai_thong.ui.kit import (
    ActionButton,
    ChipText,
    Column,
    FigureCard,
    FigureRow,
    ListTable,
    Text,
    ThaiLabel,
    Tone,
    keys,
    month_name,
)
from sai_thong.ui.pages.allowances.person_record import whole_baht


def read_comparison(store: Store, scheme_set: SchemeSet, month: Month, path: Path) -> CentralComparison:
    """Read the list, in any layout, and lay it beside the month."""
    rows = central_rows(path, today=bangkok_today(store.clock), remembered=remembered_mappings(store))
    return compare_with_central(store, scheme_set, month, rows)


class CentralDifferences(QWidget):
    """Counts and totals of both lists, and the differences by person.

    Signals:
        left(): A person went back.
    """

    left = Signal()

    def __init__(self, found: CentralComparison, month: Month, file_name: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        head = QHBoxLayout()
        title = _("{month} beside {file}").format(month=month_name(month), file=file_name)
        head.addWidget(ThaiLabel(title, Text.SECTION, max_lines=1), 1)
        head.addWidget(ActionButton(keys.with_key(_("Back"), keys.BACK), self.go_back))
        column.addLayout(head)
        column.addWidget(_figures(found))
        self.table = ListTable(
            [
                Column("name", _("Name"), strong=True),
                Column("citizen_id", _("Citizen ID"), 170, muted=True),
                Column("ours", _("Here"), 150, align="right"),
                Column("theirs", _("In the central system"), 150, align="right"),
                Column("kind", _("Difference"), 190, kind="chip"),
            ],
            name=_("Differences"),
        )
        column.addWidget(self.table, 1)
        if found.differences:
            self.table.set_rows([_row(place, found) for place in range(len(found.differences))])
        else:
            self.table.show_empty(_("The two lists are the same."), _("Nobody is missing, and no amount differs."))

    def go_back(self) -> None:
        """Leave the comparison."""
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)


def _row(place: int, found: CentralComparison) -> dict[str, object]:
    difference = found.differences[place]
    return {
        "id": place,
        "name": difference.name,
        "citizen_id": _id_words(difference.citizen_id),
        "ours": difference.ours or "–",
        "theirs": difference.theirs or "–",
        "kind": ChipText(_(CENTRAL_DIFFERENCE_LABELS[difference.kind]), Tone.WARNING),
    }


def _id_words(written: str) -> str:
    """An id masked; what the other list writes in its place as it stands, so that it can be found there."""
    return masked(written) if is_valid(written) else written


def _figures(found: CentralComparison) -> FigureRow:
    here = FigureCard(_("Here"))
    here.set_figure(_amount(found.ours[1]), _people(found.ours[0]))
    there = FigureCard(_("In the central system"))
    satang = found.theirs[1]
    there.set_figure(_amount(satang) if satang is not None else _("no amounts"), _people(found.theirs[0]))
    differ = FigureCard(_("Differences"))
    count = len(found.differences)
    differ.set_figure(f"{count:,}", _("none") if not count else _("by person"), Tone.BAD if count else Tone.OK)
    return FigureRow([here, there, differ])


def _amount(satang: int) -> str:
    return _("{amount} baht").format(amount=whole_baht(satang))


def _people(count: int) -> str:
    return _("{count} people").format(count=f"{count:,}")
