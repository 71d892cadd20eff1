"""Materials: stock cards, their movements, and requisition slips."""

from __future__ import annotations

from datetime import date, datetime

from sai_thong.ground.language import N_
from sai_thong.records import Merge, Record, field, record_type
from sai_thong.registers.assets.terms import MaterialNature, StockMove


@record_type("assets", schema=1, label=N_("Stock card"), table="materials")
class Material(Record):
    """The head of บัญชีวัสดุ; quantities are thousandths of the unit. Its balance is always computed."""

    code: str = field(N_("Material code"), searchable=True, indexed=True)
    name: str = field(N_("Name of the material"), required=True, searchable=True, sort_key=True)
    material_class: str = field(N_("Class of material"), indexed=True)
    nature: MaterialNature = field(N_("Nature of material"), default=MaterialNature.CONSUMABLE)
    size: str = field(N_("Size or description"))
    unit: str = field(N_("Unit of count"), required=True)
    kept_at: str = field(N_("Kept at"), merge=Merge.LATEST)
    most: int | None = field(N_("Highest stock"))
    least: int | None = field(N_("Lowest stock"))
    ended_on: date | None = field(N_("Card ended on"))


@record_type("assets", schema=1, label=N_("Movement of stock"), table="material_moves")
class MaterialMove(Record):
    """A line of the card. Append-only: a wrong one is reversed."""

    material_id: str = field(N_("Stock card"), required=True, indexed=True)
    kind: StockMove = field(N_("Kind"), required=True)
    on_day: date = field(N_("Date"), required=True)
    entered_at: datetime = field(N_("Entered at"), required=True)
    """Settles movements of one day."""
    quantity: int = field(N_("Quantity in thousandths"), required=True)
    value_satang: int = field(N_("Value of what came in"), default=0)
    other_party: str = field(N_("Received from or issued to"), personal=True)
    document_no: str = field(N_("Paper"))
    requisition_line_id: str = field(N_("Line of the requisition"), indexed=True)
    loan_line_id: str = field(N_("Line of the loan"), indexed=True)
    """Where it was lent to another agency, or came back from it."""
    reverses: str = field(N_("Reverses the entry"))
    note: str = field(N_("Remark of the line"))


@record_type("assets", schema=1, label=N_("Requisition slip"), table="requisitions")
class Requisition(Record):
    """ใบเบิก (ข้อ 205–206) with its four signatures: asks, allows, issues, receives."""

    number: str = field(N_("Requisition number"), searchable=True, indexed=True)
    asked_on: date = field(N_("Date"), required=True)
    division: str = field(N_("Division"))
    purpose: str = field(N_("Used for"))
    asked_by: str = field(N_("Requested by"), required=True)
    allowed_by: str = field(N_("Issue ordered by"))
    issued_by: str = field(N_("Issued by"))
    issued_on: date | None = field(N_("Issued from stock on"))
    received_by: str = field(N_("Goods received by"))
    cancelled_why: str = field(N_("Cancelled because"))


@record_type("assets", schema=1, label=N_("Line of the requisition"), table="requisition_lines")
class RequisitionLine(Record):
    """What is asked for, and what was really issued; thousandths of the unit."""

    requisition_id: str = field(N_("Requisition slip"), required=True, indexed=True)
    material_id: str = field(N_("Stock card"), required=True, indexed=True)
    asked: int = field(N_("Asked for"), required=True)
    issued: int | None = field(N_("Really issued"))
    note: str = field(N_("Remark of the line"))
