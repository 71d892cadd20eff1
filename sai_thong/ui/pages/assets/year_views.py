"""The lists of a fiscal year: depreciation, what must be checked, the reports อปท.-สท., the accounts beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from sai_thong.ground.language import N_, _, ngettext
from sai_thong.registers.assets.accounts import ClassFigures, ExplainedDifference
from sai_thong.registers.assets.book import YearPosition
from sai_thong.registers.assets.rules.closing import Measure
from sai_thong.registers.assets.survey_reports import SurveyRow
from sai_thong.registers.assets.terms import GROUP_LABELS, SORT_REASON_LABELS
from sai_thong.thai.money import baht
from sai_thong.ui.kit import ChipText, Column, Row, Tone
from sai_thong.ui.pages.assets.year_reading import ShownYear

DEPRECIATION: Final = "depreciation"
MUST_CHECK: Final = "must-check"
ACCOUNTS: Final = "accounts"
TOTALS: Final = "totals"
VALUED: Final = "valued"
LISTED: Final = "listed"

_MEASURES: Final = {
    Measure.COST: N_("Cost"),
    Measure.ACCUMULATED: N_("Accumulated depreciation"),
    Measure.NET: N_("Net value"),
}


@dataclass(frozen=True)
class YearView:
    """One list of a year.

    Attributes:
        words: English msgid of what it is called.
        columns: Makes its columns.
        rows: From the year to its lines; each with the id of its asset where it is of one.
        empty: English msgids of what an empty list says.
        opens_card: Whether a line leads to a card.
    """

    words: str
    columns: Callable[[], Sequence[Column]]
    rows: Callable[[ShownYear], list[Row]]
    empty: tuple[str, str]
    opens_card: bool = True


def _number_and_name() -> list[Column]:
    return [
        Column("number", _("Asset number"), 116, sort_value=lambda row: str(row["number"])),
        Column("name", _("Item"), least=150, strong=True),
    ]


def _depreciation_columns() -> Sequence[Column]:
    return [
        *_number_and_name(),
        Column("parts", _("Months counted"), 92, kind="number", spare=True),
        Column("cost", _("Cost"), 128, kind="money", sort_value=lambda row: row["cost"]),
        Column("amount", _("This year"), 120, kind="money", sort_value=lambda row: row["amount"]),
        Column("correction", _("Corrections"), 100, kind="money", spare=True),
        Column(
            "accumulated", _("Accumulated depreciation"), 130, kind="money", sort_value=lambda row: row["accumulated"]
        ),
        Column("net", _("Net value"), 128, kind="money", sort_value=lambda row: row["net"]),
        Column("state", _("State"), 116, kind="chip", spare=True),
    ]


def _depreciation_rows(shown: ShownYear) -> list[Row]:
    return [_depreciation_row(each) for each in shown.book.positions if each.capitalised]


def _depreciation_row(position: YearPosition) -> Row:
    return {
        "id": position.asset.id,
        "number": position.asset.number or "–",
        "name": position.asset.name,
        "parts": position.parts,
        "cost": position.cost_satang,
        "amount": position.amount_satang,
        "correction": position.correction_satang or None,
        "accumulated": position.accumulated_satang,
        "net": 0 if position.left else position.net_satang,
        "state": ChipText(_("left the register")) if position.left else None,
    }


def _must_check_columns() -> Sequence[Column]:
    return [
        *_number_and_name(),
        Column("price", _("Price"), 120, kind="money"),
        Column("acquired_on", _("Accepted on"), 120, kind="date"),
        Column("reason", _("What must be looked at"), least=260),
    ]


def _must_check_rows(shown: ShownYear) -> list[Row]:
    """What the survey cannot place, and what the book cannot value: each once."""
    rows = {
        row.card.id: {
            "id": row.card.id,
            "number": row.card.number or "–",
            "name": row.card.name,
            "price": row.card.cost_satang,
            "acquired_on": row.card.acquired_on,
            "reason": _(SORT_REASON_LABELS[row.place.reason]),
        }
        for row in shown.survey.must_check
    }
    for each in shown.book.must_check:
        if each.must_check is not None:
            rows.setdefault(
                each.asset.id,
                {
                    "id": each.asset.id,
                    "number": each.asset.number or "–",
                    "name": each.asset.name,
                    "price": each.asset.cost_satang,
                    "acquired_on": each.asset.acquired_on,
                    "reason": _(SORT_REASON_LABELS[each.must_check]),
                },
            )
    return list(rows.values())


def _totals_columns() -> Sequence[Column]:
    return [
        Column("name", _("Kind of asset"), strong=True),
        Column("assets", _("Assets"), 90, kind="number"),
        Column("cost", _("Cost"), 160, kind="money"),
        Column("accumulated", _("Accumulated depreciation"), 160, kind="money"),
        Column("net", _("Net value"), 160, kind="money"),
    ]


def _totals_rows(shown: ShownYear) -> list[Row]:
    totals = shown.survey.totals
    rows: list[Row] = [
        {
            "id": each.group.value,
            "name": _(GROUP_LABELS[each.group]),
            "assets": each.count,
            "cost": each.cost_satang,
            "accumulated": each.accumulated_satang,
            "net": each.net_satang,
        }
        for each in totals
    ]
    rows.append(
        {
            "id": "sum",
            "name": _("Together"),
            "assets": sum(each.count for each in totals),
            "cost": sum(each.cost_satang for each in totals),
            "accumulated": sum(each.accumulated_satang for each in totals),
            "net": sum(each.net_satang for each in totals),
        }
    )
    return rows


def _survey_columns() -> Sequence[Column]:
    return [
        *_number_and_name(),
        Column("type", _("Type of asset"), 180, muted=True, spare=True),
        Column("acquired_on", _("Accepted on"), 120, kind="date"),
        Column("life", _("Life"), 64, kind="number", spare=True),
        Column("cost", _("Cost"), 128, kind="money"),
        Column("accumulated", _("Accumulated depreciation"), 128, kind="money"),
    ]


def _survey_rows(rows: Sequence[SurveyRow]) -> list[Row]:
    return [
        {
            "id": row.card.id,
            "number": row.card.number or "–",
            "name": row.card.name,
            "type": row.type_name,
            "acquired_on": row.acquired_on,
            "life": row.life_years,
            "cost": row.place.cost_satang,
            "accumulated": row.place.accumulated_satang,
            "reason": _(SORT_REASON_LABELS[row.place.reason]),
        }
        for row in rows
    ]


def _listed_columns() -> Sequence[Column]:
    return [
        *_number_and_name(),
        Column("acquired_on", _("Accepted on"), 120, kind="date"),
        Column("cost", _("Cost"), 128, kind="money"),
        Column("reason", _("Why it stands here"), least=220, muted=True),
    ]


def _accounts_columns() -> Sequence[Column]:
    return [
        Column("name", _("Class of the accounts"), strong=True, least=150),
        Column("cost", _("Cost, register"), 126, kind="money"),
        Column("their_cost", _("Cost, accounts"), 126, kind="money"),
        Column("accumulated", _("Written off, register"), 126, kind="money"),
        Column("their_accumulated", _("Written off, accounts"), 126, kind="money"),
        Column("state", _("State"), 112, kind="chip"),
    ]


def _accounts_rows(shown: ShownYear) -> list[Row]:
    if shown.compared is None:
        return []
    differing = {each.difference.class_key for each in shown.compared.differences}
    return [
        {
            "id": each.key,
            "name": each.name,
            "cost": each.cost_satang,
            "their_cost": each.typed.cost_satang if each.typed else None,
            "accumulated": each.accumulated_satang,
            "their_accumulated": each.typed.accumulated_satang if each.typed else None,
            "state": _accounts_chip(each, differs=each.key in differing),
        }
        for each in shown.compared.classes
    ]


def _accounts_chip(figures: ClassFigures, *, differs: bool) -> ChipText:
    if figures.typed is None:
        return ChipText(_("not typed"), Tone.WARNING)
    return ChipText(_("differs"), Tone.BAD) if differs else ChipText(_("agrees"), Tone.OK)


def difference_sentence(told: ExplainedDifference) -> str:
    """What differs, by how much, and what it may come from."""
    more = told.off_satang > 0
    words = (
        _("{figure}: the register has {amount} baht more than the accounts.")
        if more
        else _("{figure}: the register has {amount} baht less than the accounts.")
    )
    said = words.format(figure=_(_MEASURES[told.difference.measure]), amount=baht(abs(told.off_satang)))
    return f"{said} {_cause(told)}"


def _cause(told: ExplainedDifference) -> str:
    count = len(told.positions)
    if not count:
        return _("Nothing of this class came, left or was corrected this year: look at the figure of the accounts.")
    if told.difference.explained:
        return ngettext("This one asset alone is the difference:", "Each of these alone is the difference:", count)
    return _("These came, left or were corrected this year:")


VIEWS: Final[dict[str, YearView]] = {
    DEPRECIATION: YearView(
        N_("Depreciation of the year"),
        _depreciation_columns,
        _depreciation_rows,
        (N_("Nothing is written off in this year."), N_("Only what is capitalised stands here.")),
    ),
    MUST_CHECK: YearView(
        N_("Must be checked"),
        _must_check_columns,
        _must_check_rows,
        (N_("Nothing must be checked."), N_("Every asset of the year has its place in the reports.")),
    ),
    ACCOUNTS: YearView(
        N_("Compare with the accounts"),
        _accounts_columns,
        _accounts_rows,
        (N_("The accounts have nothing to compare with."), N_("No asset is capitalised in this year.")),
        opens_card=False,
    ),
    TOTALS: YearView(
        N_("Survey 1: totals by kind"), _totals_columns, _totals_rows, (N_("Nothing is there."), ""), opens_card=False
    ),
    VALUED: YearView(
        N_("Survey 2: valued assets"),
        _survey_columns,
        lambda shown: _survey_rows(shown.survey.valued),
        (N_("No asset is valued in this year."), N_("Only what is above the line and within its life stands here.")),
    ),
    LISTED: YearView(
        N_("Survey 3: listed assets"),
        _listed_columns,
        lambda shown: _survey_rows(shown.survey.listed),
        (N_("No asset is only listed in this year."), ""),
    ),
}
"""The lists in their order."""
