"""What the pages of figures say: allowances of a month, petitions of a month, assets of a fiscal year.

No sum is made here that an office did not make: a total over everything is a figure of its own (`server/figures.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from sqlalchemy import Connection

from sai_thong.ground.language import _
from sai_thong.registers.assets.terms import GROUP_LABELS
from sai_thong.registers.law.asset_tables import shipped_asset_law
from sai_thong.registers.law.asset_terms import AssetGroup
from sai_thong.registers.law.services import shipped_services
from sai_thong.registers.law.terms import SCHEME_LABELS, Scheme
from sai_thong.registers.statistics.terms import FIGURE_LABELS, IN_TIME, LATE, STATE_LABELS, FigureName, StatisticsKind
from sai_thong.server.figures import Total, totals
from sai_thong.server.web.tables import Cell, Figures, Headline, Line, Number, Table, Words
from sai_thong.server.web.words import baht
from sai_thong.thai.calendar import Month
from sai_thong.thai.sorting import sort_key

_MONTHS_SHOWN: Final = 12
_YEARS_SHOWN: Final = 5


@dataclass(frozen=True)
class Scope:
    """Of when and of whom figures are wanted.

    Attributes:
        connections: Of each database; each sees what the officer may see.
        period: ISO month, or fiscal year (BE).
        offices: Codes; None for every office that there is.
        by: What the list of places goes by: ``district``, ``office``, or empty for a single office.
        names: Code of an office → its name.
    """

    connections: Sequence[Connection]
    period: str
    offices: Sequence[str] | None
    by: str
    names: Mapping[str, str]

    def totals(self, kind: StatisticsKind, *by: str, first: str = "") -> list[Total]:
        """Sums of the figures, of the period or from `first` to it."""
        return added_up(
            each
            for connection in self.connections
            for each in totals(
                connection, kind, first=first or self.period, last=self.period, by=by, offices=self.offices
            )
        )


Maker = Callable[[Scope], Figures]


def allowances(scope: Scope) -> Figures:
    """Allowances paid for a month: by scheme and step, by place, and of the months before."""
    kind, paid = StatisticsKind.ALLOWANCE_MONTH, FigureName.PAID
    sums = {each.keys[0]: each for each in scope.totals(kind, "scheme") if each.figure is paid}
    steps = [each for each in scope.totals(kind, "scheme", "step") if each.figure is paid]
    retro = [each for each in scope.totals(kind, "scheme") if each.figure is FigureName.RETRO]
    schemes = [each.value for each in Scheme if each.value in sums]
    lines = []
    for scheme in schemes:
        of_scheme = sorted((each for each in steps if each.keys[0] == scheme), key=lambda each: int(each.keys[1]))
        name = _(SCHEME_LABELS[Scheme(scheme)])
        lines += [
            Line((Words(name), Number(int(each.keys[1]), is_money=True), *_people_and_money(each)))
            for each in of_scheme
        ]
        total = _("{scheme}, together").format(scheme=name)
        lines.append(Line((Words(total), Words(""), *_people_and_money(sums[scheme])), is_total=True))
    headings = (_("Scheme"), _("Rate a month (baht)"), _("People"), _("Amount (baht)"))
    made_good = Table(
        _(FIGURE_LABELS[FigureName.RETRO]),
        (_("Scheme"), _("Months made good"), _("Amount (baht)")),
        [Line((Words(_(SCHEME_LABELS[Scheme(each.keys[0])])), *_people_and_money(each))) for each in retro],
    )
    columns = [
        (f"{_(SCHEME_LABELS[Scheme(scheme)])}: {words}", scheme, is_money)
        for scheme in schemes
        for words, is_money in ((_("people"), False), (_("baht"), True))
    ]
    first = Month.from_iso(scope.period).plus(1 - _MONTHS_SHOWN).iso
    by_place = _by_scheme(scope.totals(kind, scope.by, "scheme"), columns) if scope.by else {}
    by_month = _by_scheme(scope.totals(kind, "period", "scheme", first=first), columns)
    named = [words for words, _scheme, _is_money in columns]
    headlines = [
        Headline(
            _("{scheme} (baht)").format(scheme=_(SCHEME_LABELS[Scheme(scheme)])),
            Number(
                _shown(sums[scheme].amount_satang, sums[scheme].amounts_withheld, sums[scheme].offices), is_money=True
            ),
            _("{people} people in {offices} offices").format(
                people=f"{sums[scheme].count:,}", offices=f"{sums[scheme].offices:,}"
            ),
        )
        for scheme in schemes
    ]
    tables = (
        Table(_("By scheme and rate"), headings, lines),
        made_good,
        _of_places(scope, by_place, named, "/allowances"),
        _of_periods(by_month, named, _("The months before"), _month_name),
    )
    return Figures(headlines, [each for each in tables if each.lines])


def petitions(scope: Scope) -> Figures:
    """Petitions of a month: how they stand, by service, by place, and of the months before."""
    kind = StatisticsKind.PETITIONS_MONTH
    sums = {each.figure: each for each in scope.totals(kind)}
    states = {(each.figure, each.keys[0]): each for each in scope.totals(kind, "state")}
    services = [each for each in scope.totals(kind, "service") if each.figure is FigureName.RECEIVED]
    services.sort(key=lambda each: -each.count)
    standing = []
    for figure in (FigureName.RECEIVED, FigureName.ANSWERED, FigureName.OPEN):
        if figure in sums:
            standing.append(Line((Words(_(FIGURE_LABELS[figure])), _count(sums[figure])), is_total=True))
        standing += [
            Line((Words(_("{figure}: {state}").format(figure=_(FIGURE_LABELS[figure]), state=_(words))), _count(each)))
            for state, words in STATE_LABELS.items()
            if (each := states.get((figure, state))) is not None
        ]
    wanted = (
        (FigureName.RECEIVED, ""),
        (FigureName.ANSWERED, ""),
        (FigureName.ANSWERED, LATE),
        (FigureName.OPEN, ""),
        (FigureName.OPEN, LATE),
    )
    named = [_figure_and_state(*each) for each in wanted]
    by_place = _by_state(scope, kind, scope.by, wanted) if scope.by else {}
    first = Month.from_iso(scope.period).plus(1 - _MONTHS_SHOWN).iso
    by_month = _by_state(scope, kind, "period", wanted, first=first)
    headlines = [
        Headline(_figure_and_state(figure, state), _count(each), tone=tone)
        for figure, state, tone in (
            (FigureName.RECEIVED, "", ""),
            (FigureName.ANSWERED, IN_TIME, "ok"),
            (FigureName.OPEN, "", ""),
            (FigureName.OPEN, LATE, "bad"),
        )
        if (each := states.get((figure, state)) if state else sums.get(figure)) is not None
    ]
    tables = (
        Table(_("How petitions stand"), (_("State"), _("Petitions")), standing),
        _of_places(scope, by_place, named, "/petitions"),
        Table(
            _("Received, by service"),
            (_("Service"), _("Petitions")),
            [Line((Words(_service(each.keys[0], scope.period)), _count(each))) for each in services],
        ),
        _of_periods(by_month, named, _("The months before"), _month_name),
    )
    return Figures(headlines, [each for each in tables if each.lines])


def assets(scope: Scope) -> Figures:
    """Assets at the end of a fiscal year: by class, by place, and of the years before."""
    kind, figures = StatisticsKind.ASSET_YEAR, (FigureName.COST, FigureName.ACCUMULATED, FigureName.NET)
    named = [_("Assets (things)"), *(_("{figure} (baht)").format(figure=_(FIGURE_LABELS[each])) for each in figures)]
    sums = _values(scope.totals(kind), lambda _each: "")
    classes = _values(scope.totals(kind, "asset_class"), lambda each: each.keys[0])
    lines = [Line((Words(_class(key)), *classes[key])) for key in sorted(classes, key=_class_place)]
    lines += [Line((Words(_("Together")), *sums[key]), is_total=True) for key in sums]
    by_place = _values(scope.totals(kind, scope.by), lambda each: each.keys[0]) if scope.by else {}
    first = str(int(scope.period) + 1 - _YEARS_SHOWN)
    by_year = _values(scope.totals(kind, "period", first=first), lambda each: each.keys[0])
    tables = (
        Table(_("By class"), (_("Class of assets"), *named), lines),
        _of_places(scope, by_place, named, "/assets"),
        _of_periods(by_year, named, _("The years before"), str),
    )
    headlines = [Headline(words, number) for words, number in zip(named, sums.get("", ()), strict=False)]
    return Figures(headlines, [each for each in tables if each.lines])


def added_up(found: Iterable[Total]) -> list[Total]:
    """Totals of several databases: those of the same keys added to one."""
    sums: dict[tuple[tuple[str, ...], FigureName], Total] = {}
    for each in found:
        key = (each.keys, each.figure)
        known = sums.get(key)
        pairs = zip(_counts(known), _counts(each), strict=True) if known else ()
        sums[key] = Total(*key, *map(sum, pairs)) if known else each
    return list(sums.values())


def _counts(each: Total) -> tuple[int, int, int, int, int]:
    return each.count, each.amount_satang, each.offices, each.withheld, each.amounts_withheld


def _by_scheme(found: Sequence[Total], columns: Sequence[tuple[str, str, bool]]) -> dict[str, list[Number]]:
    """Place or period → people and money of each scheme."""
    known = {each.keys: each for each in found if each.figure is FigureName.PAID}
    return {
        key: [
            Number(0, is_money=is_money)
            if (each := known.get((key, scheme))) is None
            else _people_and_money(each)[is_money]
            for _words, scheme, is_money in columns
        ]
        for key in dict.fromkeys(keys[0] for keys in known)
    }


def _by_state(
    scope: Scope, kind: StatisticsKind, by: str, wanted: Sequence[tuple[FigureName, str]], first: str = ""
) -> dict[str, list[Number]]:
    """Place or period → how many petitions of each figure and state."""
    known = {(each.keys[0], each.figure, ""): each for each in scope.totals(kind, by, first=first)}
    known |= {(each.keys[0], each.figure, each.keys[1]): each for each in scope.totals(kind, by, "state", first=first)}
    return {
        key: [
            Number(0) if (each := known.get((key, figure, state))) is None else _count(each) for figure, state in wanted
        ]
        for key in dict.fromkeys(key for key, _figure, _state in known)
    }


def _values(found: Sequence[Total], key_of: Callable[[Total], str]) -> dict[str, list[Number]]:
    """By key: how many assets, their cost, what was written off, and the net value."""
    known = {(key_of(each), each.figure): each for each in found}
    made: dict[str, list[Number]] = {}
    for key in dict.fromkeys(key for key, _figure in known):
        cost = known.get((key, FigureName.COST))
        cells = [_count(cost) if cost else Number(0)]
        for figure in (FigureName.COST, FigureName.ACCUMULATED, FigureName.NET):
            each = known.get((key, figure))
            cells.append(_money(each) if each else Number(0, is_money=True))
        made[key] = cells
    return made


def _of_places(scope: Scope, cells: Mapping[str, Sequence[Cell]], named: Sequence[str], path: str) -> Table:
    """A line for each place, which leads to that place alone."""
    is_office = scope.by == "office"
    shown = {key: scope.names.get(key, key) if is_office else key or _("Without a district") for key in cells}
    lines = [
        Line((Words(shown[key], f"{path}?{urlencode({'period': scope.period, scope.by: key})}"), *cells[key]))
        for key in sorted(cells, key=lambda key: sort_key(shown[key]))
    ]
    return Table(
        *((_("By office"), (_("Office"), *named)) if is_office else (_("By district"), (_("District"), *named))), lines
    )


def _of_periods(
    cells: Mapping[str, Sequence[Cell]], named: Sequence[str], title: str, name_of: Callable[[str], str]
) -> Table:
    """A line for each period, the newest first."""
    lines = [Line((Words(name_of(key)), *cells[key])) for key in sorted(cells, reverse=True)]
    return Table(title, (_("Period"), *named), lines)


def _people_and_money(each: Total) -> tuple[Number, Number]:
    return _count(each), _money(each)


def _count(each: Total) -> Number:
    return Number(_shown(each.count, each.withheld, each.offices), each.withheld)


def _money(each: Total) -> Number:
    return Number(_shown(each.amount_satang, each.amounts_withheld, each.offices), each.amounts_withheld, is_money=True)


def _shown(value: int, withheld: int, offices: int) -> int | None:
    """A sum, or None where nobody shows a part of it."""
    return None if withheld >= offices and not value else value


def _figure_and_state(figure: FigureName, state: str) -> str:
    name = _(FIGURE_LABELS[figure])
    return _("{figure}: {state}").format(figure=name, state=_(STATE_LABELS[state])) if state else name


def _service(key: str, month: str) -> str:
    known = shipped_services().named(key, Month.from_iso(month).last_day)
    return known.name if known else key


def _class(key: str) -> str:
    group, slash, category = key.partition("/")
    if slash:
        return next((each.name for each in shipped_asset_law().choices.budget_categories if each.id == category), key)
    return _(GROUP_LABELS[AssetGroup(group)]) if group in set(AssetGroup) else key


def _class_place(key: str) -> tuple[int, str]:
    """Groups in the order of the reports."""
    groups = [each.value for each in AssetGroup]
    group = key.partition("/")[0]
    return (groups.index(group) if group in groups else len(groups)), _class(key)


def _month_name(iso: str) -> str:
    return Month.from_iso(iso).name


def plain_number(number: Number) -> str:
    """A number as a page shows it; a star where some of it is kept back."""
    if number.value is None:
        return _("withheld")
    return (baht(number.value) if number.is_money else f"{number.value:,}") + ("*" if number.withheld else "")
