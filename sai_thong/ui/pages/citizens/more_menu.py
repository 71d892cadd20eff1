"""What happens to a person, as a menu below their record: a death, a move, and the way to their allowances."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from sai_thong.ground.language import _
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.petitions.listing import PetitionRow
from sai_thong.ui.kit import ActionButton
from sai_thong.ui.kit.menu import Menu


class LifeEvents(Protocol):
    """Who opens the forms."""

    def record_death(self) -> None:
        """The form of a death."""

    def withdraw_death(self) -> None:
        """The form that takes a death back."""

    def undo(self) -> None:
        """The form that takes the last change back."""

    def record_move_out(self) -> None:
        """The form of a move away."""

    def record_move_in(self) -> None:
        """The form of a move here."""

    def open_allowances(self) -> None:
        """The person on the allowances page."""

    def open_case_elsewhere(self) -> None:
        """The person among those found on other lists."""

    def open_dossier(self) -> None:
        """Everything the office holds of the person, on the page of security."""

    def take_petition(self) -> None:
        """A petition that the person brings now."""

    def open_petition(self, case_id: str) -> None:
        """A case that the person brought or has to do with."""


class MoreMenu(ActionButton):
    """A button that opens the menu above itself; only what can happen to this person stands in it.

    Args:
        citizen: Who.
        events: Opens the forms.
        found_elsewhere: Whether a case is open of this person on another list.
        petitions: The latest petitions the person has a part in.
        undoable: Whether the last change can be taken back.
        gathers: Whether this user may gather what the office holds of a person.
    """

    def __init__(
        self,
        citizen: Citizen,
        events: LifeEvents,
        *,
        found_elsewhere: bool = False,
        petitions: Sequence[PetitionRow] = (),
        undoable: bool = False,
        gathers: bool = False,
    ) -> None:
        super().__init__(_("Events…"), self.open_menu)
        self._citizen, self._events, self._found_elsewhere = citizen, events, found_elsewhere
        self._petitions = petitions
        self._undoable = undoable
        self._gathers = gathers

    def open_menu(self) -> QMenu:
        """Open the menu."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        events = self._events
        if self._citizen.deceased:
            menu.addAction(_("Complete the date of death…"), events.record_death)
            menu.addAction(_("Take back the death…"), events.withdraw_death)
        else:
            menu.addAction(_("Record a death…"), events.record_death)
            menu.addAction(_("Moves away…"), events.record_move_out)
            menu.addAction(_("Moves here…"), events.record_move_in)
        if self._undoable:
            menu.addAction(_("Take back the last change…"), events.undo)
        menu.addSeparator()
        menu.addAction(_("See the allowances"), events.open_allowances)
        if self._found_elsewhere:
            menu.addAction(_("Found on another list…"), events.open_case_elsewhere)
        if not self._citizen.deceased:
            menu.addAction(_("Take a petition"), events.take_petition)
        for case in self._petitions:
            words = _("Petition {number}: {subject}").format(number=case.number or "–", subject=case.subject)
            menu.addAction(words, partial(events.open_petition, case.id))
        if self._gathers:
            menu.addSeparator()
            menu.addAction(_("What the office holds of this person…"), events.open_dossier)
        menu.popup(self.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
        menu.setActiveAction(menu.actions()[0])
        return menu
