"""The petitions page: its sections, what stands over them, and the switch to the confidential cases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sai_thong.ground.language import N_
from sai_thong.registers.petitions.shelves import may_open_complaints
from sai_thong.registers.sensitive_sets import COMPLAINTS
from sai_thong.ui.kit.over import Over
from sai_thong.ui.page import Desk
from sai_thong.ui.sectioned_page import SealedWords, SectionedPage, SectionSpec


class PetitionsPage(SectionedPage):
    """Every case, from the counter to the answer; the sealed set are the confidential cases.

    Attributes:
        over: What stands over the sections, such as the taking of a petition.
    """

    sections = (
        SectionSpec("list", N_("List of cases"), "petitions.case_list:CaseListSection"),
        SectionSpec("board", N_("Board"), "petitions.board:BoardSection"),
        SectionSpec("calendar", N_("Calendar"), "petitions.calendar:CalendarSection"),
        SectionSpec("figures", N_("Figures"), "petitions.figures:FiguresSection"),
    )
    sealed_set = COMPLAINTS
    sealed_words = SealedWords(
        switch=N_("Confidential cases"),
        shown=N_("Confidential cases: only who holds their key sees them."),
        back=N_("Back to the ordinary cases"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.over = Over(self.body)
        self.over.covered.connect(lambda covered: self.headers.setVisible(not covered))
        self.open_tabs(self.over)

    def holds_sealed_key(self) -> bool:
        """Whether this person may open the confidential cases."""
        return may_open_complaints(self.desk.store)

    def make_anew(self) -> None:
        """Other cases are shown: what stood over those before goes with them."""
        self.over.uncover()
        super().make_anew()
        self.take_focus()

    # what sections ask for

    def take_petition(self, person_id: str | None = None) -> None:
        """Take a petition over the page, for a citizen where one is known already."""
        # The form reads the catalogue of services; it is loaded when it is first wanted.
        from sai_thong.ui.pages.petitions import intake

        intake.open_intake(self, person_id=person_id)

    def open_case(self, case_id: str) -> None:
        """Show a case beside the list."""
        self.open_section("list", case=case_id)

    # the page

    def state(self) -> dict[str, Any]:
        """The section, what is chosen in it and what is being taken; never that the confidential cases were open."""
        kept = super().state()
        return {**kept, **self._intake_state()} if kept else {}

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
            self.show_sealed(bool(state["confidential"]))
        super().restore(state)
        if state.get("take"):
            self.take_petition(str(state["person"]) if state.get("person") else None)
        if state.get("intake"):
            from sai_thong.ui.pages.petitions import intake

            intake.open_intake(self).restore(state["intake"])

    def go_back(self) -> bool:
        """Esc: what stands over the page, then what is open in the section."""
        return self.over.go_back() or super().go_back()

    def may_leave(self) -> bool:
        """Ask where something unsaved is open."""
        return self.over.may_leave() and super().may_leave()

    def take_focus(self) -> None:
        """Give the keys to what stands over the page, where they were, or to the section."""
        top = self.over.top()
        if top is not None:
            (top.focusWidget() or top).setFocus()
        else:
            super().take_focus()
