"""Registers and lists of the office's work, saved as workbooks; what is personal is masked unless a reason is given."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QFileDialog

from sai_thong.db.refusals import SetClosed
from sai_thong.db.store import Store
from sai_thong.exchange.export import EXPORTED, Exported, export_register
from sai_thong.exchange.export_lists import LISTED, ListName, ListRequest, export_list
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _, ngettext
from sai_thong.records import declaration_of
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import SCHEME_LABELS, SCHEMES_OF, SchemeSet
from sai_thong.thai.calendar import Month
from sai_thong.ui.kit import Banner, FieldSpec, RecordForm, Tone
from sai_thong.ui.pages.settings.section import Section

if TYPE_CHECKING:
    from sai_thong.ui.pages.settings.page import SettingsPage

_LISTS: Final = {each.value: record_class for each, record_class in LISTED.items()} | dict(EXPORTED)


class ExportsSection(Section):
    """The form that says what is saved."""

    def __init__(self, page: SettingsPage) -> None:
        super().__init__(page, _("Save as workbooks"))
        self.form = RecordForm(
            _("Which list is saved"), self._specs(), self._first_values(), today=self.today, save_text=_("Save as…")
        )
        self.form.back_button.hide()
        self.form.save_asked.connect(self._ask_where)
        self.put(self.form)

    def load(self) -> None:
        """Nothing is read before it is saved."""

    def _specs(self) -> list[FieldSpec]:
        lists = [(key, _(declaration_of(record_class).label)) for key, record_class in _LISTS.items()]
        sets = [(each.value, _set_words(each)) for each in SchemeSet if self._opens(each)]
        return [
            FieldSpec("list", _("List"), "choice", required=True, choices=lists),
            FieldSpec("set", _("Allowances"), "choice", required=True, choices=sets),
            FieldSpec("month", _("Month"), "month", help=_("Payments of one month.")),
            FieldSpec("year", _("Fiscal year"), "integer", help=_("Or the payments of a whole year, such as 2570.")),
            FieldSpec(
                "unmask",
                _("Write personal data whole"),
                "tick",
                section=_("Personal data"),
                help=_("Otherwise IDs and accounts are masked, and what a list does not need is left out."),
            ),
            FieldSpec("reason", _("Reason"), help=_("Needed for personal data; the history keeps it."), width=560),
        ]

    def _first_values(self) -> dict[str, Any]:
        return {"list": ListName.PAYMENTS.value, "set": SchemeSet.ORDINARY.value, "month": Month.of(self.today)}

    def _opens(self, scheme_set: SchemeSet) -> bool:
        """Whether this user holds the key of a set."""
        try:
            shelf_of(self.store, scheme_set)
        except SetClosed:
            return False
        return True

    # what is done

    def _ask_where(self, values: Mapping[str, Any]) -> None:
        name = str(values["list"])
        path, _kind = QFileDialog.getSaveFileName(
            self,
            _("Save the list as a workbook"),
            f"{name}.xlsx",
            _("Workbooks ({pattern})").format(pattern="*.xlsx"),
        )
        if path:
            self.form.save_button.setEnabled(False)
            self.page.write(
                partial(save_list, self.store, dict(values), Path(path)),
                done=self._told,
                failed=self._refused,
                busy=_("Writing the workbook…"),
            )

    def _told(self, exported: Exported) -> None:
        self.form.save_button.setEnabled(True)
        self.form.mark_saved()
        words = ngettext("{count} row saved in {file}", "{count} rows saved in {file}", exported.rows)
        told = words.format(count=f"{exported.rows:,}", file=exported.path.name)
        more = _("The workbook holds personal data: keep it where only the office can open it.")
        self.page.tell(Banner(told, Tone.OK, more=more))

    def _refused(self, error: SaiThongError) -> None:
        self.form.save_button.setEnabled(True)
        self.form.show_error(error)

    # the page

    def state(self) -> dict[str, Any]:
        """What was filled in."""
        return {"draft": self.form.draft()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Fill it in again."""
        if "draft" in state:
            self.form.show_draft(state["draft"])


def save_list(store: Store, values: Mapping[str, Any], path: Path) -> Exported:
    """Write what the form asks for.

    Raises:
        BadInput: A month or a reason is missing.
        NotWritten: The file cannot be written.
    """
    name = str(values["list"])
    if name in EXPORTED:
        return export_register(store, name, path)
    request = ListRequest(
        ListName(name),
        scheme_set=SchemeSet(values["set"]),
        month=values["month"],
        fiscal_year_be=values["year"],
        unmask=bool(values["unmask"]),
        why=values["reason"] or "",
    )
    return export_list(store, request, path)


def _set_words(scheme_set: SchemeSet) -> str:
    return ", ".join(_(SCHEME_LABELS[each]) for each in SCHEMES_OF[scheme_set])
