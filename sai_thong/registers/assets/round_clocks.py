"""The clocks of open rounds follow the holidays and the law: set in the transaction that changes these."""

from __future__ import annotations

from typing import Any

from sai_thong.db.changes import ChangeSet
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.records import declaration_of
from sai_thong.registers.assets.inspections import clock_values
from sai_thong.registers.assets.law_in_force import asset_law
from sai_thong.registers.assets.records import DisposalRound, InspectionRound
from sai_thong.registers.assets.rules.disposal import disposal_days
from sai_thong.registers.assets.terms import DisposalState, RoundState
from sai_thong.registers.law.asset_tables import shipped_asset_rules
from sai_thong.registers.office.own_law import law_row_of
from sai_thong.registers.office.records import Holiday, Setting


def follow_law_and_holidays(tx: Transaction) -> None:
    """Set the clocks of open rounds anew within a transaction that changed a holiday or a rule of assets."""
    changed = [law_row_of(tx.get(Setting, each)) for each in tx.changes.ids.get(declaration_of(Setting).table, ())]
    if tx.changes.touches(Holiday) or any(table in shipped_asset_rules() for table, _row in changed):
        _set_anew(tx)


def recompute_open(store: Store, *, why: str = "") -> ChangeSet:
    """Set the clocks of every open round anew: holidays or the law have changed while nobody could follow."""
    with store.transaction(why) as tx:
        _set_anew(tx)
        return tx.changes


def _set_anew(tx: Transaction) -> None:
    for inspection in tx.find(InspectionRound, state=RoundState.IN_PROGRESS):
        tx.update(inspection, **clock_values(tx, inspection))
    for disposal in tx.find(DisposalRound, state=DisposalState.ORDERED):
        tx.update(disposal, **_finish_by(tx, disposal))


def _finish_by(shelf: Shelf, disposal: DisposalRound) -> dict[str, Any]:
    if disposal.ordered_on is None:
        return {}
    rule = asset_law(shelf).rules.disposal_rule(disposal.ordered_on)
    return {"finish_by": disposal_days(disposal.ordered_on, None, rule).finish_by}
