"""The cards of the register and what the office settled for all of them: แบบ พ.ด.1, แบบ พ.ด.2, classes, lives."""

from __future__ import annotations

from datetime import date

from sai_thong.ground.language import N_
from sai_thong.records import Merge, Record, field, record_type
from sai_thong.registers.assets.terms import AcquireMode, AssetStatus, MoneyKind
from sai_thong.registers.law.asset_terms import AssetGroup


@record_type("assets", schema=1, label=N_("Asset"), table="assets")
class Asset(Record):
    """One card: what แบบ พ.ด.1 and แบบ พ.ด.2 both have, and what identifies equipment.

    State, room, division and custodian follow from the events; they stand here for lists, as the last event left them.
    """

    number: str = field(N_("Asset number"), searchable=True, unique=True)
    """As on the thing itself; empty while it waits for one (รอเลข). Never changed afterwards."""
    class_code: str = field(N_("Class of the number"), indexed=True)
    """The first group of the number, such as ``416``."""
    token: str = field(N_("Code on the label"), unique=True)
    """What the label's code holds; says nothing by itself."""
    accounting_group: AssetGroup = field(N_("Kind of asset"), default=AssetGroup.EQUIPMENT, indexed=True)
    type_key: str = field(N_("Type in the table of useful lives"), indexed=True)
    budget_category: str = field(N_("Budget category"))
    name: str = field(N_("Item"), required=True, searchable=True, sort_key=True)
    unit: str = field(N_("Unit of count"))
    brand: str = field(N_("Brand or maker"), searchable=True)
    model: str = field(N_("Make and model"), searchable=True)
    type_text: str = field(N_("Variety"))
    """ชนิด, as แบบ พ.ด.2 has it."""
    feature: str = field(N_("Features"), merge=Merge.BOTH)
    """ลักษณะ (ขนาด เครื่องหมาย)"""
    serial_no: str = field(N_("Serial number"), searchable=True, indexed=True)
    engine_no: str = field(N_("Engine number"), searchable=True)
    chassis_no: str = field(N_("Chassis number"), searchable=True)
    plate_no: str = field(N_("Vehicle registration"), searchable=True)
    colour: str = field(N_("Colour"))

    cost_satang: int | None = field(N_("Price of one unit"))
    """Improvements are not in it; None while nobody knows."""
    acquired_on: date | None = field(N_("Accepted on"), indexed=True)
    """วันตรวจรับ: from it the years are counted."""
    date_is_estimated: bool = field(N_("Date is estimated"))
    """Only the year was known: the first day of the fiscal year stands for it."""
    invoiced_on: date | None = field(N_("Invoice date"))
    acquire_mode: AcquireMode = field(N_("Way of acquisition"), default=AcquireMode.BOUGHT)
    procurement_method: str = field(N_("Procurement method"))
    money_kind: MoneyKind = field(N_("Kind of money"), default=MoneyKind.BUDGET)
    fund_source: str = field(N_("Source of money"))
    document_no: str = field(N_("Delivery note or contract"), searchable=True)
    document_date: date | None = field(N_("Date of the delivery note or contract"))
    vendor: str = field(N_("Seller, contractor or donor"), personal=True, searchable=True)
    vendor_address: str = field(N_("Seller's address"), personal=True, merge=Merge.LATEST)
    vendor_phone: str = field(N_("Seller's telephone"), personal=True, merge=Merge.LATEST)
    purchase_id: str = field(N_("Bought together"), indexed=True)
    life_years: int | None = field(N_("Useful life in years"))
    """As settled for this card; None: as published for its type."""
    opening_accumulated_satang: int | None = field(N_("Written off by the old book"))
    opening_year_be: int | None = field(N_("Last fiscal year of the old book"))
    warranty_until: date | None = field(N_("Warranty until"))
    warranty_by: str = field(N_("Warranty given by"))

    status: AssetStatus = field(N_("Present state"), default=AssetStatus.IN_USE, indexed=True)
    written_condition: str = field(N_("Condition as the old book has it"))
    """In its own word, such as ``ปกติ``; the state says what it means."""
    room_id: str = field(N_("Room"), indexed=True)
    division: str = field(N_("Division in charge"), indexed=True)
    custodian: str = field(N_("Custodian"), personal=True, searchable=True)
    photograph_id: str = field(N_("Photograph shown first"), merge=Merge.LATEST)
    note: str = field(N_("Note on the card"), merge=Merge.BOTH)
    struck_off_on: date | None = field(N_("Struck off on"))
    struck_off_document: str = field(N_("Paper of the disposal"))
    withdrawn_why: str = field(N_("Card withdrawn because"))
    """A slip, taken back on the day it was entered; empty of every true card."""


@record_type("assets", schema=1, label=N_("Land or structure"), table="asset_properties")
class PropertyDetails(Record):
    """What only แบบ พ.ด.1 asks of land, buildings, roads and other structures."""

    asset_id: str = field(N_("Asset"), required=True, unique=True)
    place: str = field(N_("Situated at"), searchable=True)
    moo: int | None = field(N_("Village number"))
    coordinates: str = field(N_("Coordinates"))
    """``latitude,longitude`` in decimal degrees, or empty."""
    title_kind: str = field(N_("Kind of title document"))
    """An id of the list of title documents."""
    title_no: str = field(N_("Number of the title document"), searchable=True)
    area_wa100: int | None = field(N_("Area in hundredths of a square wa"))
    """1 ไร่ = 4 งาน = 400 ตร.วา"""
    description: str = field(N_("Structure described"), merge=Merge.BOTH)
    building_no: str = field(N_("Building number"))
    width_cm: int | None = field(N_("Width in centimetres"))
    length_cm: int | None = field(N_("Length in centimetres"))
    thickness_cm: int | None = field(N_("Thickness in centimetres"))
    shoulder_cm: int | None = field(N_("Shoulder in centimetres"))
    lanes: int | None = field(N_("Lanes"))
    area_cm2: int | None = field(N_("Area in square centimetres"))


@record_type("assets", schema=1, label=N_("Class of numbers"), table="asset_classes")
class AssetClass(Record):
    """A class of the office's own book: no official list was found, and offices differ."""

    code: str = field(N_("Class code"), required=True, unique=True)
    name: str = field(N_("Name of the class"), required=True, searchable=True)
    type_key: str = field(N_("Type in the table of useful lives"))
    budget_category: str = field(N_("Budget category"))
    source: str = field(N_("Where the class comes from"))


@record_type("assets", schema=1, label=N_("Published useful life"), table="asset_lives")
class PublishedLife(Record):
    """A life from the office's announcement (ประกาศอายุการใช้งานและอัตราค่าเสื่อมราคาของสินทรัพย์)."""

    type_key: str = field(N_("Type in the table of useful lives"), required=True, indexed=True)
    years: int = field(N_("Useful life in years"), required=True)
    effective_from: date = field(N_("For assets acquired from"), required=True)
    announcement_no: str = field(N_("Number of the announcement"))
    announced_on: date | None = field(N_("Date of the announcement"))
    outside_range_why: str = field(N_("Why it lies outside the range"))


@record_type("assets", schema=1, label=N_("Purchase"), table="asset_purchases")
class Purchase(Record):
    """Several things bought together: each has a card, and the prices of the cards add up to what was paid."""

    bought_on: date | None = field(N_("Accepted on"))
    document_no: str = field(N_("Delivery note or contract"), searchable=True)
    vendor: str = field(N_("Seller, contractor or donor"), personal=True)
    quantity: int = field(N_("How many cards"), required=True)
    total_satang: int = field(N_("Paid altogether"), required=True)


@record_type("assets", schema=1, label=N_("Room of the office"), table="asset_rooms")
class Room(Record):
    """A place where things are kept and looked for at the inspection."""

    name: str = field(N_("Name of the room"), required=True, searchable=True, sort_key=True)
    division: str = field(N_("Division in charge"))
    keeper: str = field(N_("Keeper of the room"), personal=True, merge=Merge.LATEST)
    ended_on: date | None = field(N_("No longer used from"))
