"""What a person does on the settings page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from sai_thong.ui.kit import RecordForm, ThaiLabel
from sai_thong.ui.pages.settings import SettingsPage
from sai_thong.ui.pages.settings.page import SECTIONS
from sai_thong.ui.pages.settings.section import Section
from sai_thong.ui.shell import Shell
from tests.ui.keyboard import type_text
from tests.ui.pages.settling import settled

CONTROL = Qt.KeyboardModifier.ControlModifier
ALWAYS_THERE = [each.key for each in SECTIONS if each.key not in ("keys", "from-province")]
"""Sections of every office, whatever its file lacks and whoever sends to it."""


def open_section(page: SettingsPage, key: str) -> Section:
    page.tabs.bar.setCurrentIndex([each.key for each in SECTIONS].index(key))
    assert page.tabs.current() == key
    return page.section()


def the_form(section: Section) -> RecordForm:
    form = section.over.form()
    assert form is not None
    return form


def write(form: RecordForm, key: str, text: str) -> None:
    """Type `text` in place of what stands in a field."""
    line = form.editor(key).focus_target()
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    type_text(line, text)


def save(qtbot: QtBot, shell: Shell, form: RecordForm) -> None:
    qtbot.keyClick(form, Qt.Key.Key_S, CONTROL)
    settled(qtbot, shell)


def told(page: SettingsPage) -> str:
    return "\n".join(f"{each.text()} {each.more_label.text()}" for each in page.banners.banners())


def texts(widget: object) -> str:
    return "\n".join(label.text() for label in widget.findChildren(ThaiLabel))  # type: ignore[attr-defined]
