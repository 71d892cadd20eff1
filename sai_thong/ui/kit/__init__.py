"""The kit of widgets every page is made of. A file a widget; this is the whole surface.

A page is a `sai_thong.ui.page.Page`; the shell makes it when it is first opened, and anew when the language changes::

    class PeoplePage(Page):
        '''People with an allowance.'''

        def __init__(self, desk: Desk) -> None:
            super().__init__(desk)
            self._add = ActionButton(_("Add a person…"), self._open_form, key=keys.NEW, kind="primary")
            self._print = ActionButton(_("Print…"), self._print_list, key=keys.PRINT)
            self.column.addWidget(PageHeader(_("Allowances"), "พฤศจิกายน 2569", [self._print, self._add]))
            self.add_notices()                                   # banners and progress stand here
            self._count = FigureCard(_("Entitled"))
            self.column.addWidget(FigureRow([self._count]))
            self._search = SearchField(_("Find by name, ID, house or village"))
            self._village = FilterCombo(_("All villages"), [("5", "หมู่ 5")])
            self.column.addWidget(SearchRow(self._search, [self._village]))
            self._list = ListTable([
                Column("name", _("Name"), strong=True, sort_value=thai_order("name")),
                Column("moo", _("Village"), 72),
                Column("amount_satang", _("Amount"), 120, kind="money"),
                Column("state", _("State"), 220, kind="chip"),
            ], name=_("People"))
            self._list.attach_search(self._search)
            self._record = RecordPanel(_("Choose a person to see why they get what they get."))
            self.column.addWidget(ListWithRecord(self._list, self._record), 1)
            self._search.text_changed.connect(lambda _text: self.refresh())
            self._list.row_chosen.connect(self._show_record)
            self.refresh()

        def refresh(self, changes: object = None) -> None:
            rows = [{"id": "1", "name": "นางน้ำอ้อย กั้วพิทักษ์", "moo": 5, "amount_satang": 80000,
                     "state": ChipText("พร้อมจ่าย", Tone.OK)}]
            self._list.set_rows(rows)                            # or PagedRows(count, fetch) for long lists
            if not rows:
                self._list.show_empty(_("Nobody is here yet."), _("Import a workbook."), _("Import…"), self._import)

        def _pay(self) -> None:
            self.write(pay_month, self.desk.store, month, done=self._paid, busy=_("Recording the payment…"))

Rules: strings through gettext; the one main action is ``kind="primary"`` and last in the header; every action with a
key passes it to `ActionButton` so that it is shown and works; Esc is offered to the page by `Page.go_back`; nothing
longer than 100 ms on this thread (`Page.write` for the store, `Page.work` for pure work); no colour or size is named:
use `Tone`, `Text` and ``theme.current().px(n)``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sai_thong.ui.kit import keys
    from sai_thong.ui.kit.banner import Banner, BannerStack
    from sai_thong.ui.kit.buttons import ActionButton
    from sai_thong.ui.kit.card import Card, Separator
    from sai_thong.ui.kit.chart import Bar, MonthChart
    from sai_thong.ui.kit.chip import Chip, ChipText
    from sai_thong.ui.kit.choice import ChoiceBox, Choices, FilterCombo
    from sai_thong.ui.kit.columns import Column, Row, thai_order
    from sai_thong.ui.kit.confirm import ConfirmDialog, ErrorDialog, confirm_loss
    from sai_thong.ui.kit.fields import FieldEditor, FieldSpec
    from sai_thong.ui.kit.figures import FigureCard, FigureRow
    from sai_thong.ui.kit.form import RecordForm
    from sai_thong.ui.kit.grid import EntryColumn, EntryGrid
    from sai_thong.ui.kit.header import PageHeader
    from sai_thong.ui.kit.label import ThaiLabel
    from sai_thong.ui.kit.list_table import ListTable
    from sai_thong.ui.kit.month_picker import MonthPicker, month_name
    from sai_thong.ui.kit.progress import ProgressStrip
    from sai_thong.ui.kit.record_fields import field_specs
    from sai_thong.ui.kit.record_panel import HistoryLine, RecordPanel, RecordView
    from sai_thong.ui.kit.rows import PagedRows
    from sai_thong.ui.kit.search import SearchField
    from sai_thong.ui.kit.search_row import SearchRow
    from sai_thong.ui.kit.split import ListWithRecord
    from sai_thong.ui.kit.states import Sign, StateView
    from sai_thong.ui.kit.tabs import SectionTabs
    from sai_thong.ui.kit.wizard import WizardFrame, WizardStep
    from sai_thong.ui.theme import Text, Tone

_HOMES = {
    "ActionButton": "sai_thong.ui.kit.buttons",
    "Banner": "sai_thong.ui.kit.banner",
    "BannerStack": "sai_thong.ui.kit.banner",
    "Bar": "sai_thong.ui.kit.chart",
    "Card": "sai_thong.ui.kit.card",
    "Chip": "sai_thong.ui.kit.chip",
    "ChipText": "sai_thong.ui.kit.chip",
    "ChoiceBox": "sai_thong.ui.kit.choice",
    "Choices": "sai_thong.ui.kit.choice",
    "Column": "sai_thong.ui.kit.columns",
    "ConfirmDialog": "sai_thong.ui.kit.confirm",
    "EntryColumn": "sai_thong.ui.kit.grid",
    "EntryGrid": "sai_thong.ui.kit.grid",
    "ErrorDialog": "sai_thong.ui.kit.confirm",
    "FieldEditor": "sai_thong.ui.kit.fields",
    "FieldSpec": "sai_thong.ui.kit.fields",
    "FigureCard": "sai_thong.ui.kit.figures",
    "FigureRow": "sai_thong.ui.kit.figures",
    "FilterCombo": "sai_thong.ui.kit.choice",
    "HistoryLine": "sai_thong.ui.kit.record_panel",
    "ListTable": "sai_thong.ui.kit.list_table",
    "ListWithRecord": "sai_thong.ui.kit.split",
    "MonthChart": "sai_thong.ui.kit.chart",
    "MonthPicker": "sai_thong.ui.kit.month_picker",
    "PageHeader": "sai_thong.ui.kit.header",
    "PagedRows": "sai_thong.ui.kit.rows",
    "ProgressStrip": "sai_thong.ui.kit.progress",
    "RecordForm": "sai_thong.ui.kit.form",
    "RecordPanel": "sai_thong.ui.kit.record_panel",
    "RecordView": "sai_thong.ui.kit.record_panel",
    "Row": "sai_thong.ui.kit.columns",
    "SearchField": "sai_thong.ui.kit.search",
    "SearchRow": "sai_thong.ui.kit.search_row",
    "SectionTabs": "sai_thong.ui.kit.tabs",
    "Separator": "sai_thong.ui.kit.card",
    "Sign": "sai_thong.ui.kit.states",
    "StateView": "sai_thong.ui.kit.states",
    "Text": "sai_thong.ui.theme",
    "ThaiLabel": "sai_thong.ui.kit.label",
    "Tone": "sai_thong.ui.theme",
    "WizardFrame": "sai_thong.ui.kit.wizard",
    "WizardStep": "sai_thong.ui.kit.wizard",
    "confirm_loss": "sai_thong.ui.kit.confirm",
    "field_specs": "sai_thong.ui.kit.record_fields",
    "month_name": "sai_thong.ui.kit.month_picker",
    "thai_order": "sai_thong.ui.kit.columns",
}
"""Where each name lives. It is loaded when first asked for: the unlock screen must not wait for tables and wizards."""


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


__all__ = [
    "ActionButton",
    "Banner",
    "BannerStack",
    "Bar",
    "Card",
    "Chip",
    "ChipText",
    "ChoiceBox",
    "Choices",
    "Column",
    "ConfirmDialog",
    "EntryColumn",
    "EntryGrid",
    "ErrorDialog",
    "FieldEditor",
    "FieldSpec",
    "FigureCard",
    "FigureRow",
    "FilterCombo",
    "HistoryLine",
    "ListTable",
    "ListWithRecord",
    "MonthChart",
    "MonthPicker",
    "PageHeader",
    "PagedRows",
    "ProgressStrip",
    "RecordForm",
    "RecordPanel",
    "RecordView",
    "Row",
    "SearchField",
    "SearchRow",
    "SectionTabs",
    "Separator",
    "Sign",
    "StateView",
    "Text",
    "ThaiLabel",
    "Tone",
    "WizardFrame",
    "WizardStep",
    "confirm_loss",
    "field_specs",
    "keys",
    "month_name",
    "thai_order",
]
