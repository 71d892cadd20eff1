"""Who pays each allowance and from when: the law's word, and the office's own from a month on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from sai_thong.db.refusals import SetClosed
from sai_thong.ground.language import _
from sai_thong.registers.allowances.labels import PAY_SOURCE_LABELS
from sai_thong.registers.allowances.pay_sources import (
    PaySourcePeriod,
    first_month_to_change,
    pay_source_periods,
    set_pay_source,
)
from sai_thong.registers.allowances.records import SchemePaySource
from sai_thong.registers.law.terms import SCHEME_LABELS, PaySource, Scheme, scheme_set_of
from sai_thong.registers.office.operations import Saved
from sai_thong.thai.calendar import Month
from sai_thong.ui.kit import (
    ActionButton,
    Banner,
    ChipText,
    Column,
    FieldSpec,
    ListTable,
    ListWithRecord,
    RecordForm,
    RecordPanel,
    RecordView,
    Row,
    Tone,
    keys,
    month_name,
)
from sai_thong.ui.pages.record_history import history_shown
from sai_thong.ui.pages.settings.section import Section, setting_history

if TYPE_CHECKING:
    from sai_thong.ui.pages.settings.page import SettingsPage


class PaySourcesSection(Section):
    """The pay sources by scheme, the latest first."""

    def __init__(self, page: SettingsPage) -> None:
        change = ActionButton(_("Another pays from…"), self.change, key=keys.NEW, kind="primary")
        super().__init__(page, _("Pay source"), [change])
        self._periods: dict[str, PaySourcePeriod] = {}
        self.table = ListTable(
            [
                Column("scheme", _("Scheme"), 220, strong=True),
                Column("source", _("Pay source")),
                Column("time", _("From – to"), 150, muted=True),
                Column("said", _("Said by"), 120, kind="chip"),
            ],
            name=_("Pay source"),
        )
        self.record = RecordPanel(_("Choose a line to see what is behind it."))
        self.put(ListWithRecord(self.table, self.record, shares=(27, 10)))
        self.table.row_chosen.connect(self._show)
        self.table.row_opened.connect(lambda _row: self.record.take_keys())

    def load(self) -> None:
        """Read who pays."""
        found = pay_source_periods(self.store)
        self._periods = {f"{each.scheme}/{each.from_month.iso}": each for each in found}
        self.table.set_rows([self._row(row_id, each) for row_id, each in self._periods.items()])
        self._show(self.table.chosen())

    def _row(self, row_id: str, period: PaySourcePeriod) -> Row:
        last = period.to_month.short_name if period.to_month else ""
        return {
            "id": row_id,
            "scheme": _(SCHEME_LABELS[period.scheme]),
            "source": _(PAY_SOURCE_LABELS[period.source]),
            "time": f"{period.from_month.short_name} – {last}".strip(),
            "said": _said_by(period),
        }

    def _show(self, row: Row | None) -> None:
        period = self._periods.get(str(row["id"])) if row else None
        if period is None:
            self.record.show_nothing()
            return
        last = month_name(period.to_month) if period.to_month else _("still in force")
        facts = [(_("From"), month_name(period.from_month)), (_("To"), last)]
        if period.legal_ref:
            facts.append((_("Source"), period.legal_ref))
        view = RecordView(
            name=_(PAY_SOURCE_LABELS[period.source]),
            line=_(SCHEME_LABELS[period.scheme]),
            chips=(_said_by(period),),
            sentences=(_("Months that were sent keep who paid them."),),
            facts=tuple(facts),
            history=setting_history(self.store, period.recorded) if period.recorded else (),
            history_title=_("What the office said"),
        )
        history = history_shown(self.page, period.recorded) if period.recorded else None
        actions = [ActionButton(_("Another pays from…"), self.change)]
        self.record.show_record(view, actions, whole_history=history)

    def change(self) -> None:
        """The form of another pay source, proposed for the first month that is not sent."""
        chosen = self._periods.get(str((self.table.chosen() or {}).get("id", "")))
        scheme = chosen.scheme if chosen else Scheme.OLD_AGE
        form = RecordForm(_("Another pays from a month on"), self._specs(), self._proposed(scheme), today=self.today)

        def operation(values: Mapping[str, Any]) -> Callable[[], Saved[SchemePaySource]]:
            return partial(
                set_pay_source,
                self.store,
                Scheme(values["scheme"]),
                PaySource(values["source"]),
                values["from_month"],
                why=values["reason"],
            )

        self.open_form(form, operation, self._told)

    def _specs(self) -> list[FieldSpec]:
        schemes = {each.scheme: _(SCHEME_LABELS[each.scheme]) for each in self._periods.values()}
        return [
            FieldSpec("scheme", _("Scheme"), "choice", required=True, choices=list(schemes.items())),
            FieldSpec(
                "source",
                _("Pay source"),
                "choice",
                required=True,
                choices=[(each.value, _(words)) for each, words in PAY_SOURCE_LABELS.items()],
            ),
            FieldSpec(
                "from_month",
                _("From month"),
                "month",
                required=True,
                help=_("Not before a month that was sent."),
            ),
            FieldSpec(
                "reason",
                _("Reason"),
                required=True,
                section=_("For the history"),
                help=_("Such as: letter of the district."),
                width=560,
            ),
        ]

    def _proposed(self, scheme: Scheme) -> dict[str, Any]:
        """The first month that can be changed, and the source that does not pay it."""
        this_month = Month.of(self.today)
        try:
            first = first_month_to_change(self.store, scheme_set_of(scheme), this_month)
        except SetClosed:
            first = this_month
        begun = (each for each in self._periods.values() if each.scheme is scheme and each.from_month <= first)
        paying = next((each.source for each in begun), PaySource.CGD)
        other = PaySource.LAO if paying is PaySource.CGD else PaySource.CGD
        return {"scheme": scheme, "source": other, "from_month": first}

    def _told(self, saved: Saved[SchemePaySource]) -> Banner:
        kept = saved.record
        self.table.choose_id(f"{kept.scheme}/{kept.from_month.iso}")
        told = _("{source} pays {scheme} from {month}.").format(
            source=_(PAY_SOURCE_LABELS[kept.source]),
            scheme=_(SCHEME_LABELS[kept.scheme]),
            month=month_name(kept.from_month),
        )
        return Banner(told, Tone.OK)

    # the page

    def state(self) -> dict[str, Any]:
        """The chosen line."""
        chosen = self.table.chosen()
        return {"chosen": chosen["id"]} if chosen else {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Choose the line ``chosen``."""
        self.table.choose_id(str(state.get("chosen", "")))


def _said_by(period: PaySourcePeriod) -> ChipText:
    if period.recorded:
        return ChipText(_("of the office"), Tone.ACCENT)
    return ChipText(_("by law"))
