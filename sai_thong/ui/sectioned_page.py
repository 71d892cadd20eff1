"""A page of sections, one a tab, each with a header and actions of its own; some have a sealed set behind a switch."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from importlib import import_module
from typing import Any, ClassVar, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sai_thong.db.permits import Action
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.ui import theme
from sai_thong.ui.kit import ActionButton, Banner, Chip, PageHeader, RecordForm, SectionTabs, Text, ThaiLabel, Tone
from sai_thong.ui.kit.over import Over
from sai_thong.ui.latest_reads import LatestReads
from sai_thong.ui.looks import looked
from sai_thong.ui.page import Desk, Page


class SectionSpec(NamedTuple):
    """A section of a page, loaded when it is first opened.

    Attributes:
        key: Its name in code and in the saved state.
        title: English msgid of its tab.
        factory: ``module:class`` under ``sai_thong.ui.pages``; called with the page, it gives the `Section`.
        in_sealed_set: Whether the page has it too while the sealed set is shown.
        register: Who may not view it does not see the section; empty where the page says it already.
    """

    key: str
    title: str
    factory: str
    in_sealed_set: bool = True
    register: str = ""

    def is_for(self, store: Store) -> bool:
        """Whether the roles of this user show the section."""
        return not self.register or store.permits.allows(self.register, Action.VIEW)

    def make(self, page: SectionedPage) -> Section:
        """The section's widget."""
        module, _colon, name = self.factory.partition(":")
        section: Section = getattr(import_module(f"sai_thong.ui.pages.{module}"), name)(page)
        return section


class SealedWords(NamedTuple):
    """English msgids of the switch to a sealed set: of going there, of what is then shown, and of the way back."""

    switch: str
    shown: str
    back: str


class SectionedPage(Page):
    """The base of every page of sections; its constructor ends with `open_tabs`.

    Attributes:
        sections: What the page has, in the order of the tabs.
        sealed_words: Of the switch to the sealed set, where the page has one.
        sealed_set: That set's name.
        sealed: Whether the sealed set is shown, by an explicit switch, instead of the ordinary one.
        headers: Holds the headers of the sections, of which one is seen.
        body: Holds the tabs.
    """

    sections: ClassVar[Sequence[SectionSpec]]
    sealed_words: ClassVar[SealedWords | None] = None
    sealed_set: ClassVar[str] = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.sealed = False
        self._came_from = ""
        self.headers = QWidget()
        self._headers = _bare_column(self.headers)
        self.column.addWidget(self.headers)
        self.add_notices()
        self.body = QWidget()
        self._body = _bare_column(self.body)
        self._specs: tuple[SectionSpec, ...]
        self.tabs: SectionTabs

    # to be said by pages

    def has_now(self, spec: SectionSpec) -> bool:
        """Whether the page has a section in the set now shown; asked when the tabs are made."""
        return spec.in_sealed_set or not self.sealed

    def holds_sealed_key(self) -> bool:
        """Whether this person may open the sealed set of the page."""
        return False

    # the tabs

    def open_tabs(self, holder: QWidget | None = None) -> None:
        """Put the tabs on the page, in `holder` where the page put something around `body`, and open the first."""
        self.column.addWidget(holder or self.body, 1)
        self._make_tabs()

    def make_anew(self) -> None:
        """Another set is shown: make the tabs anew, so that nothing of the one before stays in sight."""
        for layout in (self._headers, self._body):
            while (item := layout.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
        self._make_tabs()

    def _make_tabs(self) -> None:
        self._specs = tuple(each for each in self.sections if each.is_for(self.desk.store) and self.has_now(each))
        self.tabs = SectionTabs(
            [(each.key, _(each.title), partial(self._make, each)) for each in self._specs], corner=self._corner()
        )
        self._body.addWidget(self.tabs, 1)
        self.tabs.section_opened.connect(self._open_anew)
        self._show_section()

    def _make(self, spec: SectionSpec) -> Section:
        section = spec.make(self)
        self._headers.addWidget(section.header)
        _tab_on_to(section.header, self.headers)
        return section

    def _corner(self) -> QWidget | None:
        """The switch between the sets, for who holds the key of the sealed one."""
        words = self.sealed_words
        if words is None or not self.holds_sealed_key():
            return None
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.current().px(8))
        switch = partial(self.show_sealed, not self.sealed)
        if self.sealed:
            line.addWidget(Chip(_("Secret"), Tone.BAD))
            line.addWidget(ThaiLabel(_(words.shown), Text.SMALL, max_lines=1), 1)
            line.addWidget(ActionButton(_(words.back), switch))
        else:
            line.addStretch(1)
            line.addWidget(ActionButton(_(words.switch), switch, kind="quiet", icon="lock"))
        return holder

    def show_sealed(self, sealed: bool) -> None:
        """Show the sealed or the ordinary set; nothing of one stays in sight with the other."""
        if sealed is self.sealed or not self.may_leave():
            return
        self.sealed = sealed
        self._came_from = ""
        self.banners.clear()
        self.make_anew()

    # the sections

    def section(self) -> Section:
        """The section shown."""
        found = self.tabs.made()[self.tabs.current()]
        assert isinstance(found, Section)
        return found

    def opened_sections(self) -> list[Section]:
        """The sections that were opened so far."""
        return [each for each in self.tabs.made().values() if isinstance(each, Section)]

    def has_section(self, key: str) -> bool:
        """Whether the page has a section in the set now shown."""
        return any(key == each.key for each in self._specs)

    def open_section(self, key: str, **state: object) -> None:
        """Show a section in a state; Esc comes back to the one shown now."""
        came_from = self.tabs.current()
        self.tabs.open(key)
        self._came_from = came_from if came_from != key else ""
        if state:
            self.section().restore(state)

    def _open_anew(self, _key: str) -> None:
        """Another section: what was told of the one before is over."""
        self._came_from = ""
        self.banners.clear()
        self._show_section()

    def _show_section(self) -> None:
        shown = self.section()
        for each in self.opened_sections():
            each.header.setVisible(each is shown)
        if shown.stale:
            shown.stale = False
            shown.load()

    # for sections to call

    def searched(self, typed: str) -> None:
        """As every page; in the sealed set the name of whom one looked for is not told to who may not see it."""
        if not self.sealed:
            super().searched(typed)

    def tell(self, banner: Banner) -> None:
        """Say something, in place of what was said before."""
        self.banners.clear()
        self.banners.tell(banner)

    def tell_done(self, words: str, more: str = "") -> None:
        """Say what was just done, in place of what was said before."""
        self.tell(Banner(words, Tone.OK, more=more))

    # the page

    def refresh(self, changes: object = None) -> None:  # noqa: ARG002 - a section is read whole
        """Something changed: the section shown reads again, the others when they are opened."""
        for each in self.opened_sections():
            each.stale = True
        self._show_section()

    def state(self) -> dict[str, Any]:
        """The section and what is chosen in it; never that the sealed set was open."""
        if self.sealed:
            return {}
        return {"section": self.tabs.current(), **self.section().state()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show a ``section`` and what is chosen in it."""
        key = str(state.get("section", ""))
        if self.has_section(key):
            self.tabs.open(key)
        self.section().restore(state)

    def go_back(self) -> bool:
        """Esc belongs to the section; then it goes back to the one that led here."""
        if self.section().go_back():
            return True
        came_from = self._came_from
        if came_from and self.has_section(came_from):
            self.tabs.open(came_from)
        return bool(came_from)

    def may_leave(self) -> bool:
        """Ask each section with unsaved work."""
        return all(each.may_leave() for each in self.opened_sections())

    def take_focus(self) -> None:
        """Give the keys to where the section begins."""
        if not self.section().take_focus():
            super().take_focus()


class Section(QWidget):
    """The base of every section; made when its tab is first opened.

    It sets `header` in its constructor and reads what it shows in `load`: through `read` where that may take longer
    than a blink.

    Attributes:
        header: Stands above the tabs while the section is shown.
        stale: Whether it must be loaded before it is seen again.
    """

    header: PageHeader
    page: SectionedPage

    def __init__(self, page: SectionedPage) -> None:
        super().__init__()
        self.page = page
        self.stale = True
        self._reads = LatestReads(page)
        self.column = _bare_column(self)
        self.column.setSpacing(theme.current().px(12))

    @property
    def store(self) -> Store:
        """The open store."""
        return self.page.desk.store

    @property
    def today(self) -> date:
        """Today in Bangkok."""
        return bangkok_today(self.page.desk.clock)

    # to be said by sections

    def load(self) -> None:
        """Read again what is shown."""
        raise NotImplementedError

    def state(self) -> dict[str, Any]:
        """What must survive a change of language."""
        return {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show what `state` says, such as a chosen record."""

    def take_focus(self) -> bool:
        """Give the keys to where one begins; False leaves that to the page."""
        return False

    def go_back(self) -> bool:
        """Esc: leave what is open inside the section; False when there is nothing to leave."""
        return False

    def may_leave(self) -> bool:
        """Whether nothing unsaved would be lost."""
        return True

    # for sections to call

    def read(
        self,
        operation: Callable[..., Any],
        *args: object,
        done: Callable[[Any], object],
        failed: Callable[[SaiThongError], object] | None = None,
        about: str = "",
        shows: str = "",
    ) -> None:
        """Run ``operation(store, *args)`` on the store's thread; only the latest `about` one thing is answered.

        `shows` is the id of the record of a person that is shown then. That it was is noted in the access log; of the
        sealed set every reading is, and before anything is read.
        """
        looks, sealed = self.page.looks, self.page.sealed
        look = looked(shows, about, self.page.sealed_set if sealed else "")

        def show(result: object) -> None:
            if sealed:
                looks.stands(look)
            elif shows:
                looks.add(look)
            done(result)

        wanted = looks.before(look, operation) if sealed else operation
        self._reads.read(wanted, *args, done=show, failed=failed, about=about)


class FormSection(Section):
    """A section that shows one thing (`put`), and a form over it while something is entered.

    Args:
        page: The page it is of.
        header: Its header.
        actions: Those of the header; hidden while a form stands over the section.

    Attributes:
        over: Holds what `put` was given, and a form over it.
    """

    def __init__(self, page: SectionedPage, header: PageHeader, actions: Sequence[ActionButton]) -> None:
        super().__init__(page)
        self.header = header
        self._actions = tuple(actions)
        self.over: Over

    def put(self, base: QWidget) -> None:
        """Show `base`, over which forms are opened."""
        self.over = Over(base)
        self.over.covered.connect(self._show_actions)
        self.column.addWidget(self.over)

    def _show_actions(self, covered: bool) -> None:
        for action in self._actions:
            action.setVisible(not covered)

    def go_back(self) -> bool:
        """Esc: leave the form; False when there is none."""
        return self.over.go_back()

    def may_leave(self) -> bool:
        """Whether nothing unsaved would be lost; a changed form asks."""
        return self.over.may_leave()

    def open_form(
        self,
        form: RecordForm,
        operation: Callable[[Mapping[str, Any]], Callable[[], Any]],
        done: Callable[[Any], Banner | None],
    ) -> None:
        """Show a form; saving runs `operation` of its values on the store's thread.

        `done` takes what came of it; a banner that it gives back is told.
        """

        def finish(result: object) -> None:
            self.over.uncover()
            banner = done(result)
            if banner is not None:
                self.page.tell(banner)

        self.save_by(form, operation, finish)
        self.over.show_form(form)

    def save_by(
        self,
        form: RecordForm,
        operation: Callable[[Mapping[str, Any]], Callable[[], Any]],
        finish: Callable[[Any], object],
    ) -> None:
        """Let `form` save by `operation`; a refusal is told in the form and what was typed stays."""

        def save(values: Mapping[str, Any]) -> None:
            form.save_button.setEnabled(False)
            self.page.write(operation(values), done=saved, failed=refused, busy=_("Saving…"))

        def saved(result: object) -> None:
            form.save_button.setEnabled(True)
            finish(result)

        def refused(error: SaiThongError) -> None:
            form.save_button.setEnabled(True)
            form.show_error(error)

        form.save_asked.connect(save)


def _bare_column(holder: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    return column


def _tab_on_to(header: QWidget, before: QWidget) -> None:
    """Let the Tab key pass through a header that was made later right after `before`, as the eye does."""
    before.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Qt puts nothing behind what never takes the keys
    for each in reversed(header.findChildren(QWidget)):
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            QWidget.setTabOrder(before, each)
    before.setFocusPolicy(Qt.FocusPolicy.NoFocus)
