"""What the law leaves open or nobody has confirmed: how this office decides it, and how sure the default is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from sai_thong.ground.language import _
from sai_thong.registers.law.terms import Certainty
from sai_thong.registers.office.records import Setting
from sai_thong.registers.office.setting_words import setting_words
from sai_thong.registers.office.settings import (
    SETTINGS,
    DeclaredSetting,
    OfficeSettings,
    declared_setting,
    may_change,
    office_settings,
)
from sai_thong.ui.kit import (
    ActionButton,
    Banner,
    Column,
    FieldSpec,
    ListTable,
    ListWithRecord,
    RecordForm,
    RecordPanel,
    RecordView,
    Row,
    Tone,
    keys,
)
from sai_thong.ui.pages.record_history import history_shown
from sai_thong.ui.pages.settings.papers import PAPER_SETTINGS
from sai_thong.ui.pages.settings.section import Section, certainty_chip
from sai_thong.ui.pages.settings.setting_fields import (
    KeptSettings,
    keep_settings,
    setting_spec,
    setting_value,
)

if TYPE_CHECKING:
    from sai_thong.ui.pages.settings.page import SettingsPage


class ChoicesSection(Section):
    """The settings that are not about papers, each with the certainty of its default."""

    def __init__(self, page: SettingsPage) -> None:
        super().__init__(page, _("Choices of the office"))
        self._settings = OfficeSettings({})
        self.table = ListTable(
            [
                Column("label", _("What is left open"), strong=True),
                Column("value", _("This office"), 240),
                Column("certainty", _("Certainty"), 130, kind="chip"),
            ],
            name=_("Choices of the office"),
        )
        self.record = RecordPanel(_("Choose a line to see what is behind it."))
        self.table.row_chosen.connect(self._show)
        self.table.row_opened.connect(lambda _row: self.edit())
        self.put(ListWithRecord(self.table, self.record, shares=(27, 10)))

    def load(self) -> None:
        """Read the settings."""
        self._settings = office_settings(self.store)
        declared = [each for each in SETTINGS if each.key not in PAPER_SETTINGS]
        self.table.set_rows([_row(each, self._settings) for each in declared])

    def _show(self, row: Row | None) -> None:
        if row is None:
            self.record.show_nothing()
            return
        declared = declared_setting(str(row["id"]))
        sentences = [_(declared.note)] if declared.note else []
        if declared.certainty is Certainty.UNVERIFIED:
            sentences.append(_("Nobody has confirmed this yet: ask before you rely on it."))
        if not may_change(self.store, declared.key):
            sentences.append(_("Your role does not allow changing it."))
        own = declared.key in self._settings.chosen
        sentences.append(_("This office chose it.") if own else _("This office has not chosen: the default holds."))
        facts = [(_("Default"), setting_words(declared, declared.default))]
        view = RecordView(
            name=str(row["label"]),
            figure=str(row["value"]),
            chips=(certainty_chip(declared.certainty),),
            sentences=tuple(sentences),
            facts=tuple(facts),
        )
        kept = self.store.find(Setting, key=declared.key)
        history = history_shown(self.page, *kept) if kept else None
        actions = [ActionButton(_("Edit"), self.edit, key=keys.EDIT)] if may_change(self.store, declared.key) else []
        self.record.show_record(view, actions, whole_history=history)

    def edit(self) -> None:
        """The form of the chosen setting."""
        chosen = self.table.chosen()
        if chosen is None or not may_change(self.store, str(chosen["id"])):
            return
        declared = declared_setting(str(chosen["id"]))
        why = FieldSpec("reason", _("Reason"), section=_("For the history"), help=_("Such as: letter of the district."))
        form = RecordForm(
            _(declared.label),
            [setting_spec(declared), why],
            {declared.key: setting_value(declared, self._settings)},
            today=self.today,
        )

        def operation(values: Mapping[str, Any]) -> Callable[[], KeptSettings]:
            kept = {declared.key: values[declared.key]}
            return partial(keep_settings, self.store, kept, values["reason"] or "")

        self.open_form(form, operation, lambda _kept: self._told(declared))

    def _told(self, declared: DeclaredSetting) -> Banner:
        text = office_settings(self.store).text(declared.key)
        words = f"{_(declared.label)}: {setting_words(declared, text)}"
        return Banner(_("Saved: {name}").format(name=words), Tone.OK)

    # the page

    def state(self) -> dict[str, Any]:
        """The chosen setting."""
        chosen = self.table.chosen()
        return {"chosen": chosen["id"]} if chosen else {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Choose the setting ``chosen``."""
        self.table.choose_id(str(state.get("chosen", "")))


def _row(declared: DeclaredSetting, settings: OfficeSettings) -> Row:
    return {
        "id": declared.key,
        "label": _(declared.label),
        "value": setting_words(declared, settings.text(declared.key)),
        "certainty": certainty_chip(declared.certainty),
    }
