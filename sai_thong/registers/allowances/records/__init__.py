"""What the office keeps of allowances (เบี้ยยังชีพ): claims, dated facts, months, payment lines and what followed.

The same record types serve the ordinary schemes and the sensitive one; where they are kept differs (see `shelves`).
"""

from __future__ import annotations

from sai_thong.records import Record
from sai_thong.registers.allowances.records.claims import (
    CardExpiry,
    Claim,
    ClaimState,
    DisabilityCard,
    IncomeFact,
    OfficerOpinion,
    Origin,
    PaymentChannel,
    SchemePaySource,
    Suspension,
)
from sai_thong.registers.allowances.records.evidence import (
    AllowanceYear,
    CentralChange,
    CentralTask,
    CentralTotal,
    DuplicateElsewhere,
    ProofOfLife,
    SharedKind,
    SharedUseCheck,
    VillageAnswer,
    VillageCheck,
    VillageReply,
)
from sai_thong.registers.allowances.records.payments import (
    CashDay,
    LineKind,
    MonthState,
    Outcome,
    PaymentLine,
    PaymentMonth,
    PaymentResult,
    RetroOrder,
)
from sai_thong.registers.allowances.records.recovery import (
    Overpayment,
    OverpaymentOutcome,
    OverpaymentState,
    Repayment,
    UrgentStop,
)

__all__ = [
    "RECORD_TYPES",
    "AllowanceYear",
    "CardExpiry",
    "CashDay",
    "CentralChange",
    "CentralTask",
    "CentralTotal",
    "Claim",
    "ClaimState",
    "DisabilityCard",
    "DuplicateElsewhere",
    "IncomeFact",
    "LineKind",
    "MonthState",
    "OfficerOpinion",
    "Origin",
    "Outcome",
    "Overpayment",
    "OverpaymentOutcome",
    "OverpaymentState",
    "PaymentChannel",
    "PaymentLine",
    "PaymentMonth",
    "PaymentResult",
    "ProofOfLife",
    "Repayment",
    "RetroOrder",
    "SchemePaySource",
    "SharedKind",
    "SharedUseCheck",
    "Suspension",
    "UrgentStop",
    "VillageAnswer",
    "VillageCheck",
    "VillageReply",
]

RECORD_TYPES: tuple[type[Record], ...] = (
    Claim,
    DisabilityCard,
    PaymentChannel,
    SchemePaySource,
    IncomeFact,
    Suspension,
    PaymentMonth,
    PaymentLine,
    RetroOrder,
    PaymentResult,
    UrgentStop,
    Overpayment,
    Repayment,
    CentralTask,
    CentralTotal,
    CashDay,
    VillageCheck,
    VillageReply,
    DuplicateElsewhere,
    SharedUseCheck,
    ProofOfLife,
    AllowanceYear,
)
