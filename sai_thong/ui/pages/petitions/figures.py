"""สถิติ: what came in a fiscal year, by service, village, division, channel and month, and how much of it in time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QFileDialog, QSizePolicy, QVBoxLayout, QWidget

from sai_thong.db.store import Store
from sai_thong.ground.language import N_, _
from sai_thong.registers.petitions.figures import (
    Figures,
    Half,
    Tally,
    corruption_figures,
    figures,
    fiscal_period,
    service_figures,
)
from sai_thong.registers.petitions.law_in_force import petition_law
from sai_thong.registers.petitions.shelves import may_open_complaints
from sai_thong.registers.petitions.terms import CHANNEL_LABELS
from sai_thong.thai.calendar import Month, fiscal_year_be
from sai_thong.ui import theme
from sai_thong.ui.kit import (
    ActionButton,
    Banner,
    Bar,
    Card,
    ChoiceBox,
    Column,
    FigureCard,
    FigureRow,
    ListTable,
    ListWithRecord,
    MonthChart,
    PageHeader,
    Row,
    Text,
    ThaiLabel,
    Tone,
    month_name,
)
from sai_thong.ui.kit.scrolled import Scrolled
from sai_thong.ui.kit.turning_row import group
from sai_thong.ui.pages.paper_prints import print_paper
from sai_thong.ui.pages.petitions.section import Section

if TYPE_CHECKING:
    from sai_thong.exchange.export import Exported
    from sai_thong.ui.pages.petitions.page import PetitionsPage

_YEARS_SHOWN: Final = 6
_TABLES: Final = {
    "service": N_("By service"),
    "village": N_("By village"),
    "division": N_("By division"),
    "channel": N_("By channel"),
    "month": N_("By month"),
}
_HALVES: Final = {
    Half.WHOLE: N_("The whole year"),
    Half.FIRST: N_("October to March"),
}


@dataclass(frozen=True)
class YearFigures:
    """The figures of a time, with the tables in words.

    Attributes:
        counted: The figures.
        tables: Name and count of each line, by table.
    """

    counted: Figures
    tables: Mapping[str, tuple[tuple[str, Tally], ...]]


class FiguresSection(Section):
    """The figures of a fiscal year, or of its first half."""

    def __init__(self, page: PetitionsPage) -> None:
        super().__init__(page)
        this_year = fiscal_year_be(self.today)
        years = [(str(year), str(year)) for year in range(this_year, this_year - _YEARS_SHOWN, -1)]
        self.year = ChoiceBox(years, str(this_year), name=_("Fiscal year"))
        self.half = ChoiceBox([(each.value, _(words)) for each, words in _HALVES.items()], name=_("Part of the year"))
        self.half.set_value(Half.WHOLE.value)
        self.header = PageHeader(_("Petitions"), _("Fiscal year"), [self.take_button()], beside=[self.year, self.half])
        self._shown: YearFigures | None = None
        self.received = FigureCard(_("Received"))
        self.answered = FigureCard(_("Answered"))
        self.in_time = FigureCard(_("Answered in time"))
        self.open = FigureCard(_("Still open"))
        self.column.addWidget(FigureRow([self.received, self.answered, self.in_time, self.open]))
        self.which = ChoiceBox([(key, _(words)) for key, words in _TABLES.items()], "service", name=_("Table"))
        self.table = ListTable(_columns(), name=_("Figures of petitions"))
        self.chart = MonthChart(_("Petitions received by month"))
        self.column.addWidget(ListWithRecord(self._make_table(), self._make_beside(), shares=(2, 1)), 1)
        for box in (self.year, self.half):
            box.chosen.connect(lambda _value: self.load())
        self.which.chosen.connect(lambda _value: self._show_table())

    def _make_table(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(10))
        column.addWidget(group(self.which, leftwards=True))
        column.addWidget(self.table, 1)
        return holder

    def _make_beside(self) -> QWidget:
        look = theme.current()
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        chart = Card(margin=16)
        chart.body.addWidget(ThaiLabel(_("Petitions received by month"), Text.SECTION, max_lines=1))
        self.chart.setMinimumHeight(look.px(150))
        chart.body.addWidget(self.chart, 1)
        column.addWidget(chart, 1)
        reports = self._make_reports()
        reports.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column.addWidget(reports)
        return Scrolled(beside)

    def _make_reports(self) -> Card:
        """The two papers of the integrity assessment; of the confidential cases only for who holds their key."""
        card = Card(margin=16, spacing=8)
        card.body.addWidget(ThaiLabel(_("Reports for the integrity assessment (ITA)"), Text.SECTION))
        self.buttons = {
            "ita-services": ActionButton(_("Print"), partial(self._print, "ita-services")),
            "services.xlsx": ActionButton(_("Workbook…"), partial(self._save, "ita-services", service_figures)),
            "ita-corruption": ActionButton(_("Print"), partial(self._print, "ita-corruption")),
            "corruption.xlsx": ActionButton(_("Workbook…"), partial(self._save, "ita-corruption", corruption_figures)),
        }
        services, complaints = _("Figures of services"), _("Figures of complaints against officials")
        for words, keys in (
            (services, ("ita-services", "services.xlsx")),
            (complaints, ("ita-corruption", "corruption.xlsx")),
        ):
            if words == complaints and not may_open_complaints(self.store):
                note = _("The complaints against officials are counted by who holds their key.")
                card.body.addWidget(ThaiLabel(note, Text.SMALL, muted=True))
                continue
            card.body.addWidget(ThaiLabel(words))
            for key in keys:
                self.buttons[key].setAccessibleName(f"{self.buttons[key].text()} {words}")
            card.body.addWidget(group(*(self.buttons[key] for key in keys), leftwards=True))
        return card

    # what is chosen

    @property
    def chosen_year(self) -> int:
        """The fiscal year (BE)."""
        return int(self.year.value())

    @property
    def chosen_half(self) -> Half:
        """Its first half, or the whole."""
        return Half(self.half.value())

    # reading

    def load(self) -> None:
        """Count again."""
        self.read(
            partial(read_figures, confidential=self.confidential),
            self.chosen_year,
            self.chosen_half,
            done=self._show,
            about="figures",
        )

    def _show(self, found: YearFigures) -> None:
        self._shown = found
        total = found.counted.total
        merged = found.counted.merged
        note = _("{count} merged into others are not counted").format(count=merged) if merged else ""
        self.received.set_figure(f"{total.received:,}", note)
        self.answered.set_figure(f"{total.answered:,}")
        late = total.late + total.overdue
        share = total.in_time_share
        self.in_time.set_figure(
            _percent(share),
            _("{count} late or overdue").format(count=late) if late else "",
            Tone.WARNING if late else Tone.OK if share is not None else Tone.PLAIN,
        )
        self.open.set_figure(
            f"{total.open:,}",
            _("{count} overdue").format(count=total.overdue) if total.overdue else "",
            Tone.BAD if total.overdue else Tone.PLAIN,
        )
        self._show_chart(found.counted.by_month)
        self._show_table()

    def _show_chart(self, by_month: Mapping[Month, Tally]) -> None:
        last = max((month for month, tally in by_month.items() if tally.received), default=None)
        self.chart.set_bars(
            [
                Bar(month.short_name.split()[0], tally.received, f"{tally.received:,}", chosen=month == last)
                for month, tally in by_month.items()
            ]
        )

    def _show_table(self) -> None:
        if self._shown is None:
            return
        if not self._shown.counted.total.received:
            self.table.show_empty(_("Nothing came in this time."), _("Choose another year, or take a petition."))
            return
        lines = self._shown.tables[self.which.value()]
        self.table.set_rows([_row(str(place), name, tally) for place, (name, tally) in enumerate(lines)])

    # the reports

    def _print(self, key: str) -> None:
        from sai_thong.forms.paper_kinds import PaperRequest

        print_paper(self.page, key, PaperRequest(fiscal_year_be=self.chosen_year, half=self.chosen_half))

    def _save(self, key: str, count: Callable[[Store, int, Half], Figures]) -> None:
        name = f"{key}-{self.chosen_year}-{self.chosen_half.value}.xlsx"
        path, _kind = QFileDialog.getSaveFileName(
            self, _("Save the figures as a workbook"), name, _("Workbooks ({pattern})").format(pattern="*.xlsx")
        )
        if path:
            self.page.write(
                save_figures,
                self.store,
                count,
                self.chosen_year,
                self.chosen_half,
                Path(path),
                done=self._told,
                busy=_("Writing the workbook…"),
            )

    def _told(self, exported: Exported) -> None:
        self.page.banners.clear()
        self.page.banners.tell(Banner(_("Saved: {name}").format(name=exported.path.name), Tone.OK))

    # the page

    def state(self) -> dict[str, Any]:
        """What is chosen."""
        return {"year": self.year.value(), "half": self.half.value(), "table": self.which.value()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show it so."""
        for box, key in ((self.year, "year"), (self.half, "half"), (self.which, "table")):
            if box.findData(str(state.get(key, ""))) >= 0:
                box.set_value(str(state[key]))
        self.load()


def save_figures(
    store: Store, count: Callable[[Store, int, Half], Figures], year_be: int, half: Half, path: Path
) -> Exported:
    """Write the figures of a fiscal year (BE), or of its first half, to a workbook.

    Raises:
        SetClosed: They are of the confidential cases and this user does not hold their key.
        NotWritten: The file cannot be written.
    """
    from sai_thong.exchange.petition_figures import ReportTime, export_figures

    return export_figures(store, count(store, year_be, half), path, time=ReportTime(year_be, half))


def village_words(moo: int | None) -> str:
    """A village as it stands in the table; of no village, that it is none."""
    return _("Village {number}").format(number=moo) if moo is not None else _("No village")


def read_figures(store: Store, year_be: int, half: Half, *, confidential: bool) -> YearFigures:
    """The figures of a fiscal year (BE), or of its first half, with the names of what is counted."""
    counted = figures(store, fiscal_period(year_be, half), confidential=confidential)
    law = petition_law(store)
    return YearFigures(
        counted,
        {
            "service": tuple((counted.service_names[key], tally) for key, tally in counted.by_service.items()),
            "village": tuple((village_words(moo), tally) for moo, tally in counted.by_village.items()),
            "division": tuple((law.division_name(key) or "–", tally) for key, tally in counted.by_division.items()),
            "channel": tuple((_(CHANNEL_LABELS[key]), tally) for key, tally in counted.by_channel.items()),
            "month": tuple((month_name(month), tally) for month, tally in counted.by_month.items()),
        },
    )


def _columns() -> list[Column]:
    def by(key: str) -> Callable[[Row], Any]:
        return lambda row: row[key]

    return [
        Column("name", _("What is counted"), strong=True),
        Column("received", _("Received"), 84, kind="number", sort_value=by("received")),
        Column("answered", _("Answered"), 84, kind="number", sort_value=by("answered")),
        Column("late", _("Late"), 92, kind="number", sort_value=by("late")),
        Column("open", _("Still open"), 76, kind="number", sort_value=by("open")),
        Column("share", _("In time"), 88, align="right", sort_value=by("part")),
    ]


def _row(row_id: str, name: str, tally: Tally) -> Row:
    share = tally.in_time_share
    return {
        "id": row_id,
        "name": name,
        "received": tally.received,
        "answered": tally.answered,
        "late": tally.late + tally.overdue,
        "open": tally.open,
        "share": _percent(share),
        "part": -1.0 if share is None else share,
    }


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share * 100:.0f} %"
