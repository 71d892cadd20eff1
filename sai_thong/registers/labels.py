"""What the office calls any choice of any register, in the language in use."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from sai_thong.ground.language import _
from sai_thong.registers.allowances import labels as allowances
from sai_thong.registers.assets import terms as assets
from sai_thong.registers.assets.disposal_view import DISPOSAL_ACTION_LABELS
from sai_thong.registers.assets.inspection_view import FINDING_LABELS
from sai_thong.registers.assets.loan_list import LOAN_STANDING_LABELS
from sai_thong.registers.assets.requisitions import REQUISITION_STATE_LABELS
from sai_thong.registers.office.signing import CAPACITY_LABELS, POST_LABELS
from sai_thong.registers.petitions import terms as petitions
from sai_thong.registers.saraban import terms as saraban
from sai_thong.registers.statistics import terms as statistics
from sai_thong.registers.trust import terms as trust

_TABLES: Final[tuple[Mapping[StrEnum, str], ...]] = (
    CAPACITY_LABELS,
    POST_LABELS,
    petitions.CHANNEL_LABELS,
    petitions.NAMING_LABELS,
    petitions.ROLE_LABELS,
    petitions.STATE_LABELS,
    petitions.DECISION_LABELS,
    petitions.OPINION_STEP_LABELS,
    petitions.STANCE_LABELS,
    petitions.CLOCK_LABELS,
    petitions.EVENT_LABELS,
    petitions.NOTICE_LABELS,
    petitions.WAY_LABELS,
    petitions.TASK_LABELS,
    petitions.LINK_LABELS,
    saraban.REGISTER_LABELS,
    saraban.URGENCY_LABELS,
    saraban.SECRECY_LABELS,
    saraban.DESTRUCTION_STATE_LABELS,
    saraban.ITEM_DECISION_LABELS,
    assets.STATUS_LABELS,
    assets.ACQUIRE_MODE_LABELS,
    assets.MONEY_KIND_LABELS,
    assets.ASSET_EVENT_LABELS,
    assets.GROUP_LABELS,
    assets.DATE_KIND_LABELS,
    assets.REPAIR_OUTCOME_LABELS,
    assets.REPORT_LABELS,
    assets.SORT_REASON_LABELS,
    assets.COMMITTEE_TASK_LABELS,
    assets.COMMITTEE_ROLE_LABELS,
    assets.ROUND_STATE_LABELS,
    assets.LOAN_STATE_LABELS,
    assets.LOAN_CASE_LABELS,
    assets.LOAN_APPROVER_LABELS,
    LOAN_STANDING_LABELS,
    REQUISITION_STATE_LABELS,
    assets.RETURN_CONDITION_LABELS,
    assets.DISPOSAL_METHOD_LABELS,
    assets.DISPOSAL_STATE_LABELS,
    assets.SALE_REASON_LABELS,
    DISPOSAL_ACTION_LABELS,
    FINDING_LABELS,
    assets.DISPOSAL_STEP_LABELS,
    assets.MATERIAL_NATURE_LABELS,
    assets.STOCK_MOVE_LABELS,
    statistics.KIND_LABELS,
    statistics.FIGURE_LABELS,
    trust.INCIDENT_KIND_LABELS,
    trust.INCIDENT_STEP_LABELS,
    trust.RISK_LABELS,
    trust.RIGHT_LABELS,
    trust.ANSWER_LABELS,
)  # type: ignore[assignment]


def label_of(choice: StrEnum) -> str:
    """What the office calls a choice; the bare value where it has no word of its own."""
    for labels in _TABLES:
        if type(next(iter(labels))) is type(choice):
            return _(labels[choice])
    return allowances.label_of(choice)
