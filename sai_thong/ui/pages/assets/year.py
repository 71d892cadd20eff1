"""The fiscal year of the register: its depreciation, what must be checked, the accounts beside it, closing, reports."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _, ngettext
from sai_thong.registers.assets.accounts import ClassFigures, set_account_figure
from sai_thong.registers.assets.closing_years import close_year
from sai_thong.registers.assets.records import AccountFigure
from sai_thong.registers.assets.terms import SortReason
from sai_thong.thai.calendar import thai_date
from sai_thong.thai.money import baht
from sai_thong.ui import theme
from sai_thong.ui.kit import (
    ActionButton,
    Banner,
    BannerStack,
    ChoiceBox,
    FieldSpec,
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
from sai_thong.ui.pages.assets import year_views as views
from sai_thong.ui.pages.assets.asset_words import counted
from sai_thong.ui.pages.assets.step import Step
from sai_thong.ui.pages.assets.stepped_section import SteppedSection
from sai_thong.ui.pages.assets.year_reading import ShownYear, read_year, read_year_with_accounts

if TYPE_CHECKING:
    from sai_thong.exchange.export import Exported
    from sai_thong.ui.pages.assets.page import AssetsPage

_PAPERS = ("depreciation-of-year", "survey-totals", "survey-valued", "survey-listed", "survey-must-check")
_REPORTS = {
    views.DEPRECIATION: "depreciation",
    views.MUST_CHECK: "must-check",
    views.TOTALS: "st1",
    views.VALUED: "st2",
    views.LISTED: "st3",
}
"""The report whose sheet stands in front, by the list shown."""


class YearSection(SteppedSection):
    """One fiscal year, in lists of which one is shown."""

    def __init__(self, page: AssetsPage) -> None:
        self.year_box = ChoiceBox([], name=_("Fiscal year"))
        self.print_button = ActionButton(_("Print…"), self.open_print_menu, key=keys.PRINT)
        self.close_button = ActionButton(_("Close the year…"), self.open_close, kind="primary")
        super().__init__(page, [self.print_button, self.close_button], beside=[self.year_box])
        self._wanted: int | None = None
        self.shown: ShownYear | None = None
        self.cost_card = FigureCard(_("Cost"))
        self.amount_card = FigureCard(_("Written off this year"))
        self.net_card = FigureCard(_("Net value"))
        self.check_card = FigureCard(_("Must be checked"))
        self.view_box = ChoiceBox(
            [(key, _(view.words)) for key, view in views.VIEWS.items()], views.DEPRECIATION, name=_("List of the year")
        )
        self.figure_button = ActionButton(_("Type what the accounts have…"), self.type_figure, key=keys.EDIT)
        self.told = BannerStack()
        self.panel = RecordPanel(_("Choose a class to see what the register and the accounts have."))
        self.table = ListTable([], name=_("List of the year"))
        self._lay()
        self.year_box.chosen.connect(self.show_year)
        self.view_box.chosen.connect(self.show_view)

    def _lay(self) -> None:
        base = QWidget()
        column = QVBoxLayout(base)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        column.addWidget(FigureRow([self.cost_card, self.amount_card, self.net_card, self.check_card]))
        column.addWidget(self.told)
        column.addWidget(group(self.view_box, self.figure_button, leftwards=True))
        self._list_place = QVBoxLayout()
        column.addLayout(self._list_place, 1)
        self.put(base)

    # reading

    @property
    def year(self) -> int:
        """The fiscal year shown (BE); 0 before anything is."""
        return self.shown.book.fiscal_year_be if self.shown is not None else 0

    def load(self) -> None:
        """Read the year; the accounts only where they are looked at."""
        read = read_year_with_accounts if self.view_box.value() == views.ACCOUNTS else read_year
        if self.shown is None:
            self.table.show_loading()
        self.read(read, self._wanted, done=self._show, failed=self._tell_failed, about="year")

    def _tell_failed(self, error: SaiThongError) -> None:
        self.table.show_error(error, _("Try again"), self.load)

    def _show(self, shown: ShownYear) -> None:
        self.shown = shown
        self._wanted = shown.book.fiscal_year_be
        self.year_box.set_choices([(str(year), str(year)) for year in shown.years], str(self._wanted))
        self.header.set_period(_("fiscal year"))
        self._show_figures(shown)
        self._show_list(shown)

    def _show_figures(self, shown: ShownYear) -> None:
        totals = shown.book.totals
        amount = sum(each.amount_satang for each in shown.book.positions)
        correction = sum(each.correction_satang for each in shown.book.positions)
        self.cost_card.set_figure(_money(totals.cost_satang), counted(totals.assets))
        note = _("of which {amount} corrects closed years").format(amount=baht(correction)) if correction else ""
        self.amount_card.set_figure(_money(amount), note or _("depreciation of the year"))
        net = totals.cost_satang - totals.accumulated_satang
        self.net_card.set_figure(
            _money(net), _("written off altogether {amount}").format(amount=baht(totals.accumulated_satang))
        )
        count = len(views.VIEWS[views.MUST_CHECK].rows(shown))
        self.check_card.set_figure(
            counted(count),
            _("without them the reports are not whole") if count else _("the reports are whole"),
            Tone.WARNING if count else Tone.OK,
        )

    def _show_state(self, shown: ShownYear) -> None:
        self.told.clear()
        closing = shown.book.closing
        self.close_button.setVisible(shown.may_close)
        self.close_button.set_action_text(_("Close {year}…").format(year=shown.book.fiscal_year_be))
        if closing is not None and shown.altered:
            words = _("The rows of {year} are not those that were closed.").format(year=closing.fiscal_year_be)
            more = _("Somebody changed the file outside the program: compare it with the printed reports.")
            self.told.tell(Banner(words, Tone.BAD, more=more, closable=False))
        elif closing is not None:
            words = _("Closed on {day} by {name}: these figures stand.").format(
                day=thai_date(closing.closed_on), name=closing.closed_by
            )
            self.told.tell(Banner(words, Tone.OK, closable=False))
        elif shown.not_yet:
            self.told.tell(Banner(shown.not_yet, Tone.PLAIN, closable=False))

    # the lists

    def show_year(self, year: str) -> None:
        """Show another fiscal year."""
        if self.over.may_leave():
            self._wanted = int(year)
            self.load()

    def show_view(self, key: str) -> None:
        """Show another list of the year."""
        self.view_box.set_value(key)
        if self.shown is not None and (key != views.ACCOUNTS or self.shown.compared is not None):
            self._show_list(self.shown)
        else:
            self.load()

    def _show_list(self, shown: ShownYear) -> None:
        key = self.view_box.value()
        view = views.VIEWS[key]
        chosen = self.table.chosen()
        self._put_table(ListTable(view.columns(), name=_(view.words)), with_panel=key == views.ACCOUNTS)
        rows = view.rows(shown)
        if rows:
            self.table.set_rows(rows)
        else:
            heading, sentence = view.empty
            self.table.show_empty(_(heading), _(sentence) if sentence else "")
        self._show_state(shown)
        if key == views.MUST_CHECK:
            self._tell_shortest_way(shown)
        self.figure_button.setVisible(key == views.ACCOUNTS)
        self.figure_button.setEnabled(False)
        if view.opens_card:
            self.table.row_opened.connect(lambda row: self.page.open_card(str(row["id"])))
        if key == views.ACCOUNTS:
            self.table.row_chosen.connect(self._show_class)
            self.table.row_opened.connect(lambda _row: self.type_figure())
            self.panel.show_nothing()
        if chosen is not None:
            self.table.choose_id(chosen["id"])

    def _tell_shortest_way(self, shown: ShownYear) -> None:
        """Where many cards lack the same, it is settled for all of them at once."""
        reasons = [each.must_check for each in shown.book.must_check]
        for reason, part, words in (
            (SortReason.TYPE_MISSING, "classes", _("Types are chosen for a whole class of numbers at once.")),
            (SortReason.LIFE_MISSING, "lives", _("A useful life is published for a whole type at once.")),
        ):
            if reason in reasons:
                there = partial(self.page.desk.go, "settings", section="assets", part=part)
                self.told.tell(Banner(words, Tone.WARNING, action=_("Open the settings"), run=there, closable=False))

    def _put_table(self, table: ListTable, *, with_panel: bool) -> None:
        """The list in place of the one before, with the panel beside it where it explains something."""
        while (item := self._list_place.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.table = table
        if with_panel:
            self.panel = RecordPanel(_("Choose a class to see what the register and the accounts have."))
            self._list_place.addWidget(ListWithRecord(table, self.panel, shares=(14, 5)), 1)
        else:
            self._list_place.addWidget(table, 1)

    # the accounts

    def _class_chosen(self) -> ClassFigures | None:
        row = self.table.chosen()
        if row is None or self.shown is None or self.shown.compared is None:
            return None
        return next((each for each in self.shown.compared.classes if each.key == row["id"]), None)

    def _show_class(self, row: Row | None) -> None:
        figures = self._class_chosen()
        self.figure_button.setEnabled(figures is not None)
        if row is None or figures is None or self.shown is None or self.shown.compared is None:
            self.panel.show_nothing()
            return
        differences = [each for each in self.shown.compared.differences if each.difference.class_key == figures.key]
        facts = [
            (_("In the register"), counted(figures.assets)),
            (_("Cost"), baht(figures.cost_satang)),
            (_("Accumulated depreciation"), baht(figures.accumulated_satang)),
            (_("Net value"), baht(figures.net_satang)),
        ]
        if figures.typed is not None:
            facts += [
                (_("Read from"), figures.typed.source or "–"),
                (_("Explanation of the difference"), figures.typed.note or "–"),
            ]
        named = {each.asset.id: each for told in differences for each in told.positions}
        lines = [f"{each.asset.number or '–'} {each.asset.name} · {baht(each.cost_satang)}" for each in named.values()]
        view = RecordView(
            figures.name,
            sentences=tuple(views.difference_sentence(each) for each in differences) + tuple(lines),
            facts=tuple(facts),
        )
        actions = [ActionButton(_("Type what the accounts have…"), self.type_figure, kind="primary")]
        if len(named) == 1:
            (only,) = named
            actions.append(ActionButton(_("Open its card"), partial(self.page.open_card, only)))
        self.panel.show_record(view, actions)

    def type_figure(self) -> None:
        """The form of what e-LAAS or the trial balance has for the chosen class."""
        figures = self._class_chosen()
        if figures is None:
            return
        typed = figures.typed

        def keep(values: Mapping[str, Any]) -> object:
            told = AccountFigure(
                fiscal_year_be=self.year,
                class_key=figures.key,
                cost_satang=values["cost_satang"],
                accumulated_satang=values["accumulated_satang"],
                source=values["source"],
                note=values["note"],
            )
            return set_account_figure(self.store, told)

        self.open_step(
            Step(
                words=_("{name}: what the accounts have").format(name=figures.name),
                operation=keep,
                done=_("The figures of the accounts are kept."),
                fields=(
                    FieldSpec("cost_satang", _("Cost in the accounts"), "money"),
                    FieldSpec("accumulated_satang", _("Written off in the accounts"), "money"),
                    FieldSpec(
                        "source", _("Read from"), help=_("Such as: e-LAAS, or the trial balance of 30 September.")
                    ),
                    FieldSpec("note", _("Explanation of the difference"), "notes"),
                ),
                values={
                    "cost_satang": typed.cost_satang if typed else None,
                    "accumulated_satang": typed.accumulated_satang if typed else None,
                    "source": typed.source if typed else "e-LAAS",
                    "note": typed.note if typed else "",
                },
            )
        )

    # closing

    def open_close(self) -> None:
        """The form that closes the year, with what will stand from then on."""
        shown = self.shown
        if shown is None or not shown.may_close:
            return
        year, unchecked = shown.book.fiscal_year_be, len(shown.book.must_check)
        totals = shown.book.totals
        words = ngettext(
            "{count} asset, cost {cost}, written off {accumulated} baht will stand as the figures of {year}.",
            "{count} assets, cost {cost}, written off {accumulated} baht will stand as the figures of {year}.",
            totals.assets,
        ).format(
            count=f"{totals.assets:,}",
            cost=baht(totals.cost_satang),
            accumulated=baht(totals.accumulated_satang),
            year=year,
        )
        fields = [FieldSpec("why", _("Note for the history"), width=420)]
        if unchecked:
            leave = ngettext(
                "Close although {count} card must be checked",
                "Close although {count} cards must be checked",
                unchecked,
            ).format(count=unchecked)
            fields.insert(0, FieldSpec("leave_unchecked", leave, "tick"))
        self.open_step(
            Step(
                words=_("Close the fiscal year {year}").format(year=year),
                operation=lambda values: close_year(
                    self.store, year, leave_unchecked=bool(values.get("leave_unchecked")), why=values["why"]
                ),
                done=_("The fiscal year {year} is closed; later corrections go into the open year.").format(year=year),
                fields=tuple(fields),
                says=words,
                save=_("Close the year"),
            )
        )

    # papers and workbooks

    def open_print_menu(self) -> None:
        """The reports of the year, on paper and as workbooks."""
        from sai_thong.forms.catalogue import paper_kind
        from sai_thong.ui.pages.assets.step import PaperOf

        self.menu.clear()
        for key in _PAPERS:
            self.menu.addAction(paper_kind(key).name, partial(self.print_of, PaperOf(key, fiscal_year_be=self.year)))
        self.menu.addSeparator()
        self.menu.addAction(_("Save the reports as a workbook…"), self.save_workbook)
        self.menu.popup(self.print_button.mapToGlobal(self.print_button.rect().bottomLeft()))
        self.menu.setActiveAction(self.menu.actions()[0])

    def save_workbook(self) -> None:
        """The reports of the year as a workbook, the sheet of the list shown in front."""
        from sai_thong.exchange.assets.register_reports import RegisterReport
        from sai_thong.exchange.assets.survey_workbook import export_report

        name = _("asset reports {year}").format(year=self.year) + ".xlsx"
        pattern = _("Workbooks ({pattern})").format(pattern="*.xlsx")
        path, _kind = QFileDialog.getSaveFileName(self, _("Save the reports"), name, pattern)
        if not path:
            return
        report = RegisterReport(_REPORTS.get(self.view_box.value(), "st1"))

        def tell(exported: Exported) -> None:
            self.page.tell_done(_("Saved in {file}.").format(file=exported.path.name))

        self.page.write(export_report, self.store, report, self.year, Path(path), done=tell, busy=_("Saving…"))

    # the section

    def state(self) -> dict[str, Any]:
        """The year and the list shown."""
        return {"year": self.year or None, "list": self.view_box.value()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show a ``year`` or a ``list`` of it."""
        if state.get("list") in views.VIEWS:
            self.view_box.set_value(str(state["list"]))
        if state.get("year"):
            self._wanted = int(state["year"])
        if state.get("year") or state.get("list"):
            self.load()

    def take_focus(self) -> bool:
        """The list takes the keys."""
        self.table.take_focus()
        return bool(len(self.table.rows()))


def _money(satang: int) -> str:
    return _("{amount} baht").format(amount=baht(satang))
