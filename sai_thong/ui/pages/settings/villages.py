"""The villages: number, name, who leads them, and where money is paid."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from sai_thong.ground.language import _
from sai_thong.registers.office.operations import HIGHEST_MOO, Saved, save_village, villages
from sai_thong.registers.office.records import Village
from sai_thong.ui.kit import (
    ActionButton,
    Banner,
    Column,
    FieldSpec,
    ListTable,
    RecordForm,
    Tone,
    field_specs,
    keys,
    thai_order,
)
from sai_thong.ui.kit.values import FieldValue
from sai_thong.ui.pages.record_history import history_shown
from sai_thong.ui.pages.settings.section import Section

if TYPE_CHECKING:
    from sai_thong.ui.pages.settings.page import SettingsPage

_FIELDS: Final = ("name", "headman", "phone", "pay_point")


class VillagesSection(Section):
    """The list of villages; F2 or Enter changes the chosen one."""

    def __init__(self, page: SettingsPage) -> None:
        self.edit_button = ActionButton(_("Edit"), self.edit, key=keys.EDIT)
        add = ActionButton(_("New village"), self.add, key=keys.NEW, kind="primary")
        history = ActionButton(_("Whole history"), self.show_history, key=keys.HISTORY)
        super().__init__(page, _("Villages"), [history, self.edit_button, add])
        self._villages: dict[str, Village] = {}
        self.table = ListTable(
            [
                Column("moo", _("Village"), 90, kind="number", sort_value=lambda row: row["moo"]),
                Column("name", _("Village name"), strong=True, sort_value=thai_order("name")),
                Column("headman", _("Village head"), sort_value=thai_order("headman")),
                Column("phone", _("Telephone"), 140),
                Column("pay_point", _("Pay point"), sort_value=thai_order("pay_point")),
            ],
            name=_("Villages"),
        )
        self.table.row_chosen.connect(lambda row: self.edit_button.setEnabled(row is not None))
        self.table.row_opened.connect(lambda _row: self.edit())
        self.edit_button.setEnabled(False)
        self.put(self.table)

    def load(self) -> None:
        """Read the villages."""
        kept = villages(self.store)
        self._villages = {each.id: each for each in kept}
        if not kept:
            self.table.show_empty(
                _("No village is known yet."),
                _("Papers and lists go by village: add each with its number."),
                _("New village"),
                self.add,
            )
            return
        self.table.set_rows(
            [
                {
                    "id": each.id,
                    "moo": each.moo,
                    "name": each.name,
                    "headman": each.headman,
                    "phone": each.phone,
                    "pay_point": each.pay_point,
                }
                for each in kept
            ]
        )

    def add(self) -> None:
        """The form of a new village."""
        taken = {each.moo for each in self._villages.values()}
        free = next((moo for moo in range(1, HIGHEST_MOO + 1) if moo not in taken), None)
        form = RecordForm(_("New village"), _specs("moo", taken=taken), {"moo": free}, today=self.today)

        def operation(values: Mapping[str, Any]) -> Callable[[], Saved[Village]]:
            return partial(save_village, self.store, Village(**values))

        self.open_form(form, operation, self._told)

    def show_history(self) -> None:
        """Everything that happened to the villages."""
        history_shown(self.page, *self._villages.values())(_("Villages"))

    def edit(self) -> None:
        """The form of the chosen village; its number stays."""
        chosen = self.table.chosen()
        if chosen is None:
            return
        village = self._villages[chosen["id"]]
        form = RecordForm(
            _("Village {number}").format(number=village.moo),
            _specs(),
            {name: getattr(village, name) for name in _FIELDS},
            today=self.today,
        )

        def operation(values: Mapping[str, Any]) -> Callable[[], Saved[Village]]:
            return partial(save_village, self.store, replace(village, **values))

        self.open_form(form, operation, self._told)

    def _told(self, saved: Saved[Village]) -> Banner:
        self.table.choose_id(saved.record.id)
        name = _("Village {number}").format(number=saved.record.moo)
        return Banner(_("Saved: {name}").format(name=f"{name} {saved.record.name}".strip()), Tone.OK)

    def state(self) -> dict[str, Any]:
        """The chosen village."""
        chosen = self.table.chosen()
        return {"chosen": chosen["id"]} if chosen else {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Choose the village ``chosen``."""
        self.table.choose_id(str(state.get("chosen", "")))


def _specs(*first: str, taken: set[int] | None = None) -> list[FieldSpec]:
    def check(value: FieldValue) -> str:
        if not isinstance(value, int) or not 1 <= value <= HIGHEST_MOO:
            return _("Write the number of the village, from 1 to {highest}.").format(highest=HIGHEST_MOO)
        if value in (taken or ()):
            return _("Village {number} is in the list already: choose it there to change it.").format(number=value)
        return ""

    more: dict[str, dict[str, Any]] = {
        "moo": {"check": check, "width": 90},
        "phone": {"width": 260},
        "pay_point": {"help": _("Where cash is paid; lists of a pay day carry it.")},
    }
    return field_specs(Village, (*first, *_FIELDS), more=more)
