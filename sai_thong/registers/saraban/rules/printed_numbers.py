"""A document's number as it is printed (domain rule: รหัสพยัญชนะ เลขประจำของเจ้าของเรื่อง / เลขทะเบียน)."""

from __future__ import annotations

from typing import Final

from sai_thong.registers.saraban.terms import Register

CIRCULAR_MARK: Final = "ว"
_BY_CODE: Final = frozenset({Register.LETTERS, Register.CIRCULARS, Register.MEMOS, Register.CERTIFICATES})


def printed_number(
    register: Register, number: int, year_be: int, *, code: str = "", sub_number: int | None = None
) -> str:
    """The number in full: ``กส 71801/123``, ``กส 71801/ว 5``, ``123/2569`` of an order, ``123.1`` inserted.

    Args:
        register: Whose number it is.
        number: The running number.
        year_be: Its calendar year, Buddhist era; printed with orders and announcements.
        code: The letter code of the office or unit.
        sub_number: Of an inserted number (เลขแทรก).
    """
    running = f"{number}.{sub_number}" if sub_number else str(number)
    if register not in _BY_CODE:
        return f"{running}/{year_be}"
    if register is Register.CIRCULARS:
        running = f"{CIRCULAR_MARK} {running}"
    return f"{code}/{running}" if code else running
