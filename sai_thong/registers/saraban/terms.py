"""The words of งานสารบรรณ: registers, ranks of speed and secrecy, keeping and destruction, and what each is called."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from sai_thong.ground.language import N_


class Register(StrEnum):
    """A register of outgoing documents; each has one sequence of numbers a calendar year for the whole office."""

    LETTERS = "letters"
    """หนังสือภายนอก and หนังสือประทับตรา"""
    CIRCULARS = "circulars"
    """หนังสือเวียน: ว stands before the number (ข้อ 32)."""
    MEMOS = "memos"
    """บันทึกข้อความ"""
    ORDERS = "orders"
    """คำสั่ง"""
    ANNOUNCEMENTS = "announcements"
    """ประกาศ"""
    CERTIFICATES = "certificates"
    """หนังสือรับรอง"""


class Urgency(StrEnum):
    """Rank of speed: ชั้นความเร็ว (ข้อ 28)."""

    ORDINARY = "ordinary"
    URGENT = "urgent"
    """ด่วน"""
    VERY_URGENT = "very-urgent"
    """ด่วนมาก"""
    MOST_URGENT = "most-urgent"
    """ด่วนที่สุด"""


class Secrecy(StrEnum):
    """Rank of secrecy: ชั้นความลับ (ระเบียบว่าด้วยการรักษาความลับของทางราชการ พ.ศ. 2544)."""

    OPEN = "open"
    SECRET = "secret"
    """ลับ"""
    VERY_SECRET = "very-secret"
    """ลับมาก"""
    MOST_SECRET = "most-secret"
    """ลับที่สุด"""


class DestructionState(StrEnum):
    """Where a yearly destruction list stands (ข้อ 66–70)."""

    PREPARED = "prepared"
    """สำรวจแล้ว: the committee considers it."""
    CONSIDERED = "considered"
    """Every document has its decision."""
    WITH_ARCHIVES = "with-archives"
    """ส่งสำนักหอจดหมายเหตุแห่งชาติพิจารณา"""
    DESTROYED = "destroyed"
    """ทำลายแล้ว"""


class ItemDecision(StrEnum):
    """What was decided on one document of a destruction list."""

    UNDECIDED = "undecided"
    DESTROY = "destroy"
    """ทำลาย"""
    KEEP_LONGER = "keep-longer"
    """ขยายเวลาการเก็บ"""
    TO_ARCHIVES = "to-archives"
    """ส่งหอจดหมายเหตุแห่งชาติ"""


REGISTER_LABELS: Final = {
    Register.LETTERS: N_("Outgoing letters"),
    Register.CIRCULARS: N_("Circulars"),
    Register.MEMOS: N_("Memos"),
    Register.ORDERS: N_("Orders"),
    Register.ANNOUNCEMENTS: N_("Announcements"),
    Register.CERTIFICATES: N_("Certificates"),
}

URGENCY_LABELS: Final = {
    Urgency.ORDINARY: N_("Ordinary speed"),
    Urgency.URGENT: N_("Urgent"),
    Urgency.VERY_URGENT: N_("Very urgent"),
    Urgency.MOST_URGENT: N_("Most urgent"),
}

SECRECY_LABELS: Final = {
    Secrecy.OPEN: N_("Not secret"),
    Secrecy.SECRET: N_("Secret"),
    Secrecy.VERY_SECRET: N_("Very secret"),
    Secrecy.MOST_SECRET: N_("Most secret"),
}

DESTRUCTION_STATE_LABELS: Final = {
    DestructionState.PREPARED: N_("Before the committee"),
    DestructionState.CONSIDERED: N_("Considered"),
    DestructionState.WITH_ARCHIVES: N_("With the National Archives"),
    DestructionState.DESTROYED: N_("Destroyed"),
}

ITEM_DECISION_LABELS: Final = {
    ItemDecision.UNDECIDED: N_("Not decided"),
    ItemDecision.DESTROY: N_("To be destroyed"),
    ItemDecision.KEEP_LONGER: N_("Kept longer"),
    ItemDecision.TO_ARCHIVES: N_("To the National Archives"),
}
