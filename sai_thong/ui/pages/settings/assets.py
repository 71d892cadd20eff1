"""The settings of assets: classes, useful lives and rooms as lists; how numbers and labels are written as forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import N_, _
from sai_thong.registers.assets.labels import label_stock, set_label_stock
from sai_thong.registers.assets.numbering import number_template, set_number_template
from sai_thong.registers.assets.rules.label_stock import ROLLS, SHEETS, stock_name
from sai_thong.registers.assets.rules.numbers import NumberParts, NumberTemplate, Scope
from sai_thong.registers.assets.settled import asset_classes
from sai_thong.thai.calendar import fiscal_year_be
from sai_thong.ui import theme
from sai_thong.ui.kit import (
    ActionButton,
    Banner,
    ChoiceBox,
    FieldSpec,
    ListTable,
    RecordForm,
    Text,
    ThaiLabel,
    Tone,
    keys,
)
from sai_thong.ui.pages.settings.asset_parts import ClassesPart, LivesPart, Part, PartForm, RoomsPart
from sai_thong.ui.pages.settings.section import Section

if TYPE_CHECKING:
    from sai_thong.ui.pages.settings.page import SettingsPage

PARTS: Final = {
    "classes": N_("Classes of numbers"),
    "lives": N_("Useful lives"),
    "rooms": N_("Rooms"),
}
_SCOPES: Final = {
    Scope.CLASS_AND_YEAR: N_("every class and fiscal year begins anew"),
    Scope.CLASS: N_("every class counts on through the years"),
}
_EXAMPLE_CLASS: Final = "416"


class AssetsSection(Section):
    """One part at a time; F2 or Enter changes the chosen line."""

    def __init__(self, page: SettingsPage) -> None:
        self.part_box = ChoiceBox(
            [(key, _(words)) for key, words in PARTS.items()], "classes", name=_("What is settled")
        )
        self.number_button = ActionButton(_("How numbers are written…"), self.settle_numbers)
        self.label_button = ActionButton(_("Sheet of labels…"), self.settle_labels)
        self.edit_button = ActionButton(_("Edit"), self.edit, key=keys.EDIT)
        self.new_button = ActionButton("", self.add, key=keys.NEW, kind="primary")
        actions = [self.number_button, self.label_button, self.edit_button, self.new_button]
        super().__init__(page, _("Assets"), actions, beside=[self.part_box])
        self._parts: dict[str, Callable[[], Part]] = {
            "classes": lambda: ClassesPart(self.store),
            "lives": lambda: LivesPart(self.store),
            "rooms": lambda: RoomsPart(self.store),
        }
        self.part: Part = self._parts["classes"]()
        self.table = ListTable(self.part.columns, name=_("Assets"))
        self.put(self.table)
        self.part_box.chosen.connect(self.show_part)

    # the parts

    def show_part(self, key: str) -> None:
        """Show another part."""
        if not self.over.may_leave():
            return
        self.part_box.set_value(key)
        self.part = self._parts[key]()
        self._show_list()
        self.load()

    def _show_list(self) -> None:
        """A list of the columns of the part in place of the one before."""
        before = self.over
        self.table = ListTable(self.part.columns, name=_(PARTS[self.part_box.value()]))
        self.put(self.table)
        self.column.removeWidget(before)
        before.hide()
        before.deleteLater()

    def load(self) -> None:
        """Read the part shown."""
        self.new_button.set_action_text(self.part.new_words)
        rows = self.part.rows()
        if rows:
            self.table.set_rows(rows)
        else:
            self.table.show_empty(*self.part.empty, self.part.new_words, self.add)
        self.edit_button.setEnabled(self.table.chosen() is not None)

    def put(self, base: ListTable) -> None:  # type: ignore[override]
        """Show a list; its lines are opened by Enter."""
        super().put(base)
        base.row_chosen.connect(lambda row: self.edit_button.setEnabled(row is not None))
        base.row_opened.connect(lambda _row: self.edit())

    def add(self) -> None:
        """The form of something new."""
        self._open(self.part.new())

    def edit(self) -> None:
        """The form of the chosen line."""
        row = self.table.chosen()
        if row is not None:
            self._open(self.part.edit(row))

    def _open(self, asked: PartForm | None) -> None:
        if asked is None:
            return
        form = RecordForm(asked.title, asked.fields, asked.values, today=self.today)
        self.part.prepare(form)
        self.open_form(form, lambda values: partial(asked.operation, values), lambda _kept: Banner(asked.done, Tone.OK))

    # numbers and labels

    def settle_numbers(self) -> None:
        """The form of the template, with the number it would give now."""
        known = number_template(self.store)
        form = RecordForm(
            _("How numbers are written"),
            [
                FieldSpec(
                    "text",
                    _("Template"),
                    required=True,
                    help=_("{cat} class, {seq} running number, {fy2} or {fy} fiscal year, {pre} what stands before."),
                ),
                FieldSpec("digits", _("Digits of the running number"), "integer", required=True, width=100),
                FieldSpec(
                    "scope",
                    _("What begins anew"),
                    "choice",
                    required=True,
                    choices=[(each.value, _(words)) for each, words in _SCOPES.items()],
                ),
                FieldSpec("prefix", _("What stands before"), width=160),
            ],
            {"text": known.text, "digits": known.digits, "scope": known.scope.value, "prefix": known.prefix},
            today=self.today,
        )
        example = ThaiLabel("", Text.SECTION)
        example.setContentsMargins(theme.current().px(20), 0, theme.current().px(20), theme.current().px(6))
        form.body.insertWidget(1, example)

        def show() -> None:
            words, tone = self.example(form.draft())
            example.set_text(words, tone)

        for key in ("text", "digits", "scope", "prefix"):
            form.editor(key).edited.connect(show)
        show()
        self.open_form(
            form,
            lambda values: partial(self._keep_template, values),
            lambda _kept: Banner(_("Numbers are written so from now on; those on cards stay as they are."), Tone.OK),
        )

    def example(self, told: Mapping[str, Any]) -> tuple[str, Tone]:
        """The number that a template would give now, or what is wrong with it."""
        try:
            template = _template(told)
        except BadInput as problem:
            return str(problem), Tone.BAD
        classes = asset_classes(self.store)
        code = classes[0].code if classes else _EXAMPLE_CLASS
        year = fiscal_year_be(bangkok_today(self.store.clock))
        number = template.render(NumberParts(code, year, 1))
        return _("The first of {year} would be: {number}").format(year=year, number=number), Tone.PLAIN

    def _keep_template(self, values: Mapping[str, Any]) -> object:
        return set_number_template(self.store, _template(values))

    def settle_labels(self) -> None:
        """The form of the sheet or roll that labels are printed on."""
        stocks = [(each.key, stock_name(each)) for each in (*SHEETS, *ROLLS)]
        known = label_stock(self.store).key
        own = "" if known in dict(stocks) else known
        form = RecordForm(
            _("Sheet of labels"),
            [
                FieldSpec("stock", _("Sheet or roll"), "choice", choices=stocks),
                FieldSpec(
                    "own",
                    _("Or its own measures"),
                    help=_("In millimetres: 50x30 for a roll; columns x rows : size : first label : gaps for a sheet."),
                ),
            ],
            {"stock": "" if own else known, "own": own},
            today=self.today,
        )
        self.open_form(
            form,
            lambda values: partial(set_label_stock, self.store, values["own"] or values["stock"] or ""),
            lambda _kept: Banner(_("Labels are printed on it from now on."), Tone.OK),
        )

    # the section

    def state(self) -> dict[str, Any]:
        """The part shown and the chosen line."""
        chosen = self.table.chosen()
        return {"part": self.part_box.value(), "chosen": chosen["id"] if chosen else ""}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show a ``part`` and choose a line of it; ``open`` is ``numbers`` for the form of the template."""
        if state.get("part") in PARTS:
            self.show_part(str(state["part"]))
        self.table.choose_id(str(state.get("chosen", "")))
        if state.get("open") == "numbers":
            self.settle_numbers()


def _template(told: Mapping[str, Any]) -> NumberTemplate:
    """A template as it is typed; raises `BadTemplate` where no series of numbers can be made of it."""
    return NumberTemplate(
        str(told.get("text") or ""),
        int(told.get("digits") or 0),
        Scope(str(told.get("scope") or Scope.CLASS_AND_YEAR)),
        str(told.get("prefix") or ""),
    )
