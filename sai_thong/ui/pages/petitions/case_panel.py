"""The chosen case beside its list: where it stands, the one next action, its timeline, people, papers, work, files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sai_thong.ground.language import _, ngettext
from sai_thong.registers.petitions.terms import (
    CHANNEL_LABELS,
    LINK_LABELS,
    NOTICE_LABELS,
    OPINION_STEP_LABELS,
    ROLE_LABELS,
    STANCE_LABELS,
    TASK_LABELS,
    WAY_LABELS,
    PetitionState,
)
from sai_thong.thai.calendar import thai_date_short
from sai_thong.ui import theme
from sai_thong.ui.kit import ActionButton, Banner, Chip, ChipText, RecordPanel, Separator, Text, ThaiLabel, Tone
from sai_thong.ui.kit.record_panel import history_button
from sai_thong.ui.pages.petitions import steps_of_work
from sai_thong.ui.pages.petitions.case_reading import ShownCase
from sai_thong.ui.pages.petitions.case_step import CaseStep
from sai_thong.ui.pages.petitions.case_words import day_and_time, day_of, due_chip, standing, state_chip
from sai_thong.ui.pages.petitions.files_strip import FilesStrip
from sai_thong.ui.pages.petitions.naming_words import petitioner_words


class CaseDeeds(Protocol):
    """Who does what the panel offers."""

    def open_step(self, step: CaseStep) -> None:
        """The form of a step, beside the case."""

    def compare(self) -> None:
        """The cases that may be the same matter, side by side."""

    def choose_files(self) -> None:
        """Ask for files to attach."""

    def attach(self, paths: Sequence[str]) -> None:
        """Attach files."""

    def open_file(self, file_id: str) -> None:
        """Show a file inside the program."""

    def remove_file(self, file_id: str) -> None:
        """The form that takes a file off the case."""

    def open_citizen(self, person_id: str) -> None:
        """The record of a citizen."""

    def open_case(self, case_id: str) -> None:
        """Another case."""

    def show_history(self, title: str) -> None:
        """Everything that happened to the case, over the page."""


class CasePanel(RecordPanel):
    """Shows a `ShownCase`; files dropped on it are attached."""

    def __init__(self, deeds: CaseDeeds) -> None:
        super().__init__(_("Choose a case to see where it stands."))
        self._deeds = deeds
        self._open_for_files = False
        self.files: FilesStrip | None = None
        self.setAcceptDrops(True)

    def show_case(self, shown: ShownCase, actions: Sequence[ActionButton]) -> None:
        """Show a case with its actions, the obvious one first."""
        look = theme.current()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(look.px(18), look.px(10), look.px(18), look.px(8))
        column.setSpacing(look.px(2))
        self._open_for_files = not shown.ended
        self._tell_head(column, shown)
        self._tell_timeline(column, shown)
        self._tell_people(column, shown)
        self._tell_papers(column, shown)
        self._tell_opinions(column, shown)
        self._tell_work(column, shown)
        self._tell_notices(column, shown)
        self._tell_files(column, shown)
        self._tell_links(column, shown)
        column.addStretch(1)
        self.put(page, actions)
        self.setAccessibleName(shown.name)

    def show_nothing(self) -> None:
        """No case is chosen."""
        self._open_for_files = False
        self.files = None
        super().show_nothing()

    def set_actions_enabled(self, enabled: bool) -> None:
        """While a form stands beside the case, the case only tells."""
        for action in self.offered:
            action.setEnabled(enabled)

    # parts

    def _tell_head(self, column: QVBoxLayout, shown: ShownCase) -> None:
        view, petition = shown.view, shown.view.petition
        column.addWidget(ThaiLabel(petition.subject, Text.RECORD, max_lines=3))
        number = petition.number or _("No number yet")
        column.addWidget(ThaiLabel(f"{number}  ·  {view.service_name}", Text.SMALL, muted=True))
        column.addLayout(_chip_line(_chips(shown)))
        for sentence in standing(view):
            column.addWidget(ThaiLabel(sentence))
        if shown.alike:
            column.addSpacing(theme.current().px(6))
            words = ngettext(
                "{count} open case may be the same matter.",
                "{count} open cases may be the same matter.",
                len(shown.alike),
            )
            told = Banner(
                words.format(count=len(shown.alike)),
                Tone.WARNING,
                action=_("Side by side…"),
                run=self._deeds.compare,
                closable=False,
            )
            column.addWidget(told)
            column.addSpacing(theme.current().px(8))
        column.addWidget(Separator())
        column.addLayout(self._pairs(list(_facts(shown))))

    def _tell_timeline(self, column: QVBoxLayout, shown: ShownCase) -> None:
        lines = []
        for line in shown.view.timeline:
            what = f"{line.case_number}: {line.what}" if line.case_number else line.what
            told = " · ".join(filter(None, (what, line.detail)))
            lines.append((day_of(line.at), f"{told} · {line.by}" if line.by else told))
        self._section(column, _("Timeline"), lines)
        column.addWidget(history_button(self._deeds.show_history, shown.name), 0, Qt.AlignmentFlag.AlignLeft)

    def _tell_people(self, column: QVBoxLayout, shown: ShownCase) -> None:
        parties = shown.view.parties
        if not parties:
            return
        _heading(column, _("People of the case"))
        for party in parties:
            ended = (
                _("withdrawn on {day}").format(day=thai_date_short(party.withdrawn_on)) if party.withdrawn_on else ""
            )
            where = " ".join(
                filter(None, (party.address, _("village {moo}").format(moo=party.moo) if party.moo else ""))
            )
            words = " · ".join(filter(None, (party.name, party.relation, where, party.phone, ended)))
            person = party.person_id
            run = partial(self._deeds.open_citizen, person) if person else None
            column.addLayout(_line(_(ROLE_LABELS[party.role]), words, _("Record…"), run))

    def _tell_papers(self, column: QVBoxLayout, shown: ShownCase) -> None:
        lines = []
        for paper in shown.view.papers:
            if paper.received_on:
                state = _("handed in {day}").format(day=thai_date_short(paper.received_on))
            elif paper.waived:
                state = _("not needed: {reason}").format(reason=paper.waived)
            else:
                state = _("not there yet") if paper.required else _("not handed in")
            lines.append((paper.name, state))
        defects = shown.view.defects
        if defects is not None:
            asked = _("asked for on {day}, by {last}").format(
                day=thai_date_short(defects.noted_on), last=thai_date_short(defects.mend_by)
            )
            lines.append((_("Note of missing papers"), f"{asked}: {', '.join(defects.items)}"))
        self._section(column, _("Papers of the petition"), [(state, name) for name, state in lines])

    def _tell_opinions(self, column: QVBoxLayout, shown: ShownCase) -> None:
        chain = shown.view.chain
        if not any(link.opinions for link in chain):
            return
        lines = []
        for link in chain:
            given = link.standing
            words = "–"
            if given is not None:
                who = " ".join(filter(None, (given.name, given.position)))
                words = f"{_(STANCE_LABELS[given.stance])}: {given.text}\n{who} · {day_of(given.given_at)}"
            lines.append((_(OPINION_STEP_LABELS[link.step]), words))
        self._section(column, _("Opinions"), lines)

    def _tell_work(self, column: QVBoxLayout, shown: ShownCase) -> None:
        points, tasks = shown.view.points, shown.view.tasks
        if points:
            lines = []
            for point in points:
                state = thai_date_short(point.closed_on) if point.closed_on else _("still open")
                words = " · ".join(filter(None, (point.matter, point.place, point.asset_code, point.outcome)))
                lines.append((f"{point.number}. {state}", words))
            self._section(column, _("Points"), lines)
        if not tasks:
            return
        _heading(column, _("Work"))
        for task in tasks:
            when = day_and_time(task.begins_at) if task.begins_at else ""
            ended = task.outcome or task.dropped
            words = " · ".join(filter(None, (task.what, when, task.place, task.who, ended)))
            waits = task.done_on is None and not task.dropped and not shown.ended
            done = partial(self._finish, shown, task.id) if waits else None
            column.addLayout(_line(_(TASK_LABELS[task.kind]), words, _("Done…"), done))

    def _finish(self, shown: ShownCase, task_id: str) -> None:
        self._deeds.open_step(steps_of_work.finish(shown, task_id))

    def _tell_notices(self, column: QVBoxLayout, shown: ShownCase) -> None:
        lines = []
        for notice in shown.view.notices:
            letter = shown.view.letter_number(notice)
            number = letter or (_("no letter number yet") if notice.letter_id else "")
            told = " · ".join(
                filter(None, (_(NOTICE_LABELS[notice.kind]), _(WAY_LABELS[notice.way]), notice.told_to, number))
            )
            lines.append((day_of(notice.told_at), told))
        self._section(column, _("Told"), lines)

    def _tell_files(self, column: QVBoxLayout, shown: ShownCase) -> None:
        files = shown.view.files
        self.files = None
        if not files and shown.ended:
            return
        _heading(column, _("Files"), None if shown.ended else (_("Attach…"), self._deeds.choose_files))
        if not files:
            column.addWidget(ThaiLabel(_("Drop photographs or scans here."), Text.SMALL, muted=True))
            return
        self.files = FilesStrip(files, shown.thumbnails, may_remove=not shown.ended)
        self.files.opened.connect(self._deeds.open_file)
        self.files.removal_asked.connect(self._deeds.remove_file)
        column.addWidget(self.files)

    def _tell_links(self, column: QVBoxLayout, shown: ShownCase) -> None:
        merged = shown.view.merged_from
        if not shown.view.links and not merged:
            return
        _heading(column, _("Has to do with"))
        for other in merged:
            words = f"{other.number} {other.subject}"
            open_it = partial(self._deeds.open_case, other.id)
            column.addLayout(_line(_("Merged into this"), words, _("Open…"), open_it))
        for linked in shown.view.links:
            opens = linked.opens
            run: Callable[[], object] | None = None
            if opens:
                citizen = linked.link.kind.value == "citizen"
                run = partial(self._deeds.open_citizen if citizen else self._deeds.open_case, opens)
            words = " · ".join(filter(None, (linked.name, linked.link.why)))
            column.addLayout(_line(_(LINK_LABELS[linked.link.kind]), words, _("Open…"), run))

    def _section(self, column: QVBoxLayout, title: str, lines: Sequence[tuple[str, str]]) -> None:
        if lines:
            _heading(column, title)
            column.addLayout(self._pairs(lines))

    # files dropped on the panel

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Files may be dropped on an open case."""
        if self._open_for_files and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Attach what was dropped."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self._deeds.attach(paths)


def _chips(shown: ShownCase) -> Iterable[ChipText]:
    view = shown.view
    if view.confidential:
        yield ChipText(_("Secret"), Tone.BAD)
    yield state_chip(view.petition.state)
    due = due_chip(view.petition.next_due_at, shown.now, shown.due_soon_days)
    if due is not None and view.petition.state is not PetitionState.ANSWERED:
        yield due


def _facts(shown: ShownCase) -> Iterable[tuple[str, str]]:
    view, petition = shown.view, shown.view.petition
    yield _("Petitioner"), petitioner_words(petition.petitioner_name, petition.naming)
    where = " ".join(
        filter(None, (petition.place, _("village {moo}").format(moo=petition.moo) if petition.moo else ""))
    )
    if where:
        yield _("Place"), where
    if petition.coordinates:
        yield _("Coordinates"), petition.coordinates
    yield _("Came in"), f"{day_and_time(petition.received_at)} · {_(CHANNEL_LABELS[petition.channel])}"
    if view.counted_from is not None:
        counted = day_and_time(view.counted_from)
        yield _("Counts as received"), _("{time}, as it came outside office hours").format(time=counted)
    with_whom = " · ".join(filter(None, (view.division_name, petition.officer)))
    if with_whom:
        yield _("With"), with_whom
    if petition.incoming_no:
        yield _("Incoming letter"), petition.incoming_no
    if petition.detail:
        yield _("Details"), petition.detail
    if petition.answers and view.service is not None:
        labels = {each.key: each.label for each in view.service.fields}
        units = {each.key: each.unit for each in view.service.fields}
        for key, answer in petition.answers.items():
            yield labels.get(key, key), f"{answer} {units.get(key, '')}".strip()
    if petition.note:
        yield _("Note"), petition.note
    if petition.accused:
        yield _("Officials complained of"), ", ".join(petition.accused)


def _chip_line(chips: Iterable[ChipText]) -> QHBoxLayout:
    look = theme.current()
    line = QHBoxLayout()
    line.setContentsMargins(0, look.px(4), 0, look.px(4))
    line.setSpacing(look.px(6))
    for chip in chips:
        line.addWidget(Chip(chip.text, chip.tone))
    line.addStretch(1)
    return line


def _heading(column: QVBoxLayout, title: str, action: tuple[str, Callable[[], object]] | None = None) -> None:
    look = theme.current()
    column.addSpacing(look.px(6))
    column.addWidget(Separator())
    line = QHBoxLayout()
    line.setContentsMargins(0, look.px(2), 0, 0)
    line.addWidget(ThaiLabel(title, Text.SECTION, max_lines=1), 1)
    if action is not None:
        line.addWidget(ActionButton(action[0], action[1], kind="quiet"))
    column.addLayout(line)


def _line(label: str, words: str, action: str, run: Callable[[], object] | None) -> QHBoxLayout:
    """A caption, what it says, and what can be done with it."""
    look = theme.current()
    line = QHBoxLayout()
    line.setContentsMargins(0, look.px(2), 0, look.px(2))
    line.setSpacing(look.px(12))
    caption = ThaiLabel(label, Text.SMALL, muted=True, base_of=Text.BASE)
    caption.setFixedWidth(look.px(84))
    line.addWidget(caption, 0, Qt.AlignmentFlag.AlignTop)
    told = QVBoxLayout()
    told.setSpacing(0)
    told.addWidget(ThaiLabel(words))
    if run is not None:
        button = ActionButton(action, run, kind="quiet")
        button.setAccessibleName(f"{action} {words}")
        button.setContentsMargins(0, 0, 0, 0)
        told.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    line.addLayout(told, 1)
    return line
