"""Saying which citizen a case has to do with, besides the people who brought it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.registers.petitions.links import link
from sai_thong.registers.petitions.terms import LinkKind
from sai_thong.ui.kit import ActionButton, Banner, BannerStack, Card, Text, ThaiLabel, keys
from sai_thong.ui.pages.person_picker import PersonPicker
from sai_thong.ui.pages.petitions.case_reading import ShownCase
from sai_thong.ui.pages.petitions.section import Section


class LinkCitizen(Card):
    """Finds a citizen as one types, and links them.

    Signals:
        left(): Nothing was done, or it is done.
    """

    left = Signal()

    def __init__(self, section: Section, shown: ShownCase) -> None:
        super().__init__(margin=16, spacing=8)
        self._section, self._shown = section, shown
        self.banners = BannerStack()
        self.picker = PersonPicker(section.page, optional=False)
        self.note = QLineEdit()
        self.note.setAccessibleName(_("Note"))
        self.note.setPlaceholderText(_("What they have to do with the case"))
        self.link_button = ActionButton(_("Link"), self.link, key=keys.SAVE, kind="primary")
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.link_button)
        line.addWidget(ActionButton(keys.with_key(_("Back"), keys.BACK), self.left.emit))
        title = f"{_('Link a citizen')}  ·  {shown.name}"
        self.body.addWidget(ThaiLabel(title, Text.RECORD, max_lines=1))
        self.body.addWidget(self.banners)
        self.body.addWidget(self.picker, 1)
        self.body.addWidget(self.note)
        self.body.addLayout(line)

    def link(self) -> None:
        """Link who is chosen."""
        store, case_id = self._section.store, self._shown.case_id
        person, note = self.picker.person_id(), self.note.text()

        def done(_result: object) -> None:
            self.left.emit()
            self._section.page.tell_done(_("The citizen is linked with the case."))

        def refused(error: SaiThongError) -> None:
            self.banners.tell(Banner.of_error(error))

        self._section.page.write(
            lambda: link(store, case_id, LinkKind.CITIZEN, other_id=person, note=note), done=done, failed=refused
        )
