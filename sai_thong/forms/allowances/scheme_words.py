"""Schemes in the words of papers. Those of the sensitive set are neutral: the illness is named on its own form only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sai_thong.forms.kit import Secrecy
from sai_thong.registers.law.terms import PaySource, Scheme, SchemeSet

MONEY: Final[dict[Scheme, str]] = {
    Scheme.OLD_AGE: "เงินเบี้ยยังชีพผู้สูงอายุ",
    Scheme.DISABILITY: "เงินเบี้ยความพิการ",
    Scheme.HIV: "เงินสงเคราะห์",
}
"""What is paid."""

SHORT: Final[dict[Scheme, str]] = {
    Scheme.OLD_AGE: "ผู้สูงอายุ",
    Scheme.DISABILITY: "ความพิการ",
    Scheme.HIV: "สงเคราะห์",
}
"""For headings of narrow columns."""

REGULATION: Final[dict[Scheme, str]] = {
    Scheme.OLD_AGE: ("ระเบียบกระทรวงมหาดไทยว่าด้วยหลักเกณฑ์การจ่ายเงินเบี้ยยังชีพผู้สูงอายุขององค์กรปกครองส่วนท้องถิ่น พ.ศ. 2566"),
    Scheme.DISABILITY: (
        "ระเบียบกระทรวงมหาดไทยว่าด้วยหลักเกณฑ์การจ่ายเงินเบี้ยความพิการให้คนพิการขององค์กรปกครองส่วนท้องถิ่น พ.ศ. 2553 และที่แก้ไขเพิ่มเติม"
    ),
    Scheme.HIV: "ระเบียบกระทรวงมหาดไทยว่าด้วยการจ่ายเงินสงเคราะห์เพื่อการยังชีพขององค์กรปกครองส่วนท้องถิ่น พ.ศ. 2548",
}
"""The rule each is paid under."""

SOURCE: Final[dict[PaySource, str]] = {
    PaySource.CGD: "กรมบัญชีกลางจ่ายตรง",
    PaySource.LAO: "องค์กรปกครองส่วนท้องถิ่นจ่าย",
}
"""Who pays."""


def money_of(schemes: Sequence[Scheme]) -> str:
    """``เงินเบี้ยยังชีพผู้สูงอายุและเงินเบี้ยความพิการ``."""
    return "และ".join(MONEY[scheme] for scheme in schemes)


def secrecy_of(scheme_set: SchemeSet) -> Secrecy:
    """The stamp on papers of a set."""
    return "ลับ" if scheme_set.sealed else ""


def step_words(scheme: Scheme, step: str) -> str:
    """A step of the ladder: ``อายุ 60–69 ปี``, ``อายุ 90 ปีขึ้นไป``; empty where a scheme has one amount for all."""
    if not step or scheme is Scheme.HIV:
        return ""
    if step.endswith("+"):
        return f"อายุ {step[:-1]} ปีขึ้นไป"
    youngest, _dash, oldest = step.partition("–")
    return f"อายุต่ำกว่า {int(oldest) + 1} ปี" if youngest == "0" else f"อายุ {youngest}–{oldest} ปี"


def age_of_step(step: str) -> str:
    """The age at which a step begins: ``80`` of ``80–89`` or ``80+``."""
    return step.partition("–")[0].rstrip("+")
