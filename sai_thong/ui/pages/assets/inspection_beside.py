"""What was scanned last, newest first: unknown tags and things of other rooms stay in sight."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.ground.language import _
from sai_thong.ui import theme
from sai_thong.ui.kit import ChipText, Column, ListTable, Row, Text, ThaiLabel

_MOST_SHOWN = 200


class SeenList(QWidget):
    """The scans of this walk."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(4))
        column.addWidget(ThaiLabel(_("Scanned just now"), Text.SECTION, max_lines=1))
        self.table = ListTable(
            [Column("what", _("Thing"), least=130), Column("kind", _("What it is"), 132, kind="chip")],
            name=_("Scanned just now"),
        )
        column.addWidget(self.table, 1)
        self._rows: list[Row] = []
        self._made = 0
        self.table.show_empty(_("Nothing was scanned yet."), _("Each scan stands here with what it was."))

    def add(self, what: str, chip: ChipText) -> None:
        """A scan and what it was."""
        self._made += 1
        self._rows.insert(0, {"id": self._made, "what": what, "kind": chip})
        del self._rows[_MOST_SHOWN:]
        self.table.set_rows(self._rows)
