"""The one style sheet of the window, made from a theme.

Vertical padding of text controls is zero and their height a minimum: Qt clips text to the padded box, and Thai marks
need all of the height.
"""

from __future__ import annotations

from string import Template

from sai_thong.ui import icons
from sai_thong.ui.theme import Theme, Tokens

_SHEET = Template("""
QWidget { color: $text; }
QMainWindow, QDialog, #page, #pageArea, #pageArea > QWidget { background: $background; }
QToolTip { background: $panel; color: $text; border: 1px solid $field_border; padding: ${p4}px ${p8}px; }

#card { background: $panel; border: 1px solid $line; border-radius: ${p8}px; }
#separator { background: $line; border: none; }

QPushButton { outline: none; background: $panel; color: $text; border: 1px solid $line; border-radius: ${p6}px;
  padding: 0 ${p15}px; min-height: ${control_inner}px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border: 2px solid $accent; padding: 0 ${p14}px; min-height: ${control_focus}px; }
QPushButton:disabled { color: $muted; background: $background; border: 1px solid $line; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600; }
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed { background: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $line; color: $muted; border: 1px solid $line; }
QPushButton[kind="danger"] { color: $bad; border: 1px solid $bad; }
QPushButton[kind="danger"]:focus { border: 2px solid $bad; }
QPushButton[kind="period"] { background: transparent; border: 1px solid transparent; padding: 0 ${p6}px;
  font-size: ${p24}px;
  font-weight: 600; min-height: ${p42}px; }
QPushButton[kind="period"]:hover { background: $hover; }
QPushButton[kind="period"]:focus { border: 2px solid $accent; padding: 0 ${p5}px; min-height: ${p40}px; }
QPushButton[kind="quiet"] { background: transparent; border: 1px solid transparent; color: $accent;
  padding: 0 ${p8}px; }
QPushButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"]:focus { border: 2px solid $accent; padding: 0 ${p7}px; }
QPushButton[kind="quiet"]:disabled { color: $muted; background: transparent; }

QLineEdit, QComboBox, QPlainTextEdit, QTextEdit { background: $panel; color: $text;
  border: 1px solid $field_border; border-radius: ${p6}px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QComboBox { padding: 0 ${p10}px; min-height: ${control_inner}px; }
QPlainTextEdit, QTextEdit { padding: ${p4}px ${p6}px; }
QLineEdit:focus, QComboBox:focus { border: 2px solid $accent; padding: 0 ${p9}px;
  min-height: ${control_focus}px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: ${p3}px ${p5}px; }
QLineEdit[wrong="true"], QComboBox[wrong="true"], QPlainTextEdit[wrong="true"] { border: 2px solid $bad;
  padding: 0 ${p9}px;
  min-height: ${control_focus}px; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: transparent; border: 1px solid $line; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled { color: $muted; background: $background;
  border: 1px solid $line; }
QComboBox, QComboBox:focus { padding-right: 0; }
QComboBox::drop-down { subcontrol-origin: padding; subcontrol-position: center right; width: ${p28}px; border: none;
  background: transparent; }
QComboBox::down-arrow { image: url($chevron); width: ${p16}px; height: ${p16}px; }
QComboBox QAbstractItemView { background: $panel; color: $text; border: 1px solid $field_border; outline: none;
  padding: ${p4}px 0;
  selection-background-color: $accent_soft; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: ${p32}px; padding: 0 ${p10}px; }

QCheckBox, QRadioButton { spacing: ${p8}px; min-height: ${p32}px; padding: 0 ${p6}px 0 ${p3}px;
  border: 1px solid transparent;
  border-radius: ${p6}px; background: transparent; }
QCheckBox:focus, QRadioButton:focus { border: 1px solid $accent; }
QCheckBox::indicator, QRadioButton::indicator { width: ${p16}px; height: ${p16}px; background: $panel;
  border: 1px solid $field_border; }
QCheckBox::indicator { border-radius: ${p4}px; }
QRadioButton::indicator { border-radius: ${radio_radius}px; }
QCheckBox::indicator:checked { background: $accent; border: 1px solid $accent; image: url($check); }
QRadioButton::indicator:checked { border: 1px solid $accent; image: url($dot); }
QCheckBox:disabled, QRadioButton:disabled { color: $muted; }

QTableView { background: transparent; border: none; outline: none; gridline-color: $line;
  selection-background-color: transparent; }
QTableView QTableCornerButton::section { background: transparent; border: none; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; border: none; border-bottom: 1px solid $line; }

QScrollArea, QScrollArea > QWidget > QWidget, QScrollArea > #qt_scrollarea_viewport { background: transparent;
  border: none; }
QScrollBar:vertical { background: transparent; width: ${p12}px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: ${p12}px; margin: 2px; }
QScrollBar::handle { background: $field_border; border-radius: ${p4}px; }
QScrollBar::handle:vertical { min-height: ${p32}px; }
QScrollBar::handle:horizontal { min-width: ${p32}px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar { background: $line; border: none; border-radius: ${p3}px; min-height: ${p6}px; max-height: ${p6}px; }
QProgressBar::chunk { background: $accent; border-radius: ${p3}px; }

QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $muted; border: 1px solid transparent;
  border-bottom: 2px solid transparent;
  padding: 0 ${p12}px; margin-right: ${p4}px; min-height: ${p34}px; }
QTabBar[tight="true"]::tab { padding: 0 ${p6}px; margin-right: ${p3}px; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { border: 1px solid $accent; border-bottom: 2px solid $accent; border-radius: ${p4}px; }

QListWidget { background: $panel; border: 1px solid $line; border-radius: ${p8}px; outline: none; padding: ${p4}px; }
QScrollArea:focus { border: 2px solid $accent; }
QListWidget:focus { border: 2px solid $accent; padding: ${p3}px; }
QListWidget::item { min-height: ${p32}px; padding: 0 ${p8}px; border-radius: ${p4}px; }
QListWidget::item:selected { background: $accent_soft; color: $text; }

QMenu { background: $panel; color: $text; border: 1px solid $field_border; padding: ${p4}px; }
QMenu::item { padding: ${p6}px ${p28}px ${p6}px ${p16}px; border-radius: ${p4}px; min-height: ${p22}px; }
QMenu::item:selected { background: $accent_soft; }
QSplitter::handle { background: transparent; }

#syncSign { background: transparent; border: 1px solid transparent; border-radius: ${p6}px; color: $muted;
  padding: 0 ${p8}px; min-height: ${p24}px; font-size: ${p13}px; }
#syncSign:hover { background: $hover; color: $text; }
#syncSign:focus { border: 2px solid $accent; padding: 0 ${p7}px; min-height: ${p22}px; }

#sideBar { background: $side; }
#sideBar QPushButton { background: transparent; color: $side_muted; border: 1px solid transparent;
  border-radius: ${p6}px; text-align: left;
  padding: 0 ${p12}px; font-weight: 400; }
#sideBar QPushButton:hover { color: $side_text; background: $side_chosen; }
#sideBar QPushButton:checked { color: $side_text; background: $side_chosen; font-weight: 600; }
#sideBar QPushButton:focus { border: 2px solid $side_text; padding: 0 ${p11}px; }
""")

_STEPS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 22, 24, 28, 32, 34, 40, 42)


def stylesheet(theme: Theme) -> str:
    """The style sheet of the whole window for `theme`."""
    tokens: Tokens = theme.tokens
    measures = {f"p{step}": theme.px(step) for step in _STEPS}
    return _SHEET.substitute(
        {name: getattr(tokens, name) for name in tokens.__dataclass_fields__},
        **measures,
        control_inner=theme.control_height - 2,
        radio_radius=(theme.px(16) + 2) // 2,  # Qt draws a square where it is more than half of box and border
        control_focus=theme.control_height - 4,
        chevron=icons.file_url("chevron-down", tokens.muted),
        check=icons.file_url("check", tokens.on_accent),
        dot=icons.file_url("dot", tokens.accent),
    )
