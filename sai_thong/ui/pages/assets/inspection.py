"""ตรวจสอบประจำปี: the yearly inspection from its order to the report, the rooms, and what was not as it should be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sai_thong.ground.language import _, ngettext
from sai_thong.registers.assets.inspection_view import lines_of
from sai_thong.registers.assets.records import InspectionLine
from sai_thong.registers.assets.terms import COMMITTEE_ROLE_LABELS, ROUND_STATE_LABELS, CommitteeTask, RoundState
from sai_thong.thai.calendar import thai_date, thai_date_short
from sai_thong.ui import theme
from sai_thong.ui.kit import (
    ActionButton,
    ChipText,
    ChoiceBox,
    Column,
    FigureCard,
    FigureRow,
    ListTable,
    ListWithRecord,
    RecordPanel,
    RecordView,
    Row,
    Tone,
    keys,
)
from sai_thong.ui.kit.turning_row import group
from sai_thong.ui.pages.assets import inspection_steps as steps
from sai_thong.ui.pages.assets.committee_view import CommitteeView
from sai_thong.ui.pages.assets.inspection_files import file_doors
from sai_thong.ui.pages.assets.inspection_mode import InspectionMode
from sai_thong.ui.pages.assets.inspection_reading import ShownRounds, read_rounds
from sai_thong.ui.pages.assets.inspection_rows import found_columns, found_row, room_row, unknown_row
from sai_thong.ui.pages.assets.step import Door, PaperOf, Step
from sai_thong.ui.pages.assets.stepped_section import SteppedSection
from sai_thong.ui.pages.record_history import history_shown

if TYPE_CHECKING:
    from sai_thong.ui.pages.assets.page import AssetsPage

ROOMS: Final = "rooms"
MISSING: Final = "missing"
WRONG_ROOM: Final = "wrong-room"
UNKNOWN: Final = "unknown"
TO_DISPOSE: Final = "to-dispose"
"""What the list shows."""
_TICK_LIST: Final = "inspection-tick-list"


class InspectionSection(SteppedSection):
    """One round at a time, by its fiscal year."""

    def __init__(self, page: AssetsPage) -> None:
        self.walk_button = ActionButton(_("Go through the rooms"), self.walk, key=keys.NEW, kind="primary")
        self.year = ChoiceBox([("", "–")], "", name=_("Fiscal year"))
        super().__init__(page, [self.walk_button], beside=[self.year])
        self.shown = ShownRounds()
        self.cards = [
            FigureCard(_("Looked at")),
            FigureCard(_("Not found")),
            FigureCard(_("Not where it belongs")),
            FigureCard(_("Report is due")),
        ]
        self.list = ChoiceBox(_lists(ShownRounds()), ROOMS, name=_("What the list shows"))
        self.rooms = ListTable(
            [
                Column("room", _("Room"), least=160, strong=True),
                Column("looked_at", _("Looked at"), 104, align="right"),
                Column("not_found", _("Not found"), 84, kind="number"),
                Column("strays", _("From elsewhere"), 110, kind="number", spare=True),
                Column("state", _("State"), 150, kind="chip"),
            ],
            name=_("Rooms of the inspection"),
        )
        self.things = ListTable(found_columns(), name=_("Things of the inspection"))
        self.record = RecordPanel(_("The inspection of a year stands here."))
        self.put(self._laid())
        self.year.chosen.connect(lambda _value: self.load())
        self.list.chosen.connect(lambda _value: self._show_list())
        self.rooms.row_opened.connect(lambda row: self.walk(str(row["room_name"])))
        self.things.row_opened.connect(self._open_card)

    def _laid(self) -> QWidget:
        look = theme.current()
        holder, left = QWidget(), QWidget()
        column = QVBoxLayout(holder)
        side = QVBoxLayout(left)
        for layout in (column, side):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(look.px(10))
        self.figures = FigureRow(self.cards)
        column.addWidget(self.figures)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.rooms)
        self.stack.addWidget(self.things)
        self.tools = group(self.list, leftwards=True)
        side.addWidget(self.tools)
        side.addWidget(self.stack, 1)
        column.addWidget(ListWithRecord(left, self.record), 1)
        return holder

    # reading

    def load(self) -> None:
        """Read the rounds, and the one shown."""
        self.read(read_rounds, self.year.value(), done=self._show, about="rounds")

    def _show(self, shown: ShownRounds) -> None:
        self.shown = shown
        found = shown.round
        years = [(str(row.round.fiscal_year_be), str(row.round.fiscal_year_be)) for row in shown.rows]
        self.year.set_choices(years or [("", "–")], str(found.fiscal_year_be) if found else "")
        self.year.setVisible(bool(years))
        begun = shown.row is not None and shown.row.lines > 0
        self.walk_button.setVisible(begun and found is not None and found.state is RoundState.IN_PROGRESS)
        self.figures.setVisible(begun)
        self.tools.setVisible(begun)
        self.list.set_choices(_lists(shown), self.list.value() or ROOMS)
        self._show_figures()
        self._show_list()
        self._show_round()

    def _show_figures(self) -> None:
        shown, result = self.shown, self.shown.result
        if shown.row is None or result is None:
            return
        looked_at, not_found, strays, due = self.cards
        looked_at.set_figure(
            f"{shown.row.looked_at:,} / {shown.row.lines:,}",
            ngettext("{count} item left", "{count} items left", shown.left).format(count=f"{shown.left:,}")
            if shown.left
            else _("all of them"),
            Tone.OK if not shown.left else Tone.PLAIN,
        )
        missing = sum(room.not_found for room in shown.rooms)
        not_found.set_figure(f"{missing:,}", _("ticked as not there"), Tone.BAD if missing else Tone.PLAIN)
        unknown = len(result.unknown)
        strays.set_figure(
            f"{len(result.wrong_room):,}",
            ngettext("and {count} unknown tag", "and {count} unknown tags", unknown).format(count=unknown)
            if unknown
            else _("no unknown tags"),
            Tone.WARNING if result.wrong_room or unknown else Tone.PLAIN,
        )
        due.set_figure(*self._due_figure())

    def _due_figure(self) -> tuple[str, str, Tone]:
        row = self.shown.row
        assert row is not None
        if row.round.submitted_on is not None:
            return thai_date_short(row.round.submitted_on), _("reported"), Tone.OK
        if row.round.report_by is None or row.days_left is None:
            return "–", "", Tone.PLAIN
        day = thai_date_short(row.round.report_by)
        if row.days_left < 0:
            late = -row.days_left
            return day, ngettext("{count} day late", "{count} days late", late).format(count=late), Tone.BAD
        left = ngettext("{count} day left", "{count} days left", row.days_left).format(count=row.days_left)
        return day, left, Tone.WARNING if row.days_left <= 7 else Tone.PLAIN

    # the list

    def _show_list(self) -> None:
        result, what = self.shown.result, self.list.value()
        if what == ROOMS or result is None:
            self.stack.setCurrentWidget(self.rooms)
            self._show_rooms()
            return
        self.stack.setCurrentWidget(self.things)
        rows = {
            MISSING: [found_row(line) for line in result.missing],
            WRONG_ROOM: [found_row(line) for line in result.wrong_room],
            UNKNOWN: [unknown_row(tag) for tag in result.unknown],
            TO_DISPOSE: [found_row(line) for line in result.to_dispose],
        }[what]
        if rows:
            self.things.set_rows(rows)
        else:
            self.things.show_empty(_("Nothing of this kind."), _("So far everything else is as it should be."))

    def _show_rooms(self) -> None:
        if self.shown.rooms:
            self.rooms.set_rows([room_row(each) for each in self.shown.rooms])
            return
        year = self.shown.may_open
        if self.shown.round is not None:
            self.rooms.show_empty(
                _("The inspection has not begun."), _("Its lines are taken when the fiscal year is over.")
            )
        elif year is not None:
            self.rooms.show_empty(
                _("The inspection of {year} is not open yet.").format(year=year),
                self._days_told(),
                _("Open the inspection…"),
                self.open_round,
            )
        else:
            self.rooms.show_empty(_("There is no inspection yet."), _("It is opened in September, with its order."))

    def _days_told(self) -> str:
        due = self.shown.due
        assert due is not None
        return _("It begins on {start}, and the report is due on {report}.").format(
            start=thai_date(due.days.starts_on), report=thai_date(due.days.report_by)
        )

    def _open_card(self, row: Row) -> None:
        if row["asset_id"]:
            self.page.open_card(str(row["asset_id"]))

    # the round

    def _show_round(self) -> None:
        shown = self.shown
        if shown.row is None or shown.result is None:
            self.record.show_nothing()
            return
        first, others = self._steps()
        buttons = self.buttons_of(first, [*others, *self._doors()], partial(self._papers, shown.row.round.id))
        if shown.row.round.state is RoundState.IN_PROGRESS:
            self._add_committee(buttons, first)
        history = history_shown(self.page, shown.row.round)
        self.record.show_record(self._view(), buttons, whole_history=history)

    def _papers(self, round_id: str) -> list[PaperOf]:
        """The papers of the round; tick lists of the chosen room where one is chosen."""
        row = self.rooms.chosen() if self.list.value() == ROOMS else None
        room = str(row["room_name"]) if row else ""
        return [
            replace(paper, room=room) if paper.key == _TICK_LIST else paper
            for paper in self.papers_about("inspection", round_id)
        ]

    def _doors(self) -> list[Door]:
        """What is done with other machines while the rooms are walked."""
        row = self.shown.row
        walked = row is not None and row.lines > 0 and row.round.state is RoundState.IN_PROGRESS
        return file_doors(self, row.round) if row is not None and walked else []

    def _add_committee(self, buttons: list[ActionButton], first: Step | None) -> None:
        assert self.shown.result is not None
        seated = bool(self.shown.result.committee)
        words = _("Appoint the committee…")
        buttons.insert(
            0 if not seated else (1 if first is not None else 0),
            ActionButton(words, self.appoint, kind="plain" if seated else "primary"),
        )

    def _steps(self) -> tuple[Step | None, list[Step]]:
        shown, found = self.shown, self.shown.round
        assert found is not None and shown.row is not None and shown.result is not None
        if found.state is RoundState.IN_PROGRESS:
            amend = steps.amend(self.store, found)
            if not shown.row.lines:
                return steps.begin(self.store, found), [amend]
            submit = steps.submit(self.store, found, self.today, shown.left)
            ready = not shown.left and shown.result.committee
            return (submit, [amend]) if ready else (None, [submit, amend])
        sent = steps.sent_on(self.store, found, self.today)
        if found.state is RoundState.SUBMITTED:
            return steps.acknowledge(self.store, found, self.today), [sent]
        return (sent, []) if found.sent_to_auditor_on is None else (None, [sent])

    def _view(self) -> RecordView:
        row, result = self.shown.row, self.shown.result
        assert row is not None and result is not None
        found = row.round
        tone = Tone.ACCENT if found.state is RoundState.IN_PROGRESS else Tone.OK
        facts = [
            (_("Order"), " ".join(filter(None, (found.order_no, _day(found.ordered_on))))),
            (_("Begins on"), _day(found.begun_on or found.starts_on)),
            (_("Report by"), _day(found.report_by)),
            (
                _("Committee"),
                "\n".join(f"{seat.name}  {_(COMMITTEE_ROLE_LABELS[seat.role])}" for seat in result.committee),
            ),
            (_("Reported on"), _day(found.submitted_on)),
            (_("Acknowledged on"), _day(found.acknowledged_on)),
            (
                _("To the auditor"),
                " ".join(filter(None, (found.auditor_letter_no, _day(found.sent_to_auditor_on)))),
            ),
            (_("Remarks of the committee"), found.remarks),
        ]
        return RecordView(
            name=_("Inspection of {year}").format(year=found.fiscal_year_be),
            chips=(ChipText(_(ROUND_STATE_LABELS[found.state]), tone),),
            sentences=(self._sentence(),),
            facts=tuple(each for each in facts if each[1]),
        )

    def _sentence(self) -> str:
        """What comes next."""
        row, result = self.shown.row, self.shown.result
        assert row is not None and result is not None
        if row.round.state is RoundState.ACKNOWLEDGED:
            return _("The report was acknowledged. What is not usable goes on to its disposal.")
        if row.round.state is RoundState.SUBMITTED:
            return _("The report is with who ordered it; nothing of it is changed any more.")
        if not result.committee:
            return _("Next: appoint who inspects; the supply officer may not.")
        if not row.lines:
            return _("Next: begin it when the fiscal year is over.")
        if self.shown.left:
            words = ngettext("Next: look for {count} item.", "Next: look for {count} items.", self.shown.left)
            return words.format(count=f"{self.shown.left:,}")
        return _("Everything was looked at. Next: submit the report.")

    # what is done

    def open_round(self) -> None:
        """The form that opens the inspection of the year that waits for it."""
        year = self.shown.may_open
        if year is not None:
            self.open_step(steps.open_round(self.store, year))

    def appoint(self) -> None:
        """The form of the committee."""
        shown = self.shown
        if shown.round is not None and shown.result is not None:
            CommitteeView(self, shown.round.id, CommitteeTask.INSPECTION, shown.result.committee).begin()

    def walk(self, room: str | None = None) -> None:
        """Go through the rooms, over the whole screen."""
        found = self.shown.round
        if found is None or found.state is not RoundState.IN_PROGRESS or not self.shown.rooms:
            return

        def show(lines: Sequence[InspectionLine]) -> None:
            mode = InspectionMode(self.page, found, lines, room=room)
            mode.left.connect(self._leave_rooms)
            self.page.over.show_over(mode, leave=self._left_rooms)
            self.page.desk.fill_screen(True)
            mode.take_focus()

        self.read(lines_of, found.id, done=show, about="walk")

    def _leave_rooms(self) -> None:
        self._left_rooms()
        self.page.over.uncover()

    def _left_rooms(self) -> bool:
        """What was seen is told to every page only now."""
        self.page.desk.fill_screen(False)
        self.page.desk.store_changed(None)
        return True

    def step_done(self, _result: object) -> None:
        """The list shows how the round stands now."""

    # state

    def state(self) -> dict[str, Any]:
        """The year and the list."""
        return {"year": self.year.value(), "list": self.list.value()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show the round of a ``year``, or a ``list`` of it."""
        if state.get("list"):
            self.list.set_value(str(state["list"]))
        if state.get("year"):
            self.year.set_value(str(state["year"]))
            self.load()

    def take_focus(self) -> bool:
        """The list of rooms takes the keys."""
        self.rooms.take_focus()
        return bool(len(self.rooms.rows()))


def _lists(shown: ShownRounds) -> list[tuple[str, str]]:
    result = shown.result
    counts = {
        MISSING: (_("Not found yet"), len(result.missing) if result else 0),
        WRONG_ROOM: (_("In the wrong room"), len(result.wrong_room) if result else 0),
        UNKNOWN: (_("Not in the register"), len(result.unknown) if result else 0),
        TO_DISPOSE: (_("Broken, worn, lost or not needed"), len(result.to_dispose) if result else 0),
    }
    return [(ROOMS, _("Rooms")), *((key, f"{words}  ({count:,})") for key, (words, count) in counts.items())]


def _day(day: Any) -> str:  # noqa: ANN401
    return thai_date(day) if day else ""
