"""Who is appointed for a round: a line each with name and position, the one who leads first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.assets.committees import Appointed, appoint
from sai_thong.registers.assets.records import CommitteeSeat
from sai_thong.registers.assets.terms import COMMITTEE_TASK_LABELS, CommitteeRole, CommitteeTask
from sai_thong.ui import theme
from sai_thong.ui.kit import Text, ThaiLabel
from sai_thong.ui.kit.growing_rows import Cell, GrowingRows
from sai_thong.ui.pages.assets.entry_view import EntryView
from sai_thong.ui.pages.assets.stepped_section import SteppedSection


class CommitteeView(EntryView):
    """The names of one committee.

    Args:
        section: Over which it stands.
        round_id: Of the inspection or the disposal.
        task: What they are appointed for.
        seated: Who is appointed now.
    """

    def __init__(
        self, section: SteppedSection, round_id: str, task: CommitteeTask, seated: Sequence[CommitteeSeat]
    ) -> None:
        super().__init__(section, _("Committee: {task}").format(task=_(COMMITTEE_TASK_LABELS[task])), _("Appoint them"))
        self._round_id, self._task = round_id, task
        self.rows = GrowingRows(_("Appointed"), [Cell(_("Name with its prefix")), Cell(_("Position"))])
        self.rows.show_rows([(seat.name, seat.position) for seat in seated])
        self.secretary = QCheckBox(_("The last one is member and secretary"))
        self.secretary.setChecked(not seated or any(seat.role is CommitteeRole.SECRETARY for seat in seated))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(8))
        column.addWidget(ThaiLabel(self._told()))
        column.addWidget(self.rows)
        column.addWidget(self.secretary)
        column.addWidget(ThaiLabel(_("One name alone is a person who does it alone."), Text.SMALL, muted=True))
        self.lay(content)

    def begin(self) -> None:
        """Show it with the keys in the first name."""
        self.open_over()
        self.rows.focus_target().setFocus()

    def typed(self) -> object:
        """The rows."""
        return self.rows.rows(), self.secretary.isChecked()

    def save(self) -> None:
        """Appoint them."""
        people = self.people()
        if not people:
            self.say(BadInput(_("Nobody is appointed."), do=_("Write the names.")))
            return
        operation = partial(appoint, self.section.store, self._round_id, self._task, people)
        self.write(operation, lambda _saved: self.section.page.tell_done(_("The committee is appointed.")))

    def people(self) -> list[Appointed]:
        """Who was typed, with the seat of each."""
        rows = [row for row in self.rows.rows() if row[0]]
        last = len(rows) - 1
        return [Appointed(name, position, self._role(place, last)) for place, (name, position) in enumerate(rows)]

    def _role(self, place: int, last: int) -> CommitteeRole:
        if last == 0:
            return CommitteeRole.SOLE
        if place == 0:
            return CommitteeRole.CHAIR
        return CommitteeRole.SECRETARY if place == last and self.secretary.isChecked() else CommitteeRole.MEMBER

    def _told(self) -> str:
        if self._task is CommitteeTask.INSPECTION:
            return _("The chair comes first. Supply officers may not inspect what they keep (clause 213).")
        return _("The chair comes first.")
