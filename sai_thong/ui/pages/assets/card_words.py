"""A card in sentences: why the book has the value it has, what its facts are, what happened to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sai_thong.ground.language import _, ngettext
from sai_thong.registers.assets.book import MUST_CHECK_LABELS
from sai_thong.registers.assets.card_view import TimelineLine
from sai_thong.registers.assets.records import Asset, PropertyDetails, Repair
from sai_thong.registers.assets.rules.capitalisation import Treatment, rate_percent
from sai_thong.registers.assets.rules.land_area import land_area
from sai_thong.registers.assets.terms import (
    ACQUIRE_MODE_LABELS,
    ASSET_EVENT_LABELS,
    DATE_KIND_LABELS,
    DISPOSAL_STATE_LABELS,
    LOAN_STATE_LABELS,
    MONEY_KIND_LABELS,
    REPAIR_OUTCOME_LABELS,
    STATUS_LABELS,
)
from sai_thong.thai.calendar import thai_date, thai_date_short
from sai_thong.thai.money import baht
from sai_thong.ui.kit import Bar
from sai_thong.ui.pages.assets.card_reading import ShownCard

Facts = Sequence[tuple[str, str]]
"""(label, value) pairs; what is not known is left out."""


def net_words(shown: ShownCard) -> str:
    """The one big number: what the book has for the thing at the end of the present fiscal year."""
    net = net_satang(shown)
    return "" if net is None else _("{amount} baht").format(amount=baht(net))


def net_satang(shown: ShownCard) -> int | None:
    """Its cost less what is written off by the end of the present fiscal year; None where the book cannot tell."""
    position = shown.view.this_year
    return None if position is None else position.net_satang


def value_sentences(shown: ShownCard) -> Iterator[str]:
    """Why the value is what it is."""
    asset, book = shown.asset, shown.book
    if book.must_check is not None:
        yield _("The book cannot tell its value: {reason}").format(reason=_(MUST_CHECK_LABELS[book.must_check]))
        return
    position = shown.view.this_year
    if position is None:
        return
    cost = position.cost_satang
    if book.treatment is Treatment.BELOW_THRESHOLD:
        yield _(
            "Bought for {cost} baht, below the line of capital: it is kept in the register and not depreciated."
        ).format(cost=baht(cost))
    elif book.treatment is Treatment.NOT_DEPRECIATED:
        yield _("Carried at its cost of {cost} baht; it is not depreciated.").format(cost=baht(cost))
    elif book.life_years and book.annual_satang is not None:
        yield _("At the end of fiscal year {year}: cost {cost}, written off {accumulated} baht.").format(
            year=shown.fiscal_year_be, cost=baht(cost), accumulated=baht(position.accumulated_satang)
        )
        yield _("Useful life {years} years, {rate} % or {amount} baht a year, until fiscal year {last}.").format(
            years=book.life_years,
            rate=f"{rate_percent(book.life_years).normalize():f}",
            amount=baht(book.annual_satang),
            last=shown.view.years[-1].row.fiscal_year_be if shown.view.years else shown.fiscal_year_be,
        )
    if position.correction_satang:
        yield _("Of this, {amount} baht correct closed fiscal years.").format(amount=baht(position.correction_satang))
    if asset.date_is_estimated:
        yield _("The day of acceptance is an estimate.")


def year_bars(shown: ShownCard) -> list[Bar]:
    """The value at the end of each fiscal year of its life; the present year is the chosen one."""
    years = [(each.row.fiscal_year_be, each.row.net_satang) for each in shown.view.years]
    known = {year for year, _net in years}
    now = shown.fiscal_year_be if shown.fiscal_year_be in known else max(known, default=0)
    return [Bar(str(year), net, _("{amount} baht").format(amount=baht(net)), chosen=year == now) for year, net in years]


def place_facts(shown: ShownCard) -> Facts:
    """Where it is and who keeps it."""
    asset = shown.asset
    return _told(
        (_("Room"), shown.view.room), (_("Division in charge"), asset.division), (_("Custodian"), asset.custodian)
    )


def thing_facts(asset: Asset) -> Facts:
    """What the thing is like."""
    return _told(
        (_("Brand or maker"), asset.brand),
        (_("Make and model"), asset.model),
        (_("Serial number"), asset.serial_no),
        (_("Features"), asset.feature),
        (_("Colour"), asset.colour),
        (_("Vehicle registration"), asset.plate_no),
        (_("Engine number"), asset.engine_no),
        (_("Chassis number"), asset.chassis_no),
    )


def purchase_facts(shown: ShownCard) -> Facts:
    """How the office came by it."""
    asset = shown.asset
    price = None if asset.cost_satang is None else _("{amount} baht").format(amount=baht(asset.cost_satang))
    count = len(shown.view.mates) + 1
    together = ngettext("{count} thing bought together", "{count} things bought together", count)
    document = " ".join(
        filter(None, (asset.document_no, thai_date_short(asset.document_date) if asset.document_date else ""))
    )
    money = " · ".join(filter(None, (_(MONEY_KIND_LABELS[asset.money_kind]), asset.fund_source)))
    mode = " · ".join(filter(None, (_(ACQUIRE_MODE_LABELS[asset.acquire_mode]), asset.procurement_method)))
    return _told(
        (_("Accepted on"), thai_date(asset.acquired_on) if asset.acquired_on else ""),
        (_("Invoice date"), thai_date(asset.invoiced_on) if asset.invoiced_on else ""),
        (_("Price of one unit"), price or ""),
        (_("Bought together"), together.format(count=count) if count > 1 else ""),
        (_("Way of acquisition"), mode),
        (_("Kind of money"), money),
        (_("Seller, contractor or donor"), " ".join(filter(None, (asset.vendor, asset.vendor_phone)))),
        (_("Delivery note or contract"), document),
        (_("Note on the card"), asset.note),
    )


def details_facts(details: PropertyDetails) -> Facts:
    """What only แบบ พ.ด.1 tells."""
    return _told(
        (_("Situated at"), details.place),
        (_("Village number"), str(details.moo or "")),
        (_("Number of the title document"), details.title_no),
        (_("Area"), land_area(details.area_wa100).text if details.area_wa100 else ""),
        (_("Building number"), details.building_no),
        (_("Structure described"), details.description),
        (_("Coordinates"), details.coordinates),
    )


def repair_lines(repairs: Sequence[Repair]) -> list[tuple[str, str]]:
    """Each repair: when, and what it was and cost."""
    lines = []
    for repair in reversed(repairs):
        day = repair.finished_on or repair.reported_on
        outcome = _(REPAIR_OUTCOME_LABELS[repair.outcome]) if repair.outcome else _("not finished yet")
        cost = _("{amount} baht").format(amount=baht(repair.cost_satang)) if repair.cost_satang else ""
        told = " · ".join(filter(None, (repair.work or repair.symptom, repair.repairer, cost, outcome)))
        lines.append((thai_date_short(day) if day else "–", told))
    return lines


def repair_sentence(shown: ShownCard) -> str:
    """What the repairs cost against the price; empty where nothing was repaired."""
    totals = shown.view.repair_totals
    if not totals.times or totals.percent is None:
        return ""
    words = ngettext(
        "{count} repair for {amount} baht, {share} % of the price.",
        "{count} repairs for {amount} baht, {share} % of the price.",
        totals.times,
    )
    return words.format(count=totals.times, amount=baht(totals.total_satang), share=totals.percent)


def improvement_lines(shown: ShownCard) -> list[tuple[str, str]]:
    """What was improved, and for how much."""
    return [
        (
            thai_date_short(each.accepted_on),
            " · ".join(
                filter(None, (each.what, _("{amount} baht").format(amount=baht(each.cost_satang)), each.document_no))
            ),
        )
        for each in shown.view.improvements
    ]


def date_lines(shown: ShownCard) -> list[tuple[str, str]]:
    """Days to remember: when, and what."""
    lines = []
    for each in shown.view.dates:
        done = _("done on {day}").format(day=thai_date_short(each.done_on)) if each.done_on else ""
        late = _("past its day") if not each.done_on and each.due_on < shown.today else ""
        told = " · ".join(filter(None, (_(DATE_KIND_LABELS[each.kind]), each.note, done or late)))
        lines.append((thai_date_short(each.due_on), told))
    return lines


def loan_lines(shown: ShownCard) -> list[tuple[str, str]]:
    """In which loans it was or is."""
    lines = []
    for each in shown.view.loans:
        loan = each.loan
        state = _("past its day") if each.overdue else _(LOAN_STATE_LABELS[loan.state])
        lines.append((loan.number or "–", " · ".join(filter(None, (loan.borrower, state)))))
    return lines


def inspection_lines(shown: ShownCard) -> list[tuple[str, str]]:
    """How the yearly inspections found it."""
    lines = []
    for each in shown.view.inspections:
        found = each.line.found
        told = _("not looked at yet") if found is None else _("found") if found else _("not found")
        condition = _(STATUS_LABELS[each.line.condition]) if each.line.condition else ""
        words = " · ".join(filter(None, (told, condition, each.line.found_room, each.line.defect)))
        lines.append((str(each.round.fiscal_year_be), words))
    return lines


def disposal_sentence(shown: ShownCard) -> str:
    """The round of disposal it is in or left with; empty for none."""
    disposal = shown.view.disposal
    if disposal is None:
        return ""
    return f"{disposal.title} · {_(DISPOSAL_STATE_LABELS[disposal.state])}"


def timeline_lines(timeline: Sequence[TimelineLine]) -> list[tuple[str, str]]:
    """The timeline: when, and what."""
    return [(thai_date_short(each.event.happened_on), " · ".join(_event_words(each))) for each in timeline]


def _event_words(line: TimelineLine) -> Iterator[str]:
    event = line.event
    yield _(ASSET_EVENT_LABELS[event.kind])
    if event.status is not None:
        yield _(STATUS_LABELS[event.status])
    yield from filter(None, (line.room, event.division, event.custodian, event.document_no, event.detail))
    if event.by_name:
        yield event.by_name


def _told(*pairs: tuple[str, str]) -> Facts:
    return [pair for pair in pairs if pair[1]]
