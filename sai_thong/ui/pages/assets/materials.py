"""วัสดุ: stock cards with what is there and what runs low, deliveries and counts, and requisition slips."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sai_thong.ground.language import _, ngettext
from sai_thong.registers.assets.law_in_force import asset_law
from sai_thong.registers.assets.materials import StockFilter, StockLine, balance, stock_list
from sai_thong.registers.assets.records import Material, MaterialMove
from sai_thong.registers.assets.requisitions import RequisitionState, SlipKept, SlipView, requisition_list
from sai_thong.registers.assets.stock import Moved, card_entries
from sai_thong.registers.petitions.law_in_force import petition_law
from sai_thong.ui import theme
from sai_thong.ui.kit import (
    ActionButton,
    ChoiceBox,
    FilterCombo,
    ListTable,
    ListWithRecord,
    RecordPanel,
    SearchField,
    SearchRow,
    Tone,
    keys,
)
from sai_thong.ui.pages.assets import materials_steps as steps
from sai_thong.ui.pages.assets.materials_card import CardView
from sai_thong.ui.pages.assets.materials_entry import IssueView, ReceiveView, RequisitionView
from sai_thong.ui.pages.assets.materials_rows import (
    card_columns,
    card_record,
    card_row,
    counted_cards,
    slip_columns,
    slip_record,
    slip_row,
)
from sai_thong.ui.pages.assets.step import PaperOf
from sai_thong.ui.pages.assets.stepped_section import SteppedSection
from sai_thong.ui.pages.record_history import history_shown

if TYPE_CHECKING:
    from sai_thong.ui.pages.assets.page import AssetsPage

CARDS: Final = "cards"
SLIPS: Final = "slips"
LOW: Final = "low"
SLIP_PAPER: Final = "requisition"


class MaterialsSection(SteppedSection):
    """Stock cards, or requisition slips; the chosen one beside the list."""

    def __init__(self, page: AssetsPage) -> None:
        self.receive_button = ActionButton(_("Receive into stock…"), self.receive)
        self.ask_button = ActionButton(_("Requisition"), self.ask, key=keys.NEW, kind="primary")
        super().__init__(page, [self.receive_button, self.ask_button])
        self._lines: dict[str, StockLine] = {}
        self._slips: dict[str, SlipView] = {}
        self._wanted = ""
        self.what = ChoiceBox([(CARDS, _("Stock cards")), (SLIPS, _("Requisitions"))], CARDS, name=_("What is listed"))
        self.search = SearchField(_("Find a material by code or name"))
        self.filter = FilterCombo(_("All stock cards"), self._filters())
        self.cards = ListTable(card_columns(), name=_("Stock cards"))
        self.slips = ListTable(slip_columns(), name=_("Requisitions"))
        self.record = RecordPanel(_("Choose a stock card to see what is there and what moved last."))
        self.put(self._laid())
        self.what.chosen.connect(lambda _value: self._switch())
        self.search.text_changed.connect(lambda _text: self.load())
        self.filter.chosen.connect(lambda _value: self.load())
        for table in (self.cards, self.slips):
            table.attach_search(self.search)
            table.row_chosen.connect(lambda _row: self._show_chosen())
        self.cards.row_opened.connect(lambda _row: self.open_card())
        self.slips.row_opened.connect(lambda _row: self.issue())

    def _laid(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        column.addWidget(SearchRow(self.search, [self.filter, self.what]))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.cards)
        self.stack.addWidget(self.slips)
        column.addWidget(ListWithRecord(self.stack, self.record), 1)
        return holder

    @property
    def shows_slips(self) -> bool:
        """Whether the slips are listed, not the cards."""
        return self.what.value() == SLIPS

    def _filters(self) -> list[tuple[str, str]]:
        return [(LOW, _("Running low")), *self._classes()]

    def _classes(self) -> list[tuple[str, str]]:
        """The classes of materials in use today."""
        return [(each.id, each.name) for each in asset_law(self.store).choices.material_classes]

    # the lists

    def load(self) -> None:
        """Read what is listed anew; the chosen one stays chosen."""
        self.stack.setCurrentWidget(self.slips if self.shows_slips else self.cards)
        self.filter.setVisible(not self.shows_slips)
        text, value = self.search.text(), self.filter.value()
        if self.shows_slips:
            self.read(requisition_list, text, done=self._show_slips, about="list")
        else:
            chosen = StockFilter(below_minimum=True) if value == LOW else StockFilter(material_class=value)
            self.read(stock_list, text, chosen, done=self._show_cards, about="list")
        top = self.over.top()
        if isinstance(top, CardView):
            top.read()

    def _switch(self) -> None:
        self.search.clear()
        self.load()

    def _choose_wanted(self, table: ListTable) -> None:
        if self._wanted:
            table.choose_id(self._wanted)
            self._wanted = ""
        self._show_chosen()

    def _show_cards(self, found: list[StockLine]) -> None:
        self._lines = {line.material.id: line for line in found}
        self.header.set_period(counted_cards(len(found), sum(line.below_minimum for line in found)))
        if found:
            self.cards.set_rows([card_row(line) for line in found])
        elif self.search.text().strip() or self.filter.value():
            self.cards.show_empty(_("No stock card fits this search."), _("Search for less, or choose another filter."))
        else:
            self.cards.show_empty(
                _("There is no stock card yet."),
                _("Each material has a card; what is there follows from what came in and went out."),
                _("New stock card…"),
                self.add_card,
            )
        self._choose_wanted(self.cards)

    def _show_slips(self, found: list[SlipView]) -> None:
        self._slips = {view.slip.id: view for view in found}
        count = ngettext("{count} requisition", "{count} requisitions", len(found)).format(count=f"{len(found):,}")
        self.header.set_period(count)
        if found:
            self.slips.set_rows([slip_row(view) for view in found])
        elif self.search.text().strip():
            self.slips.show_empty(_("No requisition fits this search."), _("Search for less."))
        else:
            self.slips.show_empty(
                _("No material was asked for yet."), _("Take down who asks for what."), _("Requisition"), self.ask
            )
        self._choose_wanted(self.slips)

    def line(self) -> StockLine | None:
        """The stock card chosen."""
        row = self.cards.chosen()
        return self._lines.get(str(row["id"])) if row and not self.shows_slips else None

    def slip(self) -> SlipView | None:
        """The slip chosen."""
        row = self.slips.chosen()
        return self._slips.get(str(row["id"])) if row and self.shows_slips else None

    def _show_chosen(self) -> None:
        line, slip = self.line(), self.slip()
        if line is not None:
            self._show_card(line)
        elif slip is not None:
            self._show_slip(slip)
        else:
            self.record.show_nothing()

    def _show_card(self, line: StockLine) -> None:
        card = line.material
        entries = card_entries(self.store, card.id)
        others = [steps.adjust(self.store, line, self.today), steps.change_card(self.store, card, self._classes())]
        if not entries:
            others.insert(0, steps.bring_forward(self.store, card, self.today))
        if not line.quantity:
            others.append(steps.end_card(self.store, card))
        others.append(steps.add_card(self.store, self._classes()))
        buttons = [ActionButton(_("Open the card"), self.open_card, key=keys.EDIT, kind="primary")]
        buttons.append(ActionButton(_("Receive…"), partial(self.receive, card.id)))
        buttons += self.buttons_of(None, others)
        names = dict(self._classes())
        view = card_record(line, names.get(card.material_class, card.material_class), entries)
        self.record.show_record(view, buttons, whole_history=history_shown(self.page, card))

    def _show_slip(self, view: SlipView) -> None:
        buttons = self.buttons_of(None, steps.slip_steps(self.store, view), lambda: [PaperOf(SLIP_PAPER, view.slip.id)])
        if view.state is RequisitionState.WAITING:
            buttons.insert(0, ActionButton(_("Issue…"), self.issue, key=keys.EDIT, kind="primary"))
        self.record.show_record(slip_record(view), buttons, whole_history=history_shown(self.page, view.slip))

    # for the forms

    def divisions(self) -> list[tuple[str, str]]:
        """The divisions of the office, by their names."""
        return [(each.name, each.name) for each in petition_law(self.store).services.divisions]

    def held(self, material_id: str) -> int:
        """What is there of a card, in thousandths."""
        return balance(self.store, material_id)[0]

    # what is done

    def add_card(self) -> None:
        """The form of a new stock card."""
        self.open_step(steps.add_card(self.store, self._classes()))

    def open_card(self) -> None:
        """The movements of the chosen card, over the list."""
        line = self.line()
        if line is not None and self.over.may_leave():
            self._open_card(line.material)

    def _open_card(self, card: Material) -> None:
        view = CardView(self, card)
        view.left.connect(self.over.uncover)
        self.over.show_over(view)
        view.take_focus()

    def receive(self, material_id: str = "") -> None:
        """The grid of a delivery, of one card where its button was pressed."""

        def show(lines: list[StockLine]) -> None:
            ReceiveView(self, lines, self._moved, material_id=material_id).begin("from_whom")

        if self.over.may_leave():
            self.read(stock_list, done=show, about="form")

    def _moved(self, moved: Moved) -> None:
        count = len(moved.moves)
        words = ngettext("{count} material is received.", "{count} materials are received.", count)
        self.page.tell_done(words.format(count=count))

    def ask(self) -> None:
        """The grid of a requisition."""

        def show(lines: list[StockLine]) -> None:
            RequisitionView(self, lines, self._asked).begin("asked_by")

        if self.over.may_leave():
            self.read(stock_list, done=show, about="form")

    def _asked(self, kept: SlipKept) -> None:
        self._show_slip_of(kept)
        words = _("The requisition is kept. Next: issue it.")
        self.tell_with_paper(words, PaperOf(SLIP_PAPER, kept.slip.id))

    def issue(self) -> None:
        """The grid of the chosen slip."""
        view = self.slip()
        if view is not None and view.state is RequisitionState.WAITING and self.over.may_leave():
            IssueView(self, view, self._issued).begin()

    def _issued(self, kept: SlipKept) -> None:
        self._show_slip_of(kept)
        paper = PaperOf(SLIP_PAPER, kept.slip.id)
        if kept.below_minimum:
            names = ", ".join(card.name for card in kept.below_minimum)
            words = _("It is issued. Running low now: {names}.").format(names=names)
            self.tell_with_paper(words, paper, Tone.WARNING)
        else:
            self.tell_with_paper(_("It is issued, and stands on the cards."), paper)

    def _show_slip_of(self, kept: SlipKept) -> None:
        self._wanted = kept.slip.id
        self.what.set_value(SLIPS)
        self.search.clear()
        self.load()

    def step_done(self, result: object) -> None:
        """A new card stands in the list; what was taken back, on its card again."""
        record = getattr(result, "record", None)
        if isinstance(record, Material):
            self._wanted = record.id
            self.what.set_value(CARDS)
            self.filter.set_value("")
            self.search.clear()
            self.load()
        moves = getattr(result, "moves", ())
        if moves and isinstance(moves[0], MaterialMove) and moves[0].reverses:
            self._open_card(self.store.get(Material, moves[0].material_id))

    # state

    def state(self) -> dict[str, Any]:
        """What is listed, and what is chosen."""
        card, slip = self.cards.chosen(), self.slips.chosen()
        return {
            "what": self.what.value(),
            "filter": self.filter.value(),
            "material": card["id"] if card else "",
            "requisition": slip["id"] if slip else "",
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show a ``material`` or a ``requisition``, or the cards of a ``filter``."""
        if state.get("requisition") and state.get("what", SLIPS) == SLIPS:
            self.what.set_value(SLIPS)
        elif "what" in state:
            self.what.set_value(str(state["what"]))
        if "filter" in state:
            self.filter.set_value(str(state["filter"]))
        self._wanted = str(state.get("requisition" if self.shows_slips else "material", ""))
        self.load()

    def take_focus(self) -> bool:
        """The search takes the keys."""
        self.search.setFocus()
        return True
