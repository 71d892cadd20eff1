"""Asks for a PIN by which to come back to this window today."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.ui import theme
from sai_thong.ui.kit import keys
from sai_thong.ui.kit.banner import Banner, BannerStack
from sai_thong.ui.kit.buttons import ActionButton
from sai_thong.ui.kit.label import ThaiLabel
from sai_thong.ui.theme import Text


class PinDialog(QDialog):
    """A few digits, typed unseen.

    Args:
        choose: Takes the PIN; a refusal is told here.
        parent: The window.
    """

    def __init__(self, choose: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choose = choose
        look = theme.current()
        self.setWindowTitle(_("A PIN for today"))
        self.setMinimumWidth(look.px(420))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(look.px(24),) * 4)
        column.setSpacing(look.px(8))
        column.addWidget(ThaiLabel(_("A PIN for today"), Text.RECORD, max_lines=1))
        told = _("With 4 to 8 digits you come back to this window until midnight. It is kept nowhere.")
        column.addWidget(ThaiLabel(told, muted=True))
        self.banners = BannerStack()
        column.addWidget(self.banners)
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(_("PIN"))
        self.field.returnPressed.connect(self.save)
        column.addWidget(self.field)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(ActionButton(_("Cancel"), self.reject, key=keys.BACK))
        foot.addWidget(ActionButton(_("Use this PIN"), self.save, kind="primary"))
        column.addSpacing(look.px(8))
        column.addLayout(foot)

    def save(self) -> None:
        """Take the PIN."""
        try:
            self._choose(self.field.text())
        except SaiThongError as error:
            self.banners.clear()
            self.banners.tell(Banner.of_error(error, closable=False))
            self.field.clear()
        else:
            self.accept()
