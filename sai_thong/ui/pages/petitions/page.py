"""The petitions page: its sections as tabs, what stands over them, and the switch to the confidential cases."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sai_thong.ground.language import _
from sai_thong.registers.petitions.shelves import may_open_complaints
from sai_thong.ui import theme
from sai_thong.ui.kit import ActionButton, Banner, Chip, SectionTabs, Text, ThaiLabel, Tone
from sai_thong.ui.kit.over import Over
from sai_thong.ui.page import Desk, Page
from sai_thong.ui.pages.petitions.section import Section
from sai_thong.ui.pages.petitions.sections import SECTIONS, SectionSpec


class PetitionsPage(Page):
    """Every case, from the counter to the answer.

    Attributes:
        confidential: Whether the confidential cases are shown, by an explicit switch, instead of the ordinary ones.
        over: What stands over the sections, such as the taking of a petition.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.confidential = False
        self._headers = QWidget()
        self._header_column = QVBoxLayout(self._headers)
        self._header_column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self._headers)
        self.add_notices()
        base = QWidget()
        self._body = QVBoxLayout(base)
        self._body.setContentsMargins(0, 0, 0, 0)
        self.over = Over(base)
        self.over.covered.connect(lambda covered: self._headers.setVisible(not covered))
        self.column.addWidget(self.over, 1)
        self.tabs: SectionTabs
        self._build()

    # sections

    def _build(self) -> None:
        """The tabs for the cases now shown."""
        self.tabs = SectionTabs(
            [(each.key, _(each.title), partial(self._make, each)) for each in SECTIONS], corner=self._corner()
        )
        self._body.addWidget(self.tabs, 1)
        self.tabs.section_opened.connect(self._open_anew)
        self._show_section()

    def _make(self, spec: SectionSpec) -> Section:
        section = spec.make(self)
        self._header_column.addWidget(section.header)
        return section

    def _corner(self) -> QWidget | None:
        """The switch to the confidential cases, for who holds their key."""
        if not may_open_complaints(self.desk.store):
            return None
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.current().px(8))
        if self.confidential:
            line.addWidget(Chip(_("Secret"), Tone.BAD))
            line.addWidget(
                ThaiLabel(_("Confidential cases: only who holds their key sees them."), Text.SMALL, max_lines=1), 1
            )
            line.addWidget(ActionButton(_("Back to the ordinary cases"), partial(self.show_confidential, False)))
        else:
            line.addStretch(1)
            switch = partial(self.show_confidential, True)
            line.addWidget(ActionButton(_("Confidential cases"), switch, kind="quiet", icon="lock"))
        holder = QWidget()
        holder.setLayout(line)
        return holder

    def section(self) -> Section:
        """The section shown."""
        found = self.tabs.made()[self.tabs.current()]
        assert isinstance(found, Section)
        return found

    def _sections(self) -> list[Section]:
        return [each for each in self.tabs.made().values() if isinstance(each, Section)]

    def _open_anew(self, _key: str) -> None:
        """Another section: what was told of the one before is over."""
        self.banners.clear()
        self._show_section()

    def _show_section(self) -> None:
        shown = self.section()
        for each in self._sections():
            each.header.setVisible(each is shown)
        if shown.stale:
            shown.stale = False
            shown.load()

    def open_section(self, key: str, **state: object) -> None:
        """Show a section in a state."""
        self.tabs.open(key)
        if state:
            self.section().restore(state)

    # what sections ask for

    def take_petition(self, person_id: str | None = None) -> None:
        """Take a petition over the page, for a citizen where one is known already."""
        # The form reads the catalogue of services; it is loaded when it is first wanted.
        from sai_thong.ui.pages.petitions import intake

        intake.open_intake(self, person_id=person_id)

    def open_case(self, case_id: str) -> None:
        """Show a case beside the list."""
        self.open_section("list", case=case_id)

    def show_confidential(self, confidential: bool) -> None:
        """Show the confidential or the ordinary cases; nothing of one stays in sight with the other."""
        if confidential is self.confidential or not self.may_leave():
            return
        self.over.uncover()
        self.confidential = confidential
        self.banners.clear()
        for layout in (self._header_column, self._body):
            while (item := layout.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
        self._build()
        self.take_focus()

    def tell_done(self, words: str) -> None:
        """Say what was just done, in place of what was said before."""
        self.banners.clear()
        self.banners.tell(Banner(words, Tone.OK))

    # the page

    def refresh(self, changes: object = None) -> None:  # noqa: ARG002 - a case hangs on people, law and letters
        """Something changed: the section shown reads again, the others when they are opened."""
        for each in self._sections():
            each.stale = True
        self._show_section()

    def state(self) -> dict[str, Any]:
        """The section and what is chosen in it; never that the confidential cases were open."""
        if self.confidential:
            return {}
        return {"section": self.tabs.current(), **self.section().state(), **self._intake_state()}

    def _intake_state(self) -> dict[str, Any]:
        """What is typed of a petition that is being taken."""
        if self.over.top() is None:
            return {}
        from sai_thong.ui.pages.petitions.intake import IntakeView

        top = self.over.top()
        return {"intake": top.state()} if isinstance(top, IntakeView) else {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show a section and what is chosen in it; ``take`` opens the intake, for the citizen ``person``."""
        if "confidential" in state:
            self.show_confidential(bool(state["confidential"]))
        key = str(state.get("section", self.tabs.current()))
        if key in {each.key for each in SECTIONS}:
            self.tabs.open(key)
        self.section().restore(state)
        if state.get("take"):
            self.take_petition(str(state["person"]) if state.get("person") else None)
        if state.get("intake"):
            from sai_thong.ui.pages.petitions import intake

            intake.open_intake(self).restore(state["intake"])

    def go_back(self) -> bool:
        """Esc: what stands over the page, then what is open in the section."""
        return self.over.go_back() or self.section().go_back()

    def may_leave(self) -> bool:
        """Ask where something unsaved is open."""
        return self.over.may_leave() and all(each.may_leave() for each in self._sections())

    def take_focus(self) -> None:
        """Give the keys to what stands over the page, where they were, or to the section."""
        top = self.over.top()
        if top is not None:
            (top.focusWidget() or top).setFocus()
        elif not self.section().take_focus():
            super().take_focus()
