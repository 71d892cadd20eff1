"""The papers of loans and materials in the catalogue."""

from __future__ import annotations

from sai_thong.forms.assets import demand_letter, loan_slip, requisition_slip, stock_card
from sai_thong.forms.paper_kinds import About, Choice, Need, PaperKind

OF_LENDING: tuple[PaperKind, ...] = (
    PaperKind(
        key="loan-slip",
        name=loan_slip.TITLE,
        choices=frozenset({Choice.RECORD}),
        about=About.LOAN,
        gather=loan_slip.gather_loan_slip,
        draw=loan_slip.loan_slip,
    ),
    PaperKind(
        key="loan-demand",
        name=demand_letter.TITLE,
        needs=frozenset({Need.RECORD}),
        choices=frozenset({Choice.DAY, Choice.NUMBER, Choice.LAST_DAY}),
        about=About.LOAN,
        gather=demand_letter.gather_demand,
        draw=demand_letter.demand_letter,
    ),
)
"""Papers of one loan; the slip may be blank."""

OF_MATERIALS: tuple[PaperKind, ...] = (
    PaperKind(
        key="requisition",
        name=requisition_slip.TITLE,
        choices=frozenset({Choice.RECORD}),
        about=About.REQUISITION,
        gather=requisition_slip.gather_requisition,
        draw=requisition_slip.requisition_slip,
    ),
    PaperKind(
        key="stock-card",
        name=stock_card.TITLE,
        needs=frozenset({Need.RECORD, Need.FISCAL_YEAR}),
        choices=frozenset({Choice.SEVERAL}),
        about=About.STOCK_CARD,
        gather=stock_card.gather_stock_cards,
        draw=stock_card.stock_cards,
    ),
)
"""The slip, which may be blank, and the cards of a fiscal year."""
