"""What an import would do, or did: the counts, the rows not taken with their reasons, and what to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sai_thong.exchange.assets.findings import AssetNote, RejectedAsset
from sai_thong.exchange.assets.importing import AssetImport
from sai_thong.exchange.findings import Finding, RejectedRow
from sai_thong.ground.language import _
from sai_thong.ui import theme
from sai_thong.ui.kit import (
    ActionButton,
    Column,
    FigureCard,
    FigureRow,
    FilterCombo,
    ListTable,
    PagedRows,
    Row,
    SectionTabs,
    Tone,
)
from sai_thong.ui.pages.importing.finding_words import kind_words
from sai_thong.ui.pages.importing.session import AnyOutcome

REJECTED, FINDINGS = "rejected", "findings"


class OutcomeView(QWidget):
    """Figures, and two lists as tabs.

    Args:
        outcome: What is shown.
        save_rejected: Saves the rows not taken as a workbook.
        done: Whether it was written already; the captions say so.
    """

    def __init__(self, outcome: AnyOutcome, save_rejected: Callable[[], object], *, done: bool) -> None:
        super().__init__()
        self._outcome, self._save_rejected = outcome, save_rejected
        self._to_look_at: Sequence[Finding | AssetNote] = (
            outcome.notes if isinstance(outcome, AssetImport) else outcome.findings
        )
        look = theme.current()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        column.addWidget(FigureRow(_figures(outcome, done=done)))
        self.tabs = SectionTabs(
            [
                (
                    REJECTED,
                    _("Rows not taken ({count})").format(count=f"{len(outcome.rejected):,}"),
                    self._rejected,
                ),
                (FINDINGS, _("To look at ({count})").format(count=f"{len(self._to_look_at):,}"), self._findings),
            ]
        )
        if not outcome.rejected and self._to_look_at:
            self.tabs.open(FINDINGS)
        column.addWidget(self.tabs, 1)

    def _rejected(self) -> QWidget:
        self.rejected = ListTable(
            [
                Column("sheet", _("Sheet"), 110),
                Column("row", _("Row"), 70, kind="number"),
                Column("value", _("What stands there"), 160, strong=True),
                Column("reason", _("Why it was not taken")),
            ],
            name=_("Rows not taken"),
        )
        rows = self._outcome.rejected
        if not rows:
            self.rejected.show_empty(_("Every row could be read."), "")
            return self.rejected
        self.rejected.set_rows(_paged(rows, _rejected_row))
        holder, column = _column()
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(
            ActionButton(
                _("Save these rows to mend them…"),
                self._save_rejected,
                note=_("Mend them in the workbook and import it: only these rows are in it."),
            )
        )
        column.addLayout(line)
        column.addWidget(self.rejected, 1)
        return holder

    def _findings(self) -> QWidget:
        of_people = not isinstance(self._outcome, AssetImport)
        self.findings = ListTable(
            [
                Column("sheet", _("Sheet"), 150),
                Column("row", _("Row"), 70, kind="number"),
                *([Column("citizen_id", _("Citizen ID"), 146, kind="id", muted=True)] if of_people else []),
                Column("text", _("What to look at")),
            ],
            name=_("To look at"),
        )
        if not self._to_look_at:
            self.findings.show_empty(_("There is nothing to look at."), "")
            return self.findings
        counts = Counter(each.kind for each in self._to_look_at)
        self.kinds = FilterCombo(
            _("All ({count})").format(count=f"{len(self._to_look_at):,}"),
            [(kind.value, f"{_(kind_words(kind))} ({count:,})") for kind, count in counts.most_common()],
            name=_("To look at"),
        )
        self.kinds.chosen.connect(self._show_findings)
        self._show_findings("")
        holder, column = _column()
        line = QHBoxLayout()
        line.addWidget(self.kinds)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self.findings, 1)
        return holder

    def _show_findings(self, kind: str) -> None:
        shown = [each for each in self._to_look_at if not kind or each.kind.value == kind]
        self.findings.set_rows(_paged(tuple(shown), _finding_row))


def _figures(outcome: AnyOutcome, *, done: bool) -> list[FigureCard]:
    counted = _("cards of assets") if isinstance(outcome, AssetImport) else _("people")
    return [
        FigureCard(_("Newly registered") if done else _("Will be new"), f"{outcome.created:,}", counted),
        FigureCard(_("Changed") if done else _("Will change"), f"{outcome.updated:,}", counted),
        FigureCard(_("As they were"), f"{outcome.unchanged:,}", counted),
        FigureCard(
            _("Rows not taken"),
            f"{len(outcome.rejected):,}",
            _("mend them and import them again") if outcome.rejected else _("every row could be read"),
            Tone.BAD if outcome.rejected else Tone.OK,
        ),
    ]


def _column() -> tuple[QWidget, QVBoxLayout]:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.current().px(8))
    return holder, column


def _paged(items: Sequence[object], row_of: Callable[[int, object], Row]) -> PagedRows:
    """Rows are made only where they are looked at: their sentences take time."""

    def fetch(first: int, count: int) -> list[Row]:
        return [row_of(place, each) for place, each in enumerate(items[first : first + count], first)]

    return PagedRows(len(items), fetch)


def _rejected_row(place: int, rejected: object) -> Row:
    assert isinstance(rejected, RejectedRow | RejectedAsset)
    return {
        "id": place,
        "sheet": rejected.sheet,
        "row": rejected.row,
        "value": rejected.value,
        "reason": rejected.reason,
    }


def _finding_row(place: int, finding: object) -> Row:
    assert isinstance(finding, Finding | AssetNote)
    return {
        "id": place,
        "sheet": finding.sheet,
        "row": finding.row or None,
        "citizen_id": finding.citizen_id or None if isinstance(finding, Finding) else None,
        "text": finding.text,
    }
