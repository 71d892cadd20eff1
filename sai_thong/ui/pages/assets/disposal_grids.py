"""The steps of a disposal that are told thing by thing: how each leaves, its appraised price, what it brought."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.assets.disposal_orders import (
    SALES,
    ChosenMethod,
    DisposalOrder,
    carry_out,
    change_methods,
    order,
    proposed_methods,
)
from sai_thong.registers.assets.disposal_view import DisposalView
from sai_thong.registers.assets.disposals import appraise
from sai_thong.registers.assets.law_in_force import asset_law
from sai_thong.registers.assets.records import DisposalLine
from sai_thong.registers.assets.terms import DISPOSAL_METHOD_LABELS, SALE_REASON_LABELS, DisposalMethod, SaleReason
from sai_thong.thai.money import baht
from sai_thong.ui import theme
from sai_thong.ui.kit import Column, EntryColumn, EntryGrid, FieldSpec, Row, ThaiLabel
from sai_thong.ui.kit.field_group import FieldGroup
from sai_thong.ui.kit.values import FieldValue
from sai_thong.ui.pages.assets.entry_view import EntryView

if TYPE_CHECKING:
    from sai_thong.ui.pages.assets.disposal import DisposalSection

_EXCEPTIONS: Final = (SaleReason.STATE_OR_CHARITY, SaleReason.OFFICIALS_DEVICE)
Entered = dict[object, dict[str, FieldValue]]


class _ThingsGrid(EntryView):
    """Some fields over a grid of the things of a disposal.

    Args:
        section: Over which it stands.
        view: The disposal.
        title: What is done.
        save: Words of the button that does it.
        done: What is told afterwards.
    """

    def __init__(self, section: DisposalSection, view: DisposalView, *, title: str, save: str, done: str) -> None:
        super().__init__(section, f"{title}  ·  {view.row.round.title}", save)
        self.view = view
        self._done = done
        self.fields: FieldGroup
        self.grid: EntryGrid

    def put_together(
        self,
        fields: Sequence[FieldSpec],
        values: Mapping[str, FieldValue],
        entered: Sequence[EntryColumn],
        rows: Sequence[Row],
        told: str = "",
    ) -> None:
        """Lay the fields over the grid."""
        self.fields = FieldGroup(fields, values, today=self.section.today)
        self.grid = EntryGrid(
            [
                Column("number", _("Asset number"), 112),
                Column("name", _("Item"), least=140, strong=True),
                Column("cost", _("Price"), 98, kind="money"),
            ],
            entered,
            today=self.section.today,
            name=_("Things of the disposal"),
        )
        self.grid.set_rows(rows)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(8))
        column.addWidget(self.fields)
        if told:
            column.addWidget(ThaiLabel(told))
        column.addWidget(self.grid, 1)
        self.lay(content, scrolls=False)

    def begin(self) -> None:
        """Show it with the keys in the grid."""
        self.open_over()
        self.grid.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def typed(self) -> object:
        """What was filled in."""
        return self.fields.draft(), self.grid.entries()

    def operation(self, entered: Entered) -> Callable[[], object]:
        """What saving does; raises `BadInput` where something is missing."""
        raise NotImplementedError

    def save(self) -> None:
        """Check everything and do it."""
        wrong = self.fields.first_wrong()
        if wrong is not None:
            self.go_to(wrong)
            return
        problems = self.grid.problems()
        try:
            if problems:
                raise BadInput(problems[0][2])
            operation = self.operation(self.grid.entries())
        except BadInput as problem:
            self.say(problem)
            return
        self.write(operation, lambda _changed: self.section.page.tell_done(self._done))


class OrderView(_ThingsGrid):
    """The order of a disposal, or other ways for what was ordered."""

    def __init__(self, section: DisposalSection, view: DisposalView) -> None:
        again = view.row.round.ordered_on is not None
        super().__init__(
            section,
            view,
            title=_("Other methods") if again else _("Order the disposal"),
            save=_("Keep the methods") if again else _("Order it"),
            done=_("The methods are kept.") if again else _("The disposal is ordered; its lines are frozen."),
        )
        self._again = again
        proposed = proposed_methods(section.store, view.row.round.id, section.today)
        rows = [_method_row(line, proposed[line.id]) for line in view.lines]
        self.put_together(self._specs(), self._values(), [_method(), _exception(), _why()], rows, self._rule_told())

    def _specs(self) -> list[FieldSpec]:
        approval = FieldSpec(
            "approval", _("Approval of the higher authority"), width=240, help=_("Only of a write-off above the line.")
        )
        if self._again:
            return [FieldSpec("why", _("Reason"), required=True), approval]
        return [
            FieldSpec("order_no", _("Number of the order"), width=220),
            FieldSpec("on", _("Date of the order"), "date", required=True),
            approval,
        ]

    def _values(self) -> dict[str, FieldValue]:
        approval: dict[str, FieldValue] = {"approval": self.view.row.round.higher_approval_no}
        return approval if self._again else approval | {"on": self.section.today}

    def _rule_told(self) -> str:
        """The line of the amounts, as the law of today has it."""
        rule = asset_law(self.section.store).rules.disposal_rule(self.section.today)
        return _(
            "Bought for {total} baht altogether. Up to {sale} baht a sale need not be an auction; up to {off} baht the"
            " head writes off."
        ).format(
            total=baht(self.view.row.cost_satang), sale=baht(rule.direct_sale_satang), off=baht(rule.write_off_satang)
        )

    def operation(self, entered: Entered) -> Callable[[], object]:
        """Order it, or change the methods."""
        methods = {line.id: _chosen(line, entered.get(line.id, {})) for line in self.view.lines}
        round_id, store = self.view.row.round.id, self.section.store
        approval = self.fields.text("approval")
        if self._again:
            return partial(
                change_methods, store, round_id, methods, higher_approval_no=approval, why=self.fields.text("why")
            )
        given = DisposalOrder(
            order_no=self.fields.text("order_no"), ordered_on=self.fields.value("on"), higher_approval_no=approval
        )
        return partial(order, store, round_id, given, methods)


class AppraiseView(_ThingsGrid):
    """The prices that the committee found."""

    def __init__(self, section: DisposalSection, view: DisposalView) -> None:
        super().__init__(
            section,
            view,
            title=_("Appraised prices"),
            save=_("Keep the prices"),
            done=_("The appraised prices are kept."),
        )
        rows = [{**_row(line), "price": line.appraised_satang} for line in view.lines if line.method in SALES]
        self.put_together([], {}, [EntryColumn("price", _("Appraised price"), "money", width=150)], rows)

    def operation(self, entered: Entered) -> Callable[[], object]:
        """Keep the prices."""
        prices = {str(key): each["price"] for key, each in entered.items() if each.get("price") is not None}
        if not prices:
            raise BadInput(_("No price is filled in yet."), do=_("Write what the committee found."))
        return partial(appraise, self.section.store, self.view.row.round.id, prices)


class CarryOutView(_ThingsGrid):
    """What came of it: when, to whom, for how much."""

    def __init__(self, section: DisposalSection, view: DisposalView) -> None:
        super().__init__(
            section,
            view,
            title=_("Carry out the disposal"),
            save=_("It is carried out"),
            done=_("It is kept what came of the disposal. Next: strike the things off."),
        )
        self.put_together(
            [
                FieldSpec("on", _("Carried out on"), "date", required=True),
                FieldSpec("buyer", _("Buyer or receiver")),
                FieldSpec(
                    "paid",
                    _("Paid for all together (baht)"),
                    "money",
                    help=_("Shared by the appraised prices; or write beside each thing what it brought."),
                ),
                FieldSpec("receipt", _("Receipt of the proceeds"), width=220),
            ],
            {"on": section.today},
            [
                EntryColumn("paid", _("Brought (baht)"), "money", width=130),
                EntryColumn("buyer", _("Another buyer"), width=170),
            ],
            [_row(line) for line in view.lines],
        )

    def operation(self, entered: Entered) -> Callable[[], object]:
        """Keep what came of it."""
        by_line = {str(key): each["paid"] for key, each in entered.items() if each.get("paid") is not None}
        buyers = {str(key): str(each["buyer"]) for key, each in entered.items() if each.get("buyer")}
        return partial(
            carry_out,
            self.section.store,
            self.view.row.round.id,
            on=self.fields.value("on"),
            proceeds_satang=self.fields.value("paid") or 0,
            proceeds_by_line=by_line or None,
            buyer=self.fields.text("buyer"),
            buyers=buyers,
            receipt_no=self.fields.text("receipt"),
        )


def _row(line: DisposalLine) -> Row:
    return {"id": line.id, "number": line.number, "name": line.name, "cost": line.cost_satang}


def _method_row(line: DisposalLine, proposed: ChosenMethod) -> Row:
    method = line.method or proposed.method
    exception = line.sale_reason if line.sale_reason in _EXCEPTIONS else None
    return {
        **_row(line),
        "method": method.value,
        "exception": exception.value if exception else None,
        "why": line.method_why,
    }


def _chosen(line: DisposalLine, entered: Mapping[str, FieldValue]) -> ChosenMethod:
    if not entered.get("method"):
        raise BadInput(
            _("{number} has no method of disposal.").format(number=line.number), do=_("Choose how it leaves.")
        )
    exception = entered.get("exception")
    return ChosenMethod(
        DisposalMethod(entered["method"]),
        str(entered.get("why") or ""),
        SaleReason(exception) if exception else None,
    )


def _method() -> EntryColumn:
    choices = [(each.value, _(words)) for each, words in DISPOSAL_METHOD_LABELS.items()]
    return EntryColumn("method", _("Method of disposal"), "choice", width=170, choices=choices)


def _exception() -> EntryColumn:
    choices = [(each.value, _(SALE_REASON_LABELS[each])) for each in _EXCEPTIONS]
    return EntryColumn("exception", _("Sold without an auction because"), "choice", width=210, choices=choices)


def _why() -> EntryColumn:
    return EntryColumn("why", _("Why this method"), width=150)
