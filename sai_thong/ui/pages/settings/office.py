"""Who the office is: the form of its one record, from which every paper's head is taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from sai_thong.ground.language import _
from sai_thong.registers.office.operations import Saved, current_office, set_office
from sai_thong.registers.office.records import Office
from sai_thong.ui.kit import ActionButton, Banner, FieldSpec, RecordForm, Tone, field_specs, keys
from sai_thong.ui.pages.record_history import history_shown
from sai_thong.ui.pages.settings.section import Section

if TYPE_CHECKING:
    from sai_thong.ui.pages.settings.page import SettingsPage

_FIELDS: Final = (
    "name", "code", "kind", "district", "province", "address", "postcode", "phone", "email", "letter_code",
)  # fmt: skip


def _specs() -> list[FieldSpec]:
    more: dict[str, dict[str, Any]] = {
        "name": {"help": _("Without “Subdistrict”, such as ทรายทอง.")},
        "code": {"width": 220},
        "address": {"width": 560},
        "postcode": {"width": 120},
        "phone": {"width": 260},
        "letter_code": {
            "width": 220,
            "help": _("Stands before the number of a letter, such as กส 71801."),
        },
    }
    return field_specs(Office, _FIELDS, more=more)


class OfficeSection(Section):
    """The form of the office."""

    def __init__(self, page: SettingsPage) -> None:
        history = ActionButton(_("Whole history"), self.show_history, key=keys.HISTORY)
        super().__init__(page, _("Office"), [history, ActionButton(_("Edit"), self.edit, key=keys.EDIT)])
        self._shown = Office(name="", code="")
        self.form = RecordForm(_("What papers say of the office"), _specs(), today=self.today)
        self.form.back_button.setText(_("Undo the changes"))
        self.form.left.connect(self._show_kept)
        self.form.dirty_changed.connect(self.form.back_button.setVisible)
        self.form.back_button.hide()
        self.save_by(self.form, self._operation, self._tell_saved)
        self.put(self.form)

    def edit(self) -> None:
        """Give the keys to the first field."""
        self.form.take_focus()

    def show_history(self) -> None:
        """Everything that happened to the office's own data."""
        history_shown(self.page, *self.store.find(Office))(_("Office"))

    def load(self) -> None:
        """Show the office as kept, unless somebody is changing it here."""
        if not self.form.dirty:
            self._show_kept()

    def _show_kept(self) -> None:
        self._shown = current_office(self.store) or Office(name="", code="")
        self.form.set_values({name: getattr(self._shown, name) for name in _FIELDS})

    def _operation(self, values: Mapping[str, Any]) -> Callable[[], Saved[Office]]:
        return partial(set_office, self.store, replace(self._shown, **values))

    def _tell_saved(self, saved: Saved[Office]) -> None:
        self.form.mark_saved()
        self._show_kept()
        told = _("Saved: {name}").format(name=f"{saved.record.kind}{saved.record.name}")
        self.page.tell(Banner(told, Tone.OK, more=_("Papers already printed keep what they had.")))

    def go_back(self) -> bool:
        """Esc: take changes back, after asking."""
        if not self.form.dirty:
            return False
        self.form.go_back()
        return True

    def may_leave(self) -> bool:
        """A changed form asks."""
        return not self.form.dirty or self.form.go_back()
