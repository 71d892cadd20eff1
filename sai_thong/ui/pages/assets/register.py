"""The register of assets: found as one types or scanned, the chosen card beside it, and what is done with many."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, QTimer

from sai_thong.ground.language import _
from sai_thong.registers.assets.cards import Entered
from sai_thong.registers.assets.listing import AssetLine, asset_list
from sai_thong.registers.assets.scan import Scanned
from sai_thong.registers.assets.terms import AssetStatus
from sai_thong.thai.money import baht
from sai_thong.ui import theme
from sai_thong.ui.kit import (
    ActionButton,
    Banner,
    FigureCard,
    FigureRow,
    FilterCombo,
    ListTable,
    ListWithRecord,
    PagedRows,
    Row,
    SearchRow,
    Tone,
    keys,
)
from sai_thong.ui.kit.over import Over
from sai_thong.ui.kit.values import FieldValue
from sai_thong.ui.pages.assets import register_reading as reading
from sai_thong.ui.pages.assets.asset_words import asset_columns, asset_row, counted
from sai_thong.ui.pages.assets.card_desk import CardDesk
from sai_thong.ui.pages.assets.card_reading import ShownCard, read_scanned
from sai_thong.ui.pages.assets.chosen_bar import ChosenBar
from sai_thong.ui.pages.assets.entry import EntryForm, enter
from sai_thong.ui.pages.assets.entry_reading import EntryChoices, Proposal, entry_choices, propose
from sai_thong.ui.pages.assets.scan_search import ScanSearch
from sai_thong.ui.pages.assets.step import Step
from sai_thong.ui.pages.assets.stepped_section import SteppedSection

if TYPE_CHECKING:
    from sai_thong.ui.pages.assets.page import AssetsPage

_LISTED_MS: Final = 30
"""After a scan: the card is painted by then."""
ENTRY: Final = "entry"
"""Of the form of new assets, by which it is opened again when the language changes."""


class RegisterSection(SteppedSection):
    """The cards under their filters; the chosen one beside them."""

    def __init__(self, page: AssetsPage) -> None:
        self.print_button = ActionButton(_("Print…"), self._open_print_menu, key=keys.PRINT)
        self.enter_button = ActionButton(_("Enter what was bought"), self.open_entry, key=keys.NEW, kind="primary")
        super().__init__(page, [self.print_button, self.enter_button])
        self._frame: reading.RegisterFrame | None = None
        self._lines: list[AssetLine] = []
        self._order: tuple[str, bool] = ("", False)
        self._ticked: dict[str, str] = {}
        self._rows = PagedRows(0, self._fetch)
        self._of_no_card = False
        self._of_ticked: Step | None = None
        self._entry_draft: Mapping[str, FieldValue] | None = None
        self._add_figures()
        self._add_list()

    def _add_figures(self) -> None:
        self.count_card = FigureCard(_("In the register"))
        self.must_check_card = FigureCard(_("Value must be checked"))
        self.leaving_card = FigureCard(_("Broken, worn, lost or not needed"))
        self.unnumbered_card = FigureCard(_("Waiting for a number"))
        self.figures = FigureRow([self.count_card, self.must_check_card, self.leaving_card, self.unnumbered_card])

    def _add_list(self) -> None:
        self.search = ScanSearch(_("Find, or scan a label"))
        self.class_box = FilterCombo(_("All classes"), [])
        self.place_box = FilterCombo(_("All places"), [])
        self.custodian_box = FilterCombo(_("All custodians"), [])
        self.state_box = FilterCombo(_("All states"), reading.state_choices())
        self.price_box = FilterCombo(
            _("All prices"), [(key, _(words)) for key, (words, _from, _to) in reading.PRICES.items()]
        )
        self._boxes = {
            "class": self.class_box,
            "place": self.place_box,
            "custodian": self.custodian_box,
            "state": self.state_box,
            "price": self.price_box,
        }
        for box in self._boxes.values():
            box.setMaximumWidth(theme.current().px(150))
            box.chosen.connect(lambda _value: self.show_rows())
        self.table = ListTable(asset_columns(), name=_("Register of assets"))
        self.table.attach_search(self.search)
        self.chosen_bar = ChosenBar(self)
        self.desk = CardDesk(self)
        # Forms stand over the list alone: the card they are about stays in sight.
        self.over = Over(self.table)
        self.over.covered.connect(self._show_actions)
        self.over.covered.connect(self._cover)
        self.search_row = SearchRow(self.search, list(self._boxes.values()))
        self.split = ListWithRecord(self.over, self.desk.panel, shares=(5, 3))
        for widget in (self.figures, self.search_row, self.chosen_bar):
            self.column.addWidget(widget)
        self.column.addWidget(self.split, 1)
        self.search.text_changed.connect(lambda _text: self.show_rows())
        self.search.entered.connect(self.look_up)
        self.table.row_chosen.connect(lambda row: self.desk.show(str(row["id"]) if row else ""))
        self.table.row_opened.connect(lambda _row: self.desk.do_next())
        self.table.row_ticked.connect(lambda row, ticked: self.tick(str(row["id"]), str(row["number"]), ticked))
        self.table.order_asked.connect(self._order_by)

    def _cover(self, covered: bool) -> None:
        """A form needs the height, and one that is not about the chosen card the width as well."""
        self.figures.setVisible(not covered)
        self.search_row.setVisible(not covered)
        self.chosen_bar.setVisible(not covered and bool(self._ticked))
        below = self.split.orientation() == Qt.Orientation.Vertical
        self.desk.panel.setVisible(not covered or not (below or self._of_no_card))
        self.desk.panel.set_actions_enabled(not covered)
        if not covered:
            self._of_no_card, self.desk.form_name = False, ""
            (self.table.grid if self.table.chosen() is not None else self.search).setFocus()

    # reading

    def load(self) -> None:
        """Read the chosen card again, then the figures, the filters and the list."""
        self.desk.show_again()
        if self._frame is None:
            self.table.show_loading()
        self.read(reading.read_frame, done=self._show_frame, failed=self._tell_failed, about="frame")

    def _tell_failed(self, error: Any) -> None:  # noqa: ANN401 - as `ListTable.show_error`
        self.table.show_error(error, _("Try again"), self.load)

    def _show_frame(self, frame: reading.RegisterFrame) -> None:
        self._frame = frame
        for box, everything, choices in (
            (self.class_box, _("All classes"), frame.classes),
            (self.place_box, _("All places"), frame.places),
            (self.custodian_box, _("All custodians"), frame.custodians),
        ):
            box.set_choices([("", everything), *choices], box.value())
            if box.currentIndex() < 0:
                box.set_value("")
        self._show_figures(frame)
        self.show_rows()

    def _show_figures(self, frame: reading.RegisterFrame) -> None:
        self.count_card.set_figure(
            counted(frame.assets), _("bought for {amount} baht").format(amount=baht(frame.cost_satang))
        )
        self.must_check_card.set_figure(
            counted(len(frame.must_check)),
            _("the book cannot tell their value") if frame.must_check else _("the book knows every value"),
            Tone.WARNING if frame.must_check else Tone.OK,
        )
        self.leaving_card.set_figure(
            counted(len(frame.leaving)), _("to be repaired or disposed of") if frame.leaving else _("nothing waits")
        )
        self.unnumbered_card.set_figure(
            counted(len(frame.unnumbered)),
            _("entered, and without a label") if frame.unnumbered else _("every card has its number"),
            Tone.WARNING if frame.unnumbered else Tone.OK,
        )

    def show_rows(self) -> None:
        """List the cards of the filters that hold what is searched."""
        if self._frame is None:
            return
        state = self.state_box.value()
        chosen = reading.filter_of(
            class_code=self.class_box.value(),
            place=self.place_box.value(),
            custodian=self.custodian_box.value(),
            state=state,
            price=self.price_box.value(),
        )
        lines = asset_list(self.store, self.search.text(), chosen)
        self._lines = self._in_order([line for line in lines if self._passes(line, state)])
        self.header.set_period(counted(len(self._lines)))
        self._set_rows()

    def _passes(self, line: AssetLine, state: str) -> bool:
        """What the filter of states says besides the states themselves."""
        assert self._frame is not None
        named = {
            reading.MUST_CHECK: self._frame.must_check,
            reading.UNNUMBERED: self._frame.unnumbered,
            reading.LEAVING: self._frame.leaving,
            reading.DATED: self._frame.dated,
        }
        if state in named:
            return line.id in named[state]
        return state != reading.REGISTERED or line.status != AssetStatus.STRUCK_OFF.value

    def _set_rows(self) -> None:
        with QSignalBlocker(self.table):
            if self._lines:
                self._rows = PagedRows(len(self._lines), self._fetch)
                self.table.set_rows(self._rows)
                self.table.grid.setCurrentIndex(QModelIndex())
                self.table.grid.clearSelection()
                self._mark(self.desk.asset_id)
            else:
                self._show_empty()

    def _fetch(self, first: int, count: int) -> list[Row]:
        return [asset_row(line, line.id in self._ticked) for line in self._lines[first : first + count]]

    def _order_by(self, key: str, descending: bool) -> None:
        self._order = (key, descending)
        self._lines = self._in_order(self._lines)
        self._set_rows()

    def _in_order(self, lines: list[AssetLine]) -> list[AssetLine]:
        key, descending = self._order
        sort_value = next((each.sort_value for each in asset_columns() if each.key == key), None)
        if sort_value is None:
            return lines
        return sorted(lines, key=lambda line: sort_value(asset_row(line)), reverse=descending)

    def _show_empty(self) -> None:
        if self.search.text().strip():
            self.table.show_empty(
                _("No asset fits this search."),
                _("Any part of a number, an item, a serial number or a name will do."),
                _("Search everything"),
                self.show_everything,
            )
        elif any(box.value() for box in self._boxes.values()):
            self.table.show_empty(
                _("No asset stands here."),
                _("Choose other filters, or show the whole register."),
                _("Show the whole register"),
                self.show_everything,
            )
        else:
            self.table.show_empty(
                _("The register is empty."),
                _("Bring in the office's list of equipment, or enter what was bought."),
                _("Import the list…"),
                lambda: self.page.desk.go("import", kind="assets"),
            )

    def show_everything(self) -> None:
        """Clear the filters; the search stays."""
        for box in self._boxes.values():
            box.set_value("")
        self.show_rows()

    # choosing

    def choose(self, asset_id: str, then: Callable[[], object] | None = None) -> None:
        """Show a card, in the list where it stands there; `then` is called once it is shown."""
        with QSignalBlocker(self.table):
            self._mark(asset_id)
        self.desk.show(asset_id, then)

    def _mark(self, asset_id: str) -> None:
        place = next((place for place, line in enumerate(self._lines) if line.id == asset_id), -1)
        if place >= 0:
            self.table.choose(place)

    def tick(self, asset_id: str, number: str, ticked: bool) -> None:
        """Take a card up among those of which something is done together, or leave it out."""
        if ticked:
            self._ticked[asset_id] = number
        else:
            self._ticked.pop(asset_id, None)
        self._tell_ticked()

    def tick_all(self) -> None:
        """Take up every card of the list."""
        self._ticked = {line.id: line.number for line in self._lines}
        self._tell_ticked()

    def untick_all(self) -> None:
        """Leave all of them out."""
        self._ticked = {}
        self._tell_ticked()
        self.table.take_focus()

    @property
    def ticked(self) -> tuple[str, ...]:
        """The ids of the cards taken up, in the order of their numbers."""
        return tuple(sorted(self._ticked, key=lambda each: self._ticked[each]))

    def _tell_done(self, step: Step, result: object) -> None:
        """Say what was done, and what of it the open year makes up for."""
        corrected = getattr(result, "corrected", None)
        if step is self._of_ticked:
            self._ticked = {}
            self._tell_ticked()
        if step.paper is not None:
            self.tell_with_paper(step.done, step.paper)
        else:
            self.page.tell_done(step.done, more=corrected.text if corrected is not None else "")

    def open_step_of_many(self, step: Step) -> None:
        """A step about all that is ticked."""
        self._of_no_card, self._of_ticked = True, step
        self.open_step(step)

    def move_ticked(self) -> None:
        """The form that hands over all that is ticked."""
        self.desk.move_many()

    def number_ticked(self) -> None:
        """The form that gives all that is ticked its numbers."""
        self.desk.number_many()

    def label_ticked(self) -> None:
        """The labels of all that is ticked."""
        self.desk.print_labels(self.ticked)

    def _tell_ticked(self) -> None:
        self._rows.read_again()
        self.table.grid.viewport().update()
        waiting = self._frame is not None and bool(self._ticked) and self._ticked.keys() <= self._frame.unnumbered
        self.chosen_bar.show_count(len(self._ticked), len(self._lines), waiting=waiting)

    def _open_print_menu(self) -> None:
        self.desk.open_print_menu()

    # scanning

    def look_up(self, text: str) -> None:
        """Enter in the search: a label, a number or a serial number shows its card; else the list gets the keys."""
        if not text.strip():
            self.table.take_focus()
            return
        self.read(read_scanned, text, done=self._show_scanned, about="card")

    def _show_scanned(self, read: tuple[Scanned, ShownCard | None]) -> None:
        found, card = read
        if card is None and self._lines:
            self.table.take_focus()
        elif card is None:
            words = _("Nothing is known by “{code}”.").format(code=found.text)
            self.page.tell(Banner(words, Tone.WARNING, more=_("Look whether the label is of this office.")))
            self.search.selectAll()
        else:
            self.page.banners.clear()
            self.desk.show_read(card)
            with QSignalBlocker(self.search):
                self.search.clear()  # the next scan begins with an empty field
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            # The card first: the whole list behind it takes a moment more.
            QTimer.singleShot(_LISTED_MS, self, self._list_after_scan)

    def _list_after_scan(self) -> None:
        """The whole list with the card in it; a scan that has begun meanwhile goes first."""
        if not self.search.text():
            self.show_rows()

    # entering

    def open_entry(self) -> None:
        """The form of what was bought."""
        if self.over.may_leave():
            self.read(entry_choices, done=self._show_entry, about="entry")

    def _show_entry(self, choices: EntryChoices) -> None:
        form = EntryForm(choices, self.today)
        self._of_no_card = True

        def tell(draft: Mapping[str, FieldValue]) -> None:
            self.read(propose, draft, done=show, failed=lambda _error: None, about="proposal")

        def show(proposal: Proposal) -> None:
            if self.over.form() is form:
                form.show_proposal(proposal)

        form.asked.connect(tell)
        self.open_form(form, lambda values: partial(enter, self.store, values), self._tell_entered)
        if self._entry_draft is not None:
            form.show_draft(self._entry_draft)
            self._entry_draft = None
            tell(form.draft())

    def _tell_entered(self, entered: Entered) -> Banner | None:
        first, last = entered.cards[0], entered.cards[-1]
        for box in self._boxes.values():
            box.set_value("")
        self.desk.show(first.id)
        if len(entered.cards) == 1:
            words = _("{name} is in the register.").format(name=first.name)
        else:
            words = _("{count} cards of {name} are in the register.").format(count=len(entered.cards), name=first.name)
        numbers = first.number if len(entered.cards) == 1 else f"{first.number} – {last.number}"
        return Banner(words, Tone.OK, more=numbers if first.number else _("They wait for their numbers."))

    # the page

    def state(self) -> dict[str, Any]:
        """The filters, what is searched and chosen, and what is typed of an entry."""
        state: dict[str, Any] = {key: box.value() for key, box in self._boxes.items()}
        state |= {"search": self.search.text(), "asset": self.desk.asset_id}
        form = self.over.form()
        if isinstance(form, EntryForm):
            state[ENTRY] = form.draft()
        elif form is not None and self.desk.form_name:
            state |= {"form": self.desk.form_name, "draft": form.draft()}
        return state

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show filters, what is searched, an ``asset`` with its ``form``; ``entry`` opens the form of new assets."""
        if self.over.top() is not None and not self.over.may_leave():
            return
        self.over.uncover()
        if {"search", *self._boxes} & state.keys():
            for key, box in self._boxes.items():
                self._restore_filter(box, str(state.get(key, "")))
            with QSignalBlocker(self.search):
                self.search.setText(str(state.get("search", "")))
            self.show_rows()
        if state.get("asset"):
            opened = partial(self.desk.open_form, str(state.get("form", "")), state.get("draft", {}))
            self.choose(str(state["asset"]), opened)
        if ENTRY in state:
            self._entry_draft = state[ENTRY] or None
            self.open_entry()

    def _restore_filter(self, box: FilterCombo, value: str) -> None:
        """Choose a value whose words are not read yet."""
        if box.findData(value) < 0:
            box.addItem(value, value)
        box.set_value(value)

    def take_focus(self) -> bool:
        """The keys go to the form that is open, or to the search field."""
        form = self.over.form()
        if form is not None:
            form.take_focus()
        else:
            self.search.setFocus()
        return True

    def go_back(self) -> bool:
        """Esc: leave the form, then what is ticked, then the chosen card."""
        if super().go_back():
            return True
        if self._ticked:
            self.untick_all()
            return True
        if not self.desk.asset_id:
            return False
        with QSignalBlocker(self.table):
            self.table.grid.setCurrentIndex(QModelIndex())
            self.table.grid.clearSelection()
        self.desk.show("")
        self.search.setFocus()
        return True
