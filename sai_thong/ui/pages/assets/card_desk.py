"""What is done with the chosen card: read and shown, its steps as forms, its photographs and papers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFileDialog, QMenu

from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.registers.assets.card_view import CARD_ACTION_LABELS, CardAction
from sai_thong.ui.kit import ActionButton, keys
from sai_thong.ui.kit.menu import Menu
from sai_thong.ui.kit.values import FieldValue
from sai_thong.ui.pages.assets import (
    card_papers,
    card_steps,
    steps_of_custody,
    steps_of_numbers,
    steps_of_photographs,
)
from sai_thong.ui.pages.assets.card_panel import CardPanel
from sai_thong.ui.pages.assets.card_photographs import PATTERNS, CardPhotographs
from sai_thong.ui.pages.assets.card_reading import ShownCard, read_card
from sai_thong.ui.pages.assets.entry_reading import EntryChoices, entry_choices
from sai_thong.ui.pages.assets.label_printing import ask_for_labels
from sai_thong.ui.pages.record_history import history_shown

if TYPE_CHECKING:
    from sai_thong.ui.pages.assets.register import RegisterSection


class CardDesk:
    """The card shown in a panel, and what is done with it.

    Attributes:
        panel: Shows the card.
        shown: The card shown; None when none is chosen.
        form_name: Of the form of the card that is open, or empty.
        photographs: Attaches, shows and removes its pictures.
    """

    def __init__(self, section: RegisterSection) -> None:
        self._section = section
        self._page = section.page
        self._wanted = ""
        self._then: Callable[[], object] | None = None
        self.panel = CardPanel(self)
        self.shown: ShownCard | None = None
        self.form_name = ""
        self.photographs = CardPhotographs(section)
        self.menu = Menu(section)
        self._places: dict[CardAction | None, Callable[[ShownCard], object]] = {
            CardAction.SEE_LOAN: self._see_loan,
            CardAction.SEE_DISPOSAL: self._see_disposal,
            CardAction.PRINT_LABEL: lambda shown: self.print_labels((shown.asset_id,)),
            CardAction.ADD_PHOTOGRAPH: lambda _shown: self.choose_photographs(),
        }

    @property
    def asset_id(self) -> str:
        """The id of the card that is shown, or is being read to be shown; empty when none is."""
        return self._wanted

    def show(self, asset_id: str, then: Callable[[], object] | None = None) -> None:
        """Show a card, or none; `then` is called once it stands there."""
        self._wanted, self._then = asset_id, then
        if not asset_id:
            self.shown = None
            self.panel.show_nothing()
            return
        self._section.read(read_card, asset_id, done=self._tell, failed=self._tell_failed, about="card")

    def show_read(self, shown: ShownCard) -> None:
        """Show a card that was read already."""
        self._wanted, self._then = shown.asset_id, None
        self._tell(shown)

    def show_again(self) -> None:
        """Read the card again: something changed."""
        if self._wanted:
            self.show(self._wanted, self._then)

    def _tell(self, shown: ShownCard) -> None:
        if shown.asset_id != self._wanted:
            return
        self.shown = shown
        self.panel.show_card(shown, self._actions(shown))
        self.panel.set_actions_enabled(self._section.over.top() is None)
        then, self._then = self._then, None
        if then is not None:
            then()

    def _tell_failed(self, error: SaiThongError) -> None:
        self.shown, self._wanted = None, ""
        self.panel.show_nothing()
        self._page.tell_error(error)

    def _actions(self, shown: ShownCard) -> list[ActionButton]:
        if shown.struck_off:
            return []
        actions = []
        words = self._next_words(shown)
        if words:
            actions.append(ActionButton(words, self.do_next, kind="primary"))
        actions.append(ActionButton(_("Correct"), self.edit, key=keys.EDIT))
        more = ActionButton(_("More…"))
        more.clicked.connect(lambda _checked=False: self.open_menu(more))
        return [*actions, more]

    def _next_words(self, shown: ShownCard) -> str:
        """What the button of the next step says; empty where there is none."""
        form = card_steps.form_of(card_steps.next_form(shown), shown)
        if form is not None:
            return form.words
        action = shown.view.next_action
        return _(CARD_ACTION_LABELS[action]) if action is not None and action in self._places else ""

    # steps

    def edit(self) -> None:
        """The form that corrects the card."""
        self.open_form("correct")

    def open_form(self, name: str, draft: Mapping[str, FieldValue] | None = None) -> None:
        """A form of the card shown, where it applies; `draft` is what was typed into it before."""
        step = card_steps.form_of(name, self.shown) if self.shown is not None else None
        if step is None:
            return
        self._section.open_step(step)
        form = self._section.over.form()
        if form is not None:
            self.form_name = name
            form.show_draft(draft or {})

    def do_next(self) -> None:
        """The one obvious next step, once the card stands there: its form, or the place where it is done."""
        shown = self.shown
        if shown is None or shown.asset_id != self._wanted:
            self._then = self.do_next if self._wanted else None
            return
        form = card_steps.next_form(shown)
        if form:
            self.open_form(form)
        elif shown.view.next_action in self._places:
            self._places[shown.view.next_action](shown)

    def _see_loan(self, shown: ShownCard) -> None:
        loans = shown.view.loans
        self._page.open_section("lending", loan=loans[0].loan.id if loans else "")

    def _see_disposal(self, shown: ShownCard) -> None:
        disposal = shown.view.disposal
        self._page.open_section("disposal", disposal=disposal.id if disposal else "")

    def open_menu(self, button: ActionButton) -> QMenu:
        """Everything else that can be done, in groups."""
        self.menu.clear()
        if self.shown is None or self.shown.struck_off:
            return self.menu
        for steps in card_steps.groups(self.shown):
            for name, step in steps:
                self.menu.addAction(step.words, partial(self.open_form, name))
            self.menu.addSeparator()
        if self._page.has_section("lending"):
            lend = partial(self._page.open_section, "lending", lend=self.shown.asset_id)
            self.menu.addAction(_("Lend it…"), lend)
        self.menu.addAction(_("Add photographs…"), self.choose_photographs)
        self.menu.addAction(_("Print labels…"), partial(self.print_labels, (self.shown.asset_id,)))
        self.menu.popup(button.mapToGlobal(QPoint(0, -self.menu.sizeHint().height())))
        self.menu.setActiveAction(self.menu.actions()[0])
        return self.menu

    def move_many(self) -> None:
        """The form that hands over all that is ticked."""
        ticked = self._section.ticked
        if ticked and self._section.over.may_leave():
            self._section.read(entry_choices, done=lambda choices: self._open_move(ticked, choices), about="move")

    def number_many(self) -> None:
        """The form that gives all that is ticked its numbers."""
        ticked, section = self._section.ticked, self._section
        if not ticked or not section.over.may_leave():
            return

        def open_form(choices: EntryChoices) -> None:
            section.open_step_of_many(steps_of_numbers.give_many(section.store, ticked, choices))

        section.read(entry_choices, done=open_form, about="numbers")

    def _open_move(self, ticked: Sequence[str], choices: EntryChoices) -> None:
        section = self._section
        section.open_step_of_many(steps_of_custody.move_many(section.store, ticked, choices, section.today))

    # photographs

    def choose_photographs(self) -> None:
        """Ask for photographs of the chosen card."""
        paths, _kind = QFileDialog.getOpenFileNames(
            self.panel, _("Add photographs"), "", _("Pictures ({pattern})").format(pattern=PATTERNS)
        )
        self.add_photographs(paths)

    def add_photographs(self, paths: Sequence[str]) -> None:
        """Attach photographs to the chosen card."""
        if self.shown is not None and not self.shown.struck_off:
            self.photographs.add(self.shown, paths)

    def open_photograph(self, photograph_id: str) -> None:
        """Show a photograph in the preview."""
        if self.shown is not None:
            self.photographs.show(self.shown, photograph_id)

    def remove_photograph(self, photograph_id: str) -> None:
        """The form that takes a photograph off the card."""
        step = steps_of_photographs.remove(self.shown, photograph_id) if self.shown is not None else None
        if step is not None:
            self._section.open_step(step)

    # papers

    def open_print_menu(self) -> None:
        """The papers of the chosen card, then those of the whole register."""
        card_papers.open_menu(self._section, self.shown)

    def print_labels(self, ids: Sequence[str]) -> None:
        """The form that prints the labels of some cards."""
        ask_for_labels(self._section, ids)

    def show_history(self, title: str) -> None:
        """Everything that happened to the card, over the page."""
        if self.shown is not None:
            history_shown(self._page, self.shown.asset)(title)
