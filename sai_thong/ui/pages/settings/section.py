"""What a section of the settings page is: its header, and how sure and by whom what it shows came to be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.records import Record
from sai_thong.registers.law.terms import CERTAINTY_LABELS, Certainty
from sai_thong.registers.record_history import history_of
from sai_thong.sync.writers import computer_names
from sai_thong.ui.kit import ActionButton, ChipText, HistoryLine, PageHeader, Tone
from sai_thong.ui.pages.history_lines import history_lines
from sai_thong.ui.sectioned_page import FormSection

if TYPE_CHECKING:
    from sai_thong.ui.pages.settings.page import SettingsPage

_CERTAINTY_TONES = {
    Certainty.VERIFIED: Tone.OK,
    Certainty.GENERAL_KNOWLEDGE: Tone.PLAIN,
    Certainty.UNVERIFIED: Tone.WARNING,
}


def certainty_chip(certainty: Certainty) -> ChipText:
    """How sure something is, in the words of the law tables."""
    return ChipText(_(CERTAINTY_LABELS[certainty]), _CERTAINTY_TONES[certainty])


def setting_history(store: Store, *records: Record) -> tuple[HistoryLine, ...]:
    """Who changed records of the office's own ways, when, on which PC, from what to what and why, newest first."""
    return history_lines(history_of(store, records), computer_names(store))


class Section(FormSection):
    """The base of every section; the office's own data are few enough to be read on the window's thread.

    Args:
        page: The settings page.
        title: What the section is called, translated.
        actions: What can be done, the main one last; hidden while a form stands over the section.
        beside: What stands right after the title, such as the year shown.
    """

    page: SettingsPage

    def __init__(
        self,
        page: SettingsPage,
        title: str,
        actions: Sequence[ActionButton] = (),
        *,
        beside: Sequence[QWidget] = (),
    ) -> None:
        super().__init__(page, PageHeader(_("Settings"), title, actions, beside=beside), actions)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """No higher than it must be: a form scrolls inside, and a banner above never makes the page scroll as well."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())
