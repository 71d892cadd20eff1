"""The files of a case as small pictures: opened by a click or Enter, taken off by Delete or their menu."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

from sai_thong.ground.language import _
from sai_thong.registers.attachments.records import Attachment
from sai_thong.ui import icons, theme
from sai_thong.ui.kit.menu import Menu

_IN_A_ROW = 3
_SIDE = 96


class FilesStrip(QWidget):
    """Small pictures in rows of three.

    Signals:
        opened(str): The id of the file to be shown.
        removal_asked(str): The id of the file to be taken off.
    """

    opened = Signal(str)
    removal_asked = Signal(str)

    def __init__(self, files: Sequence[Attachment], thumbnails: Mapping[str, bytes], *, may_remove: bool) -> None:
        super().__init__()
        look = theme.current()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, look.px(4), 0, look.px(4))
        grid.setSpacing(look.px(8))
        self.tiles: list[_Tile] = []
        for place, file in enumerate(files):
            tile = _Tile(file, thumbnails.get(file.id, b""), may_remove=may_remove)
            tile.clicked.connect(lambda _checked=False, file_id=file.id: self.opened.emit(file_id))
            tile.removal_asked.connect(lambda file_id=file.id: self.removal_asked.emit(file_id))
            grid.addWidget(tile, place // _IN_A_ROW, place % _IN_A_ROW)
            self.tiles.append(tile)
        grid.setColumnStretch(_IN_A_ROW, 1)


class _Tile(QToolButton):
    """One file."""

    removal_asked = Signal()

    def __init__(self, file: Attachment, thumbnail: bytes, *, may_remove: bool) -> None:
        super().__init__()
        look = theme.current()
        self._may_remove = may_remove
        side = look.px(_SIDE)
        picture = QPixmap()
        if thumbnail and picture.loadFromData(thumbnail):
            self.setIcon(QIcon(picture))
        else:
            self.setIcon(icons.icon("papers", look.tokens.muted, side))
        self.setIconSize(QSize(side, side))
        self.setFixedSize(side + look.px(12), side + look.px(12))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoRaise(True)
        missing = _("It has not arrived on this computer yet.") if file.thumbnail and not thumbnail else ""
        told = "\n".join(filter(None, (file.name, file.note, missing)))
        self.setToolTip(told)
        self.setAccessibleName(told)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens, Delete asks to take the file off."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Delete and self._may_remove:
            self.removal_asked.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Open, or take off."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Open"), self.click)
        if self._may_remove:
            menu.addAction(_("Remove…"), self.removal_asked.emit)
        menu.popup(event.globalPos())
