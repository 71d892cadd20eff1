"""An error reads as sentences: what happened, what was kept, what to do."""

from __future__ import annotations

import pickle

import pytest

from sai_thong.ground.errors import BadInput, EnvironmentTrouble, Refused, SaiThongError


@pytest.mark.parametrize("kind", [SaiThongError, Refused, BadInput, EnvironmentTrouble])
def test_it_says_its_parts_in_order_and_leaves_out_empty_ones(kind: type[SaiThongError]) -> None:
    assert str(kind("ดิสก์เต็ม", kept="ข้อมูลเดิมอยู่ครบ", do="ลบไฟล์ที่ไม่ใช้")) == "ดิสก์เต็ม ข้อมูลเดิมอยู่ครบ ลบไฟล์ที่ไม่ใช้"
    assert str(kind("ดิสก์เต็ม", do="ลบไฟล์ที่ไม่ใช้")) == "ดิสก์เต็ม ลบไฟล์ที่ไม่ใช้"


def test_it_comes_whole_out_of_a_worker_process() -> None:
    sent = Refused("ปิดเดือนไม่ได้", kept="ร่างอยู่ครบ", do="แก้รายการที่ค้าง")
    come = pickle.loads(pickle.dumps(sent))
    assert (type(come), come.what, come.kept, come.do) == (Refused, sent.what, sent.kept, sent.do)
