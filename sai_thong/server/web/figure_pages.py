"""Pages of figures: allowances, petitions and assets; of the province, a district or one office; and as workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from sqlalchemy import select
from starlette.responses import Response

from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import N_, _
from sai_thong.registers.statistics.terms import StatisticsKind
from sai_thong.server.access import Act, NotSeen, Sight
from sai_thong.server.figures import periods
from sai_thong.server.schema import OFFICES
from sai_thong.server.web import figure_tables
from sai_thong.server.web.figure_tables import Maker, Scope
from sai_thong.server.web.tables import Figures
from sai_thong.server.web.visit import Visit
from sai_thong.server.web.workbook import workbook
from sai_thong.thai.calendar import Month, thai_date

_WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Subject:
    """What a page of figures is about.

    Attributes:
        path: Its address.
        kind: Of which figures.
        title: English msgid.
        of_years: Whether its periods are fiscal years.
        made: Makes it.
    """

    path: str
    kind: StatisticsKind
    title: str
    of_years: bool
    made: Maker

    def period_name(self, period: str) -> str:
        """A period as people say it."""
        return _("Fiscal year {year}").format(year=period) if self.of_years else Month.from_iso(period).name

    def shown(self, visit: Visit) -> Response:
        """The page."""
        read = _read(visit, self)
        visit.note(Act.SAW_FIGURES, f"{self.path} {read.period} {read.place}".strip())
        return visit.page(
            "figures.html",
            subject=self,
            title=_(self.title),
            read=read,
            periods=[(each, self.period_name(each)) for each in read.periods],
            districts=[("", _("Every district")), *((each, each) for each in read.districts)],
            workbook=f"{self.path}/workbook?{urlencode(read.asked)}",
        )

    def as_workbook(self, visit: Visit) -> Response:
        """The page's tables as a workbook."""
        read = _read(visit, self)
        visit.note(Act.EXPORTED, f"{self.path} {read.period} {read.place}".strip())
        today = thai_date(bangkok_today(visit.desk.clock))
        titles = [
            f"{_(self.title)} · {self.period_name(read.period) if read.period else '–'}",
            read.place or _("Every office that {name} sees").format(name=visit.officer.full_name),
            _("Taken {day}. * = figures under five are kept back by the offices and are not in the sum.").format(
                day=today
            ),
        ]
        name = f"{self.path.strip('/')}-{read.period}.xlsx"
        held = workbook(titles, read.figures.tables) if read.figures.tables else workbook(titles, ())
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return visit.with_cookie(Response(held, media_type=_WORKBOOK, headers=headers))


def figures_named(about: str) -> str:
    """Which figures a line of the access log is about, as people say it."""
    path, period, place = (*about.split(" ", 2), "", "")[:3]
    subject = next(each for each in SUBJECTS if each.path == path)
    told = (_(subject.title), subject.period_name(period) if period else "", place)
    return " · ".join(each for each in told if each)


@dataclass(frozen=True)
class _Read:
    """What was read for a page: what was asked, the choices there are, and the figures."""

    period: str
    periods: list[str]
    district: str
    districts: list[str]
    office: str
    place: str
    asked: dict[str, str]
    figures: Figures


def _read(visit: Visit, subject: Subject) -> _Read:
    """The figures that a page's address asks for, within what the officer sees."""
    office, district = visit.asked("office"), visit.officer.district or visit.asked("district")
    with visit.everywhere_at_once() as sights:
        names, offices = _offices(sights, district, office)
        every = {each for sight in sights for each in periods(sight.connection, subject.kind, offices=offices)}
        known = sorted(every, reverse=True)
        period = visit.asked("period") if visit.asked("period") in every else next(iter(known), "")
        by = "" if office else "office" if district else "district"
        scope = Scope([sight.connection for sight in sights], period, offices, by, names)
        figures = subject.made(scope) if period else Figures((), ())
    districts = visit.districts()
    place = names[office] if office else _("District {name}").format(name=district) if district else ""
    asked = {"period": period, "district": "" if office else district, "office": office}
    kept = {name: value for name, value in asked.items() if value}
    return _Read(period, known, district, districts, office, place, kept, figures)


def _offices(sights: Sequence[Sight], district: str, office: str) -> tuple[dict[str, str], list[str] | None]:
    """Names by code, and the codes of the offices that are asked for; None for every one there is.

    Raises:
        NotSeen: The one office is not there for this officer.
    """
    if not district and not office:
        return {}, None
    asked = OFFICES.c.office == office if office else OFFICES.c.district == district
    names: dict[str, str] = {}
    for sight in sights:
        wanted = select(OFFICES.c.office, OFFICES.c.name).where(sight.within(OFFICES.c.office), asked)
        names |= {code: name for code, name in sight.connection.execute(wanted)}  # noqa: C416 - no pairs to mypy
    if office and not names:
        raise NotSeen
    return names, list(names)


SUBJECTS: Final = (
    Subject("/allowances", StatisticsKind.ALLOWANCE_MONTH, N_("Allowances"), False, figure_tables.allowances),
    Subject("/petitions", StatisticsKind.PETITIONS_MONTH, N_("Petitions"), False, figure_tables.petitions),
    Subject("/assets", StatisticsKind.ASSET_YEAR, N_("Assets"), True, figure_tables.assets),
)
