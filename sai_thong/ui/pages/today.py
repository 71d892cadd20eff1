"""งานวันนี้: what is due now with counts and one action each, the month that comes next, and twelve months as bars."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sai_thong.db.permits import Action
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _, ngettext
from sai_thong.registers.allowances.labels import label_of
from sai_thong.registers.allowances.today import (
    MONTH_STEP_LABELS,
    Duty,
    DutyKind,
    MonthDue,
    MonthTotal,
    Today,
    todays,
)
from sai_thong.registers.assets.today import AssetDuty, AssetDutyLine, assets_today
from sai_thong.registers.citizens.listing import count_citizens
from sai_thong.registers.from_province.operations import waiting_items
from sai_thong.registers.from_province.records import ProvinceItem
from sai_thong.registers.petitions.listing import Scope
from sai_thong.registers.petitions.terms import PetitionState
from sai_thong.registers.petitions.today import CaseDuty, CasesToday, cases_todays
from sai_thong.registers.saraban.today import DocumentDuty, DocumentDutyLine, documents_today
from sai_thong.registers.trust.today import TrustDuty, trust_today
from sai_thong.sync.enrolled import is_enrolled
from sai_thong.thai.money import baht
from sai_thong.ui import theme
from sai_thong.ui.backup_words import backup_trouble
from sai_thong.ui.kit import (
    ActionButton,
    Bar,
    Card,
    Chip,
    ListWithRecord,
    MonthChart,
    PageHeader,
    Separator,
    Sign,
    StateView,
    Text,
    ThaiLabel,
    Tone,
    month_name,
)
from sai_thong.ui.kit.values import weekday_and_date
from sai_thong.ui.page import Desk, Page
from sai_thong.ui.pages.allowances.sections import SECTION_KEYS
from sai_thong.ui.sync_words import held_back_words
from sai_thong.ui.updates_words import update_words

if TYPE_CHECKING:
    from sai_thong.sync.standing import SyncStanding

_PLACES: dict[DutyKind, tuple[str, str]] = {
    DutyKind.STOPS: ("month", ""),
    DutyKind.RETRO: ("month", ""),
    DutyKind.TO_KEY: ("central", ""),
    DutyKind.VILLAGES: ("villages", ""),
    DutyKind.OPINIONS: ("people", "submitted"),
    DutyKind.COMMITTEE: ("people", "checking"),
    DutyKind.ORDERS: ("people", "committee"),
    DutyKind.BROUGHT_OVER: ("people", "review"),
    DutyKind.OVERPAYMENTS: ("overpayments", ""),
    DutyKind.CASH_DAYS: ("cash", ""),
    DutyKind.PROOFS_OF_LIFE: ("people", "proof"),
    DutyKind.DUPLICATES: ("elsewhere", ""),
    DutyKind.INCOMES: ("people", "income"),
    DutyKind.CARDS_ENDED: ("people", "card"),
    DutyKind.CARDS_ENDING: ("people", "card"),
    DutyKind.AUTHORITIES: ("people", "authority"),
    DutyKind.COMING_OF_AGE: ("year", "coming"),
    DutyKind.OF_AGE: ("year", "of-age"),
    DutyKind.ARRIVALS: ("year", "arrivals"),
    DutyKind.MOVERS: ("year", "movers"),
}
"""Section of the allowances page, and what it shall list, where each duty is done."""


_CASE_PLACES: dict[CaseDuty, dict[str, object]] = {
    CaseDuty.OVERDUE: {"section": "list", "view": Scope.OVERDUE.value},
    CaseDuty.DUE_SOON: {"section": "list", "view": Scope.DUE.value},
    CaseDuty.TO_SIGN: {"section": "list", "view": PetitionState.PROPOSED.value},
    CaseDuty.TO_TELL: {"section": "list", "view": PetitionState.DECIDED.value},
    CaseDuty.DELAY_LETTERS: {"section": "list", "view": Scope.OVERDUE.value},
    CaseDuty.UNNUMBERED: {"section": "list", "view": Scope.UNNUMBERED.value},
}
"""Where on the page of petitions each duty is done; appointments stand in the calendar."""

_DOCUMENT_PLACES: dict[DocumentDuty, dict[str, str]] = {
    DocumentDuty.SURVEY: {"section": "destruction"},
    DocumentDuty.OPEN_LISTS: {"section": "destruction"},
    DocumentDuty.INCOMING_UNNUMBERED: {"section": "incoming", "search": "", "waiting": "waiting"},
    DocumentDuty.OUTGOING_UNNUMBERED: {"section": "outgoing", "search": "", "waiting": "waiting", "register": ""},
    DocumentDuty.NOT_PASSED_ON: {"section": "incoming", "search": "", "waiting": "with-nobody"},
}
"""Section of the saraban page, and what it shall list of every year, where each duty on documents is done."""

_ASSET_PLACES: dict[AssetDuty, dict[str, object]] = {
    AssetDuty.LOANS_OVERDUE: {"section": "lending", "filter": "overdue"},
    AssetDuty.LOANS_DUE: {"section": "lending", "filter": "out"},
    AssetDuty.DATES: {"section": "register", "search": "", "state": "dated"},
    AssetDuty.INSPECTION: {"section": "inspection"},
    AssetDuty.DISPOSALS: {"section": "disposal"},
    AssetDuty.STOCK_LOW: {"section": "materials", "what": "cards", "filter": "low"},
    AssetDuty.UNNUMBERED: {"section": "register", "search": "", "state": "unnumbered"},
    AssetDuty.YEAR_TO_CLOSE: {"section": "year"},
}
"""Section of the assets page, and what it shall list, where each duty on assets is done."""


@dataclass(frozen=True)
class Day:
    """What the page shows.

    Attributes:
        allowances: What is due on allowances, in every set this user may open.
        cases: What is due on petitions, ordinary and confidential.
        documents: What is due on letters in and out.
        assets: What is due on assets and materials.
        citizens: How many citizens the office has; None for who may not view them.
        exchange: Where the exchange with other computers stands; None in a computer that works alone.
        province: What the province sent down and nobody decided on.
        trust: What is due by the data protection act.
    """

    allowances: list[Today]
    cases: list[CasesToday]
    documents: tuple[DocumentDutyLine, ...]
    assets: tuple[AssetDutyLine, ...]
    citizens: int | None
    exchange: SyncStanding | None
    province: tuple[ProvinceItem, ...]
    trust: tuple[TrustDuty, ...]


def read_day(store: Store) -> Day:
    """What is due today, in the registers that this user may view."""

    def views(register: str) -> bool:
        return store.permits.allows(register, Action.VIEW)

    return Day(
        todays(store) if views("allowances") else [],
        cases_todays(store) if views("petitions") else [],
        documents_today(store) if views("saraban") else (),
        assets_today(store).duties if views("assets") else (),
        count_citizens(store) if views("citizens") else None,
        _exchange(store),
        tuple(waiting_items(store)),
        trust_today(store) if views("trust") else (),
    )


def _exchange(store: Store) -> SyncStanding | None:
    if not is_enrolled(store):
        return None
    from sai_thong.sync.standing import standing

    return standing(store)


class TodayPage(Page):
    """The first page in the morning."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._today = bangkok_today(desk.clock)
        self.column.addWidget(PageHeader(_("Today"), weekday_and_date(self._today)))
        self.add_notices()
        self.duties = Card(margin=0, spacing=0)
        cards = QWidget()
        self._beside_column = QVBoxLayout(cards)
        self._beside_column.setContentsMargins(0, 0, 0, 0)
        self._beside_column.setSpacing(theme.current().px(12))
        self.beside = _scrolled(cards)
        self.beside.setMinimumWidth(theme.current().px(300))
        self.state_view = StateView()
        self.split = ListWithRecord(self.duties, self.beside)
        self.column.addWidget(self.split, 1)
        self.column.addWidget(self.state_view, 1)
        self.buttons: list[ActionButton] = []
        self._show_state()
        self.state_view.show_loading()
        self._backup_told = self._update_told = ""
        desk.backups.changed.connect(self._show_news)
        desk.updates.changed.connect(self._show_news)
        self.refresh()

    def refresh(self, changes: object = None) -> None:  # noqa: ARG002 - what is due hangs on everything
        """Count again what is due."""
        self.write(read_day, self.desk.store, done=self._show, failed=self._show_error)

    def _show_news(self) -> None:
        """The backups were looked at, or newer versions: say what is to be said of them."""
        told = (self._backup_told, self._update_told)
        if told != (backup_trouble(self.desk.backups), update_words(self.desk.updates)):
            self.refresh()

    def _show_error(self, error: SaiThongError) -> None:
        self._show_state()
        self.state_view.show_error(error, _("Try again"), self.refresh)

    def _show_state(self) -> None:
        self.split.hide()
        self.state_view.show()

    def _show(self, found: Day) -> None:
        ordinary = next((each for each in found.allowances if not each.scheme_set.sealed), None)
        due = (found.documents, found.assets, found.exchange, found.trust)
        waits = any(due) or any(each.duties for each in found.cases)
        if found.citizens == 0 and not waits:
            self._show_state()
            self.state_view.show_empty(
                _("A new office begins with its lists."),
                _("Import the lists of recipients that the office keeps now; the month is then computed from them."),
                _("Import…"),
                lambda: self.desk.go("import"),
            )
            return
        self.state_view.hide()
        self.split.show()
        self.buttons = []
        self._show_duties(found)
        _empty(self._beside_column)
        self.beside.setVisible(ordinary is not None)
        if ordinary is not None:
            for month in ordinary.months[:2]:
                self._beside_column.addWidget(self._month_card(month))
            self._beside_column.addWidget(self._chart(ordinary.chart))
        self._beside_column.addStretch(1)

    # what is due

    def _show_duties(self, found: Day) -> None:
        _empty(self.duties.body)
        look = theme.current()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(look.px(18), look.px(12), look.px(18), look.px(12))
        column.setSpacing(look.px(6))
        column.addWidget(ThaiLabel(_("To do now"), Text.SECTION, max_lines=1))
        before = column.count()
        self._backup_told = backup_trouble(self.desk.backups)
        if self._backup_told:
            open_backups = (_("Open"), partial(self.desk.go, "settings", section="backups"))
            self._add_line(column, self._backup_told, ("bad", "bad"), open_backups)
        for trust_duty in found.trust:
            self._add_trust(column, trust_duty)
        self._update_told = update_words(self.desk.updates)
        if self._update_told:
            open_updates = (_("Open"), partial(self.desk.go, "settings", section="updates"))
            self._add_line(column, self._update_told, ("dot", "accent"), open_updates)
        if found.exchange is not None:
            self._add_exchange(column, found.exchange)
        for item in found.province:
            self._add_province(column, item)
        for cases in found.cases:
            self._add_cases(column, cases)
        for document_duty in found.documents:
            self._add_documents(column, document_duty)
        for asset_duty in found.assets:
            self._add_asset_duty(column, asset_duty)
        for day in found.allowances:
            self._add_day(column, day)
        if column.count() == before:
            state = StateView()
            state.show_empty(_("Nothing is waiting."), _("Everything that was due is done."))
            column.addWidget(state, 1)
        else:
            column.addStretch(1)
        self.duties.body.addWidget(_scrolled(page))

    def _add_exchange(self, column: QVBoxLayout, found: SyncStanding) -> None:
        """What waits for a person between computers: nothing of it waits hidden."""
        error = self.desk.sync.error
        if error is not None and self.desk.sync.refused:
            words = _("The exchange of data stands still: {why}").format(why=error.what)
            self._add_line(column, words, ("bad", "bad"), (_("Open"), partial(self.desk.go, "sync", section="status")))
        open_waiting = (_("Open"), partial(self.desk.go, "sync", section="conflicts"))
        for count, words in (
            (
                found.conflicts,
                ngettext(
                    "{count} value that different computers wrote otherwise waits for you",
                    "{count} values that different computers wrote otherwise wait for you",
                    found.conflicts,
                ),
            ),
            (
                found.doubles,
                ngettext(
                    "{count} record may be there twice, from two computers",
                    "{count} records may be there twice, from two computers",
                    found.doubles,
                ),
            ),
            (
                found.returned,
                ngettext(
                    "{count} value was sent back with a note",
                    "{count} values were sent back with a note",
                    found.returned,
                ),
            ),
        ):
            if count:
                self._add_line(column, words.format(count=f"{count:,}"), ("warning", "warning"), open_waiting)
        if found.held_back:
            self._add_line(
                column,
                held_back_words(found.held_back),
                ("dot", "accent"),
                (_("Open"), partial(self.desk.go, "sync", section="status")),
            )

    def _add_trust(self, column: QVBoxLayout, duty: TrustDuty) -> None:
        """A breach whose hours run, or a request whose days end."""
        do_it = partial(self.desk.go, "trust", section=duty.section, chosen=duty.record_id)
        sign = ("bad", "bad") if duty.urgent else ("warning", "warning")
        self._add_line(column, duty.text, sign, (_("Open"), do_it))

    def _add_province(self, column: QVBoxLayout, item: ProvinceItem) -> None:
        """An announcement to be read, or a proposal to be decided on."""
        words = _("From the province: {title}").format(title=item.title)
        read_it = partial(self.desk.go, "settings", section="from-province", chosen=item.id)
        self._add_line(column, words, ("dot", "accent"), (_("Open"), read_it))

    def _add_cases(self, column: QVBoxLayout, cases: CasesToday) -> None:
        """What is due on petitions; of the confidential ones, only how much."""
        if cases.confidential:
            if cases.duties:
                count = sum(duty.count for duty in cases.duties)
                words = ngettext(
                    "{count} thing in the confidential cases", "{count} things in the confidential cases", count
                )
                action = (_("Open the confidential cases"), partial(self.desk.go, "petitions", confidential=True))
                self._add_line(column, words.format(count=count), ("lock", "muted"), action)
            return
        for duty in cases.duties:
            place = _CASE_PLACES.get(duty.kind, {"section": "calendar", "day": cases.day.isoformat()})
            sign = ("bad", "bad") if duty.urgent else ("dot", "accent")
            self._add_line(column, duty.text, sign, (_("Open"), partial(self.desk.go, "petitions", **place)))

    def _add_documents(self, column: QVBoxLayout, duty: DocumentDutyLine) -> None:
        open_there = partial(self.desk.go, "saraban", **_DOCUMENT_PLACES[duty.kind])
        self._add_line(column, duty.text, ("bad", "bad") if duty.urgent else ("dot", "accent"), (_("Open"), open_there))

    def _add_asset_duty(self, column: QVBoxLayout, duty: AssetDutyLine) -> None:
        open_there = partial(self.desk.go, "assets", **_ASSET_PLACES[duty.kind])
        self._add_line(column, duty.text, ("bad", "bad") if duty.urgent else ("dot", "accent"), (_("Open"), open_there))

    def _add_day(self, column: QVBoxLayout, day: Today) -> None:
        if day.scheme_set.sealed:
            count = len(day.duties) + sum(due.pay_on <= day.day for due in day.months)
            if count:
                words = ngettext("{count} thing in the sealed list", "{count} things in the sealed list", count)
                open_sealed = partial(self.desk.go, "allowances", sealed=True)
                self._add_line(
                    column, words.format(count=count), ("lock", "muted"), (_("Open the sealed list"), open_sealed)
                )
            return
        if day.registry_list_missing:
            words = _("No registrar's list of this window was received, so nobody knows who turns 60.")
            self._add_line(column, words, ("warning", "warning"), (_("Import…"), partial(self.desk.go, "import")))
        for duty in day.duties:
            self._add_duty(column, duty)

    def _add_duty(self, column: QVBoxLayout, duty: Duty) -> None:
        section, which = _PLACES.get(duty.kind, ("", ""))
        action = None
        if duty.kind is DutyKind.MADE_APART:
            action = (_("Open"), partial(self.desk.go, "sync", section="conflicts"))
        if section in SECTION_KEYS:
            action = (_("Open"), partial(self.desk.go, "allowances", section=section, which=which))
        self._add_line(column, duty.text, ("bad", "bad") if duty.urgent else ("dot", "accent"), action)

    def _add_line(
        self,
        column: QVBoxLayout,
        words: str,
        sign: tuple[str, str],
        action: tuple[str, Callable[[], object]] | None,
    ) -> None:
        """A duty: its sign (icon and colour), its words, and the words and deed of its action."""
        line = QHBoxLayout()
        line.setSpacing(theme.current().px(10))
        line.addWidget(Sign(*sign))
        label = ThaiLabel(words)
        line.addWidget(label, 1)
        if action is not None:
            label.setContentsMargins(0, theme.current().px(6), 0, 0)
            button = ActionButton(*action)
            button.setAccessibleName(f"{action[0]}: {words}")
            self.buttons.append(button)
            line.addWidget(button)
        column.addLayout(line)
        column.addWidget(Separator())

    # the month and the months

    def _month_card(self, due: MonthDue) -> Card:
        look = theme.current()
        card = Card(margin=16)
        head = QHBoxLayout()
        head.addWidget(ThaiLabel(month_name(due.month), Text.SECTION, max_lines=1), 1)
        head.addWidget(Chip(label_of(due.state), Tone.ACCENT))
        card.body.addLayout(head)
        late = due.pay_on < self._today and due.step.value in ("send", "mark-paid")
        card.body.addWidget(
            ThaiLabel(
                _("Pay date {day}").format(day=weekday_and_date(due.pay_on)), tone=Tone.BAD if late else Tone.PLAIN
            )
        )
        if due.cut_off_on is not None:
            words = _("Cut-off of the central system {day}").format(day=weekday_and_date(due.cut_off_on))
            card.body.addWidget(ThaiLabel(words, Text.SMALL, muted=True))
        if due.line_count:
            count = ngettext("{count} payment", "{count} payments", due.line_count).format(count=f"{due.line_count:,}")
            card.body.addWidget(ThaiLabel(f"{count}  ·  {_money(due.total_satang)}", Text.SMALL, muted=True))
        card.body.addSpacing(look.px(6))
        button = ActionButton(
            _(MONTH_STEP_LABELS[due.step]),
            partial(self.desk.go, "allowances", section="month", month=due.month.iso),
            kind="primary",
        )
        self.buttons.append(button)
        card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _chart(self, totals: Sequence[MonthTotal]) -> Card:
        card = Card(margin=16)
        card.body.addWidget(ThaiLabel(_("Paid in the last twelve months"), Text.SECTION, max_lines=1))
        last = max((total.month for total in totals if total.total_satang), default=None)
        bars = [_bar(total, chosen=total.month == last) for total in totals]
        if last is None:
            card.body.addWidget(ThaiLabel(_("No month was sent yet."), muted=True))
            card.body.addStretch(1)
        else:
            chart = MonthChart(_("Paid in the last twelve months"), bars)
            chart.setMaximumHeight(theme.current().px(220))
            card.body.addWidget(chart, 1)
        return card


def _bar(total: MonthTotal, *, chosen: bool) -> Bar:
    return Bar(total.month.short_name.split()[0], total.total_satang, _money(total.total_satang), chosen)


def _money(satang: int) -> str:
    return _("{amount} baht").format(amount=baht(satang).removesuffix(".00"))


def _scrolled(content: QWidget) -> QScrollArea:
    """`content` at its own height, scrolled where there is no room for it: large print must not cut anything."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)
    area.setWidget(content)
    return area


def _empty(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
