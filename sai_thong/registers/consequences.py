"""What follows from a change in one register for another above it: attached where a store is opened for work.

The window and the command line attach the same, so that no page, command or import can forget it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from sai_thong.db.changes import ChangeSet
from sai_thong.db.refusals import SetClosed
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.language import _
from sai_thong.registers.allowances.records import PaymentMonth
from sai_thong.registers.assets.records import FiscalYearClosing
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.registers.office.records import Holiday, Setting


def attach(store: Store) -> None:
    """Let every transaction of `store` write what follows from it."""
    store.add_consequence(_clocks_of_cases(store))
    store.add_consequence(_clocks_of_rounds)
    store.add_consequence(_statistics)


def catch_up(store: Store) -> ChangeSet:
    """What a newer program's law, a user without a key or computers apart left to be done; quick when nothing is."""
    from sai_thong.registers.allowances import life_events
    from sai_thong.registers.assets import round_clocks
    from sai_thong.registers.citizens.rings import part_rings
    from sai_thong.registers.petitions import clocks_in_force
    from sai_thong.registers.statistics import counting

    why = _("Holidays or law tables had changed.")
    with store.by_program():
        changes = clocks_in_force.recompute_open(store, why=why).changes
        changes.add(round_clocks.recompute_open(store, why=why))
        changes.add(part_rings(store))
        changes.add(counting.catch_up(store))
        for scheme_set in (each for each in SchemeSet if each.sealed):
            with suppress(SetClosed):
                changes.add(life_events.catch_up(store, scheme_set))
    return changes


def _clocks_of_cases(store: Store) -> Callable[[Transaction], None]:
    """Holidays and law rows move the clocks of open cases. What these need is imported when one has changed."""

    def consequence(tx: Transaction) -> None:
        if tx.changes.touches(Holiday, Setting):
            from sai_thong.registers.petitions.clocks_in_force import follow_law_and_holidays

            follow_law_and_holidays(store, tx)

    return consequence


def _clocks_of_rounds(tx: Transaction) -> None:
    """Holidays and rules of assets move the clocks of open inspections and disposals."""
    if tx.changes.touches(Holiday, Setting):
        from sai_thong.registers.assets.round_clocks import follow_law_and_holidays

        follow_law_and_holidays(tx)


def _statistics(tx: Transaction) -> None:
    """What a closed month or year tells the province is counted with its closing."""
    if tx.changes.touches(PaymentMonth, FiscalYearClosing):
        from sai_thong.registers.statistics.counting import follow_closings

        follow_closings(tx)
