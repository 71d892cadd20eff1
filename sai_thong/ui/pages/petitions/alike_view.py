"""Two cases side by side: whether they are one matter, and then merged or linked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QWidget

from sai_thong.db.store import Store
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import N_, _
from sai_thong.registers.petitions.case_view import CaseView, case_view
from sai_thong.registers.petitions.links import Alike, AlikeCase, link, merge
from sai_thong.registers.petitions.listing import PetitionRow, Scope, View, petitions
from sai_thong.registers.petitions.rules.course import Step
from sai_thong.registers.petitions.terms import STATE_LABELS, LinkKind
from sai_thong.ui import theme
from sai_thong.ui.kit import (
    ActionButton,
    Banner,
    BannerStack,
    Card,
    Column,
    ListTable,
    Row,
    SearchField,
    Text,
    ThaiLabel,
    keys,
)
from sai_thong.ui.pages.petitions.case_reading import ShownCase
from sai_thong.ui.pages.petitions.case_words import day_and_time
from sai_thong.ui.pages.petitions.naming_words import petitioner_words
from sai_thong.ui.pages.petitions.section import Section

_ALIKE: Final = {
    Alike.SAME_PLACE: N_("same place"),
    Alike.NEARBY: N_("nearby"),
    Alike.SAME_THING: N_("same asset"),
    Alike.SAME_PERSON: N_("same petitioner"),
}
_MOST_FOUND: Final = 50
_LEAST_ROWS, _MOST_ROWS = 3, 4
"""How high the list of other cases is; what is more is scrolled to."""


def find_open(store: Store, text: str, confidential: bool) -> list[PetitionRow]:
    """Open cases by number, subject, place or name."""
    return petitions(store, View(Scope.OPEN, confidential=confidential), text, limit=_MOST_FOUND)


class AlikeView(Card):
    """The case at the left, another at the right; merging says why.

    Signals:
        left(): Nothing was done, or all is done.
    """

    left = Signal()

    def __init__(self, section: Section, shown: ShownCase, *, gone_to: Callable[[str], object]) -> None:
        super().__init__(margin=16, spacing=8)
        self._section = section
        self._shown = shown
        self._gone_to = gone_to
        self._other: CaseView | None = None
        look = theme.current()
        self.banners = BannerStack()
        self.search = SearchField(_("Find an open case by number, subject or name"))
        self.table = ListTable(
            [
                Column("number", _("Number"), 96, strong=True),
                Column("subject", _("Subject"), least=120),
                Column("petitioner", _("Petitioner"), 150, muted=True),
                Column("alike", _("Alike in"), 210, muted=True),
            ],
            name=_("Open cases"),
        )
        rows = min(max(len(shown.alike), _LEAST_ROWS), _MOST_ROWS)
        self.table.setFixedHeight(look.px(40) + rows * look.row_height + look.px(4))
        self._compared = QWidget()
        self._grid = QGridLayout(self._compared)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(self._compared)
        self.body.addWidget(ThaiLabel(_("Are these one matter?"), Text.RECORD, max_lines=1))
        self.body.addWidget(self.banners)
        self.body.addWidget(self.search)
        self.body.addWidget(self.table)
        self.body.addWidget(area, 1)
        self._add_foot()
        self.table.attach_search(self.search)
        self.table.row_chosen.connect(self._choose)
        self.search.text_changed.connect(self._find)
        self._show_alike()

    def _add_foot(self) -> None:
        self.reason = QLineEdit()
        self.reason.setAccessibleName(_("Reason"))
        self.reason.setPlaceholderText(_("Reason, such as: told twice of the same lamp"))
        line = QHBoxLayout()
        line.addStretch(1)
        self.merge_button = ActionButton(_("Merge into it"), self.merge, kind="primary")
        self.link_button = ActionButton(_("Only link them"), self.link)
        for button in (self.merge_button, self.link_button):
            button.setEnabled(False)
            line.addWidget(button)
        line.addWidget(ActionButton(keys.with_key(_("Back"), keys.BACK), self.left.emit))
        self.body.addWidget(self.reason)
        self.body.addLayout(line)

    def take_focus(self) -> None:
        """Give the keys to the cases found, or to the search."""
        if self._shown.alike:
            self.table.take_focus()
        else:
            self.search.setFocus()

    # finding

    def _show_alike(self) -> None:
        if self._shown.alike:
            self.table.set_rows([_row_of_alike(each) for each in self._shown.alike])
            self.table.choose(0)
        else:
            self.table.show_empty(_("No open case is like this one."), _("Find the other case by its number."))

    def _find(self, text: str) -> None:
        if text.strip():
            self._section.read(find_open, text, self._shown.view.confidential, done=self._show_found, about="alike")
        else:
            self._show_alike()

    def _show_found(self, found: list[PetitionRow]) -> None:
        rows = [_row_of_found(each) for each in found if each.id != self._shown.case_id]
        if rows:
            self.table.set_rows(rows)
        else:
            self.table.show_empty(_("No open case is found."), _("Search for less, such as the number alone."))

    # comparing

    def _choose(self, row: Row | None) -> None:
        self._other = None
        self._show_buttons()
        if row is None:
            _empty(self._grid)
        else:
            self._section.read(case_view, row["id"], done=self._compare, about="other", shows=row["id"])

    def _compare(self, other: CaseView) -> None:
        self._other = other
        self._show_buttons()
        _empty(self._grid)
        look = theme.current()
        self._grid.setHorizontalSpacing(look.px(14))
        self._grid.setVerticalSpacing(look.px(4))
        for column in (1, 2):
            self._grid.setColumnStretch(column, 1)
        mine = list(_said(self._shown.view))
        for place, ((label, this), (_label, that)) in enumerate(zip(mine, _said(other), strict=True)):
            role = Text.STRONG if this == that and this else Text.BASE
            caption = ThaiLabel(label, Text.SMALL, muted=True, base_of=Text.BASE)
            caption.setFixedWidth(look.px(84))
            self._grid.addWidget(caption, place, 0)
            self._grid.addWidget(ThaiLabel(this or "–", role), place, 1)
            self._grid.addWidget(ThaiLabel(that or "–", role), place, 2)
        self._grid.setRowStretch(len(mine), 1)

    def _show_buttons(self) -> None:
        chosen = self._other is not None
        self.merge_button.setEnabled(chosen and Step.MERGE in self._shown.view.steps)
        self.link_button.setEnabled(chosen)
        if self._other is not None:
            number = self._other.petition.number or self._other.petition.subject
            self.merge_button.set_action_text(_("Merge into {number}").format(number=number))

    # doing

    def merge(self) -> None:
        """This case ends and goes on in the other."""
        if self._other is None:
            return
        into = self._other.petition

        def done(_result: object) -> None:
            self.left.emit()
            self._section.page.tell_done(_("The case goes on in {number}.").format(number=into.number))
            self._gone_to(into.id)

        self._write(merge, into.id, why=self.reason.text(), done=done)

    def link(self) -> None:
        """Both go on, each showing the other."""
        if self._other is None:
            return
        other_id = self._other.petition.id

        def done(_result: object) -> None:
            self.left.emit()
            self._section.page.tell_done(_("The cases are linked."))

        self._write(link, LinkKind.SAME_MATTER, other_id=other_id, note=self.reason.text(), done=done)

    def _write(
        self, operation: Callable[..., object], *given: object, done: Callable[[object], None], **named: object
    ) -> None:
        store, case_id = self._section.store, self._shown.case_id

        def refused(error: SaiThongError) -> None:
            self.banners.tell(Banner.of_error(error))

        self._section.page.write(
            lambda: operation(store, case_id, *given, **named), done=done, failed=refused, busy=_("Saving…")
        )


def _said(view: CaseView) -> Iterator[tuple[str, str]]:
    petition = view.petition
    yield _("Number"), petition.number
    yield _("Subject"), petition.subject
    yield _("Service"), view.service_name
    yield _("Petitioner"), petitioner_words(petition.petitioner_name, petition.naming)
    yield _("Village"), str(petition.moo or "")
    yield _("Place"), petition.place
    yield _("Came in"), day_and_time(petition.received_at)
    yield _("State"), _(STATE_LABELS[petition.state])
    yield _("Details"), petition.detail


def _row_of_alike(each: AlikeCase) -> Row:
    alike = [_(_ALIKE[kind]) for kind in Alike if kind in each.alike]
    if each.metres is not None and Alike.NEARBY in each.alike:
        alike.append(_("{metres} m away").format(metres=each.metres))
    petition = each.petition
    return {
        "id": petition.id,
        "number": petition.number or "–",
        "subject": petition.subject,
        "petitioner": petitioner_words(petition.petitioner_name, petition.naming),
        "alike": ", ".join(alike),
    }


def _row_of_found(each: PetitionRow) -> Row:
    return {
        "id": each.id,
        "number": each.number or "–",
        "subject": each.subject,
        "petitioner": petitioner_words(each.petitioner_name, each.named),
        "alike": "",
    }


def _empty(grid: QGridLayout) -> None:
    while (item := grid.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
