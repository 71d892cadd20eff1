"""The petitions page open on the fortnight of `cases`, and the few moves every test of it makes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from sai_thong.registers.petitions.records import Petition
from sai_thong.registers.petitions.shelves import locate
from sai_thong.ui.kit import RecordForm, ThaiLabel
from sai_thong.ui.pages.petitions import PetitionsPage, case_steps
from sai_thong.ui.pages.petitions.case_list import CaseListSection
from sai_thong.ui.pages.petitions.case_reading import ShownCase
from sai_thong.ui.shell import Shell
from tests.ui.keyboard import type_text

CONTROL = Qt.KeyboardModifier.ControlModifier


class CaseDesk:
    """The list of cases as a clerk works with it."""

    def __init__(self, shell: Shell, qtbot: QtBot) -> None:
        self.shell = shell
        self.qtbot = qtbot
        page = shell.page()
        assert isinstance(page, PetitionsPage)
        self.page = page
        self.settle()

    @property
    def listed(self) -> CaseListSection:
        """The section of the list."""
        found = self.page.tabs.made()["list"]
        assert isinstance(found, CaseListSection)
        return found

    @property
    def shown(self) -> ShownCase:
        """The case beside the list."""
        assert self.listed.desk.shown is not None
        return self.listed.desk.shown

    @property
    def form(self) -> RecordForm:
        """The form that is open."""
        form = self.listed.over.form()
        assert form is not None
        return form

    def settle(self) -> None:
        """Let everything be read and written."""
        self.wait(lambda: not self.shell.writer.busy)

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait for something to become so."""
        self.qtbot.waitUntil(until, timeout=15_000)

    def subjects(self) -> list[str]:
        """The cases listed, by subject."""
        return [row["subject"] for row in self.listed.table.rows()]

    def choose(self, words: str) -> Petition:
        """Choose the case whose subject holds `words`."""
        place = next(place for place, subject in enumerate(self.subjects()) if words in subject)
        self.listed.table.choose(place)
        self.settle()
        self.wait(lambda: self.listed.desk.shown is not None and words in self.shown.view.petition.subject)
        return self.shown.view.petition

    def open(self, key: str) -> RecordForm:
        """Open the form of a step from the menu."""
        self.listed.desk.open_step(case_steps.all_steps(self.shown)[key])
        return self.form

    def fill(self, **texts: str) -> None:
        """Type into fields of the open form."""
        for key, text in texts.items():
            target = self.form.editor(key).focus_target()
            target.setFocus()
            if isinstance(target, QLineEdit):
                target.clear()
            type_text(target, text)

    def save(self) -> None:
        """Ctrl+S, and wait until the form is gone."""
        self.qtbot.keyClick(self.form, Qt.Key.Key_S, CONTROL)
        self.wait(lambda: self.listed.over.form() is None)
        self.settle()

    def again(self, petition: Petition) -> Petition:
        """A case as it now stands."""
        return locate(self.page.desk.store, petition.id).petition

    def told(self) -> str:
        """What the banners say."""
        return "\n".join(banner.text() for banner in self.page.banners.banners())


def texts(widget: QWidget) -> str:
    """Everything the labels below a widget say."""
    return "\n".join(label.text() for label in widget.findChildren(ThaiLabel))
