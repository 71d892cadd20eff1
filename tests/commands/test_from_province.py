"""What the province sent is listed, accepted and declined from the command line."""

from __future__ import annotations

from typing import Any

import pytest

from sai_thong.db.store import Store
from sai_thong.demo.office import PASSWORD
from sai_thong.registers.from_province.contents import DownKind
from sai_thong.registers.from_province.records import ProvinceItem

HOLIDAY = '[[holiday]]\nday = 2026-12-28\nname = "วันหยุดพิเศษ"\n'


@pytest.fixture
def sent(living: Any) -> Any:
    """An office to which two proposals and an unreadable one were sent."""
    with Store.open(living.store, password=PASSWORD, clock=living.clock) as store, store.transaction() as tx:
        for number, content in enumerate((HOLIDAY, HOLIDAY, "?"), start=1):
            tx.insert(
                ProvinceItem(
                    number=number,
                    kind=DownKind.HOLIDAYS,
                    title="วันหยุด",
                    content=content,
                    sent_at=f"2026-11-2{number}T02:00:00.000Z",
                )
            )
    return living


def test_it_is_listed_accepted_and_declined(sent: Any) -> None:
    assert [each["changes"] for each in sent("down", "list")] == [[], *[["28 ธ.ค. 69: วันหยุดพิเศษ"]] * 2]
    assert sent("down", "accept", 1)["waits"] is False
    assert sent.run("down", "accept", 1).code == 1
    assert sent.run("down", "decline", 2).code == 2, "a reason is asked for"
    assert sent("down", "decline", 2, "--why", "ใช้ของเราเอง")["waits"] is False
    assert sent.run("down", "accept", 3).code == 1
    assert sent.run("down", "accept", 9).code == 1
    words = sent.run("down", "list").out
    assert "ไม่รับ" in words and "รอตัดสินใจ" in words
