"""What comes into stock or is asked for, many materials at once in a grid; and the issue of a slip line by line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.assets.materials import StockLine
from sai_thong.registers.assets.requisitions import Asked, SlipKept, SlipLine, SlipView, ask_materials, issue_materials
from sai_thong.registers.assets.rules.materials import quantity_text, read_quantity
from sai_thong.registers.assets.stock import Moved, Received, receive
from sai_thong.ui import theme
from sai_thong.ui.kit import Column, EntryColumn, EntryGrid, FieldSpec
from sai_thong.ui.kit.field_group import FieldGroup
from sai_thong.ui.pages.assets.entry_view import EntryView
from sai_thong.ui.pages.assets.materials_grid import StockGrid
from sai_thong.ui.pages.assets.materials_rows import with_unit

if TYPE_CHECKING:
    from sai_thong.ui.pages.assets.materials import MaterialsSection


class _GridEntry(EntryView):
    """Some fields with a grid of stock cards below them."""

    fields: FieldGroup
    grid: StockGrid

    def put_together(self) -> None:
        """Lay the fields over the grid."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(10))
        column.addWidget(self.fields)
        column.addWidget(self.grid, 1)
        self.lay(content, scrolls=False)

    def begin(self, first: str) -> None:
        """Show it with the keys in a field."""
        self.open_over()
        self.fields.editor(first).focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def typed(self) -> object:
        """What was filled in."""
        return self.fields.draft(), self.grid.entries()

    def ready(self) -> dict[str, int]:
        """How much of each card, in thousandths; empty where something is wrong, which is told."""
        wrong = self.fields.first_wrong()
        if wrong is not None:
            self.go_to(wrong)
            return {}
        problems = self.grid.grid.problems()
        try:
            if problems:
                raise BadInput(problems[0][2])
            found = self.grid.quantities()
        except BadInput as problem:
            self.say(problem)
            return {}
        if not found:
            self.say(BadInput(_("Nothing is filled in yet."), do=_("Write how much beside at least one material.")))
            self.grid.take_focus()
        return found


class ReceiveView(_GridEntry):
    """A delivery: from whom, by which paper, and how much of what for how much."""

    def __init__(
        self,
        section: MaterialsSection,
        lines: Sequence[StockLine],
        done: Callable[[Moved], object],
        *,
        material_id: str = "",
    ) -> None:
        super().__init__(section, _("Receive into stock"), _("Receive it"))
        self._done = done
        self.fields = FieldGroup(
            [
                FieldSpec("from_whom", _("Received from"), required=True),
                FieldSpec("document_no", _("Delivery note"), width=240),
                FieldSpec("on", _("Received on"), "date", required=True),
            ],
            {"on": section.today},
            today=section.today,
        )
        self.grid = StockGrid(
            lines,
            section.today,
            [
                EntryColumn("quantity", _("Quantity in"), width=110),
                EntryColumn("value", _("Paid altogether (baht)"), "money", width=170),
            ],
        )
        name = next((line.material.name for line in lines if line.material.id == material_id), "")
        self.grid.search.setText(name)
        self.put_together()

    def save(self) -> None:
        """Take it into stock."""
        quantities = self.ready()
        if not quantities:
            return
        entries = self.grid.entries()
        lines = [Received(key, quantity, entries[key].get("value") or 0) for key, quantity in quantities.items()]
        operation = partial(
            receive,
            self.section.store,
            lines,
            on=self.fields.value("on"),
            from_whom=self.fields.text("from_whom"),
            document_no=self.fields.text("document_no"),
        )
        self.write(operation, self._done)


class RequisitionView(_GridEntry):
    """ใบเบิก: who asks, what for, and how much of what."""

    def __init__(
        self, section: MaterialsSection, lines: Sequence[StockLine], done: Callable[[SlipKept], object]
    ) -> None:
        super().__init__(section, _("Requisition of materials"), _("Keep the requisition"))
        self._done = done
        self.fields = FieldGroup(
            [
                FieldSpec("asked_by", _("Requested by"), required=True),
                FieldSpec("division", _("Division"), "choice", choices=section.divisions()),
                FieldSpec("purpose", _("Used for")),
                FieldSpec("on", _("Date"), "date", required=True),
            ],
            {"on": section.today},
            today=section.today,
        )
        self.grid = StockGrid(lines, section.today, [EntryColumn("quantity", _("Asked for"), width=120)])
        self.put_together()

    def save(self) -> None:
        """Keep the slip."""
        quantities = self.ready()
        if not quantities:
            return
        operation = partial(
            ask_materials,
            self.section.store,
            [Asked(key, quantity) for key, quantity in quantities.items()],
            asked_by=self.fields.text("asked_by"),
            division=self.fields.text("division"),
            purpose=self.fields.text("purpose"),
            asked_on=self.fields.value("on"),
        )
        self.write(operation, self._done)


class IssueView(EntryView):
    """The issue of a slip: who orders, issues and receives, and what is really issued of each line."""

    def __init__(self, section: MaterialsSection, view: SlipView, done: Callable[[SlipKept], object]) -> None:
        super().__init__(
            section, _("Issue of requisition {number}").format(number=view.slip.number or "–"), _("Issue it")
        )
        self._slip_id, self._done = view.slip.id, done
        self.fields = FieldGroup(
            [
                FieldSpec("allowed_by", _("Issue ordered by"), required=True),
                FieldSpec("issued_by", _("Issued by"), required=True),
                FieldSpec("received_by", _("Goods received by"), required=True),
                FieldSpec("on", _("Issued from stock on"), "date", required=True),
            ],
            {"issued_by": section.store.user, "received_by": view.slip.asked_by, "on": section.today},
            today=section.today,
        )
        self.grid = EntryGrid(
            [
                Column("name", _("Name of the material"), least=200, strong=True),
                Column("held", _("In stock"), 120, align="right"),
                Column("asked", _("Asked for"), 120, align="right"),
            ],
            [EntryColumn("issued", _("Really issued"), width=130)],
            today=section.today,
            name=_("Lines of the requisition"),
        )
        self.grid.set_rows([self._row(each, section.held(each.material.id)) for each in view.lines])
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(10))
        column.addWidget(self.fields)
        column.addWidget(self.grid, 1)
        self.lay(content, scrolls=False)

    def _row(self, each: SlipLine, held: int) -> dict[str, object]:
        return {
            "id": each.line.id,
            "name": each.material.name,
            "held": with_unit(held, each.material.unit),
            "asked": with_unit(each.line.asked, each.material.unit),
            "issued": quantity_text(min(each.line.asked, held)),
        }

    def begin(self) -> None:
        """Show it with the keys in the first name."""
        self.open_over()
        self.fields.editor("allowed_by").focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def typed(self) -> object:
        """What was filled in."""
        return self.fields.draft(), self.grid.entries()

    def save(self) -> None:
        """Issue what is filled in."""
        wrong = self.fields.first_wrong()
        if wrong is not None:
            self.go_to(wrong)
            return
        try:
            issued = {
                str(key): read_quantity(str(values.get("issued") or "0")) for key, values in self.grid.entries().items()
            }
        except BadInput as problem:
            self.say(problem)
            return
        operation = partial(
            issue_materials,
            self.section.store,
            self._slip_id,
            issued,
            allowed_by=self.fields.text("allowed_by"),
            issued_by=self.fields.text("issued_by"),
            received_by=self.fields.text("received_by"),
            on=self.fields.value("on"),
        )
        self.write(operation, self._done)
